"""Questions of a kit: new ones are kept in questions.yaml; an answer makes all edits of its choice, or none."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from presskit.diagnostics import has_errors
from presskit.errors import RequestError
from presskit.kit.loading import load
from presskit.kit.outputs import write_all
from presskit.kit.signatories_file import NAME, EditError, edited
from presskit.kit.signatory_merge import ComparedRow, Verdict
from presskit.model.question import ACCEPT, LEAVE_OUT, Answer, Choice, Edit, EditKind, Question
from presskit.readers import kit as kit_reader
from presskit.writers.kit_files import QUESTIONS, questions_file

__all__ = ["WITH_REASON", "AnswerError", "answered", "ask"]

WITH_REASON = frozenset({LEAVE_OUT, ACCEPT})
_BOM = "\ufeff"


class AnswerError(RequestError):
    """The answer cannot be taken; the message is for the user, and nothing was changed."""


def answered(files: Mapping[str, bytes], known: Collection[Question], question: Question, answer: Answer) -> dict[str, bytes]:
    """Return the files of the kit that the answer changes; raises :class:`AnswerError`."""
    choice = _choice(question, answer)
    changed: dict[str, bytes] = {}
    for edit in choice.edits:
        if edit.kind is EditKind.SIGN:
            changed[NAME] = _signed({**files, **changed}, _filled(edit, answer.value))
            continue
        data = changed.get(edit.file, files.get(edit.file, b""))
        text = data.decode("utf-8-sig")
        mark = _BOM if data.startswith(_BOM.encode()) else ""
        changed[edit.file] = (mark + _edited(text, _filled(edit, answer.value))).encode()
    _refuse_damage(files, changed)
    rest = [each for each in known if each.id != question.id]
    place = next((place for place, each in enumerate(known) if each.id == question.id), len(rest))
    rest.insert(place, replace(question, answer=answer))
    return {**changed, QUESTIONS: questions_file(rest)}


def ask(folder: Path, questions: Iterable[Question], *, instead_of: Collection[str] = ()) -> tuple[Question, ...]:
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
        raise AnswerError(f"«{choice.key}» needs its reason, for those who ask later: --reason «…»")
    return choice


def _filled(edit: Edit, value: str) -> Edit:
    """Put the typed value in; in YAML it is one scalar in quotation marks, so that it cannot say anything else."""
    from presskit.formats.kit_yaml import exact

    said = exact(value) if edit.file.endswith((".yaml", ".yml")) else value
    return replace(edit, text=edit.text.replace("{value}", said)) if value else edit


def _edited(text: str, edit: Edit) -> str:
    match edit.kind:
        case EditKind.SET:
            return _set(text, edit)
        case EditKind.INSERT:
            return _inserted(text, edit)
        case EditKind.REPLACE:
            if not edit.at or text.count(edit.at) != 1:
                raise _moved(edit)
            return text.replace(edit.at, edit.text)
        case EditKind.APPEND:
            return _appended(text, edit)
        case EditKind.SIGN:
            raise ValueError("a signatory is added to a roster, not to a text")


def _moved(edit: Edit) -> AnswerError:
    return AnswerError(
        f"{edit.file} was changed since the question was asked, and «{edit.at}» does not stand there once any more; "
        "change it by hand, then answer: by-hand"
    )


def _set(text: str, edit: Edit) -> str:
    """Put a top-level key of a YAML file in the place of the old one with all that is indented below it, or at the end."""
    lines = text.splitlines(keepends=True)
    start, end = _block(lines, edit.at)
    new = edit.text.rstrip("\n") + "\n" if edit.text.strip() else ""
    if start == end and lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    return "".join([*lines[:start], new, *lines[end:]])


def _block(lines: Sequence[str], key: str) -> tuple[int, int]:
    """Return the first and the end of the lines of a top-level key; the end of the file twice where it is not there."""
    head = re.compile(rf"{re.escape(key)}[ \t]*:(?:\s|$)")
    start = next((number for number, line in enumerate(lines) if head.match(line)), len(lines))
    end = start
    for number in range(start + 1, len(lines)):
        line = lines[number]
        if line.strip() and not line[0].isspace() and not line.startswith(("- ", "-\n")):
            break
        if line.strip():
            end = number
    return start, end + 1 if start < len(lines) else end


def _inserted(text: str, edit: Edit) -> str:
    new = edit.text if edit.text.endswith("\n") else edit.text + "\n"
    if not edit.at:
        return (text if not text or text.endswith("\n") else text + "\n") + new
    lines = text.splitlines(keepends=True)
    places = [number for number, line in enumerate(lines) if line.rstrip() == edit.at.rstrip()]
    if len(places) != 1:
        raise _moved(edit)
    above = lines[places[0]]
    lines[places[0]] = above if above.endswith("\n") else above + "\n"
    return "".join([*lines[: places[0] + 1], new, *lines[places[0] + 1 :]])


def _appended(text: str, edit: Edit) -> str:
    """Put paragraphs at the end of a part of a statement; the running text ends where the first other part begins."""
    lines = text.rstrip("\n").split("\n")
    heads = [number for number, line in enumerate(lines) if re.match(r":::\s*(?:boilerplate|notes)\s*$", line)]
    new = edit.text.strip("\n")
    if edit.at == "body":
        end = heads[0] if heads else len(lines)
        return "\n".join([*lines[:end], *([""] if not heads else []), new, *([""] if heads else []), *lines[end:], ""])
    own = next((number for number in heads if edit.at in lines[number]), None)
    if own is None:
        return "\n".join([*lines, "", f"::: {edit.at}", new, ":::", ""])
    end = next((number for number in range(own + 1, len(lines)) if lines[number].strip() == ":::"), len(lines))
    return "\n".join([*lines[:end], "", new, *lines[end:], ""])


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
        return edited(files, kit.roster, [ComparedRow(entries[0], entries[0].span, Verdict.NEW, coalition=place)])
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
