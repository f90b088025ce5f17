"""A kit whose release goes out by e-mail, for tests of the use cases: no command is typed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from presskit.diagnostics import has_errors
from presskit.kit import building, loading
from presskit.readers import kit as kit_reader
from presskit.usecases.build import BuildRequest, build
from presskit.usecases.plan import SendRequest
from presskit.usecases.world import World
from tests.mail_sending.sink import Sink
from tests.mail_sending.test_commands import FILES, KIT

__all__ = ["MailKit", "counted_reads", "mail_kit"]


@dataclass(frozen=True)
class MailKit:
    """A kit in English, built, and the server that it names."""

    folder: Path
    sink: Sink
    world: World

    def change(self, name: str, old: str, new: str) -> None:
        text = (self.folder / name).read_text("utf-8")
        assert old in text
        (self.folder / name).write_text(text.replace(old, new), "utf-8")

    def build(self) -> None:
        report = build(BuildRequest(self.folder, self.folder / "out"), world=self.world)
        assert not has_errors(report.diagnostics)

    def request(self, **options: Any) -> SendRequest:
        return SendRequest(self.folder, **{"build": self.folder / "out", **options})


def mail_kit(folder: Path, sink: Sink, **files: str) -> MailKit:
    """Return the kit in a folder of its own, with what presskit keeps for its user beside it."""
    folder.mkdir()
    (folder / "kit.yaml").write_text(KIT.format(port=sink.port).replace("[en, fr]", "[en]"), "utf-8")
    for name, text in {**FILES, **files}.items():
        (folder / name).write_text(text, "utf-8")
    home = str(folder.parent / "home")
    made = MailKit(folder, sink, World({"HOME": home, "XDG_CONFIG_HOME": f"{home}/c", "XDG_STATE_HOME": f"{home}/s"}))
    made.build()
    return made


def counted_reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that grows with each time a kit's folder is loaded, and each time its files are read."""
    reads: list[str] = []
    load, read = loading.load, kit_reader.read

    def loaded(folder: Path) -> Any:
        reads.append("load")
        return load(folder)

    def understood(*given: Any) -> Any:
        reads.append("read")
        return read(*given)

    for module in (loading, building):
        monkeypatch.setattr(module, "load", loaded)
    monkeypatch.setattr(kit_reader, "read", understood)
    return reads
