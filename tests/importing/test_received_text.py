"""Texts as they are received: their account, by counts, structure and the names of organisations.

The signed text that the first kit comes from is not part of the project; the sample of our own has all that is odd in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from presskit.model.document import Calls, Paragraph
from presskit.model.people import Numbering
from presskit.readers.importing import import_files
from tests.importing.reading import SAMPLES, Read, kit_words, read, read_back, words

SIGNED = Path(__file__).parents[3] / "shared/seed/statement.txt"
SAMPLE = SAMPLES / "received.txt"


@dataclass(frozen=True)
class Expected:
    """What is known of a received text: counts, structure and the names of organisations."""

    path: Path
    paragraphs: int
    coalitions: tuple[tuple[str, str, int], ...]
    acronyms: frozenset[str]
    spelled_out: tuple[str, str]
    stray: tuple[str, str]
    clean: tuple[str, str]
    misspelt: str
    contacts_of: tuple[str, ...]
    dialled: Mapping[str, int]
    unsure: tuple[str, str]
    stranger: str


TEXTS = (
    Expected(
        path=SAMPLE,
        paragraphs=10,
        coalitions=(("Coast Relief Alliance", "CRA", 8), ("LANTERN CSOs COALITION", "", 6)),
        acronyms=frozenset({"DPB", "NAVA", "UHNM", "IDA"}),
        spelled_out=("DPB", "Doctors Past Borders"),
        stray=("School Boats & Small Repairs Support", "- 11- School Boats & Small Repairs Support."),
        clean=("BreadBoat", "Blue Lantern"),
        misspelt="Fig Tree &Olive",
        contacts_of=(
            "Harbour Kitchens for Families and Children",
            "Clinic on the Quay",
            "Lantern Alliance",
            "Northern Ambulance Volunteers Association NAVA",
            "Union of Harbour Nurses and Midwives UHNM",
        ),
        dialled={"+61": 3, "+44": 2, "+12": 1},
        unsure=("Lantern Alliance", "LANTERN CSOs COALITION"),
        stranger="clinicquay.example",
    ),
    Expected(
        path=SIGNED,
        paragraphs=11,
        coalitions=(("Syrian NGO Alliance", "SNA", 17), ("SHAML CSOs COALITION", "", 8)),
        acronyms=frozenset({"PAC", "SAMS", "SDI", "SEMA", "UOSSM", "IDA"}),
        spelled_out=("PAC", "Physician Across Continents"),
        stray=("Local Development & Small Project Support", "- 21- Local Development & Small Project Support."),
        clean=("BaytnaSyria", "Big Heart"),
        misspelt="Basmeh &Zeitooneh",
        contacts_of=(
            "Hand In Hand For Aid and Development",
            "Ihsan for Relief and Development",
            "Shaml Alliance",
            "Syrian American Medical Society SAMS",
            "Union of Relief and Medical Care Organizations UOSSM",
        ),
        dialled={"+90": 4, "+44": 1, "+16": 1},
        unsure=("Shaml Alliance", "SHAML CSOs COALITION"),
        stranger="ihsanrd.org",
    ),
)


@pytest.fixture(scope="module", params=TEXTS, ids=["sample", "signed"])
def expected(request: pytest.FixtureRequest) -> Expected:
    told: Expected = request.param
    if not told.path.is_file():
        pytest.skip("the signed text is not part of the project; the sample shows the same")
    return told


@pytest.fixture(scope="module")
def data(expected: Expected) -> bytes:
    return expected.path.read_bytes()


@pytest.fixture(scope="module")
def received(data: bytes) -> Read:
    return read(("statement.txt", data), region="TR")


def test_the_text_is_paragraphs_and_four_calls(received: Read, expected: Expected) -> None:
    (statement,) = received.kit.statements
    *paragraphs, calls = statement.body
    assert [type(block) for block in paragraphs] == [Paragraph] * expected.paragraphs
    assert isinstance(calls, Calls)
    assert (len(calls.lead), len(calls.items)) == (1, 4)
    assert statement.subtitle is None
    assert not statement.boilerplate + statement.notes


def test_a_call_of_two_sentences_is_whole(received: Read) -> None:
    second = received.text().split("\n2. ")[1].split("\n")[0]
    assert second.count(". ") == 2
    assert second.endswith("{#call-2}")


def test_all_sign_under_two_coalitions(received: Read, expected: Expected) -> None:
    roster = received.kit.roster
    assert tuple((each.name.default, each.acronym, len(each.signatories)) for each in roster.coalitions) == expected.coalitions
    assert roster.signatories == ()
    assert roster.numbering is Numbering.CONTINUOUS


def test_acronyms_are_set_apart(received: Read, expected: Expected) -> None:
    acronyms = {s.acronym: s.name.default for s in received.kit.roster.everyone() if s.acronym}
    acronym, name = expected.spelled_out
    assert set(acronyms) == expected.acronyms
    assert acronyms[acronym] == name


def test_stray_marks_go_and_what_was_received_stays_as_a_note(received: Read, expected: Expected) -> None:
    by_name = {s.name.default: s for s in received.kit.roster.everyone()}
    name, line = expected.stray
    assert by_name[name].note == f"as received: «{line}»"
    assert [by_name[each].note for each in expected.clean] == ["", ""]


def test_a_spelling_is_flagged_and_not_mended(received: Read, expected: Expected) -> None:
    assert expected.misspelt in received.names()
    assert [m for m in received.messages("import-spelling") if expected.misspelt in m]


def test_five_contacts_have_five_addresses_and_six_numbers(received: Read, expected: Expected) -> None:
    contacts = received.kit.contacts
    numbers = [phone.e164 for contact in contacts for phone in contact.phones]
    assert len(contacts) == 5
    assert [len(contact.emails) for contact in contacts] == [1] * 5
    assert len(numbers) == 6
    assert Counter(number[:3] for number in numbers) == expected.dialled
    assert all(10 < len(number) < 15 for number in numbers)


def test_names_are_told_from_organisations_by_the_list(received: Read, expected: Expected) -> None:
    organisations = tuple(contact.organisation.default for contact in received.kit.contacts if contact.organisation)
    assert organisations == expected.contacts_of
    assert [len(contact.name.default.split()) for contact in received.kit.contacts] == [2] * 5


def test_what_was_told_on_little_evidence_is_said(received: Read, expected: Expected) -> None:
    (message,) = received.messages("import-unsure")
    assert all(name in message for name in expected.unsure)
    assert [bool(contact.note) for contact in received.kit.contacts] == [False, False, True, False, False]


def test_one_address_does_not_look_like_its_name(received: Read, expected: Expected) -> None:
    (message,) = received.messages("import-email")
    assert expected.stranger in message


def test_nothing_is_invented(received: Read) -> None:
    release = received.kit.release
    assert (release.date, release.places, release.embargo) == (None, (), None)
    assert {"import-no-date", "import-no-place"} <= set(received.codes(notes=True))


def test_every_line_is_placed_once(received: Read, data: bytes) -> None:
    lines = data.decode().split("\n")
    full = [number for number, line in enumerate(lines, 1) if line.strip()]
    assert [placement.span.line for placement in received.placements] == full
    assert [placement.text.strip() for placement in received.placements] == [lines[n - 1].strip() for n in full]
    assert received.lost() == []


def test_no_word_is_lost_but_the_numbers_of_the_list_and_its_head(received: Read, data: bytes) -> None:
    missing = words(data.decode()) - kit_words(received)
    count = len(received.kit.roster.everyone())
    assert missing == Counter([*map(str, range(1, count + 1)), "Signatories"]) - kit_words(received)


def test_only_what_is_named_here_is_found(received: Read) -> None:
    assert received.codes() == ["import-email", "import-spelling", "import-unsure"]
    assert read_back(received) == []


@pytest.mark.parametrize(("region", "understood"), [("TR", 6), ("GB", 6), ("FR", 6), ("US", 3), ("", 3)])
def test_a_region_that_dials_otherwise_is_asked_about(data: bytes, region: str, understood: int) -> None:
    found = read(("statement.txt", data), region=region)
    phones = [phone for contact in found.kit.contacts for phone in contact.phones]
    assert sum(bool(phone.e164) for phone in phones) == understood
    assert len(phones) == 6
    assert len(found.messages("import-phone")) == 6 - understood
    assert not [phone for phone in phones if phone.e164.startswith("+1") and not phone.raw.startswith("+1")]
    assert all("--region" in f.hint for f in found.found if f.code == "import-phone")


def test_a_text_and_its_list_agree_on_the_count(received: Read) -> None:
    from datetime import UTC, datetime

    from presskit.checks import Context
    from presskit.checks.lint import CHECKS

    (check,) = [check for check in CHECKS if check.rule.code == "stated-count"]
    world = Context(datetime(2026, 3, 1, tzinfo=UTC), frozenset())
    assert list(check.check(received.kit, world)) == []


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(received: Read, data: bytes) -> None:
    other = import_files([("statement.txt", b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"))], region="TR", language="en")
    assert other.value
    assert other.value.kit == received.kit
