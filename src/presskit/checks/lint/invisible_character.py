"""Check: nothing stands in a text that nobody sees, but for what a script or an emoji needs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

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
_INVISIBLE = re.compile("[\u115f\u1160\u180e\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0]")
_SPACELESS = "\u0e00-\u109f\u1780-\u17ff\u1950-\u19ff\u1a20-\u1aaf\u1b00-\u1b7f\ua980-\ua9ff\uaa60-\uaadf"
"""Thai, Lao, Tibetan, Myanmar, Khmer, Tai Le, New Tai Lue, Tai Tham, Balinese, Javanese, Tai Viet: words without spaces."""
_AT_HOME = re.compile(
    f"(?<=[{_SPACELESS}])\u200b|\u200b(?=[{_SPACELESS}])|(?<=[\u1800-\u18af])\u180e(?=[\u1800-\u18af])"
    "|[\u115f\u1160](?=[\u1100-\u11ff])|(?<=[\u1100-\u11ff])[\u115f\u1160]"
)
_JOINER = "\u2060"


def _named(character: str) -> str:
    return f"U+{ord(character):04X} ({unicodedata.name(character, 'without a name')})"


def _found(kit: Kit, context: Context, wanted: re.Pattern[str], harmless: re.Pattern[str]) -> Iterator[tuple[str, Problem]]:
    """Yield each such character of a text once, with the problem, which lacks its hint."""
    for text in wholes(kit):
        if text.text.isascii():
            continue
        spared = {at for match in harmless.finditer(text.text) for at in range(*match.span())}
        seen: dict[str, int] = {}
        for match in wanted.finditer(text.text):
            if match.start() not in spared:
                seen.setdefault(match.group()[0], match.start())
        for character, at in seen.items():
            message = f"An invisible {_named(character)} stands in {text.what}."
            yield character, Problem(place_in_file(text, at, context.files), message, "")


def _hidden_character(kit: Kit, context: Context) -> Iterator[Problem]:
    for _, problem in _found(kit, context, _HIDDEN, _FLAG):
        hint = "Delete it, or type the words around it anew: such characters can carry words that no reader sees."
        yield problem._replace(hint=hint)


def _invisible(kit: Kit, context: Context) -> Iterator[Problem]:
    for character, problem in _found(kit, context, _INVISIBLE, _AT_HOME):
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
