"""What comes back from an editor: the same document, only what was changed in it, and both changes of two people."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presskit.editing.as_written import as_written, unstressed
from presskit.editing.kit_file import rewritten
from presskit.editing.merging import merged
from presskit.editing.source_text import EditError
from presskit.formats.document_json import DocumentError, kinds, plain, statement_of
from presskit.model.document import (
    Bullets,
    Emphasis,
    LineBreak,
    Link,
    ListItem,
    NoteRef,
    Numbered,
    Paragraph,
    Statement,
    Strong,
    Text,
    in_blocks,
    inlines_of,
    plain_text,
    segments,
)
from presskit.readers.markdown import read
from presskit.writers.kit_files import markdown
from tests.examples import many
from tests.readers.test_round_trip import statements

QUIET = settings(max_examples=many(60), suppress_health_check=list(HealthCheck), deadline=None)
NAME = "statement.en.md"


def worded(node: Any, number: int, words: str, names: list[str] | None = None) -> Any:
    """Return a statement in which the paragraph with a number, counted around, has other words."""
    names = names if names is not None else [each.id for each in segments(node) if isinstance(each, Paragraph)]
    if isinstance(node, tuple):
        return tuple(worded(each, number, words, names) for each in node)
    if isinstance(node, Paragraph):
        return replace(node, inlines=(Text(words),)) if node.id == names[number % len(names)] else node
    if not is_dataclass(node) or isinstance(node, type | Text):
        return node
    return replace(node, **{each.name: worded(getattr(node, each.name), number, words, names) for each in fields(node) if each.compare})


def saved(data: bytes, asked: Statement) -> bytes:
    known = read(NAME, data, "en").value
    assert known
    return rewritten(NAME, data, as_written(asked, known))


@QUIET
@given(statements())
def test_a_document_is_the_same_when_it_comes_back(statement: Statement) -> None:
    assert statement_of(json.loads(json.dumps(plain(statement)))) == statement


@QUIET
@given(statements())
def test_what_was_not_changed_changes_no_byte(statement: Statement) -> None:
    data = markdown(statement).encode()
    assert saved(data, statement_of(plain(statement))) == data


@settings(QUIET, max_examples=many(40))
@given(statements(), statements())
def test_any_text_can_take_the_place_of_any_other(before: Statement, after: Statement) -> None:
    assert read(NAME, saved(markdown(before).encode(), after), "en").value == after


@QUIET
@given(statements(), st.integers(0, 30))
def test_another_word_in_one_block_leaves_the_lines_of_all_others(statement: Statement, number: int) -> None:
    before = markdown(statement).encode()
    asked = worded(statement, number, "[new] {{ date }} *words*")
    after = saved(before, asked)
    assert read(NAME, after, "en").value == asked
    old, new = before.decode().split("\n"), after.decode().split("\n")
    gone = [line for line in old if line not in new]
    assert [line for line in old if line in new] == [line for line in new if line in old]
    assert len(gone) <= 1 + sum(line.endswith("\\") for line in gone)


@QUIET
@given(statements(), st.integers(0, 30), st.integers(0, 30))
def test_two_changes_of_different_blocks_are_both_made(statement: Statement, first: int, second: int) -> None:
    mine, theirs = worded(statement, first, "Mine"), worded(statement, second, "Theirs")
    result, conflicts = merged(statement, mine, theirs)
    paragraphs = sum(isinstance(each, Paragraph) for each in segments(statement))
    if first % paragraphs == second % paragraphs:
        assert len(conflicts) == 1
        assert result == theirs
    else:
        assert conflicts == ()
        assert result == worded(theirs, first, "Mine") == worded(mine, second, "Theirs")


def statement(*words: str, **parts: Any) -> Statement:
    body = tuple(Paragraph((Text(each),), each.split()[0].lower()) for each in words)
    return Statement("en", Paragraph((Text("A title"),), "title"), body, **parts)


@pytest.mark.parametrize(
    ("mine", "theirs", "both"),
    [
        ("a b d c", "a b c e", "a b d c e"),
        ("x a b c", "a b c e", "x a b c e"),
        ("a c", "a b c d", "a c d"),
        ("a b x c", "b c", "b x c"),
        ("c a b", "a b c", "c a b"),
        ("a c", "a c", "a c"),
    ],
)
def test_blocks_that_were_put_in_or_taken_out(mine: str, theirs: str, both: str) -> None:
    base = statement("a", "b", "c")
    result, conflicts = merged(base, statement(*mine.split()), statement(*theirs.split()))
    assert (conflicts, result) == ((), statement(*both.split()))


def test_what_both_put_into_one_place_and_what_one_took_out_is_asked() -> None:
    base = statement("a", "b")
    assert [(each.base, each.mine) for each in merged(base, statement("a", "x", "b"), statement("a", "y", "b"))[1]] == [
        (None, statement("x").body)
    ]
    _, (conflict,) = merged(base, statement("a"), statement("a", "b more"))
    assert (conflict.mine, conflict.theirs) == (None, statement("b more").body[0])


def test_a_block_without_an_id_gets_one_and_a_copy_another() -> None:
    data = markdown(statement("one", "two")).encode()
    copy = Paragraph((Text("new one"),), "one")
    asked = statement("one", "two")
    asked = replace(asked, body=(copy, *asked.body, Paragraph((Text("More"),))))
    after = saved(data, asked).decode().splitlines()
    assert [line for line in after if line in {"one {#one}", "two {#two}"}] == ["one {#one}", "two {#two}"]
    new = [line for line in after if line.startswith(("new one", "More"))]
    assert len({line.split("{#x")[1] for line in new}) == 2


@pytest.mark.parametrize(
    ("inlines", "written", "lost"),
    [
        ((Strong((Text("bold "),)), Text("word")), "**bold** word", False),
        ((Text(" two  spaces "), LineBreak(), Text(" next"), LineBreak()), "two spaces\\\nnext", False),
        ((Link((Text(" there "),), "https://example.org"), Text(".")), "[there](https://example.org) .", False),
        ((Text("{{ date }} [^1] # - 1."),), "\\{{ date }} \\[^1\\] # - 1.", False),
        ((Text("snow"), Strong((Text("“fall”"),))), "snow“fall”", True),
        ((Emphasis((Text("a "), Strong((Text("b"),)))), Text(" c")), "*a **b*** c", False),
        ((Strong((Emphasis((Text("a"),)), Link((Text("b"),), "https://example.org")))), "***a*[b](https://example.org)**", False),
    ],
)
def test_words_are_written_as_an_editor_has_them(inlines: Any, written: str, *, lost: bool) -> None:
    old = statement("a")
    asked = replace(old, body=(Paragraph(inlines if isinstance(inlines, tuple) else (inlines,), "a"),))
    data = saved(markdown(old).encode(), asked)
    assert f"\n{written} {{#a}}\n" in data.decode()
    result = read(NAME, data, "en").value
    assert result
    assert unstressed(asked, result) == (("a",) if lost else ())


@pytest.mark.parametrize(
    "body",
    [
        (Paragraph((Link((Text("x"),), "javascript:alert(1)"),), "a"),),
        (Paragraph((Text("x"), NoteRef("none of [these]")), "a"),),
        (Paragraph((), "a"),),
        (Paragraph((Text("\u00a0"),), "a"),),
    ],
)
def test_what_cannot_be_written_is_refused(body: Any) -> None:
    old = statement("a")
    with pytest.raises(EditError, match="cannot be written"):
        saved(markdown(old).encode(), replace(old, body=body))


def without(key: str) -> Callable[[dict[str, Any]], None]:
    return lambda data: data["body"][0].pop(key)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (without("inlines"), "document.body[0]: a Paragraph needs «inlines»"),
        (without("kind"), "document.body[0] should be a Paragraph or"),
        (lambda data: data["body"][0].update(kind="Statement"), "should be a Paragraph or"),
        (lambda data: data["body"][0].update(colour="red"), "a Paragraph has no «colour»"),
        (lambda data: data["body"][0].update(id=7), "document.body[0].id should be a text, but is 7"),
        (lambda data: data.update(title=None), "document.title should be a Paragraph"),
        (lambda data: data.update(body="x"), "document.body should be a list"),
        (lambda data: data["body"][0]["inlines"].append({"kind": "Text", "text": ""}), "at least one character"),
        (lambda data: data["body"][0]["inlines"].append({"kind": "Variable", "name": "x"}), "should be one of signatory_count"),
        (lambda data: data["body"].append({"kind": "Heading", "inlines": [], "level": 5}), "should be one of 2, 3, 4"),
        (lambda data: data["body"].append({"kind": "Heading", "inlines": [], "level": True}), "should be one of 2, 3, 4"),
        (lambda data: data["body"].append({"kind": "Numbered", "items": [], "start": True}), "should be a number"),
        (
            lambda data: data["body"].append(
                {"kind": "Table", "head": {"kind": "TableRow", "cells": []}, "rows": [], "alignments": [""]}
            ),
            "as many cells as the table has columns, 1",
        ),
    ],
)
def test_data_that_is_no_document_is_refused_with_its_place(spoil: Callable[[dict[str, Any]], None], message: str) -> None:
    data = plain(statement("a"))
    spoil(data)
    with pytest.raises(DocumentError) as raised:
        statement_of(data)
    assert message in str(raised.value)


def test_data_that_goes_too_deep_is_refused() -> None:
    data = plain(statement("a"))
    deep: dict[str, Any] = {"kind": "Text", "text": "x"}
    for _ in range(5000):
        deep = {"kind": "Emphasis", "children": [deep]}
    data["body"][0]["inlines"] = [deep]
    with pytest.raises(DocumentError, match="too many things stand inside each other"):
        statement_of(data)


def test_a_document_holds_every_node_of_the_model() -> None:
    assert {"Statement", "Footnote", "Translates", "Calls", "TableRow", "Variable", "NoteRef"} < kinds().keys()


STRESSED = st.recursive(
    st.sampled_from(["a", "b c", " d", "e ", "“q”", "(x)", "5", "*", "_"]).map(lambda words: (Text(words),)),
    lambda inner: st.lists(
        inner | st.tuples(st.builds(Emphasis, inner) | st.builds(Strong, inner)), min_size=1, max_size=3
    ).map(lambda parts: tuple(each for part in parts for each in part)),
    max_leaves=8,
)


@QUIET
@given(STRESSED)
def test_stress_may_be_lost_but_no_word_is_and_the_next_save_changes_nothing(inlines: Any) -> None:
    old = statement("a")
    asked = replace(old, body=(Paragraph(inlines, "a"), Paragraph((Text("b"),), "b")))
    data = saved(markdown(old).encode(), asked)
    result = read(NAME, data, "en").value
    assert result
    words, back = (plain_text(inlines_of(next(in_blocks(each.body)))) for each in (asked, result))
    assert " ".join(back.split()) == " ".join(words.split())
    assert saved(data, result) == data


@pytest.mark.parametrize(
    ("before", "after"),
    [("bnb", "bb"), ("nn", "bb"), ("b", "bb"), ("bn", "bbb"), ("n", "ocn"), ("oo", "ooo"), ("obo", "oo"), ("ono", "oon"), ("bb", "bxb")],
)
def test_lists_of_one_kind_stay_two_where_they_come_to_stand_side_by_side(before: str, after: str) -> None:
    def made(kinds: str) -> Statement:
        counts = dict.fromkeys("bocnx", 0)
        blocks: list[Any] = []
        for each in kinds:
            counts[each] += 1
            paragraph = Paragraph((Text(f"{each} words"),), f"{each}{counts[each]}")
            items = (ListItem((paragraph,)),)
            blocks.append({"b": Bullets(items), "o": Numbered(items), "c": Numbered(items, 3)}.get(each, paragraph))
        return replace(statement(), body=tuple(blocks))

    old, new = made(before), made(after)
    data = saved(markdown(old).encode(), new)
    assert read(NAME, data, "en").value == new
