"""presskit check: one list, in order, with exit codes that a script can trust."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.conftest import Run


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_kit_in_which_nothing_is_wrong(run: Run, kit: Path) -> None:
    ended = run("check", kit)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == f"Nothing found in {kit}: ready to build\n"


def test_findings_of_all_files_come_at_once_each_with_place_and_hint(run: Run, kit: Path) -> None:
    change(kit / "kit.yaml", "version: 1", "verion: 1")
    change(kit / "contacts.yaml", "emails:", "email:")
    change(kit / "statement.en.md", "signatory_count", "signatary_count")
    ended = run("check", kit)
    assert ended.code == 1
    assert "kit.yaml:4:1: error unknown-key: " in ended.out
    assert "contacts.yaml:4:5: error unknown-key: " in ended.out
    assert "statement.en.md:6:1: error unknown-variable: " in ended.out
    assert "«version»" in ended.out
    assert "3 errors" in ended.out


def test_a_warning_is_a_finding(run: Run, kit: Path) -> None:
    change(kit / "statement.en.md", "from today.", "from today. TBC.")
    change(kit / "statement.fr.md", "aujourd’hui.", "aujourd’hui. TBC.")
    ended = run("check", kit)
    assert ended.code == 1
    assert "statement.en.md:4:" in ended.out


def test_a_wrong_indent_is_told_with_its_line(run: Run, kit: Path) -> None:
    change(kit / "contacts.yaml", "    organisation:", "   organisation:")
    ended = run("check", kit)
    assert ended.code == 1
    assert "contacts.yaml:3:" in ended.out
    assert "yaml-syntax" in ended.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(["nowhere"], "there is no folder"), (["my-kit/kit.yaml"], "is a file, not a kit's folder")],
)
def test_what_is_no_folder_ends_with_2(
    run: Run, kit: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], words: str
) -> None:
    monkeypatch.chdir(kit.parent)
    ended = run("check", *arguments)
    assert ended.code == 2
    assert words in ended.out


def test_an_empty_folder_says_which_file_is_missing(run: Run, tmp_path: Path) -> None:
    ended = run("check", tmp_path)
    assert ended.code == 1
    assert "kit.yaml" in ended.out


@pytest.mark.parametrize("name", ["kit.yaml", "statement.en.md", "signatories.yaml", "contacts.yaml"])
@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00\x00", b"\x00" * 300, b"[" * 5000, b"&a [*a]", b"---\n"])
def test_no_bytes_lead_to_a_fault(run: Run, kit: Path, name: str, data: bytes) -> None:
    (kit / name).write_bytes(data)
    ended = run("check", kit)
    assert ended.code in {0, 1}
    assert "Traceback" not in ended.out + ended.err


def test_a_picture_of_300_megabytes_ends_with_words(run: Run, kit: Path) -> None:
    with (kit / "photo.jpg").open("wb") as file:
        file.truncate(300 * 1024 * 1024)
    ended = run("check", kit)
    assert ended.code == 1
    assert "photo.jpg: error file-too-large: " in ended.out


def test_a_link_out_of_the_kit_ends_with_2(run: Run, kit: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("a secret", encoding="utf-8")
    (kit / "contacts.yaml").unlink()
    (kit / "contacts.yaml").symlink_to(tmp_path / "secret.md")
    ended = run("check", kit)
    assert ended.code == 2
    assert "contacts.yaml: error link-outside-kit: " in ended.out


def test_machines_read_the_same_findings_as_json(run: Run, kit: Path) -> None:
    change(kit / "kit.yaml", "version: 1", "verion: 1")
    ended = run("check", kit, "--json")
    result = json.loads(ended.out)
    assert ended.code == result["exit"] == 1
    finding = result["findings"][0]
    assert (finding["code"], finding["severity"]) == ("unknown-key", "error")
    assert (finding["file"], finding["line"], finding["column"]) == ("kit.yaml", 4, 1)


def test_the_clock_can_be_set_and_must_be_a_number(run: Run, kit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    ended = run("check", kit)
    assert ended.code == 2
    assert "«yesterday»" in ended.err
