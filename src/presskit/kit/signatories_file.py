"""signatories.yaml with names added and withdrawals entered: in place, so that comments, order and look stay."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from presskit.diagnostics import has_errors
from presskit.kit.signatory_merge import ComparedRow, Verdict
from presskit.model.people import Roster, Signatory
from presskit.readers import kit as kit_reader
from presskit.source import Span
from presskit.writers.kit_files import signatory_lines

__all__ = ["NAME", "EditError", "edited", "expected"]

NAME = "signatories.yaml"
_BOM = b"\xef\xbb\xbf"

Edit = tuple[int, str]
"""A place in the text, in code points, and what is put there."""


class EditError(Exception):
    """The file is written in a way in which nothing can be added safely; the message is for the user."""


def expected(roster: Roster, plan: Sequence[ComparedRow]) -> Roster:
    """Return the roster with the new names of a plan at the end of their lists, and with its withdrawals."""
    days = {id(each.withdraws): each.signatory.withdrawn for each in plan if each.verdict is Verdict.WITHDRAWN}

    def members(old: Sequence[Signatory], place: int | None) -> tuple[Signatory, ...]:
        kept = (replace(each, withdrawn=days[id(each)]) if id(each) in days else each for each in old)
        return (*kept, *_added(plan, place))

    coalitions = tuple(
        replace(coalition, signatories=members(coalition.signatories, place))
        for place, coalition in enumerate(roster.coalitions)
    )
    return replace(roster, coalitions=coalitions, signatories=members(roster.signatories, None))


def edited(files: Mapping[str, bytes], roster: Roster, plan: Sequence[ComparedRow]) -> bytes:
    """Return signatories.yaml with the new names and the withdrawals of a plan; raises :class:`EditError`.

    The result is read back: it gives exactly the old signatories and the new ones, or nothing is returned.
    """
    data = files.get(NAME, b"")
    text = data.removeprefix(_BOM).decode()
    for place, words in sorted(_edits(text, roster, plan), key=lambda edit: edit[0], reverse=True):
        text = text[:place] + words + text[place:]
    result = (_BOM if data.startswith(_BOM) else b"") + text.encode()
    reading = kit_reader.read({**files, NAME: result})
    own = [finding for finding in reading.diagnostics if finding.span.source == NAME]
    if reading.value is None or has_errors(own) or reading.value.roster != expected(roster, plan):
        raise EditError("read back, the file would not hold exactly the old signatories and the new ones")
    return result


def _added(plan: Sequence[ComparedRow], place: int | None) -> list[Signatory]:
    return [each.signatory for each in plan if each.verdict is Verdict.NEW and each.coalition == place]


def _edits(text: str, roster: Roster, plan: Sequence[ComparedRow]) -> list[Edit]:
    """Return the insertions; of two at one place the later one comes first, for they are made from the end."""
    file = _File(text)
    withdrawals = [edit for each in plan if each.withdraws for edit in file.withdrawal(each.withdraws, each.signatory)]
    additions = [edit for place in (None, *range(len(roster.coalitions))) for edit in file.addition(place, _added(plan, place))]
    return [*additions, *withdrawals]


class _File:
    """The text of signatories.yaml with its tree of nodes; everything is told as insertions into the text."""

    def __init__(self, text: str) -> None:
        import yaml

        self.text = text
        self.end = "\r\n" if "\r\n" in text else "\n"
        try:
            self.root = yaml.compose(text, Loader=yaml.SafeLoader)
        except yaml.YAMLError as problem:
            raise EditError("it holds characters that YAML does not allow") from problem

    def withdrawal(self, member: Signatory, row: Signatory) -> Iterator[Edit]:
        """Yield what enters the day of ``row`` into the entry of ``member``."""
        node = _at(self.root, member.span)
        day = f"withdrawn: {row.withdrawn}"
        if node is None or _value(node, "withdrawn") is not None:
            raise EditError(f"the entry of «{member.name.default}» cannot be found, or has an empty «withdrawn»")
        if not isinstance(node.value, str):
            yield from self._into_mapping(node, [day])
        elif self._in_flow(node):
            yield from ((node.start_mark.index, "{name: "), (node.end_mark.index, f", {day}}}"))
        elif node.start_mark.line != node.end_mark.line:
            raise EditError(f"the name «{member.name.default}» runs over several lines")
        else:
            yield node.start_mark.index, "name: "
            yield self._lines_after(node, [" " * node.start_mark.column + day])

    def addition(self, place: int | None, signatories: Sequence[Signatory]) -> Iterator[Edit]:
        """Yield what adds ``signatories`` to the list of a coalition, or to the one of those that sign for themselves."""
        if not signatories:
            return
        if self.root is None:
            yield len(self.text), self._begun() + self.end.join(_block("signatories:", signatories, "")) + self.end
            return
        owner = self.root if place is None else _value(self.root, "coalitions").value[place]
        found = _value(owner, "signatories")
        if found is None or (isinstance(found.value, str) and not found.value):
            yield self._new_list(owner, found, signatories)
        elif found.flow_style:
            yield self._into_brackets(found, ", ".join(map(_flow, signatories)))
        else:
            indent = " " * found.start_mark.column
            yield self._lines_after(found, [line for each in signatories for line in signatory_lines(each, indent)])

    def _begun(self) -> str:
        return self.end if self.text and not self.text.endswith("\n") else ""

    def _new_list(self, owner: Any, found: Any, signatories: Sequence[Signatory]) -> Edit:
        """Write a list where there is none: below its key that has no value, or at the end of its owner."""
        indent = " " * owner.start_mark.column
        lines = _block(f"{indent}signatories:", signatories, indent)
        if found is not None:
            return self._lines_after(found, lines[1:])
        if owner.flow_style:
            return self._into_brackets(owner, "signatories: [" + ", ".join(map(_flow, signatories)) + "]")
        return self._lines_after(owner, lines)

    def _into_mapping(self, node: Any, facts: Sequence[str]) -> Iterator[Edit]:
        if node.flow_style:
            yield self._into_brackets(node, ", ".join(facts))
        else:
            yield self._lines_after(node, [" " * node.start_mark.column + fact for fact in facts])

    def _into_brackets(self, node: Any, words: str) -> Edit:
        """Write before the closing bracket; a comma stands before it unless the list is empty or ends in one."""
        closing = node.end_mark.index - 1
        last = node.value[-1] if node.value else None
        end = _last(last).end_mark.index if last is not None else closing
        ended = "," in re.sub("#.*", "", self.text[end:closing])
        comma = "" if last is None or ended else ", "
        return (end if comma else closing), comma + words

    def _in_flow(self, node: Any) -> bool:
        return any(each.flow_style and _holds(each, node) for each in _collections(self.root))

    def _lines_after(self, node: Any, lines: Sequence[str]) -> Edit:
        """Write lines below the last line of a node, behind a comment in that line."""
        last = _last(node)
        index = last.end_mark.index
        if getattr(last, "style", None) in {"|", ">"}:
            index = len(self.text[:index].rstrip())
        stop = self.text.find("\n", index)
        words = "".join(line + self.end for line in lines)
        return (stop + 1, words) if stop >= 0 else (len(self.text), self.end + words.removesuffix(self.end))


def _block(key: str, signatories: Sequence[Signatory], indent: str) -> list[str]:
    return [key, *(line for each in signatories for line in signatory_lines(each, indent + "  "))]


def _flow(signatory: Signatory) -> str:
    """Return an entry in one line, as lists in brackets have it."""
    lines = [line[2:] for line in signatory_lines(signatory, "")]
    only = len(lines) == 1 and not lines[0].startswith(("name: ", "person: "))
    return lines[0] if only else "{" + ", ".join(lines) + "}"


def _value(node: Any, key: str) -> Any:
    """Return the value of a key of a mapping; None where the node is no mapping, or has no such key."""
    if not isinstance(node.value, list) or node.tag != "tag:yaml.org,2002:map":
        return None
    return next((value for name, value in node.value if name.value == key), None)


def _at(root: Any, span: Span) -> Any:
    """Return the entry of a list of signatories that stands at ``span``."""
    owners = [root, *getattr(_value(root, "coalitions"), "value", ())] if root is not None else []
    lists = [found for owner in owners if (found := _value(owner, "signatories")) is not None and isinstance(found.value, list)]
    entries = (entry for found in lists for entry in found.value)
    place = (span.line - 1, span.column - 1)
    return next((entry for entry in entries if (entry.start_mark.line, entry.start_mark.column) == place), None)


def _last(node: Any) -> Any:
    """Return the last node inside ``node`` that ends where it is written to end: a block's own mark lies further on."""
    if isinstance(node, tuple):
        return _last(node[1])
    if isinstance(node.value, str) or node.flow_style or not node.value:
        return node
    return _last(node.value[-1])


def _collections(node: Any) -> Iterator[Any]:
    if isinstance(node, tuple):
        yield from _collections(node[1])
    elif isinstance(node.value, list):
        yield node
        for each in node.value:
            yield from _collections(each)


def _holds(outer: Any, inner: Any) -> bool:
    return bool(outer.start_mark.index < inner.start_mark.index < outer.end_mark.index)
