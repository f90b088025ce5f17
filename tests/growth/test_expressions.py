"""Every regular expression of presskit takes time in proportion to a text that repeats what the expression itself repeats."""

from __future__ import annotations

import ast
import os
from functools import cache

import pytest

from tests.growth.applying import fault
from tests.growth.expressions import ALL, Expression, Site, expressions
from tests.growth.samples import read_samples

WHOLE = 16384
"""Characters of the longest text."""
PARTS = 16

ESCAPED = {
    "presskit.cli.console": "a secret of this process",
    "presskit.editing.yaml_splices": "the blanks of an indent",
    "presskit.editing.yaml_moves": "the blanks of an indent",
    "presskit.readers.importing.contacts": "two names",
    "presskit.readers.importing.draft_comments": "the letters of comments",
    "presskit.readers.importing.signatory_groups": "a star behind a name",
    "presskit.readers.inlines": "the mark of a token",
    "presskit.readers.text_mistakes": "the name of an element, in the 64 characters behind it",
    "presskit.readers.yaml_mistakes": "a number of blanks, or one mark",
    "presskit.translation.evidence": "a clue",
    "presskit.translation.rebuild": "a value",
    "presskit.translation.terminology": "a term",
    "presskit.writers.translation.working_docx": "protected words",
    "presskit.formats.pdf_file.fonts": "a name of a section",
}
"""Modules with expressions that are put together of a text without repetitions, and what it is."""
OWN = {
    "presskit.checks.lint.figures_compared": "words of a language",
    "presskit.language.dates": "forms of a language, on its own names",
    "presskit.language.numbers": "forms of a language, on one number or word",
    "presskit.language.phrases": "forms of a language, on its own phrases",
    "presskit.language.schema": "whatever a language's file has, to see whether it is valid",
    "presskit.mail.ledger_file": "what occurs in the text of an exception",
    "presskit.mail.media_list_columns": "words of a language, in a head of at most 200 characters",
    "presskit.readers.importing.captions": "words of a language",
    "presskit.readers.importing.datelines": "words of a language, in a short line",
    "presskit.readers.importing.found_lists": "words of a language, a piece of a row",
    "presskit.readers.importing.missed_lists": "words of a language",
    "presskit.readers.tables.rows": "words of a language",
    "presskit.readers.tables.table_file": "the letters of one script",
    "presskit.readers.tables.vocabulary": "words of a language, on one word of a head",
    "presskit.readers.tables.xlsx_file": "a code of seven characters",
}
"""Modules with expressions that no sample comes by, and what they are put together of or applied to."""

BOUNDED: dict[str, str | tuple[str, ...]] = {
    "presskit.language.dates_in_text": r"(?<![^\W\d_])([^\W\d_]{3,}+)[.)]?",  # the 60 characters before a day
    "presskit.checks.lint.counts": r"(?:اكثر من",  # the 60 characters before a number
    "presskit.readers.importing.dialling": (r"(?P<tel>", r"\b[A-Z]{2}\d{2}"),  # the 40 characters before a number
    "presskit.readers.importing.contact_details": r"(?i)(?<!/)(?<!/ )(?<!\w)(?:(?:",  # the label before a number
    "presskit.readers.yaml_mistakes": "^(?P<key>",  # a line of at most 2000 characters
    "presskit.checks.lint.placeholder": (r"(?:(?<!\w)(?:", r"\s*(?:(?:"),  # the 30 characters before and behind a Roman number
    "presskit.readers.text_mistakes": r"[A-Za-zÀ-ÖØ",  # the 40 characters before a variable
    "presskit.typesetting.weasyprint_internals": "<style>",  # presskit's own pages, in which words are escaped
    "presskit.readers.tables.vocabulary": "",  # the first 1000 characters of a head
    "presskit.language.data": r"(\\.)|(\[",  # expressions of the languages' own files
    "presskit.formats.kit_keys": r"statement\.(.+)",  # the name of a file
    "presskit.readers.importing.addresses": "^(?P<name>",  # a name of at most 200 characters
    "presskit.readers.importing.contact_names": "(?P<first>",  # at most 400 characters
    "presskit.readers.importing.contacts": r"(?:[\s,]+(?:",  # the last 200 characters of a piece
    "presskit.readers.importing.headings": r"(?<!\W)\W*(?:(?:",  # a head of at most 40 characters
    "presskit.readers.importing.datelines": (r"\s*(?:[/,،;", "(?P<comma>"),  # the first 160 characters of a line
}
"""Expressions, by module and beginnings, that are applied to a few characters only."""
APPLIED_SO = {
    "presskit.readers.markdown_blocks": frozenset({"match"}),
    "presskit.readers.text_mistakes": frozenset({"match", "sub"}),
    "presskit.readers.importing.contact_details": frozenset({"search", "sub", "match"}),
    "presskit.readers.importing.headings": frozenset({"fullmatch", "match"}),
    "presskit.readers.kit_folder": frozenset({"fullmatch"}),
    "presskit.language.data": frozenset({"search", "match"}),
}
"""Modules that hand expressions on, and how these are applied there in the end."""


@cache
def _all() -> tuple[list[Expression], list[Site]]:
    return expressions(read_samples)


def _faults(part: int, largest: int) -> list[str]:
    return [str(found) for each in _unbounded()[part::PARTS] if (found := fault(each, largest))]


def _unbounded() -> list[Expression]:
    """Return the expressions that are applied to whole texts, each as it is applied."""
    found = []
    for each in _all()[0]:
        module = each.name.partition(":")[0]
        if module not in BOUNDED or not str(each.pattern.pattern).startswith(BOUNDED[module]):
            handed_on = each.methods >= ALL
            found.append(each._replace(methods=APPLIED_SO.get(module, each.methods) if handed_on else each.methods))
    return found


def test_every_expression_is_known() -> None:
    found, unknown = _all()
    assert len(found) > 600
    assert sorted({site.module for site in unknown} - ESCAPED.keys() - OWN.keys()) == []
    assert [ast.unparse(site.call.args[0]) for site in unknown if isinstance(site.call.args[0], ast.Constant)] == []


@pytest.mark.skipif("PRESSKIT_GROWTH" not in os.environ, reason="takes minutes of processor time: make growth")
@pytest.mark.parametrize("part", range(PARTS))
def test_every_expression_takes_time_in_proportion(part: int) -> None:
    assert _faults(part, WHOLE) == []
