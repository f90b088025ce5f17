"""The script that a user would write: WeasyPrint, Jinja2 and python-docx in one process.

    python benchmarks/naive.py OUT RELEASE.json …

It fills presskit's own page template, sets it in the same fonts as a tagged PDF, and writes a Word file paragraph by
paragraph. ``benchmarks/release_data.py`` writes the JSON: a user's data would lie in such a file too.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from docx import Document

ROOT = Path(__file__).resolve().parents[1]
STYLES = {"title": "Title", "subtitle": "Subtitle", "heading": "Heading 2", "signatory": "List Number", "item": "List Bullet"}


def load(path: Path) -> dict[str, Any]:
    """Return a release: what is under «html» is finished markup."""

    def finished(pairs: dict[str, Any]) -> dict[str, Any]:
        return {key: Markup(value) if key == "html" and isinstance(value, str) else value for key, value in pairs.items()}  # noqa: S704

    release: dict[str, Any] = json.loads(path.read_bytes(), object_hook=finished)
    release["headline"], release["subtitle"] = Markup(release["headline"]), Markup(release["subtitle"])  # noqa: S704
    if release["edition"]["date"]:
        release["edition"]["date"] = date.fromisoformat(release["edition"]["date"])
    return release


def css_string(text: str) -> Markup:
    """Return text as a CSS string."""
    return Markup(json.dumps(text, ensure_ascii=False))  # noqa: S704


FUNCTIONS: dict[str, Any] = {
    "words": lambda text: text,
    "foreign": lambda text: "",  # noqa: ARG005
    "hangs": lambda head: len(head) <= 24,
    "apart": lambda items: " · ".join(filter(None, items)),
    "css": css_string,
}


def page(release: dict[str, Any]) -> str:
    """Return the release as HTML."""
    environment = Environment(
        loader=FileSystemLoader(ROOT / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("release.html.j2").render({**release, **FUNCTIONS})


def write_pdf(html: str, faces: str, path: Path) -> None:
    """Write a tagged PDF."""
    fonts = FontConfiguration()
    style = CSS(string=faces, base_url=f"{ROOT}/fonts/", font_config=fonts)
    HTML(string=html).write_pdf(path, stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1")


def write_docx(release: dict[str, Any], path: Path) -> None:
    """Write a Word file."""
    document = Document()
    document.core_properties.title = release["title"]
    for line in release["lines"]:
        document.add_paragraph(line["text"], style=STYLES.get(line["role"], "Normal"))
    document.save(str(path))


def main() -> None:
    """Make PDF and DOCX of every release that is named."""
    out = Path(sys.argv[1])
    for name in sys.argv[2:]:
        release = load(Path(name))
        write_pdf(page(release), release["faces"], out / f"{Path(name).stem}.pdf")
        write_docx(release, out / f"{Path(name).stem}.docx")


if __name__ == "__main__":
    main()
