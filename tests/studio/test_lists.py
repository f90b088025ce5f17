"""Signatories, contacts and brand as an officer works on them in a real browser; nothing waits for a clock."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

import presskit
from docx import Document
from tests.studio import browsing
from tests.studio.browsing import entered, pictured
from tests.studio.conftest import ROOT
from tests.studio.serving import running
from tests.studio.test_stories import contents, to

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(browsing.chromium() is None, reason="Chromium is not installed"),
    pytest.mark.xdist_group("studio"),
]
expect.set_options(timeout=browsing.PATIENCE)
NEW = (
    "Ashgrove Bakers", "Blue Lantern", "Cedar Forum", "Dockers of Tyre", "East Bank Choir", "Fishermen United", "Green Umbrella", "Harbour Kitchen",
    "Iron Bridge Trust", "Jasmine Circle", "Kite Makers", "Lighthouse Keepers", "Mothers at Work", "Night Nurses", "Orchard School", "Pine Needle Press",
    "Quiet Streets", "River Watch", "Saffron Growers", "Tent Library", "Upland Shepherds", "Village Pharmacy", "Water Carriers", "Young Poets",
    "Zinc Roof Fund", "Almond Tree House", "Beekeepers of Jizzin", "Candle Workshop", "Desert Clinic", "Eyeglass Bank", "Ferry Pilots",
)  # fmt: skip
THERE = ("Big Heart", "Orient", "Olive Branch", "Emissa", "Kesh Malek", "Syria Relief", "Ghiras Al Nahda", "Hands in Hand for Aid and Development", "Binaa Organisation for Development")
LATE = "".join(f"{name}\tyes\n" for name in ("Organisation\tDo you sign?", *NEW, *THERE, "Hill Network")).replace("sign?\tyes", "sign?").replace("Network\tyes", "Network\tYes, subject to board approval")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with the specimen as its one release."""
    folder = tmp_path / "releases"
    shutil.copytree(ROOT / "data/aleppo", folder / "aleppo")
    return folder


def began(page: Page, part: str) -> Locator:
    """Go to a part of the release, and return its grid."""
    page.locator(".release a").click()
    to(page, part)
    expect(page.get_by_role("heading", level=1, name=part)).to_be_visible()
    return page.get_by_role("grid", name="Signatories, group by group")


def numbers(page: Page) -> list[str]:
    return [" ".join(f"{row.locator('td').first.inner_text()} {row.locator('td').nth(1).inner_text()}".split()) for row in page.locator("tr[data-entry*='signatories.']").all()]


def paste(grid: Locator, **kinds: str) -> None:
    """Paste into the cell that has the focus, as a spreadsheet or a page gives its rows."""
    grid.locator("[tabindex='0']").first.focus()
    grid.page.evaluate(
        "(kinds) => { const data = new DataTransfer(); for (const [kind, text] of Object.entries(kinds)) data.setData(kind.replace('_', '/'), text);"
        " document.activeElement.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true})); }",
        kinds,
    )


def in_pages(page: Page, words: dict[str, str]) -> None:
    """Look at the page of each language: it says these words."""
    way = re.sub(r"(/r/\w+/).*", r"\1", page.url)
    other = page.context.new_page()
    for language, text in words.items():
        other.goto(f"{way}page/{language}")
        expect(other.locator("body")).to_contain_text(text)
    other.close()


def test_rows_are_pasted_and_late_ones_are_compared(browser: Browser, home: Path) -> None:
    """Story: paste rows of Excel, then late ones: what looks alike and a conditional yes are asked."""
    with running(home) as studio, entered(browser, studio) as page:
        grid = began(page, "Signatories")
        before = (home / "aleppo/signatories.yaml").read_bytes()
        paste(grid, text_plain=LATE)
        expect(page.get_by_role("heading", level=1, name="Compare a list")).to_be_visible()
        expect(page.locator(".tally")).to_have_text("31 new, 2 that look alike, 7 already there, 1 wants to be asked")
        pictured(page, "signatories-compared")
        assert (home / "aleppo/signatories.yaml").read_bytes() == before
        page.get_by_role("button", name="Write what is certain, ask the rest").click()
        expect(page.get_by_text("56 signatories", exact=True)).to_be_visible()
        assert (home / "aleppo/signatories.yaml").read_bytes().startswith(before.rstrip(b"\n"))
        to(page, "Questions")
        expect(page.locator(".question")).to_have_count(3)
        card = page.locator(".question", has_text="Hill Network")
        expect(card).to_contain_text("Yes, subject to board approval")
        card.get_by_role("radio").first.check()
        card.get_by_role("button", name="Answer").click()
        expect(page.locator(".question")).to_have_count(2)
        to(page, "Signatories")
        expect(page.get_by_text("57 signatories", exact=True)).to_be_visible()


