"""Text, Word files and tables as they were received → a kit; every line of them is placed or reported."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import takewhile
from pathlib import PurePosixPath

from presskit.diagnostics import Reading
from presskit.language.data import fold, languages, options
from presskit.language.data import words as language_words
from presskit.language.recognition import detected
from presskit.language.tags import primary
from presskit.model.document import Text
from presskit.model.release import Kit
from presskit.readers import import_rules as rules
from presskit.readers import inlines, words
from presskit.readers.importing.audit_log import AuditLog, Placement, ask_about_lost
from presskit.readers.importing.headings import Kind, head_of, listed
from presskit.readers.importing.lines import InputLine, Style, paragraphs, rejoined, text_lines
from presskit.readers.importing.making import Edition, Maker
from presskit.readers.importing.sections import may_hold_back
from presskit.readers.importing.setting_aside import set_aside
from presskit.readers.inlines import InlinePicture, MarkdownText
from presskit.readers.rules import TOO_LARGE
from presskit.readers.signatory_table import input_span
from presskit.source import Span
from presskit.typography import clean

__all__ = [
    "TEXT_LIMIT", "Imported", "Intake", "Placement", "decoded", "editions", "import_files", "is_markdown", "markdown_lines",
    "read_files", "unquoted", "without_mail_head",
]  # fmt: skip

_SHORT = 160
_LEAST = 40


@dataclass(frozen=True, slots=True)
class _Block:
    lines: tuple[InputLine, ...]
    words: str
    tongue: str


def _blocks(lines: Sequence[InputLine]) -> list[_Block]:
    found = []
    for passage in paragraphs(lines):
        words = " ".join(line.words for line in passage.lines)
        told = len(words) > _LEAST and not may_hold_back(words)
        found.append(_Block(passage.lines, words, detected(words) if told else ""))
    return found


def editions(lines: Sequence[InputLine], language: str, log: AuditLog) -> tuple[Edition, ...]:
    """Split lines where another language begins, if its text has a title of its own and goes on to the end."""
    blocks = _blocks(lines)
    told = [block.tongue for block in blocks if block.tongue]
    if not told:
        return (Edition(language, tuple(lines)),)
    _report_language(blocks, told[0], language, log)
    cut = _cut(blocks, told[0])
    if cut is None:
        _report_mixture(blocks, told[0], log)
        return (Edition(language, tuple(lines)),)
    first = tuple(line for block in blocks[:cut] for line in block.lines)
    second = tuple(line for block in blocks[cut:] for line in block.lines)
    other = next(block.tongue for block in blocks[cut:] if block.tongue)
    return Edition(language, first), *editions(second, other, log)


def _cut(blocks: Sequence[_Block], first: str) -> int | None:
    """Return the index, not 0, of the block that the other language begins with; None where it cannot be told."""
    start = next((n for n, block in enumerate(blocks) if block.tongue not in {"", first}), None)
    if start is None:
        return None
    other = blocks[start].tongue
    later = [block.tongue for block in blocks[start:] if block.tongue]
    if first in later or sum(len(b.words) for b in blocks[start:] if b.tongue == other) < 80:
        return None
    return _title_before(blocks, start, other) or None


def _title_before(blocks: Sequence[_Block], start: int, other: str) -> int | None:
    """Return where the title above ``start`` stands, with the lines about the release that stand around it."""
    begin = start
    while begin and _introduces(blocks[begin - 1], other):
        begin -= 1
    titled = any(not head_of(block.words) for block in blocks[begin:start]) or _may_be_title(blocks[start])
    if not titled and begin and _may_be_title(blocks[begin - 1]):
        return begin - 1
    return begin if titled else None


def _introduces(block: _Block, other: str) -> bool:
    head = head_of(block.words)
    if head:
        return head.kind in {Kind.KIND, Kind.IMMEDIATE, Kind.EMBARGO}
    return not block.lines[0].mark and len(block.words) < _SHORT and detected(block.words, least=1) == other


def _may_be_title(block: _Block) -> bool:
    line = block.lines[0]
    plain = not line.mark and head_of(block.words) is None and len(block.lines) == 1
    return plain and len(block.words) < _SHORT and not block.words.endswith((".", ":", ";")) and "@" not in block.words


def _report_language(blocks: Sequence[_Block], found: str, language: str, log: AuditLog) -> None:
    if primary(language) != found:
        line = next(block for block in blocks if block.tongue).lines[0]
        message = f"the text seems to be in «{found}», but it was imported as «{language}»"
        log.report(rules.LANGUAGE, line.span, message, f"import it again with --language {found}, if that is right")


def _report_mixture(blocks: Sequence[_Block], first: str, log: AuditLog) -> None:
    for block in blocks:
        if block.tongue not in {"", first}:
            message = f"«{block.words[:50]}…» seems to be in «{block.tongue}»; it is kept in the text as it stands"
            hint = "put it into a statement.LANG.md of its own, if it is a translation"
            log.report(rules.LANGUAGE, block.lines[0].span, message, hint)


TEXT_LIMIT = 2 * 1024 * 1024
_CANDIDATES = ["cp1252", "cp1256", "cp1251", "cp1254", "cp1250", "cp1253"]
_NAMES = {"cp1252": "Western European", "cp1256": "Arabic", "cp1251": "Cyrillic", "cp1254": "Turkish"}
_BOMS = ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF8, "utf-8-sig"),
         (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
_BREAKS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff\ufeff]")


def decoded(source: str, data: bytes, log: AuditLog) -> str | None:
    r"""Return the text with ``\n`` line ends, or None (and an error) where ``data`` is no text."""
    place = Span(source)
    if len(data) > TEXT_LIMIT:
        message = f"«{source}» has {len(data) / 1_000_000:.1f} million characters; a release has some thousands"
        log.report(TOO_LARGE, place, message, "check that this is the right file")
        return None
    text = _characters(source, data, log)
    if text is None or len(_CONTROL.findall(text)) > 4 + len(text) // 50:
        hint = "open it in the program that it comes from, and save it as .txt or .docx"
        log.report(rules.UNREADABLE, place, f"«{source}» is not a text", hint)
        return None
    return _tidied(source, text, log)


def _characters(source: str, data: bytes, log: AuditLog) -> str | None:
    known = next((name for mark, name in _BOMS if data.startswith(mark)), "") or _utf16_without_mark(data) or "utf-8"
    try:
        text = data.decode(known)
    except UnicodeDecodeError:
        return _guessed(source, data, log) if known == "utf-8" else None
    if known.startswith("utf-16") or known == "utf-32":
        message = f"«{source}» was read as {known.upper()}"
        log.report(rules.ENCODING, Span(source), message, "compare accents and quotation marks with the original")
    return text


def _utf16_without_mark(data: bytes) -> str:
    """Tell UTF-16 by the NULs that every second byte of a Latin text is."""
    sample = data[:4000]
    if len(data) % 2 or len(sample) < 4:
        return ""
    odd, even = sample[1::2].count(0), sample[::2].count(0)
    most = len(sample) // 2 * 0.4
    return "utf-16-le" if odd > most > even else "utf-16-be" if even > most > odd else ""


def _guessed(source: str, data: bytes, log: AuditLog) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=_CANDIDATES, enable_fallback=False).best()
    name = best.encoding if best else "cp1252"
    text = data.decode(name, "replace")
    if "\x00" in text:
        return None
    what = f"Windows-{name[2:]}" + (f" ({_NAMES[name]})" if name in _NAMES else "")
    sample = next((line.strip() for line in text.splitlines() if not line.isascii()), "")[:60]
    message = f"«{source}» is not UTF-8; it was read as {what}: «{sample}»"
    log.report(rules.ENCODING, Span(source), message, "if letters are wrong, save the file as UTF-8 and import it again")
    return text


def _tidied(source: str, text: str, log: AuditLog) -> str:
    text = _BREAKS.sub("\n", re.sub(r"\r\n?", "\n", text.removeprefix("\ufeff")))
    for number, line in enumerate(text.split("\n"), 1):
        control = _CONTROL.search(line)
        if control:
            message = f"a control character (U+{ord(control.group()):04X}) stands here; it is left out"
            log.report(rules.CHARACTER, Span(source, number, control.start() + 1), message, "compare with the original")
    return _CONTROL.sub("", text)


_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+([^\s#].*?)\s*#*\s*$")
_QUOTE = re.compile(r"^\s{0,3}>\s?(.*)$")
_STRESS = re.compile(r"(?<![*\w])\*\*[^\s*][^*\n]*[^\s*]\*\*(?![*\w])|\]\(https?://[^)\s]+\)")
_DEFINITION = re.compile(r"^\s*\[\^([^\]\s]+)\]:")


def is_markdown(name: str, lines: Sequence[InputLine]) -> bool:
    """Tell Markdown by the file's name, or by headings or stress that nobody types by accident."""
    named = name.lower().endswith((".md", ".markdown"))
    return named or any(_HEADING.match(line.raw) or _STRESS.search(line.raw) for line in lines)


