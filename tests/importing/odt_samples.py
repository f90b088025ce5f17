"""OpenDocument texts, written part by part."""

from __future__ import annotations

import io
import zipfile

from tests.attacks.pictures import png

__all__ = ["odt", "rich"]

_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office", "text": "text", "style": "style", "table": "table", "draw": "drawing", "svg": "svg-compatible",
        "fo": "xsl-fo-compatible",
    }.items()
)  # fmt: skip
_LINK = 'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
_STYLES = """\
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>
<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="T2" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="T3" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>
<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1"/></text:list-style>
<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1"/></text:list-style>
"""


def odt(body: str, styles: str = _STYLES, parts: dict[str, bytes] | None = None, above: str = "") -> bytes:
    """Return a file with the blocks ``body``."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{above}<office:document-content {_SPACES} {_LINK}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    page = (
        f"<office:document-styles {_SPACES}><office:master-styles><style:master-page><style:footer>"
        "<text:p>Coast Office, draft of May</text:p></style:footer></style:master-page></office:master-styles></office:document-styles>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        for name, data in {"content.xml": content.encode(), "styles.xml": page.encode(), **(parts or {})}.items():
            archive.writestr(name, data)
    return out.getvalue()


def rich() -> bytes:
    """Return a release with all that people put into one."""
    return odt(
        '<text:tracked-changes><text:changed-region><text:deletion><text:p>An old sentence.</text:p></text:deletion>'
        "</text:changed-region></text:tracked-changes>"
        '<text:p text:style-name="P1">A harbour reopens</text:p>'
        '<text:p>Oslo, 4 March 2027 – The harbour is <text:span text:style-name="T1">open</text:span> to every boat'
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>Report of the '
        'port, page 4.</text:p></text:note-body></text:note>, says the<text:s/><text:a xlink:href="https://example.org/port">port'
        '</text:a>.<office:annotation><dc:creator>Kari</dc:creator><text:p>Is this so?</text:p></office:annotation></text:p>'
        '<text:p>It was closed<text:span text:style-name="T3"> for ever</text:span> for a year.'
        '<text:span text:style-name="T2">ask the port</text:span></text:p>'
        '<text:p><draw:frame><draw:image xlink:href="Pictures/a.png"/><svg:desc>The harbour</svg:desc></draw:frame></text:p>'
        '<text:h text:outline-level="2">What must happen</text:h>'
        '<text:list text:style-name="L2"><text:list-item><text:p>Light the quay</text:p><text:list><text:list-item><text:p>at night'
        "</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>Mend the crane</text:p></text:list-item>"
        "</text:list>"
        "<text:p>The council meets in May.<draw:frame><draw:text-box><text:p>A box beside the text.</text:p></draw:text-box>"
        "</draw:frame></text:p>"
        "<text:p>Signatories</text:p>"
        '<text:list text:style-name="L1"><text:list-item><text:p>Island Voices</text:p></text:list-item><text:list-item>'
        "<text:p>Harbour Workers Union</text:p></text:list-item></text:list>",
        parts={"Pictures/a.png": png()},
    )
