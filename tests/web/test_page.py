"""The web page: every word, nothing from elsewhere, and what machines read of it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html as parser

from presskit.model.document import Emphasis, Figure, Link, Paragraph, Text
from presskit.model.edition import Edition, Line, Role, transcript
from presskit.resources import Resources
from presskit.writers import html
from presskit.writers.errors import WriterError
from tests.samples import LANGUAGES, bare, edition
from tests.shipped import editions

SPACES = re.compile("[\\s\u2066-\u2069]+")


def written(made: Edition) -> str:
    return html.write(made, Resources()).data.decode()


def lines(made: Edition) -> list[str]:
    """The account's words without list marks, which the browser draws; notes of a list have their numbers there too."""
    return [told(line) for line in transcript(made)]


def told(line: Line) -> str:
    return SPACES.sub("", line.text)


def tree_of(page: str) -> Any:
    return parser.fromstring(page.encode())


def shown(page: str, made: Edition) -> str:
    """The text of the page's body as a reader sees it, without white space and without the house's name above it."""
    (body,) = tree_of(page).iter("body")
    text = SPACES.sub("", "".join(body.itertext()))
    return text.removeprefix(SPACES.sub("", made.brand_name))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_there_in_reading_order(language: str) -> None:
    made = edition(language)
    assert shown(written(made), made) == "".join(lines(made))


@pytest.mark.parametrize("made", editions(), ids=lambda made: made.name)
def test_the_kits_that_presskit_ships_lose_no_word(made: Edition) -> None:
    assert shown(written(made), made) == "".join(lines(made))


HOSTILE = st.text(
    alphabet=st.one_of(st.sampled_from("&<>{}%\"'`=/;ابجد«»🙂"), st.characters(codec="utf-8", exclude_categories=["C"])),
    min_size=1,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(HOSTILE.filter(str.strip), st.sampled_from(["en", "ar"]))
def test_text_is_text(words: str, language: str) -> None:
    made = replace(
        bare(language),
        title=Paragraph((Text(words),), "title"),
        body=(Paragraph((Text(words), Emphasis((Text(words),)), Link((Text(words),), 'https://example.org/?a=1&b="2"')), "p"),),
        brand_name=words,
        authors=(words,),
        keywords=(words,),
        description=words,
    )
    page = written(made)
    assert shown(page, made) == "".join(lines(made))
    tree = tree_of(page)
    assert SPACES.sub("", tree.findtext(".//title")) == SPACES.sub("", words)
    assert len(tree.findall(".//script")) == 1


def test_nothing_comes_from_elsewhere() -> None:
    tree = tree_of(written(edition("ar")))
    assert not [each for each in tree.xpath("//@src") if not each.startswith("data:")]
    assert not tree.xpath("//link[@rel='stylesheet'] | //iframe | //object | //embed | //form")
    assert "@import" not in written(edition())
    assert not re.findall(r"url\((?!data:)", written(edition()))


def test_machines_read_what_the_release_is() -> None:
    made = edition("fr")
    tree = tree_of(written(made))
    data = json.loads(tree.findtext(".//script[@type='application/ld+json']"))
    assert (data["@type"], data["inLanguage"], data["datePublished"]) == ("NewsArticle", "fr", "2016-12-15")
    assert [author["name"] for author in data["author"]] == list(made.authors)
    properties = {each.get("property"): each.get("content") for each in tree.iter("meta") if each.get("property")}
    assert properties["og:title"] == data["headline"]
    assert properties["og:url"] == made.website
    assert tree.get("lang") == "fr"


def test_json_ends_no_script_element() -> None:
    made = replace(bare(), description="</script><b>x")
    assert written(made).count("</script>") == 1


def test_a_picture_that_is_not_there_is_named() -> None:
    made = replace(bare(), body=(Figure("photo.jpg", "A bridge", id="f"),))
    with pytest.raises(WriterError, match=r"photo\.jpg"):
        written(made)


def test_headings_leave_no_level_out() -> None:
    tree = tree_of(written(edition()))
    levels = [int(each.tag[1]) for each in tree.iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_role_of_the_account_is_on_the_page() -> None:
    assert {line.role for line in transcript(edition(embargo=("Until noon",)))} >= {Role.EMBARGO, Role.CALL, Role.SIGNATORY}
    made = edition(embargo=("Until noon",))
    assert shown(written(made), made) == "".join(lines(made))
