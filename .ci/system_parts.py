"""Installs what pip cannot: Pango for the PDF, and the programs with which the tests look at the outputs.

Run as ``python .ci/system_parts.py pango`` or ``… tools``. As root on Debian apt installs what is missing; elsewhere
the line to type is printed. Without Pango there is no PDF, so that stops; without a tool its tests are skipped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from presskit.typesetting import pango

TOOLS = (
    ("pdftotext", "poppler-utils"),
    ("soffice", "libreoffice-writer-nogui"),
    ("javac", "default-jdk-headless"),
    ("mutt", "mutt"),
    ("notmuch", "notmuch"),
    ("mshow", "mblaze"),
    ("omegat", "omegat"),
    ("gs", "ghostscript"),
    ("abiword", "abiword"),
    ("exiftool", "libimage-exiftool-perl"),
    ("chromium", "chromium"),
)
MAIL_TOOLS = (("smtpd", "opensmtpd"), ("dovecot", "dovecot-imapd"))
"""Only where no other mail server is: apt would take that one away."""
SHARE = Path("/usr/share")
FILES = (
    (SHARE / "java/jaxb-api.jar", "libjaxb-java"),
    (Path("/usr/lib/python3/dist-packages/uno.py"), "python3-uno"),
    (Path("/usr/lib/libreoffice/program/libsclo.so"), "libreoffice-calc-nogui"),
    (SHARE / "php/Symfony/Component/Translation/Resources/schemas/xliff-core-1.2-strict.xsd", "php-symfony-translation"),
)
"""What tests need beside programs: Java's XML, LibreOffice's hands and its tables, the schema of XLIFF."""
NODE_TOOLS = Path("tests/tools")


def say(words: str) -> None:
    """Print a line for the person who waits."""
    print(words, flush=True)  # noqa: T201


def can_use_apt() -> bool:
    """Tell whether packages can be installed here without asking anybody."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(packages: Iterable[str]) -> bool:
    """Install Debian packages; True where all went well."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install_all = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    for command in (["apt-get", "update"], install_all):
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            say(done.stderr.strip())
            return False
    return True


def ensure_pango() -> int:
    """See to it that Pango is there; 1 where it is not."""
    if pango.is_missing() and can_use_apt():
        say("Installing Pango: " + " ".join(pango.DEBIAN_PACKAGES))
        install(pango.DEBIAN_PACKAGES)
    if pango.is_missing():
        say(pango.missing_message())
        return 1
    return 0


def missing_tools() -> list[str]:
    """Return the Debian packages of the programs that are not here."""
    wanted = TOOLS if shutil.which("sendmail") and not shutil.which("smtpd") else TOOLS + MAIL_TOOLS
    packages = [package for program, package in wanted if shutil.which(program) is None]
    return [*packages, *(package for place, package in FILES if not place.exists())]


def ensure_tools() -> int:
    """Install the test programs where that is possible; never fails, for the tests skip what is missing."""
    packages = missing_tools()
    if packages and can_use_apt():
        say("Installing the tests' programs (some minutes): " + " ".join(packages))
        install(packages)
    if missing_tools():
        say("Tests that need these will be skipped: " + " ".join(missing_tools()))
    ensure_node_tools()
    return 0


def ensure_node_tools() -> None:
    """Install the locked Node programs of tests/tools, where there are any and npm is here."""
    if not (NODE_TOOLS / "package-lock.json").exists():
        return
    npm = shutil.which("npm")
    if npm is None and can_use_apt() and install(["npm"]):
        npm = shutil.which("npm")
    command = [npm or "npm", "ci", "--no-audit", "--no-fund", "--silent"]
    if npm is None or subprocess.run(command, cwd=NODE_TOOLS, check=False).returncode:
        say("npm could not install tests/tools: tests of Microsoft's Word validator and of e-mail readers will be skipped")


if __name__ == "__main__":
    sys.exit({"pango": ensure_pango, "tools": ensure_tools}[sys.argv[1]]())
