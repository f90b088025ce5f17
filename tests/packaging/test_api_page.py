"""The API is what __all__ lists: documented, with examples that are run, and imported when it is asked for."""

from __future__ import annotations

import doctest
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

import presskit
from tests.packaging.api_page import page

ROOT = Path(__file__).parents[2]
FUNCTIONS = [name for name in presskit.__all__ if inspect.isfunction(getattr(presskit, name))]


def test_the_reference_of_the_api_is_its_docstrings() -> None:
    assert (ROOT / "docs/reference/api.md").read_text("utf-8") == page(), "write it anew: make docs"


def test_all_that_is_public_has_a_place_and_nothing_else_has_one() -> None:
    placed = [name for names in presskit._PLACES.values() for name in names]
    assert sorted(placed) == sorted(presskit.__all__)
    assert dir(presskit) == sorted([*presskit.__all__, "__version__"])


def test_requests_and_reports_of_each_function_are_public() -> None:
    for name in FUNCTIONS:
        signature = inspect.signature(getattr(presskit, name))
        named = f"{signature.parameters['request'].annotation} {signature.return_annotation}"
        kinds = [word for word in named.replace("[", " ").replace("]", " ").split() if word.endswith(("Request", "Report"))]
        assert kinds
        assert set(kinds) <= set(presskit.__all__)


@pytest.mark.parametrize("name", presskit.__all__)
def test_all_that_is_public_is_documented(name: str) -> None:
    assert inspect.getdoc(getattr(presskit, name))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_examples_do_what_they_show(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    presskit.new(tmp_path / "my-kit")
    monkeypatch.chdir(tmp_path)
    function = getattr(presskit, name)
    names = {"presskit": presskit, "Path": Path}
    test = doctest.DocTestParser().get_doctest(inspect.getdoc(function) or "", names, name, None, None)
    said: list[str] = []
    assert test.examples
    assert doctest.DocTestRunner().run(test, out=said.append).failed == 0, "".join(said)


def test_what_is_not_public_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="no attribute 'twist'"):
        _ = presskit.twist


def test_importing_presskit_imports_nothing_else_of_it() -> None:
    code = "import sys, presskit; print([name for name in sys.modules if name.startswith('presskit') or name == 'dataclasses'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "['presskit.version', 'presskit']\n"


def test_the_example_of_the_how_to_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (example, *_) = re.findall(r"```python\n(.*?)```", (ROOT / "docs/how-to/use-from-python.md").read_text("utf-8"), re.DOTALL)
    monkeypatch.chdir(tmp_path)
    exec(example, {})  # noqa: S102 -- our own page
    outputs = {f"{tag}/sample-release-{tag}.{end}" for tag in ("en", "ar") for end in ("docx", "html", "txt")}
    mails = {str(Path(f"mails/sample-release-{tag}.eml")) for tag in ("en", "ar")}
    assert set(capsys.readouterr().out.split()) == outputs | mails
