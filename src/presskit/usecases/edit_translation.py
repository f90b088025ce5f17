"""Write one text of a translation, and nothing else; add a language to a kit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from presskit.diagnostics import has_errors
from presskit.editing.as_written import as_written
from presskit.editing.kit_file import rewritten
from presskit.editing.merging import merged
from presskit.editing.source_text import EditError
from presskit.errors import KitChangedError, RequestError
from presskit.kit.changing import change
from presskit.kit.loading import load
from presskit.kit.translations import (
    Translations,
    exchanged,
    language_listed,
    load_translations,
    names_files,
    statement_file,
)
from presskit.kit.zipped import refuse_zip
from presskit.model.document import Inline, Statement, Text
from presskit.model.release import Kit
from presskit.readers import kit as kit_reader
from presskit.readers import markdown as reader
from presskit.readers import translation_files
from presskit.store.locking import changing
from presskit.translation.rebuild import NoTitleError, rebuilt, spare_keywords, translates
from presskit.translation.segments import TranslationPackage, Unit, UnitKind, texts_of
from presskit.translation.status import changes, current_entries, entry_of, grown
from presskit.usecases.request import checked
from presskit.usecases.translation_texts import is_plain, mark_of, written_form
from presskit.usecases.world import World
from presskit.writers.kit_files import markdown
from presskit.writers.translation.cat_files import memory_file

__all__ = [
    "AddLanguageReport", "AddLanguageRequest", "EditTranslationReport", "EditTranslationRequest", "add_language",
    "edit_translation",
]  # fmt: skip

Words = tuple[Inline, ...]
_RULE = "---"


@dataclass(frozen=True, slots=True)
class EditTranslationRequest:
    """Other words for the text ``key`` in ``language``, as :class:`~presskit.TranslationText` has its ``target``.

    "" takes the text out of the translation. With the ``mark`` of the text, it is written only if both languages are still
    as they were. Words that are as they were say that they are right for the source as it stands now.
    """

    folder: Path
    language: str
    key: str
    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class EditTranslationReport:
    """The files of the kit that were written."""

    written: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class AddLanguageRequest:
    """A language (BCP 47) into which the kit in ``folder`` is to be translated."""

    folder: Path
    language: str


@dataclass(frozen=True, slots=True)
class AddLanguageReport:
    """The languages of the kit, the source first."""

    languages: tuple[str, ...]


def edit_translation(request: EditTranslationRequest, *, world: World = World()) -> EditTranslationReport:
    """Write one text of a translation; all others, and every byte of theirs, stay as they are.

    >>> text = presskit.read_translation(presskit.TranslationRequest(Path("my-kit"), "ar")).texts[0]
    >>> edit = presskit.EditTranslationRequest(Path("my-kit"), "ar", "title", "عنوان أفضل", text.mark)
    >>> [path.name for path in presskit.edit_translation(edit).written]
    ['statement.ar.md', 'memory.tmx']

    The memory remembers it as a translation of the source as it stands. Where it is the last one that was behind, the
    translation says that it is of the present source. Raises :class:`~presskit.KitChangedError` where one of the two texts
    has changed since, :class:`~presskit.RequestError` where there is no such text, where it cannot be written (the first text
    of a language is its title), and where another process is changing the kit. Then nothing has changed.
    """
    request = checked(request)
    refuse_zip(request.folder)
    with changing(request.folder):
        files, known, kit = _read(request.folder)
        if request.language not in kit.release.languages[1:]:
            raise RequestError(f"the release has no translation into «{request.language}»", fields=("language",))
        package = exchanged(kit, request.language, known)
        unit = next((each for each in package.units if each.key == request.key), None)
        if unit is None:
            raise RequestError(f"there is no text «{request.key}»", fields=("key",))
        if request.mark and request.mark != mark_of(unit):
            raise KitChangedError(f"«{request.key}» was changed meanwhile: nothing was written", fields=("mark",))
        edit = _Edit(files, known, kit, package, unit, _words(request, unit, kit))
        changed = edit.names() if unit.is_name else {**edit.statement(), **edit.memory()}
        changed = {name: data for name, data in changed.items() if files.get(name) != data}
        action = f"edit statement.{request.language}.md"
        there = {**files, **known.files}
        written = change(request.folder, changed, read=there, action=action, now=world.now()) if changed else ()
    return EditTranslationReport(written)


def add_language(request: AddLanguageRequest, *, world: World = World()) -> AddLanguageReport:
    """Add a language to those of a kit; one that is there already stays where it is.

    >>> presskit.add_language(presskit.AddLanguageRequest(Path("my-kit"), "fr")).languages
    ('en', 'ar', 'fr')

    Raises :class:`~presskit.RequestError` for what is no language, and where another process is changing the kit.
    """
    request = checked(request)
    refuse_zip(request.folder)
    with changing(request.folder):
        files, _, kit = _read(request.folder)
        listed = language_listed(files, kit.release.languages, request.language)
        if listed.diagnostics:
            message = f"«{request.language}» cannot be added: {listed.diagnostics[0].hint}"
            raise RequestError(message, listed.diagnostics, fields=("language",))
        if listed.value:
            change(request.folder, listed.value, read=files, action=f"translate add {request.language}", now=world.now())
    return AddLanguageReport(tuple(dict.fromkeys([*kit.release.languages, request.language])))


def _read(folder: Path) -> tuple[dict[str, bytes], Translations, Kit]:
    loaded, known = load(folder), load_translations(folder)
    kit = kit_reader.read(loaded.value).value
    found = [*loaded.diagnostics, *known.diagnostics]
    if kit is None or kit.statement(kit.release.source_language) is None or has_errors(found):
        raise RequestError("the release cannot be read as it is: mend its errors first", found, fields=("folder",))
    return loaded.value, known.value, kit


def _words(request: EditTranslationRequest, unit: Unit, kit: Kit) -> Words:
    """Return what was typed as the words of a unit; raises :class:`~presskit.RequestError` with what is wrong in them."""
    text = request.text.strip()
    if text == written_form(unit, unit.target or ()):
        return unit.target or ()
    if is_plain(unit):
        words = " ".join(text.split())
        return (Text(words),) if words else ()
    source = kit.statement(kit.release.source_language)
    reading = reader.read_words("text", text, frozenset(note.label for note in source.footnotes) if source else frozenset())
    if has_errors(reading.diagnostics):
        raise RequestError("the text cannot be read as it is: nothing was written", reading.diagnostics, fields=("text",))
    return reading.value


@dataclass(frozen=True, slots=True)
class _Edit:
    """Other words for one text of a kit; each method returns files, and raises :class:`~presskit.RequestError`."""

    files: Mapping[str, bytes]
    known: Translations
    kit: Kit
    package: TranslationPackage
    unit: Unit
    words: Words

    def names(self) -> dict[str, bytes]:
        """Return the file in which the name stands, with its form in the language."""
        if not self.words:
            raise RequestError("a name cannot be empty here: take it out where it stands", fields=("text",))
        new = [(self.unit, written_form(self.unit, self.words))]
        reading = names_files(self.files, new, self.package.language, self.package.source_language)
        if reading.diagnostics:
            raise RequestError(reading.diagnostics[0].message, reading.diagnostics, fields=("text",))
        return reading.value

    def statement(self) -> dict[str, bytes]:
        """Return the translation with the text, at the revision that it is of then."""
        source, there = (self.kit.statement(each) for each in (self.package.source_language, self.package.language))
        if source is None:
            return {}
        texts = {each.key: each.target for each in self.package.units if each.target and not each.is_name}
        revision = translates(self.package, self.package.revision, stale=self._others_behind())
        spare, _ = spare_keywords(there, self.package.units, {})
        try:
            asked = rebuilt(source, {**texts, self.unit.key: self.words}, self.package.language, revision, spare)
        except NoTitleError as problem:
            message = "the first text of a language is its title: translate the title first"
            raise RequestError(message, fields=("key",)) from problem
        if self.words and self.unit.kind is not UnitKind.KEYWORD and self.unit.key not in texts_of(asked):
            message = f"what «{self.unit.key}» belongs to is not translated yet: translate that first"
            raise RequestError(message, fields=("key",))
        if there is None:
            reading = statement_file(asked)
            if has_errors(reading.diagnostics):
                raise RequestError(reading.diagnostics[0].message, reading.diagnostics, fields=("text",))
            return reading.value
        return _changed(self.files, there, rebuilt(source, texts, self.package.language, there.translates, spare), asked)

    def _others_behind(self) -> bool:
        """Return whether another text of the translation is of an older source."""
        others = (each for each in changes(self.package, self.known.memory) if each.unit.key != self.unit.key)
        return any(each.open and each.unit.target and not each.unit.is_name for each in others)

    def memory(self) -> dict[str, bytes]:
        """Return the memory that knows the text as the translation of its source, and what was current before."""
        new = [entry_of(self.package, self.unit, self.words)] if self.words else []
        larger = grown(self.known.memory, [*current_entries(self.package), *new])
        if larger == self.known.memory:
            return {}
        return {translation_files.MEMORY: memory_file(larger, self.package.source_language)}


def _changed(files: Mapping[str, bytes], there: Statement, before: Statement, asked: Statement) -> dict[str, bytes]:
    """Return the file with what differs between ``before`` and ``asked``; what it has besides stays."""
    name = f"statement.{there.language}.md"
    result, conflicts = merged(before, asked, there)
    if conflicts:
        message = "around this text the translation is built otherwise than the source: change it on the screen of the text"
        raise RequestError(message, fields=("key",))
    try:
        asked = as_written(result, there)
        data = files[name] if there.body else _begun(files[name], asked)
        return {name: rewritten(name, data, asked)}
    except EditError as problem:
        raise RequestError(f"{name} was not changed: {problem}", fields=("text",)) from problem



def _begun(data: bytes, statement: Statement) -> bytes:
    """Return a file that has no blocks yet with those of the statement below its front matter."""
    body = markdown(statement).partition(f"\n{_RULE}\n")[2]
    return data.rstrip(b"\n") + f"\n{body}".encode()
