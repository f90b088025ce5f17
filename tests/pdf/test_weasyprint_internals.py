"""What presskit leans on in WeasyPrint: each piece works, and a version that no longer has it is told of by its section."""

from __future__ import annotations

import hashlib
import inspect
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from presskit.resources import Resources
from presskit.typesetting.rendering import Rendering
from presskit.typesetting.weasyprint_internals import element_at_work, page_filled, tagged, weasyprint
from presskit.writers.pages import job_of
from tests.samples import edition

FONTS = Path(Resources().fonts)


def changed(section: int, what: str) -> str:
    return f"WeasyPrint has changed ({what}): mend section {section} of presskit/typesetting/weasyprint_internals.py"


# 1. A faster import


def run(code: str, **environment: str) -> str:
    told = {**os.environ, **environment}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=told)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_nobody_is_asked_and_the_rest_waits() -> None:
    code = """
import subprocess, sys
def refuse(*arguments, **options): raise AssertionError(arguments)
subprocess.Popen = refuse
from presskit.typesetting.weasyprint_internals import weasyprint
weasyprint()
from presskit.typesetting.weasyprint_internals import DEFERRED
print([type(sys.modules[name]).__name__ for name in DEFERRED])
"""
    assert run(code) == "['_Deferred', '_Deferred', '_Deferred', '_Deferred']\n"


def test_weasyprint_asks_for_no_more_than_can_wait() -> None:
    """What WeasyPrint takes from the modules that wait are functions and classes that it calls."""
    code = """
import ast, pathlib, importlib.util
folder = pathlib.Path(importlib.util.find_spec("weasyprint").origin).parent
found = set()
for path in folder.rglob("*.py"):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("fontTools"):
            found |= {(path.name, node.module, name.name) for name in node.names}
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "subset":
            found.add((path.name, "subset", node.attr))
print(sorted(found))
"""
    assert run(code).strip() == str(
        [
            ("fonts.py", "fontTools", "subset"),
            ("fonts.py", "fontTools.ttLib", "TTFont"),
            ("fonts.py", "fontTools.ttLib", "TTLibError"),
            ("fonts.py", "fontTools.ttLib", "ttFont"),
            ("fonts.py", "fontTools.ttLib", "woff2"),
            ("fonts.py", "fontTools.varLib.instancer", "instantiateVariableFont"),
            ("fonts.py", "subset", "Options"),
            ("fonts.py", "subset", "Subsetter"),
        ]
    )


def test_what_waited_works_when_it_is_called() -> None:
    code = """
from presskit.typesetting.weasyprint_internals import fast_import
with fast_import():
    from fontTools import subset
    from fontTools.varLib.instancer import instantiateVariableFont
options = subset.Options(hinting=False)
print(type(options).__module__, options.hinting)
try: instantiateVariableFont({}, {})
except Exception as problem: print(type(problem).__name__)
"""
    assert run(code).splitlines()[0] == "fontTools.subset False"


DECLARED = """
from presskit.typesetting.weasyprint_internals import weasyprint
weasyprint()
import sys
from weasyprint.text import ffi, fonts, line_break
assert ffi.ffi is fonts.ffi is line_break.ffi
print(type(ffi.ffi).__module__, "pycparser" in sys.modules, ffi.pango.pango_units_from_double(1))
"""


def test_declarations_are_parsed_once_and_kept(tmp_path: Path) -> None:
    place = {"PYTHONPYCACHEPREFIX": str(tmp_path), "PYTHONDONTWRITEBYTECODE": ""}
    assert run(DECLARED, **place) == "_cffi_backend True 1024\n"
    kept = list(tmp_path.rglob("declarations-*.json"))
    assert len(kept) == 1
    assert run(DECLARED, **place) == "_cffi_backend False 1024\n"
    assert list(tmp_path.rglob("declarations-*.json")) == kept


