"""What comes from outside and takes too much is told in words; nothing is written, and other files are worked on."""

from __future__ import annotations

import re
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

import presskit
from presskit.cli import main
from presskit.kit import preflight_files, received
from presskit.kit.received import Budget
from presskit.limits import READING_SECONDS
from presskit.readers import returns
from presskit.sandbox import running

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="Windows has no limit of a process's own time")
TEXT = "A bridge for all\n\nThe bridge is open to everybody.\n"
SOON = 0.2
"""Seconds of processor time after which what never ends is stopped: no machine is too fast for it."""


@pytest.fixture(autouse=True, params=["copy", "copy of another", "process"])
def way(request: pytest.FixtureRequest, come_by: Callable[[str], None]) -> None:
    come_by(request.param)


@pytest.fixture
def endless(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Whatever is to be worked on never ends."""

    def run(_function: str, *_arguments: object, **_limits: object) -> object:
        return running.run("tests.sandbox.jobs:endless", seconds=SOON)

    monkeypatch.setattr(received, "run", run)
    return monkeypatch


def files_of(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.rglob("*"))


def test_an_import_that_takes_too_long(
    tmp_path: Path, endless: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    mail = tmp_path / "mail.txt"
    mail.write_text(TEXT)
    assert main(["import", str(mail), "-o", str(tmp_path / "kit")]) == 2
    said = capsys.readouterr().err
    assert f"«mail.txt» took more than {READING_SECONDS:.0f} s of processor time; nothing was written. Save it anew" in said
    assert files_of(tmp_path) == ["mail.txt"]
    endless.undo()
    assert main(["import", str(mail), "-o", str(tmp_path / "kit")]) == 0


@pytest.mark.usefixtures("endless")
def test_a_list_of_signatures_that_takes_too_long(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    presskit.new(presskit.NewRequest(tmp_path / "kit"))
    before = {each: each.read_bytes() for each in (tmp_path / "kit").rglob("*") if each.is_file()}
    late = tmp_path / "late.csv"
    late.write_text("Organisation\nRiver Aid\n")
    assert main(["import", str(late), "--into", str(tmp_path / "kit"), "--yes"]) == 2
    assert f"«late.csv» took more than {READING_SECONDS:.0f} s of processor time" in capsys.readouterr().err
    assert before == {each: each.read_bytes() for each in before}


def test_a_finished_file_that_takes_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    slow, sound = tmp_path / "slow.pdf", tmp_path / "sound.docx"
    slow.write_bytes(b"%PDF-1.7\n" + b"%" * 1000)
    sound.write_bytes(b"PK\x03\x04")
    worked = received.worked

    def impatient(function: str, size: int, *rest: object) -> object:
        if size > 100:
            return worked("tests.sandbox.jobs:endless", size, Budget(0.2, 10**9, 0.2), ())
        return worked(function, size, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(preflight_files, "worked", impatient)
    report = presskit.check_files(presskit.CheckFilesRequest((slow, sound), html=tmp_path / "report.html"))
    assert [each.code for each in report.diagnostics] == ["file-not-checked", "docx-unreadable"]
    assert report.diagnostics[0].hint
    assert (tmp_path / "report.html").read_text().count("so it was not checked to its end") == 1
    assert main(["check", str(slow)]) == 1
    assert "error file-not-checked" in capsys.readouterr().out


@pytest.mark.usefixtures("endless")
def test_a_report_that_takes_too_long(tmp_path: Path) -> None:
    file = tmp_path / "sound.docx"
    file.write_bytes(b"PK\x03\x04")
    with pytest.raises(presskit.RequestError, match="check the files without a report"):
        presskit.check_files(presskit.CheckFilesRequest((file,), html=tmp_path / "report.html"))
    assert files_of(tmp_path) == ["sound.docx"]


@pytest.mark.usefixtures("endless")
def test_a_translation_that_takes_too_long(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kit = tmp_path / "kit"
    presskit.new(presskit.NewRequest(kit))
    presskit.translate_out(presskit.TranslateOutRequest(kit, tmp_path / "sent", everything=True))
    sent = next((tmp_path / "sent").rglob("*.docx"))
    before = {each: each.read_bytes() for each in kit.rglob("*") if each.is_file()}
    assert main(["translate", "import", str(kit), str(sent)]) == 2
    assert re.search(r"took more than \d+ s of processor time; nothing was written", capsys.readouterr().err)
    assert before == {each: each.read_bytes() for each in before}


def test_a_translation_with_too_many_paragraphs_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    unit = '<trans-unit id="u{}"><source>a</source><target>b</target></trans-unit>'
    units = "".join(unit.format(each) for each in range(4))
    data = f'<xliff version="1.2"><file original="k" target-language="fr"><body>{units}</body></file></xliff>'.encode()
    reading = returns.read("back.xlf", data)
    assert reading.value
    assert len(reading.value.paragraphs) == 4
    monkeypatch.setattr(returns, "RETURN_SEGMENTS", 3)
    reading = returns.read("back.xlf", data)
    assert reading.value is None
    assert "has 4 paragraphs; up to 3 are matched" in reading.diagnostics[-1].message
