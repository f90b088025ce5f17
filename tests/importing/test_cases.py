"""Small inputs as offices have them (cases/): each is read rightly, or what is not sure is asked; none is silently wrong."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from presskit.model.document import Calls, plain_text
from presskit.model.people import SignatoryKind
from presskit.model.release import Timing
from tests.importing.reading import Read, read, read_back

CASES = Path(__file__).parent / "cases"
ALL = sorted(path.name for path in CASES.iterdir())


def case(name: str, region: str = "GB", language: str = "en") -> Read:
    (path,) = (path for path in CASES.iterdir() if path.stem == name)
    return read((path.name, path.read_bytes()), region=region, language=language)


def title(found: Read) -> str:
    return plain_text(found.kit.statements[0].title.inlines)


@pytest.mark.parametrize("name", ALL)
def test_the_kit_can_be_read_and_every_line_has_its_place(name: str) -> None:
    found = read((name, (CASES / name).read_bytes()))
    assert read_back(found) == []
    assert all(each.where for each in found.placements)
    assert [path for path, _ in found.imported.inputs] == [f"input/{name}"]


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("f1-joined-the", "Homes & Banks|The Wharfe Society|La Maison Verte|Forum Nord|Pour la Terre|In Defence of Rivers|De Brug vzw"),
        ("f3-head-sentence", "Hope Aid|Water Now"),
        ("f4-head-de-fr-it", "Hope Aid|Water Now"),
        ("f9-titles-comma", "Anna Berg|Omar Haddad"),
        ("f11-tbc", "Hope Aid"),
        ("f13-greeting", "Hope Aid|Water Now"),
        ("f19-wraps-es", "Manos Unidas del Sur|Red Agua"),
        ("f22-ar-country", "المنتدى المدني|جمعية بيتنا|مرصد الشمال"),
        ("f24-twocol", "Hope Aid|Water Now|Care Circle|Lake Trust|Forum Nord|Home Again"),
        ("O11-table", "Water First|Wells of Hope|Association Eau Claire|River Keepers Network|Centre for Rural Health|Youth 4 Water"),
        ("O13-forwarded", "Shelter Now CZ|Valley People z.s.|Diakonia Moravy|Student Union of Brno"),
        ("D1", "Water First|Wells of Hope|Association Eau Claire|River Keepers Network|Centre for Rural Health|Youth 4 Water"),
    ],
)  # fmt: skip
def test_those_who_sign(name: str, names: str) -> None:
    assert case(name).names() == names.split("|")


def test_persons_one_a_line_are_read_where_some_have_titles() -> None:
    found = case("f2-persons-lines")
    assert found.names() == ["Anna Berg", "Omar Haddad", "Lucy Marsh"]
    assert found.asked() == []
    letter = case("O07-scientists")
    assert {each.kind for each in letter.kit.roster.everyone()} == {SignatoryKind.PERSON}
    assert letter.names() == [
        "Jane Holloway FRS", "Samuel Okoro", "Ewa Zielińska", "María-José Peña", "Thomas Whitcombe", "David Marsh CBE",
        "Alan Pryce",
    ]  # fmt: skip
    assert letter.asked() == []


def test_further_cells_of_a_row_are_asked_about() -> None:
    assert [(each.kind, each.weighs) for each in case("D2").kit.questions] == [("names", 3)]


def test_countries_do_not_sign() -> None:
    assert [each.country for each in case("f22-ar-country").kit.roster.everyone()] == ["TN", "TN", "MA"]


@pytest.mark.parametrize(
    ("name", "begins", "day", "places"),
    [
        ("O01-ar", "٢٤ منظمة", date(2026, 12, 3), ["بيروت", "عمّان"]),
        ("O03-es", "Organizaciones de diez", date(2027, 1, 14), ["Bogotá"]),
        ("O05-uk", "Спільна заява", date(2027, 1, 20), ["Київ"]),
        ("O07-scientists", "Open letter", date(2027, 2, 2), []),
        ("O11-table", "Joint statement on access", date(2027, 2, 6), ["Amman"]),
        ("O13-forwarded", "Flood victims", date(2027, 2, 9), ["Prague"]),
        ("f6-dateline-after-sub", "Agencies ask", date(2027, 3, 3), ["Nairobi, Kenya"]),
        ("f13-greeting", "Agencies ask", date(2027, 3, 3), ["Geneva"]),
        ("f17-datehead", "Agencies ask", date(2027, 3, 3), []),
        ("f20-idslug", "Спільна заява", date(2027, 1, 20), ["Київ"]),
        ("f21-dates-uk", "Організації закликають", date(2027, 1, 20), ["Київ"]),
        ("f11-tbc", "Agencies ask", None, []),
    ],
)
def test_title_day_and_places(name: str, begins: str, day: date | None, places: list[str]) -> None:
    found = case(name)
    assert title(found).startswith(begins)
    assert found.kit.release.date == day
    assert [place.default for place in found.kit.release.places] == places


def test_a_first_line_that_reads_like_a_paragraph_is_asked_about() -> None:
    assert "title" in case("embargo-city").asked()


@pytest.mark.parametrize(
    ("name", "contacts"),
    [
        ("f8-two-in-line", [("Anna Berg", "anna@example.org", []), ("Omar Haddad", "omar@example.org", ["+44 20 7946 0018"])]),
        ("f10-phone00", [
            ("Ana Roth", "ana@example.org", ["+41 22 730 0012"]), ("Ben Cole", "ben@example.org", ["+1 212 963 0055"]),
            ("Cem Ak", "cem@example.org", ["0212 293 0010"]),
        ]),
        ("f12-private", [("Ana Roth", "ana@example.org", ["+41 22 730 4412"])]),
        ("O03-es", [("Lucía Ferrer", "prensa@example.org", ["(+57) 300 555 0101"])]),
        ("O05-uk", [("Олена Ткачук", "press@example.org", ["067 555 01 23"])]),
        ("O13-forwarded", [("Petra Novak", "petra@example.org", ["777 555 012"])]),
    ],
)  # fmt: skip
def test_contacts_are_whole(name: str, contacts: list[tuple[str, str, list[str]]]) -> None:
    found = case(name).kit.contacts
    assert [(each.name.default, each.emails[0].address, [phone.raw for phone in each.phones]) for each in found] == contacts
    assert not [each.organisation for each in found if each.organisation and each.organisation.default.isdigit()]


def test_a_draft_is_asked_about_word_by_word() -> None:
    found = case("f11-tbc")
    assert found.asked() == ["consent", "consent", "draft", "draft", "list"]
    assert not [each.acronym for each in found.kit.roster.everyone() if each.acronym]


@pytest.mark.parametrize(
    ("name", "secrets"),
    [("f12-private", ["Omar H.", "555 012"]), ("f13-greeting", ["Hi all", "Head of Communications", "777 555"]), ("O13-forwarded", ["Dear all", "Head of"])],
)  # fmt: skip
def test_what_is_not_for_publication_is_in_no_file_that_outputs_are_made_of(name: str, secrets: list[str]) -> None:
    found = case(name)
    kept = "\n".join(words for _, words in found.imported.internal)
    made = b"\n".join(found.files.values()).decode()
    for secret in secrets:
        assert secret in kept
        assert secret not in made


def test_a_hyphen_at_the_end_of_a_line_goes_where_the_text_tells_and_is_asked_about_elsewhere() -> None:
    found = case("f15-hyphen")
    assert "humanitarian agencies" in found.text()
    assert any("«humanitarian»" in message for message in found.messages("import-assumed"))
    assert "cross-border convoys" in found.text()
    assert [question.choices[0].edits[0].text for question in found.kit.questions] == ["crossborder"]


def test_paragraphs_that_blank_lines_break_are_whole_and_told() -> None:
    found = case("f19-wraps-es")
    assert "Un conjunto de organismos de América y Europa, Asia y África pide" in found.text()
    assert "import-unsure" in found.codes()


def test_bullets_of_private_use_are_a_list() -> None:
    (calls,) = (block for block in case("f27-pua").kit.statements[0].body if isinstance(block, Calls))
    assert len(calls.items) == 3


@pytest.mark.parametrize("name", [name for name in ALL if name.startswith(("f25", "embargo"))])
def test_no_text_with_an_embargo_is_for_immediate_release(name: str) -> None:
    release = read((name, (CASES / name).read_bytes())).kit.release
    assert release.timing is None


def test_an_embargo_that_says_its_instant() -> None:
    embargo = case("embargo-es").kit.release.embargo
    assert embargo
    assert embargo.until == datetime(2026, 12, 10, 6, tzinfo=ZoneInfo("Europe/Madrid"))
    assert title(case("embargo-es")) == "Los ríos deben llegar al mar"


def test_eastern_time_is_that_of_the_dateline_and_asked_with_its_rivals_where_none_names_it() -> None:
    embargo = case("f25-embargo").kit.release.embargo
    assert embargo
    assert (embargo.until, embargo.zone) == (datetime(2026, 12, 7, 11, tzinfo=ZoneInfo("America/New_York")), "America/New_York")
    words = (CASES / "f25-embargo.txt").read_text(encoding="utf-8").replace("New York, ", "Geneva, ")
    (question,) = read(("a.txt", words.encode())).kit.questions
    assert [choice.key for choice in question.choices] == ["new-york", "toronto", "zone", "leave-out"]
    assert "WITHOUT" in question.choices[-1].label


def test_for_immediate_release_is_what_the_text_says() -> None:
    assert case("O01-ar").kit.release.timing is Timing.IMMEDIATE
    assert case("O03-es").kit.release.timing is None


@pytest.mark.parametrize(
    ("name", "made"),
    [("f20-idslug", "spilna-zaiava-pro-dostup"), ("f21-dates-uk", "orhanizatsii-zaklykaiut-vidkryty-mist"), ("O01-ar", "24-mnzma-ttalb-bhmaya-alaamlyn-alshyyn")],
)  # fmt: skip
def test_a_title_in_other_letters_gives_an_id_of_its_own(name: str, made: str) -> None:
    assert case(name).kit.release.id == made
