"""Which numbers of a text count its signatories: sentences from statements in eight languages, and some that only look alike."""

from __future__ import annotations

from datetime import date

import pytest

from presskit.checks.lint.counts import CountClaim, Counts, claims, count
from presskit.model.document import Paragraph, Statement, Text
from presskit.model.people import Coalition, Localised, Roster, Signatory, SignatoryKind
from tests.checks.specimen import findings
from tests.kits import organisation

OURS = {
    "en": [
        "We, the undersigned 25 organisations, call",
        "We, 25 NGOs, ask",
        "the undersigned twenty-five NGOs demand",
        "25 organisations call for safe passage",
        "Twenty-five humanitarian organisations urge world leaders to act",
        "Twenty-five Syrian civil society organisations from two coalitions call for",
        "This statement is signed by 25 organisations.",
        "Signed by 25 NGOs",
        "The 25 signatories call on",
        "We are 25 organisations working in",
        "We are a group of 25 NGOs",
        "25 signatory organisations",
        "the 25 undersigned organisations",
        "A coalition of 25 NGOs is calling for",
        "25 NGOs and civil society groups today called",
        "Joint statement by 25 NGOs",
        "Joint statement of 25 organisations",
        "The 25 organisations that signed this statement",
        "Signatories (25)",
        "25 NGOs have signed this statement",
        "Today, 25 organisations are calling for",
        "On behalf of 25 NGOs, we ask",
        "Twenty-five organisations that work in the north call on",
        "25 NGOs, which have served the region for years, demand",
        "25 organisations in the north of the country urge",
        "25 humanitarian groups working along the river today warn",
        "The road must open, warn 25 organisations",
    ],
    "fr": [
        "Nous, 25 organisations, demandons",
        "Nous, les vingt-cinq organisations soussignées, appelons",
        "Les 25 signataires demandent",
        "Vingt-cinq organisations demandent un passage sûr",
        "Vingt-cinq ONG syriennes appellent",
        "25 organisations signataires",
        "Déclaration commune de 25 ONG",
        "Les 25 organisations signataires de cette déclaration",
        "Signé par 25 organisations",
        "Vingt et une organisations humanitaires exigent",
        "Vingt-cinq organisations présentes dans le nord demandent",
        "25 ONG qui travaillent au bord du fleuve exigent",
        "La route doit rouvrir, avertissent vingt-cinq organisations",
        "« La route doit rouvrir », demandent 25 ONG",
    ],
    "ar": [
        "خمس وعشرون منظمة تطالب بممر آمن",
        "نحن، 25 منظمة، نطالب",
        "نحن الموقعين أدناه، خمسًا وعشرين منظمة، نطالب",
        "25 منظمة سورية تدعو إلى",
        "٢٥ منظمة تطالب",
        "نحن المنظمات الـ25 الموقعة أدناه نطالب",
        "نحن المنظمات الخمس والعشرين الموقعة",
        "تطالب 25 منظمة غير حكومية",
        "بيان مشترك من 25 منظمة",
        "وقّعت 25 منظمة على هذا البيان",
        "المنظمات الموقعة أدناه (25)",
        "نحن ممثلي 25 منظمة سورية نطالب",
        "طالبت خمس وعشرون منظمة",
        "خمس وعشرون منظمة سورية وإنسانية تطالب",
        "25 منظمة تعمل في الشمال تطالب بفتح الطريق",
        "خمس وعشرون منظمة عاملة في شمال البلاد تناشد",
    ],
    "es": [
        "Nosotras, las 25 organizaciones firmantes, pedimos",
        "25 organizaciones piden",
        "Veinticinco ONG exigen",
        "Las 25 firmantes piden",
        "Veintiuna organizaciones humanitarias reclaman",
        "Declaración conjunta de 25 ONG",
        "Firmado por 25 organizaciones",
        "25 organizaciones firman esta declaración",
        "Veinticinco organizaciones que trabajan en el norte piden",
        "25 ONG presentes en la región exigen",
        "La carretera debe abrirse, advierten veinticinco organizaciones",
    ],
    "tr": [
        "Biz, aşağıda imzası bulunan 25 kuruluş,",
        "25 sivil toplum örgütü çağrıda bulunuyor",
        "Yirmi beş kuruluş güvenli geçiş talep ediyor",
        "25 imzacı kuruluş",
        "25 STK'dan ortak açıklama",
        "Aşağıda imzası bulunan yirmi beş örgüt olarak",
        "Yirmi beş örgüt: güvenli geçiş istiyoruz",
        "Kuzeyde çalışan yirmi beş kuruluş yolun açılmasını istiyor",
    ],
    "ru": [
        "Мы, 25 организаций, призываем",
        "Двадцать пять организаций призывают",
        "Мы, нижеподписавшиеся 25 организаций,",
        "25 НПО требуют",
        "Совместное заявление двадцати пяти организаций",
        "Заявление 25 организаций",
        "25 организаций, подписавших это заявление",
        "Двадцать пять организаций, работающих на севере, призывают",
        "25 организаций, которые работают вдоль реки, требуют",
        "Дорогу надо открыть, предупреждают двадцать пять организаций",
    ],
    "uk": [
        "Ми, 25 організацій, закликаємо",
        "Двадцять п’ять організацій закликають",
        "Ми, нижчепідписані 25 організацій,",
        "25 НУО вимагають",
        "Спільна заява двадцяти п’яти організацій",
        "25 організацій, що підписали цю заяву",
        "Двадцять п’ять організацій, що працюють на півночі, закликають",
        "Дорогу треба відкрити, попереджають двадцять п’ять організацій",
    ],
    "de": [
        "Wir, die unterzeichnenden 25 Organisationen, fordern",
        "Fünfundzwanzig Organisationen fordern",
        "25 NGOs rufen auf",
        "Wir 25 Organisationen fordern",
        "Die 25 Unterzeichnenden",
        "Gemeinsame Erklärung von 25 Organisationen",
        "Wir, 25 Hilfsorganisationen, bitten",
        "25 zivilgesellschaftliche Organisationen warnen",
        "Fünfundzwanzig Organisationen, die im Norden arbeiten, fordern",
        "25 Organisationen aus dem Norden des Landes fordern",
        "Die Straße muss öffnen, warnen fünfundzwanzig Organisationen",
    ],
}