def test_where_python_keeps_nothing_neither_does_presskit(tmp_path: Path) -> None:
    place = {"PYTHONPYCACHEPREFIX": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    assert run(DECLARED, **place) == "cffi.api True 1024\n"
    assert not list(tmp_path.rglob("*"))


def test_a_folder_that_cannot_be_written_to_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    place = {"PYTHONPYCACHEPREFIX": str(tmp_path / "taken"), "PYTHONDONTWRITEBYTECODE": ""}
    assert run(DECLARED, **place) == "_cffi_backend True 1024\n"


@pytest.mark.parametrize("spoiled", ["", "{}", "0" * 64 + "\n{}"])
def test_a_kept_file_that_is_spoiled_is_made_anew(tmp_path: Path, spoiled: str) -> None:
    place = {"PYTHONPYCACHEPREFIX": str(tmp_path), "PYTHONDONTWRITEBYTECODE": ""}
    run(DECLARED, **place)
    (kept,) = tmp_path.rglob("declarations-*.json")
    kept.write_text(spoiled)
    assert run(DECLARED, **place) == "_cffi_backend True 1024\n"
    assert run(DECLARED, **place) == "_cffi_backend False 1024\n"


def test_a_kept_file_is_data_and_nothing_of_it_is_run(tmp_path: Path) -> None:
    place = {"PYTHONPYCACHEPREFIX": str(tmp_path), "PYTHONDONTWRITEBYTECODE": ""}
    run(DECLARED, **place)
    (kept,) = tmp_path.rglob("declarations-*.json")
    digest, _, data = kept.read_bytes().partition(b"\n")
    assert hashlib.sha256(data).hexdigest().encode() == digest
    assert set(json.loads(data)) <= {"_version", "_types", "_globals", "_struct_unions", "_enums", "_typenames"}
    kept.write_bytes(kept.read_bytes().replace(b"pango", b"pingo"))
    assert run(DECLARED, **place) == "_cffi_backend True 1024\n"


def test_weasyprint_declares_all_at_once() -> None:
    """Declarations that come after the first call would not be known to the interface that is kept."""
    code = """
import cffi
declared = []
declare = cffi.FFI.cdef
cffi.FFI.cdef = lambda self, source, *rest, **options: (declared.append(source), declare(self, source, *rest, **options))
import weasyprint
print(len(declared))
"""
    assert run(code) == "1\n"


def test_a_compressed_font_is_still_read() -> None:
    code = """
import io
from pathlib import Path
from fontTools.ttLib import TTFont
from presskit.resources import Resources
font, out = TTFont(Path(Resources().fonts) / "NotoSans-Numerals.ttf"), io.BytesIO()
font.flavor = "woff2"
font.save(out)
import sys
for name in [each for each in sys.modules if each.startswith("fontTools")]: del sys.modules[name]
from presskit.typesetting.weasyprint_internals import fast_import
with fast_import():
    from fontTools.ttLib import woff2
plain = io.BytesIO()
woff2.decompress(io.BytesIO(out.getvalue()), plain)
print(plain.getvalue()[:4])
"""
    assert run(code) == "b'\\x00\\x01\\x00\\x00'\n"


SETS = """
import hashlib
from pathlib import Path
from presskit.resources import Resources
from presskit.typesetting.rendering import Rendering
page = '<html lang="en"><head><title>A page</title></head><body><p>Words, <a href="https://example.org">words</a></body></html>'
rendering = Rendering(page, Path(Resources().fonts))
print(hashlib.sha256(rendering.print_(rendering.lay_out(), pdf_variant="pdf/ua-1", pdf_identifier=b"x")).hexdigest())
"""


def test_a_page_is_the_same_bytes_as_by_weasyprint_imported_plainly() -> None:
    plain = "import warnings; warnings.simplefilter('ignore'); import weasyprint\n"
    assert run(SETS) == run(plain + SETS), changed(1, "what it imports")


# 2. Where a structure element comes from


def written(*, tags: bool) -> pikepdf.Pdf:
    rendering = Rendering(job_of(edition("en"), Resources()).text, FONTS)
    document = rendering.lay_out()
    if tags:
        return pikepdf.open(io.BytesIO(rendering.print_(document, pdf_variant="pdf/ua-1")))
    return pikepdf.open(io.BytesIO(document.write_pdf(pdf_variant="pdf/ua-1")))


def elements(file: pikepdf.Pdf) -> list[dict[str, str]]:
    """Return the structure elements in their order: those of their keys that say something of their own."""
    found: Iterable[Any] = (each for each in file.objects if isinstance(each, pikepdf.Dictionary) and "/S" in each and "/P" in each)
    return [{key: str(each[key]) for key in each if key not in {"/K", "/P", "/Pg", "/A"}} for each in found]


def test_the_tag_builder_has_the_arguments_that_are_passed_on() -> None:
    from weasyprint.pdf import tags

    expected = ["box", "parent", "pdf", "page_number", "nums", "annotations", "tags"]
    assert list(inspect.signature(tags._build_box_tree).parameters) == expected, changed(2, "_build_box_tree")
    for function in (tags.add_tags, tags._build_box_tree):
        assert "_build_box_tree(" in inspect.getsource(function), changed(2, f"{function.__name__} calls another function")


def test_structure_elements_are_weasyprints_own_with_keys_added() -> None:
    plain, keyed = (elements(written(tags=tags)) for tags in (False, True))
    assert any("/PKElement" in each for each in keyed), changed(2, "no element has a key")
    assert [{key: each[key] for key in each if not key.startswith("/PK")} for each in keyed] == plain, changed(2, "the tree")


def test_the_tag_builder_is_put_back() -> None:
    from weasyprint.pdf import tags

    before = tags._build_box_tree
    with tagged():
        assert tags._build_box_tree is not before
    assert tags._build_box_tree is before


# 3. Style sheets that are parsed once: see test_rendering.py, which compares the bytes with and without


def test_style_sheets_can_be_given_beside_the_page() -> None:
    assert "stylesheets" in weasyprint().DEFAULT_OPTIONS, changed(3, "HTML.render(stylesheets=…)")


# 4. How full a page is


@pytest.mark.parametrize("above", [0, 40, 80])
def test_the_fill_of_a_page_is_measured(above: int) -> None:
    style = "@page { size: 100mm; margin: 0; @bottom-center { content: counter(page) } } body { margin: 0 }"
    page = f'<html lang="en"><head><style>{style}</style></head><body><p style="margin: {above}mm 0 0">A</p></body></html>'
    assert page_filled(Rendering(page, FONTS).lay_out()) == pytest.approx((above + 5.77) / 100, abs=0.001), changed(4, "Page._page_box")


def test_boxes_beside_the_text_are_known_by_their_names() -> None:
    from weasyprint.formatting_structure import boxes

    assert {"MarginBox", "FootnoteAreaBox"} <= vars(boxes).keys(), changed(4, "names of boxes")


# 5. What is being drawn or laid out


def test_what_is_laid_out_is_a_local_variable_called_box() -> None:
    from weasyprint.layout import block, flex

    for function in (block.block_level_layout, block.block_container_layout, flex.flex_layout):
        assert "box" in inspect.signature(function).parameters, changed(5, f"{function.__name__} has no «box»")


def test_what_is_drawn_knows_its_address() -> None:
    from weasyprint import images

    assert "self._base_url" in inspect.getsource(images.SVGImage), changed(5, "SVGImage._base_url")
    assert "url" in inspect.signature(images.get_image_from_uri).parameters, changed(5, "get_image_from_uri")


def test_the_innermost_picture_is_told_before_an_element() -> None:
    class Box:
        element, element_tag = object(), "p"

    def inner() -> str:
        return element_at_work(sys._getframe())

    def draw(url: str) -> str:
        return inner() + url[:0]

    def lay_out(box: Box) -> tuple[str, str]:
        return draw("data:image/png;base64,x"), inner() if box else ""

    assert lay_out(Box()) == ("data:image/png;base64,x", "<p>")
    assert not inner()
