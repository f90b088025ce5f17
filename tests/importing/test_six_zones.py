"""Whose clock an embargo means, in six languages: by their words for zones, and by cities that CLDR does not name."""

from __future__ import annotations

import pytest

from presskit.readers.importing.zones import zone_of


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("⏱, ora italiana", "Europe/Rome"), ("⏱ ora di Ginevra", "Europe/Zurich"), ("alle ⏱, Milano", "Europe/Rome"),
        ("⏱, horário de Brasília", "America/Sao_Paulo"), ("⏱, hora de Genebra", "Europe/Zurich"),
        ("⏱ czasu polskiego", "Europe/Warsaw"), ("⏱, Kraków", "Europe/Warsaw"), ("⏱ (Genewa)", "Europe/Zurich"),
        ("⏱ Nederlandse tijd", "Europe/Amsterdam"), ("⏱ uur (Den Haag)", "Europe/Amsterdam"),
        ("⏱ Belgische tijd", "Europe/Brussels"), ("בשעה ⏱ שעון ישראל", "Asia/Jerusalem"), ("⏱, תל אביב", "Asia/Jerusalem"),
        ("ساعت ⏱ به وقت ایران", "Asia/Tehran"), ("ساعت ⏱ به وقت ژنو", "Europe/Zurich"),
    ],
)  # fmt: skip
def test_the_clock_that_is_meant(text: str, zone: str) -> None:
    assert [place[0] for place in zone_of(text).places] == [zone]


@pytest.mark.parametrize("text", ["⏱ ora dell’Europa centrale", "⏱ midden-Europese tijd", "⏱ czasu środkowoeuropejskiego"])
def test_a_clock_of_several_places_stays_a_question(text: str) -> None:
    assert len(zone_of(text).places) > 1
