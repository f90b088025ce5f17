"""Lists of signatories in every layout: read right, or asked about in the kit; nothing is lost in silence."""

from __future__ import annotations

import re

import pytest

from presskit.model.people import SignatoryKind
from presskit.readers import kit as kit_reader
from presskit.usecases.import_files import with_missed_signatories
from tests.importing.reading import Read, read_text
from tests.importing.test_answers import choose

HEAD = "The mill must reopen\n\nWharfe, 3 March 2027 – The groups call for the mill to be reopened.\n\nNobody says why it is shut.\n\n"
FRENCH = "Le moulin doit rouvrir\n\nLyon, 3 mars 2027 – Les groupes demandent sa réouverture.\n\nPersonne ne dit pourquoi.\n\n"


def under(text: str) -> Read:
    return read_text(f"{HEAD}{text}\n")


def signed(text: str) -> Read:
    return under(f"Signatories:\n{text}")


PERSONS = [
    "Hester Vane, Quay Union\nOtto Reeve, Wharfe College\nIdris Pugh, Institute of Tides",
    "Hester Vane – Quay Union\nOtto Reeve – Wharfe College\nIdris Pugh – Institute of Tides",
    "Hester Vane (Quay Union)\nOtto Reeve (Wharfe College)\nIdris Pugh (Institute of Tides)",
    "Hester Vane / Quay Union\nOtto Reeve / Wharfe College\nIdris Pugh / Institute of Tides",
    "Hester Vane: Quay Union\nOtto Reeve: Wharfe College\nIdris Pugh: Institute of Tides",
    "Hester Vane- Quay Union\nOtto Reeve -Wharfe College\nIdris Pugh- Institute of Tides",
    "Vane, Hester (Quay Union)\nReeve, Otto (Wharfe College)\nPugh, Idris (Institute of Tides)",
    "Hester VANE, Quay Union\nOtto REEVE, Wharfe College\nIdris PUGH, Institute of Tides",
    "Quay Union – Hester Vane\nWharfe College – Otto Reeve\nTide Institute – Idris Pugh",
    "Hester Vane – Ripple & Sons\nOtto Reeve – Tidewater\nIdris Pugh – Millrace",
    "Hester Vane\tQuay Union\nOtto Reeve\tWharfe College\nIdris Pugh\tInstitute of Tides",
    "- Hester Vane – Quay Union\n- Otto Reeve – Wharfe College\n- Idris Pugh – Institute of Tides",
    "1. Hester Vane, Quay Union\n2. Otto Reeve, Wharfe College\n3. Idris Pugh, Institute of Tides",
    "Hester Vane, Quay Union;\nOtto Reeve, Wharfe College;\nIdris Pugh, Institute of Tides.",
    "Hester Vane (Quay Union); Otto Reeve (Wharfe College); Idris Pugh (Institute of Tides)",
    "Hester Vane (Quay Union), Otto Reeve (Wharfe College) and Idris Pugh (Institute of Tides)",
    "Hester Vane, Quay Union, Otto Reeve, Wharfe College, Idris Pugh, Institute of Tides",
]


@pytest.mark.parametrize("text", PERSONS)
def test_persons_without_titles_are_read_or_are_one_question(text: str) -> None:
    found = signed(text)
    kit = found.kit
    if found.kit.questions:
        (question,) = found.kit.questions
        assert (question.kind, question.weighs) == ("persons", 3)
        made = kit_reader.read(choose(found, "persons", "persons")).value
        assert made
        kit = made
    assert [each.kind for each in kit.roster.everyone()] == [SignatoryKind.PERSON] * 3
    assert all(each.affiliation for each in kit.roster.everyone())


def test_persons_whose_affiliations_are_unknown_words_are_asked_about() -> None:
    assert signed(PERSONS[9]).asked() == ["persons"]