OTHERS = {
    "en": [
        "Since 2016, 40 NGOs have left the region.",
        "3 NGOs were looted",
        "over 20 organisations work in the city",
        "Fuel for the two hospitals, of which three NGOs know the needs.",
        "four neighbourhoods remain",
        "1500 workers call for help",
        "We, 2016 organisations?",
        "We call on 40 organisations of the UN system to act",
        "In 2016 organisations called for",
        "More than 40 NGOs call for",
        "We thank the 30 organisations that opened their doors",
        "Up to 40 NGOs have asked for visas",
        "We support 14 organisations in the region",
        "We work with 30 local groups",
        "We run 12 clinics and support 30 organisations",
        "We, the people of 4 villages, and 3 NGOs of Aleppo",
        "Two agencies say that the road is closed.",
        "The 193 signatories of the convention",
        "the two NGOs said",
        "We ask the 15 members of the Security Council",
        "Three groups have signed this ceasefire agreement",
        "The five signatories to the Geneva agreement must",
        "the 12 signatories of the ceasefire",
        "40 NGOs that were asked to leave have closed",
        "40 NGOs that call for peace were looted",
        "40 NGOs in the north were asked to leave",
        "40 organisations that work in the north have left",
        "40 organisations working in Gaza lost their support",
        "40 NGOs have left since 2016, and the others call for help",
        "The ministry will warn 40 organisations",
        "Four organisations across the valley lost power after a call for help",
    ],
    "fr": [
        "Depuis 2016, 40 ONG ont quitté la région",
        "plus de 40 ONG demandent",
        "Nous soutenons 14 organisations",
        "trois ONG ont été pillées",
        "Les 196 signataires de l’accord de Paris",
        "Nous avons besoin de 3 associations",
        "quatre quartiers",
        "40 ONG qui demandaient la paix ont été pillées",
        "40 ONG présentes dans le nord ont quitté la région",
        "Les juges, sans raison, condamnent 12 organisations",
    ],
    "ar": [
        "منذ 2016 غادرت 40 منظمة المنطقة",
        "أكثر من 40 منظمة تطالب",
        "نهبت ثلاث منظمات",
        "نحن ندعم 14 منظمة محلية",
        "أربعة أحياء",
        "الدول الموقعة على الاتفاق وعددها 196",
        "دعمت المنظمة 12 منظمة",
    ],
    "es": [
        "Desde 2016, 40 ONG han salido",
        "más de 40 ONG piden",
        "Tres ONG fueron saqueadas",
        "40 ONG que trabajan en el norte han salido",
        "Apoyamos a 14 organizaciones",
        "Los 196 firmantes del Acuerdo de París",
    ],
    "tr": [
        "2016'dan beri 40 STK bölgeden ayrıldı",
        "40'tan fazla STK çağrıda bulundu",
        "Üç STK yağmalandı",
        "14 örgütü destekliyoruz",
    ],
    "ru": [
        "С 2016 года 40 НПО покинули регион",
        "более 40 организаций призывают",
        "Три НПО были разграблены",
        "40 организаций, работающих на севере, покинули регион",
        "Мы поддерживаем 14 организаций",
    ],
    "uk": [
        "З 2016 року 40 НУО залишили регіон",
        "понад 40 організацій закликають",
        "Три НУО були пограбовані",
        "Ми підтримуємо 14 організацій",
    ],
    "de": [
        "Seit 2016 haben 40 NGOs die Region verlassen",
        "mehr als 40 Organisationen fordern",
        "Drei NGOs wurden geplündert",
        "40 Organisationen, die im Norden arbeiten, haben das Land verlassen",
        "Wir unterstützen 14 Organisationen",
    ],
}


def paragraph(words: str, name: str) -> Paragraph:
    return Paragraph((Text(words),), name)


def at_the_head(language: str, words: str) -> tuple[CountClaim, ...]:
    return claims(Statement(language, paragraph(words, "title"), (paragraph("Words.", "lede"),)))


