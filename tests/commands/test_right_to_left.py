"""Small kits of right-to-left texts, of a language without a face, and of what once stopped a build: they say what is right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from presskit.bidi import without_isolates
from tests.bidi.judge import AUTO, RTL, seen
from tests.commands.conftest import Run

KIT = "id: small\nkind: press-release\nlanguages: [{language}]\nversion: 1\ndate: 2026-03-02\nplaces: [{{{language}: {place}}}]\noutputs: [{outputs}]\nbrand: {{name: Example}}\n{more}\n"
CONTACT = "contacts:\n  - name: Jane Example\n    emails: [jane@example.org]\n    phones: ['+44 20 7946 0100']\n"
ARABIC = """---
title: "القرار 2254 (2015) والقرار 2401 (2018)"
---
قالت "أطباء بلا حدود" و"إنقاذ الطفولة" ذلك. من 2011 إلى 2026 (15 عامًا). {#lede}

> أريد شيئًا {#p}
"""
EMBARGO = """embargo:
  until: 2026-03-02T14:00
  zone: Asia/Beirut
  cities: [{zone: America/New_York, name: {ar: نيويورك}}, {zone: Europe/Kyiv, name: Kyiv}]"""
PERSIAN = """---
title: راه جنوبی را باز کنید
---
گروه‌ها به ۱۴ روستا رسیده‌اند (گزارش WASH-2026/14 را ببینید) و ۴٫۵ میلیون یورو گرفته‌اند. {#lede}
"""


def written(folder: Path, language: str, text: str, **parts: str) -> Path:
    kit = KIT.format(**{"outputs": "pdf, html, text, docx", "more": "release: immediate", "place": "جنيف", **parts}, language=language)
    for name, content in (("kit.yaml", kit), ("contacts.yaml", CONTACT), (f"statement.{language}.md", text)):
        (folder / name).write_text(content, encoding="utf-8")
    return folder


def lines(folder: Path, language: str) -> list[str]:
    return (folder / f"{language}/small-{language}.txt").read_text(encoding="utf-8").splitlines()


def test_arabic_numbers_brackets_quotes_and_hamza(run: Run, tmp_path: Path) -> None:
    folder = written(tmp_path, "ar", ARABIC)
    assert run("build", folder, "--out", tmp_path / "out").code == 0
    found = lines(tmp_path / "out", "ar")
    assert "القرار 2254 (2015) والقرار 2401 (2018)" in found
    assert "قالت «أطباء بلا حدود» و«إنقاذ الطفولة» ذلك. من 2011 إلى 2026 (15 عامًا)." in found
    (title,) = [line for line in found if "2254" in line]
    assert seen(title, RTL) == seen(title, AUTO) == "(2018( 2401 رارقلاو (2015( 2254 رارقلا"


def test_the_clocks_of_an_embargo_stay_with_their_cities(run: Run, tmp_path: Path) -> None:
    folder = written(tmp_path, "ar", ARABIC, more=EMBARGO)
    assert run("build", folder, "--out", tmp_path / "out").code == 0
    (line,) = [line for line in lines(tmp_path / "out", "ar") if "نيويورك" in line]
    assert seen(line, RTL) == seen(line, AUTO)
    from_the_right = seen(line, RTL)[::-1]
    assert re.search("أي.* 00:70 .*نيويورك.* · .*00:41 .*كييف", from_the_right)


def test_persian_builds_with_its_digits(run: Run, tmp_path: Path) -> None:
    ended = run("build", written(tmp_path, "fa", PERSIAN, place="ژنو"), "--out", tmp_path / "out")
    assert ended.code == 0
    assert "phrases-missing" not in ended.out + ended.err
    assert "language-gaps" in ended.out + ended.err
    text = without_isolates(" ".join(lines(tmp_path / "out", "fa")))
    assert "۱۴ روستا" in text
    assert "۴٫۵ میلیون" in text


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_language_without_a_face_is_an_error(run: Run, tmp_path: Path, command: str) -> None:
    folder = written(tmp_path, "zh", "---\ntitle: 在河水再次上涨之前开放南部道路\n---\n我们的团队抵达了村庄。 {#lede}\n", place="Geneva")
    ended = run(command, folder, *(["--out", tmp_path / "out"] if command == "build" else []))
    assert ended.code == 1
    assert "missing-glyph" in ended.out + ended.err
    assert "Chinese" in ended.out + ended.err
    assert (ended.out + ended.err).count("missing-glyph:") == 1


def test_it_can_be_made_without_pages(run: Run, tmp_path: Path) -> None:
    folder = written(tmp_path, "zh", "---\ntitle: 在河水再次上涨之前开放南部道路\n---\n我们的团队抵达了村庄。 {#lede}\n", place="Geneva", outputs="docx, html, text")
    assert run("build", folder, "--out", tmp_path / "out").code == 0


@pytest.mark.parametrize(
    "text",
    [
        "Word [تقرير مارس](https://example.org/p5) end. {#lede}",
        "Lede. {#lede}\n\n3. One. {#a}\n4. Two. {#b}\n\nPara. {#c}\n\n1. One. {#d}",
        "Copyright ©\ufe0f and River™\ufe0f. {#lede}",
        "Lede. {#lede}\n\n1. One {#a}\n   - Two {#b}\n     - Three {#c}",
    ],
    ids=["rtl-link", "list-start", "selectors", "lists-in-lists"],
)
def test_what_stopped_a_build_without_need_builds(run: Run, tmp_path: Path, text: str) -> None:
    folder = written(tmp_path, "en", f"---\ntitle: A title here\n---\n{text}\n", place="London", outputs="pdf, print, docx, html, text")
    ended = run("build", folder, "--out", tmp_path / "out")
    assert ended.code == 0, ended.out + ended.err
