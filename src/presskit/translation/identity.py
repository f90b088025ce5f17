"""The ids that a returned paragraph may carry for a unit, and what on the page is no unit at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from presskit.formats.docx import Prefix, Style, bookmark, paragraph_id
from presskit.model.document import Inline, Text, plain_text
from presskit.translation.evidence import normal
from presskit.translation.returned import ReturnedParagraph
from presskit.translation.segments import Kind, Unit

__all__ = ["Names", "is_furniture", "name_words"]

_SEGMENTS = frozenset(
    (
        Style.TITLE, Style.SUBTITLE, Style.LEDE, Style.BODY, Style.HEADING_2, Style.HEADING_3, Style.HEADING_4, Style.BULLET,
        Style.NUMBERED, Style.CALL_LEAD, Style.CALL, Style.QUOTE, Style.ATTRIBUTION, Style.CAPTION, Style.COALITION,
        Style.SIGNATORY, Style.BOILERPLATE, Style.FOOTNOTE, Style.NOTE, Style.NOTE_BULLET, Style.NOTE_NUMBERED,
        Style.CONTACT_NAME,
    )
)  # fmt: skip
_ACRONYM = re.compile(r"\s*\([^()]{1,20}\)$")
_COUNT = re.compile(r"[\s\u2002]+\d+$")
_COMMA = re.compile(r"\s*[,،]\s*$")


@dataclass(frozen=True, slots=True)
class Names:
    """Keys by bookmark and by paragraph id."""

    keys: Mapping[str, str]
    bookmarks: Mapping[str, str]
    marks: Mapping[str, str]

    @classmethod
    def of(cls, units: Iterable[Unit]) -> Names:
        """Return the ids of ``units``. The ordinary Word file names an entry, not its parts: it stands for the name alone.

        Files of earlier versions name entries of lists by their places: these are read too.
        """
        every = [*units]
        entries = Counter(unit.key.partition(".")[0] for unit in every if "." in unit.key)
        known: dict[str, str] = {}
        for unit in every:
            entry, _, part = unit.key.partition(".")
            forms = (unit.key, entry) if part == "name" and entries[entry] == 1 else (unit.key,)
            known |= {bookmark(form, prefix): unit.key for form in forms for prefix in Prefix}
            known[bookmark(unit.id)] = unit.key
        marks = Counter(paragraph_id(name) for name in known)
        keys = {form: unit.key for unit in every for form in (unit.key, unit.id)}
        return cls(keys, known, {m: k for n, k in known.items() if marks[m := paragraph_id(n)] == 1})

    def told(self, paragraph: ReturnedParagraph) -> list[str]:
        """Return the keys that a paragraph names itself by."""
        named = [self.bookmarks[name] for name in paragraph.names if name in self.bookmarks]
        return [self.keys[paragraph.key]] if paragraph.key in self.keys else list(dict.fromkeys(named))

    def marked(self, paragraph: ReturnedParagraph) -> str:
        """Return the key of the paragraph id; empty where it has none that is known."""
        return self.marks.get(paragraph.mark, "")


def is_furniture(paragraph: ReturnedParagraph, *, identified: bool) -> bool:
    """Tell whether a paragraph is the page's own by its style. A section's head is, where texts are known by ids."""
    style = paragraph.style
    if paragraph.aside and identified:
        return True
    if style == Style.SECTION:
        return identified
    return style.startswith("PK ") and style not in _SEGMENTS


def name_words(unit: Unit | None, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return a name without what the page shows behind it: acronym, count, comma. Other texts are returned as they are.

    ``unit`` None: a paragraph that may be a name, whatever stands behind it. What the page does not show is the name's own.
    """
    if unit is not None and unit.kind not in {Kind.COALITION, Kind.SIGNATORY}:
        return inlines
    words = plain_text(inlines).strip()
    if unit is None:
        bare = _COMMA.sub("", _ACRONYM.sub("", _COUNT.sub("", words)))
        return (Text(bare),) if bare else ()
    own = {normal(plain_text(each or ())) for each in (unit.source, unit.target)}
    for each in reversed(unit.shown_with):
        for shown in (f"({each})", each):
            cut = _COMMA.sub("", words)
            if each and normal(cut).endswith(f" {normal(shown)}") and normal(cut) not in own:
                words = cut[: _start_of(cut, normal(shown))].rstrip()
    words = _COMMA.sub("", words)
    return (Text(words),) if words else ()


def _start_of(words: str, ending: str) -> int:
    """Return where a text begins to say ``ending``, which it does, in whatever digits."""
    return next(at for at in range(len(words) - 1, -1, -1) if normal(words[at:]) == ending)
