"""What is read of a kit's folder, and what is refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from presskit.diagnostics import Diagnostic, Reading
from presskit.kit.loading import beside, load, read_inside, templates
from presskit.limits import KIT_TEXT_BYTES, KIT_YAML_BYTES, PICTURE_BYTES


def codes(reading: Reading[dict[str, bytes]]) -> list[str]:
    return [finding.code for finding in reading.diagnostics]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    kit = tmp_path / "kit"
    kit.mkdir()
    (kit / "kit.yaml").write_bytes(b"id: a\n")
    return kit


def sparse(path: Path, size: int) -> None:
    with path.open("wb") as file:
        file.truncate(size)


def test_texts_at_the_top_and_pictures_at_any_depth_are_read(folder: Path) -> None:
    (folder / "photos" / "day").mkdir(parents=True)
    (folder / "photos" / "day" / "a.JPG").write_bytes(b"picture")
    (folder / "photos" / "notes.md").write_bytes(b"not a text of the kit")
    (folder / ".hidden.png").write_bytes(b"left alone")
    (folder / "report.pdf").write_bytes(b"no kit file")
    reading = load(folder)
    assert reading == Reading({"kit.yaml": b"id: a\n", "photos/day/a.JPG": b"picture"})


def test_a_folder_that_is_no_kit_is_not_searched(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.png").write_bytes(b"picture")
    assert load(tmp_path) == Reading({})


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    reading = load(tmp_path / "nowhere")
    assert codes(reading) == ["missing-folder"]
    assert "nowhere" in reading.diagnostics[0].message
    assert "presskit new" in reading.diagnostics[0].hint


def test_a_file_instead_of_a_folder_says_which_folder_is_meant(folder: Path) -> None:
    reading = load(folder / "kit.yaml")
    assert codes(reading) == ["not-a-folder"]
    assert reading.diagnostics[0].hint.endswith(str(folder))


def test_a_name_that_no_disk_can_hold_is_a_missing_folder() -> None:
    assert codes(load(Path("x" * 5000))) == ["missing-folder"]


def test_a_text_of_many_megabytes_is_refused_unread(folder: Path) -> None:
    sparse(folder / "statement.en.md", KIT_TEXT_BYTES + 1)
    reading = load(folder)
    assert codes(reading) == ["file-too-large"]
    assert reading.diagnostics[0].span.source == "statement.en.md"
    assert "statement.en.md" not in reading.value


def test_a_list_of_more_megabytes_than_a_text_is_read(folder: Path) -> None:
    sparse(folder / "signatories.yaml", KIT_TEXT_BYTES + 1)
    assert codes(load(folder)) == []
    sparse(folder / "signatories.yaml", KIT_YAML_BYTES + 1)
    assert codes(load(folder)) == ["file-too-large"]


def test_a_picture_of_300_megabytes_is_refused_unread(folder: Path) -> None:
    sparse(folder / "photo.jpg", 300 * 1024 * 1024)
    reading = load(folder)
    assert codes(reading) == ["file-too-large"]
    assert reading.diagnostics[0].message == "«photo.jpg» has 300 megabytes; up to 40 are read"


def test_pictures_that_are_too_much_together_are_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("presskit.limits.PICTURES_BYTES", 10)
    (folder / "a.png").write_bytes(b"123456")
    (folder / "b.png").write_bytes(b"123456")
    reading = load(folder)
    assert codes(reading) == ["kit-too-large"]
    assert reading.diagnostics[0].message == "with «b.png» the kit's files have more than 400 megabytes together"
    assert sorted(reading.value) == ["a.png", "kit.yaml"]
    assert PICTURE_BYTES > 10


def test_a_link_inside_the_kit_is_followed_and_one_out_of_it_refused(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_bytes(b"a secret")
    (folder / "logo.png").write_bytes(b"picture")
    (folder / "again.png").symlink_to(folder / "logo.png")
    (folder / "statement.en.md").symlink_to(tmp_path / "secret.md")
    (folder / "photos").symlink_to(tmp_path)
    reading = load(folder)
    assert codes(reading) == ["link-outside-kit", "link-outside-kit"]
    assert sorted(reading.value) == ["again.png", "kit.yaml", "logo.png"]


def test_links_in_a_circle_are_refused(folder: Path) -> None:
    (folder / "a.md").symlink_to(folder / "b.md")
    (folder / "b.md").symlink_to(folder / "a.md")
    assert set(codes(load(folder))) <= {"link-outside-kit", "unreadable-file"}
    assert len(load(folder).diagnostics) == 2


def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "contacts.yaml")
    assert codes(load(folder)) == ["unreadable-file"]


def test_a_file_that_cannot_be_read_is_named_with_the_reason(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str, *_: object, **__: object) -> int:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr("presskit.intake._opened", refuse)
    (finding,) = load(folder).diagnostics
    assert (finding.code, str(finding.span)) == ("unreadable-file", "kit.yaml")
    assert "Permission denied" in finding.message


def test_a_name_that_is_not_utf8_can_be_printed(folder: Path) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.png")).write_bytes(b"picture")
    (name,) = set(load(folder).value) - {"kit.yaml"}
    assert name.encode() == "caf\ufffd.png".encode()


def test_a_template_that_is_not_read_is_named_with_its_folder(tmp_path: Path) -> None:
    own = tmp_path / "templates"
    own.mkdir()
    (own / "release.docx").write_bytes(b"mine")
    assert templates(own) == ()
    (own / "page.css").symlink_to("/etc/hosts")
    (finding,) = templates(own)
    assert (finding.code, str(finding.span)) == ("link-outside-kit", str(own / "page.css"))


def test_what_lies_beside_a_kit_is_named_up_to_a_limit(folder: Path) -> None:
    assert beside(folder) == {"kit.yaml"}
    assert beside(folder / "nowhere") == set()
    for number in range(502):
        (folder / f"{number}.txt").touch()
    assert len(beside(folder)) == 500


def test_a_template_of_many_megabytes_is_refused_unread(tmp_path: Path) -> None:
    sparse(tmp_path / "release.docx", 21 * 1024 * 1024)
    (finding,) = templates(tmp_path)
    assert finding.code == "file-too-large"
    assert finding.message.endswith(" has 21 megabytes; up to 20 are read")


def test_one_file_of_a_kit_is_read_or_told(folder: Path) -> None:
    found: list[Diagnostic] = []
    assert read_inside(folder, "kit.yaml", 6, found) == b"id: a\n"
    assert found == []
    assert read_inside(folder, "nothing.yaml", 6, found) is None
    assert read_inside(folder, "../kit.yaml", 6, found) is None
    assert [(each.code, str(each.span)) for each in found] == [
        ("unreadable-file", "nothing.yaml"), ("link-outside-kit", "../kit.yaml"),
    ]  # fmt: skip
