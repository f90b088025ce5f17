"""The page as it would be now, and all outputs as one file."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

import presskit
from tests.usecases.conftest import WORLD, change


def test_the_preview_is_the_page_that_a_build_makes(kit: Path, tmp_path: Path) -> None:
    request = presskit.BuildRequest(kit, tmp_path / "out", only=("html",), languages=("ar",))
    (made,) = presskit.build(request, world=WORLD).made
    assert presskit.preview(presskit.PreviewRequest(kit, "ar"), world=WORLD).page.encode() == (tmp_path / "out" / made.path).read_bytes()


def test_a_preview_does_not_wait_for_answers(kit: Path) -> None:
    question = 'questions:\n  - id: consent-1\n    kind: consent\n    asked: "does it sign?"\n    place: {file: kit.yaml, line: 1, column: 1}\n'
    (kit / "questions.yaml").write_text(question, "utf-8")
    assert "<h1" in presskit.preview(kit, world=WORLD).page


def test_of_a_kit_that_cannot_be_read_the_findings_say_why(kit: Path) -> None:
    change(kit / "kit.yaml", "languages:", "langauges:")
    report = presskit.preview(kit, world=WORLD)
    assert report.page == ""
    assert {each.span.source for each in report.diagnostics} == {"kit.yaml"}


def test_a_language_without_a_text_is_refused(kit: Path) -> None:
    with pytest.raises(presskit.RequestError, match="no text in «fr»"):
        presskit.preview(presskit.PreviewRequest(kit, "fr"), world=WORLD)


def test_a_pack_has_the_bytes_of_the_outputs(kit: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    made = presskit.build(presskit.BuildRequest(kit, out, only=("html", "text")), world=WORLD).made
    report = presskit.pack(out)
    with zipfile.ZipFile(io.BytesIO(report.data)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {each.path: (out / each.path).read_bytes() for each in made}
    assert report == presskit.pack(presskit.PackRequest(out, tmp_path / "all.zip"))
    assert (tmp_path / "all.zip").read_bytes() == report.data


def test_what_was_changed_since_is_not_packed(kit: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with pytest.raises(presskit.RequestError, match="build first"):
        presskit.pack(out)
    made = presskit.build(presskit.BuildRequest(kit, out, only=("text",)), world=WORLD).made
    (out / made[0].path).write_text("another text", "utf-8")
    with pytest.raises(presskit.RequestError, match="not as it was built"):
        presskit.pack(out)
    (out / made[0].path).unlink()
    with pytest.raises(presskit.RequestError, match="cannot be read"):
        presskit.pack(out)
