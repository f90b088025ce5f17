"""Every check sees its defect in a file of ours, at its place, and is silent on good files."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from presskit.checks.preflight.docx_checks import DOCX_CHECKS
from presskit.model.edition import Edition
from presskit.model.release import PageSize
from presskit.resources import Resources
from presskit.writers import docx
from tests.preflight_docx.files import codes, edit, edition, found, good, parts
from tests.preflight_docx.seeds import SEEDS, Case, both
from tests.samples import LANGUAGES, bare
from tests.samples import edition as sample

EMBARGO = ("Under embargo until Thursday, 15 December 2016, 14:00 Brussels time", "16:00 Beirut")


@pytest.mark.parametrize("page", PageSize)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_found_in_a_good_file(language: str, page: PageSize) -> None:
    assert found(good(language, page=page), edition(language, page=page)) == []
    assert found(good(language, page=page)) == []


@pytest.mark.parametrize(
    "whole",
    [bare(), bare("ar"), sample("en", embargo=EMBARGO), sample("ar", embargo=EMBARGO), replace(sample("ar"), digits="arab")],
    ids=["bare", "bare Arabic", "embargo", "Arabic embargo", "Arabic-Indic digits"],
)
def test_nothing_is_found_in_other_good_files(whole: Edition) -> None:
    assert found(docx.write(whole, Resources()).data, whole) == []


@pytest.mark.parametrize("case", SEEDS.values(), ids=SEEDS)
def test_a_defect_is_seen_at_its_place(case: Case) -> None:
    parts_ = {"embargo": EMBARGO} if case.embargo else {}
    findings = found(case.seed(good(case.language, **parts_)), edition(case.language, **parts_))
    mine = [each.diagnostic for each in findings if each.diagnostic.code == case.code]
    assert mine, [each.diagnostic for each in findings]
    span = mine[0].span
    assert (span.line if span.unit == "paragraph" else 0, str(mine[0].severity)) == (case.paragraph, case.severity)
    assert mine[0].message.endswith(".")
    assert mine[0].hint.endswith(".")


def test_every_check_has_a_defect() -> None:
    assert {case.code for case in SEEDS.values()} == {check.rule.code for check in DOCX_CHECKS}


FOREIGN = edit("presskit-made-by", "made-by", "docProps/custom.xml")
BROKEN = {"docx-duplicate-part", "docx-part-missing", "docx-dangling-reference", "docx-content-type", "docx-text-differs"}


@pytest.mark.parametrize("case", SEEDS.values(), ids=SEEDS)
def test_in_a_file_from_elsewhere_only_what_is_broken_is_an_error(case: Case) -> None:
    findings = found(both(case.seed, FOREIGN)(good(case.language, **{"embargo": EMBARGO} if case.embargo else {})))
    errors = {each.diagnostic.code for each in findings if each.diagnostic.severity == "error"}
    assert errors <= BROKEN


def test_many_findings_of_one_kind_are_counted() -> None:
    findings = found(edit('w:val="PKSignatory"', 'w:val="Nowhere"', count=0)(good()))
    told = [each.diagnostic for each in findings if each.diagnostic.code == "docx-style-undefined"]
    assert len(told) == 13
    assert told[-1].message.startswith("There are 13 more")


def test_a_kit_without_the_language_is_told() -> None:
    from presskit.checks.preflight import DOCX, preflight

    (finding,) = preflight("x.docx", good("fr"), DOCX, lambda language, _: None if language == "fr" else edition())
    assert finding.diagnostic.code == "docx-not-compared"
    assert "«fr»" in finding.diagnostic.message


def test_an_arabic_name_in_an_english_text_may_run_from_the_left() -> None:
    assert "شام" in parts(good())["word/document.xml"].decode()
    assert "docx-direction" not in codes(FOREIGN(good()))


def test_a_long_arabic_paragraph_from_the_left_is_told_wherever_it_stands() -> None:
    turned = edit("<w:bidi/>", "", count=0)(FOREIGN(good("ar")))
    assert "docx-direction" in codes(turned)


def test_checking_a_word_file_does_not_import_what_reads_pdfs() -> None:
    program = (
        "import sys; from presskit.checks.preflight import DOCX, preflight; preflight('x.docx', b'PK', DOCX);"
        "print([name for name in sys.modules if 'pdf' in name])"
    )
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "[]\n"
