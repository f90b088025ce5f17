"""Check: an embargo that the text announces is the kit's."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, Context, Problem, english
from presskit.checks.lint.texts import all_segments, words
from presskit.diagnostics import Rule, Severity
from presskit.language.recognition import announces_embargo
from presskit.model.release import Kit, Timing

__all__ = ["CHECK"]


def _check(kit: Kit, _: Context) -> Iterator[Problem]:
    known = "says «release: immediate»" if kit.release.timing is Timing.IMMEDIATE else "holds no embargo"
    for segment in () if kit.release.embargo else all_segments(kit):
        text = words(segment)
        if announces_embargo(text):
            yield Problem(
                segment.span,
                f"«{text[:80]}» announces an embargo, and kit.yaml {known}.",
                "Write it into kit.yaml, embargo: {until: DAY HH:MM, zone: AREA/CITY}, and take it out of the text.",
            )


CHECK = Check(
    Rule(
        "embargo-stated", Severity.ERROR, "The text announces an embargo that the kit does not hold",
        "Outputs and e-mails go by kit.yaml: an embargo that stands in the text alone holds nothing back.",
    ),
    _check,
    good=Case(
        "An embargo on arms is none on news.",
        english("The arms embargo ends on 1 March 2027 at 14:00, and the road must be open by then. {#lede}"),
    ),
    bad=Case(
        "The line came with the text, and nobody wrote it into kit.yaml.",
        english("""\
EMBARGOED until 14:00 Beirut time, 1 March 2027 {#held}

The road must be open before the first snow. {#lede}"""),
    ),
)
