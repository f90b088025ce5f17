"""Texts after the advisories of Markdown parsers: each made the parser of somebody work with the square of its length."""

from __future__ import annotations

from collections.abc import Sequence

from tests.attacks.attack import ANY, Attack, Place

__all__ = ["ATTACKS"]

_LONG = 6_000
_HEAD = "---\ntitle: A bridge opens\n---\n"


def _text(name: str, advisory: str, text: str, says: str = "") -> Attack:
    def make(place: Place) -> Sequence[object]:
        place.kit({"statement.en.md": _HEAD + text + "\n"})
        return ("check", "kit")

    return Attack(name, advisory, make, ANY, says)


def _imported(name: str, advisory: str, text: str) -> Attack:
    def make(place: Place) -> Sequence[object]:
        place.write("in.md", f"# A bridge opens\n\n{text}\n")
        return ("import", "in.md", "-o", "new")

    return Attack(name, advisory, make)


ATTACKS = (
    _text("quotes in quotes", "CWE-674", ">" * _LONG + " a"),
    _text("lists in lists", "CWE-674", "".join("  " * n + "- a\n" for n in range(150))),
    _text("bullets on one line", "CVE-2023-24824", "- " * _LONG + "a"),
    _text("brackets that open", "CVE-2022-39209", "[" * _LONG),
    _text("brackets that close", "CVE-2022-39209", "[a" * _LONG + "](b)" * _LONG),
    _text("pictures that open", "CWE-407", "![" * _LONG),
    _text("marks that alternate", "CWE-407", "*a _b " * (_LONG // 3)),
    _text("marks that never close", "CWE-407", "**a__" * _LONG),
    _text("stars and a letter", "CVE-2026-2327", "https://example.org/" + "*" * _LONG + "a"),
    _text("quotation marks in a row", "CVE-2026-48988", "\"'" * _LONG + "a"),
    _text("quotation marks and letters", "CVE-2026-48988", "a\"b'" * _LONG),
    _text("addresses of mails in a row", "CVE-2026-59887", "mailto:" * _LONG + "a"),
    _text("addresses in a row", "CVE-2026-48801", "www.a.http://" * (_LONG // 3)),
    _text("runs of backticks", "CWE-407", "".join("`" * n + " " for n in range(1, 150))),
    _text("comments without an end", "CVE-2026-111766", "a " + "<!-- " * _LONG),
    _text("instructions without an end", "CVE-2026-111766", "a " + "<? " * _LONG),
    _text("sections without an end", "CVE-2026-111766", "a " + "<![CDATA[ " * _LONG),
    _text("tags without an end", "CVE-2026-111766", "a " + "<a b=' " * _LONG),
    _text("spaces before a letter", "CVE-2022-21670", "x" + " " * 40_000 + "x"),
    _text("line ends with spaces", "CVE-2022-21670", ("x" + " " * 200 + "\n") * 100),
    _text("a table of many columns", "CVE-2022-24724", "|" * _LONG + "\n" + "|-" * _LONG + "|\n" + "|" * _LONG),
    _text("a table whose rows grow", "CVE-2023-37463", "|a|\n|-|\n" + "|a" * _LONG + "|\n"),
    _text("zero bytes", "CWE-158", "a\0b\0" * 1_000, "control-character"),
    _text("a link to itself", "CWE-407", "[a]: a\n\n[a][a][][a]" + "[a]" * _LONG),
    _text("definitions without end", "CWE-407", "".join(f"[a{n}]: b\n" for n in range(_LONG // 3))),
    _text("a note in itself", "CWE-674", "a[^a]\n\n[^a]: b[^a]\n"),
    _text("notes in notes", "CWE-674", "a[^n0]\n\n" + "".join(f"[^n{n}]: b[^n{n + 1}]\n\n" for n in range(500))),
    _text("escapes without end", "CWE-407", "\\" * _LONG + "\n" + "&" * _LONG),
    _text("parts in parts", "CWE-674", "::: calls\n" * 2_000 + "a\n" + ":::\n" * 2_000),
    _text("ids without end", "CWE-1333", "a " + "{#" * _LONG + "\n\nb " + "{#a} " * _LONG),
    _text("variables without end", "CWE-1333", "a " + "{{ " * _LONG + " | " * _LONG),
    _text("letters that join", "CWE-407", "a" + "\u0301\u0323" * _LONG),
    _text("front matter without end", "CWE-407", "---\n" * _LONG),
    _imported("import of open brackets", "CVE-2022-39209", "[" * _LONG),
    _imported("import of digits and brackets", "CWE-1333", "(1) " * _LONG + "+1 (" * _LONG),
    _imported("import of addresses", "CWE-1333", "a@" * _LONG + "\n" + "a." * _LONG + "@b"),
    _imported("import of dates", "CWE-1333", "1/1/" * _LONG + " January " * _LONG),
    _imported("import of a line of spaces", "CVE-2022-21670", "x" + " " * 40_000 + "x"),
)
