"""A translation finds its way home: bookmarks, paragraph ids, properties."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presskit import __version__
from presskit.formats.ooxml.contract import Prefix, Property, bookmark, key_of, paragraph_id
from presskit.model.document import Numbered
from presskit.model.edition import transcript
from tests.docx.making import made, sample
from tests.docx.reading import W, WordFile
from tests.samples import LANGUAGES, bare, edition, item, paragraph

keys = st.text(min_size=1, max_size=60)


def all_bookmarks(file: WordFile) -> dict[str, str]:
    return {name: words for each in file.paragraphs() for name, words in each.bookmarks.items()}


@given(keys, st.sampled_from(Prefix))
def test_a_bookmark_names_its_key(key: str, prefix: Prefix) -> None:
    name = bookmark(key, prefix)
    assert re.fullmatch("[a-z][a-z0-9_]{0,39}", name)
    assert key_of(name, [key]) == (prefix, key)
    assert key_of(name) in {(prefix, key), None}


@given(keys, keys)
def test_two_keys_have_two_bookmarks_whatever_their_case(one: str, other: str) -> None:
    assert (bookmark(one) == bookmark(other)) == (one == other)
    assert bookmark(one).lower() == bookmark(one)


@pytest.mark.parametrize("name", ["_GoBack", "pknote_1", "pk", "pk__f_ffffffffffff_", "pk_ffffffff_", "Text1", ""])
def test_a_foreign_bookmark_names_nothing_or_only_text(name: str) -> None:
    found = key_of(name)
    assert found is None or isinstance(found[1], str)


def test_a_short_key_can_be_read_by_people() -> None:
    assert bookmark("calls-lead") == "pk_calls__lead"
    assert bookmark("sig-1", Prefix.SIGNATORY) == "pksignatory_sig__1"


@given(keys)
def test_paragraph_ids_are_in_words_range(key: str) -> None:
    assert 0 < int(paragraph_id(key), 16) < 0x80000000


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_segment_is_in_the_bookmark_of_its_id(language: str) -> None:
    marked = all_bookmarks(sample(language))
    ids = re.compile("title|subtitle|lede|p[0-9]|h-|b[0-9]|n[0-9]|call|q1|about|fn-|note-")
    segments = [line for line in transcript(edition(language)) if ids.match(line.key)]
    assert len(segments) > 20
    assert [marked[bookmark(line.key)].split() for line in segments] == [line.text.split() for line in segments]


def test_names_are_in_bookmarks_without_what_stands_beside_them() -> None:
    marked = all_bookmarks(sample())
    assert marked["pkcoalition_sna"] == "Syrian NGO Alliance (SNA)"
    assert marked["pksignatory_sig__2"] == "Physicians Across Continents 2 (PAC)"
    assert marked["pkcontact_contact__1"] == "Press desk 1"


@pytest.mark.parametrize("language", LANGUAGES)
def test_bookmarks_and_ids_are_given_once_and_closed(language: str) -> None:
    file = sample(language)
    starts = [each.get(f"{W}id") for each in file.document.iter(f"{W}bookmarkStart")]
    ends = [each.get(f"{W}id") for each in file.document.iter(f"{W}bookmarkEnd")]
    names = [each.get(f"{W}name") for each in file.document.iter(f"{W}bookmarkStart")]
    ids = [each.id for each in file.paragraphs() if each.id]
    for given_ in (starts, ends, names, ids):
        assert max(Counter(given_).values()) == 1
    assert sorted(starts) == sorted(ends)
    assert len(ids) == len([name for name in names if not name.startswith("pknote")])


def test_ids_do_not_hang_on_the_language_or_on_neighbours() -> None:
    english, arabic = ({each.id for each in sample(language).paragraphs() if each.id} for language in ("en", "ar"))
    assert english == arabic


def test_two_blocks_of_one_id_do_not_break_the_file() -> None:
    twice = Numbered((item(paragraph("one", "same")), item(paragraph("two", "same"))))
    file = made(replace(bare(), body=(twice,)))
    names = [each.get(f"{W}name") for each in file.document.iter(f"{W}bookmarkStart")]
    assert names.count("pk_same") == 1


def test_two_ids_with_one_hash_have_two_paragraph_ids() -> None:
    one, two = "p-21140", "p-117413"
    assert paragraph_id(bookmark(one)) == paragraph_id(bookmark(two))
    file = made(replace(bare(), body=(paragraph("one", one), paragraph("two", two))))
    ids = [each.id for each in file.paragraphs() if each.id]
    assert len(ids) == len(set(ids))
    assert paragraph_id(bookmark(one)) in ids


def test_a_notes_mark_leads_to_the_note() -> None:
    file = sample()
    (mark,) = [each for each in file.document.iter(f"{W}hyperlink") if each.get(f"{W}anchor")]
    (note,) = [each for each in file.paragraphs() if mark.get(f"{W}anchor") in each.bookmarks]
    assert (note.style, note.mark) == ("PK Footnote", "1.")


def core(file: WordFile) -> dict[str, str]:
    return {each.tag.rpartition("}")[2]: each.text for each in file.xml("docProps/core.xml")}


def test_core_properties_are_the_releases() -> None:
    assert core(sample()) == {
        "title": "Twenty-five organisations ask for safe passage out of the besieged city",
        "subject": "Joint statement",
        "creator": "Syrian NGO Alliance, Shaml CSOs Coalition",
        "description": "Let every civilian leave who wishes to.",
        "language": "en",
        "keywords": "Aleppo, civilians",
        "version": "1",
        "created": "2016-12-15T00:00:00Z",
        "modified": "2016-12-15T00:00:00Z",
    }


def test_without_a_date_the_file_has_a_fixed_one_and_the_house_is_its_author() -> None:
    told = core(made(replace(bare(), authors=())))
    assert (told["created"], told["creator"]) == ("1980-01-01T00:00:00Z", "Joint press desk")


def test_custom_properties_say_which_text_this_is() -> None:
    properties = {each.get("name"): each[0].text for each in sample("ar").xml("docProps/custom.xml")}
    assert set(properties) == set(Property)
    assert properties[Property.KIT] == "sample"
    assert properties[Property.LANGUAGE] == "ar"
    assert properties[Property.REVISION] == "0123456789ab"
    assert properties[Property.VERSION] == "1"
    assert properties[Property.MADE_BY] == f"presskit {__version__}"


def test_the_fingerprint_of_the_words_changes_with_a_name() -> None:
    def fingerprint(file: WordFile) -> str:
        return next(str(each[0].text) for each in file.xml("docProps/custom.xml") if each.get("name") == Property.WORDS)

    assert fingerprint(sample()) != fingerprint(made(replace(edition(), contacts=None)))
