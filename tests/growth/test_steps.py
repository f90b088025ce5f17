"""How many steps a large kit takes, counted: in proportion to its size, and not to its square."""

from __future__ import annotations

import io
import random
from itertools import pairwise
from typing import Any

import pikepdf
import pytest
from markdown_it.helpers import parseLinkLabel
from markdown_it.parser_inline import ParserInline

from presskit.checks.lint import placeholder
from presskit.checks.preflight.pdf_checks import check_pdf
from presskit.formats.pdf_file import coercion
from presskit.formats.pdf_file.coercion import Budget
from presskit.kit import signatory_merge
from presskit.kit.signatory_merge import Verdict, compare
from presskit.language import numbers
from presskit.limits import PDF_MOST_SECONDS, TABLE_LIKES
from presskit.model.people import Roster
from presskit.readers import inlines, markdown_parser, signatory_table
from presskit.readers.markdown import read as read_statement

HEAD = b"---\ntitle: A\n---\n"


def _counted(monkeypatch: pytest.MonkeyPatch, owner: Any, name: str) -> list[int]:
    """Count the calls of a function; the list's length is how many there were."""
    calls, function = list[int](), getattr(owner, name)

    def counting(*arguments: Any, **named: Any) -> Any:
        calls.append(1)
        return function(*arguments, **named)

    monkeypatch.setattr(owner, name, counting)
    return calls


def _compared(names: list[str]) -> tuple[signatory_merge.ComparedRow, ...]:
    data = "Organisation\n" + "".join(f"{name}\n" for name in names)
    table = signatory_table.read("a.csv", data.encode(), "en").value
    return compare(Roster(), sorted([*table.entries, *table.refused], key=lambda row: row.span))


def test_names_that_are_all_alike_are_shown_in_part_and_it_is_said_how_many_there_are() -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    rows = _compared([f"River Aid Network of the Northern District x{one}{other}" for one in letters[:10] for other in letters[:10]])
    assert {row.verdict for row in rows} == {Verdict.TO_DECIDE}
    assert max(len(row.candidates) for row in rows) == TABLE_LIKES
    assert {row.why for row in rows} == {"looks like another row of the list; 99 look alike, of which 20 are shown"}


def test_rows_that_say_the_same_are_compared_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = _counted(monkeypatch, signatory_merge, "_contradiction")
    rows = _compared(["River Aid"] * 300)
    assert [row.verdict for row in rows] == [Verdict.NEW, *[Verdict.THERE] * 299]
    assert len(calls) <= 300


def test_a_name_that_a_list_has_in_many_ways_is_put_to_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = _counted(monkeypatch, signatory_merge, "_contradiction")
    countries = "ATBEBGCHCYCZDEDKEEESFIFRGBGRHRHUIEISITLTLULVMTNLNOPLPTROSESISK"
    data = "Organisation,Country\n" + "".join(f"River Aid,{countries[at : at + 2]}\n" for at in range(0, len(countries), 2))
    table = signatory_table.read("a.csv", data.encode(), "en").value
    rows = compare(Roster(), table.entries)
    assert {(row.verdict, len(row.candidates)) for row in rows} == {(Verdict.TO_DECIDE, TABLE_LIKES)}
    assert {row.why for row in rows} == {"the list has this name more than 20 times; the first ones are shown"}
    assert calls == []


def test_what_the_look_at_a_pdf_may_take_grows_with_its_size_up_to_a_limit() -> None:
    small, of_names, huge = (Budget.for_size(size) for size in (0, 3_000_000, 10**9))  # 100,000 names: 3 MB, 2.1 million steps
    assert of_names.steps >= 2 * 2_100_000
    assert of_names.until - small.until > 20
    assert huge.until - small.until <= PDF_MOST_SECONDS


def test_of_a_pdf_that_takes_too_much_nothing_else_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    pdf, data = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page().obj.Contents = pdf.make_stream(b"q Q " * 5000)
    pdf.save(data)
    monkeypatch.setattr(coercion, "STEPS", -20_000)
    assert [each.diagnostic.code for each in check_pdf("a.pdf", data.getvalue(), None)] == ["pdf-unreadable"]


def test_words_that_begin_no_number_are_not_joined_to_look_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = _counted(monkeypatch, numbers, "_longest_number")
    assert [each.value for each in numbers.stated("water and schools for twenty one people " * 50, "en")] == [21] * 50
    assert len(calls) <= 150


def test_of_a_text_only_what_stands_around_a_roman_number_is_looked_at() -> None:
    looked = list[int]()

    class Text(str):
        """A text that tells how much of it is copied."""

        __slots__ = ()

        def __getitem__(self, key: Any) -> str:
            part = str.__getitem__(self, key)
            looked.append(len(part))
            return part

    assert placeholder._placeholder(Text("Article XX " * 500)) == ""
    assert 0 < sum(looked) <= 2 * 30 * 500


def test_numbers_of_a_long_text_are_found_once() -> None:
    texts = [f"part {number} has {number} pages of a book" for number in range(1, 3001)]
    numbers.stated.cache_clear()
    for _ in range(3):
        for text in texts:
            numbers.stated(text, "en")
    assert numbers.stated.cache_info().misses == len(texts)


def test_the_notes_of_a_statement_are_listed_once_and_not_for_each_paragraph() -> None:
    text = "".join(f"Words.[^{number}]\n\n[^{number}]: A note.\n\n" for number in range(200))
    inlines._known_notes.cache_clear()
    assert read_statement("statement.en.md", HEAD + text.encode(), "en").value is not None
    assert inlines._known_notes.cache_info().misses == 1


@pytest.mark.parametrize(("text", "most"), [("![" * 2000, 0), ("[" * 2000, 0), ("![" * 2000 + "](x)", 3 * 4004)])
def test_brackets_that_are_never_closed_cost_few_steps(monkeypatch: pytest.MonkeyPatch, text: str, most: int) -> None:
    calls = _counted(monkeypatch, ParserInline, "skipToken")
    read_statement("statement.en.md", HEAD + text.encode(), "en")
    assert len(calls) <= most


def _tokens(text: str) -> list[tuple[Any, ...]]:
    made: list[Any] = []
    parser = markdown_parser.parser()
    parser.inline.parse(text, parser, {"footnotes": {"refs": {":a": -1}, "list": {}}}, made)
    return [(each.type, each.content, each.attrs, each.markup, each.meta.get("end")) for each in made]


def test_links_are_found_as_the_parser_itself_finds_them(monkeypatch: pytest.MonkeyPatch) -> None:
    draw = random.Random(5)  # noqa: S311 -- the same texts each time
    marks = ["[", "[", "]", "](", "](b)", "(", ")", "!", "![", "`", "*", "\\", "<", "<http://a.b>", "a", "\n", "[^a]", '"c"', "[a](b)"]
    texts = ["".join(draw.choices(marks, k=draw.randrange(1, 60))) for _ in range(1500)]
    texts += ["[" * depth + "a](b)" + "]" * more for depth, more in pairwise(range(55, 65))]
    ours = [_tokens(text) for text in texts]
    monkeypatch.setattr(markdown_parser.parser().helpers, "parseLinkLabel", parseLinkLabel)
    monkeypatch.setattr(markdown_parser, "_last_address", len)
    assert [_tokens(text) for text in texts] == ours
