"""Check: a translation has every block of its source."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, Context, Problem, bilingual
from presskit.checks.lint.texts import are_unlinked, headed_parts, pairs, quoted, segments_by_id, words
from presskit.diagnostics import Rule, Severity
from presskit.model.document import Segment, Statement, Table
from presskit.model.release import Kit

__all__ = ["CHECK"]


def _missing(source: Statement, translation: Statement) -> Iterator[Problem]:
    """Yield the blocks that are missing, each at the block that should stand before it."""
    theirs = segments_by_id(translation)
    before: Segment = translation.title
    tables = [block for part in headed_parts(source) for block in part if isinstance(block, Table)]
    rows = {cell.id: row.id for table in tables for row in table.all_rows for cell in row.cells}
    for id_, segment in segments_by_id(source).items():
        before = theirs.get(id_, before)
        if id_ not in theirs:
            in_row = f"Translate the row of its table and end the row's last cell with {{#{rows.get(id_)}}}."
            yield Problem(
                before.span,
                f"The text in «{translation.language}» has no block «{id_}»: {quoted(words(segment))}.",
                in_row if id_ in rows else f"Translate it and end it with {{#{id_}}}, or give its translation that id.",
                [(segment.span, "The source has it here.")],
            )


def _check(kit: Kit, _: Context) -> Iterator[Problem]:
    for source, translation in pairs(kit):
        if are_unlinked(source, translation):
            yield Problem(
                translation.title.span,
                f"Few blocks of the text in «{translation.language}» have the id of the block that they translate.",
                f"Run «presskit ids», then end each block with the id that it has in statement.{source.language}.md.",
            )
        else:
            yield from _missing(source, translation)


SOURCE = """\
Snow is near. {#lede}

The road is closed. {#p1}"""

CHECK = Check(
    Rule(
        "segment-missing", Severity.WARNING, "A block of the source is missing in a translation",
        "Whoever reads the translation would not know what it leaves out.",
    ),
    _check,
    good=Case(
        "Both texts have the same ids.",
        bilingual(
            SOURCE,
            """\
La neige approche. {#lede}

La route est fermée. {#p1}""",
        ),
    ),
    bad=Case(
        "The second paragraph was never translated.",
        bilingual(SOURCE, "La neige approche. {#lede}"),
    ),
)
