"""Checks of the words of a text: numbers, terms, length, brackets, punctuation, script, language."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from presskit.checks.lint.figures_compared import absent
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.language.alphabet import direction, script
from presskit.language.data import fold, table
from presskit.language.recognition import is_detectable
from presskit.language.tags import primary
from presskit.language.typography import quotes
from presskit.source import Span
from presskit.translation import rules
from presskit.translation.evidence import normal
from presskit.translation.returned import Pair

__all__ = [
    "DIRECTION_MARKS",
    "LENGTH",
    "NUMBER_DIFFERS",
    "PUNCTUATION",
    "SCRIPT",
    "TERM",
    "UNBALANCED",
    "check_brackets",
    "check_language",
    "check_length",
    "check_numbers",
    "check_punctuation",
    "check_script",
    "check_terms",
]

NUMBER_DIFFERS = Rule(
    "return-number-differs", Severity.WARNING, "A number of the source did not come back, or another one did",
    "A slip in a figure is the mistake that no reader of one language can see, and that is quoted first.",
)  # fmt: skip
TERM = Rule(
    "return-term", Severity.WARNING, "A name or a term is not in its approved form",
    "The text should call an organisation what the list below it calls it, in every language.",
)  # fmt: skip
LENGTH = Rule(
    "return-length", Severity.WARNING, "A text came back much shorter or longer than its source",
    "A sentence may be missing, or a second paragraph may have been joined to it.",
)  # fmt: skip
UNBALANCED = Rule(
    "return-unbalanced-brackets", Severity.WARNING, "A bracket or a quotation mark does not close",
    "Where somebody's words end must not be a guess.",
)  # fmt: skip
PUNCTUATION = Rule(
    "return-punctuation", Severity.WARNING, "A space or a mark is not that of the language",
    "French sets a space before : ; ! ? and inside « »; Arabic has a comma, a semicolon and a question mark of its own.",
)  # fmt: skip
DIRECTION_MARKS = Rule(
    "return-bidi-controls", Severity.NOTE, "Invisible marks of direction were taken out",
    "Outputs set the direction of each word themselves; marks that were typed would turn them round a second time.",
)  # fmt: skip
SCRIPT = Rule(
    "return-script", Severity.WARNING, "A text came back in another script",
    "It may be left in the source's language, or belong to another one.",
)  # fmt: skip

_SHORT = 40
_PAIRS = (("(", ")"), ("[", "]"), ("{", "}"), ("«", "»"), ("“", "”"), ("‹", "›"))
_ITEM = re.compile(r"(?:^|\s)\w{1,2}\)")  # «a)» counts, and opens nothing
_TOKENS = re.compile(r"\[\^[^\]]{1,200}\]|\{\{ \w+ \}\}")
_ARABIC = re.compile(r"[\u0620-\u064a][\u064b-\u0652]*([,;?])")
_FRENCH = re.compile(r"[^\W\d_]([;!?»]|:(?!//))|(«)[^\s\u00a0\u202f]")
_BEFORE = re.compile(r"[^\W\d_] ([,.])(?=\s|$)")
_ADDRESS = re.compile(r"(?:(?<!\S)|(?<= \}\}))(?=\S+@\S)\S++|https?://\S+|www\.\S+|\{\{ \w+ \}\}")
_NOTE = re.compile(r"\[\^[^\]]{1,200}\]")
_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LETTERS = 12
_FEW = 60
"""Letters of text; fewer are a name or a headline, and tell no language."""
_FEW_WORDS = 6
"""Small words that a paragraph has to hold before its language is told by itself."""


def check_numbers(pair: Pair) -> Iterator[Diagnostic]:
    """Compare numbers and dates both ways, in whatever digits; names are as their owners write them."""
    if pair.unit.is_name:
        return
    source, target = (pair.source, pair.source_language), (pair.target, pair.language)
    lost = [f"«{figure.written}» stands in the source, but did not come back" for figure in absent(*source, *target)]
    new = [f"«{figure.written}» came back, but does not stand in the source" for figure in absent(*target, *source)]
    yield from (
        pair.finding(NUMBER_DIFFERS, message, "compare the two sentences, and correct the wrong one")
        for message in (*lost, *new)
    )


def check_terms(pair: Pair) -> Iterator[Diagnostic]:
    """Look for the approved form of each name and term; a language that inflects names is asked for their stems alone."""
    if pair.unit.is_name:
        return
    source, target = normal(pair.source), fold(normal(pair.target))
    ending = 3 if table(pair.language, "grammar").get("inflects_names", True) else 0
    for term, form in pair.unit.terms:
        source, stands = source.replace(normal(term), "·"), normal(term) in source
        if stands and not all(word[: max(3, len(word) - ending)] in target for word in fold(normal(form)).split()):
            yield pair.finding(
                TERM,
                f"«{term}» is «{form}» in this language, which does not stand here",
                "use the approved form, or change it in signatories.yaml or glossary.yaml",
            )


def check_length(pair: Pair) -> Iterator[Diagnostic]:
    """Compare lengths with the other texts of this language; names and short texts vary too much to tell."""
    before, after = len(pair.source), len(pair.target)
    if pair.unit.is_name or before < _SHORT:
        return
    share = after / (before * pair.ratio)
    if not 0.5 <= share <= 1.9:
        what = "shorter" if share < 1 else "longer"
        yield pair.finding(
            LENGTH,
            f"it has {after} characters for {before} of the source, much {what} than the other texts",
            "look whether a sentence is missing or too many",
        )


def check_brackets(pair: Pair) -> Iterator[Diagnostic]:
    """Count both sides of each pair; a text that is as its source is was the author's will."""
    target, source = (_TOKENS.sub("", _ITEM.sub(" ", text)) for text in (pair.target, pair.source))
    for opening, closing in _PAIRS:
        if opening in {closing for _, closing in quotes(pair.language)}:
            continue  # „…“: the closing mark is English's opening one
        opened, closed = target.count(opening), target.count(closing)
        if opened != closed and source.count(opening) == source.count(closing):
            yield pair.finding(
                UNBALANCED,
                f"«{opening}» stands {opened} times, «{closing}» {closed} times",
                "close what is open",
            )
    if target.count('"') % 2 and not source.count('"') % 2:
        yield pair.finding(UNBALANCED, "a quotation mark has no partner", "close what is open")


