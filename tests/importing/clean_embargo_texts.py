"""Forty texts about embargoes on arms, oil and trade, in eight languages: none of them holds back news."""

from __future__ import annotations

__all__ = ["CLEAN"]

_TITLED = [
    ("Arms embargo must hold, say 40 groups", "The arms embargo on the river states was extended until 31 May 2027. We welcome the decision of the Council."),
    ("Lift the oil embargo", "The oil embargo has been in force since 2019. Families cannot heat their homes, and hospitals run on generators."),
    ("Embargo on weapons: states look away", "An embargo on weapons is worth what its guards are worth. On 3 March 2026 a ship passed at 14:00 without a question."),
    ("The embargo has failed the hungry", "Six years after the embargo began, bread costs four times as much. The embargo until now hit nobody in power."),
    ("Europe’s arms embargo ends in June", "The EU arms embargo expires on 12 June 2027. Our organisations ask that it be renewed before that day."),
    ("No to a trade embargo", "A trade embargo would close the only road. It was under embargo from 1998 until 2003, and nobody has forgotten."),
    ("Doctors ask for an end of the medicine embargo", "The embargo against the islands keeps insulin away. It must end before winter, doctors told journalists today."),
    ("UN embargo on timber is ignored", "The UN embargo on timber was broken 60 times, a report says. The embargo ends on 1 May 2027."),
    ("Fuel embargo stops ambulances", "Since the fuel embargo of 5 May, ambulances stand still. The press was told at 10:00 that nothing would change."),
    ("Weapons still arrive despite embargo", "Despite the embargo, weapons arrive by night. Ships left the port at 06:00 and at 18:30."),
    ("L’embargo sur les armes doit tenir", "L’embargo sur les armes a été prolongé jusqu’au 31 mai 2027. Nos organisations saluent cette décision."),
    ("Levez l’embargo pétrolier", "L’embargo pétrolier frappe les familles depuis 2019. Les hôpitaux manquent de tout."),
    ("Embargo contre l’île : les malades paient", "L’embargo américain prive les malades de remèdes. Un embargo n’a jamais nourri personne."),
    ("Un embargo pour arrêter la guerre", "Nous demandons un embargo total sur les armes avant le 1er juin 2027."),
    ("Embargo alimentaire : six mois déjà", "Depuis six mois, l’embargo alimentaire vide les marchés. Les familles vendent leurs bêtes."),
    ("El embargo de armas debe seguir", "El embargo de armas se prorrogó hasta el 31 de mayo de 2027. Celebramos la decisión del Consejo."),
    ("Contra el embargo petrolero", "El embargo petrolero deja sin luz a los hospitales desde 2019. Pedimos que termine."),
    ("Sesenta años de embargo", "El embargo estadounidense contra la isla dura ya sesenta años. Ningún embargo ha dado de comer a nadie."),
    ("Piden un embargo total de armas", "Cuarenta organizaciones piden un embargo total de armas antes del 1 de junio de 2027."),
    ("Casas embargadas por los bancos", "Los bancos han embargado mil casas en un año. Las familias piden que se detengan los embargos."),
    ("Das Waffenembargo muss halten", "Das Waffenembargo wurde bis zum 31. Mai 2027 verlängert. Wir begrüßen die Entscheidung des Rates."),
    ("Ölembargo trifft die Falschen", "Das Ölembargo gilt seit 2019. Krankenhäuser laufen mit Notstrom, und Familien frieren."),
    ("Embargo gegen die Inseln beenden", "Das Embargo gegen die Inseln hält Insulin fern. Es muss vor dem Winter enden."),
    ("Ein Embargo ist kein Friede", "Ein Embargo auf Weizen trifft die Armen. Seit 2019 hat das Embargo niemanden an den Tisch gebracht."),
    ("Handelsembargo schadet Bauern", "Das Handelsembargo hat den Bauern die Märkte genommen, berichten Medien."),
    ("Silah ambargosu sürmeli", "Silah ambargosu 31 Mayıs 2027 tarihine kadar uzatıldı. Kuruluşlarımız bu kararı destekliyor."),
    ("Petrol ambargosu hastaneleri vurdu", "Petrol ambargosu 2019 yılından beri sürüyor. Hastaneler jeneratörle çalışıyor."),
    ("Gıda ambargosuna son", "Gıda ambargosu pazarları boşalttı. Aileler hayvanlarını satıyor."),
    ("Ambargo kalkmalı", "Ambargonun yükünü yoksullar taşıyor. Ambargo uygulamak barış getirmedi."),
    ("Оружейное эмбарго должно сохраниться", "Оружейное эмбарго продлено до 31 мая 2027 года. Мы приветствуем это решение."),
    ("Нефтяное эмбарго бьет по больницам", "Нефтяное эмбарго действует с 2019 года. Больницы работают на генераторах."),
    ("Эмбарго против островов", "Эмбарго против островов лишает больных лекарств. Оно должно закончиться до зимы."),
    ("Эмбарго на зерно ведет к голоду", "Эмбарго на зерно опустошило рынки. Семьи продают скот."),
    ("Збройове ембарго має діяти", "Збройове ембарго продовжено до 31 травня 2027 року. Ми вітаємо це рішення."),
    ("Нафтове ембарго б’є по лікарнях", "Нафтове ембарго діє з 2019 року. Лікарні працюють на генераторах."),
    ("Ембарго проти островів", "Ембарго проти островів позбавляє хворих ліків. Воно має закінчитися до зими."),
    ("حظر السلاح يجب أن يستمر", "مُدّد حظر السلاح حتى 31 أيار/مايو 2027. ترحب منظماتنا بهذا القرار."),
    ("ارفعوا الحظر النفطي", "حظر النفط قائم منذ عام 2019. المستشفيات تعمل بالمولدات."),
    ("الحظر الاقتصادي يجوّع الأسر", "منذ بدء الحظر الاقتصادي ارتفع سعر الخبز أربع مرات. لم يطعم الحظر أحدًا."),
    ("حظر تصدير القمح", "أفرغ حظر تصدير القمح الأسواق. الأسر تبيع مواشيها قبل الشتاء."),
]  # fmt: skip

CLEAN = [f"{title}\n\n{body}\n\nThe road is long.\n" for title, body in _TITLED]
