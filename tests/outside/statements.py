"""Random statements: the Markdown of one language, with the invented words that it prints, part by part.

The shape follows the seed alone, so the texts of all languages of a kit have the same blocks with the same IDs.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

import yaml

from tests.outside.vocabulary import TONGUES, Vocabulary

__all__ = ["Drafter", "Parts"]

MARKUP = re.compile(r"([\\*_\[\]<>#|{}!&~`])")
ODD = (
    "“{}”", "«{}»", '"{}"', "({})", "[{}]", "{}\u00a0№\u00a07", "{}\u202f%", "*{}*", "a_{}", "{}&Co", "<{}>", "{}|x", "{}…", "{}/x", "½\u00a0{}",
    "{}\u2066(v2)\u2069", "{}-B2", "{}’s", "{}†", "50 € {}", "C++ {}", "{}™", "2 × {}", "`{}`", "~{}~", "{}:", "é̱ {}", "§\u00a04 {}", "12,5 {}",
)  # fmt: skip
"""What stands around a word here and there, in letters that presskit's fonts have; a brace is the word."""
OF_A_LANGUAGE = {
    "ar": ("{}\u064b", "{}\u0651\u064e", "ـ{}", "{} ٣٫٥"),
    "fa": ("{}\u0651", "{}\u200cها"),
    "fr": ("l'{}", "« {} » !"),
    "de": ("„{}“", "z. B. {}", "{}\u00adx"),
    "el": ("«{}»·",),
    "he": ("{}״א", "{}־7"),
    "tr": ("{}'ın",),
}
DEPTH = 2


@dataclass
class Parts:
    """A statement, and its words: before the dateline, up to the signatories, behind them.

    ``targets`` are its links, ``heads`` and ``cells`` those of its tables, ``alts`` the descriptions of its pictures.
    """

    markdown: str
    head: list[str]
    body: list[str]
    rest: list[str]
    targets: set[str]
    heads: list[str]
    cells: list[str]
    alts: list[str]


