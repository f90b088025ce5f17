"""The PDF before the judges of PDF/UA-1 (ISO 14289-1): veraPDF where Java is, page-validation always."""

from __future__ import annotations

from pathlib import Path

import pytest

from presskit.model.edition import Edition
from presskit.model.release import PageSize
from presskit.resources import Resources
from presskit.writers import pdf
from tests.samples import LANGUAGES, bare, edition
from tests.shipped import editions
from tests.verapdf import failures, is_missing

SAMPLES = [*(edition(language) for language in LANGUAGES), edition("ar", page=PageSize.A5), bare("en"), *editions()]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("pdf")
    return [_written(made, folder / f"{number}-{made.name}.pdf") for number, made in enumerate(SAMPLES)]


def _written(made: Edition, path: Path) -> Path:
    path.write_bytes(pdf.write(made, Resources()).data)
    return path


@pytest.mark.xdist_group("standards")
def test_page_validation_finds_nothing(files: list[Path]) -> None:
    import page

    reports = {path.name: page.validate_pdf(path, profile="ua-1") for path in files}
    assert {name: [each.rule_id for each in report.failures] for name, report in reports.items()} == {name: [] for name in reports}


@pytest.mark.real
@pytest.mark.xdist_group("standards")
@pytest.mark.skipif(is_missing(), reason="veraPDF needs a Java development kit and JAXB")
def test_verapdf_finds_no_failed_rule(files: list[Path]) -> None:
    assert failures("ua1", files) == {path.name: [] for path in files}
