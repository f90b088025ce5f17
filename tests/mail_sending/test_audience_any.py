"""Whatever the ledger holds and the list says: a correction goes to exactly those who got what it corrects."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import example, given, settings
from hypothesis import strategies as st

from presskit.mail.addresses import Recipient
from presskit.mail.audience import select_audience
from presskit.mail.ledger import Entry, ServerReply, State
from tests.examples import many
from tests.mail_sending.making import NOW

NAMES = st.sampled_from(["rana", "Omar", "lina", "OMAR", "noor"])


@dataclass(frozen=True)
class Line:
    """A message of the past: whose, which version, what became of it."""

    name: str
    version: int
    state: State

    def entry(self, number: int) -> Entry:
        who = Recipient(f"{self.name}@paper.example", language="en")
        return Entry(number, "bridge", self.version, who, f"<{number}@x>", "", self.state, 0, None, None, ServerReply(), NOW)


LINES = st.builds(Line, NAMES, st.integers(1, 3), st.sampled_from(list(State)))


def once(lines: list[Line]) -> list[Entry]:
    """Keep the first of each address and version, as the ledger does."""
    found = {(line.name.lower(), line.version): line for line in reversed(lines)}
    return [line.entry(number) for number, line in enumerate(found.values())]


@settings(max_examples=many(300))
@example(lines=[Line("rana", 1, State.SENT), Line("rana", 2, State.TODO)], names=[], barred=set(), also_new=True)
@given(st.lists(LINES, max_size=8), st.lists(NAMES, max_size=4), st.sets(NAMES), st.booleans())
def test_nobody_twice_and_nobody_who_does_not_want_to(
    lines: list[Line], names: list[str], barred: set[str], also_new: bool
) -> None:
    entries = once(lines)
    listed = list({name.lower(): Recipient(f"{name}@paper.example", language="en") for name in names}.values())
    suppressed = {f"{name}@paper.example" for name in barred}
    choice = select_audience(entries, 3, listed, suppressed=suppressed, make_id=lambda _: "<n@x>", also_new=also_new)
    chosen = [each.recipient.key for each in choice.addressees]
    assert len(chosen) == len(set(chosen))
    off = {address.lower() for address in suppressed}
    assert not off & {*chosen, *(each.recipient.key for each in choice.unfinished)}
    present = {each.recipient.key for each in entries if each.version == 3}
    assert not present & set(chosen)
    got = {each.recipient.key: each.message_id for each in sorted(entries, key=lambda each: each.version)
           if each.state is State.SENT and each.version < 3}  # fmt: skip
    corrected = {each.recipient.key: each.answers for each in choice.addressees if each.answers}
    assert corrected == {key: told for key, told in got.items() if key not in present | off}
    if got and not also_new:
        assert set(chosen) == set(corrected)
    if also_new or not got:
        held = {each.recipient.key for each in entries if each.state in {State.REVIEW, State.INFLIGHT}}
        assert {each.key for each in listed} <= {*chosen, *present, *off, *held}
