"""Texts and kits by which every part of presskit that puts an expression together comes by."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from presskit.checks.lint import CHECKS, lint
from presskit.language import numbers
from presskit.language.data import languages
from presskit.language.typography import set_text
from presskit.readers import importing
from presskit.readers import kit as kit_reader
from tests.checks.specimen import files_of, world
from tests.growth.readers import EXPRESSIONS, READERS

CASES = Path(__file__).parent.parent / "importing" / "cases"
WORDS = "12 May 2026 at 10:00, 1,234.5 people; Registered charity No. 12345, +44 20 7946 0018 ext. 17, a at b dot org"


def read_samples() -> None:
    """Read everything once."""
    for path in sorted(CASES.iterdir()):
        importing.import_files([(path.name, path.read_bytes())], region="GB", language="en")
    for read in {**READERS, **EXPRESSIONS}.values():
        with suppress(ValueError):
            read(WORDS)
    for check in CHECKS:
        for case in (check.good, check.bad):
            kit = kit_reader.read(files_of(case.files)).value
            if kit:
                lint(kit, world())
    for language in languages():
        set_text(f"{WORDS} « a », 'a' : 10 %", language)
        numbers.stated(f"{WORDS} twenty-one vingt et un 25 organisations, 3,5 million", language)
        numbers.marked(WORDS, language)
