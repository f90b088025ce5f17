"""The screens as plain forms, without script: what came in, questions, findings, files, history; two people at once."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import presskit
from presskit.store.locking import changing
from tests.studio.conftest import LETTER, ROOT
from tests.studio.serving import Answer, Running, Visitor, running


@pytest.fixture(scope="module")
def letter(visitor: Visitor, folder: Path) -> str:
    """The way to a release that was brought in from a letter."""
    answer = visitor.submit(visitor.get("/new"), "/new", text=LETTER, name="The bridge")
    assert answer.status == 303, answer.words()
    assert (folder / "the-bridge/kit.yaml").is_file()
    return answer.headers["location"].removesuffix("arrived")


@pytest.fixture
def another(visitor: Visitor, folder: Path) -> Iterator[str]:
    """The way to a copy of the specimen of the test's own."""
    before = set(visitor.releases())
    shutil.copytree(ROOT / "data/aleppo", folder / "own")
    (way,) = set(visitor.releases()) - before
    yield way
    shutil.rmtree(folder / "own")


def card(page: Answer, kind: str) -> str:
    return str(page.page.xpath(f"//form[starts-with(@id, '{kind}-')]/@id")[0])


def test_home_says_how_far_each_release_is(visitor: Visitor, letter: str) -> None:
    words = visitor.get("/").words()
    assert "Open a safe way out of East Aleppo today" in words
    assert "25 signatories" in words
    assert "Ready to hand out" in words
    assert "question is open" in words or "questions are open" in words


def test_every_line_of_what_came_in_is_shown_with_where_it_went(visitor: Visitor, letter: str) -> None:
    answer = visitor.get(f"{letter}arrived")
    shown = {str(each.xpath("string(span[@class='words'])")).strip(): each.get("class").split()[1] for each in answer.page.xpath("//li[contains(@class, 'line ')]")}
    for line in filter(None, LETTER.splitlines()):
        assert line.strip() in shown
    assert shown["EMBARGOED until 6am CET, 14 January 2027"] == "to-decide"
    assert shown["The bridge at Ostermoor is open to everybody"] == "to-text"
    assert shown["River Lenne Trust"] == "to-signatories"
    assert "1 to decide" in answer.words()


def test_while_something_is_open_nothing_is_handed_out(visitor: Visitor, letter: str) -> None:
    answer = visitor.get(f"{letter}hand-out")
    assert not answer.page.xpath("//form[contains(@action, 'hand-out')]")
    assert answer.page.xpath("//header//*[@aria-disabled='true']")
    assert "answer it first" in answer.text
    assert visitor.get(f"{letter}hand-out/all.zip").status == 422


def test_a_question_is_answered_by_choosing(visitor: Visitor, letter: str, folder: Path) -> None:
    page = visitor.get(f"{letter}questions")
    name = card(page, "embargo")
    assert "The embargo" in page.words()
    nothing = visitor.submit(page, f"{letter}questions", question=name)
    assert (nothing.status, "Choose one of the answers first" in nothing.words()) == (422, True)
    without = visitor.submit(page, f"{letter}questions", question=name, choice="leave-out", reason=" ")
    assert (without.status, "Please say why" in without.words()) == (422, True)
    unknown = visitor.submit(page, f"{letter}questions", question=name, choice="<b>no", reason="typed & kept")
    assert (unknown.status, "typed & kept" in "".join(unknown.page.xpath("//input/@value"))) == (422, True)
    choice = str(page.page.xpath(f"//form[@id='{name}']//input[@name='choice']/@value")[0])
    assert visitor.submit(page, f"{letter}questions", question=name, choice=choice).status == 303
    assert "until:" in (folder / "the-bridge/kit.yaml").read_text("utf-8")
    assert "1 answered question" in visitor.get(f"{letter}questions").words()
    assert "to decide" not in visitor.get(f"{letter}arrived").words()


