"""Check: nothing stands in a text that nobody sees, but for what a script or an emoji needs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from presskit.checks import Case, Check, Context, Problem, english
from presskit.checks.lint.texts import place_in_file, wholes
from presskit.diagnostics import Rule, Severity
from presskit.model.release import Kit

__all__ = ["HIDDEN", "INVISIBLE"]

_FLAG = re.compile("\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f")
"""An emoji flag of a region: tag characters spell it (UTS 51, ED-14a)."""
_HIDDEN = re.compile(
    "[\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff]|[\ufe00-\ufe0f\U000e0100-\U000e01ef]{2,}"
)
"""Tags, interlinear annotations, marks of musical notation, and variation selectors in a row: all can carry words unseen."""
_INVISIBLE = re.compile(r"[\u115f\u1160\u180e\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0]")
_SPACELESS = (
    "THAI ", "LAO ", "TIBETAN ", "MYANMAR ", "KHMER ", "TAI LE ", "NEW TAI LUE ", "TAI THAM ", "TAI VIET ", "BALINESE ",
    "JAVANESE ",
)  # fmt: skip
"""How Unicode's names of the letters begin whose words have no spaces between them."""
_JAMO = ("HANGUL CHOSEONG ", "HANGUL JUNGSEONG ", "HANGUL JONGSEONG ")
_BESIDE = {"\u200b": _SPACELESS, "\u180e": ("MONGOLIAN ",), chr(0x115F): _JAMO, chr(0x1160): _JAMO}
"""What invisible characters stand beside where they are at home."""
_JOINER = "\u2060"


def _name(character: str) -> str:
    return unicodedata.name(character, "") if character else ""


def _named(character: str) -> str:
    return f"U+{ord(character):04X} ({unicodedata.name(character, 'without a name')})"


def _spelling_flags(text: str) -> set[int]:
    return {at for match in _FLAG.finditer(text) for at in range(*match.span())}


def _at_home(text: str) -> set[int]:
    """Return where an invisible character stands beside a letter of its own script."""
    return {
        match.start()
        for match in _INVISIBLE.finditer(text)
        if match.group() in _BESIDE
        for beside in [text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]]
        if _name(beside).startswith(_BESIDE[match.group()])
    }


def _found(
    kit: Kit, context: Context, wanted: re.Pattern[str], spare: Callable[[str], set[int]]
) -> Iterator[tuple[str, Problem]]:
    """Yield each such character of a text once, with the problem, which lacks its hint."""
    for text in wholes(kit):
        if text.text.isascii():
            continue
        spared = spare(text.text)
        seen: dict[str, int] = {}
        for match in wanted.finditer(text.text):
            if match.start() not in spared:
                seen.setdefault(match.group()[0], match.start())
        for character, at in seen.items():
            message = f"An invisible {_named(character)} stands in {text.what}."
            yield character, Problem(place_in_file(text, at, context.files), message, "")


def _hidden_character(kit: Kit, context: Context) -> Iterator[Problem]:
    for _, problem in _found(kit, context, _HIDDEN, _spelling_flags):
        hint = "Delete it, or type the words around it anew: such characters can carry words that no reader sees."
        yield problem._replace(hint=hint)


def _invisible(kit: Kit, context: Context) -> Iterator[Problem]:
    for character, problem in _found(kit, context, _INVISIBLE, _at_home):
        instead = "write a no-break space where no line may end" if character == _JOINER else "type the words anew"
        yield problem._replace(hint=f"Delete it, or {instead}: a search for the words would not find them.")


HIDDEN = Check(
    Rule(
        "hidden-character", Severity.ERROR, "A character hides something",
        "Tag characters, annotations and variation selectors in a row are seen by nobody and read by programs: whole "
        "sentences can stand in them. The PDF would hold other words than its pages show.",
    ),
    _hidden_character,
    good=Case(
        "Tag characters spell the flag of a region.",
        {
            **english("The road is open 🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f again. {#lede}"),
            "kit.yaml": "id: river-towns\nkind: joint-statement\nlanguages: [en]\ndate: 2026-11-20\n"
            "places: [Beirut]\nregion: GB\noutputs: [text]\n",
        },
    ),
    bad=Case(
        "Two letters stand in the text that no screen shows.",
        english("The road is open\U000e0049\U000e0067 again. {#lede}"),
    ),
)
INVISIBLE = Check(
    Rule(
        "invisible-character", Severity.WARNING, "An invisible character",
        "A zero width space, a word joiner and their like come along when text is pasted from a web page. They part words for "
        "search engines and screen readers. In Thai, Khmer and other scripts without spaces they are right.",
    ),
    _invisible,
    good=Case(
        "A zero width non-joiner keeps two Persian letters apart.",
        english("The road is called می\u200cخواهند. {#lede}"),
    ),
    bad=Case(
        "A zero width space was pasted into a word.",
        english("The road to the ri\u200bver towns is open. {#lede}"),
    ),
)
