"""How many sign, and the words that languages count signatories with. No check stands here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from presskit.checks.lint.texts import words
from presskit.language.number_words import Stated, fold, marked
from presskit.model.document import Paragraph, Segment, Statement, segments
from presskit.model.people import Roster, SignatoryKind

__all__ = ["Claim", "Counts", "claims", "count"]


@dataclass(frozen=True, slots=True)
class Counts:
    """What a release may rightly say of its signatories; withdrawn ones are not counted."""

    signatories: int
    organisations: int
    persons: int
    coalitions: int


def count(roster: Roster) -> Counts:
    """Count those whose names stand under the release."""
    signing = roster.signing()
    persons = sum(signatory.kind is SignatoryKind.PERSON for signatory in signing)
    coalitions = sum(any(s.signs for s in coalition.signatories) for coalition in roster.coalitions)
    return Counts(len(signing), len(signing) - persons, persons, coalitions)


@dataclass(frozen=True, slots=True)
class Claim:
    """A number by which a segment counts the signatories, or their coalitions; ``words`` is the number as written."""

    segment: Segment
    number: Stated
    words: str
    coalitions: bool = False


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a language, as regular expressions. ``between`` may stand between «we» and the number."""

    we: str
    between: str
    organisations: str
    signatories: str
    coalitions: str
    say: str
    never: str
    joined: str = "in|of|from"


_WORDS = {
    "en": _Words(
        we="we",
        between="the|a|an|as|are|all|group|of|undersigned|following|these|our",
        organisations=r"ngos?|organi[sz]ations?|groups|agencies|charities|associations|institutions",
        signatories=r"signator(?:y|ies)|undersigned|(?:who |that |which )?(?:have )?sign(?:ed)? this",
        coalitions=r"coalitions|alliances|networks",
        say=r"call|ask|demand|urge|warn|condemn|appeal|denounce|plead|say|declare|sign|express|welcome|reject|support",
        never="the|of|from|to|in|for|by|with|on|at|that|which|who|were|was|is|are|has|have|and|or|than",
    ),
    "fr": _Words(
        we="nous",
        between="les|des|en tant que|sommes|un|groupe|de|soussignées?|toutes|tous",
        organisations=r"ong|organisations|associations|collectifs|institutions",
        signatories=r"signataires|soussignée?s|signent (?:cette|ce)",
        coalitions=r"coalitions|alliances|réseaux",
        say=r"appellent|demandent|exigent|exhortent|alertent|condamnent|dénoncent|déclarent|signent|saluent|réclament",
        never="les?|la|des?|du|dans|par|pour|avec|sur|aux?|qui|que|ont|sont|étaient|et|ou",
        joined="dans|de|des|issues de|réunies en",
    ),
    "ar": _Words(
        we="نحن",
        between="ال|هذه|مجموعة|من|جميع|الموقعين|الموقعون|أدناه",
        organisations=r"(?:ال)?(?:منظم|جمعي|مؤسس|هيئ)(?:ة|ات)",
        signatories=r"(?:ال)موقع(?:ة|ون|ين|ات)(?: أدناه)?|موقعة",
        coalitions=r"(?:ال)?(?:تحالف(?:ات|ا|ين)?|ائتلاف(?:ات|ا|ين)?|شبك(?:ة|ات))",
        say=r"[تي]?طالب\w*|تدعو|ندعو|تناشد|تحذر|تدين|تستنكر|توقع|تعلن|ترحب|ترفض|تؤكد",
        never="في|من|على|إلى|عن|مع|التي|الذي|بين|أو",
        joined="في|ضمن|من",
    ),
    "es": _Words(
        we="nosotr[oa]s",
        between="las|los|somos|un|grupo|de|como|tod[oa]s",
        organisations=r"ongs?|organizaciones|asociaciones|entidades|colectivos",
        signatories=r"firmantes|abajo firmantes|suscritas|firman est[ea]|firmamos",
        coalitions=r"coaliciones|alianzas|redes",
        say=r"piden|exigen|reclaman|instan|llaman|alertan|condenan|denuncian|declaran|firman|saludan",
        never="las?|los|el|del?|en|por|para|con|que|han|fueron|son|y|o",
        joined="en|de",
    ),
    "tr": _Words(
        we="biz(?:ler)?",
        between="aşağıda|imzası|bulunan|olan|olarak|imzacı|bu",
        organisations=r"stk|örgüt\w*|kuruluş\w*|dernek\w*|kurum\w*",
        signatories=r"imzacı\w*|imzası bulunan",
        coalitions=r"koalisyon\w*|ittifak\w*|ağ",
        say=r"çağrı\w*|talep|istiyor\w*|uyarıyor\w*|kınıyor\w*|bildiriyor\w*|imzalıyor\w*",
        never="ve|veya|ile|için|bu|fazla|aşkın|yakın",
        joined="bünyesinde",
    ),
    "ru": _Words(
        we="мы",
        between="все|как|от имени|группа|из",
        organisations=r"нпо|организаци\w+|объединени\w+|ассоциаци\w+",
        signatories=r"нижеподписавши\w+|подписавши\w+|подписант\w*",
        coalitions=r"коалици\w+|альянс\w*|сет(?:и|ей)",
        say=r"призывают|требуют|просят|предупреждают|осуждают|заявляют|подписывают|приветствуют",
        never="и|или|в|из|на|от|по|с|для|которые|были",
        joined="в|из",
    ),
    "uk": _Words(
        we="ми",
        between="усі|всі|як|від імені|група|з",
        organisations=r"нуо|організаці\w+|обʼєднан\w+|асоціаці\w+",
        signatories=r"нижчепідписан\w+|підписант\w*",
        coalitions=r"коаліці\w+|альянс\w*|мереж\w*",
        say=r"закликають|вимагають|просять|попереджають|засуджують|заявляють|підписують|вітають",
        never="і|й|та|або|в|у|з|із|на|від|до|для|які|були",
        joined="у|в|з|із",
    ),
    "de": _Words(
        we="wir",
        between="die|als|sind|alle|eine|gruppe|von|unterzeichnenden",
        organisations=r"ngos?|nros?|\w*organisationen|verbände|vereine|initiativen",
        signatories=r"unterzeichne\w+|unterzeichnerinnen|unterzeichner",
        coalitions=r"bündniss?en?|allianzen|netzwerken?",
        say=r"rufen|fordern|bitten|warnen|verurteilen|appellieren|erklären|unterzeichnen|begrüssen|begrüßen",
        never="die|der|das|den|dem|von|aus|in|für|mit|auf|an|zu|haben|sind|waren|und|oder|als",
        joined="in|aus|von",
    ),
}
_N = r"⟦(\d+)⟧"
_ABOUT = re.compile(
    r"(?:more than|over|nearly|almost|some|at least|about|plus de|pres de|environ"
    r"|اكثر من|نحو|حوالي|mas de|unas|unos|casi|более|около|понад|близько|mehr als|uber|rund|etwa)\s+$"
)


