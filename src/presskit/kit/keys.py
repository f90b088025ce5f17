"""The key of one output: it stands for everything that the output depends on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

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
    _told: dict[int, tuple[Edition, str]] = field(default_factory=dict, compare=False, repr=False)

    def of(self, edition: Edition, writer: Writer) -> str:
        """Return the key of one output."""
        pictures = [part for name, data in sorted(self.resources.assets.items()) for part in (name, data)]
        contacts = repr(for_output(edition, writer.format).contacts)
        return inputs.digest([self.machinery, *self.words, writer.identity, self._of(edition), contacts, *pictures])

    def _of(self, edition: Edition) -> str:
        """Return a key of all but the contacts, which differ by output; each edition is gone through once.

        An edition's ``repr`` holds all its words and facts, and no place in a file.
        """
        if id(edition) not in self._told:
            self._told[id(edition)] = edition, inputs.digest([repr(replace(edition, contacts=None))])
        return self._told[id(edition)][1]
