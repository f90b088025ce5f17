"""What is not for publication: kept for the office, in no file that an output is made of."""

from __future__ import annotations

import pytest

from presskit.readers.importing.private_parts import apart, is_private, private_part
from tests.importing.reading import Read, read, read_text
from tests.importing.word_files import bare, p, r

WORDS = "+963 944 555 012"
HEAD = "The road must be opened\n\nNairobi, 3 March 2027 – The agencies call for the road to be opened.\n\n"
LINES = [
    f"Not for publication: the field team leader is Omar H., {WORDS}.",
    f"Internal: Omar H., {WORDS}",
    f"[Internal use only] Omar H. {WORDS}",
    f"For internal use only – Omar H. {WORDS}",
    f"Off the record: Omar H. {WORDS}",
    f"Do not publish: Omar H. {WORDS}",
    f"CONFIDENTIAL: Omar H. {WORDS}",
    f"Ne pas publier : Omar H., {WORDS}",
    f"Usage interne uniquement : Omar H., {WORDS}",
    f"À ne pas diffuser : Omar H., {WORDS}",
    f"No publicar: Omar H., {WORDS}",
    f"Uso interno: Omar H., {WORDS}",
    f"Nicht zur Veröffentlichung: Omar H., {WORDS}",
    f"Nur für den internen Gebrauch: Omar H., {WORDS}".replace("Nur für", "Für").replace("Für den", "Nur für den"),
    f"Intern: Omar H., {WORDS}",
    f"Yayın için değildir: Omar H., {WORDS}",
    f"Не для публикации: Омар, {WORDS}",
    f"Для служебного пользования: Омар, {WORDS}",
    f"Не для публікації: Омар, {WORDS}",
    f"Для внутрішнього користування: Омар, {WORDS}",
    f"للاستخدام الداخلي: عمر {WORDS}",
    f"ليس للنشر: عمر {WORDS}",
]
CONTACTS = [
    f"Ana Roth, Hope Aid, ana@example.org, mobile: internal {WORDS}",
    f"Ana Roth, Hope Aid, ana@example.org (mobile: internal: {WORDS})",
    f"Ana Roth, Hope Aid, ana@example.org, mobile: internal – {WORDS}",
    f"Ana Roth, Hope Aid, ana@example.org, {WORDS} – internal",
    f"Ana Roth, Hope Aid, ana@example.org, {WORDS} (not for publication)",
    f"Ana Roth | Hope Aid | ana@example.org | private: {WORDS}",
    f"Ana Roth, Hope Aid, ana@example.org, Handy (nicht zur Veröffentlichung): {WORDS}",
    f"Ana Roth, Hope Aid, ana@example.org, portable (ne pas publier) : {WORDS}",
    f"Ana Roth, Hope Aid, ana@example.org, móvil (uso interno): {WORDS}",
    f"Ana Roth, Hope Aid, ana@example.org, моб. (не для публикации): {WORDS}",
    f"Ana Roth، Hope Aid، ana@example.org، جوال (للاستخدام الداخلي): {WORDS}",
]


def kept_and_hidden(found: Read) -> None:
    made = b"\n".join(found.files.values()).decode()
    assert WORDS not in made
    assert "944" not in made
    assert any(WORDS in words for _, words in found.imported.internal)


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("place", ["text", "contacts", "end"])
def test_a_private_line_is_in_no_file_that_outputs_are_made_of(line: str, place: str) -> None:
    contact = "Media contacts:\nAna Roth, Hope Aid, ana@example.org\n"
    text = {"text": f"{HEAD}{line}\n\n{contact}", "contacts": f"{HEAD}{contact}{line}\n", "end": f"{HEAD}{contact}\n{line}\n"}[
        place
    ]
    found = read_text(text)
    kept_and_hidden(found)
    assert [each.name.default for each in found.kit.contacts] == ["Ana Roth"]


@pytest.mark.parametrize("line", CONTACTS)
def test_a_private_number_in_a_contact(line: str) -> None:
    found = read_text(f"{HEAD}Media contacts:\n{line}\n")
    kept_and_hidden(found)
    (contact,) = found.kit.contacts
    assert (contact.name.default, [email.address for email in contact.emails]) == ("Ana Roth", ["ana@example.org"])


def test_a_mark_below_a_number_is_asked_about_without_its_words() -> None:
    found = read_text(f"{HEAD}Media contacts:\nAna Roth, ana@example.org\n{WORDS}\n(not for publication)\n")
    kept_and_hidden(found)
    assert found.asked() == ["private"]


