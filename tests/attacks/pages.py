"""Pages and emails that are imported: nothing in them is fetched or run, words that nobody sees are no text of the release."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Sequence

from tests.attacks.attack import ANY, Attack, Place
from tests.attacks.pictures import png

__all__ = ["ATTACKS"]

_SEEN = "<h1>A bridge opens</h1><p>The bridge is open to everybody who wants to cross it.</p>"
_HIDDEN = "The minister has resigned."
_OUTER = '<!DOCTYPE html [<!ENTITY e SYSTEM "file://@SECRET@">]>'
_LONG = 20_000


def _page(name: str, advisory: str, inside: str, head: str = "", says: str = "") -> Attack:
    def make(place: Place) -> Sequence[object]:
        place.write("in.html", f"{head}<html><body>{_SEEN}{inside}</body></html>")
        return ("import", "in.html", "-o", "new")

    return Attack(name, advisory, make, ANY, says)


def _style(name: str, advisory: str, sheet: str, inside: str = "<p class='x'>Words.</p>", says: str = "") -> Attack:
    return _page(name, advisory, f"<style>{sheet}</style>{inside}", says=says)


def _hiding(name: str, sheet: str, inside: str = "<p id='n' class='x'>{}</p>") -> Attack:
    """Return an attack by words that a style hides, in a kit that is built at once: they stand in no output."""
    return _style(name, "CWE-451", sheet, inside.format(_HIDDEN), f"«{_HIDDEN}» is left out: it is hidden in the page")


def _mail(name: str, advisory: str, text: str | bytes, says: str = "") -> Attack:
    def make(place: Place) -> Sequence[object]:
        place.write("in.eml", text)
        return ("import", "in.eml", "-o", "new")

    return Attack(name, advisory, make, ANY, says)


def _parts(*parts: str) -> str:
    body = "".join(f"--b\r\n{part}\r\n" for part in parts)
    return f"From: a@example.org\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n{body}--b--\r\n"


_TEXT = "A bridge opens\r\n\r\nThe bridge is open to everybody who wants to cross it.\r\n"
_PLAIN = f"Content-Type: text/plain\r\n\r\n{_TEXT}"


def _attached(name: str, data: bytes, kind: str = "application/octet-stream") -> str:
    head = f'Content-Type: {kind}\r\nContent-Disposition: attachment; filename="{name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
    return head + base64.encodebytes(data).decode()


_LOADED = (
    _page("an entity of the machine in a page", "CVE-2026-41066", "<p>&e;</p>", _OUTER),
    _page("an inclusion of the machine in a page", "CWE-611", '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file://@SECRET@" parse="text"/>'),
    _page("a catalogue of the network", "CVE-2026-0990", "", '<?oasis-xml-catalog catalog="http://@ADDRESS@/c.xml"?>'),
    _page("a picture of the network in a page", "CVE-2025-68616", '<img alt="a" src="http://@ADDRESS@/redirect">'),
    _page("a picture of the machine in a page", "CVE-2024-28184", '<img alt="a" src="file://@SECRET@">'),
    _page("a frame of the network in a page", "CVE-2026-55073", '<iframe src="http://@ADDRESS@/"></iframe><object data="http://@ADDRESS@/"></object>'),
    _page("a base and a style sheet of the network", "CVE-2026-55073", '<base href="http://@ADDRESS@/"><link rel="stylesheet" href="a.css"><style>@import url(http://@ADDRESS@/b.css);</style>'),
    _page("a page that sends one elsewhere", "CWE-601", '<meta http-equiv="refresh" content="0;url=http://@ADDRESS@/"><form action="http://@ADDRESS@/"><input value="a"></form>'),
    _page("a script in a page", "CVE-2026-21483", "<script>fetch('http://@ADDRESS@/')</script><p onclick=\"alert(1)\">Words.</p>"),
    _page("a link in a page that is a script", "CVE-2026-21483", '<p><a href="javascript:alert(1)">here</a></p>'),
    _page("a picture in a page that unpacks without end", "CVE-2014-9601", f'<img src="data:image/png;base64,{base64.b64encode(png(60_000, 60_000)).decode()}">'),
)
_ENDLESS = (
    _page("elements in elements", "CWE-674", "<div>" * _LONG + "Words"),
    _page("comments of a page without end", "CVE-2025-6069", "<!--" * _LONG),
    _page("tags of a page without end", "CVE-2025-6069", "<a " * _LONG + "</" * _LONG),
    _page("attributes of a page without end", "CWE-407", "<p " + " ".join(f"a{n}=''" for n in range(_LONG)) + ">Words</p>"),
    _page("tables in tables", "CWE-674", "<table><tr><td>" * 5_000 + "Words"),
    _page("frames in frames", "CWE-674", '<iframe srcdoc="' + "<iframe srcdoc='" * 3_000 + "Words"),
    _style("selectors of many ancestors", "CWE-407", "div " * 90 + "b{display:none}", "<div>" * 200 + "<b>a</b>"),
    _style("selectors of many siblings", "CWE-407", "p ~ " * 90 + "b{display:none}", "<p>a</p>" * 3_000 + "<b>a</b>"),
    _style("rules for many elements", "CVE-2026-68540", "[a]{display:none}" * 3_000, "<p>a</p>" * 3_000, "3000 rules for"),
    _style("a selector that is not closed", "CVE-2026-49477", "[a='" + "\\" * _LONG, ""),
    _style("a selector that asks all below it", "CWE-407", "*:has(* *){display:none}", "<p>a</p>" * 3_000, "hides words, and is not read"),
    _style("selectors inside each other", "CWE-674", ":not(" * _LONG + "p{display:none}"),
    _style("values inside each other", "CWE-674", "p{left:" + "a(" * _LONG),
    _style("rules inside each other", "CWE-674", ".x{&,&{" * 3_000 + "display:none"),
    _style("media inside each other", "CWE-674", "@media screen{" * 3_000 + ".x{display:none}"),
    _style("lists of selectors inside each other", "CWE-1333", "a,b,c,d,e,f,g,h{" * 12 + "display:none", "<p>a</p>", "selectors"),
)
_SECRET_WORDS = (
    _hiding("words that a class hides", ".x{display:none}"),
    _hiding("words that an id hides", "#n{visibility:hidden}"),
    _hiding("words of no size", "body p.x{font-size:0}"),
    _hiding("words of no size, in short", ".x{font:0/0 a}"),
    _hiding("words that nothing covers", "h1 ~ .x{opacity:0}"),
    _hiding("words far out of the page", ".x{position:absolute;left:-9999px}"),
    _hiding("words on every screen", "@media screen and (min-width:1px){.x{display:none}}"),
    _hiding("words that a later rule would show", ".x{display:none!important} p{display:block}"),
    _hiding("words in a class of other letters", ".X{display:none}", "<p class='x'>{}</p>"),
    _hiding("words behind an escape", ".\\78{display:none}"),
)
_MAILS = (
    _mail("a document type in an attached page", "CVE-2026-41066", _parts(_PLAIN, _attached("a.html", f"{_OUTER}<p>&e;</p>".encode()))),
    _mail("an attachment that leads out", "CVE-2018-1002203", _parts(_PLAIN, _attached("../../outside/x.txt", b"Words are here.\n"))),
    _mail("an attachment called as a device", "CVE-2023-45284", _parts(_PLAIN, _attached("COM1.txt", b"Words are here.\n"))),
    _mail("an attachment with a hidden name", "CWE-22", _parts(_PLAIN, _attached(".git/config", b"Words are here.\n"), _attached(".bashrc", b"a"))),
    _mail("an attachment that unpacks without end", "CWE-409", _parts(_PLAIN, _attached("a.docx", b"PK\3\4" + zlib.compress(bytes(5_000_000))))),
    _mail("mails in mails", "CWE-674", "Content-Type: message/rfc822\r\n\r\n" * 3_000 + _TEXT),
    _mail("parts of a mail inside each other", "CWE-674", "".join(f"Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n" for n in range(1_500))),
    _mail("parts of a mail without end", "CWE-770", _parts(*[_PLAIN] * 5_000)),
    _mail("a field of many parts", "CWE-407", f"Content-Type: text/plain{''.join(f'; a*{n}=b' for n in range(_LONG))}\r\n\r\n{_TEXT}", "are not read"),
    _mail("a field that is quoted without end", "CWE-407", 'Content-Type: text/plain; name="' + '\\"' * _LONG + f"\r\n\r\n{_TEXT}", "are not read"),
    _mail("encoded words without end", "CWE-1333", f"Subject: {'=?utf-8?q?' * _LONG}\r\n\r\n{_TEXT}"),
    _mail("addresses in groups", "CVE-2019-16056", f"From: {'a:b <' * _LONG}\r\n\r\n{_TEXT}"),
    _mail("an encoding that takes the square of time", "CVE-2022-45061", f"Content-Type: text/plain; charset=idna\r\n\r\n{_TEXT}{'a.' * _LONG}", "says that it is in «idna»"),
    _mail("a subject in such an encoding", "CVE-2022-45061", f"Subject: =?idna?q?{'a' * _LONG}?=\r\n\r\n{_TEXT}"),
    _mail("a field that begins another one", "CVE-2024-6923", f"Subject: =?utf-8?q?A=0D=0ABcc:=20thief@example.org?=\r\n\r\n{_TEXT}"),
    _mail("words in the plain text alone", "CWE-451", (
        "Content-Type: multipart/alternative; boundary=b\r\n\r\n"
        f"--b\r\n{_PLAIN}\r\n{_HIDDEN}\r\n--b\r\nContent-Type: text/html\r\n\r\n{_SEEN}\r\n--b--\r\n"
    ), "where do"),
)  # fmt: skip
ATTACKS = (*_LOADED, *_ENDLESS, *_SECRET_WORDS, *_MAILS)
