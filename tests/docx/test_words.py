"""The Word file says the words of the edition, all of them and in their order, whatever characters they hold."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presskit.model.document import (
    Block,
    BlockQuote,
    Bullets,
    Calls,
    Emphasis,
    Footnote,
    Heading,
    Inline,
    LineBreak,
    Link,
    NoteRef,
    Numbered,
    Paragraph,
    Strong,
    Text,
)  # fmt: skip
from presskit.model.edition import Edition, Member, SignatoryList, transcript
from presskit.model.release import PageSize
from presskit.typography import clean
from tests.docx.making import made, sample
from tests.docx.reading import INVISIBLE, WordFile
from tests.examples import many
from tests.samples import LANGUAGES, bare, edition, item, paragraph

EMBARGO = ("Under embargo until Thursday, 15 December 2016, 14:00 Brussels time", "16:00 Beirut · 08:00 New York")
HOSTILE = ["&", "<", ">", '"', "'", "{{ x }}", "{%", "]]>", "&amp;", "🙂", "👩‍⚕️", "شام", "Ω", "\u200f", "٢٠", "é", "e\u0301", "\u00a0", "–", " ", "a", "1", "+44 20"]
words = st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=12).map("".join)
text = (words | st.text(min_size=1, max_size=40)).map(clean).filter(lambda each: bool(each.strip()))


def said(file: WordFile) -> list[str]:
    return " ".join(each.text for each in file.paragraphs()).split()


def meant(of: Edition) -> list[str]:
    allowed = "".join(c if c == "\t" or (c >= " " and not "\ud800" <= c <= "\udfff") else "" for line in transcript(of) for c in f"{line.text} ")
    return INVISIBLE.sub("", allowed).split()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("embargo", [(), EMBARGO])
def test_it_says_the_words_of_the_edition(language: str, embargo: tuple[str, ...]) -> None:
    assert said(sample(language, embargo=embargo)) == meant(edition(language, embargo=embargo))


def test_a_bare_edition_says_its_few_words() -> None:
    assert said(made(bare())) == meant(bare())


@pytest.mark.parametrize("language", LANGUAGES)
def test_items_and_signatories_have_the_marks_of_the_edition(language: str) -> None:
    marks = [each.mark.rstrip(".") for each in sample(language).paragraphs() if each.mark and each.mark not in "•–"]
    assert marks == [line.mark for line in transcript(edition(language)) if line.mark]


@settings(max_examples=many(40), deadline=None)
@given(st.lists(text, min_size=6, max_size=6), st.sampled_from(LANGUAGES))
def test_names_and_texts_of_any_characters_are_kept(texts: list[str], language: str) -> None:
    title, body, name, acronym, detail, note = texts
    whole = edition(language)
    assert whole.signatories
    members = (Member("a", name, "1", 1, acronym, f", {detail}"), Member("b", detail, "2", 2))
    hostile = replace(
        whole,
        title=paragraph(title, "title"),
        body=(paragraph(body, "p"), Paragraph((Strong((Text(note), Emphasis((Text(body),)))), LineBreak(), Link((Text(name),), "https://example.org/")), "q")),
        signatories=SignatoryList(name, (replace(whole.signatories.groups[0], heading=acronym, members=members),)),
        notes=None,
    )
    assert said(made(hostile)) == meant(hostile)


def _nested(depth: int) -> Block:
    inner: tuple[Block, ...] = (_nested(depth - 1),) if depth else ()
    kind = Bullets if depth % 2 else Numbered
    return kind((item(paragraph(f"at {depth}", f"d{depth}"), paragraph(f"more at {depth}", f"m{depth}"), *inner),))


def test_every_nesting_keeps_its_words() -> None:
    whole = bare()
    call = Calls((), (item(paragraph("one", "c1"), Bullets((item(paragraph("under one", "c2")),)), paragraph("also", "c3")),))
    quote = BlockQuote((paragraph("said", "s1"), Bullets((item(paragraph("a point", "s2")),))))
    odd = Numbered((item(Bullets((item(paragraph("no number of its own", "o1")),)), Heading((Text("in a list"),), 4, "o2")),))
    notes = (Footnote("x", (Bullets((item(paragraph("a note that is a list", "f1")),)), paragraph("and more", "f2")), "1"),)
    marked: tuple[Inline, ...] = (Text("see"), NoteRef("x", "1"))
    deep = replace(whole, body=(_nested(12), call, quote, odd, Paragraph(marked, "r")), footnotes=notes)
    assert said(made(deep)) == meant(deep)
    assert [each.mark for each in made(deep).in_style("PK Footnote")] == ["1.", ""]


@pytest.mark.parametrize("page", PageSize)
def test_the_sheet_changes_no_word(page: PageSize) -> None:
    assert said(sample("en", page=page)) == said(sample("en"))


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    broken = replace(bare(), title=paragraph("a\x00b\ufffe\ud800c", "title"))
    assert made(broken).in_style("PK Title")[0].text == "abc"
