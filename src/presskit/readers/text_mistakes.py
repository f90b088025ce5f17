"""What was most likely meant where the text of a statement looks like markup and is none, with the words of the findings."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from presskit.diagnostics import Diagnostic, Rule
from presskit.language.data import words as language_words
from presskit.model.document import (
    VARIABLES,
    NoteRef,
    Paragraph,
    Segment,
    Statement,
    Text,
    inlines_of,
    plain_text,
    segments,
    walk_inlines,
)
from presskit.readers import rules, words
from presskit.source import Span

__all__ = [
    "TextMistake", "glued", "in_lines", "in_words", "listed", "row_as_item", "strong", "tag", "typed_notes", "uncalled",
    "without_title",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class TextMistake:
    """A slip: where it begins in the text, from 0, the rule that it breaks, the words about it and what to write."""

    start: int
    rule: Rule
    message: str
    hint: str
    mark: str = ""
    run: int = 1


_CODE = re.compile(r"`[^`\n]*`")
_BULLETS = "•‣◦▪▫●○■□⁃∙➢➤✓✔\uf0b7\uf0a7\uf0d8"
_BULLET = re.compile(rf"(?<![ \t])[ \t]*(?P<mark>[{_BULLETS}])[ \t\u00a0]*(?P<words>\S.*)$")
_DASHED = re.compile(r"(?<![ \t])[ \t]*(?P<mark>[–—]|·(?=\s)|-(?=[^\W\d_])|o(?=\t))[ \t\u00a0]*(?P<words>\S.*)$")
_NUMBERED = re.compile(r"(?<![ \t])[ \t]*(?P<mark>\d{1,2}[.)])(?P<words>[^\W\d_].*)$")
_HEADING = re.compile(r"(?P<mark>#{2,6})(?P<words>[^\s#].*)$")
_RULED = re.compile(r"[ \t]*={3,}[ \t]*$")
_ID = re.compile(r"(?:(?<![ \t])[ \t]++)?\{#[^{}\n]*\}[ \t]*$")


def in_lines(lines: Sequence[str]) -> Iterator[tuple[int, TextMistake]]:
    """Yield what lines of a paragraph begin with that is meant as a list or a heading, once for a run of lines.

    Each is paired with its line, from 0.
    """
    for index, line in enumerate(lines):
        if found := _BULLET.match(line):
            if index == 0 or not _BULLET.match(lines[index - 1]):
                yield index, _bullet(line, found, _run(lines, index, _BULLET))
        elif found := _HEADING.match(line):
            message = f"«{found['mark']}» is printed as it stands: a space is missing behind it"
            yield index, TextMistake(0, rules.HEADING_SPACE, message, f"write «{found['mark']} {_shown(found['words'])}»")
        elif _RULED.match(line):
            yield index, TextMistake(0, rules.MARKDOWN_RULE, "a line of = signs is printed as it stands", "delete the line")
        else:
            yield from _listed(lines, index)


def _listed(lines: Sequence[str], index: int) -> Iterator[tuple[int, TextMistake]]:
    """Yield a run of two lines or more that begin alike with a dash, or with a number that no space follows."""
    for form in (_DASHED, _NUMBERED):
        found = form.match(lines[index])
        if found and (index == 0 or not form.match(lines[index - 1])) and (run := _run(lines, index, form)) > 1:
            yield index, _bullet(lines[index], found, run)


def _run(lines: Sequence[str], index: int, form: re.Pattern[str]) -> int:
    return sum(1 for _ in takewhile(form.match, islice(lines, index, None)))


def _bullet(line: str, found: re.Match[str], run: int) -> TextMistake:
    mark = found["mark"] if found["mark"].isprintable() and not "\ue000" <= found["mark"] <= "\uf8ff" else "a bullet of Word"
    what = f"«{mark}»" if len(mark) < 4 else mark
    number = found["mark"] if found["mark"][0].isdigit() else "-"
    return TextMistake(
        line.index(found["mark"]), rules.PASTED_BULLET, listed(what, run),
        f"begin {'each line' if run > 1 else 'it'} with «{number} »: «{number} {_shown(found['words'])}»", what, run,
    )  # fmt: skip


def listed(mark: str, run: int) -> str:
    """Return what is said of ``run`` lines that begin with a mark which makes no list."""
    return f"{f'{run} lines begin' if run > 1 else 'the line begins'} with {mark}, which makes no list"


def _shown(text: str) -> str:
    bare = _ID.sub("", text).strip()
    return bare if len(bare) <= 60 else bare[:59].rstrip() + "…"


_NAMES = "|".join(sorted(VARIABLES, key=len, reverse=True))
_FORMS = r"\|(?:[^{}\\*_\[\]<>&`]|(?<=\w)_(?=\w))*"  # of the noun that a variable counts, without stressed words
_BRACED = re.compile(
    rf"(?<![{{\\])\{{\s*(?P<one>{_NAMES})\s*\}}(?!\}})|(?<!\{{)\{{{{3,}}\s*(?P<many>{_NAMES})\s*\}}{{2,}}"
    rf"|(?<![{{\\])\{{\{{\s*(?P<open>{_NAMES})(?!\w)(?:\s*\}}(?!\}})|(?!\s*(?:\}}|{_FORMS}\}}\}})))"
    rf"|(?<![{{\\])\{{\s*(?P<close>{_NAMES})\s*\}}\}}"
    rf"|\$\{{\s*(?P<dollar>{_NAMES})\s*\}}|\[\[\s*(?P<square>{_NAMES})\s*\]\]|<<\s*(?P<angle>{_NAMES})\s*>>"
    rf"|%(?P<percent>{_NAMES})%|\{{%[^{{}}\n]{{0,200}}%\}}|\{{#\s[^{{}}\n]{{0,200}}#\}}",
    re.IGNORECASE,
)
_TO = r"(?P<to>(?:https?://|www\.|mailto:)"
_LINKS = (
    (re.compile(rf"(?<!!)\[(?P<words>[^\[\]\n]+)\]\({_TO}[^\s()]*)(?![^\n]{{0,200}}\))"), "it is not closed"),
    (re.compile(rf"(?<!!)\[(?P<words>[^\[\]\n]+)\][ \t]+\({_TO}[^\s()]*)\)"), "a space parts the words from the address"),
    (re.compile(rf"(?<!!)\[(?P<words>[^\[\]\n(]+)\({_TO}[^\s()]*)\)"), "its words are not closed with «]»"),
    (re.compile(rf"(?<!!)\((?P<words>[^()\[\]\n]+)\)\[{_TO}[^\s\[\]]*)\]"), "words and address stand in the wrong brackets"),
)
_PICTURE = re.compile(
    r"\]\((?P<file>[^\s()<>\"']+(?: +[^\s()<>\"']+)+\.\w{3,4})(?P<rest>\s+\"[^\"\n]*\")?\)"
)


def in_words(text: str) -> Iterator[TextMistake]:
    """Yield what stands in the Markdown of a paragraph and would be printed with its marks."""
    bare = _CODE.sub(lambda match: " " * len(match.group()), text)
    yield from _variables(bare)
    for form, what in _LINKS:
        for match in form.finditer(bare):
            address = match["to"] if not match["to"].startswith("www.") else f"https://{match['to']}"
            yield TextMistake(
                match.start(), rules.BROKEN_LINK, f"«{match.group()[:60]}» is no link: {what}",
                f"write [{match['words']}]({address.rstrip('.,;')})",
            )  # fmt: skip
    for start, match in _pictures(bare):
        message = f"«{bare[start : match.end()][:60]}» is no picture: its file name holds a space"
        yield TextMistake(
            start, rules.BROKEN_LINK, message,
            f"write {bare[start : match.start()]}](<{match['file']}>{match['rest'] or ''}), or rename the file",
        )  # fmt: skip


def _pictures(text: str) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield where a picture begins whose file name holds a space, and the match of its address.

    Its alternative text begins behind the last «]», the last line's end or the picture before.
    """
    bounds = [0, *(match.end() for match in re.finditer(r"[]\n]", text))]
    end = 0
    for match in _PICTURE.finditer(text):
        start = text.find("![", max(end, bounds[bisect_right(bounds, match.start()) - 1]), match.start())
        if start >= 0:
            yield start, match
            end = match.end()


