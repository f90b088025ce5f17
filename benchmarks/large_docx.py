"""Names in memory → the bytes of a Word file, timed inside of one process, its imports apart.

    python -m benchmarks.large_docx presskit|python-docx|docxtpl COUNT

None of the three reads a kit, checks it, or looks at what it has made: this compares the writers alone.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.kits import ROOT
from benchmarks.large_lists import edition, names
from benchmarks.measuring import FailedError, Sample, Way

__all__ = ["alone", "main"]

Write = Callable[[Sequence[str]], bytes]


def _presskit() -> Write:
    from presskit.resources import Resources
    from presskit.writers import docx

    edition([])  # imports what makes one
    return lambda signing: docx.write(edition(list(signing)), Resources()).data


def _python_docx() -> Write:
    import docx

    def write(signing: Sequence[str]) -> bytes:
        document = docx.Document()
        for name in signing:
            document.add_paragraph(name, style="List Number")
        made = io.BytesIO()
        document.save(made)
        return made.getvalue()

    return write


def _docxtpl() -> Write:
    from docxtpl import DocxTemplate

    import docx

    empty, template = docx.Document(), io.BytesIO()
    for line in ("{%p for name in names %}", "{{ name }}", "{%p endfor %}"):
        empty.add_paragraph(line)
    empty.save(template)

    def write(signing: Sequence[str]) -> bytes:
        filled, made = DocxTemplate(template), io.BytesIO()
        filled.render({"names": signing})
        filled.save(made)
        return made.getvalue()

    return write


WRITERS: dict[str, Callable[[], Write]] = {"presskit": _presskit, "python-docx": _python_docx, "docxtpl": _docxtpl}


def alone(python: Path, writer: str, count: int) -> Way:
    """Return a way that starts a process and takes the time that a writer alone tells."""

    def run() -> Sample:
        command = [str(python), "-m", "benchmarks.large_docx", writer, str(count)]
        try:
            done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
        except FileNotFoundError:
            raise FailedError(f"{python.name} is not installed") from None
        except subprocess.CalledProcessError as problem:
            raise FailedError(f"{writer} ended with {problem.returncode}") from problem
        return Sample(*json.loads(done.stdout))

    return run


def main() -> None:
    """Write once, and print the seconds on the wall and of the processor."""
    write, signing = WRITERS[sys.argv[1]](), names(int(sys.argv[2]))
    begun = time.perf_counter(), time.process_time()
    write(signing)
    sys.stdout.write(json.dumps([time.perf_counter() - begun[0], time.process_time() - begun[1]]))


if __name__ == "__main__":
    main()
