"""Who does the tasks of a build: this process, several, or whatever executor one gives it (PEP 3148)."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from presskit.kit.tasks import Outcome, Task

__all__ = ["Told", "Workforce"]

FEW = 4
"""Up to how many languages threads are as quick as processes, which have to begin by importing."""
Told = Callable[[int, str, str], None]
"""Called with how many outputs are done or begun, a language and the title of an output."""


@dataclass(slots=True)
class Workforce:
    """Runs tasks. ``jobs`` is how many processes may work at once, 0 for as many as there are processors.

    An ``executor`` given from outside is used instead and stays open; :class:`~presskit.kit.tasks.Task` and
    :class:`~presskit.kit.tasks.Outcome` can be pickled.
    """

    jobs: int = 0
    executor: Executor | None = None
    own: Executor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self.own is not None:
            self.own.shutdown(wait=True, cancel_futures=True)
            self.own = None

    def stays_here(self, languages: int) -> bool:
        """Tell whether the tasks of so many languages are done in this process, be it by several threads."""
        return self.executor is None and (languages <= FEW or self.jobs == 1)

    def run(self, tasks: Sequence[Task], told: Told) -> Iterator[Outcome]:
        """Yield the outcomes of all tasks as they come."""
        executor = self.executor or self._hired(tasks)
        if executor is None:
            yield from _one_by_one(tasks, told)
        else:
            yield from _side_by_side(executor, tasks, told)

    def _hired(self, tasks: Sequence[Task]) -> Executor | None:
        """Return an executor that suits the tasks; None where this process alone is as quick."""
        hands = min(self.jobs or os.cpu_count() or 1, len(tasks))
        if hands < 2:
            return None
        from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
        from multiprocessing import get_all_start_methods, get_context

        if len({task.edition.language for task in tasks}) <= FEW:
            # Pages are set in a process of their own, so a thread can wait for them while another works.
            self.own = ThreadPoolExecutor(hands)
        else:
            method = "fork" if "fork" in get_all_start_methods() else "spawn"
            self.own = ProcessPoolExecutor(hands, mp_context=get_context(method))
        return self.own


def _side_by_side(executor: Executor, tasks: Sequence[Task], told: Told) -> Iterator[Outcome]:
    from concurrent.futures import as_completed

    from presskit.kit.tasks import perform

    futures = [executor.submit(perform, task) for task in tasks]
    done = 0
    for future in as_completed(futures):
        for outcome in future.result():
            done += 1
            told(done, outcome.language, outcome.writer.title)
            yield outcome


def _one_by_one(tasks: Sequence[Task], told: Told) -> Iterator[Outcome]:
    from presskit.kit.foresight import look_ahead
    from presskit.kit.tasks import perform

    done = 0
    for task in look_ahead(tasks):
        told(done + 1, task.edition.language, task.writers[0].title)
        outcomes = perform(task)
        done += len(outcomes)
        yield from outcomes
