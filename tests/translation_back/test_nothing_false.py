"""What comes back says nothing false: no colleague's work goes, nothing is placed by counting, no hint misleads."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from presskit.checks import Context
from presskit.editions import merge
from presskit.formats.docx import Prefix, bookmark
from presskit.kit.returning import Options, take
from presskit.kit.translating import status
from presskit.model.document import BlockQuote
from presskit.resources import Resources
from presskit.translation.placement import Accepted
from presskit.translation.segments import text_of, units
from presskit.writers import docx
from tests.translation_back.kits import kit_of, sent, specimen, translations, untranslated, words
from tests.translation_back.test_taking import (
    W,
    _say,
    back,
    codes,
    document,
    errors,
    name_of,
    paragraph,
    refused,
)
from tests.translation_out.samples import DOT, WORLD, folder


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    return untranslated(tmp_path)


Change = Callable[[etree._Element], None]


def run(text: str, look: str = "") -> etree._Element:
    return etree.fromstring(f'<w:r xmlns:w="{W[1:-1]}"><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>')


def half(language: str, first: bool) -> bytes:
    """Return the file that went out with the first or the second half of its texts translated; the rest is as it went out."""
    keys = [key for key, unit in translations(language).items() if not unit.is_name]
    chosen = keys[: len(keys) // 2] if first else keys[len(keys) // 2 :]

    def type_in(root: etree._Element) -> None:
        for key in chosen:
            unit = translations(language)[key]
            for start in root.iter(f"{W}bookmarkStart"):
                if start.get(f"{W}name") == bookmark(unit.id):
                    _say(start, text_of(unit.target or ()))

    return document(WENT_OUT[language], type_in)


WENT_OUT: dict[str, bytes] = {}


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("order", [(True, False), (False, True)], ids=["first half first", "second half first"])
def test_two_translators_of_a_half_each_do_not_undo_each_other(kit: Path, language: str, order: tuple[bool, bool]) -> None:
    WENT_OUT[language] = sent(kit_of(kit), language)
    wanted = specimen().statement(language)
    assert wanted
    for first in order:
        report = take(
            kit, "back.docx", half(language, first), Options(title="Titre" if not first and first == order[0] else "")
        )
        assert errors(report) == []
    got = kit_of(kit).statement(language)
    assert got
    assert words(got) == words(wanted)
    assert got.keywords == wanted.keywords
    assert "return-kept" in codes(report)


def test_empty_cells_of_a_table_delete_nothing(kit: Path) -> None:
    take(kit, "back.docx", sent(specimen(), "fr", "table"))
    before = (kit / "statement.fr.md").read_bytes()
    (kit / "translations/memory.tmx").unlink()
    source = kit / "statement.en.md"
    source.write_text(source.read_text("utf-8").replace("In the past week", "Last week"), "utf-8")
    empty = document(sent(kit_of(kit), "fr", "table"), without_targets)
    report = take(kit, "back.docx", empty)
    assert "return-empty" in codes(report)
    assert (kit / "statement.fr.md").read_bytes() == before  # not even its revision: it is a translation of the older text


def without_targets(root: etree._Element) -> None:
    for row in list(root.iter(f"{W}tr"))[1:]:
        for each in row.findall(f"{W}tc")[2].iter(f"{W}t"):
            each.text = ""


def test_an_earlier_translation_that_comes_back_does_not_undo_a_newer_one(kit: Path) -> None:
    take(kit, "back.docx", back(kit))
    went_out = sent(kit_of(kit), "fr", "xliff")
    text = kit / "statement.fr.md"
    text.write_text(text.read_text("utf-8").replace("semaine", "SEMAINE"), "utf-8")
    before = text.read_bytes()
    report = take(kit, "back.xliff", went_out)
    assert text.read_bytes() == before
    assert "return-kept" in codes(report)


def test_a_name_under_a_quotation_that_is_not_there_is_kept_as_a_note(kit: Path) -> None:
    def without_quote(root: etree._Element) -> None:
        _say(paragraph(root, bookmark("q-plan")).find(f"{W}bookmarkStart"), "")  # type: ignore[arg-type]

    report = take(kit, "back.docx", document(back(kit), without_quote))
    assert {"return-empty", "return-dependent"} <= set(codes(report))
    by = text_of(translations("fr")["q-plan-by"].target or ())
    assert by in (kit / "translations/notes.fr.md").read_text("utf-8")
    got = kit_of(kit).statement("fr")
    assert got
    assert not any(isinstance(block, BlockQuote) for block in got.body)


def test_what_is_none_of_the_text_is_kept_as_a_note(kit: Path) -> None:
    def add(root: etree._Element) -> None:
        up = paragraph(root, name_of("signatory-4.name"))
        up.addnext(etree.fromstring(f'<w:p xmlns:w="{W[1:-1]}"><w:r><w:t>Ganz neuer Verband</w:t></w:r></w:p>'))

    data = document(back(kit), add)
    report = refused(kit, data)
    (asked,) = [row for row in report.rows if row.state == "asked"]
    assert errors(report) == ["return-added"]
    take(kit, "back.docx", data, Options(accepted=Accepted({str(asked.numbers[0]): ()})))
    assert "Ganz neuer Verband" in (kit / "translations/notes.fr.md").read_text("utf-8")


def test_a_text_that_is_left_out_is_kept_as_a_note(kit: Path) -> None:
    report = take(kit, "back.docx", back(kit), Options(accepted=Accepted({"p-week": ()})))
    assert errors(report) == []
    assert [row.state for row in report.rows if row.key == "p-week"] == ["left out"]
    said = text_of(translations("fr")["p-week"].target or ())
    assert said[:40] in (kit / "translations/notes.fr.md").read_text("utf-8")
    assert said[:40] not in (kit / "statement.fr.md").read_text("utf-8")


@pytest.mark.parametrize("what", ["none", "source", "empty"])
def test_no_title_of_the_source_stands_over_a_translation(kit: Path, what: str) -> None:
    source = specimen().statements[0].title
    text = {"none": "Titre", "source": text_of(source.inlines), "empty": ""}[what]

    def title(root: etree._Element) -> None:
        _say(next(each for each in root.iter(f"{W}bookmarkStart") if each.get(f"{W}name") == "pk_title"), text)

    accepted = Accepted({"title": ()} if what == "none" else {})
    data = document(back(kit), title)
    assert "return-no-title" in codes(refused(kit, data, options=Options(accepted=accepted)))
    take(kit, "back.docx", data, Options(accepted=accepted, title="Le titre: «oui»"))
    got = kit_of(kit).statement("fr")
    assert got
    assert text_of(got.title.inlines) == "Le titre: «oui»"


STRUCK = {
    "struck": "<w:strike/>",
    "double struck": "<w:dstrike/>",
    "hidden": "<w:vanish/>",
    "white": '<w:color w:val="FFFFFF"/>',
}


@pytest.mark.parametrize("look", STRUCK)
def test_words_that_are_struck_or_unseen_do_not_come_alive(kit: Path, look: str) -> None:
    def strike(root: etree._Element) -> None:
        start = paragraph(root, bookmark("p-week")).find(f"{W}bookmarkStart")
        assert start is not None
        start.addnext(run("JAMAIS ", STRUCK[look]))

    report = take(kit, "back.docx", document(back(kit), strike))
    got = kit_of(kit).statement("fr")
    assert got
    assert words(got)["p-week"] == text_of(translations("fr")["p-week"].target or ())
    assert any("JAMAIS" in finding.message for finding in report.diagnostics)


def test_a_text_that_is_struck_as_a_whole_is_asked_about(kit: Path) -> None:
    def strike(root: etree._Element) -> None:
        for each in paragraph(root, bookmark("p-week")).iter(f"{W}r"):
            each.insert(0, etree.fromstring(f'<w:rPr xmlns:w="{W[1:-1]}"><w:strike/></w:rPr>'))

    data = document(back(kit), strike)
    assert "return-unseen" in codes(refused(kit, data))
    take(kit, "back.docx", data, Options(accepted=Accepted({"p-week": ()})))
    got = kit_of(kit).statement("fr")
    assert got
    assert "p-week" not in words(got)


def test_highlighted_words_are_text_and_are_told(kit: Path) -> None:
    def mark(root: etree._Element) -> None:
        start = paragraph(root, bookmark("p-week")).find(f"{W}bookmarkStart")
        assert start is not None
        start.addnext(run("PEUT-ÊTRE ", '<w:highlight w:val="yellow"/>'))

    report = take(kit, "back.docx", document(back(kit), mark))
    assert "return-highlighted" in codes(report)
    assert "PEUT-ÊTRE" in (kit / "statement.fr.md").read_text("utf-8")


def test_a_translators_own_footnote_is_kept_as_a_note(kit: Path) -> None:
    from tests.docx.making import changed

    note = f'<w:footnotes xmlns:w="{W[1:-1]}"><w:footnote w:id="1"><w:p><w:r><w:t>Chlore est meint.</w:t></w:r></w:p></w:footnote></w:footnotes>'

    def mark(root: etree._Element) -> None:
        up = paragraph(root, bookmark("p-week"))
        up.append(etree.fromstring(f'<w:r xmlns:w="{W[1:-1]}"><w:footnoteReference w:id="1"/></w:r>'))

    import io
    import zipfile

    with zipfile.ZipFile(buffer := io.BytesIO(changed(document(back(kit), mark), lambda _, content: content)), "a") as archive:
        archive.writestr("word/footnotes.xml", note)
    report = take(kit, "back.docx", buffer.getvalue())
    assert "return-aside" in codes(report)
    assert "Chlore est meint" in (kit / "translations/notes.fr.md").read_text("utf-8")
    got = kit_of(kit).statement("fr")
    assert got
    assert words(got)["p-week"] == text_of(translations("fr")["p-week"].target or ())  # no mark of the kit's own first note


# Tables.


def table(change: Change) -> bytes:
    return document(sent(specimen(), "fr", "table"), change)


def cell(words_: str) -> etree._Element:
    return etree.fromstring(f'<w:tc xmlns:w="{W[1:-1]}"><w:p><w:r><w:t>{words_}</w:t></w:r></w:p></w:tc>')


@pytest.mark.parametrize("headless", [False, True])
def test_a_column_of_comments_is_no_translation(kit: Path, headless: bool) -> None:
    def add(root: etree._Element) -> None:
        rows = list(root.iter(f"{W}tr"))
        for number, row in enumerate(rows):
            row.append(cell("Comments" if number == 0 else f"Is it sure? {number}"))
        if headless:
            rows[0].getparent().remove(rows[0])  # type: ignore[union-attr]

    report = take(kit, "back.docx", table(add))
    assert errors(report) == []
    assert kit_of(kit).statement("fr") == specimen().statement("fr")
    assert "return-aside" in codes(report)
    assert "Is it sure? 3" in (kit / "translations/notes.fr.md").read_text("utf-8")


def test_two_rows_of_one_id_are_asked_about(kit: Path) -> None:
    def double(root: etree._Element) -> None:
        row = next(row for row in root.iter(f"{W}tr") if "p-week" in "".join(map(str, row.itertext())))
        copy = etree.fromstring(etree.tostring(row))
        for each in copy.findall(f"{W}tc")[2].iter(f"{W}t"):
            each.text = "Une autre phrase, tout aussi possible."
        row.addnext(copy)

    assert codes(refused(kit, table(double))) == ["return-id-twice"]


def test_two_equal_rows_of_one_id_are_one(kit: Path) -> None:
    def double(root: etree._Element) -> None:
        row = next(row for row in root.iter(f"{W}tr") if "p-week" in "".join(map(str, row.itertext())))
        row.addnext(etree.fromstring(etree.tostring(row)))

    report = take(kit, "back.docx", table(double))
    assert errors(report) == []
    assert kit_of(kit).statement("fr") == specimen().statement("fr")


def test_a_corrected_source_is_told(kit: Path) -> None:
    def correct(root: etree._Element) -> None:
        row = next(row for row in root.iter(f"{W}tr") if "p-week" in "".join(map(str, row.itertext())))
        next(row.findall(f"{W}tc")[1].iter(f"{W}t")).text = "Last month, as it was said, "

    report = take(kit, "back.docx", table(correct))
    assert "return-source-edited" in codes(report)
    assert codes(take(kit, "back.docx", table(lambda _: None))) == []


# Languages.


@pytest.mark.parametrize(("said", "is_in"), [("ar", "fr"), ("fr", "ar")])
@pytest.mark.parametrize("form", ["docx", "xliff"])
def test_a_file_in_another_language_than_it_says_is_refused(kit: Path, said: str, is_in: str, form: str) -> None:
    data = sent(specimen(), is_in, form)
    wrong = data.replace(f'target-language="{is_in}"'.encode(), f'target-language="{said}"'.encode())
    if form == "docx":
        from tests.docx.making import changed

        def rename(name: str, content: bytes) -> bytes:
            return content.replace(f">{is_in}<".encode(), f">{said}<".encode()) if name == "docProps/custom.xml" else content

        wrong = changed(data, rename)
    report = refused(kit, wrong, f"back.{form}")
    assert "return-other-language" in codes(report)
    assert f"--lang {is_in}" in next(each.hint for each in report.diagnostics if each.code == "return-other-language")


def test_a_source_that_was_only_edited_is_no_translation(kit: Path) -> None:
    def edit(root: etree._Element) -> None:
        for key in ("lede", "p-leaders", "p-week", "p-trapped", "p-condemn", "title"):
            text = text_of(translations("fr")[key].source)
            _say(next(each for each in root.iter(f"{W}bookmarkStart") if each.get(f"{W}name") == bookmark(key)), f"Now {text}")

    report = refused(kit, document(sent(kit_of(kit), "fr"), edit))
    assert "return-other-language" in codes(report)


def test_a_short_return_is_not_refused_for_its_language(tmp_path: Path) -> None:
    place = folder(tmp_path / "kit")
    data = sent(kit_of(place), "fr", "xliff", {"photo.png": DOT})
    data = re.sub(rb"(<trans-unit id=\"title\".*?<target[^>]*>).*?(</target>)", rb"\1Route ouverte\2", data, flags=re.DOTALL)
    assert errors(take(place, "back.xliff", data)) == []


# Files that were built.


def test_a_proofread_word_file_of_the_translation_is_taken_as_what_it_is(kit: Path) -> None:
    take(kit, "back.docx", back(kit))
    before = kit_of(kit).statement("fr")
    assert before
    built = docx.write(merge(kit_of(kit), "fr").value, Resources()).data

    def correct(root: etree._Element) -> None:
        text = paragraph(root, bookmark("p-week")).find(f".//{W}t")
        assert text is not None
        text.text = "Corrigé: " + (text.text or "")

    report = take(kit, "proof.docx", document(built, correct))
    assert errors(report) == []
    got = kit_of(kit).statement("fr")
    assert got
    assert got.translates == before.translates
    assert words(got) == {**words(before), "p-week": "Corrigé: " + words(before)["p-week"]}


def test_no_hint_leads_to_a_false_revision(kit: Path) -> None:
    take(kit, "back.docx", back(kit))
    built = docx.write(merge(kit_of(kit), "fr").value, Resources()).data
    own = kit_of(kit).statement("fr")
    assert own
    text = kit / "statement.fr.md"
    text.write_text(text.read_text("utf-8").replace("semaine", "SEMAINE"), "utf-8")
    report = refused(kit, built)
    assert codes(report) == ["return-built"]
    assert "--against" not in report.diagnostics[0].hint
    now = kit_of(kit).statement("fr")
    assert now
    report = refused(kit, back(kit), options=Options(against=now.revision))
    assert codes(report) == ["return-older-revision"]


def test_a_proofread_word_file_of_the_source_is_told_what_it_is(kit: Path) -> None:
    report = refused(kit, docx.write(merge(kit_of(kit), "en").value, Resources()).data)
    assert codes(report) == ["return-no-language"]
    assert "statement.en.md" in report.diagnostics[0].hint


# Names and lists.


@pytest.mark.parametrize("acronym", ["", " (UO)"])
def test_a_name_in_the_kit_does_not_bar_the_same_words_of_another(tmp_path: Path, acronym: str) -> None:
    name = "Union of Relief and Medical Care Organizations"
    place = folder(
        tmp_path / "kit",
        signatories_yaml=f"signatories:\n  - {{name: {{en: {name}, fr: Union des organisations de secours}}, acronym: UO}}\n",
        contacts_yaml=f"contacts:\n  - name: Press desk\n    organisation: {name}{acronym}\n    emails: [press@example.org]\n",
    )
    data = sent(kit_of(place), "fr", "xliff", {"photo.png": DOT})
    kit_ = kit_of(place)
    unit = next(each for each in units(kit_, "fr") if each.key == "contact-1.organisation")
    for key, text in (
        (unit.id, f"Union des organisations de secours{acronym}"),
        ("title", "Ouvrez la route et laissez partir"),
    ):
        data = re.sub(
            rf'(<trans-unit id="{key}".*?<target[^>]*>).*?(</target>)'.encode(),
            rb"\g<1>" + text.encode() + rb"\2",
            data,
            flags=re.DOTALL,
        )
    report = take(place, "back.xliff", data)
    assert errors(report) == []
    assert kit_of(place).contacts[0].organisation.in_language("fr") == f"Union des organisations de secours{acronym}"  # type: ignore[union-attr]


def test_a_keyword_that_is_left_out_does_not_move_the_others(kit: Path) -> None:
    def leave(root: etree._Element) -> None:
        _say(next(each for each in root.iter(f"{W}bookmarkStart") if each.get(f"{W}name") == name_of("keyword-1")), "")

    take(kit, "back.docx", document(back(kit), leave))
    wanted = [text_of(translations("fr")[f"keyword-{number}"].target or ()) for number in range(2, 6)]
    got = kit_of(kit).statement("fr")
    assert got
    assert list(got.keywords) == wanted
    from presskit.kit.translating import desk
    from presskit.translation.segments import package

    known = desk(kit, WORLD)
    assert known.kit
    found = {each.key: text_of(each.target or ()) for each in package(known.kit, "fr", None, known.memory.words("fr")).units}
    assert [found[f"keyword-{number}"] for number in range(1, 6)] == ["", *wanted]
    assert status(kit, Context(WORLD.now)).standings[-1].missing == 1


@pytest.mark.parametrize("form", ["docx", "table", "xliff"])
def test_a_list_that_changed_meanwhile_gives_nobody_anothers_name(tmp_path: Path, form: str) -> None:
    place = folder(tmp_path / "kit", signatories_yaml="signatories:\n  - First House\n  - Second House\n  - Third House\n")
    data = sent(kit_of(place), "fr", form, {"photo.png": DOT})
    (place / "signatories.yaml").write_text("signatories:\n  - Newcomer\n  - Third House\n  - Second House\n", "utf-8")
    for old, new in (
        ("Second House", "Maison Deux"),
        ("Third House", "Maison Trois"),
        ("Open the road &amp; let", "Ouvrez la route et"),
    ):
        data = typed(data, old, new, form)
    name = f"back.{'xliff' if form == 'xliff' else 'docx'}"
    asked: dict[str, tuple[int, ...]] = {}
    for _ in range(2):  # «First House», which does not sign any more, is a note; «Newcomer» was not sent
        report = take(place, name, data, Options(accepted=Accepted(asked)))
        for row in [row for row in report.rows if row.state == "asked"]:
            asked |= {str(number): () for number in row.numbers} or {row.key: ()}
    report = take(place, name, data, Options(accepted=Accepted(asked)))
    assert errors(report) == []
    names = [each.name.in_language("fr") for each in kit_of(place).roster.everyone()]
    assert names == ["Newcomer", "Maison Trois", "Maison Deux"]


def typed(data: bytes, old: str, new: str, form: str) -> bytes:
    """Type words over others: in the table in the third column, in XLIFF in the target."""
    if form == "xliff":
        return re.sub(rf"(<target[^>]*>){re.escape(old)}".encode(), rb"\g<1>" + new.encode(), data)
    plain = old.replace("&amp;", "&")

    def change(root: etree._Element) -> None:
        if form == "docx":
            for each in root.iter(f"{W}t"):
                each.text = (each.text or "").replace(plain, new)
            return
        for row in root.iter(f"{W}tr"):
            cells = row.findall(f"{W}tc")
            said = "".join(each.text or "" for each in cells[1].iter(f"{W}t"))
            if plain in said:
                for each in [*cells[2].iter(f"{W}p")][1:]:
                    cells[2].remove(each)
                next(cells[2].iter(f"{W}p")).append(run(said.replace(plain, new)))

    return document(data, change)


def test_a_name_keeps_what_the_page_does_not_show_behind_it(kit: Path) -> None:
    def name(root: etree._Element) -> None:
        _say(
            next(each for each in root.iter(f"{W}bookmarkStart") if each.get(f"{W}name") == name_of("signatory-1.name")),
            "Grand Cœur (Berlin)",
        )

    take(kit, "back.docx", document(back(kit), name))
    assert kit_of(kit).roster.everyone()[0].name.in_language("fr") == "Grand Cœur (Berlin)"


def test_bookmarks_have_no_more_letters_than_word_keeps() -> None:
    every = [unit for language in ("fr", "ar") for unit in units(specimen(), language)]
    keys = [form for unit in every for form in (unit.key, unit.id)] + [
        "a-very-long-id-that-somebody-wrote-for-a-paragraph-of-the-text"
    ]
    assert max(len(bookmark(key, prefix)) for key in keys for prefix in Prefix) <= 40


def test_files_of_an_earlier_version_are_still_read(kit: Path) -> None:
    """Earlier versions named entries of lists by their places."""
    by_place = {bookmark(unit.id): bookmark(unit.key) for unit in units(specimen(), "fr")}

    def rename(root: etree._Element) -> None:
        for each in root.iter(f"{W}bookmarkStart"):
            name = each.get(f"{W}name") or ""
            each.set(f"{W}name", by_place.get(name, name))
        for each in root.iter(f"{W}p"):
            for attribute in [key for key in each.attrib if str(key).endswith("paraId")]:
                del each.attrib[attribute]

    report = take(kit, "back.docx", document(back(kit), rename))
    assert errors(report) == []
    got, wanted = kit_of(kit).statement("fr"), specimen().statement("fr")
    assert got
    assert wanted
    assert words(got) == words(wanted)
    assert got.keywords == wanted.keywords


def test_a_text_that_stays_is_not_called_current(kit: Path) -> None:
    """As long as one text is of an older source, the whole says the older revision; what came back is known as done."""
    take(kit, "back.docx", back(kit))
    old = specimen().statements[0].revision
    source = kit / "statement.en.md"
    source.write_text(
        source.read_text("utf-8").replace("In the past week", "Last week").replace("They must not", "Nobody may"), "utf-8"
    )

    def type_in(root: etree._Element) -> None:
        text = "La semaine passée, " + text_of(translations("fr")["p-week"].target or ())
        _say(next(each for each in root.iter(f"{W}bookmarkStart") if each.get(f"{W}name") == bookmark("p-week")), text)

    from presskit.kit.translating import desk
    from presskit.writers.translation import working_docx
    from tests.translation_back.kits import job_of

    known = desk(kit, WORLD)
    assert known.kit
    data = document(working_docx.write(job_of(known.kit, "fr", known.memory), Resources()).data, type_in)
    report = take(kit, "back.docx", data, Options())
    assert errors(report) == []
    got = kit_of(kit).statement("fr")
    assert got
    assert got.translates
    assert got.translates.revision == old
    standing = status(kit, Context(WORLD.now)).standings[-1]
    assert standing.changed == 1
