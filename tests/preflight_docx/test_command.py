"""presskit check FILE.docx, and the build that looks at its own Word files before it writes them."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from presskit.cli import main
from presskit.resources import Resources
from tests.preflight_docx.files import edit, edition, found, good, packed, parts

STARTER = Path(__file__).parents[2] / "data/starter"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772409600")
    return tmp_path


def ended(*arguments: object) -> int:
    try:
        return int(main([str(each) for each in arguments]))
    except SystemExit as ending:
        return int(str(ending.code or 0))


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_a_good_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(folder / "x.docx", good())
    assert ended("check", path) == 0
    assert capsys.readouterr().out == f"Nothing found in {path}\n"


def test_a_finding_names_its_paragraph(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(folder / "x.docx", edit("<w:bookmarkEnd [^>]*>", "")(good()))
    assert ended("check", path) == 1
    assert f"{path}: paragraph 2: error docx-bookmark-open: The bookmark «pk_title» has no end." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "data"), [("x.docx", b"x"), ("x.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), ("x.docm", b""), ("x", b"PK\x03\x04")]
)
def test_what_cannot_be_read_ends_with_2(folder: Path, capsys: pytest.CaptureFixture[str], name: str, data: bytes) -> None:
    assert ended("check", written(folder / name, data)) == 2
    out = capsys.readouterr().out
    assert "error docx-unreadable: " in out
    assert "Traceback" not in out


def test_a_file_is_known_by_how_it_begins(folder: Path) -> None:
    assert ended("check", written(folder / "no-ending", good())) == 0


def test_findings_as_json_and_as_a_page(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(folder / "x.docx", edit("<w:bookmarkEnd [^>]*>", "")(good()))
    assert ended("check", path, "--json", "--html", folder / "r.html") == 1
    (told,) = json.loads(capsys.readouterr().out)["findings"]
    assert (told["code"], told["unit"], told["line"]) == ("docx-bookmark-open", "paragraph", 2)
    assert "Paragraph 2: The bookmark" in (folder / "r.html").read_text("utf-8")


def test_the_words_of_a_build_are_those_of_its_kit(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ended("build", STARTER, "-o", folder / "out", "--only", "docx") == 0
    files = sorted((folder / "out").rglob("*.docx"))
    assert len(files) == 2
    assert ended("check", *files, "--kit", STARTER) == 0
    changed = parts(files[0].read_bytes())
    changed["word/document.xml"] = changed["word/document.xml"].replace(b"</w:t>", b"x</w:t>", 1)
    files[0].write_bytes(packed(changed))
    assert ended("check", files[0], "--kit", STARTER) == 1
    assert "docx-text-differs" in capsys.readouterr().out


def test_a_build_whose_word_file_is_wrong_leaves_the_old_files(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, templates = folder / "out", folder / "templates"
    assert ended("build", STARTER, "-o", out, "--only", "docx") == 0
    before = {path: path.read_bytes() for path in out.rglob("*.docx")}
    template = Resources().template("release.docx")
    header = next(name for name, data in parts(template).items() if "header" in name and b"</w:hdr>" in data)
    unseen = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r></w:p></w:hdr>"
    templates.mkdir()
    written(templates / "release.docx", edit("</w:hdr>", unseen, header)(template))
    capsys.readouterr()
    assert ended("build", STARTER, "-o", out, "--only", "docx", "--templates", templates) == 1
    assert "docx-hidden-text: «secret» is hidden." in capsys.readouterr().err
    assert {path: path.read_bytes() for path in out.rglob("*.docx")} == before


def test_a_look_takes_a_moment() -> None:
    data, whole = good("ar"), edition("ar")
    found(data, whole)
    begun = time.process_time()
    for _ in range(5):
        found(data, whole)
    assert (time.process_time() - begun) / 5 < 0.25  # some 0.03 s on an idle computer
