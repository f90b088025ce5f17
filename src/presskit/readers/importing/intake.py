"""The files that were received → lines and tables → a kit: the order of the import."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from presskit.model.release import Kit
from presskit.readers import words
from presskit.readers.importing import rules
from presskit.readers.importing.account import Account
from presskit.readers.importing.decoding import decoded
from presskit.readers.importing.editions import editions
from presskit.readers.importing.lines import Line, text_lines
from presskit.readers.importing.mail_head import unquoted, without_mail_head
from presskit.readers.importing.making import Maker
from presskit.readers.importing.markdown_lines import is_markdown, markdown_lines
from presskit.readers.importing.paragraphs import rejoined
from presskit.readers.importing.setting_aside import set_aside
from presskit.source import Span

__all__ = ["Intake", "read_files"]

TEXTS = frozenset({".txt", ".text", ".md", ".markdown", ""})
TABLES = frozenset({".csv", ".tsv", ".xlsx"})
Images = tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True)
class Intake:
    """What became of the files: the kit, or None where there is no text; its pictures; the account."""

    kit: Kit | None
    images: Images
    account: Account


def read_files(files: Sequence[tuple[str, bytes]], *, region: str, language: str) -> Intake:
    """Read texts first, then tables, each in the order given."""
    account = Account()
    if not _codes_are_known(region, language, account):
        return Intake(None, (), account)
    maker = Maker(region, account)
    images: Images = ()
    for name, data in files:
        lines, pictures = _lines(name, data, account)
        images += pictures
        account.expect(lines)
        lines = rejoined(set_aside(lines, account))
        _tell_joined(lines, account)
        for edition in editions(lines, language, account) if lines else ():
            maker.edition(edition)
    for name, data in files:
        if _suffix(name) in TABLES:
            maker.table(name, data)
    if not maker.statements:
        message = "no text with a title was found"
        hint = "add the file with the text; a list of signatures alone is compared with a kit by --into"
        account.report(rules.NO_TEXT, Span(files[0][0] if files else "import"), message, hint)
        return Intake(None, (), account)
    return Intake(maker.kit(tuple(name for name, _ in images)), images, account)


def _tell_joined(lines: Sequence[Line], account: Account) -> None:
    """Report that some lines were joined over blank lines."""
    joined = [line for line in lines if line.goes_on]
    if joined:
        message = f"{len(joined)} lines were joined over the blank lines before them, for a sentence was broken off there"
        account.report(rules.UNSURE, joined[0].span, message, "look whether the paragraphs are whole")


def _codes_are_known(region: str, language: str, account: Account) -> bool:
    complaints = [words.language(language), words.country(region) if region else None]
    for complaint in complaints:
        if complaint:
            _, message, hint = complaint
            account.report(rules.LANGUAGE_CODE, Span("import"), message, hint)
    return not any(complaints)


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def _lines(name: str, data: bytes, account: Account) -> tuple[tuple[Line, ...], Images]:
    suffix = _suffix(name)
    if suffix in TABLES:
        return (), ()
    if suffix == ".docx":
        from presskit.readers.importing.docx_file import docx_lines

        return docx_lines(name, data, account)
    if suffix not in TEXTS:
        message = f"«{name}» is not a kind of file that is read here"
        account.report(rules.FILE_KIND, Span(name), message, "save it as .docx or .txt, a table as .csv or .xlsx")
        return (), ()
    text = decoded(name, data, account)
    lines = text_lines(name, unquoted(text)) if text else ()
    account.expect(lines)
    lines = without_mail_head(lines, account)
    return (markdown_lines(name, lines, account) if is_markdown(name, lines) else lines), ()
