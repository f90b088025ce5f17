"""Names and words of a kit come from strangers: none of them moves the cursor, colours a line or passes for presskit's own."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from presskit.cli.console import Console, Progress
from presskit.diagnostics import Diagnostic, Severity
from presskit.source import Span
from presskit.typography import in_line, visible
from tests.commands.conftest import Run

CSI, OSC8, C1 = "\x1b[2J\x1b[31m", "\x1b]8;;https://evil.example\x1b\\here\x1b]8;;\x1b\\", "\x9b2J\x90\x9d"
BIDI = "\u202egpj.exe\u2066\u2067\u2068"
EVIL = f"{CSI}{OSC8}{C1}{BIDI}\a\b\x7f\u2028\u2029"
FORGED = "x\npresskit: all is well\nkit.yaml:1:1: note good: sent"
NAME = "a\x1b[2Jb\x9b2Jc\u202ed\ne.md"

SGR = re.compile(r"\x1b\[(31;1|33;1|36|32|2|1|0)m|\r\x1b\[2K")


def obeyed(text: str) -> set[str]:
    """The characters of a text that a terminal acts on."""
    bidi = {chr(each) for each in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x2028, 0x2029)}
    return {each for each in text if (unicodedata.category(each) == "Cc" and each != "\n") or each in bidi}


class Terminal(io.StringIO):
    """What is written to a terminal."""

    def isatty(self) -> bool:
        return True


def printed(console: Console) -> str:
    """What a console wrote to streams of a test."""
    assert isinstance(console.out, io.StringIO)
    assert isinstance(console.err, io.StringIO)
    return console.out.getvalue() + console.err.getvalue()


@pytest.mark.parametrize("char", [chr(each) for each in (*range(0x20), *range(0x7F, 0xA0)) if each != 10])
def test_every_control_is_shown(char: str) -> None:
    assert not obeyed(visible(f"a{char}b"))
    assert visible(visible(f"a{char}b")) == visible(f"a{char}b")


def test_letters_of_all_writings_stay() -> None:
    text = "Ihsan إحسان للإغاثة \u200fעברית\u200e भारत की\u200d 中文 «é» 👩‍👩‍👧"
    assert visible(text) == in_line(text) == text


@pytest.mark.parametrize("print_", [Console.print, Console.log, Console.error, Console.print_words, Console.prompt])
@pytest.mark.parametrize("stream", [io.StringIO, Terminal])
def test_every_way_to_print_shows_them(print_: Callable[[Console, str], None], stream: type[io.StringIO]) -> None:
    console = Console(stream(), stream(), {})
    print_(console, f"{EVIL}\x1b[31;1mred\x1b[0m")
    written = printed(console)
    isolates = set("\u2066\u2067\u2068") if print_ is Console.print_words else set()
    assert obeyed(written.replace("\x1b[31;1mpresskit:\x1b[0m", "", 1)) == isolates
    assert "\\x1b[31;1mred\\x1b[0m" in written


@pytest.mark.parametrize("stream", [io.StringIO, Terminal])
def test_tables_progress_and_findings_show_them_in_one_line(stream: type[io.StringIO]) -> None:
    console = Console(stream(), stream(), {})
    console.table([("file", "n"), (FORGED + EVIL, "1")])
    console.print_paths([FORGED + EVIL])
    with Progress(console) as progress:
        progress.begun -= 10
        progress.show(FORGED + EVIL)
    written = printed(console)
    assert not obeyed(SGR.sub("", written))
    assert not [line for line in written.splitlines() if line.startswith(("presskit:", "kit.yaml:"))]


def test_only_what_presskit_paints_is_coloured() -> None:
    from presskit.cli import findings

    console = Console(Terminal(), Terminal(), {})
    finding = Diagnostic("x", Severity.ERROR, FORGED + EVIL, Span(FORGED + EVIL, 1, 2), FORGED + EVIL, ((Span(FORGED), FORGED),))
    findings.show([finding], console, console.out)
    written = printed(console)
    assert not obeyed(SGR.sub("", written))
    assert written.count("\x1b[31;1m") == 1
    plain = SGR.sub("", written)
    assert not [line for line in plain.splitlines() if line.startswith(("presskit:", "kit.yaml:"))]


def test_json_means_the_same_and_obeys_nothing() -> None:
    console = Console(io.StringIO(), io.StringIO(), {})
    console.print_json({EVIL: [EVIL, FORGED, "\udc9b إحسان"]})
    written = printed(console)
    assert not obeyed(written)
    assert json.loads(written) == {EVIL: [EVIL, FORGED, "\udc9b إحسان"]}
    assert "إحسان" in written


def spoiled(kit: Path) -> Path:
    """A kit in which whatever can hold such characters holds them: values, keys, words, names of files."""
    quoted = json.dumps(EVIL)  # YAML reads JSON's escapes
    (kit / "signatories.yaml").write_text(
        f"- name: {{en: {json.dumps('Relief' + EVIL)}}}\n- name: {{en: {json.dumps('Relief ' + EVIL)}}}\n- name: [{quoted}]\n"
        f"  {quoted}: {quoted}\n", "utf-8",
    )  # fmt: skip
    (kit / "contacts.yaml").write_text(f"- name: {quoted}\n  email: {quoted}\n  phone: {quoted}\n", "utf-8")
    statement = (kit / "statement.en.md").read_text("utf-8")
    (kit / "statement.en.md").write_text(f"{statement}\n![{EVIL}](pictures/{EVIL}.png)\n\n{{{{ {EVIL} }}}} [{EVIL}](http://{EVIL})\n", "utf-8")
    (kit / f"statement.{NAME}").write_text("---\ntitle: x\n---\nx\n", "utf-8")
    (kit / NAME).write_text(EVIL, "utf-8")
    return kit


COMMANDS = (
    ("check", "KIT"),
    ("build", "KIT", "--out", "OUT"),
    ("build", "KIT", "--out", "OUT", "--lang", EVIL),
    ("build", "KIT", "--templates", "NAMED"),
    ("answer", "KIT", "x", "y"),
    ("answer", "KIT"),
    ("ids", "KIT"),
    ("history", "KIT"),
    ("undo", "KIT"),
    ("translate", "status", "KIT"),
    ("translate", "export", "KIT", "--to", "fr", "--out", "OUT"),
    ("translate", "import", "KIT", "NAMED"),
    ("mail", "draft", "KIT", "--out", "OUT"),
    ("mail", "draft", "KIT", "--preview", "--out", "OUT"),
    ("mail", "send", "KIT", "--list", "NAMED"),
    ("mail", "status", "KIT"),
    ("import", "NAMED", "--out", "OUT"),
    ("import", "NAMED", "--into", "KIT"),
    ("check", "NAMED"),
    ("explain", EVIL),
    ("schema", EVIL),
    ("languages", EVIL),
    ("new", "NAMED"),
    (EVIL,),
    ("check", "KIT", EVIL),
)


@pytest.mark.parametrize("as_json", [False, True])
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command[:2]).encode("unicode_escape").decode()[:30])
def test_no_command_prints_what_a_terminal_obeys(  # noqa: PLR0913, PLR0917 -- fixtures
    run: Run, kit: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], as_json: bool
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("1\n\nq\n"))
    named = tmp_path / NAME
    named.write_text(f"{EVIL}\n\n{EVIL} says {EVIL}.\n\nSigned:\n{EVIL}\n", "utf-8")
    places = {"KIT": spoiled(kit), "OUT": tmp_path / f"out{NAME}", "NAMED": named}
    ended = run(*(places.get(each, each) for each in command), *(["--json"] if as_json else []))
    assert ended.code in {0, 1, 2}, ended.err
    assert not obeyed(ended.out), ended.out
    assert not obeyed(ended.err), ended.err
    assert "presskit: all is well" not in (ended.out + ended.err).splitlines()
    if as_json and ended.out:
        json.loads(ended.out)


def test_a_readable_kit_with_such_names_builds_and_tells_its_files(run: Run, kit: Path, tmp_path: Path) -> None:
    folder = kit.rename(tmp_path / f"kit{NAME}")
    ended = run("build", folder, "--out", tmp_path / f"out{NAME}", "--only", "text")
    assert ended.code == 0, ended.err
    assert not obeyed(ended.out + ended.err)
    assert not [line for line in ended.out.splitlines() if line.startswith("e.md")]


def test_an_interrupted_change_is_told_without_them(run: Run, kit: Path, caplog: pytest.LogCaptureFixture) -> None:
    stage = kit / ".presskit-commit"
    stage.mkdir()
    (stage / "0.new").write_text("x")
    digest = hashlib.sha256(b"x").hexdigest()
    (stage / "journal.json").write_text(json.dumps([[f"x{EVIL}.txt".replace("/", ""), 0, True, False, digest, ""]]))
    run("ids", kit)
    assert "was completed now" in caplog.text
    assert not obeyed(caplog.text.replace("\r", ""))


def test_csv_is_read_back_with_them() -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerow([EVIL])
    assert next(csv.reader(io.StringIO(stream.getvalue(), newline=""))) == [EVIL]
