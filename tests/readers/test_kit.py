"""Reading a kit: what is wrong is said with its place, its reason and a way out, and all at once."""

from __future__ import annotations

from datetime import UTC, datetime

import jsonschema
import pytest
import yaml

from presskit.diagnostics import Diagnostic
from presskit.model.release import Kit
from presskit.readers import kit as reader
from presskit.readers.decode import schemas

KIT = """\
id: river
kind: joint-statement
languages: [en]
date: 2016-12-15
places: [Brussels]
region: GB
"""
STATEMENT = """\
---
title: A title
---
The first paragraph. {#lede}
"""
SIGNATORIES = """\
coalitions:
  - name: River Alliance
    signatories: [One, {name: Two, acronym: TWO}]
"""
CONTACTS = """\
contacts:
  - name: Press desk
    phones: ["020 7946 0958"]
"""
GOOD = {"kit.yaml": KIT, "statement.en.md": STATEMENT, "signatories.yaml": SIGNATORIES, "contacts.yaml": CONTACTS}


def read(**changed: str | bytes) -> tuple[Kit | None, tuple[Diagnostic, ...]]:
    """Read the good kit with some files changed: ``kit``, ``statement``, ``signatories``, ``contacts``."""
    names = {"kit": "kit.yaml", "statement": "statement.en.md", "signatories": "signatories.yaml", "contacts": "contacts.yaml"}
    files = GOOD | {names.get(name, name): text for name, text in changed.items()}
    reading = reader.read({name: text.encode() if isinstance(text, str) else text for name, text in files.items()})
    return reading.value, reading.diagnostics


def codes(found: tuple[Diagnostic, ...]) -> list[str]:
    return [finding.code for finding in found]


def test_a_good_kit_gives_no_finding() -> None:
    kit, found = read()
    assert found == ()
    assert kit
    assert kit.contacts[0].phones[0].e164 == "+442079460958"
    assert kit.roster.coalitions[0].signatories[1].acronym == "TWO"
    assert str(kit.roster.coalitions[0].signatories[1].span) == "signatories.yaml:3:24"


