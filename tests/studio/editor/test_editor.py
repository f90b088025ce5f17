"""The editor: what its schema holds, what it hands back, what keys and buttons do, and who can use it."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from presskit.formats.document_json import fields_of, kinds, plain, statement_of
from presskit.model.document import (
    VARIABLES,
    BlockQuote,
    Bullets,
    Calls,
    Emphasis,
    Figure,
    Footnote,
    Heading,
    ListItem,
    NoteRef,
    Paragraph,
    Statement,
    Strong,
    Table,
    TableRow,
    Text,
    Variable,
)
from tests.examples import many
from tests.readers.test_round_trip import statements
from tests.studio.editor.conftest import EDITOR, ROOT, Desk, words

pytestmark = [pytest.mark.real, pytest.mark.xdist_group("editor")]
AXE = ROOT / "tests/tools/node_modules/axe-core/axe.min.js"
SLOW = settings(max_examples=many(60), suppress_health_check=list(HealthCheck), deadline=None)


def paragraph(text: str, name: str) -> Paragraph:
    return Paragraph((Text(text),), name)


def item(text: str, name: str) -> ListItem:
    return ListItem((paragraph(text, name),))


def row(*texts: str, name: str) -> TableRow:
    return TableRow(tuple(Paragraph((Text(each),), f"{name}-{n}") for n, each in enumerate(texts, 1)), name)


SAMPLE = Statement(
    "en",
    paragraph("A title", "title"),
    (
        Paragraph(
            (Text("We are "), Variable("signatory_count"), Text(" and "), Strong((Text("say"),)), Text(" so"), NoteRef("1"), Text(".")), "a"
        ),
        Heading((Text("Why"),), 2, "h"),
        Bullets((item("one", "b1"), item("two", "b2"))),
        BlockQuote((paragraph("Words of somebody.", "q"),), paragraph("Ada", "by")),
        Table(row("Place", "People", name="r0"), (row("Here", "12", name="r1"),), ("", "right")),
        Figure("photo.png", "a river", (Text("The river"),), "Ann", "f"),
        Calls((paragraph("We ask for:", "lead"),), (item("peace", "c1"), item("bread", "c2"))),
        paragraph("The end.", "z"),
    ),
    footnotes=(Footnote("1", (paragraph("A note.", "n"),)),),
    keywords=("river",),
)
PLAIN = json.loads(json.dumps(plain(SAMPLE)))


def changed(before: Any, after: Any) -> list[str]:
    """Return the ids of the top blocks that differ; the heads by their names."""
    same = [each for each in before["body"] if each in after["body"]]
    heads = [name for name in ("title", "subtitle", "boilerplate", "notes", "footnotes") if before[name] != after[name]]
    return heads + [name_of(each) for each in before["body"] if each not in same]


def name_of(block: Any) -> str:
    return str(block.get("id") or name_of((block.get("items") or block.get("blocks") or [block["head"]])[0]))


def test_the_schema_has_each_kind_and_each_field_of_the_model(shared_page: Any) -> None:
    ours = shared_page.evaluate("() => window.KINDS")
    fields = {name: sorted(each.name for each in fields_of(kind)) for name, kind in kinds().items()}
    assert {name: sorted(parts[1:]) for name, parts in ours.items()} == fields


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
def test_any_document_is_read_back_as_it_was_put_in(shared_page: Any) -> None:
    @SLOW
    @given(statements())
    def check(statement: Statement) -> None:
        document = json.loads(json.dumps(plain(statement)))
        assert shared_page.evaluate("each => window.throughNodes(each)", document) == document

    check()


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
def test_an_editor_that_shows_one_document_after_the_other_hands_back_each(desk: Desk) -> None:
    desk.start(PLAIN)

    @settings(SLOW, max_examples=20)
    @given(statements())
    def check(statement: Statement) -> None:
        document = json.loads(json.dumps(plain(statement)))
        desk.page.evaluate("each => window.editor.setDocument(each)", document)
        assert desk.document() == document

    check()
    assert desk.page.evaluate("() => window.changes.length") == 0


@pytest.mark.parametrize(
    "inlines",
    [
        (Emphasis((Text("a "), Strong((Text("b"),)), Text(" c"))), Text(" d")),
        (Strong((Emphasis((Text("a"),)), Text(" b"))),),
        (Text("{{ date }} and [^1] are words"),),
    ],
)
def test_stress_in_stress_and_what_looks_like_markup(shared_page: Any, inlines: Any) -> None:
    document = {**PLAIN, "body": [plain(Paragraph(inlines, "a"))]}
    document = json.loads(json.dumps(document))
    assert shared_page.evaluate("each => window.throughNodes(each)", document) == document


def test_typing_in_a_paragraph_changes_that_block_alone(desk: Desk) -> None:
    desk.start(PLAIN).caret("z").press("End").type(" Or {{ date }} [^1] not.")
    after = desk.document()
    assert changed(PLAIN, after) == ["z"]
    assert after["body"][-1]["inlines"] == [{"kind": "Text", "text": "The end. Or {{ date }} [^1] not."}]
    assert desk.page.evaluate("() => window.changes.at(-1)") == after
    assert desk.page.evaluate("() => window.carets.at(-1)") == "z"
    statement_of(after)


def test_undo_and_redo(desk: Desk) -> None:
    desk.start(PLAIN).caret("z").type("New ").press("Control+z")
    assert desk.document() == PLAIN
    desk.press("Control+y")
    assert desk.document()["body"][-1]["inlines"][0]["text"] == "New The end."


def test_bold_and_italic_by_key(desk: Desk) -> None:
    desk.start(PLAIN).caret("z").press("Shift+End", "Control+b")
    assert desk.document()["body"][-1]["inlines"] == [{"kind": "Strong", "children": [{"kind": "Text", "text": "The end."}]}]
    desk.press("Control+i")
    assert desk.document()["body"][-1]["inlines"][0]["kind"] == "Emphasis"
    desk.press("Control+b", "Control+i")
    assert desk.document() == PLAIN


def test_a_paragraph_that_is_split_keeps_its_id_and_the_new_one_has_none(desk: Desk) -> None:
    desk.start(PLAIN).caret("z").press("ArrowRight", "ArrowRight", "ArrowRight", "Enter")
    assert [(each["id"], each["inlines"][0]["text"]) for each in desk.document()["body"][-2:]] == [("z", "The"), ("", " end.")]
    desk.press("Control+z").caret("z").press("Enter")
    assert desk.document() == PLAIN


def test_a_list_goes_on_and_ends(desk: Desk) -> None:
    desk.start(PLAIN).caret("b2").press("End", "Enter").type("three").press("Tab").type("!").press("Enter", "Enter", "Enter").type("After")
    items = next(each for each in desk.document()["body"] if each["kind"] == "Bullets")["items"]
    assert items[1]["blocks"][1] == {"kind": "Bullets", "items": [{"kind": "ListItem", "blocks": [
        {"kind": "Paragraph", "inlines": [{"kind": "Text", "text": "three!"}], "id": ""}]}]}  # fmt: skip
    assert any(each["kind"] == "Paragraph" and each["inlines"][0].get("text") == "After" for each in desk.document()["body"])


def test_the_calls_go_on_and_end(desk: Desk) -> None:
    desk.start(PLAIN).caret("c2").press("End", "Enter").type("roses").press("Enter", "Enter").type("Below")
    calls, below, _ = desk.document()["body"][-3:]
    assert [each["blocks"][0]["inlines"][0]["text"] for each in calls["items"]] == ["peace", "bread", "roses"]
    assert below["inlines"] == [{"kind": "Text", "text": "Below"}]


def test_a_heading_a_list_a_quote_and_the_calls_by_button(desk: Desk) -> None:
    body = [json.loads(json.dumps(plain(paragraph(text, text)))) for text in ("one", "two", "three")]
    desk.start({**PLAIN, "body": body}).caret("one").click("heading_3").caret("two").click("numbered").click("calls").caret("three").click("quote")
    made = desk.document()["body"]
    assert [each["kind"] for each in made] == ["Heading", "Calls", "BlockQuote"]
    assert (made[0]["level"], made[0]["id"]) == (3, "one")
    desk.caret("one").click("paragraph").caret("two").click("calls").click("numbered").caret("three").click("quote")
    assert desk.document() == {**PLAIN, "body": body}


def test_a_note_is_called_and_written(desk: Desk) -> None:
    desk.start(PLAIN).page.locator("sup[data-number]").click()
    assert desk.page.evaluate("() => window.carets.at(-1)") == "n"
    desk.caret("z").click("note")
    assert desk.document() == PLAIN, "a note without words is none yet"
    desk.type("Another note.")
    after = desk.document()
    assert after["footnotes"][1] == {"kind": "Footnote", "label": "2", "number": "", "blocks": [
        {"kind": "Paragraph", "inlines": [{"kind": "Text", "text": "Another note."}], "id": ""}]}  # fmt: skip
    assert after["body"][-1]["inlines"][0] == {"kind": "NoteRef", "label": "2", "number": ""}
    assert desk.page.locator("sup[data-number]").evaluate_all("all => all.map(each => each.dataset.number)") == ["1", "2"]


def test_a_variable_is_put_in_and_changed(desk: Desk) -> None:
    desk.start(PLAIN, values={"signatory_count": "25"})
    assert desk.page.locator("[data-variable=signatory_count]").inner_text() == "25"
    desk.caret("z").click("variable")
    card = desk.page.get_by_role("dialog", name="Value")
    card.get_by_label("Value").select_option("person_count")
    card.get_by_label("Words for the number").fill("person | persons")
    card.get_by_role("button", name="Done").click()
    made = desk.document()["body"][-1]["inlines"][0]
    assert made == {"kind": "Variable", "name": "person_count", "forms": ["person", "persons"]}
    desk.page.locator("[data-variable=person_count]").click()
    desk.page.get_by_role("dialog").get_by_role("button", name="Remove").click()
    assert desk.document() == PLAIN


def test_a_link_leads_to_a_whole_address(desk: Desk) -> None:
    desk.start(PLAIN).caret("z").press("Shift+End", "Control+k")
    address = desk.page.get_by_label("Web or email address")
    address.fill("javascript:alert(1)")
    address.press("Enter")
    assert desk.document() == PLAIN
    address.fill("https://example.org/a")
    address.press("Enter")
    assert desk.document()["body"][-1]["inlines"] == [
        {"kind": "Link", "children": [{"kind": "Text", "text": "The end."}], "target": "https://example.org/a"}
    ]


def test_a_picture_says_what_it_shows(desk: Desk) -> None:
    desk.start(PLAIN)
    assert desk.page.get_by_role("img", name="a river").count() == 1
    desk.page.locator("figure img").click()
    desk.page.get_by_label("What the picture shows").fill("a wide river")
    desk.page.keyboard.press("Enter")
    assert next(each for each in desk.document()["body"] if each["kind"] == "Figure")["alt"] == "a wide river"
    assert changed(PLAIN, desk.document()) == ["f"]


def test_a_table_gets_rows_and_columns(desk: Desk) -> None:
    desk.start(PLAIN).caret("r1-2").press("End").type("3").click("add_row").type("There").press("Tab").type("7").click("add_column")
    table = next(each for each in desk.document()["body"] if each["kind"] == "Table")
    assert [[cell["inlines"][0]["text"] if cell["inlines"] else "" for cell in each["cells"]] for each in (table["head"], *table["rows"])] == [
        ["Place", "People", ""], ["Here", "123", ""], ["There", "7", ""],
    ]  # fmt: skip
    assert table["alignments"] == ["", "right", ""]
    statement_of(desk.document())
    desk.click("remove_row").caret("r0-1").click("remove_column")
    assert len(next(each for each in desk.document()["body"] if each["kind"] == "Table")["head"]["cells"]) == 2
    desk.click("remove_table")
    assert [each["kind"] for each in desk.document()["body"]].count("Table") == 0


def test_plain_text_is_pasted_as_paragraphs(desk: Desk) -> None:
    desk.start(PLAIN).caret("z").press("End").paste(" One\nline.\n\n**Two** {{ date }}")
    assert [each["inlines"][0]["text"] for each in desk.document()["body"][-2:]] == ["The end.One line.", "**Two** {{ date }}"]


def test_what_is_pasted_from_elsewhere_goes_through_the_importer_of_the_page(desk: Desk) -> None:
    desk.start(PLAIN)
    made = json.loads(json.dumps(plain(paragraph("Imported.", ""))))
    desk.page.evaluate("made => Object.assign(window.editor.options, {onPaste: async (given) => { window.pasted = given; return [made]; }})", made)
    desk.caret("z").press("End", "Enter").paste("x", "<p class=MsoNormal>x</p><script>alert(1)</script>")
    assert desk.page.evaluate("() => window.pasted.html").startswith("<p class=MsoNormal>")
    desk.page.get_by_text("Imported.").wait_for()
    assert desk.document()["body"][-1]["inlines"][0]["text"] == "Imported."


def test_hostile_markup_is_pasted_as_words(desk: Desk) -> None:
    hostile = '<p style="color:red" onclick="alert(1)">a <b>b</b> <a href="javascript:alert(1)">c</a><img src=x onerror="alert(1)"></p><script>alert(1)</script>'
    desk.start(PLAIN).caret("z").press("Shift+End").paste("a b c", hostile)
    assert changed(PLAIN, desk.document()) == ["z"]
    assert "javascript" not in json.dumps(desk.document())


def test_arabic_is_written_from_right_to_left(desk: Desk) -> None:
    document = {**PLAIN, "language": "ar", "body": [plain(paragraph("في حلب", "a"))]}
    desk.start(document, "ar").caret("a").press("End").type(" اليوم")
    assert desk.document()["body"][0]["inlines"][0]["text"] == "في حلب اليوم"
    assert (desk.text.get_attribute("dir"), desk.text.get_attribute("lang")) == ("rtl", "ar")
    box, words_box = desk.text.bounding_box(), desk.page.get_by_text("في حلب اليوم").evaluate(
        "each => { const range = document.createRange(); range.selectNodeContents(each); return range.getBoundingClientRect().right; }"
    )
    assert box
    assert box["x"] + box["width"] - words_box < 60


def test_it_is_a_text_box_with_a_name_and_a_toolbar_of_one_stop(desk: Desk) -> None:
    desk.start(PLAIN)
    assert desk.text.get_attribute("aria-multiline") == "true"
    desk.page.locator("body").press("Tab")
    focused = "() => document.activeElement.dataset.command ?? document.activeElement.id ?? ''"
    assert desk.page.evaluate(focused) == "undo"
    desk.press("ArrowRight", "ArrowRight")
    assert desk.page.evaluate(focused) == "strong"
    desk.press("Tab")
    assert desk.text.evaluate("each => each === document.activeElement")
    desk.press("Tab")
    assert desk.page.evaluate(focused) == "after"
    tree = desk.page.locator(".ed").aria_snapshot()
    assert 'toolbar "Format"' in tree
    assert 'textbox "Text of the release"' in tree
    assert 'heading "A title" [level=1]' in tree


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_axe_finds_nothing(browser: Any, address: str, language: str, scheme: str) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not among the test tools")
    context = browser.new_context(bypass_csp=True, color_scheme=scheme)
    page = context.new_page()
    page.goto(address)
    page.evaluate(AXE.read_text("utf-8"))
    desk = Desk(page).start({**PLAIN, "language": language}, language)
    for reach in (lambda: desk.caret("z"), lambda: desk.caret("r1-1"), page.locator("[data-variable]").first.click):
        reach()
        found = page.evaluate("() => axe.run('.ed')")["violations"]
        assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []
    context.close()


def test_tab_leads_out_of_lists_and_tables_in_the_end(desk: Desk) -> None:
    for block in ("b2", "r0-1"):
        desk.start(PLAIN).caret(block)
        inside = [desk.press("Tab").text.evaluate("each => each.contains(document.activeElement)") for _ in range(8)]
        assert not all(inside)


def test_what_may_only_be_read_cannot_be_changed(desk: Desk) -> None:
    desk.start(PLAIN, readOnly=True).text.focus()
    desk.type("x")
    assert desk.document() == PLAIN
    assert desk.text.get_attribute("aria-readonly") == "true"
    assert desk.page.get_by_role("toolbar").count() == 0


def test_another_document_takes_the_place_and_the_caret_stays(desk: Desk) -> None:
    desk.start(PLAIN).caret("z").press("End").type("!")
    other = {**desk.document(), "title": plain(paragraph("Another title", "title"))}
    desk.page.evaluate("each => window.editor.setDocument(each)", json.loads(json.dumps(other)))
    desk.type("?")
    assert desk.document()["body"][-1]["inlines"][0]["text"] == "The end.!?"
    desk.press("Control+z", "Control+z")
    assert desk.document()["title"]["inlines"][0]["text"] == "Another title"


def test_a_block_can_be_replaced_and_marked(desk: Desk) -> None:
    desk.start(PLAIN)
    block = json.loads(json.dumps(plain(paragraph("Theirs.", "z"))))
    assert desk.page.evaluate("each => window.editor.replaceBlock(each)", block)
    assert desk.document()["body"][-1] == block
    desk.page.evaluate("() => window.editor.setMarks([{id: 'z', kind: 'error', text: 'to mend'}])")
    assert desk.page.locator("[data-mark=error]").inner_text() == "Theirs."
    assert not desk.page.evaluate("() => window.editor.focusBlock('none')")


def test_an_empty_text_can_be_written(desk: Desk) -> None:
    empty = {**PLAIN, "title": plain(Paragraph((), "title")), "body": [], "footnotes": []}
    desk.start(empty).caret("title").type("Title").press("Enter").type("Sub").press("Enter").type("First.").click("boilerplate").type("We.")
    after = desk.document()
    assert [after[name]["inlines"][0]["text"] for name in ("title", "subtitle")] == ["Title", "Sub"]
    assert [after[name][0]["inlines"][0]["text"] for name in ("body", "boilerplate")] == ["First.", "We."]
    statement_of(after)


def test_what_the_browser_loads_is_small_and_evaluates_nothing(bundle: Path) -> None:
    script = (bundle / "editor.js").read_bytes()
    assert len(gzip.compress(script)) + len(gzip.compress((bundle / "editor.css").read_bytes())) < 100_000
    assert not re.search(rb"\beval\(|new Function\b", script)
    licences = (bundle / "LICENCES.txt").read_text("utf-8")
    assert {"prosemirror-model", "prosemirror-view", "orderedmap", "w3c-keyname"} <= set(re.findall(r"(?m)^([\w-]+) \d+\.\d+\.\d+ \(MIT\)$", licences))


def test_each_word_of_the_editor_is_in_each_language() -> None:
    source = "".join(path.read_text("utf-8") for path in sorted((EDITOR / "source").glob("*.js")))
    asked = {*re.findall(r"\bwords\.(\w+)", source), *(f"variable_{name}" for name in VARIABLES)}
    assert asked <= words().keys()
    for language in ("fr", "ar"):
        assert list(words(language)) == list(words())


def test_the_lock_names_no_host_and_the_versions_are_exact() -> None:
    wanted = json.loads((EDITOR / "package.json").read_text("utf-8"))
    entries = json.loads((EDITOR / "package-lock.json").read_text("utf-8"))["packages"]
    assert not [name for name, entry in entries.items() if "resolved" in entry]
    assert all(re.fullmatch(r"[\d.]+", each) for each in {**wanted["dependencies"], **wanted["devDependencies"]}.values())
    assert not list((ROOT / "src/presskit/studio/editor").glob("*.py"))
