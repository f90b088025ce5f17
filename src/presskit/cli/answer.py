"""presskit answer: what presskit did not understand of a kit, put to a person, one question after the other."""

from __future__ import annotations

import argparse
import getpass
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from presskit.cli.command import Command, CommandError, Exit, kit_folder
from presskit.cli.console import Console, visible
from presskit.cli.folders import write_over
from presskit.diagnostics import Severity

if TYPE_CHECKING:
    from presskit.model.question import Choice, Question

__all__ = ["COMMAND"]

QUESTIONS = "questions.yaml"
_LATER = frozenset({"", "later"})
_STOP = frozenset({"q", "quit", "stop"})


@dataclass(frozen=True, slots=True)
class _Kit:
    """The kit's files, its questions as they are kept, and the warnings that could be accepted, as questions."""

    files: Mapping[str, bytes]
    kept: tuple[Question, ...]
    warnings: tuple[Question, ...]

    @property
    def open(self) -> list[Question]:
        """The kept questions that nobody has answered."""
        return [each for each in self.kept if each.answer is None]

    def find(self, name: str) -> Question:
        """Return the question or the warning called ``name``; raises :class:`CommandError`."""
        known = {each.id: each for each in (*self.warnings, *self.kept)}
        if name in known:
            return known[name]
        names = ", ".join(each.id for each in (*self.open, *self.warnings)) or "none is open"
        raise CommandError(f"there is no question «{name}»; open are: {names}")


def _arguments(parser: argparse.ArgumentParser) -> None:
    kit_folder(parser)
    parser.add_argument("id", metavar="ID", nargs="?", help="the question; left out: all that are open, one by one")
    parser.add_argument("answer", metavar="ANSWER", nargs="?", help="one of its answers; with a value: ANSWER=VALUE")
    parser.add_argument("--reason", metavar="WHY", default="", help="why; asked for where something is left out or accepted")
    parser.add_argument("--by", metavar="NAME", default="", help="who answers (the name you are logged in with)")


def _run(arguments: argparse.Namespace, console: Console) -> Exit:
    kit = _read(arguments.folder, console)
    if arguments.id and arguments.answer:
        choice, _, value = arguments.answer.partition("=")
        _take(arguments, console, kit.find(arguments.id), (choice, value, arguments.reason))
        return _told(arguments, console)
    if arguments.json:
        shown = [kit.find(arguments.id)] if arguments.id else [*kit.kept, *kit.warnings]
        console.emit({"questions": [_plain(each) for each in shown]})
        return Exit.FINDINGS if kit.open else Exit.OK
    if arguments.id:
        _put(arguments, console, kit.find(arguments.id))
    else:
        _walk(arguments, console)
    return _told(arguments, console)


def _walk(arguments: argparse.Namespace, console: Console) -> None:
    """Put the open questions one by one, and the warnings when no question is left: an answer may end or begin one."""
    seen: set[str] = set()
    while True:
        kit = _read(arguments.folder, console)
        left = [each for each in kit.open if each.id not in seen]
        what = "question" if left else "warning"
        if not kit.open:
            left = [each for each in kit.warnings if each.id not in seen]
        if not left or not _put(arguments, console, left[0], f"{what}, {len(left)} left"):
            return
        seen.add(left[0].id)


def _read(folder: Path, console: Console) -> _Kit:
    from presskit import kit
    from presskit.cli import findings
    from presskit.cli.world import world
    from presskit.kit.accepting import finding_question

    reading, files = kit.read(folder, world(console.environment))
    if reading.value is None:
        findings.show(reading.diagnostics, console, console.err)
        raise CommandError(f"the kit in «{folder}» cannot be read: mend the errors first")
    warnings = [each for each in reading.diagnostics if each.severity is Severity.WARNING]
    return _Kit(files, reading.value.questions, tuple(finding_question(each, files) for each in warnings))


def _take(arguments: argparse.Namespace, console: Console, question: Question, said: tuple[str, str, str]) -> list[str]:
    """Write an answer into the kit and return the files that it changed; raises :class:`CommandError`."""
    from presskit.cli.world import now
    from presskit.kit.answering import AnswerError, answered
    from presskit.model.question import Answer

    choice, value, reason = said
    kit = _read(arguments.folder, console)
    answer = Answer(choice, arguments.by or _user(), now(console.environment).replace(microsecond=0), value, reason)
    try:
        files = answered(kit.files, kit.kept, question, answer)
    except AnswerError as problem:
        raise CommandError(str(problem)) from problem
    write_over(arguments.folder, files)
    return sorted(name for name in files if name != QUESTIONS)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a process without a user of a name
        return "somebody"


