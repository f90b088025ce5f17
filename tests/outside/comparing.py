"""Compares what other programs read in the outputs of an edition, word by word, with its plain text."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

from tests.outside.explanations import Facts, explained
from tests.outside.pages import atoms, has_marks, lost_and_added, runs_both_ways, without_furniture
from tests.outside.readers import docx_text, html_text, pdf_pages

__all__ = ["Comparison", "compared", "differences"]

READERS = {"html": html_text, "docx": docx_text}


@dataclass
class Comparison:
    """What a comparison found: differences without an explanation, those that have one by name, and the words compared."""

    differences: list[str] = field(default_factory=list)
    explained: Counter[str] = field(default_factory=Counter)
    words: int = 0


def compared(file: Path, text: str, facts: Facts) -> Comparison:
    """Return how an output differs from the plain ``text`` of its edition."""
    output = file.suffix.removeprefix(".")
    expected, here = explained("text", text, facts, output)
    if output == "pdf":
        return _pages(file, text, expected, facts, here)
    found, there = explained(output, READERS[output](file.read_bytes()), facts)
    return Comparison(differences(expected.split(), found.split()), here + there, len(found.split()))


def differences(expected: list[str], found: list[str]) -> list[str]:
    """Return where two rows of words part, with a word before and behind."""
    steps = SequenceMatcher(None, expected, found, autojunk=False).get_opcodes() if expected != found else []
    around = ((expected[max(0, a - 1) : b + 1], found[max(0, c - 1) : d + 1]) for step, a, b, c, d in steps if step != "equal")
    return [f"«{' '.join(one)}» is «{' '.join(other)}»" for one, other in around]


def _pages(file: Path, text: str, expected: str, facts: Facts, here: Counter[str]) -> Comparison:
    """Compare the PDF: the same words everywhere, and the same order where neither columns nor directions change it."""
    read = [explained("pdf", page, facts) for page in pdf_pages(file.read_bytes())]
    head, _ = explained("text", text.split("\n=", maxsplit=1)[0], facts, "pdf")
    pages, release = [page for page, _ in read], file.stem.rpartition("-")[0]
    found, furniture = without_furniture(pages, f"{head} {facts.brand}", _dateline(text), release, atoms([*facts.invented]))
    both, one, other = runs_both_ways(found), expected.split(), found.split()
    rows = atoms if both else Counter[str]
    narrow = rows([*" ".join(facts.parts.cells).split(), *(filter(has_marks, one) if both else ())])
    lost, added, cut = lost_and_added(rows(one), rows(other), narrow)
    faults = [f"{what}: {[*words.elements()]}" for what, words in (("lost", lost), ("added", added)) if words]
    if not both and not faults:
        beside = {*_beside(text, one, facts), *(Counter(one) - Counter(other)), *(Counter(other) - Counter(one))}
        faults = differences(*([word for word in words if word not in beside] for words in (one, other)))
    there = Counter({"running head or foot": furniture, "word that a line's end divides": cut})
    return Comparison(faults, sum((names for _, names in read), here + there), len(other))


def _dateline(text: str) -> str:
    """Return the paragraph below the title."""
    blocks = text.split("\n\n")
    return blocks[next(at for at, block in enumerate(blocks) if "\n=" in block) + 1]


def _beside(text: str, words: list[str], facts: Facts) -> set[str]:
    """Return the words that stand beside others on a page: cells, contacts, the dateline, names, and headings of sections."""
    sections = [block for block in text.split("\n\n") if "\n---" in block]
    places = [at for at, word in enumerate(words) if word.strip("(),") in facts.names]
    names = words[places[0] - 1 : places[-1] + 2] if places else []
    return {*" ".join([*facts.parts.cells, _dateline(text), *sections, text[text.rindex("\n---") :], *names]).split()}