def test_a_table_of_a_page_is_pasted_and_its_columns_are_asked(browser: Browser, home: Path) -> None:
    with running(home) as studio, entered(browser, studio) as page:
        grid = began(page, "Signatories")
        rows = "".join(f"<tr><td>{name}<td>{country}</tr>" for name, country in (("Pine <b>Forum</b>", "FR"), ("Cedar\n  Forum", "LB"), ('Oak "Forum"', "GB")))
        paste(grid, text_html=f"<script>alert(1)</script><table onclick=alert(2)>{rows}</table>", text_plain="another text")
        expect(page.get_by_text("Please say what each column is")).to_be_visible()
        page.get_by_label("Column 1").select_option(label="Organisation")
        page.get_by_label("Column 2").select_option(label="Country")
        page.get_by_role("button", name="Compare with the list").click()
        expect(page.locator(".tally")).to_have_text("3 new")
        page.get_by_role("button", name="Write what is certain, ask the rest").click()
        expect(page.get_by_text("28 signatories", exact=True)).to_be_visible()
        written = (home / "aleppo/signatories.yaml").read_text("utf-8")
        assert all(each in written for each in ("name: Pine Forum\n    country: FR", "name: Cedar Forum\n    country: LB", r'name: "Oak \"Forum\""'))


def test_counts_follow_in_three_languages(browser: Browser, home: Path) -> None:
    """Story: reorder, group, withdraw, with mouse and forms: counts follow in three languages."""
    with running(home) as studio, entered(browser, studio) as page:
        began(page, "Signatories")
        first = (home / "aleppo/signatories.yaml").read_bytes()
        page.get_by_role("link", name="Edit Orient").click()
        form = page.locator("#e-coalitions-0-signatories-7")
        form.get_by_role("button", name="Move up").click()
        expect(page.locator("tr[data-entry='coalitions.0.signatories.6']")).to_contain_text("Orient")
        page.get_by_role("link", name="Edit Orient").click()
        form = page.locator("#e-coalitions-0-signatories-6")
        form.get_by_label("Move to the group").select_option(label="Shaml CSOs Coalition")
        form.get_by_role("button", name="Move", exact=True).click()
        expect(page.locator("tr[data-entry='coalitions.1.signatories.8']")).to_contain_text("Orient")
        expect(page.locator(".group-head").first).to_contain_text("16")
        page.get_by_role("link", name="Edit Big Heart").click()
        form = page.locator("#e-coalitions-0-signatories-0")
        form.get_by_label("Takes the signature back on").fill("2016-12-15")
        form.get_by_role("button", name="Withdraw").click()
        expect(page.get_by_text("24 signatories", exact=True)).to_be_visible()
        assert numbers(page)[:2] == ["Withdrawn: no number – Big Heart", "1 Binaa Organization for Development"]
        assert numbers(page)[-1] == "24 Orient"
        expect(page.locator(".chips")).to_contain_text("Arabic 24")
        expect(page.frame_locator("aside iframe").locator("body")).to_contain_text("24 organisations")
        in_pages(page, {"en": "24 organisations", "fr": "24 organisations", "ar": "المنظمات الـ24"})
        pictured(page, "signatories-withdrawn")
        page.get_by_role("button", name="Take it back").click()
        expect(page.get_by_text("25 signatories", exact=True)).to_be_visible()
        to(page, "History")
        for count in (6, 7):
            page.get_by_role("button", name="Undo the last change").click()
            expect(page.locator(".state")).to_have_count(count)
        assert (home / "aleppo/signatories.yaml").read_bytes() == first


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim()"))


