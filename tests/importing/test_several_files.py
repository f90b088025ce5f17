"""Several files make one kit: linked texts, names by language, a memory; an existing translation comes into a kit."""

from __future__ import annotations

from pathlib import Path

import pytest

import presskit
from presskit.readers import kit as kit_reader
from tests.importing.reading import read

EN = """\
Open the bridge at Varna

Brussels, 14 January 2027

We, three organisations, ask that the bridge at Varna opens before winter, for 12,000 people live beyond it.

The hospital there has had no fuel since November, says Maria Keller of Medics United.

What must happen

- Open the bridge to everybody
- Let fuel trucks pass without a fee
- Report each month to the council

The bridge was closed in 2019 after a flood, and was never opened again although it was repaired in 2021.

Signed by:

1. Medics United (MU)
2. Bridge Watch
3. Coast Relief Fund

Press contact: Maria Keller, Medics United, maria@example.org, +32 2 555 01 01
"""
FR = """\
Ouvrez le pont de Varna

Bruxelles, le 14 janvier 2027

Nous, trois organisations, demandons que le pont de Varna soit ouvert avant l'hiver, car 12 000 personnes vivent au-delà.

L'hôpital n'a plus de carburant depuis novembre, dit Maria Keller de Medics United.

Ce qui doit se passer

- Ouvrir le pont à toutes et à tous
- Laisser passer les camions de carburant sans taxe
- Faire rapport chaque mois au conseil

Le pont a été fermé en 2019 après une inondation et n'a jamais été rouvert, bien qu'il ait été réparé en 2021.

Signataires :

1. Médecins Unis (MU)
2. Veille du Pont
3. Fonds d'aide de la côte

Contact presse : Maria Keller, Médecins Unis, maria@example.org, +32 2 555 01 01
"""
AR = """\
افتحوا جسر فارنا

بروكسل، 14 يناير 2027

نحن ثلاث منظمات نطالب بفتح جسر فارنا قبل الشتاء، فوراءه يعيش 12,000 شخص.

لم يعد في المستشفى وقود منذ تشرين الثاني، كما تقول ماريا كيلر.

ما الذي يجب أن يحدث

- فتح الجسر للجميع
- السماح لشاحنات الوقود بالعبور من دون رسوم
- تقديم تقرير كل شهر إلى المجلس

أغلق الجسر في عام 2019 بعد فيضان ولم يفتح بعد ذلك مع أنه أصلح في عام 2021.
"""


def files(folder: Path, **texts: str) -> tuple[Path, ...]:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text)
    return tuple(folder / f"{name}.txt" for name in texts)


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    presskit.import_files(presskit.ImportRequest(files(tmp_path, en=EN), tmp_path / "kit"))
    return tmp_path / "kit"


def states(folder: Path) -> list[tuple[str, int, int, int]]:
    report = presskit.translate_status(folder)
    return [(each.language, each.done, each.changed, each.missing) for each in report.languages]


def test_three_files_make_one_kit_with_linked_texts(tmp_path: Path) -> None:
    report = presskit.import_files(presskit.ImportRequest(files(tmp_path, en=EN, fr=FR, ar=AR), tmp_path / "kit"))
    assert not report.questions, [each.asked for each in report.questions]
    read_back = kit_reader.read({each.name: each.read_bytes() for each in (tmp_path / "kit").iterdir() if each.is_file()}).value
    assert read_back is not None
    english, french, arabic = read_back.statements
    assert read_back.release.languages == ("en", "fr", "ar")
    assert english.revision == getattr(french.translates, "revision", "") == getattr(arabic.translates, "revision", "")
    assert [each.name.in_language("fr") for each in read_back.roster.everyone()] == [
        "Médecins Unis", "Veille du Pont", "Fonds d'aide de la côte"
    ]  # fmt: skip
    assert [each.acronym for each in read_back.roster.everyone()] == ["MU", "", ""]
    assert [each.in_language("ar") for each in read_back.release.places] == ["بروكسل"]
    assert str(read_back.contacts[0].organisation and read_back.contacts[0].organisation.in_language("fr")) == "Médecins Unis"
    assert not [each for each in presskit.check(tmp_path / "kit").diagnostics if each.code.startswith(("segment", "translation"))]