def check_punctuation(pair: Pair) -> Iterator[Diagnostic]:
    """Look for the first slip of each kind in the spaces and marks of the language."""
    text = _ADDRESS.sub("0", _NOTE.sub("", pair.target))
    if script(pair.language) == "Arab" and (mark := _ARABIC.search(text)):
        yield pair.finding(PUNCTUATION, f"«{mark[1]}» stands after an Arabic letter", "use ، ؛ ؟")
    if "narrow_before" in table(pair.language, "writing") and (mark := _FRENCH.search(text)):
        yield pair.finding(
            PUNCTUATION,
            f"no space stands beside «{mark[1] or mark[2]}»",
            "set a space; presskit makes it one that does not break",
        )
    if mark := _BEFORE.search(text):
        yield pair.finding(PUNCTUATION, f"a space stands before «{mark[1]}»", "take it away")


def check_script(pair: Pair) -> Iterator[Diagnostic]:
    """Look for controls (UAX #9, 2.1 to 2.5) and, in longer texts, for a letter of the script's direction."""
    if _CONTROLS.search(pair.raw):
        yield pair.finding(DIRECTION_MARKS, "invisible marks of direction stood here; they are taken out", "")
    classes = [unicodedata.bidirectional(c) for c in pair.target if c.isalpha()]
    wanted = {"R", "AL"} if direction(pair.language) == "rtl" else {"L"}
    if not pair.unit.is_name and len(classes) > _LETTERS and wanted.isdisjoint(classes):
        yield pair.finding(SCRIPT, "no letter of it is of the language's script", "look whether it was translated")


def check_language(pairs: Sequence[Pair], detect: Callable[[str, int], str]) -> Iterator[Diagnostic]:
    """Yield an error where most of what came back is in another language than it should be; else a warning for each text.

    ``detect`` returns the language of a text, empty where fewer small words than the given number tell it.
    """
    texts = [(pair, pair.target) for pair in pairs if not pair.unit.is_name]
    if not texts:
        return
    language, source = texts[0][0].language, texts[0][0].source_language
    detected = [(pair, text, detect(text, 3)) for pair, text in texts]
    letters: Counter[str] = Counter()
    for _, text, tag in detected:
        letters[tag] += sum(map(str.isalpha, text)) if tag else 0
    others = {tag: count for tag, count in letters.items() if tag and _is_other(tag, language)}
    most, count = max(others.items(), key=lambda each: each[1], default=("", 0))
    if count > max(_FEW, letters[primary(language)]):
        first = next(pair for pair, _, tag in detected if tag == most)
        hint = f"if it is the translation into «{most}», say --lang {most}; else ask for the right file"
        if most == primary(source):
            hint = f"it is in the source's language: ask for the translation into «{language}»"
        message = f"most of it is in «{most}», and it was to be «{language}»"
        yield rules.OTHER_LANGUAGE.at(Span(first.span.source), message, hint, [(first.span, "for example")])
        return
    for pair, text in texts:
        if (tag := detect(text, _FEW_WORDS)) and len(text) > _FEW and _is_other(tag, language):
            message = f"«{pair.unit.key}» is in «{tag}», and the rest in «{language}»"
            yield rules.MIXED_LANGUAGE.at(pair.span, message, "look whether it is the right text", [(pair.unit.span, "")])


def _is_other(detected: str, language: str) -> bool:
    """Return whether a language that was detected is surely not the one that is wanted."""
    wanted = primary(language)
    other_script = (script(detected) == "Latn") != (script(wanted) == "Latn")
    return detected != wanted and (is_detectable(wanted) or other_script)
