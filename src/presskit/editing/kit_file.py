"""The edits of an answer made in a file of the kit: a key, lines, words, or a part of a statement."""

from __future__ import annotations

from presskit.editing.markdown_file import append_to_part
from presskit.editing.source_text import EditError, SourceText
from presskit.editing.yaml_file import edited
from presskit.editing.yaml_splices import Remove, Set, tree_of, value_tree
from presskit.model.question import Edit, EditKind
from presskit.readers.yaml_tree import Mapping, Scalar

__all__ = ["apply"]


def apply(data: bytes, edit: Edit) -> bytes:
    """Return a file after one edit; raises :class:`EditError` where what it names does not stand there."""
    match edit.kind:
        case EditKind.SET:
            return _set(data, edit)
        case EditKind.INSERT:
            return _inserted(SourceText.of(data), edit)
        case EditKind.REPLACE:
            return _replaced(SourceText.of(data), edit)
        case EditKind.APPEND:
            return append_to_part(data, edit.at, edit.text)
        case EditKind.SIGN:
            raise ValueError("a signatory is added to a roster, not to a text")


def _moved(edit: Edit) -> EditError:
    return EditError(
        f"{edit.file} was changed since the question was asked, and «{edit.at}» does not stand there once any more"
    )


def _set(data: bytes, edit: Edit) -> bytes:
    """Set a top-level key of a YAML file, or take it out where the edit has no text."""
    try:
        if edit.text.strip():
            return edited(data, [Set((edit.at,), _value_of(edit))])
        tree = tree_of(data)[0]
        there = isinstance(tree, Mapping) and edit.at in tree.entries
        return edited(data, [Remove((edit.at,))]) if there else data
    except EditError as problem:
        raise EditError(f"{edit.file}: {problem}") from problem


def _value_of(edit: Edit) -> str:
    """Return the value in the text of an edit, which is one entry with its key."""
    tree = value_tree(edit.text)
    if not isinstance(tree, Mapping) or list(tree.entries) != [edit.at]:
        raise EditError(f"«{edit.text[:80]}» is not one entry «{edit.at}»")
    value, text = tree.entries[edit.at].value, SourceText.of(edit.text.encode())
    words = text.text[text.begin(value.span) : text.end(value.span)]
    indent = 0 if isinstance(value, Scalar) or value.flow else value.span.column - 1
    return words.replace("\n" + " " * indent, "\n") if indent else words


def _inserted(text: SourceText, edit: Edit) -> bytes:
    lines = edit.text.removesuffix("\n")
    if not edit.at:
        end = len(text.text)
        return text.spliced([(end, end, f"{lines}\n" if text.starts[-1] == end else f"\n{lines}\n")])
    found = [at for at in text.starts if text.text[at : text.line_end(at)].rstrip() == edit.at.rstrip()]
    if len(found) != 1:
        raise _moved(edit)
    return text.spliced([text.below(found[0], lines)])


def _replaced(text: SourceText, edit: Edit) -> bytes:
    words = edit.at.replace("\n", text.newline)
    if not words or text.text.count(words) != 1:
        raise _moved(edit)
    begin = text.text.index(words)
    return text.spliced([(begin, begin + len(words), edit.text)])
