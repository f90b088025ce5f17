"""Beginnings of releases: title, subtitle, day, places, kind and release line are read, or asked about, in each language."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from presskit.model.document import plain_text
from presskit.model.release import Timing
from tests.importing.reading import Read, read_back, read_text, words

FRONTS = yaml.safe_load((Path(__file__).parent / "fronts.yaml").read_text(encoding="utf-8"))


def front(found: Read) -> dict[str, Any]:
    """What the kit says, by the keys of the cases."""
    release, statement = found.kit.release, found.kit.statements[0]
    kind = [words_ for words_ in (each.where for each in found.placements) if "kind:" in words_]
    facts = {
        "title": plain_text(statement.title.inlines),
        "subtitle": statement.subtitle and plain_text(statement.subtitle.inlines),
        "date": release.date,
        "places": [place.default for place in release.places],
        "kind": str(release.kind) if kind else None,
        "release": "immediate" if release.timing is Timing.IMMEDIATE else _embargo(found),
        "asked": found.asked(),
    }
    return {key: value for key, value in facts.items() if value}


def _embargo(found: Read) -> str:
    embargo = found.kit.release.embargo
    return f"{embargo.until:%Y-%m-%d %H:%M} {embargo.zone}" if embargo else ""


@pytest.mark.parametrize("case", FRONTS, ids=[case["name"] for case in FRONTS])
def test_the_beginning_of_a_release(case: dict[str, Any]) -> None:
    found = read_text(case["text"], language=case.get("language", "en"))
    assert front(found) == {key: value for key, value in case.items() if key not in {"name", "language", "text"}}
    assert read_back(found) == []
    made = words(" ".join(each.text for each in found.placements))
    assert not words(case["text"]) - made