def _variables(text: str) -> Iterator[TextMistake]:
    matches = [*_BRACED.finditer(text)]
    first = next((match for match in matches if match.group().startswith("{%")), None)
    for match in [each for each in matches if each is first or not each.group().startswith("{%")]:
        name = next((value for value in match.groupdict().values() if value), "").lower()
        known = name if name in VARIABLES else ""
        message = f"«{match.group()[:40]}» is printed as it stands"
        hint = f"write {{{{ {known} }}}}" if known else "take it out: only variables such as {{ date }} are filled in here"
        if name and not known:
            hint = words.did_you_mean(name, VARIABLES, hint)
        yield TextMistake(match.start(), rules.UNKNOWN_VARIABLE, message, hint)


_CLOSED = re.compile(r"[ \t]*(?P<words>[^\s*][^*\n]*)\*\*")
_OPENED = re.compile(r"[ \t]*(?P<words>[^\s*]+)")


def strong(text: str, start: int) -> TextMistake | None:
    """Return what is to be said of a mark for strong words at ``start``, which the parser took for plain signs."""
    pair = _CLOSED.match(text, start + 2)
    opened = pair or _OPENED.match(text, start + 2)
    if opened is None:
        return None
    message = "spaces stand between ** and the words" if pair else "«**» is not closed"
    return TextMistake(
        start, rules.UNCLOSED_MARK, f"{message}: the asterisks are printed",
        f"write **{opened['words'].strip().rstrip('.,;:')}**, or \\*\\* where two asterisks are to be printed",
    )  # fmt: skip


