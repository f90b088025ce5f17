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
import yaml

from presskit.language import data, schema
from presskit.language.data import languages
from presskit.writers import docx, html, text

DATA = Path("data")
SEEN = """
import json
from presskit.language.data import languages, words
from presskit.language.recognition import detected
from presskit.language.numbers import spelled
from presskit.language.numbers import stated
from presskit.language.typography import set_text
from presskit.readers.importing.headings import head_of
from presskit.readers.tables.vocabulary import recognise
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


WHOLE = """
import json
from datetime import UTC, datetime
from presskit.checks import Context
from presskit.checks.lint import lint
from presskit.editions import merge
from presskit.readers.importing import import_files
text = {text!r}
reading = import_files([("texte.txt", text.encode())], region="FR", language={language!r})
kit = reading.value.kit if reading.value else None
found = [*reading.diagnostics, *(lint(kit, Context(datetime(2026, 12, 1, tzinfo=UTC))) if kit else ())]
edition = merge(kit, kit.statements[0].language) if kit and kit.statements else None
print(json.dumps({{
    "language": kit.statements[0].language if kit and kit.statements else "",
    "found": sorted({{finding.code for finding in [*found, *(edition.diagnostics if edition else ())]}}),
    "names": [each.name.default for each in kit.roster.everyone()] if kit else [],
    "head": edition.value.contacts.heading if edition and edition.value.contacts else "",
}}))
"""
TEXT = """La route du fleuve doit être rouverte

Beyrouth, le 3 décembre 2026 – Nous demandons que la route soit ouverte pour les habitants de la ville.

Signataires :

- Harbour Relief
- Olive Branch

Contacts presse

Maya Haddad, press@example.org
"""


def whole(root: Path, text: str, language: str) -> dict[str, object]:
    """Return what a whole import, the checks and the edition make of a text where ``root`` is the folder of data."""
    code = f"import presskit.paths as paths\npaths.shipped_folder = lambda name: {str(root)!r}\n"
    code += WHOLE.format(text=text, language=language)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ)
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


def test_a_whole_import_and_edition_without_the_file_say_that_the_language_is_not_known(tmp_path: Path) -> None:
    root = copied(tmp_path)
    assert "phrases-missing" not in str(whole(root, TEXT, "fr")["found"])
    (root / "languages/fr.toml").unlink()
    found = whole(root, TEXT, "fr")
    assert "phrases-missing" in str(found["found"])
    assert "language-gaps" in str(found["found"])
    assert found["language"] == "fr"
    assert found["head"] == ""  # «Contacts presse» heads nothing any more


MADE_UP = """
[lists]
[contacts]
[phrases]
signatories = "Zodnik vub"
contacts = "Qavub zod"
joint-statement = "Vaj vub"
dateline = "{places} ({date})"
ends = "NIKVAJ"
[writing]
quotes = ["‹‹", "››"]
inner_quotes = ["‹", "›"]
[detection]
words = "vaj qa vub zod nik"
[dates]
also = {zodmun = 12, tlonmun = 1}
[heads]
signatories = ["zodnik vub"]
contacts = ["qavub zod"]
ends = ["nikvaj"]
[kinds]
joint-statement = ["vaj vub"]
"""
MAIL = """Vaj vub

Zod qavaj nik tlon vubar

Beyrut (3 zodmun 2026) – Vaj qa vub zod nik "tlon" vaj qa vub, zod nik vaj.

Zodnik vub:

- Harbour Relief
- Olive Branch

Nikvaj

Qavub zod

Maya Haddad, press@example.org
"""
PROGRAM = """
import sys
import presskit.paths as paths
own = paths.shipped_folder
paths.shipped_folder = lambda name: sys.argv[1] if name == "data" else own(name)
from presskit.cli import main
sys.exit(main(sys.argv[2:]))
"""


def command(root: Path, *arguments: str) -> int:
    """Return the exit code of a presskit that has the folder ``root`` as its data."""
    return subprocess.run([sys.executable, "-c", PROGRAM, str(root), *arguments], capture_output=True, check=False).returncode


def imported(root: Path, kit: Path) -> dict[str, str]:
    """Import the mail, and return the files of the kit."""
    mail = kit.with_name("mail.txt")
    mail.write_text(MAIL, "utf-8")
    command(root, "import", str(mail), "-o", str(kit), "--region", "FR", "--language", "tlh")
    return {path.name: path.read_text("utf-8") for path in kit.glob("*.*")}


def test_a_made_up_language_is_imported_and_built_by_its_file_alone(tmp_path: Path) -> None:
    root, kit, out = copied(tmp_path), tmp_path / "kit", tmp_path / "out"
    (root / "languages/tlh.toml").write_text(MADE_UP, "utf-8")
    files = imported(root, kit)
    facts = yaml.safe_load(files["kit.yaml"])
    assert (facts["kind"], facts["languages"], str(facts["date"]), facts["places"]) == (
        "joint-statement", ["tlh"], "2026-12-03", ["Beyrut"],
    )  # fmt: skip
    assert yaml.safe_load(files["signatories.yaml"])["signatories"] == ["Harbour Relief", "Olive Branch"]
    assert yaml.safe_load(files["contacts.yaml"])["contacts"] == [{"name": "Maya Haddad", "emails": ["press@example.org"]}]
    assert "questions.yaml" not in files
    assert command(root, "build", str(kit), "-o", str(out), "--only", "html,text,docx") == 0
    made = {path.suffix: path.read_bytes() for path in (out / "tlh").iterdir()}
    texts = [[*text.words(made[".txt"])], [*html.words(made[".html"])], [*docx.words(made[".docx"])]]
    printed = ["Vaj vub", "Beyrut (3 zodmun 2026)", "Zodnik vub", "Harbour Relief", "NIKVAJ", "Qavub zod"]
    for lines in texts:
        assert [line for line in printed if line not in " ".join(lines)] == []
        assert "‹‹tlon››" in " ".join(lines)


def test_without_its_file_a_made_up_language_has_neither_heads_nor_months(tmp_path: Path) -> None:
    files = imported(copied(tmp_path), tmp_path / "kit")
    assert "Zodnik vub" in files["statement.tlh.md"]
    assert "zodmun" in files["statement.tlh.md"]
    assert "signatories.yaml" not in files or "Harbour" not in files["signatories.yaml"]


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
