"""Templates in Jinja's sandbox: nothing but the template folders is within their reach."""

from __future__ import annotations

import hashlib
import os
import pickle
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from presskit import disk_cache
from presskit.diagnostics import Diagnostic
from presskit.limits import MEGABYTE, TEMPLATE_ENTRIES_A_SECOND, TEMPLATE_MEMORY_BYTES, TEMPLATE_SECONDS
from presskit.resources import MissingResourceError, Resources
from presskit.sandbox.limits import StoppedError
from presskit.source import Span
from presskit.version import __version__
from presskit.writers.errors import WriterError, broken

if TYPE_CHECKING:
    import jinja2
    from jinja2.bccache import Bucket

__all__ = ["render", "text_or_findings", "within_limits"]

_STOPPED: dict[bytes, WriterError] = {}
"""What was stopped is not tried again for the next output, until a template changes."""

_PLAIN = ".txt.j2"
"""Templates whose names end so make plain text, in which nothing is escaped."""


def within_limits(function: str, template: str, resources: Resources, *arguments: Any, entries: int = 0) -> str:
    """Return what ``function`` (``package.module:name``) makes of ``arguments`` and, last, ``resources``, with a template.

    Where somebody's own templates are among the resources, that is done in a worker, which may take so much processor time
    as pages with so many ``entries`` (paragraphs, signatories) need. Raises
    :class:`~presskit.writers.errors.WriterError`, also where that is not enough.
    """
    if not resources.has_own_templates:
        return _named(function)(*arguments, resources)
    from presskit.sandbox.running import run

    absolute = resources.absolute()
    folders, given = absolute.templates, (function, *arguments, absolute)
    seconds, loads = TEMPLATE_SECONDS + entries / TEMPLATE_ENTRIES_A_SECOND, ("jinja2.sandbox", "presskit.writers.html")
    if _STOPPED and (known := _STOPPED.get(_key(given, folders[0]))):
        raise known
    try:
        made = run(
            f"{__name__}:text_or_findings", *given,
            seconds=seconds, memory=TEMPLATE_MEMORY_BYTES, reads=folders, loads=loads, keep="templates",
        )  # fmt: skip
    except StoppedError as stopped:
        error = _STOPPED[_key(given, folders[0])] = _too_much(stopped, template, seconds)
        raise error from stopped
    if isinstance(made, str):
        return made
    raise WriterError(made)


def _key(given: tuple[Any, ...], folder: Path) -> bytes:
    """Return what tells a call from others, and from itself with other templates."""
    try:
        stamps = sorted(disk_cache.stamp(str(each)) for each in folder.rglob("*"))
    except OSError:  # changed at this moment
        stamps = []
    return hashlib.sha256(pickle.dumps((given, stamps))).digest()


def _named(function: str) -> Callable[..., str]:
    module, _, name = function.partition(":")
    found: Callable[..., str] = getattr(import_module(module), name)
    return found


def text_or_findings(function: str, *arguments: Any) -> str | tuple[Diagnostic, ...]:
    """Return what a function makes, or why it cannot; this is what a worker does."""
    try:
        return _named(function)(*arguments)
    except WriterError as error:
        return error.diagnostics


def _too_much(stopped: StoppedError, template: str, seconds: float) -> WriterError:
    """Return the error of a template that was stopped, at the place where it was."""
    name, _, line = stopped.detail.rpartition(":") if stopped.reason == "time" else ("", "", "")
    messages = {
        "time": f"the template took more than {seconds:.0f} s of processor time",
        "stuck": "the template stood still for minutes",
        "memory": f"the template took more than {TEMPLATE_MEMORY_BYTES // MEGABYTE} megabytes of memory",
        "depth": "the template calls itself without end, or is nested too deeply",
    }
    message = messages.get(stopped.reason, f"the template cannot be used: {stopped.detail}")
    return broken(name or template, int(line or 0), message, "look for loops over too much, and for what calls itself")


