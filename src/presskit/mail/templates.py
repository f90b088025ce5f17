"""The two texts of a letter, plain and HTML, by the templates in templates/mail/."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from presskit.mail.mime import GREETING, OPENING
from presskit.model.document import LineBreak, NoteRef, plain_text
from presskit.model.edition import Edition
from presskit.pictures.metadata import Statement
from presskit.resources import Resources
from presskit.writers import text
from presskit.writers.colours import readable
from presskit.writers.html_parts import NOTHING, Parts
from presskit.writers.templates import render

if TYPE_CHECKING:
    from markupsafe import Markup

    from presskit.pictures.metadata import Statement

__all__ = ["html", "plain"]


class _MailParts(Parts):
    """The parts of an edition as mail clients show them: no picture, and notes without links, which many take away."""

    def alone(self, inline: NoteRef | LineBreak) -> Markup:
        from markupsafe import Markup

        return Markup("<sup>[{}]</sup>").format(inline.number) if isinstance(inline, NoteRef) else super().alone(inline)

    def picture(self, source: str, statement: Statement = NOTHING) -> str:  # noqa: ARG002 -- as Parts has it
        """Return nothing: pictures in e-mails are blocked, and journalists find them attached or on the web."""
        return ""


def plain(edition: Edition, own: Mapping[str, str], resources: Resources) -> str:
    r"""Return the text part: the whole statement, wrapped, with lines ended by ``\n``.

    ``own`` are the e-mail's own words, ``unsubscribe`` and ``replaces``, which may be empty.
    """
    statement = text.write(edition, resources).data.decode().strip("\n")
    values = {"edition": edition, "statement": statement, "greeting": GREETING, "opening": OPENING, **own}
    return render("mail/release.txt.j2", values, resources).strip("\n") + "\n"


def html(edition: Edition, own: Mapping[str, str], resources: Resources) -> str:
    """Return the HTML part, its styles written into the elements; it needs nothing from elsewhere."""
    import css_inline

    page = render("mail/release.html.j2", {**_context(edition), **own}, resources)
    inliner = css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)
    return inliner.inline(page).replace("\r\n", "\n")


def _context(edition: Edition) -> dict[str, Any]:
    """Return what the template may use."""
    parts = _MailParts(edition.direction, {}, edition.labels.note, edition.foreign)
    return {
        "edition": edition,
        "words": parts.words,
        "title": plain_text(edition.title.inlines),
        "headline": parts.inlines(edition.title.inlines),
        "subtitle": parts.inlines(edition.subtitle.inlines) if edition.subtitle else "",
        "accent": readable(edition.brand.accent),
        "greeting": GREETING,
        "opening": OPENING,
        "body": parts.blocks(edition.body),
        "boilerplate": parts.blocks(edition.boilerplate),
        "footnotes": [parts.footnote(note) for note in edition.footnotes],
        "notes": parts.blocks(edition.notes.blocks) if edition.notes else [],
    }
