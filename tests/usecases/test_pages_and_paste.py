"""The pages as pictures with the places of blocks, pictures of the kit, and what is pasted from other programs."""

from __future__ import annotations

import io
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

import presskit
from presskit.typesetting.job import Job, Pages
from tests.usecases.conftest import NOON, WORLD, change

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><body lang=EN-GB><!--StartFragment-->
<p class=MsoNormal>We ask for three <b>things</b>:<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol;mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>an end to it<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o<span>&nbsp;</span></span>a way out</p>
<p class=MsoNormal>The end. <s>Not this.</s></p><p><img src="data:image/png;base64,iVBORw0KGgo=" alt=""></p><!--EndFragment--></body></html>"""


@pytest.fixture(scope="module")
def world() -> Iterator[presskit.World]:
    with presskit.Typesetter() as typesetter:
        yield presskit.World({}, lambda: NOON, typesetter)


def words(data: Any) -> str:
    if isinstance(data, list | tuple):
        return " ".join(filter(None, map(words, data)))
    if isinstance(data, dict):
        return str(data["text"]).strip() if data.get("kind") == "Text" else " ".join(filter(None, map(words, data.values())))
    return ""


def test_each_block_has_its_place_on_the_pages(kit: Path, world: presskit.World) -> None:
    for language in ("en", "ar"):
        text = presskit.read_statement(presskit.StatementRequest(kit, language))
        report = presskit.pages(presskit.PagesRequest(kit, language), world=world)
        boxes = {each.id: each for each in report.boxes}
        assert {each["id"] for each in text.document["body"] if each["kind"] == "Paragraph"} <= set(boxes)
        assert all(0 <= each.left < each.right <= 1 and 0 <= each.top < each.bottom <= 1 for each in report.boxes)
        assert boxes["title"].bottom <= boxes[text.document["body"][0]["id"]].top
        with Image.open(io.BytesIO(report.picture(1))) as picture:
            assert picture.format == "WEBP"
            assert 1.40 < picture.height / picture.width < 1.43  # A4
        with pytest.raises(presskit.RequestError, match="there is no page 9"):
            report.picture(9)


def test_a_text_that_is_not_saved_is_shown_in_the_place_of_that_in_the_kit(kit: Path, world: presskit.World) -> None:
    document: dict[str, Any] = json.loads(json.dumps(presskit.read_statement(presskit.StatementRequest(kit, "en")).document))
    before = presskit.pages(presskit.PagesRequest(kit, "en"), world=world)
    document["title"]["inlines"] = [{"kind": "Text", "text": "Another title " * 12}]
    report = presskit.preview(presskit.PreviewRequest(kit, "en", document), world=WORLD)
    assert "Another title Another title" in report.page
    assert report.values["signatory_count"]
    after = presskit.pages(presskit.PagesRequest(kit, "en", document), world=world)
    heights = [next(each.bottom - each.top for each in made.boxes if each.id == "title") for made in (before, after)]
    assert heights[1] > 2 * heights[0]
    assert "Another title" not in presskit.preview(presskit.PreviewRequest(kit, "en")).page


@pytest.mark.parametrize(("document", "told"), [({"kind": "Statement"}, "this is no document"), ("ar", "is in «ar», not in «en»")])
def test_what_is_no_text_of_the_language_is_refused(kit: Path, document: Any, told: str) -> None:
    given = presskit.read_statement(presskit.StatementRequest(kit, "ar")).document if document == "ar" else document
    for request in (presskit.PreviewRequest(kit, "en", given),):
        with pytest.raises(presskit.RequestError, match=told):
            presskit.preview(request)
    with pytest.raises(presskit.RequestError, match=told):
        presskit.pages(presskit.PagesRequest(kit, "en", given))


def test_of_a_kit_that_cannot_be_read_there_are_no_pages_and_the_findings_say_why(kit: Path) -> None:
    change(kit / "kit.yaml", "languages:", "langauges:")
    report = presskit.pages(kit, world=WORLD)
    assert (report.count, report.boxes) == (0, ())
    assert {each.span.source for each in report.diagnostics} == {"kit.yaml"}


def test_pages_that_are_stale_are_not_set_to_the_end(kit: Path) -> None:
    begun, cancel = threading.Event(), presskit.Cancellation()

    class Slow(presskit.Typesetter):
        def submit(self, job: Job) -> Any:
            future = super().submit(job)
            begun.set()
            return future

    with Slow() as typesetter:
        ended: list[BaseException | Pages] = []

        def run() -> None:
            try:
                presskit.pages(presskit.PagesRequest(kit, "en"), world=presskit.World({}, lambda: NOON, typesetter), cancel=cancel)
            except presskit.CancelledError as problem:
                ended.append(problem)

        thread = threading.Thread(target=run)
        thread.start()
        begun.wait()
        cancel.cancel()
        thread.join()
        assert [type(each) for each in ended] == [presskit.CancelledError]


def test_a_list_of_word_is_a_list_and_nothing_is_lost() -> None:
    report = presskit.paste(presskit.PasteRequest(WORD, "not read"))
    assert [each["kind"] for each in report.blocks] == ["Paragraph", "Bullets", "Paragraph"]
    (inner,) = report.blocks[1]["items"]
    assert [each["kind"] for each in inner["blocks"]] == ["Paragraph", "Bullets"]
    assert words(report.blocks) == "We ask for three things : an end to it a way out The end."
    assert [each["kind"] for each in report.blocks[0]["inlines"]] == ["Text", "Strong", "Text"]
    told = " ".join(each.message for each in report.diagnostics)
    assert "Not this." in told
    assert "picture" in told
    assert '"id": "' not in json.dumps(report.blocks).replace('"id": ""', "")


def test_plain_text_is_read_where_there_is_no_html() -> None:
    report = presskit.paste(presskit.PasteRequest("", "It was opened today,\nafter four years of work at the river.\n\n1. one\n2. two\n"))
    assert [each["kind"] for each in report.blocks] == ["Paragraph", "Numbered"]
    assert words(report.blocks) == "It was opened today, after four years of work at the river. one two"


@pytest.mark.parametrize("html", ["", "<p>", "<script>alert(1)</script>", "\x00\x01", "<b><i>" * 4000, "<!doctype html><title>x</title>"])
def test_no_paste_is_a_fault(html: str) -> None:
    report = presskit.paste(presskit.PasteRequest(html, ""))
    assert "alert" not in words(report.blocks)


def test_what_was_pasted_can_be_written(kit: Path) -> None:
    text = presskit.read_statement(presskit.StatementRequest(kit, "en"))
    document: dict[str, Any] = json.loads(json.dumps(text.document))
    document["body"] += json.loads(json.dumps(presskit.paste(presskit.PasteRequest(WORD)).blocks))
    presskit.edit_statement(presskit.EditStatementRequest(kit, "en", document, text.digest), world=WORLD)
    assert "- an end to it" in (kit / "statement.en.md").read_text("utf-8")


def test_a_picture_is_looked_up_and_never_a_path(kit: Path) -> None:
    (kit / "river.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    report = presskit.picture(presskit.PictureRequest(kit, "river.png"))
    assert (report.data, report.media_type) == (b"\x89PNG\r\n\x1a\n", "image/png")
    for name in ("../river.png", str(kit / "river.png"), "kit.yaml", "", "no.png", "./river.png"):
        with pytest.raises(presskit.RequestError, match="no picture"):
            presskit.picture(presskit.PictureRequest(kit, name))
