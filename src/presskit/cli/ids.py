"""presskit ids: writes down the ids that link each block with its translations."""

from __future__ import annotations

import argparse

from presskit.cli import findings
from presskit.cli.command import Command, Exit, kit_folder
from presskit.cli.console import Console
from presskit.cli.folders import write_over
from presskit.diagnostics import has_errors

__all__ = ["COMMAND"]


def _run(arguments: argparse.Namespace, console: Console) -> Exit:
    from presskit import kit
    from presskit.cli.world import world

    reading, files = kit.read(arguments.folder, world(console.environment))
    if reading.value is None or has_errors(reading.diagnostics):
        findings.show(reading.diagnostics, console, console.err)
        console.complain("nothing was written: mend the errors first")
        return findings.exit_code(reading.diagnostics)
    changed = _changed(files)
    write_over(arguments.folder, changed)
    if arguments.json:
        console.emit({"changed": sorted(changed)})
    else:
        console.say("\n".join(f"ids written: {name}" for name in sorted(changed)) or "every block has its id")
    return Exit.OK


def _changed(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return the statements whose text gains ids."""
    from presskit.editing.markdown_file import with_ids

    changed = {}
    for name, data in files.items():
        if name.startswith("statement.") and name.endswith(".md"):
            numbered = with_ids(name, data, name.removeprefix("statement.").removesuffix(".md"))
            if numbered != data:
                changed[name] = numbered
    return changed


COMMAND = Command(
    name="ids",
    summary="write an id to each paragraph that has none, before it is translated",
    usage="presskit ids DIR [--json]",
    examples=("presskit ids my-kit",),
    arguments=kit_folder,
    run=_run,
    explains="An id lasts while its paragraph is edited, and a translation knows by it what it translates.",
)
