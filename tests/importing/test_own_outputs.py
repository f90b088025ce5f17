"""What presskit makes of a kit is read again as that kit: its outputs are layouts that come back from offices, too."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from presskit.language.data import languages, table
from presskit.language.dates import instant
from presskit.language.phrases import phrases
from presskit.model.document import Block, plain_text, segments
from presskit.model.release import Kit, ReleaseKind
from presskit.readers.importing.embargo import stated_embargo
from presskit.readers.importing.headings import Kind, head_of
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


FILLED = {"when": "1 March 2027, 14:00", "page": "2", "pages": "5"}
ANNOUNCED: dict[str, Kind] = {
    "immediate": Kind.IMMEDIATE, "embargo": Kind.EMBARGO, "embargo_until": Kind.EMBARGO, "mail_embargo": Kind.EMBARGO,
    **dict.fromkeys(ReleaseKind, Kind.KIND), "ends": Kind.ENDS, "signatories": Kind.SIGNATORIES, "also_signed": Kind.SIGNATORIES,
    "contacts": Kind.CONTACTS, "notes": Kind.NOTES, "footnotes": Kind.NOTES, "page": Kind.PAGE,
}  # fmt: skip


@pytest.mark.parametrize("language", languages())
def test_every_head_that_presskit_prints_is_known(language: str) -> None:
    texts = {name: phrases(language)(name, **FILLED) for name in ANNOUNCED if name in table(language, "phrases")}
    known = {name: head.kind if (head := head_of(text)) else None for name, text in texts.items()}
    assert known == {name: ANNOUNCED[name] for name in texts}


@pytest.mark.parametrize("zone", ["Europe/Zurich", "Europe/Kyiv", "America/New_York", "Asia/Beirut"])
@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("phrase", ["embargo_until", "mail_embargo"])
def test_every_embargo_that_presskit_prints_is_read_as_its_instant(language: str, zone: str, phrase: str) -> None:
    until = datetime(2027, 3, 1, 14, 30, tzinfo=ZoneInfo(zone))
    read_back = stated_embargo(phrases(language)(phrase, when=instant(until, zone, language)))
    assert read_back
    assert read_back.until == until
