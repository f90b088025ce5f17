"""What a kit becomes in one language: counts, numbers, notes, dates, names and contacts."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from presskit.editions import merge
from presskit.language import dates
from presskit.model.document import Emphasis, Figure, Footnote, Paragraph, Text, Variable, plain_text
from presskit.model.edition import Edition, for_output
from presskit.model.outputs import Format
from presskit.model.people import Coalition, Localised, Numbering, Order, Roster, Signatory, SignatoryKind
from presskit.model.release import Brand, City, Embargo, Kit, Timing
from presskit.source import Span
from tests.kits import asking, contact, embargo, kit, noted, organisation, release, roster, statement, text


def edition(given: Kit, language: str = "en") -> Edition:
    reading = merge(given, language)
    assert reading.diagnostics == ()
    return reading.value


def without_isolates(text: str) -> str:
    return re.sub("[\u2066-\u2069]", "", text)


def numbers(made: Edition) -> list[tuple[str, str]]:
    assert made.signatories
    return [(member.number, member.name) for group in made.signatories.groups for member in group.members]


@pytest.mark.parametrize(
    ("variable", "language", "printed"),
    [
        ("signatory_count", "en", "4"),
        ("signatory_count_words", "en", "four"),
        ("signatory_count_words", "fr", "quatre"),
        ("organisation_count", "en", "4"),
        ("coalition_count", "en", "2"),
        ("date", "en", "15 December 2016"),
        ("date", "fr", "15 décembre 2016"),
        ("places", "en", "Brussels and Beirut"),
        ("places", "ar", "بروكسل وبيروت"),
        ("version", "en", "1"),
        ("release_id", "en", "river"),
    ],
)
def test_variables_are_filled_in(variable: str, language: str, printed: str) -> None:
    made = edition(kit(statement(language, asking(variable))), language)
    (paragraph,) = made.body
    assert isinstance(paragraph, Paragraph)
    assert plain_text(paragraph.inlines) == printed


@pytest.mark.parametrize(
    ("language", "forms", "variable", "printed"),
    [
        ("en", "organisation | organisations", "organisation_count", "4 organisations"),
        ("en", "person | persons", "person_count", "1 person"),
        ("en", "coalition | coalitions", "coalition_count", "2 coalitions"),
        ("en", "signatory | signatories", "signatory_count_words", "five signatories"),
        ("fr", "personne | personnes", "person_count", "1 personne"),
        ("ru", "организация | организации | организаций", "organisation_count", "4 организации"),
        ("ru", "подпись | подписи | подписей", "signatory_count", "5 подписей"),
        ("uk", "особа | особи | осіб", "person_count", "1 особа"),
        ("ar", "شخص واحد | شخصان | أشخاص | شخصًا | شخص", "person_count", "شخص واحد"),
        ("ar", "تحالف واحد | تحالفان | تحالفات | تحالفًا | تحالف", "coalition_count", "تحالفان"),
        ("ar", "منظمة واحدة | منظمتان | منظمات | منظمة | منظمة", "organisation_count", "4 منظمات"),
        ("tr", "kuruluş", "organisation_count", "4 kuruluş"),
    ],
)
def test_a_noun_follows_its_count(language: str, forms: str, variable: str, printed: str) -> None:
    person = Signatory(Localised("Amal Haddad"), SignatoryKind.PERSON)
    asked = Paragraph((Variable(variable, tuple(forms.split(" | "))),), "p1")
    (paragraph,) = edition(kit(statement(language, asked), roster=roster(signatories=(person,))), language).body
    assert isinstance(paragraph, Paragraph)
    assert without_isolates(plain_text(paragraph.inlines)) == printed


@pytest.mark.parametrize(
    ("language", "variable", "message", "hint"),
    [
        (
            "ru", Variable("signatory_count", ("организация", "организаций")), "Russian has 3 forms after a number, and 2 stand",
            "{{ signatory_count | … | … | … }}: the word for 1, 21, 31; for 2, 3, 4; for 5, 6, 7",
        ),
        (
            "tr", Variable("signatory_count", ("kuruluş", "kuruluşlar")), "Turkish has 1 form after a number, and 2 stand",
            "{{ signatory_count | … }}: the word for all numbers",
        ),
        ("en", Variable("date", ("day", "days")), "«date» is no count", "write {{ date }} alone"),
    ],
)  # fmt: skip
def test_forms_that_do_not_fit_are_an_error(language: str, variable: Variable, message: str, hint: str) -> None:
    (finding,) = merge(kit(statement(language, Paragraph((variable,), "p1"))), language).diagnostics
    assert finding.code == "plural-forms"
    assert message in finding.message
    assert hint in finding.hint


def test_a_late_signature_needs_no_edit() -> None:
    late = roster(signatories=(organisation("Late"), organisation("Gone", withdrawn=release().date)))
    (paragraph,) = edition(kit(statement("en", asking("signatory_count")), roster=late)).body
    assert isinstance(paragraph, Paragraph)
    assert plain_text(paragraph.inlines) == "5"


@pytest.mark.parametrize(
    ("variable", "language", "code"),
    [
        ("embargo", "en", "value-missing"),
        ("signatory_count_words", "ar", "count-not-in-words"),
        ("signatory_count_words", "ru", "count-not-in-words"),
    ],
)
def test_what_cannot_be_said_is_an_error_with_its_place(variable: str, language: str, code: str) -> None:
    reading = merge(kit(statement(language, asking(variable))), language)
    assert [finding.code for finding in reading.diagnostics] == [code]
    assert reading.diagnostics[0].hint


def test_numbers_run_on_over_coalitions() -> None:
    assert numbers(edition(kit())) == [("1", "Zephyr"), ("2", "Aster"), ("3", "Éclair"), ("4", "Dune")]


def test_numbers_begin_anew_in_each_group() -> None:
    made = edition(kit(roster=roster(numbering=Numbering.PER_GROUP)))
    assert [number for number, _ in numbers(made)] == ["1", "2", "1", "2"]
    assert made.signatories
    assert made.signatories.restarts


def test_numbers_may_be_left_out() -> None:
    made = edition(kit(roster=roster(numbering=Numbering.NONE)))
    assert [number for number, _ in numbers(made)] == [""] * 4


def test_digits_follow_the_kit() -> None:
    made = edition(kit(statement("ar", asking("signatory_count")), release=release(digits=(("ar", "arab"),))), "ar")
    assert [number for number, _ in numbers(made)] == ["١", "٢", "٣", "٤"]
    assert made.dateline == "بروكسل وبيروت، ١٥ ديسمبر ٢٠١٦"


def test_names_stand_in_the_order_of_the_alphabet_and_keep_their_keys() -> None:
    made = edition(kit(roster=roster(order=Order.ALPHABETICAL)))
    assert [name for _, name in numbers(made)] == ["Aster", "Zephyr", "Dune", "Éclair"]
    assert made.signatories
    assert [member.key for member in made.signatories.groups[0].members] == ["signatory-2", "signatory-1"]


def test_persons_sign_with_title_and_affiliation() -> None:
    person = Signatory(
        Localised("Amal Haddad", (("ar", "أمل حداد"),)),
        SignatoryKind.PERSON,
        title=Localised("Dr", (("ar", "د."),)),
        affiliation=Localised("Example Hospital", (("ar", "مستشفى المثال"),)),
    )
    given = kit(statement("en"), statement("ar"), roster=roster(coalitions=(), signatories=(person,)))
    names = {}
    for language in ("en", "ar"):
        made = edition(given, language).signatories
        assert made
        (group,) = made.groups
        assert group.heading == ""
        names[language] = group.members[0].text
    assert names == {"en": "Dr Amal Haddad, Example Hospital", "ar": "د. أمل حداد، مستشفى المثال"}


def test_who_signs_alone_stands_under_a_head_of_their_own() -> None:
    made = edition(kit(roster=roster(signatories=(organisation("Solo"),)))).signatories
    assert made
    assert [group.heading for group in made.groups] == ["River Alliance", "Hill Network", "Also signed by"]


def test_a_coalition_without_a_list_signs_as_a_whole() -> None:
    made = edition(kit(roster=roster(coalitions=(Coalition(Localised("Whole")),)))).signatories
    assert made
    assert [(group.heading, group.count) for group in made.groups] == [("Whole", "")]


def test_a_coalition_whose_members_all_withdrew_is_reported() -> None:
    member = organisation("X", withdrawn=release().date)
    gone = Coalition(Localised("Gone"), (member,), span=Span("signatories.yaml", 3))
    reading = merge(kit(roster=roster(coalitions=(gone,))), "en")
    assert [(finding.code, finding.span.line) for finding in reading.diagnostics] == [("coalition-gone", 3)]
    assert reading.value.signatories is None


def test_notes_are_numbered_as_the_text_calls_them() -> None:
    notes = tuple(Footnote(label, (text(label),)) for label in ("uncalled", "second", "first"))
    made = edition(kit(statement("en", noted("first", "second", "first"), notes=notes)))
    assert [(note.number, note.label) for note in made.footnotes] == [("1", "first"), ("2", "second"), ("3", "uncalled")]
    (paragraph,) = made.body
    assert isinstance(paragraph, Paragraph)
    assert plain_text(paragraph.inlines) == "121"


def test_an_embargo_shows_its_clocks_and_the_day_where_it_differs() -> None:
    made = edition(kit(release=release(embargo=embargo())))
    assert made.release_line == "Embargo"
    assert made.embargo == (
        "Not for publication before 23:30 Brussels time (UTC+1), Thursday 15 December 2016",
        "That is 22:30 London time (UTC) · 01:30 Gaziantep time (UTC+3), Friday 16 December 2016",
    )


def test_an_embargo_names_the_city_that_the_kit_names() -> None:
    geneva = Localised("Geneva", (("fr", "Genève"), ("ar", "جنيف")))
    until = datetime(2016, 12, 15, 14, 0, tzinfo=ZoneInfo("Europe/Zurich"))
    named = kit(
        statement("en"), statement("fr"), statement("ar"), statement("de"),
        release=release(embargo=Embargo(until, "Europe/Zurich", city=geneva)),
    )  # fmt: skip
    for language, city in (("en", "Geneva"), ("fr", "Genève"), ("ar", "جنيف"), ("de", "Geneva")):
        (line,) = edition(named, language).embargo
        assert city in line
        assert dates.city("Europe/Zurich", language) not in line


@pytest.mark.parametrize(
    ("name", "zone", "language", "called"),
    [
        (Localised("Beirut"), "Asia/Beirut", "ru", "Бейрут"),
        (Localised("Beirut", (("en", "Beirut"), ("fr", "Beyrouth"))), "Asia/Beirut", "ar", "بيروت"),
        (Localised("Beyrouth", (("fr", "Beyrouth"),)), "Asia/Beirut", "uk", "Бейрут"),
        (Localised("Kyiv"), "Europe/Kyiv", "uk", "Київ"),
        (Localised("Kyiv", (("en", "Kyiv"), ("ru", "Кыйив"))), "Europe/Kyiv", "ru", "Кыйив"),
        (Localised("Gaziantep"), "Europe/Istanbul", "ru", "Gaziantep"),
        (Localised("Geneva", (("en", "Geneva"), ("fr", "Genève"))), "Europe/Zurich", "uk", "Geneva"),
    ],
)
def test_a_city_that_the_kit_names_in_other_languages_has_its_name_in_this_one(
    name: Localised, zone: str, language: str, called: str
) -> None:
    when = datetime(2016, 12, 15, 14, 0, tzinfo=ZoneInfo(zone))
    elsewhere = Embargo(when, zone, cities=(City(name, zone),), city=name)
    for line in edition(kit(statement(language), release=release(embargo=elsewhere)), language).embargo:
        assert re.search(rf"(?<!\w){called}(?!\w)", line)


@pytest.mark.parametrize(
    ("language", "after", "printed"),
    [
        ("ru", ".", "15 декабря 2016\u202fг."), ("ru", ". Далее", "15 декабря 2016\u202fг. Далее"),
        ("ru", ", да", "15 декабря 2016\u202fг., да"), ("ru", "... да", "15 декабря 2016\u202fг.… да"),
        ("uk", ".", "15 грудня 2016\u202fр."), ("en", ".", "15 December 2016."),
    ],
)  # fmt: skip
def test_an_abbreviated_year_ends_a_sentence_with_one_full_stop(language: str, after: str, printed: str) -> None:
    said = Paragraph((Variable("date"), Text(after)), "p1")
    (paragraph,) = edition(kit(statement(language, said)), language).body
    assert isinstance(paragraph, Paragraph)
    assert plain_text(paragraph.inlines) == printed


def test_a_contact_can_be_dialled_and_is_shown_only_where_it_may_be() -> None:
    made = edition(kit(contacts=(contact(outputs=(Format.PDF,)),)))
    assert made.contacts
    (card,) = made.contacts.cards
    assert card.phones == (("+44 20 7946 0958", "+442079460958"), ("ask the switchboard", ""))
    assert card.hours == "09:00–18:00 Beirut time (UTC+2)"
    assert card.languages == "Languages: English and Arabic"
    assert for_output(made, Format.PDF).contacts == made.contacts
    assert for_output(made, Format.HTML).contacts is None


@pytest.mark.parametrize(
    ("language", "hours", "undated"),
    [
        ("en", "09:00–18:00 Beirut time (UTC+2)", "09:00–18:00 Beirut time"),
        ("fr", "de 9\u00a0h à 18\u00a0h (heure de Beyrouth, UTC+2)", "de 9\u00a0h à 18\u00a0h (heure de Beyrouth)"),
        ("ar", "من 09:00 إلى 18:00 بتوقيت بيروت (UTC+2)", "من 09:00 إلى 18:00 بتوقيت بيروت"),
        ("es", "09:00–18:00, hora de Beirut (UTC+2)", "09:00–18:00, hora de Beirut"),
        ("tr", "09:00–18:00 (Beyrut, UTC+2)", "09:00–18:00 (Beyrut)"),
        ("ru", "09:00–18:00 (Бейрут, UTC+2)", "09:00–18:00 (Бейрут)"),
        ("uk", "09:00–18:00 (Бейрут, UTC+2)", "09:00–18:00 (Бейрут)"),
        ("de", "09:00–18:00 Uhr (Beirut, UTC+2)", "09:00–18:00 Uhr (Beirut)"),
    ],
)
def test_hours_say_whose_clock_is_meant(language: str, hours: str, undated: str) -> None:
    for day, printed in ((release().date, hours), (None, undated)):
        made = edition(kit(statement(language), release=release(date=day), contacts=(contact(),)), language).contacts
        assert made
        assert without_isolates(made.cards[0].hours) == printed


def test_words_are_set_across_emphasis() -> None:
    said = Paragraph((Text('She said "'), Emphasis((Text("no"),)), Text('" twice.')), "p1")
    (paragraph,) = edition(kit(statement("en", said))).body
    assert isinstance(paragraph, Paragraph)
    assert plain_text(paragraph.inlines) == "She said “no” twice."


def test_a_space_that_moves_out_of_its_mark_leaves_no_empty_text() -> None:
    said = Paragraph((Emphasis((Text("«"),)), Emphasis((Text(" "),)), Text("oui »")), "p1")
    (paragraph,) = edition(kit(statement("fr", said)), "fr").body
    assert isinstance(paragraph, Paragraph)
    assert plain_text(paragraph.inlines) == "«\u00a0oui\u00a0»"


def test_a_credit_is_worded() -> None:
    (figure,) = edition(kit(statement("fr", Figure("a.png", "alt", (), "Name"))), "fr").body
    assert isinstance(figure, Figure)
    assert figure.credit == "Photo\u00a0: Name"


def test_the_kit_words_its_phrases() -> None:
    own = (("en", (("ends", "###"),)),)
    assert edition(kit(release=release(phrases=own))).ends == "###"


def test_a_language_without_phrases_says_which_stay_english() -> None:
    reading = merge(kit(statement("ckb")), "ckb")
    assert [finding.code for finding in reading.diagnostics] == ["phrases-missing"]
    assert "ends" in reading.diagnostics[0].message
    assert reading.value.direction == "rtl"


def test_a_language_with_every_phrase_is_worded_by_its_file() -> None:
    reading = merge(kit(statement("fa")), "fa")
    assert reading.diagnostics == ()
    assert (reading.value.kind, reading.value.ends) == ("بیانیه مشترک", "پایان")


def test_a_missing_text_is_a_plain_error() -> None:
    with pytest.raises(LookupError, match="«fr»"):
        merge(kit(), "fr")


@pytest.mark.parametrize(
    "name", ["signatory_count", "signatory_count_words", "organisation_count", "person_count", "coalition_count"]
)
def test_a_count_of_nobody_is_an_error(name: str) -> None:
    reading = merge(kit(statement("en", asking(name)), roster=Roster()), "en")
    (finding,) = reading.diagnostics
    assert finding.code == "value-missing"
    assert "signatories.yaml" in finding.message
    assert finding.hint.startswith("write the names into signatories.yaml")


@pytest.mark.parametrize(
    ("languages", "language", "foreign"),
    [(("ar",), "ar", "en"), (("en",), "en", "ar"), (("fr", "ar"), "ar", "fr"), (("en", "fr", "fa"), "fr", "fa")],
)
def test_words_that_run_the_other_way_are_in_the_kits_own_language_or_in_english_or_arabic(
    languages: tuple[str, ...], language: str, foreign: str
) -> None:
    given = kit(statement(language), release=release(languages=languages))
    assert merge(given, language).value.foreign == foreign


@pytest.mark.parametrize(
    ("signing", "brand", "authors"),
    [
        (roster(), "River Towns", ("River Alliance", "Hill Network")), (roster(), "", ("River Alliance", "Hill Network")),
        (Roster(), "River Towns", ("River Towns",)), (Roster(), "", ()),
    ],
)  # fmt: skip
def test_the_authors_are_the_coalitions_or_the_house(signing: Roster, brand: str, authors: tuple[str, ...]) -> None:
    name = Localised(brand) if brand else None
    assert edition(kit(release=release(brand=Brand(name=name)), roster=signing)).authors == authors


def test_a_text_without_a_description_is_described_by_its_subtitle() -> None:
    assert edition(kit()).description == ""
    with_subtitle = replace(statement(), subtitle=text("What it is about"))
    assert edition(kit(with_subtitle)).description == "What it is about"
    assert edition(kit(replace(with_subtitle, description="In short"))).description == "In short"


def test_a_line_says_when_it_may_be_published_only_where_the_kit_says_so() -> None:
    assert edition(kit()).release_line == ""
    assert edition(kit(release=release(timing=Timing.IMMEDIATE))).release_line.casefold() == "for immediate release"
    assert "embargo" in edition(kit(release=release(embargo=embargo()))).release_line.casefold()


def test_the_website_is_named_as_the_original_where_there_is_one() -> None:
    assert edition(kit()).labels.original == ""
    assert "https://example.org/river" in edition(kit(release=release(website="https://example.org/river"))).labels.original


def test_notes_to_editors_have_a_heading_where_there_are_any() -> None:
    assert edition(kit()).notes is None
    notes = edition(kit(replace(statement(), notes=(text("For editors."),)))).notes
    assert notes
    assert (notes.heading, len(notes.blocks)) == ("Notes to editors", 1)
