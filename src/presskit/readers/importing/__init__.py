"""Text, Word files and tables as they were received → a kit; every line of them is placed or reported."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import PurePosixPath

from presskit.diagnostics import Reading
from presskit.language.data import languages
from presskit.language.tags import primary
from presskit.language.unread import language_of
from presskit.model.document import links
from presskit.model.question import Choice
from presskit.model.release import Kit
from presskit.readers import import_rules as rules
from presskit.readers import words
from presskit.readers.importing.audit_log import AuditLog, Placement, ask_about_lost
from presskit.readers.importing.captions import with_captions, without_logos
from presskit.readers.importing.envelope import unquoted, without_mail_head, without_older_mails, without_page_heads
from presskit.readers.importing.headline import Front
from presskit.readers.importing.hyphens import without_line_hyphens
from presskit.readers.importing.languages_apart import by_language
from presskit.readers.importing.lines import InputLine, rejoined, text_lines
from presskit.readers.importing.making import Maker
from presskit.readers.importing.markdown_tables import with_bar_tables, without_comments
from presskit.readers.importing.setting_aside import set_aside
from presskit.readers.importing.soft_breaks import without_soft_breaks
from presskit.readers.importing.text_file import decoded, with_markdown
from presskit.readers.signatory_table import Heads, input_span
from presskit.source import Span

__all__ = ["TABLES", "Imported", "Placement", "import_files", "import_translation", "text_language"]

_COVERING = 1200
_PROSE = 60


def text_language(name: str, lines: Sequence[InputLine], language: str, log: AuditLog) -> str:
    """Return the language of a text: the one that was given, or that its words tell, or the file's name; else English."""
    stem = re.split(r"[._ -]", PurePosixPath(name).stem.lower())
    by_name = next((tag for tag in (stem[-1], stem[0]) if tag in languages()), "")
    prose = " ".join(line.words for line in lines if len(line.words) > _PROSE)
    told = language or language_of(prose) or language_of(" ".join(line.words for line in lines))
    if not told:
        message = f"the words of «{name}» do not tell its language; it is read as «{by_name or 'en'}»"
        log.report(rules.ASSUMED, Span(name), message, "import it again with --language, if it is another")
    elif not language and told not in languages():
        _report_unread(told, log)
        question = f"the text looks as if it were in «{told}», which presskit has no words of: is it, was it looked through?"
        log.ask("language", lines[0], question, (Choice("right", f"it is in «{told}», and was looked through"),))
    return told or by_name or "en"


_TEXTS = frozenset({".txt", ".text", ".md", ".markdown", ""})
_WAY_OUT = "save it as .docx or .txt, a table as .csv or .xlsx"
_AS_WORD = "open it in the program that it comes from, and save it as .docx or .odt"
_WAYS_OUT = {
    ".pdf": "ask for the file that it was made of; or open it in Word or LibreOffice, save that as .docx, and look it over",
    ".doc": _AS_WORD, ".rtf": _AS_WORD, ".pages": _AS_WORD, ".msg": "save the e-mail as .eml or .html",
    ".mht": "save the page as .html", ".ods": "save the table as .xlsx or .csv", ".xls": "save the table as .xlsx or .csv",
}  # fmt: skip
TABLES = frozenset({".csv", ".tsv", ".xlsx"})
"""Endings of files that hold lists of signatures."""
_Images = tuple[tuple[str, bytes], ...]


def _codes_are_known(region: str, language: str, log: AuditLog) -> bool:
    given = (language and words.language(language), region and words.country(region))
    complaints = [complaint for complaint in given if complaint]
    for _, message, hint in complaints:
        log.report(rules.LANGUAGE_CODE, Span("import"), message, hint)
    if not complaints and language and primary(language) not in languages():
        _report_unread(language, log)
    return not complaints


