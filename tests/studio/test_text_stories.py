"""The Text screen as an officer uses it: writing beside the page, findings, pasting, two people, and what a crash leaves."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

import presskit
from tests.studio import browsing
from tests.studio.browsing import entered, pictured
from tests.studio.conftest import ROOT
from tests.studio.serving import Running, Visitor, running
from tests.studio.test_stories import contents
from tests.usecases.test_pages_and_paste import WORD

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(
        browsing.chromium() is None or not (ROOT / "src/presskit/studio/editor/built/editor.js").is_file(),
        reason="Chromium or the editor is not installed",
    ),
    pytest.mark.xdist_group("studio"),
]
expect.set_options(timeout=browsing.PATIENCE)
SIZE = {"viewport": {"width": 1360, "height": 900}}


@dataclass
class Desk:
    """A copy of the specimen in a studio that runs, and windows on its text."""

    kit: Path
    studio: Running
    visitor: Visitor

    @contextmanager
    def window(self, browser: Browser, language: str = "en", **looks: object) -> Iterator[Page]:
        """Open the text in a window of a person of its own."""
        address = str(self.visitor.submit(self.visitor.get("/"), "/link").page.xpath("//input[@id='link']/@value")[0])
        name = hashlib.sha256(self.kit.name.encode()).hexdigest()[:16]
        with entered(browser, self.studio, address=address, **{**SIZE, **looks}) as page:  # type: ignore[arg-type]
            page.goto(f"{self.studio.base}/r/{name}/text?language={language}")
            if looks.get("java_script_enabled", True):
                editor(page)
            yield page

    def text(self, language: str = "en") -> str:
        return " ".join((self.kit / f"statement.{language}.md").read_text("utf-8").split())


@pytest.fixture
def desk(folder: Path, studio: Running, visitor: Visitor, request: pytest.FixtureRequest) -> Iterator[Desk]:
    kit = folder / request.node.name[5:60]
    shutil.copytree(ROOT / "data/aleppo", kit)
    yield Desk(kit, studio, visitor)
    shutil.rmtree(kit)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with the specimen alone, for a studio that is killed."""
    made = tmp_path / "releases"
    made.mkdir()
    shutil.copytree(ROOT / "data/aleppo", made / "kit")
    return made


def open_text(page: Page) -> Locator:
    """Open the text of the one release; return where one types."""
    page.locator("ul.releases h2 a").first.click()
    return editor(page)


def editor(page: Page) -> Locator:
    box = page.locator(".ed-text")
    expect(box).to_be_visible()
    return box


def block(page: Page, name: str) -> Locator:
    return page.locator(f".ed-text [data-id='{name}']")


def type_at_end(page: Page, name: str, words: str) -> None:
    """Put the caret behind the last word of a block, and type."""
    caret_to_end(page, name)
    page.keyboard.type(words)


def caret_to_end(page: Page, name: str) -> None:
    page.locator(".ed-text").focus()
    block(page, name).evaluate("each => { getSelection().selectAllChildren(each); getSelection().collapseToEnd(); }")


def is_saved(page: Page) -> None:
    expect(page.locator("[data-told='saved']")).to_be_visible()


def test_who_types_sees_it_on_the_page_and_a_click_there_leads_back(browser: Browser, desk: Desk) -> None:
    """Story: type and see, click there and back."""
    before = (desk.kit / "statement.en.md").read_text("utf-8").splitlines()
    with desk.window(browser) as page:
        expect(page.locator(".sheet")).to_have_count(2)
        block(page, "p-leaders").click()
        expect(page.locator(".lit")).to_have_attribute("data-block", "p-leaders")
        box = page.locator(".lit").bounding_box()
        sheet = page.locator(".sheet").first.bounding_box()
        assert box
        assert sheet
        assert sheet["y"] < box["y"] < sheet["y"] + sheet["height"]
        page.get_by_role("button", name="Web page").click()
        frame = page.frame_locator("[data-frame]")
        expect(frame.locator("#p-leaders")).to_have_attribute("data-lit", "")
        type_at_end(page, "p-leaders", " Typed just now.")
        expect(frame.locator("#p-leaders")).to_contain_text("Typed just now.")
        is_saved(page)
        assert "Typed just now. {#p-leaders}" in desk.text()
        after = (desk.kit / "statement.en.md").read_text("utf-8").splitlines()
        assert [line for line in before if line not in after and "leaders" not in line and "protects" not in line] == []
        frame.locator("#p-week").click()
        expect(page.locator(".ed-text")).to_be_focused()
        page.keyboard.type("Here: ")
        expect(block(page, "p-week")).to_contain_text("Here: In the past week")
        page.get_by_role("button", name="Printed page").click()
        expect(page.locator("[data-lag]")).to_have_text("The page as the text is now")
        pictured(page, "text")
        click_on_page(page, "call-account")
        page.keyboard.type("And ")
        expect(block(page, "call-account")).to_contain_text("And Hold those responsible")
        expect(page.locator(".lit").first).to_have_attribute("data-block", "call-account")
        is_saved(page)
    assert not presskit.check(desk.kit).failed


