"""Who of the media list gets a message, who does not and why; and how a new list takes the place of the one in the kit."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from presskit.diagnostics import Diagnostic, Reading, Severity, has_errors
from presskit.errors import RequestError
from presskit.intake import read_inside
from presskit.kit.answering import with_questions
from presskit.kit.changing import change
from presskit.kit.loading import has, load, read_file
from presskit.kit.zipped import refuse_zip
from presskit.limits import TABLE_BYTES
from presskit.mail import media_list
from presskit.mail.addresses import Recipient
from presskit.mail.audience import in_a_language, without_suppressed
from presskit.mail.media_list import MediaList, Omission, OmittedRow
from presskit.mail.opt_out import FORMER_NAMES, KIND
from presskit.model.question import Question
from presskit.model.release import Kit
from presskit.readers.tables.table_file import decode_csv
from presskit.source import Span
from presskit.store.locking import changing
from presskit.usecases.campaign import LISTS, SUPPRESSED, ListsOfKit, collect_lists, lists_of, written_languages
from presskit.usecases.edit_entries import digest_of, readable, refuse_other
from presskit.usecases.request import StrPath, as_request
from presskit.usecases.world import World

__all__ = ["MediaListReport", "MediaListRequest", "Omission", "OmittedRow", "read_media_list"]

_ALL = (*LISTS, *FORMER_NAMES.values())


@dataclass(frozen=True, slots=True)
class MediaListRequest:
    """The kit whose media list is wanted; or ``media_list``, a list from elsewhere that is compared with it.

    With ``write``, that list takes the place of the kit's own. With a ``digest`` (SHA-256 of the list that is there, as
    reports give it), nothing is read or written unless it is still the same.
    """

    folder: Path
    media_list: Path | None = None
    write: bool = False
    digest: str = ""


@dataclass(frozen=True, slots=True)
class MediaListReport:
    """Who gets a message, in which language, and what else stands in the list.

    ``name`` is that of the list in the kit, "" where there is none. ``omitted`` get nothing. ``questions`` are open: while
    they are, nothing is drafted or sent. ``new`` and ``gone`` are addresses in which a list from elsewhere differs from the
    one that is there. ``digest`` stands for the list in the kit as it is now. ``languages`` are those that have a text.
    """

    name: str = ""
    recipients: tuple[Recipient, ...] = ()
    omitted: tuple[OmittedRow, ...] = ()
    questions: tuple[Question, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    languages: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    digest: str = ""
    changed: tuple[Path, ...] = ()

    @property
    def usable(self) -> bool:
        """Return whether somebody could be written to by the list as it is."""
        return bool(self.recipients) and not self.questions and not has_errors(self.findings)


def read_media_list(request: MediaListRequest | StrPath, *, world: World = World()) -> MediaListReport:
    r"""Return who of the media list gets a message, and who does not; or compare a list from elsewhere with it.

    >>> people = Path("people.csv")
    >>> _ = people.write_text("E-mail,Language,Bounced\nrana@paper.example,en,\nomar@radio.example,en,yes\n")
    >>> report = presskit.read_media_list(presskit.MediaListRequest(Path("my-kit"), people))
    >>> [each.address for each in report.recipients], [(each.text, each.grounds) for each in report.omitted]
    (['rana@paper.example'], [('omar@radio.example', ('Bounced: yes',))])

    With ``write``, whoever was not to be written to by the former list stays so: suppressed.txt names them from then on. The
    former list stays in the history. Raises :class:`~presskit.RequestError`, and :class:`~presskit.KitChangedError` where
    the list is not as the ``digest`` says.
    """
    request = as_request(MediaListRequest, request)
    if request.write:
        return _written(request, world)
    kit = readable(load(request.folder).value, "kit.yaml")
    there = next(iter(lists_of(request.folder)), None)
    digest = _digest(request.folder)
    _refuse_changed(request, digest)
    own = _own(request.folder, kit, there, digest)
    if request.media_list is None:
        return own
    name, data = _given(request.media_list)
    report, _, _ = _compared(request.folder, kit, name, data, own)
    return report


def _digest(folder: Path) -> str:
    """Return what stands for all lists of a kit as they are."""
    return digest_of(b"".join(_data(folder, each.name) for each in lists_of(folder)))


def _data(folder: Path, name: str) -> bytes:
    """Return the bytes of a file of the kit; raises :class:`~presskit.RequestError` where it cannot be read."""
    try:
        return read_inside(folder, name, TABLE_BYTES)
    except OSError as problem:
        raise RequestError(f"«{name}» cannot be read: {problem.strerror or problem}") from problem


def _refuse_changed(request: MediaListRequest, digest: str) -> None:
    if request.digest and request.digest != digest:
        refuse_other("the media list", b"", request.digest)


def _own(folder: Path, kit: Kit, there: Path | None, digest: str) -> MediaListReport:
    """Return what the kit's own list says, beside others that lie there."""
    found: list[Diagnostic] = []
    lists = collect_lists(folder, kit, there, {}, found)
    chosen = lists.chosen or MediaList()
    languages = written_languages(kit)
    able = _able(chosen, lists.suppressed, languages, found)
    omitted = (*chosen.omitted, *_suppressed(chosen, able))
    name = there.name if there else ""
    return MediaListReport(name, able, omitted, lists.questions, tuple(dict.fromkeys(found)), tuple(languages), digest=digest)


