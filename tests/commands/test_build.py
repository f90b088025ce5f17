"""presskit build: every output, or none; the same bytes everywhere."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from presskit.artefact import Artefact
from presskit.checks import Context
from presskit.diagnostics import Diagnostic, Severity
from presskit.model.edition import Edition
from presskit.model.outputs import Format
from presskit.resources import Resources
from presskit.source import Span
from presskit.typesetting.typesetter import Typesetter
from presskit.writers.errors import WriterError
from tests.building import built
from tests.commands.conftest import Run
from tests.commands.test_check import change
from tests.written import WrittenBy

MANIFEST = ".presskit-manifest.json"
WORLD = Context(datetime(2026, 3, 2, tzinfo=UTC), frozenset(range(0x20, 0x3000)))


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def plain(edition: Edition, _: Resources, __: Typesetter) -> Artefact:
    return Artefact(f"{edition.name}.txt", "text/plain", edition.title.inlines[0].text.encode(), edition.language)  # type: ignore[union-attr]


def refuse(edition: Edition, _: Resources, __: Typesetter) -> Artefact:
    found = Diagnostic("missing-style", Severity.ERROR, "no style «PK Body»", Span("release.docx"))
    if edition.language == "fr":
        raise WriterError([found])
    return Artefact(f"{edition.name}.docx", "application/zip", b"x", edition.language)


def fall(edition: Edition, _: Resources, __: Typesetter) -> Artefact:
    raise ZeroDivisionError(edition.name)


TEXT = WrittenBy(Format.TEXT, function=plain)


def test_every_output_lies_in_the_folder_of_its_language(run: Run, kit: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    ended = run("build", kit, "--out", out)
    assert ended.code == 0, ended.err
    names = {f"{lang}/bridge-{lang}{end}" for lang in ("en", "fr") for end in (".pdf", "-print.pdf", ".docx", ".html", ".txt")}
    assert set(files(out)) == names | {"report.json", MANIFEST}


def test_a_table_says_what_was_made(run: Run, kit: Path, tmp_path: Path) -> None:
    ended = run("build", kit, "--out", tmp_path / "out", "--only", "pdf", "--lang", "en")
    head, row, _, total = ended.out.splitlines()
    assert head.split() == ["file", "language", "pages", "size"]
    assert row.split()[:3] == [str(tmp_path / "out/en/bridge-en.pdf"), "en", "1"]
    assert total.startswith("1 file in ")


def test_a_proof_lies_beside_what_is_printed(run: Run, kit: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    ended = run("build", kit, "--out", out, "--only", "print", "--lang", "fr", "--proof")
    assert ended.code == 0, ended.err
    assert "warning" not in ended.err
    names = ["bridge-fr-contact.png", "bridge-fr-print.pdf", "bridge-fr-proof.pdf"]
    assert sorted(path.name for path in (out / "fr").iterdir()) == names
    assert all(name in ended.out for name in names)


def test_the_report_holds_the_hash_of_each_file(run: Run, kit: Path, tmp_path: Path) -> None:
    run("build", kit, "--out", tmp_path, "--only", "html,text")
    report = json.loads((tmp_path / "report.json").read_bytes())
    assert report["release"] == {"id": "bridge", "version": 1}
    assert len(report["files"]) == 4
    for entry in report["files"]:
        data = (tmp_path / entry["path"]).read_bytes()
        assert (entry["sha256"], entry["bytes"]) == (hashlib.sha256(data).hexdigest(), len(data))


def test_machines_read_what_was_made_as_json(run: Run, kit: Path, tmp_path: Path) -> None:
    ended = run("build", kit, "--out", tmp_path, "--only", "text", "--json")
    result = json.loads(ended.out)
    assert [each["path"] for each in result["files"]] == ["en/bridge-en.txt", "fr/bridge-fr.txt"]
    assert (result["exit"], result["findings"]) == (0, [])


@pytest.mark.parametrize(("option", "known"), [("--only", "pdf, print, docx, html, text"), ("--lang", "en, fr")])
def test_what_there_is_not_cannot_be_asked_for(run: Run, kit: Path, tmp_path: Path, option: str, known: str) -> None:
    ended = run("build", kit, "--out", tmp_path / "out", option, "xx")
    assert ended.code == 2
    assert f"«xx»; choose from: {known}" in ended.err
    assert not (tmp_path / "out").exists()


def test_a_number_of_processes_that_cannot_be_meant_is_told(run: Run, kit: Path, tmp_path: Path) -> None:
    ended = run("build", kit, "--out", tmp_path / "out", "--jobs", "-1")
    assert (ended.code, ended.err) == (2, "presskit: «jobs» should be a number, not below 0, but is «-1»\n")


def test_errors_stop_the_build_and_leave_the_last_good_one(run: Run, kit: Path, tmp_path: Path) -> None:
    run("build", kit, "--out", tmp_path / "out", "--only", "text")
    before = files(tmp_path / "out")
    change(kit / "kit.yaml", "version: 1", "verion: 1")
    ended = run("build", kit, "--out", tmp_path / "out", "--only", "text")
    assert ended.code == 1
    assert "kit.yaml:4:1: error unknown-key" in ended.err
    assert "Nothing was made" in ended.err
    assert files(tmp_path / "out") == before


def test_warnings_are_told_and_the_build_is_made(run: Run, kit: Path, tmp_path: Path) -> None:
    change(kit / "statement.en.md", "from today.", "from today. TBC.")
    ended = run("build", kit, "--out", tmp_path / "out", "--only", "text")
    assert ended.code == 0
    assert "warning" in ended.err
    assert (tmp_path / "out/en/bridge-en.txt").exists()


def test_a_writer_that_refuses_one_language_leaves_that_language_as_it_was(kit: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    built(kit, out, WORLD, writers=[TEXT])
    before = files(out)
    for language, words in (("en", "A bridge opens"), ("fr", "Un pont s’ouvre")):
        change(kit / f"statement.{language}.md", words, f"Today {words}")
    report = built(kit, out, WORLD, writers=[TEXT, WrittenBy(Format.DOCX, function=refuse)])
    assert report.failed
    assert {made.path for made in report.made} == {"en/bridge-en.txt", "en/bridge-en.docx"}
    assert {finding.code for finding in report.diagnostics} >= {"missing-style", "language-not-built"}
    after = files(out)
    assert after["fr/bridge-fr.txt"] == before["fr/bridge-fr.txt"]
    assert after["en/bridge-en.txt"] != before["en/bridge-en.txt"]
    assert {each["path"] for each in json.loads(after["report.json"])["files"]} == set(after) - {"report.json", MANIFEST}


def test_a_writer_that_falls_midway_leaves_everything_as_it_was(kit: Path, tmp_path: Path) -> None:
    built(kit, tmp_path / "out", WORLD, writers=[TEXT])
    before = files(tmp_path / "out")
    with pytest.raises(ZeroDivisionError):
        built(kit, tmp_path / "out", WORLD, writers=[TEXT, WrittenBy(Format.PDF, function=fall)])
    assert files(tmp_path / "out") == before


def test_an_output_with_old_words_is_pointed_out_and_kept(run: Run, kit: Path, tmp_path: Path) -> None:
    run("build", kit, "--out", tmp_path / "out", "--only", "text")
    change(kit / "statement.fr.md", "Un pont s’ouvre", "Le pont s’ouvre")
    ended = run("build", kit, "--out", tmp_path / "out", "--only", "text", "--lang", "en")
    assert ended.code == 0
    assert "bridge-fr.txt: note stale-output: " in ended.err
    assert (tmp_path / "out/fr/bridge-fr.txt").exists()


def test_outputs_that_were_not_asked_for_and_are_current_are_no_matter(run: Run, kit: Path, tmp_path: Path) -> None:
    run("build", kit, "--out", tmp_path / "out", "--only", "text,html")
    ended = run("build", kit, "--out", tmp_path / "out", "--only", "text", "--lang", "en")
    assert "stale-output" not in ended.err
    again = run("build", kit, "--out", tmp_path / "out", "--only", "text,html")
    assert "0 files; 4 as they were" in again.out


@pytest.mark.parametrize("report", [b"", b"[]", b'{"files": [{"path": "../../x"}]}', b'{"files": [{"path": "a\\u0000b"}]}'])
def test_an_old_report_may_hold_anything(run: Run, kit: Path, tmp_path: Path, report: bytes) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/report.json").write_bytes(report)
    assert run("build", kit, "--out", tmp_path / "out", "--only", "text").code == 0


def test_a_place_that_cannot_be_written_ends_with_2(run: Run, kit: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"a file, not a folder")
    ended = run("build", kit, "--out", tmp_path / "out", "--only", "text")
    assert ended.code == 2
    assert "cannot write to" in ended.err
    assert "Traceback" not in ended.err


def test_templates_that_are_not_there_end_with_2(run: Run, kit: Path, tmp_path: Path) -> None:
    ended = run("build", kit, "--out", tmp_path / "out", "--templates", tmp_path / "nowhere")
    assert ended.code == 2
    assert "no folder of templates" in ended.err


def test_notes_and_consents_stay_in_the_kit(run: Run, kit: Path, tmp_path: Path) -> None:
    line = "  - {name: Third House, note: kept-by-us, consent: {by: somebody-secret}}\n"
    with (kit / "signatories.yaml").open("a", encoding="utf-8") as file:
        file.write(line)
    assert run("build", kit, "--out", tmp_path / "out", "--only", "html,text").code == 0
    for data in files(tmp_path / "out").values():
        assert b"kept-by-us" not in data
        assert b"somebody-secret" not in data


def test_the_same_kit_gives_the_same_bytes_everywhere(kit: Path, tmp_path: Path) -> None:
    """Another folder, zone, hash seed, locale and hour: every hash is the same."""
    shutil.copytree(kit, tmp_path / "elsewhere" / "another name")
    worlds = [
        (kit, {"TZ": "UTC", "PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1772409600"}),
        (tmp_path / "elsewhere" / "another name", {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "2", "LC_ALL": "C"}),
    ]
    reports = []
    for number, (folder, environment) in enumerate(worlds):
        out = tmp_path / f"out-{number}"
        command = [sys.executable, "-m", "presskit", "build", str(folder), "--out", str(out)]
        variables = {**os.environ, **environment}
        done = subprocess.run(command, cwd=folder.parent, env=variables, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        reports.append({name: data for name, data in files(out).items() if name != MANIFEST})
    assert reports[0] == reports[1]
