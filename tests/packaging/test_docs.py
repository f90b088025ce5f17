"""What the documentation says is true: commands, help, links, examples."""

from __future__ import annotations

import io
import re
import shlex
import tomllib
from pathlib import Path

import pytest
from PIL import Image

from presskit.cli.parser import make_parser
from tests.packaging import limits_page, outputs_page
from tests.packaging.commands_page import page

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])
FENCE = re.compile(r"^ *```(?P<language>\w*)\n(?P<text>.*?)^ *```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?P<target>[^)\s]+)\)")
CHAPTER = re.compile(r"^## (?P<file>\S+)\n(?P<text>.*?)(?=^## \S+\n|\Z)", re.MULTILINE | re.DOTALL)

by_name = pytest.mark.parametrize("document", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())


def examples(document: Path, language: str) -> list[str]:
    return [found["text"] for found in FENCE.finditer(document.read_text("utf-8")) if found["language"] == language]


def test_the_reference_of_commands_is_their_help() -> None:
    written = (ROOT / "docs/reference/commands.md").read_text("utf-8")
    assert written == page(), "write it anew: make docs"


def test_the_reference_of_outputs_is_made_of_their_table() -> None:
    written = (ROOT / "docs/reference/outputs.md").read_text("utf-8")
    assert written == outputs_page.page(), "write it anew: make docs"


def test_the_reference_of_limits_is_made_of_their_table() -> None:
    written = (ROOT / "docs/reference/limits.md").read_text("utf-8")
    assert written == limits_page.page(), "write it anew: make docs"


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


def photo() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (4, 3)).save(stream, "JPEG")
    return stream.getvalue()


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
        "photo.jpg": photo(),
    }
    reading = kit_reader.read(kit)
    assert reading.value is not None
    assert not reading.diagnostics


def test_the_kits_reference_knows_every_key() -> None:
    from presskit.formats.kit_keys import FRONT_MATTER, TABLES

    text = (ROOT / "docs/reference/kit.md").read_text("utf-8")
    keys = {key.name for table in (*TABLES, FRONT_MATTER) for key in table.keys if table.alone not in {"address", "raw"}}
    assert not [key for key in sorted(keys) if not re.search(rf"\b{key}\b(?:`|:)", text)]


ARCHITECTURE = ROOT / "docs/architecture.md"


def layers() -> list[str]:
    """The lines of the contract about imports, the highest room first."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    (contract,) = [each for each in project["tool"]["importlinter"]["contracts"] if each["type"] == "layers"]
    return list(contract["layers"])


def rooms_told() -> set[str]:
    """The rooms that the table of the architecture's page tells of."""
    return set(re.findall(r"^\| `(\w+)` \|", ARCHITECTURE.read_text("utf-8"), re.MULTILINE))


def rooms_built() -> set[str]:
    """What lies at the top of the package, without what packaging and Python put there."""
    paths = (ROOT / "src/presskit").iterdir()
    built = {path.stem for path in paths if path.suffix == ".py" or (path / "__init__.py").is_file()}
    return built - {"__init__"}


def test_the_architecture_shows_the_contract_as_it_is() -> None:
    (shown,) = examples(ARCHITECTURE, "text")
    assert shown.splitlines() == layers()


def test_the_architecture_tells_of_every_room() -> None:
    contracted = {room for layer in layers() for room in re.findall(r"\w+", layer)}
    assert rooms_told() == contracted
    assert rooms_built() <= rooms_told()


def test_files_that_the_architecture_names_are_there() -> None:
    named = set(re.findall(r"`([\w/.]+/[\w.]+\.(?:py|md|yaml))`", ARCHITECTURE.read_text("utf-8")))
    named = {each for each in named if "NAME" not in each}
    assert len(named) > 10
    assert not [each for each in named if not (ROOT / each).exists() and not (ROOT / "src/presskit" / each).exists()]


def test_the_story_follows_a_name_and_a_paragraph_of_the_specimen() -> None:
    story = ARCHITECTURE.read_text("utf-8")
    name, words, segment = "Ihsan for Relief and Development", "European leaders meet", "{#p-leaders}"
    assert name in story
    assert name in (ROOT / "data/aleppo/signatories.yaml").read_text("utf-8")
    paragraphs = (ROOT / "data/aleppo/statement.en.md").read_text("utf-8").split("\n\n")
    assert words in story
    assert segment in story
    assert [each for each in paragraphs if each.startswith(words) and each.endswith(segment)]


def test_tables_that_the_architecture_names_are_there() -> None:
    from presskit.checks.lint import CHECKS
    from presskit.cli.parser import COMMANDS
    from presskit.writers import WRITERS

    story = ARCHITECTURE.read_text("utf-8")
    assert all(f"`{name}`" in story for name in ("CHECKS", "WRITERS", "COMMANDS"))
    assert all((CHECKS, WRITERS, COMMANDS))


def test_the_security_page_names_tests_that_are_there() -> None:
    text = (ROOT / "docs/security.md").read_text("utf-8")
    named = set(re.findall(r"`(tests/[\w/.]+)`", text))
    assert len(named) > 20
    assert {name for name in named if not (ROOT / name).exists()} == set()
