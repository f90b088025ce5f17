"""Valid inputs of many kinds, made in code, and the command that opens each."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from functools import cache
from pathlib import Path

from PIL import Image

from tests.attacks.attack import Place
from tests.attacks.pictures import gif, jpeg, other, png, webp
from tests.importing.html_samples import GMAIL, WORD
from tests.importing.odt_samples import rich
from tests.importing.word_files import bare, p
from tests.tables.samples import as_xlsx

__all__ = ["KINDS", "Seed"]

_RELEASE = "# A bridge opens\n\nGeneva, 2 March 2026 – The bridge is open.\n\n- One\n- Two\n\nSignatories\n\n1. River Aid (RA)\n2. Hope\n\nMedia contacts\nNora, nora@example.org, +44 20 7946 0123\n"
_TABLE = 'Organisation,Country,Date,Agree\nRiver Aid,TR,2026-03-01,yes\n"Hope, of Life",LB,,no\n'
_MEDIA = 'Email,Name,Language,Group\na@example.org,Amal,en,health\nb@example.org,"Jean, B",fr,\n'
_KIT = Path(__file__).parents[1] / "commands" / "kit"


@dataclass(frozen=True)
class Seed:
    """A kind of input: the file's name (in the kit where it begins with ``kit/``) and the command."""

    name: str
    command: Sequence[str]

    def data(self) -> bytes:
        return _data(self.name)

    def lay(self, place: Place, data: bytes) -> list[str]:
        """Put the input where it belongs and return the command."""
        figure = _FIGURE.format(self.name.removeprefix("kit/"))
        place.kit({"statement.en.md": figure.encode()} if "photo" in self.name else None)
        if self.name == "kit/shop.icc":
            place.write("kit/kit.yaml", (place.folder / "kit/kit.yaml").read_text("utf-8") + _PRINT)
        if self.name == "kit/media-list.csv":
            place.write("kit/kit.yaml", (place.folder / "kit/kit.yaml").read_text("utf-8") + "mail: {from: press@example.org}\n")
        place.write(self.name, data)
        return [str(place.folder / word) if word in _PLACES else word for word in self.command]


_PLACES = {
    "a.txt", "a.md", "a.docx", "a.odt", "a.html", "a.eml", "a.xlsx", "a.csv", "a.pdf", "a.xliff", "back.docx", "kit", "new",
    "out", "mine",
}  # fmt: skip
_FIGURE = '---\ntitle: A bridge\n---\nWords. {{#lede}}\n\n![The bridge]({} "A caption.") {{#fig}}\n'
_PRINT = "outputs: [print]\nprint: {profile: shop.icc, condition: X}\n"
_FRENCH = {
    "A bridge opens for ambulances": "Un pont s’ouvre aux ambulances",
    "The bridge over the river is open to ambulances again from today.": "Le pont est de nouveau ouvert dès aujourd’hui.",
    " organisations asked for it together.": " organisations l’ont demandé.",
}


def _sent(form: str) -> bytes:
    """Return what goes out to a translator, which states its revision, as the command makes it."""
    with tempfile.TemporaryDirectory() as name:
        kit, out = Path(name) / "kit", Path(name) / "out"
        shutil.copytree(_KIT, kit)
        command: list[str | Path] = [sys.executable, "-m", "presskit", "translate", "export", kit, "--to", "fr", "--as", form, "--all"]
        subprocess.run([*command, "-o", out], check=True, capture_output=True)
        (sent,) = (out / "fr").iterdir()
        return sent.read_bytes()


def _xliff() -> bytes:
    """Return it as it comes back, translated."""
    text = _sent("xliff").decode().replace("needs-translation", "translated")
    for english, french in _FRENCH.items():
        text = re.sub(f"(<target.*){re.escape(english)}</target>", rf"\1{french}</target>", text)
    return text.encode()


def _svg() -> bytes:
    shapes = "".join(f'<use xlink:href="#a" x="{n}" transform="rotate({n})"/>' for n in range(5))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 60 40">'
        '<defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient><clipPath id="c"><rect width="9" '
        'height="9"/></clipPath><g id="a"><path d="M0 0 L9 9 C1 2 3 4 5 6 Z" fill="url(#g)" clip-path="url(#c)"/></g></defs>'
        f'{shapes}<text x="3" y="9" style="font: 9px serif">A bridge</text></svg>'
    ).encode()


_RETURNS: dict[str, Callable[[], bytes]] = {"a.xliff": _xliff, "back.docx": lambda: _sent("docx")}


