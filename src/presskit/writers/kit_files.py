"""A kit as its files: kit.yaml, statement.LANG.md, signatories.yaml, contacts.yaml; reading them gives the kit back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from presskit.artefact import Artefact
from presskit.formats.kit_yaml import exact, localised, mapping, quoted
from presskit.model.mail import FileNames, MailServer, MailSettings, Security
from presskit.model.outputs import AUDIENCES
from presskit.model.people import Coalition, Consent, Contact, Numbering, Order, Roster, Signatory, SignatoryKind
from presskit.model.question import Answer, Choice, Edit, Question, Scope
from presskit.model.release import Brand, Embargo, Kit, PageSize, PrintSettings, Release
from presskit.writers.kit_markdown import markdown

__all__ = ["QUESTIONS", "questions_file", "signatory_lines", "write"]

_KIT = "# The facts of the release. What each key means: docs/reference/kit.md, or presskit schema kit."
_SIGNATORIES = """\
# Who signs, in the order of the page. A name alone is enough: - Name of the organisation
# consent, note: for the office; they never leave the kit."""
QUESTIONS = "questions.yaml"
_ASKED = "# What presskit did not understand, and what a person answered: presskit answer DIR"
_CONTACTS = "# Whom the press may call. outputs: where an entry may appear; left out: everywhere."


def write(kit: Kit) -> tuple[Artefact, ...]:
    """Return the kit's text files; pictures are not among them."""
    files = [("kit.yaml", _KIT, "\n".join(_release(kit.release)))]
    if kit.roster != Roster():
        files.append(("signatories.yaml", _SIGNATORIES, "\n".join(_roster(kit.roster))))
    if kit.contacts:
        lines = [line for contact in kit.contacts for line in _item(_contact(contact))]
        files.append(("contacts.yaml", _CONTACTS, "\n".join(["contacts:", *lines])))
    if kit.questions:
        files.append((QUESTIONS, _ASKED, _questions_body(kit.questions)))
    yaml = [Artefact(name, "application/yaml", f"{head}\n{body}\n".encode()) for name, head, body in files]
    texts = [_text(f"statement.{each.language}.md", markdown(each), each.language) for each in kit.statements]
    return (*yaml, *texts)


def questions_file(questions: Iterable[Question]) -> bytes:
    """Return questions.yaml; reading it gives the questions back."""
    return f"{_ASKED}\n{_questions_body(questions)}\n".encode()


def _questions_body(questions: Iterable[Question]) -> str:
    """Return the questions as YAML, without the head of the file."""
    return "\n".join(["questions:", *(line for each in questions for line in _item(_question(each)))])


def _question(question: Question) -> Iterator[str]:
    place = question.place
    yield f"id: {quoted(question.id)}"
    yield f"kind: {quoted(question.kind)}"
    yield f"asked: {quoted(question.asked)}"
    column = [("column", str(place.column))] if place.column else []
    yield f"place: {mapping([('file', quoted(place.source)), ('line', str(place.line)), *column, ('unit', place.unit)])}"
    if question.excerpt:
        yield f"excerpt: {exact(question.excerpt)}"
    yield f"weighs: {question.weighs}"
    if question.scope is not Scope.KIT:
        yield f"scope: {question.scope}"
    if question.choices:
        yield from _list_of("choices", map(_choice, question.choices))
    if question.answer:
        yield from _nested("answer", _answer(question.answer))


def _list_of(key: str, items: Iterable[Iterable[str]]) -> Iterator[str]:
    yield f"{key}:"
    for item in items:
        yield from _item(item)


def _choice(choice: Choice) -> Iterator[str]:
    yield f"key: {quoted(choice.key)}"
    yield f"label: {quoted(choice.label)}"
    if choice.evidence:
        yield f"evidence: {quoted(choice.evidence)}"
    if choice.edits:
        yield from _list_of("edits", map(_edit, choice.edits))
    if choice.asks:
        yield f"asks: {quoted(choice.asks)}"


def _edit(edit: Edit) -> Iterator[str]:
    yield f"file: {quoted(edit.file)}"
    yield f"kind: {edit.kind}"
    yield f"at: {exact(edit.at)}"
    yield f"text: {exact(edit.text)}"


