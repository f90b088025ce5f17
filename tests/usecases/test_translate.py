"""Out to a translator and back through the Python API alone; who else holds the kit; what a caller who cancels leaves behind."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from presskit.errors import CancelledError, KitBusyError, RequestError
from presskit.translation.status import LanguageStatus
from presskit.usecases.build import BuildRequest, build
from presskit.usecases.translate_back import TranslateBackRequest, translate_back
from presskit.usecases.translate_out import TranslateOutRequest, translate_out
from presskit.usecases.translate_status import translate_status
from presskit.usecases.world import Cancellation, Step, World
from tests.translation_back.kits import untranslated
from tests.translation_back.test_taking import fingerprint, translated
from tests.usecases.test_locking import HOLD

WORLD = World({}, lambda: datetime(2026, 12, 1, 9, tzinfo=UTC))


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    """Return the specimen with French among its languages, and no French text."""
    folder = untranslated(tmp_path)
    text_ = (folder / "kit.yaml").read_text("utf-8")
    (folder / "kit.yaml").write_text(text_.replace("languages: [en]", "languages: [en, fr]"), "utf-8")
    return folder


def sent(kit: Path, out: Path) -> Path:
    report = translate_out(TranslateOutRequest(kit, out, formats=("docx",)), world=WORLD)
    (language,) = report.sent
    (name,) = language.files
    return out / name


def french(kit: Path) -> LanguageStatus:
    (status,) = translate_status(kit, world=WORLD).languages
    return status


def test_a_text_goes_out_comes_back_and_is_published(kit: Path, tmp_path: Path) -> None:
    file = sent(kit, tmp_path / "out")
    waiting = french(kit)
    assert (waiting.done, waiting.waiting_since) == (0, datetime(2026, 12, 1, tzinfo=UTC).date())
    file.write_bytes(translated(file.read_bytes(), "fr"))
    report = translate_back(TranslateBackRequest(kit, file), world=WORLD)
    assert not report.refused
    assert {path.name for path in report.written} == {"statement.fr.md", "memory.tmx"}
    assert french(kit).missing == 0
    made = build(BuildRequest(kit, tmp_path / "published", languages=("fr",), only=("text",)), world=WORLD)
    (path,) = [tmp_path / "published" / each.path for each in made.made]
    assert "semaine" in path.read_text("utf-8")


def test_a_bare_path_is_a_request_for_all(kit: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (language,) = translate_out(str(kit), world=WORLD).sent
    assert all((tmp_path / "build/translate" / name).is_file() for name in language.files)


def test_what_a_report_asks_is_answered_by_choices(kit: Path, tmp_path: Path) -> None:
    """The file lies nowhere: a studio has its bytes alone."""
    file = sent(kit, tmp_path / "out")
    data = translated(file.read_bytes(), "fr")
    from presskit.translation.alignment_state import Choices

    report = translate_back(TranslateBackRequest(kit, Path("back.docx"), data, choices=Choices({"p-weak": ()})))
    assert [each.code for each in report.diagnostics if each.severity == "error"] == ["return-invalid-match"]
    report = translate_back(TranslateBackRequest(kit, Path("back.docx"), data, choices=Choices({"p-week": ()})))
    assert [row.state for row in report.rows if row.key == "p-week"] == ["left out"]


def test_a_kit_that_another_process_changes_is_left_alone(kit: Path, tmp_path: Path) -> None:
    file = sent(kit, tmp_path / "out")
    before = fingerprint(kit)
    with subprocess.Popen([sys.executable, "-c", HOLD, kit], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(KitBusyError):
            translate_out(TranslateOutRequest(kit, tmp_path / "other"), world=WORLD)
        with pytest.raises(KitBusyError):
            translate_back(TranslateBackRequest(kit, file), world=WORLD)
        assert translate_status(kit, world=WORLD).languages  # reading needs no lock
        other.kill()
    assert fingerprint(kit) == before
    assert not (tmp_path / "other").exists()


@pytest.mark.parametrize("at", [1, 2, 3, 4])
def test_who_cancels_leaves_the_kit_as_it_was(kit: Path, tmp_path: Path, at: int) -> None:
    file = sent(kit, tmp_path / "out")
    file.write_bytes(translated(file.read_bytes(), "fr"))
    before, cancel = fingerprint(kit), Cancellation()

    def progress(step: Step) -> None:
        if step.number == at:
            cancel.cancel()

    with pytest.raises(CancelledError):
        translate_back(TranslateBackRequest(kit, file), world=WORLD, progress=progress, cancel=cancel)
    assert fingerprint(kit) == before


def test_who_cancels_an_export_gets_no_file(kit: Path, tmp_path: Path) -> None:
    before, cancel = fingerprint(kit), Cancellation()
    with pytest.raises(CancelledError):
        translate_out(TranslateOutRequest(kit, tmp_path / "out"), world=WORLD, progress=lambda _: cancel.cancel(), cancel=cancel)
    assert fingerprint(kit) == before
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        (TranslateOutRequest(Path(), languages=("de",)), "there is no language «de»"),
        (TranslateOutRequest(Path(), formats=("odt",)), "there is no format «odt»"),
        (TranslateOutRequest(Path(), since="0123456789ab"), "no translation at revision"),
    ],
)
def test_a_request_that_cannot_be_met_says_why(kit: Path, tmp_path: Path, request_: TranslateOutRequest, words: str) -> None:
    from dataclasses import replace

    with pytest.raises(RequestError, match=words):
        translate_out(replace(request_, folder=kit, out=tmp_path / "out"), world=WORLD)
