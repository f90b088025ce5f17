"""What an officer does, told in a real browser with a real server and real kits; nothing waits for a clock."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import Browser, Page, expect

import presskit
from docx import Document
from tests.studio import browsing
from tests.studio.browsing import entered, pictured
from tests.studio.conftest import LETTER, ROOT
from tests.studio.serving import running

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(browsing.chromium() is None, reason="Chromium is not installed"),
    pytest.mark.xdist_group("studio"),
]
PLAIN = """\
A bridge for all

Ostermoor, 14 January 2027. The footbridge over the Lenne was opened today after four years of work. It has no steps.

For immediate release

Contact: Rike Tannhäuser, press@example.org
"""
expect.set_options(timeout=browsing.PATIENCE)


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    home = tmp_path / "releases"
    home.mkdir()
    return home


def to(page: Page, part: str) -> None:
    link = page.get_by_role("navigation", name="Release", exact=True).get_by_role("link", name=part)
    link.click()
    expect(link).to_have_attribute("aria-current", "page")
    page.wait_for_load_state()  # keys are heard from then on


def paste(page: Page, text: str, name: str) -> None:
    page.get_by_role("link", name="New release").click()
    page.get_by_label("Or paste the text here").fill(text)
    page.get_by_text("Name, language, country").click()
    page.get_by_label("Name of the release").fill(name)
    page.get_by_role("button", name="Bring it in").click()
    expect(page.get_by_role("heading", level=1, name="What came in")).to_be_visible()


def contents(folder: Path) -> dict[str, bytes]:
    """The kit's own files; not its history, in which what is undone stays."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file() and ".presskit" not in path.parts}


def test_a_release_from_nothing_to_the_download(browser: Browser, empty: Path) -> None:
    """Stories: a kit from nothing; build, download, open what came."""
    with running(empty) as studio, entered(browser, studio) as page:
        expect(page.get_by_text("There is no release yet")).to_be_visible()
        pictured(page, "empty")
        paste(page, PLAIN, "bridge")
        expect(page.get_by_role("status")).to_contain_text("4 of 4 lines placed")
        frame = page.frame_locator("iframe")
        expect(frame.get_by_role("heading", level=1)).to_contain_text("A bridge for")
        to(page, "Hand out")
        page.get_by_role("button", name="Make all files").click()
        expect(page.get_by_text("files are ready")).to_be_visible()
        pictured(page, "handed-out")
        with page.expect_download() as waiting:
            page.get_by_role("link", name="Download all").click()
        data = Path(waiting.value.path()).read_bytes()
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = {Path(name).suffix + ("-print" if "-print" in name else ""): archive.read(name) for name in archive.namelist()}
        assert set(files) == {".pdf", ".pdf-print", ".docx", ".html", ".txt"}
        for kind in (".pdf", ".pdf-print"):
            with pikepdf.open(io.BytesIO(files[kind])) as pdf:
                assert len(pdf.pages) == 1
        words = " ".join(each.text for each in Document(io.BytesIO(files[".docx"])).paragraphs)
        for text in (words, files[".html"].decode(), files[".txt"].decode()):
            assert "opened today after four years of work" in " ".join(text.split())


def test_a_letter_is_dropped_and_its_questions_are_answered_by_keys(browser: Browser, empty: Path) -> None:
    """Stories: drop a letter, answer its questions, every line accounted for; by keyboard alone."""
    with running(empty) as studio, entered(browser, studio) as page:
        page.get_by_role("link", name="New release").click()
        page.wait_for_load_state()
        drop(page, "letter.txt", LETTER)
        page.get_by_role("button", name="Bring it in").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_contain_text("1 to decide")
        lines = page.locator(".line .words").all_inner_texts()
        assert [line.strip() for line in LETTER.splitlines() if line.strip()] == [line.strip() for line in lines]
        pictured(page, "arrived")
        expect(page.locator("header .dimmed")).to_have_attribute("aria-disabled", "true")
        page.wait_for_load_state()  # keys are heard from then on
        page.keyboard.press("?")
        page.get_by_label("Use these keys").uncheck()
        page.keyboard.press("g")
        page.keyboard.press("q")
        page.get_by_label("Use these keys").check()
        expect(page.get_by_role("heading", level=1)).to_have_text("What came in")
        page.keyboard.press("g")
        page.keyboard.press("q")
        expect(page.get_by_role("heading", level=1, name="Questions")).to_be_visible()
        pictured(page, "questions")
        page.wait_for_load_state()
        page.keyboard.press("1")
        expect(page.get_by_role("radio").first).to_be_checked()
        page.get_by_role("radio").first.press("Enter")
        expect(page.get_by_text("Nothing is open.")).to_be_visible()
        to(page, "What came in")
        expect(page.get_by_role("status")).to_contain_text(re.compile(r"^(\d+) of \1 lines placed$"))
        expect(page.frame_locator("iframe").locator("body")).to_contain_text("mbargo")