@pytest.mark.parametrize(
    ("file", "text", "code", "place"),
    [
        ("kit", KIT + "verion: 1\n", "unknown-key", "kit.yaml:7:1"),
        ("kit", KIT + "version: one\n", "wrong-type", "kit.yaml:7:10"),
        ("kit", KIT + "version: 0\n", "out-of-range", "kit.yaml:7:10"),
        ("kit", KIT + "page: A3\n", "bad-choice", "kit.yaml:7:7"),
        ("kit", KIT + "brand: {accent: red}\n", "bad-colour", "kit.yaml:7:17"),
        ("kit", KIT + "brand: {logo: ../secret.png}\n", "path-outside-kit", "kit.yaml:7:15"),
        ("kit", KIT + "brand: {logo: gone.png}\n", "missing-picture", "kit.yaml:7:15"),
        ("kit", KIT + "id: again\n", "duplicate-key", "kit.yaml:7:1"),
        ("kit", KIT + "website: ftp://example.org\n", "bad-url", "kit.yaml:7:10"),
        ("kit", KIT.replace("2016-12-15", "15/12/2016"), "bad-date", "kit.yaml:4:7"),
        ("kit", KIT.replace("2016-12-15", "2016-02-30"), "bad-date", "kit.yaml:4:7"),
        ("kit", KIT.replace("[en]", "[english]"), "bad-language", "kit.yaml:3:13"),
        ("kit", KIT.replace("[en]", "[]"), "empty-value", "kit.yaml:3:12"),
        ("kit", KIT.replace("id: river", "id: &a river"), "yaml-anchor", "kit.yaml:1:5"),
        ("kit", KIT.replace("id: river", "id: !!python/object:os.system river"), "yaml-tag", "kit.yaml:1:5"),
        ("kit", KIT.replace("kind: joint", "\tkind: joint"), "yaml-syntax", "kit.yaml:2:1"),
        ("kit", KIT.replace("kind: joint-statement\n", ""), "missing-key", "kit.yaml:1:1"),
        ("signatories", "coalitions:\n  - signatories: [A]\n", "missing-key", "signatories.yaml:2:5"),
        ("signatories", "signatories: [{person: A, name: B}]\n", "name-and-person", "signatories.yaml:1:15"),
        ("signatories", "signatories: [{name: A, title: Dr}]\n", "person-key-on-organisation", "signatories.yaml:1:32"),
        ("signatories", "signatories: [{name: A, country: UK}]\n", "bad-country", "signatories.yaml:1:34"),
        ("signatories", "- One\n- Two\n", "wrong-type", "signatories.yaml:1:1"),
        ("signatories", "signatories:\n  - ''\n", "empty-value", "signatories.yaml:2:5"),
        ("contacts", "contacts: [{name: A, hours: {opens: 9, closes: '18:00', zone: Europe/Brussel}}]\n", "bad-time", "contacts.yaml:1:37"),
        ("statement", "Words without front matter.\n", "missing-title", "statement.en.md:1:1"),
        ("statement", "---\ntitle: T\n\nWords\n", "front-matter", "statement.en.md:2:1"),
        ("statement", STATEMENT + "\nThe <b>boldest</b>.\n", "raw-html", "statement.en.md:6:5"),
        ("statement", STATEMENT + "\nIn all {{ signatories }}.\n", "unknown-variable", "statement.en.md:6:8"),
        ("statement", STATEMENT + "\nA [link](javascript:alert(1)).\n", "link-scheme", "statement.en.md:6:3"),
        ("statement", STATEMENT + "\nA [link](page.html).\n", "link-scheme", "statement.en.md:6:3"),
        ("statement", STATEMENT + "\nA note.[^no]\n", "footnote-undefined", "statement.en.md:6:8"),
        ("statement", STATEMENT + "\n[^no]: Never called.\n", "footnote-unused", "statement.en.md:6:1"),
        ("statement", STATEMENT + "\nAgain. {#lede}\n", "duplicate-id", "statement.en.md:6:1"),
        ("statement", STATEMENT + "\nAgain. {#Lede 1}\n", "bad-id", "statement.en.md:6:1"),
        ("statement", STATEMENT + "\nAn {#id} inside.\n", "misplaced-id", "statement.en.md:6:4"),
        ("statement", STATEMENT + "\n# A title again\n", "heading-level", "statement.en.md:6:1"),
        ("statement", STATEMENT + "\n> | a | b |\n> |---|---|\n> | 1 | 2 |\n", "markdown-table", "statement.en.md:6:3"),
        ("statement", STATEMENT + "\n    code\n", "markdown-code", "statement.en.md:6:5"),
        ("statement", STATEMENT + "\n***\n", "markdown-rule", "statement.en.md:6:1"),
        ("statement", STATEMENT + "\n::: calls\n1. One\n", "part-not-closed", "statement.en.md:6:1"),
        ("statement", STATEMENT + "\n::: cals\n1. One\n:::\n", "unknown-part", "statement.en.md:6:1"),
        ("statement", STATEMENT + "\n::: notes\nA\n:::\n\n::: notes\nB\n:::\n", "part-misplaced", "statement.en.md:10:1"),
        ("statement", STATEMENT + "\n::: calls\n- One\n:::\n", "calls-not-one-list", "statement.en.md:6:1"),
        ("statement", STATEMENT + "\n![](gone.png)\n", "missing-picture", "statement.en.md:6:1"),
        ("statement", STATEMENT + "\nA ![picture](a.png) inside.\n", "picture-place", "statement.en.md:6:3"),
        ("statement", STATEMENT + "\n> > A quote in a quote.\n", "nested-quote", "statement.en.md:6:3"),
        ("statement", STATEMENT + "\nA \x07 bell.\n", "control-character", "statement.en.md:6:3"),
        ("statement", STATEMENT + "\n" + "> " * 40 + "deep\n", "markdown-depth", "statement.en.md:6"),
        ("statement", STATEMENT.encode("utf-16"), "not-utf8", "statement.en.md"),
        ("statement", (STATEMENT + "é").encode("cp1252"), "not-utf8", "statement.en.md:5:1"),
    ],
)  # fmt: skip
def test_each_fault_has_its_code_and_place(file: str, text: str | bytes, code: str, place: str) -> None:
    _, found = read(**{file: text})
    places = {finding.code: finding for finding in reversed(found)}
    assert code in places, codes(found)
    assert str(places[code].span).startswith(place)
    assert places[code].hint


def test_all_faults_of_all_files_come_at_once() -> None:
    _, found = read(
        kit=KIT + "verion: 1\n", signatories="signatores: []\n", contacts="contacts: {}\n", statement=STATEMENT + "\n{{ x }}\n"
    )
    assert codes(found) == ["unknown-key", "unknown-key", "wrong-type", "unknown-variable"]
    assert [finding.hint for finding in found[:2]] == ["did you mean «version»?", "did you mean «signatories»?"]


@pytest.mark.parametrize("name", ["NO", "0123", "12:30", "1e3", "off", "~x", "2016-12-15", "true"])
def test_a_name_is_the_text_that_stands_there(name: str) -> None:
    kit, found = read(signatories=f"signatories:\n  - {name}\n")
    assert found == ()
    assert kit
    assert kit.roster.signatories[0].name.default == name


