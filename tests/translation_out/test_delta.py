"""What changed: exactly that goes out again, held against the memory, the revision or an earlier import."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presskit.model.document import Text
from presskit.translation.segments import TranslationPackage, package_for
from presskit.translation.status import (
    DiffKind,
    Export,
    Memory,
    MemoryEntry,
    UnitState,
    UnknownRevisionError,
    changes,
    entry_of,
    grown,
    status_of,
    word_difference,
)
from presskit.writers import kit_files
from tests.translation_out.samples import ENGLISH, NOW, glossary, kit, states

CHANGED = ENGLISH.replace("Open the road. {#call-1}", "Open the road tonight. {#call-1}").replace("We are two.", "We are three.")


def arabic(revision: str, source: str = ENGLISH) -> str:
    """Every text of the source with an Arabic word before it."""
    text = source.replace("title: ", "title: نص ").replace("subtitle: ", "subtitle: نص ")
    text = text.replace("---\nThe", f"translates: {{language: en, revision: {revision}}}\n---\nنص The").replace("Snow is", "نص Snow is")
    return text.replace("Open the road. {", "نص Open. {").replace("We are two", "نص We are two")


def revision(source: str = ENGLISH) -> str:
    return package_for(kit(statement_en_md=source), "ar").revision


def imported(source: str = ENGLISH) -> tuple[TranslationPackage, Memory]:
    """A package as it was when all of it came back, and the memory since then."""
    made = package_for(kit(statement_en_md=source, statement_ar_md=arabic(revision(source), source)), "ar", glossary())
    texts = [each for each in made.units if each.target and each.translate]
    return made, grown(Memory(), [entry_of(made, each, each.target or ()) for each in texts])


def test_a_new_language_is_all_new_but_its_names() -> None:
    found = states()
    assert {each.state for each in found.values() if not each.unit.is_name} == {UnitState.NEW}
    assert found["signatory-1.name"].state is UnitState.LOCKED
    assert found["signatory-4.name"].state is UnitState.NEW


def test_exactly_the_changed_texts_are_open() -> None:
    _, memory = imported()
    found = states(memory=memory, statement_en_md=CHANGED, statement_ar_md=arabic(revision()))
    changed = {key for key, each in found.items() if each.state is UnitState.CHANGED}
    assert changed == {"call-1", "about-1"}
    assert all(each.state is UnitState.DONE for key, each in found.items() if not each.unit.is_name and key not in changed)


def test_a_change_shows_old_words_old_translation_and_the_difference() -> None:
    _, memory = imported()
    change = states(memory=memory, statement_en_md=CHANGED, statement_ar_md=arabic(revision()))["call-1"]
    assert change.old_source == (Text("Open the road."),)
    assert change.old_target == (Text("نص Open."),)
    assert [(each.edit, each.text) for each in change.difference if each.edit is not DiffKind.SAME] == [(DiffKind.ADDED, " tonight")]


def test_a_translation_brought_up_to_date_by_hand_is_done() -> None:
    found = states(statement_en_md=CHANGED, statement_ar_md=arabic(revision(CHANGED)))
    assert {each.state for each in found.values() if not each.unit.is_name} == {UnitState.DONE}


def test_without_a_memory_it_is_not_known_what_changed() -> None:
    found = states(statement_en_md=CHANGED, statement_ar_md=arabic(revision()))
    assert {each.state for each in found.values() if not each.unit.is_name} == {UnitState.CHANGED}
    assert found["call-1"].difference == ()


def test_a_new_paragraph_is_new_and_the_rest_is_done() -> None:
    _, memory = imported()
    longer = ENGLISH.replace("> We have", "One more. {#p-more}\n\n> We have")
    found = states(memory=memory, statement_en_md=longer, statement_ar_md=arabic(revision()))
    assert [key for key, each in found.items() if each.state is UnitState.NEW and not each.unit.is_name] == ["p-more"]


def test_since_a_revision_holds_against_what_was_then() -> None:
    first, memory = imported()
    second = package_for(kit(statement_en_md=CHANGED, statement_ar_md=arabic(revision(CHANGED))), "ar")
    back = [entry_of(second, each, (Text("الآن"),)) for each in second.units if each.key in {"call-1", "about-1"}]
    memory = grown(memory, back)
    assert [each.unit.key for each in changes(second, memory, first.revision) if each.state is UnitState.CHANGED] == ["call-1", "about-1"]
    assert not [each for each in changes(second, memory, second.revision) if each.state is UnitState.CHANGED]


def test_an_unknown_revision_is_refused_with_those_that_are_known() -> None:
    made, memory = imported()
    with pytest.raises(UnknownRevisionError, match=made.revision):
        changes(made, memory, "ffffffffffff")
    with pytest.raises(UnknownRevisionError, match="it is empty"):
        changes(made, Memory(), "ffffffffffff")


def test_a_name_that_came_back_as_it_was_is_not_asked_for_again() -> None:
    unit = states()["signatory-4.name"].unit
    memory = Memory((MemoryEntry(unit.key, "en", "ar", unit.source, unit.source, "0" * 12),))
    assert states(memory=memory)["signatory-4.name"].state is UnitState.DONE


def test_the_memory_is_a_log_that_says_nothing_twice() -> None:
    made, memory = imported()
    again = [entry_of(made, each, each.target or ()) for each in made.units if each.target and each.translate]
    assert grown(memory, again) == memory
    newer = grown(memory, [entry_of(made, made.units[0], (Text("غيره"),))])
    assert newer.entries[: len(memory.entries)] == memory.entries
    assert newer.latest("ar")["title"].target == (Text("غيره"),)
    assert newer.latest("fr") == {}


@given(st.text(alphabet="ab ,.{}[]^\n", max_size=60), st.text(alphabet="ab ,.{}[]^\n", max_size=60))
def test_a_difference_holds_both_texts(old: str, new: str) -> None:
    pieces = word_difference(old, new)
    assert "".join(each.text for each in pieces if each.edit is not DiffKind.ADDED) == old
    assert "".join(each.text for each in pieces if each.edit is not DiffKind.GONE) == new


def test_a_variable_is_one_word_in_a_difference() -> None:
    pieces = word_difference("{{ date }} ends", "{{ places }} ends")
    assert [(each.edit, each.text) for each in pieces][:2] == [(DiffKind.GONE, "{{ date }}"), (DiffKind.ADDED, "{{ places }}")]


def test_the_standing_counts_texts_and_names_apart() -> None:
    _, memory = imported()
    made = package_for(kit(statement_en_md=CHANGED, statement_ar_md=arabic(revision())), "ar", glossary())
    today = NOW.date()
    found = status_of(made, changes(made, memory), [Export("ar", today, made.revision), Export("fr", today, made.revision)])
    assert (found.changed, found.missing, found.names) == (2, 0, 6)
    assert found.waiting_since == today
    assert not found.complete


def test_what_was_sent_before_the_source_changed_is_not_waited_for() -> None:
    made = package_for(kit(), "ar")
    found = status_of(made, changes(made, Memory()), [Export("ar", NOW.date(), "0" * 12)])
    assert found.waiting_since is None
    assert found.sent == NOW.date()


def test_a_statement_that_is_written_and_read_has_the_same_units() -> None:
    source = kit().statement("en")
    assert source is not None
    again = kit(statement_en_md=kit_files.markdown(source))
    assert package_for(again, "ar").units == package_for(kit(), "ar").units
