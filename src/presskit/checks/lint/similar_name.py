"""Check: no organisation signs under two spellings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from presskit.checks import Case, Check, Context, Problem
from presskit.checks.lint.names import alike, identity, plain
from presskit.checks.lint.texts import quoted
from presskit.diagnostics import Rule, Severity
from presskit.model.people import Signatory, SignatoryKind
from presskit.model.release import Kit

__all__ = ["CHECK"]


def _by_other_name(signing: Sequence[Signatory]) -> Iterator[tuple[int, int]]:
    """Yield pairs in which the name of one is the acronym of the other, or its name in another language."""
    called: dict[str, int] = {}
    for index, signatory in enumerate(signing):
        for other in (signatory.acronym, *(name for _, name in signatory.name.by_language)):
            called.setdefault(plain(other), index)
    for index, signatory in enumerate(signing):
        first = called.get(plain(signatory.name.default), index)
        if first != index:
            yield min(index, first), max(index, first)


def _check(kit: Kit, _: Context) -> Iterator[Problem]:
    signing = [s for s in kit.roster.signing() if s.kind is SignatoryKind.ORGANISATION]
    names = [plain(signatory.name.default) for signatory in signing]
    for earlier, later in sorted({*alike(names), *_by_other_name(signing)}):
        one, other = signing[earlier], signing[later]
        if identity(one) != identity(other) and not (one.country and other.country and one.country != other.country):
            yield Problem(
                other.span,
                f"{quoted(other.name.default)} looks like {quoted(one.name.default)}.",
                "If they are one organisation, take one of the two lines out; if they are two, give each its «country».",
                [(one.span, "The other one stands here.")],
            )


CHECK = Check(
    Rule(
        "similar-name", Severity.WARNING, "Two signatories look like one",
        "Signatures arrive from several hands, and one organisation is spelled in two ways. Nothing is merged by guess.",
    ),
    _check,
    good=Case(
        "Different words make different organisations.",
        {
            "signatories.yaml": """\
signatories:
  - Syria Relief
  - Syria Relief and Development
  - River Aid North
  - River Aid South
"""
        },
    ),
    bad=Case(
        "One letter differs.",
        {
            "signatories.yaml": """\
signatories:
  - Basmeh & Zeitooneh
  - River Aid
  - Basmeh and Zeitouneh
"""
        },
    ),
)
