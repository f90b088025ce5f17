"""presskit import: a kit that can be checked and built, an account of every line, and clear words for bad input."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest

from tests.commands.conftest import Run

TEXT = """\
Open the road to the river towns

BEIRUT, 3 December 2026 – For nine days no lorry has reached the river towns.

Signatories
1. Harbour Relief
2. Lantern Trust

Media contacts
Nora Example, Harbour Relief, nora@example.org, +44 20 7946 0123
"""


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "statement.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_the_new_kit_is_one_in_which_nothing_is_wrong(run: Run, text: Path, tmp_path: Path) -> None:
    ended = run("import", text, "-o", tmp_path / "my-kit", "--region", "gb")
    assert ended.code == 0, ended.err
    assert "7 lines of the input were placed" in ended.out
    checked = run("check", tmp_path / "my-kit")
    assert (checked.code, checked.err) == (0, ""), checked.out


def test_the_new_kit_builds(run: Run, text: Path, tmp_path: Path) -> None:
    run("import", text, "-o", tmp_path / "my-kit", "--region", "GB")
    assert run("build", tmp_path / "my-kit", "--out", tmp_path / "out", "--only", "text").code == 0
    (made,) = (tmp_path / "out").rglob("*.txt")
    assert "Lantern Trust" in made.read_text("utf-8")


def test_the_report_accounts_for_every_line(run: Run, text: Path, tmp_path: Path) -> None:
    run("import", text, "-o", tmp_path / "my-kit")
    report = (tmp_path / "my-kit" / "import-report.txt").read_text("utf-8")
    lines = [line.strip() for line in TEXT.split("\n") if line.strip()]
    assert [line.strip() for line in report.split("\n") if line.startswith("    ")] == lines
    assert "statement.txt:6:1  →  signatories.yaml: «Harbour Relief»" in report


def test_what_is_open_stands_first_in_the_report(run: Run, text: Path, tmp_path: Path) -> None:
    text.write_text(f"Under embargo until noon\n\n{TEXT}", encoding="utf-8")
    ended = run("import", text, "-o", tmp_path / "my-kit")
    assert ended.code == 1
    assert "until when is the embargo?" in ended.out
    assert "Open: 1 question about 1 line or name" in ended.out
    report = (tmp_path / "my-kit" / "import-report.txt").read_text("utf-8")
    assert report.startswith("VERDICT.\n\nSure: en: «Open the road to the river towns»; 2 signatories")
    assert report.index("Look first at:") < report.index("Under embargo until noon") < report.index("OPEN: answer each")
    assert (tmp_path / "my-kit" / "input" / "statement.txt").read_bytes() == text.read_bytes()


def test_findings_end_with_1(run: Run, text: Path, tmp_path: Path) -> None:
    text.write_text(TEXT.replace("2. Lantern", "3. Lantern"), encoding="utf-8")
    ended = run("import", text, "-o", tmp_path / "my-kit")
    assert ended.code == 1
    assert "input/statement.txt:6:1  in the numbers before the names after 1 comes 3: 2 is missing" in ended.out
    assert (tmp_path / "my-kit" / "kit.yaml").is_file()


def test_json(run: Run, text: Path, tmp_path: Path) -> None:
    ended = run("import", text, "-o", tmp_path / "my-kit", "--json")
    told = json.loads(ended.out)
    assert {Path(name).name for name in told["files"]} == {
        "kit.yaml", "statement.en.md", "signatories.yaml", "contacts.yaml", "import-report.txt", "statement.txt",
    }  # fmt: skip
    assert told["placements"][0] == {
        "file": "statement.txt", "line": 1, "column": 0, "unit": "line", "text": "Open the road to the river towns",
        "where": "statement.en.md: title", "note": "",
    }  # fmt: skip
    assert told["exit"] == ended.code == 0
    assert {finding["code"] for finding in told["findings"]} == {"import-assumed"}


def test_a_folder_in_use_is_left_alone(run: Run, text: Path, tmp_path: Path) -> None:
    ended = run("import", text, "-o", tmp_path)
    assert ended.code == 2
    assert "is in use" in ended.err
    assert [path.name for path in tmp_path.iterdir()] == ["statement.txt"]


def test_an_empty_folder_will_do(run: Run, text: Path, tmp_path: Path) -> None:
    (tmp_path / "my-kit").mkdir()
    assert run("import", text, "-o", tmp_path / "my-kit").code == 0


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "before 2007"),
        ("a.docx", b"PK\x03\x04", "damaged"),
        ("a.pdf", b"%PDF", "not a kind of file that is read"),
        ("a.txt", b"", "no text with a title"),
        ("a.txt", bytes(5000), "is not a text"),
    ],
)
def test_bad_input_ends_with_2_and_nothing_is_written(run: Run, tmp_path: Path, name: str, data: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(data)
    ended = run("import", tmp_path / name, "-o", tmp_path / "my-kit")
    assert ended.code == 2
    assert words in ended.err
    assert not (tmp_path / "my-kit").exists()


def test_a_file_that_is_not_there(run: Run, tmp_path: Path) -> None:
    ended = run("import", tmp_path / "none.txt", "-o", tmp_path / "my-kit")
    assert ended.code == 2
    assert "cannot be read" in ended.err
    assert run("import", tmp_path, "-o", tmp_path / "my-kit").code == 2


def test_a_file_of_300_megabytes(run: Run, tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(300 * 1024 * 1024)
    ended = run("import", tmp_path / "a.txt", "-o", tmp_path / "my-kit")
    assert ended.code == 2
    assert "has 300 megabytes" in ended.err
    assert not (tmp_path / "my-kit").exists()


@pytest.mark.parametrize("codes", [("--region", "Turkey"), ("--language", "english")])
def test_codes_that_do_not_exist(run: Run, text: Path, tmp_path: Path, codes: tuple[str, str]) -> None:
    ended = run("import", text, "-o", tmp_path / "my-kit", *codes)
    assert ended.code == 2
    assert "import-no-such-language" in ended.err


def test_two_files_of_one_name_are_told_apart(run: Run, text: Path, tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    more = tmp_path / "more" / "statement.txt"
    more.write_text("Signatories\n1. Open Door\n", encoding="utf-8")
    text.write_text(TEXT.split("Signatories", maxsplit=1)[0], encoding="utf-8")
    told = json.loads(run("import", text, more, "-o", tmp_path / "my-kit", "--json").out)
    assert {each["file"] for each in told["placements"]} == {text.as_posix(), more.as_posix()}


def test_yes_alone_is_refused(run: Run, text: Path, tmp_path: Path) -> None:
    assert run("import", text, "-o", tmp_path / "my-kit", "--yes").code == 2


def test_every_finding_of_an_import_is_explained(run: Run) -> None:
    from presskit.readers.import_rules import RULES

    assert len({rule.code for rule in RULES}) == len(RULES)
    assert all(run("explain", rule.code).code == 0 for rule in RULES)


FRENCH = """\
Ouvrez la route des villes du fleuve