@lru_cache(maxsize=len(_WORDS))
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    """Return (anywhere…, at the head of the release): what makes a number one that counts the signatories."""
    w = _WORDS[language]
    few = rf"(?:\s+(?!(?:{w.never})\b)[\w-]+){{0,2}}\s+"
    organisations = rf"(?:{few}(?:{w.organisations})\b)"
    ends = rf"(?={organisations}|\s+(?:{w.signatories})\b|\s*[).,;:]|\s*$)"
    gap = r"(?:\s+[\w-]+){0,8}?" if language == "tr" else r"(?:\s+[\w-]+)?"
    sources = (
        rf"{_N}{organisations}?[\s,]+(?:{w.signatories})\b",
        rf"\b(?:{w.signatories})[\s,(:]+(?:(?:{w.between})\s+)*{_N}{ends}",
        rf"\b(?:{w.we})[\s,]+(?:(?:{w.between})[\s,]+)*(?:ال)?{_N}{organisations}",
        rf"\b(?:{w.organisations})\s+(?:ال)?{_N}\s+(?:{w.signatories})\b",
        rf"^\W*{_N}{organisations}{gap}\s+(?:{w.say})\b",
    )
    return tuple(re.compile(fold(source)) for source in sources)


@lru_cache(maxsize=len(_WORDS))
def _coalition_pattern(language: str) -> re.Pattern[str]:
    """Return «25 organisations in two coalitions»: its second number counts coalitions when the first counts us."""
    w = _WORDS[language]
    few = rf"(?:\s+(?!(?:{w.never})\b)[\w-]+){{0,2}}\s+"
    source = rf"{_N}{few}(?:{w.organisations})\s+(?:{w.joined})\s+(?:\w+\s+)?{_N}{few}(?:{w.coalitions})\b"
    return re.compile(fold(source))


def _is_year(number: Stated, text: str) -> bool:
    return 1900 <= number.value <= 2100 and text[number.start : number.end].isdigit()


def _head(statement: Statement) -> set[str]:
    """Return the ids of the segments in which a release names its authors: title, subtitle, lede."""
    lede = next((block for block in statement.body if isinstance(block, Paragraph)), None)
    return {segment.id for segment in (statement.title, statement.subtitle, lede) if segment}


def _own(segment: Segment, language: str, *, head: bool) -> Iterator[Claim]:
    text = words(segment)
    folded, numbers = marked(text, language)
    for pattern in _patterns(language)[: 5 if head else 4]:
        for match in pattern.finditer(folded):
            number = numbers[int(match[1])]
            if not _is_year(number, text) and not _ABOUT.search(folded[: match.start(1) - 1]):
                yield Claim(segment, number, text[number.start : number.end])
    for match in _coalition_pattern(language).finditer(folded):
        ours, number = numbers[int(match[1])], numbers[int(match[2])]
        yield Claim(segment, ours, text[ours.start : ours.end])
        yield Claim(segment, number, text[number.start : number.end], coalitions=True)


def claims(statement: Statement) -> tuple[Claim, ...]:
    """Return the numbers by which a text counts its signatories or their coalitions, each once, in order.

    A number counts as such only beside words that can mean nobody else: «we, 25 NGOs», «the undersigned 25», «25
    signatories», a headline that begins with «25 organisations call». «3 NGOs were looted» and «over 20» are no claims.
    """
    language = statement.language.split("-", maxsplit=1)[0]
    if language not in _WORDS:
        return ()
    head = _head(statement)
    found = (claim for segment in segments(statement) for claim in _own(segment, language, head=segment.id in head))
    return tuple(dict.fromkeys(found))
