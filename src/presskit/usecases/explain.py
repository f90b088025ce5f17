"""Every kind of finding that presskit knows, by where it looks."""

from __future__ import annotations

from presskit.diagnostics import Rule

__all__ = ["rules", "rules_by_room"]


def rules_by_room() -> dict[str, tuple[Rule, ...]]:
    """Return every kind of finding by where it is found, in the order in which a release is made."""
    from presskit import editions
    from presskit.checks import returned
    from presskit.checks.lint import CHECKS
    from presskit.checks.preflight.docx_checks import DOCX_RULES
    from presskit.checks.preflight.output_text import OUTPUT_TEXT_DIFFERS
    from presskit.checks.preflight.pdf_checks import PDF_RULES
    from presskit.kit import rules as disk
    from presskit.mail import rules as mail
    from presskit.readers import import_rules
    from presskit.readers import rules as kit_files
    from presskit.translation import rules as translation
    from presskit.writers import errors as writers

    return {
        "The folder": disk.RULES,
        "The files of a kit": kit_files.RULES,
        "The checks": tuple(check.rule for check in CHECKS),
        "The edition in one language": editions.RULES,
        "The outputs": (*writers.RULES, OUTPUT_TEXT_DIFFERS),
        "The finished PDF": PDF_RULES,
        "The finished Word file": DOCX_RULES,
        "Importing a text": import_rules.RULES,
        "Importing a table of signatures": import_rules.TABLE_RULES,
        "A translation that came back": (*translation.RULES, *returned.RULES),
        "Press e-mails": mail.RULES,
    }


def rules() -> dict[str, Rule]:
    """Return every kind of finding by its code, in the order of the alphabet."""
    by_code = {rule.code: rule for room in rules_by_room().values() for rule in room}
    return {code: by_code[code] for code in sorted(by_code)}
