"""Whatever the files hold, reading ends with findings, never with a traceback."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presskit.editing.kit_file import with_ids
from presskit.readers import kit as reader
from tests.examples import many
from tests.readers.test_kit import GOOD

SNIPPETS = [
    b"\x00", b"\xff\xfe", b"\r", b"\t", b"---\n", b"::: calls\n", b":::\n", b"> ", b"- ", b"1. ", b"{{ date }}", b"{{", b"}}",
    b"{#a}", b"[^a]", b"[^a]: x\n", b"![a](b.png)", b"[a](b)", b"*", b"**", b"`", b"```\n", b"|a|\n|-|\n", b"<b>", b"&amp;", b"&a",
    b"*a", b"!!a", b"? ", b": ", b"{", b"[", b'"', b"'", b"#", b"    ", b"\xe2\x80\xa8", b"\xf0\x9f\x99\x82", b"<<: {}\n", b"%",
    b"until: 2016-12-15 14:00\n", b"9" * 400, b"\\", b"\n\n", b"=\n", b"~~~\n", b"<https://a>", b"@", b"\xd9\x80",
]  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> dict[str, bytes]:
    files = {name: text.encode() for name, text in GOOD.items()}
    name = draw(st.sampled_from(sorted(files)))
    data = files[name]
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(data)))
        end = draw(st.integers(start, min(len(data), start + 8)))
        data = data[:start] + draw(st.sampled_from(SNIPPETS) | st.binary(max_size=4)) + data[end:]
    return files | {name: data}


@settings(max_examples=many(400), deadline=None)
@given(mutated())
def test_a_damaged_file_is_read_to_its_end(files: dict[str, bytes]) -> None:
    reading = reader.read(files)
    assert reading.value is not None or any(finding.severity == "error" for finding in reading.diagnostics)
    with_ids("statement.en.md", files["statement.en.md"], "en")


@settings(max_examples=many(100), deadline=None)
@given(st.dictionaries(st.sampled_from([*GOOD, "statement.x.md", "a.png"]), st.binary(max_size=60)))
def test_noise_is_read_to_its_end(files: dict[str, bytes]) -> None:
    reader.read(files)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("kit.yaml", b"[" * 200_000),
        ("kit.yaml", b"a: " * 200_000),
        ("kit.yaml", b"a: &a [x,x]\nb: &b [*a,*a,*a]\nc: [*b,*b,*b]\n"),
        ("statement.en.md", b"---\ntitle: T\n---\n" + b"> " * 100_000),
        ("statement.en.md", b"---\ntitle: T\n---\n" + b"- " * 50_000),
        ("statement.en.md", b"---\ntitle: T\n---\n" + b"[" * 20_000),
        ("statement.en.md", b"---\ntitle: T\n---\n" + b"*a " * 10_000),
        ("statement.en.md", b"---\ntitle: T\n---\n" + b"![" * 3_000),
        ("statement.en.md", b"---\ntitle: T\n---\nx {{" + b" " * 20_000 + b"x"),
        ("statement.en.md", b"---\ntitle: T\n---\nx " + b"{#" * 20_000),
        ("statement.en.md", b"---\ntitle: T\n---\nx " + b"<!--" * 20_000),
        ("signatories.yaml", b"x" * 6_000_000),
    ],
)
def test_a_bomb_is_an_error_soon(name: str, data: bytes) -> None:
    begun = time.process_time()
    reading = reader.read({key: text.encode() for key, text in GOOD.items()} | {name: data})
    assert time.process_time() - begun < 20
    assert reading.diagnostics or name == "statement.en.md"