def click_on_page(page: Page, name: str) -> None:
    """Click in the middle of where a block stands on the printed page; where that is, the pages themselves say."""
    block(page, name).click()
    lit = page.locator(f".lit[data-block='{name}']").first
    expect(lit).to_be_visible()
    sheet = page.locator(".sheet", has=lit)
    number = sheet.get_attribute("data-page")
    box, edge = lit.bounding_box(), sheet.bounding_box()
    assert box
    assert edge
    block(page, "title").click()
    expect(page.locator(".lit").first).to_have_attribute("data-block", "title")
    place = {"x": box["x"] - edge["x"] + box["width"] / 2, "y": box["y"] - edge["y"] + box["height"] / 2}
    page.locator(f".sheet[data-page='{number}']").click(position=place)  # type: ignore[arg-type]


def test_the_same_in_arabic(browser: Browser, desk: Desk) -> None:
    """Story: type and see in Arabic, in a studio that speaks Arabic."""
    with desk.window(browser, "ar", locale="ar") as page:
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        expect(page.locator(".ed-text")).to_have_attribute("dir", "rtl")
        expect(page.locator(".sheet")).to_have_count(2)
        block(page, "p-leaders").click()
        lit = page.locator(".lit")
        expect(lit).to_have_attribute("data-block", "p-leaders")
        box, sheet = lit.bounding_box(), page.locator(".sheet").first.bounding_box()
        assert box
        assert sheet
        assert sheet["x"] <= box["x"] < box["x"] + box["width"] <= sheet["x"] + sheet["width"]
        type_at_end(page, "p-leaders", " كلمات جديدة.")
        is_saved(page)
        assert "كلمات جديدة. {#p-leaders}" in desk.text("ar")
        page.get_by_role("button", name="صفحة الويب").click()
        frame = page.frame_locator("[data-frame]")
        expect(frame.locator("#p-leaders")).to_contain_text("كلمات جديدة.")
        frame.locator("#p-week").click()
        page.keyboard.type("هنا ")
        expect(block(page, "p-week")).to_contain_text("هنا وفي الأسبوع")
        pictured(page, "text-ar")
        is_saved(page)


def test_summary_and_keywords_are_fields(browser: Browser, desk: Desk) -> None:
    with desk.window(browser) as page:
        page.get_by_text("Summary and keywords").click()
        expect(page.locator(".live").get_by_label("Keywords")).to_have_value("Aleppo, Syria, evacuation, civilians, humanitarian access")
        page.locator(".live").get_by_label("Keywords").fill("Aleppo, ceasefire")
        page.locator(".live").get_by_label("Summary, for").fill("In one sentence.")
        is_saved(page)
    assert "keywords: [Aleppo, ceasefire]" in desk.text()
    assert "description: In one sentence." in desk.text()


def test_a_list_of_word_that_is_pasted_is_a_list(browser: Browser, desk: Desk) -> None:
    """Story: paste a Word list: a list; what does not come along is told."""
    with desk.window(browser) as page:
        box = editor(page)
        caret_to_end(page, "p-leaders")
        page.keyboard.press("Enter")
        box.evaluate(
            """(target, html) => {
              const data = new DataTransfer();
              data.setData("text/plain", "not read");
              data.setData("text/html", html);
              target.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
            }""",
            WORD,
        )
        expect(box.locator("ul > li").first).to_contain_text("an end to it")
        expect(box.locator("ul ul > li")).to_contain_text("a way out")
        expect(page.locator(".notice")).to_contain_text("Not everything came along")
        expect(page.locator(".notice")).to_contain_text("Not this.")
        page.locator(".notice").get_by_role("button", name="Close").click()
        expect(page.locator(".notice")).to_have_count(0)
        is_saved(page)
        page.locator(".ed-text").focus()
        page.keyboard.press("Control+z")
        expect(box.locator("ul", has_text="an end to it")).to_have_count(0)
        page.keyboard.press("Control+y")
        expect(box.locator("ul ul > li")).to_contain_text("a way out")
        is_saved(page)
    assert re.search(r"- an end to it \{#[a-z0-9-]+\} - a way out", desk.text())


