"""The files of a kit's folder → a kit."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from presskit.diagnostics import Diagnostic, Reading
from presskit.formats import kit_keys
from presskit.formats.kit_keys import ContactsFile, QuestionsFile
from presskit.model.document import Statement
from presskit.model.people import Roster
from presskit.model.release import Kit, Release
from presskit.readers import file_names, markdown, pictures, profiles, rules, words, yaml_tree
from presskit.readers import own as own_facts
from presskit.readers.assembling import assemblers
from presskit.readers.decode import Decoder
from presskit.readers.encoding import decode
from presskit.readers.file_names import STATEMENT
from presskit.readers.own import NOTHING, Own
from presskit.source import Span

__all__ = ["STATEMENT", "read"]

LIMIT = 5 * 1024 * 1024

T = TypeVar("T")


def read(files: Mapping[str, bytes], unread: Collection[str] = (), beside: Collection[str] = ()) -> Reading[Kit | None]:
    """Read a kit from ``files``, by path inside the kit with ``/``; pictures are looked at, not kept.

    ``unread`` are files that lie there too and could not be read, which somebody else has told of; ``beside`` are further
    names at the top of the folder, whose files nobody reads.
    The kit is None where kit.yaml cannot be understood; all files are read in any case, so that everything wrong is
    told at once.
    """
    found: list[Diagnostic] = []
    own = _own(files)
    release = _yaml("kit.yaml", files, Release, found, own)
    own = replace(own, region=release.region if release else "")
    roster = _yaml("signatories.yaml", files, Roster, found, own)
    contacts = _yaml("contacts.yaml", files, ContactsFile, found, own)
    asked = _yaml("questions.yaml", files, QuestionsFile, found)
    wrong = file_names.misnamed({*files, *unread, *beside}, release.languages if release else ())
    statements = _statements(files, release, found, {*unread, *wrong, *wrong.values()})
    found += file_names.findings(files, {*unread, *beside}, wrong)
    if release is None:
        return Reading(None, tuple(found))
    shown = tuple(sorted({name for name, _ in pictures.used(release, statements)} & set(files)))
    people = (roster or Roster(), contacts.contacts if contacts else ())
    kit = Kit(release, statements, *people, shown, asked.questions if asked else ())
    return Reading(kit, (*found, *pictures.check(kit, files, unread), *profiles.check(release.print, files, unread)))


def _own(files: Mapping[str, bytes]) -> Own:
    """Return what kit.yaml says of itself; what is wrong with it is told where it is read."""
    decoded = decode("kit.yaml", files.get("kit.yaml", b""), LIMIT)
    return own_facts.of(yaml_tree.read("kit.yaml", decoded.value).value)


def _yaml(name: str, files: Mapping[str, bytes], model: type[T], found: list[Diagnostic], own: Own = NOTHING) -> T | None:
    """Read one YAML file as ``model``; None where it is missing or cannot be built."""
    if name not in files:
        return None
    decoded = decode(name, files[name], LIMIT)
    found += decoded.diagnostics
    tree = yaml_tree.read(name, decoded.value)
    found += tree.diagnostics
    if tree.value is None or (isinstance(tree.value, yaml_tree.Scalar) and tree.value.empty):
        if name == "kit.yaml" and not decoded.diagnostics and not tree.diagnostics:
            what = "holds nothing but comments" if decoded.value.strip() else "is empty"
            tags = sorted(match[1] for each in files if (match := STATEMENT.fullmatch(each))) or ["en"]
            lines = f"«id: our-release», «kind: joint-statement», «languages: [{', '.join(tags)}]»"
            hint = f"write three lines into it, such as {lines}; or begin with presskit new"
            found.append(rules.EMPTY_FILE.at(Span(name), f"«{name}» {what}", hint))
        return None
    decoder = Decoder(dict(assemblers(own)), found, own)
    if not isinstance(tree.value, yaml_tree.Mapping):
        decoder.wrong(tree.value, name, "keys with values", _as_keys(tree.value, name))
        return None
    table = kit_keys.table_of(model)
    made: Any = decoder.record(tree.value, table) if table else None
    return made if isinstance(made, model) else None


def _as_keys(node: yaml_tree.Node, name: str) -> str:
    """Return how a file without keys is written."""
    key = {"contacts.yaml": "contacts", "signatories.yaml": "signatories"}.get(name, "")
    if key and isinstance(node, yaml_tree.Sequence):
        return f"write «{key}:» in a line of its own above the list"
    return "write key: value, one a line"


def _statements(
    files: Mapping[str, bytes], release: Release | None, found: list[Diagnostic], told: Collection[str]
) -> tuple[Statement, ...]:
    """Read every text but those of which something was ``told`` already; those of the kit's languages come first."""
    statements = {}
    for name in sorted(files):
        match = STATEMENT.fullmatch(name)
        if not match or name in told:
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
    if release.source_language not in statements and f"statement.{release.source_language}.md" not in {*files, *told}:
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
