"""The files of a kit's folder: text encoding, file names, pictures and the print profile."""

from __future__ import annotations

import codecs
import io
import re
import warnings
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from presskit.diagnostics import Diagnostic, Reading
from presskit.formats import kit_keys
from presskit.formats.icc import fault
from presskit.language.tags import primary
from presskit.model.document import Figure, Statement, segments
from presskit.model.release import Kit, PrintSettings, Release
from presskit.pictures import jpeg
from presskit.pictures.metadata import DamagedError, Stripped
from presskit.pictures.stripping import stripped
from presskit.pictures.svg import ActiveError
from presskit.readers import rules, words
from presskit.source import Span

__all__ = [
    "STATEMENT", "SUFFIXES", "check_names", "check_pictures", "check_profile", "decode_utf8", "misnamed", "place_of_name",
    "used_pictures",
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
        return Reading("", (_wrong(Span(source), "the file is in UTF-16 (Windows calls it Unicode), not in UTF-8", _AGAIN),))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        span = _place(source, data, error.start)
        message, hint = _as_windows(data, error.start)
        return Reading("", (_wrong(span, message, hint),))
    text = re.sub(r"\r\n?", "\n", text)
    marks = [(text.count("\n", 0, mark.start()) + 1, mark.group()[0]) for mark in _MARK.finditer(text)]
    if any(mark in "<>" for _, mark in marks):
        return Reading("", (_conflict(source, marks),))
    return Reading(_CONTROL.sub(_replacement, text), tuple(_controls(source, text)))


def _conflict(source: str, marks: Sequence[tuple[int, str]]) -> Diagnostic:
    """Return what is to be said of two versions that Git could not join; ``marks`` pair each line with its sign."""
    last = next((n for n, (_, mark) in enumerate(marks) if mark == ">"), len(marks) - 1)
    lines, signs = [line for line, _ in marks[: last + 1]], "".join(mark for _, mark in marks[: last + 1])
    *others, final = map(str, lines)
    delete = f"delete line{'s' if others else ''} {', '.join(others)}{' and ' if others else ''}{final}"
    hint = f"look what is right around it, and {delete}"
    if signs in {"<=>", "<|=>"}:
        kept = [_lines(lines[0] + 1, lines[1] - 1), _lines(lines[-2] + 1, lines[-1] - 1)]
        base = "" if signs == "<=>" else f" and what was there before ({_lines(lines[1] + 1, lines[2] - 1)})"
        hint = f"keep {' or '.join(kept)}, and {delete}{base}"
    message = "marks of Git stand here: two people changed the same lines, and both versions are in the file"
    return rules.MERGE_CONFLICT.at(Span(source, lines[0], 1), message, hint)


def _lines(first: int, last: int) -> str:
    return "nothing" if last < first else f"line {first}" if first == last else f"lines {first} to {last}"


_AGAIN = "open it in the editor that wrote it, and save it again with the encoding UTF-8"


def _wrong(span: Span, message: str, hint: str) -> Diagnostic:
    return rules.NOT_UTF8.at(span, message, hint)


def _as_windows(data: bytes, offset: int) -> tuple[str, str]:
    """Return what is to be said of a byte that is no UTF-8, with the word that it stands in as Windows-1252 has it."""
    begin, end = (re.search(rb"[^\s]*$", data[:offset]), re.match(rb"[^\s]*", data[offset:]))
    word = ((begin[0] if begin else b"") + (end[0] if end else b""))[:40].decode("cp1252", "replace")
    message = f"the file is not in UTF-8: byte 0x{data[offset]:02X}"
    if not any(c.isalpha() and not c.isascii() for c in word) or "\ufffd" in word:
        return message, _AGAIN
    return f"{message}, «{word}» in the encoding of old Windows programs", f"{_AGAIN}; «{word}» must then read as it does here"




def _place(source: str, data: bytes, offset: int) -> Span:
    before = data[:offset].decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    return Span(source, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _replacement(match: re.Match[str]) -> str:
    return " " if match.group() in _BREAKS else _DROPPED


def _without(line: str, offset: int) -> str:
    """Return what to write: the line, or the words around ``offset`` where it is long, without what nobody sees."""
    begin = 0 if len(line) <= _SHOWN else max(0, line.rfind(" ", 0, max(0, offset - _SHOWN // 3)) + 1)
    shown = line[begin : begin + _SHOWN]
    right = _CONTROL.sub(lambda match: " " if match.group() in _BREAKS else "", shown).strip()
    return f"write «{right}», without it" if right else "delete it"


def _controls(source: str, text: str) -> list[Diagnostic]:
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        for match in _CONTROL.finditer(line):
            name = _NAMES.get(match.group(), "a control character")
            done = "it is read as a space" if match.group() in _BREAKS else "it is left out"
            message = f"{name} (U+{ord(match.group()):04X}) stands here; {done}"
            span = Span(source, number, match.start() + 1)
            found.append(rules.CONTROL_CHARACTER.at(span, message, _without(line, match.start())))
            break  # one a line is enough: a binary file would give thousands
    return found[:100]


STATEMENT = re.compile(r"statement\.(.+)\.md")
_YAML = re.compile(r"(?P<stem>kit|signator(?:y|ies)|contacts?)\.ya?ml(?:\.txt)?|(?P<other>kit|signatories|contacts)\.txt")
_TEXT = re.compile(r"statements?(?:[\s._-]+(?P<language>[^\W_]+(?:[-_][^\W_]{2,4})?))?\.(?:md|markdown|mdown|txt)(?:\.txt)?")
_STEMS = {"signatory": "signatories", "contact": "contacts"}


def _right_name(name: str, languages: Sequence[str]) -> str:
    """Return the name that a file was meant to have; empty where it may be anything."""
    low = name.casefold()
    yaml, text = _YAML.fullmatch(low), _TEXT.fullmatch(low)
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
    found = {_right_name(name, languages): name for name in others}
    return {right: wrong for right, wrong in found.items() if right in absent}


def check_names(files: Mapping[str, bytes], beside: Collection[str], wrong: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Yield what is to be said of names: ``files`` were read, ``beside`` lie there too, ``wrong`` are misnamed."""
    for right, name in wrong.items():
        message = f"there is no «{right}», but a file that is called «{name}»"
        yield rules.MISSING_FILE.at(Span(right), message, f"rename «{name}» to «{right}»")
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


SUFFIXES = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".gif": "GIF", ".webp": "WEBP", ".svg": "SVG"}
MOST_PIXELS = 80_000_000
_DAMAGED = "cannot be read: it is damaged or not a picture"


def used_pictures(release: Release, statements: Iterable[Statement]) -> Iterator[tuple[str, Span]]:
    """Yield the pictures that the kit names, with the places where it does."""
    if release.brand.logo:
        yield release.brand.logo, release.brand.span
    for statement in statements:
        for segment in segments(statement):
            if isinstance(segment, Figure):
                yield segment.source, segment.span


def check_pictures(kit: Kit, files: Mapping[str, bytes], unread: Collection[str] = ()) -> Iterator[Diagnostic]:
    """Yield what is wrong with the pictures that ``kit`` names, and what of them is left out; ``files`` are its folder's.

    What is said of a picture is said once, at the first place that names it.
    """
    places: dict[str, list[Span]] = {}
    for name, span in used_pictures(kit.release, kit.statements):
        places.setdefault(name, []).append(place_of_name(span, name, files))
    for name, (first, *others) in places.items():
        if name in unread:
            continue
        for found in _check_picture(name, files, first, kit.release):
            yield replace(found, related=tuple((span, "it is named here, too") for span in others))


def _check_picture(name: str, files: Mapping[str, bytes], span: Span, release: Release) -> Iterator[Diagnostic]:
    if words.path(name):
        return
    if name not in files:
        pictures = [each for each in files if PurePosixPath(each).suffix.lower() in SUFFIXES]
        same = next((each for each in pictures if each.casefold() == name.casefold()), "")
        hint = words.did_you_mean(name, pictures, f"put «{name}» into the kit's folder, or take the picture out")
        hint = f"in the kit it is called «{same}»: write it with the same capitals, or rename the file" if same else hint
        yield rules.MISSING_PICTURE.at(span, f"the picture «{name}» is not in the kit", hint)
        return
    made = _stripped(name, files[name])
    if isinstance(made, str):
        yield rules.BAD_PICTURE.at(span, f"«{name}» {made}", "save it anew as PNG or JPEG")
    elif jpeg.uses_inks(made.data) and any(output.screen_colours for output in release.outputs):
        message = f"«{name}» is in four inks (CMYK) and does not say by which profile, so nobody knows how it looks on a screen"
        yield rules.BAD_PICTURE.at(span, message, "save it anew in the colours of a screen (sRGB)")
    else:
        yield from _picture_notes(name, made, span)


def _picture_notes(name: str, made: Stripped, span: Span) -> Iterator[Diagnostic]:
    """Yield a note of what was taken out of a picture, and of colours that were converted."""
    if made.kinds:
        *others, last = made.kinds
        what = f"{', '.join(others)} and {last}" if others else last
        hint = "its pixels stay as they are; whoever is to be named stands in the credit below the picture"
        yield rules.PICTURE_DATA.at(span, f"«{name}» tells {what}: that is left out of every output", hint)
    if made.converted:
        message = f"«{name}» is in four inks (CMYK): its own profile turns it into the colours of a screen (sRGB)"
        yield rules.PICTURE_CONVERTED.at(span, message, "save it anew in sRGB if you want to choose its colours")


def _stripped(name: str, data: bytes) -> Stripped | str:
    """Return a picture without its metadata, or what is wrong with it, in words that follow its name."""
    kind = SUFFIXES.get(PurePosixPath(name).suffix.lower())
    if kind is None:
        return f"is no picture that can be used: {', '.join(sorted(SUFFIXES))}"
    try:
        made = stripped(data)
    except ActiveError as error:
        return f"holds «{error}», which a picture does not need"
    except DamagedError as error:
        return f"is not an SVG picture: {error}" if kind == "SVG" else _DAMAGED
    problem = _svg_problem(made.data) if kind == "SVG" else _pixel_problem(kind, made.data)
    return problem or made


def _svg_problem(data: bytes) -> str:
    return "" if data.startswith(b"<") else "is not an SVG picture"


def _pixel_problem(kind: str, data: bytes) -> str:
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data))
            width, height = picture.size
            if picture.format != kind:
                return f"is a {picture.format} picture, not {kind}"
            if width * height > MOST_PIXELS:
                return f"has {width} × {height} pixels; up to {MOST_PIXELS // 1_000_000} million are set"
            picture.load()
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
        return _DAMAGED
    return ""


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
        hint = "ask the print shop for the ICC profile of its printing condition"
        yield rules.UNFIT_PROFILE.at(place, f"«{name}» {problem}", hint)
