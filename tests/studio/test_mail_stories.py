"""Letters as an officer plans, sends and accounts for them in a real browser, through servers on this machine."""

from __future__ import annotations

import base64
import io
import threading
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

import presskit
from presskit.mail.ledger import State
from tests.mail_sending.sink import DROP, Session, Sink
from tests.mail_sending.test_commands import FILES, KIT
from tests.studio import browsing
from tests.studio.browsing import entered, pictured
from tests.studio.serving import running
from tests.studio.test_stories import to

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(browsing.chromium() is None, reason="Chromium is not installed"),
    pytest.mark.xdist_group("studio"),
]
expect.set_options(timeout=browsing.PATIENCE)
PEOPLE = ("rana@paper.example", "omar@radio.example", "amal@daily.example", "noor@web.example", "lina@tv.example", "jean@wire.example")
LIST = "E-mail,Name,Language,Bounced\n" + "".join(f"{each},{each.partition('@')[0].title()},en,\n" for each in PEOPLE) + "gone@paper.example,Gone,en,yes\n"


@dataclass
class Held:
    """A server that refuses one address, loses the answer about another, and holds messages at their first lines until it is let go."""

    refused: str = ""
    unknown: str = ""
    held: tuple[str, ...] = ()
    holding: set[str] = field(default_factory=set)
    waiting: threading.Event = field(default_factory=threading.Event)
    go: threading.Event = field(default_factory=threading.Event)

    def behave(self, stage: str, session: Session) -> str | None:
        if stage == "RCPT" and session.address == self.refused:
            return "550 5.1.1 no such mailbox"
        if stage == "after" and session.address == self.unknown:
            return DROP
        if stage == "DATA" and session.address in self.held:
            self.holding.add(session.address)
            if self.holding == {*self.held}:
                self.waiting.set()
            self.go.wait(browsing.PATIENCE / 1000)
        return None


@pytest.fixture
def server() -> Iterator[Sink]:
    with Sink() as made:
        yield made


def release(folder: Path, port: int, **files: str) -> Path:
    """A release in English and nothing built, that goes through a server on this machine."""
    folder.mkdir(parents=True)
    texts = {"kit.yaml": KIT.format(port=port).replace("[en, fr]", "[en]"), **FILES, "media-list.csv": LIST, **files}
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def opened(page: Page, part: str) -> None:
    """Go to a page of the e-mails; by its key, for Chromium sends clicks on what was below the frame of a letter into the frame."""
    page.get_by_role("navigation", name="E-mails").get_by_role("link", name=part).press("Enter")
    expect(page.get_by_role("navigation", name="E-mails").get_by_role("link", name=part)).to_have_attribute("aria-current", "page")
    page.wait_for_load_state()


def handed_out(page: Page) -> None:
    to(page, "Hand out")
    page.get_by_role("button", name="Make all files").click()
    expect(page.get_by_role("link", name="Download all")).to_be_visible()
    page.wait_for_load_state()


def plan(page: Page, number: int) -> None:
    page.get_by_role("button", name="Make the plan").press("Enter")
    expect(page.get_by_role("heading", name=f"{number} letters would leave" if number != 1 else "1 letter would leave")).to_be_visible()
    page.wait_for_load_state()


def confirm(page: Page, number: int) -> None:
    page.get_by_label("the number of letters that leave").fill(str(number))
    page.get_by_role("button", name=f"Write to {number} journalist").click()


def states(folder: Path) -> dict[str, str]:
    return {each.address: str(each.state) for each in presskit.mail_status(folder).entries}


def test_letters_are_looked_at_planned_sent_and_accounted_for(browser: Browser, tmp_path: Path, server: Sink) -> None:
    """Story: preview letters, plan, send to a server on loopback, read what became of each."""
    home = tmp_path / "releases"
    folder = release(home / "bridge", server.port)
    held = Held(refused="jean@wire.example", unknown="lina@tv.example", held=("amal@daily.example", "noor@web.example"))
    (folder / "kit.yaml").write_text((folder / "kit.yaml").read_text("utf-8").replace("rate: 60000", "rate: 600"), "utf-8")
    server.behave = held.behave
    with running(home) as studio, entered(browser, studio) as page:
        page.locator(".release a").click()
        to(page, "E-mails")
        expect(page.locator(".tally")).to_have_text("6 people get a letter, 1 row gets none")
        page.get_by_text("1 row that gets no letter, and why").first.click()
        expect(page.get_by_role("row", name="gone@paper.example")).to_contain_text("Bounced: yes")
        pictured(page, "mail-recipients")
        letters(page)
        opened(page, "Plan and send")
        page.get_by_role("button", name="Make the plan").press("Enter")
        expect(page.get_by_role("heading", name="The attached files were not made")).to_be_visible()
        pictured(page, "mail-blocked")
        page.wait_for_load_state()
        expect(page.get_by_role("button", name="Write to")).to_have_count(0)
        handed_out(page)
        to(page, "E-mails")
        opened(page, "Plan and send")
        plan(page, 6)
        confirm_wrongly(page)
        assert not server.begun
        pictured(page, "mail-plan")
        stopped_half_way(page, held, folder, server)
        taken_up_again(page, held, folder, server)
        decided(page, folder, server)


