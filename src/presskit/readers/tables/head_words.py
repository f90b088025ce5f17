"""What the columns of lists are called in English, French, Arabic, Spanish, Turkish, Russian, Ukrainian and German."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["CONNECTING", "HEADS", "PARTS", "Role"]


class Role(StrEnum):
    """What a column says. ``NAME`` is an organisation's; ``BARE_NAME`` and ``FULL_NAME`` may be anybody's."""

    NAME = "organisation"
    BARE_NAME = "name"
    FULL_NAME = "full name"
    PERSON = "person"
    ACRONYM = "acronym"
    COUNTRY = "country"
    COALITION = "coalition"
    TITLE = "title"
    AFFILIATION = "affiliation"
    JOINED = "joined"
    TIMESTAMP = "timestamp"
    WITHDRAWN = "withdrawn"
    STATUS = "status"
    AGREES = "agrees"
    CONFIRMED_BY = "confirmed by"
    CONFIRMED_ON = "confirmed on"
    HOW = "how"
    NOTE = "note"
    NUMBER = "number"
    PRIVATE = "contact data"


HEADS: dict[Role, str] = {
    Role.NAME: """
        organisation, organization, organisations, organizations, organisation name, organization name, ngo, ngo name,
        ngos, name of organisation, name of organization, name of ngo, name of institution, name of association,
        institution, association, signatory, signatories, signing organisation, signing organization, name of signatory,
        signatory name, official name, organisation s name, organization s name, agency, cso, name of agency, member
        organisation, organisme, nom de l organisation, nom de l association, nom de l organisme, nom de l ong,
        organisation signataire, signataire, signataires, ong, structure, nom de la structure, organisations
        signataires, المنظمة, اسم المنظمة, المنظمات, اسم الجمعية, الجمعية, اسم المؤسسة, المؤسسة, الجهة, اسم الجهة,
        الموقعون, الموقع, المنظمات الموقعة, اسم المنظمه, المنظمه, الجهة الموقعة, organizacion, organizaciones, nombre de
        la organizacion, entidad, nombre de la entidad, asociacion, firmante, firmantes, organizacion firmante, nombre
        de la asociacion, nombre de la ong, kurum, kurum adi, kurulus, kurulus adi, dernek, dernek adi, orgut, orgut
        adi, stk, stk adi, imzacilar, imzaci, kurumun adi, организация, организации, название организации, наименование
        организации, подписавшая организация, подписант, подписанты, нко, учреждение, название, наименование,
        організація, організації, назва організації, найменування організації, підписант, підписанти, установа, назва,
        найменування, organisation name, name der organisation, verein, verband, name des vereins, unterzeichner,
        unterzeichnende, unterzeichnende organisation, einrichtung, name der einrichtung, nro, organisationen""",
    Role.BARE_NAME: "name, names, nom, noms, الاسم, اسم, الأسماء, nombre, nombres, ad, adi, isim, isimler, имя, ім я, namen",
    Role.FULL_NAME: """
        full name, your name, your full name, first and last name, nom complet, nom et prenom, prenom et nom, votre nom,
        الاسم الكامل, الاسم الثلاثي, اسمك, nombre completo, nombre y apellidos, nombre y apellido, su nombre, ad soyad,
        adi soyadi, adiniz soyadiniz, isim soyisim, фио, ф и о, полное имя, имя и фамилия, ваше имя, пів, піб, п і б,
        повне ім я, ім я та прізвище, vollstandiger name, vor und nachname, ihr name""",
    Role.PERSON: """
        person, individual, individuals, name of person, person s name, individual signatory, personne, nom de la
        personne, الشخص, اسم الشخص, الأفراد, persona, nombre de la persona, kisi, kisi adi, sahis, персона, физическое
        лицо, лицо, особа, фізична особа, name der person, einzelperson""",
    Role.ACRONYM: """
        acronym, acronyms, abbreviation, abbr, short name, initials, sigle, acronyme, abreviation, الاختصار, اختصار,
        الاسم المختصر, الرمز, sigla, siglas, acronimo, abreviatura, kisaltma, kisaltmasi, kisa adi, kisa ad,
        аббревиатура, сокращение, краткое название, абревіатура, скорочення, скорочена назва, abkurzung, kurzel,
        akronym, kurzname""",
    Role.COUNTRY: """
        country, countries, country of registration, country of origin, country code, pays, pays d enregistrement,
        البلد, الدولة, بلد التسجيل, دولة التسجيل, pais, pais de registro, ulke, ulkesi, страна, страна регистрации,
        країна, країна реєстрації, land, staat, sitzland""",
    Role.COALITION: """
        coalition, coalitions, alliance, network, group, umbrella, platform, consortium, coalition network, reseau,
        collectif, plateforme, groupe, regroupement, التحالف, تحالف, الشبكة, شبكة, الائتلاف, ائتلاف, المجموعة, التجمع,
        coalicion, alianza, red, plataforma, grupo, koalisyon, ag, platformu, ittifak, grup, коалиция, альянс, сеть,
        группа, объединение, коаліція, мережа, група, об єднання, koalition, bundnis, netzwerk, gruppe, dachverband,
        allianz, name of coalition, coalition name""",
    Role.TITLE: """
        title, honorific, academic title, salutation, civilite, titre, اللقب, اللقب العلمي, titulo, tratamiento, unvan,
        unvani, титул, ученая степень, обращение, титулование, звання, науковий ступінь, titel, anrede""",
    Role.AFFILIATION: """
        affiliation, affiliated with, employer, university, affiliation institutionnelle, rattachement, جهة العمل,
        الانتماء, الصفة المهنية, الجامعة, afiliacion, adscripcion, bagli oldugu kurum, calistigi kurum, место работы,
        аффилиация, місце роботи, афіліація, zugehorigkeit, institution der person, arbeitgeber""",
    Role.JOINED: """
        joined, joined on, date, date joined, date signed, signed on, signature date, date of signature, day, signed,
        date added, date de signature, signe le, date d adhesion, التاريخ, تاريخ, تاريخ التوقيع, تاريخ الانضمام, fecha,
        fecha de firma, fecha de adhesion, tarih, imza tarihi, katilim tarihi, дата, дата подписания, дата
        присоединения, дата підписання, дата приєднання, datum, datum der unterschrift, unterzeichnet am, beigetreten,
        beitrittsdatum""",
    Role.TIMESTAMP: """
        timestamp, time stamp, submitted, submitted at, submission date, submission time, submitted on, completion time,
        created, created at, horodateur, horodatage, date de soumission, الطابع الزمني, طابع زمني, وقت الإرسال, تاريخ
        الإرسال, marca temporal, fecha de envio, zaman damgasi, gonderim tarihi, отметка времени, дата отправки,
        позначка часу, дата надсилання, zeitstempel, eingegangen am""",
    Role.WITHDRAWN: """
        withdrawn, withdrawn on, withdrawal, withdrawal date, date of withdrawal, date withdrawn, retire le, retrait,
        date de retrait, تاريخ الانسحاب, الانسحاب, انسحبت, منسحب, retirada, retirado, fecha de retirada, geri cekildi,
        cekilme tarihi, geri cekilme tarihi, отозвано, дата отзыва, отзыв подписи, відкликано, дата відкликання,
        zuruckgezogen, zuruckgezogen am, datum des ruckzugs, ruckzug""",
    Role.STATUS: """
        status, state, signature status, statut, etat, الحالة, حالة التوقيع, الوضع, estado, estatus, durum, imza durumu,
        статус, состояние, стан, stand""",
    Role.AGREES: """
        agree, agrees, agreed, do you agree, i agree, we agree, endorse, endorses, endorsement, signs, consent,
        consents, agreement, yes no, accord, d accord, approbation, موافقة, الموافقة, هل توافق, هل توافقون, acuerdo, de
        acuerdo, consentimiento, onay, onayliyor, kabul, согласие, согласны, згода, zustimmung, einverstanden""",
    Role.CONFIRMED_BY: """
        confirmed by, consent by, consent given by, authorised by, authorized by, approved by, signed by, confirmed by
        name, signed on behalf by, authorised representative, authorized representative, confirme par, approuve par,
        autorise par, signe par, representant autorise, أكد من قبل, تم التأكيد من قبل, المفوض بالتوقيع, موافقة من, اعتمد
        من قبل, confirmado por, aprobado por, autorizado por, firmado por, onaylayan, onay veren, yetkili, imzalayan,
        подтвердил, подтверждено, кем подтверждено, утвердил, підтвердив, ким підтверджено, bestatigt von, bestatigt
        durch, genehmigt von, e mail of confirmation, confirmed by e mail, confirmed by email""",
    Role.CONFIRMED_ON: """
        confirmed on, confirmation date, date of confirmation, consent date, confirme le, date de confirmation, تاريخ
        التأكيد, تاريخ الموافقة, fecha de confirmacion, onay tarihi, дата подтверждения, дата підтвердження, bestatigt
        am""",
    Role.HOW: """
        how confirmed, confirmation method, confirmed via, consent how, via, how, means of confirmation, mode de
        confirmation, confirme via, طريقة التأكيد, وسيلة التأكيد, medio de confirmacion, onay yontemi, способ
        подтверждения, спосіб підтвердження, bestatigt per""",
    Role.NOTE: """
        note, notes, comment, comments, remark, remarks, internal note, commentaire, commentaires, remarque, remarques,
        ملاحظات, ملاحظة, تعليق, nota, notas, comentario, comentarios, observaciones, not, notlar, aciklama, примечание,
        примечания, комментарий, примітка, примітки, коментар, anmerkung, anmerkungen, bemerkung, bemerkungen, kommentar""",
    Role.NUMBER: """
        s n, sl no, sr no, serial, serial no, serial number,
        no, nr, n, number, id, row, num, numero, rang, م, رقم, الرقم, ت, التسلسل, numero, sira, sira no, номер, п п,
        ном, nummer, lfd nr, response id, respondent, submission id""",
    Role.PRIVATE: """
        email, e mail, mail, email address, e mail address, contact email, contact e mail, courriel, adresse e mail,
        adresse email, adresse electronique, mel, البريد الإلكتروني, البريد, الايميل, ايميل, correo, correo electronico,
        e posta, eposta, e posta adresi, эл почта, электронная почта, почта, електронна пошта, пошта, ел пошта, email
        adresse, e mail adresse, phone, phone number, telephone, telephone number, mobile, whatsapp, tel, telephone
        portable, numero de telephone, هاتف, الهاتف, رقم الهاتف, واتساب, الجوال, telefono, movil, telefon, telefon
        numarasi, cep telefonu, телефон, номер телефона, номер телефону, telefonnummer, handy, contact, contact person,
        contact name, name of contact, focal point, contact details, name of contact person, personne de contact,
        contact presse, nom du contact, الشخص المسؤول, جهة الاتصال, شخص الاتصال, مسؤول التواصل, contacto, persona de
        contacto, irtibat, irtibat kisisi, iletisim, контакт, контактное лицо, контактна особа, ansprechpartner,
        ansprechperson, kontakt, kontaktperson, position, job title, role, function, fonction, poste, المنصب, المسمى
        الوظيفي, الوظيفة, cargo, puesto, gorev, gorevi, pozisyon, должность, посада, funktion, username, user name, ip
        address, ip""",
}

PARTS: tuple[tuple[Role | None, tuple[str, ...]], ...] = (
    (None, (
        "newsletter", "privacy", "personal data", "data protection", "gdpr", "rgpd", "mailing list", "donnees personnelles",
        "البيانات الشخصية", "datos personales", "kisisel veri", "персональн", "datenschutz", "website", "web site", "logo",
    )),
    (Role.PRIVATE, (
        r"\be ?mails?\b", "courriel", "البريد", r"\bcorreo\b", r"e ?posta\b", r"эл\w* почт", r"ел\w* пошт",
        r"\bphone", "telephone", "whatsapp", "رقم الهاتف", "telefon", "телефон", "contact person", "personne de contact",
        "ansprechpartner",
    )),
    (Role.AGREES, (
        r"\b(?:do|does|would|will|can) (?:you|your|we|the|it)\b.*\b(?:agree|endorse|sign|join|support|consent|publish)",
        r"\b(?:i|we) (?:hereby )?(?:agree|endorse|consent|wish|want|support)", r"\bpublish", r"\blist(?:ed)? (?:as|us|your)",
        "signez vous", "(?:acceptez|souhaitez|approuvez|soutenez) vous", r"\bsigne t elle", "هل (?:توافق|ترغب|تود|توقع|تؤيد)",
        r"\b(?:esta|estan) de acuerdo", r"\bfirma usted", "onayliyor mu", "imzalamak ist", "kabul ediyor", "imzaliyor mu",
        "вы согласны", r"согласн\w+ ли", "подписываете", "ви згодн", "чи згодн", "підписуєте", "stimmen sie",
        "unterzeichnen sie", "mochten sie",
    )),
    (Role.AGREES, (
        r"\b(?:has|have|had) (?:you|your|we|the|it)\b.*\bsign", r"\b(?:i|we) confirm", r"\byes no\b", r"\boui non\b",
        r"\bsi no\b", "نعم لا", "evet hayir", "да нет", "так ні", r"\bja nein\b",
    )),
    (Role.JOINED, (
        "(?:date|day) (?:of|you|we) (?:the )?(?:joining|joined|signing|signed|signature|endorsement|endorsing|accession)",
        "(?:joining|signing|signature|endorsement|endorsed) date", "date (?:de la |de l |de |d )(?:signature|adhesion|soutien)",
        "تاريخ (?:ال)?(?:توقيع|انضمام|تاييد)", "fecha de (?:la )?(?:firma|adhesion)", "(?:imza|katilim|destek) tarihi",
        "дата (?:підпис|підтрим|подпис|присоед|приєдн)", "datum der (?:unterschrift|unterzeichnung|zustimmung)",
    )),
    (Role.WITHDRAWN, ("withdraw", "retrait", "انسحاب", "cekilme", "отзыв", "відкликан", "ruckzug")),
    (Role.ACRONYM, (
        "acronym", "abbreviation", r"\bsigle\b", "اختصار", "abreviatura", "kisaltma", "аббревиатур", "абревіатур", "abkurzung",
    )),
    (Role.COALITION, (
        "(?:which|what|name of) .*(?:coalition|network|alliance)", "member of .*(?:coalition|network|alliance)",
    )),
    (Role.COUNTRY, (
        "(?:which|what|in) country", "country (?:of|where|in)", r"\bquel pays", r"pays (?:de|d|du|ou)\b", "أي (?:بلد|دولة)",
        "hangi ulke", r"\bque pais", "какой стран", "якій країн", "welchem land",
    )),
    (Role.NAME, (
        "name (?:of|for) (?:(?:your|the|an?|our) )?(?:organi[sz]ation|ngo|association|institution|group|agency|cso)",
        "(?:organi[sz]ation|ngo|institution|association) s? ?(?:full |official |legal )?name",
        "nom (?:complet |officiel )?de (?:votre|l|la|notre) ?(?:organisation|association|structure|ong|organisme)",
        "اسم (?:ال)?(?:منظمت|منظمة|جمعيت|جمعية|مؤسست|مؤسسة|جهت)",
        "nombre (?:completo |oficial )?de (?:su|la|tu) (?:organizacion|entidad|asociacion)",
        r"(?:kurum|kurulus|dernek|orgut)\w* (?:tam )?(?:ad|isim)",
        "(?:название|наименование) (?:вашей )?организации",
        "назва (?:вашої )?організації",
        "name (?:ihrer|der|des|ihres) (?:organisation|verein|verband|einrichtung)",
    )),
)  # fmt: skip
"""Parts (regular expressions) by which a longer head, such as the question of a form, is known: the first that fits.

None stands for questions that look like others, and are none of these.
"""

CONNECTING = frozenset({
    "in", "en", "auf", "на", "the", "language", "langue", "idioma", "dilinde", "dili", "мовою", "языке", "языком", "sprache",
    "اللغة", "باللغة", "لغة", "la", "le", "el", "den", "der", "version", "text",
})  # fmt: skip
"""Words that stand between «name» and a language."""
