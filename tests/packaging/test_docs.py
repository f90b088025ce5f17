"""What the documentation says is true: commands, help, links, examples."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from presskit.cli.parser import make_parser
from tests.packaging.commands_page import page

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])
FENCE = re.compile(r"^ *```(?P<language>\w*)\n(?P<text>.*?)^ *```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?P<target>[^)\s]+)\)")
CHAPTER = re.compile(r"^## (?P<file>\S+)\n(?P<text>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)

by_name = pytest.mark.parametrize("document", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())


def examples(document: Path, language: str) -> list[str]:
    return [found["text"] for found in FENCE.finditer(document.read_text("utf-8")) if found["language"] == language]


def test_the_reference_of_commands_is_their_help() -> None:
    written = (ROOT / "docs/reference/commands.md").read_text("utf-8")
    assert written == page(), "write it anew: make docs"


@by_name
def test_links_lead_somewhere(document: Path) -> None:
    prose = FENCE.sub("", document.read_text("utf-8"))
    prose = re.sub(r"`[^`\n]*`", "", prose)
    targets = [found["target"].split("#")[0] for found in LINK.finditer(prose)]
    assert not [each for each in targets if each and "://" not in each and not (document.parent / each).exists()]


def all_examples(language: str) -> list[str]:
    return [example for document in PAGES for example in examples(document, language)]


def test_commands_in_the_docs_are_commands() -> None:
    parser = make_parser()
    lines = [shlex.split(line, comments=True) for example in all_examples("sh") for line in example.splitlines()]
    commands = [words for words in lines if words and Path(words[0]).name == "presskit"]
    assert len(commands) > 10
    assert all(parser.parse_args(words[1:]).run for words in commands)


def test_commands_and_targets_named_in_prose_exist() -> None:
    prose = "".join(FENCE.sub("", document.read_text("utf-8")) for document in PAGES)
    commands, makefile = make_parser().format_help(), (ROOT / "Makefile").read_text("utf-8")
    assert not [name for name in re.findall(r"`presskit ([a-z]+)", prose) if f"\n    {name} " not in commands]
    assert not [name for name in re.findall(r"`make ([a-z-]+)`", prose) if f"\n{name}:" not in makefile]


def test_yaml_examples_are_well_formed() -> None:
    from presskit.readers.yaml_tree import read

    assert [found for example in all_examples("yaml") for found in read("example", example).diagnostics] == []


def chapters() -> dict[str, str]:
    """The first example of each chapter of the kit's reference, by the file that the chapter is about."""
    text = (ROOT / "docs/reference/kit.md").read_text("utf-8")
    found = {match["file"]: FENCE.search(match["text"]) for match in CHAPTER.finditer(text)}
    return {name: example["text"] for name, example in found.items() if example}


def test_the_examples_of_the_kits_reference_are_a_kit() -> None:
    """The page's files together, with the few facts that its table lists: nothing in them is unknown or mistyped."""
    from presskit.readers import kit as kit_reader

    facts = "id: example\nkind: joint-statement\nlanguages: [en]\nregion: TR\n"
    files = chapters()
    kit = {
        "kit.yaml": (facts + files["kit.yaml"]).encode(),
        "statement.en.md": files["statement.LANG.md"].replace("translates: {", "# translates: {").encode(),
        "signatories.yaml": files["signatories.yaml"].encode(),
        "contacts.yaml": files["contacts.yaml"].encode(),
        "photo.jpg": b"",
    }
    reading = kit_reader.read(kit)
    assert reading.value is not None
    assert not reading.diagnostics
