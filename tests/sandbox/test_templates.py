"""Templates of one's own end in a finding at their line, whatever they do, and other outputs are made."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

import presskit
from presskit.writers import templates

TEMPLATE = "release.html.j2"
BROKEN = {
    "syntax": "{% for x in %}",
    "undefined": "{{ nobody.there }}",
    "secured": "{{ ''.__class__.__mro__ }}",
    "zero": "{{ 1 // 0 }}",
    "types": "{{ 1 + 'a' }}",
    "no filter": "{{ 1 | nosuch }}",
    "overflow": "{{ 2.0 ** 100000 }}",
    "memory": "{{ 'x' * 10 ** 10 }}",
    "many": "{% set ns = namespace(a='x') %}{% for i in range(99) %}{% set ns.a = ns.a ~ ns.a %}{% endfor %}",
    "range": "{% for i in range(10 ** 12) %}x{% endfor %}",
    "recursion": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "itself": "{% include 'release.html.j2' %}",
    "missing": "{% include ['a.j2', 'b.j2'] %}",
    "unpacked": "{% for a, b in [1] %}{% endfor %}",
    "arguments": "{{ css() }}",
}


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kits") / "kit"
    presskit.new(presskit.NewRequest(folder))
    return folder


def findings(kit: Path, tmp_path: Path, text: str, *outputs: str) -> list[presskit.Diagnostic]:
    (tmp_path / "own").mkdir(exist_ok=True)
    (tmp_path / "own" / TEMPLATE).write_text(text)
    request = presskit.BuildRequest(kit, out=tmp_path / "out", templates=tmp_path / "own", languages=("en",), only=outputs or ("html",))
    return [each for each in presskit.build(request).diagnostics if each.severity == "error"]


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_template_is_a_finding_at_its_line(kit: Path, tmp_path: Path, name: str) -> None:
    (found,) = findings(kit, tmp_path, f"<html>\n{BROKEN[name]}\n")
    assert (found.code, str(found.span), bool(found.hint)) == ("broken-template", f"{TEMPLATE}:2:1", True)


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="Windows has no limit of a process's own time")
def test_a_template_that_never_ends_is_stopped_once_for_all_outputs(
    kit: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(templates, "TEMPLATE_SECONDS", 0.5)
    endless = "<html>\n\n{% for i in range(99999) %}{% for j in range(99999) %}{{ j }}{% endfor %}{% endfor %}"
    (found,) = findings(kit, tmp_path, endless, "pdf", "print", "html", "text")
    assert (found.code, str(found.span)) == ("broken-template", f"{TEMPLATE}:3:1")
    assert "more than 1 s of processor time" in found.message or "more than 0 s" in found.message
    own = Path(presskit.__file__).parents[2] / "templates" / TEMPLATE
    assert findings(kit, tmp_path, own.read_text()) == []


def test_what_a_template_of_its_own_makes_is_what_presskits_makes(kit: Path, tmp_path: Path) -> None:
    own = Path(presskit.__file__).parents[2] / "templates" / TEMPLATE
    assert findings(kit, tmp_path, own.read_text()) == []
    made = {each.name: each.read_bytes() for each in (tmp_path / "out" / "en").iterdir()}
    presskit.build(presskit.BuildRequest(kit, out=tmp_path / "out2", languages=("en",), only=("html",)))
    assert made == {each.name: each.read_bytes() for each in (tmp_path / "out2" / "en").iterdir()}
