"""What a text came in is peeled off and accounted for: mails, pages of a PDF, hyphens and blank lines of wrapped texts."""

from __future__ import annotations

import pytest

from tests.importing.reading import Read, read_back, read_text, words

TITLE = "Lake towns need clean water before the summer"
DATELINE = "Nairobi, 3 March 2027 – "
LEDE = "The wells of six lake towns have run dry since January, and the tankers no longer come to the market."


def accounted(found: Read, text: str) -> None:
    assert read_back(found) == []
    assert not words(text) - words(" ".join(each.text for each in found.placements))


def title(found: Read) -> str:
    return found.text().split("title: ")[1].split("\n")[0]


def test_heads_and_feet_of_pages_go_and_the_sentence_that_they_broke_is_whole() -> None:
    text = f"""Lake Towns Network                         Position paper
                                              Page 1 of 3

{TITLE}

{DATELINE}The wells of six lake towns have run dry
since January. The tankers that came twice a week no longer

www.example.org/lake                                      1

Lake Towns Network                         Position paper
                                              Page 2 of 3

come to the market. The schools close at noon for want of
water.

We ask the minister to open the old pipeline.

www.example.org/lake                                      2

Lake Towns Network                         Position paper
                                              Page 3 of 3

The towns have waited long enough.
"""
    found = read_text(text)
    assert title(found) == TITLE
    assert "no longer come to the market. The schools" in found.text()
    assert "Page" not in found.text()
    assert "www" not in found.text()
    assert "Position paper" not in found.text()
    assert "import-headers-footers" in found.codes()
    accounted(found, text)


def test_headings_that_are_numbered_are_no_heads_of_pages() -> None:
    articles = "\n\n".join(f"Article {n}\n\nThe wells of town {n} belong to those who live there, and to nobody else." for n in (1, 2, 3))
    found = read_text(f"{TITLE}\n\n{LEDE}\n\n{articles}\n")
    assert [f"Article {n}" in found.text() for n in (1, 2, 3)] == [True] * 3


def test_numbers_of_pages_alone_between_the_lines_of_a_sentence() -> None:
    text = f"{TITLE}\n\n{DATELINE}The wells of six lake towns have run dry since\n\n1\n\nlast January and the tankers no longer come.\n\n2\n\nThe end of it is near.\n"
    found = read_text(text)
    assert "run dry since last January" in found.text()
    accounted(found, text)


def test_mails_that_are_quoted_in_a_quoted_text_are_internal() -> None:
    text = "\n".join([
        "Hi all,", "", "here is the final text.", "", "Best,", "Mara", "",
        f"> {TITLE}", ">", f"> {DATELINE}{LEDE}", ">", "> We ask the minister to open the old pipeline.", ">",
        "> On 2 March 2027, Ben Cole <ben@example.org> wrote:", "> > I still dislike the second sentence.", "> > Can we cut it?",
    ])  # fmt: skip
    found = read_text(text)
    assert title(found) == TITLE
    assert "dislike" not in b"".join(found.files.values()).decode()
    assert "I still dislike" in " ".join(line for _, line in found.imported.internal)
    assert "covering-note" in found.asked()
    accounted(found, text)


def test_an_older_mail_below_the_text_is_internal() -> None:
    text = f"{TITLE}\n\n{DATELINE}{LEDE}\n\nOn 2 March 2027, Ben Cole <ben@example.org> wrote:\n> Is this the last version?\n> I hope so.\n"
    found = read_text(text)
    assert "last version" not in b"".join(found.files.values()).decode()
    assert found.asked() == ["covering-note"]
    accounted(found, text)


@pytest.mark.parametrize(
    ("above", "below", "made", "asked"),
    [
        ("The humani-", "tarian agencies ask for it.", "humanitarian agencies", []),
        ("The organisa-", "tion asks, as each organisation does.", "organisation asks", []),
        ("The organisa-", "tions ask, as each organisation does.", "organisations ask", []),
        ("It is a well-", "known place.", "well-known place", ["hyphen"]),
        ("Each market-", "place has a place for the market.", "market-place", ["hyphen"]),
        ("Road-users and road-", "users of the lake.", "road-users of", ["hyphen"]),
    ],
)
def test_the_text_is_the_dictionary_of_hyphens(above: str, below: str, made: str, asked: list[str]) -> None:
    text = f"{TITLE}\n\n{DATELINE}{LEDE} {above}\n{below}\n"
    found = read_text(text)
    assert made in found.text()
    assert found.asked() == asked


@pytest.mark.parametrize(
    ("language", "above", "below", "made"),
    [
        ("de", "Die Bürger-", "meisterin der Stadt bittet darum.", "Bürgermeisterin der"),
        ("fr", "Les organi-", "sations du lac le demandent.", "organisations du"),
        ("es", "Las organi-", "zaciones del lago lo piden.", "organizaciones del"),
        ("uk", "Колодязі орга-", "нізацій біля озера сухі.", "організацій біля"),
    ],
)
def test_hyphens_in_other_languages(language: str, above: str, below: str, made: str) -> None:
    found = read_text(f"Titel 1\n\n{LEDE} {above}\n{below}\n", language=language)
    assert made in found.text(f"statement.{language}.md")


def test_soft_hyphens_and_spaces_without_width_part_no_words() -> None:
    text = f"{TITLE}\n\n{DATELINE}The hu\u00admani\u00adtarian\u200b agen\u00ad\ncies of the\u00a0lake ask.\n"
    found = read_text(text)
    assert "The humanitarian agencies of the" in found.text()


def test_a_blank_line_below_each_line_is_no_paragraph() -> None:
    lines = ["The wells of six lake towns have run dry since January,", "and the tankers that came twice a week no longer come",
             "to the market, where the schools now close at noon for", "want of water.",
             "We ask the minister to open the old pipeline and to pay", "for the tankers until the summer."]  # fmt: skip
    found = read_text(f"{TITLE}\n\n" + "\n\n".join(lines) + "\n")
    assert " ".join(lines[:4]) in found.text()
    assert " ".join(lines[4:]) in found.text()
    assert found.asked() == []