@pytest.mark.parametrize(
    "text",
    [
        "Dr Hester Vane, Quay Union\nOtto Reeve, Wharfe College\nIdris Pugh, Institute of Tides",
        "Dr Hester Vane, Quay Union, Otto Reeve, Wharfe College, Idris Pugh, Institute of Tides",
        "Dr Hester Vane – Quay Union\nOtto Reeve (Wharfe College)\nProf. Idris Pugh, Institute of Tides",
        "Hester Vane for the Quay Union\nOtto Reeve on behalf of Wharfe College\nIdris Pugh for the Institute of Tides",
        "Hester Vane\nChair, Quay Union\n\nOtto Reeve\nWharfe College\n\nIdris Pugh\nDirector, Institute of Tides",
        "Dr Hester Vane\nQuay Union\nProf. Otto Reeve\nWharfe College\nIdris Pugh\nInstitute of Tides",
    ],
)
def test_persons_who_are_certain_to_be_some_are_read(text: str) -> None:
    found = signed(text)
    assert found.asked() == []
    assert found.names() == ["Hester Vane", "Otto Reeve", "Idris Pugh"]
    told = [each.affiliation.default for each in found.kit.roster.everyone() if each.affiliation]
    for words, affiliation in zip(told, ["Quay Union", "Wharfe College", "Institute of Tides"], strict=True):
        assert words.endswith(affiliation)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("أحمد علي، جامعة الموصل\nليلى حسن، نقابة الأطباء\nكريم حداد، كلية الطب", "أحمد علي|ليلى حسن|كريم حداد"),
        ("Олена Ткачук, Спілка докерів\nІван Бойко, Київський університет\nЮлія Коваль, Інститут річок", "Олена Ткачук|Іван Бойко|Юлія Коваль"),
        ("Hester Vane, writer\nOtto Reeve, Professor of Law, Wharfe College\nIdris Pugh, journalist", "Hester Vane|Otto Reeve|Idris Pugh"),
    ],
)  # fmt: skip
def test_persons_of_universities_and_callings_are_read(text: str, names: str) -> None:
    found = signed(text)
    assert (found.names(), found.asked()) == (names.split("|"), [])


def test_persons_in_a_list_of_organisations_and_in_pairs_of_lines_are_asked_about() -> None:
    mixed = signed("Hope Aid\nHester Vane, Quay Union\nLake Trust\nOtto Reeve – Wharfe College")
    assert [(question.kind, question.weighs) for question in mixed.kit.questions] == [("persons", 2)]
    pairs = signed("Hester Vane\nRipple & Sons\n\nOtto Reeve\nTidewater")
    assert [(question.kind, question.weighs) for question in pairs.kit.questions] == [("persons", 4)]


@pytest.mark.parametrize(
    "text",
    [
        "Les organisations soussignées :\nLes Amis du Moulin\nCollectif des Quais",
        "Ont signé :\nLes Amis du Moulin\nCollectif des Quais",
        "Ont signé cet appel\nLes Amis du Moulin, Collectif des Quais, Maison des Rives",
        "Les associations soussignées\n- Les Amis du Moulin\n- Collectif des Quais",
        "Les signataires de cet appel :\nLes Amis du Moulin – Collectif des Quais – Maison des Rives",
        "Cet appel est signé par :\nLes Amis du Moulin\nCollectif des Quais",
        "Liste des organisations soussignées au 3 mars 2027\nLes Amis du Moulin\nCollectif des Quais",
        "Ont déjà signé :\n• Les Amis du Moulin ;\n• Collectif des Quais.",
        "Pour les organisations signataires :\n\nLes Amis du Moulin\n\nCollectif des Quais\n\nMaison des Rives",
        "À l’initiative de :\nLes Amis du Moulin\nCollectif des Quais\nMaison des Rives",
        "Cet appel est signé par les Amis du Moulin, le Collectif des Quais et la Maison des Rives.",
    ],
)
def test_those_below_french_heads_sign_or_are_asked_about(text: str) -> None:
    found = read_text(f"{FRENCH}{text}\n", language="fr")
    assert found.names()[:2] == ["Les Amis du Moulin", "Collectif des Quais"] or found.asked() == ["list"]
    assert found.kit.roster.coalitions == ()


@pytest.mark.parametrize("text", ["In solidarity,\nHope Aid\nLake Trust", "Groups supporting this call:\nHope Aid\nLake Trust"])
def test_two_names_that_end_a_text_are_asked_about(text: str) -> None:
    found = under(text)
    assert found.asked() == ["list"] or found.names() == ["Hope Aid", "Lake Trust"]


def test_a_sentence_that_says_who_signed_is_asked_about_and_treaties_are_not() -> None:
    assert under("The letter is signed by Hope Aid, Lake Trust, Water Now and Forum Nord.").asked() == ["list"]
    assert under("The treaty was signed by France, Germany and Italy in 1998.").asked() == []


