"""Files with people in them are their owner's alone, whatever the umask, and so are the folders that are made for them."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from presskit.cli import main
from presskit.mail.ledger import Ledger
from presskit.mail.ledger_file import LedgerError
from presskit.mail.user_records import SentRecord, ServerRecord
from presskit.store.commit import PRIVATE_PLACES
from presskit.store.folders import open_private
from presskit.store.locking import exclusive, write
from tests.mail_sending.desk import Desk, set_up
from tests.mail_sending.sink import Sink

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
LIST = "E-mail,Name,Language\nrana@paper.example,Rana,en\n"


@pytest.fixture(params=[0o000, 0o022, 0o077], ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def modes(folder: Path) -> dict[str, int]:
    """The files and folders below one that others than the owner may use, or not even the owner."""
    wanted = {True: 0o700, False: 0o600}
    return {str(each): mode(each) for each in [folder, *folder.rglob("*")] if mode(each) != wanted[each.is_dir()]}


def test_what_is_written_privately(tmp_path: Path, umask: int) -> None:
    write(tmp_path / "a/b", {"people.csv": b"x", "more/people.csv": b"y"}, private=True)
    assert mode(tmp_path / "a") == mode(tmp_path / "a/b") == 0o700
    assert mode(tmp_path / "a/b/people.csv") == mode(tmp_path / "a/b/more/people.csv") == 0o600


def test_a_file_that_everybody_could_read_is_so_no_more(tmp_path: Path) -> None:
    for name, before in (("open", 0o644), ("group", 0o660)):
        (tmp_path / name).write_text("old")
        (tmp_path / name).chmod(before)
    write(tmp_path, {"open": b"people", "group": b"people"}, private=True)
    assert (mode(tmp_path / "open"), mode(tmp_path / "group")) == (0o600, 0o660)


@pytest.mark.parametrize("place", PRIVATE_PLACES)
def test_places_of_a_kit_that_are_private(tmp_path: Path, umask: int, place: str) -> None:
    name = f"{place}a/b.txt" if place.endswith("/") else place
    kit = tmp_path / "kit"
    kit.mkdir(mode=0o755)
    kit.chmod(0o755)
    write(kit, {name: b"x"})
    assert mode(kit / name) == 0o600
    assert not {each for each in (kit / name).relative_to(kit).parents if str(each) != "." and mode(kit / each) != 0o700}
    assert mode(kit) == 0o755


def test_other_files_keep_to_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o022)
    write(tmp_path / "new", {"kit.yaml": b"x", "photos/a.png": b"y"})
    os.umask(before)
    assert (mode(tmp_path / "new"), mode(tmp_path / "new/kit.yaml"), mode(tmp_path / "new/photos")) == (0o755, 0o644, 0o755)


def test_the_ledger_its_journals_and_the_lock(tmp_path: Path, umask: int) -> None:
    folder = tmp_path / "mail"
    with exclusive(folder / "sending.lock", "me"), Ledger(folder / "ledger.sqlite"):
        assert {each.name for each in folder.iterdir()} >= {"sending.lock", "ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm"}
        assert not modes(folder)
    assert not modes(folder)


def test_a_ledger_of_an_earlier_version_is_closed_to_others(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    Ledger(path).close()
    path.chmod(0o644)
    Ledger(path).close()
    assert mode(path) == 0o600
    path.chmod(0o660)
    Ledger(path).close()
    assert mode(path) == 0o660


def test_the_users_own_records(tmp_path: Path, umask: int) -> None:
    SentRecord(tmp_path / "state/presskit", "bridge").add(1, "rana@paper.example", datetime(2026, 3, 2, tzinfo=UTC))
    ServerRecord(tmp_path / "state/presskit").add("smtp.example", 587, "press")
    assert not modes(tmp_path / "state")


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Desk]:
    with Sink() as sink:
        yield set_up(tmp_path / "kit", sink, capsys, **{"media-list.csv": LIST})


def test_drafts_zips_previews_and_tables(desk: Desk, tmp_path: Path, umask: int) -> None:
    for number, words in enumerate((["--per", "recipient"], ["--zip", "--per", "recipient"], ["--preview"])):
        out = tmp_path / f"out{number}/drafts"
        assert desk.run("draft", "--out", str(out), *words) == 0, desk.err
        assert any(out.iterdir())
        assert not modes(out.parent)
    (made,) = (tmp_path / "out1/drafts").glob("*.zip")
    assert zipfile.is_zipfile(made)
    assert desk.run("send", "--yes") == 0, desk.err
    desk.run("status", "--csv", str(tmp_path / "tables/sent.csv"))
    assert not modes(tmp_path / "tables")
    assert not modes(desk.folder / "mail")


def test_an_import_keeps_what_is_internal_to_its_owner(
    tmp_path: Path, umask: int, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "mail.txt"
    text.write_text("From: Rana <rana@relief.example>\nNot for publication: call me on +44 20 7946 0958\n\nA bridge for all\n\nThe bridge is open.\n")
    kit = tmp_path / "kit"
    assert main(["import", str(text), "--out", str(kit), "--json"]) in {0, 1}
    assert json.loads(capsys.readouterr().out)
    assert not modes(kit / "input")
    assert {mode(kit / name) for name in ("import-report.txt", "questions.yaml", "internal.txt") if (kit / name).exists()} == {0o600}


@pytest.mark.parametrize("name", ["sending.lock", "ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm", "ledger.sqlite-journal"])
def test_a_link_in_a_kit_from_outside_is_not_written_through(desk: Desk, tmp_path: Path, name: str) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text("my own words")
    (desk.folder / "mail").mkdir(exist_ok=True)
    (desk.folder / "mail" / name).symlink_to(mine)
    assert desk.run("send", "--yes") == 2
    assert mine.read_text() == "my own words"
    assert not desk.sink.arrived


def test_a_pipe_is_no_ledger(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "ledger.sqlite")
    with pytest.raises(LedgerError):
        Ledger(tmp_path / "ledger.sqlite")
    with pytest.raises(OSError, match="plain file"):
        open_private(tmp_path / "ledger.sqlite", os.O_RDWR)
