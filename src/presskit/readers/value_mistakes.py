"""Mistakes in the values of a kit's YAML files: complaints whose hints say what was meant, with the kit's own day and zone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from presskit.diagnostics import Diagnostic
from presskit.formats.kit_keys import Key, Table
from presskit.formats.kit_yaml import quoted
from presskit.language.data import mapping
from presskit.language.data import words as language_words
from presskit.language.phrases import phrase_names, phrases
from presskit.model.people import Consent
from presskit.readers import rules, suggestions, words
from presskit.readers.words import Complaint
from presskit.readers.yaml_tree import MappingNode, Node, ScalarNode, SequenceNode
from presskit.source import Span

__all__ = [
    "NO_DEFAULTS",
    "OR_DELETE",
    "KitDefaults",
    "as_list",
    "as_mapping",
    "choice",
    "cut",
    "defaults_of",
    "is_cut",
    "key_hint",
    "near_comment",
    "phrase",
    "suggested_key",
    "text_with_colon",
]  # fmt: skip

@dataclass(frozen=True, slots=True)
class KitDefaults:
    """The ``day`` of the release in ISO form, the IANA ``zone`` of its place, and its ``region`` (ISO 3166-1).

    Each is empty where the kit does not say it, or says it wrongly.
    """

    day: str = ""
    zone: str = ""
    region: str = ""


NO_DEFAULTS = KitDefaults()


def defaults_of(tree: Node | None) -> KitDefaults:
    """Return what kit.yaml says of itself, whatever else may be wrong with it."""
    if not isinstance(tree, MappingNode):
        return NO_DEFAULTS
    day = _scalar_text(tree, "date")
    dated = re.fullmatch(words.PATTERNS["date"], day) and not isinstance(words.parse_date(day), tuple)
    return KitDefaults(day if dated else "", _zone_of_kit(tree))


def _scalar_text(tree: MappingNode, key: str) -> str:
    entry = tree.entries.get(key)
    return entry.value.text if entry and isinstance(entry.value, ScalarNode) else ""


def _zone_of_kit(tree: MappingNode) -> str:
    """Return the zone of the kit's first place, that of its embargo, or, without places, the only one of its region."""
    places = tree.entries.get("places")
    named = (suggestions.cities(name) or words.zone_of_city(name) for name in (_place_names(places.value) if places else ()))
    known = next(filter(None, named), "")
    embargo = tree.entries.get("embargo")
    written = _scalar_text(embargo.value, "zone") if embargo and isinstance(embargo.value, MappingNode) else ""
    if known or (written and words.zone(written) is None):
        return known or written
    return "" if places else words.zone_of_country(_scalar_text(tree, "region"))


def _place_names(places: Node) -> list[str]:
    """Return the names of the first place; one that a comma parts from its country is named before it."""
    if isinstance(places, SequenceNode):
        return _place_names(places.items[0]) if places.items else []
    if isinstance(places, MappingNode):
        return [name for entry in places.entries.values() for name in _place_names(entry.value)]
    return [places.text.partition(",")[0].strip()]


OR_DELETE = ", or delete the line"


def is_cut(node: ScalarNode) -> bool:
    """Return whether a text goes on behind a «#» that no space follows, as «Save #Aleppo» does."""
    return re.match(r"[ \t]+#\S", node.comment) is not None


def cut(node: ScalarNode, name: str) -> tuple[Span, Complaint]:
    """Return the place and the complaint about a text that YAML cuts off at its «#»."""
    lost = node.comment.strip()
    whole = f"{node.text} {lost}".strip()
    mark = "'" if '"' in whole else '"'
    return _comment_place(node), (
        rules.COMMENT_CUTS, f"«{lost}» is lost: YAML takes it for a comment",
        f"put the text of «{name}» in quotation marks: {mark}{whole}{mark}",
    )  # fmt: skip


def _comment_place(node: ScalarNode) -> Span:
    """Return where the comment behind a value begins, with its «#»."""
    spaces = len(node.comment) - len(node.comment.lstrip())
    column = node.span.column + len(node.text) + (0 if node.plain else 2) + spaces
    return Span(node.span.source, node.span.line, column)


def near_comment(node: ScalarNode, name: str) -> Iterator[Diagnostic]:
    """Yield a warning about a comment that one space parts from a name or a headline, so that it may belong to it."""
    if name in {"name", "person", "title", "subtitle"} and re.match(r" #\s", node.comment):
        shown = node.comment.strip()
        yield rules.COMMENT_NEAR.at(
            _comment_place(node), f"«{shown}» is a comment, and is not printed",
            f'put two spaces before it; or, if it belongs to the text, quotation marks around both: "{node.text} {shown}"',
        )  # fmt: skip
    if name in {"name", "person"} and re.fullmatch(r"[“„‟][^“”„‟]+[”“]|‘[^‘’]+’", node.text):
        yield rules.QUOTED_NAME.at(
            node.span,
            f"the curly quotation marks around {node.text} are printed",
            f"write {node.text[1:-1]}, or straight marks, which are not printed",
        )


