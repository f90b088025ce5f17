"""Check: a Word file says in which language it is."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.docx_places import direction_of, found, graded, language_of
from presskit.checks.preflight.frame import Finding, PreflightCheck
from presskit.diagnostics import Rule, Severity
from presskit.formats.docx_file import DocxFile
from presskit.language import subtags
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "docx-language", Severity.ERROR, "The Word file does not say its language, or another",
    "Word checks the spelling by it, a screen reader chooses its voice, and a translation tool its memory (WCAG 2.2, 3.1.1).",
)  # fmt: skip
HINT = "In Word: select all, Review, Language, Set Proofing Language."


def _check(file: DocxFile, edition: Edition | None) -> Iterator[Finding]:
    language = language_of(file, edition)
    default = file.styles.default
    said = default.complex if direction_of(file, edition) == "rtl" else default.latin
    if not said:
        yield found(RULE, file, "The default style has no language.", HINT)
    elif language and subtags.primary(said) != subtags.primary(language):
        yield found(RULE, file, f"The text is said to be in «{said}», but it is in «{language}».", HINT)
    if edition and file.core.get("language", edition.language) != edition.language:
        message = f"The properties say «{file.core['language']}», but the release is in «{edition.language}»."
        yield found(RULE, file, message, "Build the file again.")


CHECK = PreflightCheck(RULE, _check, graded(Severity.ERROR, Severity.WARNING))
