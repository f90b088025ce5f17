"""The specimen tells the matter of a real statement: its sentences and its people stand nowhere in the project.

The statement itself is not part of the project. Where it lies beside the checkout, every file is compared with it.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.data.shipped_kits import ROOT

SIGNED = ROOT.parent / "shared/seed/statement.txt"
RUN = 8
SIGNATORY = re.compile(r"^- ?\d+ ?-.*$", re.MULTILINE)
EMAIL = re.compile(r"[\w.+-]+@[\w.-]+\w")
PHONE = re.compile(r"(?:\+|\b00)?\d{9,}")
DIALLED = re.compile(r"\d[\d ().\u00a0\u202f-]{7,}\d")
PERSON = re.compile(r"^- -?([A-Z]\w+ [A-Z]\w+)", re.MULTILINE)

pytestmark = pytest.mark.skipif(not SIGNED.is_file(), reason="the signed statement does not lie beside the checkout")


def signed() -> str:
    return SIGNED.read_text("utf-8")


@cache
def project() -> dict[str, str]:
    """The text of every file that git keeps, by its name; pictures and fonts are no text."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    paths = [ROOT / name for name in listed.decode().split("\0") if name]
    return {path.relative_to(ROOT).as_posix(): text for path in paths if (text := as_text(path))}


def as_text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (UnicodeDecodeError, FileNotFoundError):
        return ""


def runs(text: str) -> set[str]:
    """Every run of consecutive words, without case and marks."""
    words = re.findall(r"[^\W_]+", text.casefold())
    return {" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


def names() -> set[str]:
    """The runs of words that are nothing but organisations' names, which may be used."""
    return {run for line in SIGNATORY.findall(signed()) for run in runs(re.sub(r"^\W*\d+", "", line))}


def numbers(text: str, pattern: re.Pattern[str]) -> Iterator[str]:
    yield from (re.sub(r"\D", "", found).removeprefix("00") for found in pattern.findall(text))


def test_no_sentence_of_the_signed_text_stands_in_the_project() -> None:
    forbidden = runs(SIGNATORY.sub("", signed())) - names()
    assert len(forbidden) > 500
    assert {name: shared for name, text in project().items() if (shared := forbidden & runs(text))} == {}


def test_nobody_of_the_signed_text_stands_in_the_project() -> None:
    people = set(PERSON.findall(signed().partition("media interviews")[2]))
    assert len(people) == 5
    assert [(name, person) for name, text in project().items() for person in people if person in text] == []


def test_no_address_of_the_signed_text_stands_in_the_project() -> None:
    addresses = {found.casefold() for found in EMAIL.findall(signed())}
    assert len(addresses) == 5
    assert [(name, each) for name, text in project().items() for each in addresses if each in text.casefold()] == []


def test_no_telephone_number_of_the_signed_text_stands_in_the_project() -> None:
    theirs = set(numbers(signed(), PHONE))
    assert len(theirs) == 6
    written = {name: " ".join(numbers(text, DIALLED)) for name, text in project().items()}
    assert [(name, number) for name, text in written.items() for number in theirs if number in text] == []
