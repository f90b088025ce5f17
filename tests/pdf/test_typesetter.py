"""What is made to be slow, huge or endless ends in a finding within seconds, and the next page is set as ever."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future, as_completed
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from presskit.model.document import Figure
from presskit.model.edition import Edition
from presskit.resources import Resources
from presskit.sandbox import limits
from presskit.sandbox.limits import StoppedError
from presskit.typesetting import job
from presskit.typesetting import typesetter as module
from presskit.typesetting.job import Job, Pages
from presskit.typesetting.typesetter import REMEMBERED, Typesetter
from presskit.writers.errors import WriterError
from presskit.writers.pages import set_pages
from tests.pdf.test_pdf import template
from tests.samples import bare
from tests.setting import pdf_of

BOMB = b"".join(
    [
        b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9"><defs>',
        b'<g id="a">%s</g></defs>%s</svg>' % (b'<text y="9">a</text>' * 300, b'<use xlink:href="#a"/>' * 300),
    ]
)  # fmt: skip
"""A drawing of 90,000 texts: not so many that it is refused at once, and more than the time for a page can draw."""
HOSTILE = {
    "colspan": '<table><tr><td colspan="1000000">x</td></tr><tr>' + "<td>x</td>" * 1000 + "</tr></table>",
    "flex": '<div style="display: flex">' * 60 + "x" + "</div>" * 60,
    "divs": "<div>" * 2000 + "x" + "</div>" * 2000,
    "columns": '<div style="columns: 100000">' * 3 + "x " * 20000 + "</div>" * 3,
}


@pytest.fixture
def typesetter(monkeypatch: pytest.MonkeyPatch) -> Iterator[Typesetter]:
    """Return a typesetter that is impatient, and has set a page."""
    monkeypatch.setattr(job, "PATIENCE", 4.0)
    with Typesetter() as made:
        pdf_of(bare("en"), Resources(), made)
        yield made


def finding(made: Edition, resources: Resources, typesetter: Typesetter) -> str:
    with pytest.raises(WriterError) as caught:
        pdf_of(made, resources, typesetter)
    (told,) = caught.value.diagnostics
    assert (told.code, bool(told.hint)) == ("layout-failed", True)
    return told.message


TIME = "were not set within"
SAYS = [("colspan", "what took it was <t"), ("flex", "what took it was <div>"), ("columns", TIME), ("divs", "nested")]


@pytest.mark.parametrize(("name", "says"), SAYS)
def test_a_template_that_never_ends(typesetter: Typesetter, tmp_path: Path, name: str, says: str) -> None:
    assert says in finding(bare("en"), template(tmp_path, ("<main>", f"<main>{HOSTILE[name]}")), typesetter)
    assert pdf_of(bare("fr"), Resources(), typesetter).pages == 1


def test_a_picture_that_never_ends(typesetter: Typesetter) -> None:
    made = replace(bare("en"), body=(*bare("en").body, Figure("bomb.svg", "A square", id="f")))
    told = finding(made, Resources().with_assets({"bomb.svg": BOMB}), typesetter)
    assert TIME in told
    assert told.endswith("what took it was the picture «bomb.svg»")
    assert pdf_of(bare("fr"), Resources(), typesetter).pages == 1


COUNTS = """
import time
from presskit.sandbox.limits import Allowance, TookTooLongError
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
from presskit.sandbox import limits
limits.GRACE = 0
with limits.Allowance(0.2):
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


PAGE = Job("<p>A page</p>", (), Path(Resources().fonts), b"a-page")
ENDLESS = Job(
    f"<html><body>{HOSTILE['columns']}{'<!-- time -->' * 100_000}</body></html>", (), Path(Resources().fonts), b"endless"
)


def page(number: int) -> Job:
    return replace(PAGE, text=f"<p>{number}</p>")


def gone(process: int) -> bool:
    """Tell whether a process has ended; one that ended and was not waited for counts."""
    try:
        os.kill(process, 0)
        return "\nState:\tZ" in Path(f"/proc/{process}/status").read_text()
    except (ProcessLookupError, FileNotFoundError):
        return True


