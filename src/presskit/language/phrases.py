"""Language: the fixed phrases of a release, one table for all outputs, which a kit can word anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from presskit.language.tags import primary

__all__ = ["PHRASES", "Phrases", "phrases"]

_ENGLISH: Mapping[str, str] = {
    "immediate": "For immediate release",
    "embargo": "Under embargo",
    "embargo_until": "Not for publication before {when}",
    "embargo_elsewhere": "That is {clocks}",
    "joint-statement": "Joint statement",
    "press-release": "Press release",
    "media-advisory": "Media advisory",
    "open-letter": "Open letter",
    "correction": "Correction",
    "dateline": "{places}, {date}",
    "ends": "ENDS",
    "signatories": "Signatories",
    "also_signed": "Also signed by",
    "contacts": "Media contacts",
    "notes": "Notes to editors",
    "footnotes": "Notes",
    "note": "Note {number}",
    "back": "Back to the text",
    "credit": "Photo: {credit}",
    "page": "Page {page} of {pages}",
    "release": "Release {id}",
    "version": "Version {version}",
    "hours": "{opens}–{closes} {zone}",
    "languages": "Speaks {languages}",
    "original": "The original of this release: {website}",
    "mail_subject": "{kind}: {title}",
    "mail_embargo": "EMBARGOED until {when}",
    "mail_corrected": "CORRECTED (version {version})",
    "mail_greeting": "Dear {name},",
    "mail_greeting_all": "Dear colleagues,",
    "mail_opening": "The full text follows. Attached: {files}.",
    "mail_opening_bare": "The full text follows.",
    "mail_replaces": "This replaces the version that we sent you before.",
    "mail_unsubscribe": "You are on our press list. To be taken off it, write to {address}.",
}

_FRENCH: Mapping[str, str] = {
    "immediate": "À diffuser immédiatement",
    "embargo": "Sous embargo",
    "embargo_until": "Ne pas publier avant le {when}",
    "embargo_elsewhere": "Soit {clocks}",
    "joint-statement": "Déclaration commune",
    "press-release": "Communiqué de presse",
    "media-advisory": "Invitation à la presse",
    "open-letter": "Lettre ouverte",
    "correction": "Rectificatif",
    "dateline": "{places}, le {date}",
    "ends": "FIN",
    "signatories": "Signataires",
    "also_signed": "Également signataires",
    "contacts": "Contacts presse",
    "notes": "Notes aux rédactions",
    "footnotes": "Notes",
    "note": "Note {number}",
    "back": "Retour au texte",
    "credit": "Photo : {credit}",
    "page": "Page {page} sur {pages}",
    "release": "Communiqué {id}",
    "version": "Version {version}",
    "hours": "{opens}–{closes} {zone}",
    "languages": "Langues : {languages}",
    "original": "L’original de ce communiqué : {website}",
    "mail_subject": "{kind} : {title}",
    "mail_embargo": "SOUS EMBARGO jusqu’au {when}",
    "mail_corrected": "RECTIFIÉ (version {version})",
    "mail_greeting": "Bonjour {name},",
    "mail_greeting_all": "Bonjour,",
    "mail_opening": "Voici le texte intégral. Pièces jointes : {files}.",
    "mail_opening_bare": "Voici le texte intégral.",
    "mail_replaces": "Il remplace la version que nous vous avons envoyée.",
    "mail_unsubscribe": "Vous figurez sur notre liste de presse. Pour ne plus recevoir nos messages, écrivez à {address}.",
}

_ARABIC: Mapping[str, str] = {
    "immediate": "للنشر الفوري",
    "embargo": "محظور النشر حتى الموعد المحدد",
    "embargo_until": "لا يُنشر قبل {when}",
    "embargo_elsewhere": "أي {clocks}",
    "joint-statement": "بيان مشترك",
    "press-release": "بيان صحفي",
    "media-advisory": "دعوة إعلامية",
    "open-letter": "رسالة مفتوحة",
    "correction": "تصويب",
    "dateline": "{places}، {date}",
    "ends": "انتهى",
    "signatories": "الموقّعون",
    "also_signed": "وقّع أيضًا",
    "contacts": "للتواصل الإعلامي",
    "notes": "ملاحظات للمحررين",
    "footnotes": "الهوامش",
    "note": "الهامش {number}",
    "back": "العودة إلى النص",
    "credit": "الصورة: {credit}",
    "page": "صفحة {page} من {pages}",
    "release": "البيان {id}",
    "version": "النسخة {version}",
    "hours": "{opens}–{closes} {zone}",
    "languages": "اللغات: {languages}",
    "original": "النص الأصلي لهذا البيان: {website}",
    "mail_subject": "{kind}: {title}",
    "mail_embargo": "محظور النشر حتى {when}",
    "mail_corrected": "مصحَّح (النسخة {version})",
    "mail_greeting": "تحية طيبة {name}،",
    "mail_greeting_all": "تحية طيبة،",
    "mail_opening": "فيما يلي النص الكامل. المرفقات: {files}.",
    "mail_opening_bare": "فيما يلي النص الكامل.",
    "mail_replaces": "تحل هذه النسخة محل النسخة التي أرسلناها إليكم سابقًا.",
    "mail_unsubscribe": "عنوانكم مدرج في قائمتنا الصحفية. لإزالته يُرجى الكتابة إلى {address}.",
}

_SPANISH: Mapping[str, str] = {
    "immediate": "Para difusión inmediata",
    "embargo": "Bajo embargo",
    "embargo_until": "No publicar antes del {when}",
    "embargo_elsewhere": "Es decir, {clocks}",
    "joint-statement": "Declaración conjunta",
    "press-release": "Comunicado de prensa",
    "media-advisory": "Convocatoria de prensa",
    "open-letter": "Carta abierta",
    "correction": "Rectificación",
    "dateline": "{places}, {date}",
    "ends": "FIN",
    "signatories": "Firmantes",
    "also_signed": "Firman también",
    "contacts": "Contactos de prensa",
    "notes": "Notas para la redacción",
    "footnotes": "Notas",
    "note": "Nota {number}",
    "back": "Volver al texto",
    "credit": "Foto: {credit}",
    "page": "Página {page} de {pages}",
    "release": "Comunicado {id}",
    "version": "Versión {version}",
    "hours": "{opens}–{closes} {zone}",
    "languages": "Idiomas: {languages}",
    "original": "El original de este comunicado: {website}",
    "mail_subject": "{kind}: {title}",
    "mail_embargo": "EMBARGADO hasta el {when}",
    "mail_corrected": "CORREGIDO (versión {version})",
    "mail_greeting": "Hola, {name}:",
    "mail_greeting_all": "Hola:",
    "mail_opening": "A continuación figura el texto íntegro. Adjuntos: {files}.",
    "mail_opening_bare": "A continuación figura el texto íntegro.",
    "mail_replaces": "Sustituye a la versión que les enviamos antes.",
    "mail_unsubscribe": "Figura usted en nuestra lista de prensa. Para darse de baja, escriba a {address}.",
}

_TURKISH: Mapping[str, str] = {
    "immediate": "Hemen yayımlanabilir",
    "embargo": "Ambargolu",
    "embargo_until": "Şu andan önce yayımlanamaz: {when}",
    "embargo_elsewhere": "Diğer saatlerle: {clocks}",
    "joint-statement": "Ortak açıklama",
    "press-release": "Basın bülteni",
    "media-advisory": "Basın daveti",
    "open-letter": "Açık mektup",
    "correction": "Düzeltme",
    "dateline": "{places}, {date}",
    "ends": "SON",
    "signatories": "İmzacılar",
    "also_signed": "Diğer imzacılar",
    "contacts": "Basın iletişim",
    "notes": "Editörlere notlar",
    "footnotes": "Notlar",
    "note": "Not {number}",
    "back": "Metne dön",
    "credit": "Fotoğraf: {credit}",
    "page": "Sayfa {page} / {pages}",
    "release": "Bülten {id}",
    "version": "Sürüm {version}",
    "hours": "{opens}–{closes} {zone}",
    "languages": "Diller: {languages}",
    "original": "Bu bültenin aslı: {website}",
    "mail_subject": "{kind}: {title}",
    "mail_embargo": "AMBARGOLU, şu ana kadar: {when}",
    "mail_corrected": "DÜZELTİLDİ (sürüm {version})",
    "mail_greeting": "Merhaba {name},",
    "mail_greeting_all": "Merhaba,",
    "mail_opening": "Tam metin aşağıdadır. Ekler: {files}.",
    "mail_opening_bare": "Tam metin aşağıdadır.",
    "mail_replaces": "Bu metin, size daha önce gönderdiğimiz sürümün yerine geçer.",
    "mail_unsubscribe": "Basın listemizde yer alıyorsunuz. Listeden çıkmak için {address} adresine yazın.",
}

_RUSSIAN: Mapping[str, str] = {
    "immediate": "Для немедленной публикации",
    "embargo": "Эмбарго",
    "embargo_until": "Не публиковать ранее: {when}",
    "embargo_elsewhere": "То есть {clocks}",
    "joint-statement": "Совместное заявление",
    "press-release": "Пресс-релиз",
    "media-advisory": "Приглашение для прессы",
    "open-letter": "Открытое письмо",
    "correction": "Исправление",
    "dateline": "{places}, {date}",
    "ends": "КОНЕЦ",
    "signatories": "Подписавшиеся",
    "also_signed": "Также подписали",
    "contacts": "Контакты для прессы",
    "notes": "Примечания для редакций",
    "footnotes": "Примечания",
    "note": "Примечание {number}",
    "back": "Вернуться к тексту",
    "credit": "Фото: {credit}",
    "page": "Страница {page} из {pages}",
    "release": "Релиз {id}",
    "version": "Версия {version}",
    "hours": "{opens}–{closes} {zone}",
    "languages": "Языки: {languages}",
    "original": "Оригинал этого релиза: {website}",
    "mail_subject": "{kind}: {title}",
    "mail_embargo": "ЭМБАРГО до: {when}",
    "mail_corrected": "ИСПРАВЛЕНО (версия {version})",
    "mail_greeting": "Здравствуйте, {name}!",
    "mail_greeting_all": "Здравствуйте!",
    "mail_opening": "Ниже полный текст. Вложения: {files}.",
    "mail_opening_bare": "Ниже полный текст.",
    "mail_replaces": "Этот текст заменяет версию, которую мы прислали вам ранее.",
    "mail_unsubscribe": "Вы в нашем списке прессы. Чтобы отписаться, напишите на {address}.",
}

_UKRAINIAN: Mapping[str, str] = {
    "immediate": "Для негайного оприлюднення",
    "embargo": "Ембарго",
    "embargo_until": "Не публікувати раніше: {when}",
    "embargo_elsewhere": "Тобто {clocks}",
    "joint-statement": "Спільна заява",
    "press-release": "Пресреліз",
    "media-advisory": "Запрошення для преси",
    "open-letter": "Відкритий лист",
    "correction": "Виправлення",
    "dateline": "{places}, {date}",
    "ends": "КІНЕЦЬ",
    "signatories": "Підписанти",
    "also_signed": "Також підписали",
    "contacts": "Контакти для преси",
    "notes": "Примітки для редакцій",
    "footnotes": "Примітки",
    "note": "Примітка {number}",
    "back": "Повернутися до тексту",
    "credit": "Фото: {credit}",
    "page": "Сторінка {page} з {pages}",
    "release": "Реліз {id}",
    "version": "Версія {version}",
    "hours": "{opens}–{closes} {zone}",
    "languages": "Мови: {languages}",
    "original": "Оригінал цього релізу: {website}",
    "mail_subject": "{kind}: {title}",
    "mail_embargo": "ЕМБАРГО до: {when}",
    "mail_corrected": "ВИПРАВЛЕНО (версія {version})",
    "mail_greeting": "Вітаємо, {name}!",
    "mail_greeting_all": "Вітаємо!",
    "mail_opening": "Нижче повний текст. Вкладення: {files}.",
    "mail_opening_bare": "Нижче повний текст.",
    "mail_replaces": "Цей текст замінює версію, яку ми надіслали вам раніше.",
    "mail_unsubscribe": "Ви в нашому списку преси. Щоб відписатися, напишіть на {address}.",
}

_GERMAN: Mapping[str, str] = {
    "immediate": "Zur sofortigen Veröffentlichung",
    "embargo": "Sperrfrist",
    "embargo_until": "Nicht zur Veröffentlichung vor: {when}",
    "embargo_elsewhere": "Das entspricht {clocks}",
    "joint-statement": "Gemeinsame Erklärung",
    "press-release": "Pressemitteilung",
    "media-advisory": "Presseeinladung",
    "open-letter": "Offener Brief",
    "correction": "Berichtigung",
    "dateline": "{places}, {date}",
    "ends": "ENDE",
    "signatories": "Unterzeichnende",
    "also_signed": "Ebenfalls unterzeichnet von",
    "contacts": "Pressekontakte",
    "notes": "Hinweise für Redaktionen",
    "footnotes": "Anmerkungen",
    "note": "Anmerkung {number}",
    "back": "Zurück zum Text",
    "credit": "Foto: {credit}",
    "page": "Seite {page} von {pages}",
    "release": "Mitteilung {id}",
    "version": "Fassung {version}",
    "hours": "{opens}–{closes} {zone}",
    "languages": "Sprachen: {languages}",
    "original": "Das Original dieser Mitteilung: {website}",
    "mail_subject": "{kind}: {title}",
    "mail_embargo": "SPERRFRIST bis {when}",
    "mail_corrected": "BERICHTIGT (Fassung {version})",
    "mail_greeting": "Guten Tag, {name},",
    "mail_greeting_all": "Guten Tag,",
    "mail_opening": "Es folgt der vollständige Text. Anhänge: {files}.",
    "mail_opening_bare": "Es folgt der vollständige Text.",
    "mail_replaces": "Er ersetzt die Fassung, die wir Ihnen zuvor geschickt haben.",
    "mail_unsubscribe": "Sie stehen in unserem Presseverteiler. Zum Abmelden schreiben Sie an {address}.",
}

PHRASES: Mapping[str, Mapping[str, str]] = {
    "en": _ENGLISH,
    "fr": _FRENCH,
    "ar": _ARABIC,
    "es": _SPANISH,
    "tr": _TURKISH,
    "ru": _RUSSIAN,
    "uk": _UKRAINIAN,
    "de": _GERMAN,
}
"""The table: language → phrase → text with ``{places}`` for what is filled in."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of one language. ``missing`` names those that had to be taken from English."""

    texts: Mapping[str, str]
    missing: tuple[str, ...] = ()

    def __call__(self, phrase: str, **values: object) -> str:
        """Return a phrase with its values filled in; ``{`` of a value is never looked at again."""
        text = self.texts[phrase]
        parts: list[str] = []
        while "{" in text:
            before, _, rest = text.partition("{")
            name, closed, text = rest.partition("}")
            parts += [before, str(values[name]) if closed and name in values else f"{{{name}{closed}"]
        return "".join([*parts, text])


def phrases(language: str, own: Sequence[tuple[str, tuple[tuple[str, str], ...]]] = ()) -> Phrases:
    """Return the phrases of ``language`` (BCP 47), those of the kit before those of the table.

    ``own`` is :attr:`presskit.model.release.Release.phrases`. Of a language that the table lacks, what the kit does not
    word either is taken from English and named in ``missing``.
    """
    table = PHRASES.get(primary(language), {})
    worded = dict(own)
    kit = dict(worded.get(primary(language), ())) | dict(worded.get(language, ()))
    texts = {**_ENGLISH, **table, **kit}
    return Phrases(texts, tuple(name for name in _ENGLISH if name not in table and name not in kit))
