"""A kit's translations on the disk: memory, exports and glossary are read; what an import writes is read back first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from presskit.diagnostics import Diagnostic, Reading, Severity, has_errors, in_order
from presskit.editing.source_text import EditError
from presskit.editing.yaml_file import edited
from presskit.editing.yaml_splices import Append
from presskit.formats.kit_yaml import quoted
from presskit.kit.loading import CheckedKit, has, read, read_inside
from presskit.kit.signatories_file import with_names
from presskit.limits import TRANSLATION_RECORD_BYTES
from presskit.model.document import Segment, Statement, inlines_of, plain_text, segments
from presskit.model.release import Kit
from presskit.readers import kit as kit_reader
from presskit.readers import markdown as markdown_reader
from presskit.readers import translation_files
from presskit.source import Span
from presskit.translation import rules
from presskit.translation.rebuild import with_marks_again
from presskit.translation.returned import Aside, Comment, Returned
from presskit.translation.segments import TranslationPackage, Unit, package_for
from presskit.translation.status import Export, Memory, current_entries, grown
from presskit.translation.terminology import Glossary
from presskit.writers.kit_files import markdown
from presskit.writers.translation.cat_files import memory_file

if TYPE_CHECKING:
    from presskit.checks import Context

__all__ = [
    "Translations", "exchanged", "language_listed", "learned", "load_translations", "names_files", "note_lines",
    "notes_file", "notes_name", "read_with_translations", "recorded", "remembered", "statement_file",
]  # fmt: skip

T = TypeVar("T")
Files = Reading[dict[str, bytes]]


@dataclass(frozen=True, slots=True)
class Translations:
    """What a kit records of its translations; ``files`` are those that say so, as they were read (None: there is none)."""

    glossary: Glossary
    memory: Memory
    exports: tuple[Export, ...]
    files: Mapping[str, bytes | None] = field(default_factory=dict, compare=False, repr=False)


def load_translations(folder: Path) -> Reading[Translations]:
    """Read the glossary, the translation memory and the list of exports of a kit; each may be missing."""
    found: list[Diagnostic] = []
    names = (translation_files.GLOSSARY, translation_files.MEMORY, translation_files.EXPORTS)
    files = {name: recorded(folder, name, found) for name in names}
    glossary = _part(files[translation_files.GLOSSARY], translation_files.read_glossary, Glossary(), found)
    memory = _part(files[translation_files.MEMORY], translation_files.read_memory, Memory(), found)
    exports: tuple[Export, ...] = _part(files[translation_files.EXPORTS], translation_files.read_exports, (), found)
    return Reading(Translations(glossary, memory, exports, files), tuple(found))


def read_with_translations(folder: Path, context: Context) -> tuple[CheckedKit, Translations, tuple[Diagnostic, ...]]:
    """Read a kit and what it records of its translations.

    Of what was found in the kit, only the errors are returned.
    """
    checked, recorded = read(folder, context), load_translations(folder)
    errors = [each for each in checked.diagnostics if each.severity is Severity.ERROR]
    return checked, recorded.value, tuple(in_order([*errors, *recorded.diagnostics]))


def recorded(folder: Path, name: str, found: list[Diagnostic]) -> bytes | None:
    """Return a file in which a kit records its translations; None where there is none, or, with a finding, none to read."""
    return read_inside(folder, name, TRANSLATION_RECORD_BYTES, found) if has(folder, name) else None


def _part(data: bytes | None, decode: Callable[[bytes], Reading[T]], nothing: T, found: list[Diagnostic]) -> T:
    if data is None:
        return nothing
    reading = decode(data)
    found += reading.diagnostics
    return reading.value


def learned(folder: Path, files: Mapping[str, bytes]) -> tuple[dict[str, bytes], Mapping[str, bytes | None]]:
    """Return the translation memory with what it lacks of a kit's ``files``, and the files that it was made from.

    None of both where the kit or what it records of its translations cannot be read.
    """
    kit, known = kit_reader.read(files).value, load_translations(folder)
    return (remembered(kit, known.value), known.value.files) if kit and not has_errors(known.diagnostics) else ({}, {})


def exchanged(kit: Kit, language: str, known: Translations) -> TranslationPackage:
    """Return the texts of a language; each translation with the marks of notes that it came with."""
    package, latest = package_for(kit, language, known.glossary, known.memory.words(language)), known.memory.latest(language)
    units = tuple(
        replace(unit, target=with_marks_again(unit.target, latest[unit.id].target))
        if unit.target and unit.id in latest
        else unit
        for unit in package.units
    )
    return replace(package, units=units)


def remembered(kit: Kit, known: Translations | None = None) -> dict[str, bytes]:
    """Return the translation memory with what it lacks of the translations that are of the present source; none if nothing."""
    source = kit.statement(kit.release.source_language)
    memory, glossary = (known.memory, known.glossary) if known else (Memory(), Glossary())
    languages = [each.language for each in kit.statements if each is not source and each.translates] if source else []
    packages = [package_for(kit, language, glossary, memory.words(language)) for language in languages]
    larger = grown(memory, (entry for package in packages for entry in current_entries(package)))
    return {translation_files.MEMORY: memory_file(larger, kit.release.source_language)} if larger != memory else {}


def statement_file(statement: Statement) -> Files:
    """Return ``statement.LANG.md``; none, and an error, where reading it back gives other words or blocks."""
    name = f"statement.{statement.language}.md"
    data = markdown(statement).encode()
    reading = markdown_reader.read(name, data, statement.language)
    if reading.value == statement:
        return Reading({name: data})
    difference = _difference(statement, reading.value)
    if reading.value is None or difference is not None or has_errors(reading.diagnostics):
        place, words = (difference.span, plain_text(inlines_of(difference))) if difference else (Span(name), "")
        message = f"written into {name}, «{words[:80]}» would not be read back as it came"
        hint = "look at its first and last characters, and its quotation marks"
        return Reading({}, (rules.NOT_WRITABLE.at(place, message, hint),))
    message = "stress or a link in the text is written as plain words"
    return Reading({name: data}, (rules.FORMATTING_CHANGED.at(Span(name), message, "compare it with the return"),))


def _difference(statement: Statement, result: Statement | None) -> Segment | None:
    """Return the first segment whose words are not read back; ``result`` is what was read."""
    read_back = {each.id: plain_text(inlines_of(each)) for each in segments(result)} if result else {}
    return next((each for each in segments(statement) if read_back.get(each.id) != plain_text(inlines_of(each))), None)


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
        kit = kit_reader.read({**files, "kit.yaml": data}).value
    except EditError:
        kit = None
    if kit is not None and kit.release.languages == (*languages, language):
        return Reading({"kit.yaml": data})
    hint = f"write «languages: [{', '.join((*languages, language))}]» into kit.yaml"
    return Reading({}, (rules.LANGUAGE_UNLISTED.at(Span("kit.yaml"), f"kit.yaml does not list «{language}»", hint),))


def notes_name(language: str) -> str:
    """Return the file of the kit that holds the notes of those who translate into a language."""
    return f"translations/notes.{language}.md"


def note_lines(returned: Returned, notes: Iterable[Aside], keys: Mapping[int, str]) -> list[str]:
    """Return a translator's comments and notes, a line each; ``keys`` are the texts that paragraphs are by their numbers."""
    return [*(_comment_line(each, keys) for each in returned.comments), *(_note_line(each, keys) for each in notes)]


def notes_file(old: bytes, returned: Returned, lines: Sequence[str], language: str, revision: str) -> dict[str, bytes]:
    """Return ``translations/notes.LANG.md`` with the translator's notes and comments; the same ones are not kept twice."""
    if not lines:
        return {}
    entry = "\n".join([f"## {returned.source}, revision {revision}", "", *(f"- {line}" for line in lines), ""])
    text = old.decode("utf-8", "replace") or f"# Translator's notes ({language})\n"
    return {notes_name(language): (text if entry in text else f"{text.rstrip()}\n\n{entry}").encode()}


def _comment_line(comment: Comment, keys: Mapping[int, str]) -> str:
    place = _paragraph(comment.number, keys) or "somewhere"
    return f"Comment at {place}, {comment.author or 'somebody'}: {' '.join(comment.words.split())}"


def _note_line(note: Aside, keys: Mapping[int, str]) -> str:
    place = ", ".join(filter(None, [_paragraph(note.number, keys), note.place])) or "somewhere"
    return f"{place[0].upper()}{place[1:]}: {' '.join(note.words.split())}"


def _paragraph(number: int, keys: Mapping[int, str]) -> str:
    return f"paragraph {number}{f' («{keys[number]}»)' if number in keys else ''}" if number else ""
