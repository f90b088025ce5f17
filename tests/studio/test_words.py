"""The studio's words: the same keys in each language, each key that is used, and nothing of a kit's files in them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from presskit.studio.words import LANGUAGES, Words, preferred, words_of
from presskit.usecases.explain import rules

STUDIO = Path("src/presskit/studio")
UNTRANSLATED = {"fr": 0, "ar": 0}
"""How many of the studio's own texts a language lacks; English stands for them."""
FINDINGS_UNTRANSLATED = {"fr": 281, "ar": 281}
"""For how many kinds of findings a language has no heading; their words are English in each."""
BY_VALUE = {
    "part.", "place.", "severity.", "group.", "kinds.", "actions.", "problem.", "language.", "findings.", "parts.", "live.",
    "done.", "tally.", "verdict.", "column.", "audience.", "numbering.", "order.", "sign_kind.", "email_pages.", "email_width.",
    "email_per.", "email_work.", "email_aside.", "omission.", "security.", "guard.", "guard_mend.", "message_state.",
    "message_count.", "decision.",
    "translate_done.", "translate_count.", "translate_state.", "translate_kind.", "translate_form.", "base.", "tracked.",
    "doubt.", "outcome.", "outcome_count.",
}  # fmt: skip
"""Beginnings of keys whose end is a value: a kind, a code, a choice."""


def own(language: str) -> set[str]:
    return {key for key in words_of(language) if not key.startswith(("findings.", "labels."))}