_TAGS = {
    "b": "write **{}** for strong words", "strong": "write **{}** for strong words", "i": "write *{}* for stressed words",
    "em": "write *{}* for stressed words", "br": "end the line with a backslash, or begin a new paragraph",
    "a": "write [{}](https://…) for a link", "p": "an empty line begins a paragraph", "li": "begin the line with «- »",
    "u": "take the tag out: nothing is underlined here", "h1": "begin the line with «## »", "h2": "begin the line with «## »",
    "h3": "begin the line with «### »", "img": "write ![what it shows](photo.jpg)", "sup": "write [^1] for a footnote",
}  # fmt: skip


def tag(text: str, start: int, found: str) -> str:
    """Return what to write in the place of HTML that stands at ``start`` of a text."""
    if found.startswith("<!--"):
        return "delete it: a remark for colleagues would be printed"
    name = re.sub(r"\W.*", "", found.strip("</ ")).lower()
    inside = start + len(found)
    words_ = re.match(rf"(.{{0,60}}?)</{name}>", text[inside : inside + len(name) + 64], re.IGNORECASE)
    return _TAGS.get(name, "take the tag out, or use Markdown: *emphasis*, **strong**").format(words_[1] if words_ else "words")


_SPACED = "A-Za-zÀ-ÖØ-öø-ÿĀ-ɏͰ-ϿЀ-ӿ"
"""Letters of scripts that part words with spaces; an Arabic article or «and» is written on the word, before it."""
_ARABIC = "ء-ي"
_BEFORE = re.compile(rf"[{_SPACED}]+$")
_AFTER = re.compile(rf"[{_SPACED}]+|[{_ARABIC}]{{2,}}")


def glued(text: str, start: int, end: int) -> str:
    """Return the variable from ``start`` to ``end`` apart from the words that touch it; empty where none does."""
    before, after = _BEFORE.search(text[max(0, start - 40) : start]), _AFTER.match(text, end)
    touches = after is not None and len(after[0]) > 2 and after[0].lower() not in language_words("numbers", "endings")
    if not (before or touches):
        return ""
    variable = text[start:end].removeprefix("{{").removesuffix("}}").strip()
    behind = f" {after[0]}" if after and touches else after[0] if after else ""
    return f"{f'{before[0]} ' if before else ''}{{{{ {variable} }}}}{behind}"


