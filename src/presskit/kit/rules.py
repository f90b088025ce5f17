"""What can be wrong with a kit's folder and with the place that the outputs go to, by code."""

from __future__ import annotations

from presskit.diagnostics import Rule, Severity

__all__ = ["RULES"]

_E, _N = Severity.ERROR, Severity.NOTE

MISSING_FOLDER = Rule(
    "missing-folder",
    _E,
    "The folder is not there",
    "A kit is a folder: without it there is nothing to read.",
)
NOT_A_FOLDER = Rule(
    "not-a-folder",
    _E,
    "A file stands where the kit's folder is expected",
    "presskit reads all files of a kit together, so it asks for the folder.",
)
UNREADABLE = Rule(
    "unreadable-file",
    _E,
    "The file cannot be read",
    "A release made without it could miss a text or a name.",
)
TOO_MUCH = Rule(
    "kit-too-large",
    _E,
    "The kit's files are too large together, or too many",
    "A folder with hundreds of megabytes of pictures is an archive. No release needs so many.",
)
LINK_OUTSIDE = Rule(
    "link-outside-kit",
    _E,
    "A link leads out of the kit",
    "presskit reads nothing outside the kit's folder, so that no file of the computer gets published by mistake.",
)
UNUSABLE = (MISSING_FOLDER, NOT_A_FOLDER, UNREADABLE, TOO_MUCH, LINK_OUTSIDE)
"""Where one of these is found, the input could not be used at all."""
STALE_OUTPUT = Rule(
    "stale-output",
    _N,
    "An output of an earlier build is still there",
    "This build did not make it. Sent by mistake, it would carry old words.",
)
LANGUAGE_LEFT = Rule(
    "language-not-made",
    _N,
    "The outputs of a language are those of an earlier build",
    "An error was found in them, or their text is behind its source, so all of that language was left as it was: its files "
    "must not tell different stories.",
)
VERSION_LOWER = Rule(
    "version-lower",
    _E,
    "A higher version was built before",
    "Whoever holds version 2 would take a later version 1 for an old file. The number only ever rises.",
)

RULES: tuple[Rule, ...] = tuple(value for value in list(globals().values()) if isinstance(value, Rule))
