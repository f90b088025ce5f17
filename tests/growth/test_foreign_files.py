"""How many steps foreign files and kits take that repeat one part, counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

import pytest

from presskit.checks.lint import counts
from presskit.checks.preflight.docx_checks import check_docx
from presskit.diagnostics import Severity
from presskit.formats.ooxml.tree import Kind, Piece
from presskit.language.data import fold
from presskit.model.document import plain_text
from presskit.readers import importing, returns, word_paragraphs
from presskit.readers.importing import found_lists, headings
from presskit.readers.word_paragraphs import Bookmarks
from presskit.typography import clean
from tests.growth.foreign_files import MAILS, WORD_FILES, XLIFFS
from tests.growth.shapes import KITS, kit


class _Compared(str):
    """A text that counts how often it is compared with another."""

    __slots__ = ()
    times = 0

    def __eq__(self, other: object) -> bool:
        _Compared.times += 1
        return str.__eq__(self, other)

    __hash__ = str.__hash__


def test_pieces_of_a_paragraph_are_grouped_a_few_times_and_not_at_every_run(monkeypatch: pytest.MonkeyPatch) -> None:
    grouped = list[int]()

    def counting(items: Iterable[Any], key: Any = None) -> Any:
        def counted() -> Iterator[Any]:
            for item in items:
                grouped.append(1)
                yield item

        return groupby(counted(), key)

    monkeypatch.setattr(word_paragraphs, "groupby", counting)
    for what in ("runs", "tabs", "links", "footnotes", "bookmarks"):
        assert returns.read("a.docx", WORD_FILES[what](200)).value is not None
        assert len(grouped) <= 12 * 200
        grouped.clear()


def _piece(kind: Kind, unit: int, text: str = "", name: str = "") -> Piece:
    piece = Piece(kind, text, name=name)
    piece.unit = unit
    return piece


def test_bookmarks_that_end_together_are_not_compared_with_each_other() -> None:
    number = 150
    begun = [
        piece
        for each in range(number)
        for piece in (_piece(Kind.BOOKMARK, 2 * each, str(each), _Compared(f"pk_a{each}")), _piece(Kind.TEXT, 2 * each + 1, "a "))
    ]
    ended = [_piece(Kind.BOOKMARK_END, 2 * number + each, str(each)) for each in range(number)]
    _Compared.times = 0
    parts = Bookmarks({*map(str, range(number))}, lambda _: False).parts([*begun, *ended])
    assert [[*each.names] for each in parts] == [[f"pk_a{each}" for each in range(number)]]
    assert _Compared.times <= 10 * number


def test_fields_inside_each_other_are_followed_to_a_depth() -> None:
    made = WORD_FILES["fields that are never closed"]
    for depth, refused in ((250, False), (300, True)):
        found = returns.read("a.docx", made(depth)).diagnostics
        assert [each.code for each in found if "nested more deeply" in each.message] == ["return-unreadable"] * refused
        checked = [each.diagnostic for each in check_docx("a.docx", made(depth), None)]
        assert [each.code for each in checked if "nested more deeply" in each.message] == ["docx-unreadable"] * refused


def test_runs_of_one_mark_are_joined_once_and_keep_the_spaces_between_them(monkeypatch: pytest.MonkeyPatch) -> None:
    cleaned = list[int]()

    def counting(text: str) -> str:
        cleaned.append(len(text))
        return clean(text)

    monkeypatch.setattr("presskit.translation.rebuild.clean", counting)
    data = XLIFFS["tags of one id"](300)
    returned = returns.read("a.xlf", data).value
    assert returned is not None
    (mark,) = returned.paragraphs[0].inlines
    assert plain_text([mark]) == " ".join(["Mots"] * 300)
    assert sum(cleaned) <= 4 * len(data)


def test_coalitions_are_sought_in_a_paragraph_where_their_name_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    made, patterns = list[str](), counts._patterns

    def counting(language: str, name: str) -> Any:
        made.append(name)
        return patterns(language, name)

    monkeypatch.setattr(counts, "_patterns", counting)
    number = 60
    files = KITS["coalitions"](number)
    said = files["statement.en.md"].replace("with 7 members", "with 7 members of C7")
    value = kit({**files, "statement.en.md": said})
    shares = counts.shares(value.statements[0], value.roster.coalitions)
    assert [(each.number.value, each.coalition.acronym) for each in shares] == [(7, "C7")]
    assert len(made) <= 3 * number


def test_a_line_is_asked_a_few_times_what_it_announces(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, bare = list[str](), headings._bare

    def counting(text: str) -> str:
        asked.append(text)
        return bare(text)

    monkeypatch.setattr(headings, "_bare", counting)
    paragraphs = "".join(f"<p>Words of number {number} are here.</p>\n" for number in range(200))
    importing.import_files([("a.html", f"<h1>A title here</h1>{paragraphs}".encode())], region="GB", language="en")
    assert len([each for each in asked if "Words of number" in each]) <= 16 * 200


def test_names_in_rows_are_looked_for_in_the_other_lines_all_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    steps, is_prose = list[str](), found_lists._is_prose

    def counting(text: str) -> str:
        steps.append(text)
        return fold(text)

    def asking(line: Any) -> bool:
        steps.append(line.words)
        return is_prose(line)

    monkeypatch.setattr("presskit.readers.importing.found_lists.fold", counting)
    monkeypatch.setattr(found_lists, "_is_prose", asking)
    names = ("River Aid", "Cedar Trust", "Hope Union", "Quay Forum")
    rows = "".join(f"<p>{', '.join(f'{name} {n}' for name in names)}</p><p>Words of {n} are here.</p>" for n in range(200))
    importing.import_files([("a.html", f"<h1>A title here</h1><p>Words are here.</p>{rows}".encode())], region="GB", language="en")
    assert len(steps) <= 16 * 200


def test_a_mail_of_parts_inside_each_other_is_refused_in_words() -> None:
    found = importing.import_files([("a.eml", MAILS["parts inside each other"](1500))], region="GB", language="en").diagnostics
    assert [each.severity for each in found if "parts inside each other" in each.message] == [Severity.ERROR]
