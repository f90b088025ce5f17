"""The one walk through a Word file: blocks, pieces, and which words are whose."""

from __future__ import annotations

from presskit.formats.ooxml.package import Package
from presskit.formats.ooxml.tree import (
    Cell,
    ChunkBlock,
    DeletedBlock,
    Document,
    Kind,
    Ledger,
    ParagraphBlock,
    TableBlock,
    words_of,
)
from presskit.formats.ooxml.values import State, Story
from presskit.formats.ooxml.walk import walk
from presskit.readers.importing.audit_log import AuditLog
from presskit.readers.importing.docx_file import docx_lines
from tests.importing.word_files import R, bare, p, part, r, zipped

BOX = f"<w:r><w:pict><w:txbxContent>{p('In a box')}</w:txbxContent></w:pict></w:r>"


def walked(body: str, **parts: str | bytes) -> Document:
    return walk(Package(bare(body, **parts)))


def pieces(body: str) -> list[tuple[Kind, str]]:
    (block,) = walked(body).blocks
    assert isinstance(block, ParagraphBlock)
    return [(each.kind, each.text) for each in block.pieces]


def test_a_paragraph_is_pieces_in_the_order_of_reading() -> None:
    body = p("One", '<w:bookmarkStart w:id="7" w:name="pk_x"/>', "<w:r><w:tab/><w:t>two</w:t><w:br/></w:r>", '<w:bookmarkEnd w:id="7"/>')
    assert pieces(body) == [
        (Kind.TEXT, "One"), (Kind.BOOKMARK, "7"), (Kind.SIGN, "\t"), (Kind.TEXT, "two"), (Kind.BREAK, "\n"), (Kind.BOOKMARK_END, "7"),
    ]  # fmt: skip


def test_what_stands_in_a_child_of_the_paragraph_is_one_unit() -> None:
    body = p("a", f'<w:hyperlink w:anchor="x">{r("b")}{r("c")}</w:hyperlink>', "d")
    (block,) = walked(body).blocks
    assert isinstance(block, ParagraphBlock)
    texts = {each.text: (each.unit, [link.anchor for link in each.around]) for each in block.pieces if each.kind is Kind.TEXT}
    assert texts == {"a": (0, []), "b": (1, ["x"]), "c": (1, ["x"]), "d": (2, [])}


def test_a_text_box_belongs_to_the_paragraph_that_it_is_anchored_in() -> None:
    document = walked(p("Outside", BOX))
    (block,) = document.blocks
    assert isinstance(block, ParagraphBlock)
    (box,) = [each for each in block.pieces if each.kind is Kind.BOX]
    assert words_of(box.blocks) == "In a box"
    assert [each.story for each in document.words] == [Story.DOCUMENT, Story.TEXT_BOX]


def test_what_is_for_older_programs_is_words_and_no_piece() -> None:
    body = p("<w:r><mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
             f"<mc:Choice>{BOX[5:-6]}</mc:Choice><mc:Fallback>{BOX[5:-6]}</mc:Fallback></mc:AlternateContent></w:r>")  # fmt: skip
    document = walked(body)
    assert [State.FALLBACK in each.states for each in document.words] == [False, True]
    assert len(document.paragraphs) == 2
    assert [*Ledger(document.words, {1}).left()] == []


def test_cells_know_their_columns_and_their_words() -> None:
    wide = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
    body = f"<w:tbl><w:tr><w:tc>{wide}{p('a')}</w:tc><w:sdt><w:sdtContent><w:tc>{p('b', 'c')}</w:tc></w:sdtContent></w:sdt></w:tr></w:tbl>"
    document = walked(body)
    (table,) = document.blocks
    assert isinstance(table, TableBlock)
    cells: list[Cell] = table.rows[0].cells
    assert [(each.span, [*each.words.numbers], words_of(each.blocks)) for each in cells] == [(2, [1], "a"), (1, [2, 3], "bc")]
    assert [*table.rows[0].words.numbers] == [1, 2, 3]


def test_what_was_taken_away_and_what_is_inserted_are_blocks_of_their_own() -> None:
    document = walked(f"<w:del>{p('gone')}</w:del><w:altChunk r:id='none'/>{p('stays')}")
    gone, chunk, stays = document.blocks
    assert isinstance(gone, DeletedBlock)
    assert isinstance(chunk, ChunkBlock)
    assert isinstance(stays, ParagraphBlock)
    assert [each.words.numbers for each in (gone, chunk)] == [range(1, 2), range(2, 3)]
    assert State.UNREAD in document.words[1].states


def test_notes_are_kept_by_what_they_are() -> None:
    notes = part("footnotes", f'<w:footnote w:type="separator" w:id="0">{p("-")}</w:footnote><w:footnote w:id="2">{p("Two")}</w:footnote>')
    document = walked(p("Text"), footnotes=notes)
    assert [(each.story, each.id, each.kind, words_of(each.blocks)) for each in document.notes] == [
        (Story.FOOTNOTES, "0", "separator", "-"), (Story.FOOTNOTES, "2", "", "Two"),
    ]  # fmt: skip


def test_a_link_in_a_footnote_is_a_link() -> None:
    """It was looked for among the relationships of the text, where it is not."""
    link = f'<w:hyperlink r:id="r7">{r("a map")}</w:hyperlink>'
    notes = part("footnotes", f'<w:footnote w:id="2">{p("See ", link)}</w:footnote>')
    body = p("Open the road") + p("Words", '<w:r><w:footnoteReference w:id="2"/></w:r>')
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r7" Type="{R}/hyperlink" Target="https://example.org/map" TargetMode="External"/></Relationships>'
    )
    data = zipped({**_files(bare(body, footnotes=notes)), "word/_rels/footnotes.xml.rels": relations})
    lines, _ = docx_lines("a.docx", data, AuditLog())
    assert "https://example.org/map" in str(lines[1].footnotes)


def _files(data: bytes) -> dict[str, str | bytes]:
    package = Package(data)
    return {name: package.data(name) for name in package.names}


def test_words_that_a_blank_or_a_tab_parts_are_not_glued() -> None:
    """«49», a tab, «Syndicat» were reported as «49Syndicat»: what holds nothing but a blank was no words."""
    runs = f"{r('49')}<w:r><w:tab/></w:r>{r('Syndicat')}<w:r><w:t xml:space='preserve'> </w:t></w:r>{r('libre')}{r('–')}{r('section')}"
    document = walked(p("Text"), header1=part("hdr", f"<w:p>{runs}</w:p>"))
    (header,) = [each for each in Ledger(document.words).passages() if each.story is Story.HEADER]
    assert header.words == "49 Syndicat libre section"
