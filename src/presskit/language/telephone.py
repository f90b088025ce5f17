"""Language: telephone numbers, and the extension that is dialled after one."""

from __future__ import annotations

import re
from functools import cache

from presskit.language.data import words

__all__ = ["end_of_extension", "parted"]


@cache
def _extension() -> re.Pattern[str]:
    marks = "|".join(words("contacts", "extensions"))
    said = rf"(?:(?<![^\W\d_])(?:{marks})\.?\s*(?:n[o°º]\.?)?\s*:?|#)\s*\d{{1,6}}(?!\w)"
    return re.compile(rf"\s*[,;]?\s*(?:[(\[]\s*{said}\s*[)\]]|{said})", re.IGNORECASE)


def end_of_extension(text: str, end: int) -> int:
    """Return where the extension ends that follows a number which ends at ``end``; ``end`` where there is none."""
    match = _extension().match(text, end)
    return match.end() if match else end


def parted(raw: str) -> tuple[str, str]:
    """Part a number from its extension, with the words before it: «+41 22 730 00 12» and « ext. 17»."""
    match = next((match for match in _extension().finditer(raw) if match.end() == len(raw.rstrip())), None)
    return (raw[: match.start()], raw[match.start() :]) if match and match.start() else (raw, "")
