"""presskit build: every output of a kit."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from presskit.cli.command import KIT, TEMPLATES, Command, Exit, Option, names
from presskit.cli.console import Console, Progress
from presskit.errors import RequestError
from presskit.model.outputs import Format
from presskit.typography import in_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from concurrent.futures import Executor

    from presskit.kit.build_report import BuildReport, BuildRequest
    from presskit.usecases.world import Step, World

__all__ = ["BUILD"]

SWITCH = 0.0005
"""Seconds after which a thread that waits may go on: by Python's own 0.005, pages would wait for whoever checks the kit."""


def _run(arguments: argparse.Namespace, console: Console) -> Exit:
    if arguments.zip and arguments.watch:
        raise RequestError("--zip packs what one build made, and --watch builds again and again: choose one of them")
    if not arguments.watch and _is_unchanged(arguments, console):
        return Exit.OK
    from presskit.kit.executor import sets_pages
    from presskit.typesetting.typesetter import Typesetter

    sys.setswitchinterval(SWITCH)
    with Typesetter() as typesetter:
        if not arguments.executor and sets_pages(arguments.only):
            typesetter.warm_up()  # begins with what takes longest, before anything else is imported here
        from presskit.usecases.world import World

        world = World(console.environment, typesetter=typesetter)
        return _watch(arguments, console, world) if arguments.watch else _build(arguments, console, world)


def _build(arguments: argparse.Namespace, console: Console, world: World) -> Exit:
    from presskit.usecases.build import build

    with Progress(console) as progress, _elsewhere(arguments.executor) as executor:
        report = build(_request(arguments), world=world, progress=progress.step, executor=executor)
    code = _show(report, arguments, console)
    if arguments.zip and report.made and not report.failed:
        from presskit.usecases.pack import PackRequest, pack

        packed = pack(PackRequest(arguments.out, arguments.zip), world=world)
        console.log(f"{len(packed.files)} files packed into {in_line(str(arguments.zip))}")
    return code


def _watch(arguments: argparse.Namespace, console: Console, world: World) -> Exit:
    """Build, and build again whenever something changes, until Ctrl-C."""
    from presskit.usecases.watch import watch

    def begun(step: Step) -> None:
        if step.number <= 1:
            progress.begun = time.monotonic()
        progress.step(step)

    try:
        with Progress(console) as progress:
            for each in watch(_request(arguments), world=world, progress=begun):
                progress.clear()
                if each.changed:
                    console.print("\n" + ", ".join(os.path.basename(path) for path in each.changed) + ":")  # noqa: PTH119
                if each.report:
                    _show(each.report, arguments, console)
                if each.problem:
                    console.error(str(each.problem))
                console.print(f"Watching {in_line(str(arguments.folder))}. Ctrl-C ends it.")
                console.out.flush()
    except KeyboardInterrupt:
        console.log("stopped watching")
    return Exit.OK


def _is_unchanged(arguments: argparse.Namespace, console: Console) -> bool:
    """Return whether the last build is current and had no findings; then list its outputs.

    This runs before anything that takes time is imported, the use case of a build too.
    """
    from presskit.kit.fingerprint import unchanged

    if arguments.force or arguments.json or arguments.zip:
        return False
    begun = time.monotonic()
    words = [",".join(arguments.only), ",".join(arguments.lang), str(arguments.proof), str(arguments.attach)]
    fixed = console.environment.get("SOURCE_DATE_EPOCH", "")
    now = float(fixed) if fixed.isdecimal() else time.time()
    templates = [str(arguments.templates)] if arguments.templates else []
    known = unchanged(str(arguments.folder), str(arguments.out), templates, words, now)
    if known is None or not known["clean"]:
        return False
    rows = [(path, each["language"], each["pages"], each["bytes"]) for path, each in known["outputs"].items()]
    _list(rows, arguments.out, console)
    console.print(f"\nNothing has changed: {len(rows)} files are as they were ({time.monotonic() - begun:.2f} s)")
    return True


@contextmanager
def _elsewhere(address: str) -> Iterator[Executor | None]:
    """Give the executor of the Dask cluster at ``address``; none where no address is given."""
    if not address:
        yield None
        return
    try:
        from distributed import Client

        client = Client(address, timeout=10, set_as_default=False)
    except ImportError as missing:
        raise RequestError("--executor needs Dask: pip install 'presskit[dask]'") from missing
    except (OSError, ValueError) as problem:
        raise RequestError(f"there is no Dask cluster at {address}: {problem}") from problem
    with client:
        yield client.get_executor()


