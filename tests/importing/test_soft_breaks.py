"""Word files as they are typed: breaks by hand, boxes beside the text, comments at a name."""

from __future__ import annotations

import io

from docx.text.paragraph import Paragraph

from docx import Document
from tests.importing.reading import Read, read
from tests.importing.word_files import bare, p, r


def typed(*paragraphs: str) -> Read:
    document = Document()
    for text in paragraphs:
        broken(document.add_paragraph(), text)
    out = io.BytesIO()
    document.save(out)
    return read(("a.docx", out.getvalue()), language="en")


def broken(paragraph: Paragraph, text: str) -> None:
    for number, line in enumerate(text.split("\n")):
        if number:
            paragraph.add_run().add_break()
        paragraph.add_run(line)


def test_names_and_facts_that_breaks_part_are_lines() -> None:
    found = typed(
        "The mill must stay open", "Leeds, 8 February 2027\nFor immediate release",
        "The mill is to close in May. Two hundred people work there, and most of them live beside it.",
        "Signatories", "Mill Workers Union\nFriends of the Canal\nValley Bakers",
        "Media contact:\nAnn Reed\nann@example.org\n+44 20 7946 0123",
    )  # fmt: skip
    assert str(found.kit.release.date) == "2027-02-08"
    assert found.kit.release.timing == "immediate"
    assert found.names() == ["Mill Workers Union", "Friends of the Canal", "Valley Bakers"]
    assert [(each.name.default, len(each.phones)) for each in found.kit.contacts] == [("Ann Reed", 1)]


def test_a_title_and_a_sentence_keep_their_breaks() -> None:
    text = "The mill is to close in May, and two hundred people\nwork there."
    found = typed("The mill\nmust stay open", text, "That is all that is known.")
    assert "title: The mill must stay open" in found.text()
    assert found.text().count("{#") == 2


def test_two_breaks_end_a_paragraph() -> None:
    found = typed("The mill must stay open", "The mill is to close in May.\n\nTwo hundred people work there.\n\nThat is all.")
    assert [line.split(" {#")[0] for line in found.text().split("\n") if "{#" in line] == [
        "The mill is to close in May.", "Two hundred people work there.", "That is all."
    ]  # fmt: skip
    assert not found.lost()


COMMENTS = (
    '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment w:id="1" w:author="Jo">'
    "<w:p><w:r><w:t>chase them</w:t></w:r></w:p></w:comment></w:comments>"
)


def test_a_comment_at_a_name_is_asked_about_without_its_words() -> None:
    name = '<w:p><w:commentRangeStart w:id="1"/>' + r("Valley Bakers") + '<w:commentRangeEnd w:id="1"/></w:p>'
    body = p("The mill must stay open") + p("The mill is to close in May.") + p("Signatories") + p("Mill Workers Union") + name
    found = read(("a.docx", bare(body, comments=COMMENTS)), language="en")
    (question,) = [each for each in found.kit.questions if each.kind == "comment"]
    assert "Valley Bakers" in question.asked
    assert "chase" not in f"{question.asked}{question.excerpt}"
    assert "chase them" in str([each.related for each in found.found])
