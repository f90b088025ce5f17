"""A small kit with everything that can be translated, in a folder; and what is made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from presskit.model.release import Kit
from presskit.readers import kit as kit_reader
from presskit.readers import translation_files
from presskit.translation.segments import package_for
from presskit.translation.status import Change, Memory, changes
from presskit.translation.terminology import Glossary
from presskit.usecases.translate_out import TranslateOutReport, TranslateOutRequest, translate_out
from presskit.usecases.world import World

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
WORLD = World({}, lambda: NOW)
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005fe02fe0def46b8"
    "0000000049454e44ae426082"
)
ENGLISH = """\
---
title: Open the road & let people leave
subtitle: Two organisations ask for it
description: A sentence for search engines.
keywords: [road, winter]
---
The {{ signatory_count }} organisations ask that the road be opened, write to press@example.org. {#lede}

## Three facts <b> {#h-facts}

Snow is near, [say observers](https://example.org/snow?a=1&b=2), and 1,500 people wait.[^un] {#p-snow}

**Trucks** wait at the border with *blankets*. {#p-trucks}

> We have seen winters like this. {#q1}
>
> — A driver {#q1-by}

::: calls
We ask: {#calls-lead}

1. Open the road. {#call-1}
:::

![Trucks in a row](photo.png "Trucks at the border."){credit="A. Photographer"} {#fig-1}

[^un]: UN report of 12 May. {#fn-un}

::: boilerplate
## About {#about}

We are two. {#about-1}
:::

::: notes
- Call +44 20 7946 0958. {#note-1}
:::
"""
KIT = """\
id: river-road
kind: joint-statement
languages: [en, ar, fr]
date: 2026-03-02
places: [{en: Geneva, ar: جنيف}]
region: GB
brand: {name: {en: Road Coalition, ar: ائتلاف الطريق}}
embargo:
  until: 2026-03-05 14:00
  zone: Europe/Zurich
  cities: [{name: Beirut, zone: Asia/Beirut}]
"""
SIGNATORIES = """\
coalitions:
  - name: {en: River Alliance, ar: تحالف النهر}
    acronym: RA
    signatories:
      - name: {en: Big Heart, ar: القلب الكبير}
        acronym: BH
      - name: Gone Fishing
        withdrawn: 2026-03-01
      - person: Amal Haddad
        title: Dr
        affiliation: {en: Big Heart, ar: القلب الكبير}
signatories:
  - Late & Small
"""
CONTACTS = """\
contacts:
  - name: Press desk
    role: {en: Spokesperson, ar: ناطقة}
    organisation: Road Coalition
    emails: [press@example.org]
    phones: ["+44 20 7946 0958"]
    languages: [en]
"""
GLOSSARY = """\
terms:
  - {en: border, ar: الحدود}
  - term: {en: ceasefire, ar: وقف إطلاق النار}
    note: not «هدنة»
  - term: UN
    keep: true
"""
FILES: Mapping[str, str] = {
    "kit.yaml": KIT,
    "statement.en.md": ENGLISH,
    "signatories.yaml": SIGNATORIES,
    "contacts.yaml": CONTACTS,
    "glossary.yaml": GLOSSARY,
}


def folder(place: Path, **changed: str) -> Path:
    """Write the kit into a folder; ``statement_ar_md`` stands for ``statement.ar.md``."""
    place.mkdir(parents=True, exist_ok=True)
    named = {name.replace("_", "."): text for name, text in changed.items()}
    for name, text in {**FILES, **named}.items():
        (place / name).write_text(text, "utf-8")
    (place / "photo.png").write_bytes(DOT)
    return place


def kit(**changed: str) -> Kit:
    files = {**FILES, **{name.replace("_", "."): text for name, text in changed.items()}}
    read = kit_reader.read({**{name: text.encode() for name, text in files.items()}, "photo.png": DOT})
    assert read.value is not None
    assert [each for each in read.diagnostics if each.severity == "error"] == []
    return read.value


def glossary() -> Glossary:
    return translation_files.read_glossary(GLOSSARY.encode()).value


def id_of(key: str) -> str:
    """Return what a unit is called in the files that go out."""
    return next(each.id for each in package_for(kit(), "ar").units if each.key == key)


def states(language: str = "ar", memory: Memory | None = None, **changed: str) -> dict[str, Change]:
    content = package_for(kit(**changed), language, glossary())
    return {each.unit.key: each for each in changes(content, memory or Memory())}


def exported(place: Path, wanted: TranslateOutRequest, **changed: str) -> tuple[TranslateOutReport, dict[str, bytes]]:
    """Export the kit in ``place``, made if it is not there, and return the files by the end of their names."""
    if not place.exists():
        folder(place, **changed)
    out = place.with_name(f"{place.name}-out")
    report = translate_out(replace(wanted, folder=place, out=out), world=WORLD)
    return report, {name: (out / name).read_bytes() for each in report.sent for name in each.files}
