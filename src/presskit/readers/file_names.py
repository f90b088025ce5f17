"""The names of a kit's files: which are read, and what one with a slip in its name was meant to be."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from presskit.diagnostics import Diagnostic
from presskit.formats import kit_keys
from presskit.language.tags import primary
from presskit.readers import rules, words
from presskit.source import Span

__all__ = ["STATEMENT", "exact", "findings", "misnamed"]

STATEMENT = re.compile(r"statement\.(.+)\.md")
_YAML = re.compile(r"(?P<stem>kit|signator(?:y|ies)|contacts?)\.ya?ml(?:\.txt)?|(?P<other>kit|signatories|contacts)\.txt")
_TEXT = re.compile(r"statements?(?:[\s._-]+(?P<language>[^\W_]+(?:[-_][^\W_]{2,4})?))?\.(?:md|markdown|mdown|txt)(?:\.txt)?")
_STEMS = {"signatory": "signatories", "contact": "contacts"}


def _meant(name: str, languages: Sequence[str]) -> str:
    """Return the name that a file was meant to have; empty where it may be anything."""
    low = name.casefold()
    yaml, text = _YAML.fullmatch(low), _TEXT.fullmatch(low)
    if yaml:
        stem = yaml["stem"] or yaml["other"]
        return f"{_STEMS.get(stem, stem)}.yaml"
    if not text or not (text["language"] or languages):
        return ""
    tag = words.language_meant(text["language"]) if text["language"] else languages[0]
    main = primary(tag)
    return f"statement.{tag if tag in languages or main not in languages else main}.md" if tag else ""


def misnamed(names: Collection[str], languages: Sequence[str]) -> dict[str, str]:
    """Return the files that the kit lacks, each with the one that lies there in its place under a wrong name."""
    wanted = {"kit.yaml", "signatories.yaml", "contacts.yaml", *(f"statement.{tag}.md" for tag in languages)}
    absent = wanted.difference(names)
    found = {_meant(name, languages): name for name in sorted(names, reverse=True) if "/" not in name and name not in wanted}
    return {right: wrong for right, wrong in found.items() if right in absent}


def findings(files: Mapping[str, bytes], beside: Collection[str], wrong: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Yield what is to be said of names: ``files`` were read, ``beside`` lie there too, ``wrong`` are misnamed."""
    for right, name in wrong.items():
        message = f"there is no «{right}», but a file that is called «{name}»"
        yield rules.MISSING_FILE.at(Span(right), message, f"rename «{name}» to «{right}»")
    if "kit.yaml" not in {*files, *beside, *wrong}:
        yield rules.MISSING_FILE.at(
            Span("kit.yaml"), "there is no kit.yaml in this folder", "presskit new DIR makes a kit to begin with"
        )
    for name in sorted(set(files).difference(wrong.values())):
        near = _near(name)
        if near:
            yield rules.UNKNOWN_FILE.at(Span(name), f"«{name}» is not read", near)


def _near(name: str) -> str:
    """Return the hint about a file at the top whose name is almost one that is read."""
    text = PurePosixPath(name).suffix.lower() in {".yaml", ".yml", ".md"} and "/" not in name
    if not text or name in kit_keys.FILES or STATEMENT.fullmatch(name):
        return ""
    return words.did_you_mean(name, [*kit_keys.FILES, "statement.en.md"], "")


def exact(span: Span, name: str, files: Mapping[str, bytes]) -> Span:
    """Return where a YAML file names another file, at or below the place of the mapping that does."""
    if not span.source.endswith(".yaml"):
        return span
    lines = files.get(span.source, b"").decode("utf-8-sig", "replace").splitlines()
    below = range(max(0, span.line - 1), min(len(lines), span.line + 20))
    return next((Span(span.source, n + 1, lines[n].index(name) + 1) for n in below if name in lines[n]), span)
