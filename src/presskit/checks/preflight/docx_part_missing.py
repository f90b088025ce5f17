"""Check: the parts that the file needs are there."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.docx_places import found, is_ours
from presskit.checks.preflight.frame import Finding, PreflightCheck, everywhere
from presskit.diagnostics import Rule, Severity
from presskit.formats.ooxml.values import DocxFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "docx-part-missing", Severity.ERROR, "A part of the file is missing",
    "Word calls the file corrupt where a relationship leads to nothing, and shows a plain text where its styles are gone.",
)  # fmt: skip
NEEDED = ("styles", "numbering", "settings", "fontTable")
NEEDED_BESIDE = ("core-properties", "custom-properties")
HINT = "Build the file again, or take it once more from where it was made."


def _check(file: DocxFile, _: Edition | None) -> Iterator[Finding]:
    names = {part.name.lower() for part in file.parts}
    for relation in file.relations:
        if not relation.external and relation.target.lower() not in names:
            whose = relation.source or "the file"
            message = f"The part «{relation.target}» is missing, which {whose} names as its {relation.kind}."
            yield found(RULE, file, message, HINT)
    for source, kinds in ((file.main, NEEDED), ("", NEEDED_BESIDE)) if is_ours(file) else ():
        there = {relation.kind for relation in file.relations if relation.source == source}
        for kind in (each for each in kinds if each not in there):
            yield found(RULE, file, f"The file has no part of the kind «{kind}».", HINT)


CHECK = PreflightCheck(RULE, _check, everywhere(Severity.ERROR))