def test_one_changed_figure_asks_for_one_text(tmp_path: Path) -> None:
    presskit.import_files(presskit.ImportRequest(files(tmp_path, en=EN, fr=FR, ar=AR), tmp_path / "kit"))
    text = tmp_path / "kit" / "statement.en.md"
    assert [row[2:] for row in states(tmp_path / "kit")] == [(0, 0), (0, 0)]
    text.write_text(text.read_text().replace("12,000", "13,500"))
    assert [row[2:] for row in states(tmp_path / "kit")] == [(1, 0), (1, 0)]
    sent = presskit.translate_out(presskit.TranslateOutRequest(tmp_path / "kit", tmp_path / "out", ("fr",))).sent
    assert [each.changed for each in sent] == [1]


def test_names_that_do_not_pair_are_asked_about() -> None:
    found = read(("en.txt", EN.encode()), ("fr.txt", FR.replace("2. Veille du Pont\n3.", "2.").encode()), language="")
    (question,) = [each for each in found.kit.questions if each.kind == "pairs"]
    assert "Fonds d'aide de la côte" in question.asked
    assert [each.key for each in question.choices] == ["is-1", "is-2", "signs"]
    assert found.names() == ["Medics United", "Bridge Watch", "Coast Relief Fund"]


def test_an_answer_links_a_paragraph_and_teaches_the_memory(tmp_path: Path) -> None:
    french = FR.replace("- Laisser passer les camions de carburant sans taxe\n", "")
    presskit.import_files(presskit.ImportRequest(files(tmp_path, en=EN, fr=french), tmp_path / "kit"))
    for choice in ("item-1", "item-3"):
        question = next(each for each in presskit.questions(tmp_path / "kit").open if each.kind == "link")
        presskit.answer(presskit.AnswerRequest(tmp_path / "kit", question.id, choice))
    assert states(tmp_path / "kit")[0][2:] == (0, 1)
    text = tmp_path / "kit" / "statement.en.md"
    text.write_text(text.read_text().replace("12,000", "13,500"))
    assert states(tmp_path / "kit")[0][2:] == (1, 1)


def test_an_existing_translation_comes_into_a_kit(kit: Path, tmp_path: Path) -> None:
    report = presskit.import_translation(presskit.ImportTranslationRequest(files(tmp_path, fr=FR), kit))
    assert report.imported is not None
    assert not report.questions, [each.asked for each in report.questions]
    assert states(kit) == [("fr", 11 - 2, 0, 0)] or states(kit)[0][2:] == (0, 0)
    assert "fr: Médecins Unis" in (kit / "signatories.yaml").read_text()
    assert "languages: [en, fr]" in (kit / "kit.yaml").read_text()
    assert (kit / "input" / "fr.txt").read_text() == FR
    text = kit / "statement.en.md"
    text.write_text(text.read_text().replace("12,000", "13,500"))
    assert states(kit)[0][2:] == (1, 0)


def test_a_second_text_in_a_language_of_the_kit_is_refused(kit: Path, tmp_path: Path) -> None:
    before = {each: each.read_bytes() for each in kit.iterdir() if each.is_file()}
    report = presskit.import_translation(presskit.ImportTranslationRequest(files(tmp_path, other=EN), kit))
    assert report.imported is None
    assert [each.code for each in report.diagnostics if each.severity == "error"] == ["import-no-text"]
    assert {each: each.read_bytes() for each in kit.iterdir() if each.is_file()} == before


def test_words_of_a_translation_without_a_place_are_asked_about(kit: Path, tmp_path: Path) -> None:
    french = FR.replace("Ce qui doit", "Une phrase que seul le texte français contient, ajoutée par quelqu'un.\n\nCe qui doit")
    report = presskit.import_translation(presskit.ImportTranslationRequest(files(tmp_path, fr=french), kit))
    (question,) = report.questions
    assert question.kind == "link"
    assert "{#x-1}" in (kit / "statement.fr.md").read_text()
    assert [each.id for each in presskit.questions(kit).open] == [question.id]
