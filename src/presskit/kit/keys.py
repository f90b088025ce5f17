"""The key of one output: it stands for everything that the output depends on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from presskit.kit import inputs
from presskit.model.edition import Edition, for_output
from presskit.resources import Resources
from presskit.writers import Writer

__all__ = ["Keys"]


@dataclass(frozen=True, slots=True)
class Keys:
    """Makes keys. ``machinery`` is the key of what makes outputs, ``words`` are the options that change one output."""

    machinery: str
    words: Iterable[str]
    resources: Resources

    def of(self, edition: Edition, writer: Writer) -> str:
        """Return the key of one output. An edition's ``repr`` holds all its words and facts, and no place in a file."""
        pictures = [part for name, data in sorted(self.resources.assets.items()) for part in (name, data)]
        shown = repr(for_output(edition, writer.name))
        return inputs.digest([self.machinery, *self.words, writer.identity, shown, *pictures])
