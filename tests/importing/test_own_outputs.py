"""What presskit makes of a kit is read again as that kit: its outputs are layouts that come back from offices, too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from presskit.model.document import Block, plain_text, segments
from presskit.model.release import Kit
from tests.importing.reading import Read, read

SAMPLE = """\
Joint statement

The road must be opened

Beirut, 3 December 2026 – For nine days no lorry has reached the river towns, and the bakeries have flour for two more days.

What is missing is fuel, and above all a road that is open by day and by night. Nobody can carry a sack of flour across the hills in snow.

We call on all parties to:
1. Open the northern road.
2. Let the sick pass.

Signatories

River Alliance (RA)
1. Harbour Relief
2. Northern Lights Network (NLN)

Hill Network
3. Lantern Trust

Media contacts

- Nora Example, Harbour Relief, nora@example.org, +44 20 7946 0123
- Tom Sample, Lantern Trust, tom.sample@example.org, +44 20 7946 0456
"""


@pytest.fixture(scope="module")
def first() -> Read:
    return read(("a.txt", SAMPLE.encode()))


def outputs(kit: Kit, folder: Path) -> dict[str, bytes]:
    """The outputs of ``kit`` by suffix, as the command makes them."""
    from presskit.cli import main
    from presskit.writers import kit_files

    for artefact in kit_files.write(kit):
        (folder / artefact.name).write_bytes(artefact.data)
    assert main(["build", str(folder), "--out", str(folder / "out"), "--only", "text,docx"]) == 0
    return {path.suffix: path.read_bytes() for path in (folder / "out").rglob("*.*") if path.suffix in {".txt", ".docx"}}


def without_style(words: str) -> str:
    return words.replace("’", "'")


def texts(kit: Kit) -> list[str]:
    return [without_style(plain_text(getattr(each, "inlines", ()))) for each in segments(kit.statements[0])]


def kinds(blocks: tuple[Block, ...]) -> list[type[Any]]:
    return [type(block) for block in blocks]


@pytest.mark.parametrize("suffix", [".txt", ".docx"])
def test_an_output_gives_the_kit_back(first: Read, suffix: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    again = read((f"a{suffix}", outputs(first.kit, tmp_path)[suffix])).kit
    capsys.readouterr()
    assert texts(again) == texts(first.kit)
    assert kinds(again.statements[0].body) == kinds(first.kit.statements[0].body)
    assert people(again) == people(first.kit)
    assert (again.release.date, again.release.places, again.release.kind) == (
        first.kit.release.date,
        first.kit.release.places,
        first.kit.release.kind,
    )


def people(kit: Kit) -> list[object]:
    groups = [(each.name, each.acronym, [(s.name, s.acronym) for s in each.signatories]) for each in kit.roster.coalitions]
    contacts = [(c.name, c.organisation, c.emails, [p.e164 for p in c.phones]) for c in kit.contacts]
    return [groups, contacts]
