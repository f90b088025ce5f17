"""Word files: runs and marks hold words in their places, for programs that see text alone and for those that see runs."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from presskit.bidi import inserted, stretches
from presskit.model.edition import Labels
from presskit.writers.docx.paragraphs import Run, directed
from tests.bidi.judge import seen
from tests.bidi.mixtures import ARABIC, NATIVE, lines, mixed
from tests.bidi.test_stretches import kept_in_place, laid_out, with_isolates
from tests.docx.making import made
from tests.docx.reading import W
from tests.examples import many
from tests.samples import edition

MARK = {"ltr": "\u200e", "rtl": "\u200f"}
NO_LETTER = re.compile(r"[0-9۰-۹٠-٩]+(?:[.,:/][0-9]+)*|[^\w\u200e\u200f]")


def as_text(runs: list[Run]) -> str:
    """Return runs as LibreOffice sees them: the words and marks of a paragraph, without the runs' own directions."""
    return "".join(run.text for run in runs)


def as_runs(runs: list[Run]) -> str:
    """Return runs as Word sees them: signs and numbers have the direction of their run ([MS-OI29500] 2.1.133)."""
    return "".join(NO_LETTER.sub(rf"{MARK[run.way or 'rtl']}\g<0>{MARK[run.way or 'rtl']}", run.text) for run in runs)


def runs_of(text: str) -> list[Run]:
    return directed([Run(text)], "rtl")


@pytest.mark.parametrize("program", [as_text, as_runs])
@settings(max_examples=many(300), deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(text=mixed)
def test_runs_are_seen_as_elements_show_them(program: object, text: str) -> None:
    assume(re.search("[\u0621-\u064a]", text) and not any(digits in text for digits in NATIVE))
    assert callable(program)
    assert seen(program(runs_of(text))) == seen(with_isolates(stretches(text, "rtl")))


@pytest.mark.parametrize("program", [as_text, as_runs])
@settings(max_examples=many(300), deadline=None)
@given(line=lines)
def test_what_is_put_in_stays_in_its_place(program: object, line: list[tuple[str, str]]) -> None:
    text, _ = laid_out(line, "rtl")
    assert callable(program)
    kept_in_place(program(runs_of(text)), [piece for _, piece in line])


def test_the_clocks_of_an_embargo_keep_their_cities() -> None:
    clocks = " · ".join(inserted(clock, "rtl") for clock in ("14:00 بيروت (UTC+2)", "08:00 نيويورك (UTC−5)"))
    runs = runs_of(f"أي {clocks}")
    for shown in (as_text(runs), as_runs(runs)):
        assert seen(shown) == "(UTC−5( كرويوين 08:00 · (UTC+2( توريب 14:00 يأ"


@pytest.mark.parametrize(("words", "way"), [("صفحة {page} من {pages}", True), ("Page {page} of {pages}", False)])
def test_the_count_of_pages_runs_as_its_words_do(words: str, way: bool) -> None:
    whole = edition("ar")
    labels: Labels = replace(whole.labels, page=words)
    file = made(replace(whole, labels=labels))
    fields = [each for name in file.files if "footer" in name and name.endswith(".xml") and "rels" not in name for each in file.xml(name).iter(f"{W}fldSimple")]
    assert fields
    assert all((each.find(f"{W}r/{W}rPr/{W}rtl") is not None) is way for each in fields)


@given(st.lists(st.sampled_from(ARABIC), min_size=1, max_size=4))
def test_arabic_alone_is_one_run(words: list[str]) -> None:
    text = " ".join(words)
    assert runs_of(text) == [Run(text, way="rtl")]
