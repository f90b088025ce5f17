"""Check: each part says what it is."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.docx_places import found
from presskit.checks.preflight.frame import Finding, PreflightCheck, everywhere
from presskit.diagnostics import Rule, Severity
from presskit.formats.ooxml.values import DocxFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "docx-content-type", Severity.ERROR, "A part of the file does not say what it is",
    "Word reads each part by its content type. Where one is missing or wrong, it calls the file corrupt (ECMA-376-2, 6.2.3).",
)  # fmt: skip
ENDINGS = {
    "officeDocument": "main+xml", "styles": "styles+xml", "numbering": "numbering+xml", "settings": "settings+xml",
    "fontTable": "fontTable+xml", "theme": "theme+xml", "header": "header+xml", "footer": "footer+xml",
    "footnotes": "footnotes+xml", "endnotes": "endnotes+xml", "comments": "comments+xml",
    "core-properties": "core-properties+xml", "custom-properties": "custom-properties+xml",
}  # fmt: skip
"""How the content type of a part ends that is related in a way."""
HINT = "Build the file again, or save it anew in Word."


def _check(file: DocxFile, _: Edition | None) -> Iterator[Finding]:
    types = {part.name: part.content_type for part in file.parts}
    for name in (name for name, kind in types.items() if not kind and not name.startswith("[")):
        yield found(RULE, file, f"The part «{name}» has no content type.", HINT)
    for relation in file.relations:
        kind, ending = types.get(relation.target, ""), ENDINGS.get(relation.kind, "")
        if kind and not relation.external and not kind.endswith(ending):
            yield found(RULE, file, f"The part «{relation.target}» is used as {relation.kind}, but says it is «{kind}».", HINT)


CHECK = PreflightCheck(RULE, _check, everywhere(Severity.ERROR))
