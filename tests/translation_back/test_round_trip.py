"""What goes out and comes back untouched is the same model, whatever its words."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from presskit.formats.kit_yaml import joined
from presskit.model.document import Paragraph, Statement, Text, Translates
from presskit.model.release import Kit, Release, ReleaseKind
from presskit.writers import kit_files
from tests.readers.test_round_trip import PIXEL, statements
from tests.translation_back.kits import kit_of, sent, take

SLOW = settings(
    suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=12, phases=[Phase.explicit, Phase.generate]
)


def _translated(statement: Statement) -> Kit:
    """Return a kit with a text and its translation, which has the same blocks, and words of its own in its title."""
    source = replace(statement, description="", keywords=())
    title = Paragraph(joined((Text("Titre "), *source.title.inlines)), "title")
    made = replace(source, language="fr", title=title, translates=Translates("en", source.revision))
    return Kit(Release("river", ReleaseKind.JOINT_STATEMENT, ("en", "fr")), (source, made))


def _written(kit: Kit, folder: Path) -> Path:
    folder.mkdir()
    for artefact in kit_files.write(kit):
        (folder / artefact.name).write_bytes(artefact.data)
    (folder / "a b.png").write_bytes(PIXEL)
    return folder


@pytest.mark.parametrize("form", ["xliff", "table", "docx"])
@SLOW
@given(statement=statements())
def test_import_of_an_export_is_the_model(form: str, statement: Statement) -> None:
    """The translation is in the kit: it is shown in the file, and comes back as it is, marks and all."""
    with tempfile.TemporaryDirectory() as name:
        folder = _written(_translated(statement), Path(name) / "kit")
        kit = kit_of(folder)
        wanted = kit.statement("fr")
        report = take(folder, f"back.{'xliff' if form == 'xliff' else 'docx'}", sent(kit, "fr", form, {"a b.png": PIXEL}))
        assert [(each.code, each.message) for each in report.diagnostics if each.severity == "error"] == []
        assert kit_of(folder).statement("fr") == wanted
