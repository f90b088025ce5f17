"""What nobody sees is found at its line and column; what a script, an emoji or an isolate needs is not."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from presskit.checks import Context
from presskit.diagnostics import Diagnostic
from presskit.kit.loading import read
from tests.checks.specimen import files_of

NOON = Context(datetime(2026, 11, 20, 12, tzinfo=UTC))
HIDDEN = ["\U000e0049\U000e0067", "\ufff9", "\ufffa", "\ufffb", "\U000e0001", "\U000e0fff", "\U0001d173", "a\ufe0f\U000e0101"]
INVISIBLE = ["\u200b", "\u2060", "\u180e", "\ufeff", "\u2062", "\u206a", "\u3164", "\u115f"]
UNCLOSED = ["\u2066a", "\u2067a", "\u2068a", "\u202aa", "\u202ba", "\u202da", "\u202ea", "\u2068\u202aa\u202c", "\u2066\u2066a\u2069", "\u202a\u2069a"]
FLAG = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
AT_HOME = [
    "می\u200cخواهند", "لا\u200dب", "ภาษา\u200bไทย", "ភាសា\u200bខ្មែរ", "👩\u200d🔧", "©\ufe0f", FLAG, "ᠨᠠ\u180eᠠ", "a\u00adb", "\u200eab\u200f",
    "\u2068وفاء\u2069", "\u1112\u1160",
]  # fmt: skip


def found(folder: Path, files: dict[str, str]) -> list[Diagnostic]:
    for name, data in files_of(files).items():
        (folder / name).write_bytes(data)
    told = read(folder, NOON).diagnostics
    return [each for each in told if each.code in {"hidden-character", "invisible-character", "direction-unclosed", "direction-override"}]


def english(words: str) -> dict[str, str]:
    return {"statement.en.md": f"---\ntitle: Open the road\n---\nThe *first* line {{{{ date }}}}\nhas a{words}b to **end**. {{#lede}}\n"}


@pytest.mark.parametrize(
    ("words", "code"),
    [*((each, "hidden-character") for each in HIDDEN), *((each, "invisible-character") for each in INVISIBLE),
     *((each, "direction-unclosed") for each in UNCLOSED)],
)  # fmt: skip
def test_it_is_told_once_where_it_stands(tmp_path: Path, words: str, code: str) -> None:
    told = found(tmp_path, english(words))
    assert {each.code for each in told} == {code}
    assert all(each.span.line == 5 and each.span.column >= 6 and each.hint for each in told), told
    assert told[0].span.column == (7 if words.startswith("a") else 6)


@pytest.mark.parametrize("words", AT_HOME)
def test_what_is_needed_is_not_told(tmp_path: Path, words: str) -> None:
    assert found(tmp_path, english(words)) == []


def test_a_tag_is_told_beside_a_flag_and_a_space_beside_thai(tmp_path: Path) -> None:
    told = found(tmp_path, english(f"{FLAG} ภาษา\u200bไทย a\u200bb \U000e0067"))
    assert [(each.code, each.span.column) for each in told] == [("invisible-character", 24), ("hidden-character", 27)]


@pytest.mark.parametrize(
    ("file", "text", "place"),
    [
        ("contacts.yaml", "contacts:\n  - name: Desk\u200bPress\n    emails: [press@example.org]\n", "contacts.yaml:2:15"),
        ("contacts.yaml", 'contacts:\n  - name: "Desk\\u200bPress"\n    emails: [press@example.org]\n', "contacts.yaml:2:11"),
        ("contacts.yaml", "contacts:\n  - name: Desk\n    emails: [pr\u200bess@example.org]\n", "contacts.yaml:3:16"),
    ],
)
def test_texts_of_yaml_files_hold_it_too(tmp_path: Path, file: str, text: str, place: str) -> None:
    told = [each for each in found(tmp_path, {file: text}) if each.code == "invisible-character"]
    assert [str(each.span) for each in told] == [place]


@pytest.mark.parametrize(
    "line",
    ["rights: All ri\u200bghts", "website: https://example.org/a\u200bb", "phrases: {en: {ends: en\u200bds}}", "mail: {name: Pre\u200bss}"],
)
def test_so_does_what_kit_yaml_says(tmp_path: Path, line: str) -> None:
    kit = "id: river-towns\nkind: joint-statement\nlanguages: [en]\ndate: 2026-11-20\nplaces: [Beirut]\nregion: GB\n"
    told = found(tmp_path, {"kit.yaml": f"{kit}{line}\n"})
    (one,) = told
    assert (one.code, one.span.source) == ("invisible-character", "kit.yaml")


def test_a_line_separator_and_old_line_ends_count_no_line(tmp_path: Path) -> None:
    text = english("\u200b")["statement.en.md"].replace("---\nThe", "---\nOne\u2028and\u0085two.\n\nThe").replace("\n", "\r\n")
    assert [str(each.span) for each in found(tmp_path, {"statement.en.md": text})] == ["statement.en.md:7:6"]


def test_the_address_of_a_link_holds_none(tmp_path: Path) -> None:
    told = found(tmp_path, {"statement.en.md": "---\ntitle: Open\n---\nRead [it](https://example.org/a\u200bb). {#lede}\n"})
    assert [(each.code, str(each.span)) for each in told] == [("invisible-character", "statement.en.md:4:32")]


def test_an_entity_is_told_at_its_block(tmp_path: Path) -> None:
    told = found(tmp_path, english("&#x202e;"))
    assert [(each.code, str(each.span)) for each in told] == [("direction-unclosed", "statement.en.md:4:1")]
