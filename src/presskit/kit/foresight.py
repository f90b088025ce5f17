"""Begins what a build will need in any case.

The pages of the first edition are set while the kit is checked, those of the next while this one's are finished.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from presskit.kit.manifest import Keys
    from presskit.kit.tasks import Task
    from presskit.model.edition import Edition
    from presskit.model.release import Kit
    from presskit.resources import Resources
    from presskit.writers import Writer

__all__ = ["begin", "look_ahead"]


def begin(kit: Kit, languages: Iterable[str], writers: Sequence[Writer], keys: Keys, known: Collection[str]) -> None:
    """Begin to set the first edition whose pages no ``known`` key stands for; whoever asks for them then finds them.

    Nothing fails here: a kit that has not been checked may hold what cannot be merged or set, and whoever makes the
    output in earnest tells of it.
    """
    setting = [writer for writer in writers if writer.sets_pages]
    with suppress(Exception):
        for edition in _editions(kit, languages) if setting else ():
            wanted = [writer for writer in setting if keys.of(edition, writer) not in known]
            if wanted:
                _set(edition, wanted[0], keys)
                return


def _editions(kit: Kit, languages: Iterable[str]) -> Iterable[Edition]:
    from presskit.editions import merge

    return (merge(kit, language).value for language in languages if kit.statement(language) is not None)


def _set(edition: Edition, writer: Writer, keys: Keys) -> None:
    _begin(edition, writer, keys.resources)
    import presskit.checks.preflight.pdf_checks  # noqa: F401 -- what looks at the pages can be read in while they are set


def _begin(edition: Edition, writer: Writer, resources: Resources) -> None:
    from presskit.model.edition import for_output
    from presskit.typesetting.job import begin
    from presskit.writers.pdf.typesetting import job_of

    begin(job_of(for_output(edition, writer.format), resources))


def look_ahead(tasks: Sequence[Task]) -> Iterator[Task]:
    """Yield the tasks; while one is done, the pages of the next that has any are set, and wait for whoever asks for them."""
    from presskit.typesetting.job import AHEAD

    paged = [index for index, task in enumerate(tasks) if task.writers[0].sets_pages]
    begun = -1
    for index, task in enumerate(tasks):
        for coming in [each for each in paged if each >= index][:AHEAD]:
            if coming > begun:
                begun = coming
                with suppress(Exception):  # whoever makes the output in earnest tells of it
                    _begin(tasks[coming].edition, tasks[coming].writers[0], tasks[coming].resources)
        yield task
