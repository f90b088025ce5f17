"""The words that a language counts signatories with."""

from __future__ import annotations

import pytest

from presskit.checks.lint import counts


def test_what_a_language_s_file_leaves_out_matches_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    needed = {"we": "vi", "organisations": "organisationer", "signatories": "undertecknare", "say": "kräver"}
    monkeypatch.setattr(counts, "table", lambda _, name: needed if name == "counting" else {})
    assert counts.is_counted_in("sv")
    words = counts.count_words("sv")
    assert (words.we, words.others) == ("vi", "(?!)")
    assert counts._organisations(words)
    monkeypatch.setattr(counts, "table", lambda *_: {"we": "vi"})
    assert not counts.is_counted_in("sv")