def drop(page: Page, name: str, text: str) -> None:
    """Drop a file as a hand does: the event carries it."""
    transfer = page.evaluate_handle("([name, text]) => { const t = new DataTransfer(); t.items.add(new File([text], name)); return t; }", [name, text])
    page.locator("[data-drop]").dispatch_event("drop", {"dataTransfer": transfer})


def changed_kit(home: Path) -> dict[str, bytes]:
    """A kit with two states of commands behind it; return its files as they were yesterday."""
    shutil.copytree(ROOT / "data/starter", home / "kit")
    yesterday = contents(home / "kit")
    text = home / "kit/statement.en.md"
    text.write_text(text.read_text("utf-8") + "\nOne more paragraph of today.\n", "utf-8")
    presskit.write_ids(home / "kit")
    return yesterday


def test_yesterdays_state_is_looked_at_and_gone_back_to(browser: Browser, empty: Path) -> None:
    """Story: look at yesterday's state and go back."""
    changed_kit(empty)
    before = (empty / "kit/statement.en.md").read_bytes()
    with running(empty) as studio, entered(browser, studio) as page:
        page.locator(".release a").click()
        to(page, "History")
        states = page.locator(".state")
        expect(states).to_have_count(2)
        pictured(page, "history")
        states.last.get_by_role("button", name="Go back to this state").click()
        expect(page.locator(".state")).to_have_count(3)
        assert b"{#" in before
        assert (empty / "kit/statement.en.md").read_bytes() != before
        page.get_by_role("button", name="Undo the last change").click()
        expect(page.locator(".state")).to_have_count(4)
        assert (empty / "kit/statement.en.md").read_bytes() == before


def test_all_of_it_is_undone(browser: Browser, empty: Path) -> None:
    """Story: undo all of it, and nothing else changes by a byte."""
    with running(empty) as studio, entered(browser, studio) as page:
        paste(page, LETTER.replace("6am CET", "6am EST"), "letter")
        first = contents(empty / "letter")
        while True:
            to(page, "Questions")
            if not page.locator(".question").count():
                break
            page.locator(".question").first.get_by_role("radio").first.check()
            count = page.locator(".question").count()
            page.locator(".question").first.get_by_role("button", name="Answer").click()
            expect(page.locator(".question")).to_have_count(count - 1)
        assert contents(empty / "letter") != first
        to(page, "History")
        while page.get_by_role("button", name="Undo the last change").count():
            count = page.locator(".state").count()
            page.get_by_role("button", name="Undo the last change").click()
            expect(page.locator(".state")).to_have_count(count + 1)
        assert contents(empty / "letter") == first
        expect(page.locator(".state-line")).to_contain_text("open")


DEATH = """
from pathlib import Path
from tests.store.interrupting import _die, count_writes
count_writes(Path({folder!r}), {at}, _die)
"""
"""Run in the server: it is killed at one of its some ninety write operations below the release's folder."""


@pytest.mark.parametrize("at", [1, 40, 85])
def test_a_server_that_is_killed_while_saving_leaves_the_old_state_or_the_new(browser: Browser, empty: Path, at: int) -> None:
    """Story: kill -9 while saving."""
    release = empty / "letter"
    (empty.parent / "letter.txt").write_text(LETTER, "utf-8")
    presskit.import_files(presskit.ImportRequest((empty.parent / "letter.txt",), release))
    before = contents(release)
    with running(empty, code=DEATH.format(folder=str(release), at=at)) as studio, entered(browser, studio) as page:
        page.locator(".release a").click()
        page.get_by_role("radio").first.check()
        with page.expect_event("requestfailed", lambda sent: sent.method == "POST"):
            page.get_by_role("button", name="Answer").click(no_wait_after=True)
        assert studio.process.wait(timeout=60) == -9
    with running(empty) as studio, entered(browser, studio) as page:
        page.locator(".release a").click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        if presskit.questions(release).open:
            assert contents(release) == before
            page.get_by_role("radio").first.check()
            page.get_by_role("button", name="Answer").click()
            expect(page.get_by_text("Nothing is open.")).to_be_visible()
        else:
            assert at > 1
        assert "until:" in (release / "kit.yaml").read_text("utf-8")
        assert set(contents(release)) == set(before)