@pytest.mark.parametrize(
    "signature",
    [
        f"--\nPetra Novak\nHead of Communications\n{WORDS}",
        f"-- \nPetra Novak | {WORDS}\nwww.example.org",
        "Sent from my phone",
    ],
)
def test_the_signature_of_an_e_mail(signature: str) -> None:
    found = read_text(f"{HEAD}Signatories:\nHope Aid\nWater Now\n\n{signature}\n")
    assert found.names() == ["Hope Aid", "Water Now"]
    assert found.kit.contacts == ()
    assert found.imported.internal
    assert WORDS not in b"".join(found.files.values()).decode()


def test_a_sentence_that_may_be_private_is_asked_about_without_its_words() -> None:
    found = read_text(f"{HEAD}We met Omar on Monday (his name is not for publication), and he told us of the road.\n")
    (question,) = found.kit.questions
    assert question.kind == "private"
    assert "Omar" not in question.asked + question.excerpt


@pytest.mark.parametrize(
    "line",
    [
        "Internal displacement has doubled since May.", "Private Sector Watch", "Ana Roth, Private Sector Watch, ana@example.org", "The internal affairs minister spoke.",
        "Les déplacés internes sont 4000.", "Interne Vertriebene brauchen Hilfe.", "Confidential talks were held in Geneva.", "We do not publish names of children.",
        "Private: the diary of a nurse", "The report is not confidential.", "El conflicto interno dura ya diez años.", "Publication of the list was delayed.",
    ],
)  # fmt: skip
def test_what_only_sounds_private(line: str) -> None:
    assert private_part(line) is None
    assert not is_private(line) or ":" in line
    assert apart(line)[0] == line or is_private(line)


def test_an_embargo_is_no_secret() -> None:
    line = "Not for publication before 10 December 2026, 06:00 GMT"
    assert not is_private(line)
    assert read_text(f"{line}\n\n{HEAD}").kit.release.embargo


BEGIN = "The agencies met in Nairobi and called for the road to be opened at once."
PARTS = [
    f"[Not for publication: Omar H., mobile {WORDS}]",
    f"(off the record: Omar H. says the bridge is mined, {WORDS})",
    f"(for background only: Omar H., {WORDS})",
    f"(mobile of Omar H.: {WORDS}, not for publication)",
    f"[embargoed contact – do not print: Omar H., {WORDS}]",
    f"(yayımlanmayacak: Omar H., cep {WORDS})",
    f"(не для печати: Омар, {WORDS})",
    f"[не для друку: Омар, {WORDS}]",
    f"(ne pas publier : Omar H., {WORDS})",
    f"(nicht veröffentlichen: Omar H., {WORDS})",
    f"(no publicar: Omar H., {WORDS})",
    f"(ليس للنشر: عمر، {WORDS})",
    f"NOT FOR PUBLICATION: Omar H., mobile {WORDS}.",
    f"Yayımlanmayacak: nöbetçi kaptan Omar H., cep {WORDS}.",
    f"YAYIMLANMAYACAKTIR: nöbetçi kaptan Omar H., cep {WORDS}",
    f"Не для публикации: Омар, {WORDS}",
    f"Для внутреннего пользования: Омар, {WORDS}",
    f"On background: Omar H., {WORDS}",
]


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("after", ["", " The road is 40 km long."])
def test_a_part_of_a_paragraph_that_is_private(part: str, after: str) -> None:
    if after and part[0] not in "[(":
        after = ""
    found = read_text(f"{HEAD}{BEGIN} {part}{after}\n\nThe second paragraph stands.\n")
    kept_and_hidden(found)
    text = found.text()
    assert f"{BEGIN}{after}" in text
    assert not [words for words in ("Omar", "Омар", "عمر", "[", "()") if words in text.split(BEGIN)[1].replace("{#", "")]
    assert found.asked() == []


UNSURE = [
    f"Reach Omar H. on {WORDS} (yayımlanmaz) in the field.",
    f"Omar H. answers on {WORDS} – not for publication.",
    f"Omar H., {WORDS}, не для публикации.",
    f"Omar H. speaks for background only: {WORDS} is his number. The road is long.",
    f"Omar H. is with us. On background: reach him on {WORDS}. He knows the road. It is long.",
    f"Nöbetçi kaptan Omar H., cep {WORDS}, yayımlanmayacaktır.",
    f"Черговий Omar H., {WORDS} (не для друку).",
    f"Дежурный Omar H., {WORDS}, только для внутреннего пользования.",
    f"Omar H. (his name is not for publication, nor his number {WORDS}) met us.",
    f"Please do not print the number of Omar H., {WORDS}.",
    f"Le numéro d’Omar H., {WORDS}, ne doit pas être publié.",
    f"Die Nummer von Omar H., {WORDS}, ist nicht für die Öffentlichkeit bestimmt.",
    f"El número de Omar H., {WORDS}, no es para publicación.",
    f"رقم Omar H. {WORDS} ليس للنشر.",
]


