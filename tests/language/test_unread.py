"""The language of a text, also where it is none of those that have a file."""

from __future__ import annotations

import pytest

from presskit.language.unread import language_of

TEXTS = {
    "sv": "Färjan har inte gått på nio veckor och folket på ön kan inte nå sjukhuset på fastlandet.",
    "fi": "Lautta ei ole kulkenut yhdeksään viikkoon, ja saaren asukkaat eivät pääse sairaalaan. Pyydämme, että se kulkee.",
    "cs": "Přívoz nejede už devět týdnů a lidé na ostrově se nedostanou do nemocnice na pevnině. Prosíme radu, aby ho pustila.",
    "ro": "Feribotul nu a plecat de nouă săptămâni, iar oamenii de pe insulă nu pot ajunge la spitalul de pe continent.",
    "el": "Το πλοίο δεν ταξιδεύει εδώ και εννέα εβδομάδες.",
    "ja": "九週間前から船が出ていません。島の人々は病院へ行けません。",
    "ka": "ბორანი ცხრა კვირაა არ დადის",
    "hi": "नौका नौ सप्ताह से नहीं चली है",
    "en": "The ferry has not sailed for nine weeks, and the people cannot reach the hospital.",
    "nl": "De veerboot vaart al negen weken niet meer en de mensen op het eiland kunnen het ziekenhuis niet bereiken.",
    "es": "El transbordador no sale desde hace nueve semanas y la gente de la isla no puede llegar al hospital.",
    "tr": "Feribot dokuz haftadır çalışmıyor ve ada halkı karadaki hastaneye ulaşamıyor. Bu sefer için konseye bir çağrı.",
    "ar": "لا تبحر العبارة منذ تسعة أسابيع",
    "": "Brindle Ferry Trust 2027",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_text_tells_its_language(language: str) -> None:
    assert language_of(TEXTS[language]) == language
