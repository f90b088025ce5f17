"""A text that was saved from an e-mail program: the head of the e-mail, and the marks of what was forwarded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import takewhile

from presskit.language.data import fold, options, words
from presskit.readers.importing import rules
from presskit.readers.importing.account import Account
from presskit.readers.importing.heads import listed
from presskit.readers.importing.lines import Line

__all__ = ["unquoted", "without_mail_head"]


@cache
def _field() -> re.Pattern[str]:
    fields = f"{options('mail', 'fields')}|{options('mail', 'subject')}"
    return re.compile(rf"^(?P<field>{fields})\s*:\s*(?P<value>\S.*)$", re.IGNORECASE)


_QUOTED = re.compile(r"^[ \t]*>[> \t]?", re.MULTILINE)


def _is_forwarded(line: Line) -> bool:
    """Tell «---------- Forwarded message ---------»."""
    return bool(
        listed("forwarded").fullmatch(" ".join(re.findall(r"\w+", fold(line.whole.replace("’", " ").replace("'", " ")))))
    )


def unquoted(text: str) -> str:
    """Return a forwarded text without the > before its lines, which most of its words must stand in."""
    full = [line for line in text.split("\n") if line.strip()]
    quoted = [line for line in full if line.lstrip().startswith(">")]
    most = sum(map(len, quoted)) * 2 > sum(map(len, full))
    return _QUOTED.sub("", text) if len(quoted) > 3 and most else text


def without_mail_head(lines: Sequence[Line], account: Account) -> tuple[Line, ...]:
    """Take off the fields that an e-mail begins with, at least two of them; its subject is told."""
    above = [*takewhile(_is_forwarded, lines[:2])]
    fields = []
    for line in lines[len(above) : 12]:
        match = _field().match(line.whole)
        if match is None:
            break
        fields.append((match["field"].lower(), match["value"], line))
    if len(fields) < 2:
        return tuple(lines)
    for line in [*above, *(line for _, _, line in fields)]:
        account.place(line, "left out: the head of the e-mail")
    subject = next((value for name, value, _ in fields if name in words("mail", "subject")), "")
    said = f"; its subject is «{subject}»" if subject else ""
    hint = "if the subject is the title, write it into the text"
    account.report(rules.FURNITURE, fields[0][2].span, f"the head of an e-mail stands here and is left out{said}", hint)
    return tuple(lines[len(above) + len(fields) :])
