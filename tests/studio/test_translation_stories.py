"""Translations as an officer works on them in a real browser: texts side by side, out to a translator and back."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

import presskit
from docx import Document
from tests.studio import browsing
from tests.studio.browsing import entered, pictured
from tests.studio.conftest import ROOT
from tests.studio.serving import Running, running
from tests.studio.test_stories import contents, to

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(browsing.chromium() is None, reason="Chromium is not installed"),
    pytest.mark.xdist_group("studio"),
]
expect.set_options(timeout=browsing.PATIENCE)
OLD, NEW = "more than five million Syrians", "more than six million Syrians"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with the specimen as its one release."""
    folder = tmp_path / "releases"
    shutil.copytree(ROOT / "data/aleppo", folder / "aleppo")
    return folder


def opened(page: Page, studio: Running, part: str = "translations") -> None:
    page.locator(".release a").first.click()
    expect(page.get_by_role("heading", level=1).first).to_be_visible()
    page.goto(re.sub(r"(/r/\w+/).*", rf"\1{part}", page.url))


def texts(page: Page, language: str) -> None:
    """Go to the texts of a language."""
    page.get_by_role("navigation", name="Languages of the release").get_by_role("link", name=language).click()
    expect(page.get_by_role("heading", level=2, name=f"English beside {language}")).to_be_visible()
    page.wait_for_load_state()


def pair(page: Page, key: str) -> Locator:
    return page.locator(f"#t-{key}")


def figure_is_changed(page: Page, studio: Running) -> None:
    """Change a figure in the source, in the plain form of the text."""
    opened(page, studio, "text?language=en&plain=1")
    body = page.get_by_label("Text", exact=True)
    body.fill(body.input_value().replace(OLD, NEW))
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved", exact=True).first).to_be_visible()
    page.wait_for_load_state()


def sent(page: Page, language: str) -> tuple[str, bytes]:
    """Have the Word file for a translator made, and download it."""
    form = page.locator("#out")
    form.get_by_label("For", exact=True).select_option(label=language)
    form.get_by_role("button", name="Make the files").click()
    expect(form.get_by_text("1 file is ready")).to_be_visible()
    page.wait_for_load_state()
    with page.expect_download() as waiting:
        form.get_by_role("link", name="Download").click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def typed_over(data: bytes, old: str, new: str) -> bytes:
    """Do what a translator does in Word: type the translation over the one paragraph that is in the source's language."""
    document = Document(io.BytesIO(data))
    (asked,) = [each for each in document.paragraphs if old in each.text]
    asked.runs[0].text, rest = new, asked.runs[1:]
    for run in rest:
        run.text = ""
    document.save(file := io.BytesIO())
    return file.getvalue()


NAMES = ("PK Signatory", "PK Contact")


def to_translate(data: bytes) -> list[str]:
    """Return the paragraphs of the text that a file for a translator asks for: those that no style protects as a whole."""
    kept = {"tw4winExternal", "tw4winInternal"}
    paragraphs = [each for each in Document(io.BytesIO(data)).paragraphs if each.style and not each.style.name.startswith(NAMES)]
    return [each.text for each in paragraphs if any(run.text.strip() and run.style.name not in kept for run in each.runs)]


def drop(page: Page, zone: str, name: str, data: bytes) -> None:
    """Drop a file as a hand does: the event carries it."""
    transfer = page.evaluate_handle(
        "([name, bytes]) => { const t = new DataTransfer(); t.items.add(new File([new Uint8Array(bytes)], name)); return t; }", [name, list(data)]
    )
    page.locator(f"{zone} [data-drop]").dispatch_event("drop", {"dataTransfer": transfer})


FIGURES = {
    "French": ("fr", "Nous, les {{ signatory_count }} organisations signataires, aidons plus de six millions de Syriens.", "six millions de Syriens"),
    "Arabic": ("ar", "نحن، المنظمات الـ{{ signatory_count }} الموقّعة، نقدّم الإغاثة لأكثر من ستة ملايين سوري.", "ستة ملايين سوري"),
}


def test_a_figure_is_changed_and_one_text_a_language_goes_out_and_comes_back(browser: Browser, home: Path) -> None:
    """Story: change a figure; one text a language goes out and comes back, and its page shows it."""
    with running(home) as studio, entered(browser, studio) as page:
        figure_is_changed(page, studio)
        to(page, "Translations")
        expect(page.get_by_role("heading", level=1, name="Translations")).to_be_visible()
        for language, (tag, words, shown) in FIGURES.items():
            texts(page, language)
            expect(page.locator(".pair.is-changed")).to_have_count(1)
            expect(pair(page, "lede").locator("ins")).to_have_text("six")
            if tag == "ar":
                pictured(page, "translations-changed")
            name, data = sent(page, language)
            assert name == f"aleppo-2016.en-{tag}.docx"
            (asked,) = to_translate(data)
            assert NEW in asked
            before = (home / f"aleppo/statement.{tag}.md").read_bytes()
            page.wait_for_load_state()
            drop(page, "#back", name, typed_over(data, NEW, words))
            page.get_by_role("button", name="Show what came back").click()
            expect(page.get_by_role("heading", level=1, name="What came back")).to_be_visible()
            expect(page.get_by_role("status")).to_contain_text("1 taken")
            expect(page.locator("ol.pairs").first.locator(".target")).to_contain_text(shown)
            assert (home / f"aleppo/statement.{tag}.md").read_bytes() == before
            pictured(page, f"translations-back-{tag}")
            page.wait_for_load_state()
            page.get_by_role("button", name="Take it into the release").click()
            expect(page.get_by_text("The translation is in the release.")).to_be_visible()
            expect(page.frame_locator("aside iframe").locator("body")).to_contain_text(shown)
            expect(page.locator(".pair.is-changed")).to_have_count(0)
        expect(page.locator(".languages-of").get_by_text("Everything is translated")).to_have_count(2)
