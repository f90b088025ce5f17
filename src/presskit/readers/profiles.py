"""The profile of the print shop: is it there, and is it one of a press."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePosixPath

from presskit.diagnostics import Diagnostic
from presskit.formats.icc import fault
from presskit.model.release import PrintSettings
from presskit.readers import file_names, rules, words

__all__ = ["check"]


def check(settings: PrintSettings, files: Mapping[str, bytes], unread: Collection[str] = ()) -> Iterator[Diagnostic]:
    """Yield what is wrong with the profile that the kit names; without one, presskit has its own."""
    name = settings.profile
    if not name or words.path(name) or name in unread:
        return
    place = file_names.exact(settings.span, name, files)
    if name not in files:
        profiles = [each for each in files if PurePosixPath(each).suffix.lower() in {".icc", ".icm"}]
        hint = words.did_you_mean(name, profiles, f"put «{name}», which the print shop sends, into the kit's folder")
        yield rules.UNFIT_PROFILE.at(place, f"the profile «{name}» is not in the kit", hint)
    elif problem := fault(files[name]):
        hint = "ask the print shop for the ICC profile of its printing condition"
        yield rules.UNFIT_PROFILE.at(place, f"«{name}» {problem}", hint)
