"""Who of the media list gets a message, and a new list in its place: nobody who asked for none is forgotten."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook

import presskit
from presskit.cli import main
from presskit.errors import KitChangedError, RequestError
from presskit.mail.media_list import Omission
from presskit.usecases import media_list
from presskit.usecases.media_list import MediaListReport, MediaListRequest, read_media_list
from presskit.usecases.plan import plan
from presskit.usecases.send import send
from tests.mail_sending.sink import Sink
from tests.usecases.mails import MailKit, mail_kit

MIXED = (
    "E-mail,Name,Language,Unsubscribed\nnew@wire.example,New,de,\nrana@paper.example,Rana,en,oui\nnobody at wire,Bad,en,\n"
    ",Nowhere,en,\nNew@wire.example,Twice,en,\n"
)


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[MailKit]:
    with Sink() as sink:
        yield mail_kit(tmp_path / "kit", sink)


def given(kit: MailKit, text: str, *, write: bool = False, digest: str = "", name: str = "from-excel.csv") -> MediaListReport:
    path = kit.folder.parent / name
    path.write_text(text, "utf-8")
    return read_media_list(MediaListRequest(kit.folder, path, write, digest), world=kit.world)


def contents(kit: MailKit) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in kit.folder.iterdir() if path.is_file()}


def test_each_row_is_a_recipient_or_says_why_it_is_none(kit: MailKit) -> None:
    before = contents(kit)
    report = given(kit, MIXED)
    assert [(each.address, each.language) for each in report.recipients] == [("new@wire.example", "en")]
    assert [(each.text, each.span.line, each.reason, each.grounds) for each in report.omitted] == [
        ("rana@paper.example", 3, Omission.OPT_OUT, ("Unsubscribed: oui",)),
        ("nobody at wire", 4, Omission.BAD_ADDRESS, ()),
        ("Nowhere | en", 5, Omission.NO_ADDRESS, ()),
        ("New@wire.example", 6, Omission.DUPLICATE, ()),
    ]
    assert (report.new, report.gone) == (("new@wire.example",), ("rana@paper.example", "omar@radio.example", "lina@tv.example"))
    assert "media-list-language-not-written" in {each.code for each in report.findings}
    assert contents(kit) == before


def test_who_was_not_to_be_written_to_stays_so_under_a_new_list(kit: MailKit) -> None:
    given(kit, MIXED, write=True)
    report = given(kit, "E-mail,Name,Language\nrana@paper.example,Rana,en\nomar@radio.example,Omar,en\n", write=True)
    assert [each.address for each in report.recipients] == ["omar@radio.example"]
    assert [(each.text, each.grounds) for each in report.omitted] == [("rana@paper.example", ("suppressed.txt",))]
    assert [each.recipient.address for each in plan(kit.request(), world=kit.world).messages] == ["omar@radio.example"]
    lines = (kit.folder / "suppressed.txt").read_text("utf-8").splitlines()
    assert lines[1:] == ["rana@paper.example"]
    again = given(kit, "E-mail,Name,Language\nomar@radio.example,Omar,en\n", write=True)
    assert (kit.folder / "suppressed.txt").read_text("utf-8").splitlines() == lines
    assert not [path for path in again.changed if path.name == "suppressed.txt"]


@pytest.mark.parametrize("start", [b"# ours\nlina@tv.example", "﻿lina@tv.example\n".encode(), "lina@tv.example\n".encode("utf-16")])
def test_suppressed_txt_keeps_what_it_says(kit: MailKit, start: bytes) -> None:
    (kit.folder / "suppressed.txt").write_bytes(start)
    given(kit, MIXED, write=True)
    report = given(kit, "E-mail,Language\nrana@paper.example,en\nlina@tv.example,en\nomar@radio.example,en\n", write=True)
    assert [each.address for each in report.recipients] == ["omar@radio.example"]


def test_the_former_list_comes_back_by_undo(kit: MailKit) -> None:
    before = contents(kit)
    workbook, stream = Workbook(), io.BytesIO()
    for row in (("E-mail", "Language"), ("omar@radio.example", "en")):
        workbook.active.append(row)
    workbook.save(stream)
    path = kit.folder.parent / "list.xlsx"
    path.write_bytes(stream.getvalue())
    report = read_media_list(MediaListRequest(kit.folder, path, write=True), world=kit.world)
    assert (report.name, len(report.recipients)) == ("media-list.xlsx", 1)
    assert not (kit.folder / "media-list.csv").exists()
    presskit.undo(kit.folder)
    assert contents(kit) == before


def test_what_is_open_is_asked_and_not_forgotten(kit: MailKit) -> None:
    doubtful = "E-mail,Language,Status\nrana@paper.example,en,A\nomar@radio.example,en,U\n"
    assert given(kit, doubtful).questions
    assert not (kit.folder / "questions.yaml").exists()
    report = given(kit, doubtful, write=True)
    assert not report.usable
    (question,) = presskit.questions(kit.folder).open
    assert question.id == report.questions[0].id
    with pytest.raises(RequestError, match="leaves open"):
        given(kit, "E-mail,Language\nrana@paper.example,en\n", write=True)
    presskit.answer(presskit.AnswerRequest(kit.folder, question.id, "these", "U"))
    assert [each.address for each in read_media_list(kit.folder).recipients] == ["rana@paper.example"]
    after = given(kit, "E-mail,Language\nrana@paper.example,en\nomar@radio.example,en\n", write=True)
    assert [each.address for each in after.recipients] == ["rana@paper.example"]


def test_what_nobody_could_be_written_to_by_is_not_written(kit: MailKit) -> None:
    before = contents(kit)
    for text in ("", "Name,Language\nRana,en\n", "\0\1\2"):
        with pytest.raises(RequestError):
            given(kit, text, write=True)
    with pytest.raises(RequestError):
        read_media_list(MediaListRequest(kit.folder, kit.folder / "none.csv"))
    with pytest.raises(RequestError):
        read_media_list(MediaListRequest(kit.folder, write=True))
    assert contents(kit) == before


def test_a_list_that_was_changed_meanwhile_is_not_replaced(kit: MailKit) -> None:
    digest = read_media_list(kit.folder).digest
    (kit.folder / "media-list.csv").write_text("E-mail,Language\nother@wire.example,en\n", "utf-8")
    for write in (False, True):
        with pytest.raises(KitChangedError):
            given(kit, "E-mail,Language\nomar@radio.example,en\n", write=write, digest=digest)
    assert b"other@" in (kit.folder / "media-list.csv").read_bytes()


def test_a_list_that_leads_out_of_the_kit_is_refused(kit: MailKit) -> None:
    (kit.folder / "media-list.csv").unlink()
    (kit.folder.parent / "secret.csv").write_text("E-mail,Language\nsecret@wire.example,en\n", "utf-8")
    (kit.folder / "media-list.csv").symlink_to(kit.folder.parent / "secret.csv")
    with pytest.raises(RequestError):
        read_media_list(kit.folder)


def test_a_plan_is_carried_out_as_it_was_shown_or_not_at_all(kit: MailKit) -> None:
    shown = plan(kit.request(), world=kit.world)
    assert (shown.confirmed, len(shown.digest)) == (True, 64)
    kit.change("media-list.csv", "omar@radio.example,Omar", "omar@radio.example,Omar B.")
    with pytest.raises(KitChangedError):
        send(kit.request(digest=shown.digest), world=kit.world)
    assert not kit.sink.arrived
    now = plan(kit.request(), world=kit.world)
    assert send(kit.request(digest=now.digest), world=kit.world).complete
    with pytest.raises(KitChangedError):
        send(kit.request(digest=now.digest), world=kit.world)
    assert set(kit.sink.counts().values()) == {1}


def test_a_preview_holds_the_message_in_its_parts(kit: MailKit) -> None:
    request = presskit.DraftRequest(kit.folder, kit.folder / "out", preview=True, out=kit.folder.parent / "drafts", media_list=kit.folder / "media-list.csv")
    (message,) = presskit.draft(request, world=kit.world).messages
    assert (message.language, message.subject, message.to) == ("en", "Press release: A bridge opens to ambulances", "Rana <rana@paper.example>")
    assert message.sender == "Example Relief <press@relief.example>"
    assert [name for name, size in message.attachments if size > 0] == ["bridge-en.txt"]
    assert "Dear Rana," in message.text
    assert "Dear Rana," in message.html
    assert message.bytes > len(message.text)


def test_a_number_is_written_as_one(kit: MailKit) -> None:
    edits = (presskit.ChangeEntry("mail.server", {"port": "2525"}), presskit.ChangeEntry("", {"version": "2"}))
    presskit.edit_entries(presskit.EditEntriesRequest(kit.folder, "kit.yaml", edits))
    assert "port: 2525" in (kit.folder / "kit.yaml").read_text("utf-8")
    assert "\nversion: 2\n" in (kit.folder / "kit.yaml").read_text("utf-8")
    with pytest.raises(RequestError, match="whole number"):
        presskit.edit_entries(presskit.EditEntriesRequest(kit.folder, "kit.yaml", (presskit.ChangeEntry("mail.server", {"port": "many"}),)))


def test_the_command_shows_the_list_and_takes_another(kit: MailKit, capsys: pytest.CaptureFixture[str]) -> None:
    (kit.folder.parent / "new.csv").write_text(MIXED, "utf-8")
    assert main(["mail", "list", str(kit.folder), "--list", str(kit.folder.parent / "new.csv")]) == 0
    out = capsys.readouterr().out
    assert "1 get a message (1 en), 4 rows get none" in out
    assert "row 3: rana@paper.example  opt-out (Unsubscribed: oui)" in out
    assert "1 new, 3 gone" in out
    assert main(["mail", "list", str(kit.folder), "--list", str(kit.folder.parent / "new.csv"), "--write", "--json"]) == 0
    plain = json.loads(capsys.readouterr().out)
    assert [each["address"] for each in plain["recipients"]] == ["new@wire.example"]
    assert [Path(each).name for each in plain["written"]] == ["media-list.csv"]
    assert main(["mail", "send", str(kit.folder), "--build", str(kit.folder / "out"), "--plan", "0" * 64, "--yes"]) == 2
    assert "not the one that was shown" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["media-list.csv", "suppressed.txt"])
def test_what_an_editor_saves_while_a_list_is_replaced_is_not_overwritten(
    kit: MailKit, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    given(kit, MIXED, write=True)
    saved = contents(kit).get(name, b"") + b"asked@us.example\n"

    def saving(*_: object) -> None:
        (kit.folder / name).write_bytes(saved)

    monkeypatch.setattr(media_list, "_refuse_loss", saving)
    with pytest.raises(KitChangedError, match=name):
        given(kit, "E-mail\nomar@radio.example\n", write=True)
    assert (kit.folder / name).read_bytes() == saved
