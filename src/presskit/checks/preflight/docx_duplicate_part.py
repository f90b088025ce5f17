"""Check: no part is there twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from presskit.checks.preflight.docx_places import found
from presskit.checks.preflight.frame import Finding, PreflightCheck, everywhere
from presskit.diagnostics import Rule, Severity
from presskit.formats.ooxml.values import DocxFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "docx-duplicate-part", Severity.ERROR, "A part of the file is there twice",
    "Word calls the file corrupt, or takes one of the two: two core.xml come from programs that each wrote the properties.",
)  # fmt: skip
SINGLE = {"core-properties", "custom-properties", "extended-properties", "officeDocument"}
SINGLE_BESIDE = {"styles", "numbering", "settings", "fontTable", "theme", "footnotes", "endnotes", "comments", "webSettings"}
HINT = "Build the file again, or save it anew in Word."


def _check(file: DocxFile, _: Edition | None) -> Iterator[Finding]:
    for name in file.repeated_parts:
        yield found(RULE, file, f"The archive holds «{name}» more than once.", HINT)
    for source, kinds in (("", SINGLE), (file.main, SINGLE_BESIDE)):
        counts = Counter(each.kind for each in file.relations if each.source == source and each.kind in kinds)
        for kind in sorted(kind for kind, count in counts.items() if count > 1):
            yield found(RULE, file, f"The file has more than one part of the kind «{kind}».", HINT)
    for kind, count in sorted(Counter(part.content_type for part in file.parts).items()):
        if count > 1 and kind.endswith("core-properties+xml"):
            yield found(RULE, file, "The file has its core properties twice.", HINT)


CHECK = PreflightCheck(RULE, _check, everywhere(Severity.ERROR))