def test_a_warning_is_accepted_with_a_reason(visitor: Visitor, another: str, folder: Path) -> None:
    text = folder / "own/statement.en.md"
    text.write_text(text.read_text("utf-8").replace("European leaders meet", "European  leaders TKTK meet"), "utf-8")
    page = visitor.get(f"{another}findings")
    warnings = [str(each) for each in page.page.xpath("//li[contains(@class, 'warning')]/@id")]
    assert warnings
    without = visitor.submit(page, f"{another}findings", finding=warnings[0], reason="")
    assert (without.status, "Please say why" in without.words()) == (422, True)
    assert visitor.submit(page, f"{another}findings", finding=warnings[0], reason="the house writes it so").status == 303
    assert warnings[0] not in visitor.get(f"{another}findings").text
    assert "the house writes it so" in (folder / "own/questions.yaml").read_text("utf-8")


def test_findings_stand_by_their_place_and_name_no_file_of_a_kit_in_the_studios_own_words(visitor: Visitor, another: str, folder: Path) -> None:
    kit = folder / "own/kit.yaml"
    kit.write_text(kit.read_text("utf-8").replace("languages:", "langauges:"), "utf-8")
    page = visitor.get(f"{another}findings")
    heads = [" ".join(each.text_content().split()) for each in page.page.xpath("//h2[@class='source']")]
    assert "Date, place and details" in heads
    assert "To mend:" in page.words()
    assert not [each for each in page.page.xpath("//main//text()[not(ancestor::*[@lang='en'])]") if "yaml" in each.lower() or "kit" in each.lower().split()]


def test_a_form_for_an_older_state_writes_nothing(visitor: Visitor, another: str, folder: Path) -> None:
    page = visitor.get(f"{another}history")
    assert visitor.submit(page, f"{another}history", to="1").status == 422  # no entry yet
    presskit.write_ids(folder / "own")
    text = folder / "own/statement.en.md"
    text.write_text(text.read_text("utf-8") + "\nA paragraph of somebody else.\n", "utf-8")
    presskit.write_ids(folder / "own")
    seen = visitor.get(f"{another}history")
    text.write_text(text.read_text("utf-8") + "\nOne more.\n", "utf-8")
    late = visitor.submit(seen, f"{another}history", to="1")
    assert late.status == 412
    assert "Somebody changed the release meanwhile" in late.words()
    assert "One more." in text.read_text("utf-8")


def test_of_two_people_the_second_is_told(visitor: Visitor, folder: Path) -> None:
    answer = visitor.submit(visitor.get("/new"), "/new", text=LETTER.replace("Ostermoor", "Vinnhausen"), name="two people")
    way = answer.headers["location"].removesuffix("arrived")
    first, second = visitor.get(f"{way}questions"), visitor.get(f"{way}questions")
    name = card(first, "embargo")
    choices = [str(each) for each in first.page.xpath(f"//form[@id='{name}']//input[@name='choice']/@value")]
    assert visitor.submit(first, f"{way}questions", question=name, choice=choices[0]).status == 303
    written = {path: path.read_bytes() for path in (folder / "two-people").iterdir() if path.is_file()}
    late = visitor.submit(second, f"{way}questions", question=name, choice="leave-out", reason="they said so on the telephone")
    assert late.status == 412
    assert "they said so on the telephone" in late.words()
    assert {path: path.read_bytes() for path in (folder / "two-people").iterdir() if path.is_file()} == written


def test_while_another_program_writes_one_is_asked_to_wait(visitor: Visitor, letter: str, folder: Path) -> None:
    page = visitor.get(f"{letter}history")
    with changing(folder / "the-bridge"):
        answer = visitor.submit(page, f"{letter}history", to="0")
    assert answer.status == 423
    assert "being changed right now" in answer.words()


def test_what_cannot_become_a_release_stays_in_the_form(visitor: Visitor, folder: Path) -> None:
    before = sorted(folder.iterdir())
    page = visitor.get("/new")
    assert "Nothing was dropped or pasted" in visitor.submit(page, "/new", text=" \n ").words()
    kept = visitor.upload(page, {"list.csv": b"Organisation\nRiver Aid\n"}, name="x", region="GB")
    assert kept.status == 422
    assert kept.page.xpath("//input[@name='region']/@value") == ["GB"]
    assert sorted(folder.iterdir()) == before


