"""Every output of a kit whose pictures tell too much: nothing of that is in it, and what the kit states is."""

from __future__ import annotations

import base64
import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from presskit.model.release import Kit
from presskit.readers import kit as reader
from tests.pictures.planted import PLANTED, WORD, encoded, photograph
from tests.programs import program
from tests.setting import pdf_of
from tests.verapdf import failures, is_missing

KIT = """\
id: witness
kind: press-release
languages: [en]
version: 1
release: immediate
date: 2026-03-02
places: [{en: Geneva}]
rights: {en: Free to use with the name of the source}
outputs: [pdf, print, docx, html, text]
brand: {name: Example Relief, logo: logo.png}
"""
LOGO = encoded(Image.new("RGB", (30, 30), "navy"), "PNG")
DRAWINGS = (".svg",)


def statement(names: list[str]) -> str:
    figures = "".join(f'![What {name} shows]({name} "A caption."){{credit="Hana Example"}}\n\n' for name in names)
    return f"---\ntitle: A dam broke\n---\nThe dam broke on Tuesday.\n\n{figures}"


def written(folder: Path, files: dict[str, bytes], kit: str = KIT) -> Path:
    folder.mkdir()
    (folder / "kit.yaml").write_text(kit, "utf-8")
    (folder / "statement.en.md").write_text(statement(list(files)), "utf-8")
    for name, data in {**files, "logo.png": LOGO}.items():
        (folder / name).write_bytes(data)
    return folder


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build all outputs of a kit with every kind of picture; Word is given no SVG, which it refuses by name."""
    folder = tmp_path_factory.mktemp("leaks")
    everything = {name: make() for name, make in PLANTED.items()}
    for_word = {name: data for name, data in everything.items() if not name.endswith(DRAWINGS)}
    for name, files, kit in (
        ("all", everything, KIT.replace("docx, ", "")),
        ("word", for_word, KIT.replace("[pdf, print, docx, html, text]", "[pdf, docx]")),
    ):
        out = folder / f"{name}-out"
        command = [sys.executable, "-m", "presskit", "build", str(written(folder / name, files, kit)), "--out", str(out), "--attach"]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
    return folder


def everything_in(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield a file, and all that lies in it, unpacked."""
    data = path.read_bytes()
    yield path.name, data
    if path.suffix == ".docx":
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            yield from ((f"{path.name} {name}", package.read(name)) for name in package.namelist())
    if path.suffix == ".html":
        for number, found in enumerate(re.finditer(rb"data:image/([a-z]+)[^,]*;base64,([A-Za-z0-9+/=]+)", data)):
            inner = base64.b64decode(found[2])
            yield f"{path.name} {number}.{found[1].decode()}", inner
            for deeper in re.finditer(rb"data:image/jpeg;base64,([A-Za-z0-9+/=]+)", inner):
                yield f"{path.name} {number} inside.jpeg", base64.b64decode(deeper[1])
    if path.suffix == ".pdf":
        with pikepdf.open(path) as pdf:
            for number, each in enumerate(pdf.objects):
                if isinstance(each, pikepdf.Stream):
                    raw = each.get("/Filter") == "/DCTDecode"
                    yield f"{path.name} {number}{'.jpeg' if raw else ''}", each.read_raw_bytes() if raw else each.read_bytes()


def parts(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.glob("*-out/**/*")):
        if path.is_file():
            yield from everything_in(path)


def test_no_output_holds_what_was_planted(outputs: Path) -> None:
    found = list(parts(outputs))
    assert {Path(name.split()[0]).suffix for name, _ in found} >= {".pdf", ".docx", ".html", ".txt"}
    assert [name for name, data in found if WORD in data or WORD.decode().encode("utf-16-be") in data] == []


@pytest.mark.real
@pytest.mark.skipif(program("exiftool") is None, reason="exiftool is not here (Debian: libimage-exiftool-perl)")
def test_exiftool_finds_no_place_no_number_and_no_foreign_name(outputs: Path, tmp_path: Path) -> None:
    kinds = {".pdf", ".docx", ".html", ".jpeg", ".png", ".webp", ".gif", ".jpg", ".txt"}
    pictures = [(name, data) for name, data in parts(outputs) if Path(name).suffix in kinds or name.endswith("svg")]
    for number, (name, data) in enumerate(pictures):
        (tmp_path / f"{number}{Path(name).suffix if not name.endswith('svg') else '.svg'}").write_bytes(data)
    command = ["exiftool", "-json", "-a", "-G1", "-ee", "-r", str(tmp_path)]
    told = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    assert len(told) == len(pictures) > 20
    tags = [(key, str(value)) for each in told for key, value in each.items() if not key.startswith(("System", "SourceFile"))]
    assert [tag for tag in tags if "GPS" in tag[0] or "Serial" in tag[0] or "sentinel" in tag[1].lower()] == []
    assert {value for key, value in tags if key == "XMP-dc:Creator"} == {"Hana Example", "Example Relief"}  # pictures; the files
    assert {value for key, value in tags if key == "XMP-photoshop:Credit"} == {"Photo: Hana Example"}
    assert "Free to use with the name of the source" in {value for key, value in tags if key == "XMP-dc:Rights"}


def test_each_picture_is_told_once_with_its_line() -> None:
    files = {"kit.yaml": KIT.encode(), "statement.en.md": statement(["photo.jpg", "photo.jpg"]).encode(), "logo.png": LOGO}
    reading = reader.read({**files, "photo.jpg": PLANTED["photo.jpg"]()})
    (found,) = [each for each in reading.diagnostics if each.code == "picture-data"]
    assert (found.span.source, found.span.line) == ("statement.en.md", 6)
    assert "«photo.jpg» tells where it was taken, the camera or another device, names of people" in found.message
    assert "SENTINEL" not in found.message + found.hint
    assert len(found.related) == 1


@pytest.mark.parametrize(("outputs_", "codes"), [("[pdf, print]", ["bad-picture"]), ("[print, text]", [])])
def test_inks_without_a_profile_are_refused_by_name(outputs_: str, codes: list[str]) -> None:
    files = {
        "kit.yaml": KIT.replace("[pdf, print, docx, html, text]", outputs_).encode(),
        "statement.en.md": statement(["press.jpg"]).encode(),
        "logo.png": LOGO,
        "press.jpg": encoded(photograph().convert("CMYK"), "JPEG"),
    }
    reading = reader.read(files)
    assert isinstance(reading.value, Kit)
    found = [each for each in reading.diagnostics if each.severity == "error"]
    assert [each.code for each in found] == codes
    assert all("«press.jpg»" in each.message and each.span.line == 6 for each in found)


@pytest.mark.real
@pytest.mark.skipif(is_missing(), reason="veraPDF needs a Java development kit and JAXB")
@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_verapdf_finds_no_failed_rule(outputs: Path, flavour: str, tmp_path: Path) -> None:
    from presskit.editions import merge
    from presskit.kit.loading import load
    from presskit.resources import Resources

    files = load(outputs / "all").value
    kit = reader.read(files).value
    assert kit is not None
    path = tmp_path / "witness.pdf"
    path.write_bytes(pdf_of(merge(kit, "en").value, Resources().with_assets(files)).data)
    assert failures(flavour, [path]) == {path.name: []}
