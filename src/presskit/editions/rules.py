"""What merging a kit may find."""

from __future__ import annotations

from presskit.diagnostics import Rule, Severity

__all__ = ["COALITION_GONE", "COUNT_IN_WORDS", "PHRASES_MISSING", "PLURAL_FORMS", "RULES", "VALUE_MISSING"]

VALUE_MISSING = Rule(
    "value-missing",
    Severity.ERROR,
    "The text asks for a value that the kit does not have",
    "A variable such as {{ date }} stands for a fact of the kit. Without the fact there is nothing to print there.",
)
COUNT_IN_WORDS = Rule(
    "count-not-in-words",
    Severity.ERROR,
    "This count cannot be put into words",
    "In many languages a number word changes with the noun that it counts. presskit does not guess the form.",
)
PLURAL_FORMS = Rule(
    "plural-forms",
    Severity.ERROR,
    "The forms of a noun are not those that its language has",
    "After {{ signatory_count | … }} stands one form for each kind of number: English has two, Russian three, Arabic five. "
    "With more or fewer nobody can tell which form is meant for which number.",
)
PHRASES_MISSING = Rule(
    "phrases-missing",
    Severity.WARNING,
    "Fixed phrases are in English",
    "presskit does not have all phrases in this language, and the kit does not word those that are missing.",
)
COALITION_GONE = Rule(
    "coalition-gone",
    Severity.WARNING,
    "A coalition without signatories is not printed",
    "All its members have withdrawn, so that its name would stand over nothing.",
)

RULES = (VALUE_MISSING, COUNT_IN_WORDS, PLURAL_FORMS, PHRASES_MISSING, COALITION_GONE)
