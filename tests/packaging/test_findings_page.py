"""The reference of findings is made of the code, and every rule of the house is fit to stand in it."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from presskit.diagnostics import Rule
from presskit.usecases.explain import rules_by_room
from tests.packaging.findings_page import page

ROOT = Path(__file__).parents[2]
RULES = [rule for room in rules_by_room().values() for rule in room]


def test_the_reference_of_findings_is_made_of_the_code() -> None:
    written = (ROOT / "docs/reference/findings.md").read_text("utf-8")
    assert written == page(), "write it anew: make docs"


def test_a_code_stands_for_one_rule_in_the_whole_house() -> None:
    assert [code for code, count in Counter(rule.code for rule in RULES).items() if count > 1] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_has_a_name_a_title_and_a_reason(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", rule.code)
    assert rule.title
    assert not rule.title.endswith(".")
    assert rule.why.rstrip("»").endswith(".")
    assert len(rule.title) <= 72


def test_chapters_that_other_pages_point_at_are_there() -> None:
    pages = "".join(path.read_text("utf-8") for path in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
    pointed_at = set(re.findall(r"findings\.md#([a-z0-9-]+)", pages))
    assert pointed_at <= {rule.code for rule in RULES}


def test_the_page_is_linked_from_the_readme() -> None:
    assert "(docs/reference/findings.md)" in (ROOT / "README.md").read_text("utf-8")
