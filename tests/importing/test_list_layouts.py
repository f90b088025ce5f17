"""Lists in the layouts of public statements (lists/): who signs is read, or shown in a question; nobody else is printed in silence."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.importing.reading import Read, read
from tests.importing.test_answers import check

LISTS = Path(__file__).parent / "lists"
TRUTH: dict[str, list[str]] = yaml.safe_load((LISTS / "truth.yaml").read_text("utf-8"))
ASKED = {
    "affil-list-disclaimer.en.txt", "bullets-broken-caps.en.txt", "contact-each.en.txt", "count-mismatch.en.txt",
    "country-dash-rows.en.txt", "heads-lower.en.txt", "letter-cc.en.txt", "list-then-affil.en.txt", "lower.en.txt",
    "no-list-bullets-cities.en.txt", "org-alt-person-like.en.txt", "org-blocks2.en.txt", "org-branches.en.txt",
    "org-city.en.txt", "org-full-addr.en.txt", "person-lines-bare-affil-next.en.txt", "pr-panel.en.txt", "pr-partners.en.txt",
    "pr-programme.en.txt", "stmt-bullets-orgs-harmed.en.txt", "sub-org-person.en.txt", "suffix-persons.en.txt",
    "fa-list.fa.txt", "fr-pour.fr.txt", "org-rep.en.txt", "supporting-docs.en.txt", "table-rep.en.txt", "we-named.en.txt",
    "orgs-with-commas-all.en.txt", "row-of-and.en.txt", "remark-row-pairs.tr.txt", "two-persons.uk.txt", "contract-columns.it.txt",
    "swedish-colon.en.txt", "swedish-groups.en.txt", "hungarian-numbers.en.txt", "czech-row.en.txt",
    "days-before.pt.txt", "two-in-a-line.de.txt", "withdrawn.en.txt",
}  # fmt: skip
"""Where a careful reader would ask, too, or where asking costs less than being wrong."""


def found(name: str) -> Read:
    return read((name, (LISTS / name).read_bytes()), language=name.split(".")[1])


def shown(kit: Read) -> str:
    texts = ((each.asked, each.excerpt, *(choice.label for choice in each.choices)) for each in kit.kit.questions)
    edits = (edit.text for each in kit.kit.questions for choice in each.choices for edit in choice.edits)
    return " ".join(" ".join([*(word for text in texts for word in text), *edits]).split())


@pytest.mark.parametrize("name", sorted(TRUTH.keys() - ASKED))
def test_those_who_sign_are_read(name: str) -> None:
    kit = found(name)
    assert sorted(kit.names()) == sorted(TRUTH[name])
    assert [each for each in kit.kit.questions if each.kind in {"names", "persons", "order", "consent"}] == []


@pytest.mark.parametrize("name", sorted(ASKED))
def test_others_are_shown_in_questions(name: str) -> None:
    kit = found(name)
    questions = shown(kit)
    assert [each for each in TRUTH[name] if each not in kit.names() and each not in questions] == []
    assert [each for each in kit.names() if each not in TRUTH[name] and each not in questions] == []


def test_most_names_are_read_before_any_answer() -> None:
    kits = {name: found(name).names() for name in TRUTH}
    read_right = sum(len(set(kits[name]) & set(names)) for name, names in TRUTH.items())
    assert read_right >= 0.9 * sum(map(len, TRUTH.values()))


@pytest.mark.parametrize("name", sorted(ASKED))
def test_each_answer_can_be_taken(name: str) -> None:
    check(found(name))
