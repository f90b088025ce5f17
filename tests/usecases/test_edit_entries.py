"""Signatories, contacts and the brand are changed by key; what was not changed stays byte for byte."""

from __future__ import annotations

import difflib
import re
from pathlib import Path

import pytest

import presskit
from presskit import AddEntry, ChangeEntry, EditEntriesRequest, MoveEntry, RemoveEntry
from tests.usecases.conftest import WORLD, contents

SIGNATORIES, CONTACTS = "signatories.yaml", "contacts.yaml"
MEMBERS = "coalitions.0.signatories"
LOGO_SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20"><rect width="60" height="20" fill="#0b6b66"/></svg>\n'


def edited(kit: Path, file: str, *edits: presskit.AddEntry | ChangeEntry | MoveEntry | RemoveEntry) -> list[str]:
    """Make edits, and return the lines of the file that went and came."""
    before = (kit / file).read_text("utf-8").splitlines()
    presskit.edit_entries(EditEntriesRequest(kit, file, edits), world=WORLD)
    after = (kit / file).read_text("utf-8").splitlines()
    return [line for line in difflib.ndiff(before, after) if line[0] in "-+"]


def test_only_the_key_that_changes_is_written(kit: Path) -> None:
    lines = edited(kit, SIGNATORIES, ChangeEntry(f"{MEMBERS}.1", {"acronym": "SMC", "name.en": "Sample Medical Society", "name.ar": "جمعية المثال الطبية"}))
    assert lines == ["-         acronym: SMS", "+         acronym: SMC"]


def test_what_is_as_it_was_writes_nothing(kit: Path) -> None:
    before = contents(kit)
    edit = ChangeEntry(f"{MEMBERS}.0", {"name.en": "Example Relief", "acronym": "", "consent.by": "Director", "consent.on": "2026-02-27"})
    report = presskit.edit_entries(EditEntriesRequest(kit, SIGNATORIES, (edit,)), world=WORLD)
    assert not report.changed
    assert contents(kit) == before


@pytest.mark.parametrize(
    ("values", "lines"),
    [
        ({"withdrawn": "2026-03-02"}, ["+         withdrawn: 2026-03-02"]),
        ({"name.fr": "Secours: exemple"}, ["-       - name: {en: Example Relief, ar: إغاثة المثال}", '+       - name: {en: Example Relief, ar: إغاثة المثال, fr: "Secours: exemple"}']),
        ({"name.ar": ""}, ["-       - name: {en: Example Relief, ar: إغاثة المثال}", "+       - name: {en: Example Relief}"]),
        ({"consent.by": "", "consent.on": "", "consent.how": ""}, ["-         consent: {by: Director, on: 2026-02-27, how: e-mail}     # who said yes; never leaves the kit"]),
        ({"note": '"><script>\n- x: {{ y }}'}, [r'+         note: "\"><script>\n- x: {{ y }}"']),
    ],
)  # fmt: skip
def test_a_value_comes_changes_and_goes(kit: Path, values: dict[str, str], lines: list[str]) -> None:
    assert edited(kit, SIGNATORIES, ChangeEntry(f"{MEMBERS}.0", values)) == lines


def test_an_organisation_becomes_a_person_with_its_names(kit: Path) -> None:
    lines = edited(kit, SIGNATORIES, ChangeEntry(f"{MEMBERS}.0", {"kind": "person", "name.en": "E. Relief", "title.en": "Dr"}))
    assert lines[0].startswith("-       - name:")
    assert lines[1:] == ["+       - person: {en: E. Relief, ar: إغاثة المثال}", "+         title: Dr"]


def test_a_bare_name_gets_more(kit: Path) -> None:
    (kit / SIGNATORIES).write_text("signatories:\n  - Bare One # first\n  - Bare Two\n", "utf-8")
    edited(kit, SIGNATORIES, ChangeEntry("signatories.0", {"name.ar": "واحد", "acronym": "BO"}), ChangeEntry("signatories.1", {"name.en": "Bare 2", "acronym": ""}))
    assert (kit / SIGNATORIES).read_text("utf-8") == (
        "signatories:\n  - name: {en: Bare One, ar: واحد} # first\n    acronym: BO\n  - Bare 2\n"
    )  # fmt: skip