def _put(arguments: argparse.Namespace, console: Console, question: Question, count: str = "") -> bool:
    """Show a question and take its answer from the terminal; False where nothing more is to be asked."""
    _show(question, console, count)
    choices = {str(number): choice for number, choice in enumerate(question.possible, 1)}
    while True:
        word = _asked(console, "Answer (number or word; Enter: later; q: stop): ")
        if word is None or word in _STOP:
            return False
        if word in _LATER:
            return True
        choice = choices.get(word) or question.choice(word)
        if choice is None:
            console.tell(f"choose a number from 1 to {len(choices)}")
        elif _answered_with(arguments, console, question, choice):
            return True


def _answered_with(arguments: argparse.Namespace, console: Console, question: Question, choice: Choice) -> bool:
    """Ask for what the choice needs until it can be taken; False where nothing is typed."""
    from presskit.kit.answering import WITH_REASON

    reason = arguments.reason
    if choice.key in WITH_REASON and not reason:
        reason = _asked(console, "Why? Whoever asks later will want the reason: ")
        if not reason:
            return False
    while True:
        value = _asked(console, f"Type {choice.asks} (Enter: another answer): ") if choice.asks else ""
        if choice.asks and not value:
            return False
        try:
            changed = _take(arguments, console, question, (choice.key, value or "", reason))
        except CommandError as problem:
            console.complain(str(problem))
            if not choice.asks:
                return False
        else:
            console.say(f"Kept. Changed: {', '.join(changed)}" if changed else "Kept.")
            return True


def _asked(console: Console, prompt: str) -> str | None:
    """Return a line of standard input; None at its end."""
    console.err.write(prompt)
    console.err.flush()
    try:
        return input().strip()
    except EOFError:
        console.tell()
        return None


def _show(question: Question, console: Console, count: str = "") -> None:
    console.say(f"{console.painted(question.id, 'bold')}  {visible(str(question.place))}  {console.painted(count, 'dim')}")
    console.say(f"  {visible(question.asked)}")
    for line in question.excerpt.splitlines():
        console.say(console.painted(f"    {visible(line)}", "dim"))
    for number, choice in enumerate(question.possible, 1):
        console.say(f"  {number}  {_described(choice)}")


def _described(choice: Choice) -> str:
    evidence = f" ({visible(choice.evidence)})" if choice.evidence else ""
    value = "=VALUE" if choice.asks else ""
    return f"{visible(choice.key)}{value}: {visible(choice.label)}{evidence}"


def _told(arguments: argparse.Namespace, console: Console) -> Exit:
    """Say how many questions are open."""
    rest = _read(arguments.folder, console).open
    if arguments.json:
        console.emit({"open": [_plain(each) for each in rest]})
    elif rest:
        console.say(f"{len(rest)} open. To go on: presskit answer {arguments.folder}")
    else:
        console.say(f"Nothing is open. Next: presskit check {arguments.folder}")
    return Exit.FINDINGS if rest else Exit.OK


def _plain(question: Question) -> dict[str, Any]:
    place, answer = question.place, question.answer
    choices: Sequence[dict[str, str]] = [
        {"key": each.key, "label": each.label, "evidence": each.evidence, "asks": each.asks} for each in question.possible
    ]
    return {
        "id": question.id,
        "kind": question.kind,
        "asked": question.asked,
        "file": place.source, "line": place.line, "column": place.column, "unit": place.unit,
        "excerpt": question.excerpt,
        "weighs": question.weighs,
        "scope": str(question.scope),
        "choices": choices,
        "answer": {
            "choice": answer.choice, "value": answer.value, "by": answer.by,
            "when": answer.when.isoformat(), "reason": answer.reason,
        } if answer else None,
    }  # fmt: skip


COMMAND = Command(
    name="answer",
    summary="answer what presskit did not understand, or accept a warning that is right as it stands",
    usage="presskit answer DIR [ID [ANSWER]] [--reason WHY] [--by NAME] [--json]",
    examples=(
        "presskit answer my-kit",
        "presskit answer my-kit embargo-1f0c22ab paris",
        'presskit answer my-kit consent-90ab12cd leave-out --reason "their board has not met"',
        'presskit answer my-kit finding-77aa01fe accept --reason "the law counts them so"',
        "presskit answer my-kit --json",
    ),
    arguments=_arguments,
    run=_run,
    explains=(
        "The questions stand in questions.yaml of the kit and stop check and build while they are open. An answer changes "
        "the kit's files as it says, and is kept with who gave it, when and why. Every question can be left out, with a "
        "reason, or answered «by-hand», after the kit was changed with an editor. Without ID, warnings of check are "
        "shown after the questions: one that is right as it stands can be accepted with a reason."
    ),
)
