"""What stops a preflight before its checks, by code."""

from __future__ import annotations

from presskit.diagnostics import Rule, Severity

__all__ = ["RULES", "UNREADABLE", "UNSEEN"]

UNREADABLE = Rule(
    "pdf-unreadable", Severity.ERROR, "The file cannot be read as a PDF",
    "What presskit cannot open, a journalist's viewer or a print shop's machine may not open either.",
)  # fmt: skip
UNSEEN = Rule(
    "pdf-not-fully-read", Severity.WARNING, "A part of the PDF was not looked at",
    "Some files are too large, too deep or broken in one place. The checks say nothing of that part.",
)  # fmt: skip

RULES = (UNREADABLE, UNSEEN)