def test_a_finding_leads_to_its_place_and_is_mended_or_accepted(browser: Browser, desk: Desk) -> None:
    """Story: finding, click, mended; another accepted with a reason."""
    file = desk.kit / "statement.en.md"
    text = file.read_text("utf-8").replace("European leaders meet", "European TKTK leaders meet").replace("In the past week", "In the  TKTK week")
    file.write_text(text, "utf-8")
    with desk.window(browser) as page:
        notes = page.locator("#notes")
        found = notes.locator(".finding")
        expect(found).to_have_count(2)
        expect(block(page, "p-leaders")).to_have_attribute("data-mark", "warning")
        notes.locator("[data-block='p-leaders'] [data-go]").click()
        expect(page.locator(".ed-text")).to_be_focused()
        pictured(page, "text-findings")
        for _ in range(len("European ")):
            page.keyboard.press("ArrowRight")
        for _ in range(len("TKTK ")):
            page.keyboard.press("Delete")
        is_saved(page)
        expect(found).to_have_count(1)
        expect(block(page, "p-leaders")).not_to_have_attribute("data-mark", "warning")
        notes.get_by_text("It is right as it stands").click()
        notes.get_by_role("button", name="Accept it").click()
        expect(notes.get_by_role("alert")).to_contain_text("Please say why")
        notes.get_by_label("Why is it right?").fill("it is the name of a place")
        notes.get_by_role("button", name="Accept it").click()
        expect(notes).to_contain_text("Nothing was found in this text.")
        expect(page.locator("[data-state-line]")).to_contain_text("Ready")
    assert "it is the name of a place" in (desk.kit / "questions.yaml").read_text("utf-8")


def test_typing_is_undone_by_key_and_by_the_history(browser: Browser, desk: Desk) -> None:
    """Story: undo all of it."""
    before = contents(desk.kit)
    with desk.window(browser) as page:
        type_at_end(page, "p-week", " One.")
        is_saved(page)
        page.keyboard.press("Control+z")
        expect(block(page, "p-week")).not_to_contain_text("One.")
        is_saved(page)
        assert "One." not in desk.text()
        type_at_end(page, "p-week", " Two.")
        page.get_by_role("link", name="Earlier states").click()  # what is not saved yet is saved first
        expect(page.get_by_role("heading", level=1, name="History")).to_be_visible()
        assert "Two." in desk.text()
        expect(page.locator(".states")).to_contain_text("The text was changed")
        page.get_by_role("button", name="Undo the last change").click()
        expect(page.locator(".states")).to_contain_text("A change was undone")
    kept = contents(desk.kit)
    assert {name: kept[name] for name in before} == before


def test_two_people_change_one_text(browser: Browser, desk: Desk) -> None:
    """Story: two people at once; in other paragraphs both stay, in the same one both are shown."""
    with desk.window(browser) as first, desk.window(browser, away=True) as second:
        type_at_end(first, "p-leaders", " By the first.")
        is_saved(first)
        expect(second.locator(".notice")).to_contain_text("changed outside this window")
        expect(block(second, "p-leaders")).to_contain_text("By the first.")
        second.locator(".notice button").click()
        second.route("**/state", lambda route: route.abort())  # it does not hear of the next change
        second.route("**/save", lambda route: route.abort())
        type_at_end(first, "p-week", " First words.")
        is_saved(first)
        type_at_end(second, "p-week", " Second words.")
        expect(second.locator("[data-told]")).to_contain_text("the studio does not answer")
        second.unroute("**/save")
        second.unroute("**/state")
        expect(second.get_by_role("heading", name="Somebody else changed the same words")).to_be_visible()
        card = second.locator(".conflicts")
        expect(card).to_contain_text("ordinary. First words.")
        expect(card).to_contain_text("ordinary. Second words.")
        pictured(second, "text-conflict")
        assert "First words." in desk.text()
        card.get_by_role("button", name="Write it like this").click()  # nothing is chosen yet
        expect(card).to_be_visible()
        card.get_by_label("Yours").check()
        card.get_by_role("button", name="Write it like this").click()
        is_saved(second)
        assert "Second words." in desk.text()
        assert "First words." not in desk.text()
        expect(block(first, "p-week")).to_contain_text("Second words.")


