"""The tables of forms, petitions and databases: who signs is read from the columns, or asked; their own columns are passed over."""

from __future__ import annotations

import pytest

from presskit.diagnostics import Reading
from presskit.model.people import Roster, Signatory, SignatoryKind
from presskit.readers.signatory_table import MEANINGS, OPEN_REASONS, Reason, SignatoryTable, read, row_questions
from presskit.readers.tables.twice import settle, without
from presskit.readers.tables.vocabulary import Role, recognise
from tests.tables.samples import as_xlsx, codes, names, table

CIVICRM = """\
Contact ID,Contact Type,Sort Name,Display Name,First Name,Middle Name,Last Name,Individual Prefix,Current Employer,Do Not Email,Country
1,Individual,"Ferrow, Ida",Dr. Ida K. Ferrow,Ida,K.,Ferrow,Dr.,Marsh College,Yes,Ireland
2,Organization,Marsh Wardens,Marsh Wardens,,,,,,No,Ireland
3,Household,Tolley family,Tolley family,,,,,,No,Ireland
"""
TYPEFORM = """\
#,"First, what's your name?",What is your last name?,Where do you work?,E-mail,Can we show your name publicly?,Response Type,Stage Date (UTC),Submit Date (UTC),Network ID,Tags
q1,Ida,Ferrow,Marsh College,ida@example.org,1,completed,,2027-03-01 08:00:00,aa,
q2,Ned,Oxley,,ned@example.org,0,completed,,2027-03-01 09:00:00,ab,
q3,Pia,Quill,,pia@example.org,1,partial,2027-03-01 10:00:00,,ac,
"""
MICROSOFT = """\
ID,Start time,Completion time,Email,Name,Last modified time,Full name of organization,Is your organization signing the appeal?,Anything else?
1,2027-03-01 8:00,2027-03-01 8:05,ida@example.org,Ida Ferrow,,Marsh Wardens,Yes,thank you
2,2027-03-01 8:10,2027-03-01 8:15,ned@example.org,Ned Oxley,,Reed Cutters,No,
"""
LIMESURVEY = """\
"Response ID";"Date submitted";"Last page";"Start language";"Seed";"G01Q01. Name of your organisation";"G01Q02. Country";"G02Q01. Would you like to receive updates?"
1;2027-03-01 08:00:00;3;en;77;Marsh Wardens;Ireland;No
2;2027-03-01 09:00:00;3;en;78;Reed Cutters;Ireland;Yes
3;;1;en;79;Heron Watch;Ireland;
"""


def people(reading: Reading[SignatoryTable]) -> list[tuple[str, str]]:
    """The persons that sign, each with the affiliation."""
    signs = [entry.signatory for entry in reading.value.entries]
    return [(each.name.default, each.affiliation.default if each.affiliation else "") for each in signs if is_person(each)]


def is_person(signatory: Signatory) -> bool:
    return signatory.kind is SignatoryKind.PERSON


def asked(reading: Reading[SignatoryTable]) -> list[str]:
    return [each.signatory.name.default for each in reading.value.refused if each.reason in OPEN_REASONS]


@pytest.mark.parametrize(
    ("heads", "row", "name"),
    [
        ("first_name,last_name,email,zip_code", "Ida,Ferrow,ida@example.org,1", "Ida Ferrow"),
        ("Surname,Given names,Institution type", "Ferrow,Ida,college", "Ida Ferrow"),
        ("Nombre,Apellidos,Fecha", "Ida,Ferrow Luz,2027-03-01", "Ida Ferrow Luz"),
        ("Nombre,Primer apellido,Segundo apellido", "Ida,Ferrow,Luz", "Ida Ferrow Luz"),
        ("Nom,Prénom,Courriel", "Ferrow,Ida,ida@example.org", "Ida Ferrow"),
        ("Name,Vorname,E-Mail", "Ferrow,Ida,ida@example.org", "Ida Ferrow"),
        ("Nome,Cognome,E-mail", "Ida,Ferrow,ida@example.org", "Ida Ferrow"),
        ("Voornaam,Achternaam", "Ida,Ferrow", "Ida Ferrow"),
        ("Imię,Nazwisko", "Ida,Ferrow", "Ida Ferrow"),
        ("Nome,Sobrenome", "Ida,Ferrow", "Ida Ferrow"),
        ("Фамилия,Имя,Отчество", "Ферроу,Ида,Кимовна", "Ида Кимовна Ферроу"),
        ("Прізвище,Ім'я", "Ферроу,Іда", "Іда Ферроу"),
        ("Ad,Soyad", "Ida,Ferrow", "Ida Ferrow"),
        ("الاسم الأول,اسم العائلة", "ايدا,فرو", "ايدا فرو"),
    ],
)
def test_first_and_last_names_in_two_columns(heads: str, row: str, name: str) -> None:
    assert people(table(f"{heads}\n{row}\n")) == [(name, "")]


