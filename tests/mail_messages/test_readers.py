"""Programs that people read e-mail with give back every part, name and word."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presskit.mail.message_template import MessageTemplate, Recipient, attach
from presskit.mail.mime import one_line
from tests.mail_messages.making import SENDER, attachments, composed, files, letter, message, parsed, specimen
from tests.programs import NODE_MODULES, program

pytestmark = pytest.mark.real
LANGUAGES = ("en", "fr", "ar")
NAMES = {"en": "Amal Haddad", "fr": "Hélène «Été» d’Aubigné-Saint-Exupéry de la Tour", "ar": "أمل حداد"}
TITLED = "بيان مشترك – طريق آمن للخروج من شرق حلب.pdf"
KIT = specimen()


@dataclass(frozen=True)
class Case:
    letter: MessageTemplate
    recipient: Recipient
    path: Path

    @property
    def text(self) -> str:
        return self.letter.rendered(self.recipient)[0]

    @property
    def html(self) -> str:
        return self.letter.rendered(self.recipient)[1]

    @property
    def files(self) -> list[list[str]]:
        return [[each.name, each.media_type, each.sha256] for each in self.letter.chosen(self.recipient)]


def cases(folder: Path) -> list[Case]:
    made = [(composed(KIT, language), Recipient("amal@example.org", NAMES[language])) for language in LANGUAGES]
    _, docx = attachments()
    made.append((letter(attachments=(attach("pdf", files()["pdf"], TITLED), docx)), Recipient("amal@example.org")))
    return written(folder, made)


def written(folder: Path, made: Sequence[tuple[MessageTemplate, Recipient]]) -> list[Case]:
    found = []
    for number, (each, recipient) in enumerate(made):
        path = folder / f"{number}.eml"
        path.write_bytes(message(each, recipient))
        found.append(Case(each, recipient, path))
    return found


def tidy(text: str) -> str:
    return text.replace("\r\n", "\n").strip("\n")


def run(*command: str, **options: Any) -> str:
    output: bytes = subprocess.run(command, check=True, capture_output=True, timeout=900, **options).stdout
    return output.decode("utf-8", "replace")


def read_by_node(paths: Sequence[Path]) -> list[dict[str, Any]]:
    tool = NODE_MODULES.parent / "read-mail.mjs"
    found: list[dict[str, Any]] = json.loads(run("node", str(tool), *map(str, paths)))
    return found


needs_node = pytest.mark.skipif(
    program("node") is None or not (NODE_MODULES / "postal-mime").is_dir(), reason="needs Node with postal-mime and mailparser"
)


@needs_node
@pytest.mark.parametrize("reader", ["postal-mime", "mailparser"])
def test_node_readers_give_back_everything(reader: str, tmp_path: Path) -> None:
    found = cases(tmp_path)
    for case, readings in zip(found, read_by_node([each.path for each in found]), strict=True):
        read = readings[reader]
        assert read["subject"] == case.letter.subject
        assert read["from"] == [SENDER.name, SENDER.address]
        assert read["to"] == [case.recipient.name, case.recipient.address]
        assert tidy(read["text"]) == tidy(case.text)
        assert tidy(read["html"]) == tidy(case.html)
        assert read["files"] == case.files


@needs_node
@settings(max_examples=3, deadline=None)
@given(pairs=st.lists(st.tuples(st.text(max_size=150), st.text(max_size=60)), min_size=60, max_size=60))
def test_node_readers_give_back_generated_subjects_and_names(pairs: list[tuple[str, str]]) -> None:
    made = [(letter(subject=subject, attachments=()), Recipient("amal@example.org", name)) for subject, name in pairs]
    with tempfile.TemporaryDirectory() as folder:
        found = written(Path(folder), made)
        readings_of = read_by_node([each.path for each in found])
    for case, readings in zip(found, readings_of, strict=True):
        assert squeezed(readings["postal-mime"].get("subject", "")) == squeezed(one_line(case.letter.subject))
        assert squeezed(readings["postal-mime"]["to"][0]) == squeezed(one_line(case.recipient.name))


def squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.skipif(program("mshow") is None, reason="needs mblaze")
def test_mblaze_gives_back_everything(tmp_path: Path) -> None:
    for case in cases(tmp_path):
        assert run("mhdr", "-d", "-h", "subject", str(case.path)).rstrip("\n") == case.letter.subject
        to = run("mhdr", "-d", "-A", "-h", "to", str(case.path)).rstrip("\n")
        assert to.replace('"', "") == (
            f"{case.recipient.name} <{case.recipient.address}>" if case.recipient.name else case.recipient.address
        )
        assert tidy(run("mshow", "-O", str(case.path), "3")) == tidy(case.text)
        assert tidy(run("mshow", "-O", str(case.path), "4")) == tidy(case.html)
        out = tmp_path / case.path.stem
        out.mkdir()
        run("mshow", "-x", str(case.path), *(name for name, _, _ in case.files), cwd=out)
        got = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in out.iterdir()}
        assert got == {name: digest for name, _, digest in case.files}


@pytest.mark.skipif(program("notmuch") is None, reason="needs notmuch")
def test_notmuch_gives_back_everything(tmp_path: Path) -> None:
    (tmp_path / "mail").mkdir()
    found = cases(tmp_path / "mail")
    (tmp_path / "config").write_text(f"[database]\npath={tmp_path / 'mail'}\n[user]\nname=x\nprimary_email=x@example.org\n")
    environment = {**os.environ, "NOTMUCH_CONFIG": str(tmp_path / "config"), "HOME": str(tmp_path)}
    run("notmuch", "new", env=environment)
    for case in found:
        name = parsed(case.path.read_bytes())["Message-ID"].strip("<>")
        shown = json.loads(run("notmuch", "show", "--format=json", "--include-html", f"id:{name}", env=environment))[0][0][0]
        alternative, *carried = shown["body"][0]["content"]
        assert shown["headers"]["Subject"] == case.letter.subject
        assert case.recipient.name in shown["headers"]["To"]
        assert [tidy(part["content"]) for part in alternative["content"]] == [tidy(case.text), tidy(case.html)]
        assert [[part["filename"], part["content-type"]] for part in carried] == [each[:2] for each in case.files]
        for part, (_, _, digest) in zip(carried, case.files, strict=True):
            command = ["notmuch", "show", "--format=raw", f"--part={part['id']}", f"id:{name}"]
            raw = subprocess.run(command, check=True, capture_output=True, timeout=900, env=environment).stdout
            assert hashlib.sha256(raw).hexdigest() == digest


@pytest.mark.skipif(program("mutt") is None, reason="needs mutt")
@pytest.mark.parametrize("language", LANGUAGES)
def test_mutt_opens_a_draft_and_sends_all_of_it(language: str, tmp_path: Path) -> None:
    """``mutt -H`` reads the draft, encodes it anew in its own way, and hands it to what stands for sendmail."""
    made, recipient = composed(KIT, language), Recipient("amal@example.org", NAMES[language])
    (tmp_path / "draft.eml").write_bytes(made.draft(recipient, sender=SENDER))
    (tmp_path / "sendmail").write_text(f'#!/bin/sh\ncat > "{tmp_path}/sent.eml"\n')
    (tmp_path / "sendmail").chmod(0o755)
    setting = [f"set sendmail='{tmp_path}/sendmail'", "set charset=utf-8", "set send_charset=utf-8", "set copy=no"]
    options = [part for each in setting for part in ("-e", each)]
    environment = {**os.environ, "HOME": str(tmp_path)}
    command = ["mutt", "-n", "-F", "/dev/null", *options, "-H", str(tmp_path / "draft.eml")]
    subprocess.run(command, check=True, capture_output=True, timeout=900, env=environment, stdin=subprocess.DEVNULL)
    read = parsed((tmp_path / "sent.eml").read_bytes())
    assert " ".join(read["Subject"].split()) == made.subject.replace("\u00a0", " ")
    assert read["To"].addresses[0].addr_spec == "amal@example.org"
    bodies = [part for part in read.walk() if part.get_content_maintype() == "text"]
    assert tidy(bodies[0].get_content()) == tidy(made.rendered(recipient)[0])
    assert carried(read) == [(each.name, each.sha256) for each in made.chosen(recipient)]


def carried(read: EmailMessage) -> list[tuple[str | None, str]]:
    parts = [part for part in read.walk() if part.get_filename()]
    return [(part.get_filename(), hashlib.sha256(part.get_payload(decode=True)).hexdigest()) for part in parts]  # type: ignore[arg-type]
