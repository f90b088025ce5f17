"""What yes, no, withdrawn and not yet are called in the languages of the lists."""

from __future__ import annotations

from enum import Enum, auto

from presskit.readers.tables.heads import plain

__all__ = ["Answer", "answer"]


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
_MEANT = {plain(word): meaning for meaning, words in _WORDS.items() for word in words.split(",")}
_BEGINNINGS = {
    "yes": Answer.YES, "i agree": Answer.YES, "we agree": Answer.YES, "oui": Answer.YES, "نعم": Answer.YES, "si": Answer.YES,
    "evet": Answer.YES, "да": Answer.YES, "так": Answer.YES, "ja": Answer.YES,
    "no": Answer.NO, "non": Answer.NO, "لا": Answer.NO,
    "hayir": Answer.NO, "нет": Answer.NO, "ні": Answer.NO, "nein": Answer.NO, "i do not": Answer.NO, "we do not": Answer.NO,
}  # fmt: skip
_DOUBTFUL = frozenset(plain("but not if unless mais pas لكن pero sin ama но але aber nicht only after until").split())


def answer(text: str) -> Answer:
    """Return what ``text`` says; of a longer one its first words, unless a «but» follows."""
    words = plain({"✓": "yes", "✔": "yes", "☑": "yes", "✗": "no", "✘": "no"}.get(text.strip(), text))
    if words in _MEANT:
        return _MEANT[words]
    begun = [meaning for start, meaning in _BEGINNINGS.items() if words.startswith(f"{start} ")]
    doubtful = _DOUBTFUL & set(words.split()[1:]) and Answer.NO not in begun
    return begun[-1] if begun and not doubtful and len(set(begun)) == 1 else Answer.UNKNOWN
