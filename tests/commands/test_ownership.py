"""A kit's outputs are its own: no other kit's are overwritten, no version is taken back, no stale text gets a new one."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.commands.conftest import Run, revision
from tests.commands.test_build import files
from tests.commands.test_check import change


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def report(out: Path) -> Any:
    return json.loads((out / "report.json").read_bytes())


def build(run: Run, kit: Path, out: Path, *more: str) -> Any:
    return run("build", kit, "--out", out, "--only", "text", *more)


def another(kit: Path, name: str, id_: str = "harbour") -> Path:
    """Return a copy of the kit in a folder beside it, with another id."""
    folder = kit.with_name(name)
    shutil.copytree(kit, folder)
    change(folder / "kit.yaml", "id: bridge", f"id: {id_}")
    change(folder / "statement.en.md", "A bridge opens", "A harbour opens")
    return folder


@pytest.mark.parametrize(("name", "id_"), [("other-kit", "harbour"), ("other-kit", "bridge"), ("my-kit", "harbour")])
def test_the_outputs_of_another_kit_stay_and_both_are_named(run: Run, kit: Path, out: Path, name: str, id_: str) -> None:
    build(run, kit, out)
    before = files(out)
    (kit.parent / "elsewhere").mkdir()
    other = shutil.move(another(kit, "moved", id_), kit.parent / "elsewhere" / name)
    ended = build(run, Path(other), out)
    assert ended.code == 2
    assert "«bridge»" in ended.err
    assert f"«{id_}»" in ended.err
    assert "--out" in ended.err
    assert "stale" not in ended.err
    assert files(out) == before


@pytest.mark.parametrize("lost", [[".presskit-manifest.json"], ["report.json"]])
def test_one_of_two_witnesses_is_enough(run: Run, kit: Path, out: Path, lost: list[str]) -> None:
    build(run, kit, out)
    for name in lost:
        (out / name).unlink()
    assert build(run, another(kit, "other-kit"), out).code == 2
    assert build(run, kit, out).code == 0


def test_a_file_that_nobody_knows_is_not_overwritten(run: Run, kit: Path, out: Path) -> None:
    (out / "en").mkdir(parents=True)
    (out / "en/bridge-en.txt").write_bytes(b"typed by hand")
    ended = build(run, kit, out)
    assert ended.code == 2
    assert "bridge-en.txt was not made by a build of this kit" in ended.err
    assert files(out) == {"en/bridge-en.txt": b"typed by hand"}


def test_force_is_no_leave_to_overwrite_another_kit(run: Run, kit: Path, out: Path) -> None:
    build(run, kit, out)
    assert build(run, another(kit, "other-kit"), out, "--force").code == 2
    assert build(run, kit, out, "--force").code == 0


def test_an_emptied_folder_belongs_to_nobody(run: Run, kit: Path, out: Path) -> None:
    build(run, kit, out)
    for path in out.glob("*/*.txt"):
        path.unlink()
    assert build(run, another(kit, "other-kit"), out).code == 0


def test_the_report_names_its_kit_and_no_place_of_the_disk(run: Run, kit: Path, out: Path) -> None:
    build(run, kit, out)
    assert report(out)["release"] == {"id": "bridge", "version": 1}
    assert str(kit.parent) not in (out / "report.json").read_text("utf-8")
    assert str(kit.parent) not in (out / ".presskit-manifest.json").read_text("utf-8")


@pytest.mark.parametrize("path", ["../../elsewhere.txt", "/etc/hostname", "en/../../elsewhere.txt", "..\\elsewhere.txt"])
def test_a_report_is_not_believed_about_files_outside(run: Run, kit: Path, out: Path, path: str) -> None:
    build(run, kit, out)
    (out.parent / "elsewhere.txt").write_bytes(b"of somebody else")
    told = report(out)
    told["files"].append({**told["files"][0], "path": path})
    (out / "report.json").write_text(json.dumps(told), "utf-8")
    change(kit / "statement.en.md", "from today", "from this day")
    ended = build(run, kit, out)
    assert ended.code == 0
    assert "elsewhere" not in ended.err
    assert "hostname" not in ended.err


def test_a_version_cannot_go_down(run: Run, kit: Path, out: Path) -> None:
    change(kit / "kit.yaml", "version: 1", "version: 3")
    build(run, kit, out)
    before = files(out)
    change(kit / "kit.yaml", "version: 3", "version: 2")
    ended = build(run, kit, out)
    assert ended.code == 1
    assert "kit.yaml:4:10: error version-lower: version 3 of «bridge» was built before, and this is version 2" in ended.err
    assert files(out) == before
    (out / ".presskit-manifest.json").unlink()
    assert "version-lower" in build(run, kit, out).err
    change(kit / "kit.yaml", "version: 2\n", "")
    assert "kit.yaml:1:1: error version-lower" in build(run, kit, out, "--lang", "en").err


def test_a_version_of_one_language_counts_for_all(run: Run, kit: Path, out: Path) -> None:
    build(run, kit, out)
    change(kit / "kit.yaml", "version: 1", "version: 2")
    build(run, kit, out, "--lang", "en")
    change(kit / "kit.yaml", "version: 2", "version: 1")
    assert "version-lower" in build(run, kit, out, "--lang", "fr").err


def test_a_stale_language_gets_nothing_under_the_new_version(run: Run, kit: Path, out: Path) -> None:
    build(run, kit, out)
    before = files(out)
    change(kit / "kit.yaml", "version: 1", "version: 2")
    change(kit / "statement.en.md", "from today", "from this day")
    ended = build(run, kit, out)
    assert ended.code == 0
    assert "language-not-built: no output in «fr» was made under version 2" in ended.err
    assert "those of version 1 are as they were" in ended.err
    assert "stale-output" not in ended.err
    after = files(out)
    assert after["fr/bridge-fr.txt"] == before["fr/bridge-fr.txt"]
    assert after["en/bridge-en.txt"] != before["en/bridge-en.txt"]
    assert {each["language"]: each["version"] for each in report(out)["files"]} == {"en": 2, "fr": 1}
    (left,) = report(out)["not_made"]
    assert (left["language"], left["files_of_version"]) == ("fr", 1)
    assert "fr" not in {made["language"] for made in json.loads(build(run, kit, out, "--json").out)["files"]}


def test_a_stale_language_is_made_when_it_is_brought_up_to_date(run: Run, kit: Path, out: Path) -> None:
    build(run, kit, out)
    old = revision(kit)
    change(kit / "kit.yaml", "version: 1", "version: 2")
    change(kit / "statement.en.md", "from today", "from this day")
    build(run, kit, out)
    change(kit / "statement.fr.md", old, revision(kit))
    assert build(run, kit, out).code == 0
    assert {each["version"] for each in report(out)["files"]} == {2}
    assert report(out)["not_made"] == []


def test_a_stale_language_alone_makes_nothing_and_says_why(run: Run, kit: Path, out: Path) -> None:
    change(kit / "kit.yaml", "version: 1", "version: 2")
    change(kit / "statement.en.md", "from today", "from this day")
    ended = build(run, kit, out, "--lang", "fr")
    assert "no output in «fr» was made under version 2" in ended.err
    assert "asks for no output" not in ended.err
    assert not (out / "fr").exists()


def test_check_says_that_a_stale_language_will_not_be_built(run: Run, kit: Path) -> None:
    change(kit / "kit.yaml", "version: 1", "version: 2")
    change(kit / "statement.en.md", "from today", "from this day")
    assert "nothing in «fr» is built under version 2" in run("check", kit).out


def test_a_page_under_embargo_is_not_to_be_indexed(run: Run, kit: Path, out: Path) -> None:
    run("build", kit, "--out", out, "--only", "html")
    page = out / "en/bridge-en.html"
    assert b"noindex" not in page.read_bytes()
    with (kit / "kit.yaml").open("a", encoding="utf-8") as file:
        file.write("embargo: {until: 2026-03-03 12:00, zone: Europe/Zurich}\n")
    run("build", kit, "--out", out, "--only", "html")
    assert b'<meta name="robots" content="noindex">' in page.read_bytes()
