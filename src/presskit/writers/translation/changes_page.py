"""A job → a page for people that shows what changed: the old words struck out, the new ones underlined, the old translation."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from presskit.artefact import Artefact
from presskit.language.alphabet import direction
from presskit.model.document import Inline
from presskit.translation.segments import text_of
from presskit.translation.status import Change, Edit, UnitState
from presskit.writers.translation.job import Job

__all__ = ["write"]

_HEAD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<style>body{{max-width:46rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 sans-serif}}
section{{border-top:1px solid #767676;padding:.5rem 0}}h2{{font-size:.9rem;font-weight:normal;color:#595959;margin:.5rem 0}}
p{{margin:.4rem 0;white-space:pre-wrap}}del{{color:#8c1d2b}}ins{{color:#1b5e20}}</style></head><body>
<h1>{title}</h1>
"""


def write(job: Job) -> tuple[Artefact, ...]:
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
        yield f"<p {_in(here)}>{_difference(each)}</p>"
        yield _words(each.old_target, there)
        yield "</section>"


def _difference(change: Change) -> str:
    marks = {Edit.SAME: "{}", Edit.GONE: "<del>{}</del>", Edit.ADDED: "<ins>{}</ins>"}
    pieces = "".join(marks[each.edit].format(escape(each.text)) for each in change.difference)
    return pieces or escape(text_of(change.unit.source))


def _words(inlines: tuple[Inline, ...] | None, language: str) -> str:
    return f"<p {_in(language)}>{escape(text_of(inlines))}</p>" if inlines else ""


def _in(language: str) -> str:
    return f'lang="{escape(language)}" dir="{direction(language)}"'
