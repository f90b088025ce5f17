"""Builds random kits, and has other programs read their outputs; ``python -m tests.outside 200`` prints the figures."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import yaml

import presskit
from tests.outside.comparing import compared, differences
from tests.outside.explanations import Facts, explained
from tests.outside.random_kits import RandomKit, random_kit

__all__ = ["Outcome", "built", "checked", "facts_of"]

OUTPUTS = ("pdf", "docx", "html", "text")
NOW = presskit.World({"SOURCE_DATE_EPOCH": "1797552000"})


@dataclass
class Outcome:
    """What was found in the outputs of some kits: faults, and by output the words compared and the differences explained."""

    faults: list[str] = field(default_factory=list)
    outputs: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    explained: Counter[tuple[str, str]] = field(default_factory=Counter)


def built(kit: RandomKit, folder: Path) -> list[str]:
    """Write the kit and build it below ``folder``; return the errors, of which there should be none."""
    (folder / "kit").mkdir(parents=True)
    for name, data in kit.files.items():
        (folder / "kit" / name).write_bytes(data)
    only = tuple(output for output in OUTPUTS if kit.paged or output != "pdf")
    report = presskit.build(presskit.BuildRequest(folder / "kit", out=folder / "out", only=only), world=NOW)
    return [f"{found.span}: {found.code}: {found.message}" for found in report.diagnostics if found.severity == "error"]


def facts_of(kit: RandomKit, language: str) -> Facts:
    """Return what explanations may rest on in an edition."""
    release = yaml.safe_load(kit.files["kit.yaml"])
    brand = release.get("brand", {}).get("name", "")
    own = release.get("digits", {}).get(language) == "arab"
    words = frozenset(kit.vocabulary), frozenset(kit.names[language])
    return Facts(kit.parts[language], *words, brand if isinstance(brand, str) else brand[language], own)


def checked(seed: int, folder: Path) -> Outcome:
    """Build the kit of a seed, and compare its outputs with its own words and with each other."""
    kit, outcome = random_kit(seed), Outcome()
    outcome.faults += built(kit, folder)
    for language in kit.languages if not outcome.faults else ():
        facts, files = facts_of(kit, language), sorted((folder / "out" / language).glob(f"kit-{seed}-*"))
        text = next(file for file in files if file.suffix == ".txt").read_text("utf-8")
        outcome.outputs["text"] += 1
        outcome.faults += [f"{language}: kit: {each}" for each in _against_the_kit(kit, language, text, facts)]
        for file in files:
            if file.suffix != ".txt":
                found, output = compared(file, text, facts), file.suffix.removeprefix(".")
                outcome.outputs[output] += 1
                outcome.words[output] += found.words
                outcome.explained.update({(output, name): count for name, count in found.explained.items()})
                outcome.faults += [f"{language}: {output}: {each}" for each in found.differences]
    return outcome


def _against_the_kit(kit: RandomKit, language: str, text: str, facts: Facts) -> list[str]:
    """Return where the plain text parts from the words that the kit was made of: each once, in order, none for the office.

    «And» is a letter at the head of a word in Arabic and Hebrew.
    """
    rows = re.findall(r"[^\W\d_]+", explained("text", text, facts)[0])
    words = (word if word in kit.vocabulary else word[1:] for word in rows)
    expected, said = kit.said[language], [word for word in words if word in kit.vocabulary]
    return differences(sorted(expected), sorted(said)) if kit.sorted_names else differences(expected, said)