ROWS = "Old Town Beekeepers   Riverside Allotments\nHarbour Choir         Mill Lane Bakers"
DOWN = ["Old Town Beekeepers", "Harbour Choir", "Riverside Allotments", "Mill Lane Bakers"]
ACROSS = ["Old Town Beekeepers", "Riverside Allotments", "Harbour Choir", "Mill Lane Bakers"]


@pytest.mark.parametrize("text", [ROWS, ROWS.replace("  ", " ").replace("  ", " ").replace(" R", "  R").replace(" M", "  M")])
def test_the_order_of_columns_is_asked_about(text: str) -> None:
    found = signed(text)
    assert found.names() == DOWN
    assert [(question.kind, question.weighs) for question in found.kit.questions] == [("order", 4)]
    made = kit_reader.read(choose(found, "order", "across")).value
    assert made
    assert [each.name.default for each in made.roster.everyone()] == ACROSS


def test_numbers_and_the_alphabet_tell_the_order_of_columns() -> None:
    down = signed("1. Old Town Beekeepers   3. Riverside Allotments\n2. Harbour Choir         4. Mill Lane Bakers")
    across = signed("1. Old Town Beekeepers   2. Riverside Allotments\n3. Harbour Choir         4. Mill Lane Bakers")
    letters = signed("Alder Bakers    Cedar Readers\nBarley Choir    Dill Skaters")
    assert (down.names(), across.names(), letters.names()[1]) == (DOWN, ACROSS, "Barley Choir")
    assert down.asked() == across.asked() == letters.asked() == []


def test_one_row_of_columns_is_asked_about() -> None:
    assert signed("Old Town Beekeepers   Riverside Allotments").asked() == ["names"]


@pytest.mark.parametrize("head", ["International", "Regional", "Global", "Others", "Europe", "INTERNATIONAL", "Middle East"])
def test_regions_beside_countries_do_not_sign(head: str) -> None:
    for gap in ("\n", ""):
        found = signed(f"Lebanon\nHope Aid\nLake Trust\n{gap}{head}\nWater Now\nForum Nord")
        assert found.names() == ["Hope Aid", "Lake Trust", "Water Now", "Forum Nord"]
        assert [each.country for each in found.kit.roster.everyone()] == ["LB", "LB", "", ""]


def test_an_unknown_head_among_countries_is_asked_about_and_heads_may_run_in() -> None:
    found = signed("Mali\nHope Aid\nLake Trust\n\nSahel\nWater Now\nForum Nord\n\nNiger\nRiver House")
    assert (found.asked(), found.kit.roster.coalitions[1].name.default) == (["names"], "Sahel")
    inline = signed("Lebanon: Hope Aid; Lake Trust\nInternational: Water Now; Forum Nord")
    assert inline.names() == ["Hope Aid", "Lake Trust", "Water Now", "Forum Nord"]


@pytest.mark.parametrize(
    "head", ["The undersigned 7 groups:", "Signatories (7):", "Signed by 7 organisations:", "The seven undersigned:"]
)
def test_a_head_that_states_another_number_is_asked_about_once(head: str) -> None:
    found = under(f"We, the undersigned 7 groups, ask for this.\n\n{head}\nHope Aid\nLake Trust\nWater Now")
    assert [question.weighs for question in with_missed_signatories(found.kit).questions] == [4]


@pytest.mark.parametrize("said", ["We, the undersigned 7 groups, ask.", "We, 12 clubs, sign.", "Total: 7"])
def test_a_number_in_the_text_or_below_the_list_is_asked_about(said: str) -> None:
    text = (
        f"Signatories:\nHope Aid\nLake Trust\n{said}"
        if said.startswith("Total")
        else f"{said}\n\nSignatories:\nHope Aid\nLake Trust"
    )
    assert [question.kind for question in with_missed_signatories(under(text).kit).questions] == ["list"]


def test_a_number_that_counts_those_who_are_asked_about_is_right() -> None:
    found = under("Signatories (3):\nHope Aid\nLake Trust\nWater Now (TBC)")
    assert [question.kind for question in with_missed_signatories(found.kit).questions] == ["consent"]
    assert (
        signed("Hope Aid\nLake Trust").asked() == under("Signatories (as of 3 March 2027):\nHope Aid\nLake Trust").asked() == []
    )


