"""presskit translate as a user runs it: what it says, what it writes, how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from presskit.cli import main
from presskit.store import commit
from tests.translation_out.samples import ENGLISH, KIT, folder
from tests.translation_out.test_delta import CHANGED, arabic, revision


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772409600")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return folder(tmp_path / "kit")


def run(*arguments: object) -> int:
    try:
        return main(["translate", *map(str, arguments)])
    except SystemExit as ending:
        return int(str(ending.code or 0))


def test_export_names_what_it_made(place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("export", place, "--to", "ar", "-o", tmp_path / "out") == 0
    told = capsys.readouterr()
    assert "river-road.en-ar.docx" in told.out
    assert "river-road.en-ar.xliff" in told.out
    assert told.err == ""
    assert {each.suffix for each in (tmp_path / "out/ar").iterdir()} == {".docx", ".xliff", ".tmx", ".utf8", ".tbx"}


def test_export_is_written_down_once_a_day(place: Path, tmp_path: Path) -> None:
    for _ in range(2):
        assert run("export", place, "--to", "ar,fr", "-o", tmp_path / "out") == 0
    lines = (place / "translations/exports.yaml").read_text("utf-8").splitlines()
    assert [line[:34] for line in lines[2:]] == ["  - {language: ar, date: 2026-03-0", "  - {language: fr, date: 2026-03-0"]


def test_status_tells_since_when_somebody_is_waited_for(place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("export", place, "--to", "ar", "-o", tmp_path / "out")
    capsys.readouterr()
    assert run("status", place) == 0
    table = capsys.readouterr().out.splitlines()
    assert table[0].split() == ["language", "done", "changed", "missing", "names", "open", "waiting", "since"]
    assert table[1].split() == ["ar", "0", "0", "20", "6", "2026-03-02"]
    assert table[2].split()[-2:] == ["be", "sent"]


def test_status_as_json(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("status", place, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert [each["language"] for each in told["languages"]] == ["ar", "fr"]
    assert told["languages"][0]["missing"] == 20
    assert told["languages"][0]["waiting_since"] is None


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--to", "de"], "there is no language «de»; choose from: ar, fr"),
        (["--to", "en"], "«en» is the source; choose from: ar, fr"),
        (["--as", "odt"], "there is no format «odt»; choose from: docx, table, xliff, tmx, glossary, changes"),
        (["--to", "ar", "--since", "0123456789ab"], "no translation at revision «0123456789ab»; it is empty"),
        (["--templates", "nowhere"], "there is no folder of templates «nowhere»"),
    ],
)
def test_what_cannot_be_done_is_said_in_words(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    assert run("export", place, *arguments, "-o", tmp_path / "out") == 2
    assert words in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    assert not (place / "translations").exists()


def test_without_ids_the_way_to_them_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = folder(tmp_path / "kit", statement_en_md=ENGLISH.replace(" {#q1}", ""))
    assert run("export", place, "-o", tmp_path / "out") == 2
    assert f"presskit ids {place}" in capsys.readouterr().err


@pytest.mark.parametrize("taken", ["description", "keyword-1", "place-1", "fig-1-alt"])
def test_an_id_that_names_another_text_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str], taken: str) -> None:
    place = folder(tmp_path / "kit", statement_en_md=ENGLISH.replace("{#q1}", f"{{#{taken}}}"))
    assert run("export", place, "-o", tmp_path / "out") == 2
    assert f"the id «{taken}» names another text" in capsys.readouterr().err


def test_a_kit_of_one_language_has_nothing_to_translate_into(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = folder(tmp_path / "kit", kit_yaml=KIT.replace("[en, ar, fr]", "[en]"))
    assert run("export", place, "--to", "ar", "-o", tmp_path / "out") == 2
    assert "kit.yaml lists one language; add those to translate into: languages: [en, ar]" in capsys.readouterr().err


def test_errors_of_the_kit_stop_an_export(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = folder(tmp_path / "kit", kit_yaml=KIT.replace("joint-statement", "poem"))
    assert run("export", place, "-o", tmp_path / "out") == 1
    told = capsys.readouterr()
    assert "poem" in told.err
    assert not (tmp_path / "out").exists()


def test_a_language_without_open_texts_gets_no_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = folder(
        tmp_path / "kit",
        statement_ar_md=arabic(revision()),
        signatories_yaml="signatories:\n  - {name: {en: A, ar: أ}}\n",
        contacts_yaml="contacts: []\n",
        kit_yaml=KIT.replace("name: Beirut", "name: {en: Beirut, ar: بيروت}"),
    )
    assert run("export", place, "--to", "ar", "-o", tmp_path / "out") == 0
    assert "nothing to translate: every text is current" in capsys.readouterr().out
    assert not (tmp_path / "out").exists()
    assert not (place / "translations/exports.yaml").exists()
    assert run("export", place, "--to", "ar", "--all", "-o", tmp_path / "out") == 0
    assert (tmp_path / "out/ar/river-road.en-ar.docx").exists()


def test_a_translation_made_by_hand_is_remembered_so_that_changes_are_known(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = folder(tmp_path / "kit", statement_ar_md=arabic(revision()))
    assert run("export", place, "--to", "ar", "-o", tmp_path / "out") == 0
    first = (place / "translations/memory.tmx").read_bytes()
    (place / "statement.en.md").write_text(CHANGED, "utf-8")
    capsys.readouterr()
    assert run("status", place, "--json") == 0
    (told, _) = json.loads(capsys.readouterr().out)["languages"]
    assert (told["done"], told["changed"], told["missing"]) == (18, 2, 0)
    assert run("export", place, "--to", "ar", "-o", tmp_path / "out") == 0
    assert (tmp_path / "out/ar/river-road.en-ar.changes.html").exists()
    assert (place / "translations/memory.tmx").read_bytes() == first


def test_a_damaged_memory_stops_an_export(place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "translations").mkdir()
    (place / "translations/memory.tmx").write_bytes(b"<tmx")
    assert run("export", place, "-o", tmp_path / "out") == 1
    assert "translations/memory.tmx" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_memory_outside_the_kit_is_not_read(place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "secret.tmx").write_bytes(b"<tmx/>")
    (place / "translations").mkdir()
    (place / "translations/memory.tmx").symlink_to(tmp_path / "secret.tmx")
    assert run("export", place, "-o", tmp_path / "out") == 2
    assert "leads out of its folder" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("terms:\n  - {term: UN, keep: maybe}\n", "wrong-type"),
        ("terms:\n  - {note: x}\n", "missing-key"),
        ("words: []\n", "unknown-key"),
        ("terms:\n  - {term: a, kepe: true}\n", "unknown-key"),
        ("terms: word\n", "wrong-type"),
    ],
)
def test_a_mistake_in_the_glossary_has_its_place(text: str, code: str) -> None:
    from presskit.readers import translation_files

    found = translation_files.read_glossary(text.encode()).diagnostics
    assert code in {each.code for each in found}
    assert all(each.span.line for each in found)


def test_an_empty_glossary_is_none() -> None:
    from presskit.readers import translation_files

    assert translation_files.read_glossary(b"").value.terms == ()
    assert translation_files.read_glossary(b"terms: []\n").diagnostics == ()


@pytest.mark.parametrize("what", ["lede", "lede=", "=3", "lede=x", "lede=1;2", "lede=99999999"])
def test_a_choice_that_is_not_understood(place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str) -> None:
    (tmp_path / "x.docx").write_bytes(b"PK")
    assert run("import", place, tmp_path / "x.docx", "--match", what) == 2
    assert f"--match «{what}» is not understood" in capsys.readouterr().err


def test_import_takes_back_what_export_made(place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("export", place, "--to", "fr", "--as", "docx", "-o", tmp_path / "out")
    capsys.readouterr()
    assert run("import", place, tmp_path / "out/fr/river-road.en-fr.docx", "--json", "--title", "Ouvrez la route") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["language"] == "fr"
    assert {each["evidence"] for each in told["texts"] if each["state"] != "absent"} == {"id"}


def test_without_a_title_the_option_is_named(place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("export", place, "--to", "fr", "--as", "docx", "-o", tmp_path / "out")
    assert run("import", place, tmp_path / "out/fr/river-road.en-fr.docx") == 1
    assert "    translate it in the file, or give the title in «fr»: --title TEXT\n" in capsys.readouterr().err


def test_import_of_what_is_not_there(place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("import", place, tmp_path / "none.docx") == 2
    assert "cannot be read" in capsys.readouterr().err


def test_a_key_that_is_a_raised_number_names_nothing(place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """«²» is a digit to Python, and no number."""
    run("export", place, "--to", "fr", "--as", "docx", "-o", tmp_path / "out")
    assert run("import", place, tmp_path / "out/fr/river-road.en-fr.docx", "--match", "²=none", "--title", "Ouvrez la route") == 1
    assert "return-invalid-match" in capsys.readouterr().err


@pytest.mark.parametrize("part", ["kit", "out"])
def test_an_export_that_cannot_be_recorded_or_written_leaves_nothing(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    monkeypatch.setattr("os.access", lambda path, _: Path(path) != tmp_path / part)
    before = {each: each.read_bytes() for each in place.rglob("*") if each.is_file()}
    assert run("export", place, "--to", "ar", "-o", tmp_path / "out") == 2
    said = capsys.readouterr().err
    assert "Permission denied; nothing was written for translators, and nothing recorded in the kit" in said
    assert [each for each in (tmp_path / "out").rglob("*") if each.is_file()] == []
    assert {each: each.read_bytes() for each in place.rglob("*") if each.is_file()} == before


def test_who_stops_an_export_is_told_what_is_there(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("presskit.usecases.translate_out.write", stop)
    assert run("export", place, "--to", "ar", "-o", tmp_path / "out") == 130
    assert "stopped; nothing was written for translators" in capsys.readouterr().err
    monkeypatch.undo()
    monkeypatch.setattr(commit, "_made", stop)
    monkeypatch.setattr("presskit.usecases.translate_out.write", lambda out, _: (out / "a",))
    assert run("export", place, "--to", "ar", "-o", tmp_path / "out") == 130
    assert f"the files for translators are in «{tmp_path / 'out'}», but the kit does not remember them" in capsys.readouterr().err
    assert not (place / commit.STAGE).exists()
