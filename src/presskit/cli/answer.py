"""presskit answer: what presskit did not understand of a kit, put to a person, one question after the other."""

from __future__ import annotations

import argparse
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from presskit.cli.command import KIT_FOLDER, Command, Exit, Option
from presskit.cli.console import Console
from presskit.cli.findings import place
from presskit.errors import RequestError
from presskit.typography import visible
from presskit.usecases.world import World

if TYPE_CHECKING:
    from presskit.model.question import Choice, Question
    from presskit.usecases.answer import QuestionsReport

__all__ = ["ANSWER"]

_LATER = frozenset({"", "later"})
_STOP = frozenset({"q", "quit", "stop"})


def _run(arguments: argparse.Namespace, console: Console) -> Exit:
    from presskit.usecases.answer import AnswerRequest, answer, questions

    world = World(console.environment)
    if arguments.id and arguments.answer:
        choice, _, value = arguments.answer.partition("=")
        request = AnswerRequest(arguments.folder, arguments.id, choice, value, arguments.reason, arguments.by)
        return _end(answer(request, world=world).questions, arguments, console)
    found = questions(arguments.folder, world=world)
    if arguments.json:
        shown = [found.find(arguments.id)] if arguments.id else [*found.kept, *found.warnings]
        console.print_json({"questions": [_plain(each) for each in shown]})
        return Exit.FINDINGS if found.open else Exit.OK
    walk = _Walk(arguments, console, found)
    if arguments.id:
        walk.put(found.find(arguments.id))
    else:
        walk.through()
    return _end(walk.questions, arguments, console)


@dataclass(slots=True)
class _Walk:
    """Questions put to the person at the terminal; ``questions`` are those of the kit after the last answer."""

    arguments: argparse.Namespace
    console: Console
    questions: QuestionsReport

    def through(self) -> None:
        """Put the open questions one by one, and the warnings when no question is left: an answer may end or begin one."""
        seen: set[str] = set()
        while True:
            left = [each for each in self.questions.open if each.id not in seen]
            what = "question" if left else "warning"
            if not self.questions.open:
                left = [each for each in self.questions.warnings if each.id not in seen]
            if not left or not self.put(left[0], f"{what}, {len(left)} left"):
                return
            seen.add(left[0].id)

    def put(self, question: Question, count: str = "") -> bool:
        """Show a question and take its answer; False where nothing more is to be asked."""
        _show(question, self.console, count)
        choices = {str(number): choice for number, choice in enumerate(question.possible, 1)}
        while True:
            word = _prompted(self.console, "Answer (number or word; Enter: later; q: stop): ")
            if word is None or word in _STOP:
                return False
            if word in _LATER:
                return True
            choice = choices.get(word) or question.choice(word)
            if choice is None:
                self.console.log(f"choose a number from 1 to {len(choices)}")
            elif self._takes(question, choice):
                return True

    def _takes(self, question: Question, choice: Choice) -> bool:
        """Ask for what the choice needs until it can be taken; False where nothing is typed."""
        from presskit.usecases.answer import WITH_REASON

        reason = self.arguments.reason
        if choice.key in WITH_REASON and not reason:
            reason = _prompted(self.console, "Why? Whoever asks later will want the reason: ")
            if not reason:
                return False
        while True:
            value = _prompted(self.console, f"Type {choice.asks} (Enter: another answer): ") if choice.asks else ""
            if choice.asks and not value:
                return False
            if self._taken(question, choice, value or "", reason):
                return True
            if not choice.asks:
                return False

    def _taken(self, question: Question, choice: Choice, value: str, reason: str) -> bool:
        from presskit.usecases.answer import AnswerRequest, answer

        request = AnswerRequest(self.arguments.folder, question.id, choice.key, value, reason, self.arguments.by)
        try:
            report = answer(request, world=World(self.console.environment))
        except RequestError as problem:
            self.console.error(str(problem))
            return False
        self.questions = report.questions
        changed = ", ".join(report.changed)
        self.console.print(f"Kept. Changed: {changed}" if changed else "Kept.")
        return True


def _prompted(console: Console, prompt: str) -> str | None:
    """Return a line of standard input; None at its end."""
    console.err.write(prompt)
    console.err.flush()
    try:
        return input().strip()
    except EOFError:
        console.log()
        return None


def _show(question: Question, console: Console, count: str = "") -> None:
    console.print(f"{console.painted(question.id, 'bold')}  {visible(str(question.place))}  {console.painted(count, 'dim')}")
    console.print(f"  {visible(question.asked)}")
    for line in question.excerpt.splitlines():
        console.print(console.painted(f"    {visible(line)}", "dim"))
    for number, choice in enumerate(question.possible, 1):
        console.print(f"  {number}  {_described(choice)}")


def _described(choice: Choice) -> str:
    evidence = f" ({visible(choice.evidence)})" if choice.evidence else ""
    value = "=VALUE" if choice.asks else ""
    return f"{visible(choice.key)}{value}: {visible(choice.label)}{evidence}"


def _end(found: QuestionsReport, arguments: argparse.Namespace, console: Console) -> Exit:
    """Print how many questions are open, and return the exit code."""
    rest = found.open
    if arguments.json:
        console.print_json({"open": [_plain(each) for each in rest]})
    elif rest:
        console.print(f"{len(rest)} open. To go on: presskit answer {arguments.folder}")
    else:
        console.print(f"Nothing is open. Next: presskit check {arguments.folder}")
    return Exit.FINDINGS if rest else Exit.OK


def _plain(question: Question) -> dict[str, Any]:
    answer = question.answer
    return {
        "id": question.id,
        "kind": question.kind,
        "asked": question.asked,
        **place(question.place),
        "excerpt": question.excerpt,
        "weighs": question.weighs,
        "scope": str(question.scope),
        "choices": [
            {"key": each.key, "label": each.label, "evidence": each.evidence, "asks": each.asks} for each in question.possible
        ],
        "answer": {**asdict(answer), "when": answer.when.isoformat()} if answer else None,
    }


ANSWER = Command(
    name="answer",
    summary="answer presskit's open questions, or accept a warning",
    usage="presskit answer DIR [ID [ANSWER]] [--reason WHY] [--by NAME] [--json]",
    examples=(
        "presskit answer my-kit",
        "presskit answer my-kit embargo-1f0c22ab paris",
        'presskit answer my-kit consent-90ab12cd leave-out --reason "their board has not met"',
        'presskit answer my-kit finding-77aa01fe accept --reason "the law counts them so"',
        "presskit answer my-kit --json",
    ),
    options=(
        KIT_FOLDER,
        Option("id", metavar="ID", nargs="?", help="the question (default: all open questions, one by one)"),
        Option("answer", metavar="ANSWER", nargs="?", help="one of its answers, or ANSWER=VALUE"),
        Option("--reason", metavar="WHY", default="", help="why; required for leave-out and accept"),
        Option("--by", metavar="NAME", default="", help="who answers (default: your login name)"),
    ),
    run=_run,
    explains=(
        "presskit keeps its questions in questions.yaml of the kit; check and build stop while one is open. An answer "
        "changes the kit's files, and presskit records who gave it, when and why. You can leave out what a question is "
        "about, with a reason, or correct the files yourself and answer «by-hand». Without ID, presskit then goes "
        "through the warnings of check: accept one with a reason if your text is right."
    ),
)
