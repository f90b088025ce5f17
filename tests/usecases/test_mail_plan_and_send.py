"""plan and send as a program calls them, against a server on this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from presskit.errors import CancelledError, RequestError
from presskit.mail.audience import RecipientFilter
from presskit.mail.ledger import State
from presskit.mail.send_guards import Guard
from presskit.usecases.mail_access import ServerIdentity
from presskit.usecases.mail_status import mail_status
from presskit.usecases.mail_test import MailTestRequest, mail_test
from presskit.usecases.plan import plan
from presskit.usecases.resolve import Decision, Group, ResolveRequest, resolve
from presskit.usecases.send import SendStep, send
from presskit.usecases.world import Cancellation, Step
from tests.mail_sending.sink import DROP, Sink
from tests.usecases.mails import MailKit, counted_reads, mail_kit

EMBARGO = "embargo: {until: 2026-03-02 14:00, zone: Europe/Zurich}\nmail:\n"


@pytest.fixture
def sink() -> Iterator[Sink]:
    with Sink(features=("AUTH PLAIN",)) as running:
        yield running


@pytest.fixture
def kit(tmp_path: Path, sink: Sink) -> MailKit:
    return mail_kit(tmp_path / "kit", sink)


def test_a_plan_says_who_gets_what_and_sends_nothing(kit: MailKit) -> None:
    report = plan(kit.request(recipients=RecipientFilter(groups=("trusted",))), world=kit.world)
    assert report.may_be_sent
    assert [(each.recipient.address, each.kind) for each in report.messages] == [("rana@paper.example", "news")]
    assert report.messages[0].bytes > 500
    assert report.subjects == ("en: Press release: A bridge opens to ambulances",)
    assert report.server == ServerIdentity("127.0.0.1", kit.sink.port)
    assert (report.release, report.version, report.blocked) == ("bridge", 1, ())
    assert not kit.sink.sessions
    assert not (kit.folder / "mail").exists()


def test_a_bare_path_stands_for_a_request(kit: MailKit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(kit.folder)
    report = plan(str(kit.folder), world=kit.world)
    assert len(report.messages) == 3
    assert [each.guard for each in report.blocking] == [Guard.BUILD]


def test_everybody_gets_it_once_and_the_caller_is_told_how_far_it_is(kit: MailKit) -> None:
    steps: list[Step] = []
    report = send(kit.request(), world=kit.world, progress=steps.append)
    assert report.sent
    assert report.complete
    assert report.counts[State.SENT] == 3
    assert sorted(each.address for each in report.entries) == sorted(kit.sink.counts())
    assert next(each.total for each in steps if isinstance(each, SendStep)) == 3
    again = send(kit.request(), world=kit.world)
    assert not again.sent
    assert again.plan.messages == ()
    assert len(kit.sink.arrived) == 3
    assert mail_status(kit.folder).complete


def test_the_kit_is_read_once_in_a_sending(kit: MailKit, monkeypatch: pytest.MonkeyPatch) -> None:
    reads = counted_reads(monkeypatch)
    assert send(kit.request(), world=kit.world).complete
    assert reads == ["load", "read"]


def test_a_guard_that_blocks_keeps_all_from_being_sent_unless_it_is_overridden(kit: MailKit) -> None:
    kit.change("kit.yaml", "mail:\n", EMBARGO)
    kit.build()
    early = replace(kit.world, clock=lambda: datetime(2026, 3, 1, tzinfo=UTC))
    report = send(kit.request(), world=early)
    assert [each.guard for each in report.plan.blocking] == [Guard.EMBARGO]
    assert not report.sent
    assert not kit.sink.sessions
    with pytest.raises(RequestError, match="with a reason"):
        send(kit.request(override=("embargo",)), world=early)
    with pytest.raises(RequestError, match="no guard «luck»"):
        plan(kit.request(override=("luck",), reason="x"), world=early)
    assert send(kit.request(override=("embargo",), reason="agreed in writing"), world=early).complete
    ((version, override),) = mail_status(kit.folder).overrides
    assert (version, override.guard, override.reason) == (1, "embargo", "agreed in writing")
    assert kit.sink.arrived[0].data.count(b"Date: Sun, 01 Mar 2026 00:00:00 +0000") == 1


def test_what_is_sent_pretends_no_date(kit: MailKit) -> None:
    kit.change("kit.yaml", "mail:\n", EMBARGO)
    kit.build()
    pretended = {**kit.world.environment, "SOURCE_DATE_EPOCH": "1900000000"}
    early = replace(kit.world, environment=pretended, clock=lambda: datetime(2026, 3, 1, tzinfo=UTC))
    assert [each.guard for each in plan(kit.request(), world=early).blocking] == [Guard.EMBARGO]


def test_cancelled_in_the_middle_it_finishes_what_is_under_way(kit: MailKit) -> None:
    cancel = Cancellation()
    kit.sink.behave = lambda stage, _session: cancel.cancel() if stage == "dot" else None
    report = send(kit.request(rate=60, connections=1), world=kit.world, cancel=cancel)
    assert report.interrupted
    assert "under way was finished" in report.stopped
    assert report.counts[State.SENT] == 1
    assert report.counts[State.TODO] == 2
    with pytest.raises(CancelledError):
        send(kit.request(), world=kit.world, cancel=cancel)
    kit.sink.behave = lambda *_: None
    assert send(kit.request(), world=kit.world).complete
    assert max(kit.sink.counts().values()) == 1


def test_a_sending_in_a_thread_is_cancelled_from_another(kit: MailKit) -> None:
    cancel, reports = Cancellation(), []

    def work() -> None:
        reports.append(send(kit.request(rate=1, connections=1), world=kit.world, cancel=cancel))

    thread = threading.Thread(target=work)
    kit.sink.behave = lambda stage, _session: cancel.cancel() if stage == "dot" else None
    thread.start()
    thread.join(60)
    assert reports[0].interrupted


def test_a_server_that_nobody_confirmed_is_a_question_to_the_caller(kit: MailKit) -> None:
    kit.change("kit.yaml", "security: none", "security: none, user: press")
    kit.build()
    kit.sink.behave = lambda stage, _session: "235 in" if stage == "AUTH" else None
    world = replace(kit.world, environment={**kit.world.environment, "PRESSKIT_SMTP_PASSWORD": "secret"})
    asked: list[ServerIdentity] = []

    def refuse(server: ServerIdentity) -> bool:
        asked.append(server)
        return False

    with pytest.raises(RequestError, match="nobody has confirmed"):
        send(kit.request(), world=world)
    with pytest.raises(RequestError, match="nobody has confirmed"):
        send(kit.request(), world=world, confirm=refuse)
    assert asked == [ServerIdentity("127.0.0.1", kit.sink.port, "press")]
    assert not kit.sink.sessions
    assert send(kit.request(), world=world, confirm=lambda _: True).complete
    kit.change("kit.yaml", "version: 1", "version: 2")
    kit.build()
    assert send(kit.request(), world=world).complete


def test_what_nobody_knows_of_is_reviewed_by_a_person(kit: MailKit) -> None:
    kit.sink.behave = lambda stage, session: DROP if stage == "after" and session.address.startswith("omar") else None
    assert send(kit.request(), world=kit.world).counts[State.REVIEW] == 1
    kit.sink.behave = lambda *_: None
    report = plan(kit.request(), world=kit.world)
    assert [each.address for each in report.audience.in_review] == ["omar@radio.example"]
    request = ResolveRequest(kit.folder, Decision.SENT, "he has it", group=Group.REVIEW)
    assert [each.state for each in resolve(request, world=kit.world).entries] == [State.SENT]
    with pytest.raises(RequestError, match="nothing is to be reviewed"):
        resolve(request, world=kit.world)


def test_a_test_goes_to_oneself_alone(kit: MailKit) -> None:
    def request(address: str) -> MailTestRequest:
        return MailTestRequest(kit.folder, kit.folder / "out", address=address)

    report = mail_test(request("me@relief.example"), world=kit.world)
    assert [(tag, answer.state) for tag, answer in report.answers] == [("en", State.SENT)]
    with pytest.raises(RequestError, match="is on the media list"):
        mail_test(request("Rana@paper.example"), world=kit.world)
    assert [each.address for each in mail_status(kit.folder).tests] == ["me@relief.example"]


def test_a_stale_translation_is_named_as_the_cause_where_its_outputs_cannot_be_attached(kit: MailKit) -> None:
    kit.change("kit.yaml", "languages: [en]", "languages: [en, fr]")
    kit.change("kit.yaml", "version: 1", "version: 2")
    head = "---\ntitle: Un pont ouvre\ntranslates: {language: en, revision: 0123456789ab}\n---\n"
    (kit.folder / "statement.fr.md").write_text(f"{head}Le pont est ouvert.\n", "utf-8")
    report = plan(kit.request(), world=kit.world)
    (finding,) = (each for each in report.findings if each.code == "mail-attachment-missing")
    assert not report.ready
    assert "«text» is to be attached in «fr», and was not built: statement.fr.md translates an older source" in finding.message
    assert finding.hint.startswith("bring statement.fr.md up to date")
    assert plan(kit.request(recipients=RecipientFilter(languages=("en",))), world=kit.world).ready
