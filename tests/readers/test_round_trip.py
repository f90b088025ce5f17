"""What is written as a kit's files is read back as the same kit, whatever its words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presskit.model.document import (
    VARIABLES,
    Block,
    BlockQuote,
    Bullets,
    Calls,
    Emphasis,
    Figure,
    Footnote,
    Heading,
    Inline,
    LineBreak,
    Link,
    ListItem,
    NoteRef,
    Numbered,
    Paragraph,
    Statement,
    Strong,
    Text,
    Variable,
)
from presskit.model.people import (
    Coalition,
    Consent,
    Contact,
    EmailAddress,
    Hours,
    Localised,
    Numbering,
    Order,
    OutputName,
    Phone,
    Roster,
    Signatory,
    SignatoryKind,
)
from presskit.model.question import Answer, Choice, Edit, EditKind, Question, Scope
from presskit.model.release import Brand, City, Embargo, Kit, PageSize, PrintSettings, Release, ReleaseKind, Spot, Timing
from presskit.readers import kit as reader
from presskit.resources import Resources
from presskit.source import Span
from presskit.typography import clean
from presskit.writers import kit_files

MARKS = list("&<>*_`[](){}#!|~\\\"':;,.-+=1٣ é ش«»🙂%@$^/\u00a0\u202f")
RAW = st.text(alphabet=st.one_of(st.sampled_from(MARKS), st.characters(codec="utf-8", exclude_categories=["C"])), max_size=30)
PIECES = st.sampled_from(
    ["{{ x }}", "{#id}", "&amp;", "<b>", "1. ", "- a", "# a", "NO", "0123", "a: b", "[^n]", "::: calls", "| a |"]
)


def _visible(text: str) -> bool:
    return bool(text) and any(c.isalnum() for c in text)


WORDS = (
    st.lists(st.one_of(RAW, PIECES), min_size=1, max_size=3)
    .map(lambda parts: " ".join(clean("".join(parts)).split()))
    .filter(_visible)
    # A quote's last paragraph that begins with a dash is an attribution, and a text in a title has one line.
    .filter(lambda text: text[0] not in "—–-")
)
WORD = st.from_regex("[a-zé]{1,8}", fullmatch=True)
IDS = st.integers(0, 10**9).map(lambda n: f"p{n}")


def texts(words: str) -> tuple[Inline, ...]:
    return (Text(words),)


@st.composite
def inlines(draw: st.DrawFn, *, breaks: bool = True) -> tuple[Inline, ...]:
    first = draw(WORDS)
    kinds: list[type[Emphasis | Strong]] = [Emphasis, Strong]
    stressed: Inline = draw(st.sampled_from(kinds))((Text(draw(WORD)),))
    link: Inline = Link(
        (Text(draw(WORD)),), draw(st.sampled_from(["https://example.org/a_(b)?c=1&d=2", "mailto:a@example.org"]))
    )
    forms = draw(st.sampled_from([(), ("signatory", "signatories"), ("the one NGO", "all the # NGOs"), ("d’une ONG",)]))
    variable: Inline = Variable(draw(st.sampled_from(VARIABLES)), forms)
    choices = [stressed, link, variable, *([LineBreak()] if breaks else [])]
    rest = draw(st.lists(st.sampled_from(choices), max_size=2, unique=True))
    made: list[Inline] = [Text(first)]
    for each in rest:
        if isinstance(each, LineBreak):
            made += [each, Text(draw(WORDS))]
        else:
            made += [Text(" "), each, Text(" " + draw(WORD))]
    return _joined(made)


def _joined(made: list[Inline]) -> tuple[Inline, ...]:
    joined: list[Inline] = []
    for each in made:
        if isinstance(each, Text) and joined and isinstance(last := joined[-1], Text):
            joined[-1] = Text(clean(last.text + each.text))
        else:
            joined.append(each)
    return tuple(joined)


def paragraphs() -> st.SearchStrategy[Paragraph]:
    return st.builds(Paragraph, inlines(), IDS)


def items(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[tuple[ListItem, ...]]:
    item = st.builds(lambda first, rest: ListItem((first, *rest)), paragraphs(), st.lists(inner, max_size=2))
    return st.lists(item, min_size=1, max_size=3).map(tuple)


def _quoted(words: Paragraph, name: str) -> BlockQuote:
    return BlockQuote((words,), Paragraph(texts("Who said it"), f"{name}-by"))


@st.composite
def blocks(draw: st.DrawFn) -> tuple[Block, ...]:
    listed = st.recursive(
        paragraphs(),
        lambda inner: st.one_of(st.builds(Bullets, items(inner)), st.builds(Numbered, items(inner), st.integers(1, 30))),
        max_leaves=4,
    )
    kinds = st.one_of(
        listed,
        st.builds(Heading, inlines(breaks=False), st.sampled_from([2, 3, 4]), IDS),
        st.builds(_quoted, paragraphs(), IDS),
        st.builds(Figure, st.just("a b.png"), WORDS, inlines(breaks=False), WORDS, IDS),
    )
    return tuple(draw(st.lists(kinds, min_size=1, max_size=4)))


def renamed(statement: Statement) -> Statement:
    """Give every block an id of its own, as a written kit has."""
    from dataclasses import fields, is_dataclass, replace
    from itertools import count
    from typing import Any

    numbers = count()

    def each(node: Any) -> Any:
        if isinstance(node, tuple):
            return tuple(each(child) for child in node)
        if not is_dataclass(node) or isinstance(node, type | Text):
            return node
        changes = {part.name: each(getattr(node, part.name)) for part in fields(node) if part.name != "span"}
        if "id" in changes:
            changes["id"] = f"n{next(numbers)}"
        return replace(node, **changes)

    made: Statement = each(statement)
    subtitle = made.subtitle and replace(made.subtitle, id="subtitle")
    return replace(made, title=replace(made.title, id="title"), subtitle=subtitle)


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    body = draw(blocks())
    if draw(st.booleans()):
        lead = tuple(draw(st.lists(paragraphs(), max_size=2)))
        body = (*body, Calls(lead, draw(items(paragraphs()))))
    noted = Paragraph((Text("See"), NoteRef("un"), Text(" it.")), "noted")
    return renamed(
        Statement(
            "en",
            Paragraph(draw(inlines(breaks=False)), "title"),
            (*body, noted),
            Paragraph(draw(inlines(breaks=False)), "subtitle") if draw(st.booleans()) else None,
            draw(blocks()),
            draw(blocks()),
            (Footnote("un", draw(st.lists(paragraphs(), min_size=1, max_size=2).map(tuple))),),
            tuple(draw(st.lists(WORDS, max_size=2))),
            draw(st.one_of(st.just(""), WORDS)),
        )
    )


LOCALISED = st.one_of(
    st.builds(Localised, WORDS),
    st.builds(lambda en, ar: Localised(en, (("en", en), ("ar", ar))), WORDS, WORDS),
)
DAYS = st.none() | st.dates(date(2000, 1, 1), date(2030, 1, 1))
ORGANISATIONS = st.builds(
    Signatory, LOCALISED, acronym=st.just("") | WORDS, country=st.sampled_from(["", "LB", "NO"]), joined=DAYS,
    withdrawn=DAYS, consent=st.none() | st.builds(Consent, WORDS, DAYS, st.just("") | WORDS), note=st.just("") | WORDS,
)  # fmt: skip
PERSONS = st.builds(
    Signatory, LOCALISED, st.just(SignatoryKind.PERSON), title=st.none() | LOCALISED, affiliation=st.none() | LOCALISED
)
SIGNATORIES = st.lists(ORGANISATIONS | PERSONS, max_size=4).map(tuple)
ROSTERS = st.builds(
    Roster, st.lists(st.builds(Coalition, LOCALISED, SIGNATORIES, st.just("") | WORDS), max_size=2).map(tuple), SIGNATORIES,
    st.sampled_from(Numbering), st.sampled_from(Order),
)  # fmt: skip
CONTACTS = st.lists(
    st.builds(
        Contact, LOCALISED, st.none() | LOCALISED, st.none() | LOCALISED,
        st.lists(st.builds(EmailAddress, WORDS), max_size=2).map(tuple),
        st.sampled_from([(), (Phone("020 7946 0958", "+442079460958"), Phone("ask Ann"))]),
        st.sampled_from([(), ("en", "ar")]), st.none() | st.just(Hours("09:00", "18:00", "Asia/Beirut")),
        st.sampled_from([tuple(OutputName), (OutputName.PDF,)]), st.just("") | WORDS,
    ),
    max_size=2,
).map(tuple)  # fmt: skip
EMBARGOES = st.builds(
    lambda when, fold, city: Embargo(
        when.replace(tzinfo=ZoneInfo("Europe/Brussels"), fold=fold), "Europe/Brussels", "Thursday",
        (City(Localised("Beirut"), "Asia/Beirut"),), city=city,
    ),
    st.sampled_from([datetime(2016, 12, 15, 14, 0), datetime(2016, 10, 30, 2, 30)]),  # noqa: DTZ001 -- the zone follows
    st.sampled_from([0, 1]),
    st.none() | LOCALISED,
)  # fmt: skip
INKS = st.tuples(*[st.integers(0, 100)] * 4)
PRINT = st.builds(
    lambda profile, *numbers: PrintSettings(*profile, *numbers), st.sampled_from([("", "FOGRA39"), ("a b.icc", "FOGRA51")]),
    st.integers(0, 20), st.integers(150, 400), st.sampled_from([1, 2, 4]),
)  # fmt: skip
RELEASES = st.builds(
    Release, st.just("river-2016"), st.sampled_from(ReleaseKind), st.just(("en",)), st.integers(1, 9), DAYS,
    st.lists(LOCALISED, max_size=2).map(tuple), st.none() | EMBARGOES,
    st.builds(Brand, st.none() | LOCALISED, st.just("#102030"), website=st.sampled_from(["", "https://example.org/?a=1#b"]),
              cmyk=st.just(()) | INKS, spot=st.none() | st.builds(Spot, WORDS, INKS)),
    st.sampled_from(PageSize), PRINT, st.just("GB"),
    st.sampled_from([(OutputName.PDF,), Release("i", ReleaseKind.CORRECTION, ("en",)).outputs]),
    st.just("https://example.org"), st.none(), st.sampled_from([(), (("ar", "arab"),)]),
    st.one_of(st.just(()), WORDS.map(lambda words: (("en", (("ends", words),)),))),
).flatmap(lambda made: st.just(made) if made.embargo else st.builds(replace, st.just(made), timing=st.none() | st.sampled_from(Timing)))  # fmt: skip


def read_back(kit: Kit) -> Kit:
    files = {artefact.name: artefact.data for artefact in kit_files.write(kit)}
    files |= {"a b.png": PIXEL, "a b.icc": PROFILE}
    reading = reader.read(files)
    assert reading.diagnostics == (), "\n".join(f"{f.span} {f.message}" for f in reading.diagnostics)
    assert reading.value is not None
    return reading.value


def _pixel() -> bytes:
    import io

    from PIL import Image

    out = io.BytesIO()
    Image.new("1", (1, 1)).save(out, "PNG")
    return out.getvalue()


PIXEL = _pixel()
PROFILE = Resources().template("profiles/FOGRA39L_coated.icc")
SLOW = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)


@SLOW
@given(RELEASES, ROSTERS, CONTACTS)
def test_facts_and_people_come_back(release: Release, roster: Roster, contacts: tuple[Contact, ...]) -> None:
    kit = Kit(release, (Statement("en", Paragraph(texts("T"), "title"), (Paragraph(texts("W"), "p1"),)),), roster, contacts)
    assert read_back(kit) == kit


@SLOW
@given(statements())
def test_texts_come_back(statement: Statement) -> None:
    release = Release("river", ReleaseKind.JOINT_STATEMENT, ("en",))
    assert read_back(Kit(release, (statement,))).statements == (statement,)


BLOCKS = st.text(
    alphabet=st.one_of(st.sampled_from([*MARKS, "\n", "\t"]), st.characters(codec="utf-8", exclude_categories=["C"]))
)
EDITS = st.builds(Edit, st.just("kit.yaml"), st.sampled_from(EditKind), BLOCKS, BLOCKS)
CHOICES = st.lists(
    st.builds(Choice, st.sampled_from(["paris", "n", "2"]), WORDS, st.just("") | WORDS, st.lists(EDITS, max_size=2).map(tuple),
              st.just("") | WORDS), max_size=2,
).map(tuple)  # fmt: skip
ANSWERS = st.builds(
    Answer, st.just("leave-out"), WORDS, st.datetimes(timezones=st.just(ZoneInfo("UTC"))).map(lambda day: day.replace(microsecond=0)),
    BLOCKS, WORDS,
)  # fmt: skip
PLACES = st.builds(
    Span, st.sampled_from(["input/a b.txt", "kit.yaml"]), st.integers(0, 9), st.integers(0, 9), st.sampled_from(["line", "row"])
)
QUESTIONS = st.lists(
    st.builds(Question, st.sampled_from(["a-1", "b-2"]), st.just("consent"), WORDS, PLACES, BLOCKS, CHOICES, st.integers(0, 99),
              st.sampled_from(Scope), st.none() | ANSWERS), max_size=3,
).map(tuple)  # fmt: skip


@SLOW
@given(QUESTIONS)
def test_questions_come_back(questions: tuple[Question, ...]) -> None:
    statement = Statement("en", Paragraph(texts("T"), "title"), (Paragraph(texts("W"), "p1"),))
    kit = Kit(Release("river", ReleaseKind.JOINT_STATEMENT, ("en",)), (statement,), questions=questions)
    assert read_back(kit).questions == questions
