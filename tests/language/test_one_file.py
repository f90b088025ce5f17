"""A language is one file: each is read, keeps to the schema, and is known everywhere, or nowhere once it is gone."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from presskit.language import data, schema
from presskit.language.data import languages

DATA = Path("data")
SEEN = """
import json
from presskit.language.data import languages, words
from presskit.language.recognition import detected
from presskit.language.numbers import spelled
from presskit.language.numbers import stated
from presskit.language.typography import set_text
from presskit.readers.importing.headings import head_of
from presskit.readers.tables.heads import recognise
from presskit.mail.media_list_columns import column_of
text = {text!r}
print(json.dumps({{
    "known": {language!r} in languages(),
    "detected": detected(text),
    "numbers": [number.value for number in stated({number!r}, {language!r})],
    "quotes": set_text({quoted!r}, {language!r}),
    "head": str(getattr(head_of({head!r}), "kind", None)),
    "column": str(getattr(recognise({column!r}), "role", None)),
    "outlet": str(column_of({outlet!r})),
}}))
"""
FRENCH = {
    "language": "fr", "text": "Nous demandons que la route soit ouverte pour les habitants de la ville, et que cette aide arrive.",
    "number": "vingt-cinq associations", "quoted": 'Il a dit "oui" .', "head": "Les soussignés", "column": "Nom de la structure",
    "outlet": "titre de presse",
}  # fmt: skip


def seen(root: Path, sample: dict[str, str]) -> dict[str, object]:
    """Return what a process that has the folder ``root`` as its data knows of a language."""
    code = (
        "import presskit.paths as paths\n" + f"paths.shipped_folder = lambda name: {str(root)!r}\n" + SEEN.format(**sample)
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ)
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


def copied(tmp_path: Path) -> Path:
    root = tmp_path / "data"
    shutil.copytree(DATA, root)
    return root


def test_french_is_known() -> None:
    assert seen(DATA.absolute(), FRENCH) == {
        "known": True, "detected": "fr", "numbers": [25], "quotes": "Il a dit «\u00a0oui\u00a0» .",
        "head": "signatories", "column": "organisation", "outlet": "outlet",
    }  # fmt: skip


def test_without_its_file_french_is_unknown_everywhere(tmp_path: Path) -> None:
    root = copied(tmp_path)
    (root / "languages/fr.toml").unlink()
    found = seen(root, FRENCH)
    assert found.pop("detected") != "fr"
    assert found == {
        "known": False, "numbers": [], "quotes": FRENCH["quoted"], "head": "None", "column": "None", "outlet": "None",
    }  # fmt: skip


def test_a_made_up_language_is_known_by_its_file_alone(tmp_path: Path) -> None:
    root = copied(tmp_path)
    (root / "languages/tlh.toml").write_text(
        """
[writing]
script = "Latn"
quotes = ["‹‹", "››"]
inner_quotes = ["‹", "›"]
[detection]
words = "vaj qa vub zod nik"
[numbers]
say = ["en"]
[heads]
signatories = ["zodnik vub"]
[columns]
name = ["qavub"]
[media_list]
outlet = ["vubqa"]
""",
        "utf-8",
    )
    sample = {
        "language": "tlh", "text": "vaj qa vub zod nik vaj qa vub", "number": "twenty-five zod", "quoted": 'qa "vub" zod',
        "head": "Zodnik vub", "column": "Qavub", "outlet": "vubqa",
    }  # fmt: skip
    assert seen(root, sample) == {
        "known": True, "detected": "tlh", "numbers": [25], "quotes": "qa ‹‹vub›› zod", "head": "signatories",
        "column": "organisation", "outlet": "outlet",
    }  # fmt: skip


@pytest.mark.parametrize("language", languages())
def test_every_file_is_toml_and_keeps_to_the_schema(language: str) -> None:
    held = tomllib.loads((DATA / f"languages/{language}.toml").read_text("utf-8"))
    assert [*schema.problems(held), *schema.broken_expressions(held)] == []


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ({"wrting": {}}, "[wrting]: there is no such table; «writing» is meant?"),
        ({"writing": {"qoutes": []}}, "writing.qoutes: there is no such key; «quotes» is meant?"),
        ({"writing": {"quotes": "«»"}}, "writing.quotes: a list is wanted, not '«»'"),
        ({"lists": {"signed": [1]}}, "lists.signed: every entry is a text"),
        ({"writing": {"no_break": [["a"]]}}, "writing.no_break: every entry is a pattern and what stands for it"),
        ({"numbers": {"short_below": True}}, "numbers.short_below: a number is wanted, not True"),
        ({"regions": {"Brazil": {}}}, "[regions.Brazil]: a region (ISO 3166-1) with its tables is wanted"),
        ({"regions": {"BR": {"phrases": {"ends": 1}}}}, "regions.BR.phrases.ends: a text is wanted, not 1"),
        ({"unsure": "ends"}, "unsure: a list of names of phrases is wanted"),
    ],
)
def test_what_is_wrong_in_a_file_is_said(file: dict[str, object], told: str) -> None:
    assert list(schema.problems(file)) == [told]


def test_a_broken_expression_is_said() -> None:
    (told,) = schema.broken_expressions({"lists": {"signed": ["(sign"]}})
    assert told.startswith("lists.signed: «(sign» is no regular expression")


def test_a_file_that_is_no_toml_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = copied(tmp_path)
    (root / "languages/fr.toml").write_text("[phrases\n", "utf-8")
    monkeypatch.setattr(data, "shipped_folder", lambda _: str(root))
    with pytest.raises(data.LanguageFileError, match=r"fr\.toml: "):
        data._file.__wrapped__("fr")


def test_the_page_about_adding_a_language_has_every_table() -> None:
    page = Path("docs/how-to/add-a-language.md").read_text("utf-8")
    assert [name for name, table in schema.TABLES.items() if f"| `{name}` | {table.for_} |" not in page] == []
