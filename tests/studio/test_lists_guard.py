"""Signatories, contacts and brand as plain forms: what strangers send into them is refused, or stays words."""

from __future__ import annotations

import base64
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import presskit
from presskit.limits import STUDIO_UPLOAD_BYTES
from presskit.store.locking import changing
from tests.studio.conftest import ROOT
from tests.studio.serving import Answer, Running, Visitor

SCREENS = ("signatories", "contacts", "brand")
MEMBER = "coalitions.0.signatories.0"
HOSTILE = '"><script>alert(1)</script><svg onload=alert(2)>{{7*7}}</title></textarea>'


@pytest.fixture
def own(visitor: Visitor, folder: Path) -> Iterator[str]:
    """The way to a copy of the specimen of the test's own."""
    before = set(visitor.releases())
    shutil.copytree(ROOT / "data/aleppo", folder / "own")
    (way,) = set(visitor.releases()) - before
    yield way
    shutil.rmtree(folder / "own")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "own").iterdir() if path.is_file()}


def changes(screen: str) -> dict[str, str]:
    """A form of each screen that would change something."""
    return {
        "signatories": {"do": "remove", "at": MEMBER}, "contacts": {"do": "remove", "at": "contacts.0"},
        "brand": {"do": "save", "v:accent": "#000000"}, "signatories/compare": {"do": "write", "text": "Organisation\nRiver Aid\n"},
    }[screen]  # fmt: skip


@pytest.mark.parametrize("screen", [*SCREENS, "signatories/compare"])
def test_who_has_no_right_changes_nothing(studio: Running, visitor: Visitor, own: str, folder: Path, screen: str) -> None:
    before, way, form = contents(folder), own + screen, changes(screen)
    page = visitor.get(own + screen.partition("/")[0])
    key = {"key": page.key, "state": str(page.page.xpath("//main//input[@name='state']/@value")[0])}
    assert Visitor(studio.port).post(way, {**key, **form}).status == 403
    assert visitor.post(way, {**key, **form}, Origin="http://evil.example").status == 403
    assert visitor.post(way, {**key, **form}, Sec_Fetch_Site="cross-site").status == 403
    assert visitor.post(way, {**key, **form}, Content_Type="application/json").status == 415
    assert visitor.post(way, {**key, **form, "key": "x"}).status == 403
    assert visitor.post(way, {**key, **form, "state": "0" * 64}).status == 412
    assert visitor.send("POST", way, b"", Content_Length=str(STUDIO_UPLOAD_BYTES + 1)).status == 413
    assert contents(folder) == before
    assert visitor.post(way, {**key, **form}).status == 303
    assert contents(folder) != before


PLACES = ["", "../../etc/passwd", "coalitions", "coalitions.0", "coalitions.99.signatories.0", f"{MEMBER}.name", "9" * 5000, HOSTILE, "numbering", "٣"]


@pytest.mark.parametrize("at", PLACES)
def test_a_place_that_is_none_changes_nothing(visitor: Visitor, own: str, folder: Path, at: str) -> None:
    before = contents(folder)
    page = visitor.get(f"{own}signatories")
    for do in ("save", "up", "withdraw", "remove", "add", HOSTILE):
        fields = {"do": do, "at": at, "to": at, "v:nmae.en": HOSTILE if do in {"save", "add"} else ""}
        answer = visitor.submit(page, f"{own}signatories", **fields)
        assert answer.status in {303, 422}, answer.words()
        assert contents(folder) == before, do
    contact = visitor.submit(visitor.get(f"{own}contacts"), f"{own}contacts", do="down", at=at)
    assert (contact.status, contents(folder)) == (422, before)


def inert(answer: Answer) -> None:
    assert set(answer.page.xpath("//script/@src")) <= {"/static/studio.js", "/static/sheet.js"}
    assert not answer.page.xpath("//script[not(@src)] | //img | //*[local-name()='svg'][not(@aria-hidden='true')] | //@onload | //@style")
    assert "49" not in answer.words()


