"""Kits with one fault each, as press offices make them: what is changed in a good kit, and the one finding that is right.

A case holds the file, the words that are replaced, what stands there then, and the finding: its code, its place, and words
that its hint must hold, which are right for this kit and no other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["CASES", "GOOD", "Case"]

GOOD: Mapping[str, str] = {
    "kit.yaml": """\
id: river-road
kind: joint-statement
languages: [en]
version: 1
date: 2026-03-02
places: [Geneva]
embargo:
  until: 2026-03-02 14:00
  zone: Europe/Zurich
  weekday: Monday
region: CH
outputs: [pdf, docx, text]
website: https://example.org/river-road
brand:
  name: Example Relief
  accent: "#1d4e89"
  logo: logo.png
""",
    "signatories.yaml": """\
coalitions:
  - name: River Alliance
    acronym: RA
    signatories:
      - name: Example Relief
        consent: {by: Director, on: 2026-02-27, how: e-mail}
      - name: Sample Medical Society
        acronym: SMS
        joined: 2026-02-28
signatories:
  - person: Amal Haddad
    title: Dr
""",
    "contacts.yaml": """\
contacts:
  - name: Press desk
    emails: [press@example.org]
    phones: ["+41 22 730 00 12"]
    languages: [en]
    hours: {opens: "09:00", closes: "18:00", zone: Europe/Zurich}
""",
    "statement.en.md": """\
---
title: The river road opens for ambulances
subtitle: Three signatories ask for it together
keywords: [roads, health]
---
The road along the river is **open** again. {{ signatory_count }} signatories asked for it.[^road] {#lede}

## What it changes {#h-change}

- Ambulances reach the [hospital](https://example.org/hospital) in an hour. {#b-1}
- Medicines arrive on the same day. {#b-2}

![Two ambulances on a road by a river](road.jpg "The road.") {#fig-road}

[^road]: The road is forty kilometres long. {#fn-road}
""",
}
"""The good kit; ``logo.png`` and ``road.jpg`` are pictures."""


@dataclass(frozen=True)
class Case:
    """One wrong kit. ``put`` may be bytes; ``files`` are added, and taken away where they are None."""

    name: str
    file: str
    find: str
    put: str | bytes
    code: str
    place: str
    hint: tuple[str, ...]
    message: tuple[str, ...] = ()
    files: Mapping[str, str | bytes | None] = field(default_factory=dict)
