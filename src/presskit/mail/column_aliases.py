"""What the columns of press lists are called in English, French, Arabic, Spanish, Turkish, Russian, Ukrainian and German."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from presskit.readers.tables.heads import plain

__all__ = ["Column", "column_of"]


class Column(StrEnum):
    """What a column says; the values are what ``--map`` calls them.

    What says that somebody is not to be written to is known by :mod:`presskit.mail.opt_out`, whatever its head; under
    ``suppressed`` a user names a column of which that holds for all that stands there.
    """

    EMAIL = "email"
    NAME = "name"
    FIRST = "first-name"
    LAST = "last-name"
    OUTLET = "outlet"
    LANGUAGE = "language"
    COUNTRY = "country"
    GROUPS = "groups"
    TRUSTED = "embargo"
    ATTACHMENTS = "attachments"
    SUPPRESSED = "suppressed"


_HEADS: dict[Column, str] = {
    Column.EMAIL: """
        email, e mail, mail, email address, e mail address, address, adresse, mail address, courriel, adresse e mail,
        adresse email, adresse electronique, mel, البريد الإلكتروني, البريد, الايميل, ايميل, عنوان البريد الإلكتروني,
        correo, correo electronico, email de contacto, direccion de correo, e posta, eposta, e posta adresi, mail adresi,
        эл почта, электронная почта, почта, имейл, емейл, адрес, електронна пошта, пошта, ел пошта, адреса, mailadresse,
        e mail adresse, email adresse, emailadresse, epost""",
    Column.NAME: """
        name, full name, names, contact, contact name, journalist, recipient, reporter, person, nom, nom complet, nom et
        prenom, prenom et nom, journaliste, destinataire, الاسم, اسم, الاسم الكامل, الصحفي, اسم الصحفي, المستلم, nombre,
        nombre completo, nombre y apellidos, periodista, destinatario, ad soyad, adi soyadi, isim, isim soyisim,
        gazeteci, alici, имя, фио, имя и фамилия, журналист, получатель, ім я, піб, ім я та прізвище, журналіст,
        одержувач, vor und nachname, journalistin, empfanger, empfangerin, ansprechpartner, ansprechperson""",
    Column.FIRST: """
        first name, firstname, given name, forename, prenom, الاسم الأول, nombre de pila, ad, adi, имя собственное,
        vorname""",
    Column.LAST: """
        last name, lastname, surname, family name, nom de famille, اللقب, اسم العائلة, apellido, apellidos, soyad, soyadi,
        фамилия, прізвище, nachname, familienname""",
    Column.OUTLET: """
        outlet, media, media outlet, medium, publication, organisation, organization, newspaper, agency, company,
        broadcaster, employer, organisme, journal, redaction, titre de presse, الوسيلة الإعلامية, وسيلة الإعلام, المؤسسة
        الإعلامية, الجريدة, الصحيفة, المؤسسة, الجهة, medio, medio de comunicacion, organizacion, periodico, yayin, yayin
        organi, medya, medya kurulusu, gazete, kurum, kurulus, сми, издание, организация, редакция, змі, видання, організація,
        редакція, medien, zeitung, sender, redaktion""",
    Column.LANGUAGE: """
        language, languages, lang, preferred language, langue, langues, langue preferee, اللغة, لغة, اللغة المفضلة,
        idioma, lengua, dil, dili, tercih edilen dil, язык, предпочитаемый язык, мова, sprache, sprachen""",
    Column.COUNTRY: """
        country, country code, pays, البلد, الدولة, pais, ulke, страна, країна, land, staat""",
    Column.GROUPS: """
        group, groups, tag, tags, label, labels, list, lists, category, beat, segment, groupe, groupes, liste,
        categorie, rubrique, المجموعة, المجموعات, القائمة, التصنيف, الفئة, grupo, grupos, lista, etiqueta, categoria, grup,
        gruplar, etiket, kategori, группа, группы, метка, категория, список, група, групи, мітка, категорія, gruppe, gruppen,
        verteiler, kategorie""",
    Column.TRUSTED: """
        embargo, embargo trusted, trusted, under embargo, respects embargo, embargo ok, confiance, sous embargo,
        موثوق, الحظر, حظر النشر, de confianza, confianza, embargado, ambargo, guvenilir, эмбарго, доверенный, ембарго,
        довірений, sperrfrist, vertrauenswurdig""",
    Column.ATTACHMENTS: """
        attachments, attachment, attach, files, formats, format, pieces jointes, piece jointe, fichiers, المرفقات, مرفقات,
        adjuntos, archivos, ekler, dosyalar, вложения, файлы, вкладення, файли, anhange, anhang, dateien""",
}
_PARTS: tuple[tuple[Column, str], ...] = (
    (Column.EMAIL, r"\be ?mails?\b|courriel|البريد|\bcorreo\b|e ?posta\b|эл\w* почт|ел\w* пошт"),
    (Column.TRUSTED, r"embargo|ambargo|sperrfrist|эмбарго|ембарго"),
    (Column.LANGUAGE, r"\blanguages?\b|\blangue\b|\bidioma\b|\bsprache\b|язык|\bмов[аи]\b|اللغة|\bdili?\b"),
)


@cache
def _exact() -> dict[str, Column]:
    return {plain(word): column for column, words in _HEADS.items() for word in words.split(",") if plain(word)}


def column_of(head: str) -> Column | None:
    """Return what a column under ``head`` says; None where that is not known."""
    text = plain(head) if len(head) <= 200 else ""
    exact = _exact().get(text)
    return exact or next((column for column, part in _PARTS if text and re.search(part, text)), None)
