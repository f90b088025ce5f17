"""Imports WeasyPrint in half the time.

Three things make its import slow. It opens its C libraries by several names in turn, and for each name that is not there
cffi asks ``ctypes.util.find_library``, which starts ldconfig, gcc and ld: 86 processes in all; the names that do open are
found without asking. It imports parts of fontTools that it uses only for variable fonts, compressed ones, and where HarfBuzz
cannot cut a font down. And cffi parses what the libraries declare. While :func:`lean` is in force nobody is asked, those
parts wait until they are called, and :mod:`presskit.typesetting.declarations` has parsed. A test tells when WeasyPrint uses
them otherwise.
"""

from __future__ import annotations

import ctypes.util
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

from presskit.typesetting.declarations import Interface

__all__ = ["LATER", "lean"]

LATER = ("fontTools.subset", "fontTools.ttLib.woff2", "fontTools.varLib", "fontTools.varLib.instancer")


class _Later(ModuleType):
    """Stands for a module until one of its functions is called."""

    __path__: list[str] = []  # noqa: RUF012 -- what makes it a package to the import system

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)

        def call(*arguments: Any, **options: Any) -> Any:
            return getattr(_real(self.__name__), name)(*arguments, **options)

        return call


def _real(name: str) -> ModuleType:
    """Import a module in the place of what stood for it and its parents."""
    for each in LATER:
        if isinstance(sys.modules.get(each), _Later):
            del sys.modules[each]
    return import_module(name)


@contextmanager
def lean() -> Iterator[None]:
    """Let WeasyPrint be imported without questions to the system and without what it may never need."""
    import cffi

    ask, interface, stands = ctypes.util.find_library, cffi.FFI, Interface()
    waiting = [name for name in LATER if name not in sys.modules]
    sys.modules.update({name: _Later(name) for name in waiting})
    ctypes.util.find_library = lambda name: None  # noqa: ARG005
    cffi.FFI = lambda: stands
    try:
        yield
    finally:
        ctypes.util.find_library, cffi.FFI = ask, interface
        _put_in_place(stands)


def _put_in_place(stands: Interface) -> None:
    """Give WeasyPrint's modules the interface itself in the place of what stood for it: it is called by the thousand."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "weasyprint" and vars(module).get("ffi") is stands:
            vars(module)["ffi"] = stands.real