def wait_until(holds: Callable[[], bool]) -> None:
    """Wait; the time limit of the whole test run ends what never comes."""
    while not holds():
        time.sleep(0.02)


def test_equal_jobs_share_their_pages() -> None:
    with Typesetter() as made:
        future = made.submit(PAGE)
        assert made.submit(replace(PAGE)) is future
        assert future.result().count == 1
        assert made.submit(PAGE) is future


def test_the_pages_of_the_last_jobs_alone_are_kept() -> None:
    with Typesetter() as made:
        futures = [made.submit(page(number)) for number in range(REMEMBERED + 1)]
        for future in futures:
            future.result()
        last = made.submit(page(REMEMBERED + 1))
        last.result()
        assert made.submit(page(REMEMBERED + 1)) is last
        assert made.submit(page(0)) is not futures[0]


def test_what_goes_wrong_is_told_to_who_waits_and_not_tried_again(typesetter: Typesetter) -> None:
    nested = replace(PAGE, text=HOSTILE["divs"])
    future = typesetter.submit(nested)
    with pytest.raises(StoppedError, match="depth"):
        future.result()
    assert typesetter.submit(nested) is future


def test_a_process_that_stands_still_is_ended_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "BACKSTOP", (0.5, 0.0))
    with Typesetter() as made:
        made.warm_up()
        os.kill(made.processes()[0], signal.SIGSTOP)
        with pytest.raises(StoppedError, match="stuck"):
            made.submit(PAGE).result()


def test_a_process_that_dies_is_replaced() -> None:
    with Typesetter() as made:
        future = made.submit(ENDLESS)
        wait_until(lambda: bool(made.processes()))
        (process,) = made.processes()
        os.kill(process, signal.SIGKILL)
        with pytest.raises(StoppedError, match="memory"):
            future.result()
        assert made.submit(PAGE).result().count == 1
        assert process not in made.processes()


def test_a_job_that_was_cancelled_while_it_ran_ends_its_worker_and_the_next_gets_a_new_one() -> None:
    with Typesetter() as made:
        future = made.submit(ENDLESS)
        wait_until(lambda: bool(made.processes()))
        (process,) = made.processes()
        assert future.cancel()
        assert gone(process)
        with pytest.raises(CancelledError):
            future.result()
        assert made.submit(PAGE).result().count == 1
        assert made.submit(ENDLESS) is not future


def test_a_job_that_was_cancelled_while_it_waited_is_not_begun_and_costs_no_worker() -> None:
    with Typesetter() as made:
        made.submit(page(0)).result()
        before = made.processes()
        first, second = made.submit(page(1)), made.submit(page(2))
        second.cancel()
        assert first.result().count == 1
        assert [each.cancelled() for each in as_completed([first, second])].count(True) == 1
        assert made.submit(page(3)).result().count == 1
        assert made.processes() == before


@pytest.mark.parametrize("workers", [1, 2])
def test_at_most_so_many_jobs_are_set_at_once(monkeypatch: pytest.MonkeyPatch, workers: int) -> None:
    running, most, lock = 0, 0, threading.Lock()
    exchange = module._exchange

    def counted(*arguments: Any) -> Any:
        nonlocal running, most
        with lock:
            running, most = running + 1, max(most, running + 1)
        try:
            return exchange(*arguments)
        finally:
            with lock:
                running -= 1

    monkeypatch.setattr(module, "_exchange", counted)
    with Typesetter(workers=workers) as made:
        futures = [made.submit(page(number)) for number in range(6)]
        assert all(future.result().count == 1 for future in futures)
        assert len(made.processes()) == workers
    assert most == workers


def test_a_typesetter_that_is_closed_has_no_workers_and_takes_no_jobs() -> None:
    with Typesetter(workers=2) as made:
        made.submit(page(1)).result()
        futures = [made.submit(ENDLESS), made.submit(page(2))]
        wait_until(lambda: bool(made.processes()))
        processes = made.processes()
    wait_until(lambda: all(map(gone, processes)))
    assert all(future.cancelled() or future.done() for future in futures)
    with pytest.raises(RuntimeError, match="closed"):
        made.submit(PAGE)
    made.warm_up()
    assert not made.processes()