def _report_unread(language: str, log: AuditLog) -> None:
    message = f"presskit has no words of «{language}»: signatories, contacts, dates and embargoes stay in the text"
    hint = f"look through the kit, or add data/languages/{primary(language)}.toml and import it again"
    log.report(rules.LANGUAGE_UNREAD, Span("import"), message, hint)


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def _lines(name: str, data: bytes, log: AuditLog) -> tuple[tuple[InputLine, ...], _Images]:
    suffix = _suffix(name)
    if suffix in TABLES:
        return (), ()
    if suffix == ".docx":
        from presskit.readers.importing.docx_file import docx_lines

        return docx_lines(name, data, log)
    if suffix in {".html", ".htm"}:
        from presskit.readers.importing.html_file import html_lines

        lines, pictures = html_lines(name, data, log)
        log.expect(lines)
        return without_older_mails(without_mail_head(lines, log), log), pictures
    if suffix == ".odt":
        from presskit.readers.importing.odt_file import odt_lines

        return odt_lines(name, data, log)
    if suffix == ".eml":
        return _mail_lines(name, data, log)
    if suffix not in _TEXTS:
        message = f"«{name}» is not a kind of file that is read here"
        log.report(rules.FILE_KIND, Span(name), message, _WAYS_OUT.get(suffix, _WAY_OUT))
        return (), ()
    text = decoded(name, data, log)
    lines = text_lines(name, unquoted(text)) if text else ()
    log.expect(lines)
    lines = without_page_heads(without_older_mails(without_mail_head(without_comments(lines, log), log), log), log)
    return with_markdown(name, with_bar_tables(lines, log), log), ()


def _with_own_pictures(lines: Sequence[InputLine], pictures: _Images, known: _Images) -> tuple[tuple[InputLine, ...], _Images]:
    """Return lines and pictures that have other names than those of earlier files; the same picture is kept once."""
    taken, same = {name for name, _ in known}, {data: name for name, data in known}
    names: dict[str, str] = {}
    for name, data in pictures:
        suffix = _suffix(name)
        free = (each for number in count(1) if (each := f"picture-{number}{suffix}") not in taken)
        names[name] = same.get(data) or (name if name not in taken else next(free))
        taken.add(names[name])
        same[data] = names[name]
    renamed = tuple(
        replace(line, figure=replace(line.figure, source=names[line.figure.source])) if line.figure else line for line in lines
    )
    new = {names[name]: data for name, data in pictures if names[name] not in dict(known)}
    return renamed, tuple(new.items())


def _mail_lines(name: str, data: bytes, log: AuditLog) -> tuple[tuple[InputLine, ...], _Images]:
    """Return the lines of a mail; where a document is attached to a short one, it is a covering note."""
    from presskit.readers.importing.eml_file import read_mail
    from presskit.readers.importing.html_file import html_lines

    mail, lines = read_mail(name, data, log), list[InputLine]()
    pictures: _Images = ()
    for text in mail.texts:
        first = lines[-1].span.line if lines else 0
        if text.html:
            more, images = html_lines(name, text.text, log, mail.pictures, first)
            pictures += images
        else:
            more = with_markdown(name, text_lines(name, unquoted(text.text), first), log)
        lines += more
    log.expect(lines)
    rest = without_page_heads(without_older_mails(without_mail_head(lines, log), log), log)
    texts = [each for each, _ in mail.documents if _suffix(each) not in TABLES]
    if texts and sum(len(line.words) for line in rest) < _COVERING:
        for line in rest:
            log.hide(line)
        if rest:
            question = f"the e-mail was taken for a covering note of «{texts[0]}», and kept in internal.txt: is it one?"
            log.ask_internal("covering-note", rest[0], question, "it is: nothing of it is part of the release", len(rest))
        return (), ()
    return rest, pictures


