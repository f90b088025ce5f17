"""What can be wrong with a returned file itself, by code."""

from __future__ import annotations

from presskit.diagnostics import Rule, Severity

__all__ = ["RULES"]

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

UNREADABLE = Rule(
    "return-unreadable",
    _E,
    "The returned file cannot be read",
    "It is damaged, too large, protected, or of another kind. Nothing is taken from a file that is read by halves.",
)
TRACKED = Rule(
    "return-tracked",
    _E,
    "The returned file has tracked changes",
    "Until they are accepted or refused there are two texts in the file, and no one knows which is meant.",
)
SETTLED = Rule(
    "return-tracked-settled",
    _N,
    "Tracked changes were settled as asked",
    "They are listed, so that nobody wonders later where words came from or went to.",
)
MACROS = Rule(
    "return-macros",
    _W,
    "The returned file holds a program or an embedded object",
    "Only its words are read, so the kit is safe. Whoever opens the file itself should know.",
)
EXTERNAL = Rule(
    "return-external",
    _W,
    "The returned file would load something from elsewhere",
    "A remote template or picture tells a stranger who opens the file. presskit loads nothing.",
)
HIDDEN = Rule(
    "return-hidden",
    _W,
    "Hidden words were left out",
    "Nobody who looked at the page has read them.",
)
STRUCK = Rule(
    "return-struck",
    _W,
    "Words that are struck through were left out",
    "Who strikes words through has taken them away; printed, they would be said after all.",
)
HIGHLIGHTED = Rule(
    "return-highlighted",
    _W,
    "Words are highlighted",
    "Translators mark like this what they are not sure of. The colour does not come into the kit, so it is told here.",
)
BAD_LINK = Rule(
    "return-bad-link",
    _W,
    "A link leads to no web address",
    "Its words are kept; the link of the source is not replaced by one that does not work.",
)

RULES: tuple[Rule, ...] = tuple(value for value in list(globals().values()) if isinstance(value, Rule))