def render(name: str, context: Mapping[str, Any], resources: Resources) -> str:
    """Return what the template ``name`` makes of ``context``.

    Raises :class:`~presskit.writers.errors.WriterError`, which names the template and its line.
    """
    import jinja2

    try:
        return _environment(resources.templates).get_template(name).render(context)
    except jinja2.TemplateNotFound as error:
        place = _place(error, "")
        missing = str(error.name or error.message)
        raise broken(place.source or missing, place.line, f"there is no template «{missing}»", "look at its name") from error
    except jinja2.TemplateSyntaxError as error:
        raise broken(error.filename or name, error.lineno, str(error.message), "mend the template") from error
    except WriterError:
        raise
    except Exception as error:  # whatever the expressions of a template can come to
        place, hint = _place(error, name), "presskit's own template shows which names there are"
        if isinstance(error, RecursionError | MemoryError):
            hint = "look for loops over too much, and for what calls itself"
        raise broken(place.source, place.line, _words(error), hint) from error


def _words(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "the template calls itself without end, or is nested too deeply"
    if isinstance(error, MemoryError):
        return "the template needs more memory than there is"
    import jinja2

    return str(error) if isinstance(error, jinja2.TemplateError) else f"{error or 'it cannot be used'} ({type(error).__name__})"


def _place(error: Exception, name: str) -> Span:
    """Return the template and line in which ``error`` came up; the template ``name`` as a whole where that is not known."""
    trace, place = error.__traceback__, Span(name)
    while trace:
        if trace.tb_frame.f_code.co_filename.endswith(".j2"):
            place = Span(trace.tb_frame.f_code.co_filename, trace.tb_lineno)
        trace = trace.tb_next
    return place


@lru_cache(maxsize=8)
def _environment(folders: tuple[Path, ...]) -> jinja2.Environment:
    """Return what compiles the templates of some folders; it keeps them compiled until their files change."""
    import jinja2
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Loader(jinja2.BaseLoader):
        """Finds templates by their names alone: none leads out of the folders."""

        def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:  # noqa: ARG002
            source = _source(template, folders)
            if source is None:
                raise jinja2.TemplateNotFound(template)
            return source, template, lambda: _source(template, folders) == source

    return ImmutableSandboxedEnvironment(
        loader=Loader(),
        bytecode_cache=_bytecode_cache() if folders == Resources().templates else None,
        autoescape=lambda name: not (name or "").endswith(_PLAIN),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _bytecode_cache() -> jinja2.BytecodeCache | None:
    """Return what keeps presskit's own templates compiled, beside and like Python's compiled files; None where it may not.

    What is kept is run: it is read only if nobody else could write it, and only with the hash that it was written with.
    """
    folder = disk_cache.folder(__file__)
    if folder is None or not os.access(folder, os.W_OK):
        return None
    return _bytecode(folder)


def _bytecode(folder: Path) -> jinja2.BytecodeCache:
    import jinja2

    class CompiledTemplates(jinja2.BytecodeCache):
        """Compiled templates by their key, which Jinja makes of a template's name."""

        def load_bytecode(self, bucket: Bucket) -> None:
            data = disk_cache.get_checked(self._place(bucket))
            if data is not None:
                bucket.bytecode_from_string(data)

        def dump_bytecode(self, bucket: Bucket) -> None:
            disk_cache.put_checked(self._place(bucket), bucket.bytecode_to_string())

        def _place(self, bucket: Bucket) -> Path:
            return folder / f"template-{__version__}-{jinja2.__version__}-{bucket.key}.jinja"

    return CompiledTemplates()


def _source(name: str, folders: tuple[Path, ...]) -> str | None:
    """Return the text of a template; None where there is none that can be read."""
    if not re.fullmatch(r"(mail/)?[\w.-]+", name):
        return None
    try:
        return Resources(folders).template(name).decode("utf-8-sig")
    except (MissingResourceError, UnicodeDecodeError):
        return None
