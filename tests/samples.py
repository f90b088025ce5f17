"""Editions made by hand that hold every kind of block, for the tests of the writers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Literal

from presskit.model.document import (
    Block,
    BlockQuote,
    Bullets,
    Calls,
    Emphasis,
    Footnote,
    Heading,
    LineBreak,
    Link,
    ListItem,
    NoteRef,
    Numbered,
    Paragraph,
    Section,
    Strong,
    Text,
)
from presskit.model.edition import ContactCard, Contacts, Edition, Group, Labels, Member, SignatoryList
from presskit.model.people import Localised
from presskit.model.release import Brand, PageSize

LANGUAGES = ("en", "fr", "ar")


def paragraph(text: str, id: str) -> Paragraph:  # noqa: A002 — the model's own name
    return Paragraph((Text(text),), id)


def item(*blocks: Block) -> ListItem:
    return ListItem(blocks)


def _words(language: str) -> dict[str, str]:
    return {
        "en": {
            "title": "Twenty-five organisations ask for safe passage out of the besieged city",
            "subtitle": "Hospitals & clinics “hit again” — aid <blocked>",
            "lede": "Families have waited for days at the crossing, and {{ no template }} runs here. ",
            "body": "The convoy of 31 buses stood still from 06:00 to 18:30.",
            "heading": "What the figures say",
            "call": "Let every civilian leave who wishes to.",
            "quote": "We counted the children first.",
            "by": "A spokesperson for the signatories",
            "ends": "ENDS",
            "notes": "Notes to editors",
            "contacts": "Media contacts",
            "signatories": "Signatories",
            "page": "Page {page} of {pages}",
            "place": "Brussels and Gaziantep",
            "date": "15 December 2016",
            "release": "For immediate release",
            "note": "Note {number}",
            "original": "The original: https://example.org/release",
            "kind": "Joint statement",
            "languages": "English, Arabic",
        },
        "fr": {
            "title": "Vingt-cinq organisations demandent un passage sûr hors de la ville assiégée",
            "subtitle": "Hôpitaux : « encore touchés » — l’aide bloquée",
            "lede": "Des familles attendent depuis des jours au point de passage. ",
            "body": "Le convoi de 31 autocars est resté immobile de 6 h 00 à 18 h 30.",
            "heading": "Ce que disent les chiffres",
            "call": "Laisser partir tous les civils qui le souhaitent.",
            "quote": "Nous avons d’abord compté les enfants.",
            "by": "Une porte-parole des signataires",
            "ends": "FIN",
            "notes": "Notes aux rédactions",
            "contacts": "Contacts presse",
            "signatories": "Signataires",
            "page": "Page {page} sur {pages}",
            "place": "Bruxelles et Gaziantep",
            "date": "15 décembre 2016",
            "release": "À diffuser immédiatement",
            "note": "Note {number}",
            "original": "L’original : https://example.org/release",
            "kind": "Déclaration commune",
            "languages": "anglais, arabe",
        },
        "ar": {
            "title": "خمس وعشرون منظمة تطالب بممر آمن للخروج من المدينة المحاصرة",
            "subtitle": "المستشفيات «تُقصف من جديد» والمساعدات ممنوعة",
            "lede": "تنتظر العائلات منذ أيام عند المعبر، وفق ما وثّقته منظمة SAMS. ",
            "body": "بقيت القافلة المؤلفة من 31 حافلة متوقفة من الساعة 06:00 حتى 18:30.",
            "heading": "ماذا تقول الأرقام",
            "call": "السماح لكل مدني يرغب في المغادرة بأن يغادر.",
            "quote": "بدأنا بعدّ الأطفال.",
            "by": "متحدثة باسم الموقّعين",
            "ends": "انتهى",
            "notes": "ملاحظات للمحررين",
            "contacts": "للتواصل الإعلامي",
            "signatories": "الموقّعون",
            "page": "صفحة {page} من {pages}",
            "place": "بروكسل وغازي عنتاب",
            "date": "15 كانون الأول 2016",
            "release": "للنشر الفوري",
            "note": "الهامش {number}",
            "original": "النص الأصلي: https://example.org/release",
            "kind": "بيان مشترك",
            "languages": "الإنجليزية، العربية",
        },
    }[language]


def body(words: dict[str, str]) -> tuple[Block, ...]:
    lede = Paragraph(
        (
            Text(words["lede"]),
            Emphasis((Text(words["call"]),)),
            Text(" "),
            Strong((Text(words["body"]),)),
            Text(" "),
            Link((Text(words["heading"]),), "https://example.org/figures?a=1&b=2"),
            NoteRef("count", "1"),
        ),
        "lede",
    )
    broken = Paragraph((Text(words["body"]), LineBreak(), Text("+44 20 7946 0958, press@example.org")), "p2")
    nested = Bullets((item(paragraph("Syria Relief & Development Inc.", "b1"), Bullets((item(paragraph(words["by"], "b2")),))),))
    numbered = Numbered((item(paragraph(words["body"], "n1")), item(paragraph(words["lede"].strip(), "n2"))), start=3)
    calls = Calls(
        (paragraph(words["heading"] + ":", "calls-lead"),),
        tuple(item(paragraph(words["call"], f"call-{n}")) for n in range(1, 5)),
    )
    quote = BlockQuote((paragraph(words["quote"], "q1"),), paragraph(words["by"], "q1-by"))
    many = tuple(paragraph(" ".join([words["lede"].strip(), words["body"]] * 2), f"p{n}") for n in range(3, 8))
    return (lede, broken, Heading((Text(words["heading"]),), 2, "h-figures"), *many, nested, numbered, quote, calls)


def members(first: int, count: int, numbered: bool = True) -> tuple[Member, ...]:
    def one(n: int) -> Member:
        name = ("Big Heart", "Basmeh & Zeitooneh", "Physicians Across Continents", "Women Now for Development", "شام الإنسانية")[n % 5]
        acronym = "PAC" if n % 5 == 2 else ""
        return Member(f"sig-{n}", f"{name} {n}", str(n) if numbered else "", n, acronym)

    return tuple(one(n) for n in range(first, first + count))


def edition(language: str = "en", *, page: PageSize = PageSize.A4, embargo: tuple[str, ...] = ()) -> Edition:
    """Return the sample in ``language`` (en, fr or ar)."""
    words = _words(language)
    direction: Literal["ltr", "rtl"] = "rtl" if language == "ar" else "ltr"
    groups = (
        Group("Syrian NGO Alliance", "17", members(1, 17), "sna", "SNA"),
        Group("Shaml CSOs Coalition", "8", members(18, 8), "shaml"),
    )
    cards = tuple(
        ContactCard(
            f"contact-{n}",
            f"Press desk {n}",
            words["by"],
            "Syrian NGO Alliance",
            words["languages"],
            "09:00–18:00 (UTC+1)",
            (("+44 20 7946 0958", "+442079460958"),) * (1 + n % 2),
            (f"desk{n}@example.org",),
        )
        for n in range(1, 6)
    )
    return Edition(
        id="sample",
        language=language,
        direction=direction,
        revision="0123456789ab",
        version=1,
        release_line=words["release"],
        kind=words["kind"],
        title=paragraph(words["title"], "title"),
        subtitle=paragraph(words["subtitle"], "subtitle"),
        body=body(words),
        ends=words["ends"],
        labels=Labels(words["page"], "v1", "sample", words["note"], "↑", words["original"]),
        page=page,
        brand=Brand(Localised("Joint press desk")),
        brand_name="Joint press desk",
        embargo=embargo,
        dateline_place=words["place"],
        dateline_date=words["date"],
        dateline=f"{words['place']}, {words['date']}",
        signatories=SignatoryList(words["signatories"], groups),
        boilerplate=(Heading((Text(words["by"]),), 2, "about"), paragraph(words["lede"].strip(), "about-1")),
        footnotes_heading=words["notes"] + " 1",
        footnotes=(Footnote("count", (paragraph(words["quote"], "fn-count"),), "1"),),
        notes=Section(words["notes"], (Bullets((item(paragraph(words["body"], "note-1")),)),)),
        contacts=Contacts(words["contacts"], cards),
        authors=("Syrian NGO Alliance", "Shaml CSOs Coalition"),
        keywords=("Aleppo", "civilians"),
        description=words["call"],
        date=date(2016, 12, 15),
        website="https://example.org/release",
    )


def bare(language: str = "en") -> Edition:
    """Return an edition with nothing but a title, a paragraph and the fixed words."""
    full = edition(language)
    return replace(
        full,
        subtitle=None,
        body=full.body[:1],
        signatories=None,
        boilerplate=(),
        notes=None,
        contacts=None,
        dateline="",
        dateline_place="",
        dateline_date="",
        date=None,
    )
