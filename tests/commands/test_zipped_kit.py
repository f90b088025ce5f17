"""A kit in a zip stands wherever a command reads one; what is hostile is refused, and nothing is ever written into it."""

from __future__ import annotations

import io
import os
import random
import resource
import stat
import struct
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from presskit import limits, received
from presskit.kit.loading import beside, has, load, read_inside
from presskit.usecases.watch import changes
from tests.commands.conftest import Run

PNG = b"\x89PNG\r\n\x1a\n"
MAIL = "mail: {from: press@bridge.example}\n"


def packed(files: Mapping[str, bytes], path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture
def zipped(kit: Path, tmp_path: Path) -> Path:
    return packed({f"my-kit/{name}": data for name, data in files_of(kit).items()}, tmp_path / "from-partner.zip")


@pytest.mark.parametrize("top", ["", "my-kit/"])
def test_a_zip_holds_the_same_files_as_its_folder(kit: Path, tmp_path: Path, top: str) -> None:
    (kit / "photos").mkdir()
    (kit / "photos/bridge.png").write_bytes(PNG)
    (kit / "notes.txt").write_bytes(b"not read")
    (kit / "deeper").mkdir()
    (kit / "z.png").write_bytes(PNG)
    (kit / "deeper/text.md").write_bytes(b"not read")
    junk = {"__MACOSX/._kit.yaml": b"x", ".DS_Store": b"x", f"{top}Thumbs.db": b"x", f"{top}photos/desktop.ini": b"x"}
    hidden = {f"{top}.presskit/history/1.json": b"{}", f"{top}.secret.yaml": b"x", f"{top}.git/a.png": PNG}
    path = packed({**junk, **{f"{top}{name}": data for name, data in files_of(kit).items()}, **hidden}, tmp_path / "a.ZIP")
    assert load(path) == load(kit)
    assert list(load(path).value) == list(load(kit).value)
    assert {"kit.yaml", "notes.txt"} <= beside(path) == {each.name for each in kit.iterdir() if each.is_file()}
    assert read_inside(path, "deeper/text.md", 100, []) == b"not read"
    assert has(path, "notes.txt")
    assert not has(path, ".secret.yaml")


def test_names_without_a_mark_for_utf8_are_understood(kit: Path, tmp_path: Path) -> None:
    name = unicodedata.normalize("NFD", "Brücke.png")
    path = packed({**files_of(kit), name: PNG}, tmp_path / "mac.zip")
    data = bytearray(path.read_bytes())
    for head, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(head)
        while at >= 0:
            data[at + flags + 1] &= ~8 & 0xFF
            at = data.find(head, at + 4)
    path.write_bytes(data)
    assert "Brücke.png" in load(path).value


def test_check_and_build_read_a_zip(run: Run, kit: Path, zipped: Path, tmp_path: Path) -> None:
    before, there = zipped.read_bytes(), sorted(tmp_path.iterdir())
    assert run("check", zipped).code == 0
    assert sorted(tmp_path.iterdir()) == there
    assert run("build", kit, "-o", tmp_path / "of-folder", "--only", "text,html").code == 0
    ended = run("build", zipped, "-o", tmp_path / "of-zip", "--only", "text,html")
    assert ended.code == 0, ended.err
    outputs, same = files_of(tmp_path / "of-zip"), files_of(tmp_path / "of-folder")
    made = [name for name in outputs if "/" in name]
    assert len(made) == 4
    assert all(outputs[name] == same[name] for name in made)
    again = run("build", zipped, "-o", tmp_path / "of-zip", "--only", "text,html")
    assert again.code == 0
    assert "4 as they were" in again.out
    assert zipped.read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} == {"my-kit", "from-partner.zip", "of-zip", "of-folder"}


def test_findings_name_the_file_in_the_zip(run: Run, kit: Path, tmp_path: Path) -> None:
    (kit / "kit.yaml").write_text((kit / "kit.yaml").read_text("utf-8") + "colour: red\n", "utf-8")
    path = packed({f"kit/{name}": data for name, data in files_of(kit).items()}, tmp_path / "kit.zip")
    ended = run("check", path)
    number = len((kit / "kit.yaml").read_text("utf-8").splitlines())
    assert ended.code == 1
    assert f"kit.yaml:{number}:1: error unknown-key" in ended.out