@dataclass
class Drafter:
    """Drafts the statement of one language."""

    seed: str
    language: str
    words: Vocabulary
    signatories: int
    said: list[str] = field(default_factory=list)
    targets: set[str] = field(default_factory=set)
    heads: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    alts: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    number: int = 0
    has_heading: bool = False

    def __post_init__(self) -> None:
        self.shape = Random(self.seed)
        self.tongue = TONGUES[self.language]

    def draft(self) -> Parts:
        """Return the statement."""
        title, subtitle = self._plain(6), self._plain(8) if self._often(0.5) else ""
        front = {"title": title, **({"subtitle": subtitle} if subtitle else {}), "keywords": [self._unsaid(1)], "description": self._unsaid(3)}
        head = self._taken()
        count = self.shape.choice((1, 3, 6, 12))
        calls = self.shape.randint(0, count * 2)  # where the calls stand, if at all
        blocks = [self._paragraph(), *(self._calls() if at == calls else self._block() for at in range(count))]
        body = self._taken()
        parts = []
        if self._often(0.5):
            parts.append(f"::: boilerplate\n## {self._inlines(3)} {self._id()}\n\n{self._paragraph()}\n:::")
        boilerplate, in_notes = self._taken(), []
        if self._often(0.5):
            parts.append(f"::: notes\n{self._list(0, numbered=False)}\n:::")
            in_notes = self._taken()
        # a note may stand in any part; its words come behind the boilerplate, before the notes to editors
        footnotes = [f"[^n{at}]: {self._inlines(6, notes=False)} {self._id()}" for at, _ in enumerate(self.notes)]
        rest = [*boilerplate, *self._taken(), *in_notes]
        text = "\n\n".join(block for block in [*blocks, *footnotes, *parts])
        matter = yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=10_000)
        return Parts(f"---\n{matter}---\n{text}\n", head, body, rest, self.targets, self.heads, self.cells, self.alts)

    def _taken(self) -> list[str]:
        taken, self.said = self.said, []
        return taken

    def _often(self, chance: float) -> bool:
        return self.shape.random() < chance

    def _id(self) -> str:
        self.number += 1
        return f"{{#p{self.number}}}"

    def _unsaid(self, count: int) -> str:
        return " ".join(self.words.word(self.language) for _ in range(count))

    def _word(self) -> str:
        word = self.words.word(self.language)
        self.said.append(word)
        return word

    def _plain(self, most: int) -> str:
        return " ".join(self._word() for _ in range(self.shape.randint(1, most)))

    def _piece(self, *, notes: bool) -> str:
        """Return a few words in Markdown, now and then with a mark or an odd character."""
        kind = self.shape.random()
        if kind < 0.62:
            return self._plain(6)
        if kind < 0.68:
            return f"*{self._plain(3)}*"
        if kind < 0.74:
            return f"**{self._plain(3)}**"
        if kind < 0.79:
            target = f"https://example.org/{self.number}?a=1&b={self.shape.randint(1, 99)}"
            self.targets.add(target)
            return f"[{self._plain(3)}]({target})"
        if kind < 0.83 and notes:
            self.notes.append("")
            return f"{self._word()}[^n{len(self.notes) - 1}]"
        if kind < 0.85 and self.signatories:
            return f"{self._word()} {{{{ signatory_count }}}}"
        if kind < 0.88:
            return str(self.shape.choice((7, 31, 1999, "12.5", "06:00", "3–4")))
        return MARKUP.sub(r"\\\1", self._odd()).replace(r"\{\}", self._word())

    def _odd(self) -> str:
        chance, own = self.shape.random(), OF_A_LANGUAGE.get(self.language, ODD)
        return (own if chance < 0.3 else ODD)[int(chance * 1000) % len(own if chance < 0.3 else ODD)]

    def _inlines(self, most: int, *, notes: bool = True) -> str:
        first = self._word()
        pieces = [self._piece(notes=notes) for _ in range(self.shape.randint(0, most))]
        return " ".join([first, *(piece + (self.tongue.comma if self._often(0.2) else "") for piece in pieces)])

    def _paragraph(self) -> str:
        text = self._inlines(self.shape.choice((2, 5, 14)))
        if self._often(0.1):
            text += f"\\\n{self._inlines(3)}"
        return f"{text}{self.shape.choice((self.tongue.stop, self.tongue.stop, self.tongue.asks, ''))} {self._id()}"

    def _block(self) -> str:
        makers: tuple[tuple[float, Callable[[], str]], ...] = (
            (0.45, self._paragraph), (0.57, self._heading), (0.72, lambda: self._list(0)), (0.84, self._quote), (0.93, self._table),
            (1, self._figure),
        )  # fmt: skip
        chance = self.shape.random()
        return next(make for limit, make in makers if chance <= limit)()

    def _heading(self) -> str:
        level = self.shape.choice(("##", "##", "###")) if self.has_heading else "##"
        self.has_heading = True
        return f"{level} {self._inlines(3)} {self._id()}"

    def _list(self, depth: int, *, numbered: bool | None = None) -> str:
        numbered = self._often(0.5) if numbered is None else numbered
        first, lines = self.shape.choice((1, 1, 3)), []
        for at in range(self.shape.randint(1, 4)):
            mark = f"{first + at}. " if numbered else "- "
            inside = [f"{self._inlines(4)} {self._id()}"]
            if depth < DEPTH and self._often(0.25):
                inside.append(self._list(depth + 1))
            if self._often(0.1):
                inside.append(self._paragraph())
            indented = "\n\n".join(inside).replace("\n", "\n" + " " * len(mark))
            lines.append(mark + indented)
        return "\n\n".join(lines)

    def _quote(self) -> str:
        lines = [self._paragraph() for _ in range(self.shape.randint(1, 2))]
        if self._often(0.6):
            lines.append(f"— {self._inlines(3)} {self._id()}")
        return "> " + "\n\n".join(lines).replace("\n", "\n> ")

    def _table(self) -> str:
        columns = self.shape.randint(1, 4)
        heads = [self._plain(2) for _ in range(columns)]
        self.heads += heads
        rows = [heads, *([self._cell(at) for at in range(columns)] for _ in range(self.shape.randint(1, 4)))]
        self.cells += [cell for row in rows for cell in row]
        lines = [f"| {' | '.join(row)} {self._id()} |" for row in rows]
        return "\n".join([lines[0], "|" + "---|" * columns, *lines[1:]])

    def _cell(self, column: int) -> str:
        if column and self._often(0.3):
            return str(self.shape.randint(0, 9999))
        return self._plain(3)

    def _figure(self) -> str:
        self.alts.append(self._unsaid(3))
        caption, credit = self._plain(5), self._plain(2)
        return f'![{self.alts[-1]}](<a b.png> "{caption}"){{credit="{credit}"}} {self._id()}'

    def _calls(self) -> str:
        lead = self._paragraph()
        items = [f"{number}. {self._inlines(4)} {self._id()}" for number in range(1, self.shape.randint(2, 5))]
        return "\n\n".join(["::: calls", lead, "\n".join(items), ":::"])
