"""A letter says every line of its release, in its text and in its HTML; one that leaves a line out is not sent."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from presskit.mail.compose import compose, senders_of
from presskit.mail.message_template import missing_lines
from presskit.model.edition import transcript
from presskit.resources import Resources
from tests.mail_messages.making import composed, edition_of, specimen

KIT = specimen()
LANGUAGES = KIT.release.languages


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_specimens_letters_say_everything(language: str) -> None:
    assert list(missing_lines(composed(KIT, language), edition_of(KIT, language))) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_line_that_is_left_out_is_missed(language: str) -> None:
    letter, edition = composed(KIT, language), edition_of(KIT, language)
    spoken = replace(letter, text=letter.text.split("\n\n")[0])
    ((form, missing),) = missing_lines(spoken, edition)
    assert form == "text"
    assert len(missing) > len(transcript(edition)) // 2
    name = max((line.text for line in transcript(edition)), key=len)[:30]
    assert "HTML" in [form for form, _ in missing_lines(replace(letter, html=letter.html.replace(name, "")), edition)]


def test_a_template_that_leaves_a_part_out_makes_no_letter(tmp_path: Path) -> None:
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail/release.txt.j2").write_text("{{ greeting }}\n\n{{ edition.title.inlines[0].text }}\n", "utf-8")
    resources = Resources().with_templates(tmp_path)
    edition = edition_of(KIT, "en")
    made = compose(KIT.release, edition, senders_of(KIT, "en").value, {}, resources, usual=())
    assert made.value is None
    assert [each.code for each in made.diagnostics] == ["mail-words-missing"]
    assert made.diagnostics[0].message.startswith("the text does not say «")
