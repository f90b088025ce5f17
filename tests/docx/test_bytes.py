"""Equal input, equal bytes; nothing of the machine in them; time in step with the number of names."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import time
import zipfile
from dataclasses import replace

from presskit.model.edition import Edition, Group
from presskit.writers import docx
from tests.docx.making import RESOURCES, made, sample
from tests.samples import edition, members

PROGRAM = """
import hashlib
from presskit.resources import Resources
from presskit.writers import docx
from tests.samples import edition
print(hashlib.sha256(b"".join(docx.write(edition(tag), Resources()).data for tag in ("en", "ar"))).hexdigest())
"""


def digest(**environment: str) -> str:
    command = [sys.executable, "-c", PROGRAM]
    return subprocess.run(command, env={**os.environ, **environment}, check=True, capture_output=True, text=True).stdout


def test_bytes_do_not_hang_on_hash_seed_time_zone_or_locale() -> None:
    assert digest(PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C") == digest(PYTHONHASHSEED="2", TZ="Asia/Beirut", LC_ALL="C.UTF-8")


def test_parts_are_in_order_and_have_one_time() -> None:
    with zipfile.ZipFile(io.BytesIO(docx.write(edition(), RESOURCES).data)) as archive:
        names = archive.namelist()
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert names == ["[Content_Types].xml", *sorted(names[1:])]
    assert len(names) == len(set(names))


def test_the_artefact_is_named_as_the_edition() -> None:
    artefact = docx.write(edition("ar"), RESOURCES)
    assert (artefact.name, artefact.language, artefact.pages) == ("sample-ar.docx", "ar", 0)
    assert artefact.media_type == docx.MEDIA_TYPE


def test_only_the_parts_that_a_reader_needs_are_in_it() -> None:
    assert sorted(sample().files) == [
        "[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "docProps/custom.xml", "word/_rels/document.xml.rels",
        "word/document.xml", "word/fontTable.xml", "word/footer_default.xml", "word/footer_first.xml",
        "word/header_default.xml", "word/header_first.xml", "word/numbering.xml", "word/settings.xml", "word/styles.xml",
        "word/theme/theme1.xml",
    ]  # fmt: skip


def test_it_is_laid_out_as_todays_word_does_and_says_nothing_of_people() -> None:
    settings = sample().files["word/settings.xml"].decode()
    assert re.search('compatibilityMode"[^>]*w:val="15"', settings)
    assert not [
        name for name, data in sample().files.items() if re.search(b"rsid|attachedTemplate|Company|Manager|python-docx", data)
    ]


def with_members(count: int) -> Edition:
    whole = edition()
    assert whole.signatories
    half = count // 2
    groups = (Group("A", str(half), members(1, half), "a"), Group("B", str(count - half), members(half + 1, count - half), "b"))
    return replace(whole, signatories=replace(whole.signatories, groups=groups))


def test_time_grows_with_the_names_and_no_faster() -> None:
    took = {}
    for count in (250, 2500):
        whole, begun = with_members(count), time.process_time()
        docx.write(whole, RESOURCES)
        took[count] = time.process_time() - begun
    assert took[2500] < 4.0
    assert took[2500] < 25 * took[250]


def test_many_names_stand_in_three_columns() -> None:
    assert b'w:num="3"' in made(with_members(250)).files["word/document.xml"]