def test_an_entry_is_added_moved_and_removed_and_numbers_follow(kit: Path) -> None:
    edited(kit, SIGNATORIES, AddEntry("signatories", {"name.en": "River Aid"}), MoveEntry(f"{MEMBERS}.1", f"{MEMBERS}.0"), MoveEntry(f"{MEMBERS}.1", "signatories.0"))
    report = presskit.read_signatories(kit)
    rows = [(row.number, row.entry, row.signatory.name.default) for group in report.groups for row in group.rows]
    assert rows == [
        ("1", f"{MEMBERS}.0", "Sample Medical Society"), ("2", "signatories.0", "Example Relief"),
        ("3", "signatories.1", "Amal Haddad"), ("4", "signatories.2", "River Aid"),
    ]  # fmt: skip
    assert report.printed == {"en": "4", "ar": "4"}
    assert report.named == {"en": 4, "ar": 3}
    assert "# never leaves the kit" in (kit / SIGNATORIES).read_text("utf-8")
    edited(kit, SIGNATORIES, RemoveEntry("signatories.1"), ChangeEntry("signatories.0", {"withdrawn": "2026-03-02"}))
    report = presskit.read_signatories(kit)
    assert [row.number for group in report.groups for row in group.rows] == ["1", "", "2"]
    assert (report.counts.signatories, report.groups[-1].signing) == (2, 1)


def test_a_group_is_made_and_filled(kit: Path) -> None:
    edited(kit, SIGNATORIES, AddEntry("coalitions", {"name.en": "Hill Network", "acronym": "HN"}), MoveEntry("signatories.0", "coalitions.1.signatories.0"))
    names = [group.coalition.name.default if group.coalition else "" for group in presskit.read_signatories(kit).groups]
    assert names == ["Example Alliance", "Hill Network", ""]
    assert [row.signatory.name.default for row in presskit.read_signatories(kit).groups[1].rows] == ["Amal Haddad"]


def test_one_step_leads_over_the_edge_of_a_group(kit: Path) -> None:
    edited(kit, SIGNATORIES, AddEntry("coalitions", {"name.en": "Hill Network"}))
    report = presskit.read_signatories(kit)
    steps = [(f"{MEMBERS}.0", -1), (f"{MEMBERS}.0", 1), (f"{MEMBERS}.1", 1), ("signatories.0", -1), ("signatories.0", 1), ("coalitions.0", 1), ("coalitions.0", -1), ("coalitions.1", 1), ("x", 1)]
    places = [report.beside(*each) for each in steps]
    assert places == ["", f"{MEMBERS}.1", "coalitions.1.signatories.0", "coalitions.1.signatories.0", "", "coalitions.1", "", "", ""]


@pytest.mark.parametrize(
    ("file", "edit", "words"),
    [
        (SIGNATORIES, ChangeEntry(f"{MEMBERS}.0", {"country": "Lebanon"}), "is not a country code"),
        (SIGNATORIES, ChangeEntry(f"{MEMBERS}.0", {"withdrawn": "yesterday"}), "yesterday"),
        (SIGNATORIES, ChangeEntry(f"{MEMBERS}.0", {"name.en": "", "name.ar": ""}), "name"),
        (SIGNATORIES, ChangeEntry(f"{MEMBERS}.0", {"name.<b>": "x"}), "<b>"),
        (SIGNATORIES, ChangeEntry(f"{MEMBERS}.0", {"nmae.en": "x"}), "is not known"),
        (SIGNATORIES, ChangeEntry(f"{MEMBERS}.9", {"acronym": "x"}), "no entry"),
        (SIGNATORIES, ChangeEntry("../../etc.0", {"acronym": "x"}), "no entry"),
        (SIGNATORIES, MoveEntry(f"{MEMBERS}.0", f"{MEMBERS}.7"), "no place"),
        (SIGNATORIES, MoveEntry(f"{MEMBERS}.0", "coalitions.0.name.0"), "no place"),
        (SIGNATORIES, RemoveEntry("signatories.4"), "there is no"),
        (SIGNATORIES, RemoveEntry("coalitions"), "no entry of a list"),
        (SIGNATORIES, RemoveEntry("signatories." + "9" * 5000), "no entry of a list"),
        (SIGNATORIES, AddEntry("coalitions.0.name", {"name.en": "x"}), "no entry"),
        (SIGNATORIES, AddEntry("signatories", {"acronym": "x"}), "name"),
        (CONTACTS, ChangeEntry("contacts.0", {"hours.opens": "7"}), "is not a time"),
        (CONTACTS, ChangeEntry("contacts.0", {"outputs": ("fax",)}), "fax"),
        ("kit.yaml", ChangeEntry("brand", {"accent": "red"}), "red"),
        ("kit.yaml", ChangeEntry("brand", {"logo": "../x.png"}), "x.png"),
        ("statement.en.md", ChangeEntry("", {}), "cannot be changed"),
        (SIGNATORIES, ChangeEntry("", {"numbering": 3}), "no texts"),  # type: ignore[dict-item]
    ],
)  # fmt: skip
def test_what_would_be_wrong_is_refused_and_nothing_is_written(kit: Path, file: str, edit: ChangeEntry, words: str) -> None:
    before = contents(kit)
    with pytest.raises(presskit.RequestError, match=words):
        presskit.edit_entries(EditEntriesRequest(kit, file, (edit,)), world=WORLD)
    assert contents(kit) == before


