"""Kits in a ZIP archive: whether a command reads them or refuses them, nothing lies outside and nothing is unpacked without end."""

from __future__ import annotations

import stat
import struct
import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO

from tests.attacks.attack import ANY, BAD_INPUT, Attack, Place, zipped
from tests.attacks.kits import HEAD
from tests.attacks.word_files import overlapping
from tests.formats import test_archive as zips

__all__ = ["ATTACKS"]

_TEXT = "---\ntitle: A bridge opens\n---\nThe bridge is open. {#lede}\n"
_KIT = {"kit/kit.yaml": HEAD, "kit/statement.en.md": _TEXT}


def _zip(name: str, advisory: str, data: Callable[[Place], bytes], *command: str, codes: frozenset[int] = ANY) -> Attack:
    def make(place: Place) -> Sequence[object]:
        place.write("kit.zip", data(place))
        return command or ("build", "kit.zip", "-o", "out", "--only", "html,text")

    return Attack(name, advisory, make, codes)


def _refused(name: str, advisory: str, data: Callable[[Place], bytes]) -> Attack:
    return _zip(name, advisory, data, "check", "--received", "kit.zip", "--json", codes=BAD_INPUT)


def _with(name: str, advisory: str, files: dict[str, str], *command: str) -> Attack:
    return _zip(name, advisory, lambda _: zipped({**_KIT, **files}), *command)


def _special(name: str, mode: int) -> Callable[[Place], bytes]:
    """Return an archive with an entry that is a link or a device."""

    def data(place: Place) -> bytes:
        out = BytesIO(zipped(_KIT))
        with zipfile.ZipFile(out, "a") as archive:
            info = zipfile.ZipInfo(name)
            info.create_system, info.external_attr = 3, (mode | 0o777) << 16
            archive.writestr(info, str(place.secret))
        return out.getvalue()

    return data


def _locked(_: Place) -> bytes:
    data = bytearray(zipped(_KIT))
    for head, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(head) + at] |= 1
    return bytes(data)


def _bomb(_: Place) -> bytes:
    out = BytesIO(zipped(_KIT))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("kit/a.png", "w", force_zip64=True) as member:
        for _number in range(400):
            member.write(bytes(1 << 20))
    return out.getvalue()


ATTACKS = (
    _with("a name that leads out", "CVE-2018-1002203", {"../../outside/made.md": "x"}),
    _with("a name at an absolute place", "CVE-2018-1002205", {"/etc/made.md": "x"}),
    _with("a name on a drive", "CVE-2018-1002205", {"C:\\made.md": "x", "kit\\..\\..\\x.md": "x"}),
    _with("a name of zero bytes", "CWE-158", {"kit/a\0b.md": "x"}),
    _with("a name that colours the terminal", "CVE-2024-58251", {"kit/\x1b[31m.md": "x"}),
    _with("a name that runs backwards", "CVE-2021-42574", {"kit/\u202egpj.exe": "x"}),
    _with("a name without end", "CWE-770", {"kit/" + "a" * 5_000 + ".md": "x"}),
    _with("folders in folders", "CWE-674", {"kit/" + "d/" * 3_000 + "a.png": "x"}),
    _with("a file that is a folder", "CWE-20", {"kit/kit.yaml/a": "x"}),
    _with("a picture elsewhere", "CVE-2024-28184", {"kit/statement.en.md": "---\ntitle: A\n---\n![A](../../outside/secret.txt)\n"}),
    _with("a journal", "CWE-73", {"kit/.presskit-commit/journal.json": "[]"}),
    _with("ten thousand names", "CWE-770", {f"kit/{n}.md": "" for n in range(10_000)}),
    _with("an archive in an archive", "CVE-2019-9674", {"kit/kit.zip": "PK\x05\x06"}),
    _with("a kit to be checked", "CVE-2018-1002203", {"../../outside/made.md": "x"}, "check", "kit.zip"),
    _zip("a link", "CVE-2026-56876", _special("kit/contacts.yaml", stat.S_IFLNK)),
    _zip("a link to a folder", "CVE-2020-29529", _special("kit/photos", stat.S_IFLNK)),
    _zip("a device", "CWE-67", _special("kit/contacts.yaml", stat.S_IFCHR)),
    _zip("a pipe", "CWE-67", _special("kit/contacts.yaml", stat.S_IFIFO)),
    _zip("a password", "CWE-755", _locked),
    _zip("a picture that unpacks without end", "CVE-2019-9674", _bomb),
    _zip("entries that lie over each other", "CVE-2024-0450", lambda _: overlapping()),
    _zip("an end that lies elsewhere", "CVE-2025-8291", lambda _: zipped(_KIT)[:-22] + struct.pack("<IIQI", 0x07064B50, 0, 2**63, 1) + zipped(_KIT)[-22:]),
    _zip("names that stand twice", "CVE-2026-115905", lambda _: zipped([*_KIT.items(), ("kit/kit.yaml", HEAD.replace("bridge", "other"))])),
    _zip("an archive that is cut off", "CWE-755", lambda _: zipped(_KIT)[:-30]),
    _zip("noise", "CWE-755", lambda _: b"PK\x03\x04" + bytes(500)),
    _zip("an archive in place of a Word file", "CVE-2018-1002203", lambda _: zipped({"../../x": "y"}), "check", "kit.zip"),
    _zip("an archive to be imported", "CVE-2019-9674", _bomb, "import", "kit.zip", "-o", "new"),
    _refused("a name that another program takes for the kit's", "CWE-706", lambda _: zips.REFUSED["another name in Unicode"][0]()),
    _refused("an archive behind another one", "CVE-2026-115905", lambda _: zipped({"kit.yaml": HEAD}) + zipped(_KIT)),
    _refused("a name of nothing", "CWE-755", lambda _: zipped({**_KIT, "": "x"})),
    _refused("a folder with content", "CWE-20", lambda _: zipped({**_KIT, "kit/photos/": "x"})),
    _refused("a name that ends with a dot", "CVE-2023-45283", lambda _: zipped({**_KIT, "kit/kit.yaml.": HEAD})),
    _refused("a name that ends with a blank", "CVE-2023-45283", lambda _: zipped({**_KIT, "kit/statement.en.md ": _TEXT})),
    _refused("a name of a device", "CVE-2023-45284", lambda _: zipped({**_KIT, "kit/aux.md": "x"})),
)
