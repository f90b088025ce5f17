"""What can be wrong with a kit's folder and with the place that the outputs go to, by code."""

from __future__ import annotations

from presskit.diagnostics import Rule, Severity

__all__ = ["RULES"]

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

MISSING_FOLDER = Rule(
    "missing-folder", _E, "The folder is not there", "A kit is a folder: without it there is nothing to read.",
)
NOT_A_FOLDER = Rule(
    "not-a-folder", _E, "A file stands where the kit's folder is expected",
    "presskit reads all files of a kit together, so it asks for the folder.",
)
UNREADABLE = Rule(
    "unreadable-file", _E, "The file cannot be read",
    "A release made without it could miss a text or a name.",
)
TOO_MUCH = Rule(
    "kit-too-large", _E, "The kit's files are too large together, or too many",
    "A folder with hundreds of megabytes of pictures is an archive. No release needs so many.",
)
LINK_OUTSIDE = Rule(
    "link-outside-kit", _E, "A link leads out of the kit",
    "presskit reads nothing outside the kit's folder, so that no file of the computer gets published by mistake.",
)
ZIP_REFUSED = Rule(
    "zip-refused", _E, "The zip file is not opened",
    "A zip file may claim to be larger, or to hold other files, than it seems. presskit opens only those that every computer "
    "unpacks to the same files.",
)
NAME_NOT_PORTABLE = Rule(
    "file-name-not-portable", _W, "A file has a name that Windows changes",
    "Windows drops dots and blanks at the end of a name, and takes some names for devices: the kit has other files there.",
)
UNUSABLE = (MISSING_FOLDER, NOT_A_FOLDER, UNREADABLE, TOO_MUCH, LINK_OUTSIDE, ZIP_REFUSED)
"""Where one of these is found, the input could not be used at all."""
STALE_OUTPUT = Rule(
    "stale-output", _N, "An output of an earlier build is still there",
    "This build did not make it. Sent by mistake, it would carry old words.",
)
NOT_RECORDED = Rule(
    "zip-not-changed", _N, "A kit in a zip file remembers nothing",
    "presskit changes no zip file. What a command would write down in the kit is lost.",
)
LANGUAGE_LEFT = Rule(
    "language-not-built", _N, "The outputs of a language are those of an earlier build",
    "An error was found in them, or their text is behind its source, so all of that language was left as it was: its files "
    "must not tell different stories.",
)
NOT_CHECKED = Rule(
    "file-not-checked", _E, "A file takes too much to be checked",
    "Checking a file takes a second or two. One that takes much more was made to be slow, or holds more than its pages show.",
)
VERSION_LOWER = Rule(
    "version-lower", _E, "A higher version was built before",
    "Whoever holds version 2 would take a later version 1 for an old file. The number only ever rises.",
)

RULES: tuple[Rule, ...] = tuple(value for value in list(globals().values()) if isinstance(value, Rule))