@pytest.mark.parametrize(
    ("until", "zone", "instant"),
    [
        ("2016-12-15 14:00", "Europe/Brussels", datetime(2016, 12, 15, 13, tzinfo=UTC)),
        ("2016-12-15T14:00+01:00", "Europe/Brussels", datetime(2016, 12, 15, 13, tzinfo=UTC)),
        ("2016-12-15T13:00Z", "Europe/Brussels", datetime(2016, 12, 15, 13, tzinfo=UTC)),
        ("2016-10-30 02:30+01:00", "Europe/Brussels", datetime(2016, 10, 30, 1, 30, tzinfo=UTC)),
    ],
)
def test_an_embargo_is_an_instant(until: str, zone: str, instant: datetime) -> None:
    kit, found = read(kit=f"{KIT}embargo: {{until: '{until}', zone: {zone}}}\n")
    assert found == ()
    assert kit
    assert kit.release.embargo
    assert kit.release.embargo.until.astimezone(UTC) == instant


@pytest.mark.parametrize(
    ("embargo", "code"),
    [
        ("{until: 2016-12-15 14:00}", "embargo-without-zone"),
        ("{until: '2016-12-15 14:00', zone: CET+1}", "bad-zone"),
        ("{until: '2016-12-15 14:00+02:00', zone: Europe/Brussels}", "embargo-offset"),
        ("{until: '2016-10-30 02:30', zone: Europe/Brussels}", "embargo-clock-change"),
        ("{until: '2016-03-27 02:30', zone: Europe/Brussels}", "embargo-clock-change"),
        ("{until: '2016-02-30 02:30', zone: Europe/Brussels}", "bad-time"),
        ("{until: '15/12/2016 2pm', zone: Europe/Brussels}", "bad-time"),
    ],
)
def test_an_embargo_that_is_no_instant_is_refused(embargo: str, code: str) -> None:
    kit, found = read(kit=f"{KIT}embargo: {embargo}\n")
    assert codes(found) == [code]
    assert kit is None or kit.release.embargo is None


def test_line_ends_and_a_byte_order_mark_do_not_matter() -> None:
    plain, _ = read()
    windows, found = read(
        kit=b"\xef\xbb\xbf" + KIT.replace("\n", "\r\n").encode(), statement=STATEMENT.replace("\n", "\r\n").encode()
    )
    assert found == ()
    assert windows == plain


def test_a_file_with_a_slip_in_its_name_is_reported() -> None:
    _, found = read(**{"signatories.yml": SIGNATORIES})
    assert [(finding.code, finding.hint) for finding in found] == [("unknown-file", "did you mean «signatories.yaml»?")]


def test_a_picture_is_what_its_name_says() -> None:
    figure = STATEMENT + "\n![Alt](a.png)\n"
    assert codes(read(statement=figure, **{"a.png": b"not a picture"})[1]) == ["bad-picture"]
    active = b"<svg xmlns='http://www.w3.org/2000/svg'><script>x</script></svg>"
    assert codes(read(statement=figure.replace("png", "svg"), **{"a.svg": active})[1]) == ["bad-picture"]
    plain = active.replace(b"<script>x</script>", b"<path d='M0 0h1'/>")
    assert codes(read(statement=figure.replace("png", "svg"), **{"a.svg": plain})[1]) == []


def test_a_text_in_another_language_than_the_kits_is_reported() -> None:
    _, found = read(**{"statement.fr.md": STATEMENT})
    assert codes(found) == ["undeclared-language"]


def test_without_a_kit_file_there_is_no_kit() -> None:
    reading = reader.read({"statement.en.md": b"---\ntitle: T\n---\n<b>\n"})
    assert reading.value is None
    assert codes(reading.diagnostics) == ["raw-html", "missing-file"]


def test_the_schemas_accept_what_the_reader_accepts() -> None:
    made = schemas()
    assert list(made) == ["kit", "signatories", "contacts", "questions"]
    for name, text in (("kit", KIT), ("signatories", SIGNATORIES), ("contacts", CONTACTS)):
        jsonschema.Draft202012Validator.check_schema(made[name])
        jsonschema.validate(yaml.load(text, Loader=yaml.BaseLoader), made[name])  # noqa: S506 -- texts only


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("kit", "id: river\nkind: joint-statement\nlanguages: [en]\nverion: '1'\n"),
        ("kit", "id: River 1\nkind: joint-statement\nlanguages: [en]\n"),
        ("kit", "kind: joint-statement\nlanguages: [en]\n"),
        ("signatories", "coalitions:\n  - signatories: [A]\n"),
        ("contacts", "contacts: Press desk\n"),
    ],
)
def test_the_schemas_refuse_what_the_reader_refuses(name: str, text: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(yaml.load(text, Loader=yaml.BaseLoader), schemas()[name])  # noqa: S506 -- texts only
