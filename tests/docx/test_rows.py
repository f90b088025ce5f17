"""Signatories that are written from a pattern are the paragraphs that elements would be, byte by byte."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pytest

from presskit.model.edition import Edition, Group, Member
from presskit.resources import Resources
from presskit.writers.docx import compose, pack, write
from presskit.writers.docx.paragraphs import Named, Run
from presskit.writers.docx.rows import Rows
from tests.samples import edition, members

NAMES = (
    "Olive Branch", "River & Road <Aid>", " Spaces around ", "A 100 % \r%s name", "جمعية الطريق", "דרך", "Aid جمعية الطريق 12 Aid",
    "A\x01control", "\x01", "", "\n", "\ue000",
)  # fmt: skip


def signed(language: str, entries: Iterable[Member]) -> Edition:
    whole = edition(language)
    assert whole.signatories
    groups = (Group("A", "3", tuple(entries), "a"), Group("B", "2", members(1, 3), "b"))
    return replace(whole, signatories=replace(whole.signatories, groups=groups))


def entries(*, numbered: bool = True) -> list[Member]:
    """Every name with and without acronym and detail, one key twice, one number left out."""
    parts = [(name, acronym, detail) for name in NAMES for acronym in ("", "AB", "أب") for detail in ("", ", a house", "، بيت")]
    made = [
        Member(f"s{n}", name, str(n) if numbered else "", n, acronym, detail)
        for n, (name, acronym, detail) in enumerate(parts * 2, 1)
    ]
    return [*made[:40], made[39], *made[45:]]


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("numbered", [True, False])
def test_rows_are_what_elements_would_be(language: str, numbered: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    made = signed(language, entries(numbered=numbered))
    with_rows = write(made, Resources()).data
    monkeypatch.setattr(Rows, "add", lambda *_: False)
    assert with_rows == write(made, Resources()).data


def test_most_signatories_are_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    added = list[bool]()
    add = Rows.add

    def counted(rows: Rows, runs: Sequence[Run], number: int, named: Named) -> bool:
        added.append(add(rows, runs, number, named))
        return added[-1]

    monkeypatch.setattr(Rows, "add", counted)
    write(signed("en", [Member(f"s{n}", f"Aid {n}", str(n), n) for n in range(1, 101)]), Resources())
    assert added.count(True) > 97


def test_a_draft_has_the_rows_as_elements() -> None:
    made = signed("en", entries())
    draft = compose(made, Resources())
    assert not draft.rows
    assert pack(draft) == write(made, Resources()).data
