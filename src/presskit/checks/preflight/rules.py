"""What stops a preflight before its checks, by code."""

from __future__ import annotations

from presskit.diagnostics import Rule, Severity

__all__ = ["NOT_COMPARED", "OUTPUT_DIFFERS", "RULES", "UNREADABLE", "UNSEEN"]

UNREADABLE = Rule(
    "pdf-unreadable", Severity.ERROR, "The file cannot be read as a PDF",
    "What presskit cannot open, a journalist's viewer or a print shop's machine may not open either.",
)  # fmt: skip
UNSEEN = Rule(
    "pdf-not-fully-read", Severity.WARNING, "A part of the PDF was not looked at",
    "Some files are too large, too deep or broken in one place. The checks say nothing of that part.",
)  # fmt: skip
NOT_COMPARED = Rule(
    "pdf-not-compared", Severity.WARNING, "The PDF was not compared with the kit",
    "Only a text in the same language can be compared word by word.",
)  # fmt: skip

OUTPUT_DIFFERS = Rule(
    "output-text-differs", Severity.ERROR, "An output does not say the words of the release",
    "All outputs say exactly the same words. A page or a text that says others would be a second, unsigned release.",
)  # fmt: skip

RULES = (UNREADABLE, UNSEEN, NOT_COMPARED)
