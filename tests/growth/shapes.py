"""Kits with many of everything, and how they and foreign files that repeat one part are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from typing import Any, NamedTuple

from presskit.checks import Check
from presskit.checks.lint import CHECKS
from presskit.checks.preflight.docx_checks import check_docx
from presskit.checks.preflight.pdf_checks import check_pdf
from presskit.model.release import Kit
from presskit.pictures.stripping import stripped
from presskit.readers import importing, returns, signatory_table
from presskit.readers import kit as kit_reader
from tests.checks.specimen import files_of, world
from tests.growth.foreign_files import DRAWINGS, MAILS, PDFS, TABLES, WORD_FILES, WORKBOOKS, XLIFFS

__all__ = ["KITS", "SHAPES", "Shape", "kit"]


class Shape(NamedTuple):
    """How a file with ``n`` parts is made, and what reads it."""

    make: Callable[[int], Any]
    read: Callable[[Any], Any]


def _imported(data: bytes, name: str) -> None:
    importing.import_files([(name, data)], region="GB", language="en")


def _word(data: bytes) -> None:
    _imported(data, "a.docx")


def _statement(piece: Callable[[int], str]) -> Callable[[int], dict[str, str]]:
    return lambda n: {"statement.en.md": "---\ntitle: A\n---\n" + "".join(f"{piece(each)}\n\n" for each in range(n))}


def _signing(line: Callable[[int], str]) -> Callable[[int], dict[str, str]]:
    return lambda n: {"signatories.yaml": "signatories:\n" + "".join(f"  - {line(each)}\n" for each in range(n))}


def _contacts(line: Callable[[int], str]) -> Callable[[int], dict[str, str]]:
    return lambda n: {"contacts.yaml": "contacts:\n" + "".join(f"  - {line(each)}\n" for each in range(n))}


def _declared(languages: str) -> dict[str, str]:
    return {
        "kit.yaml": f"id: a\nkind: joint-statement\nlanguages: [{languages}]\ndate: 2026-11-20\nplaces: [Beirut]\nregion: GB\noutputs: [pdf, docx]\n"
    }


def _translated(source: Callable[[int], str], target: Callable[[int], str]) -> Callable[[int], dict[str, str]]:
    def make(n: int) -> dict[str, str]:
        link = "translates: {language: en, revision: REVISION}\n"
        texts = {
            f"statement.{language}.md": f"---\ntitle: A\n{head}---\n" + "".join(f"{text(each)} {{#p{each}}}\n\n" for each in range(n))
            for language, head, text in (("en", "", source), ("fr", link, target))
        }
        return {**_declared("en, fr"), **texts}

    return make


def _bilingual_names(n: int) -> dict[str, str]:
    names = "".join(f"  - name: {{en: River {_word_of(each)} Aid, fr: Aide {_word_of(each)}}}\n" for each in range(n))
    said = _translated(lambda each: f"River {_word_of(each)} Aid speaks.", lambda each: f"Aide {_word_of(each)} parle.")(n)
    return {**said, "signatories.yaml": f"signatories:\n{names}"}


def _word_of(number: int) -> str:
    """Return a word for a number, another one for each."""
    letters = "bcdfghklmnprstvz"
    return "".join(letters[number >> 4 * place & 15] + "aeio"[number >> place & 3] for place in range(4)).title()


KITS: dict[str, Callable[[int], dict[str, str]]] = {
    "names": _signing(lambda each: f"River {_word_of(each)} Aid"),
    "names that are alike": _signing(lambda each: f"River Aid of the District Number{'abcdefghij'[each % 10]} {each}"),
    "one name": _signing(lambda each: f"{{name: River Aid, acronym: RA{each}}}"),
    "one acronym": _signing(lambda each: f"{{name: River {_word_of(each)} Aid, acronym: RA}}"),
    "acronyms in brackets": _signing(lambda each: f"River {_word_of(each)} Aid (RA{each})"),
    "persons": _signing(lambda each: f"{{name: Nora {_word_of(each)}, kind: person, affiliation: Aid {each}}}"),
    "coalitions": lambda n: {
        "signatories.yaml": "coalitions:\n" + "".join(f"  - name: C {_word_of(each)}\n    acronym: C{each}\n    signatories: [A {_word_of(each)}]\n" for each in range(n)),
        "statement.en.md": "---\ntitle: A\n---\n" + "".join(f"C {_word_of(each)}, with {each} members, speaks.\n\n" for each in range(n)),
    },
    "contacts": _contacts(lambda each: f"{{name: N {each}, emails: [a{each}@example.org], phones: ['+44 20 7946 0{each % 900 + 100}']}}"),
    "contacts of one address": _contacts(lambda each: f"{{name: N {each}, emails: [a@example.org], phones: ['+44 20 7946 0958']}}"),
    "contacts that are wrong": _contacts(lambda each: f"{{name: N {each}, emails: ['a{each}'], phones: ['12{each}']}}"),
    "hidden contacts": _statement(lambda each: f"Write to a{each}@example.org or +44 20 7946 0{each % 900 + 100}."),
    "paragraphs": _statement(lambda each: f"Words of {each} people. {{#p{each}}}"),
    "paragraphs without ids": _statement(lambda each: f"Words of {each} people."),
    "counts": _statement(lambda each: f"We, {each} organisations and 3 coalitions, ask 12 NGOs for it on 12 May 2026 at 10:00."),
    "notes": lambda n: {"statement.en.md": "---\ntitle: A\n---\n" + "".join(f"Words.[^{each}]\n\n[^{each}]: A note.\n\n" for each in range(n))},
    "headings": _statement(lambda each: f"{'#' * (each % 3 + 2)} Words {each}"),
    "links": _statement(lambda each: f"[here](http://example.org/{each}) and [click here](http://example.org/{each})"),
    "placeholders": _statement(lambda each: f"[TBC] and XX {each} and [name]"),
    "datelines": _statement(lambda each: f"BEIRUT, {each % 28 + 1} May 2026 – Words are here."),
    "lists": lambda n: {"statement.en.md": "---\ntitle: A\n---\n" + "".join(f"- Item {each} {{#i{each}}}\n" for each in range(n))},
    "strange signs": _statement(lambda each: f"\u202eabc\u202c \ufffd 𓀀 {each}"),
    "quotations": _statement(lambda each: f"> Words {each}.\n>\n> — A nurse"),
    "one paragraph": lambda n: {"statement.en.md": "---\ntitle: A\n---\n" + "We count 3 NGOs on 12 May 2026 at River Aid. " * n},
    "translated": _translated(lambda each: f"We count {each} people.", lambda each: f"Nous comptons {each} personnes."),
    "translated, all the same": _translated(lambda _: "We count 12 people at 10:00.", lambda _: "Nous comptons 13 personnes à 11 h."),
    "translated, numbers in one": _translated(lambda each: "12 " * 3 + f"{each}", lambda each: "douze " + f"{each + 1}"),
    "translated, without what belongs to it": lambda n: {
        **_declared("en, fr"),
        "statement.en.md": "---\ntitle: A\n---\n" + "".join(f"Words {each}. {{#p{each}}}\n\n" for each in range(n)),
        "statement.fr.md": "---\ntitle: A\ntranslates: {language: en, revision: x}\n---\n" + "".join(f"Mots {each}. {{#q{each}}}\n\n" for each in range(n)),
    },
    "names in two languages": _bilingual_names,
    "questions": lambda n: {"questions.yaml": "questions:\n" + "".join(f"  - {{id: q{each}, about: signatory, ask: 'Does it sign?'}}\n" for each in range(n))},
}  # fmt: skip


def kit(files: dict[str, str]) -> Kit:
    """Return the small specimen with some files in the place of its own."""
    read = kit_reader.read(files_of(files)).value
    assert read is not None
    return read


@lru_cache(maxsize=12)
def _kit(what: str, n: int) -> Kit:
    """Return a kit of many parts, read once for all checks, which follow each other."""
    return kit(KITS[what](n))


def _check(check: Check, value: Kit) -> None:
    for _ in check.check(value, world()):
        pass


def _of_kits() -> Iterator[tuple[str, Shape]]:
    for what, made in KITS.items():

        def files(n: int, made: Callable[[int], dict[str, str]] = made) -> dict[str, bytes]:
            return files_of(made(n))

        yield f"kit: {what}", Shape(files, kit_reader.read)
        yield from ((f"{check.rule.code}: {what}", Shape(partial(_kit, what), partial(_check, check))) for check in CHECKS)


def _of_files() -> Iterator[tuple[str, Shape]]:
    readers: dict[str, tuple[dict[str, Callable[[int], bytes]], Callable[[bytes], Any]]] = {
        "Word file": (WORD_FILES, _word),
        "Word file, returned": (WORD_FILES, lambda data: returns.read("a.docx", data)),
        "Word file, checked": (WORD_FILES, lambda data: check_docx("a.docx", data, None)),
        "XLIFF": (XLIFFS, lambda data: returns.read("a.xlf", data)),
        "workbook": (WORKBOOKS, lambda data: signatory_table.read("a.xlsx", data)),
        "table": (TABLES, lambda data: signatory_table.read("a.csv", data)),
        "PDF": (PDFS, lambda data: check_pdf("a.pdf", data, None)),
        "drawing": (DRAWINGS, stripped),
        "mail": (MAILS, lambda data: _imported(data, "a.eml")),
    }
    for name, (made, read) in readers.items():
        yield from ((f"{name}: {what}", Shape(make, read)) for what, make in made.items())


SHAPES: dict[str, Shape] = dict([*_of_files(), *_of_kits()])
"""All shapes by what reads them and what they are made of; kits as they are read, and by each check."""
