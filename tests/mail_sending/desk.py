"""A kit on a desk, the server that it names, and a way to type presskit mail: for tests of whole commands."""

from __future__ import annotations

import email
import email.policy
import json
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

import pytest

from presskit.cli import main
from presskit.kit.loading import load
from presskit.readers import kit as kit_reader
from tests.mail_sending.sink import Sink
from tests.mail_sending.test_commands import FILES, KIT

__all__ = ["Desk", "set_up"]

FRENCH = """\
---
title: Un pont ouvre aux ambulances
translates: {{language: en, revision: {}}}
---
Le pont est ouvert aux ambulances dès aujourd’hui. {{#p-open}}
"""


@dataclass
class Desk:
    """Types commands, and looks at what the server got."""

    folder: Path
    sink: Sink
    capsys: pytest.CaptureFixture[str]
    out: str = ""
    err: str = ""

    def run(self, *words: str, family: str = "mail") -> int:
        self.capsys.readouterr()
        arguments = (
            [family, *words[:1], str(self.folder), *words[1:]] if family == "mail" else [family, str(self.folder), *words]
        )
        build = ["--build", str(self.folder / "out")] if words[:1] and words[0] in {"send", "test", "draft"} else []
        try:
            code = main([*arguments, *build])
        except SystemExit as ending:
            code = int(str(ending.code))
        self.out, self.err = self.capsys.readouterr()
        return code

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, "utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        text = (self.folder / name).read_text("utf-8")
        assert old in text
        self.write(name, text.replace(old, new))

    def build(self) -> None:
        assert main(["build", str(self.folder), "--out", str(self.folder / "out")]) == 0

    def reached(self) -> list[str]:
        return [each.address for each in self.sink.arrived]

    def messages(self) -> list[EmailMessage]:
        return [email.message_from_bytes(each.data, EmailMessage, policy=email.policy.default) for each in self.sink.arrived]

    def states(self) -> dict[str, str]:
        self.run("status", "--json")
        return {each["address"]: each["state"] for each in json.loads(self.out)["messages"]}


def set_up(folder: Path, sink: Sink, capsys: pytest.CaptureFixture[str], **files: str) -> Desk:
    """Return a kit in English and French that is built."""
    folder.mkdir()
    made = Desk(folder, sink, capsys)
    made.write("kit.yaml", KIT.format(port=sink.port))
    for name, text in {**FILES, **files}.items():
        made.write(name, text)
    made.change("statement.en.md", "as of today.", "as of today. {#p-open}")
    made.write("statement.fr.md", FRENCH.format(_revision(folder)))
    made.build()
    return made


def _revision(folder: Path) -> str:
    """Return what the French text translates."""
    kit = kit_reader.read(load(folder).value).value
    english = kit.statement("en") if kit else None
    assert english is not None
    return english.revision