def test_what_is_changed_outside_is_shown_and_merged(browser: Browser, desk: Desk) -> None:
    """Story: the release is edited outside meanwhile."""
    file = desk.kit / "statement.en.md"
    with desk.window(browser, away=True) as page:
        expect(page.locator(".sheet")).to_have_count(2)
        edit(file, "European leaders meet", "European leaders gather")
        expect(block(page, "p-leaders")).to_contain_text("European leaders gather")
        expect(page.locator(".notice")).to_contain_text("changed outside this window")
        page.route("**/state", lambda route: route.abort())
        edit(file, "In the past week", "During the past week")
        type_at_end(page, "p-leaders", " Mine.")
        expect(page.locator(".notice").last).to_contain_text("Somebody else changed 1 other place")
        expect(block(page, "p-week")).to_contain_text("During the past week")
        is_saved(page)
    assert "Mine. {#p-leaders}" in desk.text()
    assert "During the past week" in desk.text()


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def words_of(home: Path) -> str:
    return " ".join((home / "kit/statement.en.md").read_text("utf-8").split())


def entering(context: BrowserContext, studio: Running) -> Page:
    page = context.new_page()
    page.goto(studio.address)
    return page


def test_a_studio_that_is_killed_loses_nothing_that_was_typed(browser: Browser, home: Path) -> None:
    """Story: kill -9 while saving. The disk has all but the last second, and the browser has that."""
    context = browser.new_context(locale="en-GB", **SIZE)  # type: ignore[arg-type]
    context.set_default_timeout(browsing.PATIENCE)
    with running(home) as studio:
        page = entering(context, studio)
        open_text(page)
        type_at_end(page, "p-week", " Saved words.")
        is_saved(page)
        page.keyboard.type(" Last words.")
        os.kill(studio.process.pid, signal.SIGKILL)
        studio.process.wait()
        page.keyboard.type(" And after.")
        expect(page.locator("[data-told]")).to_contain_text("the studio does not answer")
        port = studio.port
    assert "Saved words." in words_of(home)
    assert not presskit.check(home / "kit").failed
    page.close()
    with running(home, arguments=("--port", str(port))) as again:
        page = entering(context, again)
        open_text(page)
        expect(block(page, "p-week")).to_contain_text("Saved words. Last words. And after.")
        expect(page.locator(".notice")).to_contain_text("kept in this browser")
        is_saved(page)
    assert "Saved words. Last words. And after." in words_of(home)
    context.close()


def test_an_open_window_goes_on_when_the_studio_is_started_again(browser: Browser, home: Path) -> None:
    context = browser.new_context(locale="en-GB", **SIZE)  # type: ignore[arg-type]
    context.set_default_timeout(browsing.PATIENCE)
    with running(home) as studio:
        page = entering(context, studio)
        open_text(page)
        port = studio.port
    type_at_end(page, "p-week", " Typed while it was away.")
    expect(page.locator("[data-told]")).to_contain_text("the studio does not answer")
    with running(home, arguments=("--port", str(port))) as again:
        entering(context, again)
        is_saved(page)
    assert "Typed while it was away." in words_of(home)
    context.close()


def test_without_script_the_text_is_a_plain_form(browser: Browser, desk: Desk) -> None:
    with desk.window(browser, java_script_enabled=False) as page:
        expect(page.get_by_text("This is the plain form of the text.")).to_be_visible()
        expect(page.locator("#page iframe")).to_be_visible()
        body = page.get_by_label("Text", exact=True)
        body.fill(body.input_value().replace("European leaders meet", "European leaders gather"))
        page.get_by_label("Title", exact=True).fill("A plain title")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("status")).to_contain_text("Saved")
        pictured(page, "text-plain")
    assert "European leaders gather" in desk.text()
    assert "title: A plain title" in desk.text()


def test_on_a_phone_text_findings_and_page_are_tabs(browser: Browser, desk: Desk) -> None:
    with desk.window(browser, viewport={"width": 375, "height": 800}) as page:
        tabs = page.get_by_role("navigation", name="Parts of the screen")
        tabs.get_by_role("link", name="Page").click()
        expect(page.locator(".sheet")).to_have_count(2)
        expect(page.locator(".ed-text")).not_to_be_visible()
        page.locator(".sheet").first.click(position={"x": 180, "y": 45})
        expect(page.locator(".ed-text")).to_be_focused()
        tabs.get_by_role("link", name="Findings").click()
        expect(page.locator("#notes")).to_contain_text("Nothing was found in this text.")
