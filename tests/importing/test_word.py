"""Word files: styles, lists and links are understood; what lies around the text is told; harmful ones are refused."""

from __future__ import annotations

import io
import zipfile

import pytest
from PIL import Image

from presskit.model.document import BlockQuote, Bullets, Calls, Figure, Heading, Paragraph, plain_text
from presskit.model.release import ReleaseKind
from tests.importing.reading import Read, read, read_back, refused
from tests.importing.word_files import bare, p, part, r, statement, zipped

TITLE = p("Open the road") + p("For nine days no lorry has reached the river towns.")


def picture(kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, kind)
    return out.getvalue()


@pytest.fixture(scope="module")
def whole() -> Read:
    return read(("a.docx", statement(picture())))


def word(body: str, **parts: str | bytes) -> Read:
    return read(("a.docx", bare(body, **parts)))


def test_styles_lists_and_pictures(whole: Read) -> None:
    (text,) = whole.kit.statements
    assert [type(block) for block in text.body] == [Paragraph, Heading, Bullets, Figure, BlockQuote, Calls]
    assert plain_text(text.title.inlines) == "Open the road to the river towns"
    assert text.subtitle
    assert whole.kit.release.kind is ReleaseKind.JOINT_STATEMENT
    assert "*no lorry*" in whole.text()
    assert "[map](https://example.org/map)" in whole.text()
    assert "![A bridge in snow](picture-1.png)" in whole.text()
    assert read_back(whole) == []


def test_people_of_a_word_file(whole: Read) -> None:
    (coalition,) = whole.kit.roster.coalitions
    assert (coalition.name.default, coalition.acronym) == ("River Alliance", "RA")
    assert [each.acronym for each in coalition.signatories] == ["", "", "NLN"]
    assert whole.kit.contacts[0].emails[0].address == "nora@example.org"


def test_every_paragraph_is_placed(whole: Read) -> None:
    numbers = [each.span.line for each in whole.placements if each.span.source == "a.docx"]
    assert numbers == [n for n in range(1, 20) if n != 8]
    assert {each.span.unit for each in whole.placements} == {"paragraph"}
    assert whole.lost() == []


def test_a_header_is_told_and_a_page_number_is_not(whole: Read) -> None:
    assert whole.codes() == ["import-headers-footers"]
    assert [each.text for each in whole.placements if "header" in each.where] == ["River Alliance"]


def test_tracked_changes_are_accepted_and_listed() -> None:
    change = 'w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z"'
    deleted = f'<w:del {change}><w:r><w:delText xml:space="preserve">no lorry</w:delText></w:r></w:del>'
    inserted = f"<w:ins {change}>{r('no truck')}</w:ins>"
    found = word(p("Open the road") + f"<w:p>{r('For nine days ')}{deleted}{inserted}{r(' has come through the gate.')}</w:p>")
    assert "For nine days no truck has come through the gate." in found.text()
    (finding,) = [each for each in found.found if each.code == "import-tracked-changes"]
    assert [words for _, words in finding.related] == ["deleted: «no lorry»", "inserted: «no truck»"]
    assert {span.line for span, _ in finding.related} == {2}


def test_a_paragraph_deleted_as_a_whole() -> None:
    change = 'w:id="1" w:author="A"'
    gone = f"<w:p><w:del {change}><w:r><w:delText>It never came.</w:delText></w:r></w:del></w:p>"
    found = word(TITLE + gone)
    assert "It never came" not in found.text()
    assert any("It never came." in words for each in found.found for _, words in each.related)


def test_comments_are_told() -> None:
    comments = part("comments", f'<w:comment w:id="0" w:author="Ada">{p("Is this the right figure?")}</w:comment>')
    found = word(TITLE, comments=comments)
    (finding,) = [each for each in found.found if each.code == "import-comment"]
    assert [words for _, words in finding.related] == ["Ada: «Is this the right figure?»"]


def test_footnotes_become_footnotes() -> None:
    notes = part("footnotes", f'<w:footnote w:id="2">{p("Counted by telephone.")}</w:footnote>')
    found = word(
        p("Open the road") + p(r("Nine days"), '<w:r><w:footnoteReference w:id="2"/></w:r>', " without bread."), footnotes=notes
    )
    assert "Nine days[^foo2] without bread." in found.text()
    assert "[^foo2]: Counted by telephone." in found.text()
    assert read_back(found) == []


def test_a_footnote_of_a_name_is_reported() -> None:
    notes = part("footnotes", f'<w:footnote w:id="2">{p("Since May.")}</w:footnote>')
    name = p(r("Harbour Relief"), '<w:r><w:footnoteReference w:id="2"/></w:r>')
    found = word(TITLE + p("Signatories") + name + p("Lantern Trust"), footnotes=notes)
    assert found.names() == ["Harbour Relief", "Lantern Trust"]
    assert any("Since May." in question.excerpt for question in found.kit.questions if question.kind == "unplaced")


