"""Spoils valid inputs by a seeded generator, and runs the command that opens them: ``python -m tests.attacks.fuzz CASES [KIND]``."""

from __future__ import annotations

import contextlib
import io
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

from presskit.cli import main
from tests.attacks.attack import Place, zipped
from tests.attacks.seeds import KINDS, Seed

__all__ = ["LIMIT", "Outcome", "attempts", "spoiled"]

LIMIT = 10.0
"""Seconds of processor time that one input may take."""
TOKENS = [
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\x1b[31m", b"\xe2\x80\xae", b"\r", b"\n---\n", b'"', b"'", b"<![CDATA[", b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
    b"&a;", b"&#0;", b"]]>", b"<!--", b"{{ ", b" }}", b"{% if %}", b"{#a}", b"[^a]", b"::: calls", b"|", b"!!python/name:a", b"&a ", b"*a", b"? ",
    b"- ", b": ", b"{", b"}", b"[", b"]", b"9" * 400, b"-1", b"1e999", b".nan", b"0x", b"../", b"/etc/passwd", b"file:///", b"javascript:", b"=1+1",
    b"%s", b"\\", b"\t", b"``", b"**", b"https://", b"@", b"+44", b"\xd9\x80", b"\xf0\x9f\x91\xa8\xe2\x80\x8d", b"1 0 R", b"endobj", b"stream", b"/Kids",
    b"\xff\xd8", b"IDAT", b"EMBARGOED UNTIL 14:00 CET", b"Signatories\n", b"ENDS", b"> ", b"# ", b"\xed\xa0\x80", b"\xc2\x85", b"\xe2\x80\xa8",
]  # fmt: skip


class Outcome:
    """What a spoiled input led to: ``code`` None for a traceback or too much time, which ``why`` tells."""

    def __init__(self, code: int | None, seconds: float, why: str) -> None:
        self.code, self.seconds, self.why = code, seconds, why


def _once(data: bytes, chance: random.Random) -> bytes:
    """Return the bytes with one thing wrong."""
    start = chance.randint(0, len(data))
    end = min(len(data), start + chance.choice((0, 1, 4, 40, 400)))
    match chance.randint(0, 5):
        case 0 if data:
            at = chance.randrange(len(data))
            return data[:at] + bytes((data[at] ^ 1 << chance.randint(0, 7),)) + data[at + 1 :]
        case 1:
            return data[:start] + data[end:]
        case 2:
            return data[:start] + data[start:end] * chance.choice((2, 9, 60)) + data[end:]
        case 3:
            there = chance.randint(0, len(data))
            return data[:start] + data[there : there + 60] + data[end:]
        case 4 if chance.random() < 0.3:
            return data[:start]
    return data[:start] + chance.choice(TOKENS) * chance.choice((1, 1, 1, 30)) + data[end:]


def spoiled(data: bytes, chance: random.Random) -> bytes:
    """Return the bytes with up to six things wrong; of an archive mostly in a member, of a PNG with its sums mended."""
    if data.startswith(b"PK") and chance.random() < 0.85:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        name = chance.choice(sorted(members))
        return zipped({**members, name: _several(members[name], chance)})
    made = _several(data, chance)
    return _summed(made) if data.startswith(b"\x89PNG") and chance.random() < 0.6 else made


def _several(data: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 6)):
        data = _once(data, chance)
    return data


def _summed(data: bytes) -> bytes:
    """Return a PNG whose chunks have the sums of what they hold."""
    made, at = data[:8], 8
    while at + 12 <= len(data):
        size = min(int.from_bytes(data[at : at + 4], "big"), len(data) - at - 12)
        body = data[at + 4 : at + 8 + size]
        made += data[at : at + 4] + body + zlib.crc32(body).to_bytes(4, "big")
        at += 12 + size
    return made


def _late(*_: object) -> NoReturn:
    raise TimeoutError("more than the processor time")


def _outcome(seed: Seed, data: bytes, folder: Path) -> Outcome:
    place = Place(folder / "here", folder / "outside", "127.0.0.1:9")
    place.folder.mkdir()
    command, said = seed.lay(place, data), io.StringIO()
    begun = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, LIMIT)
    try:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            code = main(command)
    except SystemExit as ending:
        return Outcome(int(str(ending.code or 0)), time.process_time() - begun, said.getvalue())
    except BaseException as fault:  # noqa: BLE001 -- whatever comes through is what is looked for
        return Outcome(None, time.process_time() - begun, f"{type(fault).__name__}: {fault}")
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        shutil.rmtree(place.folder, ignore_errors=True)
    return Outcome(code, time.process_time() - begun, said.getvalue())


def attempts(kind: str, cases: int, first: int = 0) -> Iterator[tuple[int, Outcome]]:
    """Yield the number of each spoiled input of a kind and what it led to; the same number makes the same input."""
    signal.signal(signal.SIGPROF, _late)
    own = {name: os.environ.get(name) for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME")}
    with tempfile.TemporaryDirectory() as name:
        os.environ.update(dict.fromkeys(own, name))
        for number in range(first, first + cases):
            data = spoiled(KINDS[kind].data(), random.Random(f"{kind} {number}"))  # noqa: S311 -- the same each time
            yield number, _outcome(KINDS[kind], data, Path(name))
    for key, value in own.items():
        if value is None:
            os.environ.pop(key, None)
        else:
            os.environ[key] = value


def bad(outcome: Outcome) -> bool:
    """Return whether the outcome is a fault of presskit's."""
    return outcome.code not in {0, 1, 2} or outcome.seconds > LIMIT or "Traceback" in outcome.why


def tell(cases: int, kinds: list[str]) -> int:
    """Print what the spoiled inputs of each kind led to; return how many were faults."""
    faults = 0
    for kind in kinds:
        slowest, wrong = 0.0, []
        for number, outcome in attempts(kind, cases):
            slowest = max(slowest, outcome.seconds)
            wrong += [(number, outcome)] if bad(outcome) else []
        sys.stdout.write(f"{kind}: {cases} cases, {len(wrong)} faults, slowest {slowest:.2f} s\n")
        for number, outcome in wrong[:5]:
            sys.stdout.write(f"  {number}: {outcome.code} {outcome.seconds:.1f} s {outcome.why[:300]}\n")
        sys.stdout.flush()
        faults += len(wrong)
    return faults


if __name__ == "__main__":
    sys.exit(min(tell(int(sys.argv[1]), sys.argv[2:] or list(KINDS)), 1))