@pytest.mark.parametrize(
    "words",
    [
        "Water Now (TBC)", "Water Now TBC", "Water Now – tbd", "Water Now (to be confirmed)", "Water Now (à confirmer)",
        "Water Now – noch offen", "Water Now [pending]", "Water Now?", "(TBC) Water Now", "TBC: Water Now",
        "Water Now, confirmation pending", "Water Now (por confirmar)", "Water Now (teyit edilecek)", "Water Now (уточняется)",
        "Water Now (уточнюється)", "Water Now (بانتظار التأكيد)",
    ],
)  # fmt: skip
def test_who_has_not_signed_yet_is_asked_about(words: str) -> None:
    for listed in (
        f"Hope Aid\n{words}\nLake Trust",
        f"1. Hope Aid\n2. {words}\n3. Lake Trust",
        f"Hope Aid; {words}; Lake Trust",
    ):
        found = signed(listed)
        assert found.names() == ["Hope Aid", "Lake Trust"]
        assert found.asked() == ["consent"]


def test_a_head_or_a_star_may_say_that_they_have_not_signed_yet() -> None:
    head = signed("Hope Aid\nLake Trust\n\nTo be confirmed:\nWater Now\nForum Nord")
    assert (head.names(), head.asked()) == (["Hope Aid", "Lake Trust"], ["consent", "consent"])
    star = signed("Hope Aid\nWater Now*\nForum Nord\n* to be confirmed")
    assert (star.names(), star.asked()) == (["Hope Aid", "Forum Nord"], ["consent"])


@pytest.mark.parametrize(
    "words",
    [
        "… and 14 more", "+ 14 others", "and 14 others", "et 14 autres", "(and others)", "and many more", "[more names]", "etc.",
        "…", "...", "y 14 más", "und 14 weitere", "ve 14 kuruluş daha", "и ещё 14 организаций", "та ще 14 організацій",
        "و 14 منظمة أخرى", "and over 200 individuals", "as well as 30 local associations", "Anonymous", "among others",
    ],
)  # fmt: skip
def test_others_who_are_not_named_are_asked_about(words: str) -> None:
    found = signed(f"Hope Aid\nLake Trust\n{words}")
    assert (found.names(), found.asked()) == (["Hope Aid", "Lake Trust"], ["list"])
    behind = signed(f"Hope Aid\nLake Trust {words}\nWater Now")
    if words not in {"+ 14 others", "Anonymous", "among others"}:
        assert (behind.names(), behind.asked()) == (["Hope Aid", "Lake Trust", "Water Now"], ["list"])


@pytest.mark.parametrize("digits", ["124", "١٢٤", "۱۲۴"])
@pytest.mark.parametrize("form", ["{}. ", "{}) ", "({}) ", "{} ", "{}- "])
def test_gaps_in_the_numbers_are_asked_about(digits: str, form: str) -> None:
    names = ["Hope Aid", "Lake Trust", "Water Now"]
    found = signed("\n".join(form.format(digit) + name for digit, name in zip(digits, names, strict=True)))
    (question,) = found.kit.questions
    assert "3 is missing" in question.asked
    assert [choice.key for choice in question.choices] == ["complete"]
    assert found.names() == names


def test_numbers_in_a_row_are_marks() -> None:
    found = under("Signatories: 1. Hope Aid; 2. Lake Trust; 4. Water Now")
    assert (found.names(), found.asked()) == (["Hope Aid", "Lake Trust", "Water Now"], ["list"])


def test_the_cells_of_one_row_sign_once() -> None:
    found = signed("Hope Aid; Water Now\tLake Trust; Forum Nord")
    assert (found.names(), found.asked()) == (["Hope Aid; Water Now"], ["names"])


@pytest.mark.parametrize("mark", [" *", " …", " [1]"])
def test_thousands_of_marks_behind_a_name_are_read(mark: str) -> None:
    assert len(signed(f"- Hope Aid\n- Lake Trust{mark * 3000}\n").kit.roster.everyone()) >= 1


QUARRY = "Union of Quarry Workers, Masons and Carters"


def test_and_in_a_row_of_names() -> None:
    assert under(f"Signatories: Hope Aid; {QUARRY}; Water Now").names() == ["Hope Aid", QUARRY, "Water Now"]
    assert under(f"Signatories:\nHope Aid\n{QUARRY}\nWater Now").asked() == []
    asked = under(f"Signatories: Hope Aid, Lake Trust, {QUARRY} and Water Now")
    (question,) = asked.kit.questions
    assert any(QUARRY in choice.label and "«Water Now»" in choice.label for choice in question.choices)
    counted = under("The three groups ask.\n\nSignatories: Hope Aid, Lake Trust and Water Now")
    assert (counted.names(), counted.asked()) == (["Hope Aid", "Lake Trust", "Water Now"], [])
    assert (
        under("Signatories: Hope Aid and Lake Trust").asked() == under("Signatories: Hope Aid, Lake Trust").asked() == ["names"]
    )


