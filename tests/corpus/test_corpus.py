"""The corpus of imports: each text has a truth, each truth is well-formed, its words stand in the text, its bar holds."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from benchmarks.import_quality import Row, figures, lines_of, measured
from benchmarks.import_truth import CORPUS, Truth, TruthError, digits, plain, read_truth

from tests.corpus import word_files, workbooks

TRUTHS = sorted(CORPUS.rglob("*.yaml"))
HALVES = sorted({path.parent.name for path in TRUTHS})
FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text())
each_truth = pytest.mark.parametrize("path", TRUTHS, ids=lambda path: f"{path.parent.name}/{path.stem}")


@cache
def text_of(path: Path) -> str:
    """Return the words of a truth's inputs in one line, those that a line end divides also whole."""
    truth = read_truth(path)
    lines = [re.sub(r"^[>\s]+", "", line) for each in truth.files for line in lines_of(each)]
    joined = "\n".join(lines).replace("ـ", "")
    whole = (joined, re.sub(r"(\w)[-\u00ad]\n(\w)", r"\1\2", joined), re.sub(r"(\w-)\n(\w)", r"\1\2", joined))
    return " ".join(map(plain, whole))


def told(truth: Truth) -> Iterator[tuple[str, str]]:
    """Return what a truth says that must stand in its text, each with what it is."""
    yield from (("title", each) for each in truth.title.values())
    yield from (("subtitle", each) for each in truth.subtitle.values())
    yield from (("place", each) for each in truth.places)
    yield from (("private", each) for each in truth.private)
    for name in truth.signatories:
        values = (name.name, *name.other, name.title, name.affiliation, name.acronym, name.group)
        yield from (("signatory", each) for each in values if each)
    for contact in truth.contacts:
        values = (contact.name, *contact.other, contact.organisation, contact.role, *contact.phones, *contact.emails)
        yield from (("contact", each) for each in values if each)


def test_every_text_has_its_truth() -> None:
    beside = {each for path in TRUTHS for each in read_truth(path).files}
    texts = {path for path in CORPUS.rglob("*") if path.is_file() and path.suffix not in {".yaml", ".md", ".py"}}
    assert texts == beside


@each_truth
def test_a_truth_stands_in_its_text(path: Path) -> None:
    truth, text = read_truth(path), text_of(path)
    assert not [(kind, words) for kind, words in told(truth) if not stands(kind, plain(words), text, cells=bool(truth.beside))]


def stands(kind: str, words: str, text: str, *, cells: bool) -> bool:
    """Return whether words stand in a text; a place may be in capitals, a person be turned, a name of a table be in several cells."""
    if words.replace("ـ", "") in text or (kind == "place" and words.casefold() in text.casefold()):
        return True
    parts = words.split()
    if kind == "signatory" and any(f"{' '.join(parts[n:])}, {' '.join(parts[:n])}," in text for n in range(1, len(parts))):
        return True
    return cells and kind == "signatory" and all(word in text for word in words.split())


@pytest.mark.parametrize("name", word_files.FILES)
def test_a_word_file_is_what_its_source_makes(name: str) -> None:
    assert (word_files.FOLDER / name).read_bytes() == word_files.FILES[name]()


@pytest.mark.parametrize("name", workbooks.FILES)
def test_a_workbook_is_what_its_source_makes(name: str) -> None:
    book = openpyxl.load_workbook(workbooks.FOLDER / name)
    have = {sheet.title: [tuple(cell for cell in row if cell is not None) for row in sheet.values] for sheet in book}
    made = workbooks.FILES[name]
    assert have == {title: [tuple(cell for cell in row if cell is not None) for row in rows] for title, rows in made.items()}


@each_truth
def test_the_names_of_a_truth_are_different(path: Path) -> None:
    names = [plain(each.name) for each in read_truth(path).signatories]
    assert len(names) == len(set(names))


@each_truth
def test_addresses_and_numbers_are_nobodys(path: Path) -> None:
    text = text_of(path)
    addresses = re.findall(r"[\w.+-]+@([\w.-]+\w)", text)
    assert all(re.fullmatch(r"(.*\.)?example\.(org|com|net)", each) for each in addresses), addresses


@each_truth
def test_the_date_of_a_truth_stands_in_its_text(path: Path) -> None:
    truth = read_truth(path)
    if truth.date is not None:
        numbers = {digits(each) for each in re.findall(r"\d+", text_of(path))}
        assert str(truth.date.day) in numbers or truth.languages[0] == "fa"


def test_a_truth_with_a_mistyped_key_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A title\n")
    (tmp_path / "a.yaml").write_text("layout: x\nlanguage: en\ntitle: A title\nsignatores: []\n")
    with pytest.raises(TruthError, match="signatores"):
        read_truth(tmp_path / "a.yaml")


@cache
def rows(half: str) -> list[Row]:
    """Measure every text of a half once."""
    return [measured(path) for path in TRUTHS if path.parent.name == half]


@pytest.mark.usefixtures("done_here")
@pytest.mark.parametrize("half", [half for half in HALVES if half in FLOORS])
def test_imports_are_not_worse_than_their_floors(half: str) -> None:
    have = figures(rows(half))
    assert {name: have[name] for name, floor in FLOORS[half].items() if have[name] < floor} == {}
