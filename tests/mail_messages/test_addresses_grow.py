"""What stands in a cell of a media list is read in a time that grows as the cell does."""

from __future__ import annotations

import resource
import subprocess
import sys

import pytest

CODE = "import sys; from presskit.mail.addresses import addresses_in; addresses_in(sys.stdin.read())"


@pytest.mark.parametrize("piece", [" ", "<", "a ", "(", "a@b ", "«", "a<a@", "@ <"])
def test_no_cell_is_made_to_be_slow(piece: str) -> None:
    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (20, 20))

    text = "a@b.example" + piece * (100_000 // len(piece)) + "@"
    subprocess.run([sys.executable, "-c", CODE], input=text, text=True, check=True, preexec_fn=limited)
