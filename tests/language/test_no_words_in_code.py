"""No table of any language's words stands in code, escaped or not: they lie in ``data/languages``."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path("src/presskit")
ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
RANGES = re.compile(r"\[(?:\\.|[^\]\\])*\]")  # a class of characters, as «[Ѐ-ӿ]», is no word
LETTERS = re.compile(r"[^\W\d_]+")
ALTERNATIVES = re.compile(r"(?:\\b)?[A-Za-z]{2,}(?:\|[A-Za-z? ]{2,}){3,}")
GLYPHS = "letters that Unicode does not decompose, or digits of a script: properties of characters"
ALLOWED = {
    "language/alphabet.py": GLYPHS,
    "language/data.py": GLYPHS,
    "formats/kit_keys.py": "shows digits",
    "readers/suggestions.py": GLYPHS,
    "writers/pdf/text_layer.py": "the ligatures of lam and alef, as fonts draw them",
    "readers/tables/vocabulary.py": "the Cyrillic х that looks like a cross",
    "checks/lint/placeholder.py": "the Cyrillic х that stands for the Latin one",
    "mail/self_check.py": "a name in two directions, for the test of a message",
    "checks/lint/hour_differs.py": "the kit of a case",
    "language/typography.py": "the unit m²",
    "readers/importing/statement.py": "digits that are set high",
    "readers/tables/table_file.py": GLYPHS,
    "readers/text_mistakes.py": GLYPHS,
}
ENGLISH = {
    "readers/importing/dialling.py": "codes of currencies (ISO 4217)",
    "mail/smtp_replies.py": "what servers answer, which is English (RFC 5321)",
    "formats/docx_file/inserted.py": "control words of RTF and names of elements",
    "typesetting/sheets.py": "at-rules of CSS",
    "typesetting/stylesheet_cache.py": "at-rules of CSS",
    "readers/kit_folder.py": "names of the kit's own files",
    "readers/inlines.py": "endings of addresses",
    "readers/words.py": "schemes of addresses",
    "mail/self_check.py": "schemes of addresses",
    "readers/returns/docx_file.py": "parts of a package",
    "formats/docx_file/reading.py": "parts of a package",
    "readers/suggestions.py": "prefixes of version numbers",
}  # fmt: skip


def texts(file: Path) -> Iterator[str]:
    """Yield the literals of a module that are neither docstrings nor kits of a check's cases."""
    tree = ast.parse(file.read_text("utf-8"))
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    cases = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"Case", "Rule", "Command"}
        for part in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and not {id(node)} & (alone | cases):
            yield ESCAPED.sub(lambda match: chr(int(match[1], 16)), node.value)


def foreign(text: str) -> list[str]:
    """Return the words of a text that have letters outside ASCII; marks as «º» and «ª» are no letters of a word."""
    words = LETTERS.findall(RANGES.sub(" ", text))
    return [word for word in words if not word.isascii() and word not in {"º", "ª", "ʼ"}]


def relative(file: Path) -> str:
    return str(file.relative_to(SOURCE))


def test_no_word_of_another_language_stands_in_code() -> None:
    found = {relative(file): words for file in sorted(SOURCE.rglob("*.py")) for text in texts(file) if (words := foreign(text))}
    assert {file: words for file, words in found.items() if file not in ALLOWED} == {}


def test_no_alternatives_of_words_stand_in_an_expression() -> None:
    found = {relative(file): match[0] for file in sorted(SOURCE.rglob("*.py")) for text in texts(file)
             if (match := ALTERNATIVES.search(text))}  # fmt: skip
    assert {file: words for file, words in found.items() if file not in ENGLISH} == {}