def markdown_lines(name: str, lines: Sequence[InputLine], log: AuditLog) -> tuple[InputLine, ...]:
    """Return the lines with headings, quotes, stress and links as such; what is no kit Markdown is reported."""
    if not name.lower().endswith((".md", ".markdown")) and lines:
        log.report(rules.ASSUMED, lines[0].span, "the text has marks of Markdown; they were read as such", "")
    labels = frozenset(match[1] for line in lines if (match := _DEFINITION.match(line.raw)))
    return tuple(_line(line, labels, log) for line in lines)


def _line(line: InputLine, labels: frozenset[str], log: AuditLog) -> InputLine:
    heading, quote = _HEADING.match(line.raw), _QUOTE.match(line.raw)
    style: Style = "heading" if heading else "quote" if quote and quote[1].strip() else line.style
    words = heading[2] if heading else quote[1].strip() if quote else line.words
    if _DEFINITION.match(line.raw) or not any(map(str.isalnum, words)):
        return line
    column = line.raw.find(words[:1]) + 1
    passage = MarkdownText(line.span.source, clean(words), ((line.span.line, max(1, column)),))
    pieces = inlines.read(passage, labels, log.found)
    content = tuple(Text(each.alt or each.source, line.span) if isinstance(each, InlinePicture) else each for each in pieces)
    level = len(heading[1]) if heading else line.level
    mark = None if heading or quote else line.mark
    return replace(line, content=content or line.content, style=style, level=level, mark=mark)


