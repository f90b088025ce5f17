"""What the measurements were made on: the machine and the versions."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import time
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.kits import ROOT
from presskit import __version__

__all__ = ["described"]

LIBRARIES = ("weasyprint", "jinja2", "python-docx", "lxml", "pikepdf", "fonttools")
PROGRAMS = {"LibreOffice": ("soffice", "--version"), "Chromium": ("chromium", "--version")}
PEERS = ("typst", "pypandoc_binary", "docxtpl")


def described() -> list[tuple[str, str]]:
    """Return the lines about machine and versions."""
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return [
        ("Machine", f"{_processor()}, {os.cpu_count()} processors; its load at the end was {load}"),
        ("Shared", f"two busy loops beside each other took {_beside():.1f} times as long as one; on an idle machine 1.0"),
        ("System", f"{_system()}, Python {platform.python_version()}"),
        ("presskit", __version__),
        ("Libraries", ", ".join(f"{name} {version(name)}" for name in LIBRARIES)),
        ("Peers", ", ".join([*_programs(), *_peers()]) or "none"),
    ]


BUSY = "for number in range(20_000_000): pass"


def _beside() -> float:
    """Return how much longer two processes take than one: 2 where others leave one processor to them."""
    taken = []
    for count in (1, 2):
        begun = time.perf_counter()
        started = [subprocess.Popen([sys.executable, "-c", BUSY]) for _ in range(count)]
        for each in started:
            each.wait()
        taken.append(time.perf_counter() - begun)
    return taken[1] / taken[0]


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        return platform.system()


def _programs() -> list[str]:
    return [f"{name} {_said(*command)}" for name, command in PROGRAMS.items() if shutil.which(command[0])]


def _said(*command: str) -> str:
    """Return the version in what a program says of itself."""
    said = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60).stdout.split()
    return next((word for word in said if word[:1].isdigit()), "?")


def _peers() -> list[str]:
    """Return the peers of the benchmarks' own environment."""
    folders = [str(each) for each in (ROOT / ".venv-bench").glob("lib/python3*/site-packages")]
    found = []
    for name in PEERS:
        try:
            from importlib.metadata import Distribution

            (each,) = list(Distribution.discover(name=name, path=folders))[:1]
            found.append(f"{name} {each.version}")
        except (PackageNotFoundError, ValueError):
            continue
    return found
