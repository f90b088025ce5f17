"""A text and its translation, received as two: blocks are paired with evidence, what is not sure is asked, nothing is lost."""

from __future__ import annotations

from collections import Counter

from presskit.model.document import Calls, Statement, inlines_of, plain_text, segments
from presskit.readers import markdown
from presskit.readers.importing.linking import LinkedStatement, linked
from presskit.writers.kit_files import markdown as written

EN = """\
---
title: Open the bridge at Varna
---

We, 25 organisations, ask that the bridge opens before winter, for 12,000 people live beyond it. {#lede}

The hospital there has had no fuel since November, says Maria Keller of Medics United. {#p2}

## What must happen {#h-1}

::: calls
We call on the council to: {#calls-lead}

1. Open the bridge to everybody {#call-1}
2. Let fuel trucks pass without a fee {#call-2}
3. Report each month to the public {#call-3}
:::

The bridge was closed after a flood, and never opened again although it was repaired.[^n1] {#p3}

[^n1]: Report of the council, page 41. {#fn-n1}
"""
FR = """\
---
title: Ouvrez le pont de Varna
---

Nous, 25 organisations, demandons que le pont ouvre avant l'hiver, car 12 000 personnes vivent au-delà. {#lede}

L'hôpital n'a plus de carburant depuis novembre, dit Maria Keller de Medics United. {#p2}

Ce qui doit se passer {#p3}

Nous appelons le conseil à : {#p4}

- Ouvrir le pont à toutes et à tous {#item-1}
- Laisser passer les camions sans taxe {#item-2}
- Rendre compte chaque mois au public {#item-3}

Le pont a été fermé après une inondation et n'a jamais rouvert, bien qu'il ait été réparé.[^foo1] {#p5}

[^foo1]: Rapport du conseil, page 41. {#fn-foo1-1}
"""


def statement(text: str, language: str) -> Statement:
    read = markdown.read(f"statement.{language}.md", text.encode(), language).value
    assert read is not None
    return read


def link(french: str, english: str = EN) -> LinkedStatement:
    return linked(statement(english, "en"), statement(french, "fr"))


def words(text: Statement) -> Counter[str]:
    return Counter(word for each in segments(text) for word in plain_text(inlines_of(each)).split())


def test_a_translation_takes_the_blocks_of_its_source() -> None:
    source, result = statement(EN, "en"), link(FR)
    assert not result.questions
    assert not result.missing
    assert [each.id for each in segments(result.statement)] == [each.id for each in segments(source)]
    assert [*map(type, result.statement.body)] == [*map(type, source.body)]
    assert any(isinstance(each, Calls) for each in result.statement.body)
    assert [note.label for note in result.statement.footnotes] == ["n1"]
    assert result.statement.translates is not None
    assert result.statement.translates.revision == source.revision
    assert result.evidence["p2"] == "names and numbers"
    assert result.evidence["call-2"] == "order and structure"
    assert markdown.read("statement.fr.md", written(result.statement).encode(), "fr").value == result.statement


def test_an_item_that_is_missing_is_not_guessed() -> None:
    french = FR.replace("- Laisser passer les camions sans taxe {#item-2}\n", "")
    result = link(french)
    assert [[choice.key for choice in each.choices] for each in result.questions] == [
        ["call-1", "call-2", "call-3", "own"], ["call-1", "call-2", "call-3", "own"]
    ]  # fmt: skip
    assert {each.id for each in result.missing} == {"call-1", "call-2", "call-3"}
    assert words(result.statement) == words(statement(french, "fr"))


def test_a_paragraph_that_was_added_is_asked_about_and_stays_where_it_stands() -> None:
    added = "Une phrase ajoutée par le traducteur, sans nombre et assez longue pour être un paragraphe entier. {#p9}\n\n"
    result = link(FR.replace("L'hôpital", f"{added}L'hôpital"))
    (question,) = result.questions
    assert [choice.key for choice in question.choices] == ["goes-on", "own"]
    assert [each.id for each in segments(result.statement)][1:4] == ["lede", "x-1", "p2"]
    assert not result.missing


def test_paragraphs_in_another_order_are_not_paired_by_their_places() -> None:
    english = EN.replace("## What", "In 2016 some 340 families left the town. {#p7}\n\nIn 2019 another 815 went. {#p8}\n\n## What")
    right = "En 2016, 340 familles ont quitté la ville. {#p7}\n\nEn 2019, 815 autres sont parties. {#p8}\n\nCe qui"
    turned = "En 2019, 815 autres sont parties. {#p7}\n\nEn 2016, 340 familles ont quitté la ville. {#p8}\n\nCe qui"
    assert not link(FR.replace("Ce qui", right), english).questions
    result = link(FR.replace("Ce qui", turned), english)
    texts = {each.id: plain_text(inlines_of(each)) for each in segments(result.statement)}
    assert "815" not in texts.get("p7", "")
    assert "340" not in texts.get("p8", "")
    assert result.questions


def test_a_note_without_its_like_in_the_source_stays() -> None:
    note = "[^foo2]: Chiffre de 1998. {#fn-foo2-1}\n\n[^foo1]: "
    french = FR.replace("vivent au-delà.", "vivent au-delà.[^foo2]").replace("[^foo1]: ", note)
    result = link(french)
    assert len(result.statement.footnotes) == 2
    assert words(result.statement) == words(statement(french, "fr"))
    assert len(result.questions) == 1


def test_a_text_that_is_no_translation_is_one_question() -> None:
    own = "\n\n".join(f"Une phrase qui ne traduit rien du tout, la {word} de toutes. {{#s{n}}}" for n, word in enumerate("abcdefghij" * 4))
    result = link(f"---\ntitle: Un autre texte\n---\n\n{own}\n")
    (question,) = result.questions
    assert question.weighs == 40
    assert [choice.key for choice in question.choices] == ["own"]
