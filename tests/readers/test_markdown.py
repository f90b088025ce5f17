"""The kit's Markdown, block by block, and the ids that link a text with its translations."""

from __future__ import annotations

import pytest

from presskit.editing.kit_file import with_ids
from presskit.model.document import (
    BlockQuote,
    Bullets,
    Calls,
    Emphasis,
    Figure,
    Heading,
    LineBreak,
    Link,
    NoteRef,
    Numbered,
    Paragraph,
    Statement,
    Strong,
    Text,
    Variable,
    plain_text,
)
from presskit.readers.markdown import read
from presskit.source import Span

HEAD = "---\ntitle: A title\n---\n"


def statement(body: str) -> Statement:
    reading = read("statement.en.md", (HEAD + body).encode(), "en")
    assert reading.diagnostics == ()
    assert reading.value
    return reading.value


def paragraph(body: str) -> Paragraph:
    (block,) = statement(body).body
    assert isinstance(block, Paragraph)
    return block


def test_a_paragraph_without_marks_is_one_text() -> None:
    assert paragraph("Two lines,\none text & <3 \\* it. {#p1}") == Paragraph((Text("Two lines, one text & <3 * it."),), "p1")


def test_inlines_know_their_line_and_column() -> None:
    block = paragraph("One *two*\nand **three**\\\nand [four](https://example.org/4). {#p1}")
    kinds = [(type(inline), str(inline.span)) for inline in block.inlines if not isinstance(inline, Text)]
    assert kinds == [
        (Emphasis, "statement.en.md:4:5"),
        (Strong, "statement.en.md:5:5"),
        (LineBreak, "statement.en.md:5:14"),
        (Link, "statement.en.md:6:5"),
    ]


def test_places_are_right_inside_lists_and_quotes() -> None:
    (bullets,) = statement("- one\n\n  > two {{ date }}\n").body
    assert isinstance(bullets, Bullets)
    quote = bullets.items[0].blocks[1]
    assert isinstance(quote, BlockQuote)
    inner = quote.blocks[0]
    assert isinstance(inner, Paragraph)
    assert inner.inlines[1] == Variable("date")
    assert inner.inlines[1].span == Span("statement.en.md", 6, 9)


@pytest.mark.parametrize(
    "written",
    [
        "{{ person_count | person | persons }}", "{{person_count|person|persons}}", "{{ person_count |\nperson | persons }}",
        "{{ person_count | person |\npersons\n}}", "{{\nperson_count | person | persons }}",
    ],
)  # fmt: skip
def test_a_noun_follows_its_variable(written: str) -> None:
    block = paragraph(f"By {written} in *all*. {{#p1}}")
    variable = Variable("person_count", ("person", "persons"))
    assert block.inlines == (Text("By "), variable, Text(" in "), Emphasis((Text("all"),)), Text("."))
    assert block.inlines[1].span == Span("statement.en.md", 4, 4)
    line, column = 4 + written.count("\n"), len(written.rpartition("\n")[2]) + (5 if "\n" in written else 8)
    assert block.inlines[3].span == Span("statement.en.md", line, column)


@pytest.mark.parametrize("written", ["{{ person_count | }}", "{{ person_count | a_b | c }}", "{{ person_count | person || x }}"])
def test_a_form_is_plain_words(written: str) -> None:
    reading = read("statement.en.md", f"{HEAD}{written} sign. {{#p1}}".encode(), "en")
    assert [(finding.code, finding.hint) for finding in reading.diagnostics] == [
        ("unknown-variable", "write plain words between the bars")
    ]


def test_two_braces_can_be_written() -> None:
    assert plain_text(paragraph("Literally \\{{ date }}.").inlines) == "Literally {{ date }}."


def test_calls_are_a_lead_in_and_demands() -> None:
    (calls,) = statement("::: calls\nWe ask: {#c}\n\n1. One {#c1}\n2. Two {#c2}\n:::\n").body
    assert isinstance(calls, Calls)
    assert [plain_text(lead.inlines) for lead in calls.lead] == ["We ask:"]
    assert len(calls.items) == 2


