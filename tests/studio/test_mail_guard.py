"""E-mails as plain forms: what strangers send is refused or stays words, a letter leaves once, and to the server that is named."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

import presskit
from presskit.limits import STUDIO_UPLOAD_BYTES
from presskit.mail.credentials import HOST, PASSWORD, USER, Login, find_login
from presskit.mail.drafts import IMAP_HOST, IMAP_PASSWORD, ImapError, account_of, account_password
from presskit.mail.ledger import State
from presskit.studio.mailing import account_world, server_world
from presskit.studio.screens.text import FRAME_POLICY
from presskit.studio.sessions import Session as StudioSession
from presskit.usecases.mail_access import ServerIdentity
from presskit.usecases.world import World
from tests.mail_sending.sink import DROP, Session, Sink
from tests.studio.serving import Answer, Running, Visitor, running
from tests.studio.test_guard import another
from tests.studio.test_lists_guard import HOSTILE, inert
from tests.studio.test_mail_stories import PEOPLE, release

PAGES = ("emails", "emails-letters", "emails-send", "emails-sent")
LIST = "E-mail,Name,Language\nrana@paper.example,Rana,en\nomar@radio.example,Omar,en\n"


@pytest.fixture(scope="module")
def sink() -> Iterator[Sink]:
    with Sink() as made:
        yield made


@dataclass(frozen=True)
class Own:
    """A release of a test's own, under a name that no other test used: the studio remembers what was worked on."""

    way: str
    folder: Path

    def contents(self) -> dict[str, bytes]:
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in sorted(self.folder.rglob("*")) if path.is_file()}


@pytest.fixture
def own(visitor: Visitor, folder: Path, sink: Sink, request: pytest.FixtureRequest) -> Iterator[Own]:
    """A release with two people on its list."""
    sink.arrived.clear()
    before = set(visitor.releases())
    name = "own-" + re.sub(r"[^a-z0-9]+", "-", request.node.name.lower())[-40:].strip("-")
    release(folder / name, sink.port, **{"media-list.csv": LIST})
    kit = folder / name / "kit.yaml"
    kit.write_text(kit.read_text("utf-8").replace("id: bridge", f"id: {name}"), "utf-8")
    (way,) = set(visitor.releases()) - before
    yield Own(way, folder / name)
    shutil.rmtree(folder / name)


def ended(visitor: Visitor, way: str) -> Answer:
    """The page when nothing is worked on any more: the stream of steps ends with the work."""
    while b"data-steps" in (answer := visitor.get(way)).body:
        visitor.get(way.rpartition("/")[0] + ("/hand-out/steps" if way.endswith("hand-out") else "/emails/steps"))
    return answer


def planned(visitor: Visitor, own: Own) -> tuple[Answer, dict[str, str]]:
    """Make the files and the plan; return its page, and the form that confirms it."""
    visitor.submit(visitor.get(f"{own.way}hand-out"), f"{own.way}hand-out")
    ended(visitor, f"{own.way}hand-out")
    visitor.submit(visitor.get(f"{own.way}emails-send"), f"{own.way}emails-send", do="plan")
    answer = ended(visitor, f"{own.way}emails-send")
    (digest,) = answer.page.xpath("//input[@name='digest']/@value")
    return answer, {"key": answer.key, "do": "send", "digest": str(digest), "number": "2"}


def state(page: Answer, path: str) -> str:
    """The state that the form of a page carries which is sent to a path."""
    return str(page.page.xpath(f"//main//form[contains(@action, '{path}')]//input[@name='state']/@value")[-1])


def save(visitor: Visitor, own: Own, **fields: str) -> Answer:
    """Write down whom letters are from."""
    page = visitor.get(f"{own.way}emails")
    return visitor.post(f"{own.way}emails", {"key": page.key, "state": state(page, "/emails"), "do": "save", "c:attachments": "", "c:attachments:text": "on", **fields})