def test_several_files_become_one_release(visitor: Visitor) -> None:
    text = b"A bridge for all\n\nThe bridge over the river is open to everybody since this morning, after four years of work.\n"
    answer = visitor.upload(visitor.get("/new"), {"statement.txt": text, "signatures.csv": "Organisation\nRiver Aid\nHügel e. V.\n".encode()})
    page = visitor.follow(answer)
    sources = [each.text_content().strip() for each in page.page.xpath("//h2[@class='source']")]
    assert sources == ["statement.txt", "signatures.csv"]
    assert "Hügel e. V." in page.words()
    assert visitor.get(f"{answer.headers['location'].removesuffix('arrived')}page/en").status == 200


def test_history_goes_back_and_undoes(visitor: Visitor, another: str, folder: Path) -> None:
    text = folder / "own/statement.en.md"
    first = text.read_bytes()
    text.write_bytes(first + b"\nOne more paragraph.\n")
    presskit.write_ids(folder / "own")
    numbered = text.read_bytes()
    page = visitor.get(f"{another}history")
    assert "Paragraphs were numbered" in page.words()
    assert visitor.submit(page, f"{another}history", to="0").status == 303
    assert text.read_bytes() == first + b"\nOne more paragraph.\n"
    assert visitor.submit(visitor.get(f"{another}history"), f"{another}history", to="2").status == 303
    assert text.read_bytes() == numbered
    assert "A change was undone" in visitor.get(f"{another}history").words()


def test_everything_is_one_download(visitor: Visitor, another: str, folder: Path) -> None:
    kit = folder / "own/kit.yaml"
    kit.write_text(kit.read_text("utf-8").replace("outputs: [pdf, print, docx, html, text]", "outputs: [html, text]"), "utf-8")
    page = visitor.get(f"{another}hand-out")
    assert visitor.submit(page, f"{another}hand-out", state="another").status == 412
    assert visitor.submit(page, f"{another}hand-out").status == 303
    steps = visitor.get(f"{another}hand-out/steps")  # ends when the build does
    assert steps.headers["content-type"].startswith("text/event-stream")
    assert steps.text.endswith("event: end\ndata: {}\n\n")
    page = visitor.get(f"{another}hand-out")
    assert "files are ready" in page.words()
    packed = visitor.get(f"{another}hand-out/all.zip")
    names = zipfile.ZipFile(io.BytesIO(packed.body)).namelist()
    assert names == sorted(names)
    assert {name.partition("/")[0] for name in names} == {"ar", "en", "fr"}
    assert packed.headers["content-disposition"] == 'attachment; filename="own.zip"'
    command = presskit.build(presskit.BuildRequest(folder / "own", folder / "by-command"))
    with zipfile.ZipFile(io.BytesIO(packed.body)) as archive:
        assert {each.path: (folder / "by-command" / each.path).read_bytes() for each in command.made} == {name: archive.read(name) for name in names}
    kit.write_text(kit.read_text("utf-8") + "# edited\n", "utf-8")
    assert "was changed since" in visitor.get(f"{another}hand-out").words()


def test_the_language_is_the_browsers_or_the_one_chosen(studio: Running, visitor: Visitor) -> None:
    assert visitor.get("/", Accept_Language="ar-LB,en;q=0.5").page.get("dir") == "rtl"
    assert visitor.get("/", Accept_Language="de,fr;q=0.8").page.get("lang") == "fr"
    assert visitor.get("/", Accept_Language="xx").page.get("lang") == "en"
    visitor.submit(visitor.get("/"), "/language", language="ar")
    assert visitor.get("/", Accept_Language="en").page.get("lang") == "ar"
    own = f"http://127.0.0.1:{studio.port}"
    for referer, where in ((f"{own}/new", "/new"), (f"{own}{visitor.releases()[0]}text", f"{visitor.releases()[0]}text"), ("http://evil.example/new", "/"), (f"{own}//evil.example", "/"), ("x", "/")):
        answer = visitor.post("/language", {"key": visitor.get("/").key, "language": "en"}, Referer=referer)
        assert answer.headers["location"] == where


