"""Kits made by hand, for the tests of the rooms that read a kit and not a file."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from presskit.model.document import Block, Footnote, NoteRef, Paragraph, Statement, Text, Variable
from presskit.model.people import Coalition, Contact, EmailAddress, Hours, Localised, Phone, Roster, Signatory
from presskit.model.release import City, Embargo, Kit, Release, ReleaseKind


def text(words: str) -> Paragraph:
    return Paragraph((Text(words),), "p1")


def organisation(name: str, **parts: Any) -> Signatory:
    return Signatory(Localised(name), **parts)


def statement(language: str = "en", *body: Block, notes: tuple[Footnote, ...] = ()) -> Statement:
    return Statement(language, Paragraph((Text("A title"),), "title"), body or (text("Words."),), footnotes=notes)


def noted(*labels: str) -> Paragraph:
    return Paragraph(tuple(NoteRef(label) for label in labels), "p1")


def asking(variable: str) -> Paragraph:
    return Paragraph((Variable(variable),), "p1")


def release(**parts: Any) -> Release:
    facts: dict[str, Any] = {
        "id": "river",
        "kind": ReleaseKind.JOINT_STATEMENT,
        "languages": ("en", "ar", "fr"),
        "date": date(2016, 12, 15),
        "places": (Localised("Brussels", (("ar", "بروكسل"),)), Localised("Beirut", (("ar", "بيروت"),))),
    }
    return Release(**{**facts, **parts})


def roster(**parts: Any) -> Roster:
    coalitions = (
        Coalition(Localised("River Alliance"), (organisation("Zephyr"), organisation("Aster", acronym="AST"))),
        Coalition(Localised("Hill Network"), (organisation("Éclair"), organisation("Dune"))),
    )
    return Roster(**{"coalitions": coalitions, **parts})


def embargo() -> Embargo:
    until = datetime(2016, 12, 15, 23, 30, tzinfo=ZoneInfo("Europe/Brussels"))
    cities = (City(Localised("London"), "Europe/London"), City(Localised("Gaziantep"), "Europe/Istanbul"))
    return Embargo(until, "Europe/Brussels", cities=cities)


def contact(**parts: Any) -> Contact:
    facts: dict[str, Any] = {
        "name": Localised("Press desk"),
        "emails": (EmailAddress("press@example.org"),),
        "phones": (Phone("020 7946 0958", "+442079460958"), Phone("ask the switchboard")),
        "languages": ("en", "ar"),
        "hours": Hours("09:00", "18:00", "Asia/Beirut"),
    }
    return Contact(**{**facts, **parts})


def kit(*statements: Statement, **parts: Any) -> Kit:
    facts: dict[str, Any] = {"release": release(), "statements": statements or (statement(),), "roster": roster()}
    return Kit(**{**facts, **parts})
