"""The guarded door: what a folder from outside may hold, and what is never read."""

from __future__ import annotations

import os
import resource
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from presskit import intake, limits
from presskit.kit import fingerprint
from presskit.kit.loading import load
from tests.commands.conftest import Run

HUGE = 3 * 1024**4
"""Three terabytes, of which the disk holds nothing."""


def sparse(path: Path, size: int = HUGE) -> None:
    with path.open("wb") as file:
        file.truncate(size)


def pipe(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def listening(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the name of a socket may have 107 bytes
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


KINDS: dict[str, Callable[[Path], None]] = {
    "pipe": pipe,
    "device": device,
    "socket": listening,
    "sparse": sparse,
    "folder": lambda path: path.mkdir(),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["contacts.yaml", "kit.yaml", "statement.en.md", "photo.jpg", "photos/a.png", "shop.icc"])
def test_nothing_in_a_kit_is_waited_for_or_fills_the_memory(run: Run, kit: Path, tmp_path: Path, kind: str, name: str) -> None:
    path = kit / name
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    KINDS[kind](path)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    ended = run("build", kit, "--out", tmp_path / "out", "--only", "text")
    assert ended.code in {1, 2} or kind == "folder"
    assert "Traceback" not in ended.err
    assert kind == "folder" or ended.err.count(" error ") == 1, ended.err
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000


@pytest.mark.parametrize("kind", ["pipe", "device", "socket", "sparse"])
@pytest.mark.parametrize("name", [".presskit-manifest.json", "report.json", "en/bridge-en.txt"])
def test_nothing_in_an_output_folder_is_waited_for(kit: Path, tmp_path: Path, kind: str, name: str) -> None:
    command = [sys.executable, "-m", "presskit", "build", str(kit), "--out", str(tmp_path / "out"), "--only", "text"]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    path = tmp_path / "out" / name
    path.unlink()
    KINDS[kind](path)
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
    assert done.returncode in {0, 2}
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("kind", ["pipe", "device", "socket", "sparse"])
@pytest.mark.parametrize("name", ["release.css", "print.css", "notes.txt", "mail/release.css"])
def test_nothing_among_templates_is_waited_for(run: Run, kit: Path, tmp_path: Path, kind: str, name: str) -> None:
    mine = tmp_path / "mine"
    (mine / "mail").mkdir(parents=True)
    KINDS[kind](mine / name)
    ended = run("build", kit, "--out", tmp_path / "out", "--only", "html", "--templates", mine)
    assert ended.code in {1, 2}
    assert name in ended.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("kind", ["pipe", "device", "socket", "sparse", "folder"])
def test_no_returned_file_is_waited_for(kit: Path, tmp_path: Path, kind: str) -> None:
    KINDS[kind](tmp_path / "back.docx")
    done = presskit("translate", "import", kit, tmp_path / "back.docx")
    assert done.returncode == 2, done.stderr
    assert "back.docx" in done.stderr


@pytest.mark.parametrize("kind", ["pipe", "device", "socket", "sparse", "folder"])
def test_nothing_beside_kept_lists_is_waited_for(kit: Path, tmp_path: Path, kind: str) -> None:
    (tmp_path / "people.csv").write_text("Name\nAda Lovelace Society\n", "utf-8")
    (kit / "input").mkdir()
    KINDS[kind](kit / "input/people.csv")
    done = presskit("import", tmp_path / "people.csv", "--into", kit)
    assert done.returncode in {0, 1}, done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("kind", ["pipe", "device", "socket"])
def test_nothing_among_older_drafts_is_waited_for(kit: Path, tmp_path: Path, kind: str) -> None:
    (tmp_path / "drafts").mkdir()
    KINDS[kind](tmp_path / "drafts/old.eml")
    done = presskit("mail", "draft", kit, "--attach", "none", "-o", tmp_path / "drafts")
    assert done.returncode == 0, done.stderr


def presskit(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "presskit", *map(str, arguments)]
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)


LINKS = ["kit.yaml", "statement.en.md", "signatories.yaml", "contacts.yaml", "logo.png", "photos/a.png", "shop.icc"]


WAYS = ("file", "chain", "relative", "circle")


@pytest.mark.parametrize(("name", "by"), [("photos/a.png", "folder"), *((name, by) for name in LINKS for by in WAYS)])
def test_no_link_leads_out_of_a_kit(kit: Path, tmp_path: Path, name: str, by: str) -> None:
    secret = tmp_path / "elsewhere" / name
    secret.parent.mkdir(parents=True)
    secret.write_bytes(b"a secret: of the house")
    path = kit / name
    if by == "folder":
        path.parent.symlink_to(secret.parent)
    else:
        path.parent.mkdir(exist_ok=True)
        path.unlink(missing_ok=True)
        if by == "chain":
            (kit / "one.png").symlink_to(secret)
            path.symlink_to(kit / "one.png")
        elif by == "circle":
            path.symlink_to(path.name)
        else:
            path.symlink_to(os.path.relpath(secret, path.parent) if by == "relative" else secret)
    reading = load(kit)
    assert name not in reading.value
    assert b"a secret: of the house" not in reading.value.values()
    assert {each.code for each in reading.diagnostics} <= {"link-outside-kit", "unreadable-file"}
    assert reading.diagnostics


@pytest.mark.parametrize("name", ["release.html.j2", "release.css", "release.docx", "mail/release.html.j2"])
def test_no_link_leads_out_of_the_templates(run: Run, kit: Path, tmp_path: Path, name: str) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(b"a secret of the house")
    path = tmp_path / "mine" / name
    path.parent.mkdir(parents=True)
    path.symlink_to(secret)
    ended = run("build", kit, "--out", tmp_path / "out", "--only", "html,docx", "--templates", tmp_path / "mine")
    assert ended.code == 2
    assert "link-outside-kit" in ended.err
    assert not (tmp_path / "out").exists()


def test_a_folder_of_templates_that_is_a_link_out_is_refused(run: Run, kit: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/release.html.j2").write_text("a secret", "utf-8")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/mail").symlink_to(tmp_path / "elsewhere")
    ended = run("build", kit, "--out", tmp_path / "out", "--only", "html", "--templates", tmp_path / "mine")
    assert ended.code == 2
    assert "leads out of its folder" in ended.err


@pytest.mark.parametrize("name", ["../secret.txt", "/etc/passwd", "a/../../secret.txt", "", ".", "a\0b", "a//b"])
def test_no_name_leads_out(tmp_path: Path, name: str) -> None:
    (tmp_path / "kit").mkdir()
    (tmp_path / "secret.txt").write_bytes(b"secret")
    with pytest.raises(intake.LinkOutsideError):
        intake.read_inside(tmp_path / "kit", name, 100)


def test_a_link_that_stays_inside_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real/a.png").write_bytes(b"picture")
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "again.png").symlink_to("link/a.png")
    assert intake.read_inside(tmp_path, "link/a.png", 10) == b"picture"
    assert intake.read_inside(tmp_path, "again.png", 10) == b"picture"
    assert intake.read(tmp_path / "again.png", 7) == b"picture"
    with pytest.raises(intake.TooLargeError):
        intake.read_inside(tmp_path, "again.png", 6)


