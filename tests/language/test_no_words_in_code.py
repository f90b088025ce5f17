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
    "language/numbers.py": GLYPHS,
    "formats/csv_cells.py": "letters that nobody sees, before a formula",
    "formats/kit_keys.py": "shows digits",
    "readers/suggestions.py": GLYPHS,
    "writers/pdf/__init__.py": "the ligatures of lam and alef, as fonts draw them",
    "readers/tables/vocabulary.py": "the Cyrillic х that looks like a cross",
    "checks/lint/placeholder.py": "the Cyrillic х that stands for the Latin one",
    "mail/message_template.py": "a name in two directions, for the test of a message",
    "checks/lint/hour_differs.py": "the kit of a case",
    "language/typography.py": "the unit m²",
    "readers/importing/statement.py": "digits that are set high",
    "readers/tables/table_file.py": GLYPHS,
    "readers/text_mistakes.py": GLYPHS,
}
ENGLISH = {
    "formats/file_names.py": "devices of Windows",
    "readers/importing/html_words.py": "units of CSS",
    "readers/importing/dialling.py": "codes of currencies (ISO 4217)",
    "mail/smtp_replies.py": "what servers answer, which is English (RFC 5321)",
    "formats/ooxml/walk.py": "elements, fields and control words of Word files, HTML and RTF",
    "typesetting/stylesheet_cache.py": "at-rules of CSS",
    "readers/importing/html_formatting.py": "values of CSS",
    "readers/kit_folder.py": "names of the kit's own files",
    "readers/inlines.py": "endings of addresses",
    "readers/words.py": "schemes of addresses",
    "readers/returns/docx_file.py": "parts of a package",
    "readers/suggestions.py": "prefixes of version numbers",
}  # fmt: skip
NOT_NATURAL = {
    "formats/charsets.py": "encodings (WHATWG)",
    "readers/importing/html_words.py": "elements, values and colours of HTML and CSS",
    "checks/preflight/docx_package.py": "parts of a package (OPC) and schemes of addresses",
    "editing/yaml_splices.py": "codes of findings",
    "formats/fonts.py": "tables of a font (OpenType)",
    "formats/kit_yaml.py": "what YAML 1.1 reads as true, false or nothing",
    "formats/ooxml/names.py": "prefixes of namespaces",
    "formats/ooxml/package.py": "what may be wrong with a package",
    "formats/ooxml/styles.py": "ids and names of Word's own styles",
    "formats/ooxml/walk.py": "elements of WordprocessingML and HTML",
    "formats/pdf_file/colour.py": "kinds of colour",
    "formats/pdf_file/operators.py": "operators of PDF",
    "language/alphabet.py": "languages (ISO 639)",
    "language/schema.py": "tables of a language's file",
    "mail/addresses.py": "mailboxes by RFC 2142, in whatever language",
    "mail/message_template.py": "what may differ in a message that is read back",
    "mail/opt_out_words.py": "what programs write into an empty cell",
    "pictures/svg.py": "elements of SVG",
    "readers/importing/html_file.py": "elements of HTML",
    "readers/importing/html_formatting.py": "Word's classes in HTML",
    "readers/importing/html_styles.py": "at-rules, pseudo-classes and media features of CSS",
    "readers/importing/odt_file.py": "elements of OpenDocument",
    "readers/importing/odt_styles.py": "properties of OpenDocument",
    "readers/importing/shapes.py": "names of patterns",
    "readers/tables/vocabulary.py": "languages (ISO 639)",
    "readers/text_mistakes.py": "elements of HTML",
}
READERS = ("checks", "editing", "formats", "language", "mail", "pictures", "readers", "translation")
WORD = re.compile("[a-z]{2,}(?:[ '-][a-z]+)*")


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


def tables(tree: ast.AST) -> Iterator[list[str]]:
    """Yield the texts of each tuple, list, set, mapping (its keys) and of each text that is split into words."""
    for node in ast.walk(tree):
        match node:
            case ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Set(elts=parts):
                yield [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]
            case ast.Dict(keys=keys):
                yield [key.value for key in keys if isinstance(key, ast.Constant) and isinstance(key.value, str)]
            case ast.Call(func=ast.Attribute(value=ast.Constant(value=str(text)), attr="split"), args=[]):
                yield text.split()
            case _:
                pass


def names(tree: ast.AST) -> Iterator[str]:
    """Yield what a module calls its own things: a table of these is no table of words."""
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(attr=name) | ast.Name(id=name) | ast.arg(arg=name) | ast.keyword(arg=str(name)):
                yield name
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case _:
                pass


def natural(source: Path) -> dict[str, list[str]]:
    """Return by module the words of tables with three or more that are no name of anything in the package.

    Only rooms that read what comes from outside match words against it.
    """
    trees = {file: ast.parse(file.read_text("utf-8")) for file in sorted(source.rglob("*.py"))}
    own = {name for tree in trees.values() for name in names(tree)}
    found: dict[str, list[str]] = {}
    for file, tree in trees.items():
        place = file.relative_to(source)
        for table in tables(tree) if place.parts[0] in READERS else ():
            words = [word for word in table if WORD.fullmatch(word) and word not in own]
            found.setdefault(str(place), []).extend(words if len(words) > 2 else ())
    return {place: words for place, words in found.items() if words}


def test_no_table_of_words_stands_in_code() -> None:
    """Words of other languages in ASCII, as «redaktion», and English ones alike."""
    found = natural(SOURCE)
    assert {file: words for file, words in found.items() if file not in NOT_NATURAL} == {}
    assert NOT_NATURAL.keys() - found.keys() == set()


def test_a_table_of_words_is_found(tmp_path: Path) -> None:
    (tmp_path / "mail").mkdir()
    table = '_A = frozenset({"redaktion", "presse", "prensa"})\n_B = {"firma": 1, "firmato da": 2, "aderiamo": 3}\n'
    (tmp_path / "mail/roles.py").write_text(table + '_C = "yes no maybe".split()\n__all__ = ["one", "two"]\n', "utf-8")
    words = {"redaktion", "presse", "prensa", "firma", "firmato da", "aderiamo", "yes", "no", "maybe"}
    assert {place: {*found} for place, found in natural(tmp_path).items()} == {"mail/roles.py": words}
