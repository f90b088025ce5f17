"""A job → source and target side by side: a Word table of three columns, and a page that shows what changed.

The table is for programs that lose bookmarks, such as Google Docs. The page has the old words struck out, the new ones
underlined, and the old translation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from presskit.artefact import Artefact
from presskit.formats.ooxml.contract import Style
from presskit.language.alphabet import direction
from presskit.model.document import Inline
from presskit.model.outputs import Format
from presskit.resources import Resources
from presskit.translation.segments import text_of
from presskit.translation.status import Change, Edit, UnitState
from presskit.writers.docx import Draft, pack
from presskit.writers.docx.page import Page
from presskit.writers.docx.paragraphs import Run
from presskit.writers.docx.xml import Element, name, put_in_order, w
from presskit.writers.translation.job import Job
from presskit.writers.translation.working_docx import UnitRuns, draft_of

__all__ = ["HEAD", "write_changes", "write_table"]

HEAD = ("id", "source", "target")
_SHARES = (18, 41, 41)  # of the width, in percent
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")
_DONE = "EDEDED"


def write_table(job: Job, resources: Resources) -> Artefact:
    """Return the table: a row for each unit; a target that is changed holds the old translation, a new one nothing."""
    draft = draft_of(job, resources)
    runs = UnitRuns.of(job, draft)
    body = draft.document.element.find(name("body"))
    section = _section(body)
    for each in list(body):
        body.remove(each)
    body.extend([*_before(runs), _table(runs, draft), runs.makers["ltr"].make(Style.NOTE, []), section])
    put_in_order(body)
    return Artefact(f"{job.name}.table.docx", Format.DOCX.media_type, pack(draft), job.package.language)


def _section(body: Element) -> Element:
    """Return the section that brings the headers and footers: the first."""
    section = next(iter(body.iter(name("sectPr"))))
    section.getparent().remove(section)  # type: ignore[union-attr]
    return section


def _before(runs: UnitRuns) -> Iterator[Element]:
    package = runs.job.package
    make = runs.makers["ltr"]
    yield make.make(Style.HEADING_2, [Run(f"{package.kit_id}: {runs.job.label}")])
    words = "Write into the third column. Rows in grey are done. The first column finds the way back: leave it as it is."
    yield make.make(Style.NOTE, [Run(words)])


def _table(runs: UnitRuns, draft: Draft) -> Element:
    width = Page.of(runs.job.edition.page, "ltr", draft.template.margins).room[0]
    widths = [width * share // 100 for share in _SHARES]
    borders = w("tblBorders", *(w(edge, val="single", sz=4, space=0, color="767676") for edge in _EDGES))
    properties = w("tblPr", w("tblW", w=sum(widths), type="dxa"), borders, w("tblLayout", type="fixed"))
    grid = w("tblGrid", *(w("gridCol", w=each) for each in widths))
    rows = [_head(runs, widths), *(_row(runs, change, widths) for change in runs.job.changes)]
    return w("tbl", properties, grid, *rows)


def _head(runs: UnitRuns, widths: Iterable[int]) -> Element:
    make = runs.makers["ltr"]
    package = runs.job.package
    words = (HEAD[0], f"{HEAD[1]} ({package.source_language})", f"{HEAD[2]} ({package.language})")
    cells = [_cell([make.make(Style.NOTE, [Run(each, bold=True)])], width) for each, width in zip(words, widths, strict=True)]
    return w("tr", w("trPr", w("cantSplit"), w("tblHeader")), *cells)


def _row(runs: UnitRuns, change: Change, widths: list[int]) -> Element:
    package, shade = runs.job.package, "" if change.open else _DONE
    here, there = (runs.makers[way] for way in runs.ways)
    source = [here.around(Style.NOTE, runs.words(change.unit.source, package.source_language))]
    if change.difference:
        source.append(here.around(Style.NOTE, [*runs.difference(change)]))
    target = change.unit.target if change.state is not UnitState.NEW else None
    written = there.around(Style.NOTE, runs.words(target or (), package.language))
    key = runs.makers["ltr"].make(Style.NOTE, [Run(change.unit.id)])
    cells = zip(([key], source, [written]), widths, strict=True)
    return w("tr", w("trPr", w("cantSplit")), *(_cell(content, width, shade) for content, width in cells))


def _cell(paragraphs: Iterable[Element], width: int, shade: str = "") -> Element:
    fill = [w("shd", val="clear", color="auto", fill=shade)] if shade else []
    return w("tc", w("tcPr", w("tcW", w=width, type="dxa"), *fill), *paragraphs)


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
    page = _HEAD.format(title=escape(title)) + "".join(f"{each}\n" for each in _sections(job, changed)) + "</body></html>\n"
    return (Artefact(f"{job.name}.changes.html", "text/html; charset=utf-8", page.encode(), job.package.language),)


def _sections(job: Job, changed: list[Change]) -> Iterator[str]:
    here, there = job.package.source_language, job.package.language
    for each in changed:
        yield f"<section><h2>{escape(each.unit.key)}</h2>"
        yield f"<p {_attributes(here)}>{_difference(each)}</p>"
        yield _translation(each.old_target, there)
        yield "</section>"


def _difference(change: Change) -> str:
    marks = {Edit.SAME: "{}", Edit.GONE: "<del>{}</del>", Edit.ADDED: "<ins>{}</ins>"}
    pieces = "".join(marks[each.edit].format(escape(each.text)) for each in change.difference)
    return pieces or escape(text_of(change.unit.source))


def _translation(inlines: tuple[Inline, ...] | None, language: str) -> str:
    return f"<p {_attributes(language)}>{escape(text_of(inlines))}</p>" if inlines else ""


def _attributes(language: str) -> str:
    return f'lang="{escape(language)}" dir="{direction(language)}"'
