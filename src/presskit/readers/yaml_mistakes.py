"""Slips in YAML as people make them: what a line was meant to say, and the words that help whoever wrote it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from presskit.formats.kit_keys import TABLES

__all__ = ["YamlMistake", "find_mistake", "with_value_quoted"]

LONGEST = 2000
"""The longest line, in characters, in which slips are looked for."""
HEADLINES = ("title", "subtitle", "description")
NAMES = ("name", "person", "organisation", "affiliation", "role", "by", "how", "note", "rights", "logo_alt")
_WORDED = re.compile(rf"( *(?:- +)?(?P<key>{'|'.join((*HEADLINES, *NAMES))}): +)(?P<value>\S.*?)[ \t]*$")
_COMMENT = re.compile(r"[ \t]+#(?:[ \t].*)?$|[ \t]+#\S.*$")
_WHOLE = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'|[|>][-+0-9]*|\{.*\}|\[[^\]]*\]')
_KEPT = tuple("\"'*&!%@`|>[]{},?-")
"""What a value of YAML may not begin with, or not without a meaning (YAML 1.2, 5.3)."""
_NBSP = "\u00a0\u202f\u2007\u3000"


@dataclass(frozen=True, slots=True)
class YamlMistake:
    """What is wrong in a line: its index from 0, the column from 1, the words about it and what to write."""

    index: int
    column: int
    message: str
    hint: str


def with_value_quoted(lines: Sequence[str], index: int) -> list[str] | None:
    """Return the lines with the value of one in quotation marks, where it is plainly a text; None where it is not.

    A headline may hold «: », quotes and what else it likes; a name may hold «: ». No place moves: the value begins where
    it did.
    """
    found = _WORDED.fullmatch(lines[index]) if 0 <= index < len(lines) and len(lines[index]) <= LONGEST else None
    if not found or not _is_broken(_value(found["value"]), found["key"]):
        return None
    value = _value(found["value"])
    rest = found["value"][len(value) :]
    line = f"{found[1]}{json.dumps(value, ensure_ascii=False)}{rest}"
    return [*lines[:index], line, *lines[index + 1 :]]


def _value(text: str) -> str:
    """Return a value without the comment behind it."""
    return _COMMENT.sub("", text)


def _is_broken(value: str, key: str) -> bool:
    """Tell whether YAML takes a value for more or less than the text that it plainly is."""
    if _WHOLE.fullmatch(value):
        return False
    if value[0] in "\"'" and value.count(value[0]) == 1:
        return False  # whether a second mark is missing or the first is one too many, a person knows
    colon = ": " in value or value.endswith(":")
    return (colon or value.startswith(_KEPT)) if key in HEADLINES else colon and not value.startswith(_KEPT)


@cache
def _keys() -> frozenset[str]:
    return frozenset(key.name for table in TABLES for key in table.keys)


def find_mistake(lines: Sequence[str], index: int) -> YamlMistake | None:
    """Return what was most likely meant near line ``index``, at which YAML gave up; None where nobody can tell."""
    near = [each for each in (index, index - 1, index - 2, index + 1) if 0 <= each < len(lines) and len(lines[each]) <= LONGEST]
    for check in _CHECKS:
        for each in near:
            found = check(lines, each)
            if found:
                return found
    return None


def _key(line: str) -> re.Match[str] | None:
    return re.match(r"(?P<indent> *)(?P<dash>- +)?(?P<key>[\w-]+):(?= |$)", line)


def _tab(lines: Sequence[str], index: int) -> YamlMistake | None:
    found = re.match(r"( *)\t[\t ]*(\S.*)?$", lines[index])
    if not found:
        return None
    indent = " " * _indent_before(lines, index)
    return YamlMistake(
        index, len(found[1]) + 1, "the line is indented with a tab", _write(indent + (found[2] or ""), "with spaces alone")
    )


def _invisible_space(lines: Sequence[str], index: int) -> YamlMistake | None:
    found = re.search(f"^ *[{_NBSP}]|:[{_NBSP}]|- *[{_NBSP}]", lines[index])
    if not found:
        return None
    right = re.sub(f"[{_NBSP}]", " ", lines[index])
    message = "a space that is none for YAML stands here: a non-breaking one, as Word and web pages have it"
    return YamlMistake(index, found.end(), message, _write(right, "with ordinary spaces"))


def _colon(lines: Sequence[str], index: int) -> YamlMistake | None:
    """Find «id:river» and «date：2026», «id = river», a key in curly quotation marks."""
    keys = "|".join(sorted(_keys(), key=len, reverse=True))
    line = lines[index]
    close = re.match(rf"( *(?:- *)?)({keys})(:)(?=[^\s:])(?!//)", line)
    if close:
        right = f"{close[0]} {line[close.end() :]}"
        return YamlMistake(index, close.end(), f"after «{close[2]}:» a space is missing", _write(right))
    other = re.match(rf"( *(?:- *)?)[“”\"„‟«»‘’']?({keys})[“”\"„‟«»‘’']?(\s*(?:[：﹕︓=]|:=|->)\s*)(?=\S)", line)
    if other:
        right = f"{other[1]}{other[2]}: {line[other.end() :]}"
        return YamlMistake(index, other.start(3) + 1, f"«{other[3].strip()}» is no colon that YAML knows", _write(right))
    return None


def _no_colon(lines: Sequence[str], index: int) -> YamlMistake | None:
    """Find «title The river»: a key, a space and a value, without the colon between."""
    found = re.fullmatch(r"(\w+)[ \t]+([^\s:].*?)[ \t]*", lines[index])
    if not found or found[1] not in _keys() or re.search(r":(?: |$)", found[2]):
        return None
    message = f"after «{found[1]}» a colon is missing"
    return YamlMistake(index, len(found[1]) + 1, message, _write(f"{found[1]}: {found[2]}"))


def _comment(lines: Sequence[str], index: int) -> YamlMistake | None:
    found = re.match(r" *(//+|;+|<!--|/\*)\s*(.*?)\s*(?:-->|\*/)?$", lines[index])
    if not found:
        return None
    return YamlMistake(index, found.start(1) + 1, f"«{found[1]}» begins no comment here", _write(f"# {found[2]}"))


def _quoted_and_more(lines: Sequence[str], index: int) -> YamlMistake | None:
    """Find «name: "Example" Relief»: YAML ends the text with its second mark."""
    found = re.match(r"( *(?:- +)?(?:[\w-]+: +)?)((\"[^\"]*\"|'[^']*')[ \t]*[^\s,\]}#:].*?)\s*$", lines[index])
    if not found:
        return None
    right = found[1] + _in_quotes(found[2])
    message = f"the text begins with a quotation mark, so it ends at the next one, and «{_rest(found)}» is left over"
    return YamlMistake(index, len(found[1]) + 1, message, _write(right))


def _rest(found: re.Match[str]) -> str:
    return found[2][len(found[3]) :].strip()


def _in_quotes(text: str) -> str:
    """Return a text as a YAML scalar in single quotation marks, or in double ones where that reads better."""
    return f'"{text}"' if '"' not in text and "\\" not in text else "'" + text.replace("'", "''") + "'"


def _unclosed(lines: Sequence[str], index: int) -> YamlMistake | None:
    found = re.match(r"( *(?:- +)?(?:[\w-]+: +)?)([\"'])((?:(?!\2).)*)$", lines[index])
    if not found or not found[3].strip():
        return None
    return YamlMistake(
        index, len(found[1]) + 1, f"the quotation mark {found[2]} is not closed", _write(f"{lines[index].rstrip()}{found[2]}")
    )


def _special_beginning(lines: Sequence[str], index: int) -> YamlMistake | None:
    found = re.match(r"( *(?:- +)?(?:[\w-]+: +|- +))([*&!%@`].*?)\s*$", lines[index])
    if not found:
        return None
    message = f"«{found[2][0]}» has a meaning of its own at a value's beginning"
    return YamlMistake(index, len(found[1]) + 1, message, _write(found[1] + _in_quotes(found[2])))


def _second_colon(lines: Sequence[str], index: int) -> YamlMistake | None:
    found = re.match(r"( *(?:- +)?[\w-]+: +)([^\s\"'{\[|>].*?: .*?)\s*$", lines[index])
    if not found:
        return None
    column = len(found[1]) + found[2].index(": ") + 1
    return YamlMistake(index, column, "a second «: » stands in this line", _write(found[1] + _in_quotes(found[2])))


def _hash_in_flow(lines: Sequence[str], index: int) -> YamlMistake | None:
    """Find «{en: Save #Aleppo, fr: …}»: the comment takes the closing brace with it."""
    found = re.search(r"([\[{,] *(?:[\w-]+: +)?)([^\s\"'\[\]{},:#][^\[\]{},\"'#:]* #[^\s,\]}][^,\]}]*)[,\]}]", lines[index])
    if not found:
        return None
    right = f'{lines[index][: found.start(2)]}"{found[2]}"{lines[index][found.end(2) :]}'
    message = f"«{found[2][found[2].index('#') :]}» and what follows in this line is lost: YAML takes it for a comment"
    return YamlMistake(index, found.start(2) + found[2].index("#") + 1, message, _write(right))


def _bracket(lines: Sequence[str], index: int) -> YamlMistake | None:
    """Find a list or a mapping in one line that is not closed in it."""
    line = re.sub(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|(?:^| )#.*", lambda match: "x" * len(match[0]), lines[index])
    for opens, closes, what in (("[", "]", "list"), ("{", "}", "mapping")):
        missing = line.count(opens) - line.count(closes)
        if missing > 0 and re.search(rf"[:-] +\{opens}", line):
            right = lines[index].rstrip() + closes * missing
            message = f"the {what} that begins with «{opens}» is not closed in this line"
            return YamlMistake(index, line.index(opens) + 1, message, _write(right, f"or close it below with «{closes}»"))
    return None


def _dash(lines: Sequence[str], index: int) -> YamlMistake | None:
    """Find «-Name», and a key that lacks the hyphen of its list."""
    close = re.match(r"( *)-([^\W\d].*?)\s*$", lines[index])
    if close:
        return YamlMistake(
            index, len(close[1]) + 1, "after the hyphen of a list a space is missing", _write(f"{close[1]}- {close[2]}")
        )
    here = _key(lines[index])
    above = next((lines[each] for each in range(index - 1, -1, -1) if lines[each].strip()), "")
    if not here or here["dash"] or not re.match(rf" {{{len(here['indent'])}}}[- ]", above):
        return None
    listed = [line for line in lines[:index] if re.match(rf" {{{len(here['indent'])}}}- ", line)]
    if not listed:
        return None
    right = f"{here['indent']}- {lines[index].strip()}"
    return YamlMistake(index, len(here["indent"]) + 1, "the list goes on, but this line lacks its hyphen", _write(right))


def _indent(lines: Sequence[str], index: int) -> YamlMistake | None:
    """Find a key whose indent is that of no level above it, or that lies below a key which has a value already."""
    here = _key(lines[index])
    above = next((each for each in range(index - 1, -1, -1) if _key(lines[each])), None)
    if not here or above is None:
        return None
    mine, theirs = len(here["indent"]), _level(lines[above])
    levels = {_level(line) for line in lines[:index] if _key(line)} | {
        len(m["indent"]) for line in lines[:index] if (m := _key(line))
    }
    if mine in levels and mine <= theirs:
        return None
    below = mine > theirs and re.fullmatch(r" *(?:- +)?[\w-]+:", lines[above].rstrip()) is None
    top = _level(lines[above]) == 0 and below and above and _level(lines[above - 1]) == mine
    if top:
        right = " " * mine + lines[above].strip()
        message = f"this line belongs to the lines {above} and {index + 1}, but is not indented as they are"
        return YamlMistake(above, 1, message, _write(right))
    right = (
        " " * (theirs if below else max((level for level in levels if level <= mine), default=theirs)) + lines[index].strip()
    )
    if not below:
        right = " " * theirs + lines[index].strip()
    message = f"the line is indented by {mine}, but line {above + 1}, to which it belongs, by {theirs}"
    return YamlMistake(index, mine + 1, message, _write(right, "indented alike"))


def _level(line: str) -> int:
    found = _key(line)
    return len(found["indent"]) + len(found["dash"] or "") if found else 0


def _indent_before(lines: Sequence[str], index: int) -> int:
    """Return by how many spaces the line before is indented; by two where it begins a mapping."""
    above = next((lines[each] for each in range(index - 1, -1, -1) if lines[each].strip()), "")
    return _level(above) + (2 if re.fullmatch(r" *(?:- +)?[\w-]+:", above.rstrip()) else 0)


def _orphan(lines: Sequence[str], index: int) -> YamlMistake | None:
    """Find a line that is no key: the value of the line above that goes on, or words without a key."""
    words = lines[index].strip()
    if not words or words.startswith(("#", "-", "[", "{", "]", "}")) or re.search(r":(?: |$)", words):
        return None
    above = next((lines[each] for each in range(index - 1, -1, -1) if lines[each].strip()), "")
    if not _key(above) or re.fullmatch(r".*:\s*(?:[|>][-+0-9]*)?", above):
        return YamlMistake(
            index,
            len(lines[index]) - len(lines[index].lstrip()) + 1,
            f"«{words[:40]}» is no key with a value",
            "write key: value",
        )
    message = f"«{words[:40]}» is no key with a value; it seems to belong to the line above"
    return YamlMistake(index, 1, message, _write(f"{above.rstrip()} {words}", "in one line"))


def _write(line: str, how: str = "") -> str:
    shown = line.strip() if len(line.strip()) <= 160 else line.strip()[:159] + "…"
    indent = len(line) - len(line.lstrip(" "))
    after = f" after {indent} spaces" if indent > 1 and not how else ""
    return f"write «{shown}»{after}" + (f", {how}" if how else "")


_Check = Callable[[Sequence[str], int], YamlMistake | None]
_CHECKS: tuple[_Check, ...] = (
    _tab, _invisible_space, _colon, _no_colon, _comment, _quoted_and_more, _special_beginning, _second_colon, _dash,
    _hash_in_flow, _bracket, _unclosed, _orphan, _indent,
)  # fmt: skip
