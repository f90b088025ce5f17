"""Layouts that releases come in, each as a file of samples/: what is told, and what is asked."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from presskit.model.document import BlockQuote, Bullets, Calls, Footnote, Heading, Paragraph
from presskit.model.people import Numbering, SignatoryKind
from presskit.model.release import ReleaseKind
from tests.importing.reading import SAMPLES, Read, kit_words, read, read_back, read_text, sample, words

ALL = sorted(path.name for path in SAMPLES.iterdir())


def language(name: str) -> str:
    return {"arabic.txt": "ar", "french.txt": "fr"}.get(name, "en")


@pytest.mark.parametrize("name", ALL)
def test_every_line_has_its_place_and_the_kit_can_be_read(name: str) -> None:
    found = sample(name, language=language(name))
    lines = (SAMPLES / name).read_text("utf-8").split("\n")
    assert [each.span.line for each in found.placements] == [n for n, line in enumerate(lines, 1) if line.strip()]
    assert read_back(found) == []


@pytest.mark.parametrize("name", ALL)
def test_words_of_the_text_and_of_names_are_in_the_kit(name: str) -> None:
    found = sample(name, language=language(name))
    marks = [str(n) for n in range(100)] + ["٠", "١", "٢", "٣"]
    kept = ("statement.", "signatories.yaml: «")
    texts = [each.text for each in found.placements if each.where.startswith(kept) and "again" not in each.where]
    missing = words(" ".join(texts)) - kit_words(found)
    assert not [word for word in missing if word not in [*marks, "and"]], missing


def test_names_in_a_row() -> None:
    found = sample("names-in-a-row.txt")
    assert found.names() == [
        "Harbour Relief", "Lantern Trust", "Green Valley Association", "Northern Lights Network", "Care for Rivers",
        "Open Door Foundation",
    ]  # fmt: skip
    assert found.kit.roster.everyone()[3].acronym == "NLN"
    assert found.kit.roster.numbering is Numbering.NONE
    assert found.codes() == []


def test_a_wrapped_paragraph_is_one_and_its_dateline_is_read() -> None:
    found = sample("names-in-a-row.txt")
    assert found.kit.release.date == date(2026, 12, 14)
    assert [place.default for place in found.kit.release.places] == ["BRUSSELS"]
    assert "may close within days." in found.text()
    assert "{#lede}" in found.text()
    assert found.kit.contacts[1].role
    assert found.kit.contacts[1].role.default == "Spokesperson"


def test_dashes_between_names() -> None:
    assert len(sample("dashes.txt").names()) == 6


def test_semicolons_hold_names_with_commas_together() -> None:
    found = sample("semicolons.txt")
    assert found.names()[1] == "Lantern Trust, Northern Branch"
    assert [coalition.name.default for coalition in found.kit.roster.coalitions] == ["River Alliance"]


def test_acronyms_before_and_behind_names() -> None:
    everyone = sample("acronym-first.txt").kit.roster.everyone()
    assert [(each.acronym, each.name.default) for each in everyone] == [
        ("HRF", "Harbour Relief Foundation"),
        ("LTN", "Lantern Trust Network"),
        ("", "Green Valley Association"),
        ("CRL", "Care for Rivers and Lakes"),
        ("", "Open Door"),
        ("MOD", "Mothers of the Delta"),
    ]


def test_persons_with_titles_and_those_who_sign_for_themselves() -> None:
    found = sample("persons.txt")
    people = [each for each in found.kit.roster.everyone() if each.kind is SignatoryKind.PERSON]
    titles = {each.name.default: each.title.default for each in people if each.title}
    assert titles == {"Amal Sample": "Dr.", "John Placeholder": "Prof.", "Omar Specimen": "Mr", "Claire Exemple": "Mme"}
    belongs = {each.name.default: each.affiliation.default for each in people if each.affiliation}
    assert belongs["Amal Sample"] == "Director, Harbour Relief"
    assert belongs["Omar Specimen"] == "Lantern Trust"
    assert "Karim Quidam" in [each.name.default for each in people]
    assert found.kit.release.kind is ReleaseKind.OPEN_LETTER
    assert found.kit.statements[0].subtitle is None


def test_a_number_is_missing_and_another_stands_twice() -> None:
    found = sample("number-missing.txt")
    assert len(found.names()) == 5
    (question,) = found.kit.questions
    assert "after 2 comes 4: 3 is missing; 5 stands twice" in question.asked
    assert [choice.key for choice in question.choices] == ["complete"]


def test_a_star_is_explained_in_the_note_of_its_names() -> None:
    found = sample("asterisks.txt")
    assert found.names() == ["Harbour Relief", "Lantern Trust", "Green Valley Association", "Care for Rivers"]
    assert found.kit.roster.everyone()[1].note == "as received: «Lantern Trust*» * Signed after publication"
    assert found.codes() == ["import-footnote-mark"] * 2


def test_a_list_by_country() -> None:
    found = sample("by-country.txt")
    assert [each.country for each in found.kit.roster.everyone()] == ["LB", "LB", "TR", "GB", "GB"]
    assert any("3 countries" in message for message in found.messages("import-assumed"))


def test_names_broken_over_lines() -> None:
    assert sample("broken-names.txt").names() == [
        "Harbour Relief and Development",
        "Association for the Protection of Rivers and Lakes",
        "Lantern Trust",
        "Union of Teachers, Nurses and Midwives",
    ]


def test_footnotes_are_notes_and_glued_numbers_are_asked_about() -> None:
    found = sample("footnotes.txt")
    (statement,) = found.kit.statements
    assert [note.label for note in statement.footnotes] == ["n1"]
    assert isinstance(statement.footnotes[0], Footnote)
    assert "telephone.[^n1]" in found.text()
    assert "since May.1 The" in found.text()
    assert found.codes() == ["import-footnote-mark", "import-spelling"]


def test_two_languages_on_one_page() -> None:
    found = sample("two-languages.txt")
    english, french = found.kit.statements
    assert (english.language, french.language) == ("en", "fr")
    assert [type(block) for block in french.body] == [Paragraph, Calls]
    assert len(found.names()) == 2
    assert len(found.kit.contacts) == 1
    assert found.kit.release.places[0].by_language == (("en", "Beirut"), ("fr", "Beyrouth"))
    assert found.codes() == []


def test_languages_that_take_turns_are_kept_and_told() -> None:
    found = sample("interleaved.txt")
    assert len(found.kit.statements) == 1
    assert len(found.kit.statements[0].body) == 3
    assert found.codes() == ["import-language"]


def test_arabic_with_tatweel_and_a_date_that_can_be_told() -> None:
    found = sample("arabic.txt", language="ar")
    release = found.kit.release
    assert release.kind is ReleaseKind.JOINT_STATEMENT
    assert release.date == date(2026, 12, 15)
    assert [place.default for place in release.places] == ["بيروت"]
    assert len(found.names()) == 3
    assert found.kit.contacts[0].phones[0].e164 == "+442079460123"
    assert [type(block) for block in found.kit.statements[0].body] == [Paragraph, Calls]
    assert found.codes() == []


def test_another_language_than_asked_for_is_told() -> None:
    assert sample("arabic.txt").codes() == ["import-language"]


def test_french_with_its_conventions() -> None:
    found = sample("french.txt", language="fr")
    (statement,) = found.kit.statements
    assert [place.default for place in found.kit.release.places] == ["Paris", "Bruxelles", "Genève"]
    assert found.kit.release.date == date(2026, 12, 3)
    assert isinstance(statement.boilerplate[0], Heading)
    assert len(statement.boilerplate) == 2
    assert isinstance(statement.notes[0], Bullets)
    assert found.kit.contacts[0].phones[0].e164 == "+442079460123"
    assert found.codes() == []


def test_an_embargo_in_cet_is_asked_about_and_kept() -> None:
    found = sample("embargo-cet.txt")
    assert found.kit.release.embargo is None
    assert found.asked() == ["embargo"]
    assert found.kit.questions[0].excerpt == "UNDER EMBARGO UNTIL 15 December 2026, 14:00 CET"
    assert found.codes() == []
    assert [place.default for place in found.kit.release.places] == ["Geneva", "New York", "Brussels"]
    assert found.kit.contacts[0].languages == ("en", "ar")


def test_an_embargo_by_the_clock_of_a_place() -> None:
    found = sample("embargo-zone.txt")
    embargo = found.kit.release.embargo
    assert embargo
    assert embargo.until.astimezone(UTC) == datetime(2026, 12, 15, 0, 1, tzinfo=UTC)
    assert (embargo.zone, embargo.weekday) == ("Europe/London", "Tuesday")
    assert found.codes() == ["import-embargo-read"]


def test_a_date_that_may_be_two_is_asked_about() -> None:
    found = sample("ambiguous-date.txt")
    assert found.kit.release.date is None
    assert "05/12/2026" not in found.text()
    assert found.asked() == ["date"]
    assert [choice.key for choice in found.kit.questions[0].choices] == ["d2026-12-05", "d2026-05-12", "date"]


def test_markdown_marks_are_read() -> None:
    found = sample("markdown.md")
    (statement,) = found.kit.statements
    assert [type(block) for block in statement.body] == [Paragraph, Heading, Bullets, BlockQuote, Heading, Calls]
    assert "*no lorry*" in found.text()
    assert "[map](https://example.org/map)" in found.text()
    assert found.names() == ["Harbour Relief", "Lantern Trust"]


@pytest.mark.parametrize(
    ("line", "until", "zone"),
    [
        ("Embargoed until 15 December 2026, 14:00 Europe/Brussels", "2026-12-15 14:00", "Europe/Brussels"),
        ("STRICTLY EMBARGOED UNTIL 0001 GMT, 15 December 2026", "2026-12-15 00:01", "UTC"),
        ("Sous embargo jusqu’au 15 décembre 2026 à 14h, heure de Paris", "2026-12-15 14:00", "Europe/Paris"),
        ("محظور النشر حتى 15/12/2026، 14:00 بتوقيت بيروت", "2026-12-15 14:00", "Asia/Beirut"),
        ("Embargoed until 2 p.m. Beirut time, December 15, 2026", "2026-12-15 14:00", "Asia/Beirut"),
    ],
)
def test_embargoes_that_say_their_instant(line: str, until: str, zone: str) -> None:
    embargo = read_text(f"{line}\n\nA title\n\nA paragraph that is long enough to be one.").kit.release.embargo
    assert embargo
    assert f"{embargo.until:%Y-%m-%d %H:%M}" == until
    assert embargo.zone == zone


@pytest.mark.parametrize(
    "line",
    [
        "Embargoed until 15 December 2026, 14:00",
        "Embargoed until 05/12/2026, 14:00 Beirut time",
        "Embargoed until Thursday 14:00 Beirut time",
        "Embargoed until 15 December 2026, Beirut time",
        "Embargoed until 15 December 2026, 9am EST",
        "Embargoed until 25 October 2026, 02:30 Berlin time",
        "Under embargo",
    ],
)
def test_embargoes_that_do_not_say_it(line: str) -> None:
    found = read_text(f"{line}\n\nA title\n\nA paragraph that is long enough to be one.")
    assert found.kit.release.embargo is None
    assert found.asked() == ["embargo"]
    assert found.kit.questions[0].excerpt == line
    assert found.kit.release.timing is None


def test_a_line_below_the_signatories_that_is_no_name() -> None:
    found = read_text(
        "A title\n\nA paragraph.\n\nSignatories\n1. Harbour Relief\n2. Lantern Trust\n\n"
        "This list stays open for signature until the end of the month, and every organisation that joins is added to it.\n"
    )
    assert found.names() == ["Harbour Relief", "Lantern Trust"]
    assert found.codes() == ["import-moved"]
    assert "::: notes" in found.text()


def test_words_among_contacts_that_reach_nobody() -> None:
    found = read_text("A title\n\nA paragraph.\n\nMedia contacts\n\nWe look forward to your call.\n")
    assert found.lost() == ["We look forward to your call."]
    assert found.asked() == ["unplaced"]
    assert [choice.key for choice in found.kit.questions[0].choices] == ["text", "notes"]


def test_a_second_text_in_the_same_language_is_not_mixed_in() -> None:
    first = ("a.txt", b"One title\n\nOne paragraph that is here.")
    found = read(first, ("b.txt", b"Another title\n\nAnother paragraph that is here."))
    assert len(found.kit.statements) == 1
    assert found.asked() == ["unplaced"]
    assert found.kit.questions[0].weighs == 2
    assert "Another" not in found.text()


def test_a_list_in_a_file_of_its_own() -> None:
    found: Read = read(("a.txt", b"A title\n\nA paragraph."), ("b.txt", b"Signatories\n1. Harbour Relief\n2. Lantern Trust"))
    assert found.names() == ["Harbour Relief", "Lantern Trust"]


def test_a_table_beside_the_text() -> None:
    table = "Organisation,Coalition\nHarbour Relief,River Alliance\nLantern Trust,River Alliance\nOpen Door,\n"
    found = read(("a.txt", b"A title\n\nA paragraph."), ("list.csv", table.encode()))
    assert found.names() == ["Harbour Relief", "Lantern Trust", "Open Door"]
    assert [each.name.default for each in found.kit.roster.coalitions] == ["River Alliance"]
    assert [each.span.line for each in found.placements if each.span.unit == "row"] == [2, 3, 4]


def test_the_head_of_an_e_mail_is_left_out_and_told() -> None:
    found = read_text("From: A <a@example.org>\nSubject: The road\n\nA title\n\nA paragraph that is long enough.\n")
    assert found.text().startswith("---\ntitle: A title\n---")
    assert "«The road»" in found.messages("import-headers-footers")[0]
    assert [each.where for each in found.placements[:2]] == ["left out: the head of the e-mail"] * 2


def test_a_forwarded_text_loses_its_marks() -> None:
    found = read_text(
        "> A title\n>\n> A paragraph that is long enough.\n>\n> Signatories\n> 1. Harbour Relief\n> 2. Open Door\n"
    )
    assert found.names() == ["Harbour Relief", "Open Door"]
    assert ">" not in found.text()


def test_a_date_line_below_the_title() -> None:
    found = read_text("A title\n\nA subtitle of the text\n\nBeirut / Paris, Thursday 3 December 2026\n\nA paragraph.\n")
    assert found.kit.release.date == date(2026, 12, 3)
    assert [place.default for place in found.kit.release.places] == ["Beirut", "Paris"]


def test_two_persons_in_one_line() -> None:
    found = read_text(
        "A title\n\nA paragraph.\n\nContact:\nNora Example, nora@example.org, 0044 20 7946 0123; Tom Sample, tom@example.org\n"
    )
    assert [(each.name.default, len(each.emails), len(each.phones)) for each in found.kit.contacts] == [
        ("Nora Example", 1, 1),
        ("Tom Sample", 1, 0),
    ]
    assert found.codes() == []


def test_contacts_over_several_lines() -> None:
    found = read_text(
        "A title\n\nA paragraph.\n\nMedia contacts\n\nNora Example\nHarbour Relief\nTel: +44 (0)20 7946 0123\n"
        "E-mail: nora@example.org\n\nTom Sample, Communications Officer\nLantern Trust\ntom@example.org | +44 20 7946 0456\n"
    )
    assert [each.phones[0].e164 for each in found.kit.contacts] == ["+442079460123", "+442079460456"]
    assert [each.organisation.default for each in found.kit.contacts if each.organisation] == [
        "Harbour Relief",
        "Lantern Trust",
    ]
    assert found.codes() == []


def test_lettered_lists_are_told() -> None:
    found = read_text("A title\n\nA paragraph.\n\nWe ask all parties to:\na) open the road\nb) let the sick pass\n")
    assert "1. open the road" in found.text()
    assert found.codes() == ["import-numbering"]


def test_a_desk_is_no_label() -> None:
    found = read_text(
        "T\n\nP.\n\nContacts\n- Press office: press@example.org, Tel.: +44 20 7946 0123, Mobile: +44 20 7946 0456\n"
    )
    assert [(each.name.default, len(each.phones)) for each in found.kit.contacts] == [("Press office", 2)]
    assert found.codes() == []


def test_an_address_for_nobody() -> None:
    found = read_text("A title\n\nA paragraph.\n\nContact: press@example.org\n")
    assert found.kit.contacts[0].name.default == "press@example.org"
    assert found.codes() == ["import-unsure"]


def test_two_signatories_that_are_alike_stay_two() -> None:
    found = read_text("A title\n\nA paragraph.\n\nSignatories\n- River Aid\n- River Aid and Development\n")
    assert len(found.names()) == 2


def test_lists_that_count_anew_in_each_group() -> None:
    found = read_text("T\n\nP.\n\nSignatories\n\nRiver Alliance:\n1. A One\n2. A Two\n\nHill Network:\n1. B One\n2. B Two\n")
    assert found.kit.roster.numbering is Numbering.PER_GROUP
    assert found.codes() == []


def test_a_title_that_sounds_like_a_part() -> None:
    assert read_text("About the river towns\n\nA paragraph.").kit.statements[0].title
    assert read_text("Embargo on arms must hold\n\nA paragraph.").kit.release.embargo is None
    assert "About 40 NGOs" in read_text("A title\n\nAbout 40 NGOs have left.\n\nThe rest stay.").text()


def test_a_head_that_counts_its_names() -> None:
    found = read_text(
        "T\n\nP.\n\nSignatories\n\nRiver Alliance (RA) 2\n1. A One\n2. A Two\n\nHill Network\n3\n3. B One\n4. B Two\n\nENDS\n"
    )
    assert [(each.name.default, each.acronym) for each in found.kit.roster.coalitions] == [
        ("River Alliance", "RA"),
        ("Hill Network", ""),
    ]
    assert len(found.names()) == 4
    assert [question.asked for question in found.kit.questions] == [
        "the head of the list «Hill Network» says 3, but 2 names follow: is somebody missing?"
    ]
    assert found.codes() == []


def test_two_announcements_in_one_line() -> None:
    found = read_text("For immediate release – Joint statement\n\nA title\n\nA paragraph.\n")
    assert found.kit.release.kind is ReleaseKind.JOINT_STATEMENT
    assert len(found.placements) == 3
    assert found.text().startswith("---\ntitle: A title\n---")


def test_columns_pasted_from_a_table() -> None:
    found = read_text("T\n\nP.\n\nSignatories\n1\tHarbour Relief Fund\tHRF\tTürkiye\n2\tLantern Trust\tGreen Valley\n")
    first, second = found.kit.roster.everyone()
    assert (first.name.default, first.acronym, first.country, first.note) == ("Harbour Relief Fund", "HRF", "TR", "")
    assert second.note == "as received: «2 | Lantern Trust | Green Valley»"
    assert found.asked() == ["names"]


def test_contacts_above_the_title() -> None:
    found = read_text(
        "For Immediate Release\nContact: Nora Example\nnora@example.org\n(202) 555-0123\n\nOPEN THE ROAD\nNine days without flour\n\n"
        "WASHINGTON, D.C. (December 3, 2026) -- No lorry has reached the river towns.\n\n# # #\n\n"
        "About Harbour Relief: Harbour Relief has worked in the river towns since 2011.\n",
        region="US",
    )
    (statement,) = found.kit.statements
    assert [(each.raw, each.e164) for each in found.kit.contacts[0].phones] == [("(202) 555-0123", "+12025550123")]
    assert found.text().startswith("---\ntitle: OPEN THE ROAD\nsubtitle: Nine days without flour\n---")
    assert [place.default for place in found.kit.release.places] == ["WASHINGTON, D.C."]
    assert [type(block) for block in statement.boilerplate] == [Heading, Paragraph]
    assert found.lost() == []


def test_an_address_is_never_printed_among_the_signatories() -> None:
    found = read_text(
        "T\n\nP.\n\nSignatories\n1. Harbour Relief, info@example.org\n2. Lantern Trust\n\nWhom the press may call:\n"
        "Nora Example: nora@example.org / +44 20 7946 0123\n"
    )
    assert found.names() == ["Harbour Relief", "Lantern Trust"]
    assert found.kit.roster.everyone()[0].note == "as received: «1. Harbour Relief, info@example.org»"
    assert [(each.name.default, len(each.phones)) for each in found.kit.contacts] == [("Nora Example", 1)]
    assert found.codes() == ["import-unsure"]


def test_a_head_that_announces_persons() -> None:
    found = read_text("T\n\nP.\n\nSignatories\n\nEndorsed by individuals:\n- Amal Sample – writer\n- Karim Quidam\n")
    assert [each.kind for each in found.kit.roster.everyone()] == [SignatoryKind.PERSON] * 2
    affiliation = found.kit.roster.everyone()[0].affiliation
    assert affiliation
    assert affiliation.default == "writer"