FORMS = {
    "emails": {"do": "save", "v:from": "x@example.org", "v:server.host": "127.0.0.1"}, "emails/list": {"do": "write", "text": LIST.replace("Rana", "R.")},
    "emails-letters": {"do": "drafts", "per": "recipient"}, "emails-send": {"do": "plan"}, "emails-sent": {"decision": "sent", "reason": "x", "group": "review"},
}  # fmt: skip


@pytest.mark.parametrize("path", FORMS)
def test_who_has_no_right_changes_and_sends_nothing(studio: Running, visitor: Visitor, own: Own, folder: Path, path: str) -> None:
    before, way, form = own.contents(), own.way + path, {"key": visitor.get(f"{own.way}emails").key, **FORMS[path]}
    assert Visitor(studio.port).post(way, form).status == 403
    assert visitor.post(way, form, Origin="http://evil.example").status == 403
    assert visitor.post(way, form, Sec_Fetch_Site="cross-site").status == 403
    assert visitor.post(way, form, Host="evil.example").status in {400, 421}
    assert visitor.post(way, form, Content_Type="application/json").status == 415
    assert visitor.post(way, {**form, "key": "x"}).status == 403
    assert visitor.send("POST", way, b"", Content_Length=str(STUDIO_UPLOAD_BYTES + 1)).status == 413
    if path.partition("/")[0] == "emails":
        assert visitor.post(way, {**form, "state": "0" * 64}).status == 412
    assert own.contents() == before
    assert not [*folder.rglob("*-drafts.zip")]


@pytest.mark.parametrize("path", [*PAGES, "emails-letters/en", "emails-letters/drafts.zip", "emails-sent/letters.csv", "emails/steps"])
def test_who_was_not_let_in_sees_nobody_of_the_list(studio: Running, own: Own, path: str) -> None:
    answer = Visitor(studio.port).get(own.way + path)
    assert answer.status == 403
    assert "paper.example" not in answer.text


def test_words_of_strangers_stay_words(visitor: Visitor, own: Own, folder: Path) -> None:
    quoted = '"' + HOSTILE.replace('"', '""') + '"'
    hostile = f"E-mail,Name,Outlet,Language,Groups,Bounced\nrana@paper.example,{quoted},{quoted},en,{quoted},\n{quoted},X,,en,,\nomar@radio.example,{quoted},,en,,{quoted}\n"
    compared = visitor.submit(visitor.get(f"{own.way}emails"), f"{own.way}emails/list", text=hostile)
    assert visitor.submit(compared, f"{own.way}emails/list", text=hostile, do="write").status == 303
    named = save(visitor, own, **{"v:name.en": HOSTILE, "v:from": "press@relief.example", "v:server.host": HOSTILE, "v:server.user": HOSTILE})
    assert named.status == 303
    visitor.submit(visitor.get(f"{own.way}emails-letters"), f"{own.way}emails-letters", do="preview")
    shown = ended(visitor, f"{own.way}emails-letters")
    visitor.submit(visitor.get(f"{own.way}emails-send"), f"{own.way}emails-send", do="plan", reason=HOSTILE)
    plan = ended(visitor, f"{own.way}emails-send")
    refused = [
        visitor.submit(plan, f"{own.way}emails-send", do=HOSTILE), visitor.submit(plan, f"{own.way}emails-send", do="send", digest=HOSTILE, number=HOSTILE),
        visitor.submit(plan, f"{own.way}emails-letters", do="account", account=HOSTILE, password=HOSTILE), visitor.submit(plan, f"{own.way}emails-letters", do=HOSTILE),
        visitor.submit(plan, f"{own.way}emails-sent", decision=HOSTILE, address=HOSTILE, reason=HOSTILE), visitor.submit(plan, f"{own.way}emails-sent", decision="sent", address=HOSTILE, reason=HOSTILE),
    ]  # fmt: skip
    assert {each.status for each in refused} <= {303, 422}
    queries = [visitor.get(f"{own.way}{each}?done=%22%3E%3Cscript%3E&language=%22%3E%3Cscript%3E&width=%3Cscript%3E") for each in PAGES]
    for each in (compared, shown, plan, *refused, *queries, visitor.get(f"{own.way}history")):
        inert(each)
    assert "{{7*7}}" in compared.words()