def test_cells_are_edited_by_keyboard_alone(browser: Browser, home: Path) -> None:
    """Story: the list by keyboard alone: to its cells, into them and out of them."""
    with running(home) as studio, entered(browser, studio) as page:
        grid, press = began(page, "Signatories"), page.keyboard.press
        page.get_by_role("link", name="Add a signatory").focus()
        for key in ("Tab", "Control+Home", "ArrowDown", "ArrowDown", "ArrowRight", "End", "Home", "ArrowRight"):
            press(key)
        assert focused(page) == "Big Heart"
        press("F2")
        expect(grid.get_by_role("textbox", name="Name in English")).to_be_focused()
        page.keyboard.type("Something else")
        press("Escape")
        assert focused(page) == "Big Heart"
        for key in ("ArrowRight", "ArrowRight", "Enter"):
            press(key)
        page.keyboard.type("Grand Cœur")
        press("Enter")
        expect(cell(page, 0, 0, 3)).to_have_text("Grand Cœur")
        expect(cell(page, 0, 1, 3)).to_be_focused()
        press("End")
        press("Enter")
        expect(page.locator("#e-coalitions-0-signatories-1").get_by_label("Name in English")).to_be_focused()
        press("Escape")
        expect(cell(page, 0, 1, 6)).to_be_focused()
        press("ArrowLeft")
        press("Enter")
        expect(grid.get_by_label("Withdrawn on", exact=True)).to_be_focused()
        page.keyboard.type("12122016")
        press("Enter")
        expect(page.get_by_text("24 signatories", exact=True)).to_be_visible()
        assert cell(page, 0, 1, 5).inner_text() == "2016-12-12"


def cell(page: Page, group: int, member: int, column: int) -> Locator:
    return page.locator(f"tr[data-entry='coalitions.{group}.signatories.{member}'] > *").nth(column)


def test_rows_are_moved_grouped_and_removed_by_keyboard_alone(browser: Browser, home: Path) -> None:
    """Story: reorder, group, withdraw by keyboard alone; counts follow in three languages."""
    with running(home) as studio, entered(browser, studio) as page:
        began(page, "Signatories")
        press = page.keyboard.press
        cell(page, 0, 15, 1).focus()
        assert focused(page) == "Takaful Alsham Organization"
        press("Alt+ArrowDown")
        press("Alt+ArrowDown")
        expect(cell(page, 1, 0, 1)).to_be_focused()
        assert focused(page) == "Takaful Alsham Organization"
        assert numbers(page)[15:18] == ["16 Union of Relief and Medical Care Organizations", "17 Takaful Alsham Organization", "18 Basmeh & Zeitooneh"]
        press("Delete")
        expect(page.get_by_text("24 signatories", exact=True)).to_be_visible()
        press("Control+z")
        expect(page.get_by_text("25 signatories", exact=True)).to_be_visible()
        cell(page, 1, 0, 6).focus()
        press("Enter")
        form = page.locator("#e-coalitions-1-signatories-0")
        form.get_by_role("button", name="Withdraw").focus()
        press("Enter")
        expect(page.get_by_text("24 signatories", exact=True)).to_be_visible()
        in_pages(page, {"en": "24 organisations", "fr": "24 organisations", "ar": "المنظمات الـ24"})


def test_in_arabic_the_arrows_go_where_they_point(browser: Browser, home: Path) -> None:
    with running(home) as studio, entered(browser, studio, locale="ar") as page:
        page.locator(".release a").click()
        page.get_by_role("link", name="الموقّعون").click()
        expect(page.get_by_role("grid")).to_be_visible()
        cell = page.locator("tr[data-entry='coalitions.0.signatories.0'] td")
        cell.nth(1).focus()
        page.keyboard.press("ArrowLeft")
        expect(cell.nth(2)).to_be_focused()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        expect(cell.nth(0)).to_be_focused()
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("Alt+ArrowDown")
        expect(page.locator("tr[data-entry='coalitions.0.signatories.1'] td").nth(1)).to_be_focused()
        expect(page.get_by_role("status").first).to_have_text("نُقل.")