def _request(arguments: argparse.Namespace) -> BuildRequest:
    from presskit.kit.build_report import BuildRequest

    return BuildRequest(
        arguments.folder,
        arguments.out,
        only=tuple(arguments.only) or None,
        languages=tuple(arguments.lang),
        templates=arguments.templates,
        proof=arguments.proof,
        attach=arguments.attach,
        force=arguments.force,
        jobs=arguments.jobs,
    )


def _show(report: BuildReport, arguments: argparse.Namespace, console: Console) -> Exit:
    """Print the report; a build that was made returns 0, though it may have warnings."""
    from dataclasses import asdict

    from presskit.cli import findings

    return findings.finish(
        report.diagnostics,
        findings.error_code(report.diagnostics),
        arguments,
        console,
        lambda: {
            "out": str(arguments.out),
            "files": [asdict(each) for each in report.made],
            "seconds": round(report.elapsed, 3),
        },
        lambda: _summary(report, arguments.out, console),
    )


def _summary(report: BuildReport, out: Path, console: Console) -> None:
    if not report.made:
        console.log(f"Nothing was made: {_why_nothing(report)}. What lay in {in_line(str(out))} is as it was.")
        return
    _list([(made.path, made.language, made.pages, made.bytes) for made in report.made], out, console)
    kept = sum(made.kept for made in report.made)
    count = len(report.made) - kept
    files = f"{count} file{'' if count == 1 else 's'}{f'; {kept} as they were,' if kept else ''}"
    console.print(f"\n{files} in {report.elapsed:.1f} s. Hashes: {in_line(str(out / 'report.json'))}")
    if report.failed:
        console.log("Some languages were not made, for errors were found in them; their files are as they were.")


def _why_nothing(report: BuildReport) -> str:
    if report.failed:
        return "the kit has errors"
    behind = any(each.code == "language-not-built" for each in report.diagnostics)
    return "the texts are behind their source" if behind else "the kit asks for no output"


def _list(entries: Sequence[tuple[str, str, int, int]], out: Path, console: Console) -> None:
    """Print the table of outputs: path, language, pages, bytes."""
    sizes = (f"{count / 1000:.0f} kB" if count >= 1000 else f"{count} B" for *_, count in entries)
    rows = ((str(out / path), tag, str(pages or "–"), size) for (path, tag, pages, _), size in zip(entries, sizes, strict=True))
    console.table([("file", "language", "pages", "size"), *rows], right=frozenset({2, 3}))


BUILD = Command(
    name="build",
    summary="write every output of a kit, in each of its languages",
    usage=(
        "presskit build KIT [-o DIR] [--only LIST] [--lang LIST] [--proof] [--attach] [--templates DIR]\n"
        "                      [--zip FILE] [--force] [--jobs N | --executor ADDR] [--watch] [--json]"
    ),
    examples=(
        "presskit build my-kit",
        "presskit build my-kit --only pdf,docx --lang en,ar",
        "presskit build my-kit --only print --proof",
        "presskit build my-kit --out /tmp/proof --templates my-templates",
        "presskit build my-kit --zip my-kit.zip",
        "presskit build my-kit --lang en --watch",
    ),
    options=(
        KIT,
        Option("-o", "--out", metavar="DIR", type=Path, default=Path("build"), help="where to write (default: build)"),
        Option("--only", metavar="LIST", type=names, default=[], help=f"these outputs: {','.join(Format)}"),
        Option("--lang", metavar="LIST", type=names, default=[], help="only these languages: en,ar"),
        Option("--proof", action="store_true", help="also write a proof of the print PDF, and a contact sheet"),
        Option("--attach", action="store_true", help="attach the release as data to the PDF, for newsrooms"),
        Option("--zip", metavar="FILE", type=Path, help="also write all outputs into one ZIP file"),
        Option("--force", action="store_true", help="write everything again, even if nothing has changed"),
        Option("--watch", action="store_true", help="keep running, and build again whenever the kit changes"),
        Option("--jobs", metavar="N", type=int, default=0, help="number of processes (default: one a core)"),
        Option("--executor", metavar="ADDR", default="", help="a Dask cluster to work on: tcp://host:8786"),
        TEMPLATES,
    ),
    run=_run,
    explains=(
        "Outputs go into one folder a language: build/en/my-kit-en.pdf. presskit checks the kit first: errors stop the "
        "build, and an error in one language keeps the old files of that language. presskit writes what has changed. "
        "The same kit gives the same bytes on every machine. presskit never overwrites the outputs of another kit or "
        "files that it did not write, and never builds a lower version; above version 1 it does not build a translation "
        "that is behind its source."
    ),
)
