"""The readers and expressions whose time is measured: each takes a text, made of one piece again and again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from presskit import typography
from presskit.bidi import plain_text
from presskit.checks.lint import placeholder
from presskit.language import clocks_in_text, dates_in_text, numbers, recognition
from presskit.language.data import unpointed
from presskit.language.typography import set_text
from presskit.mail import addresses, media_list, opt_out_words
from presskit.pictures import svg
from presskit.readers import importing, kit, returns, signatory_table, suggestions
from presskit.readers.importing import (
    affiliations,
    audit_log,
    contact_details,
    datelines,
    dialling,
    headings,
    lines,
    moments,
    names,
    private_parts,
    rows,
    zones,
)
from presskit.readers.markdown import read as read_statement
from presskit.readers.tables import cells, vocabulary
from presskit.source import Span
from tests.importing.word_files import bare, p, r

HEAD = b"---\ntitle: A\n---\n"
RELEASE = "A title here\n\nBRUSSELS, 12 May 2026 - Words are here.\n\n"


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _import(text: str) -> None:
    importing.import_files([("a.txt", _bytes(text))], region="GB", language="en")


def _statement(text: str) -> None:
    read_statement("statement.en.md", HEAD + _bytes(text), "en")


def _yaml(text: str) -> None:
    head = b"id: a\nkind: joint-statement\nlanguages: [en]\ndate: 2026-01-01\nplaces: "
    kit.read({"kit.yaml": head + _bytes(text), "statement.en.md": HEAD + b"Words.\n"}, set(), set())


def _escaped(text: str) -> str:
    shown = "".join(char if char in "\t\n" or char >= " " else " " for char in text if char < "\ud800" or "\ue000" <= char < "\ufffe")
    return shown.replace("&", "&amp;").replace("<", "&lt;")


def _page(text: str) -> None:
    importing.import_files([("a.html", _bytes(f"<h1>A title</h1><p>Words of a release.</p>{text}"))], region="GB", language="en")


def _docx(*runs: str) -> None:
    importing.import_files([("a.docx", bare(p("A title") + "".join(runs)))], region="GB", language="en")


def _xliff(targets: str) -> None:
    data = f'<xliff version="1.2"><file original="a" target-language="fr"><body>{targets}</body></file></xliff>'
    returns.read("a.xlf", data.encode())


READERS: dict[str, Callable[[str], Any]] = {
    "text": _import,
    "list of signatories": lambda text: _import(f"{RELEASE}Signatories:\n{text}"),
    "contacts": lambda text: _import(f"{RELEASE}Media contacts:\n{text}"),
    "statement": _statement,
    "statement, item": lambda text: _statement(f"- {text}"),
    "statement, table": lambda text: _statement(f"| a |\n|---|\n| {text}"),
    "kit.yaml": _yaml,
    "kit.yaml, quoted": lambda text: _yaml(f'"{text}'),
    "signatories.csv": lambda text: signatory_table.read("a.csv", b"Name,Organisation\n" + _bytes(text)),
    "media list": lambda text: media_list.read("a.csv", b"Name,Email,Unsubscribed\n" + _bytes(text), "en"),
    "Word file, paragraph": lambda text: _docx(p(_escaped(text))),
    "Word file, paragraphs": lambda text: _docx(*map(p, _escaped(text).split("\n"))),
    "Word file, runs": lambda text: _docx("<w:p>" + "".join(map(r, _escaped(text))) + "</w:p>"),
    "page, style sheet": lambda text: _page(f"<style>p{{display:none}} {text.replace('<', ' ')}</style><p class='x'>Words.</p>"),
    "page, elements": lambda text: _page(f"<style>p ~ p, div p, [a] > p{{display:none}}</style>{text}"),
    "XLIFF": lambda text: _xliff(f'<trans-unit id="a"><source>a</source><target>{_escaped(text)}</target></trans-unit>'),
    "SVG": lambda text: svg.stripped(_bytes(f'<svg xmlns="http://www.w3.org/2000/svg"><style>{_escaped(text)}</style></svg>'), _no_picture),
}  # fmt: skip


def _no_picture(data: bytes) -> Any:
    raise ValueError(data[:10])


def _all(values: Iterator[Any]) -> list[Any]:
    return [*values]


_SPAN = Span("a.txt", 1)

EXPRESSIONS: dict[str, Callable[[str], Any]] = {
    "typography.clean": typography.clean,
    "typography.visible": typography.visible,
    "dates_in_text.find_day": dates_in_text.find_day,
    "dates_in_text.find_day_and_month": dates_in_text.find_day_and_month,
    "clocks_in_text.clocks": lambda text: _all(clocks_in_text.clocks(unpointed(text))),
    "dates_in_text.named_months": lambda text: dates_in_text.named_months(text, "uk"),
    "dates_in_text.dated_months": lambda text: dates_in_text.dated_months(text, "fr"),
    "dates_in_text.weekday_in": dates_in_text.weekday_in,
    "dates_in_text.month_of": dates_in_text.month_of,
    "numbers.stated": lambda text: numbers.stated(text, "fr"),
    "numbers.marked": lambda text: numbers.marked(text, "en"),
    "typography.set_text, French": lambda text: set_text(text, "fr"),
    "typography.set_text, Arabic": lambda text: set_text(text, "ar"),
    "bidi.isolated": lambda text: plain_text.isolated(text, "rtl"),
    "names.open_tail, before a letter": lambda text: names.open_tail(f"{text}a"),
    "recognition.detected": recognition.detected,
    "recognition.announces_embargo": recognition.announces_embargo,
    "recognition.mentions_embargo": recognition.mentions_embargo,
    "recognition.split_extension": recognition.split_extension,
    "contact_details.addresses": lambda text: _all(contact_details.addresses(text)),
    "contact_details.find_details": lambda text: contact_details.find_details(text, _SPAN, "GB", audit_log.AuditLog()),
    "dialling.numbers": lambda text: _all(dialling.numbers(text, "GB")),
    "dialling.understood": lambda text: dialling.understood(text, "GB"),
    "dialling.two_in_one": lambda text: dialling.two_in_one(text, "GB"),
    "private_parts.marks": lambda text: _all(private_parts.marks(text)),
    "private_parts.apart": private_parts.apart,
    "private_parts.private_part": private_parts.private_part,
    "private_parts.is_covering": private_parts.is_covering,
    "names.open_tail": names.open_tail,
    "names.unnamed": names.unnamed,
    "names.name_parts": names.name_parts,
    "names.oddities": names.oddities,
    "names.numbers_of": names.numbers_of,
    "names.count_behind": names.count_behind,
    "rows.split_names": rows.split_names,
    "affiliations.is_affiliation": affiliations.is_affiliation,
    "affiliations.pair_of": affiliations.pair_of,
    "affiliations.is_role": affiliations.is_role,
    "headings.head_of": headings.head_of,
    "headings.leads_signatures": headings.leads_signatures,
    "headings.is_call": headings.is_call,
    "datelines.dateline": datelines.dateline,
    "moments.may_hold_back": moments.may_hold_back,
    "lines.marked": lines.marked,
    "zones.zone_of": zones.zone_of,
    "audit_log.escaped": audit_log.escaped,
    "opt_out_words.topic_of": opt_out_words.topic_of,
    "opt_out_words.meaning_of": opt_out_words.meaning_of.__wrapped__,
    "opt_out_words.negated_rest": opt_out_words.negated_rest,
    "addresses.addresses_in": addresses.addresses_in,
    "addresses.is_role": addresses.is_role,
    "cells.cell_day": cells.cell_day,
    "cells.tidied_name": cells.tidied_name,
    "cells.spaced": cells.spaced,
    "cells.country_code": cells.country_code,
    "vocabulary.plain": vocabulary.plain,
    "vocabulary.recognise": vocabulary.recognise,
    "vocabulary.answer": vocabulary.answer,
    "vocabulary.condition": vocabulary.condition,
    "vocabulary.is_filler": vocabulary.is_filler,
    "suggestions.day": suggestions.day,
    "suggestions.clock": suggestions.clock,
    "suggestions.instant": suggestions.instant,
    "suggestions.whole_number": suggestions.whole_number,
    "suggestions.slug": suggestions.slug,
    "suggestions.colour": suggestions.colour,
    "suggestions.cities": suggestions.cities,
    "placeholder.placeholder": placeholder._placeholder,
}

PIECES = (
    "a", " ", "\n", "\t", "*", "**", "_", "__", "`", "[", "]", "[a](", "](", "![", "{", "}", "{{", "}}", "{#", "{{ x }}", "<", ">",
    "<a", "&", "&amp;", "&#", "|", "|-", "> ", "- ", "* ", "1. ", "1.", "1", "9,", "1.1", ":", "::: ", ":::\n", "[^1]", "[^1]:",
    "~~~", "```\n", "\\", "\\\n", "#", "# ", "---\n", "—", "– ", "«", "»", "“", "”", '"', "'", "’", "(", ")", "()", "(a", "@",
    "a@b.", "a@", "+", "+1 ", "00 ", "tel ", "http://", "https://a/", "www.", ".", "...", ",", ", ", "; ", "and ", "A and ",
    "A, B and ", "A.B.", "A. ", "Mr ", "Dr. A, ", "EMBARGO ", "until ", "12 May ", "10:00 ", "10:", "UTC+", "\u200f", "\u200e",
    "\u202e", "\u0301", "\u0600", "ا", "ا، ", "و ", "一", "é", "İ", "ß", "\xa0", "\u00ad", "-\n", "a-\n", "a\n", "A\n", "A\n\n",
    "a \n", " a\n", "\ta\t", "A\tB\n", "A  B\n", "a,b\n", '"a",', "1\n", "• A\n", "• A\n\n", "1) A\n", "On a wrote:\n", "> a\n",
    "From: a\n", "Subject: ", "-- \n", "===\n", "A:\n", "Signatories:\n", "Contact:\n", "for immediate release ",
    "NOT FOR PUBLICATION ", "[TBC] ", "a/", "a&b ", "Ph.D. ", "(a) ", "AAA ", "Aa ", "aA", "a1", "1a", "%", "50% ", "€", "$1 ",
    "1st ", "II ", "§ ", "{#a}\n\n", "{.a} ", "=", "a=b ", "\\*", "\x00", "\ufeff", "𝒳", "👍", "a-", "a--", "a@b,", "l'a@b ",
    "a at b dot c ", "a dot ", "</a>", "[a][b]", "**a ** ", "{%a%}", "[^1]: a\n\n", "a: [", "- a: ", "a (b) ", "(", "A (B) ", "No. XX ",
    "* A\n", "A*\n", "fax +44 20 7946 0018 ", "+44 20 7946 0018, ",
)  # fmt: skip
