"""Every check: its good case is clean, its bad case gives its code, at a place that can be gone to."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest

from presskit.checks import Check
from presskit.checks import lint as room
from presskit.checks.lint import CHECKS
from tests.checks.specimen import codes, files_of, findings

every_check = pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.rule.code)


def test_the_specimen_is_clean() -> None:
    assert findings({}) == []


@every_check
def test_the_good_case_is_clean(check: Check) -> None:
    assert findings(check.good.files) == []


@every_check
def test_the_bad_case_gives_this_code_alone(check: Check) -> None:
    assert set(codes(check.bad.files)) == {check.rule.code}


@every_check
def test_the_finding_can_be_gone_to_and_acted_upon(check: Check) -> None:
    files = files_of(check.bad.files)
    for finding in findings(check.bad.files):
        assert finding.severity is check.rule.severity
        assert finding.span.source in files
        assert finding.message.endswith((".", "?"))
        assert finding.hint.endswith(".")
        if check.rule.code != "missing-contact":  # of a file without entries, or of one that is not there
            assert_inside(finding.span.line, finding.span.column, files[finding.span.source].decode())
        assert all(span.source in files and word for span, word in finding.related)


def assert_inside(line: int, column: int, text: str) -> None:
    lines = text.splitlines()
    assert 1 <= line <= len(lines)
    assert 1 <= column <= len(lines[line - 1]) + 1


@every_check
def test_a_case_says_in_a_sentence_what_it_shows(check: Check) -> None:
    assert check.good.says.endswith(".")
    assert check.bad.says.endswith(".")
    assert check.bad.files


def test_every_check_of_the_folder_is_in_the_table() -> None:
    names = [each.name for each in pkgutil.iter_modules(room.__path__, f"{room.__name__}.")]
    modules = [importlib.import_module(name) for name in names]
    written = {value.rule for module in modules for value in vars(module).values() if isinstance(value, Check)}
    assert written == {check.rule for check in CHECKS}


@every_check
def test_a_check_is_named_as_its_file_or_its_function(check: Check) -> None:
    """Where a few checks ask the same, they share a file, and each function has the name of its code."""
    file, function = check.problems.__module__.rpartition(".")[2], check.problems.__name__
    assert check.rule.code.replace("-", "_") in {file, function.removeprefix("_")}


def test_codes_are_names_that_last() -> None:
    assert all(re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", check.rule.code) for check in CHECKS)
