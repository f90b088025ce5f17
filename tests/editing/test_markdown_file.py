"""A statement that was changed is written so that only what differs is new; each place in it is that of its own source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presskit.editing.kit_file import append_to_part, rewritten, with_ids
from presskit.editing.source_text import EditError, SourceText
from presskit.model.document import Block, Figure, LineBreak, Paragraph, Statement, Table, TableRow, Text, in_blocks, inlines_of
from presskit.readers.markdown import read
from presskit.writers.kit_files import markdown
from tests.examples import many
from tests.readers.test_round_trip import BODIES, INLINES, ON_ONE_LINE, renamed

QUIET = settings(max_examples=many(60), suppress_health_check=list(HealthCheck), deadline=None)
NAME = "statement.en.md"
FILE = """\
---
# about the title
title:   'A title'   # said twice
translates: {language: fr, revision: "0123456789ab"}
---
The *first*   paragraph, {{ date }}. {#a}

* one {#b}
* two
  lines {#c}

> Quoted  words. {#d}
>
> — Ada {#e}

Last one. {#f}

[^n]: A note. {#g}

::: notes
About us. {#h}
:::
"""


def statement(data: bytes) -> Statement:
    value = read(NAME, data, "en").value
    assert value
    return value


def worded(old: Statement, name: str, words: str) -> Statement:
    """Return a statement in which the paragraph with an id has other words."""

    def each(node: Any) -> Any:
        if isinstance(node, tuple):
            return tuple(map(each, node))
        if isinstance(node, Paragraph) and node.id == name:
            return replace(node, inlines=(Text(words),))
        for field in ("body", "boilerplate", "notes", "footnotes", "blocks", "items", "lead", "attribution", "title"):
            if getattr(node, field, None):
                node = replace(node, **{field: each(getattr(node, field))})
        return node

    changed = each(old)
    assert isinstance(changed, Statement)
    return changed


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("a", "The *first*   paragraph, {{ date }}. {#a}", "New *words {#a}"),
        ("b", "* one {#b}", "* New *words {#b}"),
        ("c", "* two\n  lines {#c}", "* New *words {#c}"),
        ("d", "> Quoted  words. {#d}", "> New *words {#d}"),
        ("f", "Last one. {#f}", "New *words {#f}"),
        ("g", "[^n]: A note. {#g}", "[^n]: New *words {#g}"),
        ("h", "About us. {#h}", "New *words {#h}"),
        ("title", "'A title'   # said", r'"New \\*words"   # said'),
    ],
)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_only_the_paragraph_that_was_changed_is_written_anew(name: str, old: str, new: str, ends: str) -> None:
    before = FILE.replace("\n", ends).encode()
    after = rewritten(NAME, before, worded(statement(before), name, "New *words"))
    expected = FILE.replace(old, new if name == "title" else new.replace("*words", "\\*words")).replace("\n", ends)
    assert after.decode() == expected


def test_blocks_are_added_and_taken_out() -> None:
    old = statement(FILE.encode())
    more = Paragraph((Text("One more."),), "m")
    assert rewritten(NAME, FILE.encode(), replace(old, body=(*old.body[:1], more, *old.body[1:]))).decode() == FILE.replace(
        "{#a}\n", "{#a}\n\nOne more. {#m}\n"
    )
    assert rewritten(NAME, FILE.encode(), replace(old, body=old.body[1:])).decode() == FILE.replace(
        "The *first*   paragraph, {{ date }}. {#a}\n\n", ""
    )
    assert rewritten(NAME, FILE.encode(), replace(old, body=(more, *old.body))).decode() == FILE.replace(
        "The *first*", "One more. {#m}\n\nThe *first*"
    )
    assert "::: boilerplate\nOne more. {#m}\n:::" in rewritten(NAME, FILE.encode(), replace(old, boilerplate=(more,))).decode()


def test_ids_and_keys_of_the_front_matter() -> None:
    old = statement(FILE.encode())
    assert isinstance(old.body[0], Paragraph)
    first = replace(old.body[0], id="z")
    assert rewritten(NAME, FILE.encode(), replace(old, body=(first, *old.body[1:]))).decode() == FILE.replace(
        "*first*   paragraph, {{ date }}. {#a}", "*first*   paragraph, {{ date }}. {#z}"
    )
    assert rewritten(NAME, FILE.encode(), replace(old, keywords=("one", "two"), translates=None)).decode() == FILE.replace(
        'translates: {language: fr, revision: "0123456789ab"}', "keywords: [one, two]"
    )


def test_a_file_that_cannot_be_read_is_not_changed() -> None:
    with pytest.raises(EditError, match="cannot be read"):
        rewritten(NAME, b"no title\n", statement(FILE.encode()))


def test_a_part_gets_paragraphs() -> None:
    assert append_to_part(FILE.encode(), "notes", "More.").decode() == FILE.replace("{#h}\n", "{#h}\n\nMore.\n")
    assert append_to_part(b"Text.\r\n", "notes", "More.") == b"Text.\r\n\r\n::: notes\r\nMore.\r\n:::\r\n"
    assert append_to_part(b"Text.", "body", "More.") == b"Text.\n\nMore.\n"


def test_ids_are_written_behind_the_words() -> None:
    assert with_ids(NAME, FILE.replace(" {#f}", "  ").encode(), "en").decode().count("Last one. {#x") == 1


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    title = Paragraph(draw(ON_ONE_LINE), "title")
    return renamed(Statement("en", title, draw(BODIES), None, (), draw(BODIES)))


def source_of(text: SourceText, node: Any) -> str:
    return text.text[text.begin(node.span) : text.end(node.span)]


def deep(parts: tuple[Any, ...]) -> Iterator[Any]:
    for each in parts:
        yield each
        yield from deep(getattr(each, "children", ()))


def test_a_cell_keeps_a_backslash_in_front_of_a_bar() -> None:
    cells = (Paragraph((Text("a \\| b \\\\| c | d"),), "r-1"), Paragraph((Text("\\"),), "r-2"))
    table = Table(TableRow(cells, "r"), (), ("", ""))
    made = Statement("en", Paragraph((Text("T"),), "title"), (table,))
    assert statement(markdown(made).encode()) == made


@QUIET
@given(statements())
def test_the_place_of_a_block_is_that_of_its_source(made: Statement) -> None:
    data = markdown(made).encode()
    text, found = SourceText.of(data), statement(data)
    assert found == made
    for block in (*found.body, *found.notes):
        assert statement(f"---\ntitle: T\n---\n{source_of(text, block)}\n".encode()).body == (block,)


@QUIET
@given(INLINES)
def test_the_place_of_an_inline_is_that_of_its_source(made: tuple[Any, ...]) -> None:
    data = markdown(Statement("en", Paragraph((Text("T"),), "title"), (Paragraph(made, "p"),))).encode()
    text, found = SourceText.of(data), statement(data)
    (block,) = found.body
    assert isinstance(block, Paragraph)
    for each in deep(block.inlines):
        if not isinstance(each, Text | LineBreak):
            assert statement(f"---\ntitle: T\n---\n{source_of(text, each)} {{#p}}\n".encode()).body[:1] in {
                (),
                (Paragraph((each,), "p"),),
            }
    ends = [text.end(each.span) for each in block.inlines]
    begins = [text.begin(each.span) for each in block.inlines]
    assert begins[1:] == ends[:-1]
    assert "".join(source_of(text, each) for each in block.inlines) + " {#p}" == source_of(text, block)


@QUIET
@given(statements(), st.data())
def test_what_was_not_changed_stays_byte_for_byte(made: Statement, data: st.DataObject) -> None:
    ends = data.draw(st.sampled_from(["\n", "\r\n"]))
    before = markdown(made).replace("\n", ends).encode()
    old = statement(before)
    number = data.draw(st.integers(0, len(old.body) - 1))
    new: tuple[Block, ...] = (Paragraph((Text("Quite new."),), "quite-new"),)
    kind = data.draw(st.sampled_from(["replace", "insert", "remove"]))
    kept = () if kind == "replace" else (old.body[number],)
    body = (*old.body[:number], *kept, *new, *old.body[number + 1 :])
    if kind == "remove":
        body = old.body[:number] + old.body[number + 1 :]
    try:
        after = rewritten(NAME, before, replace(old, body=body))
    except EditError:
        assert kind != "insert" or not isinstance(old.body[number], Paragraph | Figure)
        return
    text = SourceText.of(before)
    begin, end = text.begin(old.body[number].span), text.end(old.body[number].span)
    assert after.decode().startswith(text.text[:begin].rstrip() if kind == "remove" else text.text[:begin])
    assert after.decode().endswith(text.text[end:].lstrip() if kind == "remove" else text.text[end:])
    assert [inlines_of(each) for each in in_blocks(statement(after).notes)] == [
        inlines_of(each) for each in in_blocks(old.notes)
    ]
