"""What a server's refusal is about: this recipient, this account's limits, or a login that it does not take.

Some limits are told by codes that say «never» (5xx) and mean «not today»: nobody who is refused so is refused for good.
"""

from __future__ import annotations

import re

__all__ = ["is_limit", "is_personal", "reply_class", "wants_oauth"]

_STATUS = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")
"""An enhanced status code (RFC 3463)."""

_LIMITS = frozenset({"5.4.5", "5.1.90", "5.7.232", "5.7.233", "5.7.705", "5.7.708"})
"""Gmail's daily limit; Exchange Online's limits of recipients, of a tenant, and of one that is held for spam."""

_SENDS = r"(?:submission|sending|send|sent|outbound|outgoing|daily|hourly|monthly|relay|tenant|messages?|recipients?|e-?mails?)"
_LIMIT_WORDS = re.compile(
    rf"submission ?quota|unusual sending activity|sending limit|too many (?:messages|recipients|e-?mails|mails)"
    rf"|{_SENDS}(?:\W+\w+){{0,3}}?\W+(?:quota|limit)s?\b.*(?:exceed|reach|hit)"
    rf"|(?:exceed|reach|hit)\w*(?:\W+\w+){{0,6}}?\W+{_SENDS}(?:\W+\w+){{0,3}}?\W+(?:quota|limit)s?\b",
    re.IGNORECASE,
)
_A_DAY = re.compile(r"\bdaily\b|per day|24[- ]?h|quota", re.IGNORECASE)
_RECIPIENTS_OWN = re.compile(r"mailbox|storage|disk|\bsize\b|over ?quota|you are trying to", re.IGNORECASE)
_PERSONAL = re.compile(r"\b5\.(?:1\.(?:1|2|3|6|10)|2\.[12])\b")
_OAUTH = re.compile(
    r"\b5\.7\.139\b|basic auth\w* is disabled|SmtpClientAuthentication is disabled|\bOAuth|web ?login required", re.IGNORECASE
)
_VARIES = re.compile(
    r"(?:(?<!\S)[^\s@]*+|(?<=[>\]])[^\s@>\]]*+)@\S*|<[^<>]*>|\[[^\[\]]*\]|(?<![\w.-])(?:[^\W\d]|[.-])*+\d[\w.-]*\b"
)


def is_limit(code: int, words: str) -> bool:
    """Return whether the account has sent as much as it may for now: the same message will be taken later."""
    status, worded = _STATUS.search(words), _LIMIT_WORDS.search(words) and not _RECIPIENTS_OWN.search(words)
    if code // 100 == 5:
        return bool(worded or (status and status[0] in _LIMITS))
    return bool(worded and code // 100 == 4 and _A_DAY.search(words))


def is_personal(words: str) -> bool:
    """Return whether a refusal is about the recipient's mailbox, by its enhanced status code."""
    return bool(_PERSONAL.search(words))


def reply_class(code: int, words: str) -> str:
    """Return what two answers have in common that say the same of different recipients: no address, no number of theirs."""
    status = _STATUS.search(words)
    return f"{code} {status[0] if status else ''} {' '.join(_VARIES.sub(' ', words).lower().split())}"


def wants_oauth(words: str) -> bool:
    """Return whether a server says that it takes no password at all."""
    return bool(_OAUTH.search(words))
