"""A text that counts its signatories otherwise than its list does, when it was imported → a question: a name may be missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from presskit.checks.lint.counts import claims, count
from presskit.checks.lint.texts import place_at
from presskit.model.question import Choice, Question, question_id
from presskit.model.release import Kit
from presskit.readers.received import kept

__all__ = ["with_missed_lists"]


_HEAD = re.compile(r"^the head of the list .* says (\d+)(?: or \d+)*, but")


def with_missed_lists(kit: Kit) -> Kit:
    """Return a kit that was just imported, with a question for each number of signatories that its list does not have."""
    return replace(kit, questions=(*kit.questions, *_questions(kit)))


def _questions(kit: Kit) -> Iterator[Question]:
    counts = count(kit.roster)
    right = {counts.signatories, counts.organisations, counts.persons, counts.signatories + _waiting(kit)}
    said = {int(number) for question in kit.questions for number in _HEAD.findall(question.asked)}
    for statement in kit.statements:
        for claim in claims(statement):
            value = claim.number.value
            if claim.coalitions or value in right or value in said:
                continue
            said.add(value)
            place = kept(place_at(claim.segment, claim.number.start))
            found = f"{counts.signatories} were read" if counts.signatories else "no list of signatories was found"
            asked = f"the text says «{claim.words}», but {found}: is somebody missing?"
            choices = (Choice("complete", "nobody is: the number means others, or the text is to be corrected"),)
            weighs = abs(value - counts.signatories)
            yield Question(
                question_id("list", place.source, str(place.line), claim.words),
                "list",
                asked,
                place,
                claim.words,
                choices,
                weighs,
            )


def _waiting(kit: Kit) -> int:
    """Return how many more sign if all do who are asked about."""
    return sum(question.weighs for question in kit.questions if question.kind in {"consent", "list"})
