"""Slips in YAML as people make them: what a line was meant to say, and the words that help whoever wrote it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from presskit.formats.kit_keys import TABLES

__all__ = ["YamlMistake", "find_mistake", "with_value_quoted"]

LONGEST = 2000
"""The longest line, in characters, in which slips are looked for."""
HEADLINES = ("title", "subtitle", "description")
NAMES = ("name", "person", "organisation", "affiliation", "role", "by", "how", "note", "rights", "logo_alt")
_WORDED = re.compile(rf"( *(?:- +)?(?P<key>{'|'.join((*HEADLINES, *NAMES))}): +)(?P<value>\S(?:.*[^ \t])?)[ \t]*$")
_COMMENT = re.compile(r"(?<![ \t])[ \t]+#(?:[ \t].*|\S.*)?$")
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
    return [*lines[:index], f"{found[1]}{json.dumps(value, ensure_ascii=False)}{rest}", *lines[index + 1 :]]


def _value(text: str) -> str:
    """Return a value without the comment behind it."""
    return _COMMENT.sub("", text)


def _is_broken(value: str, key: str) -> bool:
    """Return whether YAML takes a value for more or less than the text that it plainly is."""
    if _WHOLE.fullmatch(value):
        return False
    if value[0] in "\"'" and value.count(value[0]) == 1:
        return False  # whether a second mark is missing or the first is one too many, a person knows
    colon = ": " in value or value.endswith(":")
    return (colon or value.startswith(_KEPT)) if key in HEADLINES else colon and not value.startswith(_KEPT)


def find_mistake(lines: Sequence[str], index: int) -> YamlMistake | None:
    """Return what was most likely meant near line ``index``, at which YAML gave up; None where nobody can tell."""
    near = [each for each in (index, index - 1, index - 2, index + 1) if 0 <= each < len(lines) and len(lines[each]) <= LONGEST]
    return next(filter(None, (check(lines, each) for checks in _CHECKS for each in near for check in checks)), None)


def _key(line: str) -> re.Match[str] | None:
    return re.match(r"(?P<indent> *)(?P<dash>- +)?(?P<key>[\w-]+):(?= |$)", line)


@dataclass(frozen=True, slots=True)
class _Form:
    """A mistake within one line: the expression that finds it, the words about it and the line to write.

    The column is that where the group ``at`` begins. ``message`` and ``right`` are filled in with the groups, and with

    - ``line``, ``whole`` (what was found), ``after`` (what follows it), ``before`` and ``behind`` (what is around ``text``);
    - ``quoted`` (``text`` as a YAML scalar in quotation marks), ``spaced`` (the line with ordinary spaces), ``indent``
      (spaces as before the line above, two more where that begins a mapping).
    """

    expression: str
    message: str
    right: str
    how: str = ""

    def __call__(self, lines: Sequence[str], index: int) -> YamlMistake | None:
        """Return the mistake in line ``index``, if it is there."""
        line = lines[index]
        match = re.search(self.expression, line)
        if match is None:
            return None
        above = _above(lines, index)
        indent = _level(above) + (2 if re.fullmatch(r" *(?:- +)?[\w-]+:", above.rstrip()) else 0)
        fields = match.groupdict("") | {
            "line": line.rstrip(), "whole": match[0], "after": line[match.end() :], "spaced": re.sub(f"[{_NBSP}]", " ", line),
            "indent": " " * indent,
        }  # fmt: skip
        if "text" in match.groupdict():
            fields |= {"before": line[: match.start("text")], "behind": line[match.end("text") :]}
            fields["quoted"] = _in_quotes(fields["text"])
        return YamlMistake(
            index, match.start("at") + 1, self.message.format(**fields), _write(self.right.format(**fields), self.how)
        )


def _in_quotes(text: str) -> str:
    """Return a text as a YAML scalar in single quotation marks, or in double ones where that reads better."""
    return f'"{text}"' if '"' not in text and "\\" not in text else "'" + text.replace("'", "''") + "'"


def _bracket(lines: Sequence[str], index: int) -> YamlMistake | None:
    """Find a list or a mapping in one line that is not closed in it."""
    line = re.sub(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|(?:^| )#.*", lambda match: "x" * len(match[0]), lines[index])
    for opens, closes, what in (("[", "]", "list"), ("{", "}", "mapping")):
        missing = line.count(opens) - line.count(closes)
        if missing > 0 and re.search(rf"[:-] +\{opens}", line):
            right = lines[index].rstrip() + closes * missing
            return YamlMistake(
                index, line.index(opens) + 1, f"the {what} that begins with «{opens}» is not closed in this line",
                _write(right, f"or close it below with «{closes}»"),
            )  # fmt: skip
    return None


def _dash(lines: Sequence[str], index: int) -> YamlMistake | None:
    """Find a key that lacks the hyphen of its list."""
    here = _key(lines[index])
    above = _above(lines, index)
    if not here or here["dash"] or not re.match(rf" {{{len(here['indent'])}}}[- ]", above):
        return None
    if not any(re.match(rf" {{{len(here['indent'])}}}- ", line) for line in lines[:index]):
        return None
    return YamlMistake(
        index, len(here["indent"]) + 1, "the list goes on, but this line lacks its hyphen",
        _write(f"{here['indent']}- {lines[index].strip()}"),
    )  # fmt: skip


def _indent(lines: Sequence[str], index: int) -> YamlMistake | None:
    """Find a key whose indent is that of no level above it, or that lies below a key which has a value already."""
    here = _key(lines[index])
    above = next((each for each in range(index - 1, -1, -1) if _key(lines[each])), None)
    if not here or above is None:
        return None
    mine, theirs = len(here["indent"]), _level(lines[above])
    keys = [(line, key) for line in lines[:index] if (key := _key(line))]
    if mine <= theirs and any(mine in {_level(line), len(key["indent"])} for line, key in keys):
        return None
    below = mine > theirs and re.fullmatch(r" *(?:- +)?[\w-]+:", lines[above].rstrip()) is None
    if _level(lines[above]) == 0 and below and above and _level(lines[above - 1]) == mine:
        return YamlMistake(
            above, 1, f"this line belongs to the lines {above} and {index + 1}, but is not indented as they are",
            _write(" " * mine + lines[above].strip()),
        )  # fmt: skip
    return YamlMistake(
        index, mine + 1, f"the line is indented by {mine}, but line {above + 1}, to which it belongs, by {theirs}",
        _write(" " * theirs + lines[index].strip(), "indented alike"),
    )  # fmt: skip


def _level(line: str) -> int:
    found = _key(line)
    return len(found["indent"]) + len(found["dash"] or "") if found else 0


def _above(lines: Sequence[str], index: int) -> str:
    """Return the nearest line above that is not blank."""
    return next((lines[each] for each in range(index - 1, -1, -1) if lines[each].strip()), "")



def _orphan(lines: Sequence[str], index: int) -> YamlMistake | None:
    """Find a line that is no key: the value of the line above that goes on, or words without a key."""
    words = lines[index].strip()
    if not words or words.startswith(("#", "-", "[", "{", "]", "}")) or re.search(r":(?: |$)", words):
        return None
    above = _above(lines, index)
    if not _key(above) or re.fullmatch(r".*:\s*(?:[|>][-+0-9]*)?", above):
        column = len(lines[index]) - len(lines[index].lstrip()) + 1
        return YamlMistake(index, column, f"«{words[:40]}» is no key with a value", "write key: value")
    return YamlMistake(
        index, 1, f"«{words[:40]}» is no key with a value; it seems to belong to the line above",
        _write(f"{above.rstrip()} {words}", "in one line"),
    )  # fmt: skip


def _write(line: str, how: str = "") -> str:
    shown = line.strip() if len(line.strip()) <= 160 else line.strip()[:159] + "…"
    indent = len(line) - len(line.lstrip(" "))
    after = f" after {indent} spaces" if indent > 1 and not how else ""
    return f"write «{shown}»{after}" + (f", {how}" if how else "")


_KEYS = "|".join(sorted({key.name for table in TABLES for key in table.keys}, key=len, reverse=True))
_CURLY = "[“”\"„‟«»‘’']"
_ENTRY = r"(?P<head> *(?:- +)?(?:[\w-]+: +)?)"
_CHECKS: tuple[tuple[Callable[[Sequence[str], int], YamlMistake | None], ...], ...] = (
    (_Form(
        r"^ *(?P<at>\t)[\t ]*(?P<text>\S.*)?$", "the line is indented with a tab", "{indent}{text}", "with spaces alone",
    ),),
    (_Form(
        f"(?:^ *|:|- *)(?P<at>[{_NBSP}])",
        "a space that is none for YAML stands here: a non-breaking one, as Word and web pages have it", "{spaced}",
        "with ordinary spaces",
    ),),
    (
        # «id:river»; «date：2026», «id = river», a key in curly quotation marks.
        _Form(rf"^ *(?:- *)?(?P<key>{_KEYS})(?P<at>:)(?=[^\s:])(?!//)", "after «{key}:» a space is missing", "{whole} {after}"),
        _Form(
            rf"^(?P<head> *(?:- *)?){_CURLY}?(?P<key>{_KEYS}){_CURLY}?(?P<at>\s*(?P<sign>[：﹕︓=]|:=|->)\s*)(?=\S)",
            "«{sign}» is no colon that YAML knows", "{head}{key}: {after}",
        ),
    ),
    # «title The river»: a key, a space and a value, without the colon between.
    (_Form(
        rf"^(?P<key>{_KEYS})(?P<at>[ \t])[ \t]*(?!.*:(?: |[ \t]*$))(?P<text>[^\s:].*?)[ \t]*$",
        "after «{key}» a colon is missing", "{key}: {text}",
    ),),
    (_Form(
        r"^ *(?P<at>//+|;+|<!--|/\*)\s*(?P<text>.*?)\s*(?:-->|\*/)?$", "«{at}» begins no comment here", "# {text}",
    ),),
    # «name: "Example" Relief»: YAML ends the text with its second mark.
    (_Form(
        rf"^{_ENTRY}(?P<at>)(?P<text>(?:\"[^\"]*\"|'[^']*')[ \t]*(?P<rest>[^\s,\]}}#:].*?))\s*$",
        "the text begins with a quotation mark, so it ends at the next one, and «{rest}» is left over", "{head}{quoted}",
    ),),
    (_Form(
        r"^(?P<head> *(?:- +)?(?:[\w-]+: +|- +))(?P<at>)(?P<text>(?P<sign>[*&!%@`])(?:.*\S)?)\s*$",
        "«{sign}» has a meaning of its own at a value's beginning", "{head}{quoted}",
    ),),
    (_Form(
        r"^(?P<head> *(?:- +)?[\w-]+: +)(?=.*?(?P<at>: ))(?P<text>[^\s\"'{\[|>].*?: (?:.*\S)?)\s*$",
        "a second «: » stands in this line", "{head}{quoted}",
    ),),
    (
        _Form(
            r"^(?P<head> *)(?P<at>-)(?P<text>[^\W\d](?:.*\S)?)\s*$", "after the hyphen of a list a space is missing",
            "{head}- {text}",
        ),
        _dash,
    ),
    # «{en: Save #Aleppo, fr: …}»: the comment takes the closing brace with it.
    (_Form(
        r"[\[{,] *(?:[\w-]+: +)?(?P<text>[^\s\"'\[\]{},:#][^\[\]{},\"'#:]* (?P<at>#[^\s,\]}][^,\]}]*))[,\]}]",
        "«{at}» and what follows in this line is lost: YAML takes it for a comment", '{before}"{text}"{behind}',
    ),),
    (_bracket,),
    (_Form(
        rf"^{_ENTRY}(?P<at>[\"'])(?=.*\S)(?:(?!(?P=at)).)*$", "the quotation mark {at} is not closed", "{line}{at}",
    ),),
    (_orphan,), (_indent,),
)  # fmt: skip
"""The checks in their order; those that stand together are made line by line, one after the other."""
