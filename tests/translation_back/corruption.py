"""Spoils a returned file as people and programs do, and keeps count of what every word truly is.

Each piece of text knows the unit that it translates, whole or in part, or that it is of none. Whatever is done to a file,
:func:`judged` can then tell whether a placement gives a unit exactly its own words.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from presskit.formats.ooxml.contract import Style, bookmark, paragraph_id
from presskit.model.document import Inline, Text
from presskit.translation.matching import Alignment
from presskit.translation.rebuild import joined
from presskit.translation.returned import ReturnedParagraph
from presskit.translation.segments import Unit, UnitKind, text_of

FOREIGN = ("Please check this with the office before printing.", "17 dossiers ont été reçus hier", "حلب", "1949, 25, 1500")
STYLES: Mapping[UnitKind, str] = {
    UnitKind.TITLE: Style.TITLE,
    UnitKind.SUBTITLE: Style.SUBTITLE,
    UnitKind.HEADING: Style.HEADING_2,
    UnitKind.TEXT: Style.BODY,
    UnitKind.ITEM: Style.NOTE_BULLET,
    UnitKind.CALL: Style.CALL,
    UnitKind.QUOTE: Style.QUOTE,
    UnitKind.ATTRIBUTION: Style.ATTRIBUTION,
    UnitKind.FOOTNOTE: Style.FOOTNOTE,
    UnitKind.COALITION: Style.COALITION,
    UnitKind.SIGNATORY: Style.SIGNATORY,
    UnitKind.CONTACT: Style.CONTACT_NAME,
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph of a file. ``truth`` are the keys that its words are of, "" for words of none."""

    inlines: tuple[Inline, ...]
    truth: tuple[str, ...]
    names: tuple[str, ...] = ()
    mark: str = ""
    style: str = ""
    same_paragraph: bool = False


@dataclass(slots=True)
class File:
    """A returned file while it is spoiled; ``done`` says by what."""

    pieces: list[Piece]
    chance: random.Random
    done: list[str] = field(default_factory=list)

    def paragraphs(self) -> list[ReturnedParagraph]:
        number, made = 0, []
        for piece in self.pieces:
            number += 0 if piece.same_paragraph else 1
            made.append(ReturnedParagraph(piece.inlines, number, names=piece.names, mark=piece.mark, style=piece.style))
        return made

    def at(self) -> int:
        return self.chance.randrange(len(self.pieces))


def file_of(units: Sequence[Unit], chance: random.Random) -> File:
    """Return the file as it comes back when nothing went wrong; every unit with its translation."""
    pieces = []
    for unit in units:
        name = bookmark(unit.key)
        words = unit.target or unit.source
        pieces.append(Piece(words, (unit.key,), (name,), paragraph_id(name), STYLES.get(unit.kind, Style.NOTE)))
    return File(pieces, chance)


def _half(inlines: tuple[Inline, ...], at: int) -> tuple[tuple[Inline, ...], tuple[Inline, ...]]:
    """Cut words in two; marks are lost, which are not what is looked at here."""
    text = text_of(inlines)
    cut = text.find(" ", at)
    cut = cut if cut > 0 else len(text) // 2
    one, other = text[:cut].strip(), text[cut:].strip()
    return tuple(Text(part) for part in (one,) if part), tuple(Text(part) for part in (other,) if part)


def merge(file: File) -> None:
    """Join a paragraph with the next: both bookmarks are kept, or one is lost, or both lie around everything."""
    at = file.at()
    if at + 1 >= len(file.pieces):
        return
    one, other = file.pieces[at : at + 2]
    way = file.chance.choice(["kept", "first", "second", "around"])
    if way == "kept" and one.names and other.names:
        file.pieces[at : at + 2] = [replace(one, mark=""), replace(other, mark="", same_paragraph=True)]
        return
    names = {"first": one.names, "second": other.names}.get(way, (*one.names, *other.names))
    words = joined((*one.inlines, Text(" "), *other.inlines))
    whole = replace(one, inlines=words, truth=(*one.truth, *other.truth), names=names, mark=one.mark if way != "second" else other.mark)
    file.pieces[at : at + 2] = [whole]


def split(file: File) -> None:
    """Press Enter inside a paragraph: the bookmark is over both halves, or over the first, or over the second."""
    at = file.at()
    piece = file.pieces[at]
    one, other = _half(piece.inlines, file.chance.randrange(1, max(2, len(text_of(piece.inlines)))))
    if not one or not other:
        return
    way = file.chance.choice(["both", "first", "second"])
    first = replace(piece, inlines=one, truth=tuple(f"{key}*" for key in piece.truth))
    second = replace(first, inlines=other, mark="", same_paragraph=False)
    if way == "first":
        second = replace(second, names=())
    elif way == "second":
        first, second = replace(first, names=(), mark=""), replace(second, mark=piece.mark)
    file.pieces[at : at + 1] = [first, second]


def delete(file: File) -> None:
    """Delete a paragraph."""
    if len(file.pieces) > 1:
        del file.pieces[file.at()]


def move(file: File) -> None:
    """Drag a paragraph to another place, with its ids."""
    piece = file.pieces.pop(file.at())
    file.pieces.insert(file.chance.randrange(len(file.pieces) + 1), replace(piece, same_paragraph=False))


def sort_names(file: File) -> None:
    """Sort the signatories by the alphabet."""
    places = [at for at, piece in enumerate(file.pieces) if piece.style == Style.SIGNATORY]
    ordered = sorted((file.pieces[at] for at in places), key=lambda piece: text_of(piece.inlines))
    for at, piece in zip(places, ordered, strict=True):
        file.pieces[at] = replace(piece, same_paragraph=False)


