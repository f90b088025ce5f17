"""Lists that an import may have missed: a stated number, a run of lines like names."""

from __future__ import annotations

import pytest

from presskit.readers import kit as kit_reader
from presskit.usecases.import_files import with_missed_signatories
from tests.importing.reading import read_text
from tests.importing.test_answers import choose

HEAD = "The road must be opened\n\nNairobi, 3 March 2027 – The agencies call for the road to be opened.\n\nIt has been closed for weeks.\n\n"
NAMES = ["Hope Aid", "Water Now", "Lake Trust", "Forum Nord"]


@pytest.mark.parametrize(
    "text",
    [
        "Yours,\n" + "\n".join(NAMES),
        "\n\n".join(NAMES),
        "\n".join(f"- {name}" for name in NAMES),
        "On behalf of:\n\n" + "\n".join(f"{n}. {name}" for n, name in enumerate(NAMES, 1)),
        "أصدقاء النهر\nبيت السلام\nمنتدى الشمال\nدار الأمل",
    ],
)
def test_a_run_of_lines_like_names_is_asked_about(text: str) -> None:
    found = read_text(HEAD + text + "\n")
    assert "list" in found.asked() or len(found.names()) == 4


@pytest.mark.parametrize(
    "text",
    [
        "We call on all sides to:\n- open the road\n- let the sick pass\n- protect the schools\n",
        "We demand:\n1. Open the road;\n2. Let the sick pass;\n3. Protect the schools.\n",
        "The road leads through three towns. They have no flour.\n\nNobody can leave them.\n\nThe winter is near.\n",
    ],
)
def test_calls_and_paragraphs_are_no_lists_of_names(text: str) -> None:
    assert read_text(HEAD + text).asked() == []


def test_a_number_that_the_list_does_not_have() -> None:
    text = "25 NGOs call for the road to be opened\n\nNairobi, 3 March 2027 – The agencies met.\n\nSignatories:\n- Hope Aid\n- Lake Trust\n"
    (question,) = with_missed_signatories(read_text(text).kit).questions
    assert (question.kind, question.weighs, question.place.source, question.place.line) == ("list", 23, "input/a.txt", 1)
    none = with_missed_signatories(
        read_text("25 NGOs call for the road to be opened\n\nNairobi, 3 March 2027 – The agencies met.\n").kit
    )
    assert "no list of signatories was found" in none.questions[0].asked


def test_a_number_that_is_right_is_not_asked_about() -> None:
    text = "Two NGOs call for the road to be opened\n\nNairobi, 3 March 2027 – The agencies met.\n\nSignatories:\n- Hope Aid\n- Lake Trust\n"
    assert with_missed_signatories(read_text(text).kit).questions == ()


def test_who_signs_goes_from_the_text_into_the_list() -> None:
    for text in ("\n".join(NAMES), "\n\n".join(NAMES), "\n".join(f"- {name}" for name in NAMES)):
        found = read_text(f"{HEAD}{text}\n")
        files = choose(found, "list", "signatories")
        kit = kit_reader.read(files).value
        assert kit
        assert [each.name.default for each in kit.roster.everyone()] == NAMES
        assert not any(name.encode() in files["statement.en.md"] for name in NAMES)


def test_a_run_with_as_many_names_as_the_text_states_is_the_list() -> None:
    found = read_text(HEAD.replace("The agencies", "The four undersigned agencies") + "\n".join(NAMES) + "\n")
    assert (found.names(), found.asked()) == (NAMES, [])