def _able(
    chosen: MediaList, suppressed: Collection[str], languages: Sequence[str], found: list[Diagnostic]
) -> tuple[Recipient, ...]:
    """Return the recipients who may be written to, each with the language of the message."""
    able = without_suppressed(chosen.recipients, suppressed)
    found += able.diagnostics
    located: Reading[tuple[Recipient, ...]] = in_a_language(able.value, languages) if languages else Reading(able.value)
    found += located.diagnostics
    return located.value


def _suppressed(chosen: MediaList, able: Sequence[Recipient]) -> tuple[OmittedRow, ...]:
    """Return those whom another list or suppressed.txt takes off."""
    keys = {each.key for each in able}
    gone = (each for each in chosen.recipients if each.key not in keys)
    return tuple(OmittedRow(each.address, each.span, Omission.OPT_OUT, (SUPPRESSED,)) for each in gone)


def _given(path: Path) -> tuple[str, bytes]:
    """Return a list from elsewhere under the name that it has in a kit; raises :class:`~presskit.RequestError`."""
    found: list[Diagnostic] = []
    data = read_file(path, Span(path.name), TABLE_BYTES, found)
    if data is None:
        raise RequestError(found[0].message, found, fields=("media_list",))
    return LISTS[1 if path.suffix.lower() in {".xlsx", ".xlsm"} or data.startswith(b"PK\x03\x04") else 0], data


def _compared(
    folder: Path, kit: Kit, name: str, data: bytes, own: MediaListReport
) -> tuple[MediaListReport, MediaList, ListsOfKit]:
    """Return what a list would say in the place of the kit's own, that list, and what those that are there say."""
    found: list[Diagnostic] = []
    there = collect_lists(folder, kit, None, {}, found)
    languages = written_languages(kit)
    answers = {question.id: question.answer for question in kit.questions if question.answer}
    reading = media_list.read(name, data, languages[0] if len(languages) == 1 else "", {}, answers)
    found += reading.diagnostics
    suppressed = there.suppressed | reading.value.opted_out
    able = _able(reading.value, suppressed, languages, found)
    keys, former = {each.key for each in able}, {each.key for each in own.recipients}
    report = MediaListReport(
        own.name, able, (*reading.value.omitted, *_suppressed(reading.value, able)), reading.value.questions,
        tuple(dict.fromkeys(found)), tuple(languages),
        new=tuple(each.address for each in able if each.key not in former),
        gone=tuple(each.address for each in own.recipients if each.key not in keys), digest=own.digest,
    )  # fmt: skip
    return report, reading.value, there


def _written(request: MediaListRequest, world: World) -> MediaListReport:
    """Put a list in the place of the kit's own, and what it asks among the questions."""
    refuse_zip(request.folder)
    if request.media_list is None:
        raise RequestError("name the list that is to be written", fields=("media_list",))
    name, data = _given(request.media_list)
    with changing(request.folder):
        files = load(request.folder).value
        lists = {each: _data(request.folder, each) if has(request.folder, each) else None for each in (*_ALL, SUPPRESSED)}
        kit, digest = readable(files, "kit.yaml"), _digest(request.folder)
        _refuse_changed(request, digest)
        own = _own(request.folder, kit, next(iter(lists_of(request.folder)), None), digest)
        report, chosen, there = _compared(request.folder, kit, name, data, own)
        _refuse_loss(report, there)
        changed: dict[str, bytes | None] = {each: None for each in _ALL if each != name and has(request.folder, each)}
        changed |= {name: data, **_still_suppressed(request.folder, there, chosen, world)}
        changed |= _asked(files, kit, chosen)
        there_before = {**files, **lists}
        paths = change(request.folder, changed, read=there_before, action="media-list change", now=world.now())
    after = read_media_list(MediaListRequest(request.folder), world=world)
    return MediaListReport(
        after.name, after.recipients, after.omitted, after.questions, after.findings, after.languages, report.new, report.gone,
        after.digest, paths,
    )  # fmt: skip


def _refuse_loss(report: MediaListReport, there: ListsOfKit) -> None:
    """Raise :class:`RequestError` where nobody could be written to, or who asked for no messages would be forgotten."""
    if there.questions:
        message = "the list that is there leaves open who is not to be written to: answer that first, or it would be forgotten"
        raise RequestError(message, fields=("media_list",))
    errors = [each for each in report.findings if each.severity is Severity.ERROR]
    asked = {each.place for each in report.questions}
    if wrong := [each for each in errors if each.span not in asked]:
        raise RequestError(f"{wrong[0].message}; {wrong[0].hint}" if wrong[0].hint else wrong[0].message, wrong)


def _still_suppressed(folder: Path, there: ListsOfKit, chosen: MediaList, world: World) -> dict[str, bytes]:
    """Return suppressed.txt with whom the former lists took off, and the new one does not."""
    data = _data(folder, SUPPRESSED) if has(folder, SUPPRESSED) else b""
    text = decode_csv(SUPPRESSED, data).value or ""
    known = {line.partition("#")[0].strip() for line in text.split("\n")}
    missing = sorted(there.suppressed - chosen.opted_out - known)
    if not missing:
        return {}
    start = data if not data or _is_utf8(data) else text.encode()
    lines = [f"# not to be written to by the media list before {world.now():%Y-%m-%d}", *missing]
    return {SUPPRESSED: start + (b"\n" if start and not start.endswith(b"\n") else b"") + "\n".join([*lines, ""]).encode()}


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _asked(files: Mapping[str, bytes], kit: Kit, chosen: MediaList) -> dict[str, bytes]:
    """Return questions.yaml with what the new list asks, in the place of what the former one asked."""
    former = [each.id for each in kit.questions if each.kind == KIND and each.answer is None]
    return with_questions(files, chosen.questions, instead_of=former)
