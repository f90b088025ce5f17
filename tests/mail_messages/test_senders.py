"""«mail» in kit.yaml: read, refused with its line, written and read again."""

from __future__ import annotations

import pytest

from presskit.model.mail import FileNames, MailServer, MailSettings, Security
from presskit.model.people import Localised, OutputName
from presskit.readers import kit as kit_reader
from presskit.writers import kit_files
from tests import kits

WHOLE = MailSettings(
    address="press@example.org",
    name=Localised("Press desk", (("en", "Press desk"), ("ar", "المكتب الصحفي"))),
    reply_to="desk@example.org",
    unsubscribe="off@example.org",
    attachments=(OutputName.PDF,),
    file_names=FileNames.TITLE,
    server=MailServer("smtp.example.org", 465, Security.TLS, "press"),
    rate=20,
)


@pytest.mark.parametrize("mail", [WHOLE, MailSettings(), MailSettings(server=MailServer("localhost"))])
def test_settings_come_back(mail: MailSettings) -> None:
    made = kits.kit(release=kits.release(languages=("en",), mail=mail))
    files = {each.name: each.data for each in kit_files.write(made)}
    reading = kit_reader.read(files)
    assert reading.diagnostics == ()
    assert reading.value is not None
    assert reading.value.release.mail == mail


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("server: {port: 25}", "missing-key"),
        ("server: {host: x, password: secret}", "unknown-key"),
        ("rate: 0", "out-of-range"),
        ("attachments: [exe]", "bad-choice"),
        ("sender: x@example.org", "unknown-key"),
    ],
)
def test_what_is_not_known_is_found_in_its_line(line: str, code: str) -> None:
    yaml = f"id: river\nkind: joint-statement\nlanguages: [en]\nmail:\n  {line}\n"
    files = {"kit.yaml": yaml.encode(), "statement.en.md": b"---\ntitle: A title\n---\nWords.\n"}
    found = [(each.code, each.span.line) for each in kit_reader.read(files).diagnostics]
    assert (code, 5) in found