def test_of_two_windows_the_second_is_told(browser: Browser, empty: Path) -> None:
    """Stories: two people at once; a kit that is edited outside meanwhile."""
    (empty.parent / "letter.txt").write_text(LETTER, "utf-8")
    presskit.import_files(presskit.ImportRequest((empty.parent / "letter.txt",), empty / "letter"))
    with running(empty) as studio, entered(browser, studio) as page:
        page.get_by_role("button", name="Make an address for it").click()
        address = page.get_by_label("This address works once").input_value()
        page.locator(".release a").click()
        with entered(browser, studio, address=address) as other:
            other.locator(".release a").click()
            other.get_by_role("radio").first.check()
            other.get_by_role("button", name="Answer").click()
            expect(other.get_by_text("Nothing is open.")).to_be_visible()
        written = contents(empty / "letter")
        page.get_by_role("radio", name="WITHOUT an embargo").check()
        page.get_by_label("Why?").fill("they said so on the telephone")
        page.get_by_role("button", name="Answer").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Somebody changed the release meanwhile")
        expect(page.get_by_text("they said so on the telephone")).to_be_visible()
        pictured(page, "changed")
        assert contents(empty / "letter") == written


def test_on_a_phone_in_arabic(browser: Browser, empty: Path) -> None:
    """Of the story of a whole release on a phone: the three zones are tabs, the page is a mirror, nothing is cut off."""
    with running(empty) as studio, entered(browser, studio, locale="ar", viewport={"width": 375, "height": 740}) as page:
        page.get_by_role("link", name="بيان جديد").click()
        page.get_by_label("أو الصق النص هنا").fill(LETTER)
        page.get_by_role("button", name="إدخال").click()
        expect(page.get_by_role("status")).to_be_visible()
        for name in ("arrived", "questions", "text", "translations", "signatories", "contacts", "brand", "findings", "hand-out", "history"):
            page.goto(re.sub(r"(/r/\w+/).*", rf"\1{name}", page.url))
            assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), name
            pictured(page, f"phone-ar-{name}")
        page.get_by_role("link", name="البيان", exact=True).click()
        expect(page.locator("#parts")).to_be_visible()
        expect(page.locator("main")).to_be_hidden()
        page.get_by_role("link", name="الصفحة", exact=True).click()
        expect(page.locator("#page iframe")).to_be_visible()
        pictured(page, "phone-ar-page")


def test_what_was_typed_is_kept_until_it_is_on_the_disk(browser: Browser, empty: Path) -> None:
    with running(empty) as studio, entered(browser, studio) as page:
        page.get_by_role("link", name="New release").click()
        page.get_by_label("Or paste the text here").press_sequentially("A bridge")
        page.wait_for_load_state()
        page.reload()
        expect(page.get_by_label("Or paste the text here")).to_have_value("A bridge")
        page.get_by_label("Or paste the text here").fill(PLAIN)
        page.get_by_role("button", name="Bring it in").click()
        expect(page.get_by_role("heading", level=1, name="What came in")).to_be_visible()
        page.wait_for_load_state()  # its script knows that the server has the text
        page.goto(f"{studio.base}/new")
        expect(page.get_by_label("Or paste the text here")).to_have_value("")


HOSTILE = "</textarea><script>alert(1)</script><svg onload=alert(2)><img src=x onerror=alert(3)>"


def test_words_of_strangers_run_nowhere(browser: Browser, empty: Path) -> None:
    """No screen and no frame runs what stands in a release: ``entered`` fails at a dialog and at a violation of the policy."""
    with running(empty) as studio, entered(browser, studio) as page:
        paste(page, "\n".join(f"{line} {HOSTILE}" if line else "" for line in LETTER.splitlines()), HOSTILE[:60])
        for name in ("arrived", "questions", "text", "translations", "signatories", "contacts", "brand", "findings", "hand-out", "history"):
            page.goto(re.sub(r"(/r/\w+/).*", rf"\1{name}", page.url))
            expect(page.get_by_role("heading", level=1).first).to_be_visible()
            assert page.locator("main img, main script").count() == 0
