"""Everything that can be wrong with a press list, a letter or a delivery, by code."""

from __future__ import annotations

from presskit.diagnostics import Rule, Severity

__all__ = ["RULES"]

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

RULES: tuple[Rule, ...] = tuple(value for value in list(globals().values()) if isinstance(value, Rule))
