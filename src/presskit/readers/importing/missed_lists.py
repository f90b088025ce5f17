"""A run of like lines in a text without a list of signatories: they may be the list, and somebody is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from presskit.language.data import fold, options
from presskit.model.question import Choice
from presskit.readers.importing.audit_log import AuditLog, entry_text
from presskit.readers.importing.headings import is_call, listed, without_texts
from presskit.readers.importing.lines import InputLine, paragraphs
from presskit.readers.importing.sections import looks_like_name
from presskit.readers.signatory_table import sign_edit
from presskit.readers.tables.cells import country_code

__all__ = ["ask_about_list", "ask_about_sentences"]


@cache
def _between() -> re.Pattern[str]:
    joined = options("lists", "and")
    capital = r"(?=(?:l['’]|\w{2,3}\s)?[^\W\d_a-z])"
    return re.compile(rf"\s*[,;،؛]\s*(?:(?:{joined})\s+)?|\s+(?:{joined})\s+{capital}")


@cache
def _article() -> re.Pattern[str]:
    return re.compile(rf"^(?:{options('grammar', 'articles')})(?:\s+|(?<=['’]))(?=\S)")


_LEAST = 3
_LEAST_APART = 4


def ask_about_list(lines: Sequence[InputLine], log: AuditLog) -> None:
    """Ask about the last run of lines in the second half of a text that could be names."""
    runs = [run for run in _runs(lines) if run[-1] * 2 >= len(lines) and not _is_of_calls(lines, run[0])]
    if not runs:
        return
    names = [lines[index] for index in runs[-1]]
    shown = "», «".join(line.words for line in names[:3])
    question = f"{len(names)} lines from «{shown}» on stand in the text, and nothing says that they sign: do they?"
    edits = tuple(sign_edit(entry_text(line.words)) for line in names)
    choices = (
        Choice("text", "no, they belong to the text"),
        Choice("signatories", "they sign; take the lines out of the text by hand as well", "", edits),
    )
    excerpt = "\n".join(line.raw.strip() for line in names)
    log.ask("list", replace(names[0], raw=excerpt), question, choices, weighs=len(names))


def ask_about_sentences(lines: Sequence[InputLine], log: AuditLog) -> None:
    """Ask about a sentence that says who signed: «The letter is signed by Hope Aid, Lake Trust and Water Now»."""
    signed = re.compile(rf"(?<!\w)(?:{listed('signed').pattern})(?!\w)[\s:]*")
    for passage in paragraphs(lines):
        whole = " ".join(line.words for line in passage.lines)
        found = signed.search("".join((fold(char) or " ")[0] for char in whole))
        if found is None or is_call(without_texts(whole[: found.end()])):
            continue
        rest = re.split(r"(?<=[^\W\d]{3})[.!?؟](?:\s|$)", whole[found.end() :])[0]
        rest = re.sub(r"^\w{1,4}:?\s+(?=\S)", "", rest) if not rest[:1].isupper() else rest
        names = [_article().sub("", piece.strip()) for piece in _between().split(rest) if piece.strip()]
        if not _are_names(names, least=2 if found.start() == 0 else 3):
            continue
        question = f"«{whole[:70]}…» seems to say who signs, and no list does: do they sign?"
        edits = tuple(sign_edit(entry_text(name)) for name in names)
        choices = (
            Choice("text", "no, the sentence only tells it"),
            Choice("signatories", "they sign: «" + "», «".join(names) + "»", "", edits),
        )
        log.ask("list", replace(passage.first, raw=whole), question, choices, weighs=len(names))


def _are_names(names: Sequence[str], least: int) -> bool:
    """Tell whether pieces of a sentence are written as names of organisations or persons, and are no countries."""
    named = [name for name in names if name[:1].upper() == name[:1] and len(name.split()) <= 8 and name[:1].isalpha()]
    long = sum(len(name.split()) > 1 for name in names)
    return len(names) >= least and len(named) == len(names) and long * 2 > len(names) and not any(map(country_code, names))


def _runs(lines: Sequence[InputLine]) -> Iterator[list[int]]:
    run: list[int] = []
    for index, line in enumerate(lines):
        goes_on = run and looks_like_title(line) and _is_alike(lines[run[-1]], line)
        if not goes_on:
            if _is_long(run, lines):
                yield run
            run = [index] if index and looks_like_title(line) else []
        else:
            run.append(index)
    if _is_long(run, lines):
        yield run


def _is_alike(before: InputLine, line: InputLine) -> bool:
    return (before.mark is None) == (line.mark is None) and before.style == line.style


def _is_long(run: Sequence[int], lines: Sequence[InputLine]) -> bool:
    apart = bool(run) and all(lines[index].gap or lines[index].alone for index in run[1:]) and lines[run[0]].mark is None
    ends = bool(run) and run[-1] == len(lines) - 1 and not apart and not any(":" in lines[index].words for index in run)
    return len(run) >= (_LEAST_APART if apart else _LEAST - ends)


def looks_like_title(line: InputLine) -> bool:
    """Tell whether a line is written as a name is: most of its longer words begin with capitals, where letters have any."""
    long = [word for word in line.words.split() if len(word) > 3 and word[:1].isalpha()]
    cased = [word for word in long if word[:1].lower() != word[:1].upper()]
    capitals = sum(word[:1].isupper() for word in cased)
    return looks_like_name(line) and line.style in {"", "row"} and bool(long) and capitals * 3 >= len(cased) * 2


def _is_of_calls(lines: Sequence[InputLine], index: int) -> bool:
    lead = lines[index - 1].words if index else ""
    return is_call(without_texts(lead)) or (lead.endswith(":") and len(lead.split()) > 12)