def test_the_grid_says_what_it_is(browser: Browser, home: Path) -> None:
    """Names and roles in the accessibility tree."""
    with running(home) as studio, entered(browser, studio) as page:
        grid = began(page, "Signatories")
        heads = [each.inner_text().strip() for each in grid.get_by_role("columnheader").all()]
        assert heads == ["No.", "Name in English", "Name in Arabic", "Name in French", "Short name", "Withdrawn on", "Edit"]
        expect(grid.get_by_role("row")).to_have_count(1 + 2 + 25)
        expect(grid.get_by_role("rowheader", name="Syrian NGO Alliance (SNA) 17")).to_be_visible()
        row = grid.get_by_role("row", name="Orient")
        expect(row.get_by_role("gridcell")).to_have_count(7)
        expect(row.get_by_role("gridcell", name="Orient", exact=True)).to_be_visible()
        assert grid.locator("[tabindex='0']").count() == 1
        grid.locator("tr[data-entry='coalitions.0.signatories.7'] td").nth(1).focus()
        page.keyboard.press("Enter")
        expect(grid.get_by_role("textbox", name="Name in English")).to_have_value("Orient")
        snapshot = grid.aria_snapshot()
        assert 'grid "Signatories, group by group"' in snapshot
        assert 'textbox "Name in English": Orient' in snapshot


def test_what_is_wrong_is_told_at_its_row_and_kept(browser: Browser, home: Path) -> None:
    with running(home) as studio, entered(browser, studio) as page:
        began(page, "Signatories")
        before = contents(home / "aleppo")
        page.get_by_role("link", name="Edit Orient").click()
        form = page.locator("#e-coalitions-0-signatories-7")
        form.get_by_label("Country").fill("Leb")
        form.get_by_label("Note").fill("they said so on the telephone")
        form.get_by_role("button", name="Save").click()
        expect(page.get_by_role("alert")).to_contain_text("is not a country code")
        expect(form.get_by_label("Note")).to_have_value("they said so on the telephone")
        assert contents(home / "aleppo") == before
        form.get_by_label("Country").fill("LB")
        form.get_by_role("button", name="Save").click()
        expect(page.get_by_text("Saved.").first).to_be_visible()
        assert "note: they said so on the telephone" in (home / "aleppo/signatories.yaml").read_text("utf-8")


def test_of_two_windows_the_second_is_told_and_nothing_is_overwritten(browser: Browser, home: Path) -> None:
    with running(home) as studio, entered(browser, studio) as page:
        page.get_by_role("button", name="Make an address for it").click()
        address = page.get_by_label("This address works once").input_value()
        began(page, "Signatories")
        with entered(browser, studio, address=address) as other:
            began(other, "Signatories")
            other.locator("tr[data-entry='coalitions.0.signatories.0'] td").nth(1).focus()
            other.keyboard.press("Alt+ArrowDown")
            expect(other.locator("tr[data-entry='coalitions.0.signatories.1'] td").nth(1)).to_be_focused()
        written = contents(home / "aleppo")
        page.locator("tr[data-entry='coalitions.0.signatories.0'] td").nth(1).focus()
        page.keyboard.press("Enter")
        page.keyboard.type("Very Big Heart")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Somebody changed the release meanwhile")
        expect(page.get_by_text("Very Big Heart")).to_be_visible()
        assert contents(home / "aleppo") == written


def test_without_script_each_row_is_a_form(browser: Browser, home: Path) -> None:
    with running(home) as studio, entered(browser, studio, java_script_enabled=False) as page:
        page.locator(".release a").click()
        to(page, "Signatories")
        page.get_by_role("link", name="Edit Orient").click()
        form = page.locator("#e-coalitions-0-signatories-7")
        form.get_by_label("Name in French").fill("L’Orient")
        form.get_by_role("button", name="Save").click()
        expect(page.get_by_text("Saved.")).to_be_visible()
        page.get_by_role("link", name="Edit Orient").click()
        page.locator("#e-coalitions-0-signatories-7").get_by_role("button", name="Move down").click()
        expect(page.locator("tr[data-entry='coalitions.0.signatories.8']")).to_contain_text("L’Orient")
        page.get_by_label("Rows, copied from").fill("Organisation\nPine Forum\n")
        page.get_by_role("button", name="Compare with the list").click()
        page.get_by_role("button", name="Write what is certain, ask the rest").click()
        expect(page.get_by_text("26 signatories", exact=True)).to_be_visible()


