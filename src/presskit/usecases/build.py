"""Make every output of a kit: PDF, print PDF, Word file, web page, text."""

from __future__ import annotations

from concurrent import futures
from concurrent.futures import Executor
from contextlib import ExitStack

from presskit.errors import CancelledError, RequestError
from presskit.kit.build_report import BuildReport, BuildRequest, BuiltFile
from presskit.kit.building import build as build_kit
from presskit.kit.executor import BuildTypesetter, TaskExecutor
from presskit.kit.loading import CheckedKit
from presskit.kit.zipped import is_zip
from presskit.store.locking import changing
from presskit.typesetting.typesetter import Typesetter
from presskit.usecases.request import StrPath, as_request, refuse_missing_templates
from presskit.usecases.world import Cancellation, Progress, Step, World, cancellable, checkpoint, silent

__all__ = ["BuildReport", "BuildRequest", "BuiltFile", "build", "build_given"]


@cancellable
def build(
    request: BuildRequest | StrPath,
    *,
    world: World = World(),
    progress: Progress = silent,
    cancel: Cancellation | None = None,
    executor: Executor | None = None,
) -> BuildReport:
    """Make the outputs of a kit below ``request.out``, one folder a language; only what has changed is made again.

    >>> report = presskit.build(presskit.BuildRequest(Path("my-kit"), only=("text",)))
    >>> [made.path for made in report.made]
    ['en/sample-release-en.txt', 'ar/sample-release-ar.txt']

    Errors of the kit stop the build before anything is written; an error in one language leaves that language's outputs as
    they were. Errors are findings of the report. An ``executor`` (PEP 3148) does the work in the place of this process.

    ``cancel`` ends the build at its next step, and breaks off pages that are being set for it; those of other builds that
    share the typesetter of the ``world`` go on.

    Raises :class:`~presskit.RequestError` where the request names what the kit does not have, where ``out`` holds the
    outputs of another kit or is being written, and where the disk refuses.
    """
    return _build(as_request(BuildRequest, request), None, world, progress, cancel, executor)


@cancellable
def build_given(
    request: BuildRequest,
    checked: CheckedKit,
    *,
    world: World = World(),
    progress: Progress = silent,
    cancel: Cancellation | None = None,
) -> BuildReport:
    """Build a kit that was read and checked already, as it was then; it is not read again."""
    return _build(request, checked, world, progress, cancel, None)


def _build(  # noqa: PLR0913, PLR0917 -- what every use case takes, one by one
    request: BuildRequest,
    checked: CheckedKit | None,
    world: World,
    progress: Progress,
    cancel: Cancellation | None,
    executor: Executor | None,
) -> BuildReport:
    refuse_missing_templates(request.templates)
    if request.only is not None and not request.only:
        raise RequestError("«only» names no output; name at least one, or leave it out for all", fields=("only",))
    stop = checkpoint(cancel)

    def begun(number: int, total: int, title: str, language: str) -> None:
        stop()
        progress(Step(number, total, title, language))

    try:
        with changing(request.out, create=request.folder.is_dir() or is_zip(request.folder)), ExitStack() as stack:
            setting = BuildTypesetter(world.typesetter or stack.enter_context(Typesetter()))
            if cancel:
                stack.enter_context(cancel.calling(setting.cancel))
            return build_kit(
                request,
                context=world.context,
                now=world.now(),
                executor=TaskExecutor(request.jobs, executor),
                typesetter=setting,
                begun=begun,
                stop=stop,
                given=checked,
            )
    except futures.CancelledError:
        raise CancelledError("cancelled") from None
    except OSError as problem:
        from presskit.typesetting import pango

        if not pango.is_reason(problem):
            raise
        raise RequestError(pango.missing_message()) from problem