def texts(language: str) -> Iterator[str]:
    for entry in words_of(language).values():
        yield from [entry] if isinstance(entry, str) else entry.values()


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_what_is_not_translated_is_counted(language: str) -> None:
    assert own(language) - own("en") == set()
    assert len(own("en") - own(language)) == UNTRANSLATED[language]
    known = {key.removeprefix("findings.") for key in words_of(language) if key.startswith("findings.")}
    assert known - set(rules()) == set()
    assert len(set(rules()) - known) == FINDINGS_UNTRANSLATED[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_fills_in_what_the_english_one_does(language: str) -> None:
    for key in own(language):
        entry, english = words_of(language)[key], words_of("en")[key]
        assert isinstance(entry, str) == isinstance(english, str), key
        forms = [entry] if isinstance(entry, str) else list(entry.values())
        names = set(re.findall(r"\{(\w+)\}", english if isinstance(english, str) else english["other"]))
        assert all(set(re.findall(r"\{(\w+)\}", each)) <= names for each in forms), key
        assert names - {"count"} <= set(re.findall(r"\{(\w+)\}", forms[-1])), key
    plurals = [entry for entry in words_of(language).values() if not isinstance(entry, str)]
    assert plurals
    assert all("other" in each for each in plurals)


def test_arabic_has_its_six_plurals() -> None:
    t = Words("ar")
    shown = {t("questions.answered", count=count) for count in (0, 1, 2, 3, 11, 100)}
    assert len(shown) == 6


def test_each_key_that_is_used_is_there_and_each_that_is_there_is_used() -> None:
    pages = "".join(path.read_text("utf-8") for path in sorted(STUDIO.rglob("*.j2")))
    code = "".join(path.read_text("utf-8") for path in sorted(STUDIO.rglob("*.py")))
    used = set(re.findall(r"""\bt(?:\.html)?\(["']([a-z_]+\.[a-z_-]+)["'][,)]""", pages)) | (set(re.findall(r'"([a-z_]+\.[a-z_]+)"', code + pages)) & own("en"))
    assert used - own("en") == set()
    assert {key for key in own("en") - used if not key.startswith(tuple(BY_VALUE))} == set()


def test_keys_that_end_in_a_value_are_all_there() -> None:
    from presskit.mail.ledger import State
    from presskit.mail.media_list import Omission
    from presskit.mail.send_guards import Guard
    from presskit.model.mail import Security
    from presskit.model.outputs import AUDIENCES
    from presskit.model.people import Numbering, Order, SignatoryKind
    from presskit.studio import application
    from presskit.studio.mailing import Work
    from presskit.studio.screens import brand, contacts, emails, emails_letters, received_list, signatories
    from presskit.studio.screens.arrive import _GROUPS
    from presskit.usecases.merge_signatories import Verdict
    from presskit.usecases.resolve import Decision

    source = Path(application.__file__).read_text("utf-8")
    kinds = set(re.findall(r'HTTPStatus\.\w+, "(\w+)"', source)) | {"missing", "malformed"}
    wanted = {f"problem.{kind}" for kind in kinds} | {f"problem.{kind}_safe" for kind in kinds}
    wanted |= {f"group.{each}" for each in {*_GROUPS.values(), "decided"}}
    wanted |= {f"severity.{each}" for each in ("error", "warning", "note")} | {f"place.{each}" for each in ("line", "paragraph", "row", "page")}
    wanted |= {f"language.{each}" for each in LANGUAGES}
    wanted |= {f"done.{each}" for screen in (brand, contacts, emails, signatories) for each in screen.DONE}
    wanted |= {f"{group}.{each.name.lower()}" for group in ("tally", "verdict") for each in Verdict} | {"tally.alike", "verdict.alike"}
    wanted |= {f"column.{each}" for each in received_list.MEANINGS} | {f"audience.{each}" for each in AUDIENCES}
    wanted |= {f"numbering.{each}" for each in Numbering} | {f"order.{each}" for each in Order} | {f"sign_kind.{each}" for each in SignatoryKind}
    wanted |= {f"{group}.{each}" for group in ("guard", "guard_mend") for each in Guard} | {f"email_work.{each}" for each in Work}
    wanted |= {f"{group}.{each}" for group in ("message_state", "message_count") for each in State} | {f"decision.{each}" for each in Decision}
    wanted |= {f"omission.{each}" for each in Omission} | {f"security.{each}" for each in Security}
    wanted |= {f"email_width.{each}" for each in emails_letters.WIDTHS} | {f"email_per.{each}" for each in ("language", "recipient")}
    assert wanted - own("en") == set()


def test_every_kind_of_question_has_a_heading() -> None:
    rooms = [*Path("src/presskit/readers").rglob("*.py"), *Path("src/presskit/usecases").glob("*.py")]
    asked = {kind for path in rooms for kind in re.findall(r'\bask(?:_internal)?\(\s*"([a-z-]+)"', path.read_text("utf-8"))}
    assert len(asked) > 15
    assert {f"kinds.{kind}" for kind in asked} - own("en") == set()


def labels() -> set[str]:
    """Return the answers whose words are the same in each release: they alone can be translated as they stand."""
    found = set[str]()
    for path in Path("src/presskit").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in {"Choice", "ask_internal"}:
                found.update(each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str))
    return found | {"it is a signatory"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_are_translated_by_their_own_words(language: str) -> None:
    known = {key.removeprefix("labels.") for key in words_of(language) if key.startswith("labels.")}
    assert known - labels() == set()
    assert {"leave it out, with a reason", "it is right as it stands, with a reason"} < known


def test_no_text_names_what_an_officer_need_not_know() -> None:
    found = [text for text in texts("en") if re.search(r"\b(kits?|yaml|build|built|repository|sync|commit|markdown|json)\b", text, re.IGNORECASE)]
    assert found == []


def test_what_a_language_lacks_is_english_and_never_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    from presskit.studio import words

    monkeypatch.setattr(words, "words_of", lambda language: words_of("en") if language == "en" else {})
    assert Words("fr")("home.title") == "Releases"
    assert Words("ar")("questions.count", count=1).startswith("1 question is open")


def test_values_are_escaped_and_stand_in_their_own_direction() -> None:
    assert Words("en").html("questions.by", who="<b>", when="now") == "<bdi>&lt;b&gt;</bdi>, <bdi>now</bdi>"


@pytest.mark.parametrize(("accepted", "language"), [("fr-CH, en;q=0.8", "fr"), ("de, ar;q=0.5", "ar"), ("", "en"), ("x" * 9000, "en"), ("AR", "ar")])
def test_the_browsers_language_is_preferred(accepted: str, language: str) -> None:
    assert preferred(accepted) == language