def test_a_quote_names_who_said_it() -> None:
    (quote,) = statement("> Words.\n>\n> — A *speaker*\n").body
    assert isinstance(quote, BlockQuote)
    assert quote.attribution
    assert plain_text(quote.attribution.inlines) == "A speaker"


def test_headings_and_lists() -> None:
    heading, numbered = statement("### Three {#h}\n\n3. three\n   - nested\n4. four\n").body
    assert heading == Heading((Text("Three"),), 3, "h")
    assert isinstance(numbered, Numbered)
    assert numbered.start == 3
    assert isinstance(numbered.items[0].blocks[1], Bullets)


def test_a_picture_has_caption_credit_and_alternative_text() -> None:
    reading = read("s.md", (HEAD + '![What it *shows*](a.png "A \\"caption\\".") {#f}'.replace(" {#f}", '{credit="N / O"} {#f}')).encode(), "en")
    assert reading.value
    (figure,) = reading.value.body
    assert figure == Figure("a.png", "What it shows", (Text('A "caption".'),), "N / O", "f")


def test_notes_and_parts_stand_apart() -> None:
    made = statement("A.[^x]\n\n[^x]: Note.\n\n    More.\n\n::: boilerplate\n## About\n:::\n\n::: notes\n- Note\n:::\n")
    assert isinstance(made.body[0], Paragraph)
    assert made.body[0].inlines[1] == NoteRef("x")
    assert len(made.footnotes[0].blocks) == 2
    assert len(made.boilerplate) == len(made.notes) == 1


def test_a_block_without_an_id_has_one_of_its_words() -> None:
    first, second, third = (block for block in statement("Same.\n\nSame.\n\nOther.\n").body if isinstance(block, Paragraph))
    assert first.id.startswith("x")
    assert second.id == f"{first.id}-2"
    assert third.id not in {first.id, second.id}


def test_ids_are_written_down_and_nothing_else_changes() -> None:
    before = HEAD + "One\ntwo.\n\n- item  \n- {#has} x\n\n> q\n>\n> — by\n\n```\nkept\n```\n\nHas one. {#p9}\n"
    after = with_ids("statement.en.md", before.replace("\n", "\r\n").encode(), "en").decode()
    changed = [(old, new) for old, new in zip(before.split("\n"), after.split("\r\n"), strict=True) if old != new]
    assert [old for old, _ in changed] == ["two.", "- item  ", "- {#has} x", "> q", "> — by", "```"]
    assert all(new.startswith(old.rstrip()) and " {#x" in new for old, new in changed)


def test_written_ids_are_those_that_were_read() -> None:
    data = (HEAD + "One.\n\n- two\n  - three\n\n## Four\n").encode()
    before, after = (read("statement.en.md", each, "en").value for each in (data, with_ids("statement.en.md", data, "en")))
    assert before == after
    assert with_ids("statement.en.md", with_ids("statement.en.md", data, "en"), "en") == with_ids("statement.en.md", data, "en")


def test_the_revision_changes_with_the_words_and_not_with_the_layout() -> None:
    one, two, three = statement("One\ntwo. {#a}"), statement("One two. {#a}"), statement("One three. {#a}")
    assert one.revision == two.revision != three.revision


def test_a_brace_in_the_text_does_not_reach_into_the_id() -> None:
    reading = read("statement.en.md", b"---\ntitle: T\n---\n\\{#0 {#n4}\n", "en")
    assert reading.diagnostics == ()
    assert reading.value is not None
    (paragraph,) = reading.value.body
    assert (paragraph.id, plain_text(paragraph.inlines)) == ("n4", "{#0")  # type: ignore[union-attr]


def test_a_quote_that_is_an_attribution_alone_keeps_its_words() -> None:
    (block,) = statement("> — Ada {#p1}").body
    assert block == BlockQuote((Paragraph((Text("— Ada"),), "p1"),))
