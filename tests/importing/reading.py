"""Reading inputs for the tests: the kit, the findings and the account of an import."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from presskit.diagnostics import Diagnostic
from presskit.model.release import Kit
from presskit.readers import kit as kit_reader
from presskit.readers.importing import Imported, Placement, import_files
from presskit.writers import kit_files

SAMPLES = Path(__file__).parent / "samples"


@dataclass(frozen=True)
class Read:
    """An import that gave a kit."""

    imported: Imported
    found: tuple[Diagnostic, ...]

    @property
    def kit(self) -> Kit:
        return self.imported.kit

    @property
    def placements(self) -> tuple[Placement, ...]:
        return self.imported.placements

    @property
    def files(self) -> dict[str, bytes]:
        return {artefact.name: artefact.data for artefact in kit_files.write(self.kit)} | dict(self.imported.images)

    def text(self, name: str = "statement.en.md") -> str:
        return self.files[name].decode()

    def codes(self, *, notes: bool = False) -> list[str]:
        return sorted(f.code for f in self.found if notes or f.severity != "note")

    def messages(self, code: str) -> list[str]:
        return [finding.message for finding in self.found if finding.code == code]

    def asked(self) -> list[str]:
        """The kinds of the questions of the kit, in alphabetical order."""
        return sorted(question.kind for question in self.kit.questions)

    def names(self) -> list[str]:
        return [signatory.name.default for signatory in self.kit.roster.everyone()]

    def lost(self) -> list[str]:
        return [each.text for each in self.placements if each.where == "not placed"]


def read(*files: tuple[str, bytes], region: str = "GB", language: str = "en") -> Read:
    reading = import_files(files, region=region, language=language)
    assert reading.value is not None, [finding.message for finding in reading.diagnostics]
    return Read(reading.value, reading.diagnostics)


def read_text(text: str, region: str = "GB", language: str = "en") -> Read:
    return read(("a.txt", text.encode()), region=region, language=language)


def sample(name: str, region: str = "GB", language: str = "en") -> Read:
    return read((name, (SAMPLES / name).read_bytes()), region=region, language=language)


def refused(name: str, data: bytes, region: str = "GB", language: str = "en") -> list[Diagnostic]:
    reading = import_files([(name, data)], region=region, language=language)
    assert reading.value is None
    return list(reading.diagnostics)


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def kit_words(read: Read) -> Counter[str]:
    return words(" ".join(data.decode() for name, data in read.files.items() if name.endswith((".yaml", ".md"))))


def read_back(read: Read) -> list[Diagnostic]:
    """What the reader of kits finds in the files of the new kit."""
    return list(kit_reader.read(read.files).diagnostics)
