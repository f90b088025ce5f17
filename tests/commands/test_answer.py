"""presskit answer: a question stops check and build, is answered once, and its answer changes the kit or nothing."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from tests.commands.conftest import Run

QUESTIONS = """\
questions:
  - id: when-1
    kind: embargo
    asked: "«EMBARGOED until 6am Thursday»: by whose clock?"
    place: {file: input/mail.txt, line: 3}
    excerpt: "EMBARGOED until 6am Thursday"
    choices:
      - key: paris
        label: by the clock of Paris
        evidence: the dateline names Paris
        edits:
          - {file: kit.yaml, kind: set, at: release, text: ""}
          - {file: kit.yaml, kind: set, at: embargo, text: "embargo:\\n  until: 2027-01-14 06:00\\n  zone: Europe/Paris"}
      - key: until
        label: another instant
        asks: the instant, 2027-01-14 06:00
        edits:
          - {file: kit.yaml, kind: set, at: embargo, text: "embargo:\\n  until: {value}\\n  zone: Europe/Paris"}
"""


@pytest.fixture
def asked(kit: Path) -> Path:
    (kit / "questions.yaml").write_text(QUESTIONS, encoding="utf-8")
    return kit


def kit_yaml(folder: Path) -> str:
    return (folder / "kit.yaml").read_text(encoding="utf-8")


def test_an_open_question_stops_check_and_build_with_one_finding(run: Run, asked: Path, tmp_path: Path) -> None:
    for command in (("check", asked), ("build", asked, "--out", tmp_path / "out", "--only", "text")):
        ended = run(*command)
        assert ended.code == 1
        assert (ended.out + ended.err).count("question-open") == 2  # the finding, and the last line that explains it
        assert "input/mail.txt:3:1: error question-open: «EMBARGOED until 6am Thursday»" in ended.out + ended.err
        assert "when-1 ANSWER, where ANSWER is one of paris, until, leave-out, by-hand" in ended.out + ended.err
    assert not (tmp_path / "out").exists()


def test_an_answer_changes_the_kit_and_is_kept_with_who_and_why(run: Run, asked: Path) -> None:
    before = kit_yaml(asked)
    ended = run("answer", asked, "when-1", "paris", "--by", "Ada", "--reason", "asked the sender")
    assert (ended.code, ended.err) == (0, "")
    assert kit_yaml(asked) == before.removesuffix("\n") + "\nembargo:\n  until: 2027-01-14 06:00\n  zone: Europe/Paris\n"
    kept = (asked / "questions.yaml").read_text(encoding="utf-8")
    assert "choice: paris" in kept
    assert "by: Ada" in kept
    assert "reason: asked the sender" in kept
    assert "question-open" not in run("check", asked).out


def test_the_answers_edits_replace_what_stood_there(run: Run, asked: Path) -> None:
    (asked / "kit.yaml").write_text("release: immediate\n" + kit_yaml(asked) + "# the end", encoding="utf-8")
    assert run("answer", asked, "when-1", "paris").code == 0
    assert "immediate" not in kit_yaml(asked)
    assert "# the end\nembargo:\n" in kit_yaml(asked)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["when-1", "rome"], "«rome» is no answer to «when-1»; choose one of paris, until, leave-out, by-hand"),
        (["when-2", "paris"], "there is no question «when-2»; open are: when-1"),
        (["when-1", "leave-out"], "«leave-out» needs its reason"),
        (["when-1", "until"], "«until» needs a value, the instant, 2027-01-14 06:00: until=VALUE"),
        (["when-1", "paris=rome"], "«paris» takes no value"),
        (["when-1", "until=noon"], "would be wrong: «noon» is not a day and time"),
        (["when-1", "until=2027-01-14 06:00\nkind: open-letter"], "would be wrong"),
    ],
)
def test_what_is_no_answer_changes_nothing(run: Run, asked: Path, arguments: list[str], words: str) -> None:
    before = {path.name: path.read_bytes() for path in asked.iterdir()}
    ended = run("answer", asked, *arguments)
    assert ended.code == 2
    assert words in ended.err
    assert {path.name: path.read_bytes() for path in asked.iterdir()} == before


def test_leaving_out_with_a_reason_and_mending_by_hand_are_always_answers(run: Run, asked: Path) -> None:
    before = kit_yaml(asked)
    assert run("answer", asked, "when-1", "leave-out", "--reason", "the sender took it back").code == 0
    assert run("check", asked).code == 0
    assert run("answer", asked, "when-1", "by-hand").code == 0
    assert kit_yaml(asked) == before


def test_words_that_were_changed_since_are_not_overwritten(run: Run, asked: Path) -> None:
    edit = "{file: statement.en.md, kind: replace, at: words that are gone, text: others}"
    text = QUESTIONS.replace('{file: kit.yaml, kind: set, at: release, text: ""}', edit)
    (asked / "questions.yaml").write_text(text, encoding="utf-8")
    before = kit_yaml(asked)
    ended = run("answer", asked, "when-1", "paris")
    assert ended.code == 2
    assert "statement.en.md was changed since the question was asked" in ended.err
    assert "by-hand" in ended.err
    assert kit_yaml(asked) == before


def test_lines_are_inserted_below_the_one_that_is_named(run: Run, asked: Path) -> None:
    kit = kit_yaml(asked)
    first = kit.splitlines()[0]
    edit = f'{{file: kit.yaml, kind: insert, at: "{first}", text: "# one more"}}'
    (asked / "questions.yaml").write_text(
        QUESTIONS.replace('{file: kit.yaml, kind: set, at: release, text: ""}', edit), encoding="utf-8"
    )
    assert run("answer", asked, "when-1", "paris").code == 0
    assert kit_yaml(asked).startswith(f"{first}\n# one more\n")


def test_the_terminal_walks_through_them(run: Run, asked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("9\n1\n"))
    ended = run("answer", asked, "--reason", "the sender says so")
    assert ended.code == 0
    assert "Kept. Changed: kit.yaml" in ended.out
    assert "  1  paris: by the clock of Paris (the dateline names Paris)" in ended.out
    assert "choose a number from 1 to 4" in ended.err
    assert "reason: the sender says so" in (asked / "questions.yaml").read_text(encoding="utf-8")


def test_a_value_that_cannot_be_taken_is_asked_for_again(run: Run, asked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("2\nnoon\n2027-01-14 06:00\n"))
    ended = run("answer", asked)
    assert ended.code == 0
    assert "«noon» is not a day and time" in ended.err
    assert "2027-01-14 06:00" in kit_yaml(asked)


def test_a_reason_that_is_needed_is_asked_for(run: Run, asked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("leave-out\n\nleave-out\nthe sender took it back\n"))
    assert run("answer", asked).code == 0
    assert "reason: the sender took it back" in (asked / "questions.yaml").read_text(encoding="utf-8")


def test_warnings_are_shown_when_no_question_is_open_any_more(run: Run, kit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A count that is wrong only as long as a signature is open is no warning once it is answered."""
    text = (kit / "statement.en.md").read_text(encoding="utf-8")
    (kit / "statement.en.md").write_text(text.replace("from today.", "from today. TBC."), encoding="utf-8")
    edit = '{file: statement.en.md, kind: replace, at: " TBC.", text: ""}'
    (kit / "questions.yaml").write_text(
        QUESTIONS.replace('{file: kit.yaml, kind: set, at: release, text: ""}', edit), encoding="utf-8"
    )
    monkeypatch.setattr("sys.stdin", io.StringIO("\n"))
    assert "placeholder" not in run("answer", kit).out
    monkeypatch.setattr("sys.stdin", io.StringIO("paris\n"))
    assert "placeholder" not in run("answer", kit).out


