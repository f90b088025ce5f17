"""Whatever a text says, the checks look at it to its end, and in a time that grows with its length."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presskit.checks.lint import lint
from presskit.language.data import languages
from presskit.language.numbers import spoken
from presskit.model.document import Paragraph, Statement, Text
from presskit.model.people import Contact, EmailAddress, Localised, Phone, Roster, Signatory
from presskit.model.release import Kit, Release, ReleaseKind
from tests.checks.specimen import world
from tests.examples import many

ODD = ["⟦0⟧", "XX", "TBC", "٢٥", "1,500", "twenty-five", "خمس وعشرون", "organisations", "منظمة", "we", "نحن", "[", "(", "«", "\u202e", "\ufffd",
       "+44", "@", "http://", "9" * 60, "and", "-", "،", "million", "ألف", "🚧", "12/11/2026", "18:30", "{{ date }}"]  # fmt: skip
texts = (
    st.lists(st.sampled_from(ODD) | st.text(min_size=1, max_size=12), min_size=1, max_size=12).map(" ".join).filter(str.strip)
)


def kit(first: str, second: str, language: str, name: str) -> Kit:
    other = next(each for each in languages() if each != language)
    statements = tuple(
        Statement(tag, Paragraph((Text(words),), "title"), (Paragraph((Text(words),), "p1"),))
        for tag, words in ((language, first), (other, second))
    )
    contact = Contact(Localised(name), emails=(EmailAddress(name),), phones=(Phone(name),))
    roster = Roster(signatories=(Signatory(Localised(name)), Signatory(Localised(first), acronym=name)))
    return Kit(Release("any", ReleaseKind.PRESS_RELEASE, (language, other)), statements, roster, (contact,))


@given(texts, texts, st.sampled_from(languages()), texts)
@settings(max_examples=many(150), deadline=None)
def test_no_text_stops_the_checks(first: str, second: str, language: str, name: str) -> None:
    assert all(finding.message for finding in lint(kit(first, second, language, name), world()))


@pytest.mark.parametrize(
    "piece", ["a", "1", "1 ", "+ ", "(", "[insert ", "XX ", "we the ", "and the ", "four-", "_", "x@", "25 organisations "]
)
def test_long_rows_of_one_thing_are_read_to_their_end(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    lint(kit(text, text, "en", "River Aid"), world())


@given(st.integers(0, 10**14), st.sampled_from(languages()))
def test_every_number_can_be_asked_for(value: int, language: str) -> None:
    assert all(spoken(value, language)) or value >= 10**12