@cache
def _field() -> re.Pattern[str]:
    fields = f"{options('mail', 'fields')}|{options('mail', 'subject')}"
    return re.compile(rf"^(?P<field>{fields})\s*:\s*(?P<value>\S.*)$", re.IGNORECASE)


_QUOTED = re.compile(r"^[ \t]*>[> \t]?", re.MULTILINE)


def _is_forwarded(line: InputLine) -> bool:
    """Tell «---------- Forwarded message ---------»."""
    return bool(
        listed("forwarded").fullmatch(" ".join(re.findall(r"\w+", fold(line.whole.replace("’", " ").replace("'", " ")))))
    )


def unquoted(text: str) -> str:
    """Return a forwarded text without the > before its lines, which most of its words must stand in."""
    full = [line for line in text.split("\n") if line.strip()]
    quoted = [line for line in full if line.lstrip().startswith(">")]
    most = sum(map(len, quoted)) * 2 > sum(map(len, full))
    return _QUOTED.sub("", text) if len(quoted) > 3 and most else text


def without_mail_head(lines: Sequence[InputLine], log: AuditLog) -> tuple[InputLine, ...]:
    """Take off the fields that an e-mail begins with, at least two of them; its subject is told."""
    above = [*takewhile(_is_forwarded, lines[:2])]
    fields = []
    for line in lines[len(above) : 12]:
        match = _field().match(line.whole)
        if match is None:
            break
        fields.append((match["field"].lower(), match["value"], line))
    if len(fields) < 2:
        return tuple(lines)
    for line in [*above, *(line for _, _, line in fields)]:
        log.place(line, "left out: the head of the e-mail")
    subject = next((value for name, value, _ in fields if name in language_words("mail", "subject")), "")
    said = f"; its subject is «{subject}»" if subject else ""
    hint = "if the subject is the title, write it into the text"
    log.report(rules.FURNITURE, fields[0][2].span, f"the head of an e-mail stands here and is left out{said}", hint)
    return tuple(lines[len(above) + len(fields) :])


