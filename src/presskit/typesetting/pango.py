"""Pango, which sets the type of the PDF: whether it is there, and how this system installs it."""

from __future__ import annotations

import contextlib
import ctypes
import ctypes.util
import platform
from collections.abc import Mapping

__all__ = ["install_line", "is_missing", "is_reason", "missing_message", "system_facts"]

LIBRARIES = (
    ("libgobject-2.0.so.0", "libgobject-2.0-0", "libgobject-2.0-0.dll", "libgobject-2.0.dylib"),
    ("libpango-1.0.so.0", "libpango-1.0-0", "libpango-1.0-0.dll", "libpango-1.0.dylib"),
    ("libpangoft2-1.0.so.0", "libpangoft2-1.0-0", "libpangoft2-1.0-0.dll", "libpangoft2-1.0.dylib"),
    ("libharfbuzz-subset.so.0", "libharfbuzz-subset-0", "libharfbuzz-subset-0.dll", "libharfbuzz-subset.0.dylib"),
)
"""Each library by the names that it has on Linux, Windows (two) and macOS."""

DEBIAN_PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")

LINES = (
    ({"debian", "ubuntu"}, "sudo apt install " + " ".join(DEBIAN_PACKAGES)),
    ({"fedora", "rhel", "centos"}, "sudo dnf install pango harfbuzz"),
    ({"alpine"}, "sudo apk add pango harfbuzz-subset"),
    ({"arch"}, "sudo pacman -S pango harfbuzz"),
    ({"suse", "opensuse"}, "sudo zypper install libpango-1_0-0 libharfbuzz-subset0"),
    ({"Darwin"}, "brew install pango"),
    (
        {"Windows"},
        (
            "winget install MSYS2.MSYS2, then in the MSYS2 shell: pacman -S mingw-w64-ucrt-x86_64-pango, "
            "then in PowerShell: $env:WEASYPRINT_DLL_DIRECTORIES = 'C:\\msys64\\ucrt64\\bin'"
        ),
    ),
)


def _opens(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def is_missing() -> bool:
    """Return whether any library that the PDF needs cannot be loaded."""
    return not all(any(map(_opens, names)) for names in LIBRARIES)


def is_reason(problem: OSError) -> bool:
    """Return whether ``problem`` is what loading a missing library raises."""
    return "cannot load library" in str(problem)


def system_facts() -> frozenset[str]:
    """Return the names of this system: the kernel's, and on Linux the distribution's and those it is like."""
    facts: Mapping[str, str] = {}
    with contextlib.suppress(OSError):
        facts = platform.freedesktop_os_release()
    return frozenset({platform.system(), facts.get("ID", ""), *facts.get("ID_LIKE", "").split()})


def install_line(facts: frozenset[str]) -> str:
    """Return what a user types to install Pango on the system that ``facts`` describes."""
    otherwise = "install Pango 1.44 or newer and HarfBuzz with this system's package manager"
    return next((line for names, line in LINES if names & facts), otherwise)


def missing_message() -> str:
    """Return the words for a user without Pango."""
    return (
        "the PDF needs Pango, a library that sets type, and this system does not have it.\n"
        f"  Install it: {install_line(system_facts())}\n"
        "  Everything else works without it: presskit build DIR --only docx,html,text"
    )
