"""Each check of a returned text beside its source: what is right has no finding, what is wrong has its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from presskit.checks import returned
from presskit.checks.returned import check_pairs
from presskit.model.document import Inline, Link, NoteRef, Strong, Text
from presskit.source import Span
from presskit.translation.returned import Pair
from presskit.translation.segments import Unit, UnitKind, fingerprint_of

Words = tuple[Inline, ...]


def words(text: str, *more: Inline) -> Words:
    return (Text(text), *more)


LONG = "The organisations ask that the road to the north be opened for those who want to leave."
LONGUE = "Les organisations demandent que la route du nord soit ouverte à ceux qui veulent partir."
SITE = "https://example.org/road"
CASES: dict[str, tuple[str, Words, Words, Words]] = {
    "return-number-differs": ("fr", words("We saw 1,500 people."), words("Nous avons vu 1 500 personnes."), words("Nous avons vu 1 600 personnes.")),
    "return-protected-changed": ("fr", words("Write to press@example.org."), words("Écrivez à press@example.org."), words("Écrivez à pres@example.or.")),
    "return-new-address": ("fr", words("Write to us."), words("Écrivez-nous."), words("Écrivez-nous: www@example.net")),
    "return-footnote-mark": ("fr", words("It is so.", NoteRef("un")), words("C’est ainsi.", NoteRef("un")), words("C’est ainsi.")),
    "return-term": ("fr", words("Big Heart asks."), words("Grand Cœur demande."), words("Big Heart demande.")),
    "return-length": ("fr", words(LONG), words(LONGUE), words("Ouvrez.")),
    "return-unbalanced-brackets": ("fr", words("It (the road) opens."), words("Elle (la route) s’ouvre."), words("Elle (la route s’ouvre.")),
    "return-punctuation": ("fr", words("Open it!"), words("Ouvrez-la !"), words("Ouvrez-la!")),
    "return-bidi-controls": ("ar", words("The road."), words("الطريق."), words("\u202bالطريق.\u202c")),
    "return-script": ("ar", words("Open the road today."), words("افتحوا الطريق اليوم."), words("Ouvrez la route aujourd’hui.")),
    "return-formatting-lost": ("fr", (Strong((Text("Now."),)),), (Strong((Text("Maintenant."),)),), words("Maintenant.")),
}  # fmt: skip


def pair(language: str, source: Words, target: Words) -> Pair:
    protected = ("press@example.org",) if "press@" in str(source) else ()
    terms = (("Big Heart", "Grand Cœur"),)
    unit = Unit("p-1", UnitKind.TEXT, source, fingerprint_of(source), protected, terms=terms)
    raw = "".join(each.text for each in target if isinstance(each, Text))
    return Pair(unit, target, raw, "en", language, Span("back.docx", 3, 0, "paragraph"))


def codes(one: Pair) -> set[str]:
    return {finding.code for finding in check_pairs([one])}


@pytest.mark.parametrize("code", CASES)
def test_a_good_text_has_no_finding_and_a_bad_one_its_own(code: str) -> None:
    language, source, good, bad = CASES[code]
    assert codes(pair(language, source, good)) == set()
    assert code in codes(pair(language, source, bad))


def test_every_rule_has_its_case() -> None:
    assert {rule.code for rule in returned.RULES} == set(CASES)


def test_a_link_that_did_not_come_back_is_told() -> None:
    source, target = (words(text, Link((Text(inner),), SITE)) for text, inner in (("See ", "the road"), ("Voir ", "la route")))
    assert codes(pair("fr", source, target)) == set()
    assert codes(pair("fr", source, words("Voir la route"))) == {"return-protected-changed"}


def test_names_are_as_their_owners_write_them() -> None:
    one = pair("fr", words("24 Hours for Relief and the Development of the Northern Region"), words("Secours"))
    assert codes(replace(one, unit=replace(one.unit, kind=UnitKind.SIGNATORY))) == set()


def test_the_language_of_a_whole_file_and_of_one_text() -> None:
    def detect(text: str, least: int) -> str:
        return "en" if text.startswith("The ") else "fr"

    french = pair("fr", words(LONG), words(LONGUE))
    english = pair("fr", words(LONG), words(LONG))
    assert [each.code for each in returned.check_language([french], detect)] == []
    assert [each.code for each in returned.check_language([french, french, english], detect)] == ["return-mixed-language"]
    assert [each.code for each in returned.check_language([english, english, french], detect)] == ["return-other-language"]
    assert [*returned.check_language([], detect)] == []