TEXTS = frozenset({".txt", ".text", ".md", ".markdown", ""})
TABLES = frozenset({".csv", ".tsv", ".xlsx"})
Images = tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True)
class Intake:
    """What became of the files: the kit, or None where there is no text; its pictures; the account."""

    kit: Kit | None
    images: Images
    log: AuditLog


def read_files(files: Sequence[tuple[str, bytes]], *, region: str, language: str) -> Intake:
    """Read texts first, then tables, each in the order given."""
    log = AuditLog()
    if not _codes_are_known(region, language, log):
        return Intake(None, (), log)
    maker = Maker(region, log)
    images: Images = ()
    for name, data in files:
        lines, pictures = _lines(name, data, log)
        images += pictures
        log.expect(lines)
        lines = rejoined(set_aside(lines, log))
        _report_joined(lines, log)
        for edition in editions(lines, language, log) if lines else ():
            maker.edition(edition)
    for name, data in files:
        if _suffix(name) in TABLES:
            maker.table(name, data)
    if not maker.statements:
        message = "no text with a title was found"
        hint = "add the file with the text; a list of signatures alone is compared with a kit by --into"
        log.report(rules.NO_TEXT, Span(files[0][0] if files else "import"), message, hint)
        return Intake(None, (), log)
    return Intake(maker.kit(tuple(name for name, _ in images)), images, log)


def _report_joined(lines: Sequence[InputLine], log: AuditLog) -> None:
    """Report that some lines were joined over blank lines."""
    joined = [line for line in lines if line.goes_on]
    if joined:
        message = f"{len(joined)} lines were joined over the blank lines before them, for a sentence was broken off there"
        log.report(rules.UNSURE, joined[0].span, message, "look whether the paragraphs are whole")


def _codes_are_known(region: str, language: str, log: AuditLog) -> bool:
    complaints = [words.language(language), words.country(region) if region else None]
    for complaint in complaints:
        if complaint:
            _, message, hint = complaint
            log.report(rules.LANGUAGE_CODE, Span("import"), message, hint)
    if not any(complaints) and primary(language) not in languages():
        message = f"presskit has no words of «{language}»: signatories, contacts, dates and embargoes stay in the text"
        hint = f"look through the kit, or add data/languages/{primary(language)}.toml and import it again"
        log.report(rules.LANGUAGE_UNREAD, Span("import"), message, hint)
    return not any(complaints)


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def _lines(name: str, data: bytes, log: AuditLog) -> tuple[tuple[InputLine, ...], Images]:
    suffix = _suffix(name)
    if suffix in TABLES:
        return (), ()
    if suffix == ".docx":
        from presskit.readers.importing.docx_file import docx_lines

        return docx_lines(name, data, log)
    if suffix not in TEXTS:
        message = f"«{name}» is not a kind of file that is read here"
        log.report(rules.FILE_KIND, Span(name), message, "save it as .docx or .txt, a table as .csv or .xlsx")
        return (), ()
    text = decoded(name, data, log)
    lines = text_lines(name, unquoted(text)) if text else ()
    log.expect(lines)
    lines = without_mail_head(lines, log)
    return (markdown_lines(name, lines, log) if is_markdown(name, lines) else lines), ()


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


def import_files(files: Sequence[tuple[str, bytes]], *, region: str, language: str) -> Reading[Imported | None]:
    """Make a kit of files (name, bytes). ``region`` (ISO 3166-1, or empty) is for telephone numbers without +.

    ``language`` (BCP 47) is that of the first text. The value is None where no text with a title could be read; the
    findings then say why.
    """
    intake = read_files(files, region=region, language=language)
    if intake.kit is None:
        return Reading(None, tuple(intake.log.found))
    log = intake.log
    placements = log.close()
    ask_about_lost(log, intake.kit)
    kit = replace(intake.kit, questions=tuple(log.questions))
    inputs = tuple((input_span(Span(name)).source, data) for name, data in files)
    internal = tuple((line.span, line.raw.strip()) for line in log.internal)
    return Reading(Imported(kit, intake.images, placements, inputs, internal), tuple(log.found))