@pytest.mark.parametrize("words", UNSURE)
def test_where_the_extent_is_not_sure_the_paragraph_is_asked_about(words: str) -> None:
    found = read_text(f"{HEAD}{BEGIN}\n\n{words}\n\nThe last paragraph stands.\n")
    kept_and_hidden(found)
    assert "Omar" not in b"".join(found.files.values()).decode()
    assert found.asked() == ["private"]
    assert "The last paragraph stands." in found.text()


def test_a_wrapped_paragraph_loses_only_the_bracket() -> None:
    found = read_text(
        f"{HEAD}The agencies met in Nairobi. [Not for\npublication: Omar H., mobile\n{WORDS}] They called for the road\nto be opened.\n"
    )
    kept_and_hidden(found)
    assert "The agencies met in Nairobi. They called for the road" in " ".join(found.text().split())


BLOCKS = [
    f"Hester Vane, Quay Union, desk +44 20 7946 0012, mobile {WORDS} (internal)",
    f"Hester Vane, Quay Union, desk +44 20 7946 0012, mobile (not for publication): {WORDS}",
    f"Hester Vane, Quay Union, desk +44 20 7946 0012\nMobile: internal use only {WORDS}",
    f"Hester Vane, Quay Union, desk +44 20 7946 0012\nMobile (internal): {WORDS}",
    f"Hester Vane\nQuay Union\nDesk: +44 20 7946 0012\nMobile {WORDS}\n(not for print)",
    f"Hester Vane, Quay Union, desk +44 20 7946 0012, cell {WORDS} - not for print",
    f"Hester Vane, Quay Union, desk +44 20 7946 0012; mobile {WORDS} (off the record)",
    f"Hester Vane, Quay Union, masa +44 20 7946 0012, cep {WORDS} (yayımlanmaz)",
    f"Hester Vane, Quay Union, тел. +44 20 7946 0012, моб. {WORDS} (для внутреннего пользования)",
    f"Hester Vane, Quay Union, тел. +44 20 7946 0012, моб. {WORDS} (не для друку)",
    f"Hester Vane, Quay Union, Tel. +44 20 7946 0012, Handy {WORDS} (nur intern)",
    f"Hester Vane, Quay Union, tél. +44 20 7946 0012, portable {WORDS} (interne)",
    f"Hester Vane, Quay Union, tel. +44 20 7946 0012, móvil {WORDS} (no publicar)",
    f"Hester Vane, Quay Union, +44 20 7946 0012 / {WORDS} (internal)",
]


@pytest.mark.parametrize("block", BLOCKS)
def test_a_block_of_a_contact_loses_only_its_private_number(block: str) -> None:
    found = read_text(f"{HEAD}Media contacts:\n{block}\n")
    kept_and_hidden(found)
    (contact,) = found.kit.contacts
    assert (contact.name.default, [phone.raw for phone in contact.phones]) == ("Hester Vane", ["+44 20 7946 0012"])
    assert contact.organisation is not None
    assert contact.organisation.default == "Quay Union"


CLEAN = [
    "The report is not for publication before 10 March 2027, the ministry said.",
    "“I can tell you off the record that nothing was done,” the minister told a reporter.",
    "Internal displacement has doubled since May.",
    "More than 4,000 internally displaced people sleep in schools.",
    "Confidential talks were held in Geneva on Monday.",
    "The report is not confidential, and anyone may read it.",
    "Внутренне перемещённые лица живут в школах.",
    "Внутрішньо переміщені особи живуть у школах.",
    "Les personnes déplacées internes sont 4000.",
    "Interne Vertriebene brauchen Hilfe.",
    "El desplazamiento interno dura ya diez años.",
    "Yerinden edilmiş kişiler okullarda kalıyor.",
    "النازحون داخليًا ينامون في المدارس.",
    "The private sector must help, and so must the public.",
    "We do not publish the names of children.",
    "Private hospitals are closed; the internal audit is public.",
    "Publication of the list was delayed by a year.",
    "The ministry said that the figures were not for publication.",
    "Against that background, we call for the road to be opened.",
    "She has a background in law; on this background the talks failed.",
    "The letters (private and public) are kept in Nairobi.",
    "The internal market (the EU’s) grew by 4 per cent.",
    "The draft was for internal use of the ministry only, a court found.",
    "Das interne Papier liegt der Redaktion vor.",
    "Le ministère garde ce rapport confidentiel.",
    "El documento era de uso interno, según el tribunal.",
    "Отчёт был засекречен, но суд велел его опубликовать.",
    "Gizli görüşmeler Cenevre’de yapıldı.",
    "The newspaper did not print the letter, nor did it share the photographs.",
    "Do not share drinking cups, and do not circulate in the streets, the agencies advise.",
]


def test_clean_texts_are_asked_nothing() -> None:
    asked = [
        line
        for line in CLEAN
        if (found := read_text(f"{HEAD}{BEGIN}\n\n{line} The road is long.\n"))
        and (found.imported.internal or "private" in found.asked())
    ]
    assert len(asked) <= 1, asked


