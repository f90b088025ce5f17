"""While a build goes on the collector of cycles looks seldom, and afterwards as often as before."""

from __future__ import annotations

import gc

import pytest

from presskit.kit.collecting import SELDOM, seldom_collected


def test_the_collector_looks_seldom_and_then_as_before() -> None:
    before = gc.get_threshold()
    with seldom_collected():
        assert gc.get_threshold() == (SELDOM, *before[1:])
    assert gc.get_threshold() == before


def test_a_build_that_fails_leaves_the_collector_as_it_was() -> None:
    before = gc.get_threshold()
    with pytest.raises(OSError, match="the disk is full"), seldom_collected():
        raise OSError("the disk is full")
    assert gc.get_threshold() == before
