"""The words that are the e-mail's own: subject, greeting, and what is said of files, corrections and the list."""

from __future__ import annotations

from datetime import datetime

from presskit.editions.facts import until
from presskit.language.lists import listed
from presskit.language.numbers import in_digits
from presskit.language.phrases import Phrases
from presskit.mail.headers import one_line
from presskit.mail.message import Greeting
from presskit.model.document import plain_text
from presskit.model.edition import Edition
from presskit.model.release import Release

__all__ = ["greeting", "subject"]


def subject(release: Release, edition: Edition, phrases: Phrases, now: datetime | None, *, corrects: bool) -> str:
    """Return the subject: the embargo first where it holds at ``now``, then that it corrects, then kind and title."""
    title = phrases("mail_subject", kind=edition.kind, title=plain_text(edition.title.inlines))
    version = in_digits(str(edition.version), edition.digits)
    parts = [_embargo(release, edition, phrases, now), phrases("mail_corrected", version=version) if corrects else "", title]
    return one_line(" – ".join(part for part in parts if part))


def _embargo(release: Release, edition: Edition, phrases: Phrases, now: datetime | None) -> str:
    embargo = release.embargo
    if embargo is None or (now is not None and now >= embargo.until):
        return ""
    return phrases("mail_embargo", when=until(embargo, edition.language, edition.digits))


def greeting(edition: Edition, phrases: Phrases) -> Greeting:
    """Return how a letter in the edition's language begins."""
    return Greeting(
        named=one_line(phrases.texts["mail_greeting"]),
        bare=one_line(phrases("mail_greeting_all")),
        attached=one_line(phrases.texts["mail_opening"]),
        alone=one_line(phrases("mail_opening_bare")),
        listed=lambda names: listed(names, edition.language),
    )
