"""Kits with one fault each, as press offices make them: what is changed in a good kit, and the one finding that is right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["CASES", "GOOD", "HARMLESS", "Case", "Harmless"]

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
"""The good kit; ``logo.png`` and ``road.jpg`` are pictures that lie beside these files."""

Files = Mapping[str, str | bytes | None]


@dataclass(frozen=True)
class Case:
    """A wrong kit: ``find`` is replaced by ``put`` in ``file``; ``files`` come in or, where None, go.

    The one finding has the code, stands at the place, and its hint holds the words. ``grade`` is what a press officer
    gets of it, from 0 to 3: 3 is true, alone, and says the right value for this kit.
    """

    name: str
    file: str
    find: str
    put: str
    code: str
    place: str
    hint: str
    grade: int = 3
    files: Files = field(default_factory=dict)


@dataclass(frozen=True)
class Harmless:
    """A kit that looks odd and is none the worse for it: nothing is found. ``says`` stands in the text that is published."""

    name: str
    file: str
    find: str
    put: str
    says: str = ""
    files: Files = field(default_factory=dict)


K, S, C, E = "kit.yaml", "signatories.yaml", "contacts.yaml", "statement.en.md"
TITLE = "title: The river road opens for ambulances"
ITEMS = GOOD[E][GOOD[E].index("- Ambulances") : GOOD[E].index("![Two")]
COUNT = "{{ signatory_count }}"
_EMBARGO = GOOD[K][GOOD[K].index("embargo:") : GOOD[K].index("region")]

CASES: tuple[Case, ...] = (
    # The lines of a YAML file.
    Case("one space too many", K, "  zone: Eu", "   zone: Eu", "yaml-syntax", "kit.yaml:9:4", "«zone: Europe/Zurich»"),
    Case("one space too few", K, "  zone: Eu", " zone: Eu", "yaml-syntax", "kit.yaml:9:2", "«zone: Europe/Zurich»"),
    Case("no indent", K, "  zone: Eu", "zone: Eu", "yaml-syntax", "kit.yaml:9:1", "«zone: Europe/Zurich» after 2 spaces"),
    Case("a tab", K, "  zone: Eu", "\tzone: Eu", "yaml-syntax", "kit.yaml:9:1", "«zone: Europe/Zurich», with spaces"),
    Case("non-breaking spaces", K, "  zone: Eu", "\u00a0\u00a0zone: Eu", "yaml-syntax", "kit.yaml:9:1", "«zone: Europe/Zurich»"),
    Case("a non-breaking space after the colon", K, "date: ", "date:\u00a0", "yaml-syntax", "kit.yaml:5:6", "«date: 2026-03-02»"),
    Case("no space after the colon", K, "id: river", "id:river", "yaml-syntax", "kit.yaml:1:3", "write «id: river-road»"),
    Case("no space after a later colon", K, "date: 2026", "date:2026", "yaml-syntax", "kit.yaml:5:5", "write «date: 2026-03-02»"),
    Case("a full-width colon", K, "date: 2026", "date：2026", "yaml-syntax", "kit.yaml:5:5", "write «date: 2026-03-02»"),
    Case("an equals sign", K, "id: river", "id = river", "yaml-syntax", "kit.yaml:1:3", "write «id: river-road»"),
    Case("a comment of another language", K, "id: river", "// ours\nid: river", "yaml-syntax", "kit.yaml:1:1", "write «# ours»"),
    Case("a stray line of hyphens", K, "region", "---\nregion", "yaml-syntax", "kit.yaml:11:1", "delete the line «---»"),
    Case("a list item without its hyphen", S, "- name: Sample", "name: Sample", "yaml-syntax", "signatories.yaml:7:7", "«- name: Sample Medical Society» after 6"),
    Case("a list that is not closed", K, "[en]", "[en", "yaml-syntax", "kit.yaml:3:12", "write «languages: [en]»"),
    Case("a mapping that is not closed", C, "Europe/Zurich}", "Europe/Zurich", "yaml-syntax", "contacts.yaml:6:12", "zone: Europe/Zurich}»"),
    Case("a mark that is not closed", E, TITLE, 'title: "The river road', "yaml-syntax", "statement.en.md:2:8", '«title: "The river road"»'),
    Case("a title in two lines", E, TITLE, "title: The river road opens\nfor ambulances", "yaml-syntax", "statement.en.md:3:1", "«title: The river road opens for ambulances», in one line"),
    Case("a quoted name and more words", S, "name: Example Relief", 'name: "Example" Relief', "yaml-syntax", "signatories.yaml:5:15", "name: '\"Example\" Relief'"),
    Case("a quoted name in a bare list", S, "- person: Amal Haddad\n    title: Dr", '- "Example" Relief', "yaml-syntax", "signatories.yaml:11:5", "«- '\"Example\" Relief'»"),
    Case("a name that begins with &", S, "name: Example Relief", "name: & Friends", "yaml-syntax", "signatories.yaml:5:15", 'name: "& Friends"'),
    Case("a name in asterisks", S, "name: River Alliance", "name: *River Alliance*", "yaml-syntax", "signatories.yaml:2:11", 'name: "*River Alliance*"', 2),
    Case("a name with a hash", S, "name: Example Relief", "name: Save #Aleppo", "comment-cuts-text", "signatories.yaml:5:20", 'quotation marks: "Save #Aleppo"'),
    Case("a title with a hash", E, TITLE, "title: Open the #RiverRoad now", "comment-cuts-text", "statement.en.md:2:17", '"Open the #RiverRoad now"'),
    Case("a hash in braces", K, "  name: Example Relief", "  name: {en: Save #Aleppo}", "yaml-syntax", "kit.yaml:15:19", '{en: "Save #Aleppo"}'),
    Case("a comment near a name", S, "name: Example Relief", "name: Example Relief # asked", "comment-near-text", "signatories.yaml:5:30", "put two spaces before it"),
    Case("a bare name with a colon", S, "- person: Amal Haddad\n    title: Dr", "- Relief: the society", "unknown-key", "signatories.yaml:11:5", '"Relief: the society"'),
    Case("curly marks around a name", K, "  name: Example Relief", "  name: “Example Relief”", "quoted-name", "kit.yaml:15:9", "write Example Relief"),
    Case("no space after a hyphen", S, "  - person: Amal Haddad\n    title: Dr", "  -Amal Haddad\n  -Nour Saleh", "wrong-type", "signatories.yaml:11:3", "«- Amal Haddad», «- Nour Saleh»"),
    # Keys.
    Case("a key in capitals", E, "title: The", "Title: The", "unknown-key", "statement.en.md:2:1", "write «title»"),
    Case("another key in capitals", K, "date: ", "Date: ", "unknown-key", "kit.yaml:5:1", "write «date»"),
    Case("a key in French", E, "title: The", "titre: The", "unknown-key", "statement.en.md:2:1", "«title»?"),
    Case("a required key in French", K, "languages: ", "langues: ", "unknown-key", "kit.yaml:3:1", "«languages»?"),
    Case("a key in curly marks", K, "id: river", "“id”: river", "unknown-key", "kit.yaml:1:1", "«id»?"),
    Case("a key twice", K, "region: CH", "region: CH\nversion: 2", "duplicate-key", "kit.yaml:12:1", "delete line 12 or line 4"),
    Case("a phrase with a slip", K, "region: CH", "region: CH\nphrases: {en: {mail_greting: 'Dear {name},'}}", "unknown-phrase", "kit.yaml:12:16", "«mail_greeting»?"),
    Case("a field that a phrase has not", K, "region: CH", "region: CH\nphrases: {en: {mail_greeting: 'Dear {nom},'}}", "phrase-field", "kit.yaml:12:31", "write {name} there"),
    # Dates, times, zones.
    Case("a date with slashes", K, "date: 2026-03-02", "date: 15/12/2016", "bad-date", "kit.yaml:5:7", "write 2016-12-15"),
    Case("a date that may be two", K, "date: 2026-03-02", "date: 02/03/2026", "bad-date", "kit.yaml:5:7", "2026-03-02 if 2 March is meant, 2026-02-03 if 3 February is"),
    Case("a date in words", K, "date: 2026-03-02", "date: Dec 15 2016", "bad-date", "kit.yaml:5:7", "write 2016-12-15"),
    Case("a date in other words", K, "date: 2026-03-02", "date: 2 March 2026", "bad-date", "kit.yaml:5:7", "write 2026-03-02"),
    Case("a day that is none", K, "date: 2026-03-02", "date: 2016-12-32", "bad-date", "kit.yaml:5:7", "December 2016 has 31 days"),
    Case("a date in curly marks", K, "date: 2026-03-02", "date: “2026-03-02”", "bad-date", "kit.yaml:5:7", "write 2026-03-02"),
    Case("a comma behind a date", K, "date: 2026-03-02", "date: 2026-03-02,", "bad-date", "kit.yaml:5:7", "write 2026-03-02"),
    Case("the day of a signature", S, "2026-02-28", "28/02/2026", "bad-date", "signatories.yaml:9:17", "write 2026-02-28"),
    Case("an embargo in one word", K, _EMBARGO, "embargo: tomorrow\n", "wrong-type", "kit.yaml:7:10", "write embargo: {until: 2026-03-02 HH:MM, zone: Europe/Zurich}, with the hour for HH:MM"),
    Case("an embargo until tomorrow", K, "until: 2026-03-02 14:00", "until: tomorrow", "bad-time", "kit.yaml:8:10", "write the day and the hour by the clock of the zone: 2026-03-02 HH:MM"),
    Case("an hour with pm", K, "2026-03-02 14:00", "2026-03-02 2pm", "bad-time", "kit.yaml:8:10", "write 2026-03-02 14:00"),
    Case("an hour in French", K, "2026-03-02 14:00", "2026-03-02 14h00", "bad-time", "kit.yaml:8:10", "write 2026-03-02 14:00"),
    Case("an embargo without an hour", K, "2026-03-02 14:00", "2026-03-02", "bad-time", "kit.yaml:8:10", "2026-03-02 HH:MM"),
    Case("an embargo without a zone", K, "  zone: Europe/Zurich\n", "", "embargo-without-zone", "kit.yaml:8:10", "add zone: Europe/Zurich"),
    Case("an embargo without a day", K, "  until: 2026-03-02 14:00\n", "", "missing-key", "kit.yaml:8:3", "add «until: 2026-03-02 HH:MM»"),
    Case("a zone of a city that has none", K, "Europe/Zurich", "Europe/Geneva", "bad-zone", "kit.yaml:9:9", "write «Europe/Zurich»"),
    Case("a zone by its abbreviation", K, "Europe/Zurich", "CET", "zone-ambiguous", "kit.yaml:9:9", "write Europe/Zurich, the clock of the kit's place; or, if another is meant: Europe/Brussels"),
    Case("a zone by its distance", K, "Europe/Zurich", "GMT+1", "zone-ambiguous", "kit.yaml:9:9", "write Europe/Zurich"),
    Case("a city alone", K, "Europe/Zurich", "Zurich", "bad-zone", "kit.yaml:9:9", "write «Europe/Zurich»"),
    Case("another weekday", K, "Monday", "Tuesday", "embargo-weekday", "kit.yaml:8:3", "Write Monday; or, if Tuesday is meant, until: 2026-03-03 14:00"),
    Case("a weekday with a slip", K, "Monday", "Mnday", "embargo-weekday", "kit.yaml:8:3", "is a Monday"),
    Case("an hour of one digit", C, '"09:00"', "9:00", "bad-time", "contacts.yaml:6:20", 'write "09:00"'),
    Case("an hour with am", C, '"09:00"', "9am", "bad-time", "contacts.yaml:6:20", 'write "09:00"'),
    # Other values.
    Case("a language of three letters", K, "[en]", "[eng]", "bad-language", "kit.yaml:3:13", "write «en» for English"),
    Case("a language with an underscore", K, "[en]", "[en_GB]", "bad-language", "kit.yaml:3:13", "write «en-GB»"),
    Case("a language by its name", K, "[en]", "[english]", "bad-language", "kit.yaml:3:13", "write «en» for English"),
    Case("languages that are no list", K, "[en]", "en", "wrong-type", "kit.yaml:3:12", "write languages: [en]"),
    Case("a version with a point", K, "version: 1", "version: 1.0", "wrong-type", "kit.yaml:4:10", "write version: 1"),
    Case("a version in quotation marks", K, "version: 1", 'version: "2"', "wrong-type", "kit.yaml:4:10", "write version: 2"),
    Case("an id with capitals", K, "id: river-road", "id: River Road", "bad-slug", "kit.yaml:1:5", "write «river-road»"),
    Case("an id with accents", K, "id: river-road", "id: rivière_2026", "bad-slug", "kit.yaml:1:5", "write «riviere-2026»"),
    Case("a kind with a space", K, "joint-statement", "joint statement", "bad-choice", "kit.yaml:2:7", "«joint-statement»?"),
    Case("a colour by its name", K, '"#1d4e89"', "red", "bad-colour", "kit.yaml:16:11", '"#ff0000"'),
    Case("a colour without marks", K, '"#1d4e89"', "#1d4e89", "comment-cuts-text", "kit.yaml:16:11", '"#1d4e89"'),
    Case("a colour in curly marks", K, '"#1d4e89"', "“#1d4e89”", "bad-colour", "kit.yaml:16:11", '"#1d4e89"'),
    Case("outputs as a text", K, "[pdf, docx, text]", "pdf,docx", "wrong-type", "kit.yaml:12:10", "write outputs: [pdf, docx]"),
    Case("e-mail as an output", K, "[pdf, docx, text]", "[email]", "bad-choice", "kit.yaml:12:11", "presskit mail sends them"),
    Case("no output", K, "[pdf, docx, text]", "[]", "empty-value", "kit.yaml:12:10", "outputs: [pdf, docx]"),
    Case("Word as an output", K, "docx, text", "word, text", "bad-choice", "kit.yaml:12:16", "write «docx»"),
    Case("a country by another name", K, "region: CH", "region: UK", "bad-country", "kit.yaml:11:9", "write «GB»"),
    Case("an address without https", K, "https://example.org/river-road", "www.example.org", "bad-url", "kit.yaml:13:10", "https://www.example.org"),
    Case("a place that is no list", K, "[Geneva]", "Geneva", "wrong-type", "kit.yaml:6:9", "write places: [Geneva]"),
    Case("coalitions that are no list", S, "  - name: River Alliance\n ", "    name: River Alliance\n ", "wrong-type", "signatories.yaml:2:5", "«- name: River Alliance»"),
    Case("contacts that are no list", C, "  - name: Press", "    name: Press", "wrong-type", "contacts.yaml:2:5", "«- name: Press desk»"),
    Case("a list without its key", C, "contacts:\n", "", "wrong-type", "contacts.yaml:1:3", "write «contacts:»"),
    Case("a telephone number that is no list", C, '["+41 22 730 00 12"]', "+41 22 730 00 12", "wrong-type", "contacts.yaml:4:13", '["+41 22 730 00 12"]'),
    Case("a telephone number that is too short", C, "730 00 12", "730", "invalid-phone", "contacts.yaml:4:14", "Digits are missing"),
    Case("an e-mail address with a space", C, "press@", "press @", "invalid-email", "contacts.yaml:3:14", "Write press@example.org; if that is not the address, ask the contact"),
    Case("two e-mail addresses in one", C, "press@example.org", "press@example.org; desk@example.org", "invalid-email", "contacts.yaml:3:14", "[press@example.org, desk@example.org]"),
    Case("an organisation and a person", S, "- person: Amal Haddad", "- person: Amal Haddad\n    name: Amal", "name-and-person", "signatories.yaml:11:5", "delete «name: Amal» or «person: Amal Haddad»"),
    # Files.
    Case("a text by a wrong name", K, "[en]", "[en, fr]", "missing-file", "statement.fr.md", "rename «statement_fr.md» to «statement.fr.md»", files={"statement_fr.md": "---\ntitle: La route\n---\nElle est ouverte. {#lede}\n"}),
    Case("a text with a capital", K, "", "", "missing-file", "statement.en.md", "rename «Statement.en.md» to «statement.en.md»", files={E: None, "Statement.en.md": GOOD[E]}),
    Case("a text with a hidden ending", K, "", "", "missing-file", "statement.en.md", "rename «statement.en.md.txt» to", files={E: None, "statement.en.md.txt": GOOD[E]}),
    Case("a kit with another ending", K, "", "", "missing-file", "kit.yaml", "rename «kit.yml» to «kit.yaml»", files={K: None, "kit.yml": GOOD[K]}),
    Case("an empty kit", K, "", "", "empty-file", "kit.yaml", "«kind: joint-statement», «languages: [en]»; or begin with presskit new", files={K: ""}),
    Case("a kit of comments", K, "", "", "empty-file", "kit.yaml", "«kind: joint-statement», «languages: [en]»; or begin with presskit new", files={K: "# to be written\n"}),
    Case("no list of signatories", S, "", "", "value-missing", "statement.en.md:6:45", "write the names into signatories.yaml", files={S: None}),
    Case("an empty list of signatories", S, "", "", "value-missing", "statement.en.md:6:45", "write the names into signatories.yaml", files={S: ""}),
    Case("a key without signatories", S, "", "", "value-missing", "statement.en.md:6:45", "write the names into signatories.yaml", files={S: "signatories:\n"}),
    Case("an empty text", E, "", "", "empty-file", "statement.en.md", "---, title: …, ---", files={E: ""}),
    Case("a picture that is not there", E, "", "", "missing-picture", "statement.en.md:13:1", "put «road.jpg» into the kit's folder", files={"road.jpg": None}),
    Case("a picture with other capitals", E, "road.jpg", "Road.JPG", "missing-picture", "statement.en.md:13:1", "in the kit it is called «road.jpg»"),
    Case("a logo that is not there", K, "", "", "missing-picture", "kit.yaml:17:9", "put «logo.png» into the kit's folder", files={"logo.png": None}),
    Case("a profile that is not there", K, "region: CH", "region: CH\nprint: {profile: shop.icc, condition: FOGRA51}", "profile-unfit", "kit.yaml:12:18", "put «shop.icc», which the print shop sends"),
    Case("UTF-16", E, "", "", "not-utf8", "statement.en.md", "encoding UTF-8", files={E: GOOD[E].encode("utf-16")}),
    Case("Windows-1252", K, "", "", "not-utf8", "kit.yaml:6:13", "«[Genève]» must then read as it does here", files={K: GOOD[K].replace("Geneva", "Genève").encode("cp1252")}),
    Case("a NUL", K, "Geneva", "Gen\0eva", "control-character", "kit.yaml:6:13", "write «places: [Geneva]»"),
    # Above the text.
    Case("front matter that is not closed", E, "health]\n---\n", "health]\n", "front-matter", "statement.en.md:4:1", "below «keywords: [roads, health]»"),
    Case("front matter closed by four hyphens", E, "health]\n---\n", "health]\n----\n", "front-matter", "statement.en.md:5:1", "write three hyphens there: ---"),
    Case("front matter closed by dashes", E, "health]\n---\n", "health]\n———\n", "front-matter", "statement.en.md:5:1", "write three hyphens there: ---"),
    Case("front matter that does not begin", E, "---\ntitle", "title", "front-matter", "statement.en.md:1:1", "above «title: The river road opens for ambulances»"),
    Case("a title among the text", E, "", "", "missing-title", "statement.en.md:1:1", "«title: The river road»", files={E: "# The river road\n\nIt is open. {#lede}\n"}),
    Case("a title alone", E, "", "", "missing-text", "statement.en.md:3:1", "below the second line ---", files={E: "---\ntitle: The river road\n---\n"}),
    Case("an empty title", E, TITLE, "title:", "empty-value", "statement.en.md:2:7", "write a value after «title:»"),
    # The text.
    Case("bullets from Word", E, ITEMS, "•\tAmbulances.\n•\tMedicines.\n\n", "pasted-bullet", "statement.en.md:10:1", "«- Ambulances.»"),
    Case("bullets from Word with empty lines", E, ITEMS, "•\tAmbulances.\n\n•\tMedicines.\n\n", "pasted-bullet", "statement.en.md:10:1", "«- Ambulances.»"),
    Case("bullets from Word's own font", E, ITEMS, "\uf0b7\tAmbulances.\n\n", "pasted-bullet", "statement.en.md:10:1", "«- Ambulances.»"),
    Case("dashes as bullets", E, ITEMS, "– Ambulances.\n– Medicines.\n\n", "pasted-bullet", "statement.en.md:10:1", "«- Ambulances.»"),
    Case("hyphens without a space", E, ITEMS, "-Ambulances.\n-Medicines.\n\n", "pasted-bullet", "statement.en.md:10:1", "«- Ambulances.»"),
    Case("numbers without a space", E, ITEMS, "1.Ambulances.\n2.Medicines.\n\n", "pasted-bullet", "statement.en.md:10:1", "«1. Ambulances.»"),
    Case("bold that is not closed", E, "**open**", "**open", "unclosed-mark", "statement.en.md:6:29", "write **open**"),
    Case("bold with spaces", E, "**open**", "** open **", "unclosed-mark", "statement.en.md:6:29", "write **open**"),
    Case("a link that is not closed", E, "hospital) in", "hospital in", "broken-link", "statement.en.md:10:24", "[hospital](https://example.org/hospital)"),
    Case("a bracket that is not closed", E, "[hospital](", "[hospital(", "broken-link", "statement.en.md:10:24", "[hospital](https://example.org/hospital)"),
    Case("a space in a link", E, "[hospital](", "[hospital] (", "broken-link", "statement.en.md:10:24", "[hospital](https://example.org/hospital)"),
    Case("a link without https", E, "https://example.org/hospital", "www.example.org/hospital", "link-scheme", "statement.en.md:10:24", "https://www.example.org/hospital"),
    Case("a space in a picture's name", E, "(road.jpg", "(road one.jpg", "broken-link", "statement.en.md:13:1", "(<road one.jpg>"),
    Case("a note without text", E, "\n[^road]: The road is forty kilometres long. {#fn-road}\n", "", "footnote-undefined", "statement.en.md:6:92", "[^road]: …"),
    Case("a note that is never called", E, "it.[^road]", "it.", "footnote-unused", "statement.en.md:15:1", "write [^road]"),
    Case("a note written twice", E, "{#fn-road}\n", "{#fn-road}\n\n[^road]: Again. {#fn-2}\n", "footnote-twice", "statement.en.md:17:1", "keep line 15 or line 17"),
    Case("a heading of level 1", E, "## What", "# What", "heading-level", "statement.en.md:8:1", "write «## What it changes"),
    Case("a heading of level 5", E, "## What", "##### What", "heading-level", "statement.en.md:8:1", "write «## What it changes"),
    Case("a heading without a space", E, "## What", "##What", "heading-space", "statement.en.md:8:1", "write «## What it changes»"),
    Case("a heading that leaps", E, "## What", "#### What", "heading-skipped", "statement.en.md:8:1", "Begin it with «##»"),
    Case("HTML", E, "**open**", "<b>open</b>", "raw-html", "statement.en.md:6:29", "write **open**"),
    Case("a remark in HTML", E, "## What", "<!-- ask Amal -->\n\n## What", "raw-html", "statement.en.md:8:1", "delete it"),
    Case("one brace", E, COUNT, "{signatory_count}", "unknown-variable", "statement.en.md:6:45", f"write {COUNT}"),
    Case("three braces", E, COUNT, "{{{ signatory_count }}}", "unknown-variable", "statement.en.md:6:45", f"write {COUNT}"),
    Case("a brace that is not closed", E, COUNT, "{{ signatory_count }", "unknown-variable", "statement.en.md:6:45", f"write {COUNT}"),
    Case("a variable of a shell", E, COUNT, "${signatory_count}", "unknown-variable", "statement.en.md:6:45", f"write {COUNT}"),
    Case("a variable with a slip", E, COUNT, "{{ signatories_count }}", "unknown-variable", "statement.en.md:6:45", "«signatory_count»?"),
    Case("commands of a template", E, "again.", "{% if open %}again{% endif %}.", "unknown-variable", "statement.en.md:6:38", "take it out"),
    Case("a stray line in the text", E, "\n## What", "\n---\n\n## What", "markdown-rule", "statement.en.md:8:1", "delete the line"),
    Case("a stray line below a paragraph", E, "{#lede}\n", "{#lede}\n---\n", "markdown-rule", "statement.en.md:7:1", "delete the line"),
    Case("an id twice", E, "{#b-2}", "{#b-1}", "duplicate-id", "statement.en.md:11:3", "{#b-1-2}"),
    # Found by a fresh reader.
    Case("places of a city and its country", K, "[Geneva]", "[Geneva, Switzerland]", "country-as-place", "kit.yaml:6:18", 'places: ["Geneva, Switzerland"]'),
    Case("a variable glued to a word", E, COUNT + " sig", "{{ signatory_count}}sig", "glued-variable", "statement.en.md:6:45", f"write {COUNT} signatories"),
    Case("a word glued to a variable", E, "again. {{", "again, say{{", "glued-variable", "statement.en.md:6:48", f"write say {COUNT}"),
    Case("a dateline in the text", E, "The road along", "GENEVA, 2 March 2026 – The road along", "second-dateline", "statement.en.md:6:1", "Delete «GENEVA, 2 March 2026 –»"),
    Case("a dateline of another day", E, "The road along", "GENEVA, 3 March 2026 – The road along", "second-dateline", "statement.en.md:6:1", "the kit says 2026-03-02"),
    Case("a place as a dateline", E, "The road along", "**GENEVA** — The road along", "second-dateline", "statement.en.md:6:3", "Delete «GENEVA —»"),
    Case("a number before a relative clause", E, "subtitle: Three signatories ask for it together", "subtitle: Twelve organisations that work in the north call on ministers", "stated-count", "statement.en.md:3:11", COUNT),
    Case("a name to be confirmed", S, "name: Sample Medical Society", "name: Sample Medical Society (tbc)", "placeholder", "signatories.yaml:7:15", "Ask whether it signs; until it does, take it out of the list, with all that belongs to it"),
    Case("a consent of one word", S, "consent: {by: Director, on: 2026-02-27, how: e-mail}", "consent: yes", "wrong-type", "signatories.yaml:6:18", "{by: who confirmed, on: the day, how: e-mail}"),
    Case("a consent of a name", S, "consent: {by: Director, on: 2026-02-27, how: e-mail}", "consent: Amal", "wrong-type", "signatories.yaml:6:18", "write consent: {by: Amal}"),
    Case("a quotation to come", E, "again. {{", "again. [QUOTE FROM DIRECTOR TO COME] {{", "placeholder", "statement.en.md:6:37", "Write what belongs here"),
    Case("a word of newsrooms", E, "again. {{", "again, TK said. {{", "placeholder", "statement.en.md:6:37", "Write what belongs here"),
    Case("a footnote typed by hand", E, "it.[^road] {#lede}", "it [1].[^road] {#lede}\n\n[1] The bridge is new. {#n-1}", "typed-footnote", "statement.en.md:6:92", "write [^1] there, and in line 8 [^1]: The bridge is new."),
    Case("a conflict in a text", E, "again.", "again.\n<<<<<<< HEAD\nYes.\n=======\nNo.\n>>>>>>> amal\n", "merge-conflict", "statement.en.md:7:1", "keep line 8 or line 10, and delete lines 7, 9 and 11"),
    Case("a conflict in YAML", K, "version: 1", "<<<<<<< HEAD\nversion: 1\n=======\nversion: 2\n>>>>>>> amal", "merge-conflict", "kit.yaml:4:1", "delete lines 4, 6 and 8"),
    Case("hours that end before they begin", C, 'opens: "09:00", closes: "18:00"', 'opens: "18:00", closes: "09:00"', "hours-reversed", "contacts.yaml:6:12", 'write opens: "09:00", closes: "18:00"'),
    Case("hours without a zone", C, ", zone: Europe/Zurich}", "}", "missing-key", "contacts.yaml:6:12", "«zone: Europe/Zurich»"),
    Case("an empty id", K, "id: river-road", "id:", "empty-value", "kit.yaml:1:4", "write a value after «id:»"),
    Case("a heading too deep below another", E, "![Two", "##### More {#h-5}\n\nYes.\n\n![Two", "heading-level", "statement.en.md:13:1", "write «### More"),
    Case("a zone with two dots", K, "Europe/Zurich", "Europe/Zürich", "bad-zone", "kit.yaml:9:9", "write «Europe/Zurich», without the two dots"),
    Case("languages without a comma", K, "[en]", "[en fr]", "bad-language", "kit.yaml:3:13", "write [en, fr]"),
    Case("a logo of a drive", K, "logo.png", "C:\\Users\\press\\logo.png", "path-outside-kit", "kit.yaml:17:9", "write logo: logo.png"),
    Case("a logo of another folder", K, "logo.png", "/home/press/logo.png", "path-outside-kit", "kit.yaml:17:9", "write logo: logo.png"),
    Case("withdrawn without a day", S, "joined: 2026-02-28", "withdrawn: yes", "bad-date", "signatories.yaml:9:20", "write the day on which it withdrew: withdrawn: 2026-03-02"),
    Case("a table in a quote", E, ITEMS, "> | Place | Beds |\n> |---|---|\n> | Geneva | 12 |\n\n", "markdown-table", "statement.en.md:10:3", "«- Geneva: 12»"),
    Case("the hour 24", K, "2026-03-02 14:00", "2026-03-01 24:00", "bad-time", "kit.yaml:8:10", "write 2026-03-02 00:00"),
    Case("noon", C, '"09:00"', "12 noon", "bad-time", "contacts.yaml:6:20", 'write "12:00"'),
    Case("noon of a day", K, "2026-03-02 14:00", "2026-03-02 12 noon", "bad-time", "kit.yaml:8:10", "write 2026-03-02 12:00"),
    Case("a brand of a text", K, GOOD[K][GOOD[K].index("brand:") :], "brand: Example Relief\n", "wrong-type", "kit.yaml:14:8", "write brand: {name: Example Relief}"),
    Case("a title without a colon", E, "title: The", "title The", "yaml-syntax", "statement.en.md:2:6", "write «title: The river road opens for ambulances»"),
    Case("a language without a text", K, "[en]", "[en, fr]", "missing-translation", "kit.yaml:3:12", "statement.fr.md"),
    Case("an acronym in brackets", S, "acronym: SMS", "acronym: (SMS)", "bracketed-acronym", "signatories.yaml:7:9", "Write «acronym: SMS»."),
    Case("a conflict half removed", K, "version: 1", "<<<<<<< HEAD\nversion: 1", "merge-conflict", "kit.yaml:4:1", "delete line 4"),
    Case("a conflict with its base", K, "version: 1", "<<<<<<< HEAD\nversion: 1\n||||||| base\nversion: 0\n=======\nversion: 2\n>>>>>>> amal", "merge-conflict", "kit.yaml:4:1", "keep line 5 or line 9"),
    Case("an empty kind", K, "kind: joint-statement", "kind:", "empty-value", "kit.yaml:2:6", "choose one of joint-statement"),
    Case("languages of one text", K, "[en]", "en fr", "wrong-type", "kit.yaml:3:12", "write languages: [en, fr]"),
    Case("a title without a colon alone", E, GOOD[E][4 : GOOD[E].index("---\nThe")], "title The river\n", "yaml-syntax", "statement.en.md:2:6", "write «title: The river»"),
    Case("hours until 24", C, '"18:00"', '"24:00"', "bad-time", "contacts.yaml:6:37", 'write "23:59"'),
    Case("a place in French and its country", K, "[Geneva]", "[Genève, Suisse]", "country-as-place", "kit.yaml:6:18", '["Genève, Suisse"]'),
    Case("a city of the United Kingdom", K, "[Geneva]", "[London, UK]", "country-as-place", "kit.yaml:6:18", '["London, UK"]'),
    Case("a tomorrow without a date", K, GOOD[K][GOOD[K].index("date:") : GOOD[K].index("  zone")], "embargo:\n  until: tomorrow\n", "bad-time", "kit.yaml:6:10", "YYYY-MM-DD HH:MM"),
    Case("a part that is not closed", E, "## What", "::: notes\n## What", "part-not-closed", "statement.en.md:8:1", "write :::", 2),
)  # fmt: skip

HARMLESS: tuple[Harmless, ...] = (
    Harmless("a title with a colon", E, TITLE, "title: Aleppo: a call", "Aleppo: a call"),
    Harmless("a title with two colons", E, TITLE, "title: Aleppo: a call: now", "Aleppo: a call: now"),
    Harmless("a title that ends with a colon", E, TITLE, "title: What they say:", "What they say:"),
    Harmless("a title with quotes", E, TITLE, 'title: Open "the" road', "Open “the” road"),
    Harmless("a title that begins with quotes", E, TITLE, 'title: "Open the road" say six', "“Open the road” say six"),
    Harmless("a title with a colon and quotes", E, TITLE, 'title: Aleppo: "Open the road"', "Aleppo: “Open the road”"),
    Harmless("a title with single quotes", E, TITLE, "title: 'Open the road' say six", "'Open the road' say six"),
    Harmless("a title that begins with a bracket", E, TITLE, "title: [Update] The road opens", "[Update] The road opens"),
    Harmless("a title that begins with @", E, TITLE, "title: @WHO must open the road", "@WHO must open the road"),
    Harmless("a title in italics", E, TITLE, "title: *Open* the road", "Open the road"),
    Harmless("a title with a comment", E, TITLE, "title: Aleppo: a call   # the board's words", "Aleppo: a call"),
    Harmless("a subtitle with a colon", E, "subtitle: Three", "subtitle: Now: three", "Now: three"),
    Harmless("a name with a colon", S, "name: Example Relief", "name: Relief: the society", "Relief: the society"),
    Harmless("a name that is a word of YAML", S, "name: Example Relief", "name: yes", "yes"),
    Harmless("a telephone number without marks", C, '["+41 22 730 00 12"]', "[0041227300012]", "+41 22 730 00 12"),
    Harmless("an empty line above the front matter", E, "---\ntitle", "\n---\ntitle"),
    Harmless("a byte order mark", K, "id: river", "\ufeffid: river"),
    Harmless("an ending of a number", E, COUNT + " sig", "The {{ signatory_count }}rd and {{ signatory_count }}-member sig", "3rd and 3-member"),
    Harmless("a city that is a country", K, "[Geneva]", "[Geneva, Luxembourg]"),
    Harmless("a place and a dash", E, "The road along", "Geneva and its road – the one along", "Geneva and its road"),
    Harmless("hours over noon", C, '"09:00"', '"12:00"'),
    Harmless("a comma at a list's end", K, "[en]", "[en,]"),
    Harmless("a note that is called twice", E, "it.[^road]", "it.[^road] It is long.[^road]"),
    Harmless("a paragraph that begins À propos", E, "again. {{", "again.\n\nÀ propos de la route : rien. {#ap}\n\n{{", "À propos de la route"),
    Harmless("a greeting with a field", K, "region: CH", 'region: CH\nphrases: {en: {mail_greeting: "Dear {name},", mail_subject: "{kind}: {title}"}}'),
    Harmless("a comment two spaces behind a name", S, "name: Example Relief", "name: Example Relief  # asked on Monday", "Example Relief"),
    Harmless("a hashtag in the text", E, "again.", "again. #RiverRoad", "#RiverRoad"),
    Harmless("a line of dialogue", E, "again.", "again.\n\n– It is open, she says. {#said}\n\nYes.", "– It is open"),
    Harmless("a number at a line's beginning", E, "again.", "again.\n\n2.5 kilometres are left. {#left}\n\nYes.", "2.5 kilometres"),
    Harmless("two asterisks that are meant", E, "again.", r"again \*\*.", "again **."),
    Harmless("braces of another matter", E, "again.", "again {sic}.", "{sic}"),
    Harmless("an indented paragraph", E, "The road along", "   The road along", "The road along"),
)  # fmt: skip
"""What is read as it is plainly meant, or is nobody's fault."""
