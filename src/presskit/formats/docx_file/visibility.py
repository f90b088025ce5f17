"""Whether letters are seen: struck, hidden, white on white, highlighted, as far as styles and properties tell."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from presskit.formats.docx_file.found_words import State
from presskit.formats.docx_file.names import Element, attribute, child, value
from presskit.formats.docx_file.styles import Character, Styles, character, over

__all__ = ["Letters", "Visibility", "states"]

_LIGHT = 0xF0
"""From here on, of 255, each of red, green and blue is nearly white."""
_TINY = 4
"""Half points: nobody reads letters of two points."""
_PLAIN = frozenset({"", "auto", "nil", "clear"})
_PAPER = frozenset({"background1", "light1", "bg1", "lt1"})
_BARE_TABLES = frozenset({"", "tablenormal", "tablegrid", "normal table", "table grid"})


@dataclass(frozen=True, slots=True)
class Letters:
    """What is in force where the walk is. ``on_colour``: the paper behind is, or may be, not white."""

    said: Character = field(default_factory=Character)
    on_colour: bool = False


class Visibility:
    """Works out what is in force for letters, from the styles of one file."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles

    def page(self, root: Element) -> Letters:
        """Return what is in force in a part, whose page may have a colour of its own."""
        return Letters(self.styles.letters, _is_colour(attribute(child(root, "w:background"), "w:color")))

    def table(self, element: Element, above: Letters) -> Letters:
        """Return what is in force in a table: its style may colour its cells."""
        style = value(child(element, "w:tblPr"), "w:tblStyle")
        named = (self.styles.names.get(style) or style).lower()
        return replace(above, on_colour=above.on_colour or named not in _BARE_TABLES)

    def cell(self, element: Element, above: Letters) -> Letters:
        """Return what is in force in a cell."""
        return replace(above, on_colour=above.on_colour or _is_shaded(child(element, "w:tcPr")))

    def paragraph(self, element: Element, above: Letters) -> Letters:
        """Return what is in force for a paragraph's letters, from its style."""
        properties = child(element, "w:pPr")
        style = value(properties, "w:pStyle") or self.styles.default
        said = over(self.styles.letters, self.styles.characters(style))
        shaded = _is_shaded(properties) or _is_shaded(child(self.styles.elements.get(style), "w:pPr"))
        return Letters(said, above.on_colour or shaded)

    def run(self, element: Element, above: Letters) -> Letters:
        """Return what is in force for a run."""
        properties = child(element, "w:rPr")
        if properties is None:
            return above
        style = value(properties, "w:rStyle")
        base = over(above.said, self.styles.characters(style)) if style else above.said
        return replace(above, said=over(base, character(properties, self.styles.theme)))


def states(letters: Letters) -> frozenset[State]:
    """Return the states that the letters' look gives."""
    said = letters.said
    told = {
        State.STRUCK: bool(said.struck or said.struck_twice),
        State.HIDDEN: bool(said.hidden) or (said.size is not None and said.size < _TINY),
        State.HIGHLIGHTED: bool(said.highlight) and said.highlight not in {"none", "white"},
    }
    told[State.WHITE] = _is_white(said) and not (letters.on_colour or told[State.HIGHLIGHTED] or _is_colour(said.shade or ""))
    return frozenset(state for state, is_so in told.items() if is_so)


def _is_white(said: Character) -> bool:
    return said.colour in _PAPER or (bool(said.colour) and said.colour != "auto" and not _is_colour(said.colour or ""))


def _is_shaded(properties: Element | None) -> bool:
    shade = child(properties, "w:shd")
    pattern = attribute(shade, "w:val").lower()
    return _is_colour(attribute(shade, "w:fill")) or pattern not in _PLAIN or bool(attribute(shade, "w:themeFill"))


def _is_colour(code: str) -> bool:
    """Tell whether a colour (``RRGGBB``) is one that white letters can be read on; what is not known is."""
    if code.lower() in _PLAIN | _PAPER:
        return False
    try:
        return min(bytes.fromhex(code)) < _LIGHT
    except ValueError:
        return True
