"""Names of countries in the languages of the lists → ISO 3166-1."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from presskit.language.data import fold, languages, table, words

__all__ = ["code"]

_NOT_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})


def _plain(name: str) -> str:
    return " ".join(re.findall(r"\w+", fold(name).replace("&", " and ").replace(".", "")))


def _named() -> Iterator[tuple[str, str]]:
    from babel import Locale

    for language in languages():
        for territory, name in Locale(language).territories.items():
            if re.fullmatch("[A-Z]{2}", territory) and territory not in _NOT_COUNTRIES:
                yield _plain(str(name)), territory
                yield _plain(re.sub(r"\(.*?\)", "", str(name))), territory
    for language in languages():
        for territory, names in table(language, "countries").get("names", {}).items():
            yield from ((_plain(name), territory) for name in names)


@cache
def _codes() -> dict[str, str]:
    """Return the code of every name that means one country in all languages."""
    meant: dict[str, set[str]] = {}
    for name, territory in _named():
        meant.setdefault(name, set()).add(territory)
    return {
        name: codes.pop()
        for name, codes in meant.items()
        if name and len(codes) == 1 and name not in words("countries", "several")
    }


@cache
def _aliases() -> dict[str, str]:
    """Return the codes that CLDR knows for others: three letters (ISO 3166-1 alpha-3), and UK."""
    from babel.core import get_global

    aliases = get_global("territory_aliases")
    return {old: new[0] for old, new in aliases.items() if re.fullmatch("[A-Z]{2,3}", old) and len(new) == 1}


def code(text: str) -> str:
    """Return the two letters of a country written as its code or its name; empty where it is not known for sure."""
    from babel import Locale

    upper = text.strip().upper()
    if re.fullmatch("[A-Z]{2}", upper) and upper in Locale("en").territories and upper not in _NOT_COUNTRIES:
        return upper
    alias = _aliases().get(upper.replace(".", ""), "")
    return _codes().get(_plain(text), "") or (alias if re.fullmatch("[A-Z]{2}", alias) else "")