def test_a_letter_is_shown_in_a_frame_in_which_nothing_runs(visitor: Visitor, own: Own, folder: Path) -> None:
    text = own.folder / "statement.en.md"
    text.write_text(text.read_text("utf-8").replace("The bridge", "<script>alert(1)</script> [a link](https://evil.example/) The bridge"), "utf-8")
    visitor.submit(visitor.get(f"{own.way}emails-letters"), f"{own.way}emails-letters", do="preview")
    page = ended(visitor, f"{own.way}emails-letters")
    (frame,) = page.page.xpath("//main//iframe")
    assert (frame.get("sandbox"), frame.get("srcdoc")) == ("", None)
    letter = visitor.get(frame.get("src"))
    assert letter.headers["content-security-policy"] == FRAME_POLICY
    assert "sandbox" in FRAME_POLICY
    assert "default-src 'none'" in FRAME_POLICY
    assert not letter.page.xpath("//script | //img | //link | //iframe | //@onload")
    assert visitor.get(f"{own.way}emails-letters/zz").status == 404
    assert visitor.get(f"{own.way}emails-letters/..%2f..%2fkit.yaml").status == 404


def test_no_name_or_title_adds_a_header(visitor: Visitor, own: Own, folder: Path, sink: Sink) -> None:
    evil = "Rana\r\nBcc: evil@evil.example\r\n\r\nNew body"
    text = f'E-mail,Name,Language\nrana@paper.example,"{evil}",en\nomar@radio.example,Omar,en\n'
    compared = visitor.submit(visitor.get(f"{own.way}emails"), f"{own.way}emails/list", text=text)
    assert visitor.submit(compared, f"{own.way}emails/list", text=text, do="write").status == 303
    fields = {"v:name.en": evil, "v:from": "press@relief.example", "v:reply_to": "desk@relief.example\r\nBcc: evil@evil.example"}
    server = {"v:server.host": "127.0.0.1", "v:server.port": str(sink.port), "v:server.security": "none", "v:server.user": ""}
    named = save(visitor, own, **fields, **server)
    assert named.status in {303, 422}
    if named.status == 303:  # the break became a space: no address
        assert "\nBcc" not in (own.folder / "kit.yaml").read_text("utf-8")
    save(visitor, own, **{**fields, "v:reply_to": ""}, **server)
    _, form = planned(visitor, own)
    assert visitor.post(f"{own.way}emails-send", form).status == 303
    ended(visitor, f"{own.way}emails-send")
    assert sorted(sink.counts()) == ["omar@radio.example", "rana@paper.example"]
    for each in sink.arrived:
        message = message_from_bytes(each.data, EmailMessage, policy=policy.default)
        assert message["Bcc"] is None
        assert message["Subject"] == "Press release: A bridge opens to ambulances"
        assert not any(line.lower().startswith(b"bcc") for line in each.data.splitlines())


def test_a_plan_is_sent_once_however_often_it_is_confirmed(visitor: Visitor, own: Own, folder: Path, sink: Sink) -> None:
    page, form = planned(visitor, own)
    for wrong in ({"number": ""}, {"number": "1"}, {"number": "2.0"}, {"number": "-2"}, {"digest": "0" * 64}):
        assert visitor.post(f"{own.way}emails-send", {**form, **wrong}).status == 422
    assert not sink.arrived
    window = another(visitor)  # it shows the same plan, and confirms it, too
    theirs = {**form, "key": window.get(f"{own.way}emails-send").key}
    answers = [visitor.post(f"{own.way}emails-send", form), visitor.post(f"{own.way}emails-send", form), window.post(f"{own.way}emails-send", theirs)]
    assert {each.status for each in answers} == {303}
    ended(visitor, f"{own.way}emails-send")
    assert visitor.post(f"{own.way}emails-send", form).status == 303
    assert "2 taken by the server" in ended(visitor, f"{own.way}emails-send").words()
    assert (len(sink.arrived), set(sink.counts().values())) == (2, {1})
    assert page.status == 200


