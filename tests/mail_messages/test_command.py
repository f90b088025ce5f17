"""presskit mail draft, as one types it."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from presskit.cli import main
from tests.mail_messages.making import ROOT, parsed

LIST = "Email,Name,Language,Group,Attachments\na@example.org,Amal,ar,embargo,\nb@example.org,Jean,fr,,none\nbad,,en,,\n"


@pytest.fixture
def kit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "data/starter", "kit")
    with Path("kit/kit.yaml").open("a", encoding="utf-8") as file:
        file.write("\nmail: {from: press@example.org, attachments: [docx, text]}\n")
    Path("kit/media-list.csv").write_text(LIST, "utf-8")
    return Path("kit")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["mail", "draft", "kit", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_a_draft_for_each_language(kit: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said, _ = run(capsys)
    drafts = sorted(Path("drafts").glob("*.eml"))
    assert code == 0
    assert len(drafts) == 2
    assert all(str(path) in said for path in drafts)
    read = parsed(drafts[1].read_bytes())
    assert [Path(part.get_filename() or "").suffix for part in read.iter_attachments()] == [".docx", ".txt"]


def test_a_draft_for_each_recipient_in_a_language_that_there_is(kit: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, told = run(capsys, "--per", "recipient")
    assert code == 0
    assert "media-list-address" in told
    assert "media-list-language-not-written" in told
    first, second = (parsed(path.read_bytes()) for path in sorted(Path("drafts").iterdir()))
    assert (first["To"], first["Content-Language"]) == ("Amal <a@example.org>", "ar")
    assert (second["To"], second["Content-Language"]) == ("Jean <b@example.org>", "en")
    assert second.get_content_type() == "multipart/alternative"


def test_groups_and_the_suppression_list_choose(kit: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (kit / "suppressed.txt").write_text("b@example.org\n")
    run(capsys, "--per", "recipient", "--zip", "--attach", "none")
    with zipfile.ZipFile("drafts/kit-drafts.zip") as archive:
        assert [name for name in archive.namelist()] == ["1-ar-a@example.org.eml"]  # noqa: C416 -- read, not copied
    code, _, told = run(capsys, "--per", "recipient", "--country", "GB")
    assert code == 2
    assert "nobody on the media list passes the filter" in told


def test_a_preview_shows_the_text_and_writes_a_page(kit: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said, _ = run(capsys, "--preview", "--lang", "en", "--attach", "none")
    assert code == 0
    assert "Subject: " in said
    page = Path("drafts/preview-en.html").read_text("utf-8")
    assert 'sandbox=""' in page
    assert not list(Path("drafts").glob("*.eml"))


def test_json_tells_what_was_written(kit: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said, _ = run(capsys, "--json", "--attach", "none", "--lang", "ar")
    told = json.loads(said)
    assert (code, told["exit"], told["findings"]) == (0, 0, [])
    assert [Path(name).suffix for name in told["files"]] == [".eml"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--lang", "tr"), "there is no text in «tr»"),
        (("--list", "none.csv"), "there is no media list"),
        (("--imap", "https://x"), "not an address of the form"),
    ],
)
def test_what_cannot_be_done_is_said(kit: Path, arguments: tuple[str, ...], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, told = run(capsys, "--attach", "none", *arguments)
    assert code == 2
    assert words in told


def test_a_template_of_ones_own_is_used_and_a_broken_one_is_found(kit: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("own/mail").mkdir(parents=True)
    Path("own/mail/release.txt.j2").write_text("{{ greeting }} — mine\n\n{{ statement }}\n", "utf-8")
    _, said, _ = run(capsys, "--preview", "--lang", "en", "--attach", "none", "--templates", "own")
    assert "— mine" in said
    Path("own/mail/release.txt.j2").write_text("\n{{ nothing.there }}\n", "utf-8")
    code, _, told = run(capsys, "--lang", "en", "--attach", "none", "--templates", "own")
    assert code == 1
    assert "mail/release.txt.j2:2" in told
