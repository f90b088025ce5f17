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


def words_of(tag: str) -> list[str]:
    """Return the specimen's text in a language as somebody would have written it into Word: a paragraph each, without marks."""
    statement = (ROOT / f"data/aleppo/statement.{tag}.md").read_text("utf-8")
    (title,) = re.findall(r'^title: "?(.*?)"?$', statement, re.MULTILINE)
    body = statement.partition("\n---\n")[2].partition(":::")[0]
    paragraphs = [" ".join(each.split()) for each in re.split(r"\n(?:>?\s*\n)", body) if each.strip()]
    marks = (r"\s*\{#[\w-]+\}", r"\[\^\w+\]", r"^[>#]+ (?:— )?")
    plain = [re.sub("|".join(marks), "", each).replace("{{ signatory_count }}", "25") for each in paragraphs]
    return [title, *filter(None, plain)]


def word_file(paragraphs: list[str]) -> bytes:
    document = Document()
    for each in paragraphs:
        document.add_paragraph(each)
    document.save(file := io.BytesIO())
    return file.getvalue()


def test_word_files_in_three_languages_become_one_release_whose_texts_are_linked(browser: Browser, tmp_path: Path) -> None:
    """Story: drop Word files in other languages with that of the source: linked."""
    (tmp_path / "releases").mkdir()
    with running(tmp_path / "releases") as studio, entered(browser, studio) as page:
        page.get_by_role("link", name="New release").click()
        expect(page.get_by_role("heading", level=1, name="New release")).to_be_visible()
        page.wait_for_load_state()
        for tag in ("en", "fr", "ar"):
            drop(page, ".arrive", f"aleppo-{tag}.docx", word_file(words_of(tag)))
        expect(page.locator("[data-dropped] li")).to_have_text(["aleppo-en.docx", "aleppo-fr.docx", "aleppo-ar.docx"])
        page.get_by_role("button", name="Bring it in").click()
        expect(page.get_by_role("heading", level=1, name="What came in")).to_be_visible()
        for tag in ("en", "fr", "ar"):
            expect(page.get_by_role("heading", level=2, name=f"aleppo-{tag}.docx")).to_be_visible()
        pictured(page, "translations-arrived")
        to(page, "Translations")
        expect(page.locator(".languages-of").get_by_text("Everything is translated")).to_have_count(2)
        for language, (tag, _, _) in FIGURES.items():
            texts(page, language)
            pairs = page.locator(".pair", has_text="European leaders meet")
            expect(pairs).to_have_count(1)
            expect(pairs.locator(".target")).to_contain_text(words_of(tag)[2][:40])
            expect(pairs.locator(".target")).to_have_attribute("dir", "rtl" if tag == "ar" else "ltr")
        pictured(page, "translations-linked")
        (release,) = [each for each in (tmp_path / "releases").iterdir() if each.is_dir()]
        assert {each.name for each in release.glob("statement.*")} == {"statement.en.md", "statement.fr.md", "statement.ar.md"}


def test_a_text_is_typed_in_arabic_and_of_two_windows_the_second_is_told(browser: Browser, home: Path) -> None:
    """One text is written and no other line; the second window sees what the first wrote, keeps its own words, and decides."""
    with running(home) as studio, entered(browser, studio) as page:
        page.get_by_role("button", name="Make an address for it").click()
        address = page.get_by_label("This address works once").input_value()
        opened(page, studio)
        texts(page, "Arabic")
        field = changing(page, "p-week")
        assert field.evaluate("node => [node.lang, getComputedStyle(node).direction]") == ["ar", "rtl"]
        with entered(browser, studio, address=address) as other:
            opened(other, studio)
            texts(other, "Arabic")
            changing(other, "p-week").fill("كلمات النافذة الثانية")
            pair(other, "p-week").get_by_role("button", name="Save").click()
            expect(other.get_by_text("Saved.", exact=True)).to_be_visible()
            expect(pair(other, "p-week").locator(".target")).to_have_text("كلمات النافذة الثانية")
        written = contents(home / "aleppo")
        field.fill("")
        field.press_sequentially("كلمات **النافذة** الأولى")
        pair(page, "p-week").get_by_role("button", name="Save").click()
        expect(page.get_by_role("alert")).to_contain_text("Somebody changed this text meanwhile")
        expect(pair(page, "p-week").locator(".target")).to_have_text("كلمات النافذة الثانية")
        expect(pair(page, "p-week").get_by_label("In Arabic")).to_have_value("كلمات **النافذة** الأولى")
        assert contents(home / "aleppo") == written
        pictured(page, "translations-second-window")
        before = (home / "aleppo/statement.ar.md").read_text("utf-8").splitlines()
        page.wait_for_load_state()
        pair(page, "p-week").get_by_role("button", name="Write mine in its place").click()
        expect(pair(page, "p-week").locator(".target strong")).to_have_text("النافذة")
        after = (home / "aleppo/statement.ar.md").read_text("utf-8").splitlines()
        assert [line for line in after if line not in before] == ["كلمات **النافذة** الأولى {#p-week}"]
        page.wait_for_load_state()
        page.get_by_role("button", name="Take it back").click()
        expect(page.get_by_text("The last change was taken back.")).to_be_visible()
        assert contents(home / "aleppo") == written