def _with_attachments(files: Sequence[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """Return the files with the documents attached to mails among them, each below its mail, by a name of its own."""
    names, every = {name for name, _ in files}, list[tuple[str, bytes]]()
    for name, data in files:
        every.append((name, data))
        if _suffix(name) == ".eml":
            from presskit.readers.importing.eml_file import read_mail

            for attached, inner in read_mail(name, data, AuditLog()).documents:
                free = (each for number in count(2) if (each := f"{number}-{attached}") not in names)
                every.append((attached if attached not in names else next(free), inner))
                names.add(every[-1][0])
    return every


@dataclass(frozen=True, slots=True)
class Imported:
    """A kit made of what was received, its pictures as (path in the kit, bytes), and the account of every line.

    ``inputs`` are the files that were received, by the path at which the kit keeps them; ``internal`` are the lines that are
    not for publication.
    """

    kit: Kit
    images: tuple[tuple[str, bytes], ...]
    placements: tuple[Placement, ...]
    inputs: tuple[tuple[str, bytes], ...] = ()
    internal: tuple[tuple[Span, str], ...] = ()


def import_translation(files: Sequence[tuple[str, bytes]], kit: Kit, *, region: str, language: str) -> Reading[Imported | None]:
    """Read texts (name, bytes) as translations of a kit's source, which has ids: the kit with them, linked block by block.

    ``language`` (BCP 47) is that of the first file; empty, and for the others, it is told by their words. The value is None
    where no text with a title in another language than the kit has could be read; the findings then say why.
    """
    log = AuditLog()
    source = kit.statement(kit.release.source_language)
    if source is None or not _codes_are_known(region, language, log):
        return Reading(None, tuple(log.found))
    front = Front(date=kit.release.date, places=kit.release.places, embargo=kit.release.embargo)
    files = _with_attachments(files)
    present = frozenset(each.language for each in kit.statements)
    maker = Maker(region or kit.release.region, log, kit.roster, kit.contacts, [source], front, present=present)
    images = _read_texts(files, maker, language)
    if len(maker.statements) == 1:
        hint = "a kit has one text in each language; corrections of one come back with presskit translate import"
        log.report(rules.NO_TEXT, Span(files[0][0]), "no text with a title in a language that the kit lacks was found", hint)
        return Reading(None, tuple(log.found))
    maker.left_out()
    statements = (*kit.statements, *maker.statements[1:])
    release = replace(kit.release, places=maker.front.places)
    result = replace(kit, release=release, statements=statements, roster=maker.roster, contacts=maker.contacts)
    return Reading(_account(result, files, images, log), tuple(log.found))


def _account(kit: Kit, files: Sequence[tuple[str, bytes]], images: _Images, log: AuditLog) -> Imported:
    """Return the kit with its questions, and where each line went."""
    written = {link.target for statement in kit.statements for link in links(statement)}
    placements = log.close(written | {f"mailto:{email.address}" for contact in kit.contacts for email in contact.emails})
    ask_about_lost(log, kit)
    inputs = tuple((input_span(Span(name)).source, data) for name, data in files)
    internal = tuple((line.span, line.raw.strip()) for line in log.internal)
    return Imported(replace(kit, questions=tuple(log.questions)), images, placements, inputs, internal)


def _read_texts(files: Sequence[tuple[str, bytes]], maker: Maker, language: str) -> _Images:
    """Read the texts among ``files``, and return their pictures. ``language`` is that of the first."""
    images: _Images = ()
    log = maker.log
    for name, data in files:
        lines, pictures = _with_own_pictures(*_lines(name, data, log), images)
        images += pictures
        log.expect(lines)
        of_text = text_language(name, lines, language if name == files[0][0] else "", log) if lines else ""
        log.languages[name], file = of_text, f"statement.{of_text}.md"
        lines = without_soft_breaks(with_captions(without_logos(lines, file, log), file, log))
        lines = without_line_hyphens(rejoined(set_aside(lines, log)), log)
        joined = [line for line in lines if line.goes_on]
        if joined:
            message = f"{len(joined)} lines were joined over the blank lines before them, for a sentence was broken off there"
            log.report(rules.UNSURE, joined[0].span, message, "look whether the paragraphs are whole")
        for part in by_language(lines, of_text, log) if lines else ():
            maker.read_text(*part)
    return images


def import_files(
    files: Sequence[tuple[str, bytes]], *, region: str, language: str, heads: Heads = ()
) -> Reading[Imported | None]:
    """Make a kit of files (name, bytes). ``region`` (ISO 3166-1, or empty) is for telephone numbers without +.

    ``language`` (BCP 47) is that of the first text; empty, and for the other texts, it is told by their words. A text in
    another language is linked with the first, block by block. ``heads`` says what columns of tables are. The value is None
    where no text with a title could be read; the findings then say why.
    """
    log = AuditLog()
    if not _codes_are_known(region, language, log):
        return Reading(None, tuple(log.found))
    files = _with_attachments(files)
    maker = Maker(region, log, heads_told=heads)
    images = _read_texts(files, maker, language)
    for name, data in files:
        if _suffix(name) in TABLES:
            maker.table(name, data)
    if not maker.statements:
        message = "no text with a title was found"
        hint = "add the file with the text; a list of signatures alone is compared with a kit by --into"
        log.report(rules.NO_TEXT, Span(files[0][0] if files else "import"), message, hint)
        return Reading(None, tuple(log.found))
    kit = maker.kit(tuple(name for name, _ in images))
    return Reading(_account(kit, files, images, log), tuple(log.found))
