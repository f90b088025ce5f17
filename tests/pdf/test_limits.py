"""What is made to be slow, huge or endless ends in a finding within seconds, and the next page is set as ever."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
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
    with pytest.raises(WriterError) as caught:
        pdf.write(made, resources)
    (told,) = caught.value.diagnostics
    assert (told.code, bool(told.hint)) == ("layout-failed", True)
    return told.message


TIME = "was not set within"
SAYS = [("colspan", "what took it was <t"), ("flex", "what took it was <div>"), ("columns", TIME), ("divs", "nested")]


@pytest.mark.parametrize(("name", "says"), SAYS)
def test_a_template_that_never_ends(tmp_path: Path, name: str, says: str) -> None:
    assert says in finding(bare("en"), template(tmp_path, ("<main>", f"<main>{HOSTILE[name]}")))
    assert pdf.write(bare("fr"), Resources()).pages == 1


def test_a_picture_that_never_ends() -> None:
    made = replace(bare("en"), body=(*bare("en").body, Figure("bomb.svg", "A square", id="f")))
    told = finding(made, Resources().with_assets({"bomb.svg": BOMB}))
    assert TIME in told
    assert told.endswith("what took it was the picture «bomb.svg»")
    assert pdf.write(bare("fr"), Resources()).pages == 1


COUNTS = """
import time
from presskit.typesetting.allowance import Allowance, TookTooLongError
allowance = Allowance(0.2)
with allowance:
    time.sleep(1)  # waiting costs nothing
assert not allowance.spent
try:
    with Allowance(0.2):
        while True:
            pass
except TookTooLongError:
    print("stopped")
"""
DEAF = """
from presskit.typesetting import allowance
allowance.GRACE = 0
with allowance.Allowance(0.2):
    sum(range(10**15))  # does not listen to signals
"""


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="Windows has no timer of a process's own time")
def test_a_job_is_charged_with_the_processors_time_alone() -> None:
    done = subprocess.run([sys.executable, "-c", COUNTS], capture_output=True, text=True, check=True)
    assert done.stdout == "stopped\n"


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="Windows has no limit of a process's own time")
def test_what_does_not_listen_is_ended_by_the_system() -> None:
    done = subprocess.run([sys.executable, "-c", DEAF], capture_output=True, check=False)
    assert done.returncode == -signal.SIGXCPU


def test_a_process_that_stands_still_is_ended_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overseer, "BACKSTOP", (0.5, 0.0))
    with closing(overseer.Overseer()) as made:
        os.kill(made.start().pid, signal.SIGSTOP)
        with pytest.raises(overseer.StoppedError, match="stuck"):
            made.run({}, b"", 1)


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
