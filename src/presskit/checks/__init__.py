"""Checks: what can be wrong with a release that reads well. One file a check; lint/ looks at the kit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import NamedTuple, TypeVar

from presskit.diagnostics import Diagnostic, Rule
from presskit.model.release import Kit
from presskit.source import Span

__all__ = ["DECLARES_FRENCH", "Case", "Check", "Context", "Problem", "bilingual", "bounded", "english"]


T = TypeVar("T")


def bounded(findings: Iterable[T], most: int, with_message: Callable[[T, str], T]) -> Iterator[T]:
    """Yield the first ``most`` findings of a check, and one more with a message that counts the others."""
    rest = iter(findings)
    yield from islice(rest, most)
    if last := next(rest, None):
        number = 1 + sum(1 for _ in rest)
        yield with_message(last, f"There are {number} more findings like those before, the first of them here.")


@dataclass(frozen=True, slots=True)
class Context:
    """What a check may know beside the kit. ``now`` carries its zone; ``glyphs`` are the code points fonts can show.

    ``files`` are the bytes of the kit's, for the exact place of a character; without them the place of its text is told.
    ``unsound`` are files of the kit in which something could not be read: what seems to be missing may stand there.
    """

    now: datetime
    glyphs: frozenset[int] = frozenset()
    unsound: frozenset[str] = frozenset()
    files: Mapping[str, bytes] = field(default_factory=dict, hash=False, repr=False)


@dataclass(frozen=True, slots=True)
class Case:
    """An example for the docs and the tests: files that replace those of the small specimen, and a sentence about it."""

    says: str
    files: Mapping[str, str] = field(default_factory=dict)


DECLARES_FRENCH = {
    "kit.yaml": """\
id: river-towns
kind: joint-statement
languages: [en, fr]
date: 2026-11-20
places: [Beirut]
region: GB
outputs: [pdf, docx]
""",
}
"""The kit.yaml of a case in English and French."""


def english(body: str, title: str = "Open the road to the river towns") -> dict[str, str]:
    """Return the files of a case whose English text has this body, in Markdown."""
    return {"statement.en.md": f"---\ntitle: {title}\n---\n{body}\n"}


def bilingual(body: str, translated: str, link: str = "translates: {language: en, revision: REVISION}\n") -> dict[str, str]:
    """Return the files of a case in English and French, the bodies of both texts, and what links the second to the first."""
    return {
        **DECLARES_FRENCH,
        **english(body, "Open the road"),
        "statement.fr.md": f"---\ntitle: Rouvrez la route\n{link}---\n{translated}\n",
    }


class Problem(NamedTuple):
    """What a check finds: its place, the message, what to do about it, and further places with a word about each."""

    place: Span
    message: str
    hint: str
    related: Iterable[tuple[Span, str]] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its rule, the function that yields problems, and a good and a broken case (both run as tests).

    It ``needs`` files to be read wholly: what it reports would otherwise be the second finding of one cause.
    """

    rule: Rule
    problems: Callable[[Kit, Context], Iterable[Problem]]
    good: Case
    bad: Case
    needs: tuple[str, ...] = ()

    def check(self, kit: Kit, context: Context) -> Iterator[Diagnostic]:
        """Return the problems of ``kit`` as findings of the rule."""
        return (self.rule.at(*problem) for problem in self.problems(kit, context))