def test_who_saw_an_older_file_writes_nothing(kit: Path) -> None:
    digest = presskit.read_signatories(kit).digest
    edited(kit, SIGNATORIES, ChangeEntry(f"{MEMBERS}.0", {"acronym": "ER"}))
    before = contents(kit)
    for call in (
        lambda: presskit.edit_entries(EditEntriesRequest(kit, SIGNATORIES, (RemoveEntry("signatories.0"),), digest), world=WORLD),
        lambda: presskit.edit_brand(presskit.EditBrandRequest(kit, {"accent": "#000000"}, digest=digest), world=WORLD),
        lambda: presskit.merge_signatories(presskit.MergeRequest(kit, (kit / CONTACTS,), digest=digest), world=WORLD),
    ):
        with pytest.raises(presskit.KitChangedError):
            call()
    assert contents(kit) == before
    now = presskit.read_signatories(kit).digest
    assert presskit.edit_entries(EditEntriesRequest(kit, SIGNATORIES, (RemoveEntry("signatories.0"),), now), world=WORLD).changed


def test_a_change_is_undone_to_the_byte(kit: Path) -> None:
    before = (kit / SIGNATORIES).read_bytes()
    edited(kit, SIGNATORIES, MoveEntry("signatories.0", f"{MEMBERS}.0"))
    assert presskit.undo(kit, world=WORLD).undone == "signatories change"
    assert (kit / SIGNATORIES).read_bytes() == before


def test_contacts_are_edited(kit: Path) -> None:
    values: dict[str, str | tuple[str, ...]] = {"emails": ("press@example.org", "night@example.org"), "outputs": ("pdf", "email"), "hours.opens": "08:00", "note": ""}
    assert edited(kit, CONTACTS, ChangeEntry("contacts.0", values)) == [
        "-     emails: [press@example.org]", "+     emails: [press@example.org, night@example.org]",
        '-     hours: {opens: "09:00", closes: "18:00", zone: Europe/London}', '+     hours: {opens: "08:00", closes: "18:00", zone: Europe/London}',
        "+     outputs: [pdf, email]",
    ]  # fmt: skip
    edited(kit, CONTACTS, AddEntry("contacts", {"name.en": "Night desk", "name.ar": "مكتب الليل", "phones": ("+44 20 7946 0123",)}), MoveEntry("contacts.1", "contacts.0"))
    assert [each.name.default for each in presskit.read_contacts(kit).contacts] == ["Night desk", "Press desk"]


def test_a_logo_comes_into_the_kit(kit: Path, tmp_path: Path) -> None:
    settings = kit / "kit.yaml"
    settings.write_text(re.sub("(?m)^outputs: .*", "outputs: [pdf, html]", settings.read_text("utf-8")), "utf-8")
    (tmp_path / "My Logo!.svg").write_bytes(LOGO_SVG)
    report = presskit.edit_brand(presskit.EditBrandRequest(kit, {"accent": "#0b6b66", "logo_alt.en": "A bridge"}, tmp_path / "My Logo!.svg"), world=WORLD)
    assert (report.brand.logo, report.brand.accent) == ("my-logo.svg", "#0b6b66")
    assert (kit / "my-logo.svg").read_bytes() == LOGO_SVG
    (tmp_path / "My Logo!.svg").write_bytes(LOGO_SVG + b"\n")
    assert presskit.edit_brand(presskit.EditBrandRequest(kit, {}, tmp_path / "My Logo!.svg"), world=WORLD).brand.logo == "my-logo1.svg"
    assert presskit.edit_brand(presskit.EditBrandRequest(kit, {"logo": "", "logo_alt.en": ""}), world=WORLD).brand.logo == ""


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", b""), ("a.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 40), ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"), ("a.svg", b"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg xmlns='http://www.w3.org/2000/svg'>&x;</svg>"),
        ("a.svg", LOGO_SVG), ("a.exe", b"MZ"), ("kit.yaml", b"id: x"), ("a.jpg", LOGO_SVG),
    ],
)  # fmt: skip
def test_a_hostile_logo_is_refused(kit: Path, tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    before = contents(kit)
    with pytest.raises(presskit.RequestError, match=name.replace("kit.yaml", "kit")):
        presskit.edit_brand(presskit.EditBrandRequest(kit, {}, tmp_path / name), world=WORLD)
    assert contents(kit) == before
