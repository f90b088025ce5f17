"""Numbers that two languages say alike, each in its own way, and slips that nobody who reads one language can see."""

from __future__ import annotations

import pytest

from presskit.checks.lint.figures_compared import absent
from tests.checks.specimen import findings

ALIKE = [
    (
        "From 1 May 2016 to 15 December 2016; in August 2015, people may leave. In March we wait.",
        {
            "fr": "Du 1er mai 2016 au 15 décembre 2016 ; en août 2015, on peut partir. En mars nous attendons.",
            "ar": "من 1 أيار 2016 إلى 15 كانون الأول 2016، وفي آب 2015 يمكن المغادرة. ننتظر في آذار.",
            "es": "Del 1 de mayo de 2016 al 15 de diciembre de 2016; en agosto de 2015 se puede salir.",
            "tr": "1 Mayıs 2016'dan 15 Aralık 2016'ya kadar; Ağustos 2015'te gidilebilir.",
            "ru": "С 1 мая 2016 года по 15 декабря 2016 года; в августе 2015 года можно уехать.",
            "uk": "З 1 травня 2016 року до 15 грудня 2016 року; у серпні 2015 року можна виїхати.",
            "de": "Vom 1. Mai 2016 bis 15. Dezember 2016; im August 2015 darf man gehen.",
        },
    ),
    (
        "On 15 December 2016 and 3 July 2016",
        {"ar": "في 15 ديسمبر 2016 و3 يوليو 2016", "fr": "les 15/12/2016 et 3/7/2016", "ru": "15.12.2016 и 3.07.2016"},
    ),
    (
        "five million people, two hundred and fifty thousand homes, a hundred thousand wells, 72-hour talks, a 21-year-old nurse",
        {
            "fr": "cinq millions de personnes, 250 000 maisons, cent mille puits, 72 heures de pourparlers, une infirmière de 21 ans",
            "ar": "خمسة ملايين شخص و250 ألف منزل ومئة ألف بئر ومحادثات لمدة ٧٢ ساعة وممرضة في الحادية والعشرين",
            "ru": "5 миллионов человек, 250 тысяч домов, сто тысяч колодцев, 72-часовые переговоры, 21-летняя медсестра",
            "es": "5 millones de personas, 250 mil casas, cien mil pozos, 72 horas de diálogo, una enfermera de veintiún años",
        },
    ),
    (
        "On 15 December 2016 at 6 pm, 1,500 families waited.",
        {
            "fr": "Le 15 décembre 2016 à 18 heures, 1 500 familles attendaient.",
            "ar": "في ١٥ كانون الأول ٢٠١٦، عند السادسة مساءً، انتظرت ١٬٥٠٠ عائلة.",
            "es": "El 15 de diciembre de 2016, a las 18.00, esperaban 1.500 familias.",
            "tr": "15 Aralık 2016'da saat 18.00'de 1.500 aile bekliyordu.",
            "ru": "15 декабря 2016 года в 18:00 ждали 1500 семей.",
            "uk": "15 грудня 2016 року о 18:00 чекали 1500 сімей.",
            "de": "Am 15. Dezember 2016 warteten um 18 Uhr 1.500 Familien.",
        },
    ),
    (
        "On 15 December 2016 at 6 pm, 1,500 families waited.",
        {
            "ar": "في 15/12/2016 انتظرت 1500 عائلة عند الساعة 18:00.",
            "fr": "Le 15/12/2016 à 18 h, mille cinq cents familles attendaient.",
            "de": "Am 15.12.2016 um 18.00 Uhr warteten 1500 Familien.",
        },
    ),
    (
        "Four hospitals in five neighbourhoods serve 250,000 people.",
        {
            "ar": "أربعة مستشفيات في خمسة أحياء تخدم 250 ألف شخص.",
            "fr": "4 hôpitaux dans 5 quartiers servent 250 000 personnes.",
            "es": "Cuatro hospitales de cinco barrios atienden a 250 mil personas.",
            "ru": "Четыре больницы в пяти районах обслуживают 250 тысяч человек.",
            "tr": "Beş mahalledeki dört hastane 250 bin kişiye hizmet veriyor.",
            "uk": "Чотири лікарні в п’яти районах обслуговують 250 тисяч людей.",
            "de": "Vier Krankenhäuser in fünf Vierteln versorgen 250 000 Menschen.",
        },
    ),
    (
        "The 4 remaining hospitals and 31 ambulances",
        {
            "ar": "المستشفيات الأربعة المتبقية وإحدى وثلاثون سيارة إسعاف",
            "fr": "Les quatre derniers hôpitaux et trente et une ambulances",
            "ru": "Четыре оставшиеся больницы и 31 машина скорой помощи",
            "de": "Die vier verbliebenen Krankenhäuser und einunddreißig Krankenwagen",
            "es": "Los cuatro hospitales restantes y treinta y una ambulancias",
            "tr": "Kalan dört hastane ve otuz bir ambulans",
        },
    ),
    (
        "1.5 million people, 3.5 tonnes, 12.5 per cent",
        {
            "fr": "1,5 million de personnes, 3,5 tonnes, 12,5 %",
            "ar": "١٫٥ مليون شخص و٣٫٥ طن و١٢٫٥ بالمئة",
            "de": "1,5 Millionen Menschen, 3,5 Tonnen, 12,5 Prozent",
            "ru": "1,5 миллиона человек, 3,5 тонны, 12,5%",
            "es": "1,5 millones de personas, 3,5 toneladas, 12,5 %",
        },
    ),
    (
        "Security Council resolution 2254 (2015), article 14, paragraphs 12 to 14",
        {
            "fr": "La résolution 2254 (2015) du Conseil de sécurité, article 14, paragraphes 12 à 14",
            "ar": "قرار مجلس الأمن 2254 (2015)، المادة 14، الفقرات 12 إلى 14",
        },
    ),
    (
        "Call +44 20 7946 0958 or write to desk25@example.org",
        {
            "fr": "Appelez le +44 20 7946 0958 ou écrivez à desk25@example.org",
            "ar": "اتصلوا على +44 20 7946 0958 أو desk25@example.org",
        },
    ),
    (
        "half of the 20 trucks, two thirds of 90 houses",
        {
            "fr": "la moitié des 20 camions, les deux tiers de 90 maisons",
            "ar": "نصف الشاحنات العشرين، وثلثا المنازل التسعين",
        },
    ),
    (
        "children under 5, the 1990s, the 21st century, a 24/7 line, G7",
        {
            "fr": "les enfants de moins de cinq ans, les années 1990, le XXIe siècle, une ligne 24h/24, le G7",
            "ar": "الأطفال دون الخامسة، وتسعينيات القرن الماضي، والقرن الحادي والعشرين، وخط على مدار الساعة، ومجموعة السبع",
        },
    ),
    (
        "from 06:00 to 18:30, 2 hours later",
        {
            "fr": "de 6 h à 18 h 30, deux heures plus tard",
            "ar": "من السادسة صباحا حتى 18:30، بعد ساعتين",
        },
    ),
    (
        "from 9 am to 6.30 pm",
        {
            "fr": "de 9 h à 18 h 30",
            "ar": "من التاسعة صباحاً حتى السادسة والنصف مساءً",
            "es": "de 9.00 a 18.30 horas",
            "de": "von 9 bis 18.30 Uhr",
            "ru": "с 9:00 до 18:30",
        },
    ),
    (
        "two million people, 3,000 homes, 2,000 wells",
        {
            "fr": "2 millions de personnes, trois mille foyers, 2000 puits",
            "ar": "مليونا شخص، ثلاثة آلاف منزل، ألفا بئر",
            "ru": "два миллиона человек, 3 тысячи домов, 2000 колодцев",
        },
    ),
    (
        "200 families and 100 nurses; 300 beds, 11 doctors and 12 drivers",
        {
            "ar": "مئتا عائلة ومئة ممرضة، وثلاثمئة سرير، وأحد عشر طبيبا واثنا عشر سائقا",
            "fr": "deux cents familles et cent infirmières ; 300 lits, onze médecins et douze chauffeurs",
            "es": "doscientas familias y cien enfermeras; trescientas camas, once médicos y doce conductores",
            "ru": "200 семей и сто медсестёр; триста коек, одиннадцать врачей и двенадцать водителей",
        },
    ),
    (
        "A 14-year-old girl and her 3-year-old brother",
        {
            "fr": "Une fille de 14 ans et son frère de trois ans",
            "de": "Ein 14-jähriges Mädchen und ihr dreijähriger Bruder",
            "ar": "فتاة في الرابعة عشرة وأخوها ابن ثلاث سنوات",
            "ru": "14-летняя девочка и её трёхлетний брат",
        },
    ),
    (
        "US$ 4.2 billion, €300, $1.2m",
        {
            "fr": "4,2 milliards de dollars, 300 euros, 1,2 million de dollars",
            "ar": "4.2 مليار دولار و300 يورو و1.2 مليون دولار",
        },
    ),
    (
        "the first 3 weeks of 2016–2017",
        {
            "fr": "les trois premières semaines de 2016-2017",
            "ar": "الأسابيع الثلاثة الأولى من 2016-2017",
        },
    ),
    (
        "a dozen towns, 24 hours, 48 hours, 72-hour truce",
        {
            "fr": "douze villes, 24 heures, 48 heures, trêve de 72 heures",
            "ar": "اثنتا عشرة بلدة، 24 ساعة، 48 ساعة، هدنة لمدة 72 ساعة",
        },
    ),
    (
        "13 per cent of 8,000",
        {
            "ar": "ثلاثة عشر في المئة من ثمانية آلاف",
            "fr": "treize pour cent de huit mille",
            "tr": "8 binin yüzde 13'ü",
        },
    ),
    (
        "12/11/2016",
        {
            "fr": "le 12 novembre 2016",
            "ar": "12 تشرين الثاني 2016",
            "de": "12. November 2016",
        },
    ),
    (
        "15,000 people; 125,000 people; 10,000 more",
        {
            "ar": "خمسة عشر ألف شخص، و125 ألف شخص، وعشرة آلاف آخرون",
            "fr": "quinze mille personnes ; 125.000 personnes ; dix mille de plus",
            "es": "quince mil personas; 125 mil personas; diez mil más",
            "tr": "on beş bin kişi; 125 bin kişi; on bin kişi daha",
            "ru": "пятнадцать тысяч человек; 125 тыс. человек; ещё десять тысяч",
        },
    ),
    (
        "COVID-19, UN Resolution 2165/2191, Route 66, 5th day",
        {
            "fr": "COVID-19, résolutions 2165 et 2191 de l’ONU, route 66, 5e jour",
            "ar": "كوفيد-19، القراران 2165 و2191، الطريق 66، اليوم الخامس",
        },
    ),
]
OTHERWISE = [
    (
        "On 15 December 2016 the road was closed.",
        {
            "fr": "Le 15 novembre 2016, la route a été fermée.",
            "ar": "في 15 تشرين الثاني 2016 أُغلق الطريق.",
            "es": "El 15 de noviembre de 2016 se cerró el camino.",
            "tr": "15 Kasım 2016'da yol kapatıldı.",
            "ru": "15 ноября 2016 года дорогу закрыли.",
            "uk": "15 листопада 2016 року дорогу закрили.",
            "de": "Am 15. November 2016 wurde die Straße geschlossen; 15.11.2016.",
        },
    ),
    ("five million people", {"fr": "six millions de personnes", "ar": "ستة ملايين شخص"}),
    ("a 72-hour permit", {"ru": "73-часовое разрешение", "fr": "un permis de 27 heures"}),
    (
        "1,500 families",
        {
            "fr": "150 familles",
            "ar": "١٥٠ عائلة",
            "de": "15.000 Familien",
            "es": "1.600 familias",
        },
    ),
    (
        "four hospitals",
        {
            "fr": "cinq hôpitaux",
        },
    ),
    (
        "4 hospitals",
        {
            "fr": "cinq hôpitaux",
            "ar": "خمسة مستشفيات",
            "de": "fünf Krankenhäuser",
            "tr": "beş hastane",
            "ru": "пять больниц",
        },
    ),
    (
        "on 15 December 2016",
        {
            "fr": "le 16 décembre 2016",
            "ar": "في 14 كانون الأول 2016",
        },
    ),
    (
        "10 villages",
        {
            "tr": "onlarca köy",
            "fr": "onze villages",
            "ar": "سبع قرى",
        },
    ),
    (
        "100 nurses",
        {
            "ar": "خمسون ممرضة يوميا",
        },
    ),
    (
        "1.5 million",
        {
            "fr": "2,5 millions",
            "ar": "15 مليون",
        },
    ),
    (
        "31 ambulances",
        {
            "ar": "13 سيارة إسعاف",
            "fr": "trente ambulances",
        },
    ),
    (
        "25 organisations",
        {
            "ar": "خمس عشرة منظمة",
        },
    ),
]


