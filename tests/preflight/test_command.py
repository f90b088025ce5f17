"""presskit check FILE.pdf, and the preflight inside a build."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from presskit.artefact import Artefact
from presskit.diagnostics import Severity
from presskit.kit.executor import TaskExecutor
from presskit.model.edition import Edition
from presskit.model.outputs import Format
from presskit.resources import Resources
from presskit.typesetting.typesetter import Typesetter
from presskit.writers import Writer
from tests.building import built
from tests.commands.conftest import Run, kit, run
from tests.commands.test_build import WORLD, files
from tests.preflight.files import good, with_defect
from tests.preflight.seeds import SEEDS
from tests.setting import pdf_of
from tests.written import WrittenBy

__all__ = ["kit", "run"]


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "bad.pdf"
    path.write_bytes(with_defect(good(Format.PRINT), SEEDS["red of screens"].seed))
    return path


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    path = tmp_path / "clean.pdf"
    path.write_bytes(good(Format.PDF))
    return path


def test_a_good_file(run: Run, clean: Path) -> None:
    ended = run("check", clean)
    assert (ended.code, ended.out, ended.err) == (0, f"Nothing found in {clean}\n", "")


def test_a_finding_has_its_page_and_what_to_do(run: Run, bad: Path) -> None:
    ended = run("check", bad)
    assert ended.code == 1
    place, hint, *_ = ended.out.splitlines()
    assert place == f"{bad}: page 1: error rgb-in-print: A surface is in DeviceRGB."
    assert hint.startswith("    Convert it to CMYK")


def test_several_files_at_once(run: Run, clean: Path, bad: Path) -> None:
    ended = run("check", clean, bad)
    assert ended.code == 1
    assert f"Nothing found in {clean}" in ended.out
    assert f"{bad}: page 1: error" in ended.out


def test_machines_read_boxes_too(run: Run, bad: Path) -> None:
    result = json.loads(run("check", bad, "--json").out)
    (finding,) = result["findings"]
    assert (finding["code"], finding["unit"], finding["line"], result["exit"]) == ("rgb-in-print", "page", 1, 1)
    assert finding["boxes"] == [[200.0, 300.0, 250.0, 350.0]]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.7\n"])
def test_what_is_no_pdf_is_bad_input(run: Run, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.pdf").write_bytes(data)
    ended = run("check", tmp_path / "x.pdf")
    assert ended.code == 2
    assert "x.pdf: error pdf-unreadable: " in ended.out


def test_a_file_that_is_not_there(run: Run, tmp_path: Path) -> None:
    ended = run("check", tmp_path / "nowhere.pdf")
    assert ended.code == 2
    assert "nowhere.pdf" in ended.out


def test_a_pdf_is_known_without_its_ending(run: Run, clean: Path) -> None:
    other = clean.rename(clean.with_suffix(".bin"))
    assert run("check", other).code == 0


@pytest.mark.parametrize("arguments", [["my-kit", "clean.pdf"], ["my-kit", "--html", "x.html"], ["my-kit", "--kit", "my-kit"]])
def test_kits_and_files_are_not_mixed(
    run: Run, kit: Path, clean: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(clean.parent)
    ended = run("check", *arguments)
    assert ended.code == 2
    assert "files" in ended.err or "PDFs" in ended.err


def test_a_file_is_compared_with_its_kit_in_its_own_language(run: Run, kit: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("build", kit, "--out", out, "--only", "pdf").code == 0
    made = [out / language / f"bridge-{language}.pdf" for language in ("en", "fr")]
    assert run("check", *made, "--kit", kit).code == 0
    text = (kit / "statement.en.md").read_text("utf-8")
    (kit / "statement.en.md").write_text(text.replace("from today.", "from tomorrow."), "utf-8")
    ended = run("check", *made, "--kit", kit)
    assert "en.pdf: page 1: error pdf-text-differs: Where the release goes on with «Thebridge" in ended.out.replace(
        str(out), ""
    )
    assert "fr.pdf" not in ended.out.split("\n\n")[0]


def test_a_kit_with_errors_compares_nothing(run: Run, kit: Path, clean: Path) -> None:
    (kit / "kit.yaml").write_text("id: [", "utf-8")
    ended = run("check", clean, "--kit", kit)
    assert ended.code == 2
    assert "the kit has errors" in ended.err


def test_a_language_that_the_kit_does_not_have(run: Run, kit: Path, tmp_path: Path) -> None:
    (tmp_path / "ar.pdf").write_bytes(good(Format.PDF, "ar"))
    ended = run("check", tmp_path / "ar.pdf", "--kit", kit)
    assert ended.code == 1
    assert "pdf-not-compared: The kit has no text in the PDF's language «ar»." in ended.out


def test_the_report_is_a_page_by_itself_with_marks_on_its_pictures(run: Run, bad: Path, clean: Path, tmp_path: Path) -> None:
    ended = run("check", bad, clean, "--html", tmp_path / "out" / "report.html")
    assert ended.code == 1
    page = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert page.count('<img src="data:image/webp;base64,') == 4
    assert page.count('class="mark error') == 1
    assert "Convert it to CMYK" in page
    assert not re.search(r"(?:src|href)=\"(?!data:)", page)
    assert "<script" not in page


def test_a_mark_lies_where_the_box_is(run: Run, bad: Path, tmp_path: Path) -> None:
    run("check", bad, "--html", tmp_path / "report.html")
    style = re.search(r'class="mark error[^>]*style="([^"]+)"', (tmp_path / "report.html").read_text("utf-8"))
    assert style
    left, top, width, height = map(float, re.findall(r"([\d.]+)%", style[1]))
    sheet = (680.315, 926.929)
    expected = (100 * 200 / sheet[0], 100 * (1 - 350 / sheet[1]), 100 * 50 / sheet[0], 100 * 50 / sheet[1])
    assert (left, top, width, height) == pytest.approx(expected, abs=0.05)


def test_what_a_file_says_is_shown_and_not_obeyed(run: Run, tmp_path: Path) -> None:
    def evil(pdf: Any) -> None:
        pdf.attachments["<script>alert(1)</script>\x1b[31m"] = b"x"

    (tmp_path / "<b>.pdf").write_bytes(with_defect(good(Format.PDF), evil))
    ended = run("check", tmp_path / "<b>.pdf", "--html", tmp_path / "report.html")
    page = (tmp_path / "report.html").read_text("utf-8")
    assert "<script" not in page
    assert "<b>.pdf" not in page
    assert "&lt;script&gt;" in page
    assert "\x1b" not in ended.out


def test_a_report_that_cannot_be_written(run: Run, clean: Path, tmp_path: Path) -> None:
    (tmp_path / "report.html").mkdir()
    ended = run("check", clean, "--html", tmp_path / "report.html")
    assert ended.code == 2
    assert "is a folder" in ended.err


def outputs(folder: Path) -> dict[str, bytes]:
    return {name: data for name, data in files(folder).items() if name.endswith(".pdf")}


def writer(change: Callable[[Any], object]) -> Writer:
    def write(edition: Edition, resources: Resources, typesetter: Typesetter) -> Artefact:
        made = pdf_of(edition, resources, typesetter)
        return Artefact(made.name, made.media_type, with_defect(made.data, change), made.language, made.pages)

    return WrittenBy(Format.PDF, function=write)


def test_an_error_of_the_preflight_stops_a_build_and_leaves_old_files(kit: Path, tmp_path: Path) -> None:
    alone = TaskExecutor(1)
    assert not built(kit, tmp_path / "out", WORLD, executor=alone, writers=[writer(lambda _: None)]).failed
    before = outputs(tmp_path / "out")
    damaging = [writer(SEEDS["no language"].seed)]
    report = built(kit, tmp_path / "out", WORLD, force=True, executor=TaskExecutor(1), writers=damaging)
    assert report.failed
    errors = [finding for finding in report.diagnostics if finding.severity is Severity.ERROR]
    assert {finding.span.source for finding in errors} == {"en/bridge-en.pdf", "fr/bridge-fr.pdf"}
    assert outputs(tmp_path / "out") == before


def test_a_warning_of_the_preflight_stops_nothing(kit: Path, tmp_path: Path) -> None:
    report = built(kit, tmp_path, WORLD, executor=TaskExecutor(1), writers=[writer(SEEDS["an attachment"].seed)])
    assert not report.failed
    assert {finding.code for finding in report.diagnostics} == {"pdf-attachment"}
    assert report.made
