"""Every key of a kit reaches the edition: one that is added to the model and forgotten in ``editions`` fails here."""

from __future__ import annotations

from dataclasses import MISSING, fields, replace
from datetime import date
from typing import Any

import pytest

from presskit.editions import merge
from presskit.model.document import Footnote, NoteRef, Paragraph, Statement, Text, Variable
from presskit.model.edition import Edition
from presskit.model.people import Localised
from presskit.model.release import Brand, PageSize, PrintSettings, Release, ReleaseKind, Timing
from tests.kits import contact, embargo, kit, release, roster, text

ELSEWHERE = {
    "languages_span": "a place in a file",
    "span": "a place in a file",
    "region": "completes telephone numbers when contacts are read",
    "outputs": "chooses the writers",
    "mail": "is of the e-mails",
    "translates": "is of the translation's state",
}
"""Keys that no page shows, and why."""

RELEASE: dict[str, Any] = {
    "id": "another-river",
    "kind": ReleaseKind.PRESS_RELEASE,
    "languages": ("en", "he"),
    "version": 2,
    "date": date(2017, 1, 3),
    "places": (Localised("Geneva"),),
    "embargo": embargo(),
    "brand": Brand(name=Localised("House"), logo="brand/logo.svg", logo_alt=Localised("A river"), website="https://example.org"),
    "page": PageSize.LETTER,
    "print": PrintSettings(bleed=5),
    "website": "https://example.org/river",
    "rights": Localised("CC BY 4.0"),
    "digits": (("en", "arab"),),
    "phrases": (("en", (("ends", "THE END"),)),),
    "timing": Timing.IMMEDIATE,
}
NOTED = (Footnote("n", (text("Where it stands."),)),)
STATEMENT: dict[str, Any] = {
    "title": text("Another title"),
    "body": (text("Other words."),),
    "subtitle": text("A subtitle"),
    "boilerplate": (text("About us."),),
    "notes": (text("For editors."),),
    "footnotes": (Footnote("n", (text("Another place."),)),),
    "keywords": ("river",),
    "description": "What it is about.",
}


def statement(**parts: Any) -> Statement:
    body = (Paragraph((Text("Words of "), Variable("signatory_count"), NoteRef("n")), "p1"),)
    return replace(Statement("en", text("A title"), body, footnotes=NOTED), **parts)


def edition(facts: Release, words: Statement, **parts: Any) -> Edition:
    return merge(replace(kit(words), release=facts, **parts), "en").value


@pytest.mark.parametrize("key", [each.name for each in fields(Release) if each.name not in ELSEWHERE])
def test_a_key_of_kit_yaml_changes_the_edition(key: str) -> None:
    asked = release(languages=("en", "ar"))
    assert edition(replace(asked, **{key: RELEASE[key]}), statement(), roster=roster()) != edition(
        asked, statement(), roster=roster()
    )


@pytest.mark.parametrize("key", [each.name for each in fields(Statement) if each.name not in {*ELSEWHERE, "language"}])
def test_a_part_of_a_statement_changes_the_edition(key: str) -> None:
    changed = statement(**{key: STATEMENT[key]})
    assert edition(release(), changed) != edition(release(), statement())


def test_a_kit_that_says_everything_leaves_no_field_of_its_edition_empty() -> None:
    facts = replace(release(), **{**RELEASE, "kind": ReleaseKind.JOINT_STATEMENT, "timing": None})
    made = edition(facts, statement(**{**STATEMENT, "body": statement().body}), roster=roster(), contacts=(contact(),))
    empty = {each.name for each in fields(Edition) if each.default is not MISSING and getattr(made, each.name) == each.default}
    assert not empty


def test_what_no_page_shows_is_still_a_key() -> None:
    assert set(ELSEWHERE) <= {each.name for each in (*fields(Release), *fields(Statement))}
