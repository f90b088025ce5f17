"""Answers a kit's open questions as one who knows the truth: the choice after which the kit is closest to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.import_measure import measure, published, words
from benchmarks.import_truth import MISSING, Truth, plain
from presskit import AnswerRequest, RequestError, answer
from presskit.kit.answering import WITH_REASON, answer_files
from presskit.kit.loading import load
from presskit.model.question import LEAVE_OUT, Answer, Choice, Question
from presskit.model.release import Kit
from presskit.readers import kit as kit_reader

__all__ = ["State", "answer_all", "state_of"]

_REASON = "so it is in truth"
_MOST = 500


@dataclass(frozen=True, slots=True)
class State:
    """The files of a kit and what they say."""

    files: Mapping[str, bytes]
    kit: Kit

    @property
    def open(self) -> list[Question]:
        """The questions without an answer."""
        return [each for each in self.kit.questions if each.answer is None]


def state_of(folder: Path) -> State:
    """Read a kit; raises ``ValueError`` if it cannot be read."""
    files = load(folder).value
    kit = kit_reader.read(files).value
    if kit is None:
        raise ValueError(f"the kit of {folder.name} cannot be read")
    return State(files, kit)


def answer_all(folder: Path, truth: Truth) -> int:
    """Answer every open question of the kit in ``folder`` through the use case, and return how many answers it took."""
    given: set[str] = set()
    while len(given) < _MOST:
        state = state_of(folder)
        question = next((each for each in state.open if each.id not in given), None)
        if question is None:
            break
        given.add(question.id)
        for choice, value in _ranked(state, question, truth):
            reason = _REASON if choice.key in WITH_REASON else ""
            try:
                answer(AnswerRequest(folder, question.id, choice.key, value, reason, "oracle"))
            except RequestError:  # a choice that does not fit any more: the next best is taken
                continue
            break
    return len(given)


def _ranked(state: State, question: Question, truth: Truth) -> list[tuple[Choice, str]]:
    """Return the possible answers, the closest to the truth first; of equal ones in the order in which they are offered."""
    scored, before = [], measure(state.kit, truth, None, "").printed_false
    for choice in question.possible:
        for value in _values(choice, question, truth):
            reason = _REASON if choice.key in WITH_REASON else ""
            given = Answer(choice.key, "oracle", datetime(2026, 1, 1, tzinfo=UTC), value, reason)
            try:
                files = {**state.files, **answer_files(state.files, state.kit.questions, question, given)}
            except RequestError:
                continue
            kit = kit_reader.read(files).value
            if kit is not None:
                scored.append((_score(State(files, kit), truth, before), choice, value))
    scored.sort(key=lambda each: -each[0])
    return [(choice, value) for _, choice, value in scored] or [(question.choice(LEAVE_OUT) or question.possible[0], "")]


def _values(choice: Choice, question: Question, truth: Truth) -> Iterator[str]:
    """Return what may be typed with a choice: the true values; nothing where it asks for nothing."""
    if not choice.asks:
        yield ""
        return
    yield from filter(None, (truth.want("date"), *map(plain, truth.places), *truth.title.values(), *truth.subtitle.values()))
    if truth.release not in {MISSING, "immediate"}:
        until = datetime.fromisoformat(truth.release).astimezone(UTC)
        yield from filter(None, (truth.zone, f"{until:%Y-%m-%d %H:%M}", truth.release[11:16]))
        yield truth.release[:16].replace("T", " ")
    shown = f"{plain(question.excerpt)} {plain(question.asked)}"
    yield from (each.name for each in truth.signatories if plain(each.name) in shown)
    for contact in truth.contacts:
        yield from (each for each in (contact.name, *contact.phones, *contact.emails) if plain(each) in shown)


def _score(state: State, truth: Truth, false_before: int) -> float:
    """Return how close a kit is to the truth; what is published of the text's own words decides between equals.

    A false name weighs more than a missing one. One that holds a true name and more is not struck out, for a later question may
    mend it, but no answer adds it.
    """
    texts = published(state.files)
    found = measure(state.kit, truth, None, texts)
    private = sum(plain(each) in texts for each in truth.private)
    fields = sum(state == "right" for state in found.fields.values()) - sum(state == "wrong" for state in found.fields.values())
    false = sum(kind == "contacts" and text.startswith("false") for kind, text in found.faults)
    names = found.found_names - 2 * (found.printed_false - found.printed_around) - max(0, found.printed_false - false_before)
    people = sum(found.found_parts.values()) - false + names
    details = sum(found.right_details.values())
    return 2 * fields + people + 0.1 * details - 3 * private + 0.001 * len(words(texts))
