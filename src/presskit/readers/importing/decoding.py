"""Bytes of a text that was received → its characters: the encoding is recognised, and said where it is a guess."""

from __future__ import annotations

import codecs
import re

from presskit.readers.importing import rules
from presskit.readers.importing.account import Account
from presskit.readers.rules import TOO_LARGE
from presskit.source import Span

__all__ = ["TEXT_LIMIT", "decoded"]

TEXT_LIMIT = 2 * 1024 * 1024
_CANDIDATES = ["cp1252", "cp1256", "cp1251", "cp1254", "cp1250", "cp1253"]
_NAMES = {"cp1252": "Western European", "cp1256": "Arabic", "cp1251": "Cyrillic", "cp1254": "Turkish"}
_BOMS = ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF8, "utf-8-sig"),
         (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
_BREAKS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff\ufeff]")


def decoded(source: str, data: bytes, account: Account) -> str | None:
    r"""Return the text with ``\n`` line ends, or None (and an error) where ``data`` is no text."""
    place = Span(source)
    if len(data) > TEXT_LIMIT:
        message = f"«{source}» has {len(data) / 1_000_000:.1f} million characters; a release has some thousands"
        account.report(TOO_LARGE, place, message, "check that this is the right file")
        return None
    text = _characters(source, data, account)
    if text is None or len(_CONTROL.findall(text)) > 4 + len(text) // 50:
        hint = "open it in the program that it comes from, and save it as .txt or .docx"
        account.report(rules.UNREADABLE, place, f"«{source}» is not a text", hint)
        return None
    return _tidied(source, text, account)


def _characters(source: str, data: bytes, account: Account) -> str | None:
    known = next((name for mark, name in _BOMS if data.startswith(mark)), "") or _utf16_without_mark(data) or "utf-8"
    try:
        text = data.decode(known)
    except UnicodeDecodeError:
        return _guessed(source, data, account) if known == "utf-8" else None
    if known.startswith("utf-16") or known == "utf-32":
        message = f"«{source}» was read as {known.upper()}"
        account.report(rules.ENCODING, Span(source), message, "compare accents and quotation marks with the original")
    return text


def _utf16_without_mark(data: bytes) -> str:
    """Tell UTF-16 by the NULs that every second byte of a Latin text is."""
    sample = data[:4000]
    if len(data) % 2 or len(sample) < 4:
        return ""
    odd, even = sample[1::2].count(0), sample[::2].count(0)
    most = len(sample) // 2 * 0.4
    return "utf-16-le" if odd > most > even else "utf-16-be" if even > most > odd else ""


def _guessed(source: str, data: bytes, account: Account) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=_CANDIDATES, enable_fallback=False).best()
    name = best.encoding if best else "cp1252"
    text = data.decode(name, "replace")
    if "\x00" in text:
        return None
    what = f"Windows-{name[2:]}" + (f" ({_NAMES[name]})" if name in _NAMES else "")
    sample = next((line.strip() for line in text.splitlines() if not line.isascii()), "")[:60]
    message = f"«{source}» is not UTF-8; it was read as {what}: «{sample}»"
    account.report(rules.ENCODING, Span(source), message, "if letters are wrong, save the file as UTF-8 and import it again")
    return text


def _tidied(source: str, text: str, account: Account) -> str:
    text = _BREAKS.sub("\n", re.sub(r"\r\n?", "\n", text.removeprefix("\ufeff")))
    for number, line in enumerate(text.split("\n"), 1):
        control = _CONTROL.search(line)
        if control:
            message = f"a control character (U+{ord(control.group()):04X}) stands here; it is left out"
            account.report(rules.CHARACTER, Span(source, number, control.start() + 1), message, "compare with the original")
    return _CONTROL.sub("", text)
