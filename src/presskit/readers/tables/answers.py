"""What yes, no, withdrawn and not yet are called in the languages of the lists."""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import cache

from presskit.language.data import folded, words
from presskit.readers.tables.heads import plain

__all__ = ["Answer", "answer", "condition", "is_filler", "is_like_answer", "makes_conditional"]

_KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop", "qsdfghjklm", "йцукенгшщзхъ", "фывапролджэ", "1234567890")


class Answer(Enum):
    """What a cell says about a signature."""

    YES = auto()
    NO = auto()
    WITHDRAWN = auto()
    NOT_YET = auto()
    UNKNOWN = auto()


_WORDS = {
    Answer.YES: """
        yes, y, true, 1, x, ok, agree, agreed, i agree, we agree, i do, signed, signs, confirmed, active, joined,
        approved, accepted, endorsed, oui, o, vrai, d accord, j accepte, nous acceptons, signe, signee, confirme,
        confirmee, نعم, موافق, موافقة, موافقون, أوافق, نوافق, موقع, مؤكد, وقعت, تم التوقيع, si, s, verdadero, acepto,
        aceptamos, de acuerdo, firmado, firmada, confirmado, confirmada, evet, e, dogru, kabul, kabul ediyorum, kabul
        ediyoruz, onayliyorum, onayliyoruz, imzaladi, onaylandi, да, истина, согласен, согласна, согласны, подписано,
        подтверждено, так, істина, згоден, згодна, згодні, підписано, підтверджено, ja, j, wahr, einverstanden, wir
        stimmen zu, ich stimme zu, unterzeichnet, bestatigt""",
    Answer.NO: """
        no, n, false, 0, disagree, i disagree, we disagree, declined, refused, rejected, not signed, non, faux, refuse,
        refusee, nous refusons, لا, غير موافق, غير موافقة, لا أوافق, لا نوافق, رفض, مرفوض, falso, no acepto, no
        aceptamos, rechazado, rechazada, hayir, h, yanlis, reddedildi, kabul etmiyorum, kabul etmiyoruz, нет, ложь, не
        согласен, не согласны, отказ, отклонено, ні, хибність, не згоден, не згодні, відмова, відхилено, nein, falsch,
        abgelehnt, nicht einverstanden""",
    Answer.WITHDRAWN: """
        withdrawn, withdrew, removed, retracted, cancelled, canceled, signature withdrawn, retire, retiree, retrait,
        annule, annulee, منسحب, منسحبة, انسحب, انسحبت, انسحاب, ملغى, retirado, retirada, anulado, anulada, geri cekildi,
        geri cekilmis, cekildi, iptal, iptal edildi, отозвано, отозвана, отозвал, отозвала, відкликано, відкликала,
        відкликав, zuruckgezogen, widerrufen, storniert""",
    Answer.NOT_YET: """
        pending, to be confirmed, tbc, tbd, waiting, awaiting confirmation, unconfirmed, not confirmed, maybe, perhaps,
        in progress, draft, en attente, a confirmer, peut etre, non confirme, قيد الانتظار, بانتظار التأكيد, غير مؤكد,
        ربما, لم يؤكد, pendiente, por confirmar, quizas, beklemede, bekliyor, belki, onay bekliyor, onaylanmadi,
        ожидает, ожидается, не подтверждено, возможно, очікує, очікується, не підтверджено, можливо, ausstehend, offen,
        vielleicht, unbestatigt""",
}
_MORE = {Answer.YES: "yes", Answer.NO: "no"}


@cache
def _meant() -> dict[str, Answer]:
    """Return what whole answers mean; those that mean two things in two languages mean nothing."""
    known = {plain(word): meaning for meaning, words_ in _WORDS.items() for word in words_.split(",")}
    for meaning, key in _MORE.items():
        for word in words("consent", key):
            known.setdefault(plain(word), meaning)
    return known


@cache
def _expression(key: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(folded(word) for word in words('consent', key))})(?!\w)")


def answer(text: str) -> Answer:
    """Return what ``text`` says: a whole answer that is known, or several that say the same, as «Yes, we sign»."""
    known = _meant()
    whole = plain({"✓": "yes", "✔": "yes", "☑": "yes", "✗": "no", "✘": "no"}.get(text.strip(), text))
    if whole in known:
        return known[whole]
    parts = [part for part in map(plain, re.split(r"[,،;:.!–—|/]|\s-\s", text)) if part]
    said = [known.get(part, Answer.UNKNOWN) for part in parts]
    if said and said[0] is Answer.NO:
        polite = [part for part, meaning in zip(parts[1:], said[1:], strict=True) if meaning is not Answer.NO]
        return Answer.NO if not polite else Answer.UNKNOWN
    return said[0] if len(set(said)) == 1 and said else Answer.UNKNOWN


def is_like_answer(text: str) -> bool:
    """Tell whether ``text`` answers yes or no, be it with a condition: «Yes, subject to approval»."""
    first = plain(re.split(r"[,،;:.!–—|/(]|\s-\s", text.strip(), maxsplit=1)[0])
    return answer(text) is not Answer.UNKNOWN or first in _meant() or bool(condition(text))


def condition(text: str) -> str:
    """Return the words of ``text`` that make an answer conditional: «subject to», «pending», «anonymously»."""
    found = _expression("conditions").search(plain(text))
    return found.group() if found else ""


def is_filler(name: str) -> bool:
    """Tell whether a name was only typed to fill its cell: «test», «N/A», «asdf», «-»."""
    whole = plain(name)
    if not whole or _expression("fillers").fullmatch(whole):
        return True
    small = name == name.lower() and " " not in whole and len(whole) > 2
    return small and (len(set(whole)) == 1 or any(whole in row for row in _KEYBOARD))


def makes_conditional(remark: str) -> bool:
    """Tell whether a remark beside a signature takes it back in part: «subject to board approval», «anonymously»."""
    return bool(_expression("remarks").search(plain(remark)))
