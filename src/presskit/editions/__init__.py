"""Editions: kit → what is published in one language, every word in its final form. Formats begin after this room."""

from __future__ import annotations

from presskit.editions.merging import RULES, merge, values

__all__ = ["RULES", "merge", "values"]
