"""Everything that leans on internals of WeasyPrint and of what it imports. Tested with WeasyPrint 70.

Each section names what it relies on. ``tests/pdf/test_weasyprint_internals.py`` fails with the name of the section when a
new version of WeasyPrint, cffi or fontTools no longer has it. Why, what each brings, and what we would offer upstream:
``docs/decisions/015-weasyprint-is-imported-lean.md``.

1. :func:`weasyprint` imports the library in less than half its time (``ctypes.util.find_library``, ``cffi.FFI``, fontTools).
2. :func:`tagged` lets structure elements say which HTML element they come from (``weasyprint.pdf.tags._build_box_tree``).
3. :func:`split_styles` takes style sheets out of a page, to be parsed once (the weight of ``stylesheets=`` in the cascade).
4. :func:`page_filled` measures how full a page is (``Page._page_box`` and its boxes).
5. :func:`element_at_work` returns what was being drawn or laid out when a job's time was up (local variables of frames).
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import re
import sys
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import FrameType, ModuleType
from typing import TYPE_CHECKING, Any

from presskit import disk_cache
from presskit.typesetting.job import ELEMENT, LANGUAGE, LIST_STYLE, NAME, SCOPE, WORDS

if TYPE_CHECKING:
    from weasyprint import Document

__all__ = ["DEFERRED", "element_at_work", "fast_import", "page_filled", "split_styles", "tagged", "weasyprint"]

# 1. A faster import --------------------------------------------------------------------------------------------------------

DEFERRED = ("fontTools.subset", "fontTools.ttLib.woff2", "fontTools.varLib", "fontTools.varLib.instancer")
"""Modules that WeasyPrint imports and calls only for variable fonts, compressed ones, and where HarfBuzz cannot subset one."""


def weasyprint() -> Any:
    """Return the library; raises ``OSError`` where Pango is missing."""
    if "weasyprint" in sys.modules:
        return sys.modules["weasyprint"]
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="No fonts configured")
        try:
            with fast_import():
                return import_module("weasyprint")
        except OSError:  # a system that has the libraries under other names must be asked for them
            for name in [each for each in sys.modules if each.partition(".")[0] == "weasyprint"]:
                del sys.modules[name]
            return import_module("weasyprint")


@contextmanager
def fast_import() -> Iterator[None]:
    """Let WeasyPrint be imported without what costs it most.

    - It opens its C libraries by several names in turn. For each name that is not there cffi calls
      ``ctypes.util.find_library``, which starts ldconfig, gcc and ld: 86 processes in all. The names that do open are found
      without it.
    - The modules in :data:`DEFERRED` are imported when one of their functions is called.
    - What the C libraries declare is parsed once and kept on the disk (:class:`_Declarations`).
    """
    import ctypes.util

    import cffi

    find_library, interface, declarations = ctypes.util.find_library, cffi.FFI, _Declarations()
    waiting = [name for name in DEFERRED if name not in sys.modules]
    sys.modules.update({name: _Deferred(name) for name in waiting})
    ctypes.util.find_library = lambda name: None  # noqa: ARG005
    cffi.FFI = lambda: declarations
    try:
        yield
    finally:
        ctypes.util.find_library, cffi.FFI = find_library, interface
        # WeasyPrint's modules get the interface itself in the place of what stood for it: it is called by the thousand
        for name, module in list(sys.modules.items()):
            if name.partition(".")[0] == "weasyprint" and vars(module).get("ffi") is declarations:
                vars(module)["ffi"] = declarations.real


class _Deferred(ModuleType):
    """Stands for a module until one of its functions is called.

    ``importlib.util.LazyLoader`` does not do: ``from fontTools.varLib.instancer import …`` would load the module at once.
    """

    __path__: list[str] = []  # noqa: RUF012 -- what makes it a package to the import system

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)

        def call(*arguments: Any, **options: Any) -> Any:
            return getattr(_loaded_module(self.__name__), name)(*arguments, **options)

        return call


def _loaded_module(name: str) -> ModuleType:
    """Import a deferred module in the place of what stood for it and its parents."""
    for each in DEFERRED:
        if isinstance(sys.modules.get(each), _Deferred):
            del sys.modules[each]
    return import_module(name)


class _Declarations:
    """Stands for a ``cffi.FFI`` until it is asked for more than to take declarations.

    cffi parses C declarations, and the type of each call, anew in every process: about 100 ms. It can also write out what it
    has parsed, as a module that needs no compiler (cffi's documentation, «out-of-line ABI mode»); that is kept beside
    Python's compiled files. ``real`` is what does the work: the kept interface, or cffi's own where nothing can be kept.
    """

    def __init__(self) -> None:
        self.source = ""

    def cdef(self, source: str) -> None:
        """Take C declarations."""
        self.source += source

    def __getattr__(self, name: str) -> Any:
        if name == "real":
            self.real = _cached(self.source) or _parsed(self.source)
            return self.real
        return getattr(self.real, name)


def _parsed(source: str) -> Any:
    from cffi.api import FFI

    interface = FFI()
    interface.cdef(source)
    return interface


def _cached(source: str) -> Any:
    """Return the interface kept for the declarations, made where there is none; None where it cannot be kept.

    What is kept is the data of the interface, not the module that cffi writes of it: no code is run from the cache.
    """
    import _cffi_backend

    place = disk_cache.place(__file__, "declarations.json", f"{_cffi_backend.__version__} {source}")
    if place is None:
        return None
    data = disk_cache.get_checked(place)
    if data is None:
        data = json.dumps(_data(source), default=_latin).encode()
        disk_cache.put_checked(place, data)
    facts = {key: _plain(each) for key, each in json.loads(data).items()}
    _ALIVE.append(facts)
    try:
        return _cffi_backend.FFI("presskit_declarations", **facts)
    except (TypeError, ValueError):  # another cffi than is known
        return None


_ALIVE: list[object] = []
"""The data of interfaces, which stay as long as their modules would: the interface may point into it."""


def _data(source: str) -> dict[str, Any]:
    """Return what cffi's own module would give its interface: the keyword arguments of the one call in it."""
    interface, text = _parsed(source), io.StringIO()
    interface.set_source("presskit_declarations", None)
    with contextlib.redirect_stdout(io.StringIO()):  # cffi says that it writes
        interface.emit_python_code(text)
    call = next(each.value for each in ast.walk(ast.parse(text.getvalue())) if isinstance(each, ast.Assign))
    keywords = call.keywords if isinstance(call, ast.Call) else []
    return {str(each.arg): ast.literal_eval(each.value) for each in keywords}


def _latin(value: bytes) -> str:
    """Return bytes as JSON can hold them."""
    return value.decode("latin-1")


def _plain(value: Any) -> Any:
    """Return what :func:`_latin` and JSON made of bytes and tuples as it was."""
    if isinstance(value, list):
        return tuple(map(_plain, value))
    return value.encode("latin-1") if isinstance(value, str) else value


# 2. Where a structure element comes from -----------------------------------------------------------------------------------


@contextmanager
def tagged() -> Iterator[None]:
    """Give each structure element of a PDF that is written meanwhile the private keys of :mod:`presskit.typesetting.job`.

    WeasyPrint builds its structure tree page by page from boxes, and keeps no trace of the elements: a paragraph that runs
    over a page's end becomes two. :mod:`presskit.writers.pdf.structure` reads the keys and takes them out again.
    """
    from weasyprint.pdf import tags

    build, numbers = tags._build_box_tree, dict[Any, int]()  # noqa: SLF001 -- see above

    def with_keys(box: Any, *rest: Any) -> Iterator[Any]:
        for structure in build(box, *rest):
            if box.element is not None and ELEMENT not in structure:
                structure.update(_keys(box, numbers))
            yield structure

    tags._build_box_tree = with_keys  # noqa: SLF001
    try:
        yield
    finally:
        tags._build_box_tree = build  # noqa: SLF001


def _keys(box: Any, numbers: dict[Any, int]) -> dict[str, Any]:
    import pydyf

    element, name = box.element, str(box.element_tag)
    texts = {
        NAME: name,
        LANGUAGE: element.get("lang") if element.tag != "html" else "",
        LIST_STYLE: str(box.style["list_style_type"]) if name in {"ul", "ol"} else "",
        SCOPE: element.get("scope"),
        WORDS: (element.get("aria-label") or " ".join("".join(element.itertext()).split())) if name == "a" else "",
    }
    number = numbers.setdefault(element, len(numbers))
    return {ELEMENT: number, **{key: pydyf.String(text) for key, text in texts.items() if text}}


# 3. Style sheets that are parsed once --------------------------------------------------------------------------------------

_STYLE = re.compile(r"<style>(.*?)</style>\n?", re.DOTALL)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_BOUND = re.compile(r"@(?:import|layer|font-face|counter-style|color-profile|namespace|charset)|!\s*important", re.IGNORECASE)
"""What binds a sheet to its page: what it brings in, defines for others, or puts above all other styles."""


def split_styles(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the page without the style sheets in its head, and those; the page as it is where one must stay in it.

    WeasyPrint parses what stands in a page's ``style`` elements each time it lays the page out. Given beside the page
    (``stylesheets=``) a sheet can be parsed once. There it weighs less than ``style`` attributes (CSS Cascading 4, 6.1), as
    it did in the page. A page whose sheets would not mean the same stays as it is.
    """
    head, end, rest = text.partition("</head>")
    styles = tuple(style.strip() for style in _STYLE.findall(head))
    elsewhere = text.lower().count("<style") > len(styles) or "<!--" in head
    if not end or elsewhere or any(_BOUND.search(_COMMENT.sub("", style)) for style in styles):
        return text, ()
    return _STYLE.sub("", head) + end + rest, styles


# 4. How full a page is -----------------------------------------------------------------------------------------------------


def page_filled(document: Document) -> float:
    """Return how much of the last page's height is filled, from 0 to 1."""
    page = document.pages[-1]._page_box  # noqa: SLF001 -- WeasyPrint says it nowhere else
    roots = [child for child in page.children if type(child).__name__ not in {"MarginBox", "FootnoteAreaBox"}]
    top = page.content_box_y()
    bottom = max((_bottom(root) for root in roots), default=top)
    return float(min(1.0, max(0.0, (bottom - top) / page.height)))


def _bottom(box: Any) -> float:
    """Return the lowest edge of what is printed in ``box``, in CSS pixels from the page's top."""
    children = getattr(box, "children", ())
    if not children:
        return float(box.position_y + (getattr(box, "height", 0) or 0))
    return max(_bottom(child) for child in children)


# 5. What is being drawn or laid out ----------------------------------------------------------------------------------------


def element_at_work(frame: FrameType | None) -> str:
    """Return the URL of the picture that is being drawn in a frame or its callers, else the element that is laid out.

    An element is given as ``<tag>``; empty where neither is known.
    """
    variables = [each.f_locals for each, _ in traceback.walk_stack(frame)] if frame is not None else []
    for each in variables:
        url = each.get("url") or getattr(each.get("self"), "_base_url", None)
        if isinstance(url, str) and url.startswith("data:"):
            return url
    boxes = (each["box"] for each in variables if "box" in each)
    return next((f"<{box.element_tag}>" for box in boxes if getattr(box, "element", None) is not None), "")
