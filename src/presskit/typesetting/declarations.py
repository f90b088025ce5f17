"""What WeasyPrint's C libraries declare, parsed once and kept beside Python's own compiled files.

cffi parses C declarations, and the type of each call, anew in every process: 70 to 90 ms. It can also write out what it has
parsed, as a module that is loaded in 3 ms and needs no compiler (cffi's documentation, «out-of-line ABI mode»); it is kept
as :mod:`presskit.disk_cache` does.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
from pathlib import Path
from typing import Any

from presskit import disk_cache

__all__ = ["Interface"]


class Interface:
    """Stands for a ``cffi.FFI`` until it is asked for more than to take declarations.

    ``real`` is then what does the work: the kept interface, or cffi's own where nothing can be kept.
    """

    def __init__(self) -> None:
        self.source = ""

    def cdef(self, source: str) -> None:
        """Take C declarations."""
        self.source += source

    def __getattr__(self, name: str) -> Any:
        if name == "real":
            self.real = _kept(self.source) or _parsed(self.source)
            return self.real
        return getattr(self.real, name)


def _parsed(source: str) -> Any:
    from cffi.api import FFI

    interface = FFI()
    interface.cdef(source)
    return interface


def _kept(source: str) -> Any:
    """Return the interface that is kept for the declarations, which is made where there is none; None where it cannot be."""
    import _cffi_backend

    place = disk_cache.place(__file__, "declarations.py", f"{_cffi_backend.__version__} {source}")
    if place is None:
        return None
    if not place.exists():
        disk_cache.put(place, _written(source, place.stem))
    try:
        return _loaded(place)
    except OSError:
        return None
    except (SyntaxError, AttributeError, ValueError):  # not what was written: it is made anew the next time
        place.unlink(missing_ok=True)
        return None


def _written(source: str, name: str) -> str:
    interface, text = _parsed(source), io.StringIO()
    interface.set_source(name, None)
    with contextlib.redirect_stdout(io.StringIO()):  # cffi says that it writes
        interface.emit_python_code(text)
    return text.getvalue()


def _loaded(place: Path) -> Any:
    spec = importlib.util.spec_from_file_location(place.stem, place)
    if spec is None or spec.loader is None:
        return None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.ffi
