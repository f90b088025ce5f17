"""Each output says the words of its release: read again from its bytes, and compared by one function."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from presskit.artefact import Artefact
from presskit.checks.preflight.output_text import first_difference
from presskit.model.edition import Edition, for_output
from presskit.model.outputs import Format
from presskit.resources import Resources
from presskit.typesetting.typesetter import Typesetter
from presskit.writers import WRITERS, Writer
from tests.building import built
from tests.commands.test_build import WORLD
from tests.samples import LANGUAGES, bare, edition
from tests.setting import TYPESETTER
from tests.shipped import editions

HELD = [writer for writer in WRITERS if writer.format is not Format.PRINT]
EVERY = [*editions(), *(make(language) for language in LANGUAGES for make in (edition, bare))]


def difference(writer: Writer, made: Edition, data: bytes) -> tuple[str, str] | None:
    return first_difference(writer.accounts(made), writer.words(data), painted=writer.sets_pages)


@pytest.mark.parametrize("writer", HELD, ids=lambda writer: str(writer.format))
@pytest.mark.parametrize("made", EVERY, ids=lambda made: made.name)
def test_each_output_says_every_word_and_no_other(writer: Writer, made: Edition) -> None:
    shown = for_output(made, writer.format)
    assert difference(writer, shown, writer.write(shown, Resources(), TYPESETTER).data) is None


CHANGES = {
    Format.HTML: [(b"</h1>", b" today</h1>"), (b"<main>", b"<main><p>By the way.</p>"), (b"</main>", b"<p>PS</p></main>")],
    Format.TEXT: [(b"\n", b" x\n"), (b"\n\n", b"\n\nBy the way.\n\n")],
}


@pytest.mark.parametrize(("writer", "old", "new"), [(w, *c) for w in HELD for c in CHANGES.get(w.format, ())])
def test_a_word_too_many_is_seen(writer: Writer, old: bytes, new: bytes) -> None:
    made = edition("en")
    data = writer.write(made, Resources(), TYPESETTER).data
    assert old in data
    assert difference(writer, made, data.replace(old, new, 1))


@pytest.mark.parametrize("writer", [w for w in HELD if w.format in CHANGES], ids=lambda writer: str(writer.format))
def test_every_word_that_is_lost_is_seen(writer: Writer) -> None:
    made = edition("en")
    data = writer.write(made, Resources(), TYPESETTER).data.decode()
    for line in [line for line in writer.words(data.encode()) if line.strip()][::3]:
        word = max(line.split(), key=len)
        where = data.rfind(word)
        if where > data.find("<main>"):
            assert difference(writer, made, (data[:where] + data[where + len(word) :]).encode()), word


class Slipping(Writer):
    def write(self, edition: Edition, resources: Resources, typesetter: Typesetter) -> Artefact:
        good = Writer(self.format).write(edition, resources, typesetter)
        return replace(good, data=good.data.replace(b"</h1>", b" today</h1>"))


def test_a_page_that_says_something_else_is_not_written(kit: Path, tmp_path: Path) -> None:
    report = built(kit, tmp_path / "out", WORLD, writers=[Slipping(Format.HTML)])
    assert {each.code for each in report.diagnostics} == {"output-text-differs"}
    assert not report.made
    assert not (tmp_path / "out").exists()
