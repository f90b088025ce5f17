"""Writing with what strangers brought, pictures, a colour profile, templates of one's own, in a worker: call → result.

Where a kit has none of these, all is done in this process.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from importlib import import_module
from typing import Any, TypeVar

from presskit.diagnostics import Diagnostic
from presskit.limits import MEGABYTE, WRITING_BYTES_A_SECOND, WRITING_MEMORY_BYTES, WRITING_SECONDS
from presskit.resources import Resources
from presskit.sandbox.limits import StoppedError
from presskit.source import Span
from presskit.writers.errors import OUTPUT_STOPPED, WriterError

__all__ = ["done", "is_foreign", "result_or_findings"]

T = TypeVar("T")


def is_foreign(resources: Resources) -> bool:
    """Return whether what is written holds something that a stranger may have made: pictures, profiles, templates."""
    return bool(resources.assets) or resources.has_own_templates


def done(what: str, size: int, resources: Resources, function: Callable[..., T], *arguments: Any) -> T:
    """Return what ``function``, of the top of a module, makes of ``arguments``, in a worker where ``resources`` are foreign.

    ``what`` names the output for people, ``size`` is how many bytes of other input there are. Raises
    :class:`~presskit.writers.errors.WriterError`, also where it takes too much.
    """
    if not is_foreign(resources):
        return function(*arguments)
    from presskit.sandbox.running import run

    absolute = resources.absolute()
    seconds = WRITING_SECONDS + (size + sum(map(len, resources.assets.values()))) / WRITING_BYTES_A_SECOND
    given = [absolute if each is resources else each for each in arguments]
    try:
        made: tuple[T] | tuple[None, tuple[Diagnostic, ...]] = run(
            f"{__name__}:result_or_findings", f"{function.__module__}:{function.__qualname__}", *given,
            seconds=seconds, memory=WRITING_MEMORY_BYTES, reads=(*absolute.templates, absolute.fonts), keep=_label(absolute),
        )  # fmt: skip
    except StoppedError as stopped:
        raise WriterError([_stopped(stopped, what, seconds)]) from stopped
    if len(made) == 1:
        return made[0]
    raise WriterError(made[1])


def result_or_findings(function: str, *arguments: Any) -> tuple[Any] | tuple[None, tuple[Diagnostic, ...]]:
    """Return what a function makes, or why it cannot; this is what a worker does."""
    module, _, name = function.partition(":")
    try:
        return (getattr(import_module(module), name)(*arguments),)
    except WriterError as error:
        return None, error.diagnostics


def _label(resources: Resources) -> str:
    """Return what stands for one kit's pictures and templates: no other's are worked on in the same process."""
    made = hashlib.sha256("\0".join(map(str, resources.templates)).encode())
    for name, data in sorted(resources.assets.items()):
        made.update(f"\0{name}\0{len(data)}\0".encode())
        made.update(data)
    return made.hexdigest()


def _stopped(stopped: StoppedError, what: str, seconds: float) -> Diagnostic:
    reasons = {
        "time": f"{what} took more than {seconds:.0f} s of processor time",
        "stuck": f"work on {what} stood still for minutes",
        "memory": f"{what} took more than {WRITING_MEMORY_BYTES // MEGABYTE} megabytes of memory",
        "depth": f"{what} holds something that is nested too deeply",
    }
    message = reasons.get(stopped.reason, f"{what} cannot be made: {stopped.detail}")
    hint = "look at the pictures and at templates of your own: one of them asks for too much"
    return OUTPUT_STOPPED.at(Span("kit.yaml"), message, hint)
