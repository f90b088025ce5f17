"""A change of a YAML file touches its entry and nothing else, in whatever style the file is written."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presskit.editing.source_text import EditError
from presskit.editing.yaml_file import edited, paths
from presskit.editing.yaml_splices import Append, Change, Move, Path, Remove, Set, tree_of
from presskit.readers.yaml_tree import SequenceNode
from tests.examples import many

KEYS = st.sampled_from(["id", "name", "en", "ar", "note", "a b", "«»", "signatories", "1"])
WORDS = st.text(st.sampled_from(list("ab é #:,[]{}'\"-&*|>%@!?🙂ش\t")), max_size=12)
COMMENTS = st.sampled_from(["", "", "", "  # why", " #\tx: [", " # «é» 🙂"])


@st.composite
def scalars(draw: st.DrawFn, *, flow: bool, indent: str) -> str:
    words = draw(WORDS)
    kind = draw(st.integers(0, 6))
    if kind == 0:
        return '""'
    if kind == 1:
        return "'" + words.replace("'", "''").replace("\t", " ") + "'"
    if kind == 2 and not flow:
        return (
            f"|{draw(st.sampled_from(['', '-', '+']))}\n{indent}  first\n{indent}   second\n"
            + draw(st.sampled_from(["", "\n"]))
            + "\0"
        )
    if kind == 3 and not flow:
        return f">\n{indent}  folded\n{indent}  words\0"
    if kind == 4 and not flow:
        return f'"over\n{indent}  lines"'
    return draw(st.sampled_from([json.dumps(words, ensure_ascii=False), "plain words", "12", "x"]))


@st.composite
def flows(draw: st.DrawFn, depth: int) -> str:
    kind = draw(st.integers(0, 2)) if depth else 0
    if kind == 0:
        return draw(scalars(flow=True, indent=""))
    comma = draw(st.sampled_from([", ", ",", ",\n      "]))
    if kind == 1:
        return "[" + comma.join(draw(st.lists(flows(depth - 1), max_size=3))) + draw(st.sampled_from(["", " "])) + "]"
    entries = draw(st.dictionaries(KEYS, flows(depth - 1), max_size=3))
    return "{" + comma.join(f"{json.dumps(key)}: {value}" for key, value in entries.items()) + "}"


@st.composite
def nodes(draw: st.DrawFn, indent: str, depth: int) -> str:
    """Return what follows «key:» or «-», with its line's end."""
    kind = draw(st.integers(0, 4)) if depth else 0
    if kind in {0, 1}:
        value = draw(st.one_of(scalars(flow=False, indent=indent), flows(2), st.just("")))
        if value.endswith("\0"):
            return " " + value.rstrip("\0").rstrip("\n") + "\n" + ("\n" if value.endswith("\n\n\0") else "")
        return (" " + value if value else "") + draw(COMMENTS) + "\n"
    inner = indent + draw(st.sampled_from(["  ", "    "]))
    above = draw(st.sampled_from(["", f"{inner}# about\n", "\n"]))
    head = draw(COMMENTS) + "\n" + above
    if kind == 2:
        items = draw(st.lists(nodes(inner + "  ", depth - 1), min_size=1, max_size=3))
        between = st.sampled_from(["", "", "\n", " \n\n", f"{inner}# one - two\n", "# one - two\n"])
        return head + "".join(f"{draw(between) if index else ''}{inner}-{each}" for index, each in enumerate(items))
    return head + draw(mappings(inner, depth - 1))


@st.composite
def mappings(draw: st.DrawFn, indent: str, depth: int) -> str:
    entries = draw(st.dictionaries(KEYS, nodes(indent, depth), min_size=1, max_size=4))
    between = st.sampled_from(["", "", f"{indent}# comment: x\n", "\n"])
    return "".join(f"{draw(between)}{indent}{json.dumps(key, ensure_ascii=False)}:{value}" for key, value in entries.items())


@st.composite
def files(draw: st.DrawFn) -> bytes:
    text = draw(mappings("", 3))
    text = draw(st.sampled_from(["", "# head\n", "\n"])) + text
    if draw(st.booleans()):
        text = text.rstrip("\n")
    if draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    return draw(st.sampled_from([b"", b"\xef\xbb\xbf"])) + text.encode()


