"""A kit's pictures, colour profile and own Word template are worked on in workers, and one that takes too much is a finding."""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

import pytest
from PIL import Image, ImageCms, ImageFile

import presskit
from presskit.readers import pictures
from presskit.resources import shipped
from presskit.sandbox import running
from presskit.writers import confined
from tests.attacks.pictures import scans

ROOT = Path(__file__).resolve().parents[2]
posix = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="Windows has no limit of a process's own time")
NAMES = ("a.png", "a.jpg", "a.gif", "a.webp")


@pytest.fixture(autouse=True)
def paths(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT / "src"), str(ROOT)]))


def picture(name: str, size: tuple[int, int] = (60, 40)) -> bytes:
    out = io.BytesIO()
    noise = Image.effect_noise(size, 90).convert("P" if name.endswith(".gif") else "RGB")
    noise.save(out, pictures.SUFFIXES[Path(name).suffix])
    return out.getvalue()


def made(folder: Path, files: Mapping[str, bytes], more: str = "") -> Path:
    """Make a kit that shows ``files``."""
    presskit.new(presskit.NewRequest(folder))
    (folder / "kit.yaml").write_text(
        "id: bridge\nkind: press-release\nlanguages: [en]\nversion: 1\ndate: 2027-01-14\nplaces: [{en: Geneva}]\n"
        "release: immediate\nbrand: {name: River Aid}\n" + more
    )
    shown = "".join(f'![The bridge]({name} "A caption.")\n\n' for name in files if not name.endswith(".icc"))
    (folder / "statement.en.md").write_text(f"---\ntitle: A bridge opens\n---\nThe bridge is open.\n\n{shown}")
    (folder / "statement.ar.md").unlink()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


def errors(folder: Path, *outputs: str, templates: Path | None = None) -> list[presskit.Diagnostic]:
    request = presskit.BuildRequest(folder, folder.parent / "out", only=outputs or ("html",), templates=templates)
    return [each for each in presskit.build(request).diagnostics if each.severity == "error"]


@posix
def test_a_picture_that_takes_too_much_is_named_and_spoils_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kit = made(tmp_path / "kit", {**{name: picture(name) for name in NAMES}, "b.jpg": scans(2_000)})
    monkeypatch.setattr(pictures, "PICTURE_SECONDS", 2.0)
    monkeypatch.setattr(pictures, "PICTURE_BYTES_A_SECOND", 10**9)
    (found,) = errors(kit)
    assert (found.code, found.span.source) == ("bad-picture", "statement.en.md")
    assert "«b.jpg» takes more than 2 s of processor time to be shown" in found.message


@posix
@pytest.mark.parametrize("name", NAMES)
def test_a_picture_of_every_kind_is_decoded_within_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    kit = made(tmp_path / "kit", {name: picture(name, (1500, 1500))})
    monkeypatch.setattr(pictures, "PICTURE_SECONDS", 0.001)
    monkeypatch.setattr(pictures, "PICTURE_BYTES_A_SECOND", 10**12)
    (found,) = errors(kit)
    assert f"«{name}» takes more than 0 s of processor time" in found.message


def test_no_pixel_is_decoded_in_the_process_that_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kit = made(tmp_path / "kit", {name: picture(name) for name in NAMES} | {"inks.jpg": _in_inks()})

    def refuse(*_: object) -> NoReturn:
        raise AssertionError("a picture is decoded here")

    monkeypatch.setattr(running, "_has_one_thread", lambda: False)
    monkeypatch.setattr(ImageFile.ImageFile, "load", refuse)
    for name in ("ImageCmsProfile", "buildTransform", "profileToProfile"):
        monkeypatch.setattr(ImageCms, name, refuse)
    request = presskit.BuildRequest(kit, tmp_path / "out", proof=True)
    report = presskit.build(request)
    assert [each.message for each in report.diagnostics if each.severity == "error"] == []
    assert {each.path.rpartition(".")[2] for each in report.made} == {"pdf", "png", "docx", "html", "txt"}


