"""The texts of a kit beside their translations: state, notes and what is found in each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from presskit.checks.returned import check_pairs
from presskit.diagnostics import Diagnostic
from presskit.errors import RequestError
from presskit.formats.document_json import plain
from presskit.kit.loading import has, read_inside
from presskit.kit.translations import exchanged, notes_name, read_with_translations
from presskit.kit.zipped import is_zip
from presskit.language.alphabet import direction
from presskit.limits import TRANSLATION_RECORD_BYTES
from presskit.model.document import Inline, segments
from presskit.model.release import Kit
from presskit.source import Span
from presskit.store.locking import settled
from presskit.translation.evidence import typical_ratio
from presskit.translation.returned import Pair
from presskit.translation.segments import TranslationPackage, Unit, UnitKind, text_of
from presskit.translation.status import Change, DiffPiece, changes
from presskit.usecases.request import checked
from presskit.usecases.world import World
from presskit.writers.kit_files import inlines_text

__all__ = [
    "TranslationReport", "TranslationRequest", "TranslationText", "is_plain", "mark_of", "read_translation", "written_form",
]  # fmt: skip

_PLAIN = frozenset({UnitKind.DESCRIPTION, UnitKind.KEYWORD, UnitKind.ALT, UnitKind.CREDIT})


@dataclass(frozen=True, slots=True)
class TranslationRequest:
    """The kit, and the language (BCP 47) whose texts are wanted."""

    folder: Path
    language: str


@dataclass(frozen=True, slots=True)
class TranslationText:
    """One text in both languages. ``state`` is «new», «changed», «done» or «locked», which a name with its own form is.

    ``source`` and ``target`` are as one writes them: with the marks of Markdown, plain for names (``is_name``), keywords and
    descriptions; ``source_words`` and ``target_words`` the same as plain data (:attr:`~presskit.StatementReport.document`).
    ``difference`` is how the source changed since it was translated, ``reminders`` what the translation has to keep and to
    say, ``notes`` what its translator noted. ``mark`` stands for both texts as they are: who changes the translation gives it.
    """

    key: str
    kind: str
    state: str
    source: str
    target: str
    source_words: Any = field(repr=False)
    target_words: Any = field(repr=False)
    is_name: bool
    mark: str
    difference: tuple[DiffPiece, ...] = ()
    reminders: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    findings: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class TranslationReport:
    """The texts in the order of the page, which no language without a source text has; ``notes`` are those of no one text.

    ``made_from`` is the revision of the source that the translation says it translates, ``revision`` that of the source now.
    ``source_direction`` and ``direction`` are «ltr» or «rtl».
    """

    language: str
    source_language: str
    direction: str
    source_direction: str
    revision: str
    made_from: str
    texts: tuple[TranslationText, ...] = ()
    notes: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def read_translation(request: TranslationRequest, *, world: World = World()) -> TranslationReport:
    """Return the texts of a kit beside their translation, in the order of the page. Nothing is changed.

    >>> report = presskit.read_translation(presskit.TranslationRequest(Path("my-kit"), "ar"))
    >>> report.texts[0].key, report.texts[0].state, report.direction
    ('title', 'done', 'rtl')

    Raises :class:`~presskit.RequestError` where the kit does not list the language, and with the findings where it cannot be
    read.
    """
    request = checked(request)
    if not is_zip(request.folder):
        settled(request.folder)
    reading, known, found = read_with_translations(request.folder, world.context())
    kit = reading.value
    if kit is None or kit.statement(kit.release.source_language) is None:
        raise RequestError("the release cannot be read as it is: mend its errors first", found, fields=("folder",))
    if request.language not in kit.release.languages[1:]:
        raise RequestError(f"the release has no translation into «{request.language}»", fields=("language",))
    package = exchanged(kit, request.language, known)
    by_key, loose = _notes(request.folder, request.language)
    findings = _findings(kit, package)
    texts = tuple(
        _text(each, by_key.pop(each.unit.key, ()), findings.get(each.unit.key, ())) for each in changes(package, known.memory)
    )
    source, rest = package.source_language, [note for notes in by_key.values() for note in notes]
    return TranslationReport(
        package.language, source, direction(package.language), direction(source), package.revision, package.made_from, texts,
        (*loose, *rest), found,
    )  # fmt: skip


def mark_of(unit: Unit) -> str:
    """Return what stands for the two texts of a unit as they are."""
    both = "\0".join((unit.fingerprint, written_form(unit, unit.target or ())))
    return hashlib.sha256(both.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def is_plain(unit: Unit) -> bool:
    """Return whether the kit has no marks for the words of a unit."""
    return unit.is_name or unit.kind in _PLAIN


def written_form(unit: Unit, words: Sequence[Inline]) -> str:
    """Return words of a unit as a person writes them: in Markdown, or as they are where the kit has no marks for them."""
    return text_of(words) if is_plain(unit) else inlines_text(words)


def _text(change: Change, notes: Sequence[str], findings: Sequence[Diagnostic]) -> TranslationText:
    unit, target = change.unit, change.unit.target or ()
    forms, data = (written_form(unit, unit.source), written_form(unit, target)), (plain(unit.source), plain(target))
    return TranslationText(
        unit.key, unit.kind.value, change.state.value, *forms, *data, unit.is_name, mark_of(unit), change.difference,
        change.reminders, tuple(notes), tuple(findings),
    )  # fmt: skip


def _findings(kit: Kit, package: TranslationPackage) -> Mapping[str, list[Diagnostic]]:
    """Return what is found in the translations beside their sources, by key."""
    there = kit.statement(package.language)
    places = {each.id: each.span for each in segments(there)} if there else {}
    texts = [(unit, unit.target) for unit in package.units if unit.target and not unit.is_name]
    ratio = typical_ratio([(text_of(unit.source), text_of(target)) for unit, target in texts])
    file = Span(f"statement.{package.language}.md")
    pairs = [
        Pair(
            unit, target, text_of(target), package.source_language, package.language, places.get(unit.key, file), ratio
        )
        for unit, target in texts
    ]
    return {pair.unit.key: [*check_pairs([pair])] for pair in pairs}


def _notes(folder: Path, language: str) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """Return the notes of those who translated, by the text that they are about, and those that are about none."""
    name = notes_name(language)
    data = read_inside(folder, name, TRANSLATION_RECORD_BYTES, []) if has(folder, name) else None
    by_key: dict[str, tuple[str, ...]] = {}
    loose: list[str] = []
    for line in _lines(data or b""):
        note, key = line.removeprefix("- "), _about(line)
        if key:
            by_key[key] = (*by_key.get(key, ()), note)
        else:
            loose.append(note)
    return by_key, tuple(loose)


def _lines(data: bytes) -> Iterator[str]:
    """Yield the lines of a file of notes that say something; not its headings."""
    return (line for line in data.decode("utf-8", "replace").splitlines() if line.strip() and not line.startswith("#"))


def _about(line: str) -> str:
    """Return the key of the text that a note is about: «Comment at paragraph 5 («p-week»), Nour: …»."""
    return line.partition(": ")[0].partition("(«")[2].partition("»)")[0]
