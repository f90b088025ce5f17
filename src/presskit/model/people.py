"""Who signs and who answers the telephone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from presskit.model.outputs import AUDIENCES, Audience
from presskit.source import Span, span_field

__all__ = [
    "Coalition",
    "Consent",
    "Contact",
    "Counts",
    "EmailAddress",
    "Hours",
    "Localised",
    "Numbering",
    "Order",
    "Phone",
    "Roster",
    "Signatory",
    "SignatoryKind",
    "count",
]

class Numbering(StrEnum):
    """How signatories are numbered."""

    CONTINUOUS = "continuous"
    PER_GROUP = "per-group"
    NONE = "none"


class Order(StrEnum):
    """How signatories are ordered inside their coalition."""

    GIVEN = "given"
    ALPHABETICAL = "alphabetical"


class SignatoryKind(StrEnum):
    """Whether an organisation or a person signs."""

    ORGANISATION = "organisation"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Localised:
    """A short text that may differ by language: ``default``, and ``by_language`` as (BCP 47 tag, text) pairs."""

    default: str
    by_language: tuple[tuple[str, str], ...] = ()
    span: Span = span_field()

    def __post_init__(self) -> None:
        if not self.default.strip():
            raise ValueError("a Localised text is not empty")

    def in_language(self, language: str) -> str:
        """Return the text for ``language``: its own, that of its primary subtag, or the default."""
        texts = dict(self.by_language)
        return texts.get(language) or texts.get(language.split("-", maxsplit=1)[0]) or self.default


@dataclass(frozen=True, slots=True)
class Consent:
    """Who confirmed the signature, when and how. Never leaves the kit."""

    by: str
    on: date | None = None
    how: str = ""
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Signatory:
    """An organisation or a person that signs. ``note`` keeps what the source said; it is never published."""

    name: Localised
    kind: SignatoryKind = SignatoryKind.ORGANISATION
    acronym: str = ""
    title: Localised | None = None
    affiliation: Localised | None = None
    country: str = ""
    joined: date | None = None
    withdrawn: date | None = None
    consent: Consent | None = None
    note: str = ""
    span: Span = span_field()

    @property
    def signs(self) -> bool:
        """Whether the name stands under the release: it does until a date of withdrawal is entered."""
        return self.withdrawn is None


@dataclass(frozen=True, slots=True)
class Coalition:
    """A group of signatories under one head."""

    name: Localised
    signatories: tuple[Signatory, ...] = ()
    acronym: str = ""
    note: str = ""
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Roster:
    """All signatories: those of coalitions, in order, then those that sign for themselves alone."""

    coalitions: tuple[Coalition, ...] = ()
    signatories: tuple[Signatory, ...] = ()
    numbering: Numbering = Numbering.CONTINUOUS
    order: Order = Order.GIVEN
    span: Span = span_field()

    def everyone(self) -> tuple[Signatory, ...]:
        """Return every entry in order, withdrawn ones included."""
        return (*(each for coalition in self.coalitions for each in coalition.signatories), *self.signatories)

    def signing(self) -> tuple[Signatory, ...]:
        """Return those whose names stand under the release."""
        return tuple(s for s in self.everyone() if s.signs)


@dataclass(frozen=True, slots=True)
class Counts:
    """What a release may rightly say of its signatories; withdrawn ones are not counted."""

    signatories: int
    organisations: int
    persons: int
    coalitions: int


def count(roster: Roster) -> Counts:
    """Count those whose names stand under the release."""
    signing = roster.signing()
    persons = sum(signatory.kind is SignatoryKind.PERSON for signatory in signing)
    coalitions = sum(any(s.signs for s in coalition.signatories) for coalition in roster.coalitions)
    return Counts(len(signing), len(signing) - persons, persons, coalitions)


@dataclass(frozen=True, slots=True)
class EmailAddress:
    """An address as written (RFC 5322 addr-spec); whether it is valid is a check's business."""

    address: str
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Phone:
    """A number as written, and as E.164 (``""`` where it could not be understood)."""

    raw: str
    e164: str = ""
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Hours:
    """When a contact can be called: local times ``HH:MM`` and the IANA zone they are in."""

    opens: str
    closes: str
    zone: str
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Contact:
    """A media contact. ``languages`` are BCP 47 tags; ``outputs`` are where the entry may be shown."""

    name: Localised
    organisation: Localised | None = None
    role: Localised | None = None
    emails: tuple[EmailAddress, ...] = ()
    phones: tuple[Phone, ...] = ()
    languages: tuple[str, ...] = ()
    hours: Hours | None = None
    outputs: tuple[Audience, ...] = AUDIENCES
    note: str = ""
    span: Span = span_field()
