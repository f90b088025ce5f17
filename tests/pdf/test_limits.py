"""What is made to be slow, huge or endless ends in a finding within seconds, and the next page is set as ever."""

from __future__ import annotations

import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from presskit.model.document import Figure
from presskit.model.edition import Edition
from presskit.resources import Resources
from presskit.typesetting import job, overseer
from presskit.writers import pdf
from presskit.writers.errors import WriterError
from tests.pdf.test_pdf import template
from tests.samples import bare

BOMB = b"".join(
    [
        b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9"><defs>',
        b'<g id="a0"><rect width="1" height="1"/></g>',
        *(b'<g id="a%d">' % n + b'<use xlink:href="#a%d"/>' % (n - 1) * 20 + b"</g>" for n in range(1, 9)),
        b'</defs><use xlink:href="#a8"/></svg>',
    ]
)  # fmt: skip
HOSTILE = {
    "colspan": '<table><tr><td colspan="1000000">x</td></tr><tr>' + "<td>x</td>" * 1000 + "</tr></table>",
    "flex": '<div style="display: flex">' * 60 + "x" + "</div>" * 60,
    "divs": "<div>" * 2000 + "x" + "</div>" * 2000,
    "columns": '<div style="columns: 100000">' * 3 + "x " * 20000 + "</div>" * 3,
}


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job, "PATIENCE", 4.0)
    job.typeset.cache_clear()
    overseer.shared.start()
    pdf.write(bare("en"), Resources())


def finding(made: Edition, resources: Resources) -> str:
    begun = time.monotonic()
    with pytest.raises(WriterError) as caught:
        pdf.write(made, resources)
    assert time.monotonic() - begun < 40
    (told,) = caught.value.diagnostics
    assert (told.code, bool(told.hint)) == ("page-not-set", True)
    return told.message


@pytest.mark.parametrize(("name", "says"), [("colspan", "within"), ("flex", "within"), ("columns", "within"), ("divs", "nested")])
def test_a_template_that_never_ends(tmp_path: Path, name: str, says: str) -> None:
    assert says in finding(bare("en"), template(tmp_path, ("<main>", f"<main>{HOSTILE[name]}")))
    assert pdf.write(bare("fr"), Resources()).pages == 1


def test_a_picture_that_never_ends() -> None:
    made = replace(bare("en"), body=(*bare("en").body, Figure("bomb.svg", "A square", id="f")))
    assert "within" in finding(made, Resources().with_assets({"bomb.svg": BOMB}))
    assert pdf.write(bare("fr"), Resources()).pages == 1


def test_a_process_that_dies_is_replaced() -> None:
    with closing(overseer.Overseer()) as made:
        made.start().kill()
        with pytest.raises(overseer.StoppedError):
            made.run({}, b"", 3)
        assert made.start().poll() is None


@pytest.mark.skipif(sys.platform != "linux", reason="the limit of memory is Linux's")
def test_a_page_that_asks_for_too_much_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(overseer.Overseer(memory=90 * 1024**2)) as small:
        monkeypatch.setattr(job, "shared", small)
        job.typeset.cache_clear()
        assert "memory" in finding(bare("en"), Resources())


def test_a_fault_of_the_typesetter_is_told(tmp_path: Path) -> None:
    resources = template(tmp_path, ("body { hyphens", "@color-profile device-cmyk { src: url(x) } body { hyphens"), "print.css")
    assert "not fetched: x" in finding(bare("en"), resources)
