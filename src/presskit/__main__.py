"""python -m presskit: the same as the command presskit."""

from __future__ import annotations

import sys

from presskit.cli import main

if __name__ == "__main__":
    sys.exit(main())
