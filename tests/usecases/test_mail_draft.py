"""draft as a program calls it: what is written, what is asked, what is not understood."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from presskit.errors import CancelledError, KitBusyError, RequestError
from presskit.store.locking import changing
from presskit.usecases.draft import DraftRequest, draft
from presskit.usecases.world import Cancellation
from tests.mail_sending.sink import Sink
from tests.usecases.mails import MailKit, counted_reads, mail_kit

ASKED = "E-mail,Name,Language,Mailing\nrana@paper.example,Rana,en,x\nomar@radio.example,Omar,en,\n"


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[MailKit]:
    with Sink() as sink:
        yield mail_kit(tmp_path / "kit", sink)


def request(kit: MailKit, **options: object) -> DraftRequest:
    places = {"build": kit.folder / "out", "out": kit.folder.parent / "drafts"}
    return DraftRequest(kit.folder, **{**places, **options})  # type: ignore[arg-type]


def test_a_draft_for_each_recipient_is_addressed_and_unsent(kit: MailKit) -> None:
    report = draft(request(kit, per_recipient=True), world=kit.world)
    assert report.ready
    assert report.count == len(report.files) == 3
    message = message_from_bytes(report.files[0].read_bytes(), policy=policy.default)
    assert (message["X-Unsent"], message["To"]) == ("1", "Rana <rana@paper.example>")


def test_the_kit_is_read_once_for_a_draft(kit: MailKit, monkeypatch: pytest.MonkeyPatch) -> None:
    reads = counted_reads(monkeypatch)
    assert draft(request(kit), world=kit.world).ready
    assert reads == ["load", "read"]


def test_a_preview_is_a_page_and_a_text(kit: MailKit) -> None:
    report = draft(request(kit, preview=True), world=kit.world)
    assert [path.name for path in report.files] == ["preview-en.html"]
    assert "Subject: Press release: A bridge opens to ambulances" in report.texts[0]


def test_what_a_column_means_is_a_question_of_the_report_and_of_the_kit(kit: MailKit) -> None:
    (kit.folder / "media-list.csv").write_text(ASKED, "utf-8")
    report = draft(request(kit, per_recipient=True), world=kit.world)
    assert not report.ready
    assert [each.code for each in report.findings if each.severity == "error"] == ["media-list-opt-out"]
    (question,) = report.questions
    assert question.id in (kit.folder / "questions.yaml").read_text("utf-8")


def test_a_kit_that_another_process_is_changing_is_not_asked_anything(kit: MailKit) -> None:
    (kit.folder / "media-list.csv").write_text(ASKED, "utf-8")
    with changing(kit.folder), pytest.raises(KitBusyError):
        draft(request(kit, per_recipient=True), world=kit.world)
    assert not (kit.folder / "questions.yaml").exists()


def test_a_list_under_its_old_name_is_read_with_a_note_and_its_answers_hold(kit: MailKit) -> None:
    (kit.folder / "media-list.csv").unlink()
    (kit.folder / "press-list.csv").write_text(ASKED, "utf-8")
    report = draft(request(kit, per_recipient=True), world=kit.world)
    assert "media-list-old-name" in [each.code for each in report.findings]
    questions = (kit.folder / "questions.yaml").read_text("utf-8")
    answered = questions.rstrip() + "\n    answer: {choice: nothing, by: Rana, when: '2026-03-01T12:00:00Z'}\n"
    (kit.folder / "questions.yaml").write_text(answered, "utf-8")
    assert draft(request(kit, per_recipient=True), world=kit.world).count == 2
    (kit.folder / "press-list.csv").rename(kit.folder / "media-list.csv")
    report = draft(request(kit, per_recipient=True), world=kit.world)
    assert report.count == 2
    assert "media-list-old-name" not in [each.code for each in report.findings]


def test_cancelled_it_leaves_nothing_half_written(kit: MailKit) -> None:
    cancel = Cancellation()
    cancel.cancel()
    with pytest.raises(CancelledError):
        draft(request(kit), world=kit.world, cancel=cancel)
    assert not (kit.folder.parent / "drafts").exists()


def test_a_list_that_is_not_there_is_said(kit: MailKit) -> None:
    with pytest.raises(RequestError, match="there is no media list"):
        draft(request(kit, media_list=kit.folder / "none.csv"), world=kit.world)
    (kit.folder / "media-list.csv").unlink()
    with pytest.raises(RequestError, match=r"has no media-list\.csv"):
        draft(request(kit, per_recipient=True), world=kit.world)


@pytest.mark.parametrize("stop", [KeyboardInterrupt, RequestError("the disk is full"), CancelledError("cancelled")])
def test_who_stops_is_told_which_drafts_are_there(kit: MailKit, monkeypatch: pytest.MonkeyPatch, stop: type[BaseException]) -> None:
    written: list[str] = []

    def write(folder: Path, files: dict[str, bytes], **_: object) -> list[Path]:
        if written:
            raise stop
        written.extend(files)
        return [folder / name for name in files]

    monkeypatch.setattr("presskit.usecases.draft.write", write)
    monkeypatch.setattr("presskit.usecases.draft.BATCH", 2)
    with pytest.raises(BaseException, match=r"2 drafts are in «.*drafts» already, the others are not") as caught:
        draft(request(kit, per_recipient=True), world=kit.world)
    assert isinstance(caught.value, stop if isinstance(stop, type) else type(stop))