def letters(page: Page) -> None:
    opened(page, "Letters")
    page.get_by_role("button", name="Show the letters").click()
    expect(page.locator("iframe.letter-desk")).to_be_visible()
    facts = page.locator(".facts")
    expect(facts).to_contain_text("Press release: A bridge opens to ambulances")
    expect(facts).to_contain_text("bridge-en.txt")
    frame = page.frame_locator("iframe.letter")
    expect(frame.locator("body")).to_contain_text("Dear Rana,")
    assert page.locator("iframe.letter").get_attribute("sandbox") == ""
    pictured(page, "mail-letter-desk")
    page.get_by_role("link", name="On a phone").click()
    expect(page.locator("iframe.letter-phone")).to_be_visible()
    page.wait_for_load_state()
    box = page.locator("iframe.letter-phone").bounding_box()
    assert box is not None
    assert round(box["width"]) == 375
    pictured(page, "mail-letter-phone")
    page.get_by_text("The same as plain text").press("Enter")
    expect(page.locator(".plain-part")).to_be_visible()
    expect(page.locator(".plain-part")).to_contain_text("The bridge is open to ambulances as of today.")


def confirm_wrongly(page: Page) -> None:
    confirm_with(page, "5")
    expect(page.get_by_role("alert")).to_contain_text("The number does not agree with the plan.")
    page.wait_for_load_state()


def confirm_with(page: Page, number: str) -> None:
    page.get_by_label("the number of letters that leave").fill(number)
    page.get_by_role("button", name="Write to 6 journalists").click()


def stopped_half_way(page: Page, held: Held, folder: Path, server: Sink) -> None:
    confirm(page, 6)
    stop = page.get_by_role("button", name="Stop: finish what is under way")
    expect(stop).to_be_visible()
    assert held.waiting.wait(browsing.PATIENCE / 1000)
    page.wait_for_load_state()
    other = page.context.new_page()  # another window follows the same sending
    other.goto(page.url)
    expect(other.get_by_role("button", name="Stop: finish what is under way")).to_be_visible()
    pictured(other, "mail-sending")
    other.close()
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        stop.press("Enter")
    held.go.set()
    expect(page.get_by_text("It was stopped. The rest is kept")).to_be_visible()
    pictured(page, "mail-stopped")
    page.wait_for_load_state()
    assert Counter(states(folder).values()) == {State.SENT: 4, State.TODO: 2}
    assert set(server.counts()) == {*PEOPLE[:4]}


def taken_up_again(page: Page, held: Held, folder: Path, server: Sink) -> None:
    plan(page, 2)
    confirm(page, 2)
    expect(page.locator("main .tally").first).to_contain_text("1 refused")
    expect(page.locator("main .tally").first).to_contain_text("1 unknown")
    page.wait_for_load_state()
    assert set(server.counts().values()) == {1}
    assert set(server.counts()) == {*PEOPLE} - {held.refused}
    assert states(folder)[held.unknown] == State.REVIEW


def decided(page: Page, folder: Path, server: Sink) -> None:
    opened(page, "What became of each")
    expect(page.locator(".tally")).to_have_text("Version 1: 1 unknown, 1 refused, 4 taken by the server")
    pictured(page, "mail-became")
    card = page.locator(".letters .card", has_text="lina@tv.example")
    card.locator("summary").press("Enter")
    card.get_by_label("It arrived").check()
    card.get_by_role("button", name="Decide so").click()
    expect(page.get_by_role("alert")).to_contain_text("Please say why")
    page.wait_for_load_state()
    card = page.locator(".letters .card", has_text="lina@tv.example")
    expect(card.get_by_label("It arrived")).to_be_checked()
    card.get_by_label("How do you know?").fill("She has it, she says on the telephone")
    card.get_by_role("button", name="Decide so").click()
    expect(page.get_by_text("Written down.")).to_be_visible()
    expect(page.locator(".tally")).to_have_text("Version 1: 1 refused, 5 taken by the server")
    page.wait_for_load_state()
    assert states(folder)["lina@tv.example"] == State.SENT
    opened(page, "Plan and send")
    page.get_by_role("button", name="Make the plan").click()
    expect(page.get_by_text("Nobody is left to write to")).to_be_visible()
    assert max(server.counts().values()) == 1
    with page.expect_download() as waiting:
        opened(page, "What became of each")
        page.get_by_role("link", name="Download all as a table").click()
    table = Path(waiting.value.path()).read_text("utf-8-sig")
    assert table.count("@") >= 6
    assert "She has it" in str(presskit.mail_status(folder).histories)