def pairs(table: list[tuple[str, dict[str, str]]]) -> list[tuple[str, str, str]]:
    return [(english, language, words) for english, others in table for language, words in others.items()]


def differing(english: str, language: str, words: str) -> list[str]:
    return [
        *(figure.written for figure in absent(english, "en", words, language)),
        *(figure.written for figure in absent(words, language, english, "en")),
    ]


@pytest.mark.parametrize(("english", "language", "words"), pairs(ALIKE))
def test_a_translation_may_say_its_numbers_in_its_own_way(english: str, language: str, words: str) -> None:
    assert differing(english, language, words) == []


@pytest.mark.parametrize(("english", "language", "words"), pairs(OTHERWISE))
def test_a_slip_in_a_number_is_found(english: str, language: str, words: str) -> None:
    assert differing(english, language, words)


KIT = """\
id: river-towns
kind: joint-statement
languages: [en, ar]
date: 2026-11-20
places: [Beirut]
region: GB
"""
ENGLISH = "---\ntitle: Open the road\n---\n{{ signatory_count }} organisations ask. It is **4 miles**. {#lede}\n"
ARABIC = "---\ntitle: افتحوا الطريق\ntranslates: {language: en, revision: REVISION}\n---\n{{ signatory_count | منظمة | منظمتان | منظمات | منظمة | منظمة }} تطالب. هي %s. {#lede}\n"