def row_as_item(rows: Sequence[str]) -> str:
    """Return how the first row of a table below its head is written as an item of a list."""
    cells = [[cell.strip() for cell in row.strip().lstrip("> ").strip("|").split("|")] for row in rows]
    first = [cell for cell in (cells[2] if len(cells) > 2 else cells[0]) if cell]
    item = f"{first[0]}: {', '.join(first[1:])}" if len(first) > 1 else "".join(first)
    return f"write each row as an item of a list: «- {item[:80]}»"


# A statement as a whole

def without_title(source: str, text: str, first: int, found: list[Diagnostic]) -> Diagnostic:
    """Return what is to be said of a text without a title; a headline in Markdown is one in the wrong place."""
    lines = text.split("\n")[first:]
    at = next((n for n, line in enumerate(lines) if line.strip()), None)
    if first:
        return rules.MISSING_TITLE.at(Span(source, 1), "the text has no title", "add «title: …» below the first line ---")
    if at is None:
        return rules.EMPTY_FILE.at(
            Span(source), f"«{source}» is empty", "write three lines, ---, title: …, ---, and the text below them"
        )
    headline = re.match(r"#{1,2}[ \t]+(.*?)[ \t]*(?:\{#[^}]*\})?$", lines[at])
    if not headline:
        return rules.MISSING_TITLE.at(
            Span(source, at + 1, 1), "the text has no title", "write three lines above it: ---, title: …, ---"
        )
    found[:] = [each for each in found if each.span.line != at + 1 or each.code != rules.HEADING_LEVEL.code]
    return rules.MISSING_TITLE.at(
        Span(source, at + 1, 1),
        "the title stands in the text, and not above it",
        f"write three lines in its place: «---», «title: {headline[1]}», «---»",
    )


def uncalled(statement: Statement) -> Iterator[Diagnostic]:
    """Yield a warning for each note that no place in the text calls."""
    inlines = (each for segment in segments(statement) for each in walk_inlines(inlines_of(segment)))
    called = {each.label for each in inlines if isinstance(each, NoteRef)}
    for note in statement.footnotes:
        if note.label not in called:
            yield rules.NOTE_UNUSED.at(
                note.span,
                f"no place in the text calls the footnote «{note.label}»",
                f"write [^{note.label}] where it belongs, or delete the note",
            )


_TYPED = re.compile(r"\[(?P<label>\d{1,3})\](?P<words>:?\s+\S.*)?", re.DOTALL)


def typed_notes(statement: Statement) -> Iterator[Diagnostic]:
    """Yield one warning where a text calls notes as «[1]», and a paragraph of it begins with that mark."""
    texts = [(segment, plain_text(inlines_of(segment))) for segment in segments(statement)]
    notes = {
        match["label"]: (segment, match["words"].lstrip(": \n"))
        for segment, text in texts
        if isinstance(segment, Paragraph) and (match := _TYPED.match(text)) and match["words"]
    }
    calls = ((segment, match) for segment, text in texts for match in _TYPED.finditer(text) if match.start())
    typed = (_typed(segment, match, *notes[match["label"]]) for segment, match in calls if match["label"] in notes)
    yield from islice(typed, 1)


def _typed(segment: Segment, match: re.Match[str], note: Segment, words: str) -> Diagnostic:
    label, shown = match["label"], words if len(words) <= 60 else words[:59].rstrip() + "…"
    return rules.TYPED_NOTE.at(
        _place(segment, match.start()),
        f"«[{label}]» is no footnote here: it is typed by hand",
        f"write [^{label}] there, and in line {note.span.line} [^{label}]: {shown}",
    )


def _place(segment: Segment, offset: int) -> Span:
    """Return the place of a character of a segment, where a text of the kit holds it in the same line."""
    for inline in inlines_of(segment):
        length = len(plain_text([inline]))
        if offset < length:
            here = inline.span
            return Span(here.source, here.line, here.column + offset) if isinstance(inline, Text) else here
        offset -= length
    return segment.span
