"""Check: pictures are described for those who cannot see them."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, Context, Problem, english
from presskit.checks.lint.texts import all_segments, quoted
from presskit.diagnostics import Rule, Severity
from presskit.model.document import Figure
from presskit.model.release import Kit

__all__ = ["CHECK"]


def _says_nothing(figure: Figure) -> bool:
    """Return whether the description is empty or only the name of the file."""
    name = figure.source.rpartition("/")[2].casefold()
    return figure.alt.strip().casefold() in {"", name, name.rpartition(".")[0]}


def _check(kit: Kit, _: Context) -> Iterator[Problem]:
    for figure in all_segments(kit):
        if isinstance(figure, Figure) and _says_nothing(figure):
            yield Problem(
                figure.span,
                f"The picture {quoted(figure.source)} has no description.",
                f"Say in a few words what it shows: «![what it shows]({figure.source})».",
            )
    brand = kit.release.brand
    if brand.logo and not (brand.logo_alt or brand.name):
        yield Problem(
            brand.span,
            f"The logo {quoted(brand.logo)} has no description.",
            "Add «logo_alt:» with the name that the logo shows.",
        )


CHECK = Check(
    Rule(
        "missing-alt-text", Severity.WARNING, "A picture is not described",
        "A blind reader hears the description in place of the picture; PDF/UA-1 (ISO 14289-1, 7.3) demands it.",
    ),
    _check,
    good=Case(
        "The square brackets hold what the picture shows.",
        {
            **english("""\
We, the undersigned organisations, ask for the road to be opened. {#lede}

![A lorry waits before a barrier in the snow](road.jpg "The road on Monday."){credit="River Aid"} {#fig-1}"""),
            "road.jpg": "",
        },
    ),
    bad=Case(
        "The square brackets are empty.",
        {
            **english("""\
We, the undersigned organisations, ask for the road to be opened. {#lede}

![](road.jpg "The road on Monday."){credit="River Aid"} {#fig-1}"""),
            "road.jpg": "",
        },
    ),
)
