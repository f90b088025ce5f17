"""Use case: what presskit can do in each language, and what it lacks there."""

from __future__ import annotations

from dataclasses import dataclass

from presskit.errors import RequestError
from presskit.language.alphabet import direction, script
from presskit.language.data import languages, whole_file
from presskit.language.phrases import phrase_names
from presskit.language.schema import TABLES, ability_gaps, broken_expressions
from presskit.language.tags import name, primary
from presskit.usecases.world import World

__all__ = ["LanguageReport", "LanguagesRequest", "report_languages"]


@dataclass(frozen=True, slots=True)
class LanguagesRequest:
    """Which languages are asked about (BCP 47); none: all that have a file."""

    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LanguageReport:
    """What the file of one language holds.

    ``can`` are the things that presskit does in it, ``lacks`` the keys that are missing for the others, as «table.key».
    ``unsure`` are the phrases that nobody has confirmed; ``broken`` are expressions that are none.
    """

    tag: str
    name: str
    script: str
    direction: str
    can: tuple[str, ...]
    lacks: tuple[str, ...]
    unsure: tuple[str, ...]
    broken: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing is missing."""
        return not self.lacks and not self.broken


def report_languages(
    request: LanguagesRequest,
    *,
    world: World = World(),  # noqa: ARG001 -- as all use cases
) -> tuple[LanguageReport, ...]:
    """Return a report of each language, in alphabetical order of tags.

    Raises :class:`~presskit.errors.RequestError` for a language without a file, and
    :class:`~presskit.language.data.LanguageFileError` for a file that does not keep to the schema.
    """
    unknown = [tag for tag in request.tags if primary(tag) not in languages()]
    if unknown:
        raise RequestError(f"there is no file for «{unknown[0]}»; there are: {', '.join(languages())}")
    return tuple(_report(tag) for tag in sorted({primary(tag) for tag in request.tags} or languages()))


def _report(tag: str) -> LanguageReport:
    file = whole_file(tag)
    gaps = ability_gaps(file, phrase_names())
    return LanguageReport(
        tag,
        name(tag, "en"),
        script(tag),
        direction(tag),
        can=tuple(TABLES[table].for_ for table, lacking in gaps.items() if not lacking),
        lacks=tuple(f"{table}.{key}" for table, lacking in gaps.items() for key in lacking),
        unsure=tuple(file.get("unsure", ())),
        broken=tuple(broken_expressions(file)),
    )
