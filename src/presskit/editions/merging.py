"""Merges a kit's texts, people and facts into the edition of one language."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.diagnostics import Diagnostic, Reading
from presskit.editions import facts as facts_of
from presskit.editions import people, rules
from presskit.editions.facts import Facts
from presskit.editions.texts import Setter, numbered_notes
from presskit.language.alphabet import direction
from presskit.language.numbers import in_digits
from presskit.language.phrases import Phrases, phrases
from presskit.language.tags import name
from presskit.model.document import Section, Statement, plain_text
from presskit.model.edition import Edition, Labels
from presskit.model.release import Kit, Release, Timing

__all__ = ["merge"]

_AS_GIVEN = ("id", "version", "date", "website", "page", "brand", "print")
"""What an edition takes from the kit as it stands, in whatever language."""


def merge(kit: Kit, language: str) -> Reading[Edition]:
    """Return the edition in ``language`` (BCP 47), with what could not be filled in or worded.

    Raises :class:`LookupError` when the kit has no text in ``language``: look at ``kit.statement(language)`` first.
    """
    statement = kit.statement(language)
    if statement is None:
        raise LookupError(f"the kit has no statement in «{language}»")
    worded = phrases(language, kit.release.phrases)
    facts = facts_of.gather(kit, language, worded)
    setter = Setter(language, facts_of.variables(facts), numbered_notes(statement), worded, facts_of.counts(facts))
    findings = [*_phrases(statement, worded)]
    edition = _edition(facts, statement, setter, findings)
    return Reading(edition, (*findings, *setter.findings))


def _phrases(statement: Statement, worded: Phrases) -> Iterator[Diagnostic]:
    """Report phrases that are missing in the language of a text."""
    if worded.missing:
        message = f"presskit lacks phrases in {name(statement.language, 'en')}; these are printed in English: "
        hint = f"word them in kit.yaml, under phrases: {{{statement.language}: …}}"
        yield rules.PHRASES_MISSING.at(statement.span, message + ", ".join(worded.missing), hint)


def _release_line(facts: Facts) -> str:
    """Return what the kit says about when it may be published; nothing where the kit says nothing."""
    if facts.release.embargo:
        return facts.phrases("embargo")
    return facts.phrases("immediate") if facts.release.timing is Timing.IMMEDIATE else ""


def _edition(facts: Facts, statement: Statement, setter: Setter, findings: list[Diagnostic]) -> Edition:
    release, worded = facts.release, facts.phrases
    places, day, line = facts_of.dateline(facts)
    subtitle = setter.paragraph(statement.subtitle) if statement.subtitle else None
    brand_name = facts.said(release.brand.name)
    return Edition(
        **{key: getattr(release, key) for key in _AS_GIVEN},
        language=statement.language,
        direction=direction(statement.language),
        revision=statement.revision,
        release_line=_release_line(facts),
        kind=worded(release.kind),
        title=setter.paragraph(statement.title),
        body=setter.blocks(statement.body),
        ends=worded("ends"),
        labels=_labels(facts),
        embargo=facts_of.embargo_lines(facts),
        subtitle=subtitle,
        dateline_place=places,
        dateline_date=day,
        dateline=line,
        signatories=people.signatories(facts, findings),
        boilerplate=setter.blocks(statement.boilerplate),
        footnotes_heading=worded("footnotes"),
        footnotes=setter.footnotes(statement.footnotes),
        notes=_notes(statement, setter, worded),
        contacts=people.contacts(facts),
        authors=_authors(facts, brand_name),
        keywords=statement.keywords,
        description=statement.description or (plain_text(subtitle.inlines) if subtitle else ""),
        rights=facts.said(release.rights),
        brand_name=brand_name,
        logo_alt=facts.said(release.brand.logo_alt),
        digits=facts.digits,
        foreign=_foreign(release, statement.language),
    )


def _foreign(release: Release, language: str) -> str:
    """Return the kit's first language that runs the other way; English or Arabic where it has none."""
    other = (tag for tag in release.languages if direction(tag) != direction(language))
    return next(other, "en" if direction(language) == "rtl" else "ar")


def _notes(statement: Statement, setter: Setter, worded: Phrases) -> Section | None:
    return Section(worded("notes"), setter.blocks(statement.notes)) if statement.notes else None


def _authors(facts: Facts, brand_name: str) -> tuple[str, ...]:
    """Return who speaks: the coalitions, else the house."""
    coalitions = [facts.said(each.name) for each in facts.kit.roster.coalitions]
    return tuple(dict.fromkeys(coalitions or ([brand_name] if brand_name else [])))


def _labels(facts: Facts) -> Labels:
    worded, release = facts.phrases, facts.release
    return Labels(
        page=worded.texts["page"],
        version=worded("version", version=facts.put(in_digits(str(release.version), facts.digits))),
        release=worded("release", id=facts.put(release.id)),
        note=worded.texts["note"],
        back_to_text=worded("back"),
        original=worded("original", website=release.website) if release.website else "",
    )