def _answer(answer: Answer) -> Iterator[str]:
    yield f"choice: {quoted(answer.choice)}"
    if answer.value:
        yield f"value: {exact(answer.value)}"
    yield f"by: {quoted(answer.by)}"
    yield f"when: {quoted(answer.when.isoformat(' ', 'seconds'))}"
    if answer.reason:
        yield f"reason: {quoted(answer.reason)}"


def _text(name: str, text: str, language: str) -> Artefact:
    return Artefact(name, "text/markdown; charset=utf-8", text.encode(), language)


def _list(values: Iterable[str]) -> str:
    return "[" + ", ".join(values) + "]"


def _item(lines: Iterable[str], indent: str = "  ") -> Iterator[str]:
    """Turn lines of keys into an item of a list."""
    for index, line in enumerate(lines):
        yield f"{indent}{'- ' if index == 0 else '  '}{line}"


def _nested(key: str, lines: Iterable[str]) -> Iterator[str]:
    yield f"{key}:"
    yield from (f"  {line}" for line in lines)


def _release(release: Release) -> Iterator[str]:
    yield f"id: {quoted(release.id)}"
    yield f"kind: {release.kind}"
    yield f"languages: {_list(release.languages)}"
    yield f"version: {release.version}"
    if release.date:
        yield f"date: {release.date.isoformat()}"
    if release.places:
        yield f"places: {_list(map(localised, release.places))}"
    if release.timing:
        yield f"release: {release.timing}"
    if release.embargo:
        yield from _nested("embargo", _embargo(release.embargo))
    yield from _making(release)
    if release.brand != Brand():
        yield from _nested("brand", _brand(release.brand))
    if release.print != PrintSettings():
        yield from _nested("print", _print(release.print))
    if release.phrases:
        yield from _nested("phrases", _phrases(release))
    if release.mail != MailSettings():
        yield from _nested("mail", _mail(release.mail))


def _making(release: Release) -> Iterator[str]:
    if release.page is not PageSize.A4:
        yield f"page: {release.page}"
    if release.region:
        yield f"region: {quoted(release.region)}"
    if release.outputs != Release.__dataclass_fields__["outputs"].default:
        yield f"outputs: {_list(release.outputs)}"
    if release.website:
        yield f"website: {quoted(release.website)}"
    if release.rights:
        yield f"rights: {localised(release.rights)}"
    if release.digits:
        yield f"digits: {mapping(release.digits)}"


def _embargo(embargo: Embargo) -> Iterator[str]:
    local = embargo.until
    both = {local.replace(fold=fold).utcoffset() for fold in (0, 1)}
    offset = f"{local:%z}" if len(both) > 1 else ""
    yield f"until: {quoted(f'{local:%Y-%m-%d %H:%M}' + (f':{local:%S}' if local.second else '') + offset)}"
    yield f"zone: {quoted(embargo.zone)}"
    if embargo.city:
        yield f"city: {localised(embargo.city)}"
    if embargo.weekday:
        yield f"weekday: {quoted(embargo.weekday)}"
    if embargo.cities:
        yield "cities:"
        for city in embargo.cities:
            yield f"  - {mapping([('name', localised(city.name)), ('zone', quoted(city.zone))])}"


def _brand(brand: Brand) -> Iterator[str]:
    if brand.name:
        yield f"name: {localised(brand.name)}"
    if brand.accent != Brand().accent:
        yield f"accent: {quoted(brand.accent)}"
    if brand.logo:
        yield f"logo: {quoted(brand.logo)}"
    if brand.logo_alt:
        yield f"logo_alt: {localised(brand.logo_alt)}"
    if brand.website:
        yield f"website: {quoted(brand.website)}"
    if brand.cmyk:
        yield f"cmyk: {_list(map(str, brand.cmyk))}"
    if brand.spot:
        yield f"spot: {mapping([('name', quoted(brand.spot.name)), ('cmyk', _list(map(str, brand.spot.cmyk)))])}"


def _print(settings: PrintSettings) -> Iterator[str]:
    if settings.profile:
        yield f"profile: {quoted(settings.profile)}"
    yield f"condition: {quoted(settings.condition)}"
    yield f"bleed: {settings.bleed}"
    yield f"ink: {settings.ink}"
    yield f"pad: {settings.pad}"