def changing(page: Page, key: str) -> Locator:
    """Open the form of a text, and return its field."""
    pair(page, key).locator("summary").click()
    field = pair(page, key).locator("textarea")
    expect(field).to_be_visible()
    return field


def test_what_is_not_sure_is_asked_beside_its_rivals_and_then_taken_as_a_whole(browser: Browser, home: Path) -> None:
    """A file that lost all that says what it is: language, state and places are asked, nothing is written before."""
    kit = home / "aleppo"
    back = word_file(words_of("fr"))
    (kit / "statement.fr.md").unlink()
    before = contents(kit)
    with running(home) as studio, entered(browser, studio) as page:
        opened(page, studio)
        texts(page, "French")
        drop(page, "#back", "retour.docx", back)
        page.get_by_role("button", name="Show what came back").click()
        expect(page.get_by_role("heading", name="Which language is it in?")).to_be_visible()
        pictured(page, "translations-unsaid")
        page.get_by_role("radio", name="French").check()
        page.get_by_label("It translates the text as it is now").check()
        page.wait_for_load_state()
        page.get_by_role("button", name="Go on").click()
        expect(page.get_by_role("heading", level=2, name="To decide")).to_be_visible()
        page.wait_for_load_state()
        first = page.locator(".question", has_text="Open a safe way out of East Aleppo today")
        expect(first.get_by_role("radio").first).not_to_be_checked()
        expect(first.locator(".choice").first).to_contain_text(words_of("fr")[0][:20])
        expect(first.locator("p.side")).to_have_attribute("lang", "en")
        pictured(page, "translations-asked")
        page.get_by_role("button", name="Choose what is proposed everywhere").click()
        expect(page.locator(".question").first.get_by_role("radio").first).to_be_checked()
        assert contents(kit) == before
        page.wait_for_load_state()
        for card in page.locator(".question").all():
            if not card.locator("input:checked").count():
                card.get_by_role("radio").last.check()
        page.get_by_role("button", name="Take it into the release").click()
        expect(page.get_by_text("The translation is in the release.")).to_be_visible()
        assert words_of("fr")[0] in (kit / "statement.fr.md").read_text("utf-8")
        expect(pair(page, "p-leaders").locator(".target")).to_contain_text(words_of("fr")[2][:40])


def test_a_language_is_added_on_a_phone_in_arabic_and_without_script(browser: Browser, home: Path) -> None:
    narrow = {"width": 375, "height": 740}
    with running(home) as studio, entered(browser, studio, locale="ar", viewport=narrow, java_script_enabled=False) as page:
        opened(page, studio)
        page.locator("#new-language summary").click()
        page.locator("#new").select_option("de")
        page.locator("#new-language button").click()
        expect(page.get_by_role("status").first).to_contain_text("أُضيفت اللغة")
        pair(page, "title").locator("textarea").fill("Öffnet einen sicheren Weg")
        pair(page, "title").get_by_role("button", name="حفظ").click()
        expect(pair(page, "title").locator(".target")).to_have_text("Öffnet einen sicheren Weg")
        expect(pair(page, "title").locator(".target")).to_have_attribute("dir", "ltr")
        assert "languages: [en, ar, fr, de]" in (home / "aleppo/kit.yaml").read_text("utf-8")
        assert presskit.kit_status(home / "aleppo").languages == ("en", "ar", "fr", "de")
        pictured(page, "translations-phone-ar")
