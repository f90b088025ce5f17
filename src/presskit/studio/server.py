"""Starts the studio's server on 127.0.0.1 and serves until it is stopped."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from presskit.errors import RequestError
from presskit.limits import STUDIO_HEAD_BYTES
from presskit.studio.application import application
from presskit.studio.jobs import Jobs
from presskit.studio.parcels import Parcels
from presskit.studio.releases import Releases
from presskit.studio.sessions import Sessions
from presskit.studio.sheets import Sheets
from presskit.studio.view import Studio
from presskit.typesetting.typesetter import Typesetter
from presskit.usecases.kit_status import MARKER
from presskit.usecases.world import World

__all__ = ["serve"]

_WORKERS = 2
"""Processes that set pages: while one makes the files to hand out, the other shows the page."""
_GENTLY = 10.0
"""Seconds that letters under way have to be finished, when the studio ends; whatever is not is for a person to look at."""
ADDRESS = "127.0.0.1"
"""Nobody on another machine can connect."""


def serve(folder: Path, port: int, world: World, began: Callable[[str], None]) -> None:
    """Serve the releases of a folder, or the one release in it; ``began`` is called with the address and its token.

    ``port`` 0 stands for a free one. Returns when the process is told to end; raises ``KeyboardInterrupt`` after Ctrl-C, and
    :class:`~presskit.errors.RequestError` where there is no such folder or the port is in use.
    """
    folder = folder.absolute()
    if not folder.is_dir():
        raise RequestError(f"there is no folder «{folder}»", fields=("folder",))
    alone = (folder / MARKER).exists()
    bound = _bound(port)
    with bound, Typesetter(workers=_WORKERS) as typesetter:
        world = World(world.environment, world.clock, typesetter)
        releases = Releases(folder.parent if alone else folder, world, {folder.name} if alone else None)
        studio = Studio(releases, Sessions(), Jobs(), Jobs(), Sheets(world), Parcels(), world, bound.getsockname()[1])
        config = uvicorn.Config(
            application(studio), http="h11", ws="none", lifespan="off", log_config=None, access_log=False, server_header=False,
            proxy_headers=False, timeout_graceful_shutdown=1, h11_max_incomplete_event_size=STUDIO_HEAD_BYTES,
        )  # fmt: skip
        began(f"http://{ADDRESS}:{studio.port}/enter?token={studio.sessions.new_token()}")
        try:
            uvicorn.Server(config).run(sockets=[bound])
        finally:
            studio.jobs.stop()
            studio.mailings.stop(_GENTLY)


def _bound(port: int) -> socket.socket:
    """Return a socket that listens before the address is told, so that who opens it at once is served."""
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((ADDRESS, port))
        bound.listen(128)
    except (OSError, OverflowError) as problem:
        bound.close()
        raise RequestError(f"port {port} cannot be used: {problem}; name another one", fields=("port",)) from problem
    return bound
