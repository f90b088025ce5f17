"""Check: pictures are described for those who cannot see them."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, Context
from presskit.checks.lint.texts import figures, quoted
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.model.document import Figure
from presskit.model.release import Kit

__all__ = ["CHECK"]

RULE = Rule(
    "missing-alt-text", Severity.WARNING, "A picture is not described",
    "A blind reader hears the description in place of the picture; PDF/UA-1 (ISO 14289-1, 7.3) demands it.",
)  # fmt: skip


def _says_nothing(figure: Figure) -> bool:
    """Tell whether the description is empty, or but the name of the file."""
    name = figure.source.rpartition("/")[2].casefold()
    return figure.alt.strip().casefold() in {"", name, name.rpartition(".")[0]}


def _check(kit: Kit, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG001 — every check is called alike
    for statement in kit.statements:
        for figure in figures(statement):
            if _says_nothing(figure):
                hint = f"Say in a few words what it shows: «![what it shows]({figure.source})»."
                yield RULE.at(figure.span, f"The picture {quoted(figure.source)} has no description.", hint)
    brand = kit.release.brand
    if brand.logo and not (brand.logo_alt or brand.name):
        hint = "Add «logo_alt:» with the name that the logo shows."
        yield RULE.at(brand.span, f"The logo {quoted(brand.logo)} has no description.", hint)


CHECK = Check(
    RULE,
    _check,
    good=Case(
        "The square brackets hold what the picture shows.",
        {
            "statement.en.md": """\
---
title: Open the road to the river towns
---
We, the undersigned organisations, ask for the road to be opened. {#lede}

![A lorry waits before a barrier in the snow](road.jpg "The road on Monday."){credit="River Aid"} {#fig-1}
""",
            "road.jpg": "",
        },
    ),
    bad=Case(
        "The square brackets are empty.",
        {
            "statement.en.md": """\
---
title: Open the road to the river towns
---
We, the undersigned organisations, ask for the road to be opened. {#lede}

![](road.jpg "The road on Monday."){credit="River Aid"} {#fig-1}
""",
            "road.jpg": "",
        },
    ),
)