BEYROUTH, 3 décembre 2026 – Depuis neuf jours, aucun camion n’a atteint les villes du fleuve.

Signataires
1. Secours du port
2. Fondation Lanterne

Contact presse
Nora Example, Secours du port, nora@example.org, +44 20 7946 0123
"""


def test_two_files_make_one_kit(run: Run, text: Path, tmp_path: Path) -> None:
    french = tmp_path / "fr.txt"
    french.write_text(FRENCH, encoding="utf-8")
    ended = run("import", text, french, "-o", tmp_path / "my-kit")
    assert ended.code == 0, ended.out
    assert "fr: «Ouvrez la route des villes du fleuve»" in ended.out
    assert run("check", tmp_path / "my-kit").code == 0


def test_a_translation_comes_into_a_kit_and_can_be_undone(run: Run, text: Path, tmp_path: Path) -> None:
    run("import", text, "-o", tmp_path / "my-kit")
    french = tmp_path / "fr.txt"
    french.write_text(FRENCH, encoding="utf-8")
    ended = run("import", french, "--into", tmp_path / "my-kit")
    assert ended.code == 0, ended.out
    assert "import-report-fr.txt" in ended.out
    checked = run("check", tmp_path / "my-kit")
    assert (checked.code, checked.err) == (0, ""), checked.out
    assert "Secours du port" in (tmp_path / "my-kit" / "signatories.yaml").read_text("utf-8")
    assert run("undo", tmp_path / "my-kit").code == 0
    assert not (tmp_path / "my-kit" / "statement.fr.md").exists()


def test_review_puts_the_questions_at_once(run: Run, text: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text.write_text(TEXT.replace("2. Lantern Trust", "2. Lantern Trust (to be confirmed)"), encoding="utf-8")
    keyboard, terminal = os.openpty()
    with os.fdopen(terminal, encoding="utf-8") as stdin, os.fdopen(keyboard, "wb", 0) as keys:
        monkeypatch.setattr("sys.stdin", stdin)
        keys.write(b"1")
        ended = run("import", text, "-o", tmp_path / "my-kit", "--review")
    assert "question, 1 left" in ended.out
    assert "Kept. Changed: signatories.yaml" in ended.out
    assert "Nothing is open" in ended.out
    assert ended.code == 0
    assert "Lantern Trust" in (tmp_path / "my-kit" / "signatories.yaml").read_text("utf-8")


def test_what_is_left_at_the_review_stays_open(run: Run, text: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text.write_text(TEXT.replace("2. Lantern Trust", "2. Lantern Trust (to be confirmed)"), encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO("q\n"))
    ended = run("import", text, "-o", tmp_path / "my-kit", "--review")
    assert (ended.code, "1 open. To go on: presskit answer" in ended.out) == (1, True)
    assert run("import", text, "-o", tmp_path / "other", "--review", "--json").code == 2
