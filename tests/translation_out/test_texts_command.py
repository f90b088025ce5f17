"""presskit translate show, write and add, and import --dry-run, as a user runs them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.translation_back.kits import SPECIMEN, kit_of, sent, untranslated
from tests.translation_back.test_taking import fingerprint, translated
from tests.translation_out.test_command import run


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SPECIMEN, tmp_path / "kit"))


def test_texts_are_shown_and_one_is_written(kit: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("show", kit, "ar", "--json") == 0
    shown = {each["key"]: each for each in json.loads(capsys.readouterr().out)["texts"]}
    assert (shown["title"]["state"], shown["place-1"]["state"]) == ("done", "locked")
    assert run("write", kit, "ar", "title", "عنوان", "--mark", shown["title"]["mark"]) == 0
    assert capsys.readouterr().out.splitlines()[0].endswith("statement.ar.md")
    before = fingerprint(kit)
    assert run("write", kit, "ar", "title", "آخر", "--mark", shown["title"]["mark"]) == 2
    assert "was changed meanwhile" in capsys.readouterr().err
    assert run("write", kit, "ar", "title", "عنوان") == 0
    assert "like this already" in capsys.readouterr().out
    assert fingerprint(kit) == before
    assert run("show", kit, "ar") == 0
    assert "عنوان" in capsys.readouterr().out


def test_a_language_is_added_or_refused(kit: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("add", kit, "de") == 0
    assert capsys.readouterr().out == "languages: en, ar, fr, de\n"
    assert run("add", kit, "../x") == 2
    assert run("show", kit, "xx") == 2
    assert "no translation into «xx»" in capsys.readouterr().err


def test_a_dry_run_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kit = untranslated(tmp_path)
    (tmp_path / "fr.docx").write_bytes(translated(sent(kit_of(kit), "fr"), "fr"))
    before = fingerprint(kit)
    assert run("import", kit, tmp_path / "fr.docx", "--dry-run") == 0
    told = capsys.readouterr().out
    assert "placed" in told
    assert "Nothing was written, as asked" in told
    assert fingerprint(kit) == before
    assert run("import", kit, tmp_path / "fr.docx") == 0
    assert fingerprint(kit) != before
