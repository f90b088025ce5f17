"""A job → source and target side by side: a Word table of three columns, and a page that shows what changed.

The table is for programs that lose bookmarks, such as Google Docs. The page has the old words struck out, the new ones
underlined, and the old translation.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from presskit.artefact import Artefact
from presskit.formats.ooxml.contract import Style
from presskit.language.alphabet import direction
from presskit.model.outputs import Format
from presskit.resources import Resources
from presskit.translation.segments import text_of
from presskit.translation.status import Change, DiffKind, UnitState
from presskit.writers.docx import pack
from presskit.writers.docx.page import Page
from presskit.writers.docx.paragraphs import Run
from presskit.writers.docx.rows import row, table
from presskit.writers.docx.xml import Element, name, put_in_order
from presskit.writers.translation.job import Job
from presskit.writers.translation.working_docx import UnitRuns, draft_of

__all__ = ["HEAD", "write_changes", "write_table"]

HEAD = ("id", "source", "target")
_SHARES = (18, 41, 41)  # of the width, in percent
_LINES = "767676"
_ADVICE = "Write into the third column. Rows in grey are done. The first column finds the way back: leave it as it is."
_DONE = "EDEDED"


def write_table(job: Job, resources: Resources) -> Artefact:
    """Return the table: a row for each unit; a target that is changed holds the old translation, a new one nothing."""
    draft = draft_of(job, resources)
    runs = UnitRuns.of(job, draft)
    body = draft.document.element.find(name("body"))
    section = next(iter(body.iter(name("sectPr"))))  # the first, which brings the headers and footers
    page = Page.of(job.edition.page, "ltr", draft.template.margins)
    widths = [page.room[0] * share // 100 for share in _SHARES]
    rows = [_head(runs, widths), *(_row(runs, change, widths) for change in job.changes)]
    make = runs.makers["ltr"]
    head = make.make(Style.HEADING_2, [Run(f"{job.package.kit_id}: {job.label}")])
    advice = make.make(Style.NOTE, [Run(_ADVICE)])
    body[:] = [head, advice, table(rows, widths, _LINES), make.make(Style.NOTE, []), section]
    put_in_order(body)
    return Artefact(f"{job.name}.table.docx", Format.DOCX.media_type, pack(draft), job.package.language)


def _head(runs: UnitRuns, widths: Iterable[int]) -> Element:
    package = runs.job.package
    words = (HEAD[0], f"{HEAD[1]} ({package.source_language})", f"{HEAD[2]} ({package.language})")
    return row(([runs.makers["ltr"].make(Style.NOTE, [Run(each, bold=True)])] for each in words), widths, head=True)


def _row(runs: UnitRuns, change: Change, widths: Iterable[int]) -> Element:
    package = runs.job.package
    here, there = (runs.makers[way] for way in runs.ways)
    source = [here.around(Style.NOTE, runs.words(change.unit.source, package.source_language))]
    if change.difference:
        source.append(here.around(Style.NOTE, [*runs.difference(change)]))
    target = change.unit.target if change.state is not UnitState.NEW else None
    written = there.around(Style.NOTE, runs.words(target or (), package.language))
    key = runs.makers["ltr"].make(Style.NOTE, [Run(change.unit.id)])
    return row(([key], source, [written]), widths, "" if change.open else _DONE)


_HEAD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<style>body{{max-width:46rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 sans-serif}}
section{{border-top:1px solid #767676;padding:.5rem 0}}h2{{font-size:.9rem;font-weight:normal;color:#595959;margin:.5rem 0}}
p{{margin:.4rem 0;white-space:pre-wrap}}del{{color:#8c1d2b}}ins{{color:#1b5e20}}</style></head><body>
<h1>{title}</h1>
"""


def write_changes(job: Job) -> tuple[Artefact, ...]:
    """Return the page; none where nothing changed that was translated before."""
    changed = [each for each in job.changes if each.state is UnitState.CHANGED]
    if not changed:
        return ()
    title = f"{job.package.kit_id}, {job.label}: {len(changed)} changed"
    page = _HEAD.format(title=escape(title)) + "".join(_section(job, each) for each in changed) + "</body></html>\n"
    return (Artefact(f"{job.name}.changes.html", "text/html; charset=utf-8", page.encode(), job.package.language),)


def _section(job: Job, change: Change) -> str:
    source, target = _attributes(job.package.source_language), _attributes(job.package.language)
    old = f"<p {target}>{escape(text_of(change.old_target))}</p>" if change.old_target else ""
    return f"<section><h2>{escape(change.unit.key)}</h2>\n<p {source}>{_difference(change)}</p>\n{old}\n</section>\n"


def _difference(change: Change) -> str:
    marks = {DiffKind.SAME: "{}", DiffKind.GONE: "<del>{}</del>", DiffKind.ADDED: "<ins>{}</ins>"}
    pieces = "".join(marks[each.edit].format(escape(each.text)) for each in change.difference)
    return pieces or escape(text_of(change.unit.source))


def _attributes(language: str) -> str:
    return f'lang="{escape(language)}" dir="{direction(language)}"'
