"""The files of a kit's folder: text encoding, file names, pictures and the print profile."""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import PurePosixPath

from presskit.diagnostics import Diagnostic, Reading
from presskit.formats import kit_keys
from presskit.formats.icc import fault
from presskit.formats.kit_keys import STATEMENT
from presskit.language.tags import primary
from presskit.model.release import PrintSettings
from presskit.readers import rules, words
from presskit.source import Span

__all__ = [
    "STATEMENT", "check_names", "check_profile", "decode_utf8", "misnamed", "place_of_name",
]  # fmt: skip

_UTF16_OR_32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
_MARK = re.compile(r"^(?:(?P<mark><{7}|\|{7}|>{7})(?: .*)?|={7})$", re.MULTILINE)
_BREAKS = "\x0b\x0c\x85\u2028\u2029"
_DROPPED = "\x7f"
_SHOWN = 80
_NAMES = {"\x0b": "Word's line break", "\x0c": "a page break", "\x00": "NUL", "\x1e": "Word's non-breaking hyphen"}


def decode_utf8(source: str, data: bytes, limit: int) -> Reading[str]:
    r"""Return the text of ``data`` with ``\n`` line ends, without a byte order mark.

    Control characters are reported; breaks become spaces and the rest DEL, so that columns stay as they are in the
    file. ``limit`` is in bytes. What is not UTF-8 gives an empty text and an error.
    """
    if len(data) > limit:
        message = f"the file has {len(data):,} bytes; at most {limit:,} are read"
        return Reading("", (rules.TOO_LARGE.at(Span(source), message, "check that this is the right file"),))
    if data.startswith(_UTF16_OR_32) and not data.startswith(codecs.BOM_UTF8):
        message = "the file is in UTF-16 (Windows calls it Unicode), not in UTF-8"
        return Reading("", (rules.NOT_UTF8.at(Span(source), message, _AGAIN),))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = re.sub(r"\r\n?", "\n", data[: error.start].decode("utf-8-sig", "replace"))
        place = Span(source, before.count("\n") + 1, len(before) - before.rfind("\n"))
        return Reading("", (rules.NOT_UTF8.at(place, *_as_windows(data, error.start)),))
    text = re.sub(r"\r\n?", "\n", text)
    marks = [(text.count("\n", 0, mark.start()) + 1, mark.group()[0]) for mark in _MARK.finditer(text)]
    if any(mark in "<>" for _, mark in marks):
        return Reading("", (_conflict(source, marks),))
    replaced = _CONTROL.sub(lambda match: " " if match.group() in _BREAKS else _DROPPED, text)
    return Reading(replaced, tuple(islice(_controls(source, text), 100)))


def _conflict(source: str, marks: Sequence[tuple[int, str]]) -> Diagnostic:
    """Return what is to be said of two versions that Git could not join; ``marks`` pair each line with its sign."""
    last = next((n for n, (_, mark) in enumerate(marks) if mark == ">"), len(marks) - 1)
    lines, signs = [line for line, _ in marks[: last + 1]], "".join(mark for _, mark in marks[: last + 1])
    *others, final = map(str, lines)
    delete = f"delete line{'s' if others else ''} {', '.join(others)}{' and ' if others else ''}{final}"
    hint = f"look what is right around it, and {delete}"
    if signs in {"<=>", "<|=>"}:
        versions = [_lines(lines[0] + 1, lines[1] - 1), _lines(lines[-2] + 1, lines[-1] - 1)]
        base = "" if signs == "<=>" else f" and what was there before ({_lines(lines[1] + 1, lines[2] - 1)})"
        hint = f"keep {' or '.join(versions)}, and {delete}{base}"
    return rules.MERGE_CONFLICT.at(
        Span(source, lines[0], 1),
        "marks of Git stand here: two people changed the same lines, and both versions are in the file",
        hint,
    )


def _lines(first: int, last: int) -> str:
    return "nothing" if last < first else f"line {first}" if first == last else f"lines {first} to {last}"


_AGAIN = "open it in the editor that wrote it, and save it again with the encoding UTF-8"


def _as_windows(data: bytes, offset: int) -> tuple[str, str]:
    """Return what is to be said of a byte that is no UTF-8, with the word that it stands in as Windows-1252 has it."""
    begin, end = (re.search(rb"(?<!\S)\S*$", data[:offset]), re.match(rb"\S*", data[offset:]))
    word = ((begin[0] if begin else b"") + (end[0] if end else b""))[:40].decode("cp1252", "replace")
    message = f"the file is not in UTF-8: byte 0x{data[offset]:02X}"
    if not any(c.isalpha() and not c.isascii() for c in word) or "\ufffd" in word:
        return message, _AGAIN
    return f"{message}, «{word}» in the encoding of old Windows programs", f"{_AGAIN}; «{word}» must then read as it does here"