def test_a_database_of_contacts_has_persons_and_organisations_row_by_row() -> None:
    reading = table(CIVICRM)
    assert people(reading) == [("Ida K. Ferrow", "Marsh College")]
    assert [each.signatory.name.default for each in reading.value.entries if not is_person(each.signatory)] == ["Marsh Wardens"]
    assert asked(reading) == ["Tolley family"]
    title = reading.value.entries[0].signatory.title
    assert title is not None
    assert title.default == "Dr."


def test_a_form_of_questions_to_persons() -> None:
    reading = table(TYPEFORM)
    assert people(reading) == [("Ida Ferrow", "Marsh College")]
    assert asked(reading) == ["Pia Quill"]
    assert "table-column-open" not in codes(reading)


def test_the_name_that_a_form_adds_is_of_who_filled_it_in() -> None:
    assert (names(table(MICROSOFT)), asked(table(MICROSOFT))) == (["Marsh Wardens"], [])
    empty = MICROSOFT.replace("Ida Ferrow", "").replace("Ned Oxley", "anonymous")
    assert names(table(empty)) == ["Marsh Wardens"]


@pytest.mark.parametrize(
    ("own", "asked_for"),
    [
        ("Startzeit,Fertigstellungszeit,E-Mail,Name", "Name der Organisation"),
        ("Heure de début,Heure de fin,Adresse de messagerie,Nom", "Nom de votre organisation"),
        ("Hora de inicio,Hora de finalización,Correo electrónico,Nombre", "Nombre de la organización"),
        ("Ora di inizio,Ora di completamento,Posta elettronica,Nome", "Nome dell'organizzazione"),
        ("Hora de início,Hora de conclusão,Email,Nome", "Nome da organização"),
        ("Begintijd,Tijd van voltooien,E-mail,Naam", "Naam van de organisatie"),
        ("Godzina rozpoczęcia,Godzina ukończenia,Adres e-mail,Nazwa", "Nazwa organizacji"),
        ("Время начала,Время завершения,Адрес электронной почты,Имя", "Название организации"),
        ("Час початку,Час завершення,Електронна пошта,Ім'я", "Назва організації"),
        ("Başlangıç zamanı,Tamamlanma zamanı,E-posta,Ad", "Kurum adı"),
        ("وقت البدء,وقت الإكمال,البريد الإلكتروني,الاسم", "اسم المنظمة"),
    ],
)
def test_a_form_in_other_languages(own: str, asked_for: str) -> None:
    row = "2027-03-01 8:00,2027-03-01 8:05,ida@example.org,Ida Ferrow,Marsh Wardens"
    assert names(table(f"ID,{own},{asked_for}\n1,{row}\n")) == ["Marsh Wardens"]


def test_a_form_that_was_begun_and_not_sent_is_asked_about() -> None:
    assert (names(table(LIMESURVEY)), asked(table(LIMESURVEY))) == (["Marsh Wardens", "Reed Cutters"], ["Heron Watch"])