def plain(data: bytes) -> Any:
    text = data.decode("utf-8-sig")
    return yaml.load(text if text.endswith("\n") else text + "\n", yaml.BaseLoader)  # noqa: S506 -- it makes texts, lists and mappings


VALUES = st.sampled_from(
    ['"x"', "plain", "[a, {b: c}]", "{d: e}", "k: v\nl:\n  - m", "- n\n- o: p\n  q: r", "|\n  block\n  words", "{}"]
)


@st.composite
def changes(draw: st.DrawFn, data: bytes) -> Change:
    all_paths = [(path, node) for path, node in paths(tree_of(data)[0])]
    path, _ = draw(st.sampled_from(all_paths))
    kind = draw(st.integers(0, 3))
    value = draw(VALUES)
    if kind == 0 and path:
        return Remove(path)
    if kind == 1:
        return Append(path or ("new",), tuple(draw(st.lists(VALUES, min_size=1, max_size=2))))
    if kind == 2 and path:
        return Set(path, value)
    return Set(
        (*path, draw(st.sampled_from(["new", "ar", "zz"]))), value, tuple(draw(st.permutations(["id", "new", "name", "ar"])))
    )


@pytest.mark.parametrize(("index", "left"), [
    (0, "a:\n\n  -\n\n  # one - two\n  - x\n"),
    (1, "a:\n  -\n    b: |\n      first\n\n\n  # one - two\n  - x\n"),
    (2, "a:\n  -\n    b: |\n      first\n\n  -\n\n"),
])  # fmt: skip
def test_an_item_goes_that_stands_below_a_blank_line_or_a_comment(index: int, left: str) -> None:
    before = b"a:\n  -\n    b: |\n      first\n\n  -\n\n  # one - two\n  - x\n"
    assert edited(before, [Remove(("a", index))]).decode() == left


@settings(max_examples=many(150), suppress_health_check=list(HealthCheck), deadline=None)
@given(st.data())
def test_a_change_changes_what_it_says_and_no_other_line(data: st.DataObject) -> None:
    before = data.draw(files())
    change = data.draw(changes(before))
    try:
        after = edited(before, [change])
    except EditError as problem:
        if "read back" in str(problem):
            raise
        return
    assert plain(after) == _changed(plain(before), change)
    first, last = _lines_of(before, change.path)
    lines, result = (re.split(b"\r?\n", each.removeprefix(b"\xef\xbb\xbf")) for each in (before, after))
    assert result[: first - 1] == lines[: first - 1]
    rest = lines[last:]
    assert not rest or result[len(result) - len(rest) :] == rest
    ends = re.findall(b"\r?\n", before)
    assert set(re.findall(b"\r?\n", after)) <= {*ends[:1], *([] if ends else [b"\n"])}
    assert after.startswith(b"\xef\xbb\xbf") == before.startswith(b"\xef\xbb\xbf")


@st.composite
def moves(draw: st.DrawFn, data: bytes) -> Move | None:
    lists = [(path, node.items) for path, node in paths(tree_of(data)[0]) if isinstance(node, SequenceNode) and node.items]
    if not lists:
        return None
    path, items = draw(st.sampled_from(lists))
    index = draw(st.integers(0, len(items) - 1))
    target, there = draw(st.sampled_from([each for each in lists if each[0][: len(path) + 1] != (*path, index)]))
    if target[: len(path)] == path and target != path:
        return None  # its place is called otherwise afterwards
    return Move((*path, index), (*target, draw(st.integers(0, len(there) - (target == path)))))


@settings(max_examples=300, suppress_health_check=list(HealthCheck), deadline=None)
@given(st.data())
def test_what_is_moved_takes_its_lines_along(data: st.DataObject) -> None:
    before = data.draw(files())
    change = data.draw(moves(before))
    if change is None:
        return
    item = dict(paths(tree_of(before)[0]))[change.path]
    try:
        after = edited(before, [change])
    except EditError:
        assert getattr(item, "empty", False) or b"[" in before  # nothing has changed
        return
    tree = plain(before)
    source, target = (_list(tree, path) for path in (change.path[:-1], change.to[:-1]))
    target.insert(int(change.to[-1]), source.pop(int(change.path[-1])))
    assert plain(after) == tree
    ends = re.findall(b"\r?\n", before)
    assert set(re.findall(b"\r?\n", after)) <= {*ends[:1], *([] if ends else [b"\n"])}


