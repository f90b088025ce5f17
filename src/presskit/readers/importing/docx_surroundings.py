"""What a Word file says outside its text: comments, headers, footers, and all words that nobody took. Nothing is silent."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from presskit.formats.docx_file.names import Element, attribute, name
from presskit.formats.docx_file.words import State, Story, story_of
from presskit.readers.importing import rules
from presskit.readers.importing.audit_log import Account
from presskit.readers.importing.docx_words import Ledger, Passage
from presskit.readers.importing.headings import Kind, head_of
from presskit.readers.importing.lines import Line
from presskit.source import Span

__all__ = ["comments", "left_over", "page_parts"]

_MARGINS = (Story.HEADER, Story.FOOTER)
_TEXTS = frozenset({Story.DOCUMENT, Story.TEXT_BOX, Story.FOOTNOTES, Story.ENDNOTES, Story.INSERTED_FILE})


def comments(source: str, ledger: Ledger, account: Account) -> None:
    """Report the comments of a file, each with its author and words."""
    authors: dict[str, str] = {}
    parts = _of_story(ledger, Story.COMMENTS)
    passages = [*ledger.passages(parts=parts)] if parts else []
    for root in parts.values():
        authors |= {attribute(each, "w:id"): attribute(each, "w:author") for each in root.iter() if name(each) == "w:comment"}
        ledger.take_all(root)
    by_comment = groupby(passages, lambda each: each.note)
    said = [(Span(source), f"{authors.get(note, '') or 'somebody'}: «{_words(group)}»") for note, group in by_comment]
    if said:
        message = f"the file has {len(said)} comments; they are not part of the text"
        account.report(rules.COMMENT, Span(source), message, "settle them before the release goes out", said)


def page_parts(source: str, ledger: Ledger, account: Account) -> None:
    """Report headers and footers, but for page numbers; their words are kept in the account."""
    for kind in _MARGINS:
        seen: set[str] = set()
        for part, root in _of_story(ledger, kind).items():
            words = _words(ledger.passages(parts={part}))
            ledger.take_all(root)
            if words and words not in seen:
                seen.add(words)
                _left_out(Span(f"{source} ({kind}s)", len(seen), 0, "paragraph"), kind, words, account)


def left_over(source: str, ledger: Ledger, account: Account) -> None:
    """Report what nobody took: words of the text have no place; labels, charts and instructions are left out with a word."""
    for number, each in enumerate(ledger.passages(), 1):
        span = Span(f"{source} ({each.story}s)", number, 0, "paragraph")
        unseen = each.states & {State.HIDDEN, State.STRUCK, State.WHITE, State.FIELD_CODE, State.DELETED}
        if each.story in _TEXTS and not unseen:
            account.lose(Line(span, each.words), f"it stands in a part of the file that is not read ({each.place})")
            continue
        account.put(span, each.words, f"left out: {each.place}")
        if each.story is not Story.BUILDING_BLOCKS:
            message = f"«{each.words}» stands in the file ({each.place}); it is left out"
            account.report(rules.FURNITURE, span, message, "put into the kit what belongs to the release")


def _of_story(ledger: Ledger, story: Story) -> dict[str, Element]:
    return {part: root for part, root in ledger.roots.items() if story_of(part, root) is story}


def _words(passages: Iterable[Passage]) -> str:
    """Return the words of several paragraphs as one line."""
    by_paragraph = groupby(passages, lambda each: (each.part, each.note, each.paragraph))
    return " / ".join(" ".join(each.words for each in group) for _, group in by_paragraph)


def _left_out(span: Span, kind: str, words: str, account: Account) -> None:
    account.put(span, words, f"left out: {kind} of the page")
    head = head_of(words)
    if head is None or head.kind is not Kind.PAGE:
        message = f"the page's {kind} says «{words}»; it is left out"
        account.report(rules.FURNITURE, span, message, "put into the kit what belongs to the release")
