"""Bytes → an inspected Word file. Whatever the bytes are, it ends soon and with words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from presskit.formats.docx_file import package, properties
from presskit.formats.docx_file.archive import Archive, UnreadableError, open_archive, parsed
from presskit.formats.docx_file.images import read_images
from presskit.formats.docx_file.inserted import inserted_words
from presskit.formats.docx_file.names import Element, attribute, child, name, value
from presskit.formats.docx_file.numbering import Counting
from presskit.formats.docx_file.order import misplaced
from presskit.formats.docx_file.story import Gathered, gather
from presskit.formats.docx_file.styles import Styles
from presskit.formats.docx_file.values import Disorder, DocxFile, FontEntry, Reference, Relation, Spot, Stylesheet
from presskit.formats.docx_file.words import Words, stories_of, unread, walk

__all__ = ["read_docx"]

STORIES = ("header", "footer", "footnotes", "endnotes", "comments")


def read_docx(data: bytes, name: str) -> DocxFile:
    """Return what there is to say of a Word file, parsed once. Raises :class:`UnreadableError`."""
    archive = open_archive(data)
    roots = {part: parsed(part, content) for part, content in archive.parts.items() if part.lower().endswith((".xml", ".rels"))}
    relations = package.relations(roots)
    main = package.main_part(relations)
    _demand_word(archive, roots, main)
    try:
        return _inspected(archive, roots, relations, DocxFile(name, len(data), main))
    except (RecursionError, MemoryError, OverflowError) as problem:
        raise UnreadableError("too-much") from problem


def _demand_word(archive: Archive, roots: Mapping[str, Element], main: str) -> None:
    """Refuse archives of other formats, and files whose text is not there."""
    if package.TYPES not in roots or not any(part.startswith("word/") or part == main for part in archive.parts):
        raise UnreadableError("no-docx")
    if main not in roots:
        raise UnreadableError("broken", main)
    part = next(each for each in package.parts(archive.parts, roots[package.TYPES]) if each.name == main)
    if "macroEnabled" in part.content_type:
        raise UnreadableError("macros")
    if child(roots[main], "w:body") is None:
        raise UnreadableError("broken" if "wordprocessingml" in part.content_type else "no-docx", main)


def _inspected(archive: Archive, roots: Mapping[str, Element], relations: tuple[Relation, ...], file: DocxFile) -> DocxFile:
    by_part: defaultdict[str, dict[str, Relation]] = defaultdict(dict)
    for each in relations:
        by_part[each.source][each.id] = each
    beside = {each.kind: each.target for each in relations if each.source == file.main and not each.external}
    package_wide = {each.kind: each.target for each in relations if not each.source}
    styles = Styles(roots.get(beside.get("styles", "")), beside.get("styles", ""), roots.get(beside.get("theme", "")))
    numbering = beside.get("numbering", "")
    counting = Counting(roots.get(numbering))
    stories = {part: roots[part] for part in (file.main, *_others(file.main, relations)) if part in roots}
    found = gather(stories, by_part, styles, counting)
    lesser = {part: roots[part] for part in (styles.part, numbering, beside.get("settings", "")) if part in roots}
    return replace(
        _with(file, found),
        parts=package.parts(archive.parts, roots.get(package.TYPES)),
        repeated_parts=archive.repeated,
        relations=relations,
        dangling=tuple(each for each in (*found.related, *_asked(lesser)) if each.id not in by_part[each.spot.part]),
        core=properties.core(roots.get(package_wide.get("core-properties", ""))),
        app=properties.extended(roots.get(package_wide.get("extended-properties", package_wide.get("extendedProperties", "")))),
        custom=properties.custom(roots.get(package_wide.get("custom-properties", package_wide.get("customProperties", "")))),
        settings=properties.settings(roots.get(beside.get("settings", ""))),
        styles=_stylesheet(styles, counting, found, lesser, roots.get(beside.get("fontTable", ""))),
        images=tuple(read_images(archive.parts)),
        revision_ids=found.revision_ids + sum(1 for root in lesser.values() for each in root.iter() if name(each) in RSIDS),
        disorders=(*found.disorders, *_disorders(lesser)),
        words=walk(stories_of(roots, file.main), styles, _inserted(archive, by_part)),
    )


def _inserted(archive: Archive, relations: Mapping[str, Mapping[str, Relation]]) -> Callable[[str, str], Iterator[Words]]:
    """Return what finds the words of a file that is inserted, by the part that holds it and the relationship's id."""

    def words(part: str, relation: str) -> Iterator[Words]:
        name = relations[part][relation].target if relation in relations[part] else relation
        yield from inserted_words(name, archive.parts[name]) if name in archive.parts else iter((unread(name),))

    return words


RSIDS = {"w:rsid", "w:rsidRoot"}


def _with(file: DocxFile, found: Gathered) -> DocxFile:
    return replace(
        file,
        paragraphs=tuple(found.paragraphs),
        marks=tuple(found.marks),
        fields=tuple(found.fields),
        links=tuple(found.links),
        pictures=tuple(found.pictures),
        sections=tuple(found.sections),
        changes=tuple(found.changes),
        comments=tuple(found.comments),
    )


def _others(main: str, relations: tuple[Relation, ...]) -> Iterator[str]:
    """Yield the stories beside the text, each once, in the order of their kinds."""
    found = {each.target: None for kind in STORIES for each in relations if (each.source, each.kind) == (main, kind)}
    yield from found


def _asked(roots: Mapping[str, Element]) -> Iterator[Reference]:
    """Yield the relationships that parts without paragraphs ask for."""
    for part, root in roots.items():
        for each in root.iter():
            wanted = attribute(each, "r:id") or attribute(each, "r:embed")
            if wanted:
                yield Reference(wanted, Spot(part))


def _disorders(roots: Mapping[str, Element]) -> Iterator[Disorder]:
    for part, root in roots.items():
        for each in root.iter():
            tag = name(each)
            yield from (Disorder(tag, found, Spot(part)) for found in misplaced(each, tag))


def _stylesheet(
    styles: Styles, counting: Counting, found: Gathered, lesser: Mapping[str, Element], fonts: Element | None
) -> Stylesheet:
    """Return what is defined, and what is asked for and is not there."""
    numbers = (value_ for value_ in _lists_of(styles.part, lesser.get(styles.part)) if not counting.is_defined(value_.id))
    entries = [_font(each) for each in (fonts if fonts is not None else ()) if name(each) == "w:font"]
    return Stylesheet(
        undefined=(*found.styles, *styles.undefined()),
        repeated=styles.repeated,
        lists_undefined=(*found.lists, *numbers),
        fonts=tuple(entries),
        default=styles.lang,
    )


def _lists_of(part: str, root: Element | None) -> Iterator[Reference]:
    for each in root.iter() if root is not None else ():
        if name(each) == "w:numId" and attribute(each, "w:val") not in {"", "0"}:
            yield Reference(attribute(each, "w:val"), Spot(part))


def _font(entry: Element) -> FontEntry:
    embedded = any(name(each).startswith("w:embed") for each in entry)
    return FontEntry(attribute(entry, "w:name"), value(entry, "w:altName"), embedded)
