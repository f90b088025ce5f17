"""What is for the office alone is in no output of any kind, however it is packed."""

from __future__ import annotations

import email
import email.policy
import io
import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from tests.commands.conftest import Run

ROOT = Path(__file__).parents[2]
WORDS = "zyxsecret"
NUMBER = "944555012"
QUESTIONS = f"""\
questions:
  - id: private-1
    kind: private
    asked: "is {WORDS} internal? {NUMBER}"
    place: {{file: input/{WORDS}.txt, line: 3, unit: line}}
    excerpt: "{WORDS} {NUMBER}"
    choices:
      - {{key: internal, label: "{WORDS} stays {NUMBER}", evidence: "{WORDS}"}}
    answer: {{choice: internal, by: "{WORDS}", when: "2026-03-01 09:00+00:00", reason: "{WORDS} {NUMBER}"}}
"""


@pytest.fixture
def kit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "kit"
    shutil.copytree(ROOT / "data/starter", folder)
    words = f"{WORDS} {NUMBER}"
    contacts = (folder / "contacts.yaml").read_text("utf-8")
    (folder / "contacts.yaml").write_text(contacts + f'    note: "{words}"\n', "utf-8")
    roster = (folder / "signatories.yaml").read_text("utf-8")
    roster = roster.replace("how: telephone", f'how: "{words}"').replace("spelling confirmed by telephone", words)
    roster = roster.replace("by: Secretary", f'by: "{words}"').replace("acronym: EA", f'acronym: EA\n    note: "{words}"')
    assert roster.count(words) == 4
    (folder / "signatories.yaml").write_text(roster, "utf-8")
    (folder / "questions.yaml").write_text(QUESTIONS, "utf-8")
    (folder / "internal.txt").write_text(words, "utf-8")
    (folder / "import-report.txt").write_text(words, "utf-8")
    (folder / "input").mkdir()
    (folder / f"input/{WORDS}.txt").write_text(words, "utf-8")
    (folder / f"input/{WORDS}.csv").write_text(words, "utf-8")
    with (folder / "kit.yaml").open("a", encoding="utf-8") as file:
        file.write("\nmail: {from: press@example.org, attachments: [pdf, docx, text, html]}\n")
    return folder


def unpacked(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the parts of a file, as deep as they are packed, each as bytes in which words can be searched."""
    yield name, data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.namelist():
                yield f"{name}!{member}", member.encode()
                yield from unpacked(f"{name}!{member}", archive.read(member))
    elif data.startswith(b"%PDF"):
        yield from in_pdf(name, data)
    elif name.endswith(".eml"):
        message = email.message_from_bytes(data, policy=email.policy.default)
        for number, part in enumerate(message.walk()):
            yield f"{name}!head{number}", str(part.items()).encode()
            if not part.is_multipart():
                payload = part.get_payload(decode=True)
                yield from unpacked(f"{name}!{part.get_filename() or number}", payload if isinstance(payload, bytes) else b"")


def in_pdf(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for number, found in enumerate(pdf.objects):
            if isinstance(found, pikepdf.Stream):
                try:
                    yield from unpacked(f"{name}!{number}", found.read_bytes())
                except pikepdf.PdfError:  # a picture
                    yield f"{name}!{number}", found.read_raw_bytes()
            yield f"{name}!{number}", repr(found).encode()
    document = pypdfium2.PdfDocument(data)
    for number in range(len(document)):
        yield f"{name}!page{number}", document[number].get_textpage().get_text_range().encode()


def held(folder: Path, *words: str) -> list[str]:
    """Return the parts of the files below a folder that hold a secret, or one of ``words``."""
    found = []
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        for part, data in unpacked(path.name, path.read_bytes()):
            text = (data.decode("utf-8", "replace") + data.decode("utf-16", "replace")).replace(" ", "")
            if any(word in text for word in words or (WORDS, NUMBER)):
                found.append(part)
    return found


def test_no_output_holds_what_is_internal(kit: Path, run: Run) -> None:
    ended = run("build", kit, "-o", "build", "--attach")
    assert ended.code in {0, 1}, ended.err
    assert {path.suffix for path in Path("build").rglob("*")} >= {".pdf", ".docx", ".html", ".txt"}
    assert held(Path("build")) == []
    public = held(Path("build"), "press@example.org")
    assert all(any(suffix in part for part in public) for suffix in (".pdf!page", ".docx!", ".html", ".txt")), (
        "the search finds what is there"
    )
    assert WORDS not in ended.out + ended.err


def test_no_e_mail_holds_what_is_internal(kit: Path, run: Run) -> None:
    ended = run("mail", "draft", kit)
    assert ended.code in {0, 1}, ended.err
    assert list(Path("drafts").glob("*.eml"))
    run("mail", "draft", kit, "--zip", "-o", "zipped")
    assert held(Path("drafts")) == []
    assert not Path("zipped").exists() or held(Path("zipped")) == []


def test_no_file_for_translators_holds_what_is_internal(kit: Path, run: Run) -> None:
    (kit / "statement.ar.md").unlink()
    assert run("translate", "export", kit, "--to", "ar", "-o", "out").code == 0
    assert {path.suffix for path in Path("out").rglob("*")} >= {".docx", ".xliff", ".tmx"}
    assert held(Path("out")) == []


def test_no_report_holds_what_is_internal(kit: Path, run: Run) -> None:
    run("build", kit, "-o", "build", "--only", "text", "--json")
    reports = [*Path("build").rglob("*.json")]
    assert reports
    assert all(WORDS not in json.dumps(json.loads(path.read_text("utf-8"))) for path in reports)
