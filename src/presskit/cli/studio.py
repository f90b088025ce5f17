"""presskit studio: the releases of a folder in the browser."""

from __future__ import annotations

import argparse
from importlib.util import find_spec
from pathlib import Path

from presskit.cli.command import Command, Exit, Option
from presskit.cli.console import Console
from presskit.errors import RequestError
from presskit.usecases.world import World

__all__ = ["STUDIO"]

LIBRARIES = ("python_multipart", "starlette", "uvicorn")
"""What the extra «studio» brings."""


def _run(arguments: argparse.Namespace, console: Console) -> Exit:
    missing = [each for each in LIBRARIES if find_spec(each) is None]
    if missing:
        raise RequestError(
            f"the studio needs libraries that are not installed: {', '.join(missing)}. "
            "In a checkout «make kit» installs them; elsewhere: pip install 'presskit[studio]'"
        )
    from presskit.studio.server import serve

    def began(address: str) -> None:
        if arguments.json:
            console.print_json({"address": address})
        else:
            console.print(f"The studio is open at this address, which works once:\n\n    {address}\n\nCtrl-C closes it.")
        console.out.flush()
        if arguments.browser:
            import webbrowser

            webbrowser.open(address)

    try:
        serve(arguments.folder, arguments.port, World(console.environment), began)
    except KeyboardInterrupt:
        console.log("the studio is closed")
    return Exit.OK


STUDIO = Command(
    name="studio",
    summary="open the releases of a folder in the browser",
    usage="presskit studio [DIR] [--port N] [--no-browser] [--json]",
    examples=("presskit studio", "presskit studio releases --port 8700", "presskit studio my-kit --no-browser"),
    options=(
        Option("folder", metavar="DIR", type=Path, nargs="?", default=Path(), help="kits, or one kit (default: here)"),
        Option("--port", metavar="N", type=int, default=0, help="the port (default: a free one)"),
        Option("--no-browser", dest="browser", action="store_false", help="open no browser; the address is printed"),
    ),
    run=_run,
    explains=(
        "The studio runs on this computer alone, and lets in the one browser that opens the address. It changes the same "
        "files as the commands, and keeps every state. What it hands out is made in the folder handed-out beside the kits. "
        "It needs the libraries of the extra presskit[studio]."
    ),
)
