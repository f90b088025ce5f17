"""What presskit keeps for its user outside of any kit: which servers may be written to, and what was sent from here.

A kit comes from elsewhere, and can be copied, cut and put back to an older state; what stands here is the user's own.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from presskit.mail.addresses import same_address

__all__ = ["SentRecord", "ServerRecord", "own_folder"]

_SHOWN = 60


def own_folder(environment: Mapping[str, str], variable: str = "XDG_CONFIG_HOME") -> Path:
    """Return the user's folder for presskit's configuration, or by ``XDG_STATE_HOME`` for its state.

    As the XDG Base Directory Specification has it; on Windows, what the system names. Raises ``LookupError`` where the
    process has no home.
    """
    usual = {"XDG_CONFIG_HOME": ".config", "XDG_STATE_HOME": ".local/state"}[variable]
    named = environment.get(variable) or (environment.get("LOCALAPPDATA") if os.name == "nt" else "")
    home = environment.get("HOME") or environment.get("USERPROFILE")
    if named and Path(named).is_absolute():
        return Path(named) / "presskit"
    if not home:
        raise LookupError(f"there is no home folder to keep it in: set HOME or {variable}")
    return Path(home) / usual / "presskit"


def _append(path: Path, line: str) -> None:
    """Add a line to a file that is its owner's alone."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "ab", buffering=0) as file:
        file.write(f"{line}\n".encode())


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8", "replace").splitlines() if path.is_file() else []


@dataclass(frozen=True, slots=True)
class ServerRecord:
    """The servers that a person has confirmed, each with the user who logs in: one a line."""

    folder: Path

    @property
    def path(self) -> Path:
        """Where they stand."""
        return self.folder / "mail-servers.txt"

    def knows(self, host: str, user: str) -> bool:
        """Tell whether mail may go to ``host`` with the login of ``user``, who may be nobody. Raises ``OSError``."""
        return _server(host, user) in _lines(self.path)

    def add(self, host: str, user: str) -> None:
        """Remember that a person has confirmed them. Raises ``OSError``."""
        _append(self.path, _server(host, user))


def _server(host: str, user: str) -> str:
    return f"{host.lower().rstrip('.')} {' '.join(user.split()) or '-'}"


@dataclass(frozen=True, slots=True)
class SentRecord:
    """To whom a release went from this machine, whatever became of its ledger.

    Addresses are kept as hashes: the record tells whether somebody was written to, and to nobody who.
    """

    folder: Path
    release: str

    @property
    def path(self) -> Path:
        """Where it stands."""
        name = re.sub(r"[^A-Za-z0-9._-]+", "_", self.release)[:_SHOWN]
        return self.folder / "sent" / f"{name}-{_hash(self.release)[:8]}.tsv"

    def add(self, version: int, address: str, at: datetime) -> None:
        """Write that a server may have a message from now on. Raises ``OSError``."""
        when = at.astimezone(UTC).isoformat(timespec="seconds")
        _append(self.path, f"{version}\t{_hash(self.release, same_address(address))}\t{when}")

    def sent(self) -> Mapping[str, tuple[int, str]]:
        """Return by an address's hash the last version that went to it, and when. Raises ``OSError``."""
        found: dict[str, tuple[int, str]] = {}
        for line in _lines(self.path):
            version, _, rest = line.partition("\t")
            who, _, when = rest.partition("\t")
            if version.isdecimal() and who:
                found[who] = max(found.get(who, (0, "")), (int(version), when))
        return found

    def hash(self, address: str) -> str:
        """Return what stands in the record for an address."""
        return _hash(self.release, same_address(address))


def _hash(*words: str) -> str:
    return hashlib.sha256("\0".join(words).encode("utf-8", "surrogatepass")).hexdigest()[:24]
