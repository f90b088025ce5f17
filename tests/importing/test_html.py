"""HTML as Word, Outlook, Gmail and Google Docs give it: the release as its writer sees it, and nothing fetched or run."""

from __future__ import annotations

import base64

import pytest

from presskit.model.document import Bullets, Heading, plain_text
from tests.attacks.pictures import png
from tests.importing.html_samples import GMAIL, GOOGLE_DOCS, OUTLOOK, WORD
from tests.importing.reading import Read, read, refused


def page(text: str, name: str = "a.html") -> Read:
    return read((name, text.encode()), language="en")


def body(found: Read) -> list[str]:
    return found.text().partition("---\n\n")[2].strip().split("\n\n")


@pytest.mark.parametrize("text", [WORD, GOOGLE_DOCS, GMAIL, OUTLOOK], ids=["word", "google docs", "gmail", "outlook"])
def test_the_clipboard_of_a_program_is_read_as_its_writer_sees_it(text: str) -> None:
    found = page(text)
    statement = found.kit.statements[0]
    assert plain_text(statement.title.inlines) == "Ferries must run in winter too"
    assert str(found.kit.release.date) == "2027-03-04"
    assert [place.default for place in found.kit.release.places] == ["Oslo"]
    assert body(found) == [
        (
            "The islands have had no ferry since **October**, and 3,400 people wait for the *first* boat, says the "
            "[survey of the islands](https://example.org/survey). {#lede}"
        ),
        "## What must happen {#h-1}",
        "- Run two boats a day {#item-1}\n- Keep the fare as it is {#item-2}",
        "The council meets in May. {#p2}",
    ]
    assert [type(each) for each in statement.body[1:3]] == [Heading, Bullets]
    assert found.names() == ["Island Voices", "Harbour Workers Union"]


def test_hidden_words_are_left_out_and_told() -> None:
    found = page(WORD)
    assert "Kari" not in found.text()
    assert any("ask Kari first" in message for message in found.messages("import-headers-footers"))
    assert any("ask Kari first" in each.text for each in found.placements)


def test_code_is_no_text_and_struck_words_are_told() -> None:
    found = page("<html><head><title>Home</title><script>alert('x')</script></head><body><h1>A bridge opens</h1>"
                 "<p>The bridge is <del>closed</del> open to everybody who wants to cross it.</p></body></html>")  # fmt: skip
    assert "alert" not in str(found.placements)
    assert "is open to everybody" in found.text()
    assert [message for message in found.messages("import-headers-footers") if "«closed»" in message]
    assert [message for message in found.messages("import-headers-footers") if "«Home»" in message]


def test_breaks_are_lines_and_two_of_them_a_paragraph() -> None:
    found = page("<body>A bridge opens<br><br>The bridge is open to everybody who wants to cross it.<br>\n<br>"
                 "It was closed for a year.<br><br>Signed:<br><br>River Aid<br>Hope Trust</body>")  # fmt: skip
    assert [each.split(" {#")[0] for each in body(found)] == [
        "The bridge is open to everybody who wants to cross it.", "It was closed for a year."
    ]  # fmt: skip
    assert found.names() == ["River Aid", "Hope Trust"]


def test_a_table_of_names_is_rows_and_a_table_of_layout_is_text() -> None:
    rows = "".join(f"<tr><td>{n}</td><td>{name}</td><td>Norway</td></tr>" for n, name in enumerate(("River Aid", "Hope Trust"), 1))
    found = page(f"<table><tr><td><h1>A bridge opens</h1><p>The bridge is open to everybody.</p><p>It was closed for long.</p></td>"
                 f"<td><p>Oslo office</p><p>Second floor</p></td></tr></table><p>Signatories</p><table>{rows}</table>")  # fmt: skip
    assert found.names() == ["River Aid", "Hope Trust"]
    assert "The bridge is open to everybody." in found.text()
    assert found.messages("import-table")[0] == "a table of 1 rows lays out the text; it is read cell by cell"


def test_columns_in_two_languages_are_two_linked_texts() -> None:
    rows = (
        ("The mill must stay open", "Le moulin doit rester ouvert"),
        ("The mill is to close in May, and the 240 people who work there do not know what comes after it.",
         "Le moulin doit fermer en mai, et les 240 personnes qui y travaillent ne savent pas ce qui vient après."),
        ("Signatories:", "Signataires :"), ("Mill Workers Union", "Union des meuniers"), ("Valley Bakers", "Boulangers du val"),
    )  # fmt: skip
    cells = "".join(f"<tr><td>{one}</td><td>{two}</td></tr>" for one, two in rows)
    found = read(("a.html", f"<table>{cells}</table>".encode()), language="")
    assert [each.language for each in found.kit.statements] == ["en", "fr"]
    assert "240 personnes" in found.text("statement.fr.md")
    assert [each.name.in_language("fr") for each in found.kit.roster.everyone()] == ["Union des meuniers", "Boulangers du val"]


def test_pictures_inside_the_page_come_along_and_others_are_told() -> None:
    inside = f"<img alt='The bridge' src='data:image/png;base64,{base64.b64encode(png()).decode()}'>"
    outside = "<p><img src='https://example.org/b.png' alt='B'></p>"
    found = page(f"<h1>A bridge opens</h1><p>The bridge is open to everybody.</p>{inside}{outside}")
    assert found.imported.images[0][1] == png()
    assert "![The bridge](picture-1.png) {#fig-1}" in found.text()
    assert found.messages("import-picture") == [
        "a picture (https://example.org/b.png) is not in the file, or of no kind that can be printed"
    ]


def test_a_page_that_the_parser_would_read_by_halves_is_refused() -> None:
    deep = "<div>" * 5000 + "<h1>A bridge opens</h1><p>The bridge is open to everybody.</p>"
    assert refused("a.html", deep.encode())[0].code == "import-unreadable"
    assert refused("a.html", b"")[-1].code == "import-no-text"


@pytest.mark.parametrize(("encoding", "head"), [
    ("utf-8", ""), ("cp1252", "<meta charset=windows-1252>"), ("cp1252", ""), ("utf-16", ""),
])  # fmt: skip
def test_letters_are_right_in_any_encoding(encoding: str, head: str) -> None:
    text = f"{head}<h1>Le café est ouvert</h1><p>Chaque été, le café de l’île ouvre à toutes et à tous, même à Noël.</p>"
    assert "café de l’île" in read(("a.html", text.encode(encoding)), language="fr").text("statement.fr.md")
