"""What can go wrong when a format is written, by code, and the error that carries it: never a half-made output."""

from __future__ import annotations

from collections.abc import Iterable

from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.source import Span

__all__ = [
    "BAD_PROFILE",
    "BROKEN_TEMPLATE",
    "LAYOUT_FAILED",
    "MISSING_STYLE",
    "PICTURE_LAYOUT_FAILED",
    "PICTURE_NOT_PRINTABLE",
    "PICTURE_UNSUPPORTED_IN_WORD",
    "RULES",
    "STYLE_IGNORED",
    "WriterError",
    "broken",
]

BAD_PROFILE = Rule(
    "bad-profile", Severity.ERROR, "The print profile cannot be used",
    "Colours are turned into inks by an ICC profile. With another profile than the press has, they would come out wrong.",
)  # fmt: skip

BROKEN_TEMPLATE = Rule(
    "broken-template", Severity.ERROR, "A template cannot be used",
    "The page, the Word file and the web page are made from templates. A template of your own must keep to their rules.",
)  # fmt: skip
MISSING_STYLE = Rule(
    "missing-style", Severity.ERROR, "The Word template lacks a style",
    "Paragraphs are laid out by the styles of release.docx, by name. Without the style, the text would look like any other.",
)  # fmt: skip
PICTURE_NOT_PRINTABLE = Rule(
    "picture-not-printable", Severity.ERROR, "A picture cannot be printed in inks",
    "A print shop takes no colours of a screen. A drawing whose colours cannot be turned into inks would be sent back.",
)  # fmt: skip
PICTURE_UNSUPPORTED_IN_WORD = Rule(
    "picture-unsupported-in-word", Severity.ERROR, "Word cannot show the picture",
    "Word files hold PNG, JPEG and GIF pictures. Leaving the picture out without a word would lose it.",
)  # fmt: skip
PICTURE_LAYOUT_FAILED = Rule(
    "picture-layout-failed", Severity.ERROR, "The picture cannot be set",
    "A picture that the page cannot hold would leave a hole in the release.",
)  # fmt: skip

LAYOUT_FAILED = Rule(
    "layout-failed", Severity.ERROR, "The page cannot be set",
    "Setting a page takes a second or two. One that takes much more holds something that was made to be slow, or by mistake.",
)  # fmt: skip
STYLE_IGNORED = Rule(
    "style-ignored", Severity.WARNING, "A part of the style sheet is not understood",
    "What the typesetter does not know it leaves out, and the page then looks other than its designer meant.",
)  # fmt: skip

RULES = (
    BAD_PROFILE, BROKEN_TEMPLATE, MISSING_STYLE, LAYOUT_FAILED, PICTURE_NOT_PRINTABLE, PICTURE_UNSUPPORTED_IN_WORD,
    PICTURE_LAYOUT_FAILED,
    STYLE_IGNORED,
)  # fmt: skip


class WriterError(Exception):
    """An output cannot be made; ``diagnostics`` say why and what to do, all at once."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("; ".join(finding.message for finding in self.diagnostics))


def broken(template: str, line: int, message: str, hint: str) -> WriterError:
    """Return the error of a template that cannot be used."""
    return WriterError([BROKEN_TEMPLATE.at(Span(template, line), message, hint)])
