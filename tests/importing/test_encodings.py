"""Texts that are not UTF-8, and files that are no texts."""

from __future__ import annotations

import pytest

from tests.importing.reading import read, refused

FRENCH = "La route doit être ouverte\n\nDepuis neuf jours, aucun camion n’a atteint les villes à l’est du fleuve, où l’hiver a déjà commencé."
ARABIC = "افتحوا الطريق إلى مدن النهر\n\nمنذ تسعة أيام لم تصل أي شاحنة إلى مدن النهر وليس لدى المخابز طحين إلا ليومين."
RUSSIAN = (
    "Откройте дорогу\n\nУже девять дней ни один грузовик не дошёл до городов у реки, и у пекарен остаётся мука на два дня."
)


@pytest.mark.parametrize(
    ("text", "encoding", "language"),
    [
        (FRENCH, "cp1252", "fr"), (ARABIC, "cp1256", "ar"), (RUSSIAN, "cp1251", "ru"),
        (ARABIC, "utf-16", "ar"), (FRENCH, "utf-16-le", "fr"), (FRENCH, "utf-16-be", "fr"),
    ],
)  # fmt: skip
def test_an_encoding_is_recognised_and_said(text: str, encoding: str, language: str) -> None:
    found = read(("a.txt", text.encode(encoding)), language=language)
    assert "\n\n".join(each.text for each in found.placements) == text
    assert found.codes() == ["import-encoding"]


def test_utf8_needs_no_word() -> None:
    assert read(("a.txt", b"\xef\xbb\xbf" + FRENCH.encode()), language="fr").codes() == []


@pytest.mark.parametrize("data", [b"%PDF-1.7\n" + bytes(range(256)) * 40, b"\x89PNG\r\n\x1a\n" + bytes(2000)])
def test_a_file_that_is_no_text(data: bytes) -> None:
    assert [finding.code for finding in refused("a.txt", data)] == ["import-unreadable", "import-no-text"]


def test_a_text_may_hold_some_control_characters() -> None:
    """Four, and two of a hundred: more are no text."""
    letters = "The road must be open. ".ljust(101, "a").encode()
    assert "import-unreadable" not in read(("a.txt", letters + b"\x01" * 6)).codes()
    assert [finding.code for finding in refused("a.txt", letters + b"\x01" * 7)] == ["import-unreadable", "import-no-text"]


def test_a_kind_of_file_that_is_not_read() -> None:
    assert [finding.code for finding in refused("a.pdf", b"%PDF-1.7")] == ["import-file-kind", "import-no-text"]


@pytest.mark.parametrize("data", [b"", b"\n \n\t\n", b"-----\n***\n"])
def test_an_empty_text(data: bytes) -> None:
    assert [finding.code for finding in refused("a.txt", data)] == ["import-no-text"]


def test_a_text_as_long_as_a_library() -> None:
    assert [finding.code for finding in refused("a.txt", b"word " * 500_000)] == ["file-too-large", "import-no-text"]


@pytest.mark.parametrize(("region", "language"), [("XX", "en"), ("Turkey", "en"), ("", "english"), ("", "xx")])
def test_codes_that_do_not_exist(region: str, language: str) -> None:
    assert [finding.code for finding in refused("a.txt", b"Title", region, language)] == ["import-no-such-language"]