def test_modules_in_the_folder_of_the_command_are_not_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "weasyprint.py").write_text(f"open({str(tmp_path / 'was-here')!r}, 'w')\n")
    monkeypatch.chdir(tmp_path)
    with Typesetter() as made:
        assert made.submit(PAGE).result().count == 1
    assert not (tmp_path / "was-here").exists()


def test_a_typesetter_cannot_be_sent_to_another_process() -> None:
    with pytest.raises(TypeError, match="make one in the other process"):
        pickle.dumps(Typesetter())


PARENT = """
import os, sys
from pathlib import Path
from presskit.typesetting.typesetter import Typesetter
from tests.pdf.test_typesetter import ENDLESS
made = Typesetter()
made.submit(ENDLESS)
while not made.processes():
    pass
if hasattr(os, "fork") and not os.fork():  # a copy holds the worker's standard input open
    import time
    os.write(1, f"COPY {os.getpid()}\\n".encode())
    time.sleep(600)
os.write(1, f"WORKER {made.processes()[0]}\\n".encode())
import time
time.sleep(600)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_worker_in_the_middle_of_a_job_ends_with_its_parent_however_that_ends() -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2])
    assert parent.stdout
    numbers = dict(parent.stdout.readline().split() for _ in range(2))
    parent.kill()
    parent.wait()
    parent.stdout.close()
    try:
        assert not gone(int(numbers["COPY"]))
        wait_until(lambda: gone(int(numbers["WORKER"])))
    finally:
        os.kill(int(numbers["COPY"]), signal.SIGKILL)


FORKED = """
import os
from tests.pdf.test_typesetter import PAGE, page
from presskit.typesetting.typesetter import Typesetter
with Typesetter() as made:
    made.submit(PAGE).result()
    workers, running = made.processes(), made.submit(page(1))
    child = os.fork()
    if not child:
        assert made.submit(PAGE).result().count == 1
        assert not set(made.processes()) & set(workers)
        made.close()
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    assert running.result().count == 1
    assert made.processes() == workers
print("whole")
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_forked_copy_has_workers_of_its_own() -> None:
    done = subprocess.run([sys.executable, "-c", FORKED], capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert (done.returncode, done.stdout) == (0, "whole\n"), done.stderr


LOOPS = 8


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="Windows has no timer of a process's own time")
def test_a_busy_machine_takes_no_time_from_a_job(monkeypatch: pytest.MonkeyPatch) -> None:
    """Eight endless loops beside: the clock goes on, a page's processor time does not."""
    monkeypatch.setattr(job, "PATIENCE", 6.0)
    loops = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(LOOPS)]
    try:
        with Typesetter() as made:
            assert pdf_of(bare("en"), Resources(), made).pages == 1
    finally:
        for loop in loops:
            loop.kill()
            loop.wait()


def test_a_fake_typesetter_is_enough_for_a_writer() -> None:
    """Writers take values: whoever has pages needs no process."""

    class Ready(Typesetter):
        def submit(self, _: Job) -> Future[Pages]:
            future: Future[Pages] = Future()
            future.set_result(Pages(b"", 1, refused=("https://example.org/x",)))
            return future

    with pytest.raises(WriterError, match="outside the kit"):
        set_pages(bare("en"), Resources(), Ready())


@pytest.mark.skipif(sys.platform != "linux", reason="the limit of memory is Linux's")
def test_a_page_that_asks_for_too_much_memory() -> None:
    with Typesetter(memory=90 * 1024**2) as small:
        assert "memory" in finding(bare("en"), Resources(), small)


def test_a_fault_of_the_typesetter_is_told(typesetter: Typesetter, tmp_path: Path) -> None:
    resources = template(tmp_path, ("body { hyphens", "@color-profile device-cmyk { src: url(x) } body { hyphens"), "print.css")
    assert "not fetched: x" in finding(bare("en"), resources, typesetter)
