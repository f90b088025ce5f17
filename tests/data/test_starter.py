"""The starter kit: what ``presskit new`` copies builds at once, and what its comments offer works."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from presskit.cli import main
from tests.data.shipped_kits import DATA, read_kit, texts

STARTER = DATA / "starter"


@pytest.fixture
def new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772409600")
    folder = tmp_path / "my-kit"
    assert main(["new", str(folder)]) == 0
    return folder


def taken_up(text: str) -> str:
    """The text with the # taken from before every commented line of YAML; prose stays a comment."""
    return re.sub(r"^( *)# ((?:  )*(?:- )?(?:\w+:|\{).*)$", r"\1\2", text, flags=re.MULTILINE)


def test_the_new_kit_is_the_starter(new: Path) -> None:
    assert texts(new) == texts(STARTER)


def test_the_new_kit_is_found_good(new: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(new)]) == 0
    assert "Nothing found" in capsys.readouterr().out


@pytest.mark.parametrize("outputs", ["text", "html"])
def test_the_new_kit_builds(new: Path, tmp_path: Path, outputs: str) -> None:
    assert main(["build", str(new), "--only", outputs, "--out", str(tmp_path / "out")]) == 0
    assert len(list((tmp_path / "out").rglob("sample-release-*"))) == 2


def test_what_the_comments_offer_is_read(new: Path) -> None:
    """Every commented key takes effect when its # is deleted; the pictures it asks for are all that is then missing.

    The embargo is one where the line of the immediate release is taken out, as the comment there says.
    """
    for name, text in texts(new).items():
        commented = taken_up(text) if name.endswith(".yaml") else text
        kept = [line for line in commented.splitlines(keepends=True) if not line.startswith("release: immediate")]
        (new / name).write_text("".join(kept), encoding="utf-8")
    kit, found = read_kit(new)
    assert {finding.code for finding in found} == {"missing-picture"}, found
    assert kit.release.embargo
    assert kit.release.embargo.weekday == "Monday"
    assert kit.release.phrases
    assert kit.release.brand.logo == "logo.png"
    assert [signatory for signatory in kit.roster.everyone() if not signatory.signs]


def test_the_comments_speak_of_what_a_newcomer_needs() -> None:
    comments = " ".join(re.findall(r"#[^\n]*", "\n".join(texts(STARTER).values())))
    assert not [word for word in ("embargo", "late signature", "id", "translation", "leaves the kit") if word not in comments]
