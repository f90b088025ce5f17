"""Translations as plain forms: what strangers send into them is refused, or stays words; who saw another state is told."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import presskit
from docx import Document
from presskit.limits import STUDIO_UPLOAD_BYTES
from presskit.store.locking import changing
from presskit.studio.screens import translations, translators
from presskit.studio.words import words_of
from presskit.translation import rules
from presskit.translation.segments import UnitKind
from presskit.translation.status import UnitState
from presskit.usecases.translate_out import FormatName
from tests.studio.conftest import ROOT
from tests.studio.serving import Answer, Running, Visitor
from tests.translation_back.kits import kit_of, sent
from tests.translation_back.test_taking import translated

HOSTILE = '"><script>alert(1)</script><svg onload=alert(2)>{{7*191}}</title></textarea>'
STALE = "0" * 64


@pytest.fixture
def own(visitor: Visitor, folder: Path) -> Iterator[str]:
    """The way to a copy of the specimen of the test's own, whose French text is still to come."""
    before = set(visitor.releases())
    shutil.copytree(ROOT / "data/aleppo", folder / "own")
    (folder / "own/statement.fr.md").unlink()
    (way,) = set(visitor.releases()) - before
    yield f"{way}translations"
    shutil.rmtree(folder / "own")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in (folder / "own").rglob("*") if path.is_file() and ".presskit" not in path.parts}


def mark(page: Answer, key: str) -> str:
    return str(page.page.xpath(f"//li[@id='t-{key}']//input[@name='mark']/@value")[0])


def state(page: Answer) -> str:
    return str(page.page.xpath("//main//input[@name='state']/@value")[0])


def returned(kit: Path) -> bytes:
    return translated(sent(kit_of(kit), "fr"), "fr")


def inert(answer: Answer) -> None:
    assert "Traceback" not in answer.text
    assert set(answer.page.xpath("//script/@src")) <= {"/static/studio.js"}
    assert not answer.page.xpath("//script[not(@src)] | //img | //*[local-name()='svg'][not(@aria-hidden='true')] | //@onload | //@style")
    assert "1337" not in answer.words()


@pytest.mark.parametrize("do", ["save", "language", "out", "back"])
def test_who_has_no_right_changes_nothing(studio: Running, visitor: Visitor, own: str, folder: Path, do: str) -> None:
    page = visitor.get(f"{own}?language=ar")
    looked = visitor.upload(page, {"fr.docx": returned(folder / "own")}, f"{own}/back", state=state(page)) if do == "back" else page
    forms = {
        "save": {"do": "save", "language": "ar", "at": "p-week", "text": "كلمات", "mark": mark(page, "p-week")},
        "language": {"do": "language", "new": "de"},
        "out": {"to": "fr", "form:docx": "1", "state": state(page)},
        "back": {"do": "write", "state": state(page), "parcel": "".join(looked.page.xpath("//input[@name='parcel']/@value"))},
    }
    before, way, form = contents(folder), own + (f"/{do}" if do in {"out", "back"} else ""), {"key": page.key, **forms[do]}
    assert Visitor(studio.port).post(way, form).status == 403
    assert visitor.post(way, form, Origin="http://evil.example").status == 403
    assert visitor.post(way, form, Sec_Fetch_Site="cross-site").status == 403
    assert visitor.post(way, form, Content_Type="application/json").status == 415
    assert visitor.post(way, {**form, "key": "x"}).status == 403
    assert visitor.send("POST", way, b"", Content_Length=str(STUDIO_UPLOAD_BYTES + 1)).status == 413
    if do != "language":
        assert visitor.post(way, {**form, "state": STALE, **({"mark": "0" * 16} if do == "save" else {})}).status == 412
    with changing(folder / "own"):
        assert visitor.post(way, form).status == 423
    assert contents(folder) == before
    assert visitor.post(way, form).status == 303
    assert contents(folder) != before


def test_nobody_gets_what_another_release_sent(visitor: Visitor, own: str, folder: Path) -> None:
    page = visitor.get(own)
    answer = visitor.follow(visitor.post(f"{own}/out", {"key": page.key, "state": state(page), "to": "fr", "form:xliff": "1"}))
    (link,) = answer.page.xpath("//a[@download]/@href")
    assert visitor.get(str(link)).headers["content-type"] != "text/html"
    assert visitor.get(str(link)).body.startswith(b"<?xml")
    other = next(each for each in visitor.releases() if not own.startswith(each))
    for number in (str(link).rpartition("/")[2], "0", "-1", "9" * 4000, "x", "%2e%2e%2fetc"):
        asked = visitor.get(f"{other}translations/out/{number}")
        assert asked.status in {404, 410}, number
        inert(asked)
    assert contents(folder).keys() >= {"own/translations/exports.yaml"}


