"""The work of the E-mails screens: letters shown, drafts, a plan, a test, the sending; one at a time for a release."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

from presskit.mail.credentials import HOST, PASSWORD, USER
from presskit.mail.drafts import IMAP_HOST, IMAP_PASSWORD, account_of
from presskit.studio.jobs import Job
from presskit.studio.releases import Release
from presskit.studio.sessions import Session
from presskit.usecases.campaign import lists_of
from presskit.usecases.draft import DraftReport, DraftRequest, draft
from presskit.usecases.mail_access import ServerIdentity
from presskit.usecases.mail_test import MailTestReport, MailTestRequest, mail_test
from presskit.usecases.plan import PlanReport, SendRequest, plan
from presskit.usecases.send import SendReport, send
from presskit.usecases.world import World

__all__ = [
    "DRAFTS", "MailJob", "Outcome", "Planned", "Work", "account_world", "drafted", "planned", "previewed", "sent",
    "server_world", "tested",
]  # fmt: skip

DRAFTS = "drafts"
_ATTACHED = "mail"
"""Folders below that of a release's outputs: drafts as a ZIP file, and what is attached to letters."""


class Work(StrEnum):
    """What is worked on."""

    PREVIEW = "preview"
    DRAFTS = "drafts"
    ACCOUNT = "account"
    PLAN = "plan"
    TEST = "test"
    SEND = "send"


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan, and the request that it is of: the sending carries out the same."""

    request: SendRequest
    report: PlanReport


Outcome: TypeAlias = DraftReport | Planned | MailTestReport | SendReport
MailJob: TypeAlias = Job[Outcome]


def previewed(release: Release, world: World) -> Callable[[MailJob], DraftReport]:
    """Return what makes the letters to be looked at, as the first reader of the list gets them."""

    def work(job: MailJob) -> DraftReport:
        with TemporaryDirectory(prefix="presskit-") as private:
            people = next(iter(lists_of(release.folder)), None)
            request = DraftRequest(release.folder, release.out / _ATTACHED, people, preview=True, out=Path(private))
            return draft(request, world=world, progress=job.begun, cancel=job.cancel)

    return work


def drafted(release: Release, world: World, *, per_recipient: bool, account: str = "") -> Callable[[MailJob], DraftReport]:
    """Return what makes drafts: one a language or one a recipient, as a ZIP file or in an account."""
    attached, out = release.out / _ATTACHED, release.out / DRAFTS
    request = DraftRequest(release.folder, attached, per_recipient=per_recipient, out=out, as_zip=True, account=account)
    return lambda job: draft(request, world=world, progress=job.begun, cancel=job.cancel)


def planned(request: SendRequest, world: World) -> Callable[[MailJob], Planned]:
    """Return what makes a plan."""
    return lambda job: Planned(request, plan(request, world=world, progress=job.begun, cancel=job.cancel))


def tested(release: Release, world: World, address: str, confirmed_host: str) -> Callable[[MailJob], MailTestReport]:
    """Return what sends each letter to one's own address."""
    request = MailTestRequest(release.folder, release.out, address=address, confirmed_host=confirmed_host)
    return lambda job: mail_test(request, world=world, progress=job.begun, cancel=job.cancel)


def sent(plan_shown: Planned, world: World, confirmed_host: str) -> Callable[[MailJob], SendReport]:
    """Return what carries out a plan that was shown, or nothing where it would be another one by now."""
    request = replace(plan_shown.request, digest=plan_shown.report.digest, confirmed_host=confirmed_host)
    return lambda job: send(request, world=world, progress=job.begun, cancel=job.cancel)


def server_world(world: World, session: Session, server: ServerIdentity, typed: str = "") -> World:
    """Return the world with the password that was typed for a server in this session, good for that server alone."""
    if typed:
        session.passwords[str(server)] = typed
    password = session.passwords.get(str(server))
    if not password or not server.user:
        return world
    own = {PASSWORD: password, HOST: f"{server.host}:{server.port}", USER: server.user}
    return replace(world, environment={**world.environment, **own})


def account_world(world: World, session: Session, account: str, typed: str = "") -> World:
    """Return the world with the password that was typed for an account of drafts; raises as :func:`account_of`."""
    place = account_of(account)
    known = f"{place.user} {place.host}:{place.port}"
    if typed:
        session.passwords[known] = typed
    password = session.passwords.get(known)
    if not password:
        return world
    return replace(world, environment={**world.environment, IMAP_PASSWORD: password, IMAP_HOST: f"{place.host}:{place.port}"})