def choice(text: str, choices: Sequence[str], key: Key) -> Complaint:
    """Return the complaint about a word that is none of the choices: with the one that was meant, or with all of them."""
    known = str(mapping("kit_values").get(text.casefold(), ""))
    if known in key.never or text in key.never:
        return (
            rules.BAD_CHOICE,
            "e-mails are no output of a build",
            f"take «{text}» out: presskit mail sends them. The outputs are {', '.join(choices)}",
        )
    similar = words.did_you_mean(text.strip("“”„\"'").replace(" ", "-"), choices, "")
    near = f"write «{known}»" if known in choices else similar
    if near:
        return rules.BAD_CHOICE, f"«{text}» is not one of {', '.join(choices)}", near
    return rules.BAD_CHOICE, f"«{text}» is not known for «{key.name}»", f"choose one of {', '.join(choices)}"


def as_mapping(text: str, table: Table, name: str, defaults: KitDefaults) -> str:
    """Return how a mapping is written in one line, where ``text`` stands in its place; an hour is not made up."""
    if table.model is Consent and text.casefold() in language_words("answers", "given"):
        return f"write {name}: {{by: who confirmed, on: the day, how: e-mail}}"
    example = table.example.format(text, day=defaults.day or "YYYY-MM-DD", zone=defaults.zone or "Area/City")
    return f"write {name}: {{{example}}}" + (", with the hour for HH:MM" if "HH:MM" in example else "")


def as_list(node: Node, name: str) -> str:
    """Return how what stands there is written as a list."""
    if isinstance(node, ScalarNode) and node.text.startswith("-"):
        items = [item.strip() for item in re.split(r"(?:^| )-", node.text) if item.strip()]
        return "put a space after each hyphen: " + ", ".join(f"«- {quoted(item)}»" for item in items[:3])
    if isinstance(node, ScalarNode) and not node.empty:
        spaced = name == "languages" and all(words.language(part) is None for part in node.text.split())
        parts = [part.strip() for part in re.split(r"\s+" if spaced else r"[,;]", node.text) if part.strip()]
        return f"write {name}: [{', '.join(quoted(part) for part in parts)}]"
    if isinstance(node, MappingNode) and node.entries and node.flow:
        return f"put it in square brackets: {name}: [{{…}}]"
    if isinstance(node, MappingNode) and node.entries:
        first = next(iter(node.entries.values()))
        value = first.value.text if isinstance(first.value, ScalarNode) else "…"
        return f"begin each item with «- »: «- {first.key.text}: {value}», and indent what belongs to it alike"
    return "begin each item in a line of its own with «- »"


def suggested_key(text: str, table: Table) -> str:
    """Return the key that was meant; empty where nothing is near."""
    known = [key.name for key in table.keys]
    bare = text.strip(" “”„‟«»‘’\"'").casefold()
    if bare in known:
        return bare
    foreign = str(mapping("kit_keys").get(bare, ""))
    near = [foreign] if foreign in known else re.findall("«([^«»]*)»", words.did_you_mean(bare, known, ""))
    return str(near[0]) if len(near) == 1 else ""


def key_hint(text: str, table: Table) -> str:
    """Return what to write in the place of an unknown key."""
    known, near = [key.name for key in table.keys], suggested_key(text, table)
    if near and text.casefold() == near:
        return f"write «{near}»: keys are in small letters"
    if near:
        return f"did you mean «{near}»?"
    return words.did_you_mean(text, known, "known here: " + ", ".join(known))


def text_with_colon(node: MappingNode, table: Table) -> tuple[Span, Complaint] | None:
    """Return the complaint about a bare text with «: » in it, which YAML takes for a key with a value."""
    if len(node.entries) != 1 or node.flow:
        return None
    (entry,) = node.entries.values()
    text = entry.key.text
    if not isinstance(entry.value, ScalarNode) or entry.value.empty or table.key(text) or suggested_key(text, table):
        return None
    whole = f"{text}: {entry.value.text}"
    return entry.key.span, (
        rules.UNKNOWN_KEY,
        f"«{text}» is taken for a key, for «: » follows it",
        f'put the whole text in quotation marks: "{whole}"',
    )


def phrase(name: str, text: str) -> Complaint | None:
    """Complain about a phrase that is never printed, and about a field that it does not have beside those that it has."""
    known = phrase_names()
    if name not in known:
        hint = words.did_you_mean(name, known, f"the phrases are: {', '.join(known)}")
        return rules.PHRASE_UNKNOWN, f"there is no phrase «{name}»", hint
    fields = re.findall(r"\{\w*\}", phrases("en").texts[name])
    strange = next((each for each in re.findall(r"\{[^\W\d]\w*\}", text if fields else "") if each not in fields), None)
    if strange is None:
        return None
    hint = f"it has {', '.join(fields)}; write {fields[0]} there" if fields else "it has none; write the words there"
    return rules.PHRASE_FIELD, f"the phrase «{name}» has no field «{strange}»", hint