def _mail(mail: MailSettings) -> Iterator[str]:
    addresses = (("from", mail.address), ("reply_to", mail.reply_to), ("unsubscribe", mail.unsubscribe))
    yield from (f"{key}: {quoted(text)}" for key, text in addresses if text)
    if mail.name:
        yield f"name: {localised(mail.name)}"
    if mail.attachments != MailSettings().attachments:
        yield f"attachments: {_list(mail.attachments)}"
    if mail.file_names is not FileNames.PLAIN:
        yield f"file_names: {mail.file_names}"
    if mail.server:
        yield f"server: {mapping(_server(mail.server))}"
    yield f"rate: {mail.rate}"


def _server(server: MailServer) -> Iterator[tuple[str, str]]:
    yield "host", quoted(server.host)
    if server.port:
        yield "port", str(server.port)
    if server.security is not Security.STARTTLS:
        yield "security", server.security
    if server.user:
        yield "user", quoted(server.user)


def _phrases(release: Release) -> Iterator[str]:
    for language, phrases in release.phrases:
        yield f"{language}: {mapping((key, quoted(text)) for key, text in phrases)}"


def _roster(roster: Roster) -> Iterator[str]:
    if roster.numbering is not Numbering.CONTINUOUS:
        yield f"numbering: {roster.numbering}"
    if roster.order is not Order.GIVEN:
        yield f"order: {roster.order}"
    if roster.coalitions:
        yield "coalitions:"
        for coalition in roster.coalitions:
            yield from _item(_coalition(coalition))
    if roster.signatories:
        yield "signatories:"
        for signatory in roster.signatories:
            yield from signatory_lines(signatory)


def _coalition(coalition: Coalition) -> Iterator[str]:
    yield f"name: {localised(coalition.name)}"
    if coalition.acronym:
        yield f"acronym: {quoted(coalition.acronym)}"
    if coalition.note:
        yield f"note: {quoted(coalition.note)}"
    if coalition.signatories:
        yield "signatories:"
        for signatory in coalition.signatories:
            yield from signatory_lines(signatory)


def signatory_lines(signatory: Signatory, indent: str = "  ") -> Iterator[str]:
    """Yield the lines of one entry of a list of signatories."""
    facts = [*_signatory(signatory)]
    if len(facts) == 1 and signatory.kind is SignatoryKind.ORGANISATION and not signatory.name.by_language:
        yield f"{indent}- {quoted(signatory.name.default)}"
    else:
        yield from _item(facts, indent)


def _signatory(signatory: Signatory) -> Iterator[str]:
    person = signatory.kind is SignatoryKind.PERSON
    yield f"{'person' if person else 'name'}: {localised(signatory.name)}"
    if signatory.acronym:
        yield f"acronym: {quoted(signatory.acronym)}"
    if signatory.title:
        yield f"title: {localised(signatory.title)}"
    if signatory.affiliation:
        yield f"affiliation: {localised(signatory.affiliation)}"
    if signatory.country:
        yield f"country: {quoted(signatory.country)}"
    if signatory.joined:
        yield f"joined: {signatory.joined.isoformat()}"
    if signatory.withdrawn:
        yield f"withdrawn: {signatory.withdrawn.isoformat()}"
    if signatory.consent:
        yield f"consent: {mapping(_consent(signatory.consent))}"
    if signatory.note:
        yield f"note: {quoted(signatory.note)}"


def _consent(consent: Consent) -> Iterator[tuple[str, str]]:
    yield "by", quoted(consent.by)
    if consent.on:
        yield "on", consent.on.isoformat()
    if consent.how:
        yield "how", quoted(consent.how)


def _contact(contact: Contact) -> Iterator[str]:
    yield f"name: {localised(contact.name)}"
    for key, text in (("organisation", contact.organisation), ("role", contact.role)):
        if text:
            yield f"{key}: {localised(text)}"
    if contact.emails:
        yield f"emails: {_list(quoted(email.address) for email in contact.emails)}"
    if contact.phones:
        yield f"phones: {_list(quoted(phone.raw) for phone in contact.phones)}"
    if contact.languages:
        yield f"languages: {_list(contact.languages)}"
    if contact.hours:
        hours = contact.hours
        facts = [("opens", f'"{hours.opens}"'), ("closes", f'"{hours.closes}"'), ("zone", quoted(hours.zone))]
        yield f"hours: {mapping(facts)}"
    if contact.outputs != AUDIENCES:
        yield f"outputs: {_list(contact.outputs)}"
    if contact.note:
        yield f"note: {quoted(contact.note)}"
