"""Runs the tasks of a build: in this process, in several, or in an executor given from outside (PEP 3148).

Pages that a build will ask for are begun early: those of the first edition while the kit is checked, those of the next while
this one's are finished. A job is submitted here, and again by the writer of the output; the typesetter does equal jobs once.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import Future, InvalidStateError
from contextlib import contextmanager
from contextvars import copy_context
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from presskit.model.outputs import Format
from presskit.typesetting.typesetter import Typesetter

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from presskit.kit.manifest import Keys
    from presskit.kit.tasks import Outcome, Task
    from presskit.model.edition import Edition
    from presskit.model.release import Kit
    from presskit.resources import Resources
    from presskit.typesetting.job import Job, Pages
    from presskit.writers import Writer

__all__ = ["AHEAD", "PAGED", "BuildTypesetter", "OnOutput", "TaskExecutor", "look_ahead", "prefetch_first", "sets_pages"]

FEW = 4
"""Up to how many languages threads are as quick as processes, which have to begin by importing."""
OnOutput = Callable[[int, str, str], None]
"""Called with how many outputs are done or begun, a language and the title of an output."""


class BuildTypesetter(Typesetter):
    """A typesetter as one build uses it: jobs go to the ``shared`` one, and are cancelled without those of other builds."""

    def __init__(self, shared: Typesetter) -> None:
        self._shared, self._cancelled = shared, False
        self._open: dict[Future[Pages], Future[Pages]] = {}

    def warm_up(self) -> None:
        """Let a worker of the shared typesetter begin to import what it needs."""
        self._shared.warm_up()

    def submit(self, job: Job) -> Future[Pages]:
        """Return the future of a job's pages. A job that another build cancelled is submitted again."""
        own: Future[Pages] = Future()
        self._submit(job, own)
        return own

    def _submit(self, job: Job, own: Future[Pages]) -> None:
        if self._cancelled:
            own.cancel()
            return
        self._open[own] = shared = self._shared.submit(job)
        shared.add_done_callback(lambda done: self._finish(job, done, own))
        if self._cancelled:  # meanwhile, by another thread
            self.cancel()

    def _finish(self, job: Job, done: Future[Pages], own: Future[Pages]) -> None:
        self._open.pop(own, None)
        try:
            if done.cancelled():
                self._submit(job, own)
            elif problem := done.exception():
                own.set_exception(problem)
            else:
                own.set_result(done.result())
        except (RuntimeError, InvalidStateError):  # the shared typesetter is closed; or this build was cancelled
            own.cancel()

    def cancel(self) -> None:
        """Cancel the jobs of this build that are not done; whoever waits for one gets ``concurrent.futures.CancelledError``."""
        self._cancelled = True
        for own, shared in tuple(self._open.items()):
            own.cancel()
            shared.cancel()


@dataclass(frozen=True, slots=True)
class TaskExecutor:
    """Runs tasks. ``jobs`` is how many processes may work at once, 0 for as many as there are processors.

    An ``executor`` given from outside is used instead and stays open; :class:`~presskit.kit.tasks.Task` and
    :class:`~presskit.kit.tasks.Outcome` can be pickled.
    """

    jobs: int = 0
    executor: Executor | None = None

    def stays_here(self, languages: int) -> bool:
        """Return whether the tasks of so many languages are done in this process, be it by several threads."""
        return self.executor is None and (languages <= FEW or self.jobs == 1)

    def run(self, tasks: Sequence[Task], on_output: OnOutput, typesetter: Typesetter) -> list[Outcome]:
        """Return the outcomes of all tasks; the pages of those that are done in this process are set by ``typesetter``."""
        from presskit.kit.tasks import perform

        if self.executor is not None:
            return _collected([self.executor.submit(perform_elsewhere, task) for task in tasks], on_output)
        hands = min(self.jobs or os.cpu_count() or 1, len(tasks))
        if hands < 2:
            return _one_by_one(tasks, on_output, typesetter)
        here = len({task.edition.language for task in tasks}) <= FEW
        with _pool(hands, threads=here) as own:
            if here:  # in the context of the use case, which may be cancelled
                futures = [own.submit(copy_context().run, perform, task, typesetter) for task in tasks]
            else:
                futures = [own.submit(perform_elsewhere, task) for task in tasks]
            return _collected(futures, on_output)


