"""Starting presskit: quick, plain words in every trouble, exit codes that scripts can trust."""

from __future__ import annotations

import argparse
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from presskit import cli
from presskit.cli.command import Command, Exit
from presskit.cli.console import Console, Progress, aligned
from presskit.cli.findings import show
from presskit.cli.parser import COMMANDS, commands, make_parser
from presskit.cli.running import SELDOM
from presskit.diagnostics import Diagnostic, Severity, counted
from presskit.source import Span
from tests.commands.conftest import Run

HEAVY = ("weasyprint", "docx", "jinja2", "yaml", "lxml", "babel", "markdown_it", "openpyxl", "phonenumbers", "starlette", "uvicorn")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def ending(monkeypatch: pytest.MonkeyPatch, problem: BaseException) -> None:
    """Make ``presskit new`` end with ``problem``."""

    def fail(arguments: argparse.Namespace, console: Console) -> Exit:
        raise problem

    command = Command("new", "x", "presskit new", (), (), fail)
    monkeypatch.setattr(cli, "parse", lambda argv: make_parser((command,)).parse_args(argv))


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["--version"]])
def test_help_comes_at_once_because_nothing_heavy_is_imported(arguments: list[str]) -> None:
    code = (
        "import sys; from presskit.cli import main\n"
        f"try: main({arguments!r})\nexcept SystemExit: pass\n"
        f"print('LOADED', sorted(set({HEAVY!r}) & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("LOADED []\n")


def test_the_module_runs_as_the_command_does() -> None:
    done = subprocess.run([sys.executable, "-m", "presskit", "--help"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("usage: presskit COMMAND")


def test_every_command_shows_examples(run: Run) -> None:
    for command in commands():
        ended = run(command.name, "--help")
        assert ended.code == 0
        assert command.examples
        assert all(example in ended.out for example in command.examples)


def test_the_table_says_what_the_commands_say() -> None:
    assert {command.name: command.summary for command in commands()} == {name: said for name, (_, said) in COMMANDS.items()}


def test_of_a_command_that_is_named_no_other_is_imported() -> None:
    code = (
        "import sys; from presskit.cli import main\n"
        "try: main(['explain', '--help'])\nexcept SystemExit: pass\n"
        "print('LOADED', [m for m in sys.modules if m in ('presskit.cli.build', 'presskit.cli.mail', 'dataclasses')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "presskit.cli." not in done.stdout.splitlines()[-1]


def test_in_a_command_the_collector_of_cycles_looks_seldom() -> None:
    code = "import gc; from presskit.cli import main\nmain(['schema', 'kit.yaml'])\nprint('EVERY', gc.get_threshold()[0])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == f"EVERY {SELDOM}"


def test_exit_codes_are_in_the_help(run: Run) -> None:
    help_text = run("--help").out
    assert all(f"\n  {code.value} " in help_text for code in Exit)


@pytest.mark.parametrize("arguments", [["frob"], [], ["build"], ["build", "x", "--only", ","], ["new", "x", "--n"]])
def test_a_mistyped_command_ends_with_2(run: Run, arguments: list[str]) -> None:
    ended = run(*arguments)
    assert ended.code == Exit.BAD_INPUT
    assert "usage: presskit" in ended.err


def test_a_fault_is_told_in_words_and_ends_with_3(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    ending(monkeypatch, ZeroDivisionError("division by zero"))
    ended = run("new")
    assert ended.code == Exit.BUG
    assert "a fault of presskit itself" in ended.err
    assert "Traceback" not in ended.err


def test_a_fault_is_shown_whole_to_those_who_ask(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRESSKIT_DEBUG", "1")
    ending(monkeypatch, ZeroDivisionError("division by zero"))
    assert "Traceback" in run("new").err


def test_ctrl_c_ends_with_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    ending(monkeypatch, KeyboardInterrupt())
    ended = run("new")
    assert ended.code == Exit.INTERRUPTED
    assert "Traceback" not in ended.err


def test_a_reader_that_went_away_is_no_fault(tmp_path: Path) -> None:
    command = f"{sys.executable} -m presskit explain --json | head -n 1"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True)
    assert done.stdout == "[\n"
    assert done.stderr == ""


def test_a_terminal_that_knows_no_arabic_shows_escapes() -> None:
    code = "from presskit.cli import main; main(['explain', 'كود'])"
    environment = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=environment)
    assert "\\u0643" in done.stderr
    assert "Traceback" not in done.stderr


def finding(message: str, severity: Severity = Severity.ERROR, line: int = 3, hint: str = "") -> Diagnostic:
    return Diagnostic("a-code", severity, message, Span("kit.yaml", line, 7), hint)


def printed(findings: list[Diagnostic], stream: io.StringIO, environment: dict[str, str]) -> str:
    show(findings, Console(stream, stream, environment), stream)
    return stream.getvalue()


def test_the_gravest_finding_is_explained() -> None:
    warning, error = finding("first", Severity.WARNING, 1), Diagnostic("grave-code", Severity.ERROR, "second", Span("kit.yaml", 9))
    assert printed([warning, error], io.StringIO(), {}).endswith("More about one: presskit explain grave-code\n")


def test_findings_are_printed_in_order_with_their_hints_and_counted() -> None:
    findings = [finding("second", Severity.WARNING, 9), finding("first", hint="do this")]
    assert printed(findings, io.StringIO(), {}) == (
        "kit.yaml:3:7: error a-code: first\n"
        "    do this\n"
        "kit.yaml:9:7: warning a-code: second\n"
        "\n1 error, 1 warning. More about one: presskit explain a-code\n"
    )


def test_related_places_stand_below_a_finding() -> None:
    other = (Span("a.yaml", 5, 1), "this one")
    related = Diagnostic("a-code", Severity.NOTE, "alike", Span("a.yaml", 2, 1), "", (other,))
    assert "    a.yaml:5:1: this one\n" in printed([related], io.StringIO(), {})


def test_colours_are_for_terminals_whose_owner_wants_them() -> None:
    assert "\x1b[" in printed([finding("x")], Terminal(), {})
    assert "\x1b[" not in printed([finding("x")], Terminal(), {"NO_COLOR": "1"})
    assert "\x1b[" not in printed([finding("x")], Terminal(), {"TERM": "dumb"})
    assert "\x1b[" not in printed([finding("x")], io.StringIO(), {})


def test_what_a_terminal_would_obey_is_shown_instead() -> None:
    assert "«\\x1b]0;title\\x07»" in printed([finding("«\x1b]0;title\x07»")], io.StringIO(), {})


def test_counts_are_in_words() -> None:
    assert counted([finding("a"), finding("b"), finding("c", Severity.NOTE)]) == "2 errors, 1 note"
    assert counted([]) == ""


def test_progress_is_one_line_on_a_terminal_and_gone_at_the_end() -> None:
    stream = Terminal()
    progress = Progress(Console(stream, stream, {}))
    progress.show("1/2 en: PDF")
    progress.clear()
    assert stream.getvalue() == "\r\x1b[2K1/2 en: PDF\r\x1b[2K"


def test_progress_elsewhere_is_told_to_those_who_wait_for_more_than_a_second() -> None:
    stream = io.StringIO()
    progress = Progress(Console(stream, stream, {}))
    progress.show("at once")
    progress.begun -= 2
    progress.show("2/2 ar: PDF")
    progress.clear()
    assert stream.getvalue() == "2/2 ar: PDF\n"


def test_a_table_lines_its_columns_up() -> None:
    assert aligned([("file", "pages"), ("a.pdf", "3")], right=frozenset({1})) == ["file   pages", "a.pdf      3"]


LEAVING = """
import atexit, sys, time
from presskit import cli
class Slow:
    def __del__(self): time.sleep(30)
keep = Slow()
atexit.register(lambda: print("registered"))
cli.main = lambda: print("said") or 2
cli.program()
"""


def test_the_process_ends_at_once_with_all_that_was_said() -> None:
    """Nothing is taken apart; what is registered for the end is done, and the exit code is the command's."""
    done = subprocess.run([sys.executable, "-c", LEAVING], capture_output=True, text=True, check=False, timeout=300)
    assert (done.returncode, done.stdout, done.stderr) == (2, "said\nregistered\n", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
def test_what_cannot_be_written_out_is_no_success() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "presskit", "explain"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode != 0
    assert done.stderr


def test_no_worker_is_left_behind(tmp_path: Path) -> None:
    """The process that sets pages ends with the command that began it."""
    kit = Path(__file__).parents[2] / "data" / "starter"
    code = (
        "import sys, presskit.cli as cli\n"
        "from presskit.typesetting.typesetter import _Worker\n"
        "begin = _Worker.start\n"
        "def start(self):\n"
        "    process = begin(self)\n"
        "    print('WORKER', process.pid, file=sys.stderr, flush=True)\n"
        "    return process\n"
        "_Worker.start = start\n"
        "cli.program()\n"
    )
    command = [sys.executable, "-c", code, "build", str(kit), "-o", str(tmp_path), "--only", "pdf", "--lang", "en"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    workers = {int(line.split()[1]) for line in done.stderr.splitlines() if line.startswith("WORKER")}
    assert done.returncode == 0, done.stderr
    assert workers
    for worker in workers:
        with pytest.raises(ProcessLookupError):
            os.kill(worker, 0)
