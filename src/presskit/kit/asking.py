"""New questions into questions.yaml of a kit: what is open there stays, and what was answered is not asked again."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from presskit.kit.loading import load
from presskit.kit.outputs import write_all
from presskit.model.question import Question
from presskit.readers import kit as kit_reader
from presskit.writers.kit_files import QUESTIONS, questions_file

__all__ = ["ask"]


def ask(folder: Path, questions: Iterable[Question], *, instead_of: Collection[str] = ()) -> tuple[Question, ...]:
    """Keep ``questions`` in the kit and return all that it holds then.

    Those whose id the kit knows are as they were, with their answer. Open ones called in ``instead_of`` that are not asked
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