def _list(tree: Any, path: Path) -> Any:
    for step in path:
        tree = tree[step]
    return tree


def _changed(tree: Any, change: Change) -> Any:
    """Return what PyYAML's own tree of the file is to hold after a change."""
    owner: Any = tree
    for above in change.path[:-1]:
        if isinstance(above, str):
            owner.setdefault(above, {})
        owner[above] = {} if owner[above] == "" else owner[above]
        owner = owner[above]
    step: Any = change.path[-1]
    match change:
        case Set():
            owner[step] = plain(change.value.encode())
        case Append():
            old = owner[step] if isinstance(owner, list) else owner.get(step)
            owner[step] = [*(old or []), *(plain(each.encode()) for each in change.values)]
        case Remove():
            del owner[step]
        case Move():
            raise AssertionError("a move has a test of its own")
    return tree or None


def _lines_of(data: bytes, path: Path) -> tuple[int, int]:
    """Return the first and last line that a change of ``path`` may touch."""
    known = dict(paths(tree_of(data)[0]))
    while path not in known or _alone(known, path) or (path and getattr(known[path[:-1]], "flow", False)):
        path = path[:-1]  # in brackets, the comma of the line above may go with an item
    lines = data.decode("utf-8-sig").splitlines()
    owner = known[path[:-1]] if path else known[()]
    entry = getattr(owner, "entries", {}).get(path[-1]) if path else None
    span = entry.span if entry else known[path].span
    first, last = span.line, span.end_line
    dashed = entry is not None or "-" in lines[first - 1][: span.column - 1]  # the value may begin below the dash of its item
    while first > 1 and (lines[first - 2].lstrip()[:1] == "#" or not dashed):
        first -= 1
        dashed = dashed or lines[first - 1].lstrip()[:1] == "-"
    while last < len(lines) and not lines[last].strip():
        last += 1
    return first, last


def _alone(known: dict[Path, Any], path: Path) -> bool:
    """Tell whether an entry or item is the only one of its collection, and goes with it."""
    owner = known[path[:-1]] if path else None
    return owner is not None and len(getattr(owner, "entries", getattr(owner, "items", ()))) == 1


