"""Style sheets of a page (CSS Syntax Level 3, Selectors Level 4) → what they say of its elements that may hide words.

Each part of a selector is compared once with each element: what ancestors and siblings have met is handed on, so that the work
is bounded by selectors × elements. Nothing is fetched.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import Any

import cssselect2
import tinycss2

from presskit.formats.xml_text import Element
from presskit.limits import PAGE_STYLE_STEPS
from presskit.readers.importing.html_words import HIDING, hides

__all__ = ["Styles", "page_styles"]

_TYPES = frozenset({"", "text/css"})
_GROUPS = frozenset({"media", "supports", "layer"})
_COMBINATORS = frozenset({">", "+", "~"})
_OF_TYPE = frozenset({"first-of-type", "last-of-type", "only-of-type"})
_PLAIN = frozenset({"nth-child", "nth-last-child", "lang"})
_INNER = frozenset({"not", "is", "where", "matches", "any"})
_LONGEST, _DEEPEST, _MOST = 400, 8, 20_000
"""Characters of a selector, rules inside each other, and selectors in all, that are read."""
_FEATURE = re.compile(r"\(\s*([a-z-]{1,40})\s*(?::\s*([^()]{1,40}?))?\s*\)")
_SCREEN = {"width": 1024.0, "height": 768.0, "device-width": 1024.0, "device-height": 768.0}
_HOLDS = {"prefers-color-scheme": "light", "orientation": "landscape", "hover": "hover", "scripting": "none", "color": None}
"""Features of a screen on which a page is read, as media queries name them; None: with any value."""
_LENGTH = re.compile(r"(\d{1,6}(?:\.\d{1,4})?)(px|em|rem)")
_Part = tuple[int, int]
"""A rule and a part of its selector, by their numbers."""
_TOO_DEEP = "brackets inside each other without end"
_TOO_MANY = f"more than {_MOST:,} selectors"
_NOTHING: frozenset[_Part] = frozenset()
Declared = tuple[str, str]
"""The declarations for an element as a ``style`` attribute would have them: ordinary ones, and important ones."""


@dataclass(frozen=True, slots=True)
class Styles:
    """What style sheets declare for elements, and the selectors of rules that hide words and are not read."""

    declared: Mapping[Element, Declared] = field(default_factory=dict)
    unread: tuple[str, ...] = ()

    def style(self, element: Element, own: str) -> str:
        """Return the style of an element with that of its own attribute; of two declarations of a property the later holds."""
        ordinary, important = self.declared.get(element, ("", ""))
        urgent = ";".join(each for each in own.split(";") if "!important" in each) if important else ""
        return ";".join(filter(None, (ordinary, own, important, urgent)))


@dataclass(frozen=True, slots=True)
class _Rule:
    """A selector as its parts, each with the combinator before it, and what it says."""

    parts: tuple[tuple[str, Any], ...]
    order: tuple[tuple[int, ...], int]
    declared: Declared


def page_styles(root: Element) -> Styles:
    """Return what the style sheets of a page say of its elements."""
    reader = _Sheets()
    for sheet in root.iter("style"):
        if sheet.get("type", "").strip().lower() in _TYPES and _is_shown(sheet.get("media", "")):
            reader.read(tinycss2.parse_stylesheet(sheet.text or "", skip_comments=True, skip_whitespace=True), ())
    if not reader.rules:
        return Styles({}, tuple(reader.unread))
    by_key = _by_key(reader.rules)
    elements = [*root.iter("*")]
    steps = sum(len(by_key.get(key, ())) for each in elements for key in _keys(each))
    if not steps:
        return Styles({}, tuple(reader.unread))
    if steps > PAGE_STYLE_STEPS:
        return Styles({}, (*reader.unread, f"{len(reader.rules)} rules for {len(elements)} elements"))
    return Styles(_matched(root, reader.rules, by_key), tuple(reader.unread))


@dataclass(slots=True)
class _Sheets:
    rules: list[_Rule] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    seen: int = 0

    def read(self, nodes: Iterable[Any], around: Sequence[str], deep: int = 0) -> None:
        """Read rules, also those inside others; ``around`` are the selectors of the rule in which they stand."""
        for node in nodes:
            try:
                if node.type == "at-rule" and node.content is not None and node.lower_at_keyword in _GROUPS and deep < _DEEPEST:
                    self.group(node, around, deep)
                elif node.type == "qualified-rule":
                    self.rule(node, around, deep)
            except RecursionError:
                self.unread.append(_TOO_DEEP)

    def group(self, node: Any, around: Sequence[str], deep: int) -> None:
        if node.lower_at_keyword != "media" or _is_shown(_text(node.prelude)):
            self.read(_contents(node.content), around, deep + 1)

    def rule(self, node: Any, around: Sequence[str], deep: int) -> None:
        inside = [*_contents(node.content)]
        selectors = [*islice(_nested(_text(node.prelude), around), max(_MOST - self.seen, 0))]
        declared = _declarations(each for each in inside if each.type == "declaration")
        self.seen += len(selectors)
        if self.seen >= _MOST and _TOO_MANY not in self.unread:
            self.unread.append(_TOO_MANY)
        if any(declared):
            for selector in selectors:
                self.take(selector, declared)
        if deep < _DEEPEST:
            self.read((each for each in inside if each.type != "declaration"), selectors, deep + 1)

    def take(self, selector: str, declared: Declared) -> None:
        """Keep a rule; one whose selector is not read is told if it hides words."""
        try:
            parts = _parts(selector)
        except (ValueError, NotImplementedError, SyntaxError, RecursionError, MemoryError):
            if hides(dict(_pairs(";".join(declared)))):
                self.unread.append(selector)
            return
        if parts and not any(part.never_matches or part.pseudo_element for _, part in parts):
            weights = zip(*(part.specificity for _, part in parts), strict=True)
            self.rules.append(_Rule(parts, (tuple(map(sum, weights)), len(self.rules)), declared))


def _contents(tokens: Any) -> Any:
    return tinycss2.parse_blocks_contents(tokens, skip_comments=True, skip_whitespace=True)


def _text(tokens: Any) -> str:
    return str(tinycss2.serialize(tokens)).strip()


def _nested(text: str, around: Sequence[str]) -> Iterator[str]:
    """Yield the selectors of a list; of a nested rule with what stands around it (CSS Nesting)."""
    for each in _split(tinycss2.parse_component_value_list(text, skip_comments=True), {","}):
        selector = _text(each)
        if not around:
            yield selector
        for outer in around:
            yield selector.replace("&", outer) if "&" in selector else f"{outer} {selector}"


def _declarations(nodes: Iterable[Any]) -> Declared:
    """Return those declarations that may hide words, or show them again."""
    kept: dict[bool, list[str]] = {False: [], True: []}
    for each in nodes:
        if each.lower_name in HIDING:
            value = re.sub(r"\s{0,9}([:;])\s{0,9}", r"\1", _text(each.value).lower())
            kept[each.important].append(f"{each.lower_name}:{value}")
    return ";".join(kept[False]), ";".join(kept[True])


def _pairs(style: str) -> Iterator[tuple[str, str]]:
    return ((name, value) for name, _, value in (each.partition(":") for each in style.split(";")))


# Selectors.


def _parts(selector: str) -> tuple[tuple[str, Any], ...]:
    """Return a selector as its parts, compiled; raises ``ValueError`` and the like for one that is not read."""
    if len(selector) > _LONGEST:
        raise ValueError(selector)
    found: list[tuple[str, Any]] = []
    combinator, part = "", list[Any]()
    for token in [*tinycss2.parse_component_value_list(selector, skip_comments=True), None]:
        kind = getattr(token, "value", "") if getattr(token, "type", "") == "literal" else ""
        if token is not None and token.type != "whitespace" and kind not in _COMBINATORS:
            part.append(token)
            continue
        if part:
            found.append((combinator, _compiled(part)))
            combinator, part = " ", []
        if kind in _COMBINATORS:
            if not found or combinator != " ":
                raise ValueError(selector)
            combinator = kind
    if combinator in _COMBINATORS:
        raise ValueError(selector)
    return tuple(found)


def _compiled(tokens: list[Any]) -> Any:
    """Return one part of a selector, without combinators, as cssselect2 compiles it."""
    _refuse_costly(tokens)
    (part,) = cssselect2.compile_selector_list(tokens)
    return part


def _refuse_costly(tokens: Sequence[Any]) -> None:
    """Raise ``ValueError`` for what looks at other elements; classes and ids are made small, as old pages have it."""
    for before, token in pairwise([None, *tokens]):
        if token.type == "hash" or (token.type == "ident" and before == "."):
            token.value = token.value.lower()
        if token.type == "ident" and token.lower_value in _OF_TYPE:
            raise ValueError(token.value)
        if token.type != "function":
            continue
        inner = [each for each in token.arguments if each.type != "comment"]
        if token.lower_name in _PLAIN and not any(getattr(each, "lower_value", "") == "of" for each in inner):
            continue
        if token.lower_name not in _INNER:
            raise ValueError(token.name)
        for each in _split(inner, {","}):
            if any(len(rest) > 1 for rest in [[*_split(each, _COMBINATORS)]]) or _has_gap(each):
                raise ValueError(token.name)
            _refuse_costly(each)


def _has_gap(tokens: Sequence[Any]) -> bool:
    kinds = "".join(" " if each.type == "whitespace" else "x" for each in tokens)
    return " " in kinds.strip()


def _split(tokens: Iterable[Any], marks: Iterable[str]) -> Iterator[list[Any]]:
    part: list[Any] = []
    for each in tokens:
        if each.type == "literal" and each.value in marks:
            yield part
            part = []
        else:
            part.append(each)
    yield part


class _Wrapped(cssselect2.ElementWrapper):  # type: ignore[misc]
    """An element whose classes and id are compared in small letters."""

    @property
    def classes(self) -> set[str]:
        return set(self.etree_element.get("class", "").lower().split())

    @property
    def id(self) -> str | None:
        name = self.etree_element.get("id")
        return name.lower() if name else None


@dataclass(frozen=True, slots=True)
class _Met:
    """Which parts of selectors that go on an element has met, and its ancestors and siblings before it, each with itself."""

    own: frozenset[_Part] = _NOTHING
    above: frozenset[_Part] = _NOTHING
    before: frozenset[_Part] = _NOTHING


def _matched(root: Element, rules: Sequence[_Rule], by_key: Mapping[str, Sequence[_Part]]) -> dict[Element, Declared]:
    """Return what rules say of elements, those that weigh most last."""
    met: dict[Element, _Met] = {}
    declared: dict[Element, Declared] = {}
    for wrapped in _Wrapped.from_html_root(root).iter_subtree():
        parent = met.get(wrapped.parent.etree_element, _Met()) if wrapped.parent else _Met()
        previous = met.get(wrapped.previous.etree_element, _Met()) if wrapped.previous else _Met()
        reached = {" ": parent.above, ">": parent.own, "+": previous.own, "~": previous.before}
        own = [
            (rule, at)
            for key in _keys(wrapped.etree_element)
            for rule, at in by_key.get(key, ())
            if (at == 0 or (rule, at - 1) in reached[rules[rule].parts[at][0]]) and rules[rule].parts[at][1].test(wrapped)
        ]
        goes_on = {(rule, at): rules[rule].parts[at + 1][0] for rule, at in own if at + 1 < len(rules[rule].parts)}
        above = parent.above.union(part for part, combinator in goes_on.items() if combinator == " ")
        before = previous.before.union(part for part, combinator in goes_on.items() if combinator == "~")
        met[wrapped.etree_element] = _Met(
            frozenset(goes_on) if goes_on else _NOTHING,
            above if len(above) > len(parent.above) else parent.above,
            before if len(before) > len(previous.before) else previous.before,
        )
        whole = sorted((rules[rule] for rule, at in own if (rule, at) not in goes_on), key=lambda rule: rule.order)
        if whole and wrapped.local_name not in {"html", "body"}:
            ordinary, important = (";".join(filter(None, (rule.declared[n] for rule in whole))) for n in (0, 1))
            declared[wrapped.etree_element] = (ordinary, important)
    return declared


def _by_key(rules: Sequence[_Rule]) -> Mapping[str, list[_Part]]:
    """Return the parts of selectors by what an element must have to meet them: an id, a class, or a name; "" for others."""
    found: dict[str, list[_Part]] = defaultdict(list)
    for number, rule in enumerate(rules):
        for at, (_, part) in enumerate(rule.parts):
            key = f"#{part.id}" if part.id else f".{part.class_name}" if part.class_name else part.lower_local_name or ""
            found[key].append((number, at))
    return found


def _keys(element: Element) -> tuple[str, ...]:
    """Return the keys of the parts that an element may meet."""
    classes = {f".{each}" for each in element.get("class", "").lower().split()}
    return (f"#{element.get('id', '').lower()}", *classes, element.tag, "")


# Media queries (Media Queries Level 4).


def _is_shown(query: str) -> bool:
    """Return whether a sheet or rule with a media query holds where a page is read: on a screen of 1024 × 768 pixels."""
    return not query.strip() or any(_holds(each.strip().lower()) for each in query.split(","))


def _holds(query: str) -> bool:
    negated = query.startswith("not ") and not query.startswith("not (")
    kind = re.match(r"(?:not |only )?\s*([a-z-]{1,40})", query)
    holds = not (kind and kind[1] not in {"all", "screen", "and", "not"})
    holds = holds and all(_has_feature(name, value) for name, value in _FEATURE.findall(query))
    return holds != negated


def _has_feature(name: str, value: str) -> bool:
    most = name.removeprefix("min-").removeprefix("max-")
    length = _LENGTH.fullmatch(value)
    if most in _SCREEN and most != name and length:
        pixels = float(length[1]) * (1.0 if length[2] == "px" else 16.0)
        return pixels <= _SCREEN[most] if name.startswith("min-") else pixels >= _SCREEN[most]
    return name in _HOLDS and _HOLDS[name] in {None, value}
