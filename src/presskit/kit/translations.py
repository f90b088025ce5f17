"""A kit's translations on the disk: memory, exports and glossary are read; what an import writes is read back first."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from presskit.diagnostics import Diagnostic, Reading, has_errors
from presskit.editing.source_text import EditError
from presskit.editing.yaml_file import edited
from presskit.editing.yaml_splices import Append
from presskit.formats.kit_yaml import quoted
from presskit.kit.loading import read_inside
from presskit.kit.signatories_file import with_names
from presskit.model.document import Segment, Statement, inlines_of, plain_text, segments
from presskit.readers import kit as kit_reader
from presskit.readers import markdown as markdown_reader
from presskit.readers import translation_files
from presskit.source import Span
from presskit.translation import rules
from presskit.translation.returned import Aside, Comment, Returned
from presskit.translation.segments import Unit
from presskit.translation.status import Export, Memory
from presskit.translation.terminology import Glossary
from presskit.writers.kit_files import markdown

__all__ = ["Translations", "language_listed", "load_translations", "names_files", "notes_file", "statement_file"]

T = TypeVar("T")
Files = Reading[dict[str, bytes]]

LIMIT = 40 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Translations:
    """What a kit knows of its translations."""

    glossary: Glossary
    memory: Memory
    exports: tuple[Export, ...]


def load_translations(folder: Path) -> Reading[Translations]:
    """Read the glossary, the translation memory and the list of exports of a kit; each may be missing."""
    found: list[Diagnostic] = []
    terms = _part(folder, translation_files.GLOSSARY, translation_files.read_glossary, Glossary(), found)
    known = _part(folder, translation_files.MEMORY, translation_files.read_memory, Memory(), found)
    sent: tuple[Export, ...] = _part(folder, translation_files.EXPORTS, translation_files.read_exports, (), found)
    return Reading(Translations(terms, known, sent), tuple(found))


def _part(folder: Path, name: str, read: Callable[[bytes], Reading[T]], nothing: T, found: list[Diagnostic]) -> T:
    data = read_inside(folder, name, LIMIT, found) if os.path.lexists(folder / name) else None
    if data is None:
        return nothing
    reading = read(data)
    found += reading.diagnostics
    return reading.value


def statement_file(statement: Statement) -> Files:
    """Return ``statement.LANG.md``; none, and an error, where reading it back gives other words or blocks."""
    name = f"statement.{statement.language}.md"
    data = markdown(statement).encode()
    read = markdown_reader.read(name, data, statement.language)
    if read.value == statement:
        return Reading({name: data})
    difference = _difference(statement, read.value)
    if read.value is None or difference is not None or has_errors(read.diagnostics):
        place, words = (difference.span, plain_text(inlines_of(difference))) if difference else (Span(name), "")
        message = f"written into {name}, «{words[:80]}» would not be read back as it came"
        hint = "look at its first and last characters, and its quotation marks"
        return Reading({}, (rules.NOT_WRITABLE.at(place, message, hint),))
    message = "stress or a link in the text is written as plain words"
    return Reading({name: data}, (rules.FORMATTING_CHANGED.at(Span(name), message, "compare it with the return"),))


def _difference(made: Statement, read: Statement | None) -> Segment | None:
    """Return the first segment whose words are not read back."""
    theirs = {each.id: plain_text(inlines_of(each)) for each in segments(read)} if read else {}
    return next((each for each in segments(made) if theirs.get(each.id) != plain_text(inlines_of(each))), None)


def names_files(
    files: Mapping[str, bytes], names: Iterable[tuple[Unit, str]], language: str, source_language: str
) -> Files:
    """Return the files that names go into; where one cannot be edited safely, an error."""
    try:
        return Reading(with_names(files, [(unit.span, name) for unit, name in names], language, source_language))
    except EditError as problem:
        message, hint = f"the names cannot be written: {problem}", "write them by hand: {language: name} for each"
        return Reading({}, (rules.NOT_WRITABLE.at(Span("signatories.yaml"), message, hint),))


def language_listed(files: Mapping[str, bytes], languages: Sequence[str], language: str) -> Files:
    """Return kit.yaml with ``language`` among its languages, if it is not there; a warning where it cannot be edited."""
    if language in languages:
        return Reading({})
    try:
        data = edited(files["kit.yaml"], [Append(("languages",), (quoted(language),))])
        read = kit_reader.read({**files, "kit.yaml": data}).value
    except EditError:
        read = None
    if read is not None and read.release.languages == (*languages, language):
        return Reading({"kit.yaml": data})
    hint = f"write «languages: [{', '.join((*languages, language))}]» into kit.yaml"
    return Reading({}, (rules.LANGUAGE_UNLISTED.at(Span("kit.yaml"), f"kit.yaml does not list «{language}»", hint),))


def notes_file(folder: Path, returned: Returned, notes: Sequence[Aside], language: str, revision: str) -> Files:
    """Return ``translations/notes.LANG.md`` with the translator's notes and comments; the same ones are not kept twice."""
    name = f"translations/notes.{language}.md"
    found: list[Diagnostic] = []
    old = _part(folder, name, Reading[bytes], b"", found)
    lines = [*_note_lines(returned.comments, notes)]
    if not lines:
        return Reading({}, tuple(found))
    entry = "\n".join([f"## {returned.source}, revision {revision}", "", *lines, ""])
    text = old.decode("utf-8", "replace") or f"# Translator's notes ({language})\n"
    return Reading({name: (text if entry in text else f"{text.rstrip()}\n\n{entry}").encode()}, tuple(found))


def _note_lines(comments: Iterable[Comment], notes: Iterable[Aside]) -> Iterator[str]:
    for comment in comments:
        place = f"paragraph {comment.number}" if comment.number else "somewhere"
        yield f"- Comment at {place}, {comment.author or 'somebody'}: {' '.join(comment.words.split())}"
    for note in notes:
        place = ", ".join(filter(None, [f"paragraph {note.number}" if note.number else "", note.place])) or "somewhere"
        yield f"- {place[0].upper()}{place[1:]}: {' '.join(note.words.split())}"