def test_nothing_typed_leaves_it_open(run: Run, asked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n"))
    assert run("answer", asked).code == 1
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert run("answer", asked).code == 1
    assert "answer:" not in (asked / "questions.yaml").read_text(encoding="utf-8")


def test_programs_read_questions_and_answers(run: Run, asked: Path) -> None:
    ended = run("answer", asked, "--json")
    (question,) = json.loads(ended.out)["questions"]
    assert ended.code == 1
    assert (question["id"], question["file"], question["line"], question["answer"]) == ("when-1", "input/mail.txt", 3, None)
    assert [choice["key"] for choice in question["choices"]] == ["paris", "until", "leave-out", "by-hand"]
    assert json.loads(run("answer", asked, "when-1", "paris", "--json").out) == {"changed": ["kit.yaml"], "open": []}
    [question, *_] = json.loads(run("answer", asked, "--json").out)["questions"]
    assert question["answer"]["choice"] == "paris"
    assert question["answer"]["when"].startswith("20")


def test_a_warning_is_accepted_until_its_line_changes(run: Run, kit: Path) -> None:
    text = (kit / "statement.en.md").read_text(encoding="utf-8")
    (kit / "statement.en.md").write_text(text.replace("from today.", "from today. TBC."), encoding="utf-8")
    french = (kit / "statement.fr.md").read_text(encoding="utf-8")
    (kit / "statement.fr.md").write_text(french.replace("aujourd’hui.", "aujourd’hui. TBC."), encoding="utf-8")
    warnings = json.loads(run("answer", kit, "--json").out)["questions"]
    assert warnings
    assert run("answer", kit, warnings[0]["id"], "accept").code == 2
    for each in warnings:
        assert run("answer", kit, each["id"], "accept", "--reason", "it is the name of a bank").code == 0
    assert run("check", kit).code == 0
    changed = (kit / "statement.en.md").read_text(encoding="utf-8")
    (kit / "statement.en.md").write_text(changed.replace("TBC.", "And TBC."), encoding="utf-8")
    assert run("check", kit).code == 1


def test_a_broken_kit_cannot_be_answered(run: Run, asked: Path) -> None:
    (asked / "kit.yaml").write_text("id: [", encoding="utf-8")
    ended = run("answer", asked, "when-1", "paris")
    assert ended.code == 2
    assert "mend the errors first" in ended.err


EDITED = """\
questions:
  - id: consent-1
    kind: consent
    asked: "All well?"
    place: {file: kit.yaml, line: 1, column: 1}
    choices:
      - key: ok
        label: it is
        edits:
          - {file: kit.yaml, kind: set, at: page, text: "page: A5"}
          - EDIT
"""
NO_TEXTS = (
    ".git/config", ".presskit/history/000001.json", ".presskit-commit/journal.json", "sub/new.sh", "suppressed.txt", "media-list.csv",
    "internal.txt", "mail/ledger.sqlite", "photo.png", "questions.yaml", "KIT.YAML", "notes.md", "statement.en/x.md",
    "statement.../x.md", "input/mail.txt", "translations/memory.tmx", "../outside.yaml", "/etc/kit.yaml", "C:\\\\x", "sub\\\\kit.yaml",
    "./kit.yaml", "sub//kit.yaml",
)  # fmt: skip


def all_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", NO_TEXTS)
def test_an_answer_changes_no_file_but_the_texts_of_the_kit(run: Run, kit: Path, name: str) -> None:
    for there in ("suppressed.txt", "media-list.csv", "internal.txt", ".git/config", "mail/ledger.sqlite", "photo.png"):
        (kit / there).parent.mkdir(exist_ok=True)
        (kit / there).write_text("as it was\n", "utf-8")
    edit = f'{{file: "{name}", kind: insert, at: "", text: "[alias]"}}'
    (kit / "questions.yaml").write_text(EDITED.replace("EDIT", edit), "utf-8")
    before = all_of(kit)
    checked = run("check", kit)
    assert checked.code == 1
    assert "questions.yaml:11:20: error edit-elsewhere: an answer would change «" in checked.out
    for words in (("ok",), ("leave-out", "--reason", "x")):
        ended = run("answer", kit, "consent-1", *words)
        assert ended.code == 2, ended.out
        assert "questions.yaml:11:20: error edit-elsewhere" in ended.out + ended.err
    assert all_of(kit) == before


@pytest.mark.parametrize("edit", ["{file: kit.yaml, kind: overwrite, text: x}", "{kind: set, at: id}", "kit.yaml"])
def test_an_answer_with_an_edit_that_cannot_be_read_is_not_taken(run: Run, kit: Path, edit: str) -> None:
    (kit / "questions.yaml").write_text(EDITED.replace("EDIT", edit), "utf-8")
    before = all_of(kit)
    assert run("answer", kit, "consent-1", "ok").code == 2
    assert all_of(kit) == before


def test_a_file_that_is_there_and_was_not_read_is_not_empty(run: Run, kit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit = '{file: contacts.yaml, kind: set, at: contacts, text: "contacts: []"}'
    (kit / "questions.yaml").write_text(EDITED.replace("EDIT", edit), "utf-8")
    with (kit / "contacts.yaml").open("ab") as file:
        file.write(b"# more than is read\n" * 1_000)
    monkeypatch.setattr("presskit.limits.KIT_YAML_BYTES", 10_000)
    before = all_of(kit)
    ended = run("answer", kit, "consent-1", "ok")
    assert ended.code == 2
    assert "contacts.yaml" in ended.out + ended.err
    assert all_of(kit) == before


def test_an_answer_names_the_files_that_it_changes(run: Run, asked: Path) -> None:
    shown = run("answer", asked, "when-1", "paris")
    assert shown.code == 0
    assert "Changed: kit.yaml" in shown.out
    ended = run("answer", asked, "when-1", "until=2027-01-15 06:00", "--json")
    assert json.loads(ended.out) == {"changed": ["kit.yaml"], "open": []}
