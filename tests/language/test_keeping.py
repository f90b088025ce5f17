"""What is kept beside compiled files: found again, never in the place of something else, and no harm where it is spoiled."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from presskit import disk_cache
from presskit.language import numbers
from presskit.language.data import languages, table


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let Python keep its compiled files in a folder of the test's own."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path


def test_what_is_put_is_found_again(kept: Path) -> None:
    place = disk_cache.place(__file__, "words.json", "version 1")
    assert place is not None
    assert place.is_relative_to(kept)
    assert disk_cache.get(place) is None
    disk_cache.put(place, "Wörter")
    assert disk_cache.get(place) == "Wörter"
    assert [path.name for path in place.parent.iterdir()] == [place.name]


def test_what_was_made_from_something_else_lies_elsewhere(kept: Path) -> None:
    assert kept
    assert disk_cache.place(__file__, "words.json", "version 1") != disk_cache.place(__file__, "words.json", "version 2")


def test_where_python_keeps_nothing_there_is_no_place(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert disk_cache.place(__file__, "words.json", "") is None
    disk_cache.put(None, "words")
    assert disk_cache.get(None) is None
    assert not list(kept.iterdir())


def test_what_cannot_be_written_is_not_kept(kept: Path) -> None:
    place = disk_cache.place(__file__, "words.json", "")
    assert place is not None
    kept.joinpath(*place.relative_to(kept).parts[:1]).write_text("a file where a folder should be")
    disk_cache.put(place, "words")
    assert disk_cache.get(place) is None


def test_what_cannot_take_its_place_leaves_nothing_behind(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def held(self: Path, target: Path) -> Path:
        raise PermissionError(f"{self.name} → {target.name}")

    monkeypatch.setattr(Path, "replace", held)
    place = disk_cache.place(__file__, "words.json", "")
    disk_cache.put(place, "words")
    assert disk_cache.get(place) is None
    assert not [path for path in kept.rglob("*") if path.is_file()]


def test_a_stamp_tells_versions_apart(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text("1")
    os.utime(path, ns=(1, 1))
    first = disk_cache.stamp(str(path))
    os.utime(path, ns=(2, 2))
    assert disk_cache.stamp(str(path)) != first


@pytest.mark.parametrize("language", [language for language in languages() if table(language, "numbers")])
def test_kept_number_words_are_those_that_are_made(kept: Path, language: str) -> None:
    numbers._table.cache_clear()
    made = numbers._table(language)
    (place,) = kept.rglob(f"number_words_{language}-*.json")
    numbers._table.cache_clear()
    again = numbers._table(language)
    assert list(made.items()) == list(again.items()) == list(json.loads(place.read_text("utf-8")).items())
    numbers._table.cache_clear()


@pytest.mark.parametrize("spoiled", ["", "[1]", "{}", "{", "\udcff"])
def test_spoiled_number_words_are_made_anew(kept: Path, spoiled: str) -> None:
    numbers._table.cache_clear()
    made = dict(numbers._table("en"))
    (place,) = kept.rglob("number_words_en-*.json")
    place.write_text(spoiled, encoding="utf-8", errors="surrogateescape")
    numbers._table.cache_clear()
    assert numbers._table("en") == made
    assert json.loads(place.read_text("utf-8")) == made
    numbers._table.cache_clear()


def test_kept_number_words_need_no_library(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers._table.cache_clear()
    numbers._table("en")
    numbers._table.cache_clear()
    monkeypatch.setattr(numbers, "_made_table", lambda _: pytest.fail("made anew"))
    assert numbers._table("en")["four"] == 4
    numbers._table.cache_clear()
    assert kept


def test_checked_bytes_are_found_again_and_nothing_else(kept: Path) -> None:
    place = disk_cache.place(__file__, "code.bin", "version 1")
    assert place is not None
    disk_cache.put_checked(place, b"code\n\x00")
    assert disk_cache.get_checked(place) == b"code\n\x00"
    for spoiled in (b"", b"x", place.read_bytes()[:-1], place.read_bytes() + b"!", place.read_bytes().replace(b"code", b"evil")):
        place.write_bytes(spoiled)
        assert disk_cache.get_checked(place) is None


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
@pytest.mark.parametrize("umask", [0o000, 0o002, 0o022, 0o077])
def test_what_is_kept_can_be_written_by_its_owner_alone(kept: Path, umask: int) -> None:
    before = os.umask(umask)
    place = disk_cache.place(__file__, "words.json", "version 1")
    disk_cache.put(place, "words")
    os.umask(before)
    assert place is not None
    assert disk_cache.get(place) == "words"
    assert not place.stat().st_mode & 0o022
    assert not place.parent.stat().st_mode & 0o022


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
@pytest.mark.parametrize("spoil", ["file for all", "file for a group", "link", "pipe", "folder for all", "folder above for all"])
def test_what_others_could_have_written_is_not_believed(kept: Path, tmp_path: Path, spoil: str) -> None:
    place = disk_cache.place(__file__, "words.json", "version 1")
    assert place is not None
    disk_cache.put_checked(place, b"words")
    if spoil == "link":
        place.rename(tmp_path / "elsewhere")
        place.symlink_to(tmp_path / "elsewhere")
    elif spoil == "pipe":
        place.unlink()
        os.mkfifo(place)
    else:
        path = {"file": place, "folder": place.parent}[spoil.split(maxsplit=1)[0]]
        (path.parent if "above" in spoil else path).chmod(0o664 if "group" in spoil else 0o777)
    if "folder" in spoil:
        assert disk_cache.folder(__file__) is None
        assert disk_cache.place(__file__, "words.json", "version 1") is None
    else:
        assert disk_cache.get(place) is None
        assert disk_cache.get_checked(place) is None


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root gives files to others")
@pytest.mark.parametrize("what", ["file", "folder", "above"])
def test_what_belongs_to_somebody_else_is_not_believed(kept: Path, what: str) -> None:
    place = disk_cache.place(__file__, "words.json", "version 1")
    assert place is not None
    disk_cache.put_checked(place, b"words")
    os.chown({"file": place, "folder": place.parent, "above": place.parent.parent}[what], 4242, 4242)
    assert (disk_cache.get_checked(place) if what == "file" else disk_cache.folder(__file__)) is None


def test_templates_that_were_exchanged_are_not_run(kept: Path) -> None:
    import marshal

    from presskit.resources import Resources
    from presskit.writers import templates

    folders = Resources().templates
    templates._environment.cache_clear()
    disk_cache.put(disk_cache.place(templates.__file__, "x", ""), "the folder is made")
    templates._environment(folders).get_template("release.html.j2")
    (path,) = kept.rglob("template-*.jinja")
    digest, _, data = path.read_bytes().partition(b"\n")
    evil = marshal.dumps(compile("raise SystemExit('run')", "evil", "exec"))
    path.write_bytes(digest + b"\n" + data[: -len(evil)] + evil)
    templates._environment.cache_clear()
    templates._environment(folders).get_template("release.html.j2")
    assert evil not in path.read_bytes()
    templates._environment.cache_clear()
