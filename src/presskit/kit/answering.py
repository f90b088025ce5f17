"""Questions of a kit: new ones are kept in questions.yaml; an answer makes all edits of its choice, or none."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from presskit.diagnostics import has_errors
from presskit.editing.kit_file import apply
from presskit.editing.source_text import EditError
from presskit.errors import RequestError
from presskit.formats.kit_yaml import exact
from presskit.kit.loading import load
from presskit.kit.outputs import write_all
from presskit.kit.signatories_file import NAME, with_plan
from presskit.kit.signatory_merge import ComparedRow, Verdict
from presskit.model.question import ACCEPT, LEAVE_OUT, Answer, Choice, Edit, EditKind, Question
from presskit.readers import kit as kit_reader
from presskit.writers.kit_files import QUESTIONS, questions_file

__all__ = ["WITH_REASON", "AnswerError", "add_questions", "answer_files"]

WITH_REASON = frozenset({LEAVE_OUT, ACCEPT})


class AnswerError(RequestError):
    """The answer cannot be taken; the message is for the user, and nothing was changed."""


def answer_files(
    files: Mapping[str, bytes], known: Collection[Question], question: Question, answer: Answer
) -> dict[str, bytes]:
    """Return the files of the kit that the answer changes; raises :class:`AnswerError`."""
    choice = _choice(question, answer)
    changed: dict[str, bytes] = {}
    for edit in choice.edits:
        if edit.kind is EditKind.SIGN:
            changed[NAME] = _signed({**files, **changed}, _filled(edit, answer.value))
            continue
        data = changed.get(edit.file, files.get(edit.file, b""))
        try:
            changed[edit.file] = apply(data, _filled(edit, answer.value))
        except EditError as problem:
            raise AnswerError(f"{problem}; change it by hand, then answer: by-hand") from problem
    _refuse_damage(files, changed)
    rest = [each for each in known if each.id != question.id]
    place = next((place for place, each in enumerate(known) if each.id == question.id), len(rest))
    rest.insert(place, replace(question, answer=answer))
    return {**changed, QUESTIONS: questions_file(rest)}


def add_questions(folder: Path, questions: Iterable[Question], *, instead_of: Collection[str] = ()) -> tuple[Question, ...]:
    """Keep ``questions`` in the kit and return all that it holds then.

    Those whose id the kit knows stay as they are, with their answer. Open ones called in ``instead_of`` that are not asked
    any more are dropped, for their cause is gone. Raises :class:`~presskit.kit.outputs.OutputError`.
    """
    kit = kit_reader.read(load(folder).value).value
    known = {question.id: question for question in (kit.questions if kit else ())}
    new = {question.id: question for question in questions}
    gone = {name for name in instead_of if name not in new and name in known and known[name].answer is None}
    kept = tuple(each for each in {**new, **known}.values() if each.id not in gone)
    ordered = tuple(sorted(kept, key=lambda each: [*known, *new].index(each.id)))
    if ordered != tuple(known.values()):
        write_all(folder, {QUESTIONS: questions_file(ordered)})
    return ordered


def _choice(question: Question, answer: Answer) -> Choice:
    choice = question.choice(answer.choice)
    if choice is None:
        known = ", ".join(each.key for each in question.possible)
        raise AnswerError(f"«{answer.choice}» is no answer to «{question.id}»; choose one of {known}")
    if choice.asks and not answer.value:
        raise AnswerError(f"«{choice.key}» needs a value, {choice.asks}: {choice.key}=VALUE")
    if answer.value and not choice.asks:
        raise AnswerError(f"«{choice.key}» takes no value")
    if choice.key in WITH_REASON and not answer.reason.strip():
        raise AnswerError(f"«{choice.key}» needs its reason, for those who ask later", fields=("reason",))
    return choice


def _filled(edit: Edit, value: str) -> Edit:
    """Put the typed value in; in YAML it is one scalar in quotation marks, so that it cannot say anything else."""
    scalar = exact(value) if edit.file.endswith((".yaml", ".yml")) else value
    return replace(edit, text=edit.text.replace("{value}", scalar)) if value else edit


def _signed(files: Mapping[str, bytes], edit: Edit) -> bytes:
    """Return signatories.yaml with one entry more; raises :class:`AnswerError` where it cannot be added."""
    head = next((files[name] for name in ("kit.yaml",) if name in files), b"")
    reading = kit_reader.read({"kit.yaml": head, NAME: f"signatories:\n{edit.text.rstrip()}\n".encode()})
    kit = kit_reader.read(files).value
    entries = reading.value.roster.signatories if reading.value else ()
    if kit is None or len(entries) != 1:
        raise AnswerError("the signatories cannot be read: mend the errors first, or write the name in and answer: by-hand")
    place = next((n for n, each in enumerate(kit.roster.coalitions) if edit.at and edit.at == each.name.default), None)
    if edit.at and place is None:
        raise AnswerError(f"there is no coalition «{edit.at}» in {NAME} any more; write the name in, then answer: by-hand")
    try:
        return with_plan(files, kit.roster, [ComparedRow(entries[0], entries[0].span, Verdict.NEW, coalition=place)])
    except EditError as problem:
        raise AnswerError(f"{NAME}: {problem}; write the name in, then answer: by-hand") from problem


def _refuse_damage(files: Mapping[str, bytes], changed: Mapping[str, bytes]) -> None:
    """Raise where a file that could be read before cannot be read after its edit."""
    if not changed:
        return
    before, after = (kit_reader.read(each).diagnostics for each in (files, {**files, **changed}))
    old = {(each.code, each.message) for each in before}
    new = [each for each in after if (each.code, each.message) not in old and each.span.source in changed]
    if has_errors(new):
        raise AnswerError(f"with this answer {new[0].span.source} would be wrong: {new[0].message}; {new[0].hint}")
