"""Writers of a test's own: an output's bytes from a function, not compared with the release."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from presskit.artefact import Artefact
from presskit.model.edition import Edition
from presskit.resources import Resources
from presskit.typesetting.typesetter import Typesetter
from presskit.writers import Writer

__all__ = ["WrittenBy"]


@dataclass(frozen=True)
class WrittenBy(Writer):
    function: Callable[[Edition, Resources, Typesetter], Artefact] | None = None

    @property
    def identity(self) -> str:
        assert self.function
        return f"{self.format} {self.function.__module__}.{self.function.__qualname__}"

    def write(self, edition: Edition, resources: Resources, typesetter: Typesetter) -> Artefact:
        assert self.function
        return self.function(edition, resources, typesetter)

    def words(self, data: bytes) -> list[str]:  # noqa: ARG002
        return []

    def accounts(self, edition: Edition) -> tuple[str, ...]:  # noqa: ARG002
        return ("",)
