"""A release's version only ever rises, and no text is published under a version that it is behind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from presskit.checks.lint import translation_behind
from presskit.diagnostics import Diagnostic
from presskit.kit import rules
from presskit.kit.fingerprint import MARKER
from presskit.kit.manifest import Owner
from presskit.kit.ownership import Lying
from presskit.model.release import Release
from presskit.source import Span

__all__ = ["languages_behind", "version_taken_back"]


def version_taken_back(lies: Lying, kit: Owner, files: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """Yield an error where a higher version was built into the output folder before."""
    if kit.version < lies.owner.version:
        message = f"version {lies.owner.version} of «{kit.id}» was built before, and this is version {kit.version}"
        hint = f"write version: {lies.owner.version}, or a higher one; or name another folder for an older state: --out DIR"
        yield rules.VERSION_LOWER.at(_place(files.get(MARKER, b"").decode("utf-8-sig", "replace")), message, hint)


def _place(text: str) -> Span:
    """Return where kit.yaml states the version; its beginning where it does not."""
    for number, line in enumerate(text.splitlines(), 1):
        if stated := re.match(r"version:\s*(?=\S)", line):
            return Span(MARKER, number, stated.end() + 1)
    return Span(MARKER, 1)


def languages_behind(release: Release, findings: Iterable[Diagnostic]) -> set[str]:
    """Return the languages that get nothing under this version: their texts translate an earlier state of the source.

    A first version has not gone out yet; there a warning is enough. One that a person has accepted is no finding any more.
    """
    behind = {each.span.source for each in findings if each.code == translation_behind.RULE.code}
    return {tag for tag in release.languages if f"statement.{tag}.md" in behind} if release.version > 1 else set()