@pytest.mark.parametrize(
    ("head", "role"),
    [
        ("Do Not Email", Role.FORM), ("can2_user_city", Role.FORM), ("Last page", Role.FORM), ("Referrer URL", Role.FORM),
        ("Dernière page", Role.FORM), ("Network ID", Role.FORM), ("Startzeit", Role.FORM), ("utm_source", Role.FORM),
        ("Autorizo la publicación de mi nombre", Role.AGREES), ("Petition Signature Public", Role.AGREES),
        ("Acconsento alla pubblicazione del mio nome", Role.AGREES), ("هل توافقون على نشر اسم المنظمة؟", Role.AGREES),
        ("Do you wish to remain anonymous?", Role.ANONYMOUS), ("Please do not publish my name", Role.ANONYMOUS),
        ("Prénom du contact", Role.PRIVATE), ("Name (will not be published)", Role.PRIVATE), ("What is your role?", Role.PRIVATE),
        ("Ansprechperson (wird nicht veröffentlicht)", Role.PRIVATE), ("Name and position of the person who signs", Role.PRIVATE),
        ("Signing on behalf of", Role.NAME), ("3. Name of your organisation", Role.NAME), ("Entidad a la que representa", Role.NAME),
        ("Are you signing as an individual or on behalf of an organisation?", Role.KIND), ("Name2", Role.BARE_NAME),
    ],
)  # fmt: skip
def test_heads_of_forms(head: str, role: Role) -> None:
    assert recognise(head).role is role


def test_who_wants_to_stay_unnamed_is_not_named() -> None:
    reading = table("First name,Last name,Sign anonymously\nIda,Ferrow,No\nNed,Oxley,Yes\nPia,Quill,perhaps later\n")
    assert (people(reading), asked(reading)) == ([("Ida Ferrow", "")], ["Pia Quill"])


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("First name,Last name,Organization\nIda,Ferrow,Marsh Wardens\nNed,Oxley,\n", [("Ida Ferrow", "Marsh Wardens"), ("Ned Oxley", "")]),
        ("Full name,Signing on behalf of\nIda Ferrow,Marsh Wardens\nNed Oxley,myself\nPia Quill,N/A\n",
         [("Ida Ferrow", "Marsh Wardens"), ("Ned Oxley", ""), ("Pia Quill", "")]),
        ("Organisation,Acronym,First name,Last name\nMarsh Wardens,MW,Ida,Ferrow\n", []),
        ("Organisation,First name,Last name,Does your organisation sign?\nMarsh Wardens,Ida,Ferrow,Yes\n", []),
        ("Organisation,First name,Last name\nMarsh Wardens,Ida,Ferrow\nReed Cutters,,\n", []),
    ],
)  # fmt: skip
def test_persons_sign_where_some_have_no_organisation_and_the_reverse(text: str, signs: list[tuple[str, str]]) -> None:
    reading = table(text)
    assert people(reading) == signs
    assert asked(reading) == []
    assert names(reading) == [name for name, _ in signs] or (not signs and names(reading)[0] == "Marsh Wardens")


def test_where_every_row_has_both_one_question_shows_both() -> None:
    reading = table("Organisation,First name,Last name\nMarsh Wardens,Ida,Ferrow\nReed Cutters,Ned,Oxley\n")
    assert names(reading) == []
    [question] = row_questions([(each, "") for each in reading.value.refused])
    entries = [[edit.text for edit in choice.edits] for choice in question.choices]
    assert ["Ida Ferrow" in entries[0][0], "Marsh Wardens" in entries[1][0], len(entries[1])] == [True, True, 2]


def test_a_job_under_title_is_no_form_of_address() -> None:
    reading = table("First name,Last name,Title\nIda,Ferrow,Head of Marshes\nNed,Oxley,Prof. Dr\n")
    titles = [entry.signatory.title.default if entry.signatory.title else "" for entry in reading.value.entries]
    assert titles == ["", "Prof. Dr"]
    assert reading.value.entries[0].signatory.note == "title as received: «Head of Marshes»"


def test_a_title_that_is_also_a_head_does_not_hide_the_heads() -> None:
    assert names(table("Signatories,,\nOrganisation,Country,Date\nMarsh Wardens,Ireland,2027-03-01\n")) == ["Marsh Wardens"]


SHEET = [("Organisation", "Country"), ("Marsh Wardens", "Ireland")]
MORE = [("Organisation", "Country"), ("Heron Watch", "Ireland")]


