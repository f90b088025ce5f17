"""A Dask cluster does the work of a build: the same bytes as at home."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

from presskit.kit.executor import TaskExecutor
from tests.building import built
from tests.commands.conftest import Run
from tests.commands.test_build import WORLD

pytestmark = pytest.mark.filterwarnings("default")


def test_a_cluster_makes_the_same(kit: Path, tmp_path: Path, run: Run) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from distributed import Client, LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1") as cluster:
        with Client(cluster) as client:
            there = built(kit, tmp_path / "a", WORLD, executor=TaskExecutor(executor=client.get_executor()))
        ended = run("build", kit, "--out", tmp_path / "c", "--only", "text", "--executor", cluster.scheduler_address)
        assert ended.code == 0, ended.err
    here = built(kit, tmp_path / "b", WORLD, executor=TaskExecutor(1))
    assert [made.sha256 for made in there.made] == [made.sha256 for made in here.made]
    assert (tmp_path / "c/en/bridge-en.txt").read_bytes() == (tmp_path / "b/en/bridge-en.txt").read_bytes()


def test_a_cluster_that_is_not_there_is_told(kit: Path, tmp_path: Path, run: Run) -> None:
    ended = run("build", kit, "--out", tmp_path / "out", "--only", "text", "--executor", "tcp://127.0.0.1:9")
    assert ended.code == 2
    assert "tcp://127.0.0.1:9" in ended.err
    assert "Traceback" not in ended.err
