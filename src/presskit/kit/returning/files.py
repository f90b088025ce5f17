"""What an import writes: the text, the names, the memory, the translator's notes; checked by reading it back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from presskit.diagnostics import Diagnostic, has_errors
from presskit.kit.returning.names import with_names
from presskit.kit.signatories_file import EditError
from presskit.model.document import Segment, Statement, inlines_of, plain_text, segments
from presskit.readers import kit as kit_reader
from presskit.readers import markdown as markdown_reader
from presskit.source import Span
from presskit.translation import rules
from presskit.translation.returned import Aside, Comment, Returned
from presskit.translation.segments import Unit
from presskit.writers.kit_markdown import markdown

__all__ = ["listed", "names_files", "notes_file", "statement_file"]

Found = list[Diagnostic]


def statement_file(statement: Statement, found: Found) -> dict[str, bytes]:
    """Return ``statement.LANG.md``; none, and an error, where reading it back gives other words or blocks."""
    name = f"statement.{statement.language}.md"
    data = markdown(statement).encode()
    read = markdown_reader.read(name, data, statement.language)
    if read.value == statement:
        return {name: data}
    difference = _difference(statement, read.value)
    if read.value is None or difference is not None or has_errors(read.diagnostics):
        place, words = (difference.span, plain_text(inlines_of(difference))) if difference else (Span(name), "")
        message = f"written into {name}, «{words[:80]}» would not be read back as it came"
        found.append(rules.UNWRITTEN.at(place, message, "look at its first and last characters, and its quotation marks"))
        return {}
    message = "stress or a link in the text is written as plain words"
    found.append(rules.MARKS_LOST.at(Span(name), message, "compare it with the return"))
    return {name: data}


def _difference(made: Statement, read: Statement | None) -> Segment | None:
    """Return the first segment whose words are not read back."""
    theirs = {each.id: plain_text(inlines_of(each)) for each in segments(read)} if read else {}
    return next((each for each in segments(made) if theirs.get(each.id) != plain_text(inlines_of(each))), None)


def names_files(
    files: Mapping[str, bytes], names: Iterable[tuple[Unit, str]], language: str, source: str, found: Found
) -> dict[str, bytes]:
    """Return the files that names go into; where one cannot be edited safely, an error."""
    try:
        return with_names(files, [(unit.span, name) for unit, name in names], language, source)
    except EditError as problem:
        message = f"the names cannot be written: {problem}"
        found.append(rules.UNWRITTEN.at(Span("signatories.yaml"), message, "write them by hand: {language: name} for each"))
        return {}


def listed(files: Mapping[str, bytes], languages: Sequence[str], language: str, found: Found) -> dict[str, bytes]:
    """Return kit.yaml with ``language`` among its languages, if it is not, and can be edited safely."""
    if language in languages:
        return {}
    try:
        data = _with_language(files["kit.yaml"].decode("utf-8-sig"), language).encode()
        read = kit_reader.read({**files, "kit.yaml": data}).value
    except (EditError, UnicodeDecodeError):
        read = None
    if read is not None and read.release.languages == (*languages, language):
        return {"kit.yaml": data}
    hint = f"write «languages: [{', '.join((*languages, language))}]» into kit.yaml"
    found.append(rules.LANGUAGE_UNLISTED.at(Span("kit.yaml"), f"kit.yaml does not list «{language}»", hint))
    return {}


def _with_language(text: str, language: str) -> str:
    import yaml

    root: Any = yaml.compose(text, Loader=yaml.SafeLoader)
    node = next((value for key, value in root.value if key.value == "languages"), None)
    if node is None or not node.flow_style or not node.value:
        raise EditError("the languages are not a list in one line")
    at = node.value[-1].end_mark.index
    return f"{text[:at]}, {language}{text[at:]}"


def notes_file(old: bytes, returned: Returned, notes: Sequence[Aside], language: str, revision: str) -> dict[str, bytes]:
    """Return ``translations/notes.LANG.md`` with the translator's notes and comments; the same ones are not kept twice."""
    lines = [*_lines(returned.comments, notes)]
    if not lines:
        return {}
    head = f"## {returned.source}, revision {revision}"
    entry = "\n".join([head, "", *lines, ""])
    text = old.decode("utf-8", "replace") or f"# Translator's notes ({language})\n"
    return {f"translations/notes.{language}.md": (text if entry in text else f"{text.rstrip()}\n\n{entry}").encode()}


def _lines(comments: Iterable[Comment], notes: Iterable[Aside]) -> Iterator[str]:
    for comment in comments:
        place = f"paragraph {comment.number}" if comment.number else "somewhere"
        yield f"- Comment at {place}, {comment.author or 'somebody'}: {' '.join(comment.words.split())}"
    for note in notes:
        told = ", ".join(filter(None, [f"paragraph {note.number}" if note.number else "", note.place])) or "somewhere"
        yield f"- {told[0].upper()}{told[1:]}: {' '.join(note.words.split())}"
