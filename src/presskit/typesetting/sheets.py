"""The style sheets of a page, which are parsed once for all pages and settings that they stand in.

WeasyPrint parses what stands in a page's ``style`` elements each time it sets the page. Here these sheets are taken out,
parsed, kept, and given to it beside the page. There they weigh less than ``style`` attributes (CSS Cascading 4, 6.1), as
they did in the page. A page whose sheets would not mean the same stays as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

__all__ = ["Sheet", "taken_out"]

_STYLE = re.compile(r"<style>(.*?)</style>\n?", re.DOTALL)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BOUND = re.compile(r"@(?:import|layer|font-face|counter-style|color-profile|namespace|charset)|!\s*important", re.IGNORECASE)
"""What binds a sheet to its page: what it brings in, defines for others, or puts above all other styles."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A parsed style sheet, and what WeasyPrint said while it parsed it: warnings, and addresses not given to it."""

    css: Any
    remarks: tuple[str, ...]
    refused: tuple[str, ...]


def taken_out(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the page without the style sheets in its head, and those; the page as it is where one must stay in it."""
    head, end, rest = text.partition("</head>")
    styles = tuple(style.strip() for style in _STYLE.findall(head))
    elsewhere = text.lower().count("<style") > len(styles) or "<!--" in head
    if not end or elsewhere or any(_BOUND.search(_COMMENT.sub("", style)) for style in styles):
        return text, ()
    return _STYLE.sub("", head) + end + rest, styles