def in_the_body(language: str, words: str) -> tuple[CountClaim, ...]:
    body = (paragraph("Words.", "lede"), paragraph(words, "p2"))
    return claims(Statement(language, paragraph("Words", "title"), body))


def sentences(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(language, words) for language, lines in table.items() for words in lines]


@pytest.mark.parametrize(("language", "words"), sentences(OURS))
def test_a_number_that_counts_us_is_found(language: str, words: str) -> None:
    values = {claim.number.value for claim in at_the_head(language, words) if not claim.coalitions}
    assert values in ({25}, {21})


@pytest.mark.parametrize(("language", "words"), sentences(OTHERS))
def test_a_number_that_counts_others_is_left_alone(language: str, words: str) -> None:
    assert in_the_body(language, words) == ()
    assert at_the_head(language, words) == ()


@pytest.mark.parametrize(("number", "counts"), [(1899, True), (1900, False), (1948, False), (2100, False), (2101, True)])
def test_a_year_counts_nobody(number: int, counts: bool) -> None:
    assert bool(in_the_body("en", f"Signatories, {number}")) is counts


@pytest.mark.parametrize("mark", ["", "“", "“…"])
@pytest.mark.parametrize("about", ["Over", "More than", "About", "Some"])
def test_a_number_that_is_not_told_exactly_counts_nobody(mark: str, about: str) -> None:
    assert in_the_body("en", f"{mark}{about} 25 signatories ask for fuel") == ()
    assert at_the_head("en", f"{mark}{about} 25 organisations call for fuel") == ()


def test_those_who_sign_are_counted_by_kind() -> None:
    people = tuple(Signatory(Localised(name), SignatoryKind.PERSON) for name in ("Amal Haddad", "Nour Saleh", "Rana Aziz"))
    houses = tuple(organisation(name) for name in ("Olive Branch", "River Aid"))
    empty = Coalition(Localised("Empty"), (organisation("Hill Aid", withdrawn=date(2026, 1, 1)),))
    members = Coalition(Localised("Full"), (organisation("Harbour Relief"),))
    assert count(Roster(coalitions=(empty, members), signatories=(*people, *houses))) == Counts(6, 3, 3, 1)
    assert count(Roster()) == Counts(0, 0, 0, 0)


def test_a_language_without_words_claims_nothing() -> None:
    assert at_the_head("cs", "My, 25 organizací, žádáme") == ()


STATEMENT = """---
title: {}
---
Words. {{#lede}}
"""
KIT = """\
id: river-towns
kind: joint-statement
languages: [{}]
date: 2026-11-20
places: [Beirut]
region: GB
"""


@pytest.mark.parametrize(
    ("language", "three", "four"),
    [
        ("en", "Three NGOs call for fuel", "Four NGOs call for fuel"),
        ("fr", "Trois ONG demandent du carburant", "Quatre ONG demandent du carburant"),
        ("ar", "ثلاث منظمات تطالب بالوقود", "أربع منظمات تطالب بالوقود"),
        ("ar", "٣ منظمات تطالب بالوقود", "٤ منظمات تطالب بالوقود"),
        ("es", "Tres ONG piden combustible", "Cuatro ONG piden combustible"),
        ("tr", "Üç kuruluş yakıt istiyor", "Dört kuruluş yakıt istiyor"),
        ("ru", "Три организации требуют топлива", "Четыре организации требуют топлива"),
        ("uk", "Три організації вимагають пального", "Чотири організації вимагають пального"),
        ("de", "Drei Organisationen fordern Brennstoff", "Vier Organisationen fordern Brennstoff"),
    ],
)
def test_the_text_and_the_list_count_alike(language: str, three: str, four: str) -> None:
    name = f"statement.{language}.md"
    kit = {"statement.en.md": None, "kit.yaml": KIT.format(language)}
    assert findings({**kit, name: STATEMENT.format(three)}) == []
    (found,) = findings({**kit, name: STATEMENT.format(four)})
    assert (found.code, str(found.span)) == ("stated-count", f"{name}:2:8")


def test_the_number_is_pointed_at_behind_marks() -> None:
    text = "---\ntitle: Words\n---\nIt is **dark**. *We, the undersigned four NGOs*, wait. {#lede}\n"
    (found,) = findings({"statement.en.md": text})
    assert (found.code, found.span.line) == ("stated-count", 4)


def test_withdrawn_signatories_are_not_counted() -> None:
    roster = "signatories:\n  - Olive Branch\n  - River Aid\n  - {name: Hill Aid, withdrawn: 2026-11-19}\n"
    (found,) = findings({"signatories.yaml": roster, "statement.en.md": STATEMENT.format("Three NGOs call for fuel")})
    assert "2 sign" in found.message


def test_persons_may_be_counted_apart() -> None:
    roster = "signatories:\n  - Olive Branch\n  - person: Amal Haddad\n  - person: Nour Saleh\n"
    text = "---\ntitle: Words\n---\nWe, the undersigned three signatories, ask. {#lede}\n"
    assert findings({"signatories.yaml": roster, "statement.en.md": text}) == []
