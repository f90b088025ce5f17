"""Media lists in the layouts of public tools and of offices, with made-up people: who is written to, who is not."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["CASES", "CLEAN", "LAYOUTS", "MORE", "ListCase"]


@dataclass(frozen=True)
class ListCase:
    """A list; ``in`` stands in the address of whoever may be written to, ``out`` in that of whoever may not."""

    name: str
    text: str

    @property
    def words(self) -> str:
        return self.text

    def addresses(self, sort: str) -> set[str]:
        found = (word.strip("<>;,\"'()/|") for word in self.text.replace(",", " ").replace(";", " ").replace("/", " ").split())
        return {word.lower() for word in found if "@" in word and word.lower().startswith(sort)}


CASES = (
    ListCase("oddhead", "Mail pro,Nom,Langue,Désabonné\nin@x.example.org,A,fr,\nout@x.example.org,B,fr,oui\n"),
    ListCase(
        "status",
        "Email Address,First Name,Last Name,Language,Status,Opt-in\nin@x.example.org,In,Sub,en,Subscribed,yes\n"
        "out1@x.example.org,Out,Sub,en,Unsubscribed,no\nout2@x.example.org,Cl,Ean,en,Cleaned,no\n",
    ),
    ListCase(
        "twocols",
        "Email,Name,Language,Bounced,Unsubscribed\nin@x.example.org,Ok,en,,\nout1@x.example.org,Gone,en,yes,\n"
        "out2@x.example.org,Left,en,,yes\n",
    ),
)

LAYOUTS = (
    ListCase(
        "Mailchimp, subscribed",
        '"Email Address","First Name","Last Name",MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,LATITUDE,LONGITUDE,'
        "GMTOFF,DSTOFF,TIMEZONE,CC,REGION,LAST_CHANGED,LEID,EUID,NOTES,TAGS\n"
        'in1@a.example,Ada,One,2,"2023-04-01 10:00:00",203.0.113.4,"2023-04-01 10:00:00",203.0.113.4,46.2,6.1,1,2,Europe/Zurich,ch,'
        'ge,"2023-04-02 08:00:00",1001,ab12,,"""health"""\n'
        'in2@a.example,Ben,Two,4,"2023-05-01 10:00:00",,"2023-05-01 10:00:00",203.0.113.9,,,,,,,,"2023-05-02 08:00:00",1002,cd34,,\n',
    ),
    ListCase(
        "Mailchimp, unsubscribed",
        '"Email Address","First Name",MEMBER_RATING,OPTIN_TIME,UNSUB_TIME,UNSUB_CAMPAIGN_TITLE,UNSUB_CAMPAIGN_ID,UNSUB_REASON,'
        'UNSUB_REASON_OTHER\nout1@a.example,Ada,1,"2023-04-01 10:00:00","2024-01-01 09:00:00",January,77,NORMAL,\n'
        'out2@a.example,Ben,1,"2023-04-01 10:00:00","2024-02-01 09:00:00",,,,"too many"\n',
    ),
    ListCase(
        "Mailchimp, cleaned",
        '"Email Address","First Name",CLEAN_TIME,CLEAN_CAMPAIGN_TITLE,CLEAN_CAMPAIGN_ID\n'
        'out1@a.example,Ada,"2024-01-01 09:00:00",January,77\n',
    ),
    ListCase(
        "Mailchimp, account export",
        "Email Address,Status,First Name,VIP\nin@a.example,Subscribed,Ada,\nout1@a.example,Unsubscribed,Ben,\n"
        "out2@a.example,Cleaned,Cem,\n",
    ),
    ListCase(
        "Keila",
        "Email,First name,Last name,Data,Status,External ID\nin@a.example,Ada,One,{},active,\n"
        "out1@a.example,Ben,Two,{},unsubscribed,\nout2@a.example,Cem,Three,{},unreachable,\n",
    ),
    ListCase(
        "listmonk",
        "uuid,email,name,attributes,status,created_at,updated_at\n"
        '11-22,in@a.example,Ada,"{""city"": ""Geneva""}",enabled,2024-01-01T00:00:00Z,2024-01-01T00:00:00Z\n'
        "33-44,out1@a.example,Ben,{},blocklisted,2024-01-01T00:00:00Z,2024-01-01T00:00:00Z\n"
        "55-66,out2@a.example,Cem,{},disabled,2024-01-01T00:00:00Z,2024-01-01T00:00:00Z\n",
    ),
    ListCase(
        "Brevo",
        "CONTACT ID;EMAIL;FIRSTNAME;LASTNAME;SMS;EMAIL_BLACKLISTED;SMS_BLACKLISTED;ADDED_TIME;MODIFIED_TIME\n"
        "1;in@a.example;Ada;One;;false;true;2024-01-01;2024-01-02\n2;out@a.example;Ben;Two;;true;false;2024-01-01;2024-01-02\n",
    ),
    ListCase(
        "CiviCRM",
        "Contact ID,Contact Type,First Name,Last Name,Email,Do Not Phone,Do Not Email,Do Not Mail,Do Not Sms,Do Not Trade,"
        "No Bulk Emails (User Opt Out),On Hold\n"
        "1,Individual,Ada,One,in1@a.example,Yes,No,Yes,No,No,No,No\n2,Individual,Ben,Two,out1@a.example,No,Yes,No,No,No,No,No\n"
        "3,Individual,Cem,Three,out2@a.example,No,No,No,No,No,Yes,No\n"
        "4,Individual,Dia,Four,out3@a.example,No,No,No,No,No,No,On Hold Bounce\n",
    ),
    ListCase(
        "Salesforce",
        "Id,FirstName,LastName,Email,HasOptedOutOfEmail,DoNotCall,IsEmailBounced\n"
        "003A,Ada,One,in@a.example,0,1,0\n003B,Ben,Two,out1@a.example,1,0,0\n003C,Cem,Three,out2@a.example,0,0,1\n",
    ),
    ListCase(
        "HubSpot",
        "Record ID,First Name,Last Name,Email,Unsubscribed from all email,Email hard bounce reason,Last Activity Date\n"
        "1,Ada,One,in@a.example,,,2024-03-01\n2,Ben,Two,out1@a.example,true,,2024-03-01\n"
        "3,Cem,Three,out2@a.example,,Unknown user,2024-03-01\n",
    ),
    ListCase(
        "MailerLite",
        "Email,Status,Name,Signup date,Subscribed,Unsubscribed,Opens\nin@a.example,Active,Ada,2024-01-01,2024-01-01,,12\n"
        "out1@a.example,Unsubscribed,Ben,2024-01-01,2024-01-01,2024-06-01,0\nout2@a.example,Bounced,Cem,2024-01-01,2024-01-01,,1\n",
    ),
    ListCase(
        "MailPoet",
        "Email,First name,Last name,List,Global status,List status\nin@a.example,Ada,One,Press,subscribed,subscribed\n"
        "out1@a.example,Ben,Two,Press,unsubscribed,unsubscribed\nout2@a.example,Cem,Three,Press,bounced,subscribed\n",
    ),
    ListCase(
        "Ghost",
        "id,email,name,note,subscribed_to_emails,created_at,labels\n1,in@a.example,Ada,,true,2024-01-01T00:00:00Z,\n"
        "2,out@a.example,Ben,,false,2024-01-01T00:00:00Z,\n",
    ),
    ListCase(
        "MailUp",
        "Email;Phone Number;idList;OptOut_Date;optout_nl;optout_type\nout1@a.example;;1;20240122T111244;161;1\n",
    ),
    ListCase(
        "Campaign Monitor",
        "Email Address,Name,State,Date\nin@a.example,Ada,Active,2024-01-01\nout1@a.example,Ben,Unsubscribed,2024-01-01\n"
        "out2@a.example,Cem,Bounced,2024-01-01\nout3@a.example,Dia,Deleted,2024-01-01\n",
    ),
    ListCase(
        "Outlook, two addresses a person",
        "First Name,Last Name,E-mail Address,E-mail 2 Address,Company,Private,Do not contact\n"
        "Ada,One,in@a.example,,The Daily,FALSE,\nBen,Two,out1@a.example,out2@b.example,The Weekly,FALSE,x\n",
    ),
    ListCase(
        "French office, semicolons",
        "Nom;Prénom;Média;Adresse électronique;Langue;Ne plus contacter\nUn;Ada;Le Jour;in@a.example;fr;\n"
        "Deux;Ben;La Nuit;out@a.example;fr;oui\n",
    ),
    ListCase(
        "German office",
        "Redaktion;Ansprechpartner;E-Mail;Sprache;Status\nTagblatt;Ada;in@a.example;de;aktiv\n"
        "Abendblatt;Ben;out1@a.example;de;abgemeldet\nNachtblatt;Cem;out2@a.example;de;Rückläufer\n",
    ),
    ListCase(
        "Spanish office",
        "Medio,Nombre,Correo electrónico,Estado\nEl Día,Ada,in@a.example,alta\nLa Noche,Ben,out1@a.example,dado de baja\n"
        "La Tarde,Cem,out2@a.example,rebotado\n",
    ),
    ListCase(
        "Arabic office",
        "الاسم,البريد الإلكتروني,اللغة,حالة الاشتراك\nأمل,in@a.example,ar,مشترك\nبسام,out1@a.example,ar,ألغى الاشتراك\n"
        "جنى,out2@a.example,ar,محظور\n",
    ),
    ListCase(
        "Turkish office",
        "Ad Soyad,E-posta,Gazete,Abonelik durumu\nAda,in@a.example,Gün,abone\nBen,out1@a.example,Gece,abonelikten çıktı\n"
        "Cem,out2@a.example,Sabah,geri döndü\n",
    ),
    ListCase(
        "Russian office",
        "Имя;Электронная почта;СМИ;Не писать\nАда;in@a.example;День;\nБен;out@a.example;Ночь;да\n",
    ),
    ListCase(
        "Ukrainian office",
        "Ім'я;Електронна пошта;ЗМІ;Статус\nАда;in@a.example;День;підписана\nБен;out1@a.example;Ніч;відписався\n"
        "Джем;out2@a.example;Ранок;заблоковано\n",
    ),
    ListCase(
        "a remark beside the address",
        "Name,E-mail\nAda,in@a.example\nBen,out1@a.example (bounced)\nBen again,out1@a.example\n",
    ),
    ListCase("Google Contacts", (
        "First Name,Last Name,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value\n"
        "Ada,One,* myContacts,Work,in@a.example,,\nBen,Two,Unsubscribed,Work,out1@a.example,Home,out2@b.example\n"
    )),
)  # fmt: skip

MORE = (
    ListCase(
        "ActiveCampaign",
        "Email,First Name,Last Name,Phone,Status,Bounced Date,Tags\n"
        "in@a.example,A,B,,Active,,press\n"
        "out1@a.example,A,B,,Unsubscribed,,press\n"
        "out2@a.example,A,B,,Bounced,2024-01-01,press\n",
    ),
    ListCase(
        "Constant Contact",
        "First name,Last name,Email address - other,Email status - other,Email permission status - other,Email Lists\n"
        "A,B,in@a.example,Active,Implicit,Press\n"
        "A,B,out1@a.example,Unsubscribed,Unsubscribed,Press\n",
    ),
    ListCase(
        "Mailjet",
        "Email,Name,IsExcludedFromCampaigns,CreatedAt\nin@a.example,A,false,2024-01-01\nout@a.example,B,true,2024-01-01\n",
    ),
    ListCase(
        "Klaviyo",
        "Email,First Name,Email Marketing Consent,Email Marketing Consent Timestamp,Email Suppressions\n"
        "in@a.example,A,SUBSCRIBED,2024-01-01,\n"
        "out1@a.example,B,UNSUBSCRIBED,2024-01-01,\n"
        "out2@a.example,B,SUBSCRIBED,2024-01-01,HARD_BOUNCE\n",
    ),
    ListCase(
        "Substack",
        "email,active_subscription,expiry,email_disabled,created_at\n"
        "in@a.example,true,,false,2024-01-01\n"
        "out@a.example,true,,true,2024-01-01\n",
    ),
    ListCase(
        "SendGrid",
        "email,first_name,last_name,global_unsubscribe,created_at\nin@a.example,A,B,false,1\nout@a.example,C,D,true,1\n",
    ),
    ListCase(
        "Mailman",
        "address,display_name,delivery_status\nin@a.example,A,enabled\nout1@a.example,B,by_bounces\n",
    ),
    ListCase(
        "Zoho",
        "Contact Email,First Name,Contact Status,Subscription Type\n"
        "in@a.example,A,active,single\n"
        "out1@a.example,B,unsub,single\n"
        "out2@a.example,C,hardbounce,single\n",
    ),
    ListCase(
        "Dynamics",
        "Full Name;E-Mail;Bulk E-Mails zulassen;Nicht zulassen: E-Mail\n"
        "A;in@a.example;Zulassen;Zulassen\n"
        "B;out@a.example;Nicht zulassen;Nicht zulassen\n",
    ),
    ListCase(
        "Odoo",
        "Name,Email,Blacklisted,Opted Out\n"
        "A,in@a.example,False,False\n"
        "B,out1@a.example,True,False\n"
        "C,out2@a.example,False,True\n",
    ),
    ListCase(
        "CleverReach",
        "E-Mail;Vorname;Aktiviert;Abgemeldet;Bounced\n"
        "in@a.example;A;2024-01-01;;0\n"
        "out1@a.example;B;2024-01-01;2024-05-01;0\n"
        "out2@a.example;B;2024-01-01;;1\n",
    ),
    ListCase(
        "rapidmail",
        "email;firstname;status\nin@a.example;A;active\nout1@a.example;B;bounced\nout2@a.example;C;abused\n",
    ),
    ListCase(
        "Sarbacane",
        "Email;Nom;Blacklist;Motif\nin@a.example;A;;\nout@a.example;B;oui;Plainte\n",
    ),
    ListCase(
        "office fr 2",
        "NOM ET PRENOM;MEDIA;MAIL;RELANCE;REMARQUES\nA B;Jour;in@a.example;oui;\nC D;Nuit;in2@a.example;;a déménagé à Lyon\n",
    ),
    ListCase(
        "office de 2",
        "Medium;Name;Mailadresse;gelöscht am;Bemerkung\nT;A;in@a.example;;\nU;B;out@a.example;3.4.2024;\n",
    ),
    ListCase(
        "office es 2",
        "Nombre;E-mail;No contactar\nA;in@a.example;\nB;out@a.example;sí\n",
    ),
    ListCase(
        "office ar 2",
        "الصحفي,الايميل,عدم الإرسال\nأمل,in@a.example,\nسمر,out@a.example,نعم\n",
    ),
    ListCase(
        "office tr 2",
        "İsim;Mail;Bülten istemiyor\nA;in@a.example;\nB;out@a.example;evet\n",
    ),
    ListCase(
        "office ru 2",
        "ФИО;Почта;Рассылка\nА;in@a.example;подписан\nБ;out@a.example;отказ\n",
    ),
    ListCase(
        "office uk 2",
        "ПІБ;Пошта;Не надсилати\nА;in@a.example;\nБ;out@a.example;так\n",
    ),
    ListCase(
        "Notion",
        "Name,Email,Do not send,Last contacted\nA,in@a.example,No,May 3 2024\nB,out@a.example,Yes,May 3 2024\n",
    ),
    ListCase(
        "Airtable",
        "Name,Email,unsubscribed?\nA,in@a.example,\nB,out@a.example,checked\n",
    ),
)
"""Lists that were read once all others were right: nobody who left is written to, asked or not."""

_COLUMNS = (
    ("Status", "Staff", "Freelance", "Active", "Member"),
    ("Status", "Senior", "Junior", "Intern", ""),
    ("Status", "Redakteurin", "frei", "fest", "Pauschalist"),
    ("Statut", "pigiste", "titulaire", "indépendante", ""),
    ("Estado", "plantilla", "autónoma", "colaborador", ""),
    ("Durum", "kadrolu", "serbest", "", "stajyer"),
    ("Статус", "штат", "внештат", "стажёр", ""),
    ("Статус", "штат", "позаштатна", "", "стажерка"),
    ("الحالة", "موظفة", "مستقل", "", "متدربة"),
    ("State", "NY", "CA", "TX", "WA"),
    ("Etat", "Genève", "Vaud", "Zurich", ""),
    ("Member type", "Full", "Associate", "Honorary", ""),
    ("VIP", "yes", "", "no", ""),
    ("Freelance", "x", "", "x", ""),
    ("Accredited", "TRUE", "FALSE", "FALSE", "TRUE"),
    ("Invited to briefing", "yes", "yes", "no", ""),
    ("Attended", "1", "0", "1", "1"),
    ("Photographer?", "oui", "non", "", ""),
    ("Akkreditiert", "ja", "nein", "ja", ""),
    ("Notes", "met in Geneva", "covers health and migration", "prefers Signal", ""),
    ("Remarks", "do call before noon", "asks for figures", "on leave until May", ""),
    ("Beat", "health", "politics", "science", "health"),
    ("Tags", "embargo; health", "health", "migration", ""),
    ("Phone", "+41 22 730 00 12", "+44 20 7946 0018", "", "+49 30 901820"),
    ("Title", "Editor", "Reporter", "Producer", "Stringer"),
    ("Last contact", "2026-01-04", "2026-02-11", "", "2025-12-01"),
    ("Source", "event", "website", "referral", "event"),
    ("Rating", "1", "2", "3", "5"),
    ("Opt-in", "yes", "yes", "yes", "yes"),
    ("Email status", "Subscribed", "Subscribed", "Subscribed", "Subscribed"),
    ("Unsubscribed", "no", "no", "", "no"),
    ("OPTIN_TIME", "2023-04-01 10:00:00", "", "2023-05-01 10:00:00", ""),
    ("Consent date", "2023-04-01", "2023-04-02", "2023-05-01", "2024-01-01"),
    ("Frequency", "daily", "weekly", "monthly", "daily"),
    ("Website", "https://a.example", "https://b.example", "", ""),
    ("Gender", "f", "m", "f", "f"),
    ("Twitter", "@ada", "@ben", "", "@dia"),
    ("Platform", "TV", "Radio", "Print", "Online"),
    ("Priority", "A", "B", "C", "A"),
    ("Desk", "Foreign", "Domestic", "Foreign", "Sports"),
    ("Status", "stringer", "bureau chief", "presenter", ""),
    ("Status", "en poste", "congé maternité", "", ""),
    ("Status", "Volontär", "CvD", "Ressortleiterin", ""),
    ("Categoria", "local", "nacional", "", ""),
    ("Languages spoken", "en, fr", "ar", "es", ""),
    ("Met", "yes", "no", "", ""),
    ("RSVP", "yes", "no", "maybe", ""),
    ("Online only", "x", "", "", ""),
    ("Comments", "great piece on hospitals", "no reply since June", "best by phone", ""),
    ("Bemerkungen", "Urlaub bis Mai", "ruft zurück", "", ""),
    ("Anrede", "Frau", "Herr", "Frau", ""),
    ("Job title", "Reporter", "Freelance reporter", "Editor", ""),
    ("City", "Geneva", "London", "Beirut", ""),
    ("Verified", "yes", "yes", "no", "yes"),
    ("Assistant", "x", "", "", ""),
    ("Deadline", "daily 17:00", "weekly", "", ""),
    ("Pitch sent", "yes", "", "yes", ""),
    ("Social", "@ada", "", "", ""),
    ("Postcode", "1202", "1003", "", ""),
    ("Team", "yes", "", "no", ""),
    ("Dateline", "1 May 2024", "", "", ""),
    ("Круг тем", "здоровье", "политика", "", ""),
    ("Ülke kodu", "TR", "", "", ""),
    ("مجال", "صحة", "سياسة", "", ""),
    ("Wichtig", "ja", "nein", "", ""),
    ("Etat", "VD", "GE", "", ""),
    ("Estado", "Jalisco", "Oaxaca", "", ""),
    ("Membership", "IFJ", "NUJ", "", ""),
    ("Score", "10", "20", "", ""),
    ("Colour", "red", "green", "", ""),
)
CLEAN = tuple(
    ListCase(f"{head}: {', '.join(filter(None, values))}", f"E-mail;Name;Language;{head}\n" + "".join(
        f"in{number}@a.example;Reader {number};en;{value if ';' not in value else chr(34) + value + chr(34)}\n"
        for number, value in enumerate(values)
    ))
    for head, *values in _COLUMNS
)  # fmt: skip
"""Lists of which nothing is to be asked: nobody in them asked for anything."""
