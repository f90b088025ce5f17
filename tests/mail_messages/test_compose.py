"""The letter of a kit: all words of the release in both forms, the embargo first, sizes and senders looked at."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta
from html.parser import HTMLParser

import pytest

from presskit.artefact import Artefact
from presskit.mail.compose import LARGE, TOO_LARGE, Occasion, compose, senders_of
from presskit.mail.message_template import Recipient
from presskit.model.document import Emphasis, Figure, Inline, Link, NoteRef, Paragraph, Strong, Text, plain_text
from presskit.model.edition import Line, for_output, transcript
from presskit.model.mail import FileNames
from presskit.model.outputs import Channel, Format
from presskit.model.people import EmailAddress
from presskit.resources import Resources
from tests import kits
from tests.mail_messages.making import SENDER, WHEN, composed, edition_of, files, kit_with, parsed, settings, specimen

KIT = specimen()
LANGUAGES = ("en", "fr", "ar")


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u2066\u2067\u2068\u2069]+", "", text)


class Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.addresses: list[str] = []

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        self.addresses += [value or "" for name, value in attrs if name in {"src", "href", "background"}]


def bare(inlines: Iterable[Inline]) -> str:
    """The words without the marks of notes, which each form shows in its own way."""
    parts = (bare(each.children) if isinstance(each, Emphasis | Strong | Link) else plain_text([each]) for each in inlines
             if not isinstance(each, NoteRef))  # fmt: skip
    return "".join(parts)


def lines_of(language: str) -> list[Line]:
    return list(transcript(for_output(edition_of(KIT, language), Channel.EMAIL), bare))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_release_stands_in_both_forms_in_its_order(language: str) -> None:
    text, page = composed(KIT, language).rendered()
    shown = Words()
    shown.feed(page)
    for form in (text, "".join(shown.texts)):
        at, words = 0, re.sub(r"\[\d+\]|<https?://[^>]*>", "", squeezed(form))
        for line in lines_of(language):
            at_next = words.find(squeezed(line.text), at)
            assert at_next >= at, line
            at = at_next


@pytest.mark.parametrize("language", LANGUAGES)
def test_html_needs_nothing_from_elsewhere(language: str) -> None:
    page = composed(KIT, language).html
    shown = Words()
    shown.feed(page)
    assert all(each.startswith(("https://", "http://", "mailto:", "tel:")) for each in shown.addresses)
    assert not re.search(r"<(?:script|img|link|iframe|object|form|input)\b|url\(|@import|@font-face", page)
    assert "prefers-color-scheme: dark" in page


def test_html_runs_from_right_to_left_also_where_the_outermost_element_is_taken_away() -> None:
    page = composed(KIT, "ar").html
    inner = page[page.index("<table") :]
    assert 'class="text" align="right" dir="rtl"' in inner
    assert "text-align: right" in inner
    assert re.search(r'<a [^>]*dir="ltr"[^>]*>\+44', inner)


def test_text_is_wrapped_and_begins_with_the_greeting() -> None:
    text, _ = composed(KIT, "fr").rendered(Recipient("a@example.org", "Amal"))
    assert text.startswith("Bonjour Amal,\n\nVoici le texte intégral. Pièces jointes\u00a0: river-fr.pdf et river-fr.docx.\n\n")
    assert max(map(len, text.split("\n"))) <= 80
    assert "\n\n-- \nVous figurez" not in text
    kit = kit_with()
    assert "\n\n-- \nYou are on our press list. To unsubscribe, write to press@example.org.\n" in composed(kit, "en").text


@pytest.mark.parametrize(("language", "greeted"), [("uk", "Вітаємо!"), ("ru", "Здравствуйте, Олена!"), ("en", "Dear Олена,")])
def test_a_language_with_a_vocative_greets_without_a_name(language: str, greeted: str) -> None:
    text, _ = composed(kits.kit(kits.statement(language), release=kits.release(mail=settings())), language).rendered(
        Recipient("a@example.org", "Олена")
    )
    assert text.startswith(f"{greeted}\n\n")


@pytest.mark.parametrize(
    ("language", "subject"),
    [
        ("en", "EMBARGOED until 23:30 Brussels time (UTC+1), Thursday 15 December 2016 – Joint statement: A title"),
        (
            "fr",
            "SOUS EMBARGO jusqu’au jeudi 15 décembre 2016 à 23{0}h{0}30 (heure de Bruxelles, UTC+1)"
            " – Déclaration commune{0}: A title".format("\u00a0"),
        ),
        ("ar", "محظور النشر حتى الخميس، 15 ديسمبر 2016، الساعة 23:30 بتوقيت بروكسل (UTC+1) – بيان مشترك: A title"),
    ],
)
def test_the_embargo_comes_first_while_it_holds(language: str, subject: str) -> None:
    kit = kits.kit(kits.statement(language), release=kits.release(embargo=kits.embargo(), mail=settings()))
    assert composed(kit, language, occasion=Occasion(WHEN)).subject == subject
    after = Occasion(kits.embargo().until + timedelta(seconds=1))
    assert composed(kit, language, occasion=after).subject == subject.partition(" – ")[2]
    text = composed(kit, language).text
    assert re.search(r"\bUTC\)", text)
    assert "UTC+3" in text


def test_a_correction_says_so() -> None:
    made = composed(kit_with(version=2), "en", occasion=Occasion(WHEN, corrects=True))
    assert made.subject == "CORRECTED (version 2) – Joint statement: A title"
    assert "This replaces the version that we sent you before." in made.text
    assert "This replaces the version that we sent you before." in made.html


def test_the_kit_words_subject_and_greeting_anew() -> None:
    own = (("en", (("mail_subject", "{title} [{kind}]"), ("mail_greeting", "Hello {name}!"))),)
    made = composed(kit_with(phrases=own), "en")
    assert made.subject == "A title [Joint statement]"
    assert made.rendered(Recipient("a@example.org", "{files} <b>Amal</b>"))[0].startswith("Hello {files} <b>Amal</b>!")
    assert "Hello {files} &lt;b&gt;Amal&lt;/b&gt;!" in made.rendered(Recipient("a@example.org", "{files} <b>Amal</b>"))[1]


def test_a_title_from_word_makes_one_line() -> None:
    title = Paragraph((Text("A title\x0bin two\u2028or three \u202elines"),), "title")
    made = composed(kits.kit(kits.statement("en").__class__("en", title, (kits.text("Words."),))), "en")
    assert made.subject == "Joint statement: A title in two or three lines"


def test_attachments_are_called_by_the_title_where_that_is_asked_for() -> None:
    kit = kits.kit(kits.statement("ar"), release=kits.release(mail=settings(file_names=FileNames.TITLE)))
    assert [each.name for each in composed(kit, "ar").chosen()] == ["A title.pdf", "A title.docx"]


def test_pictures_stay_out_and_their_captions_in() -> None:
    figure = Figure("photo.jpg", "A street", (Text("The street after the raid."),), "Name", "fig")
    made = composed(kits.kit(kits.statement("en", figure)), "en")
    assert "The street after the raid." in made.html
    assert "The street after the raid." in made.text


def test_sizes_are_warned_of_and_refused() -> None:
    for size, code in ((LARGE + 1, "mail-large"), (TOO_LARGE + 1, "mail-too-large")):
        big = {"pdf": Artefact("a.pdf", "application/pdf", bytes(size))}
        kit = kit_with()
        sent_by = senders_of(kit, "en").value
        made = compose(kit.release, edition_of(kit, "en"), sent_by, big, Resources(), usual=("pdf",))
        assert [each.code for each in made.diagnostics] == [code]
        assert (made.value is None) == (code == "mail-too-large")


def test_what_is_not_made_cannot_be_attached() -> None:
    kit = kit_with()
    made = compose(kit.release, edition_of(kit, "en"), senders_of(kit, "en").value, {}, Resources())
    assert [each.code for each in made.diagnostics] == ["mail-attachment-missing", "mail-attachment-missing"]
    assert "add it to «outputs»" in made.diagnostics[0].hint
    assert made.value is None


def test_what_was_not_built_because_the_translation_is_stale_is_said_so() -> None:
    kit, occasion = kit_with(), Occasion(behind=True)
    made = compose(kit.release, edition_of(kit, "en"), senders_of(kit, "en").value, {}, Resources(), occasion=occasion)
    assert "statement.en.md translates an older source" in made.diagnostics[0].message
    assert made.diagnostics[0].hint.startswith("bring statement.en.md up to date")


def test_long_html_is_warned_of() -> None:
    kit = kits.kit(kits.statement("en", *(kits.text("Words. " * 100) for _ in range(160))))
    made = compose(kit.release, edition_of(kit, "en"), senders_of(kit, "en").value, files(), Resources())
    assert [each.code for each in made.diagnostics] == ["mail-clipped"]


def test_answers_go_to_a_contact_of_the_language() -> None:
    found = {language: senders_of(KIT, language).value.reply_to for language in ("en", "ar", "tr", "de")}
    addresses = {language: box.address if box else None for language, box in found.items()}
    assert addresses == {"en": "press@example.org", "ar": "press@example.org", "tr": "arabic@example.org", "de": None}
    hidden = kits.contact(outputs=(Format.PDF,))
    assert senders_of(kits.kit(contacts=(hidden,)), "en").value.reply_to is None


def test_addresses_of_the_sender_are_looked_at() -> None:
    kit = kits.kit(release=kits.release(mail=settings(address="nobody", reply_to="Desk <desk@EXAMPLE.org>")))
    reading = senders_of(kit, "en")
    assert [each.code for each in reading.diagnostics] == ["mail-address"]
    assert reading.value.sender is None
    assert reading.value.reply_to is not None
    assert (reading.value.reply_to.address, reading.value.reply_to.name) == ("desk@example.org", "Desk")
    contact = kits.contact(emails=(EmailAddress("broken@"), EmailAddress("good@example.org")))
    assert [each.code for each in senders_of(kits.kit(contacts=(contact,)), "en").diagnostics] == ["mail-without-sender"]


def test_a_message_of_the_specimen_is_whole_in_each_language() -> None:
    for language in LANGUAGES:
        made = composed(KIT, language)
        read = parsed(made.draft(Recipient("a@example.org", "أمل حداد"), sender=SENDER))
        body = read.get_body(("plain",))
        assert body is not None
        assert body.get_content().replace("\r\n", "\n") == made.rendered(Recipient("a@example.org", "أمل حداد"))[0]
