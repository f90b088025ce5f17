"""Makes docs/reference/outputs.md of the table of outputs: python -m tests.packaging.outputs_page."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from presskit.checks.preflight import MEDIA_TYPES
from presskit.model.outputs import Audience, Channel, Format
from presskit.model.release import Release, ReleaseKind

__all__ = ["page"]

HEAD = """\
# The outputs

What presskit makes of a release in each language. `outputs:` in `kit.yaml`, `--only`, `mail: attachments:` and the column
of attachments in a list of recipients take the keys; `outputs:` of a contact in `contacts.yaml` takes `{channels}`, too.
This page is made of the code; `make docs` writes it anew.

| key | what it is | file | media type | pages | preflight | by default |
|---|---|---|---|---|---|---|
"""
FOOT = """
Every output is read again before it is written, and its words are compared with the release. «preflight» tells which files
`presskit check` examines further.
"""


def _row(each: Format) -> str:
    default = Release("x", ReleaseKind.JOINT_STATEMENT, ("en",)).outputs
    told = [each.sets_pages, each.extension in MEDIA_TYPES, each in default]
    cells = [f"`{each}`", each.label, f"`ID-LANG{each.suffix}`", f"`{each.media_type}`", *("yes" if one else "" for one in told)]
    return f"| {' | '.join(cells)} |"


def page() -> str:
    """Return the page of all outputs, in the order in which they are made."""
    channels: tuple[Audience, ...] = tuple(Channel)
    rows: Iterator[str] = map(_row, Format)
    return HEAD.format(channels="`, `".join(channels)) + "\n".join(rows) + "\n" + FOOT


if __name__ == "__main__":
    sys.stdout.write(page())