def test_translate_export_and_status_read_a_zip_and_record_nothing(run: Run, kit: Path, tmp_path: Path) -> None:
    assert run("ids", kit).code == 0
    path = packed(files_of(kit), tmp_path / "kit.zip")
    before = path.read_bytes()
    ended = run("translate", "export", path, "--as", "xliff", "--all", "-o", tmp_path / "out")
    assert ended.code == 0, ended.err
    assert "zip-not-changed" in ended.err
    assert list((tmp_path / "out/fr").glob("*.xliff"))
    assert run("translate", "status", path).code == 0
    assert path.read_bytes() == before
    assert {each.name for each in tmp_path.iterdir()} == {"my-kit", "kit.zip", "out"}


def test_a_zip_with_translations_remembers_as_its_folder(run: Run, kit: Path, tmp_path: Path) -> None:
    assert run("ids", kit).code == 0
    assert run("translate", "export", kit, "--as", "xliff", "--all", "-o", tmp_path / "out").code == 0
    assert (kit / "translations/memory.tmx").is_file()
    path = packed(files_of(kit), tmp_path / "kit.zip")
    assert run("translate", "status", path, "--json").out == run("translate", "status", kit, "--json").out


def test_mail_draft_reads_a_zip_with_its_lists(run: Run, kit: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (kit / "media-list.csv").write_text("E-mail,Language\nrana@paper.example,en\nno@paper.example,en\n", "utf-8")
    (kit / "suppressed.txt").write_text("no@paper.example\n", "utf-8")
    (kit / "kit.yaml").write_text((kit / "kit.yaml").read_text("utf-8") + MAIL, "utf-8")
    path = packed({f"my-kit/{name}": data for name, data in files_of(kit).items()}, tmp_path / "kit.zip")
    before = path.read_bytes()
    ended = run("mail", "draft", path, "--per", "recipient", "--attach", "none", "-o", tmp_path / "drafts")
    assert ended.code == 0, ended.err
    (made,) = (tmp_path / "drafts").glob("*.eml")
    assert b"rana@paper.example" in made.read_bytes()
    assert path.read_bytes() == before
    assert {each.name for each in tmp_path.iterdir()} == {"my-kit", "kit.zip", "drafts"}


def test_a_media_list_with_questions_is_not_drafted_from_a_zip(run: Run, kit: Path, tmp_path: Path) -> None:
    (kit / "media-list.csv").write_text("E-mail,Language,Mailing\nrana@paper.example,en,yes\nno@paper.example,en,no\n", "utf-8")
    (kit / "kit.yaml").write_text((kit / "kit.yaml").read_text("utf-8") + MAIL, "utf-8")
    path = packed(files_of(kit), tmp_path / "kit.zip")
    ended = run("mail", "draft", path, "--per", "recipient", "--attach", "none", "-o", tmp_path / "drafts")
    assert ended.code == 2, ended.err
    assert "unpack it" in ended.err
    assert not (tmp_path / "drafts").exists()


WRITING: dict[str, tuple[str, ...]] = {
    "answer": ("answer", "KIT", "q1", "yes"),
    "answer all": ("answer", "KIT"),
    "ids": ("ids", "KIT"),
    "import": ("import", "--into", "KIT", "LIST"),
    "translate import": ("translate", "import", "KIT", "LIST"),
    "undo": ("undo", "KIT"),
    "history": ("history", "KIT"),
    "mail send": ("mail", "send", "KIT"),
    "mail test": ("mail", "test", "KIT", "me@bridge.example"),
    "mail status": ("mail", "status", "KIT"),
    "mail resolve": ("mail", "resolve", "KIT", "--all-in-review", "--leave", "--reason", "none"),
}


@pytest.mark.parametrize("name", WRITING)
def test_what_would_write_into_the_kit_refuses_a_zip(run: Run, zipped: Path, tmp_path: Path, name: str) -> None:
    people = tmp_path / "people.csv"
    people.write_text("Name\nAda\n", "utf-8")
    there, before = sorted(tmp_path.rglob("*")), zipped.read_bytes()
    ended = run(*(str({"KIT": zipped, "LIST": people}.get(word, word)) for word in WRITING[name]))
    assert ended.code == 2, (ended.out, ended.err)
    assert "unpack it first" in ended.err
    assert zipped.read_bytes() == before
    assert sorted(tmp_path.rglob("*")) == there


def test_outputs_never_go_into_the_zip(run: Run, zipped: Path) -> None:
    before = zipped.read_bytes()
    assert run("build", zipped, "-o", zipped, "--only", "text").code == 2
    assert run("build", zipped, "-o", zipped / "out", "--only", "text").code == 2
    assert zipped.read_bytes() == before


def entry(name: str, mode: int = 0, data: bytes = b"x") -> Callable[[zipfile.ZipFile], None]:
    def add(archive: zipfile.ZipFile) -> None:
        info = zipfile.ZipInfo(name)
        info.external_attr = mode << 16
        archive.writestr(info, data)

    return add


def many(archive: zipfile.ZipFile) -> None:
    for number in range(limits.ZIP_ENTRIES + 1):
        archive.writestr(f"photos/{number}.png", b"")


def bomb(archive: zipfile.ZipFile) -> None:
    archive.writestr("photo.png", bytes(200 * limits.MEGABYTE), zipfile.ZIP_DEFLATED)


def in_sum(archive: zipfile.ZipFile) -> None:
    half = os.urandom(4096) * 128
    for number in range(1001):  # half a megabyte each, a hundredth of it when packed
        archive.writestr(f"photos/{number}.png", half, zipfile.ZIP_DEFLATED, 1)


def other_method(archive: zipfile.ZipFile) -> None:
    archive.writestr("photo.png", b"x", zipfile.ZIP_LZMA)


def both(*adding: Callable[[zipfile.ZipFile], None]) -> Callable[[zipfile.ZipFile], None]:
    def add(archive: zipfile.ZipFile) -> None:
        for each in adding:
            each(archive)

    return add


HOSTILE: dict[str, tuple[Callable[[zipfile.ZipFile], None], str]] = {
    "absolute": (entry("/etc/cron.d/x"), "leads out"),
    "up": (entry("../../evil.md"), "leads out"),
    "up in the middle": (entry("photos/../../evil.png"), "leads out"),
    "up with backslashes": (entry("photos\\..\\..\\evil.png"), "leads out"),
    "up in a folder": (entry("../evil/", stat.S_IFDIR | 0o755, b""), "leads out"),
    "up beside macOS": (entry("__MACOSX/../../evil"), "leads out"),
    "backslashes": (entry("photos\\a.png"), "name in it"),
    "drive": (entry("C:evil.md"), "leads out"),
    "drive in front": (entry("c:/windows/evil.md"), "leads out"),
    "stream": (entry("kit.yaml:hidden"), "has a colon"),
    "link": (entry("photo.png", stat.S_IFLNK | 0o777, b"/etc/passwd"), "link"),
    "link to a folder": (entry("photos", stat.S_IFLNK | 0o777, b".."), "link"),
    "pipe": (entry("photo.png", stat.S_IFIFO | 0o666), "link"),
    "device": (entry("photo.png", stat.S_IFCHR | 0o666), "link"),
    "twice": (both(entry("a.png"), entry("a.png")), "same name"),
    "twice by capitals": (both(entry("a.png"), entry("A.PNG")), "same name"),
    "twice by Unicode": (both(entry("é.png"), entry("e\u0301.png")), "same name"),
    "twice by sharp s": (both(entry("straße.png"), entry("STRASSE.png")), "same name"),
    "file and folder": (both(entry("photos"), entry("photos/a.png")), "same name"),
    "file and empty folder": (both(entry("photos"), entry("Photos/", stat.S_IFDIR | 0o755, b"")), "same name"),
    "kit.yaml twice": (entry("Kit.yaml"), "same name"),
    "deep": (entry("d/" * 25 + "a.png"), "folders"),
    "long": (entry("d" * 1001 + ".png"), "name in it"),
    "empty part": (entry("photos//a.png"), "name in it"),
    "dot": (entry("././a.txt"), "name in it"),
    "control character": (entry("a\x1b[31m.png"), "name in it"),
    "many": (many, "5,000"),
    "bomb": (bomb, "too large"),
    "large together": (in_sum, "too large"),
    "other packing": (other_method, "not every computer unpacks"),
}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_zip_is_refused(run: Run, kit: Path, tmp_path: Path, name: str) -> None:
    add, words = HOSTILE[name]
    path = packed(files_of(kit), tmp_path / "kit.zip")
    with zipfile.ZipFile(path, "a") as archive:
        add(archive)
    before = resource.getrusage(resource.RUSAGE_SELF)
    ended = run("check", path)
    after = resource.getrusage(resource.RUSAGE_SELF)
    assert ended.code == 2, (ended.out, ended.err)
    assert "error zip-refused" in ended.out
    assert words in ended.out
    assert "\x1b" not in ended.out
    assert run("build", path, "-o", tmp_path / "out", "--only", "text").code == 2
    assert sorted(each.name for each in tmp_path.iterdir()) == ["kit.zip", "my-kit"]
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 5


def encrypted(data: bytes) -> bytes:
    changed = bytearray(data)
    for head, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        changed[changed.find(head) + flags] |= 1
    return bytes(changed)


def lying(data: bytes) -> bytes:
    """Let the list of the archive say that its first file has three bytes."""
    changed = bytearray(data)
    at = changed.find(b"PK\x01\x02")
    changed[at + 24 : at + 28] = struct.pack("<I", 3)
    return bytes(changed)


def other_name(data: bytes) -> bytes:
    """Let the list of the archive call its first file otherwise than the file itself does."""
    changed = bytearray(data)
    changed[changed.find(b"PK\x01\x02") + 46] ^= 1
    return bytes(changed)


SPOILED: dict[str, Callable[[bytes], bytes]] = {
    "password": encrypted,
    "lies": lying,
    "other name": other_name,
    "empty": lambda _: b"",
    "text": lambda _: b"I am no zip",
    "cut": lambda data: data[: len(data) // 2],
    "only its end": lambda _: b"PK\x05\x06" + bytes(18),
    "too many by far": lambda data: data + b"PK\x01\x02" * 100_000,
}


@pytest.mark.parametrize("how", SPOILED)
def test_a_spoiled_zip_is_refused_in_words(run: Run, kit: Path, tmp_path: Path, how: str) -> None:
    path = packed(files_of(kit), tmp_path / "kit.zip")
    path.write_bytes(SPOILED[how](path.read_bytes()))
    ended = run("check", path)
    assert ended.code in {1, 2}
    assert "Traceback" not in ended.err
    assert " error " in ended.out


def test_a_zip_that_grows_for_ever_and_one_that_is_no_file(run: Run, tmp_path: Path) -> None:
    with (tmp_path / "huge.zip").open("wb") as file:
        file.truncate(3 * 1024**4)
    ended = run("check", tmp_path / "huge.zip")
    assert ended.code == 2
    assert "zip-refused" in ended.out
    os.mkfifo(tmp_path / "pipe.zip")
    assert run("check", tmp_path / "pipe.zip").code == 2
    assert run("check", tmp_path / "missing.zip").code == 2


def test_a_picture_in_the_zip_counts_by_its_own_limit(kit: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PICTURE_BYTES", 10)
    path = packed({**files_of(kit), "a.png": bytes(11), "b.png": bytes(10)}, tmp_path / "kit.zip")
    reading = load(path)
    assert "a.png" not in reading.value
    assert "b.png" in reading.value
    assert [each.span.source for each in reading.diagnostics] == ["a.png"]


def test_a_zip_is_opened_within_some_memory(kit: Path, tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(60_000):
            archive.writestr(f"{number}", b"")
    path = tmp_path / "many.zip"
    path.write_bytes(out.getvalue())
    code = (
        "import sys; from pathlib import Path; from presskit.kit.loading import load; "
        "print([each.code for each in load(Path(sys.argv[1])).diagnostics], "
        "Path('/proc/self/status').read_text().partition('VmHWM:')[2].split()[0])"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("['zip-refused']")
    assert int(done.stdout.split()[-1]) < 100_000  # kilobytes


def test_a_finished_file_is_compared_with_a_kit_in_a_zip(run: Run, zipped: Path, tmp_path: Path) -> None:
    assert run("build", zipped, "-o", tmp_path / "out", "--only", "docx", "--lang", "en").code == 0
    (made,) = (tmp_path / "out/en").glob("*.docx")
    ended = run("check", made, "--kit", zipped)
    assert ended.code == 0, ended.out


def test_a_zip_that_is_replaced_is_a_change(zipped: Path) -> None:
    edits = changes(str(zipped), [], lambda _: None)
    zipped.write_bytes(zipped.read_bytes() + b" ")
    assert next(edits) == [str(zipped)]


def test_outer_hidden_folders_do_not_hide_the_kits_own(kit: Path, tmp_path: Path) -> None:
    files = {f"my-kit/{name}": data for name, data in files_of(kit).items()}
    path = packed({".git/a": b"x", **files, "__MACOSX/my-kit/._kit.yaml": b"x"}, tmp_path / "kit.zip")
    assert load(path) == load(kit)


@pytest.mark.parametrize("seed", range(4))
def test_spoiled_bytes_of_a_zip_never_raise(tmp_path: Path, kit: Path, seed: int) -> None:
    chance, path = random.Random(seed), tmp_path / "kit.zip"  # noqa: S311 -- it is to be the same every time
    whole = packed(files_of(kit), path).read_bytes()
    known = {"zip-refused", "file-too-large", "kit-too-large", "unreadable-file"}
    for _ in range(int(os.environ.get("PRESSKIT_SPOILED_FILES", "400")) // 4):
        path.write_bytes(spoiled(whole, chance))
        assert {each.code for each in load(path).diagnostics} <= known
        received(path)


def spoiled(data: bytes, chance: random.Random) -> bytes:
    """Return a zip with some bytes changed: anywhere, in the heads of its files, in its list, or at its end."""
    changed = bytearray(data)
    mark = chance.choice([b"", b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"])
    for _ in range(chance.choice([1, 1, 2, 5, 20])):
        at = max(changed.find(mark, chance.randrange(len(changed))), 0)
        at = min(at + chance.randrange(46 if mark else 1), len(changed) - 1)
        cut = chance.random() < 0.1
        changed[at : at + (chance.randrange(50) if cut else 1)] = b"" if cut else bytes([chance.randrange(256)])
    return bytes(changed) or b"x"


def test_one_kit_has_one_name_as_folder_and_zip(run: Run, kit: Path, tmp_path: Path) -> None:
    assert run("build", kit, "-o", tmp_path / "out", "--only", "text").code == 0
    path = packed(files_of(kit), tmp_path / "my-kit.zip")
    assert run("build", path, "-o", tmp_path / "out", "--only", "text").code == 0


@pytest.mark.parametrize(
    ("files", "hint"),
    [
        ({"one/kit.yaml": b"id: a", "two/kit.yaml": b"id: b"}, "there are 2 kits in it, «one», «two»: unpack «a.zip», and name one of"),
        ({"top/deeper/kit.yaml": b"id: a"}, "the kit is in the folder «deeper»: unpack «a.zip», and name that folder"),
        ({"kit.zip": b"PK"}, "the kit may be in the ZIP file «kit.zip» that lies in it: unpack «a.zip», and name that file"),
        ({"notes.txt": b"a"}, "presskit new DIR makes a kit to begin with"),
    ],
)
def test_a_zip_without_a_kit_at_its_top_says_what_is_in_it(
    run: Run, tmp_path: Path, files: Mapping[str, bytes], hint: str
) -> None:
    done = run("check", packed(files, tmp_path / "a.zip"))
    assert hint in done.out


def test_a_folder_with_a_kit_below_says_so(run: Run, kit: Path) -> None:
    assert "the kit is in the folder «my-kit»: name that folder" in run("check", kit.parent).out


@pytest.mark.parametrize(
    ("name", "method", "words"),
    [
        ("my-kit/a: b.png", zipfile.ZIP_DEFLATED, "a name in it has a colon"),
        ("my-kit/a.png", zipfile.ZIP_BZIP2, "it is packed by a method that not every computer unpacks"),
        ("my-kit/a.png", zipfile.ZIP_LZMA, "it is packed by a method that not every computer unpacks"),
        ("C:/a.png", zipfile.ZIP_DEFLATED, "a name in it leads out of it; it may be harmful"),
    ],
)
def test_a_zip_is_refused_for_what_it_is(run: Run, zipped: Path, name: str, method: int, words: str) -> None:
    with zipfile.ZipFile(zipped, "a") as archive:
        archive.writestr(name, PNG, method)
    done = run("check", zipped)
    assert (done.code, words in done.out + done.err) == (2, True)


def test_names_with_a_dot_in_front_are_those_of_the_kit(run: Run, kit: Path, tmp_path: Path) -> None:
    path = packed({"./": b"", **{f"./my-kit/{name}": data for name, data in files_of(kit).items()}}, tmp_path / "a.zip")
    assert load(path) == load(kit)
    both = packed({"./kit.yaml": b"a", "kit.yaml": b"b"}, tmp_path / "b.zip")
    assert "two files in it have the same name" in run("check", both).out


def test_no_new_kit_has_the_name_of_a_zip_file(run: Run, tmp_path: Path) -> None:
    done = run("new", tmp_path / "z.zip")
    assert (done.code, "name it without «.zip»" in done.err, list(tmp_path.iterdir())) == (2, True, [])
