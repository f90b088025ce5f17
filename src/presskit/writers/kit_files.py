"""A kit as its files: kit.yaml, statement.LANG.md, signatories.yaml, contacts.yaml; reading them gives the kit back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from presskit.artefact import Artefact
from presskit.formats.kit_keys import ContactsFile, QuestionsFile
from presskit.formats.kit_yaml import entry_lines
from presskit.model.people import Roster
from presskit.model.question import Question
from presskit.model.release import Kit
from presskit.writers.kit_markdown import markdown

__all__ = ["QUESTIONS", "questions_file", "write"]

QUESTIONS = "questions.yaml"
_HEADS = {
    "kit.yaml": "# The facts of the release. What each key means: docs/reference/kit.md, or presskit schema kit.",
    "signatories.yaml": """\
# Who signs, in the order of the page. A name alone is enough: - Name of the organisation
# consent, note: for the office; they never leave the kit.""",
    "contacts.yaml": "# Whom the press may call. outputs: where an entry may appear; left out: everywhere.",
    QUESTIONS: "# What presskit did not understand, and what a person answered: presskit answer DIR",
}


def write(kit: Kit) -> tuple[Artefact, ...]:
    """Return the kit's text files; pictures are not among them."""
    records: dict[str, Any] = {"kit.yaml": kit.release}
    if kit.roster != Roster():
        records["signatories.yaml"] = kit.roster
    if kit.contacts:
        records["contacts.yaml"] = ContactsFile(kit.contacts)
    if kit.questions:
        records[QUESTIONS] = QuestionsFile(kit.questions)
    yaml = [Artefact(name, "application/yaml", _file(name, record)) for name, record in records.items()]
    return (*yaml, *(_statement(f"statement.{each.language}.md", markdown(each), each.language) for each in kit.statements))


def questions_file(questions: Sequence[Question]) -> bytes:
    """Return questions.yaml; reading it gives the questions back."""
    return _file(QUESTIONS, QuestionsFile(tuple(questions)))


def _file(name: str, record: Any) -> bytes:
    return "\n".join([_HEADS[name], *entry_lines(record), ""]).encode()


def _statement(name: str, text: str, language: str) -> Artefact:
    return Artefact(name, "text/markdown; charset=utf-8", text.encode(), language)
