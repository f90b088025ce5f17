"""Everything that leans on internals of WeasyPrint and of what it imports. Tested with WeasyPrint 70.

Each section names what it relies on. ``tests/pdf/test_weasyprint_internals.py`` fails with the name of the section when a
new version of WeasyPrint, cffi or fontTools no longer has it. Why, what each brings, and what we would offer upstream:
``docs/decisions/015-weasyprint-is-imported-lean.md``.

1. :func:`weasyprint` imports the library in less than half its time (``ctypes.util.find_library``, ``cffi.FFI``, fontTools).
2. :func:`tagged` lets structure elements say which HTML element they come from (``weasyprint.pdf.tags._build_box_tree``).
3. :func:`split_styles` takes style sheets out of a page, to be parsed once (the weight of ``stylesheets=`` in the cascade).
4. :func:`page_filled` measures how full a page is (``Page._page_box`` and its boxes).
5. :func:`element_at_work` tells what was being drawn or laid out when a job's time was up (local variables of frames).
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import re
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
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
        _put_in_place(declarations)


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
            self.real = _kept(self.source) or _parsed(self.source)
            return self.real
        return getattr(self.real, name)


def _put_in_place(declarations: _Declarations) -> None:
    """Give WeasyPrint's modules the interface itself in the place of what stood for it: it is called by the thousand."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "weasyprint" and vars(module).get("ffi") is declarations:
            vars(module)["ffi"] = declarations.real


def _parsed(source: str) -> Any:
    from cffi.api import FFI

    interface = FFI()
    interface.cdef(source)
    return interface


def _kept(source: str) -> Any:
    """Return the interface kept for the declarations, made where there is none; None where it cannot be kept."""
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

    element = box.element
    name = str(box.element_tag)
    keys: dict[str, Any] = {ELEMENT: numbers.setdefault(element, len(numbers)), NAME: pydyf.String(name)}
    if element.get("lang") and element.tag != "html":
        keys[LANGUAGE] = pydyf.String(element.get("lang"))
    if name in {"ul", "ol"}:
        keys[LIST_STYLE] = pydyf.String(str(box.style["list_style_type"]))
    if element.get("scope"):
        keys[SCOPE] = pydyf.String(element.get("scope"))
    if name == "a":
        keys[WORDS] = pydyf.String(element.get("aria-label") or " ".join("".join(element.itertext()).split()))
    return keys


# 3. Style sheets that are parsed once --------------------------------------------------------------------------------------

_STYLE = re.compile(r"<style>(.*?)</style>\n?", re.DOTALL)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
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
    frames = list(_outwards(frame))
    for each in frames:
        url = each.get("url") or getattr(each.get("self"), "_base_url", None)
        if isinstance(url, str) and url.startswith("data:"):
            return url
    tags = (_tag(each.get("box")) for each in frames)
    return next((f"<{tag}>" for tag in tags if tag), "")


def _outwards(frame: FrameType | None) -> Iterator[dict[str, Any]]:
    while frame is not None:
        yield frame.f_locals
        frame = frame.f_back


def _tag(box: Any) -> str:
    """Return the tag of a box; empty where it stands for no element."""
    return str(box.element_tag) if getattr(box, "element", None) is not None else ""