def test_a_list_is_pasted_a_sender_named_and_drafts_are_made(browser: Browser, tmp_path: Path) -> None:
    """The media list is seen before it is written; its question is answered; drafts come as a download; all of it without script."""
    home = tmp_path / "releases"
    folder = release(home / "bridge", 25)
    (folder / "media-list.csv").unlink()
    (folder / "kit.yaml").write_text((folder / "kit.yaml").read_text("utf-8").partition("mail:")[0] + "mail:\n  attachments: [text]\n", "utf-8")
    with running(home) as studio, entered(browser, studio, java_script_enabled=False) as page:
        page.locator(".release a").click()
        to(page, "E-mails")
        expect(page.get_by_text("There is no media list yet")).to_be_visible()
        page.get_by_label("Or paste rows of a spreadsheet").fill("E-mail\tName\tLanguage\tStatus\nrana@paper.example\tRana\ten\tA\nomar@radio.example\tOmar\ten\tU\nno address\tX\ten\tA\n")
        page.get_by_role("button", name="See who would get a letter").click()
        expect(page.locator(".tally")).to_have_text("2 people get a letter, 1 row gets none")
        expect(page.get_by_text("1 question will be asked")).to_be_visible()
        assert not (folder / "media-list.csv").exists()
        page.get_by_role("button", name="Use this list").click()
        expect(page.get_by_text("1 question is open. No letter leaves")).to_be_visible()
        to(page, "Questions")
        page.get_by_label("it says who is not to be written to: those with these values").check()
        page.locator(".choice", has_text="those with these values").locator("input[name^=value]").fill("U")
        page.get_by_role("button", name="Answer").click()
        expect(page.get_by_text("Nothing is open.")).to_be_visible()
        to(page, "E-mails")
        expect(page.locator(".tally")).to_have_text("1 person gets a letter, 2 rows get none")
        page.get_by_label("The sender’s address").fill("press@relief.example")
        page.get_by_label("Server (smtp").fill("smtp.relief.example")
        page.get_by_label("User name").fill("press")
        page.get_by_label("Encryption").select_option("tls")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_text("Saved.")).to_be_visible()
        assert "server:\n" in (folder / "kit.yaml").read_text("utf-8") or "server: {" in (folder / "kit.yaml").read_text("utf-8")
        opened(page, "Letters")
        page.get_by_label("One a person of the media list").check()
        page.get_by_role("button", name="Make drafts to download").click()
        with page.expect_download() as waiting:
            page.get_by_role("link", name="Download the drafts").click()
        with zipfile.ZipFile(io.BytesIO(Path(waiting.value.path()).read_bytes())) as archive:
            (name,) = archive.namelist()
            message = message_from_bytes(archive.read(name), EmailMessage, policy=policy.default)
        assert (message["To"], message["X-Unsent"]) == ("Rana <rana@paper.example>", "1")


def test_a_password_is_typed_for_one_server_and_is_nowhere_after(browser: Browser, tmp_path: Path) -> None:
    home = tmp_path / "releases"
    with Sink(features=("AUTH PLAIN",)) as server:
        server.behave = lambda stage, _session: "235 in" if stage == "AUTH" else None
        folder = release(home / "bridge", server.port, **{"media-list.csv": "E-mail,Name,Language\nrana@paper.example,Rana,en\n"})
        (folder / "kit.yaml").write_text((folder / "kit.yaml").read_text("utf-8").replace("security: none", "security: none, user: rana"), "utf-8")
        with running(home) as studio, entered(browser, studio) as page:
            page.locator(".release a").click()
            handed_out(page)
            to(page, "E-mails")
            opened(page, "Plan and send")
            plan(page, 1)
            page.get_by_label("Password of rana").first.fill("open sesame")
            confirm(page, 1)
            expect(page.get_by_role("alert")).to_contain_text("Please say that the mail server is yours.")
            page.wait_for_load_state()
            assert "open sesame" not in page.content()
            assert not server.sessions
            page.get_by_label("is our mail server").first.check()
            page.get_by_label("Password of rana").first.fill("open sesame")
            confirm(page, 1)
            expect(page.locator("main .tally")).to_contain_text("1 taken by the server")
            page.wait_for_load_state()
            assert "open sesame" not in page.content()
        (login,) = (each.split()[2] for each in server.commands if each.startswith("AUTH"))
        assert base64.b64decode(login) == b"\0rana\0open sesame"
        assert set(server.counts().values()) == {1}
    for path in [*tmp_path.rglob("*")]:
        assert not path.is_file() or b"open sesame" not in path.read_bytes(), path


