"""What is written as a kit's files is read back as the same kit, whatever its words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import get_args
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presskit.model.document import (
    VARIABLES,
    Alignment,
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
    Table,
    TableRow,
    Text,
    Variable,
)
from presskit.model.outputs import Format
from presskit.model.people import (
    Coalition,
    Consent,
    Contact,
    EmailAddress,
    Hours,
    Localised,
    Numbering,
    Order,
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
from tests.examples import many

MARKS = list("&<>*_`[](){}#!|~\\\"':;,.-+=1٣ é ش«»🙂%@$^/\u00a0\u202f")
RAW = st.text(alphabet=st.one_of(st.sampled_from(MARKS), st.characters(codec="utf-8", exclude_categories=["C"])), max_size=30)
PIECES = st.sampled_from(["{{ x }}", "{#id}", "&amp;", "<b>", "1. ", "- a", "# a", "NO", "0123", "a: b", "[^n]", "::: calls", "| a |"])


def _visible(text: str) -> bool:
    return bool(text) and any(c.isalnum() for c in text)


WORDS = (
    st.lists(st.one_of(RAW, PIECES), min_size=1, max_size=3)
    .map(lambda parts: " ".join(clean("".join(parts)).split()))
    .filter(_visible)
    # A quote's last paragraph that begins with a dash is an attribution, and a text in a title has one line.
    .filter(lambda text: text[0] not in "—–-")
)
WORD = st.text("abcdefghijklmnopqrstuvwxyzé", min_size=1, max_size=8)
IDS = st.integers(0, 10**9).map(lambda n: f"p{n}")


def texts(words: str) -> tuple[Inline, ...]:
    return (Text(words),)


# Each strategy is made once: Hypothesis examines a new one, which takes longer than to draw from it.
STRESSED: st.SearchStrategy[Inline] = st.builds(Emphasis, WORD.map(texts)) | st.builds(Strong, WORD.map(texts))
LINKS = st.builds(Link, WORD.map(texts), st.sampled_from(["https://example.org/a_(b)?c=1&d=2", "mailto:a@example.org"]))
FORMS = st.sampled_from([(), ("signatory", "signatories"), ("the one NGO", "all the # NGOs"), ("d’une ONG",)])
PARTS: tuple[st.SearchStrategy[Inline], ...] = (
    STRESSED, LINKS, st.builds(Variable, st.sampled_from(VARIABLES), FORMS), st.just(LineBreak()),
)  # fmt: skip
CHOSEN = {breaks: st.lists(st.sampled_from(PARTS if breaks else PARTS[:-1]), max_size=2, unique_by=id) for breaks in (True, False)}


@st.composite
def _inlines(draw: st.DrawFn, *, breaks: bool) -> tuple[Inline, ...]:
    made: list[Inline] = [Text(draw(WORDS))]
    for part in draw(CHOSEN[breaks]):
        each = draw(part)
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


INLINES, ON_ONE_LINE = _inlines(breaks=True), _inlines(breaks=False)
PARAGRAPHS = st.builds(Paragraph, INLINES, IDS)


def items(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[tuple[ListItem, ...]]:
    item = st.builds(lambda first, rest: ListItem((first, *rest)), PARAGRAPHS, st.lists(inner, max_size=2))
    return st.lists(item, min_size=1, max_size=3).map(tuple)


def _quoted(words: Paragraph, name: str) -> BlockQuote:
    return BlockQuote((words,), Paragraph(texts("Who said it"), f"{name}-by"))


def _tables(columns: int) -> st.SearchStrategy[Table]:
    cell = st.builds(Paragraph, ON_ONE_LINE)
    row = st.tuples(cell, *[cell | st.just(Paragraph(()))] * (columns - 1)).map(lambda cells: TableRow(cells, "row"))
    aligned = st.tuples(*[st.sampled_from(get_args(Alignment))] * columns)
    return st.builds(Table, row, st.lists(row, max_size=3).map(tuple), aligned)


LISTED = st.recursive(
    PARAGRAPHS,
    lambda inner: st.one_of(st.builds(Bullets, items(inner)), st.builds(Numbered, items(inner), st.integers(1, 30))),
    max_leaves=4,
)
BODIES: st.SearchStrategy[tuple[Block, ...]] = st.lists(
    st.one_of(
        LISTED,
        st.builds(Heading, ON_ONE_LINE, st.sampled_from([2, 3, 4]), IDS),
        st.builds(_quoted, PARAGRAPHS, IDS),
        st.one_of(*map(_tables, (1, 2, 3))),
        st.builds(Figure, st.just("a b.png"), WORDS, ON_ONE_LINE, WORDS, IDS),
    ),
    min_size=1,
    max_size=4,
).map(tuple)
LEADS, ASKED = st.lists(PARAGRAPHS, max_size=2).map(tuple), items(PARAGRAPHS)
NOTES = st.lists(PARAGRAPHS, min_size=1, max_size=2).map(tuple)
KEYWORDS, SUMMARIES = st.lists(WORDS, max_size=2).map(tuple), st.just("") | WORDS


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
        if isinstance(node, TableRow):
            cells = [replace(cell, id=f"{changes['id']}-{n}") for n, cell in enumerate(node.cells, 1)]
            changes["cells"] = tuple(replace(cell, inlines=each(cell.inlines)) for cell in cells)
        return replace(node, **changes)

    made: Statement = each(statement)
    subtitle = made.subtitle and replace(made.subtitle, id="subtitle")
    return replace(made, title=replace(made.title, id="title"), subtitle=subtitle)


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    body = draw(BODIES)
    if draw(st.booleans()):
        body = (*body, Calls(draw(LEADS), draw(ASKED)))
    noted = Paragraph((Text("See"), NoteRef("un"), Text(" it.")), "noted")
    return renamed(
        Statement(
            "en",
            Paragraph(draw(ON_ONE_LINE), "title"),
            (*body, noted),
            Paragraph(draw(ON_ONE_LINE), "subtitle") if draw(st.booleans()) else None,
            draw(BODIES),
            draw(BODIES),
            (Footnote("un", draw(NOTES)),),
            draw(KEYWORDS),
            draw(SUMMARIES),
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
        st.sampled_from([tuple(Format), (Format.PDF,)]), st.just("") | WORDS,
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
    st.sampled_from([(Format.PDF,), Release("i", ReleaseKind.CORRECTION, ("en",)).outputs]),
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
SLOW = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=many(60))


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


BLOCKS = st.text(alphabet=st.one_of(st.sampled_from([*MARKS, "\n", "\t"]), st.characters(codec="utf-8", exclude_categories=["C"])))
EDITS = st.builds(Edit, st.just("kit.yaml"), st.sampled_from(EditKind), BLOCKS, BLOCKS)
CHOICES = st.lists(
    st.builds(Choice, st.sampled_from(["paris", "n", "2"]), WORDS, st.just("") | WORDS, st.lists(EDITS, max_size=2).map(tuple),
              st.just("") | WORDS), max_size=2,
).map(tuple)  # fmt: skip
ANSWERS = st.builds(
    Answer, st.just("leave-out"), WORDS, st.datetimes(timezones=st.just(ZoneInfo("UTC"))).map(lambda day: day.replace(microsecond=0)),
    BLOCKS, WORDS,
)  # fmt: skip
PLACES = st.builds(Span, st.sampled_from(["input/a b.txt", "kit.yaml"]), st.integers(0, 9), st.integers(0, 9), st.sampled_from(["line", "row"]))
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
