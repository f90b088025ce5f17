"""The benchmark of building compares like with like: both ways make the same e-mail, to the same recipients."""

from __future__ import annotations

from email.message import EmailMessage

from benchmarks.mail_building import made, naive

from tests.mail_messages.making import parsed


def said(message: EmailMessage) -> list[str]:
    parts = [message.get_body((kind,)) for kind in ("plain", "html")]
    return [part.get_content().replace("\r\n", "\n").strip() for part in parts if part]


def test_both_ways_make_the_same_messages() -> None:
    for ours, theirs in zip(map(parsed, made(3)), map(parsed, naive(3)), strict=True):
        assert sorted(key for key in ours if key != "Content-Language") == sorted(theirs)
        for name in ("From", "To", "Subject", "Date", "List-Unsubscribe"):
            assert ours[name] == theirs[name]
        assert said(ours) == said(theirs)
        for mine, other in zip(ours.iter_attachments(), theirs.iter_attachments(), strict=True):
            assert mine.get_filename() == other.get_filename()
            assert mine.get_payload(decode=True) == other.get_payload(decode=True)