def _without(line: str, offset: int) -> str:
    """Return what to write: the line, or the words around ``offset`` where it is long, without what nobody sees."""
    begin = 0 if len(line) <= _SHOWN else max(0, line.rfind(" ", 0, max(0, offset - _SHOWN // 3)) + 1)
    right = _CONTROL.sub(lambda match: " " if match.group() in _BREAKS else "", line[begin : begin + _SHOWN]).strip()
    return f"write «{right}», without it" if right else "delete it"


def _controls(source: str, text: str) -> Iterator[Diagnostic]:
    """Yield a finding for each line with a control character: one a line is enough, for a binary file has thousands."""
    for number, line in enumerate(text.split("\n"), 1):
        match = _CONTROL.search(line)
        if match:
            name = _NAMES.get(match.group(), "a control character")
            done = "it is read as a space" if match.group() in _BREAKS else "it is left out"
            message = f"{name} (U+{ord(match.group()):04X}) stands here; {done}"
            span = Span(source, number, match.start() + 1)
            yield rules.CONTROL_CHARACTER.at(span, message, _without(line, match.start()))


_YAML = re.compile(r"(?P<stem>kit|signator(?:y|ies)|contacts?)\.ya?ml(?:\.txt)?|(?P<other>kit|signatories|contacts)\.txt")
_TEXT = re.compile(r"statements?(?:[\s._-]+(?P<language>[^\W_]+(?:[-_][^\W_]{2,4})?))?\.(?:md|markdown|mdown|txt)(?:\.txt)?")
_STEMS = {"signatory": "signatories", "contact": "contacts"}


def _right_name(name: str, languages: Sequence[str]) -> str:
    """Return the name that a file was meant to have; empty where it may be anything."""
    yaml, text = _YAML.fullmatch(name.casefold()), _TEXT.fullmatch(name.casefold())
    if yaml:
        stem = yaml["stem"] or yaml["other"]
        return f"{_STEMS.get(stem, stem)}.yaml"
    if not text or not (text["language"] or languages):
        return ""
    tag = words.suggested_language(text["language"]) if text["language"] else languages[0]
    main = primary(tag)
    return f"statement.{tag if tag in languages or main not in languages else main}.md" if tag else ""


def misnamed(names: Collection[str], languages: Sequence[str]) -> dict[str, str]:
    """Return the files that the kit lacks, each with the one that lies there in its place under a wrong name."""
    wanted = {"kit.yaml", "signatories.yaml", "contacts.yaml", *(f"statement.{tag}.md" for tag in languages)}
    absent = wanted.difference(names)
    others = [name for name in sorted(names, reverse=True) if "/" not in name and name not in wanted]
    return {right: wrong for right, wrong in {_right_name(name, languages): name for name in others}.items() if right in absent}


def check_names(files: Mapping[str, bytes], beside: Collection[str], wrong: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Yield what is to be said of names: ``files`` were read, ``beside`` lie there too, ``wrong`` are misnamed."""
    for right, name in wrong.items():
        yield rules.MISSING_FILE.at(
            Span(right), f"there is no «{right}», but a file that is called «{name}»", f"rename «{name}» to «{right}»"
        )
    if "kit.yaml" not in {*files, *beside, *wrong}:
        yield rules.MISSING_FILE.at(
            Span("kit.yaml"), "there is no kit.yaml in this folder", "presskit new DIR makes a kit to begin with"
        )
    for name in sorted(set(files).difference(wrong.values())):
        near = _near(name)
        if near:
            yield rules.UNKNOWN_FILE.at(Span(name), f"«{name}» is not read", near)


def _near(name: str) -> str:
    """Return the hint about a file at the top whose name is almost one that is read."""
    text = PurePosixPath(name).suffix.lower() in {".yaml", ".yml", ".md"} and "/" not in name
    if not text or name in kit_keys.FILES or STATEMENT.fullmatch(name):
        return ""
    return words.did_you_mean(name, [*kit_keys.FILES, "statement.en.md"], "")


def place_of_name(span: Span, name: str, files: Mapping[str, bytes]) -> Span:
    """Return where a YAML file names another file, at or below the place of the mapping that does."""
    if not span.source.endswith(".yaml"):
        return span
    lines = files.get(span.source, b"").decode("utf-8-sig", "replace").splitlines()
    below = range(max(0, span.line - 1), min(len(lines), span.line + 20))
    return next((Span(span.source, n + 1, lines[n].index(name) + 1) for n in below if name in lines[n]), span)


def check_profile(settings: PrintSettings, files: Mapping[str, bytes], unread: Collection[str] = ()) -> Iterator[Diagnostic]:
    """Yield what is wrong with the profile that the kit names; without one, presskit has its own."""
    name = settings.profile
    if not name or words.path(name) or name in unread:
        return
    place = place_of_name(settings.span, name, files)
    if name not in files:
        profiles = [each for each in files if PurePosixPath(each).suffix.lower() in {".icc", ".icm"}]
        hint = words.did_you_mean(name, profiles, f"put «{name}», which the print shop sends, into the kit's folder")
        yield rules.UNFIT_PROFILE.at(place, f"the profile «{name}» is not in the kit", hint)
    elif problem := fault(files[name]):
        yield rules.UNFIT_PROFILE.at(
            place, f"«{name}» {problem}", "ask the print shop for the ICC profile of its printing condition"
        )
