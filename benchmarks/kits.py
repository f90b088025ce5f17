"""The kits that are built: the specimen in a folder of its own, and a hundred documents made of it."""

from __future__ import annotations

import re
import shutil
from itertools import count
from pathlib import Path

__all__ = ["LANGUAGES", "ROOT", "change_a_word", "many", "specimen"]

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ("en", "ar", "fr", "de", "es", "it", "nl", "pt", "tr", "uk")
_CHANGES = count(1)


def specimen(folder: Path) -> Path:
    """Copy the specimen into ``folder``."""
    return Path(shutil.copytree(ROOT / "data" / "aleppo", folder / "aleppo"))


def change_a_word(statement: Path) -> None:
    """Change the last word of the lede, always into another."""
    text = statement.read_text(encoding="utf-8")
    word = "".join("abcdefghij"[int(digit)] for digit in f"{next(_CHANGES) % 10000:04}")
    changed, times = re.subn(r"(?: [a-j]{4}\.)?(?= \{#lede\})", f" {word}.", text, count=1)
    if times != 1:
        raise ValueError(f"{statement} has no lede")
    statement.write_text(changed, encoding="utf-8")


def many(folder: Path, editions: int) -> list[Path]:
    """Make so many kits of the specimen, each in ten languages (whose words are those of its English or Arabic text)."""
    return [_edition(folder / f"kit-{number}", number) for number in range(1, editions + 1)]


def _edition(folder: Path, number: int) -> Path:
    kit = specimen(folder)
    head = (kit / "kit.yaml").read_text(encoding="utf-8")
    head = head.replace("[en, ar, fr]", f"[{', '.join(LANGUAGES)}]").replace("aleppo-2016", f"aleppo-{number}")
    (kit / "kit.yaml").write_text(head, encoding="utf-8")
    english = (kit / "statement.en.md").read_text(encoding="utf-8")
    for language in LANGUAGES:
        place = kit / f"statement.{language}.md"
        if not place.exists():
            place.write_text(english, encoding="utf-8")
    return kit