@pytest.mark.parametrize(
    ("title", "signed", "questions", "reason"),
    [
        ("Withdrawn", ["Marsh Wardens"], [], Reason.WITHDRAWN), ("Declined", ["Marsh Wardens"], [], Reason.SAID_NO),
        ("Late", ["Marsh Wardens"], ["Heron Watch"], Reason.SHEET), ("Pending", ["Marsh Wardens"], ["Heron Watch"], Reason.NOT_YET),
        ("Confirmed", ["Heron Watch"], ["Marsh Wardens"], Reason.SHEET), ("More", [], ["Marsh Wardens", "Heron Watch"], Reason.SHEET),
    ],
)  # fmt: skip
def test_the_title_of_a_sheet_says_what_its_names_are(title: str, signed: list[str], questions: list[str], reason: Reason) -> None:
    reading = table(as_xlsx(SHEET, **{title: MORE}), "a.xlsx")
    assert (names(reading), asked(reading)) == (signed, questions)
    assert {each.reason for each in reading.value.refused} == {reason}


def test_rows_of_two_sheets_have_places_of_their_own() -> None:
    rows = table(as_xlsx(SHEET, Late=MORE), "a.xlsx").value
    assert {row.span for row in rows.entries}.isdisjoint(row.span for row in rows.refused)
    assert (len(rows.entries), len(rows.refused)) == (1, 1)


def test_the_same_answer_twice_signs_once() -> None:
    value = table("Organisation,Acronym,Country\nMarsh Wardens,MW,Ireland\nmarsh wardens,,Ireland\n").value
    rows = settle(value.entries, value.refused)
    assert [row.signatory.name.default for row in rows.signed] == ["Marsh Wardens"]
    assert [row.span.line for row in rows.again] == [3]


@pytest.mark.parametrize(
    ("text", "signed"),
    [
        ("Organisation,Country\nHope,Chad\nHope,Mali\n", ["Hope"]),
        ("Organisation,Do you sign?\nHope,Yes\nHope,No\n", []),
        ("First name,Last name,E-mail\nIda,Ferrow,ida@example.org\nIda,Ferrow,if@example.org\n", ["Ida Ferrow"]),
    ],
)
def test_answers_of_one_name_that_differ_are_asked_about(text: str, signed: list[str]) -> None:
    value = table(text).value
    rows = settle(value.entries, value.refused)
    assert [row.signatory.name.default for row in rows.signed] == signed
    [row] = [row for row in rows.refused if row.reason is Reason.TWICE]
    assert "@" not in repr(rows)
    assert "row 2" in row.said


def test_who_signs_in_the_text_and_not_in_the_table_is_asked_about() -> None:
    value = table("Organisation,Do you sign?\nHope,No\nLake,Yes\n").value
    known = table("Organisation\nHope\nLake\n").value.entries
    rows = settle(value.entries, value.refused, [row.signatory for row in known])
    assert [each.name.default for each in rows.doubted] == ["Hope"]
    assert [row.signatory.name.default for row in rows.again] == ["Lake"]
    assert [row.reason for row in rows.refused if row.reason in OPEN_REASONS] == [Reason.TWICE]
    kit = Roster(signatories=tuple(row.signatory for row in known))
    assert [each.name.default for each in without(kit, rows.doubted).everyone()] == ["Lake"]


CODES = "id,submitdate,G01Q01,G01Q02,G01Q03\n1,2027-03-01,Marsh Wardens,Ireland,Y\n2,2027-03-02,Reed Cutters,Ireland,N\n"


def test_columns_whose_heads_are_codes_are_what_somebody_says() -> None:
    assert codes(table(CODES)) == ["table-without-names"]
    heads = (("organisation", "G01Q01"), ("country", "g01q02"), ("agrees", "G01Q03"))
    value = read("list.csv", CODES.encode(), "en", heads).value
    assert [(row.signatory.name.default, row.signatory.country) for row in value.entries] == [("Marsh Wardens", "IE")]
    assert [row.reason for row in value.refused] == [Reason.SAID_NO]


def test_a_head_that_was_named_and_stands_nowhere_is_told() -> None:
    reading = read("list.csv", CODES.encode(), "en", (("organisation", "G09Q09"),))
    assert (names(reading), codes(reading)) == ([], ["table-without-names"])


def test_what_is_said_goes_before_what_a_head_says() -> None:
    text = "Organisation,Contact\nMarsh Wardens,Ida Ferrow\n"
    heads = (("person", "Contact"), ("affiliation", "Organisation"))
    assert people(read("list.csv", text.encode(), "en", heads)) == [("Ida Ferrow", "Marsh Wardens")]
    assert set(MEANINGS) >= {"organisation", "person", "first-name", "last-name", "ignored"}
