"""Questions of a kit: new ones are kept in questions.yaml; an answer makes all edits of its choice, or none."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from presskit.diagnostics import Severity, has_errors
from presskit.editing.kit_file import apply
from presskit.editing.source_text import EditError
from presskit.errors import RequestError
from presskit.formats.kit_yaml import exact
from presskit.kit.signatories_file import NAME, with_entries, with_plan
from presskit.kit.signatory_merge import ComparedRow, Verdict
from presskit.limits import KIT_YAML_BYTES
from presskit.model.question import ACCEPT, LEAVE_OUT, Answer, Choice, Edit, EditKind, Question
from presskit.readers import kit as kit_reader
from presskit.readers import yaml_tree
from presskit.readers.kit_folder import decode_utf8
from presskit.readers.yaml_tree import MappingNode, SequenceNode
from presskit.source import Span
from presskit.writers.kit_files import QUESTIONS, questions_file

__all__ = ["WITH_REASON", "AnswerError", "answer_files", "with_questions"]

WITH_REASON = frozenset({LEAVE_OUT, ACCEPT})


class AnswerError(RequestError):
    """The answer cannot be taken; the message is for the user, and nothing was changed."""


def answer_files(
    files: Mapping[str, bytes], known: Collection[Question], question: Question, answer: Answer
) -> dict[str, bytes]:
    """Return the files of the kit that the answer changes; raises :class:`AnswerError`."""
    _refuse_unsound(files)
    changed: dict[str, bytes] = {}
    edits = [_filled(edit, answer.value) for edit in _choice(question, answer).edits]
    for kind, group in groupby(edits, lambda edit: edit.kind):
        if kind is EditKind.ENTRY:
            changed[NAME] = _rewritten({**files, **changed}, [*group])
            continue
        for edit in group:
            changed[edit.file] = _edited({**files, **changed}, edit)
    if changed:
        _refuse_damage(files, changed)
    by_id = {**{each.id: each for each in known}, question.id: replace(question, answer=answer)}
    return {**changed, QUESTIONS: questions_file([*by_id.values()])}


def _edited(files: Mapping[str, bytes], edit: Edit) -> bytes:
    """Return the file of an edit after it; raises :class:`AnswerError`."""
    if edit.kind is EditKind.SIGN:
        return _signed(files, edit)
    try:
        return apply(files.get(edit.file, b""), edit)
    except EditError as problem:
        raise AnswerError(f"{problem}; change it by hand, then answer: by-hand") from problem


def with_questions(
    files: Mapping[str, bytes], questions: Iterable[Question], *, instead_of: Collection[str] = ()
) -> dict[str, bytes]:
    """Return questions.yaml with ``questions`` added to those of the kit's ``files``; nothing if it stays as it is.

    Those whose id the kit knows stay as they are, with their answer. Open ones whose ids are in ``instead_of`` and that are
    not asked any more are removed, for their cause is gone.
    """
    kit = kit_reader.read(dict(files)).value
    known = {question.id: question for question in (kit.questions if kit else ())}
    new = {question.id: question for question in questions}
    gone = {name for name in instead_of if name not in new and name in known and known[name].answer is None}
    remaining = tuple(each for each in {**known, **new, **known}.values() if each.id not in gone)
    if remaining == tuple(known.values()):
        return {}
    _refuse_unsound(files)
    return {QUESTIONS: questions_file(remaining)}


def _refuse_unsound(files: Mapping[str, bytes]) -> None:
    """Raise :class:`AnswerError` if something of questions.yaml cannot be read: written anew, the file would lose it.

    Not so an answer that is none of its question, which is asked once more.
    """
    read = kit_reader.read({name: files[name] for name in ("kit.yaml", QUESTIONS) if name in files}).diagnostics
    wrong = [each for each in read if each.span.source == QUESTIONS and each.severity is Severity.ERROR]
    given = _places_of_answers(files.get(QUESTIONS, b"")) if wrong else set()
    if lost := [each for each in wrong if each.span not in given]:
        message = f"{QUESTIONS} cannot be read as a whole: mend its errors first. Nothing was written"
        raise AnswerError(message, lost)


def _places_of_answers(data: bytes) -> set[Span]:
    tree = yaml_tree.read(QUESTIONS, decode_utf8(QUESTIONS, data, KIT_YAML_BYTES).value).value
    listed = tree.entries.get("questions") if isinstance(tree, MappingNode) else None
    items = listed.value.items if listed and isinstance(listed.value, SequenceNode) else ()
    return {each.entries["answer"].value.span for each in items if isinstance(each, MappingNode) and "answer" in each.entries}


def _choice(question: Question, answer: Answer) -> Choice:
    choice = question.choice(answer.choice)
    if choice is None:
        keys = ", ".join(each.key for each in question.possible)
        raise AnswerError(f"«{answer.choice}» is no answer to «{question.id}»; choose one of {keys}")
    if choice.asks and not answer.value:
        raise AnswerError(f"«{choice.key}» needs a value, {choice.asks}: {choice.key}=VALUE")
    if answer.value and not choice.asks:
        raise AnswerError(f"«{choice.key}» takes no value")
    if choice.key in WITH_REASON and not answer.reason.strip():
        raise AnswerError(f"«{choice.key}» needs its reason, for those who ask later", fields=("reason",))
    return choice


def _filled(edit: Edit, value: str) -> Edit:
    """Return the edit with the typed value; in YAML it is one scalar in quotation marks, so that it stays one value."""
    scalar = exact(value) if edit.file.endswith((".yaml", ".yml")) else value
    return replace(edit, text=edit.text.replace("{value}", scalar)) if value else edit


def _signed(files: Mapping[str, bytes], edit: Edit) -> bytes:
    """Return signatories.yaml with more entries; raises :class:`AnswerError` where it cannot be added."""
    entry = f"signatories:\n{edit.text.rstrip()}\n".encode()
    alone, kit = (kit_reader.read(each).value for each in ({"kit.yaml": files.get("kit.yaml", b""), NAME: entry}, files))
    entries = alone.roster.signatories if alone else ()
    if kit is None or not entries:
        raise AnswerError("the signatories cannot be read: mend the errors first, or write the name in and answer: by-hand")
    place = next((n for n, each in enumerate(kit.roster.coalitions) if edit.at and edit.at == each.name.default), None)
    if edit.at and place is None:
        raise AnswerError(f"there is no coalition «{edit.at}» in {NAME} any more; write the name in, then answer: by-hand")
    try:
        return with_plan(files, kit.roster, [ComparedRow(each, each.span, Verdict.NEW, coalition=place) for each in entries])
    except EditError as problem:
        raise AnswerError(f"{NAME}: {problem}; write the name in, then answer: by-hand") from problem


def _rewritten(files: Mapping[str, bytes], edits: Sequence[Edit]) -> bytes:
    """Return signatories.yaml with other entries in the places of some; raises :class:`AnswerError`."""
    kit = kit_reader.read(files).value
    spans: dict[str, list[Span]] = {}
    for each in kit.roster.everyone() if kit else ():
        spans.setdefault(each.name.default, []).append(each.span)
    gone = [edit.at for edit in edits if len(spans.get(edit.at, ())) != 1]
    if gone:
        raise AnswerError(f"«{gone[0]}» does not stand once in {NAME} any more; write it by hand, then answer: by-hand")
    try:
        return with_entries(files[NAME], [(spans[edit.at][0], edit.text) for edit in edits])
    except EditError as problem:
        raise AnswerError(f"{NAME}: {problem}; write it by hand, then answer: by-hand") from problem


def _refuse_damage(files: Mapping[str, bytes], changed: Mapping[str, bytes]) -> None:
    """Raise :class:`AnswerError` if a file that could be read before cannot be read after its edit."""
    before, after = (kit_reader.read(each).diagnostics for each in (files, {**files, **changed}))
    old = {(each.code, each.message) for each in before}
    new = [each for each in after if (each.code, each.message) not in old and each.span.source in changed]
    if has_errors(new):
        raise AnswerError(f"with this answer {new[0].span.source} would be wrong: {new[0].message}; {new[0].hint}")
