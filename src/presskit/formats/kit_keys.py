"""The keys of the kit's YAML files: which field of the model each fills, what it may hold, and what the docs say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal

from presskit.model.document import Translates
from presskit.model.mail import MailServer, MailSettings
from presskit.model.people import Coalition, Consent, Contact, EmailAddress, Hours, Phone, Roster, Signatory
from presskit.model.question import Answer, Choice, Edit, Question
from presskit.model.release import Brand, City, Embargo, PrintSettings, Release, Spot
from presskit.source import Span

__all__ = ["FILES", "FRONT_MATTER", "STATEMENT", "TABLES", "Holds", "Key", "Table", "is_editable", "table_of"]

Holds = Literal[
    "text", "slug", "language", "zone", "country", "colour", "path", "url", "time", "instant", "digits", "block", "phrase",
    "kit text",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Key:
    """One key. ``holds`` narrows what a text may be; a ``block`` is taken letter for letter.

    A ``kit text`` is a file that an answer may change.
    ``field`` is the model's field where it is called otherwise. ``never`` are words that are often written and
    are no choice; what is ``filled`` may not be an empty list, and says what might stand there. ``explicit``: written into a
    new file even where it holds what it would hold if it were left out. A list that is ``whole`` is read as such or not at
    all: without one of its items it would mean something else.
    """

    name: str
    doc: str
    holds: Holds = "text"
    field: str = ""
    least: int = 1
    never: tuple[str, ...] = ()
    filled: str = ""
    explicit: bool = False
    whole: bool = False

    @property
    def target(self) -> str:
        """The field of the model that the value goes to."""
        return self.field or self.name


@dataclass(frozen=True, slots=True)
class Table:
    """The keys of one kind of mapping. ``alone``: the key that a bare text stands for (a signatory's name).

    ``example`` is how such a mapping is written in one line, with ``{}`` for a text that stands in its place, ``{day}`` and
    ``{zone}`` for those of the kit. ``inline``: a new file has such a mapping in one line, in braces.
    """

    model: type[Any]
    noun: str
    keys: tuple[Key, ...]
    required: tuple[str, ...] = ()
    alone: str = ""
    example: str = ""
    inline: bool = False

    def key(self, name: str) -> Key | None:
        """Return the key called ``name``."""
        return next((key for key in self.keys if key.name == name), None)


@dataclass(frozen=True, slots=True)
class ContactsFile:
    """What contacts.yaml holds."""

    contacts: tuple[Contact, ...] = ()


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands above the text of a statement. Title and subtitle are Markdown of one line."""

    title: str = ""
    subtitle: str = ""
    description: str = ""
    keywords: tuple[str, ...] = ()
    translates: Translates | None = None


@dataclass(frozen=True, slots=True)
class QuestionsFile:
    """What questions.yaml holds."""

    questions: tuple[Question, ...] = ()


TABLES: tuple[Table, ...] = (
    Table(Release, "kit.yaml", (
        Key("id", "Names the output files: lower-case letters, digits and hyphens.", "slug"),
        Key("kind", "What kind of release this is."),
        Key("languages", "The languages of the release (BCP 47), the source language first.", "language"),
        Key("version", "Counts from 1; raise it with every change after the release.", explicit=True),
        Key("date", "The day of the release: year-month-day."),
        Key("places", "The places of the dateline, each a text or a mapping from language to text."),
        Key("release", "What the release line states: immediate. Left out, and without an embargo: no line.", field="timing"),
        Key("embargo", "The instant before which nothing may be published."),
        Key("page", "The sheet of the PDF and of the Word file."),
        Key("region", "The country whose telephone habits apply to 00 and to local numbers (ISO 3166-1).", "country"),
        Key("outputs", "What is made by default.", never=("email",), filled="pdf, docx"),
        Key("website", "Where the original can be found: an https address.", "url"),
        Key("rights", "Who holds the rights and what others may do with the text; stands in the files' own facts."),
        Key("digits", "The digits that a language prints: latn (1 2 3) or arab (١ ٢ ٣).", "digits"),
        Key("brand", "How the house looks."),
        Key("print", "What the print shop asks for."),
        Key("phrases", "The kit's own wording of fixed phrases: language, then phrase, then text.", "phrase"),
        Key("mail", "How the release is sent by e-mail."),
    ), ("id", "kind", "languages")),
    Table(Embargo, "the embargo", (
        Key("until", "Day and time by the clock of the zone, 2016-12-15 14:00, or with an offset of its own.", "instant"),
        Key("zone", "The IANA zone whose clock is meant, such as Europe/Brussels.", "zone"),
        Key("city", "The city whose clock it is, where the zone is called by another: Geneva, in Europe/Zurich."),
        Key("weekday", "The weekday, in any language; it is checked against the date."),
        Key("cities", "Further places whose clocks the embargo line shows."),
    ), ("until",), example="until: {day} HH:MM, zone: {zone}"),
    Table(City, "a city", (
        Key("name", "The city's name, a text or a mapping from language to text."),
        Key("zone", "Its IANA zone, such as Asia/Beirut.", "zone"),
    ), ("name", "zone"), example="name: {}, zone: Asia/Beirut", inline=True),
    Table(Brand, "the brand", (
        Key("name", "The name of the house, a text or a mapping from language to text."),
        Key("accent", "The one colour beside black, as #rrggbb.", "colour"),
        Key("logo", "The logo's file in the kit.", "path"),
        Key("logo_alt", "What the logo shows, for those who do not see it."),
        Key("website", "The house's web address.", "url"),
        Key("cmyk", "The accent in print: cyan, magenta, yellow and black in percent. Left out: as the profile says.", least=0),
        Key("spot", "The spot ink that the accent is printed with, instead of the four inks."),
    ), example="name: {}"),
    Table(Spot, "a spot ink", (
        Key("name", "The ink's name, as the print shop knows it."),
        Key("cmyk", "What stands for it on a screen: cyan, magenta, yellow and black in percent.", least=0),
    ), ("name", "cmyk"), inline=True),
    Table(PrintSettings, "«print»", (
        Key("profile", "The ICC profile of the print shop, a file in the kit. Left out: coated paper, FOGRA39.", "path"),
        Key("condition", "The printing condition of that profile, by its name in the ICC's registry: FOGRA51."),
        Key("bleed", "How far artwork runs over the edge, in millimetres.", least=0),
        Key("ink", "The most ink on one spot, in percent; all four inks together are 400.", least=150),
        Key("pad", "The number of pages is filled up to a multiple of this: 1, 2 or 4."),
    )),
    Table(MailSettings, "«mail»", (
        Key("from", "The sender's e-mail address.", field="address"),
        Key("name", "The sender's name, a text or a mapping from language to text. Left out: the name of the brand."),
        Key("reply_to", "Where answers go. Left out: to the first media contact that speaks the language."),
        Key("unsubscribe", "The address for those who want no more e-mails. Left out: that of the sender."),
        Key("attachments", "The outputs that are attached. Left out: pdf and docx.", never=("email",)),
        Key("file_names", "What attachments are called: plain (as the files, in ASCII), or title (in the language's letters)."),
        Key("server", "The mail server that delivers."),
        Key("rate", "How many messages a minute at most."),
    )),
    Table(MailServer, "a mail server", (
        Key("host", "Its name, such as smtp.example.org."),
        Key("port", "Its port. Left out: 587 for starttls, 465 for tls, 25 for none."),
        Key("security", "How the connection is encrypted: starttls, tls or none (only for this computer)."),
        Key("user", "The name to log in with. The password is never written here: see the guide on sending."),
    ), ("host",), inline=True),
    Table(Roster, "signatories.yaml", (
        Key("numbering", "How signatories are numbered."),
        Key("order", "As given, or by the language's alphabet inside each coalition."),
        Key("coalitions", "Groups of signatories, each under its head."),
        Key("signatories", "Those that sign for themselves."),
    )),
    Table(Coalition, "a coalition", (
        Key("name", "Its name, a text or a mapping from language to text."),
        Key("acronym", "Its short name."),
        Key("note", "For the office; never published."),
        Key("signatories", "Its members that sign."),
    ), ("name",)),
    Table(Signatory, "a signatory", (
        Key("name", "The organisation's name, a text or a mapping from language to text."),
        Key("person", "A person's name, instead of `name`.", field="name"),
        Key("acronym", "The organisation's short name."),
        Key("title", "A person's title, such as Dr."),
        Key("affiliation", "The organisation a person belongs to."),
        Key("country", "Two capital letters (ISO 3166-1).", "country"),
        Key("joined", "The day of the signature: year-month-day."),
        Key("withdrawn", "The day of the withdrawal: from then on neither printed nor counted."),
        Key("consent", "Who confirmed the signature, when and how. Never leaves the kit."),
        Key("note", "For the office; never published."),
    ), alone="name"),
    Table(Consent, "a consent", (
        Key("by", "Who confirmed."),
        Key("on", "The day: year-month-day."),
        Key("how", "By which way: e-mail, form, telephone."),
    ), ("by",), example="by: {}", inline=True),
    Table(Contact, "a contact", (
        Key("name", "The person or the desk, a text or a mapping from language to text."),
        Key("organisation", "The organisation."),
        Key("role", "What the person is there: spokesperson, press officer."),
        Key("emails", "E-mail addresses."),
        Key("phones", "Telephone numbers, best with + and the country's code."),
        Key("languages", "The languages the contact speaks (BCP 47).", "language"),
        Key("hours", "When calls are answered."),
        Key("outputs", "The outputs that may show this contact. Left out: all.", filled="pdf, email"),
        Key("note", "For the office; never published."),
    ), ("name",)),
    Table(Hours, "the hours", (
        Key("opens", "Local time, HH:MM, in quotation marks.", "time"),
        Key("closes", "Local time, HH:MM, in quotation marks.", "time"),
        Key("zone", "The IANA zone of these times.", "zone"),
    ), ("opens", "closes", "zone"), inline=True),
    Table(ContactsFile, "contacts.yaml", (Key("contacts", "The media contacts, the most important first."),)),
    Table(FrontMatter, "the front matter", (
        Key("title", "The headline."),
        Key("subtitle", "One more line below the headline."),
        Key("description", "One sentence for search engines and e-mail previews."),
        Key("keywords", "Words by which the release is found."),
        Key("translates", "Which text this translation was made from."),
    )),
    Table(Translates, "«translates»", (
        Key("language", "The language it was translated from.", "language"),
        Key("revision", "The revision of that text, twelve hexadecimal digits."),
    ), ("language", "revision"), inline=True),
    Table(EmailAddress, "an e-mail address", (Key("address", "The address."),), ("address",), alone="address", inline=True),
    Table(Phone, "a telephone number", (Key("raw", "The number as written."),), ("raw",), alone="raw", inline=True),
    Table(QuestionsFile, "questions.yaml", (Key("questions", "What presskit asks, open and answered."),)),
    Table(Question, "a question", (
        Key("id", "What `presskit answer` calls it.", "slug"),
        Key("kind", "What is asked about: embargo, consent, unplaced, finding.", "slug"),
        Key("asked", "The question, in words."),
        Key("place", "Where it stands: in the kept copy of the input, or in a file of the kit."),
        Key("excerpt", "The words that stand there.", "block"),
        Key("weighs", "How many lines or names the answer decides.", least=0, explicit=True),
        Key("scope", "What it stops while it is open: kit (check, build and e-mails) or mail (e-mails alone)."),
        Key("choices", "The possible answers. `leave-out` and `by-hand` are always among them."),
        Key("answer", "What a person answered. Left out: the question is open."),
    ), ("id", "kind", "asked", "place")),
    Table(Span, "a place", (
        Key("file", "The file, by its path inside the kit.", field="source"),
        Key("line", "The line, counted from 1; left out: the file as a whole.", least=0, explicit=True),
        Key("column", "The column, counted from 1.", least=0),
        Key(
            "unit", "What `line` counts: lines, the paragraphs of a Word file, the rows of a table, the pages of a PDF.",
            explicit=True,
        ),
    ), ("file",), inline=True),
    Table(Choice, "a choice", (
        Key("key", "The word that chooses it.", "slug"),
        Key("label", "What it means."),
        Key("evidence", "What speaks for it."),
        Key("edits", "What it changes in the files of the kit.", whole=True),
        Key("asks", "What value is to be typed with it: KEY=VALUE."),
    ), ("key", "label")),
    Table(Edit, "an edit", (
        Key("file", "The text of the kit that changes: kit.yaml, signatories.yaml, contacts.yaml or a statement.", "kit text"),
        Key("kind", "set a key, insert lines, replace words, append to a part of a statement, or sign: add a signatory."),
        Key(
            "at", "The key; the line below which is inserted; the words that are replaced; the part; the coalition.", "block",
            explicit=True,
        ),
        Key("text", "What stands there afterwards.", "block", explicit=True),
    ), ("file", "kind")),
    Table(Answer, "an answer", (
        Key("choice", "The choice, by its key.", "slug"),
        Key("value", "The value that was typed with it.", "block"),
        Key("by", "Who answered."),
        Key("when", "The instant, with its offset from UTC.", "instant"),
        Key("reason", "Why."),
    ), ("choice", "by", "when")),
)
"""The tables of the kit's files, each with its keys in the order in which they are written."""

_BY_MODEL = {table.model: table for table in TABLES}
FRONT_MATTER, SIGNATORY = _BY_MODEL[FrontMatter], _BY_MODEL[Signatory]
FILES: dict[str, Table] = {_BY_MODEL[model].noun: _BY_MODEL[model] for model in (Release, Roster, ContactsFile, QuestionsFile)}


STATEMENT = re.compile(r"statement\.(.+)\.md")


def is_editable(name: str) -> bool:
    """Return whether an answer may change the file ``name``: a text of the kit that presskit reads; never the questions."""
    statement = STATEMENT.fullmatch(name)
    return name in FILES.keys() - {"questions.yaml"} or bool(statement and re.fullmatch("[A-Za-z0-9-]+", statement[1]))


def table_of(model: type[Any]) -> Table | None:
    """Return the table whose mappings become ``model``."""
    return _BY_MODEL.get(model)
