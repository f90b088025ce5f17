"""What can go wrong when a format is written, by code, the error that carries it, and the picture that an error is about."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass

from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.model.edition import Edition, figures
from presskit.pictures.metadata import DamagedError
from presskit.pictures.stripping import stripped
from presskit.resources import Resources
from presskit.source import Span

__all__ = [
    "BAD_PROFILE", "BROKEN_TEMPLATE", "LAYOUT_FAILED", "MISSING_STYLE", "OUTPUT_STOPPED", "PICTURE_LAYOUT_FAILED",
    "PICTURE_NOT_PRINTABLE", "PICTURE_UNSUPPORTED_IN_WORD", "RULES", "STYLE_IGNORED", "Named", "WriterError",
    "broken", "named", "place_of",
]  # fmt: skip

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
OUTPUT_STOPPED = Rule(
    "output-stopped", Severity.ERROR, "An output takes too much",
    "Writing an output takes a second or two. A picture or a template that makes it take much more was made to, or is damaged.",
)  # fmt: skip
STYLE_IGNORED = Rule(
    "style-ignored", Severity.WARNING, "A part of the style sheet is not understood",
    "What the typesetter does not know it leaves out, and the page then looks other than its designer meant.",
)  # fmt: skip

RULES = (
    BAD_PROFILE, BROKEN_TEMPLATE, MISSING_STYLE, LAYOUT_FAILED, PICTURE_NOT_PRINTABLE, PICTURE_UNSUPPORTED_IN_WORD,
    PICTURE_LAYOUT_FAILED, OUTPUT_STOPPED, STYLE_IGNORED,
)  # fmt: skip


class WriterError(Exception):
    """An output cannot be made; ``diagnostics`` say why and what to do, all at once."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("; ".join(finding.message for finding in self.diagnostics))


def broken(template: str, line: int, message: str, hint: str) -> WriterError:
    """Return the error of a template that cannot be used."""
    return WriterError([BROKEN_TEMPLATE.at(Span(template, line), message, hint)])


_URL = re.compile(r"data:[^\s\"'<>()]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """A text without ``data:`` URLs; ``picture`` is the first that it spoke of, empty where it spoke of none."""

    text: str
    place: Span
    picture: str = ""


def place_of(source: str, edition: Edition) -> Span:
    """Return where the kit names a picture: the figure in the text, or the logo in kit.yaml."""
    spans = [figure.span for figure in figures(edition) if figure.source == source]
    spans += [edition.brand.span] if edition.brand.logo == source else []
    return spans[0] if spans and spans[0].source else Span(source)


def named(text: str, edition: Edition, resources: Resources, otherwise: Span) -> Named:
    """Return ``text`` with the names of pictures in the place of their URLs, and where the kit names the first of them.

    ``otherwise`` is the place of what speaks of no picture of the kit.
    """
    sources = [_source(url, resources) for url in _URL.findall(text)]
    if not sources:
        return Named(text, otherwise)
    names = iter([_picture_name(source) for source in sources])
    place = place_of(sources[0], edition) if sources[0] else otherwise
    return Named(_URL.sub(lambda _: next(names), text), place, _picture_name(sources[0]))


def _picture_name(source: str) -> str:
    return f"the picture «{source}»" if source else "a picture that stands inside of another, or of a template"


def _source(url: str, resources: Resources) -> str:
    """Return the name of the picture that a URL holds; empty where the kit has no such picture."""
    try:
        data = stripped(base64.b64decode(url.partition(",")[2])).data
    except (binascii.Error, ValueError, DamagedError):
        return ""
    return next((name for name, each in resources.assets.items() if each == data), "")