def test_a_plan_that_is_another_one_by_now_sends_nothing(visitor: Visitor, own: Own, folder: Path, sink: Sink) -> None:
    _, form = planned(visitor, own)
    (own.folder / "media-list.csv").write_text(LIST.replace("omar@radio", "other@radio"), "utf-8")
    assert visitor.post(f"{own.way}emails-send", form).status == 303
    assert "not the one that was shown" in ended(visitor, f"{own.way}emails-send").words()
    assert not sink.arrived


def test_a_server_that_is_killed_while_sending_leaves_a_true_record(tmp_path: Path) -> None:
    """Taken and not answered when the studio dies: unknown. Everybody else gets one letter when it is planned again."""
    home, held = tmp_path / "releases", threading.Event()
    with Sink() as sink:
        made = release(home / "bridge", sink.port)

        def hold(stage: str, session: Session) -> str | None:
            if stage == "after" and session.address == PEOPLE[1]:
                held.set()
                threading.Event().wait(600)  # the connection ends with the studio, and this thread with the tests
            return None

        sink.behave = hold
        with running(home) as studio:
            visitor = Visitor(studio.port)
            visitor.enter(studio.token)
            own = Own(visitor.releases()[0], made)
            _, form = planned(visitor, own)
            assert visitor.post(f"{own.way}emails-send", {**form, "number": "6"}).status == 303
            assert held.wait(300)
            studio.process.kill()
            studio.process.wait()
        sink.behave = lambda _stage, _session: None
        with running(home) as studio:
            visitor = Visitor(studio.port)
            visitor.enter(studio.token)
            page = visitor.get(f"{own.way}emails-sent")
            assert "unknown" in page.words()
            assert f"Decide {PEOPLE[1]}" in page.words()
            visitor.submit(visitor.get(f"{own.way}emails-send"), f"{own.way}emails-send", do="plan")
            ended(visitor, f"{own.way}emails-send")
            after = visitor.get(f"{own.way}emails-send")
            if digests := after.page.xpath("//input[@name='digest']/@value"):
                left = len(after.page.xpath("//section[@class='plan']//tbody/tr"))
                assert visitor.post(f"{own.way}emails-send", {"key": after.key, "do": "send", "digest": str(digests[0]), "number": str(left)}).status == 303
                ended(visitor, f"{own.way}emails-send")
            unknown = {each.address for each in presskit.mail_status(made).entries if each.state in {State.REVIEW, State.INFLIGHT}}
            assert PEOPLE[1] in unknown
            assert set(sink.counts().values()) == {1}
            assert {*PEOPLE} - set(sink.counts()) <= unknown
            decided = visitor.submit(page, f"{own.way}emails-sent", decision="sent", address=PEOPLE[1], reason="he has it")
            assert decided.status == 303


def test_a_letter_of_which_nobody_knows_is_decided_by_choosing(visitor: Visitor, own: Own, folder: Path, sink: Sink) -> None:
    sink.behave = lambda stage, session: DROP if stage == "after" and session.address.startswith("omar") else None
    try:
        _, form = planned(visitor, own)
        visitor.post(f"{own.way}emails-send", form)
        assert "1 unknown" in ended(visitor, f"{own.way}emails-send").words()
    finally:
        sink.behave = lambda _stage, _session: None
    page = visitor.get(f"{own.way}emails-sent")
    assert visitor.submit(page, f"{own.way}emails-sent", decision="sent", address="omar@radio.example").status == 422
    assert visitor.submit(page, f"{own.way}emails-sent", decision="again", address="nobody@radio.example", reason="x").status == 422
    assert visitor.submit(page, f"{own.way}emails-sent", decision="leave", address="omar@radio.example", reason="by telephone").status == 303
    states = {each.address: each.state for each in presskit.mail_status(own.folder).entries}
    assert states == {"rana@paper.example": State.SENT, "omar@radio.example": State.CANCELLED}
    table = visitor.get(f"{own.way}emails-sent/letters.csv")
    assert (table.status, table.headers["content-type"]) == (200, "text/csv; charset=utf-8")


