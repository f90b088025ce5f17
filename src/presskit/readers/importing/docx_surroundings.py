"""What a Word file says outside its text: comments, headers, footers. None of it is taken over silently."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from presskit.readers.importing import rules
from presskit.readers.importing.account import Account
from presskit.readers.importing.docx_package import Package, attribute, children, local
from presskit.readers.importing.heads import Kind, head_of
from presskit.source import Span
from presskit.typography import clean

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["comments", "page_parts"]


def _words(element: Element) -> str:
    paragraphs = [each for each in element.iter() if local(each) == "p"]
    texts = ["".join(part.text or "" for part in each.iter() if local(part) == "t") for each in paragraphs]
    return " ".join(clean(" / ".join(text for text in texts if text.strip())).split())


def comments(source: str, package: Package, account: Account) -> None:
    """Report the comments of a file, each with its author and words."""
    found = [(attribute(each, "author"), _words(each)) for each in children(package.beside("comments.xml"), "comment")]
    said = [(Span(source), f"{author or 'somebody'}: «{words}»") for author, words in found if words]
    if said:
        message = f"the file has {len(said)} comments; they are not part of the text"
        account.report(rules.COMMENT, Span(source), message, "settle them before the release goes out", said)


def page_parts(source: str, package: Package, account: Account) -> None:
    """Report headers and footers, but for page numbers; their words are kept in the account."""
    folder = posixpath.dirname(package.main)
    for kind in ("header", "footer"):
        seen: set[str] = set()
        for name in sorted(each for each in package.names if each.startswith(f"{folder}/{kind}") and each.endswith(".xml")):
            root = package.xml(name)
            words = _words(root) if root is not None else ""
            if words and words not in seen:
                seen.add(words)
                _left_out(Span(f"{source} ({kind}s)", len(seen), 0, "paragraph"), kind, words, account)


def _left_out(span: Span, kind: str, words: str, account: Account) -> None:
    account.put(span, words, f"left out: {kind} of the page")
    head = head_of(words)
    if head is None or head.kind is not Kind.PAGE:
        message = f"the page's {kind} says «{words}»; it is left out"
        account.report(rules.FURNITURE, span, message, "put into the kit what belongs to the release")
