"""What all parts of presskit mail need: the letters of a kit, and who of the press list gets them."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from presskit.cli.command import CommandError, kit_folder, names
from presskit.cli.console import Console, Progress
from presskit.cli.mail_lists import Listed, read_lists
from presskit.diagnostics import Diagnostic, Reading, has_errors

if TYPE_CHECKING:
    from presskit.artefact import Artefact
    from presskit.kit import BuildReport, Step
    from presskit.mail.addresses import Recipient
    from presskit.mail.column_aliases import Column
    from presskit.mail.message_template import Letter
    from presskit.mail.senders import Senders
    from presskit.model.edition import Edition
    from presskit.model.release import Kit
    from presskit.resources import Resources

__all__ = ["Prepared", "arguments_of_letters", "prepare"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Prepared:
    """The letters and the senders by language, the recipients that were chosen, and all that was found.

    ``listed`` is all that the press lists say, whoever of them was chosen. ``kit`` is None where it could not be read; there
    are no letters where an error was found.
    """

    kit: Kit | None = None
    letters: Mapping[str, Letter] = field(default_factory=dict)
    senders: Mapping[str, Senders] = field(default_factory=dict)
    recipients: tuple[Recipient, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    listed: Listed = field(default_factory=Listed)

    @property
    def failed(self) -> bool:
        """Tell whether an error was found."""
        return has_errors(self.diagnostics)


def arguments_of_letters(parser: argparse.ArgumentParser) -> None:
    """Add the arguments that say which letters are meant, and to whom."""
    kit_folder(parser)
    parser.add_argument("--build", metavar="DIR", type=Path, default=Path("build"), help="where the outputs lie (build)")
    parser.add_argument("--list", metavar="FILE", type=Path, help="the press list (press-list.csv or .xlsx of the kit)")
    parser.add_argument(
        "--map", metavar="COLUMN=HEAD", type=_mapped, action="append", default=[], help="a column of the list by its head"
    )
    parser.add_argument("--group", metavar="LIST", type=names, default=[], help="only these groups: embargo,health")
    parser.add_argument("--country", metavar="LIST", type=names, default=[], help="only these countries: GB,FR")
    parser.add_argument("--lang", metavar="LIST", type=names, default=[], help="only these languages: en,ar")
    parser.add_argument("--attach", metavar="LIST", type=names, help="attach these outputs, or none: pdf,docx")
    parser.add_argument("--templates", metavar="DIR", type=Path, help="a folder of your own templates, used first")


def _mapped(text: str) -> tuple[Column, str]:
    from presskit.mail.column_aliases import Column

    name, _, head = text.partition("=")
    if name not in list(Column) or not head:
        raise argparse.ArgumentTypeError(f"write one of {', '.join(Column)}, then = and the head: email=Adresse")
    return Column(name), head


def prepare(
    arguments: argparse.Namespace,
    console: Console,
    *,
    needs_list: bool = True,
    corrects: bool = False,
    also: Sequence[Recipient] = (),
) -> Prepared:
    """Build what is to be attached, write the letters, and choose their recipients.

    The press list says who is written to where the command ``needs_list``, or the user names one. With ``corrects`` the
    letters say that they replace an earlier version. ``also`` are recipients who may be on no list, but whose attachments
    are to be made. Raises :class:`CommandError`.
    """
    from presskit import kit as kits
    from presskit.cli.world import world

    reading, files = kits.read(arguments.folder, world(console.environment))
    if reading.value is None or has_errors(reading.diagnostics):
        return Prepared(reading.value, diagnostics=reading.diagnostics)
    desk = _Desk(arguments, console, reading.value, list(reading.diagnostics))
    listed = read_lists(arguments, reading.value, desk.found, needs_list=needs_list)
    recipients = desk.recipients(listed.recipients)
    letters, senders = desk.letters((*recipients, *also), files, corrects=corrects)
    found = tuple(dict.fromkeys(desk.found))
    serious = [each for each in found if needs_list or each.code != "mail-without-sender"]  # a draft's client has one
    return Prepared(reading.value, {} if has_errors(serious) else letters, senders, recipients, found, listed)


@dataclass(frozen=True, slots=True)
class _Desk:
    arguments: argparse.Namespace
    console: Console
    kit: Kit
    found: list[Diagnostic]

    @property
    def languages(self) -> list[str]:
        """The languages that there are texts in, the source first."""
        return [tag for tag in self.kit.release.languages if self.kit.statement(tag)]

    def taken(self, reading: Reading[T]) -> T:
        self.found.extend(reading.diagnostics)
        return reading.value

    def recipients(self, listed: Sequence[Recipient]) -> tuple[Recipient, ...]:
        """Return who of a list is meant, each with a language that there is a letter in."""
        from presskit.mail import audience

        given = self.taken(audience.in_a_language(listed, self.languages))
        options = self.arguments
        wanted = audience.Wanted(tuple(options.group), tuple(options.country), tuple(options.lang))
        return audience.select(given, wanted)

    def letters(
        self, recipients: Sequence[Recipient], files: Mapping[str, bytes], *, corrects: bool
    ) -> tuple[dict[str, Letter], dict[str, Senders]]:
        from presskit.editions import merge
        from presskit.resources import Resources

        built = self.built(self.wanted_outputs(recipients))
        resources = Resources().with_assets(files)
        resources = resources.with_templates(self.arguments.templates) if self.arguments.templates else resources
        letters, senders = dict[str, "Letter"](), dict[str, "Senders"]()
        for tag in self.asked_languages() if not has_errors(self.found) else ():
            edition = self.taken(merge(self.kit, tag))
            letter = self.letter(edition, built.get(tag, {}), resources, senders, corrects=corrects)
            letters |= {tag: letter} if letter else {}
        return letters, senders

    def letter(
        self,
        edition: Edition,
        files: Mapping[str, Artefact],
        resources: Resources,
        senders: dict[str, Senders],
        *,
        corrects: bool,
    ) -> Letter | None:
        from presskit.cli.world import now
        from presskit.mail.compose import Occasion, compose
        from presskit.mail.senders import senders as senders_of
        from presskit.writers.errors import WriterError

        senders[edition.language] = self.taken(senders_of(self.kit, edition.language))
        occasion = Occasion(now(self.console.environment), corrects=corrects)
        usual = self.usual()
        try:
            sent_by = senders[edition.language]
            made = compose(self.kit.release, edition, sent_by, files, resources, occasion=occasion, usual=usual)
        except WriterError as error:
            self.found.extend(error.diagnostics)
            return None
        return self.taken(made)

    def asked_languages(self) -> list[str]:
        unknown = [tag for tag in self.arguments.lang if tag not in self.languages]
        if unknown:
            raise CommandError(f"there is no text in «{unknown[0]}»; choose from: {', '.join(self.languages)}")
        return [tag for tag in self.languages if not self.arguments.lang or tag in self.arguments.lang]

    def usual(self) -> tuple[str, ...]:
        """Return the outputs that everybody gets."""
        asked = self.arguments.attach
        return tuple(each for each in (self.kit.release.mail.attachments if asked is None else asked) if each != "none")

    def wanted_outputs(self, recipients: Iterable[Recipient]) -> list[str]:
        """Return the outputs that somebody gets, in the order of the table."""
        from presskit.writers import WRITERS

        wanted = {*map(str, self.usual()), *(each for one in recipients for each in one.attachments or ())}
        return [str(writer.name) for writer in WRITERS if str(writer.name) in wanted]

    def built(self, wanted: Sequence[str]) -> dict[str, dict[str, Artefact]]:
        """Make the outputs that are wanted, and return them by language and name."""
        from presskit.artefact import Artefact

        found: dict[str, dict[str, Artefact]] = {}
        for made in self.report(wanted).made if wanted else ():
            data = (self.arguments.build / made.path).read_bytes()
            artefact = Artefact(made.path, _MEDIA.get(made.path.rpartition(".")[2], "application/octet-stream"), data)
            found.setdefault(made.language, {})[made.format] = artefact
        return found

    def report(self, wanted: Sequence[str]) -> BuildReport:
        from presskit import kit as kits
        from presskit.cli.world import now, world

        progress = Progress(self.console)

        def show(step: Step) -> None:
            progress.show(f"{step.number}/{step.total} {step.language}: {step.title} …")

        options = kits.Options(only=tuple(wanted), templates=self.arguments.templates)
        environment, folder, out = self.console.environment, self.arguments.folder, self.arguments.build
        try:
            made = kits.build(
                folder, out, world=lambda: world(environment), now=now(environment), options=options, progress=show
            )
        except OSError as problem:
            raise CommandError(_reason(problem)) from problem
        finally:
            progress.clear()
        self.found.extend(made.diagnostics)
        return made


def _reason(problem: OSError) -> str:
    """Return why the outputs could not be made; a fault that is none of the user's is raised again."""
    from presskit.cli import pango
    from presskit.kit import OutputError

    if pango.is_reason(problem):
        return pango.missing_message()
    if isinstance(problem, OutputError):
        return str(problem)
    raise problem


_MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
}