def test_a_password_goes_to_a_server_that_somebody_named_and_nowhere_else(visitor: Visitor, own: Own, folder: Path, sink: Sink) -> None:
    """A release from elsewhere names the server: without a word of its user nothing connects to it, password or not."""
    kit = own.folder / "kit.yaml"
    kit.write_text(kit.read_text("utf-8").replace("security: none", "security: none, user: press"), "utf-8")
    before = sink.sessions
    page, form = planned(visitor, own)
    answer = visitor.post(f"{own.way}emails-send", {**form, "password": "open sesame"})
    assert answer.status == 422
    assert "mail server is yours" in answer.words()
    for each in (answer, page, visitor.get(f"{own.way}emails-send")):
        assert "open sesame" not in each.text
    other = visitor.post(f"{own.way}emails-send", {**form, "password": "open sesame", "server": "smtp.other.example:587"})
    assert other.status == 422
    test = visitor.post(f"{own.way}emails-send", {"key": form["key"], "do": "test", "address": "me@relief.example", "password": "open sesame"})
    assert test.status == 422
    assert sink.sessions == before
    assert not [path for path in folder.parent.rglob("*") if path.is_file() and b"open sesame" in path.read_bytes()]


FILES = {"a.xlsx": b"PK\x03\x04broken", "b.csv": b"\xff\xfe\x00", "../../evil.csv": b"", "c.exe": b"MZ\x90\x00", "d.csv": b"Name\nRana\n", "e.xlsx": b"\0" * 5000}


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_list_is_refused_in_words(visitor: Visitor, own: Own, folder: Path, name: str) -> None:
    before = own.contents()
    for do in ("", "write"):
        page = visitor.get(f"{own.way}emails")
        answer = visitor.upload(page, {name: FILES[name]}, f"{own.way}emails/list", state=state(page, "/list"), do=do)
        assert answer.status in {200, 422}, answer.words()
        assert "Traceback" not in answer.text
        inert(answer)
    assert own.contents() == before


def test_a_password_is_bound_to_its_server_and_its_session() -> None:
    session, others = StudioSession("key", 0, 0), StudioSession("key", 0, 0)
    here, there = ServerIdentity("smtp.a.example", 587, "press"), ServerIdentity("smtp.b.example", 587, "press")
    world = server_world(World({"HOME": "/nowhere"}), session, here, "open sesame")
    assert {name: world.environment[name] for name in (PASSWORD, HOST, USER)} == {PASSWORD: "open sesame", HOST: "smtp.a.example:587", USER: "press"}
    assert find_login(world.environment, "smtp.a.example", 587, "press") == Login("press", "open sesame")
    with pytest.raises(LookupError):
        find_login(world.environment, "smtp.b.example", 587, "press")
    for kept, server in ((session, there), (others, here), (session, ServerIdentity("smtp.a.example", 587, "other"))):
        assert PASSWORD not in server_world(World({}), kept, server).environment
    assert PASSWORD in server_world(World({}), session, here).environment
    drafts = account_world(World({}), session, "imaps://press@mail.a.example", "open barley")
    assert (drafts.environment[IMAP_PASSWORD], drafts.environment[IMAP_HOST]) == ("open barley", "mail.a.example:993")
    assert account_password(account_of("imaps://press@mail.a.example/Drafts"), drafts.environment) == "open barley"
    with pytest.raises(ImapError):
        account_password(account_of("imaps://press@mail.b.example"), drafts.environment)
    assert IMAP_PASSWORD not in account_world(World({}), session, "imaps://press@mail.b.example").environment
    assert "open" not in f"{session!r} {world!r} {drafts!r}"
