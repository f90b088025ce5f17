"""Bring a translation that exists already into a kit: linked with the source block by block, and remembered at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from presskit.diagnostics import Diagnostic, Reading, has_errors, in_order
from presskit.editing.kit_file import with_ids
from presskit.editing.source_text import EditError
from presskit.editing.yaml_file import edited
from presskit.editing.yaml_splices import Append
from presskit.errors import RequestError
from presskit.formats.kit_yaml import quoted
from presskit.kit.answering import with_questions
from presskit.kit.changing import change
from presskit.kit.loading import has, load, read_inside
from presskit.kit.received import work_on
from presskit.kit.signatories_file import with_names
from presskit.kit.translations import load_translations, remembered, statement_file
from presskit.kit.zipped import refuse_zip
from presskit.limits import KIT_TEXT_BYTES
from presskit.model.document import Figure, segments
from presskit.model.release import Kit
from presskit.readers import importing
from presskit.readers import kit as kit_reader
from presskit.readers.importing import Imported
from presskit.source import Span
from presskit.store.locking import changing
from presskit.translation import rules
from presskit.translation.terminology import approved, names_of
from presskit.usecases.import_files import INTERNAL, ImportReport, internal_text, loads_of, read_all, report_text
from presskit.usecases.merge_signatories import free_name
from presskit.usecases.request import checked
from presskit.usecases.world import Cancellation, World, checkpoint

__all__ = ["ImportTranslationRequest", "are_lists", "import_translation"]

_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class ImportTranslationRequest:
    """Texts that translate the source of the kit in ``folder``, each in a language that it has no text in yet.

    ``language`` (BCP 47) is that of the first file; empty: its words tell. ``region`` is the country (ISO 3166-1) of telephone
    numbers without +; empty: the kit's.
    """

    files: tuple[Path, ...]
    folder: Path
    language: str = ""
    region: str = ""


def import_translation(
    request: ImportTranslationRequest,
    *,
    world: World = World(),
    cancel: Cancellation | None = None,
) -> ImportReport:
    r"""Take translations as they were received into a kit; nothing of them is lost, and what is not sure is a question.

    >>> _ = Path("fr.txt").write_text("Un titre en français\n\nLe pont est ouvert à tout le monde, et la route aussi.\n")
    >>> report = presskit.import_translation(presskit.ImportTranslationRequest((Path("fr.txt"),), Path("my-kit")))
    >>> [each.language for each in report.imported.kit.statements]
    ['en', 'ar', 'fr']

    The translation states the present revision of the source, and the memory knows it. import-report-LANG.txt says of every
    line where it went. Raises :class:`~presskit.RequestError` where a file or the kit cannot be read, another process is
    changing the kit, or the disk refuses.
    """
    request = checked(request)
    refuse_zip(request.folder)
    received = read_all(request.files)
    with changing(request.folder):
        there, files, kit = _kit(request.folder)
        named = [(free_name(request.folder, name, data), data) for name, data in received]
        names, size = [name for name, _ in named], sum(len(data) for _, data in named)
        given = (named, kit, request.region.upper(), request.language)
        reading = work_on(names, f"{__name__}:read_texts", size, given, loads_of(names))
        checkpoint(cancel)()
        if reading.value is None:
            return ImportReport((), None, reading.diagnostics)
        changed, recorded, found = _changed(request.folder, files, kit, reading.value)
        diagnostics = tuple(in_order([*reading.diagnostics, *found]))
        if has_errors(found):
            return ImportReport((), None, diagnostics)
        new = [each.language for each in reading.value.kit.statements[len(kit.statements) :]]
        report = report_text(reading.value, diagnostics).encode()
        changed |= {f"import-report-{'-'.join(new)}.txt": report}
        recorded |= there
        written = change(request.folder, changed, read=recorded, action=f"import {' '.join(new)}", now=world.now())
    return ImportReport(written, reading.value, diagnostics)


def are_lists(paths: Sequence[Path]) -> bool:
    """Return whether files are lists of signatures, not texts: tables, or plain texts of names alone, one in a line.

    Raises :class:`~presskit.RequestError` where they are both, or cannot be read.
    """
    lists = [Path(name).suffix.lower() in importing.TABLES or _is_list(name, data) for name, data in read_all(paths)]
    if any(lists) and not all(lists):
        raise RequestError("lists of signatures and translations come into a kit one after the other: give the lists alone")
    return any(lists)


def _is_list(name: str, data: bytes) -> bool:
    if Path(name).suffix.lower() not in {".txt", ".text", ""}:
        return False
    return not any(len(line) > _LONGEST_NAME or line.rstrip().endswith(b".") for line in data.splitlines())


def read_texts(received: Sequence[tuple[str, bytes]], kit: Kit, region: str, language: str) -> Reading[Imported | None]:
    """Return a kit with texts (name, bytes) as its translations, and what was found; this is what a worker does."""
    return importing.import_translation(received, kit, region=region, language=language)


def _kit(folder: Path) -> tuple[dict[str, bytes], dict[str, bytes], Kit]:
    """Return the files of a kit, and these and the kit with an id at each block of its source.

    Raises :class:`~presskit.RequestError`.
    """
    loaded = load(folder)
    kit = kit_reader.read(loaded.value).value
    name = f"statement.{kit.release.source_language}.md" if kit else ""
    files = dict(loaded.value)
    if kit and name in files:
        files[name] = with_ids(name, files[name], kit.release.source_language)
    reading = kit_reader.read(files)
    found = [*loaded.diagnostics, *reading.diagnostics]
    if reading.value is None or has_errors(found) or name not in files:
        raise RequestError(f"the kit in «{folder}» cannot be read: mend the errors first; nothing was written", found)
    return loaded.value, files, reading.value


def _changed(
    folder: Path, files: Mapping[str, bytes], kit: Kit, imported: Imported
) -> tuple[dict[str, bytes | None], dict[str, bytes | None], list[Diagnostic]]:
    """Return the files of the kit that its translations change, and what stands in the way.

    The second are files beside the kit's own that they were made from, as they are there.
    """
    new, known = imported.kit.statements[len(kit.statements) :], load_translations(folder)
    texts = [statement_file(each) for each in new]
    found = [*known.diagnostics, *(each for text in texts for each in text.diagnostics)]
    source = kit.release.source_language
    changed = {f"statement.{source}.md": files[f"statement.{source}.md"]}
    changed |= {name: data for text in texts for name, data in text.value.items()}
    try:
        changed |= _with_names({**files, **changed}, kit, imported.kit, [each.language for each in new])
    except EditError as problem:
        hint = "write the names by hand into signatories.yaml and contacts.yaml, and take them out of the file"
        found.append(rules.NOT_WRITABLE.at(Span(source), f"the names cannot be written: {problem}", hint))
        return {}, {}, found
    after = kit_reader.read({**files, **changed}).value
    shown = {each.source for text in new for each in segments(text) if isinstance(each, Figure)}
    asked = " ".join(each.asked for each in imported.kit.questions)
    changed |= {name: data for name, data in imported.images if (name in shown or name in asked) and name not in kit.images}
    changed |= {**dict(imported.inputs), **with_questions({**files, **changed}, imported.kit.questions)}
    changed |= remembered(after, known.value) if after else {}
    internal = read_inside(folder, INTERNAL, KIT_TEXT_BYTES, found) if imported.internal and has(folder, INTERNAL) else None
    changed |= {INTERNAL: internal_text(imported, internal)} if imported.internal else {}
    return {**changed}, {**known.value.files, INTERNAL: internal}, found


def _with_names(files: Mapping[str, bytes], kit: Kit, after: Kit, languages: Sequence[str]) -> dict[str, bytes]:
    """Return the files with the names in ``languages`` and kit.yaml with these; raises :class:`EditError`."""
    changed: dict[str, bytes] = {}
    for language in languages:
        names = [
            (one.text.span, text) for one, two in zip(names_of(kit), names_of(after), strict=True)
            if not approved(one.text, language) and (text := approved(two.text, language))
        ]  # fmt: skip
        changed |= with_names({**files, **changed}, names, language, kit.release.source_language)
        kit = _read_again({**files, **changed}, kit)
    listed = tuple(quoted(each) for each in languages if each not in kit.release.languages)
    if listed:
        changed["kit.yaml"] = edited({**files, **changed}["kit.yaml"], [Append(("languages",), listed)])
    return changed


def _read_again(files: Mapping[str, bytes], kit: Kit) -> Kit:
    return kit_reader.read(files).value or kit