def test_a_release_that_cannot_be_read_is_shown_as_such(visitor: Visitor, another: str, folder: Path) -> None:
    (folder / "own/kit.yaml").write_bytes(b"{{{\xff")
    assert "cannot be read yet" in visitor.get("/").words()
    for screen in ("", "arrived", "text", "findings", "hand-out", "history"):
        answer = visitor.get(f"{another}{screen}")
        assert answer.status in {200, 303, 422}, screen
    assert visitor.get(f"{another}questions").status == 422


def test_one_release_alone_can_be_opened(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data/starter", tmp_path / "mine")
    shutil.copytree(ROOT / "data/starter", tmp_path / "other")
    with running(tmp_path / "mine") as started:
        alone = Visitor(started.port)
        alone.enter(started.token)
        assert len(alone.releases()) == 1
        answer = alone.submit(alone.get("/"), "/sample")
        assert answer.status == 303
        assert len(alone.releases()) == 2
        assert (tmp_path / "sample/kit.yaml").is_file()


HOSTILE = '"><script>alert(1)</script><svg onload=alert(2)><img src=x onerror=alert(3)>{{7*7}}</title></textarea>'


def test_words_of_strangers_stay_words_on_every_screen(visitor: Visitor, folder: Path) -> None:
    lines = [f"{line} {HOSTILE}" if line.strip() else "" for line in LETTER.splitlines()]
    page = visitor.get("/new")
    answer = visitor.upload(page, {f"{HOSTILE}.txt": "\n".join(lines).encode()}, name=HOSTILE)
    assert answer.status == 303, answer.words()
    way = answer.headers["location"].removesuffix("arrived")
    questions = visitor.get(f"{way}questions")
    name = str(questions.page.xpath("//form[contains(@class, 'question')]/@id")[0])
    pages = [visitor.get(f"{way}{each}") for each in ("arrived", "questions", "text", "findings", "hand-out", "history")]
    pages += [visitor.get("/"), visitor.submit(page, "/new", text=HOSTILE, name=HOSTILE, region=HOSTILE, language=HOSTILE)]
    pages += [visitor.submit(questions, f"{way}questions", question=name, choice=HOSTILE, reason=HOSTILE)]
    pages += [visitor.submit(questions, f"{way}questions", question=HOSTILE, choice="leave-out", reason=HOSTILE, state=HOSTILE)]
    pages += [visitor.get(f"/r/{HOSTILE.replace(' ', '%20')}"), visitor.get(f"{way}text?language=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")]
    for each in pages:
        own = {"/static/studio.js", "/static/text.js", "/static/text_ahead.js"}
        assert {one.get("src") for one in each.page.xpath("//script")} <= own
        assert not each.page.xpath("//img | //*[local-name()='svg'][not(@aria-hidden='true')] | //@onload | //@onerror")
        assert "7*7" in each.text or "49" not in each.words()
    frame = visitor.get(f"{way}page/en")
    assert frame.status == 200
    assert not frame.page.xpath("//script[not(@type='application/ld+json')] | //@onload | //@onerror")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04broken", b"\x00" * 5000, b"\xff\xfe\xff\xfe", b"MZ\x90\x00", b"<svg onload=alert(1)>"])
@pytest.mark.parametrize("name", ["a.docx", "a.txt", "a.xlsx", "a.eml", "a.exe", "a.svg"])
def test_a_hostile_file_is_refused_in_words(visitor: Visitor, name: str, data: bytes) -> None:
    answer = visitor.upload(visitor.get("/new"), {name: data})
    assert answer.status in {303, 422}
    assert "Traceback" not in answer.text
