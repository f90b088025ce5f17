"""The text that the first kit comes from: its account, by counts, structure and the names of organisations."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from presskit.model.document import Calls, Paragraph
from presskit.model.people import Numbering
from presskit.readers.importing import import_files
from tests.importing.reading import Read, kit_words, read, read_back, words

SOURCE = Path(__file__).parents[3] / "shared/seed/statement.txt"
pytestmark = pytest.mark.skipif(not SOURCE.is_file(), reason="the received text is not part of the project")


@pytest.fixture(scope="module")
def data() -> bytes:
    return SOURCE.read_bytes()


@pytest.fixture(scope="module")
def received(data: bytes) -> Read:
    return read(("statement.txt", data), region="TR")


def test_the_text_is_eleven_paragraphs_and_four_calls(received: Read) -> None:
    (statement,) = received.kit.statements
    *paragraphs, calls = statement.body
    assert [type(block) for block in paragraphs] == [Paragraph] * 11
    assert isinstance(calls, Calls)
    assert (len(calls.lead), len(calls.items)) == (1, 4)
    assert statement.subtitle is None
    assert not statement.boilerplate + statement.notes


def test_a_call_of_two_sentences_is_whole(received: Read) -> None:
    second = received.text().split("\n2. ")[1].split("\n")[0]
    assert second.count(". ") == 2
    assert second.endswith("{#call-2}")


def test_seventeen_and_eight_sign_under_two_coalitions(received: Read) -> None:
    roster = received.kit.roster
    assert [len(coalition.signatories) for coalition in roster.coalitions] == [17, 8]
    assert [(each.name.default, each.acronym) for each in roster.coalitions] == [
        ("Syrian NGO Alliance", "SNA"),
        ("SHAML CSOs COALITION", ""),
    ]
    assert roster.signatories == ()
    assert roster.numbering is Numbering.CONTINUOUS


def test_acronyms_are_set_apart(received: Read) -> None:
    acronyms = {s.acronym: s.name.default for s in received.kit.roster.everyone() if s.acronym}
    assert set(acronyms) == {"PAC", "SAMS", "SDI", "SEMA", "UOSSM", "IDA"}
    assert acronyms["PAC"] == "Physician Across Continents"
    assert acronyms["UOSSM"] == "Union of Relief and Medical Care Organizations"


def test_stray_marks_go_and_what_was_received_stays_as_a_note(received: Read) -> None:
    by_name = {s.name.default: s for s in received.kit.roster.everyone()}
    assert by_name["Local Development & Small Project Support"].note == (
        "as received: «- 21- Local Development & Small Project Support.»"
    )
    assert by_name["BaytnaSyria"].note == ""
    assert by_name["Big Heart"].note == ""


def test_a_spelling_is_flagged_and_not_mended(received: Read) -> None:
    assert "Basmeh &Zeitooneh" in received.names()
    assert [m for m in received.messages("import-spelling") if "Basmeh &Zeitooneh" in m]


def test_five_contacts_have_five_addresses_and_six_numbers(received: Read) -> None:
    contacts = received.kit.contacts
    numbers = [phone.e164 for contact in contacts for phone in contact.phones]
    assert len(contacts) == 5
    assert [len(contact.emails) for contact in contacts] == [1] * 5
    assert len(numbers) == 6
    assert Counter(number[:3] for number in numbers) == {"+90": 4, "+44": 1, "+16": 1}
    assert all(10 < len(number) < 15 for number in numbers)


def test_names_are_told_from_organisations_by_the_list(received: Read) -> None:
    houses = [contact.organisation.default for contact in received.kit.contacts if contact.organisation]
    assert houses == [
        "Hand In Hand For Aid and Development",
        "Ihsan for Relief and Development",
        "Shaml Alliance",
        "Syrian American Medical Society SAMS",
        "Union of Relief and Medical Care Organizations UOSSM",
    ]
    assert [len(contact.name.default.split()) for contact in received.kit.contacts] == [2] * 5


def test_what_was_told_on_little_evidence_is_said(received: Read) -> None:
    assert len(received.messages("import-unsure")) == 1
    assert "Shaml Alliance" in received.messages("import-unsure")[0]
    assert "SHAML CSOs COALITION" in received.messages("import-unsure")[0]
    assert [bool(contact.note) for contact in received.kit.contacts] == [False, False, True, False, False]


def test_one_address_does_not_look_like_its_name(received: Read) -> None:
    (message,) = received.messages("import-email")
    assert "ihsanrd.org" in message


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
    assert missing == Counter([*map(str, range(1, 26)), "Signatories"]) - kit_words(received)


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
