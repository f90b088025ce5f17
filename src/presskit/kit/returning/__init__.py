"""A translator's file → the kit: read, placed, examined, written; all of it or nothing."""

from __future__ import annotations

from presskit.kit.returning.report import Options, Report, Row
from presskit.kit.returning.taking import take

__all__ = ["Options", "Report", "Row", "take"]
