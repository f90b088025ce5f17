"""Who the e-mails of a kit are from, through which server they go, and what is attached."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from presskit.kit.loading import load
from presskit.model.mail import MailSettings
from presskit.usecases.edit_entries import digest_of, readable
from presskit.usecases.request import StrPath, as_request
from presskit.usecases.world import World

__all__ = ["MailSettingsReport", "MailSettingsRequest", "read_mail_settings"]

_FILE = "kit.yaml"


@dataclass(frozen=True, slots=True)
class MailSettingsRequest:
    """The kit whose settings of e-mail are wanted."""

    folder: Path


@dataclass(frozen=True, slots=True)
class MailSettingsReport:
    """The settings, the languages and the version of the release, and the SHA-256 of kit.yaml."""

    settings: MailSettings
    languages: tuple[str, ...]
    version: int
    digest: str


def read_mail_settings(
    request: MailSettingsRequest | StrPath,
    *,
    world: World = World(),  # noqa: ARG001 -- as all use cases
) -> MailSettingsReport:
    """Return what kit.yaml says of the e-mails; :func:`~presskit.edit_entries` changes it.

    >>> presskit.read_mail_settings("my-kit").settings.attachments
    (<Format.PDF: 'pdf'>, <Format.DOCX: 'docx'>)

    Raises :class:`~presskit.RequestError`, with the findings, where kit.yaml cannot be read.
    """
    files = load(as_request(MailSettingsRequest, request).folder).value
    release = readable(files, _FILE).release
    return MailSettingsReport(release.mail, release.languages, release.version, digest_of(files.get(_FILE, b"")))
