"""Check: each bookmark that is opened is closed."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.docx_places import found, graded
from presskit.checks.preflight.frame import Finding, PreflightCheck
from presskit.diagnostics import Rule, Severity
from presskit.formats.ooxml.contract import Prefix
from presskit.formats.ooxml.values import DocxFile, Mark
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "docx-bookmark-open", Severity.ERROR, "A bookmark has no end, or no beginning",
    "A translation finds its way home by the bookmark round each paragraph. One without an end holds nothing, or everything.",
)  # fmt: skip
HINT = "Build the file again. In a file from elsewhere, delete the bookmark."


def _check(file: DocxFile, _: Edition | None) -> Iterator[Finding]:
    opened: dict[tuple[str, str], Mark] = {}
    for mark in file.marks:
        key = (mark.spot.part, mark.number)
        begin = None if mark.opens else opened.pop(key, None)
        if mark.opens:
            opened.setdefault(key, mark)
        elif begin is None:
            yield found(RULE, file, "A bookmark ends here that did not begin.", HINT, mark.spot)
        elif _is_ours(begin) and begin.spot != mark.spot:
            yield found(RULE, file, f"The bookmark «{begin.name}» goes beyond its paragraph.", HINT, begin.spot)
    for left in opened.values():
        yield found(RULE, file, f"The bookmark «{left.name}» has no end.", HINT, left.spot)


def _is_ours(mark: Mark) -> bool:
    return mark.name.partition("_")[0] in set(Prefix)


CHECK = PreflightCheck(RULE, _check, graded(Severity.ERROR, Severity.WARNING))
