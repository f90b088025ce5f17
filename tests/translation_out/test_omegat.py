"""OmegaT itself, in console mode: what it loads, which tags it shows, and a translation that comes back through it."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from presskit.model.document import Paragraph, Statement
from presskit.readers import kit as kit_reader
from presskit.resources import shipped
from presskit.translation.segments import package_for, text_of, units
from presskit.translation.status import Memory, entry_of, grown
from presskit.usecases.translate_out import TranslateOutRequest, translate_out
from presskit.writers.translation import FormatName
from presskit.writers.translation.cat_files import write_tmx
from presskit.writers.translation.job import Job
from tests.translation_back.kits import take
from tests.translation_out import omegat
from tests.translation_out.samples import WORLD, exported, glossary, kit

pytestmark = [pytest.mark.real, pytest.mark.skipif(omegat.OMEGAT is None, reason="OmegaT is not installed: apt install omegat")]
WANTED = TranslateOutRequest(Path(), languages=("ar",), formats=(FormatName.DOCX, FormatName.TABLE, FormatName.XLIFF))
TAG = re.compile(r"</?[a-z]\d+/?>")


def files(tmp_path: Path) -> dict[str, bytes]:
    _, made = exported(tmp_path / "kit", WANTED)
    return {name.rpartition("/")[2]: data for name, data in made.items()}


@pytest.mark.parametrize("suffix", ["en-ar.docx", "table.docx", "xliff"])
def test_plain_texts_have_no_tags(tmp_path: Path, suffix: str) -> None:
    chosen = {name: data for name, data in files(tmp_path).items() if name.endswith(suffix)}
    found = omegat.segments(tmp_path, chosen)
    shared = {"signatory-3.title", "signatory-3.name", "fig-1-credit"}  # in the Word file they share their line
    plain = [each for each in units(kit(), "ar", glossary()) if each.translate and len(each.source) == 1 and not each.protected]
    for unit in plain:
        assert text_of(unit.source) in found or unit.key in shared, unit.key
    assert len(plain) > 15


def test_tags_are_few(tmp_path: Path) -> None:
    chosen = {name: data for name, data in files(tmp_path).items() if name.endswith("en-ar.docx")}
    tags = {TAG.sub("", each): len(TAG.findall(each)) for each in omegat.segments(tmp_path, chosen)}
    assert tags["Snow is near, say observers, and 1,500 people wait.[^un]"] <= 3  # a link: two, a note: one
    assert tags["The {{ signatory_count }} organisations ask that the road be opened, write to press@example.org."] <= 4


def test_omegat_shows_no_unit_of_xliff_that_is_locked(tmp_path: Path) -> None:
    chosen = {name: data for name, data in files(tmp_path).items() if name.endswith("xliff")}
    found = omegat.segments(tmp_path, chosen)
    opened = [each for each in units(kit(), "ar") if each.translate]
    assert len(found) == len({text_of(each.source) for each in opened})
    assert "Big Heart" not in found
    assert "القلب الكبير" not in found


def specimen(place: Path) -> tuple[Path, Statement, bytes]:
    """The shipped kit without its Arabic text, that text, and a memory made of it."""
    shutil.copytree(shipped("data") / "aleppo", place)
    whole = kit_reader.read({each.name: each.read_bytes() for each in place.iterdir()}).value
    assert whole is not None
    arabic = whole.statement("ar")
    assert arabic is not None
    made = package_for(whole, "ar")
    memory = grown(Memory(), [entry_of(made, each, each.target) for each in made.units if each.target and each.translate])
    (place / "statement.ar.md").unlink()
    from presskit.editions import merge

    (tmx,) = write_tmx(Job(made, (), merge(whole, "en").value, memory))
    return place, arabic, tmx.data


@pytest.mark.parametrize("chosen", [FormatName.DOCX, FormatName.XLIFF])
def test_a_translation_made_by_omegat_comes_back_whole(tmp_path: Path, chosen: FormatName) -> None:
    place, arabic, memory = specimen(tmp_path / "kit")
    report = translate_out(TranslateOutRequest(place, tmp_path / "out", ("ar",), (chosen,)), world=WORLD)
    (name,) = report.sent[0].files
    done = omegat.translated(tmp_path, {Path(name).name: (tmp_path / "out" / name).read_bytes()}, memory)
    back = take(place, Path(name).name, done[Path(name).name])
    assert [each.message for each in back.diagnostics if each.severity == "error"] == []
    evidence = {each.key: each.evidence for each in back.rows if each.state in {"placed", "untranslated"}}
    assert set(evidence.values()) == {"id"}
    again = kit_reader.read({each.name: each.read_bytes() for each in place.iterdir() if each.is_file()}).value
    assert again is not None
    read = again.statement("ar")
    assert read is not None
    same, all_of_them = _agreeing(read, arabic)
    assert same >= all_of_them - 8  # texts with marks are not matched by words alone, and stay for the translator


def _agreeing(one: Statement, other: Statement) -> tuple[int, int]:
    from presskit.model.document import segments

    mine = {each.id: each for each in segments(one)}
    both = [(each, mine.get(each.id)) for each in segments(other)]
    return sum(1 for theirs, ours in both if ours == theirs), len(both)


def test_nothing_else_than_words_goes_into_the_memory_for_tools(tmp_path: Path) -> None:
    _, _, memory = specimen(tmp_path / "kit")
    assert b"<bpt" not in memory
    assert b"<ph" not in memory
    assert replace(Paragraph(()), id="x").id == "x"
