"""presskit import --into: a list beside the kit's signatories; nothing is merged by guess, and comments stay."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presskit.editing.source_text import EditError
from presskit.kit.signatories_file import expected, with_plan
from presskit.kit.signatory_merge import Verdict, compare
from presskit.model.people import Roster
from presskit.model.release import Kit
from presskit.readers import kit as kit_reader
from presskit.readers.signatory_table import SignatoryTable, read
from tests.commands.conftest import Run
from tests.examples import many
from tests.tables.samples import as_csv, as_xlsx, saved, workbook

FACTS = b"id: bridge\nkind: joint-statement\nlanguages: [en]\n"
SIGNATORIES = """\
# Who signs. The office keeps this list.
coalitions:
  - name: {en: Northern Alliance, ar: تحالف الشمال}   # founded first
    acronym: NA
    signatories:
      - Big Heart            # called on Monday
      - name: Syria Relief
        acronym: SR
        joined: 2026-03-01

      # more may come

# These sign for themselves.
signatories:
  - name: {en: Basmeh & Zeitooneh, ar: بسمة وزيتونة}
  - "Hope"
  - person: Amal Haddad
    affiliation: Example Hospital
"""
HEADS = ("Organisation", "Acronym", "Country", "Coalition", "Withdrawn")


def kit_of(signatories: str | bytes) -> Kit:
    data = signatories if isinstance(signatories, bytes) else signatories.encode()
    reading = kit_reader.read({"kit.yaml": FACTS, "signatories.yaml": data})
    assert reading.value is not None
    assert not [each for each in reading.diagnostics if each.span.source == "signatories.yaml"]
    return reading.value


@pytest.fixture
def folder(kit: Path) -> Path:
    (kit / "signatories.yaml").write_text(SIGNATORIES, encoding="utf-8")
    return kit


@pytest.fixture
def listed(tmp_path: Path) -> Any:
    def write(*rows: tuple[str, ...], name: str = "list.csv") -> Path:
        path = tmp_path / name
        path.write_text(as_csv([HEADS, *rows]), encoding="utf-8")
        return path

    return write


def verdicts(run: Run, *arguments: object) -> dict[str, str]:
    return {row["name"]: row["verdict"] for row in json.loads(run("import", *arguments, "--json").out)["rows"]}


def test_without_yes_nothing_is_written(run: Run, folder: Path, listed: Any) -> None:
    ended = run("import", listed(("River Aid", "", "", "", "")), "--into", folder)
    assert (ended.code, ended.err) == (0, "")
    assert "New, to be added (1)\n  list.csv: row 2  River Aid: signs for itself\n" in ended.out
    assert "Nothing was written. To write the one that is beyond doubt: presskit import " in ended.out
    assert (folder / "signatories.yaml").read_text("utf-8") == SIGNATORIES


def test_several_rows_beyond_doubt_are_counted(run: Run, folder: Path, listed: Any) -> None:
    ended = run("import", listed(("River Aid", "", "", "", ""), ("Olive Branch", "", "", "", "")), "--into", folder)
    assert "Nothing was written. To write the 2 that are beyond doubt: presskit import " in ended.out


def test_new_names_stand_at_the_end_of_their_lists_and_comments_stay(run: Run, folder: Path, listed: Any) -> None:
    rows = [("Olive Branch", "OB", "Lebanon", "NA", ""), ("River Aid", "", "", "", "")]
    ended = run("import", listed(*rows), "--into", folder, "--yes")
    assert (ended.code, ended.err) == (0, "")
    new = (
        SIGNATORIES.replace(
            "        joined: 2026-03-01\n",
            "        joined: 2026-03-01\n      - name: Olive Branch\n        acronym: OB\n        country: LB\n",
        )
        + "  - River Aid\n"
    )
    assert (folder / "signatories.yaml").read_text("utf-8") == new


def test_a_second_run_adds_nothing(run: Run, folder: Path, listed: Any) -> None:
    path = listed(("Olive Branch", "OB", "Lebanon", "تحالف الشمال", ""), ("1- River Aid.", "", "", "", ""), ("Hope", "", "", "", "2026-03-05"))
    assert run("import", path, "--into", folder, "--yes").code == 0
    once = (folder / "signatories.yaml").read_bytes()
    again = run("import", path, "--into", folder, "--yes", "--json")
    assert (folder / "signatories.yaml").read_bytes() == once
    assert again.code == 0
    assert {row["verdict"] for row in json.loads(again.out)["rows"]} == {"already there"}


@pytest.mark.parametrize("name", ["BIG HEART", " big  heart. ", "Big-Heart", "The Big Heart", "بســـمة وزيتونة", "Basmeh and Zeitooneh"])
def test_equal_names_are_there_already(run: Run, folder: Path, listed: Any, name: str) -> None:
    assert list(verdicts(run, listed((name, "", "", "", "")), "--into", folder).values()) == ["already there"]


def test_forms_of_alef_are_equal_and_other_letters_are_asked_about() -> None:
    roster = kit_of("signatories:\n  - أمل الإغاثة\n").roster
    table = read("l.csv", "المنظمة\nامل الاغاثة\nأمل الإغاثه\n".encode(), "ar").value
    equal, asked = compare(roster, table.entries)
    assert (equal.verdict, asked.verdict) == (Verdict.THERE, Verdict.TO_DECIDE)


@pytest.mark.parametrize(
    ("name", "acronym", "why"),
    [
        ("Syria Relief and Development", "", "the name looks alike"),
        ("Basmeh & Zeitouneh", "", "the name looks alike"),
        ("Syrian Rescue", "SR", "the acronym is the same"),
        ("SR", "", "its acronym is the name of this one"),
        ("Helping Our People Everywhere", "HOPE", "its name is the acronym of this one"),
    ],
)
def test_what_looks_alike_is_never_merged_nor_added(  # noqa: PLR0913, PLR0917 -- fixtures and parameters
    run: Run, folder: Path, listed: Any, name: str, acronym: str, why: str
) -> None:
    ended = run("import", listed((name, acronym, "", "", "")), "--into", folder, "--yes", "--json")
    result = json.loads(ended.out)
    assert (ended.code, result["files"], result["rows"][0]["verdict"]) == (1, [], "to decide")
    like = result["rows"][0]["likes"][0]
    assert (like["file"], like["why"]) == ("signatories.yaml", why)
    assert SIGNATORIES.splitlines()[like["line"] - 1].strip().startswith("- ")
    assert (folder / "signatories.yaml").read_text("utf-8") == SIGNATORIES


def test_a_doubtful_row_is_shown_with_its_place_and_the_lines_to_write(run: Run, folder: Path, listed: Any) -> None:
    out = run("import", listed(("Syria Relief and Development", "SRD", "", "NA", "")), "--into", folder).out
    assert "list.csv: row 2  Syria Relief and Development: looks like a signatory of the kit" in out
    assert "signatories.yaml:7:9  Syria Relief" in out
    assert "- name: Syria Relief and Development\n          acronym: SRD\n" in out


def test_both_that_look_alike_in_the_list_are_left_to_a_person(run: Run, folder: Path, listed: Any) -> None:
    path = listed(("River Aid", "", "", "", ""), ("River Aid East", "", "", "", ""), ("Bridge", "", "", "", ""))
    assert verdicts(run, path, "--into", folder) == {"River Aid": "to decide", "River Aid East": "to decide", "Bridge": "new"}


def test_a_name_that_stands_twice_in_the_list_is_added_once(run: Run, folder: Path, listed: Any) -> None:
    run("import", listed(("River Aid", "", "", "", ""), ("RIVER AID", "", "", "", "")), "--into", folder, "--yes")
    assert (folder / "signatories.yaml").read_text("utf-8") == SIGNATORIES + "  - River Aid\n"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("River Aid", "", "", "", ""), ("River Aid", "", "", "", "2026-03-05")),
        (("River Aid", "", "", "", ""), ("River Aid", "", "", "NA", "")),
        (("River Aid", "", "TR", "", ""), ("River Aid", "", "LB", "", "")),
        (("River Aid", "", "", "", ""), ("River Aid", "", "", "", "yes")),
    ],
)
def test_rows_that_quarrel_are_left_to_a_person(run: Run, folder: Path, listed: Any, first: Any, second: Any) -> None:
    ended = run("import", listed(first, second), "--into", folder, "--yes", "--json")
    assert {row["verdict"] for row in json.loads(ended.out)["rows"]} == {"to decide"}
    assert (folder / "signatories.yaml").read_text("utf-8") == SIGNATORIES


def test_a_coalition_that_the_kit_does_not_have_is_asked_about(run: Run, folder: Path, listed: Any) -> None:
    ended = run("import", listed(("River Aid", "", "", "Southern League", "")), "--into", folder, "--yes")
    assert ended.code == 1
    assert "the kit has no coalition that is called «Southern League»" in ended.out
    assert (folder / "signatories.yaml").read_text("utf-8") == SIGNATORIES


def test_a_withdrawal_is_entered_with_its_day(run: Run, folder: Path, listed: Any) -> None:
    rows = [("Big Heart", "", "", "", "2026-03-05"), ("Syria Relief", "", "", "", "2026-03-06"), ("Hope", "", "", "", "2026-03-07")]
    ended = run("import", listed(*rows), "--into", folder, "--yes")
    assert ended.code == 0
    assert "Withdrawal entered (3)" in ended.out
    assert (folder / "signatories.yaml").read_text("utf-8") == SIGNATORIES.replace(
        "- Big Heart            # called on Monday\n", "- name: Big Heart            # called on Monday\n        withdrawn: 2026-03-05\n"
    ).replace("        joined: 2026-03-01\n", "        joined: 2026-03-01\n        withdrawn: 2026-03-06\n").replace(
        '  - "Hope"\n', '  - name: "Hope"\n    withdrawn: 2026-03-07\n'
    )


def test_a_withdrawal_without_a_day_is_asked_about(run: Run, folder: Path, listed: Any) -> None:
    ended = run("import", listed(("Hope", "", "", "", "yes")), "--into", folder, "--yes")
    assert ended.code == 1
    assert "Hope: withdrawn, no day given, but it stands in the kit" in ended.out
    assert "table-withdrawn" in ended.err
    assert (folder / "signatories.yaml").read_text("utf-8") == SIGNATORIES


def test_who_withdrew_and_never_stood_in_the_kit_is_left_out(run: Run, folder: Path, listed: Any) -> None:
    ended = run("import", listed(("River Aid", "", "", "", "2026-03-05")), "--into", folder, "--yes")
    assert ended.code == 0
    assert "Not signed, left out (1)" in ended.out
    assert (folder / "signatories.yaml").read_text("utf-8") == SIGNATORIES


def test_a_no_of_somebody_in_the_kit_is_asked_about(run: Run, folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "form.csv"
    path.write_text("Organisation,Do you agree to sign?\nHope,No\nRiver Aid,No\nBridge,Yes\n", encoding="utf-8")
    assert verdicts(run, path, "--into", folder) == {"Hope": "to decide", "River Aid": "not signed", "Bridge": "new"}


def test_a_person_is_told_from_another_of_the_same_name(run: Run, folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Person,Affiliation\nAmal Haddad,Example Hospital\nAmal Haddad,River School\n", encoding="utf-8")
    rows = json.loads(run("import", path, "--into", folder, "--json").out)["rows"]
    assert {row["verdict"] for row in rows} == {"to decide"}
    path.write_text("Person,Affiliation\nAMAL HADDAD,Example Hospital\n", encoding="utf-8")
    assert verdicts(run, path, "--into", folder) == {"AMAL HADDAD": "already there"}


def test_a_question_about_the_row_keeps_the_name_out(run: Run, folder: Path, listed: Any) -> None:
    ended = run("import", listed(("=River()", "", "", "", ""), ("Bridge", "", "Narnia", "", "")), "--into", folder, "--yes", "--json")
    assert {row["name"]: row["verdict"] for row in json.loads(ended.out)["rows"]} == {"=River()": "to decide", "Bridge": "new"}
    assert ended.code == 1
    text = (folder / "signatories.yaml").read_text("utf-8")
    assert text == SIGNATORIES + '  - name: Bridge\n    note: "country as received: «Narnia»"\n'


def test_hidden_rows_and_rows_below_loose_quotation_marks_are_left_to_a_person(run: Run, folder: Path, tmp_path: Path) -> None:
    book = workbook([("Organisation",), ("Bridge",), ("River Aid",), ("Olive Branch",)])
    for row in (3, 4):
        book.active.row_dimensions[row].hidden = True
    path = tmp_path / "l.xlsx"
    path.write_bytes(saved(book))
    assert verdicts(run, path, "--into", folder) == {"Bridge": "new", "River Aid": "to decide", "Olive Branch": "to decide"}
    loose = tmp_path / "l.csv"
    loose.write_text('Organisation,Country\nBridge,TR\n"River" Aid,TR\nOlive Branch,LB\n', encoding="utf-8")
    assert list(verdicts(run, loose, "--into", folder).values()) == ["new", "to decide", "to decide"]


def test_a_text_is_not_taken_for_a_list_of_names(run: Run, folder: Path) -> None:
    before = (folder / "signatories.yaml").read_bytes()
    ended = run("import", folder / "statement.en.md", "--into", folder, "--json")
    assert ended.code == 2
    assert "in a language that the kit lacks" in ended.out
    assert (folder / "signatories.yaml").read_bytes() == before


def test_a_workbook_and_a_list_are_compared_together(run: Run, folder: Path, listed: Any, tmp_path: Path) -> None:
    book = tmp_path / "more.xlsx"
    book.write_bytes(as_xlsx([("Organisation", "Joined"), ("River Aid", "2026-03-04"), ("Bridge", None)]))
    plan = verdicts(run, book, listed(("RIVER AID", "", "", "", "")), "--into", folder)
    assert plan == {"River Aid": "new", "Bridge": "new", "RIVER AID": "already there"}


def test_a_table_that_cannot_be_read_is_said(run: Run, folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "l.csv"
    path.write_text("Colour,Size\nred,4\n", encoding="utf-8")
    ended = run("import", path, "--into", folder, "--yes")
    assert ended.code == 1
    assert "table-without-names" in ended.err


def test_a_kit_that_cannot_be_read_is_not_touched(run: Run, folder: Path, listed: Any) -> None:
    (folder / "signatories.yaml").write_text("signatories:\n  - nam: Hope\n", encoding="utf-8")
    ended = run("import", listed(("River Aid", "", "", "", "")), "--into", folder, "--yes")
    assert ended.code == 2
    assert "unknown-key" in ended.err
    assert "mend the errors first" in ended.err
    assert run("import", listed(), "--into", folder / "nowhere").code == 2


SHAPES = {
    "missing": b"",
    "only a comment": b"# nobody yet",
    "no list": b"numbering: none\n",
    "an empty key": b"signatories:   # to come\n\n# end\n",
    "an empty list": b"signatories: []   # to come\n",
    "in brackets": b"signatories: [Hope, {name: Bridge, acronym: BR}]  # two\n",
    "in brackets, many lines": b"signatories: [\n  Hope,  # one\n  Bridge,  # two\n]\n",
    "in brackets, no last comma": b"signatories: [\n  Hope,  # one\n  Bridge  # two, and more\n]\n",
    "flush": b"signatories:\n- Hope\n- name: Bridge\n  acronym: BR\n",
    "deep": b"signatories:\n      - Hope\n      -   name: Bridge\n          note: >\n            long, and\n            folded\n\n# end\n",
    "no end of line": b"signatories:\n  - Hope\n  - Bridge",
    "Windows": b"signatories:\r\n  - Hope\r\n  - Bridge  # two\r\n# end\r\n",
    "byte order mark": "\ufeffsignatories:\n  - Hope\n  - Bridge\n".encode(),
    "a document mark": b"---\nsignatories:\n  - Hope\n  - Bridge\n...\n",
    "coalitions last": b"signatories:\n  - Hope\ncoalitions:\n  - name: Bridge\n",
    "flow throughout": b"{coalitions: [{name: C, signatories: [Bridge]}, {name: D}], signatories: [Hope]}\n",
    "lists of coalitions": b"coalitions:\n  - name: C\n    signatories:\n      - Hope\n  - name: D\n    note: x\n  - {name: E}\n",
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_every_way_to_write_the_list_can_be_added_to(shape: bytes) -> None:
    roster = kit_of(shape).roster
    text = "Organisation,Country,Coalition,Withdrawn\nRiver Aid,TR,,\nOlive Branch,,,\nPlain: name #1,,,\n"
    text += "".join(f"New of {c.name.default},,{c.name.default},\n" for c in roster.coalitions)
    text += "".join(f"{s.name.default},,,2026-03-05\n" for s in roster.everyone())
    table = read("l.csv", text.encode()).value
    plan = compare(roster, table.entries)
    assert {each.verdict for each in plan} <= {Verdict.NEW, Verdict.WITHDRAWN}
    files = {"kit.yaml": FACTS} | ({"signatories.yaml": shape} if shape else {})
    result = with_plan(files, roster, plan)
    assert kit_of(result).roster == expected(roster, plan)
    assert len(kit_of(result).roster.everyone()) == len(table.entries)
    assert all(line.split(b"#")[1] in result for line in shape.splitlines() if b"#" in line)
    assert result.startswith("\ufeff".encode()) == shape.startswith("\ufeff".encode())
    assert (b"\r\n" in result) == (b"\r\n" in shape)
    assert result.count(b"\n") == result.count(b"\r\n") or b"\r\n" not in shape


@pytest.mark.parametrize("shape", [b"signatories:\n  - Big\n    Heart\n", b"signatories:\n  - name: Big Heart\n    withdrawn:\n"])
def test_a_name_in_two_lines_and_an_empty_key_can_be_edited(run: Run, folder: Path, listed: Any, shape: bytes) -> None:
    (folder / "signatories.yaml").write_bytes(shape)
    ended = run("import", listed(("Big Heart", "", "", "", "2026-03-05"), ("Bridge", "", "", "", "")), "--into", folder, "--yes")
    assert ended.code == 0
    text = (folder / "signatories.yaml").read_text("utf-8")
    assert text == "signatories:\n  - name: Big Heart\n    withdrawn: 2026-03-05\n  - Bridge\n"


def test_one_row_withdraws_and_rows_that_say_otherwise_are_left_to_a_person() -> None:
    roster = kit_of(SIGNATORIES).roster
    text = "Organisation,Withdrawn\nBasmeh & Zeitooneh,2026-03-05\nبسمة وزيتونة,2026-03-05\nHope,2026-03-05\nHope,2026-03-05\n"
    plan = compare(roster, read("l.csv", text.encode()).value.entries)
    assert [each.verdict for each in plan] == [Verdict.WITHDRAWN, Verdict.THERE, Verdict.WITHDRAWN, Verdict.THERE]
    text = "Organisation,Withdrawn\nBasmeh & Zeitooneh,2026-03-05\nبسمة وزيتونة,\n"
    plan = compare(roster, read("l.csv", text.encode()).value.entries)
    assert plan[0].verdict is Verdict.TO_DECIDE


def test_a_result_that_reads_otherwise_is_never_returned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("presskit.kit.signatories_file.item_lines", lambda *_: ["- Somebody else"])
    roster = kit_of(b"signatories:\n  - Hope\n").roster
    plan = compare(roster, read("l.csv", b"Organisation\nBridge\n").value.entries)
    with pytest.raises(EditError, match="read back"):
        with_plan({"kit.yaml": FACTS, "signatories.yaml": b"signatories:\n  - Hope\n"}, roster, plan)


names = st.sampled_from(
    ["Hope", "HOPE.", "Big Heart", "Syria Relief", "Syria Relief and Development", "River Aid", "River-Aid", "أمل", "أمـل", "بسمة", "7- Bridge", "Null", "yes", "a: b # c", "{x}", "- dash", "«q»", "O'Neil & \"Co\"", "=1+1"]
) | st.text(max_size=10)  # fmt: skip
rows = st.lists(
    st.tuples(
        names,
        st.sampled_from(["", "HP", "SR", "n/a", "(RA)"]),
        st.sampled_from(["", "TR", "Lebanon", "Narnia"]),
        st.sampled_from(["", "NA", "Northern Alliance", "League"]),
        st.sampled_from(["", "", "2026-03-05", "yes", "03/04/2026"]),
    ),
    max_size=8,
)


def entered(roster: Roster, table: SignatoryTable, findings: Any) -> tuple[Roster, Any]:
    plan = compare(roster, [*table.entries, *table.refused], findings)
    data = with_plan({"kit.yaml": FACTS, "signatories.yaml": SIGNATORIES.encode()}, roster, plan)
    return kit_of(data).roster, plan


@settings(max_examples=many(150), deadline=None)
@given(rows)
def test_every_row_is_in_the_kit_afterwards_or_in_the_report(made: list[tuple[str, ...]]) -> None:
    reading = read("list.csv", as_csv([HEADS, *made]).encode())
    if "table-quotes" in {finding.code for finding in reading.diagnostics}:
        return
    roster = kit_of(SIGNATORIES).roster
    after, plan = entered(roster, reading.value, reading.diagnostics)
    told = {each.span.line for each in plan} | {finding.span.line for finding in reading.diagnostics}
    full = {number for number, row in enumerate(made, 2) if any(char.isalnum() for char in "".join(row))}
    assert full <= told
    for each in plan:
        if each.verdict is Verdict.NEW:
            assert each.signatory in after.everyone()
            assert each.signatory not in roster.everyone()
        if each.verdict is Verdict.THERE:
            assert each.candidates
    assert len(after.everyone()) == len(roster.everyone()) + sum(each.verdict is Verdict.NEW for each in plan)
    again = compare(after, [*reading.value.entries, *reading.value.refused], reading.diagnostics)
    assert not [each for each in again if each.verdict in {Verdict.NEW, Verdict.WITHDRAWN}]
