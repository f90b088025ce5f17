"""Pictures among the lines of a text: their captions and credits, and those at the top that may be a logo."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import takewhile

from presskit.language.data import languages
from presskit.language.phrases import phrases
from presskit.model.question import Choice, Edit, EditKind
from presskit.readers.importing.audit_log import AuditLog, escaped
from presskit.readers.importing.lines import InputLine, dropped, taken

__all__ = ["with_captions", "without_logos"]

_LONGEST_CAPTION = 300
_LONGEST_CREDIT = 90


@cache
def _credit() -> re.Pattern[str]:
    """Return what a credit begins with in all languages, such as «Photo:», or a mark of copyright."""
    said = {phrases(tag).texts["credit"].partition("{")[0].strip(" :\u00a0") for tag in languages()}
    words = "|".join(re.escape(each) for each in sorted(filter(None, said), key=len, reverse=True))
    begins = rf"(?:^|(?<=[\s(\[–—|/.]))(?:(?:{words})\s*(?:[:：]\s*©?|©)|©)"
    return re.compile(rf"{begins}\s*+(?P<credit>[^:：]+)$", re.IGNORECASE)


def with_captions(lines: Sequence[InputLine], file: str, log: AuditLog) -> tuple[InputLine, ...]:
    """Return the lines with captions and credits at their pictures: a line below that is styled so, or ends in a credit."""
    found: list[InputLine] = []
    for line in lines:
        above = found[-1] if found else None
        if above is None or above.figure is None or above.figure.caption or line.figure or not _is_caption(line):
            found.append(line)
            continue
        credit = _credit().search(line.words)
        length = len(line.words[: credit.start()].rstrip(" (|/–—[")) if credit else len(line.words)
        caption = taken(dropped(line.content, 0), length) if length else ()
        said = credit["credit"].rstrip(" \t)].").strip() if credit else ""
        found[-1] = replace(above, figure=replace(above.figure, caption=caption, credit=said))
        log.place(line, f"{file}: caption of {above.figure.source}")
    return tuple(found)


def _is_caption(line: InputLine) -> bool:
    if line.mark or line.style not in {"", "caption"} or len(line.words) > _LONGEST_CAPTION:
        return False
    credit = _credit().search(line.words)
    return line.style == "caption" or bool(credit and len(credit["credit"]) <= _LONGEST_CREDIT)


def without_logos(lines: Sequence[InputLine], file: str, log: AuditLog) -> tuple[InputLine, ...]:
    """Return the lines without pictures above the first words or beside them: a logo or a photo, which is asked."""
    first = next((line.span.line for line in lines if line.words), 0)
    above = [*takewhile(lambda line: line.figure or line.span.line == first, lines)]
    for line in (each for each in above if each.figure and each.figure.span.line <= first):
        name, alt = (line.figure.source, line.figure.alt) if line.figure else ("", "")
        log.place(line, f"{name}: kept beside the text; questions.yaml: what it is")
        text = f"![{escaped(alt)}]({name})"
        choices = (
            Choice("logo", "it is the logo of the house", "", (_logo(name),)),
            Choice("photo", "it is a photo: at the end of the text", "", (Edit(file, EditKind.APPEND, "body", text),)),
            Choice("neither", "it is decoration: in no output"),
        )
        called = f"{name}, «{alt}»" if alt else name
        asked = f"a picture stands above the text ({called}): is it a logo, or a photo of the release?"
        log.ask("picture", line, asked, choices)
    return tuple(line for line in lines if not (line in above and line.figure and line.figure.span.line <= first))


def _logo(name: str) -> Edit:
    return Edit("kit.yaml", EditKind.SET, "brand", f"brand: {{logo: {name}}}\n")

