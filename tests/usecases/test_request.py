"""What a program may give as a request, and what it is told where that cannot be meant."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest

import presskit
from presskit.usecases.request import as_request, checked
from tests.usecases.conftest import WORLD


def test_texts_are_paths_and_lists_are_tuples() -> None:
    given: Any = presskit.BuildRequest("my-kit", out="o", only=["pdf"], templates="t")  # type: ignore[arg-type]
    assert checked(given) == presskit.BuildRequest(Path("my-kit"), Path("o"), ("pdf",), templates=Path("t"))
    files: Any = presskit.ImportRequest(["a.txt"], "new")  # type: ignore[arg-type]
    assert checked(files) == presskit.ImportRequest((Path("a.txt"),), Path("new"))


def test_a_request_of_the_right_types_is_the_same() -> None:
    given = presskit.BuildRequest(Path("my-kit"), only=("pdf",))
    assert checked(given) is given
    assert as_request(presskit.BuildRequest, "my-kit") == presskit.BuildRequest(Path("my-kit"))


@pytest.mark.parametrize("given", [None, 3, b"kit", presskit.BuildRequest])
def test_what_is_no_request_is_refused(given: Any) -> None:
    with pytest.raises(presskit.RequestError, match="a request or the path of a kit is meant"):
        presskit.check(given, world=WORLD)


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("only", "text", "several: a tuple or a list"),
        ("languages", None, "several"),
        ("only", (1,), "a text"),
        ("out", "", "a path"),
        ("out", "a\0b", "a path"),
        ("jobs", "2", "a number"),
        ("jobs", -1, "not below 0"),
        ("proof", "yes", "True or False"),
    ],
)
def test_a_field_of_the_wrong_kind_is_named(field: str, value: Any, expected: str) -> None:
    with pytest.raises(presskit.RequestError, match=f"«{field}» should be .*{expected}") as refused:
        presskit.build(presskit.BuildRequest(Path("my-kit"), **{field: value}), world=WORLD)
    assert refused.value.fields == (field,)


@pytest.mark.parametrize("rate", [-5.0, math.nan, "fast"])
def test_a_rate_that_would_send_without_limit_is_refused(rate: Any) -> None:
    with pytest.raises(presskit.RequestError, match="«rate» should be"):
        presskit.plan(presskit.SendRequest(Path("my-kit"), rate=rate), world=WORLD)


def test_the_environment_is_not_shown_with_the_world() -> None:
    assert "secret" not in repr(presskit.World({"PRESSKIT_SMTP_PASSWORD": "secret"}))