HEADED = [
    f"INTERNAL – NOT FOR PUBLICATION\n\nOmar H., {WORDS}",
    f"For internal use only:\n\nOmar H., {WORDS}",
    f"Internal contacts (not for publication)\nOmar H., {WORDS}",
    f"Notes to editors\n1. The road is long.\n2. Background only: Omar H. on {WORDS}.",
    f"Omar H., Duty desk, {WORDS} – internal use only",
]


@pytest.mark.parametrize("words", HEADED)
@pytest.mark.parametrize("order", ["below", "above"])
def test_what_a_private_head_stands_above(words: str, order: str) -> None:
    contacts = "Media contacts:\nAna Roth, Hope Aid, ana@example.org"
    blocks = [contacts, words] if order == "below" else [words, contacts]
    found = read_text("\n\n".join([f"{HEAD}{BEGIN}", *blocks]) + "\n")
    kept_and_hidden(found)
    assert "Omar" not in b"".join(found.files.values()).decode()
    assert [each.name.default for each in found.kit.contacts] == ["Ana Roth"]


def test_a_private_footnote_goes_with_its_mark() -> None:
    sure = read_text(f"{HEAD}The bridge is mined.[1]\n\nNotes\n[1] Not for publication: Omar H., {WORDS}\n")
    unsure = read_text(f"{HEAD}The bridge is mined.[1]\n\nNotes\n[1] As told by Omar H., {WORDS} (not for publication).\n")
    for found in (sure, unsure):
        kept_and_hidden(found)
        assert "Omar" not in b"".join(found.files.values()).decode()
        assert "The bridge is mined. {#" in found.text()
    assert (sure.asked(), unsure.asked()) == ([], ["private"])


def test_a_bracket_over_several_runs_of_a_word_file() -> None:
    runs = [
        r("We agreed at noon "),
        r("[Not for ", "<w:b/>"),
        r("publication: Omar H., "),
        r(f"{WORDS}]", "<w:b/>"),
        r(" and left."),
    ]
    found = read(("a.docx", bare(p("The road must be opened") + p("The agencies met.") + p(*runs))))
    kept_and_hidden(found)
    assert "We agreed at noon and left." in found.text()


def test_lines_of_one_paragraph_of_a_word_file() -> None:
    lines = '</w:t><w:br/><w:t xml:space="preserve">'.join
    title = p("The road must be opened") + p("The agencies met in Nairobi and agreed.")
    contact = p("Media contacts") + p(r(lines(["Ana Roth", "ana@example.org", f"Mobile: {WORDS}", "(not for publication)"])))
    signature = p(r(lines(["Kind regards,", "Petra Novak", "Head of Digital", f"Mobile {WORDS}"])))
    found = read(("a.docx", bare(title + contact + signature)))
    kept_and_hidden(found)
    assert [each.name.default for each in found.kit.contacts] == ["Ana Roth"]


@pytest.mark.parametrize(
    "line",
    [
        f"Hester Vane, Quay Union, +44 20 7946 0012 and {WORDS} (the latter not for publication)",
        f"Hester Vane, Quay Union, tel +44 20 7946 0012 or (not for publication) {WORDS}",
        f"Hester Vane, Quay Union, mobile {WORDS} (internal)",
    ],
)
def test_a_contact_of_which_nothing_is_left_is_asked_about(line: str) -> None:
    found = read_text(f"{HEAD}Media contacts:\n{line}\n")
    kept_and_hidden(found)
    assert found.asked() == ["private"]


def test_a_private_label_above_a_number_means_the_number_below_it() -> None:
    found = read_text(f"{HEAD}Media contacts:\nHester Vane\nQuay Union\n+44 20 7946 0012\nNot for publication:\n{WORDS}\n")
    kept_and_hidden(found)
    assert [phone.raw for contact in found.kit.contacts for phone in contact.phones] == ["+44 20 7946 0012"]


@pytest.mark.parametrize(
    "head",
    ["Notes to editors (not for publication)", "Media contacts – internal use only", "Notes aux rédactions (ne pas publier) :"],
)
def test_a_part_whose_head_says_so_is_internal_down_to_the_next_head(head: str) -> None:
    text = (
        f"{HEAD}{head}\n- The team leader may not be named.\n- Reach her on {WORDS}.\n\nSignatories\n\nHope Aid\nLake Trust\n"
    )
    found = read_text(text)
    kept_and_hidden(found)
    assert b"team leader" not in b"".join(found.files.values())
    assert [each.name.default for each in found.imported.kit.roster.everyone()] == ["Hope Aid", "Lake Trust"]
    assert [each.kind for each in found.imported.kit.questions] == ["private"]
