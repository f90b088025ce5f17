"""Language: what a file of a language may hold, what each table is for, and what a file does without.

The table below is the whole schema: a test holds every file to it, and ``docs/how-to/add-a-language.md`` prints it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["TABLES", "LanguageTable", "ability_gaps", "broken_expressions", "problems"]


@dataclass(frozen=True, slots=True)
class LanguageTable:
    """A table of a language's file: what it is ``for_``, and its keys by what they hold.

    ``lists`` hold texts; where ``expressions`` is set, these are parts of regular expressions, matched against folded text.
    ``pairs`` hold [pattern, replacement]. ``any_key``: the keys are words or zones, and each holds a text. ``needed`` are
    the keys without which presskit cannot do what the table is for.
    """

    for_: str
    lists: str = ""
    texts: str = ""
    numbers: str = ""
    flags: str = ""
    maps: str = ""
    pairs: str = ""
    needed: str = ""
    expressions: bool = False
    any_key: bool = False

    def kinds(self) -> Mapping[str, str]:
        """Return what each key holds."""
        names = {"list": self.lists, "text": self.texts, "number": self.numbers, "flag": self.flags, "map": self.maps}
        return {key: kind for kind, keys in {**names, "pairs": self.pairs}.items() for key in keys.split()}


TABLES: Mapping[str, LanguageTable] = {
    "embargo": LanguageTable(
        "reads an embargo and an immediate release",
        expressions=True,
        maps="zones cities",
        needed="marks terms held until immediate",
        lists=(
            "marks terms held until phrases starts bounds trade publication am pm hours at either "
            "noon midnight events immediate "
            "time separators hour_signs"
        ),
    ),
    "consent": LanguageTable(
        "understands answers to a form beyond yes and no",
        expressions=True,
        needed="yes no conditions",
        lists="yes no conditions heads other_heads fillers remarks generic nobodies",
    ),
    "private": LanguageTable(
        "recognises text that is not for publication",
        expressions=True,
        needed="marks orders",
        lists="marks orders asides labels not_yet told covering",
    ),
    "opt_out": LanguageTable(
        "recognises who has unsubscribed",
        needed="heads off phrases",
        lists=(
            "heads consent_heads status_heads off on neutral doubtful ticked negations phrases evidence other_channels harmless"
        ),
    ),
    "lists": LanguageTable(
        "reads lists of signatories",
        expressions=True,
        needed="signed heads counted",
        lists="and and_here and_glued counted of signed draft open_marks withdrawn copies greetings closings forwarded "
        "open_ends "
        "joint_statement press_release more regions heads houses callings totals texts version_of version_words "
        "categories kinds leads",
    ),
    "contacts": LanguageTable(
        "reads contacts",
        expressions=True,
        needed="heads extensions",
        lists="sign_up "
        "extensions at dot glue not_phones only places labels rooms languages_label between heads fax links at_bracketed "
        "phone_words kinds run_in_starts messengers run_in_verbs kinds_beside devices of",
    ),
    "cities": LanguageTable("names cities that CLDR does not know", any_key=True),
    "clock": LanguageTable(
        "prints times of day", texts="time time_whole at place place_alone instant weekday", maps="sounds", needed="place_alone"
    ),
    "grammar": LanguageTable(
        "joins and inflects: «and» by sound, plural forms, first of the month",
        lists="articles without_number letters",
        texts="article",
        flags="inflects_names inflects_after_number",
        maps="and first",
    ),
    "phrases": LanguageTable("prints its own phrases", any_key=True),
    "latin": LanguageTable("makes an ID from a title in its script", maps="letters"),
    "writing": LanguageTable(
        "sets quotes and spaces",
        texts="script comma narrow_before",
        lists="quotes inner_quotes soft keyboard hyphen_firsts",
        pairs="no_break before_quotes",
        maps="alike exchanged lower",
        needed="script quotes inner_quotes",
    ),
    "detection": LanguageTable("is detected in a text", texts="words own_letters", numbers="own_share"),
    "dates": LanguageTable(
        "reads dates",
        flags="abbreviated capitals",
        numbers="month_cut",
        texts="month_end month_prefix",
        maps="also",
        expressions=True,
        lists=(
            "locales of of_year labels small between ordinal_ends year_words year_marks weekday_end articles before_day "
            "at_hour other_months other_years same_day"
        ),
    ),
    "numbers": LanguageTable(
        "reads numbers in words",
        lists="say same ordinal_ones ordinal_tens endings cases genders short",
        pairs="variants rewrites",
        texts="prefixes joined glued alone",
        maps="together",
        numbers="short_below",
        needed="say",
    ),
    "counting": LanguageTable(
        "finds counts of signatories in a text",
        lists="about articles today",
        numbers="gap",
        flags="verb_first",
        texts=(
            "we between organisations signatories others by coalitions say never both joined "
            "which before_verb by_verb inverted "
            "said_before"
        ),
        needed="we organisations signatories say",
    ),
    "figures": LanguageTable(
        "compares numbers of a translation",
        expressions=True,
        needed="thousands millions",
        lists="hours thousands millions dozens billions halves weeks ambiguous glued",
    ),
    "links": LanguageTable("finds link texts that say nothing", lists="bare", needed="bare"),
    "heads": LanguageTable(
        "recognises the headings of a release",
        expressions=True,
        needed="signatories contacts notes ends page",
        lists="persons_inside signatories persons organisations contacts notes ends about call counted_nouns page page_of",
    ),
    "front": LanguageTable(
        "tells a title from what stands above it",
        expressions=True,
        needed="title_labels salutations",
        lists="title_labels place_labels made_at at_place in_place city_marks offices references numbers streets addressees "
        "salutations today other_kinds",
    ),
    "kinds": LanguageTable(
        "recognises kinds of release",
        lists="joint-statement press-release media-advisory open-letter correction",
        expressions=True,
        needed="joint-statement press-release",
    ),
    "columns": LanguageTable(
        "reads tables of signatories",
        expressions=True,
        texts="language_prefix",
        numbers="language_cut",
        needed="name country joined",
        lists=(
            "connecting total none name bare_name full_name person acronym country coalition "
            "title joined withdrawn status agrees "
            "confirmed_by note number private affiliation timestamp confirmed_on how another_question_inside private_inside "
            "agrees_inside agrees_also_inside joined_inside withdrawn_inside acronym_inside country_inside "
            "name_inside coalition_inside "
            "first_name middle_name last_name second_last_name kind form anonymous form_inside anonymous_inside "
            "first_name_inside last_name_inside full_name_inside affiliation_inside kind_inside note_inside sheet_aside"
        ),
    ),
    "media_list": LanguageTable(
        "reads media lists",
        expressions=True,
        needed="email name outlet language",
        lists=(
            "email name first last outlet language country groups trusted attachments "
            "email_inside language_inside mail_words "
            "trusted_inside"
        ),
    ),
    "answers": LanguageTable("understands whole answers", lists="yes no withdrawn not_yet given", needed="withdrawn not_yet"),
    "names": LanguageTable(
        "splits lists of names in a text", lists="tied unsure_starts shortened connectives connectives_first", expressions=True
    ),
    "organisations": LanguageTable(
        "recognises organisations by words", lists="words coalitions", expressions=True, needed="words"
    ),
    "people": LanguageTable(
        "recognises people by titles, roles",
        lists="roles particles represents titles_tied more_titles titles ranks short_titles after_office",
        expressions=True,
        needed="roles",
    ),
    "mail": LanguageTable(
        "reads email headers",
        lists="sent_from fields subject no_attachments mailboxes",
        expressions=True,
        needed="fields subject",
    ),
    "placeholders": LanguageTable(
        "finds placeholders",
        expressions=True,
        needed="to_complete",
        lists="roman_before to_complete alone which later roman_ends roman_after tagged of",
    ),
    "word": LanguageTable("recognises what Word prints for a broken field", lists="field_errors"),
    "countries": LanguageTable("recognises countries that CLDR names differently", lists="several as_place", maps="names"),
    "kit_values": LanguageTable("suggests the English output or kind for one in this language", any_key=True),
    "kit_keys": LanguageTable("suggests the English key for a key in this language", any_key=True),
    "translation": LanguageTable("recognises a translator's notes", lists="note_openings"),
}
_ANSWERS: Mapping[str, Any] = {"list": list, "text": str, "number": (int, float), "flag": bool, "map": Mapping, "pairs": list}


def _near(name: str, known: Mapping[str, Any]) -> str:
    near = difflib.get_close_matches(name, known, 1)
    return f"; «{near[0]}» is meant?" if near else ""


def problems(file: Mapping[str, Any]) -> Iterator[str]:
    """Yield what in a parsed file is not as the schema has it; each text names the table and the key."""
    for name, value in file.items():
        if name == "unsure":
            yield from () if _are_texts(value) else ("unsure: a list of names of phrases is wanted",)
        elif name == "regions":
            yield from _in_regions(value)
        elif name not in TABLES:
            yield f"[{name}]: there is no such table{_near(name, TABLES)}"
        elif not isinstance(value, Mapping):
            yield f"{name}: a table is wanted"
        else:
            yield from (problem for key, entry in value.items() for problem in _in_key(name, key, entry))


def _in_regions(regions: object) -> Iterator[str]:
    if not isinstance(regions, Mapping):
        yield "[regions]: a table for each region is wanted"
        return
    for region, tables in regions.items():
        if not re.fullmatch("[A-Z]{2}", region) or not isinstance(tables, Mapping):
            yield f"[regions.{region}]: a region (ISO 3166-1) with its tables is wanted"
        else:
            yield from (f"regions.{region}.{problem}" for problem in problems(tables))


def _in_key(name: str, key: str, value: object) -> Iterator[str]:
    table = TABLES[name]
    kind = "text" if table.any_key else table.kinds().get(key, "")
    if not kind:
        yield f"{name}.{key}: there is no such key{_near(key, table.kinds())}"
    elif (name, key) == ("grammar", "first") and isinstance(value, str):
        return
    elif not isinstance(value, _ANSWERS[kind]) or isinstance(value, bool) != (kind == "flag"):
        yield f"{name}.{key}: a {kind} is wanted, not {value!r:.40}"
    elif kind == "list" and not _are_texts(value):
        yield f"{name}.{key}: every entry is a text"
    elif kind == "pairs" and not all(_are_texts(each) and len(each) == 2 for each in value):
        yield f"{name}.{key}: every entry is a pattern and what stands for it"


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def broken_expressions(file: Mapping[str, Any]) -> Iterator[str]:
    """Yield the expressions of a file that are none, by table and key."""
    for name, table in TABLES.items():
        entries = file.get(name, {})
        singles = [(key, text) for key in table.lists.split() if table.expressions for text in entries.get(key, ())]
        pairs = [(key, pair[0]) for key in table.pairs.split() for pair in entries.get(key, ())]
        for key, text in (*singles, *pairs):
            try:
                re.compile(text)
            except re.error as error:
                yield f"{name}.{key}: «{text}» is no regular expression: {error}"


def ability_gaps(file: Mapping[str, Any], phrase_names: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Return for each table with needs, and for the phrases, the keys that a file lacks; none where it is whole."""
    gaps = {
        name: tuple(key for key in table.needed.split() if not file.get(name, {}).get(key))
        for name, table in TABLES.items()
        if table.needed
    }
    detectable = file.get("detection", {}).get("words") or file.get("writing", {}).get("script", "Latn") != "Latn"
    lacking = tuple(name for name in phrase_names if name not in file.get("phrases", {}))
    return {"phrases": lacking, **gaps, "detection": () if detectable else ("words",)}
