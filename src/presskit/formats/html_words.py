"""The words of a web page as a reader sees them: HTML → lines, with the numbers of its lists."""

from __future__ import annotations

from html.parser import HTMLParser

__all__ = ["words"]

_UNSEEN = frozenset({"head", "script", "style", "template", "nav", "header", "footer"})
_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
_BLOCKS = frozenset({
    "p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "div", "section", "blockquote", "figcaption", "figure", "ol", "ul", "tr",
    "td", "th", "br", "main", "body", "title",
})  # fmt: skip


class _Words(HTMLParser):
    """Gathers the lines; ``open`` are the elements that are open, each with whether it is seen and its list's next number."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = [""]
        self.open: list[tuple[str, bool]] = []
        self.counts: list[int | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag in _BLOCKS:
            self.line()
        if tag in _VOID:
            return
        hidden = tag in _UNSEEN or said.get("aria-hidden") == "true" or "hidden" in said
        self.open.append((tag, self.seen and not hidden))
        if tag in {"ol", "ul"}:
            start = said.get("start") or "1"
            self.counts.append(int(start) if tag == "ol" and start.lstrip("-").isdecimal() else None)
        if tag == "li" and self.counts and (number := self.counts[-1]) is not None and self.seen:
            self.lines[-1] += f"{number}. "
            self.counts[-1] = number + 1

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.line()
        if tag in {"ol", "ul"} and self.counts:
            self.counts.pop()
        at = next((index for index in range(len(self.open) - 1, -1, -1) if self.open[index][0] == tag), None)
        if at is not None:
            del self.open[at:]

    def handle_data(self, data: str) -> None:
        if self.seen:
            self.lines[-1] += data

    @property
    def seen(self) -> bool:
        return not self.open or self.open[-1][1]

    def line(self) -> None:
        if self.lines[-1].strip():
            self.lines.append("")


def words(data: bytes) -> list[str]:
    """Return the lines of a page in the order of reading.

    What stands in ``header``, ``footer`` and ``nav``, or is hidden from readers (``aria-hidden``), is the site's and not the
    release's.
    """
    reader = _Words()
    reader.feed(data.decode("utf-8", "replace"))
    reader.close()
    return [" ".join(line.split()) for line in reader.lines if line.strip()]
