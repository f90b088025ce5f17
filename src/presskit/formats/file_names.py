"""Names of files that mean the same file on every system ([Naming Files, Paths, and Namespaces], Microsoft).

[Naming Files, Paths, and Namespaces]: https://learn.microsoft.com/windows/win32/fileio/naming-a-file
"""

from __future__ import annotations

import re

__all__ = ["is_portable"]

_DEVICE = re.compile(r"(?is)(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[1-9\u00b9\u00b2\u00b3]) *(?:\..*)?")
_NOT_ON_WINDOWS = frozenset('<>:"|?*\\')


def is_portable(name: str) -> bool:
    """Return whether a name, without folders, stays as it is on Windows.

    Windows drops dots and blanks at the end, takes some names for devices, whatever stands behind their first dot, and what
    follows a colon for another stream of the file.
    """
    dots = name in {".", ".."}
    return dots or not (name.endswith((".", " ")) or _NOT_ON_WINDOWS & set(name) or _DEVICE.fullmatch(name))
