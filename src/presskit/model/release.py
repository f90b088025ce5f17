"""The facts of a release and the kit that holds them together with its texts and people."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from presskit.model.document import Statement
from presskit.model.mail import MailSettings
from presskit.model.outputs import Format
from presskit.model.people import Contact, Localised, Roster
from presskit.model.question import Question
from presskit.source import Span, span_field

__all__ = ["Brand", "City", "Embargo", "Kit", "PageSize", "PrintSettings", "Release", "ReleaseKind", "Spot", "Timing"]

class ReleaseKind(StrEnum):
    """What kind of release this is."""

    JOINT_STATEMENT = "joint-statement"
    PRESS_RELEASE = "press-release"
    MEDIA_ADVISORY = "media-advisory"
    OPEN_LETTER = "open-letter"
    CORRECTION = "correction"


class Timing(StrEnum):
    """What the release line may state where there is no embargo."""

    IMMEDIATE = "immediate"


class PageSize(StrEnum):
    """The sheet of the PDF and of the Word file."""

    A4 = "A4"
    LETTER = "Letter"
    A5 = "A5"

    @property
    def millimetres(self) -> tuple[float, float]:
        """Width and height."""
        return {"A4": (210, 297), "Letter": (215.9, 279.4), "A5": (148, 210)}[self.value]

    @property
    def twips(self) -> tuple[int, int]:
        """Width and height in twentieths of a point, as Word files count."""
        return round(self.millimetres[0] * 1440 / 25.4), round(self.millimetres[1] * 1440 / 25.4)


@dataclass(frozen=True, slots=True)
class City:
    """A place whose clock the embargo line shows; ``zone`` is an IANA name."""

    name: Localised
    zone: str
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Embargo:
    """The instant before which nothing may be published. ``until`` carries its offset; ``zone`` is the IANA name.

    ``weekday`` is what the kit claims the day to be, in any language, or empty; a check compares it. ``city`` is whose
    clock is meant, where that is not the city by which the zone is called: Geneva, in the zone Europe/Zurich.
    """

    until: datetime
    zone: str
    weekday: str = ""
    cities: tuple[City, ...] = ()
    city: Localised | None = field(default=None, kw_only=True)
    span: Span = span_field()

    def __post_init__(self) -> None:
        if self.until.tzinfo is None:
            raise ValueError("an embargo is an instant: it needs a zone")


@dataclass(frozen=True, slots=True)
class Spot:
    """A spot ink: its name, as the print shop knows it, and the four inks in percent that stand for it on a screen."""

    name: str
    cmyk: tuple[int, ...]
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Brand:
    """How the house looks. Colours are ``#rrggbb``; ``logo`` is a path inside the kit.

    ``cmyk`` is what the accent is printed with: cyan, magenta, yellow and black in percent, empty where the profile is to
    say; ``spot`` is the ink that it is printed with instead.
    """

    name: Localised | None = None
    accent: str = "#8c1d2b"
    logo: str = ""
    logo_alt: Localised | None = None
    website: str = ""
    cmyk: tuple[int, ...] = ()
    spot: Spot | None = None
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class PrintSettings:
    """What the print shop asks for.

    ``profile`` is an ICC file inside the kit, empty for presskit's own; ``condition`` names it in the registry of the ICC.
    ``bleed`` is in mm, ``ink`` the most ink on one spot in percent (all four full: 400); the number of pages is filled
    up to a multiple of ``pad``.
    """

    profile: str = ""
    condition: str = "FOGRA39"
    bleed: int = 3
    ink: int = 300
    pad: int = 1
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Release:
    """The facts of kit.yaml. The first of ``languages`` is the source.

    ``timing`` says that it is for immediate release; without it and without an embargo no output prints a release line.
    ``digits`` pairs a language with a CLDR numbering system (``latn``, ``arab``); ``phrases`` holds the kit's own
    wording as (language, ((key, text), …)).
    """

    id: str
    kind: ReleaseKind
    languages: tuple[str, ...]
    version: int = 1
    date: date | None = None
    places: tuple[Localised, ...] = ()
    embargo: Embargo | None = None
    brand: Brand = Brand()
    page: PageSize = PageSize.A4
    print: PrintSettings = PrintSettings()
    region: str = ""
    outputs: tuple[Format, ...] = tuple(Format)
    website: str = ""
    rights: Localised | None = None
    digits: tuple[tuple[str, str], ...] = ()
    phrases: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    mail: MailSettings = MailSettings()
    timing: Timing | None = None
    span: Span = span_field()
    languages_span: Span = span_field()

    @property
    def source_language(self) -> str:
        """The language that the others translate."""
        return self.languages[0]


@dataclass(frozen=True, slots=True)
class Kit:
    """Everything a press office knows about one release; ``questions`` are what presskit did not understand of it."""

    release: Release
    statements: tuple[Statement, ...]
    roster: Roster = Roster()
    contacts: tuple[Contact, ...] = ()
    images: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()

    def statement(self, language: str) -> Statement | None:
        """Return the text in ``language``, if the kit has it."""
        return next((s for s in self.statements if s.language == language), None)
