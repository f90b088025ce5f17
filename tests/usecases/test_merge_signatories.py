"""A program holds a list of signatures beside a kit."""

from __future__ import annotations

from pathlib import Path

import pytest

import presskit
from presskit.store.locking import changing
from tests.usecases.conftest import WORLD, contents


@pytest.fixture
def late(tmp_path: Path) -> Path:
    path = tmp_path / "late.csv"
    path.write_text("Organisation,Do you sign?\nRiver Watch International,yes\nHill Network,perhaps\n")
    return path


def test_nothing_is_written_unasked(kit: Path, late: Path) -> None:
    before = contents(kit)
    report = presskit.merge_signatories(presskit.MergeRequest(kit, (late,)))
    assert presskit.Verdict.NEW in {row.verdict for row in report.rows}
    assert (report.written, report.questions) == ((), ())
    assert contents(kit) == before


def test_what_is_sure_is_written_and_the_rest_is_asked(kit: Path, late: Path) -> None:
    report = presskit.merge_signatories(presskit.MergeRequest(kit, (late,), write=True))
    assert [path.name for path in report.written] == ["signatories.yaml"]
    assert report.undecided
    assert [each.id for each in report.questions] == [each.id for each in presskit.questions(kit, world=WORLD).open]
    assert "River Watch International" in (kit / "signatories.yaml").read_text("utf-8")


def test_a_kit_that_is_being_changed_is_busy(kit: Path, late: Path) -> None:
    with changing(kit), pytest.raises(presskit.KitBusyError):
        presskit.merge_signatories(presskit.MergeRequest(kit, (late,), write=True))


def test_cancelled_it_leaves_the_kit_as_it_was(kit: Path, late: Path) -> None:
    before = contents(kit)
    cancel = presskit.Cancellation()
    cancel.cancel()
    with pytest.raises(presskit.CancelledError):
        presskit.merge_signatories(presskit.MergeRequest(kit, (late,), write=True), cancel=cancel)
    assert contents(kit) == before


def test_signatories_that_cannot_be_read_come_with_their_findings(kit: Path, late: Path) -> None:
    (kit / "signatories.yaml").write_text("signatories: [\n")
    with pytest.raises(presskit.RequestError, match="mend the errors first") as caught:
        presskit.merge_signatories(presskit.MergeRequest(kit, (late,), write=True))
    assert caught.value.diagnostics
