"""Files that come back from translators: XLIFF, and the kit's own memory of translations."""

from __future__ import annotations

from collections.abc import Sequence

from tests.attacks.attack import ANY, FOUND, Attack, Place

__all__ = ["ATTACKS"]

_UNIT = '<trans-unit id="lede"><source>The bridge is open.</source><target>{}</target></trans-unit>'
_OUTER = '<!DOCTYPE x [<!ENTITY e SYSTEM "file://@SECRET@">]>'
_REMOTE = '<!DOCTYPE x [<!ENTITY % e SYSTEM "http://@ADDRESS@/a.dtd"> %e;]>'
_LAUGHS = '<!DOCTYPE x [<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)) + "]>"


def _file(units: str, head: str = "", original: str = "bridge", target: str = "fr") -> str:
    return (
        f'{head}<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><file original="{original}" datatype="plaintext" '
        f'source-language="en" target-language="{target}"><body>{units}</body></file></xliff>'
    )


def _xliff(name: str, advisory: str, text: str | bytes, codes: frozenset[int] = ANY) -> Attack:
    def make(place: Place) -> Sequence[object]:
        place.kit()
        place.write("a.xliff", text)
        return ("translate", "import", "kit", "a.xliff")

    return Attack(name, advisory, make, codes)


def _memory(name: str, advisory: str, text: str, file: str = "translations/fr.tmx") -> Attack:
    def make(place: Place) -> Sequence[object]:
        place.kit({file: text})
        return ("translate", "export", "kit", "--to", "fr", "-o", "out")

    return Attack(name, advisory, make)


ATTACKS = (
    _xliff("an entity of the machine", "CVE-2026-32251", _file(_UNIT.format("&e;"), _OUTER), FOUND),
    _xliff("an entity of the network", "CVE-2026-32251", _file(_UNIT.format("a"), _REMOTE), FOUND),
    _xliff("entities of entities", "CVE-2014-3660", _file(_UNIT.format("&a11;"), _LAUGHS), FOUND),
    _xliff("a document type elsewhere", "CVE-2014-0191", _file(_UNIT.format("a"), '<!DOCTYPE x SYSTEM "file://@SECRET@">'), FOUND),
    _xliff("an inclusion of the machine", "CWE-611", _file(_UNIT.format('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file://@SECRET@" parse="text"/>'))),
    _xliff("a style sheet of the network", "CVE-2026-32251", _file(_UNIT.format("a"), '<?xml-stylesheet href="http://@ADDRESS@/a.xsl"?>')),
    _xliff("a catalogue of the network", "CVE-2026-0990", _file(_UNIT.format("a"), '<?oasis-xml-catalog catalog="http://@ADDRESS@/c.xml"?>')),
    _xliff("marks in marks", "CWE-674", _file(_UNIT.format("<g id='1'>" * 5_000 + "</g>" * 5_000))),
    _xliff("units in units", "CWE-674", _file("<group>" * 5_000 + "</group>" * 5_000)),
    _xliff("units without end", "CWE-407", _file(_UNIT.format("a") * 5_000)),
    _xliff("attributes without end", "CWE-407", _file("<trans-unit " + " ".join(f'a{n}=""' for n in range(20_000)) + "/>")),
    _xliff("a language that leads out", "CVE-2018-1002203", _file(_UNIT.format("a"), target="../../outside/x")),
    _xliff("an original that leads out", "CVE-2018-1002203", _file(_UNIT.format("a"), original="../../outside/secret.txt")),
    _xliff("an id that leads out", "CVE-2018-1002203", _file(_UNIT.replace("lede", "../../x").format("a"))),
    _xliff("a script in a target", "CVE-2026-21483", _file(_UNIT.format("<![CDATA[<script>alert(1)</script>]]>"))),
    _xliff("an expression in a target", "CVE-2025-49136", _file(_UNIT.format("{{ env('SECRET_WORD') }} {#b} ::: notes"))),
    _xliff("front matter in a target", "CWE-93", _file(_UNIT.format("\n---\ntitle: other\n---\n"))),
    _xliff("another encoding", "CWE-173", ('<?xml version="1.0" encoding="utf-16"?>' + _file(_UNIT.format("a"))).encode("utf-16")),
    _xliff("no file", "CWE-755", "<xliff/>"),
    _xliff("no XML", "CWE-755", b"\0\xff<xliff", FOUND),
    _memory("an entity in the memory", "CVE-2026-41066", _OUTER + "<tmx version='1.4'><body><tu><tuv><seg>&e;</seg></tuv></tu></body></tmx>"),
    _memory("entities of entities in the memory", "CVE-2014-3660", _LAUGHS + "<tmx version='1.4'><body><tu><tuv><seg>&a11;</seg></tuv></tu></body></tmx>"),
    _memory("elements in elements in the memory", "CWE-674", "<tmx>" * 20_000 + "</tmx>" * 20_000),
    _memory("a memory that is none", "CWE-755", "\x00\x01"),
)