@cache
def _data(name: str) -> bytes:
    if name.startswith("kit/") and (_KIT / name[4:]).exists():
        return (_KIT / name[4:]).read_bytes()
    made: dict[str, bytes] = {
        "a.txt": _RELEASE.encode(),
        "a.md": _RELEASE.encode(),
        "a.docx": _word(),
        "a.odt": rich(),
        "a.html": WORD.encode(),
        "a.eml": _mail(),
        "a.csv": _TABLE.encode(),
        "a.xlsx": as_xlsx([("Organisation", "Country"), ("River Aid", "TR"), ("Hope", "LB")]),
        "kit/photo.png": png(),
        "kit/photo.jpg": jpeg(exif=_exif()),
        "kit/photo.gif": gif(),
        "kit/photo.webp": webp(),
        "kit/photo.tif": other("TIFF"),
        "kit/photo.svg": _svg(),
        "kit/shop.icc": (Path(__file__).parents[2] / "templates/profiles/FOGRA39L_coated.icc").read_bytes(),
        "kit/media-list.csv": _MEDIA.encode(),
        "mine/release.html.j2": (Path(__file__).parents[2] / "templates/release.html.j2").read_bytes(),
    }
    return made[name] if name in made else _RETURNS[name]() if name in _RETURNS else _pdf()


def _exif() -> bytes:
    made = Image.Exif()
    made.update({0x0112: 6, 0x010F: "A camera"})
    return made.tobytes()


def _word() -> bytes:
    return bare("".join(p(line) for line in _RELEASE.splitlines() if line))


def _mail() -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"] = "Ein Brief für Sie", "Nora <nora@example.org>"
    message.set_content(_RELEASE)
    message.add_alternative(GMAIL, subtype="html")
    message.add_attachment(_word(), maintype="application", subtype="octet-stream", filename="release.docx")
    message.add_attachment(_TABLE.encode(), maintype="text", subtype="csv", filename="who.csv")
    return message.as_bytes(policy=SMTP)


def _pdf() -> bytes:
    import pikepdf

    pdf, out = pikepdf.new(), io.BytesIO()
    page = pdf.add_blank_page(page_size=(200, 200))
    face = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=face))
    page.obj.Contents = pdf.make_stream(b"BT /F 9 Tf 20 100 Td (The bridge is open) Tj ET 0 0 1 rg 5 5 20 20 re f")
    pdf.save(out, compress_streams=False)
    return out.getvalue()


KINDS = {
    "text import": Seed("a.txt", ("import", "a.txt", "-o", "new")),
    "markdown import": Seed("a.md", ("import", "a.md", "-o", "new")),
    "docx import": Seed("a.docx", ("import", "a.docx", "-o", "new")),
    "odt import": Seed("a.odt", ("import", "a.odt", "-o", "new")),
    "html import": Seed("a.html", ("import", "a.html", "-o", "new")),
    "mail import": Seed("a.eml", ("import", "a.eml", "-o", "new")),
    "translation import": Seed("a.html", ("import", "a.html", "--into", "kit", "--language", "fr")),
    "docx return": Seed("back.docx", ("translate", "import", "kit", "back.docx")),
    "xlsx": Seed("a.xlsx", ("import", "a.xlsx", "--into", "kit")),
    "csv": Seed("a.csv", ("import", "a.csv", "--into", "kit")),
    "kit.yaml": Seed("kit/kit.yaml", ("check", "kit")),
    "statement.md": Seed("kit/statement.en.md", ("check", "kit")),
    "signatories.yaml": Seed("kit/signatories.yaml", ("check", "kit")),
    "contacts.yaml": Seed("kit/contacts.yaml", ("check", "kit")),
    "pdf check": Seed("a.pdf", ("check", "a.pdf")),
    "xliff": Seed("a.xliff", ("translate", "import", "kit", "a.xliff")),
    "png in a kit": Seed("kit/photo.png", ("check", "kit")),
    "jpeg in a kit": Seed("kit/photo.jpg", ("check", "kit")),
    "gif in a kit": Seed("kit/photo.gif", ("check", "kit")),
    "webp in a kit": Seed("kit/photo.webp", ("check", "kit")),
    "tiff in a kit": Seed("kit/photo.tif", ("check", "kit")),
    "svg in a kit": Seed("kit/photo.svg", ("check", "kit")),
    "profile in a kit": Seed("kit/shop.icc", ("check", "kit")),
    "media list": Seed("kit/media-list.csv", ("mail", "draft", "kit", "-o", "out", "--attach", "none", "--per", "recipient", "--preview")),
    "template": Seed("mine/release.html.j2", ("build", "kit", "-o", "out", "--only", "html", "--templates", "mine")),
}
