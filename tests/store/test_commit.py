"""A change of a folder that is interrupted anywhere is either made wholly or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from presskit.store import commit
from presskit.store.commit import STAGE, OutputError, settle, write_all

OLD = {"a.txt": b"old a", "en/b.txt": b"old b", "gone.txt": b"to be deleted"}
NEW = {"a.txt": b"new a", "en/b.txt": b"new b", "gone.txt": None, "fr/c.txt": b"new c", "fr/deep/d.txt": b"new d"}
AFTER = {name: data for name, data in NEW.items() if data is not None}


def everything(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def interrupted_at(
    number: int, problem: Callable[[], BaseException], monkeypatch: pytest.MonkeyPatch, *, killed: bool = False
) -> list[str]:
    """Let the ``number``-th call of a function that changes the disk fail; return the list of the calls.

    After a process is killed nothing of it changes the disk, no clearing up either.
    """
    calls: list[str] = []

    def counted(name: str, real: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **named: object) -> object:
            calls.append(name)
            if len(calls) == number or (killed and len(calls) > number):
                raise problem()
            return real(*arguments, **named)

        return call

    for name in ("open", "fsync", "rename", "replace", "link", "unlink", "mkdir", "rmdir"):
        monkeypatch.setattr(os, name, counted(name, getattr(os, name)))
    return calls


def fill(folder: Path) -> None:
    for name, data in OLD.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def writes(tmp_path: Path) -> int:
    with pytest.MonkeyPatch.context() as patch:
        fill(tmp_path / "counted")
        calls = interrupted_at(0, OSError, patch)
        write_all(tmp_path / "counted", NEW)
    return len(calls)


def test_every_call_that_fails_leaves_the_older_files(tmp_path: Path) -> None:
    total = writes(tmp_path)
    assert total > 30
    for number in range(1, total + 1):
        folder = tmp_path / str(number)
        fill(folder)
        with pytest.MonkeyPatch.context() as patch:
            interrupted_at(number, lambda: OSError(errno.ENOSPC, "No space left on device"), patch)
            with suppress(OutputError):  # a link that cannot be made is a copy; all else is told
                write_all(folder, NEW)
        settle(folder)
        assert everything(folder) in (OLD, AFTER), number


@pytest.mark.parametrize("problem", [KeyboardInterrupt, SystemExit])
def test_an_interruption_anywhere_leaves_the_old_state_or_the_new(tmp_path: Path, problem: type[BaseException]) -> None:
    for number in range(1, writes(tmp_path) + 1):
        folder = tmp_path / str(number)
        fill(folder)
        with pytest.MonkeyPatch.context() as patch:
            interrupted_at(number, problem, patch)
            with pytest.raises(problem):
                write_all(folder, NEW)
        settle(folder)
        assert everything(folder) in (OLD, AFTER), number


def test_a_change_that_was_only_prepared_is_cleared_away_and_told(tmp_path: Path) -> None:
    fill(tmp_path)
    (tmp_path / STAGE).mkdir()
    (tmp_path / STAGE / "0.new").write_bytes(b"half")
    assert "nothing of that change was made" in settle(tmp_path)
    assert everything(tmp_path) == OLD
    assert settle(tmp_path) == ""


def test_a_change_that_has_its_journal_is_completed_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path)

    def killed(folder: Path, steps: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(commit, "_redo", killed)
        with pytest.raises(SystemExit):
            write_all(tmp_path, NEW)
    assert everything(tmp_path).items() >= OLD.items()
    assert "was completed now (a.txt, en/b.txt, gone.txt and 2 more)" in settle(tmp_path)
    assert everything(tmp_path) == AFTER


def test_ctrl_c_after_the_decision_completes_the_change_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path)
    calls = []
    real = Path.replace

    def interrupted(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(self, target)

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt, match="was made before that, wholly"):
        write_all(tmp_path, NEW)
    assert everything(tmp_path) == AFTER


@pytest.mark.parametrize(
    "journal",
    [
        '[["../out.txt", 0, true, false, "", ""]]',
        '[["/out.txt", 0, true, true, "", ""]]',
        '[[".presskit-commit/x", 0, true, true, "", ""]]',
        "[[1]]",
        "{",
        "[" * 5000,
    ],
)
def test_a_journal_from_a_stranger_leads_nowhere(tmp_path: Path, journal: str) -> None:
    folder = tmp_path / "kit"
    (folder / STAGE).mkdir(parents=True)
    (folder / STAGE / "0.new").write_bytes(b"planted")
    (folder / STAGE / "journal.json").write_text(journal, "utf-8")
    with pytest.raises(OutputError):
        settle(folder)
    assert not (tmp_path / "out.txt").exists()


def test_a_file_keeps_its_permissions_and_a_private_one_is_its_owners(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"old")
    (tmp_path / "a.txt").chmod(0o640)
    before = os.umask(0)
    try:
        write_all(tmp_path, {"a.txt": b"new"})
        write_all(tmp_path, {"people.csv": b"who"}, private=True)
    finally:
        os.umask(before)
    assert (tmp_path / "a.txt").stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "people.csv").stat().st_mode & 0o777 == 0o600


def stopped_before_the_files_have_their_names(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(folder: Path, steps: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(commit, "_redo", killed)
        with pytest.raises(SystemExit):
            write_all(folder, NEW)


def test_what_was_edited_after_an_interruption_is_never_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path)
    stopped_before_the_files_have_their_names(tmp_path, monkeypatch)
    (tmp_path / "a.txt").write_bytes(b"by hand")
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr" / "c.txt").write_bytes(b"made by hand")
    assert "a.txt, fr/c.txt was edited since, and stays as it is" in settle(tmp_path)
    assert everything(tmp_path) == {**OLD, "a.txt": b"by hand", "fr/c.txt": b"made by hand"}


def test_what_was_edited_after_it_had_its_name_stays_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path)
    stopped_before_the_files_have_their_names(tmp_path, monkeypatch)
    (tmp_path / STAGE / "0.new").replace(tmp_path / "a.txt")
    (tmp_path / "a.txt").write_bytes(b"new, then by hand")
    assert "nothing of that change was made" in settle(tmp_path)
    assert everything(tmp_path) == {**OLD, "a.txt": b"new, then by hand"}


def saved_by_an_editor(path: Path, data: bytes) -> None:
    path.with_name("~").write_bytes(data)
    path.with_name("~").replace(path)


def test_what_was_saved_since_the_change_was_worked_out_is_not_overwritten(tmp_path: Path) -> None:
    fill(tmp_path)
    saved_by_an_editor(tmp_path / "a.txt", b"by hand")
    with pytest.raises(OutputError, match=r"a\.txt was changed meanwhile: nothing was written"):
        write_all(tmp_path, NEW, former=OLD)
    assert everything(tmp_path) == {**OLD, "a.txt": b"by hand"}
    with pytest.raises(OutputError, match=r"en/b\.txt was changed meanwhile"):
        write_all(tmp_path, NEW, former={"en/b.txt": None})
    write_all(tmp_path, NEW, former={**OLD, "a.txt": b"by hand", "fr/c.txt": None})
    assert everything(tmp_path) == AFTER


@pytest.mark.parametrize("call", range(1, 8))
@pytest.mark.parametrize("name", ["a.txt", "en/b.txt", "gone.txt"])
def test_what_is_saved_during_a_change_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, call: int
) -> None:
    """An editor saves before a rename or deletion, which are those of the journal and of the files."""
    fill(tmp_path)
    calls: list[Path] = []
    replace, unlink = Path.replace, Path.unlink

    def count(path: Path) -> None:
        calls.append(path)
        if len(calls) == call and not path.name.startswith("~"):
            saved_by_an_editor(tmp_path / name, b"by hand")

    def replaced(self: Path, target: Path) -> Path:
        count(self)
        return replace(self, target)

    def unlinked(self: Path, missing_ok: bool = False) -> None:
        count(self)
        unlink(self, missing_ok)

    monkeypatch.setattr(Path, "replace", replaced)
    monkeypatch.setattr(Path, "unlink", unlinked)
    with suppress(OutputError):
        write_all(tmp_path, NEW)
    monkeypatch.undo()
    settle(tmp_path)
    there = everything(tmp_path)
    place = tmp_path / name
    own = calls[call - 1].name.endswith(".new") or calls[call - 1] == place
    assert there in ({**OLD, name: b"by hand"}, {**AFTER, name: b"by hand"}, AFTER)
    assert there != AFTER or (own and calls[call - 1] in {place, tmp_path / STAGE / f"{[*NEW].index(name)}.new"})


@pytest.mark.parametrize(
    "journal",
    [
        '[[".git/config", 0, true, false, "", ""]]',
        '[["a/.ssh/keys", 0, true, false, "", ""]]',
        '[["a\\u0000b", 0, true, false, "", ""]]',
        '[["a.txt", 1e400, true, false, "", ""]]',
        '[["\\ud800", 0, true, false, "", ""]]',
        '[["", 0, true, false, "", ""]]',
        "[null]",
    ],
)
def test_a_journal_from_a_stranger_gives_no_hidden_name(tmp_path: Path, journal: str) -> None:
    fill(tmp_path)
    (tmp_path / STAGE).mkdir()
    (tmp_path / STAGE / "0.new").write_bytes(b"planted")
    (tmp_path / STAGE / "journal.json").write_text(journal, "utf-8")
    with pytest.raises(OutputError, match="delete"):
        settle(tmp_path)
    assert everything(tmp_path).items() >= OLD.items()
    assert not (tmp_path / ".git").exists()


def test_no_change_gives_a_hidden_name(tmp_path: Path) -> None:
    for name in (".git/config", "mail/.profile", "a\0b", "\ud800"):
        with pytest.raises(OutputError, match="would be written outside"):
            write_all(tmp_path, {name: b""})
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("files", [["journal.json", "0.new"], ["0.new"], []])
def test_a_stage_that_is_a_link_is_not_followed(tmp_path: Path, files: list[str]) -> None:
    kit, outside = tmp_path / "kit", tmp_path / "outside"
    outside.mkdir()
    for name in files:
        (outside / name).write_text('[["a.txt", 0, true, true, "", ""]]', "utf-8")
    fill(kit)
    (kit / STAGE).symlink_to(outside)
    before = everything(tmp_path)
    with pytest.raises(OutputError, match="is no folder, so it is not presskit's: delete it"):
        settle(kit)
    with pytest.raises(OutputError, match="delete it"):
        write_all(kit, NEW)
    assert everything(tmp_path) == before


@pytest.mark.parametrize("name", ["0.new", "0.old"])
def test_a_link_in_the_stage_leads_nowhere(tmp_path: Path, name: str) -> None:
    kit = tmp_path / "kit"
    fill(kit)
    (tmp_path / "secret").write_bytes(b"secret")
    (kit / STAGE).mkdir()
    (kit / STAGE / name).symlink_to("../../secret")
    (kit / STAGE / "undoing.json").write_text('[["a.txt", 0, true, true, "", ""]]', "utf-8")
    with pytest.raises(OutputError, match="is not presskit's"):
        settle(kit)
    assert (kit / "a.txt").read_bytes() == b"old a"
    assert not (kit / "a.txt").is_symlink()


def test_after_every_interruption_the_next_command_tells_the_truth(tmp_path: Path) -> None:
    for number in range(1, writes(tmp_path) + 1):
        folder = tmp_path / str(number)
        fill(folder)
        with pytest.MonkeyPatch.context() as patch:
            interrupted_at(number, SystemExit, patch, killed=True)
            with pytest.raises(SystemExit):
                write_all(folder, NEW)
        made = (folder / "fr" / "c.txt").exists()
        told = settle(folder)
        assert "nothing of that change was made" not in told or everything(folder) == OLD, (number, told)
        assert "completed now" not in told or everything(folder) == AFTER, (number, told)
        assert not made or "nothing" not in told or everything(folder) == OLD, (number, told)
        assert everything(folder) in (OLD, AFTER), (number, told)


def test_ctrl_c_at_any_moment_says_what_is_there(tmp_path: Path) -> None:
    for number in range(1, writes(tmp_path) + 1):
        folder = tmp_path / str(number)
        fill(folder)
        with pytest.MonkeyPatch.context() as patch:
            interrupted_at(number, KeyboardInterrupt, patch)
            with pytest.raises(KeyboardInterrupt) as caught:
                write_all(folder, NEW)
        settle(folder)
        assert everything(folder) == (AFTER if "made before that, wholly" in str(caught.value) else OLD), number