def test_text_boxes_hidden_words_and_raised_digits_are_told() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{p('Words in a box beside the text.')}</w:txbxContent></w:pict></w:r>"
    found = word(
        p("Open the road")
        + p("For nine days no lorry has come.", box)
        + p("It is cold", r("1", '<w:vertAlign w:val="superscript"/>'), " here.", r("Draft only.", "<w:vanish/>"))
    )
    assert "Words in a box beside the text." in found.text()
    assert "Draft only" not in found.text()
    assert found.codes() == ["import-footnote-mark", "import-headers-footers", "import-headers-footers"]
    assert any("Draft only." in message for message in found.messages("import-headers-footers"))


def test_a_table_of_names() -> None:
    row = "<w:tr>{}</w:tr>".format
    cells = [("1", "Harbour Relief", "Lebanon"), ("2", "Lantern Trust (LT)", "")]
    table = "<w:tbl>" + "".join(row("".join(f"<w:tc>{p(cell)}</w:tc>" for cell in each)) for each in cells) + "</w:tbl>"
    found = word(TITLE + p("Signatories") + table)
    assert found.names() == ["Harbour Relief", "Lantern Trust"]
    assert [each.country for each in found.kit.roster.everyone()] == ["LB", ""]
    assert found.codes() == ["import-table"]


def test_a_line_broken_inside_a_paragraph() -> None:
    found = word(
        p("Open the road") + f"<w:p>{r('One line')}<w:r><w:br/></w:r>{r('and another')}</w:p>" + p("The last paragraph.")
    )
    assert "One line\\\nand another" in found.text()


def lines(*texts: str) -> str:
    return "<w:p>" + "<w:r><w:br/></w:r>".join(r(text) for text in texts) + "</w:p>"


def test_names_and_contacts_broken_inside_one_paragraph() -> None:
    found = word(
        TITLE
        + lines("Signatories", "Harbour Relief", "Lantern Trust (LT)", "Association for Rivers", "and Lakes")
        + lines("Media contact:", "Nora Example", "Harbour Relief", "nora@example.org", "Tom Sample", "tom@example.org")
    )
    assert found.names() == ["Harbour Relief", "Lantern Trust", "Association for Rivers and Lakes"]
    assert [each.name.default for each in found.kit.contacts] == ["Nora Example", "Tom Sample"]
    assert [each.span.line for each in found.placements] == [1, 2, 3, 4]


def test_numbers_typed_inside_one_paragraph() -> None:
    assert word(TITLE + p("Signatories") + lines("1. Harbour Relief", "2. Lantern Trust")).names() == [
        "Harbour Relief",
        "Lantern Trust",
    ]


def test_a_field_is_a_link() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://example.org/a" </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r("a map")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert "see [a map](https://example.org/a)." in word(p("Open the road") + p("Please see ", field, ".")).text()


def test_a_picture_that_cannot_be_used() -> None:
    drawing = '<w:r><w:drawing><a:blip xmlns:a="a" r:embed="r9"/></w:drawing></w:r>'
    found = word(TITLE + p("A chart.", drawing))
    assert found.codes() == ["import-picture"]


def bomb() -> bytes:
    return bare(TITLE, styles=b'<?xml version="1.0"?><w:styles xmlns:w="x">' + b" " * 60_000_000 + b"</w:styles>")


def entities() -> bytes:
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    return zipped(
        {**_files(), "word/document.xml": f'<?xml version="1.0"?>{laughs}<document><body><p>&b;</p></body></document>'}
    )


def outside() -> bytes:
    reaching = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    return zipped(
        {**_files(), "word/document.xml": f'<?xml version="1.0"?>{reaching}<document><body><p>&a;</p></body></document>'}
    )


def _files() -> dict[str, str | bytes]:
    with zipfile.ZipFile(io.BytesIO(bare(""))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "before 2007"),
        (b"no zip", "damaged"),
        (bare(TITLE)[:200], "damaged"),
        (zipped({"a.txt": "x"}), "no Word file"),
        (zipped({**_files(), "word/document.xml": "<w:document"}), "damaged"),
        (zipped({**_files(), "word/document.xml": "<a><b>" * 3000}), "nested more deeply"),
        (bomb(), "far more"),
        (entities(), "harmful"),
        (outside(), "harmful"),
    ],
    ids=["protected", "noise", "cut", "zip", "broken", "deep", "bomb", "entities", "outside"],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(data: bytes, words: str) -> None:
    found = refused("a.docx", data)
    assert [finding.code for finding in found] == ["import-unreadable", "import-no-text"]
    assert words in found[0].message
