"""Check: every relationship that the text asks for is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from presskit.checks.preflight.docx_places import found
from presskit.checks.preflight.frame import Finding, PreflightCheck, everywhere
from presskit.diagnostics import Rule, Severity
from presskit.formats.ooxml.values import DocxFile, Spot
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "docx-dangling-reference", Severity.ERROR, "The text asks for a relationship that is not there",
    "A link, picture or header that is named by an id which nothing defines makes Word call the file corrupt.",
)  # fmt: skip


def _check(file: DocxFile, _: Edition | None) -> Iterator[Finding]:
    for reference in file.dangling:
        message = f"The text asks for the relationship «{reference.id}», which is not there."
        yield found(RULE, file, message, "Build the file again, or save it anew in Word.", reference.spot)
    counts = Counter((each.source, each.id) for each in file.relations)
    for (source, id_), count in counts.items():
        if count > 1:
            message = f"The relationship «{id_}» is there {count} times."
            yield found(RULE, file, message, "Give each an id of its own.", Spot(source) if source else None)


CHECK = PreflightCheck(RULE, _check, everywhere(Severity.ERROR))