@contextmanager
def _pool(hands: int, *, threads: bool) -> Iterator[Executor]:
    """Give an executor, and end it; what it has not begun when an error comes up is not done.

    Threads suffice for few languages: pages are set in a process of their own, so one can wait for them while another works.
    """
    if threads:
        from concurrent.futures import ThreadPoolExecutor

        executor: Executor = ThreadPoolExecutor(hands)
    else:
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_all_start_methods, get_context

        method = "fork" if "fork" in get_all_start_methods() else "spawn"
        executor = ProcessPoolExecutor(hands, mp_context=get_context(method))
    try:
        yield executor
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def perform_elsewhere(task: Task) -> list[Outcome]:
    """Do a task in a process of an executor. A typesetter cannot be sent there: each such process has one of its own."""
    from presskit.kit.tasks import perform

    return perform(task, _typesetter_of_this_process())


@cache
def _typesetter_of_this_process() -> Typesetter:
    """Return the typesetter of a process that does tasks for somebody else.

    The one place where a typesetter is not an argument: an executor hands a process nothing but pickled tasks, which come
    one after the other and should not each start a worker. Nobody tells the process that a task is its last, so the worker
    ends with it.
    """
    from presskit.typesetting.typesetter import Typesetter

    return Typesetter()


def _collected(futures: Sequence[Future[list[Outcome]]], on_output: OnOutput) -> list[Outcome]:
    from concurrent.futures import as_completed

    outcomes: list[Outcome] = []
    for future in as_completed(futures):
        for outcome in future.result():
            outcomes.append(outcome)
            on_output(len(outcomes), outcome.language, outcome.writer.title)
    return outcomes


def _one_by_one(tasks: Sequence[Task], on_output: OnOutput, typesetter: Typesetter) -> list[Outcome]:
    from presskit.kit.tasks import perform

    outcomes: list[Outcome] = []
    for task in look_ahead(tasks, typesetter):
        on_output(len(outcomes) + 1, task.edition.language, task.writers[0].title)
        outcomes += perform(task, typesetter)
    return outcomes


AHEAD = 2
"""So many jobs may be begun: one that is being set, and one that comes next."""
PAGED = frozenset(each.value for each in Format if each.sets_pages)
"""The outputs that are set in pages."""
_LOG = logging.getLogger(__name__)


def sets_pages(outputs: Collection[str]) -> bool:
    """Return whether one of the outputs is set in pages; none named are all. Who asks this has not imported the writers."""
    return not outputs or not PAGED.isdisjoint(outputs)


def prefetch_first(  # noqa: PLR0913, PLR0917 -- what a build knows when it has read the kit
    kit: Kit,
    languages: Iterable[str],
    writers: Sequence[Writer],
    keys: Keys,
    known: Collection[str],
    typesetter: Typesetter,
) -> None:
    """Begin to set the first edition whose pages no ``known`` key stands for."""
    from presskit.editions import merge

    setting = [writer for writer in writers if writer.sets_pages]
    if not setting:
        return
    try:
        editions = (merge(kit, language).value for language in languages if kit.statement(language) is not None)
        pairs = ((edition, writer) for edition in editions for writer in setting if keys.of(edition, writer) not in known)
        for edition, writer in islice(pairs, 1):
            _prefetch(edition, writer, keys.resources, typesetter)
    except Exception:  # noqa: BLE001 -- a kit that is not checked yet may hold anything; it is reported when the output is made
        _LOG.debug("no pages are set ahead", exc_info=True)


def look_ahead(tasks: Sequence[Task], typesetter: Typesetter) -> Iterator[Task]:
    """Yield the tasks; while one is done, the pages of the next that has any are set."""
    paged = [index for index, task in enumerate(tasks) if task.writers[0].sets_pages]
    begun = -1
    for index, task in enumerate(tasks):
        for coming in [each for each in paged if each >= index][:AHEAD]:
            if coming > begun:
                begun = coming
                _prefetch(tasks[coming].edition, tasks[coming].writers[0], tasks[coming].resources, typesetter)
        yield task


def _prefetch(edition: Edition, writer: Writer, resources: Resources, typesetter: Typesetter) -> None:
    """Submit the job of an output. A broken template is reported when the output is made."""
    from presskit.model.edition import for_output
    from presskit.resources import MissingResourceError
    from presskit.writers.errors import WriterError
    from presskit.writers.pages import job_of

    try:
        job = job_of(for_output(edition, writer.format), resources)
    except (WriterError, MissingResourceError):
        _LOG.debug("the pages of %s cannot be set ahead", edition.language, exc_info=True)
    else:
        typesetter.submit(job)