def kit(arabic: str) -> dict[str, str]:
    return {"kit.yaml": KIT, "statement.en.md": ENGLISH, "statement.ar.md": ARABIC % arabic}


@pytest.mark.parametrize("words", ["أربعة أميال", "٤ أميال", "4 أميال", "**أربعة** أميال"])
def test_words_and_digits_say_the_same(words: str) -> None:
    assert findings(kit(words)) == []


def test_a_date_may_be_a_variable_in_one_language_only() -> None:
    english = ENGLISH.replace("It is **4 miles**.", "Since 3 March, and on {{ date }}, we ask.")
    arabic = (ARABIC % "4").replace("هي 4", "منذ 3 آذار، وفي 20 تشرين الثاني 2026، نسأل")
    assert findings({"kit.yaml": KIT, "statement.en.md": english, "statement.ar.md": arabic}) == []


def test_both_the_lost_and_the_new_number_are_told_with_their_places() -> None:
    lost, new = findings(kit("**خمسة أميال**"))
    assert [lost.code, new.code] == ["number-differs"] * 2
    assert {str(lost.span), str(new.span)} == {"statement.ar.md:5:1", "statement.ar.md:5:78"}
    assert {span.source for found in (lost, new) for span, _ in found.related} == {"statement.en.md"}
    assert {"«4» stands in the source of «lede», but not here.", "«خمسة» stands here, but not in the source of «lede»."} == {
        lost.message, new.message,
    }  # fmt: skip


def test_a_language_without_number_words_is_compared_in_digits_alone() -> None:
    from presskit.checks.lint.figures_compared import absent

    assert list(absent("Five clinics in 2026.", "en", "Viisi klinikkaa vuonna 2026.", "fi")) == []
    assert [each.written for each in absent("Five clinics, 12 beds.", "en", "Viisi klinikkaa.", "fi")] == ["12"]
