"""Slips in the values of a kit's files: what was meant, in the words of this kit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from presskit.diagnostics import Diagnostic
from presskit.formats.kit_keys import Key, Table
from presskit.formats.kit_yaml import quoted
from presskit.language.data import mapping
from presskit.language.data import words as language_words
from presskit.language.phrases import phrase_names, phrases
from presskit.model.people import Consent
from presskit.readers import rules, words
from presskit.readers.own import Own
from presskit.readers.words import Complaint
from presskit.readers.yaml_tree import Mapping, Node, Scalar
from presskit.source import Span

__all__ = [
    "OR_DELETE", "as_list", "as_mapping", "choice", "cut", "is_cut", "key_hint", "key_meant", "near_comment", "phrase",
    "text_with_colon",
]  # fmt: skip

OR_DELETE = ", or delete the line"

_CUT = re.compile(r"[ \t]+#\S")


def is_cut(node: Scalar) -> bool:
    """Tell whether a text goes on behind a «#» that no space follows, as «Save #Aleppo» does."""
    return bool(_CUT.match(node.comment))


def cut(node: Scalar, name: str) -> tuple[Span, Complaint]:
    """Return the place and the complaint about a text that YAML cuts off at its «#»."""
    lost = node.comment.strip()
    whole = f"{node.text} {lost}".strip()
    place = Span(
        node.span.source, node.span.line, node.span.column + _width(node) + len(node.comment) - len(node.comment.lstrip())
    )
    message = f"«{lost}» is lost: YAML takes it for a comment"
    single = "'" if '"' in whole else '"'
    hint = f"put the text of «{name}» in quotation marks: {single}{whole}{single}"
    return place, (rules.COMMENT_CUTS, message, hint)


def _width(node: Scalar) -> int:
    return len(node.text) if node.plain else len(node.text) + 2


def near_comment(node: Scalar, name: str) -> Iterator[Diagnostic]:
    """Yield a warning about a comment that one space parts from a name or a headline, so that it may belong to it."""
    if name in {"name", "person", "title", "subtitle"} and re.match(r" #\s", node.comment):
        shown = node.comment.strip()
        whole = f"{node.text} {shown}"
        message = f"«{shown}» is a comment, and is not printed"
        hint = f'put two spaces before it; or, if it belongs to the text, quotation marks around both: "{whole}"'
        yield rules.COMMENT_NEAR.at(Span(node.span.source, node.span.line, node.span.column + _width(node) + 1), message, hint)
    if name in {"name", "person"} and re.fullmatch(r"[“„‟][^“”„‟]+[”“]|‘[^‘’]+’", node.text):
        message = f"the curly quotation marks around {node.text} are printed"
        yield rules.QUOTED_NAME.at(node.span, message, f"write {node.text[1:-1]}, or straight marks, which are not printed")


def choice(text: str, choices: Sequence[str], key: Key) -> Complaint:
    """Return the complaint about a word that is none of the choices: with the one that was meant, or with all of them."""
    said = str(mapping("kit_values").get(text.casefold(), ""))
    if said in key.never or text in key.never:
        hint = f"take «{text}» out: presskit mail sends them. The outputs are {', '.join(choices)}"
        return rules.BAD_CHOICE, "e-mails are no output of a build", hint
    near = f"write «{said}»" if said in choices else ""
    near = near or words.did_you_mean(text.strip("“”„\"'").replace(" ", "-"), choices, "")
    if near:
        return rules.BAD_CHOICE, f"«{text}» is not one of {', '.join(choices)}", near
    return rules.BAD_CHOICE, f"«{text}» is not known for «{key.name}»", f"choose one of {', '.join(choices)}"


def as_mapping(text: str, table: Table, name: str, own: Own) -> str:
    """Return how a mapping is written in one line, where ``text`` stands in its place; an hour is not made up."""
    if table.model is Consent and text.casefold() in language_words("answers", "given"):
        return f"write {name}: {{by: who confirmed, on: the day, how: e-mail}}"
    example = table.example.format(text, day=own.day or "YYYY-MM-DD", zone=own.zone or "Area/City")
    return f"write {name}: {{{example}}}" + (", with the hour for HH:MM" if "HH:MM" in example else "")


def as_list(node: Node, name: str) -> str:
    """Return how what stands there is written as a list."""
    if isinstance(node, Scalar) and node.text.startswith("-"):
        items = [item.strip() for item in re.split(r"(?:^| )-", node.text) if item.strip()]
        return "put a space after each hyphen: " + ", ".join(f"«- {quoted(item)}»" for item in items[:3])
    if isinstance(node, Scalar) and not node.empty:
        spaced = name == "languages" and all(words.language(part) is None for part in node.text.split())
        parts = [part.strip() for part in re.split(r"\s+" if spaced else r"[,;]", node.text) if part.strip()]
        return f"write {name}: [{', '.join(quoted(part) for part in parts)}]"
    if isinstance(node, Mapping) and node.entries and node.flow:
        return f"put it in square brackets: {name}: [{{…}}]"
    if isinstance(node, Mapping) and node.entries:
        first = next(iter(node.entries.values()))
        value = first.value.text if isinstance(first.value, Scalar) else "…"
        return f"begin each item with «- »: «- {first.key.text}: {value}», and indent what belongs to it alike"
    return "begin each item in a line of its own with «- »"


def key_meant(text: str, table: Table) -> str:
    """Return the key that was meant; empty where nothing is near."""
    known = [key.name for key in table.keys]
    bare = text.strip(" “”„‟«»‘’\"'").casefold()
    if bare in known:
        return bare
    foreign = str(mapping("kit_keys").get(bare, ""))
    if foreign in known:
        return foreign
    near = re.findall("«(.*?)»", words.did_you_mean(bare, known, ""))
    return str(near[0]) if len(near) == 1 else ""


def key_hint(text: str, table: Table) -> str:
    """Return what to write in the place of an unknown key."""
    known, near = [key.name for key in table.keys], key_meant(text, table)
    if near and text.casefold() == near:
        return f"write «{near}»: keys are in small letters"
    if near:
        return f"did you mean «{near}»?"
    return words.did_you_mean(text, known, "known here: " + ", ".join(known))


def text_with_colon(node: Mapping, table: Table) -> tuple[Span, Complaint] | None:
    """Return the complaint about a bare text with «: » in it, which YAML takes for a key with a value."""
    if len(node.entries) != 1 or node.flow:
        return None
    (entry,) = node.entries.values()
    text = entry.key.text
    if not isinstance(entry.value, Scalar) or entry.value.empty or table.key(text) or key_meant(text, table):
        return None
    whole = f"{text}: {entry.value.text}"
    message = f"«{text}» is taken for a key, for «: » follows it"
    return entry.key.span, (rules.UNKNOWN_KEY, message, f'put the whole text in quotation marks: "{whole}"')


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
    there = f"it has {', '.join(fields)}" if fields else "it has none"
    return (
        rules.PHRASE_FIELD,
        f"the phrase «{name}» has no field «{strange}»",
        f"{there}; write {fields[0] if fields else 'the words'} there",
    )