CLEAN = [
    "Hope Aid\nLake Trust\nWater Now",
    "- Hope Aid (HA)\n- Lake Trust – LT\n- Union of Quarry Workers, Masons and Carters\n- Friends of the Mill, Wharfe",
    "Kenya\nHope Aid\nLake Trust\n\nUganda\nWater Now\nRiver House",
    "More in Common\nThe Others Club\n10 Downing Choir\nAction for Children and Others in Need",
    "Test-Achats\nAmnesty International\nInternational Alert\nGlobal Witness\nEurope Must Act\nRegional Water Board",
    "Dr Hester Vane, Quay Union\nProf. Otto Reeve, Wharfe College",
    "Hope Aid, Kenya\nLake Trust, Nairobi\nWater Now, Uganda",
    "Hope Aid (Kenya)\nLake Trust (Uganda)",
    "Save the Children\nDoctors Without Borders\nHandicap International – Humanity & Inclusion\nWomen’s Centre",
    "Alliance for Water\n\nHope Aid\n\nLake Trust",
    "Network for Water\nHope Aid\nLake Trust",
    "Mill Lane Bakers Ltd.\nSt. Mary's Church\nQuarry Readers e.V.",
    "ACME Union - Wharfe branch\nPeace Action Group - Ripple\nHope Aid",
    "350.org\n38 Degrees\nHope Aid",
    "4 Paws\n38 Degrees\n350 Seattle",
    "1. Hope Aid\n2. Lake Trust\n3. Water Now",
    "1 Hope Aid\n2 Lake Trust\n3 Water Now",
    "Hope Aid;\nLake Trust;\nWater Now.",
    "River Alliance:\n- Hope Aid\n- Lake Trust\n\nHill Network:\n- Water Now\n- Forum Nord",
    "Ligue des droits de l’Homme\nCollectif des Quais\nSyndicat des gens de mer",
]


@pytest.mark.parametrize("text", CLEAN)
def test_clean_lists_are_asked_nothing(text: str) -> None:
    found = signed(text)
    assert [question.asked for question in found.kit.questions] == []
    assert found.lost() == []
    assert not re.search(r"^\s*- (?:Kenya|Uganda)$", found.text("signatories.yaml"), re.MULTILINE)


@pytest.mark.parametrize(
    "below",
    [
        "\nFurther support is welcome until Friday",
        "\nLa liste est mise à jour chaque semaine",
        "\nLista pozostaje otwarta do piątku",
        "\nİmzalar cuma gününe kadar açık",
        "Photos of the day: Idris Pugh",
        "Hester Vane and Otto Reeve – millers",
    ],
)
def test_a_line_that_may_not_be_one_name_is_a_question(below: str) -> None:
    found = signed(f"Hope Aid\nLake Trust\nWater Now\n{below}\n")
    assert found.names()[:3] == ["Hope Aid", "Lake Trust", "Water Now"]
    assert found.asked() == ["names"]


@pytest.mark.parametrize("copy", ["CC: The Mayor", "Copied to: the Mayor", "Copie : le maire", "Do wiadomości:\n1. Media", "Копия: мэру"])
def test_who_gets_a_copy_does_not_sign(copy: str) -> None:
    assert signed(f"Hope Aid\nLake Trust\nWater Now\n\n{copy}\n").names() == ["Hope Aid", "Lake Trust", "Water Now"]


def test_who_signs_above_those_who_sign_with_them_is_asked_about() -> None:
    found = under("On behalf of the River Coalition,\nHester Vane\n\nCo-signed by:\nHope Aid\nLake Trust\nWater Now\n")
    made = kit_reader.read(choose(found, "list", "signs")).value
    assert made
    assert [each.name.default for each in made.roster.everyone()] == ["Hope Aid", "Lake Trust", "Water Now", "River Coalition"]


def test_a_head_inside_a_block_is_no_name() -> None:
    found = signed("Hope Aid\nLake Trust\nFriends of the river:\nHester Vane\nOtto Reeve\n")
    assert found.names() == ["Hope Aid", "Lake Trust", "Hester Vane", "Otto Reeve"] or "Friends of the river:" not in found.names()
