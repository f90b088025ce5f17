"""Language: the parts of a BCP 47 tag."""

from __future__ import annotations

import re

__all__ = ["primary", "region"]


def primary(tag: str) -> str:
    """Return the language of a tag without script and region: ``ar`` of ``ar-SY``."""
    return tag.replace("_", "-").partition("-")[0].lower()


def region(tag: str) -> str:
    """Return the region of a tag (ISO 3166-1): ``BR`` of ``pt-BR``; empty where it has none."""
    return next((part.upper() for part in tag.replace("_", "-").split("-")[1:] if re.fullmatch("[A-Za-z]{2}", part)), "")
