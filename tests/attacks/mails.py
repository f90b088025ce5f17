"""Media lists and the fields of emails: no head is added, no file lies elsewhere, no list is believed."""

from __future__ import annotations

from collections.abc import Sequence

from tests.attacks.attack import Attack, Place

__all__ = ["ATTACKS"]

_KIT = "id: bridge\nkind: press-release\nlanguages: [en]\nversion: 1\ndate: 2026-03-02\nregion: GB\n"
_SENDER = "mail: {from: press@example.org}\n"
_DRAFT = ("mail", "draft", "kit", "-o", "out", "--attach", "none")
_BCC = "\nBcc: thief@example.org"


def _row(name: str, advisory: str, address: str, person: str = "Amal", *more: str) -> Attack:
    """Return an attack by a row of the media list."""

    def make(place: Place) -> Sequence[object]:
        quoted = (f'"{text.replace(chr(34), chr(34) * 2)}"' for text in (address, person))
        place.kit({"kit.yaml": _KIT + _SENDER, "media-list.csv": f"Email,Name\n{','.join(quoted)}\nb@example.org,Jean\n"})
        return (*_DRAFT, "--per", "recipient", *more)

    return Attack(name, advisory, make, never=(_BCC,))


def _key(name: str, advisory: str, text: str) -> Attack:
    """Return an attack by what kit.yaml says of the emails."""

    def make(place: Place) -> Sequence[object]:
        place.kit({"kit.yaml": _KIT + text})
        return (*_DRAFT, "--preview")

    return Attack(name, advisory, make, never=(_BCC, "<script>alert"))


def _file(name: str, advisory: str, file: str, data: str | bytes, *command: str) -> Attack:
    def make(place: Place) -> Sequence[object]:
        place.kit({"kit.yaml": _KIT + _SENDER, "media-list.csv": "Email,Name\na@example.org,Amal\n", file: data})
        return command or (*_DRAFT, "--per", "recipient")

    return Attack(name, advisory, make)


ATTACKS = (
    _row("a head in an address", "CVE-2024-6923", f"a@example.org{_BCC}"),
    _row("a head in a name", "CVE-2026-1299", "a@example.org", f"Amal{_BCC}"),
    _row("a head in a name, by a carriage return", "CVE-2024-6923", "a@example.org", "Amal\rBcc: thief@example.org"),
    _row("a head in a name, by another line end", "CVE-2026-0672", "a@example.org", "Amal\u2028Bcc: thief@example.org\x85X: y"),
    _row("an order to the server in an address", "CVE-2023-51764", "a@example.org\r\n.\r\nMAIL FROM:<x>"),
    _row("an address in a name", "CVE-2023-27043", "a@example.org", "boss@paper.example"),
    _row("an address before an address", "CVE-2023-27043", "alice@example.org)bob@thief.example"),
    _row("two signs of an address", "CVE-2019-16056", "a@thief.example@example.org"),
    _row("an address that is quoted", "CVE-2023-51764", '"a\nRCPT TO:<x>"@example.org'),
    _row("an address with a comment", "CVE-2023-27043", "a(b)@example.org"),
    _row("an address by a route", "CVE-2019-16056", "@thief.example:a@example.org"),
    _row("an address without end", "CWE-1333", "a" * 60_000 + "@" + "b." * 20_000 + "org"),
    _row("an address of zero bytes", "CWE-158", "a\0@example.org"),
    _row("an address of other letters", "CVE-2021-42574", "\u0430dmin@ex\u0430mple.org", "\u202eAmal"),
    _row("an address that leads out", "CVE-2018-1002203", "../../outside/x@example.org"),
    _row("an address that leads out, in an archive", "CVE-2018-1002203", "..\\..\\x/../y@example.org", "Amal", "--zip"),
    _row("a script in a name", "CVE-2026-21483", "a@example.org", "<script>alert(1)</script>"),
    _row("an expression in a name", "CVE-2025-49136", "a@example.org", "{{ env('SECRET_WORD') }}{% include '@SECRET@' %}"),
    _row("a field in a name", "CVE-2019-10906", "a@example.org", "{0.__class__}{name}"),
    _row("a name that colours the terminal", "CVE-2024-58251", "a@example.org", "\x1b[31mAmal\x9b"),
    _row("a name without end", "CWE-770", "a@example.org", "A" * 200_000),
    _row("a formula in a name", "CVE-2014-3524", "a@example.org", "=cmd|'/c calc'!A0"),
    _key("a head in the sender", "CVE-2024-6923", 'mail: {from: "a@example.org\\nBcc: thief@example.org"}\n'),
    _key("a head in the name of the sender", "CVE-2026-1299", 'mail: {from: a@example.org, name: "A\\nBcc: thief@example.org"}\n'),
    _key("a head in the answer", "CVE-2024-6923", 'mail: {from: a@example.org, reply_to: "b@example.org\\r\\nBcc: thief@example.org"}\n'),
    _key("a head in the way out", "CVE-2024-6923", 'mail: {from: a@example.org, unsubscribe: "b@example.org>\\nBcc: thief@example.org"}\n'),
    _key("a head in the subject", "CVE-2026-1299", _SENDER + 'phrases: {en: {mail_subject: "A\\nBcc: thief@example.org"}}\n'),
    _key("a class in the subject", "CVE-2016-10745", _SENDER + 'phrases: {en: {mail_subject: "{title.__class__.__mro__}"}}\n'),
    _key("a script in the greeting", "CVE-2026-21483", _SENDER + 'phrases: {en: {mail_greeting: "<script>alert(1)</script>"}}\n'),
    _file("a ledger that is none", "CWE-755", "mail/ledger.sqlite", b"SQLite format 3\0" + bytes(200), "mail", "status", "kit"),
    _file("a ledger of text", "CWE-755", "mail/ledger.sqlite", "not a database", "mail", "status", "kit"),
    _file("a list of those who left, without end", "CWE-770", "suppressed.txt", "a@example.org\n" * 50_000),
    _file("a list of those who left, of bytes", "CVE-2023-26302", "suppressed.txt", bytes(range(256)) * 20),
    _file("a media list of bytes", "CVE-2023-26302", "media-list.csv", bytes(range(256)) * 20),
)
