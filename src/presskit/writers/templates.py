"""Templates in Jinja's sandbox: nothing but the template folders is within their reach."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from presskit import disk_cache
from presskit.resources import MissingResourceError, Resources
from presskit.version import __version__
from presskit.writers.errors import broken

if TYPE_CHECKING:
    import jinja2

__all__ = ["render"]

_PLAIN = ".txt.j2"
"""Templates whose names end so make plain text, in which nothing is escaped."""


def render(name: str, context: Mapping[str, Any], resources: Resources) -> str:
    """Return what the template ``name`` makes of ``context``.

    Raises :class:`~presskit.writers.errors.WriterError`, which names the template and its line.
    """
    import jinja2

    environment = _environment(resources.templates)
    try:
        return environment.get_template(name).render(context)
    except jinja2.TemplateNotFound as error:
        raise broken(str(error.name), 0, f"there is no template «{error.name}»", "look at its name") from error
    except jinja2.TemplateSyntaxError as error:
        raise broken(error.filename or name, error.lineno, str(error.message), "mend the template") from error
    except (jinja2.TemplateError, TypeError, ValueError, ZeroDivisionError, AttributeError) as error:
        hint = "presskit's own template shows which names there are"
        raise broken(name, _line(error), str(error), hint) from error


def _line(error: Exception) -> int:
    """Return the line of the template in which ``error`` came up."""
    trace, line = error.__traceback__, 0
    while trace:
        if trace.tb_frame.f_code.co_filename.endswith(".j2"):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


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
        bytecode_cache=_kept() if folders == Resources().templates else None,
        autoescape=lambda name: not (name or "").endswith(_PLAIN),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _kept() -> jinja2.BytecodeCache | None:
    """Return what keeps presskit's own templates compiled, beside and like Python's compiled files; None where it may not."""
    import jinja2

    folder = disk_cache.folder(__file__)
    name = f"template-{__version__}-{jinja2.__version__}-%s.jinja"
    return jinja2.FileSystemBytecodeCache(str(folder), name) if folder and os.access(folder, os.W_OK) else None


def _source(name: str, folders: tuple[Path, ...]) -> str | None:
    """Return the text of a template; None where there is none that can be read."""
    if not re.fullmatch(r"(mail/)?[\w.-]+", name):
        return None
    try:
        return Resources(folders).template(name).decode("utf-8-sig")
    except (MissingResourceError, UnicodeDecodeError):
        return None
