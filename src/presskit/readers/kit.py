"""The files of a kit's folder → a kit."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any, TypeVar

from presskit.diagnostics import Diagnostic, Reading
from presskit.formats import kit_keys
from presskit.formats.kit_keys import ContactsFile, QuestionsFile
from presskit.model.document import Statement
from presskit.model.people import Roster
from presskit.model.release import Kit, Release
from presskit.readers import markdown, pictures, rules, words, yaml_tree
from presskit.readers.assembling import assemblers
from presskit.readers.decode import Decoder
from presskit.readers.encoding import decode
from presskit.source import Span

__all__ = ["STATEMENT", "read"]

LIMIT = 5 * 1024 * 1024
STATEMENT = re.compile(r"statement\.(.+)\.md")

T = TypeVar("T")


def read(files: Mapping[str, bytes], unread: Collection[str] = ()) -> Reading[Kit | None]:
    """Read a kit from ``files``, by path inside the kit with ``/``; pictures are looked at, not kept.

    ``unread`` are files that lie there too and could not be read, which somebody else has told of.
    The kit is None where kit.yaml cannot be understood; all files are read in any case, so that everything wrong is
    told at once.
    """
    found: list[Diagnostic] = []
    release = _yaml("kit.yaml", files, Release, found)
    roster = _yaml("signatories.yaml", files, Roster, found, region=release.region if release else "")
    contacts = _yaml("contacts.yaml", files, ContactsFile, found, region=release.region if release else "")
    asked = _yaml("questions.yaml", files, QuestionsFile, found)
    statements = _statements(files, release, found, unread)
    found += _unknown_files(files)
    if "kit.yaml" not in {*files, *unread}:
        hint = "presskit new DIR makes a kit to begin with"
        found.append(rules.MISSING_FILE.at(Span("kit.yaml"), "there is no kit.yaml in this folder", hint))
    if release is None:
        return Reading(None, tuple(found))
    shown = tuple(sorted({name for name, _ in pictures.used(release, statements)} & set(files)))
    people = (roster or Roster(), contacts.contacts if contacts else ())
    kit = Kit(release, statements, *people, shown, asked.questions if asked else ())
    return Reading(kit, (*found, *pictures.check(kit, files, unread)))


def _yaml(name: str, files: Mapping[str, bytes], model: type[T], found: list[Diagnostic], region: str = "") -> T | None:
    """Read one YAML file as ``model``; None where it is missing or cannot be built."""
    if name not in files:
        return None
    decoded = decode(name, files[name], LIMIT)
    found += decoded.diagnostics
    if not decoded.value.strip():
        return None
    tree = yaml_tree.read(name, decoded.value)
    found += tree.diagnostics
    if tree.value is None:
        return None
    decoder = Decoder(dict(assemblers(region)), found)
    if not isinstance(tree.value, yaml_tree.Mapping):
        decoder.wrong(tree.value, name, "keys with values", "write key: value, one a line")
        return None
    table = kit_keys.table_of(model)
    made: Any = decoder.record(tree.value, table) if table else None
    return made if isinstance(made, model) else None


def _statements(
    files: Mapping[str, bytes], release: Release | None, found: list[Diagnostic], unread: Collection[str]
) -> tuple[Statement, ...]:
    """Read every text; those of the kit's languages come first, in its order."""
    statements = {}
    for name in sorted(files):
        match = STATEMENT.fullmatch(name)
        if not match:
            continue
        complaint = words.language(match[1])
        if complaint:
            rule, message, hint = complaint
            found.append(rule.at(Span(name), message, hint))
            continue
        reading = markdown.read(name, files[name], match[1])
        found += reading.diagnostics
        if reading.value is not None:
            statements[match[1]] = reading.value
    if release is None:
        return tuple(statements.values())
    found += _undeclared(statements, release)
    if release.source_language not in statements and f"statement.{release.source_language}.md" not in {*files, *unread}:
        missing = f"statement.{release.source_language}.md"
        message = f"the text in the source language is missing: there is no {missing}"
        found.append(rules.MISSING_FILE.at(Span(missing), message, "write it, or name another language first in kit.yaml"))
    return tuple(statements[tag] for tag in release.languages if tag in statements)


def _undeclared(statements: Mapping[str, Statement], release: Release) -> list[Diagnostic]:
    hint = "add the language to «languages» in kit.yaml, or take the file out of the kit"
    return [
        rules.UNDECLARED_LANGUAGE.at(replace(statement.span, line=0), f"kit.yaml does not list «{tag}»", hint)
        for tag, statement in statements.items()
        if tag not in release.languages
    ]


def _unknown_files(files: Mapping[str, bytes]) -> list[Diagnostic]:
    """Report files at the top whose names are almost those that are read."""
    known = [*kit_keys.FILES, "statement.en.md"]
    found = []
    for name in sorted(files):
        text = PurePosixPath(name).suffix.lower() in {".yaml", ".yml", ".md"} and "/" not in name
        if not text or name in kit_keys.FILES or STATEMENT.fullmatch(name):
            continue
        hint = words.did_you_mean(name, known, "")
        if hint:
            found.append(rules.UNKNOWN_FILE.at(Span(name), f"«{name}» is not read", hint))
    return found