def test_a_release_on_a_phone_in_arabic(browser: Browser, tmp_path: Path) -> None:
    """Story: the whole of a release on a phone's width, in Arabic."""
    home = tmp_path / "releases"
    home.mkdir()
    looks: dict[str, Any] = {"locale": "ar", "viewport": {"width": 375, "height": 812}, "has_touch": True}
    with running(home) as studio, entered(browser, studio, **looks) as page:
        brought_in(page)
        answered(page)
        written(page, home)
        signed(page)
        made(page)
        mailed(page)


TEXT = """\
بيان صحفي

جسر جديد للمشاة في صور

صور، 14 كانون الثاني 2027. افتُتح اليوم جسر المشاة فوق النهر بعد أربع سنوات من العمل. لا درج فيه.

محظور النشر حتى 14 كانون الثاني 2027 الساعة 6 صباحًا

الموقّعون:
جمعية المشي
لجنة النهر

للتواصل: رنا خوري، press@example.org
"""


def fits(page: Page, name: str) -> None:
    """Nothing is cut off or makes one scroll sideways, and the page reads from right to left."""
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.evaluate("document.documentElement.scrollWidth") <= 375, name
    pictured(page, f"phone-ar-{name}")


def part(page: Page, name: str) -> None:
    """Go to a part of the release by its tab, as a thumb does."""
    page.get_by_role("link", name="البيان", exact=True).click()
    way = page.locator(f'.parts a[href$="/{name}"]')
    expect(way).to_be_visible()
    way.click()
    expect(page.locator(f'.parts a[href$="/{name}"]')).to_have_attribute("aria-current", "page")
    page.wait_for_load_state()


def brought_in(page: Page) -> None:
    page.locator('a[href="/new"]').first.click()
    page.locator("textarea[name=text]").fill(TEXT)
    fits(page, "new")
    page.get_by_role("button", name="أدخله").or_(page.locator("main form button.main")).first.click()
    expect(page.locator(".lines")).to_be_visible()
    page.wait_for_load_state()
    fits(page, "arrived")


def answered(page: Page) -> None:
    part(page, "questions")
    expect(page.locator(".question")).not_to_have_count(0)
    while count := page.locator(".question").count():
        card = page.locator(".question").first
        card.get_by_role("radio").first.check()
        fits(page, f"question-{count}")
        card.locator("button.button").click()
        expect(page.locator(".question")).to_have_count(count - 1)
        page.wait_for_load_state()


def written(page: Page, home: Path) -> None:
    part(page, "text")
    fits(page, "text")
    (folder,) = (each for each in home.iterdir() if (each / "kit.yaml").exists())
    text = next(folder.glob("statement.*.md"))
    page.goto(f"{page.url.partition('?')[0]}?plain=1")
    field = page.locator("textarea[name=body]")
    field.fill(field.input_value().replace("لا درج فيه", "لا درج فيه ولا عتبة"))
    page.locator("main form button.main, main form .actions button").first.click()
    expect(page.locator("textarea[name=body]")).to_have_value(field.input_value())
    page.wait_for_load_state()
    assert "ولا عتبة" in text.read_text("utf-8")
    fits(page, "plain")


def signed(page: Page) -> None:
    part(page, "signatories")
    fits(page, "signatories")
    expect(page.locator("main")).to_contain_text("جمعية المشي")


def made(page: Page) -> None:
    part(page, "findings")
    fits(page, "findings")
    part(page, "hand-out")
    page.locator("main form button.main").click()
    expect(page.locator('a[href$="/all.zip"]')).to_be_visible()
    page.wait_for_load_state()
    fits(page, "handed-out")
    with page.expect_download() as waiting:
        page.locator('a[href$="/all.zip"]').click()
    with zipfile.ZipFile(io.BytesIO(Path(waiting.value.path()).read_bytes())) as archive:
        (plain,) = (archive.read(name).decode() for name in archive.namelist() if name.endswith(".txt"))
    assert "ولا عتبة" in " ".join(plain.split())
    assert "لجنة النهر" in plain


def mailed(page: Page) -> None:
    part(page, "emails")
    page.locator("#rows").fill("E-mail\tName\tLanguage\nrana@paper.example\tرنا\tar\n")
    fits(page, "emails")
    page.locator("#bring button").click()
    expect(page.locator(".tally")).to_have_text("شخص واحد يتلقّى رسالة")
    page.locator("main button.main").click()
    expect(page.get_by_text("القائمة مستعملة من الآن.")).to_be_visible()
    page.locator('nav a[href$="/emails-letters"]').click()
    page.locator("button[value=preview]").click()
    expect(page.locator("iframe.letter, main [role=alert]").first).to_be_visible()
    page.wait_for_load_state()
    fits(page, "letters")
