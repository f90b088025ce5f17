"""Mixtures of words that run both ways, as Hypothesis strategies: authors' prose, and lines into which things are put."""

from __future__ import annotations

from hypothesis import strategies as st

ARABIC = ("بيروت", "نيويورك", "قرار", "مدن", "في", "تنشر", "جنيف", "شبكة", "دعم", "منظمة")
PERSIAN = ("ژنو", "کشور", "گزارش", "شهر", "روستا", "چهار")
LATIN = ("SAMS", "London", "aleppo", "Kyiv", "Relief", "A4", "UTC", "Genève")
NUMBERS = ("7", "25", "36", "500", "2011", "2016", "2254")
NATIVE = ("٢٥", "٢٠١٦", "۱۴", "۲۰۲۶")
WHOLES = (
    "08:00", "18:30", "08:00–18:00", "15/12/2016", "2026-03-02", "3.5", "1,200", "2011–2016", "+44 20 7946 0958", "+90 539 123 45 67",
    "+41 (0)22 730 00 12", "020 7946 0958", "(020) 7946 0958", "1 500 000", "2.0.1", "08:00 – 18:00", "−5", "+3", "€500",
)  # fmt: skip
ADDRESSES = ("https://example.org/p5", "https://example.org/", "press@example.org", "https://example.org/a?b=1&c=2/")
BETWEEN = (" ", " ", " ", " · ", "، ", ", ", ": ", ". ", " – ", "؛ ", " / ")

rtl_words = st.sampled_from(ARABIC + PERSIAN)
ltr_words = st.sampled_from(LATIN)
numbers = st.sampled_from(NUMBERS)
natives = st.sampled_from(NATIVE)
wholes = st.sampled_from(WHOLES)
addresses = st.sampled_from(ADDRESSES)


def joined(atoms: st.SearchStrategy[str], between: st.SearchStrategy[str], most: int) -> st.SearchStrategy[str]:
    """Return texts of ``atoms`` with something between each two."""
    pairs = st.lists(st.tuples(between, atoms), max_size=most - 1)
    return st.tuples(atoms, pairs).map(lambda parts: parts[0] + "".join(gap + atom for gap, atom in parts[1]))


def bracketed(atoms: st.SearchStrategy[str], between: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return texts in brackets."""
    pair = st.sampled_from([("(", ")"), ("[", "]")])
    return st.tuples(pair, joined(atoms, between, 3)).map(lambda parts: parts[0][0] + parts[1] + parts[0][1])


plain_between = st.sampled_from([each for each in BETWEEN if "،" not in each])
words = st.one_of(rtl_words, rtl_words, ltr_words, numbers, natives)
prose = joined(st.one_of(words, words, bracketed(words, plain_between)), plain_between, 9)
"""What UAX #9 alone decides."""

every_between = st.sampled_from(BETWEEN)
everything = st.one_of(words, wholes, addresses)
mixed = joined(st.one_of(everything, everything, bracketed(everything, every_between)), every_between, 9)
"""Prose with telephone numbers, dates and addresses."""

pieces = st.one_of(joined(words, st.just(" "), 3), wholes, addresses, st.tuples(wholes, rtl_words, ltr_words).map(lambda p: f"{p[0]} {p[1]} ({p[2]}+2)"),
                   st.tuples(rtl_words, numbers).map(lambda p: f"{p[0]} ({p[1]})"), st.tuples(numbers, rtl_words, numbers).map(" ".join))  # fmt: skip
"""What is put into a line: cities, clocks, days, names."""

lines = st.lists(st.tuples(every_between, pieces), min_size=1, max_size=5)
"""An Arabic line into which pieces are put, with what stands before each."""
