"""presskit answer: what presskit did not understand of a kit, put to a person, one question after the other."""

from __future__ import annotations

import argparse
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from presskit.cli.command import KIT_FOLDER, Command, Exit, Option
from presskit.cli.console import Console
from presskit.cli.findings import place
from presskit.errors import RequestError
from presskit.kit.zipped import refuse_zip
from presskit.typography import in_line, visible
from presskit.usecases.world import World

if TYPE_CHECKING:
    from presskit.model.question import Choice, Question
    from presskit.usecases.answer import AnswerReport, QuestionsReport

__all__ = ["ANSWER", "review"]

_LATER = frozenset({"", "later"})
_STOP = frozenset({"q", "quit", "stop"})


def _run(arguments: argparse.Namespace, console: Console) -> Exit:
    from presskit.usecases.answer import questions

    if arguments.id and arguments.answer:
        choice, _, value = arguments.answer.partition("=")
        given = _give(arguments, console, arguments.id, choice, value, arguments.reason)
        return _end(given.questions, arguments, console, given)
    report = questions(arguments.folder, world=World(console.environment))
    if arguments.json:
        shown = [report.find(arguments.id)] if arguments.id else [*report.kept, *report.warnings]
        console.print_json({"questions": [_plain(each) for each in shown]})
        return Exit.FINDINGS if report.open else Exit.OK
    refuse_zip(arguments.folder)  # before anything is asked
    dialogue = _Dialogue(arguments, console, report)
    if arguments.id:
        dialogue.put(report.find(arguments.id))
    else:
        dialogue.put_all()
    return _end(dialogue.questions, arguments, console)


def review(folder: Path, console: Console) -> Exit:
    """Put the questions of a kit that was just written to the person at the terminal; return the exit code."""
    from presskit.usecases.answer import questions

    arguments = argparse.Namespace(folder=folder, reason="", by="", json=False)
    dialogue = _Dialogue(arguments, console, questions(folder, world=World(console.environment)))
    dialogue.put_all(warnings=False)
    return _end(dialogue.questions, arguments, console)


def _give(  # noqa: PLR0913, PLR0917 -- what an answer is, one by one
    arguments: argparse.Namespace, console: Console, name: str, choice: str, value: str, reason: str
) -> AnswerReport:
    from presskit.usecases.answer import AnswerRequest, answer

    given = AnswerRequest(arguments.folder, name, choice, value, reason, arguments.by)
    return answer(given, world=World(console.environment))


@dataclass(slots=True)
class _Dialogue:
    """Puts questions to the person at the terminal; ``questions`` are those of the kit after the last answer."""

    arguments: argparse.Namespace
    console: Console
    questions: QuestionsReport

    def put_all(self, *, warnings: bool = True) -> None:
        """Put the open questions one by one, and the warnings when no question is left: an answer may end or begin one."""
        seen: set[str] = set()
        while True:
            what, listed = ("question" if self.questions.open else "warning"), self.questions.open
            listed = listed or (self.questions.warnings if warnings else ())
            left = [each for each in listed if each.id not in seen]
            if not left or not self.put(left[0], f"{what}, {len(left)} left"):
                return
            seen.add(left[0].id)

    def put(self, question: Question, count: str = "") -> bool:
        """Show a question and take its answer; return False if nothing more is to be asked."""
        _show(question, self.console, count)
        choices = {str(number): choice for number, choice in enumerate(question.possible, 1)}
        while True:
            word = self.console.key("Answer (number or word; Enter: later; q: stop): ", _keys(len(choices)))
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
        """Ask for what the choice needs until it can be taken; return False if nothing is typed."""
        from presskit.usecases.answer import WITH_REASON

        reason = self.arguments.reason
        if choice.key in WITH_REASON and not reason:
            reason = _prompted(self.console, "Why? Whoever asks later will want the reason: ")
            if not reason:
                return False
        if not choice.asks:
            return self._taken(question, choice, "", reason)
        while value := _prompted(self.console, f"Type {choice.asks} (Enter: another answer): "):
            if self._taken(question, choice, value, reason):
                return True
        return False

    def _taken(self, question: Question, choice: Choice, value: str, reason: str) -> bool:
        try:
            report = _give(self.arguments, self.console, question.id, choice.key, value, reason)
        except RequestError as problem:
            self.console.error(str(problem))
            return False
        self.questions = report.questions
        _show_changed(report, self.console)
        return True


def _show_changed(report: AnswerReport, console: Console) -> None:
    changed = ", ".join(map(in_line, report.changed))
    console.print(f"Kept. Changed: {changed}" if changed else "Kept.")


def _keys(choices: int) -> str:
    """Return the keys that answer at once: q, and the numbers where none of them has two digits."""
    return "q" + "".join(map(str, range(1, choices + 1))) if choices < 10 else "q"


def _prompted(console: Console, prompt: str) -> str | None:
    """Return a line of standard input; None at its end."""
    return console.key(prompt)


def _show(question: Question, console: Console, count: str = "") -> None:
    console.print(f"{console.painted(question.id, 'bold')}  {in_line(str(question.place))}  {console.painted(count, 'dim')}")
    console.print(f"  {visible(question.asked)}")
    for line in question.excerpt.splitlines():
        console.print(console.painted(f"    {visible(line)}", "dim"))
    for number, choice in enumerate(question.possible, 1):
        key, evidence = visible(choice.key), f" ({visible(choice.evidence)})" if choice.evidence else ""
        console.print(f"  {number}  {key}{'=VALUE' if choice.asks else ''}: {visible(choice.label)}{evidence}")


def _end(
    report: QuestionsReport, arguments: argparse.Namespace, console: Console, given: AnswerReport | None = None
) -> Exit:
    """Print what an answer that was ``given`` changed and how many questions are open, and return the exit code."""
    if given and not arguments.json:
        _show_changed(given, console)
    if arguments.json:
        changed = {"changed": list(given.changed)} if given else {}
        console.print_json({**changed, "open": [_plain(each) for each in report.open]})
    elif report.open:
        console.print(f"{len(report.open)} open. To go on: presskit answer {arguments.folder}")
    else:
        console.print(f"Nothing is open. Next: presskit check {arguments.folder}")
    return Exit.FINDINGS if report.open else Exit.OK


def _plain(question: Question) -> dict[str, Any]:
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
        "answer": {**asdict(question.answer), "when": question.answer.when.isoformat()} if question.answer else None,
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
