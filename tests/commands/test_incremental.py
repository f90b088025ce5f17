"""Only what has changed is made again, and never less."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from concurrent.futures import Executor, Future
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from presskit.artefact import Artefact
from presskit.diagnostics import Diagnostic, Severity
from presskit.kit.build_report import BuildReport
from presskit.kit.executor import TaskExecutor, _typesetter_of_this_process
from presskit.model.edition import Edition
from presskit.model.outputs import Format
from presskit.resources import Resources
from presskit.source import Span
from presskit.typesetting.typesetter import Typesetter
from tests.building import built
from tests.commands.conftest import Run
from tests.commands.test_build import MANIFEST, WORLD
from tests.commands.test_check import change
from tests.written import WrittenBy

CALLS: list[str] = []


def noted(edition: Edition, _: Resources, __: Typesetter) -> Artefact:
    CALLS.append(edition.language)
    warned = Diagnostic("style-ignored", Severity.WARNING, "a colour", Span("x.css", 3, 1), "mend it", ((Span("y"), "here"),))
    words = repr(edition).encode()
    return Artefact(f"{edition.name}.txt", "text/plain", words, edition.language, diagnostics=(warned,))


NOTED = WrittenBy(Format.TEXT, function=noted)


def make(kit: Path, out: Path, **more: Any) -> BuildReport:
    CALLS.clear()
    return built(kit, out, more.pop("world", WORLD), writers=[NOTED], executor=TaskExecutor(1), **more)


def times(out: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in out.rglob("*") if path.is_file()}


def test_nothing_changed_is_nothing_made(kit: Path, tmp_path: Path) -> None:
    first = make(kit, tmp_path)
    assert sorted(CALLS) == ["en", "fr"]
    before = times(tmp_path)
    again = make(kit, tmp_path)
    assert CALLS == []
    assert times(tmp_path) == before
    assert all(made.kept for made in again.made)
    assert [replace(made, kept=False) for made in again.made] == list(first.made)


def test_what_was_found_is_told_again(kit: Path, tmp_path: Path) -> None:
    change(kit / "statement.en.md", "from today.", "from today. TBC.")
    assert make(kit, tmp_path).diagnostics == make(kit, tmp_path).diagnostics
    assert CALLS == []
    assert {each.code for each in make(kit, tmp_path).diagnostics} >= {"placeholder", "style-ignored"}


def test_a_word_in_one_language_makes_that_language_alone(kit: Path, tmp_path: Path) -> None:
    make(kit, tmp_path)
    before = times(tmp_path)
    change(kit / "statement.fr.md", "dès aujourd’hui", "dès ce matin")
    report = make(kit, tmp_path)
    assert CALLS == ["fr"]
    assert {made.language: made.kept for made in report.made} == {"en": True, "fr": False}
    assert times(tmp_path)["bridge-en.txt"] == before["bridge-en.txt"]


def test_a_comment_in_the_kit_changes_no_output(kit: Path, tmp_path: Path) -> None:
    make(kit, tmp_path)
    with (kit / "kit.yaml").open("a", encoding="utf-8") as file:
        file.write("# a remark\n")
    make(kit, tmp_path)
    assert CALLS == []


@pytest.mark.parametrize("damage", ["gone", "other", "longer"])
def test_an_output_that_was_touched_is_made_again(kit: Path, tmp_path: Path, damage: str) -> None:
    make(kit, tmp_path)
    path = tmp_path / "en/bridge-en.txt"
    good = path.read_bytes()
    damaged = {"other": good[::-1], "longer": good + b" "}.get(damage)
    if damaged is None:
        path.unlink()
    else:
        path.write_bytes(damaged)
    make(kit, tmp_path)
    assert CALLS == ["en"]
    assert path.read_bytes() == good


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"format": 1}', b"\xff", b'{"format": 1, "until": 3}', b"[" * 10000])
def test_a_manifest_may_hold_anything(kit: Path, tmp_path: Path, content: bytes) -> None:
    make(kit, tmp_path)
    (tmp_path / MANIFEST).write_bytes(content)
    assert not make(kit, tmp_path).failed
    assert sorted(CALLS) == ["en", "fr"]


def test_a_manifest_of_another_place_leads_nowhere(kit: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    make(kit, out)
    told = json.loads((out / MANIFEST).read_bytes())
    told["outputs"] = {f"../../{path}": kept for path, kept in told["outputs"].items()}
    (out / MANIFEST).write_text(json.dumps(told), "utf-8")
    assert not make(kit, out).failed
    assert sorted(CALLS) == ["en", "fr"]


def test_force_makes_everything(kit: Path, tmp_path: Path) -> None:
    make(kit, tmp_path)
    make(kit, tmp_path, force=True)
    assert sorted(CALLS) == ["en", "fr"]


def test_other_templates_make_everything(kit: Path, tmp_path: Path) -> None:
    make(kit, tmp_path / "out")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "print.css").write_text("body {}", "utf-8")
    make(kit, tmp_path / "out", templates=tmp_path / "mine")
    assert sorted(CALLS) == ["en", "fr"]


def test_a_passed_embargo_is_looked_at_again(kit: Path, tmp_path: Path) -> None:
    with (kit / "kit.yaml").open("a", encoding="utf-8") as file:
        file.write("embargo: {until: 2026-03-03 12:00, zone: UTC}\n")
    before = replace(WORLD, now=datetime(2026, 3, 3, 11, 59, tzinfo=UTC))
    assert "embargo-past" not in {each.code for each in make(kit, tmp_path, world=before).diagnostics}
    after = replace(WORLD, now=before.now + timedelta(minutes=2))
    assert "embargo-past" in {each.code for each in make(kit, tmp_path, world=after).diagnostics}


def test_an_error_is_never_remembered_as_done(kit: Path, tmp_path: Path) -> None:
    make(kit, tmp_path)
    change(kit / "kit.yaml", "version: 1", "verion: 1")
    assert make(kit, tmp_path).failed
    assert make(kit, tmp_path).failed


class Elsewhere(Executor):
    """An executor of another kind, which notes what it is asked and does it by way of a pickle."""

    def __init__(self) -> None:
        self.tasks: list[Any] = []

    def submit(self, work: Any, /, *arguments: Any, **_: Any) -> Future[Any]:
        self.tasks += arguments
        future: Future[Any] = Future()
        future.set_result(pickle.loads(pickle.dumps(work(*pickle.loads(pickle.dumps(arguments))))))  # noqa: S301
        return future


def test_any_executor_can_do_the_work(kit: Path, tmp_path: Path) -> None:
    executor = Elsewhere()
    report = built(kit, tmp_path / "a", WORLD, executor=TaskExecutor(executor=executor))
    _typesetter_of_this_process().close()  # its worker would run, and be lost when something clears the caches of the process
    _typesetter_of_this_process.cache_clear()
    assert {task.edition.language for task in executor.tasks} == {"en", "fr"}
    alone = built(kit, tmp_path / "b", WORLD, executor=TaskExecutor(1))
    assert {made.sha256 for made in report.made} == {made.sha256 for made in alone.made}


def test_several_processes_make_the_same(kit: Path, tmp_path: Path) -> None:
    two = built(kit, tmp_path / "a", WORLD, executor=TaskExecutor(2))
    one = built(kit, tmp_path / "b", WORLD, executor=TaskExecutor(1))
    assert [made.sha256 for made in two.made] == [made.sha256 for made in one.made]


def test_the_summary_tells_what_was_kept(run: Run, kit: Path, tmp_path: Path) -> None:
    run("build", kit, "--out", tmp_path / "out", "--only", "text,html")
    change(kit / "statement.fr.md", "dès aujourd’hui", "dès ce matin")
    ended = run("build", kit, "--out", tmp_path / "out", "--only", "text,html")
    assert "2 files; 2 as they were, in " in ended.out
    assert not [path for path in (tmp_path / "out/en").iterdir() if path.suffix == ".part"]


def test_a_build_without_changes_imports_next_to_nothing(kit: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import sys\nfrom presskit.cli import main\nmain(sys.argv[1:])\nprint(sorted(sys.modules))"]
    options = ["build", str(kit), "--out", str(tmp_path / "out"), "--only", "text,html"]
    subprocess.run([*command, *options], check=True, capture_output=True)
    done = subprocess.run([*command, *options], check=True, capture_output=True, text=True)
    assert "Nothing has changed: 4 files are as they were" in done.stdout
    loaded = done.stdout.splitlines()[-1]
    assert not [name for name in ("'yaml'", "'jinja2'", "'babel'", "'dataclasses'", "'presskit.model.release'") if name in loaded]


def test_a_build_of_word_files_alone_imports_nothing_that_reads_or_sets_pdfs(kit: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import sys\nfrom presskit.cli import main\nmain(sys.argv[1:])\nprint(sorted(sys.modules))"]
    options = ["build", str(kit), "--out", str(tmp_path / "out"), "--only", "docx"]
    done = subprocess.run([*command, *options], check=True, capture_output=True, text=True)
    loaded = done.stdout.splitlines()[-1]
    assert "'presskit.checks.preflight.docx_checks'" in loaded
    assert not [name for name in ("'pikepdf'", "'pypdfium2'", "'weasyprint'", "'jinja2'", "'fontTools'") if name in loaded]


def test_a_build_that_has_something_to_say_says_it_again(run: Run, kit: Path, tmp_path: Path) -> None:
    change(kit / "statement.en.md", "from today.", "from today. TBC.")
    first = run("build", kit, "--out", tmp_path / "out", "--only", "text")
    again = run("build", kit, "--out", tmp_path / "out", "--only", "text")
    assert "placeholder" in first.err
    assert again.err == first.err
    assert "0 files; 2 as they were" in again.out


def test_warnings_of_merging_are_told_again(run: Run, kit: Path, tmp_path: Path) -> None:
    change(kit / "kit.yaml", "languages: [en, fr]", "languages: [en, fi]")
    (kit / "statement.fr.md").rename(kit / "statement.fi.md")
    first = run("build", kit, "--out", tmp_path / "out", "--only", "text")
    assert "phrases-missing" in first.err
    assert run("build", kit, "--out", tmp_path / "out", "--only", "text").err == first.err


def test_threads_do_not_disturb_each_other(kit: Path, tmp_path: Path) -> None:
    """PDFium and qpdf's settings are one for the whole process; languages are made by threads."""
    code = (
        "import sys\n"
        "from presskit.cli import main\n"
        "sys.exit(max(main(['build', sys.argv[1], '--out', sys.argv[2], '--force', '--proof', '--jobs', '4']) for _ in range(4)))"
    )
    done = subprocess.run([sys.executable, "-c", code, kit, tmp_path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