def test_contacts_are_edited_added_and_hidden(browser: Browser, home: Path) -> None:
    with running(home) as studio, entered(browser, studio) as page:
        began(page, "Contacts")
        before = (home / "aleppo/contacts.yaml").read_text("utf-8")
        page.get_by_text("Press desk").first.click()
        card = page.locator("li.card", has_text="press@example.org")
        card.get_by_label("To", exact=True).fill("23:30")
        card.get_by_label("Web page").uncheck()
        card.get_by_label("E-mail addresses").fill("press@example.org\nnight@example.org")
        card.get_by_role("button", name="Save").click()
        expect(page.get_by_text("Saved.").first).to_be_visible()
        expect(page.get_by_text("Shown only in:")).to_be_visible()
        changed = [line for line in (home / "aleppo/contacts.yaml").read_text("utf-8").splitlines() if line not in before.splitlines()]
        assert changed == [
            '    hours: {opens: "08:00", closes: "23:30", zone: Europe/Brussels}', "    emails: [press@example.org, night@example.org]",
            "    outputs: [pdf, print, docx, text, email]",
        ]  # fmt: skip
        page.get_by_text("Add a contact").first.click()
        form = page.locator("details", has=page.get_by_role("button", name="Add a contact"))
        form.get_by_label("Name in English").fill("Night desk")
        form.get_by_label("Telephones").fill("+33 1 99 00 47 12")
        form.get_by_role("button", name="Add a contact").click()
        expect(page.get_by_text("Night desk")).to_be_visible()
        expect(page.locator("li.card")).to_have_count(6)
        page.get_by_text("Night desk").click()
        page.locator("li.card").last.get_by_role("button", name="Remove the contact").click()
        expect(page.locator("li.card")).to_have_count(5)
        pictured(page, "contacts")


def logo() -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (120, 40), "#0b6b66").save(data, "PNG")
    return data.getvalue()


def test_logo_and_colour_are_on_every_page(browser: Browser, home: Path) -> None:
    """Story: logo, colour: PDF, Word and mail show them."""
    kit = home / "aleppo/kit.yaml"
    kit.write_text(kit.read_text("utf-8").replace("outputs: [pdf, print, docx, html, text]", "outputs: [pdf, docx]").replace("[en, ar, fr]", "[en]"), "utf-8")
    for language in ("ar", "fr"):
        (home / f"aleppo/statement.{language}.md").unlink()
    with running(home) as studio, entered(browser, studio) as page:
        began(page, "Brand")
        page.get_by_label("Colour beside black").fill("#0b6b66")
        page.get_by_label("Logo: drop it here, or choose it").set_input_files({"name": "Our Logo.png", "mimeType": "image/png", "buffer": logo()})
        page.get_by_label("What the logo shows, in English").fill("A green bridge")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("Now: our-logo.png")).to_be_visible()
        expect(page.frame_locator("aside iframe").get_by_role("img", name="A green bridge")).to_be_visible()
        pictured(page, "brand")
    out = home.parent / "out"
    built = presskit.build(presskit.BuildRequest(home / "aleppo", out))
    files = {each.path: (out / each.path).read_bytes() for each in built.made if each.language == "en"}
    pdf = next(data for name, data in files.items() if name.endswith(".pdf") and "print" not in name)
    assert b"A green bridge" in pdf or _alt_in_pdf(pdf, "A green bridge")
    word = Document(io.BytesIO(next(data for name, data in files.items() if name.endswith(".docx"))))
    parts = [part for part in word.part.package.iter_parts() if str(part.partname).endswith(".xml")]
    assert any(b"A green bridge" in part.blob for part in parts)
    assert any(b"0B6B66" in part.blob.upper() for part in parts)
    presskit.draft(presskit.DraftRequest(home / "aleppo", out, out=home.parent / "mails"))
    mails = [path.read_bytes() for path in (home.parent / "mails").rglob("*.eml")]
    assert mails
    assert any(b"0b6b66" in each.lower() for each in mails)


def _alt_in_pdf(data: bytes, words: str) -> bool:
    """Tell whether a picture of a tagged PDF is described by words."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        return any(str(each.get("/Alt", "")) == words for each in pdf.objects if isinstance(each, pikepdf.Dictionary))