def test_words_of_strangers_stay_words(visitor: Visitor, own: str, folder: Path) -> None:
    def page(screen: str) -> Answer:
        return visitor.get(own + screen)

    names = {f"v:name.{tag}": HOSTILE for tag in ("en", "fr", "ar")}
    office = {"v:note": HOSTILE, "v:consent.by": HOSTILE, "v:acronym": HOSTILE[:40]}
    answers = [visitor.submit(page("signatories"), f"{own}signatories", do="save", at=MEMBER, **names, **office)]
    answers.append(visitor.submit(page("signatories"), f"{own}signatories", do="add-group", to="coalitions", **names))
    answers.append(visitor.submit(page("contacts"), f"{own}contacts", do="save", at="contacts.0", **names, **{"v:role.en": HOSTILE, "l:emails": HOSTILE, "v:note": HOSTILE}))
    answers.append(visitor.submit(page("brand"), f"{own}brand", do="save", **names, **{"v:logo_alt.en": HOSTILE}))
    assert [each.status for each in answers] == [303] * 4
    refused = [
        visitor.submit(page("signatories"), f"{own}signatories", do="save", at=MEMBER, **{"v:country": HOSTILE, "v:note": HOSTILE}),
        visitor.submit(page("contacts"), f"{own}contacts", do="save", at="contacts.0", **{"v:hours.opens": HOSTILE}),
        visitor.submit(page("brand"), f"{own}brand", do="save", **{"v:accent": HOSTILE}),
        visitor.submit(page("brand"), f"{own}brand", do="save", **{"v:logo": "../../etc/passwd"}),
    ]
    assert [each.status for each in refused] == [422] * 4
    compared = visitor.submit(page("signatories"), f"{own}signatories/compare", text=f"Organisation\tNote\n{HOSTILE}\t{HOSTILE}\n")
    asked = visitor.submit(page("signatories"), f"{own}signatories/compare", text=f"{HOSTILE}\t{HOSTILE}\n")
    late = visitor.submit(page("signatories"), f"{own}signatories", do="save", at=MEMBER, state="0" * 64, **names)
    queries = [visitor.get(f"{own}{each}?done=%22%3E%3Cscript%3E&at=%22%3E%3Cscript%3Ealert(1)") for each in SCREENS]
    for each in [*map(page, SCREENS), *refused, compared, asked, late, *queries, page("history"), page("findings")]:
        inert(each)
    assert late.status == 412
    assert late.words().count("{{7*7}}") == 3
    assert presskit.read_signatories(folder / "own").groups[0].rows[0].signatory.name.default == HOSTILE


FILES = {
    "a.xlsx": b"PK\x03\x04broken", "b.csv": b"\xff\xfe\x00", "../../evil.csv": b"Organisation\nRiver Aid\n", "c.exe": b"MZ\x90\x00", "d.svg": b"<svg onload=alert(1)>",
    "e.xlsx": b"\0" * 5000, "f.csv": b"",
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_list_or_logo_is_refused_in_words(visitor: Visitor, own: str, folder: Path, name: str) -> None:
    before = contents(folder)
    for screen, path in (("signatories", "signatories/compare"), ("brand", "brand")):
        page = visitor.get(own + screen)
        state = str(page.page.xpath("//main//input[@name='state']/@value")[0])
        answer = visitor.upload(page, {name: FILES[name]}, own + path, state=state, do="save")
        assert answer.status in {200, 422}, answer.words()
        assert "Traceback" not in answer.text
        inert(answer)
    assert contents(folder) == before


def test_a_file_that_is_compared_comes_back_as_it_was_or_not_at_all(visitor: Visitor, own: str, folder: Path) -> None:
    page = visitor.get(f"{own}signatories")
    state = str(page.page.xpath("//main//input[@name='state']/@value")[0])
    compared = visitor.upload(page, {"../late.csv": b"Organisation\nRiver Aid\n"}, f"{own}signatories/compare", state=state)
    assert "1 new" in compared.words()
    (carried,) = compared.page.xpath("//input[starts-with(@name, 'file:')]")
    assert (carried.get("name"), base64.b64decode(carried.get("value"))) == ("file:late.csv", b"Organisation\nRiver Aid\n")
    for name, data in (("file:../../evil.csv", "%%%"), ("file:x.csv", "ü")):
        broken = visitor.submit(compared, f"{own}signatories/compare", do="write", **{name: data})
        assert broken.status == 422
    assert not (folder / "own/input").exists()
    answer = visitor.submit(compared, f"{own}signatories/compare", do="write", **{"file:../../late.csv": carried.get("value")})
    assert answer.status == 303
    assert "name: River Aid" not in (folder / "own/signatories.yaml").read_text("utf-8")  # a bare name
    assert "- River Aid" in (folder / "own/signatories.yaml").read_text("utf-8")
    large = visitor.upload(visitor.get(f"{own}signatories"), {"large.csv": b"Organisation\n" + b"x" * (2 << 20)}, f"{own}signatories/compare")
    assert large.status == 422
    assert not [path for path in folder.parent.rglob("*late.csv") if folder / "own" not in path.parents]


def test_while_another_program_writes_one_is_asked_to_wait(visitor: Visitor, own: str, folder: Path) -> None:
    pages = {screen: visitor.get(own + screen) for screen in SCREENS}
    with changing(folder / "own"):
        for screen, page in pages.items():
            assert visitor.submit(page, own + screen, **changes(screen)).status == 423


def test_what_cannot_be_read_says_so(visitor: Visitor, own: str, folder: Path) -> None:
    for name in ("signatories.yaml", "contacts.yaml", "kit.yaml"):
        (folder / "own" / name).write_bytes(b"{{{\xff")
    for screen in SCREENS:
        answer = visitor.get(own + screen)
        assert answer.status == 422
        assert "cannot be read" in answer.text