FILES = {
    "a.docx": b"PK\x03\x04broken", "b.xliff": b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><xliff>&e;</xliff>", "../../c.docx": b"\xff\xfe\x00",
    "d.exe": b"MZ\x90\x00", "e.svg": b"<svg onload=alert(1)>", f"{HOSTILE}.docx": b"", "f.docx": b"\0" * 50_000,
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_refused_in_words(visitor: Visitor, own: str, folder: Path, name: str) -> None:
    before, page = contents(folder), visitor.get(own)
    for do in ("look", "write"):
        answer = visitor.upload(page, {name.replace('"', "%22"): FILES[name]}, f"{own}/back", state=state(page), do=do)
        assert answer.status in {200, 422}, answer.words()
        assert answer.page.xpath("//main//*[contains(@class, 'problem')] | //main//li[contains(@class, 'error')]")
        assert not answer.page.xpath("//button[@value='write']")
        inert(answer)
    assert contents(folder) == before
    assert not [path for path in folder.parent.rglob("*c.docx") if folder not in path.parents]


def test_words_of_strangers_stay_words(visitor: Visitor, own: str, folder: Path) -> None:
    """In a text that came back, in its comments, in what one types, in the source, in the name of a language."""
    document = Document(io.BytesIO(returned(folder / "own")))
    week = next(each for each in document.paragraphs if each.text.startswith("La semaine"))
    week.runs[0].text = f"{HOSTILE} {week.runs[0].text}"
    document.add_comment(week.runs, HOSTILE, author=HOSTILE[:40])
    document.add_paragraph(HOSTILE)
    document.save(file := io.BytesIO())
    page = visitor.get(own)
    looked = visitor.upload(page, {"fr.docx": file.getvalue()}, f"{own}/back", state=state(page))
    inert(looked)
    assert HOSTILE in "".join(looked.page.xpath("//main//text()"))
    numbers = "".join(looked.page.xpath("//fieldset[last()]//input[@type='radio']/@value")[-1:])
    parcel = str(looked.page.xpath("//input[@name='parcel']/@value")[0])
    answer = visitor.post(f"{own}/back", {"key": page.key, "state": state(page), "parcel": parcel, "do": "write", "choice-1": numbers})
    assert answer.status == 303, answer.words()
    shown = visitor.follow(answer)
    inert(shown)
    assert HOSTILE in "".join(shown.page.xpath("//li[@id='t-p-week']//text()"))
    assert any(HOSTILE in note for text in read(folder).texts for note in text.notes)
    typed = visitor.post(own, {"key": page.key, "do": "save", "language": "fr", "at": "title", "text": HOSTILE, "mark": mark(shown, "title")})
    inert(visitor.follow(typed) if typed.status == 303 else typed)
    for query in (f"{own}?language=%22%3E%3Cscript%3E", f"{own}?done=%3Cscript%3E&at=%3Cscript%3E&parcel=%3Cscript%3E&only=%22"):
        inert(visitor.get(query))


def read(folder: Path) -> presskit.TranslationReport:
    return presskit.read_translation(presskit.TranslationRequest(folder / "own", "fr"))


ODD: tuple[dict[str, str], ...] = (
    {"do": "save", "language": "ar", "at": "../../etc/passwd", "text": "x", "mark": "x"}, {"do": "save", "language": "ar", "at": "p-week", "text": "x"},
    {"do": "save", "language": "../..", "at": "title", "text": "x", "mark": "x"}, {"do": "language", "new": HOSTILE}, {"do": "language", "new": "../../x"},
    {"do": "language", "new": ""}, {"do": HOSTILE, "at": HOSTILE, "language": HOSTILE}, {"do": "save", "language": "ar", "at": HOSTILE, "text": HOSTILE, "mark": HOSTILE},
)  # fmt: skip


@pytest.mark.parametrize("form", ODD)
def test_an_odd_form_changes_nothing(visitor: Visitor, own: str, folder: Path, form: dict[str, str]) -> None:
    before, page = contents(folder), visitor.get(own)
    answer = visitor.post(own, {"key": page.key, **form})
    assert answer.status == 422, answer.words()
    inert(answer)
    assert answer.page.xpath("//*[@role='alert']")
    assert contents(folder) == before


@pytest.mark.parametrize("choice", ["p-week", "=1", "p-week=x", "p-week=1,,2", f"p-week={'9' * 30}", HOSTILE, "p-weak=1"])
def test_an_odd_answer_takes_nothing(visitor: Visitor, own: str, folder: Path, choice: str) -> None:
    page = visitor.get(own)
    looked = visitor.upload(page, {"fr.docx": returned(folder / "own")}, f"{own}/back", state=state(page))
    before, parcel = contents(folder), str(looked.page.xpath("//input[@name='parcel']/@value")[0])
    answer = visitor.post(f"{own}/back", {"key": page.key, "state": state(page), "parcel": parcel, "do": "write", "choice-1": choice, "tracked": HOSTILE})
    assert answer.status == 422, answer.words()
    inert(answer)
    assert contents(folder) == before


def test_what_is_missing_is_said_at_its_place(visitor: Visitor, own: str, folder: Path) -> None:
    page, before = visitor.get(own), contents(folder)
    key = {"key": page.key, "state": state(page)}
    assert "Choose at least one kind" in visitor.post(f"{own}/out", {**key, "to": "fr"}).words()
    assert "No file was chosen" in visitor.post(f"{own}/back", key).words()
    assert "not kept here any more" in visitor.post(f"{own}/back", {**key, "parcel": "999"}).words()
    assert "One file at a time" in visitor.upload(page, {"a.docx": b"a", "b.docx": b"b"}, f"{own}/back").words()
    assert "nothing to send" in visitor.post(f"{own}/out", {**key, "to": "ar", "form:docx": "1"}).words()
    assert {name: data for name, data in contents(folder).items() if "/translations/" not in name} == before


def test_what_was_corrected_outside_is_not_overwritten(visitor: Visitor, own: str, folder: Path) -> None:
    """The text in the file changes while its form is open: the form shows both, and writes nothing."""
    page, file = visitor.get(f"{own}?language=ar"), folder / "own/statement.ar.md"
    text = file.read_text("utf-8")
    file.write_text(text.replace("افتحوا اليوم", "افتحوا الآن"), "utf-8")
    answer = visitor.post(own, {"key": page.key, "do": "save", "language": "ar", "at": "title", "text": "عنواني", "mark": mark(page, "title")})
    assert answer.status == 412
    assert "افتحوا الآن" in "".join(answer.page.xpath("//li[@id='t-title']//p[contains(@class, 'target')]//text()"))
    assert answer.page.xpath("//li[@id='t-title']//textarea/text()")[0].strip() == "عنواني"
    assert "افتحوا الآن" in file.read_text("utf-8")
    assert visitor.post(own, {"key": page.key, "do": "save", "language": "ar", "at": "subtitle", "text": "فرعي", "mark": mark(page, "subtitle")}).status == 303


def test_what_cannot_be_read_says_so(visitor: Visitor, own: str, folder: Path) -> None:
    (folder / "own/kit.yaml").write_bytes(b"{{{\xff")
    answer = visitor.get(own)
    inert(answer)
    assert answer.page.xpath("//main//*[contains(@class, 'icon-error')]")


def test_every_value_has_its_words() -> None:
    doubts = (rules.DUPLICATE_ID, rules.ID_MISMATCH, rules.MATCH_UNCERTAIN, rules.REORDERED, rules.MISSING, rules.ADDED, rules.ALL_HIDDEN)
    asked = {name for name in translators.ASKED.values() if name.startswith("base")}
    wanted = {f"translate_kind.{each}" for each in UnitKind} | {f"translate_state.{each}" for each in UnitState}
    wanted |= {f"translate_form.{each}" for each in FormatName} | {f"translate_done.{each}" for each in translations.DONE}
    wanted |= {f"{group}.{each}" for group in ("outcome", "outcome_count") for each in translators.OUTCOMES} | {f"doubt.{each.code}" for each in doubts}
    wanted |= {f"base.{name}{part}" for name in asked for part in ("", "_why", "_yes")} | {"tracked.accept", "tracked.refuse", "outcome_count.asked"}
    wanted |= {f"translate_count.{each}" for each in ("done", "changed", "missing", "names")}
    assert wanted - words_of("en").keys() == set()
