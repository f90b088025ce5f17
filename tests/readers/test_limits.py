"""Limits are tried at the limit itself: the last that is read, and the first that is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from presskit import intake
from presskit.limits import YAML_DEPTH
from presskit.readers import yaml_tree
from presskit.readers.kit_folder import decode_utf8
from presskit.readers.yaml_tree import MappingNode, ScalarNode


def nested(depth: int) -> list[str]:
    reading = yaml_tree.read("kit.yaml", "a: " + "[" * (depth - 1) + "]" * (depth - 1) + "\n")
    return [each.code for each in reading.diagnostics]


def test_so_many_collections_may_stand_inside_each_other() -> None:
    assert YAML_DEPTH == 32
    assert nested(32) == []
    assert nested(33) == ["yaml-depth"]


def test_a_text_as_long_as_the_limit_is_read() -> None:
    assert decode_utf8("a.txt", b"12345", 5).value == "12345"
    assert [each.code for each in decode_utf8("a.txt", b"123456", 5).diagnostics] == ["file-too-large"]


def test_a_file_as_large_as_the_limit_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"12345")
    assert intake.read(tmp_path / "a.txt", 5) == b"12345"
    assert intake.read_inside(tmp_path, "a.txt", 5) == b"12345"
    with pytest.raises(intake.TooLargeError):
        intake.read(tmp_path / "a.txt", 4)


@pytest.mark.parametrize(
    ("text", "key", "end"),
    [
        ("a: one # c\n", "a", (1, 7)),
        ("a: 'one'\nb: 2\n", "a", (1, 9)),
        ("a: |\n  one\n  two\n\n# c\nb: 2\n", "a", (3, 6)),
        ("a:\n  - one\n  - two  # c\n\nb: 2\n", "a", (3, 8)),
        ("a: [1, {b: 2}] # c\n", "a", (1, 15)),
        ("a:\nb: 2\n", "a", (1, 3)),
        ("title: One: two # c\n", "title", (1, 16)),
    ],
)
def test_a_value_knows_where_it_ends(text: str, key: str, end: tuple[int, int]) -> None:
    tree = yaml_tree.read("kit.yaml", text).value
    assert isinstance(tree, MappingNode)
    span = tree.entries[key].value.span
    assert (span.end_line, span.end_column) == end
    assert tree.entries[key].span.until(span) == tree.entries[key].key.span
    assert isinstance(tree.entries[key].key, ScalarNode)