def paste_foreign(file: File) -> None:
    """Paste a paragraph from elsewhere; it looks like the one before it."""
    at = file.at()
    style = file.pieces[at].style if file.chance.random() < 0.7 else "Normal"
    file.pieces.insert(at + 1, Piece((Text(file.chance.choice(FOREIGN)),), ("",), (), "", style))


def paste_copy(file: File) -> None:
    """Paste a paragraph of the file a second time, with its ids or without."""
    piece = file.pieces[file.at()]
    copy = replace(piece, mark="", same_paragraph=False, names=piece.names if file.chance.random() < 0.5 else ())
    file.pieces.insert(file.chance.randrange(len(file.pieces) + 1), copy)


def paste_over(file: File) -> None:
    """Paste the words of one paragraph over those of another, whose ids stay."""
    one, other = file.at(), file.at()
    if len(text_of(file.pieces[one].inlines)) > 30:
        file.pieces[other] = replace(file.pieces[other], inlines=file.pieces[one].inlines, truth=file.pieces[one].truth)


def lose_some_ids(file: File) -> None:
    """Lose the ids of some paragraphs."""
    share = file.chance.random()
    for at, piece in enumerate(file.pieces):
        if file.chance.random() < share and not piece.same_paragraph:
            file.pieces[at] = replace(piece, names=(), mark="")
            if at + 1 < len(file.pieces) and file.pieces[at + 1].same_paragraph:
                file.pieces[at + 1] = replace(file.pieces[at + 1], same_paragraph=False)


def lose_bookmarks(file: File) -> None:
    """Lose all bookmarks; paragraph ids stay, as Word keeps them."""
    file.pieces = [replace(piece, names=()) for piece in file.pieces]


def lose_marks(file: File) -> None:
    """Lose all paragraph ids; bookmarks stay, as LibreOffice keeps them."""
    file.pieces = [replace(piece, mark="") for piece in file.pieces]


def lose_styles(file: File) -> None:
    """Lose the names of styles."""
    file.pieces = [replace(piece, style="Normal") for piece in file.pieces]


def alter_name(file: File) -> None:
    """Write a name otherwise; it is still that unit's. (One that was copied is left alone: nothing could tell the two.)"""
    at = file.at()
    text = text_of(file.pieces[at].inlines)
    alone = sum(piece.truth == file.pieces[at].truth for piece in file.pieces) == 1
    if file.pieces[at].style == Style.SIGNATORY and text and alone:
        file.pieces[at] = replace(file.pieces[at], inlines=(Text(f"{text[1:]} {text[:1]}x"),))


def lose_all_ids(file: File) -> None:
    """Lose every id, as an upload to an editor in the web does. What was one paragraph stays one."""
    pieces: list[Piece] = []
    for piece in file.pieces:
        bare = replace(piece, names=(), mark="")
        if piece.same_paragraph and pieces:
            last = pieces[-1]
            words = joined((*last.inlines, Text(" "), *bare.inlines))
            pieces[-1] = replace(last, inlines=words, truth=(*last.truth, *bare.truth))
        else:
            pieces.append(bare)
    file.pieces = pieces


SPOILERS: tuple[Callable[[File], None], ...] = (
    merge, split, delete, move, sort_names, paste_foreign, paste_copy, paste_over, lose_some_ids, lose_bookmarks, lose_marks,
    lose_styles, alter_name,
)  # fmt: skip


def spoiled(units: Sequence[Unit], seed: int, *, ids: bool) -> File:
    """Return a file after a chain of one to six accidents, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 -- it is to be the same every time
    file = file_of(units, chance)
    if not ids:
        lose_all_ids(file)
    for _ in range(chance.randint(1, 6)):
        spoiler = chance.choice(SPOILERS)
        spoiler(file)
        file.done.append(spoiler.__name__)
    return file


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of the units of one file. ``wrong`` are keys that were given other words than their own, and that nothing is asked about."""

    right: int
    asked: int
    wrong: tuple[str, ...]
    clean: bool


def _is_short_of(said: str, own: Sequence[Piece], doubtful: Collection[tuple[Inline, ...]]) -> bool:
    """Tell whether words are a unit's own, and what they lack is asked about at its own place."""
    lacking = [piece for piece in own if text_of(piece.inlines) not in said]
    return any(text_of(piece.inlines) == said for piece in own) and all(piece.inlines in doubtful for piece in lacking)


def judged(units: Sequence[Unit], file: File, placement: Alignment) -> Verdict:
    """Hold a placement against the truth: a unit's words are its own, all of them, and in their order."""
    right, wrong = 0, []
    asked = {each.key for each in placement.doubts} | {key for each in placement.doubts for key in each.near}
    numbers = {number for each in placement.doubts for number in each.numbers}
    doubtful = {piece.inlines for piece, each in zip(file.pieces, file.paragraphs(), strict=True) if each.number in numbers}
    for placed in placement.matches:
        key = placed.unit.key
        own = [piece for piece in file.pieces if {key, f"{key}*"} & set(piece.truth)]
        pure = [piece for piece in own if len(piece.truth) == 1]
        whole = " ".join(text_of(piece.inlines) for piece in pure)
        candidates = {whole, *(text_of(piece.inlines) for piece in pure if piece.truth == (key,))}
        said = text_of(placed.inlines)
        stays = not placed.unit.translate  # the kit has an approved name, whatever came back
        if stays or said in candidates or any(said == candidate.strip() for candidate in candidates):
            right += 1
        elif key not in asked and not _is_short_of(said, pure, doubtful):
            wrong.append(key)
    return Verdict(right, len(units) - right - len(wrong), tuple(wrong), not placement.doubts)
