"""Whatever senders, crashes and persons do in whatever order: the ledger counts nobody twice and forgets nobody."""

from __future__ import annotations

import tempfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from presskit.mail.ledger import MOVES, Entry, Ledger, ServerReply, State, WrongMoveError
from tests.examples import many
from tests.mail_sending.making import NOW, addressees, people

COUNT = 4
PICK = st.integers(0, COUNT - 1)
ANSWERS = st.sampled_from([State.SENT, State.DEFERRED, State.REJECTED, State.REVIEW])


class World(RuleBasedStateMachine):
    """``model`` says what should be; ``accepted`` counts what a server would have."""

    @initialize()
    def start(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "ledger.sqlite"
        self.now = NOW
        self.ledger = Ledger(self.path)
        self.ledger.freeze("bridge", 1, addressees(people(COUNT)), {}, NOW)
        self.model = dict.fromkeys(range(COUNT), State.TODO)
        self.accepted = dict.fromkeys(range(COUNT), 0)
        self.agreed = dict.fromkeys(range(COUNT), 1)

    def entry(self, which: int) -> Entry:
        return self.ledger.entries("bridge")[which]

    def tick(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    @rule(which=PICK)
    def begin(self, which: int) -> None:
        entry = self.entry(which)
        if State.INFLIGHT in MOVES[self.model[which]]:
            self.ledger.begin(entry, self.tick(), self.now)
            self.model[which] = State.INFLIGHT
        else:
            with pytest.raises(WrongMoveError):
                self.ledger.begin(entry, self.tick(), self.now)

    @rule(which=PICK, to=ANSWERS)
    def answer(self, which: int, to: State) -> None:
        entry = self.entry(which)
        if to in MOVES[self.model[which]]:
            self.accepted[which] += to is State.SENT
            self.ledger.move(entry.id, to, self.tick(), ServerReply(250, str(to)))
            self.model[which] = to
        else:
            with pytest.raises(WrongMoveError):
                self.ledger.move(entry.id, to, self.tick(), ServerReply())

    @rule(arrived=st.booleans())
    def die(self, arrived: bool) -> None:
        """The sender is killed; what was in flight may have arrived or not."""
        self.ledger.close()
        self.ledger = Ledger(self.path)
        held = self.ledger.recover(self.tick())
        flying = [which for which, state in self.model.items() if state is State.INFLIGHT]
        assert [each.id for each in held] == [self.entry(which).id for which in flying]
        for which in flying:
            self.model[which] = State.REVIEW
            self.accepted[which] += arrived

    @rule(which=PICK, to=st.sampled_from([State.SENT, State.TODO, State.CANCELLED]))
    def decide(self, which: int, to: State) -> None:
        """A person decides, by what really arrived where it is unknown."""
        now = self.model[which]
        truth = State.SENT if self.accepted[which] >= self.agreed[which] else State.TODO
        to = truth if now is State.REVIEW else to
        try:
            self.ledger.decide(self.entry(which).id, to, self.tick(), "asked the desk", "Rana")
        except WrongMoveError:
            assert now is to or now in {State.INFLIGHT, State.TODO} or to is State.SENT
        else:
            self.model[which] = to
            self.agreed[which] = self.accepted[which] + 1 if to is State.TODO else self.agreed[which]

    @rule()
    def freeze_again(self) -> None:
        before = self.ledger.entries("bridge")
        self.ledger.freeze("bridge", 1, addressees(people(COUNT)), {}, self.tick())
        assert self.ledger.entries("bridge") == before

    @invariant()
    def the_ledger_says_what_is(self) -> None:
        if not hasattr(self, "model"):
            return
        entries = self.ledger.entries("bridge")
        assert [each.state for each in entries] == list(self.model.values())
        for which, entry in enumerate(entries):
            if entry.state in {State.INFLIGHT, State.SENT}:
                assert entry.date is not None or self.accepted[which] == 0
            assert self.accepted[which] <= self.agreed[which]
            history = [event.state for event in self.ledger.history(entry.id)]
            assert not history or history[-1] is entry.state

    def teardown(self) -> None:
        if hasattr(self, "ledger"):
            self.ledger.close()
            self.folder.cleanup()


TestLedgerStates = World.TestCase
TestLedgerStates.settings = settings(max_examples=many(40), stateful_step_count=25, deadline=None)
