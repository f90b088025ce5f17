"""What single files of a stranger's kit hold that could act: programs, pictures in SVG, PDFs, Office files, tables.

Files that a library parses are looked into in a worker, within limits.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from presskit import limits
from presskit.checks.preflight.docx_privacy import EMBEDDED_KINDS
from presskit.formats.ooxml.package import TYPES, Package, UnreadableError
from presskit.kit.received import CHECKING, spent
from presskit.pictures.metadata import DamagedError
from presskit.pictures.stripping import stripped
from presskit.pictures.svg import ActiveError
from presskit.sandbox.limits import StoppedError

__all__ = ["LOOKED_INTO", "OFFICE", "beside_the_picture", "looked_into", "opened", "parsed"]

OFFICE = (".doc", ".docx", ".docm", ".dot", ".dotx", ".dotm", ".xls", ".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb")
_TABLES = (".csv", ".tsv")
LOOKED_INTO = frozenset({".svg", ".pdf", *OFFICE, *_TABLES})
"""How the names of files end that are looked into as a whole."""
_SHOWN = 10
"""So many things of one file are named one by one."""
_HEADS = {
    b"\x7fELF": "a program for Linux (ELF)",
    b"MZ": "a program for Windows (PE)",
    b"\xfe\xed\xfa\xce": "a program for macOS (Mach-O)",
    b"\xfe\xed\xfa\xcf": "a program for macOS (Mach-O)",
    b"\xce\xfa\xed\xfe": "a program for macOS (Mach-O)",
    b"\xcf\xfa\xed\xfe": "a program for macOS (Mach-O)",
    b"\xca\xfe\xba\xbe": "a program for macOS (Mach-O) or Java",
    b"#!": "a script (#!)",
    b"\x4c\0\0\0\x01\x14\x02\0": "a shortcut of Windows",
}
"""What programs begin with."""
_CONTAINERS = {
    b"PK\x03\x04": "holds other files, as a ZIP file does",
    b"Rar!\x1a\x07": "holds other files (RAR)",
    b"7z\xbc\xaf\x27\x1c": "holds other files (7z)",
    b"{\\rtf": "is a Rich Text file, which can hold objects and fetch others",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "is a file of Office before 2007, which can hold macros",
}
"""What files begin with that can hold others; said of them whatever they are called."""
_RUN = frozenset({
    ".app", ".bat", ".cmd", ".com", ".desktop", ".exe", ".hta", ".htm", ".html", ".jar", ".js", ".lnk", ".mjs", ".msi",
    ".ps1", ".py", ".scr", ".sh", ".url", ".vbs", ".webloc", ".wsf", ".xhtml",
})  # fmt: skip
_ACTING = frozenset({
    ".7z", ".accdb", ".action", ".air", ".apk", ".appimage", ".applescript", ".application", ".appref-ms", ".appx", ".bash",
    ".bz2", ".cab", ".chm", ".class", ".command", ".cpl", ".csh", ".csproj", ".cue", ".deb", ".dll", ".dmg", ".doc", ".docm",
    ".dot", ".dotm", ".dqy", ".dylib", ".eps", ".fileloc", ".fish", ".gadget", ".gz", ".hlp", ".ics", ".img", ".inetloc",
    ".inf", ".ini", ".ipa", ".iqy", ".iso", ".jnlp", ".jse", ".library-ms", ".lua", ".mam", ".mdb", ".mde", ".mht", ".mhtml",
    ".mobileconfig", ".mof", ".msc", ".msg", ".msix", ".msp", ".mst", ".odb", ".odf", ".odg", ".odp", ".ods", ".odt", ".one",
    ".oqy", ".ott", ".php", ".pif", ".pkg", ".pl", ".pot", ".potm", ".ppa", ".ppam", ".pps", ".ppsm", ".ppt", ".pptm",
    ".pptx", ".ps", ".ps1xml", ".psd1", ".psm1", ".pub", ".pyc", ".pyw", ".pyz", ".rar", ".rb", ".rdp", ".reg", ".rpm",
    ".rqy", ".rtf", ".run", ".scf", ".scpt", ".sct", ".search-ms", ".searchconnector-ms", ".service", ".settingcontent-ms",
    ".shb", ".shs", ".slk", ".so", ".svgz", ".swf", ".tar", ".tcl", ".terminal", ".tgz", ".theme", ".themepack", ".tool",
    ".torrent", ".vb", ".vbe", ".vbp", ".vcf", ".vhd", ".vhdx", ".wiz", ".workflow", ".ws", ".wsc", ".wsh", ".xla", ".xlam",
    ".xll", ".xlm", ".xls", ".xlsb", ".xlsm", ".xlt", ".xltm", ".xps", ".xsl", ".xslt", ".xz", ".zip", ".zsh",
})  # fmt: skip
_ACTING_NAMES = frozenset({
    "autorun.inf", "desktop.ini", "dockerfile", "gnumakefile", "jenkinsfile", "justfile", "makefile", "package.json",
    "pyproject.toml", "rakefile", "vagrantfile",
})  # fmt: skip
_OWN_DATA = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg")


def opened(name: str) -> str:
    """Return what could happen if a file of this name were opened by another program; empty if nothing is known of it.

    Windows takes points and spaces at the end of a name away.
    """
    plain = posixpath.basename(name).casefold().rstrip(". ")
    suffix = posixpath.splitext(plain)[1]
    if suffix in _RUN:
        return "presskit does not open it; a browser or your computer would run it"
    acts = suffix in _ACTING or plain in _ACTING_NAMES
    return "not read by presskit; opened by another program it may act" if acts else ""


def beside_the_picture(name: str, data: bytes) -> Iterator[tuple[str, bool]]:
    """Yield what a picture tells beside what it shows, and whether it is to be looked at first."""
    suffix = posixpath.splitext(name)[1].lower()
    if suffix not in _OWN_DATA:
        return
    try:
        kinds = stripped(data).kinds
    except ActiveError as problem:
        if suffix != ".svg":  # of others it is told with what they hold
            yield f"is a drawing, whatever it is called, and holds «{problem}», which could act", True
    except DamagedError as problem:
        if suffix != ".svg":
            yield f"is no picture that can be read: {problem}", True
    else:
        if kinds:
            yield f"tells {', '.join(kinds)}: no output of presskit carries that, the file itself does", False
_FORMULA = re.compile(r"[\s\"']*(?:[=＝](?!=)\s*\S|[@＠+＋\-−－]\s*[A-Za-z_.]+\s*[(!|])")
"""What a spreadsheet computes; not +44 20, a dash, or @name."""
_CELLS = re.compile("[,;\t\r\n]+")
_FORMULA_ELEMENT = re.compile(rb"<(?:\w{1,20}:)?f[\s>/]")


def looked_into(name: str, data: bytes, keep: str) -> list[str]:
    """Return what a file holds that could act, in words that follow its name, and why it cannot be looked into.

    ``keep`` stands for the kit: its files are looked into in one process.
    """
    suffix = posixpath.splitext(name)[1].lower()
    found = [f"is {what}, whatever it is called: do not run it" for head, what in _HEADS.items() if data.startswith(head)]
    if suffix not in OFFICE and not opened(name):
        found += [f"{what}, whatever it is called" for head, what in _CONTAINERS.items() if data.startswith(head)]
    if suffix in _TABLES:
        found += _in_table(data)
    if suffix not in {".svg", ".pdf", *OFFICE} and not data.startswith(b"%PDF-"):
        return found
    from presskit.sandbox.running import run

    seconds = CHECKING.for_size(len(data))
    try:
        acting: list[str] = run(f"{__name__}:parsed", name, data, seconds=seconds, keep=keep)
    except StoppedError as stopped:
        return [*found, f"cannot be looked into: {spent(stopped, 'it', seconds).message}"]
    return [*found, *acting[:_SHOWN], *([f"and {len(acting) - _SHOWN} more of the kind"] if len(acting) > _SHOWN else [])]


def parsed(name: str, data: bytes) -> list[str]:
    """Return what a PDF, an Office file or a picture in SVG holds that could act; this is what a worker does."""
    suffix = posixpath.splitext(name)[1].lower()
    if suffix == ".svg":
        return _active_picture(data)
    return _in_office_file(data, suffix) if suffix in OFFICE else _in_pdf(name, data)


def _in_table(data: bytes) -> list[str]:
    """Return how many cells of a CSV file a spreadsheet would compute."""
    text = data[: limits.TABLE_BYTES].decode("utf-8", "replace")
    cells = [each.strip() for each in _CELLS.split(text) if _FORMULA.match(each)]
    return [f"has {_counted(len(cells))} that a spreadsheet computes, such as «{cells[0][:80]}»"] if cells else []


def _counted(count: int) -> str:
    return f"{count:,} cell{'' if count == 1 else 's'}"


def _in_pdf(name: str, data: bytes) -> list[str]:
    from presskit.formats.pdf_file import UnreadableError as UnreadablePdfError
    from presskit.formats.pdf_file import read_pdf

    try:
        file = read_pdf(data, name)
    except UnreadablePdfError:
        return ["cannot be looked into: it is damaged, protected by a password, or no PDF"]
    actions = [f"holds an action of the kind {kind}, which a PDF viewer may carry out" for kind in file.actions]
    return [*actions, *(f"carries the file «{each[:80]}»" for each in file.attachments)]


def _active_picture(data: bytes) -> list[str]:
    try:
        stripped(data)
    except ActiveError as problem:
        return [f"holds «{problem}», which could act or ask for other files: presskit leaves such a picture out"]
    except DamagedError as problem:
        return [f"is no picture that can be read: {problem}"]
    return []


def _in_office_file(data: bytes, suffix: str) -> list[str]:
    """Return what a Word file or a workbook holds that could run or fetch something, and why it cannot be looked into."""
    try:
        package = Package(data, "workbook" if suffix.startswith(".xl") else "Word file")
        return list(dict.fromkeys([*_acting(package), *_formulas(package)]))
    except UnreadableError as problem:
        return [f"cannot be looked into: it {problem.clause}"]


def _formulas(package: Package) -> Iterator[str]:
    sheets = [part for part in package.names if part.startswith("xl/worksheets/") and part.endswith(".xml")]
    if count := sum(len(_FORMULA_ELEMENT.findall(package.data(part))) for part in sheets):
        yield f"has {_counted(count)} with a formula, which a spreadsheet computes"


def _acting(package: Package) -> Iterator[str]:
    room = limits.RECEIVED_RELATIONS_BYTES - len(package.data(TYPES))
    types = package.xml(TYPES) if room >= 0 else None
    if types is not None and any("macroEnabled" in str(each.get("ContentType")) for each in types):
        yield "has macros"
    for part in package.names:
        folder, base = posixpath.split(part)
        if posixpath.basename(folder) != "_rels" or not base.endswith(".rels"):
            continue
        room -= len(package.data(part))
        if room < 0:
            yield "has longer lists of relations than any such file: the rest is not looked into"
            return
        source = posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels"))
        for relation in package.relations(source).values():
            if relation.external and relation.kind != "hyperlink":
                yield f"would fetch «{relation.target[:200]}» ({relation.kind}) when a program opens it"
            elif not relation.external and relation.kind in EMBEDDED_KINDS:
                yield f"holds {EMBEDDED_KINDS[relation.kind]} («{relation.target[:80]}»)"
