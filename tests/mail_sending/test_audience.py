"""Who gets a version: everybody on the list once, and a correction exactly those who got what it corrects."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from presskit.mail.audience import Audience, OutdatedError, select_audience
from presskit.mail.ledger import Ledger, ServerReply, State
from tests.mail_sending.making import NOW, addressees, ledger_of, people

LIST = people(6)


def end(ledger: Ledger, which: int, state: State, version: int = 1) -> None:
    entry = ledger.entries("bridge", version)[which]
    ledger.begin(entry, NOW, NOW)
    ledger.move(entry.id, state, NOW, ServerReply(250, "taken"))


def chosen(ledger: Ledger, version: int, *, suppressed: Iterable[str] = (), also_new: bool = False) -> Audience:
    entries = ledger.entries("bridge")
    return select_audience(entries, version, LIST, suppressed=set(suppressed), make_id=lambda _: "<new@x>", also_new=also_new)


def who(choice: Audience) -> list[str]:
    return [each.recipient.address.partition("@")[0] for each in choice.addressees]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterable[Ledger]:
    """The first four were frozen: sent, sent, refused, held; the fifth is deferred."""
    with ledger_of(tmp_path, LIST[:5]) as ledger:
        for which, state in enumerate([State.SENT, State.SENT, State.REJECTED, State.REVIEW, State.DEFERRED]):
            end(ledger, which, state)
        yield ledger


def test_at_first_everybody_on_the_list(tmp_path: Path) -> None:
    with Ledger(tmp_path / "ledger.sqlite") as ledger:
        choice = chosen(ledger, 1, suppressed=["R1@paper.example"])
        assert who(choice) == ["r0", "r2", "r3", "r4", "r5"]
        assert choice.suppressed == ("r1@paper.example",)
        assert not choice.correction


def test_who_is_there_is_not_added_again(ledger: Ledger) -> None:
    choice = chosen(ledger, 1)
    assert who(choice) == ["r5"]
    assert [each.address for each in choice.unfinished] == ["r4@paper.example"]


def test_who_asked_to_be_left_out_meanwhile_gets_nothing_more(ledger: Ledger) -> None:
    choice = chosen(ledger, 1, suppressed=["r4@paper.example"])
    assert not choice.unfinished
    assert [each.address for each in choice.unsubscribed] == ["r4@paper.example"]


def test_a_correction_goes_to_those_who_got_the_old_one(ledger: Ledger) -> None:
    choice = chosen(ledger, 2)
    assert choice.correction
    assert who(choice) == ["r0", "r1"]
    assert [each.answers for each in choice.addressees] == [each.message_id for each in ledger.entries("bridge")[:2]]
    assert [each.address for each in choice.superseded] == ["r4@paper.example"]
    assert [each.address for each in choice.in_review] == ["r3@paper.example"]
    assert choice.new_recipients == ("r2@paper.example", "r4@paper.example", "r5@paper.example")


def test_a_held_one_that_was_resolved_as_sent_gets_the_correction(ledger: Ledger) -> None:
    ledger.decide(ledger.entries("bridge")[3].id, State.SENT, NOW, "she has it", "Rana")
    assert who(chosen(ledger, 2)) == ["r0", "r1", "r3"]


def test_suppressed_since(ledger: Ledger) -> None:
    choice = chosen(ledger, 2, suppressed=["r1@paper.example"])
    assert who(choice) == ["r0"]
    assert choice.suppressed == ("r1@paper.example",)
    assert who(chosen(ledger, 2, suppressed=["@paper.example"])) == []


def test_news_for_the_others_where_that_is_asked_for(ledger: Ledger) -> None:
    choice = chosen(ledger, 2, also_new=True)
    assert sorted(who(choice)) == ["r0", "r1", "r2", "r4", "r5"]
    assert {each.answers for each in choice.addressees if each.recipient.address[1] in "245"} == {""}
    assert not choice.new_recipients


def test_a_second_correction_follows_the_first(ledger: Ledger) -> None:
    ledger.freeze("bridge", 2, addressees(LIST[:2]), {}, NOW)
    end(ledger, 0, State.SENT, 2)
    choice = chosen(ledger, 3)
    assert who(choice) == ["r0", "r1"]
    assert choice.addressees[0].answers == ledger.entries("bridge", 2)[0].message_id
    assert choice.addressees[1].answers == ledger.entries("bridge", 1)[1].message_id


def test_an_older_version_is_not_sent_after_a_later_one(ledger: Ledger) -> None:
    ledger.freeze("bridge", 3, addressees(LIST[:1]), {}, NOW)
    with pytest.raises(OutdatedError, match="version 3 was sent already"):
        chosen(ledger, 2)