@pytest.mark.parametrize(
    ("before", "change", "after"),
    [
        ("", Set(("a", "b"), "x"), "a:\n  b: x\n"),
        ("a: 1", Set(("b",), "- x\n- y"), "a: 1\nb:\n  - x\n  - y"),
        ("a: 1 # one\r\n", Set(("a",), "2"), "a: 2 # one\r\n"),
        ("a: {}\n", Set(("a", "b"), "c: [d]"), "a: {b: {c: [d]}}\n"),
        ("a:\nb: 1\n", Append(("a",), ("x",)), "a:\n  - x\nb: 1\n"),
        ("a: [x, ]\n", Append(("a",), ("z",)), "a: [x, z ]\n"),
        ("a:\n- x # 1\nb: 1\n", Append(("a",), ("k: v\nl: w",)), "a:\n- x # 1\n- k: v\n  l: w\nb: 1\n"),
        ("# head\na: 1\n# of b\nb: 2\t# tab\t#\nc: 3\n", Remove(("b",)), "# head\na: 1\nc: 3\n"),
        ("# head\na: 1\nb: 2", Remove(("b",)), "# head\na: 1"),
        ("a:\n  - x\n", Remove(("a", 0)), "a: []\n"),
        ("- a: 1\n  b: 2\n", Remove((0, "a")), "- b: 2\n"),
        ("a: &x 1\nb: *x\n", Set(("c",), "d"), "a: &x 1\nb: *x\nc: d\n"),
        ("title: One: two\nb: 1\n", Set(("title",), '"Three"'), 'title: "Three"\nb: 1\n'),
        ("a: 1\nc: 3\n", Set(("b",), "2", ("a", "b", "c")), "a: 1\nb: 2\nc: 3\n"),
        ("- Name, of one # c\n", Set((0, "day"), "1", alone=("name",)), "- name: Name, of one # c\n  day: 1\n"),
        ('a: ""  # why\nb: 1\n', Set(("a",), "|\n  x\n  y"), "a: |  # why\n  x\n  y\nb: 1\n"),
        ('- ""  # why\n- 1\n', Set((0,), "|\n  x"), "- |  # why\n  x\n- 1\n"),
        ("a:  # key\n  - x  # why\n", Set(("a",), "|\n  x"), "a: |  # key  # why\n  x\n"),
        ("a:  # key\n  - x\n", Set(("a",), '"x\n  y"'), 'a: "x\n  y"  # key\n'),
        ("a: []  # none\nb: 1\n", Append(("a",), ("k: v\nl: w",)), "a:  # none\n  - k: v\n    l: w\nb: 1\n"),
        ("a:\n  - x # 1\n  # of y\n  - k: v\n    l: w # 2\n  - z", Move(("a", 1), ("a", 0)), "a:\n  # of y\n  - k: v\n    l: w # 2\n  - x # 1\n  - z"),
        ("a:\n  - x # 1\n  - y\n  - z", Move(("a", 0), ("a", 2)), "a:\n  - y\n  - z\n  - x # 1"),
        ("a:\n  - x\n  # of z\n  - z", Move(("a", 1), ("a", 0)), "a:\n  # of z\n  - z\n  - x"),
        ("a:\n- x\n- k: v\n  l: w\nb:\n    - y\n", Move(("a", 1), ("b", 0)), "a:\n- x\nb:\n    - k: v\n      l: w\n    - y\n"),
        ("a:\n  - x # 1\nb: []\n", Move(("a", 0), ("b", 0)), "a: []\nb:\n  - x # 1\n"),
        ("a:\n  # of x\n  - x\nb: {c: }\n", Move(("a", 0), ("b", "c", 0)), "a: []\nb: {c:  [x]}\n"),
        ("a:\n  # of x\n  - x\nb:\n  c: 1\n", Move(("a", 0), ("b", "d", 0)), "a: []\nb:\n  c: 1\n  d:\n    # of x\n    - x\n"),
        ("a: [x, y, {k: v}]\n", Move(("a", 2), ("a", 0)), "a: [{k: v}, x, y]\n"),
        ("a:\n  - x\nb: [y]\n", Move(("b", 0), ("a", 1)), "a:\n  - x\n  - y\nb: []\n"),
        ("- [Name]\n", Set((0, 0, "name", "ar"), "x", alone=("name", "en")), "- [{name: {en: Name, ar: x}}]\n"),
    ],
)  # fmt: skip
def test_an_edit(before: str, change: Change, after: str) -> None:
    assert edited(before.encode(), [change]).decode() == after


@pytest.mark.parametrize(
    ("before", "change", "words"),
    [
        ("a: [1", Set(("a",), "2"), "is not closed"),
        ("a: 1\n", Append(("a",), ("x",)), "is not a list"),
        ("a: 1\n", Remove(("b",)), "there is no «b»"),
        ("a: 1\n", Set(("a", "b"), "x"), "no place"),
        ("a: 1\n", Set(("b",), "x: ["), "is not closed"),
        ("a: [1]\n", Set(("a", 3), "x"), "no place"),
        ("a: [1]\n", Move(("a", 0), ("a", 3)), "no place"),
        ("a: [1]\n", Move(("a", 0), ("b", "c")), "no place"),
        ("a: 1\n", Move(("a",), ("b", 0)), "only an item"),
        ("a: [1]\n", Move(("a", 4), ("a", 0)), "no «4»"),
    ],
)
def test_an_edit_that_cannot_be_made_says_why(before: str, change: Change, words: str) -> None:
    with pytest.raises(EditError, match=words):
        edited(before.encode(), [change])


def test_thousands_of_changes_are_made_at_once() -> None:
    before = "signatories:\n" + "".join(f"  - Name {n} # {n}\n" for n in range(2000))
    changes = [Set(("signatories", n, "name", "ar"), "x", alone=("name", "en")) for n in range(2000)]
    after = edited(before.encode(), changes).decode().splitlines()
    assert after[1] == "  - name: {en: Name 0, ar: x} # 0"
    assert len(after) == 2001
