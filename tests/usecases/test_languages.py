"""presskit languages: what each language can do and lacks."""

from __future__ import annotations

import json
import re

import pytest

from presskit.cli import main
from presskit.errors import RequestError
from presskit.language.data import languages
from presskit.usecases.languages import LanguagesRequest, report_languages


def test_every_language_with_a_file_is_reported() -> None:
    assert tuple(report.tag for report in report_languages(LanguagesRequest())) == languages()


@pytest.mark.parametrize("language", languages())
def test_every_language_is_whole(language: str) -> None:
    (report,) = report_languages(LanguagesRequest((language,)))
    assert (report.lacks, report.broken) == ((), ())


def test_a_region_is_asked_about_by_its_language() -> None:
    (report,) = report_languages(LanguagesRequest(("pt-BR",)))
    assert (report.tag, report.name, report.script, report.direction) == ("pt", "Portuguese", "Latn", "ltr")
    assert "embargo_until" in report.unsure


def test_a_language_without_a_file_is_a_wrong_request() -> None:
    with pytest.raises(RequestError, match="there is no file for «cs»"):
        report_languages(LanguagesRequest(("cs",)))


def test_the_command_prints_a_table_and_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["languages"]) == 0
    assert re.search(r"^he +Hebrew +Hebr +whole, \d+ phrases unsure$", capsys.readouterr().out, re.MULTILINE)
    assert main(["languages", "pl", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["lacks"] == []
    assert main(["languages", "cs"]) == 2
