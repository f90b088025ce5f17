"""Check: the words of a link say where it leads."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, Context
from presskit.checks.lint.texts import links, quoted
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.language.number_words import fold
from presskit.model.document import plain_text
from presskit.model.release import Kit

__all__ = ["CHECK"]

RULE = Rule(
    "link-text-generic", Severity.WARNING, "The words of a link say nothing",
    "Screen readers list the links of a page by their words (WCAG 2.2, 2.4.4), and on paper «here» leads nowhere.",
)  # fmt: skip

_BARE = frozenset(
    fold(words)
    for words in (
        "here", "click here", "click", "link", "this link", "read more", "more",
        "ici", "cliquez ici", "lien", "ce lien", "en savoir plus",
        "هنا", "اضغط هنا", "انقر هنا", "الرابط", "هذا الرابط", "المزيد",
        "aquí", "haga clic aquí", "pulse aquí", "enlace", "este enlace", "leer más",
        "burada", "buraya", "buraya tıklayın", "tıklayın", "bağlantı",
        "здесь", "тут", "нажмите здесь", "по ссылке", "ссылка", "подробнее",
        "натисніть тут", "за посиланням", "посилання", "докладніше",
        "hier", "hier klicken", "klicken sie hier", "dieser link", "mehr",
    )
)  # fmt: skip


def _check(kit: Kit, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG001 — every check is called alike
    for statement in kit.statements:
        for link in links(statement):
            words = plain_text(link.children)
            if fold(words).strip(" .,:!>»") in _BARE:
                message = f"The link's words {quoted(words)} do not say where it leads."
                yield RULE.at(link.span, message, "Let the link be on the words that name the page.")


CHECK = Check(
    RULE,
    _check,
    good=Case(
        "The words name the page.",
        {
            "statement.en.md": """\
---
title: Open the road to the river towns
---
Read [all figures by village](https://example.org/figures). {#lede}
""",
        },
    ),
    bad=Case(
        "The word is «here».",
        {
            "statement.en.md": """\
---
title: Open the road to the river towns
---
For all figures click [here](https://example.org/figures). {#lede}
""",
        },
    ),
)
