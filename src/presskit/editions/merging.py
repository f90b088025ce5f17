"""Merges a kit's texts, people and facts into the edition of one language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from presskit.diagnostics import Diagnostic, Reading, Rule, Severity
from presskit.editions import facts as facts_of
from presskit.editions.facts import COALITION_GONE, Facts
from presskit.editions.texts import COUNT_IN_WORDS, PLURAL_FORMS, VALUE_MISSING, Renderer, numbered_notes
from presskit.language.alphabet import direction
from presskit.language.phrases import Phrases, phrases
from presskit.language.tags import name
from presskit.model.digits import in_digits
from presskit.model.document import Section, Statement, plain_text
from presskit.model.edition import Edition, Labels
from presskit.model.release import Kit, Release, Timing

__all__ = ["RULES", "merge", "values"]

PHRASES_MISSING = Rule(
    "phrases-missing",
    Severity.WARNING,
    "Fixed phrases are in English",
    "presskit does not have all phrases in this language, and the kit does not word those that are missing.",
)
RULES = (VALUE_MISSING, COUNT_IN_WORDS, PLURAL_FORMS, PHRASES_MISSING, COALITION_GONE)

_AS_GIVEN = ("id", "version", "date", "website", "page", "brand", "print")
"""What an edition takes from the kit as it stands, in whatever language."""


def merge(kit: Kit, language: str) -> Reading[Edition]:
    """Return the edition in ``language`` (BCP 47), with what could not be filled in or worded.

    Raises :class:`LookupError` when the kit has no text in ``language``: look at ``kit.statement(language)`` first.
    """
    if (statement := kit.statement(language)) is None:
        raise LookupError(f"the kit has no statement in «{language}»")
    worded = phrases(language, kit.release.phrases)
    facts = facts_of.gather(kit, language, worded)
    notes = {label: in_digits(str(number), facts.digits) for label, number in numbered_notes(statement).items()}
    renderer = Renderer(language, facts_of.variables(facts), notes, worded, facts_of.counts(facts))
    return Reading(
        _edition(facts, statement, renderer),
        (*_phrases(statement, worded), *facts_of.unprinted_coalitions(facts), *renderer.findings),
    )


def values(kit: Kit, language: str) -> Mapping[str, str]:
    """Return what each variable stands for in ``language``, where the kit can say."""
    facts = facts_of.gather(kit, language, phrases(language, kit.release.phrases))
    found = {name: value() for name, value in facts_of.variables(facts).items()}
    return {name: value for name, value in found.items() if value}


def _phrases(statement: Statement, worded: Phrases) -> Iterator[Diagnostic]:
    """Report phrases that are missing in the language of a text."""
    if worded.missing:
        yield PHRASES_MISSING.at(
            statement.span,
            f"presskit lacks phrases in {name(statement.language, 'en')}; these are printed in English: "
            + ", ".join(worded.missing),
            f"word them in kit.yaml, under phrases: {{{statement.language}: …}}",
        )


def _release_line(facts: Facts) -> str:
    """Return what the kit says about when it may be published; nothing where the kit says nothing."""
    if facts.release.embargo:
        return facts.phrases("embargo")
    return facts.phrases("immediate") if facts.release.timing is Timing.IMMEDIATE else ""


def _edition(facts: Facts, statement: Statement, renderer: Renderer) -> Edition:
    release, worded = facts.release, facts.phrases
    places, day, line = facts_of.dateline(facts)
    subtitle = renderer.paragraph(statement.subtitle) if statement.subtitle else None
    brand_name = facts.localised(release.brand.name)
    return Edition(
        **{key: getattr(release, key) for key in _AS_GIVEN},
        language=statement.language,
        direction=direction(statement.language),
        revision=statement.revision,
        release_line=_release_line(facts),
        kind=worded(release.kind),
        title=renderer.paragraph(statement.title),
        body=renderer.blocks(statement.body),
        ends=worded("ends"),
        labels=_labels(facts),
        embargo=facts_of.embargo_lines(facts),
        subtitle=subtitle,
        dateline_place=places,
        dateline_date=day,
        dateline=line,
        signatories=facts_of.signatories(facts),
        boilerplate=renderer.blocks(statement.boilerplate),
        footnotes_heading=worded("footnotes"),
        footnotes=renderer.footnotes(statement.footnotes),
        notes=Section(worded("notes"), renderer.blocks(statement.notes)) if statement.notes else None,
        contacts=facts_of.contacts(facts),
        authors=_authors(facts, brand_name),
        keywords=statement.keywords,
        description=statement.description or (plain_text(subtitle.inlines) if subtitle else ""),
        rights=facts.localised(release.rights),
        brand_name=brand_name,
        logo_alt=facts.localised(release.brand.logo_alt),
        digits=facts.digits,
        foreign=_foreign(release, statement.language),
    )


def _foreign(release: Release, language: str) -> str:
    """Return the kit's first language that runs the other way; English or Arabic where it has none."""
    other = (tag for tag in release.languages if direction(tag) != direction(language))
    return next(other, "en" if direction(language) == "rtl" else "ar")


def _authors(facts: Facts, brand_name: str) -> tuple[str, ...]:
    """Return who speaks: the coalitions, else the house."""
    coalitions = [facts.localised(each.name) for each in facts.kit.roster.coalitions]
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
