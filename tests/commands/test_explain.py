"""presskit explain: every code that can be printed can be explained."""

from __future__ import annotations

import importlib
import json
import pkgutil

import presskit
from presskit.diagnostics import Rule
from presskit.usecases.explain import rules
from tests.commands.conftest import Run


def written_rules() -> dict[str, Rule]:
    """Every rule that any module of presskit holds."""
    names = [each.name for each in pkgutil.walk_packages(presskit.__path__, "presskit.")]
    modules = [importlib.import_module(name) for name in names if not name.endswith("__main__")]
    return {value.code: value for module in modules for value in vars(module).values() if isinstance(value, Rule)}


def test_every_rule_of_the_house_can_be_explained() -> None:
    assert sorted(set(written_rules()) - set(rules())) == []


def test_a_code_has_one_meaning() -> None:
    assert [rule for code, rule in written_rules().items() if rules()[code] != rule] == []


def test_a_rule_is_told_with_its_reason(run: Run) -> None:
    ended = run("explain", "missing-folder")
    assert ended.code == 0
    assert ended.out.startswith("missing-folder (error): The folder is not there\n")
    assert "without it there is nothing to read" in ended.out


def test_all_codes_are_listed_by_name(run: Run) -> None:
    codes = [line.split()[0] for line in run("explain").out.splitlines()]
    assert codes == sorted(codes) == list(rules())
    assert [each["code"] for each in json.loads(run("explain", "--json").out)] == codes


def test_a_slip_in_the_code_is_answered(run: Run) -> None:
    ended = run("explain", "mising-folder")
    assert ended.code == 2
    assert "did you mean «missing-folder»?" in ended.err


def test_a_check_is_told_with_its_cases(run: Run) -> None:
    ended = run("explain", "stated-count")
    assert "Good: The variable counts; other numbers are left alone.\n  statement.en.md\n    ---\n" in ended.out
    assert "We, the undersigned four NGOs" in ended.out.partition("\nFound: ")[2]
    (told,) = json.loads(run("explain", "stated-count", "--json").out)
    assert told["bad"]["files"].keys() == {"statement.en.md"}


def test_a_case_shows_what_differs_alone(run: Run) -> None:
    assert "statement.en.md" not in run("explain", "segment-extra").out


def test_what_turns_a_line_around_is_shown_as_an_escape(run: Run) -> None:
    ended = run("explain", "direction-override")
    assert "\\u202e1500" in ended.out
    assert "\u202e" not in ended.out
