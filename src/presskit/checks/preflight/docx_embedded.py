"""Check: no programs and no other files are in the file."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.docx_places import found, graded
from presskit.checks.preflight.frame import Finding, PreflightCheck
from presskit.diagnostics import Rule, Severity
from presskit.formats.ooxml.values import DocxFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "docx-embedded", Severity.ERROR, "A program or another file is embedded",
    "Mail servers stop files with macros, ActiveX or embedded objects, and an embedded table holds more than it shows.",
)  # fmt: skip
KINDS = {
    "vbaProject": "macros", "wordVbaData": "macros", "control": "an ActiveX control",
    "activeXControlBinary": "an ActiveX control", "oleObject": "an embedded object",
    "package": "an embedded file", "aFChunk": "a file in another format", "attachedToolbars": "a toolbar",
    "keyMapCustomizations": "keys of its own",
}  # fmt: skip


def _check(file: DocxFile, _: Edition | None) -> Iterator[Finding]:
    for relation in file.relations:
        if relation.kind in KINDS and not relation.external:
            message = f"«{relation.target}» holds {KINDS[relation.kind]}."
            yield found(RULE, file, message, "Take it out, or put its picture in its place.")


CHECK = PreflightCheck(RULE, _check, graded(Severity.ERROR, Severity.WARNING))
