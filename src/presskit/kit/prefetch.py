"""Begins to set pages that a build will ask for, so that it need not wait for them.

The pages of the first edition are set while the kit is checked, those of the next while this one's are finished. A job is
submitted here, and again by whoever makes the output; the typesetter does equal jobs once.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from presskit.model.outputs import Format

if TYPE_CHECKING:
    from presskit.kit.manifest import Keys
    from presskit.kit.tasks import Task
    from presskit.model.edition import Edition
    from presskit.model.release import Kit
    from presskit.resources import Resources
    from presskit.typesetting.typesetter import Typesetter
    from presskit.writers import Writer

__all__ = ["AHEAD", "PAGED", "look_ahead", "prefetch_first", "sets_pages"]

AHEAD = 2
"""So many jobs may be begun: one that is being set, and one that comes next."""
PAGED = frozenset(each.value for each in Format if each.sets_pages)
"""The outputs that are set in pages."""
_LOG = logging.getLogger(__name__)


def sets_pages(outputs: Collection[str]) -> bool:
    """Tell whether one of the outputs is set in pages; none named are all. Who asks this has not imported the writers."""
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
        for language in languages:
            if kit.statement(language) is not None:
                edition = merge(kit, language).value
                wanted = [writer for writer in setting if keys.of(edition, writer) not in known]
                if wanted:
                    _prefetch(edition, wanted[0], keys.resources, typesetter)
                    return
    except Exception:  # noqa: BLE001 -- a kit that was not checked yet may hold anything; whoever makes the output tells of it
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
    """Submit the job of an output. A template that is broken is told of by whoever makes the output."""
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
