"""Spoiled inputs of every kind: no traceback, no exit code 3, none that takes more than ten seconds of processor time."""

from __future__ import annotations

import contextlib
import io
import os
from pathlib import Path

import pytest

from presskit.cli import main
from tests.attacks.attack import Place
from tests.attacks.fuzz import attempts, bad
from tests.attacks.seeds import KINDS

CASES = int(os.environ.get("PRESSKIT_FUZZ_CASES", "5"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_spoiled_input_is_no_fault(kind: str) -> None:
    wrong = [(number, outcome.code, outcome.seconds, outcome.why[:300]) for number, outcome in attempts(kind, CASES) if bad(outcome)]
    assert wrong == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_input_as_it_was_is_read_to_its_end(kind: str, tmp_path: Path) -> None:
    """What is spoiled would get no further than the first refusal, if the valid input did not."""
    refused = {"zip-refused", "return-unreadable", "return-no-revision", "bad-picture", "unfit-profile", "pdf-unreadable"}
    place = Place(tmp_path / "here", tmp_path / "outside", "127.0.0.1:9")
    place.folder.mkdir()
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        main(KINDS[kind].lay(place, KINDS[kind].data()))
    told = {word.rstrip(":") for word in said.getvalue().split()}
    assert kind == "tiff in a kit" or not told & refused, said.getvalue()