def _in_inks() -> bytes:
    out = io.BytesIO()
    profile = (shipped("templates") / "profiles" / "FOGRA39L_coated.icc").read_bytes()
    Image.new("CMYK", (40, 30), (90, 60, 0, 10)).save(out, "JPEG", icc_profile=profile)
    return out.getvalue()


@posix
@pytest.mark.parametrize("output", ["pdf", "print", "docx"])
def test_an_output_that_takes_too_much_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output: str) -> None:
    kit = made(tmp_path / "kit", {"a.jpg": picture("a.jpg")})
    monkeypatch.setattr(confined, "WRITING_SECONDS", 0.001)
    monkeypatch.setattr(confined, "WRITING_BYTES_A_SECOND", 10**12)
    (found,) = errors(kit, output)
    others = ",".join(each for each in ("pdf", "print", "docx", "html", "text") if each != output)
    assert (found.code, found.hint.rpartition("; ")[2]) == ("output-stopped", f"what can be made without it: --only {others}")
    assert "took more than 0 s of processor time" in found.message


@posix
def test_a_word_template_of_ones_own_is_opened_in_a_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kit, own = made(tmp_path / "kit", {}), tmp_path / "own"
    own.mkdir()
    (own / "release.docx").write_bytes((shipped("templates") / "release.docx").read_bytes())
    assert errors(kit, "docx") == []
    same = (tmp_path / "out" / "en" / "bridge-en.docx").read_bytes()
    assert errors(kit, "docx", templates=own) == []
    assert (tmp_path / "out" / "en" / "bridge-en.docx").read_bytes() == same
    (own / "release.docx").write_bytes(b"PK")
    (found,) = errors(kit, "docx", templates=own)
    assert (found.code, found.span.source) == ("broken-template", "release.docx")
    monkeypatch.setattr(confined, "WRITING_SECONDS", 0.001)
    monkeypatch.setattr(confined, "WRITING_BYTES_A_SECOND", 10**12)
    shutil.copy(shipped("templates") / "release.docx", own / "release.docx")
    with zipfile.ZipFile(own / "release.docx", "a") as changed:
        changed.comment = b"changed"
    (found,) = errors(kit, "docx", templates=own)
    assert found.code == "output-stopped"


def test_a_returned_file_is_compared_and_checked_in_a_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from presskit.kit import comparing, received

    presskit.new(presskit.NewRequest(tmp_path / "kit"))
    request = presskit.TranslateOutRequest(tmp_path / "kit", tmp_path / "out", formats=("docx",), everything=True)
    (sent,) = presskit.translate_out(request).sent
    asked: list[str] = []

    def run(function: str, *given: Any, **limits: Any) -> Any:
        asked.append(function.rpartition(":")[2])
        return running.run(function, *given, **limits)

    def refuse(*_: object) -> NoReturn:
        raise AssertionError("this is a worker's")

    monkeypatch.setattr(received, "run", run)
    monkeypatch.setattr(running, "_has_one_thread", lambda: False)
    for name in ("match", "results_of", "check_pairs", "_page_words"):
        monkeypatch.setattr(comparing, name, refuse)
    presskit.translate_back(presskit.TranslateBackRequest(tmp_path / "kit", tmp_path / "out" / sent.files[0]))
    assert asked == ["read", "compared"]


APART = """
import socket, subprocess, sys, tempfile, urllib.request
from presskit.sandbox.guard import keep_apart
keep_apart()
assert urllib.request.urlopen("data:,words").read() == b"words"
tempfile.TemporaryFile().write(b"words")
for action in (lambda: socket.create_connection(("127.0.0.1", 9)), lambda: subprocess.run([sys.executable, "-c", ""])):
    try:
        action()
    except PermissionError as refused:
        print(refused)
"""


def test_who_sets_pages_reaches_neither_network_nor_processes() -> None:
    said = subprocess.run([sys.executable, "-c", APART], check=True, capture_output=True, text=True).stdout
    assert said.count("a worker may not: ") == 2
