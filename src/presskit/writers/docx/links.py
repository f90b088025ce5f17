"""Targets of links, in a form that Word takes for a URI (RFC 3986); an ill-formed one would make the file corrupt for it."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

__all__ = ["address"]

_RESERVED = "!#$%&'()*+,/:;=?@[]~"


def address(target: str) -> str:
    """Return a link's target as an ASCII URI, or "" where it is none. ``#bookmark`` stays as it is."""
    if target.startswith("#"):
        return target
    encoded = re.sub("%(?![0-9A-Fa-f]{2})", "%25", quote(target.encode("utf-8", "ignore"), safe=_RESERVED))
    try:
        parts = urlsplit(encoded)
        reached = parts.hostname and parts.port != 0 if parts.scheme in {"http", "https"} else parts.path
    except ValueError:
        return ""
    return encoded if reached and parts.scheme in {"http", "https", "mailto", "tel"} else ""
