"""A job → XLIFF 1.2 (OASIS, strict) for CAT tools.

OmegaT shows what stands in ``target`` and skips units without one: what is to be translated has its source there, with the
state ``needs-translation``. What is done stands beside it with ``translate="no"``; an older version is an ``alt-trans``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lxml import etree

from presskit.artefact import Artefact
from presskit.formats.xliff import MEDIA_TYPE, NAMESPACE, fill, name
from presskit.formats.xml_text import LANG, SPACE, allowed, laid_out
from presskit.translation.status import Change, UnitState
from presskit.writers.translation.job import Job

if TYPE_CHECKING:
    from presskit.formats.xml_text import Element
    from presskit.model.document import Inline

__all__ = ["write"]

_TEXTS = {"source", "target", "note"}


def write(job: Job) -> Artefact:
    """Return the XLIFF file of a job: every unit in the order of the page."""
    package = job.package
    root = etree.Element(name("xliff"), version="1.2", nsmap={None: NAMESPACE})  # type: ignore[dict-item]
    file = etree.SubElement(root, name("file"), original=package.kit_id, datatype="plaintext")
    file.set("source-language", package.source_language)
    file.set("target-language", package.language)
    file.set("product-name", "presskit")
    file.set("product-version", str(package.version))
    file.set("build-num", package.revision)
    body = etree.SubElement(file, name("body"))
    for change in job.changes:
        body.append(_unit(change, package.source_language, package.language))
    return Artefact(f"{job.name}.xliff", MEDIA_TYPE, laid_out(root, _TEXTS), package.language)


def _unit(change: Change, source: str, language: str) -> Element:
    unit = change.unit
    node = etree.Element(name("trans-unit"), id=allowed(unit.id), restype=f"x-{unit.kind}")
    node.set(SPACE, "preserve")
    if not change.open:
        node.set("translate", "no")
    node.append(_text("source", unit.source, source))
    target = _text("target", unit.source if change.open else change.unit.target or unit.source, language)
    target.set("state", "needs-translation" if change.open else "translated")
    node.append(target)
    for note in _notes(change):
        etree.SubElement(node, name("note"), {"from": "presskit"}).text = allowed(note)
    if change.state is UnitState.CHANGED and change.old_target:
        node.append(_older(change, source, language))
    return node


def _text(tag: str, inlines: tuple[Inline, ...], language: str) -> Element:
    made = etree.Element(name(tag))
    made.set(LANG, language)
    fill(made, inlines)
    return made


def _older(change: Change, source: str, language: str) -> Element:
    node = etree.Element(name("alt-trans"), alttranstype="previous-version")
    if change.old_source:
        node.append(_text("source", change.old_source, source))
    node.append(_text("target", change.old_target or (), language))
    return node


def _notes(change: Change) -> Iterator[str]:
    """Yield what helps with a unit that is open."""
    if change.open:
        if change.difference:
            yield f"Changed: {change.marked_difference}"
        yield from change.reminders
