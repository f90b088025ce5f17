"""Find what is wrong with finished PDFs and Word files, wherever they come from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from presskit.diagnostics import Diagnostic, has_errors, in_order
from presskit.errors import RequestError
from presskit.kit.loading import read
from presskit.kit.preflight_files import CheckedFile, check_file, is_finished_file
from presskit.kit.received import CHECKING, spent, worked
from presskit.model.release import Kit
from presskit.sandbox.limits import StoppedError
from presskit.store.locking import write
from presskit.usecases.explain import rules
from presskit.usecases.request import StrPath, as_request
from presskit.usecases.world import Cancellation, Progress, Step, World, cancellable, checkpoint, silent

__all__ = ["CheckFilesReport", "CheckFilesRequest", "check_files", "is_finished_file"]


@dataclass(frozen=True, slots=True)
class CheckFilesRequest:
    """PDFs and Word files to check.

    With a ``kit``, their words are compared with its editions; with ``html``, a report with pictures of the PDFs' pages is
    written to that file.
    """

    files: tuple[Path, ...]
    kit: Path | None = None
    html: Path | None = None


@dataclass(frozen=True, slots=True)
class CheckFilesReport:
    """What was found in each file, in the order of the request; ``html`` is where the report was written."""

    files: tuple[CheckedFile, ...]
    html: Path | None = None

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All findings by file and place."""
        return tuple(in_order(each.diagnostic for file in self.files for each in file.findings))


@cancellable
def check_files(
    request: CheckFilesRequest | StrPath,
    *,
    world: World = World(),
    progress: Progress = silent,
    cancel: Cancellation | None = None,
) -> CheckFilesReport:
    """Check finished files for what they claim to be; a bare path stands for one file.

    >>> _ = presskit.build(presskit.BuildRequest(Path("my-kit"), only=("docx",), languages=("en",)))
    >>> presskit.check_files("build/en/sample-release-en.docx").diagnostics
    ()

    Whatever a file is, what is wrong with it is a finding. Raises :class:`~presskit.RequestError` where the kit to compare
    with has errors, with these findings, and where the report cannot be written.
    """
    request = as_request(lambda path: CheckFilesRequest((path,)), request)
    kit = _sound_kit(request.kit, world) if request.kit else None
    files = []
    for number, path in enumerate(request.files, 1):
        checkpoint(cancel)()
        progress(Step(number, len(request.files), str(path)))
        files.append(check_file(path, kit))
    if request.html:
        write(request.html.parent, {request.html.name: _report(files)})
    return CheckFilesReport(tuple(files), request.html)


def _report(files: Sequence[CheckedFile]) -> bytes:
    """Return the report as a page; painting the pages of a file from outside is as much work of a stranger's as reading it."""
    size = sum(len(each.data) for each in files)
    loads = ("pypdfium2", "PIL.Image", "jinja2")
    try:
        page: bytes = worked("presskit.kit.preflight_report:report_page", size, CHECKING, (files, rules()), loads)
    except StoppedError as stopped:
        told = spent(stopped, "painting the pages for the report", CHECKING.for_size(size))
        raise RequestError(f"{told.message}: check the files without a report, or fewer at once") from stopped
    return page


def _sound_kit(folder: Path, world: World) -> Kit:
    """Return the kit among whose languages the edition of a file is looked for."""
    checked = read(folder, world.context())
    if checked.value is None or has_errors(checked.diagnostics):
        message = f"{folder}: the kit has errors: mend them first, or check the files without it"
        raise RequestError(message, checked.diagnostics)
    return checked.value
