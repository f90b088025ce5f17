"""Without Pango a user reads which line to type."""

from __future__ import annotations

from typing import Any, NoReturn

import pytest

from presskit.typesetting import pango
from tests.commands.conftest import Run

APT = "sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
MESSAGE = "cannot load library 'libpango-1.0-0': error 0x7e"


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        ({"Linux", "debian"}, APT),
        ({"Linux", "linuxmint", "ubuntu", "debian"}, APT),
        ({"Linux", "fedora"}, "sudo dnf install pango harfbuzz"),
        ({"Linux", "rocky", "rhel", "centos", "fedora"}, "sudo dnf install pango harfbuzz"),
        ({"Darwin"}, "brew install pango"),
    ],
)
def test_each_system_has_its_line(facts: set[str], line: str) -> None:
    assert pango.install_line(frozenset(facts)) == line


def test_windows_goes_by_msys2() -> None:
    line = pango.install_line(frozenset({"Windows"}))
    assert "winget install MSYS2.MSYS2" in line
    assert "WEASYPRINT_DLL_DIRECTORIES" in line


def test_an_unknown_system_is_told_what_to_look_for() -> None:
    assert "Pango" in pango.install_line(frozenset({"Linux", "nixos"}))


def test_it_is_missing_when_no_name_of_a_library_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str) -> NoReturn:
        raise OSError(name)

    monkeypatch.setattr("ctypes.CDLL", refuse)
    assert pango.is_missing()


def test_a_build_without_it_says_what_to_type(run: Run, kit: object, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_library(*arguments: Any, **options: Any) -> NoReturn:
        raise OSError(MESSAGE)

    monkeypatch.setattr("presskit.usecases.build.build_kit", no_library)
    ended = run("build", kit)
    assert ended.code == 2
    assert "Install it: " in ended.err
    assert "--only docx,html,text" in ended.err
    assert "Traceback" not in ended.err
