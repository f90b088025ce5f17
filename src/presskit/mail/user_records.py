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
from presskit.mail.credentials import means
from presskit.store.folders import make_folders, open_private

__all__ = ["SentRecord", "ServerRecord", "user_folder"]

_SHOWN = 60


def user_folder(environment: Mapping[str, str], variable: str = "XDG_CONFIG_HOME") -> Path:
    """Return the user's folder for presskit's configuration, or by ``XDG_STATE_HOME`` for its state.

    As the XDG Base Directory Specification has it; on Windows, what the system names. Raises ``LookupError`` where the
    process has no home.
    """
    named = environment.get(variable) or (environment.get("LOCALAPPDATA") if os.name == "nt" else "")
    home = environment.get("HOME") or environment.get("USERPROFILE")
    if named and Path(named).is_absolute():
        return Path(named) / "presskit"
    if not home:
        raise LookupError(f"there is no home folder to keep it in: set HOME or {variable}")
    return Path(home) / {"XDG_CONFIG_HOME": ".config", "XDG_STATE_HOME": ".local/state"}[variable] / "presskit"


def _append(path: Path, line: str) -> None:
    """Add a line to a file that is its owner's alone."""
    make_folders(path.parent, private=True)
    handle = open_private(path, os.O_WRONLY | os.O_APPEND)
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

    def knows(self, host: str, port: int, user: str) -> bool:
        """Return whether mail may go to a server with the login of ``user``, who may be nobody. Raises ``OSError``.

        Earlier versions wrote no port: they meant the usual ones.
        """
        rows = (each.partition(" ") for each in _lines(self.path))
        return any(who == _who(user) and means(server, host, port) for server, _, who in rows)

    def others(self, host: str) -> frozenset[str]:
        """Return the other hosts that were confirmed for a login. Raises ``OSError``."""
        rows = (each.partition(" ") for each in _lines(self.path))
        hosts = {server.rpartition(":")[0] or server for server, _, who in rows if who not in {"", "-"}}
        return frozenset(hosts - {host.lower().rstrip(".")})

    def add(self, host: str, port: int, user: str) -> None:
        """Remember that a person has confirmed them. Raises ``OSError``."""
        _append(self.path, f"{host.lower().rstrip('.')}:{port} {_who(user)}")


def _who(user: str) -> str:
    return " ".join(user.split()) or "-"


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
        _append(self.path, f"{version}\t{self.hash(address)}\t{at.astimezone(UTC).isoformat(timespec='seconds')}")

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