def test_folders_without_end_are_told_and_not_walked(kit: Path) -> None:
    made = kit
    for _ in range(60):
        made /= "d"
        made.mkdir()
    assert [each.code for each in load(kit).diagnostics] == ["kit-too-large"]


def test_more_files_than_anybody_puts_there_are_told(kit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FOLDER_NAMES", 20)
    (kit / "photos").mkdir()
    for number in range(30):
        (kit / "photos" / f"{number}.png").write_bytes(b"")
    assert [each.code for each in load(kit).diagnostics] == ["kit-too-large"]


def test_what_the_key_of_a_build_is_made_of_reads_no_more_than_the_build(kit: Path) -> None:
    sparse(kit / "photo.jpg")
    with pytest.raises(intake.TooLargeError):
        list(fingerprint.contents(str(kit), fingerprint._stop))


OPENED = """
import sys
sys.addaudithook(lambda event, given: event == "open" and str(given[0]).endswith((".ttf", ".otf", ".woff2")) and print(given[0], file=sys.stderr))
from presskit.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_font_of_a_kit_is_never_opened(kit: Path, tmp_path: Path, command: str) -> None:
    """So no fault of a font library can be reached through a kit: pages are set in presskit's own fonts alone."""
    (kit / "fonts").mkdir()
    for name in ("fonts/Amiri-Regular.ttf", "Noto.otf", "a.woff2"):
        (kit / name).write_bytes(b"no font")
    (kit / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text font-family="Noto" y="9">a</text></svg>', "utf-8"
    )
    with (kit / "kit.yaml").open("a") as file:
        file.write("" if command == "check" else "outputs: [html, docx]\n")
    more = [] if command == "check" else ["-o", str(tmp_path / "out"), "--lang", "en"]
    done = subprocess.run([sys.executable, "-c", OPENED, command, str(kit), *more], capture_output=True, text=True, check=False)
    assert done.returncode in {0, 1}, done.stderr
    assert [line for line in done.stderr.splitlines() if str(kit) in line] == []


@pytest.mark.parametrize("name", ["kit.yaml.", "statement.en.md ", "con.png", "aux", "a?.png"])
def test_a_name_that_windows_changes_is_told(run: Run, kit: Path, name: str) -> None:
    (kit / name).write_bytes(b"")
    assert f"«{name}» is a name that Windows changes, or does not write" in run("check", kit).out
    assert "stands for another file, or a device, on Windows" in run("check", "--received", kit).out
