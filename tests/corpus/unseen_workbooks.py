"""The workbooks of the unseen half: ``python -m tests.corpus.unseen_workbooks`` makes them anew."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook

FOLDER = Path(__file__).parent / "import" / "unseen"
Rows = list[tuple[Any, ...]]

at = datetime.fromisoformat

GOOGLE_FORMS_FR: dict[str, Rows] = {
    "Réponses au formulaire 1": [
        ("Horodateur", "Adresse e-mail", "Nom complet de l’organisation", "Sigle", "Pays", "Nom et fonction du signataire",
         "J’accepte que le nom de mon organisation soit publié", "Remarques"),
        (at("2027-05-03 09:12:40"), "rbl@example.org", "Ruelles et Bouquinistes de Lyse", "RBL", "France",
         "Maud Serin, présidente", "Oui", None),
        (at("2027-05-03 10:01:02"), "contact1@example.org", "Librairie La Dérive", None, "France", "Yvan Tessier", "Oui", None),
        (at("2027-05-03 10:02:55"), "contact1@example.org", "Librairie La Dérive", None, "France", "Yvan Tessier, gérant",
         "Oui", "J’avais oublié ma fonction, désolé"),
        (at("2027-05-04 18:30:00"), "imp@example.org", "Imprimerie Vasseur & Fils", None, "France", "C. Vasseur", "Non",
         "Soutien moral seulement"),
        (at("2027-05-05 07:45:13"), "avb@example.org", "Amis de la vieille bibliothèque", "AVB", "Belgique",
         "Lieve Maes, secrétaire", "Oui", None),
        (at("2027-05-06 21:15:59"), "cdl@example.org", "Cercle des lecteurs", "CDL", "Suisse", "Rémi Aubert", None,
         "à confirmer après notre comité"),
        (at("2027-05-07 12:00:31"), "fel@example.org", "FÉDÉRATION DES ÉCRIVAINS LIBRES", "FEL", "France",
         "Salomé Attias, déléguée", "Oui", None),
        (at("2027-05-07 14:20:00"), "atelier@example.org", "L’Atelier du papier ", None, "France", "Nour Haddad", "Oui", None),
        (at("2027-05-07 15:02:18"), "quai12@example.org", "Café-librairie Quai 12", None, "France", "Bruno Sévérac, associé",
         "Oui", "Bravo !"),
        (at("2027-05-07 16:44:09"), "shl@example.org", "Société historique de la Lyse (SHL)", "SHL", "France",
         "Pr Édouard Mangin, président d’honneur", "Oui", None),
        (at("2027-05-08 08:00:00"), "relieurs@example.org", "Compagnons relieurs", "néant", "France", "Iris Colombel", "Oui", None),
        (at("2027-05-08 09:31:27"), "slm@example.org", "Syndicat des libraires du Midi", "SLM", "France", "Alix Roumégas", "Oui",
         None),
        (at("2027-05-08 22:10:50"), "poesie@example.org", "Maison de la poésie, Namour", None, "Belgique", "Guy Tillemans", "Oui",
         None),
        (at("2027-05-09 10:05:05"), "flaneurs@example.org", "Les Flâneurs", None, "Luxembourg", "Josée Reding", "Oui", None),
        (at("2027-05-09 23:58:41"), "estampes@example.org", "Estampes et Cie", None, "France", "Paul-Henri Daste", "Oui", None),
    ]
}  # fmt: skip

MICROSOFT_FORMS: dict[str, Rows] = {
    "Sheet1": [
        ("ID", "Start time", "Completion time", "Email", "Name", "Your full name", "Title (Dr, Prof, ...)",
         "Job title and institution", "Do you want to sign the letter?", "May we print your name on our website?"),
        (1, at("2027-02-01 08:31"), at("2027-02-01 08:33"), "anonymous", None, "Harriet Osgood", "Dr",
         "GP, Elm Street Surgery", "Yes", "Yes"),
        (2, at("2027-02-01 08:52"), at("2027-02-01 08:55"), "anonymous", None, "Tunde Balogun", None,
         "Paramedic, Oxley Ambulance Station", "Yes", "Yes"),
        (3, at("2027-02-01 12:10"), at("2027-02-01 12:18"), "anonymous", None, "Moira Kettle", "Mrs",
         "Retired health visitor", "Yes", "No"),
        (4, at("2027-02-02 19:40"), at("2027-02-02 19:41"), "anonymous", None, "asdf", None, "asdf", "Yes", "Yes"),
        (5, at("2027-02-03 06:05"), at("2027-02-03 06:11"), "anonymous", None, "Siobhan Darcy", "Prof",
         "Chair of Primary Care, University of Wexcombe", "Yes", "Yes"),
        (6, at("2027-02-03 22:47"), at("2027-02-03 22:52"), "anonymous", None, "Graham Pell", None,
         "Practice manager", "No", "No"),
        (7, at("2027-02-04 09:15"), at("2027-02-04 09:19"), "anonymous", None, "Li Na Zhou", "Dr",
         "Registrar, Oxley Infirmary", "Yes", "Yes"),
        (8, at("2027-02-04 11:00"), at("2027-02-04 11:06"), "anonymous", None, "Callum Wray", "Mr",
         "A&E nurse, Oxley Infirmary", "Yes", "Yes"),
        (9, at("2027-02-04 13:22"), at("2027-02-04 13:30"), "anonymous", None, "Dr Fenella Strickland", None,
         "GP partner, Moss Side Practice", "Yes", "Yes"),
        (10, at("2027-02-04 20:01"), at("2027-02-04 20:04"), "anonymous", None, "Parveen Akhtar", "Ms",
         "Midwife, Oxley Birth Centre", "Yes", "Yes"),
        (11, at("2027-02-05 07:48"), at("2027-02-05 07:52"), "anonymous", None, "Revd Canon Hugh Bellamy", "Revd Canon",
         "Hospital chaplain", "Yes", "Yes"),
        (12, at("2027-02-05 08:30"), at("2027-02-05 08:34"), "anonymous", None, "Jean-Luc Odier", "Dr",
         "Anaesthetist, Oxley Infirmary", "Yes", "Yes"),
        (13, at("2027-02-05 23:15"), at("2027-02-05 23:20"), "anonymous", None, "Megan Thorpe", None, None, "Yes", "Yes"),
        (14, at("2027-02-06 10:10"), at("2027-02-06 10:12"), "anonymous", None, "Harriet Osgood", "Dr",
         "GP, Elm Street Surgery", "Yes", "Yes"),
        (15, at("2027-02-06 15:36"), at("2027-02-06 15:41"), "anonymous", None, "Ruben Aguirre-Shaw", "Prof",
         "Emeritus Professor of Public Health, University of Penhallow", "Yes", None),
    ]
}  # fmt: skip

TRACKER: dict[str, Rows] = {
    "READ ME": [
        ("Sign-on tracker, night surgery campaign",),
        ("Only the sheet SIGNED goes into the release. Please do not sort it!",),
        ("Questions: Bev, ext. 4410",),
    ],
    "SIGNED": [
        ("Organisation", "Short name", "Type", "Country", "Contact (internal)", "Consent to publish", "Date", "Logo received"),
        ("Elm Street Patients' Group", None, "Community", "UK", "Bev Tranter", "y", at("2027-01-28"), "y"),
        ("Oxley Trades Council", "OTC", "Union", "UK", "Len Sharrock", "y", at("2027-01-29"), "n"),
        ("National Pensioners' Parliament", "NPP", "National", "UK", "Doreen Oakes", "y", at("2027-01-29"), "y"),
        ("Night Nurses Network", "NNN", "Professional", "UK", "Akua Mensah", "y - but not on social media",
         at("2027-02-01"), "y"),
        ("Cymdeithas Meddygon Gwledig", "CMG", "Professional", "UK", "Gwenllian Prys", "y", at("2027-02-02"), "n"),
        ("Oxley & District Carers", None, "Community", "UK", "Pat Nuttall", "y", at("2027-02-02"), "y"),
        ("Moss Side Mosque Health Committee", None, "Faith", "UK", "Imam Yusuf Darr", "y", at("2027-02-02"), "n"),
        ("Mid Wales Retained Firefighters", "MWRF", "Union", "UK", "Emrys Pugh", "y", at("2027-02-03"), "y"),
        ("Students for Health, University of Wexcombe", None, "Student", "UK", "Zadie Cole", "y", at("2027-02-03"), "n"),
        ("Hospital Radio Oxley", "HRO", "Community", "UK", "Ken Ince", "y", at("2027-02-03"), "y"),
        ("The Rural GPs", "TRGP", "Professional", "UK", "Dr A. Mistry", "Y", at("2027-02-04"), "y"),
        ("Irish Nurses Abroad", "INA", "Professional", "Ireland", "Sr Carmel Foy", "yes", at("2027-02-04"), "n"),
        ("Oxley Chamber of Trade", None, "Business", "UK", "M. Tidy", "n", at("2027-02-04"), "n"),
        ("St Brendan's Parish Health Group", None, "Faith", "Ireland", "Fr Tom Lacey", "waiting for email", None, "n"),
    ],
    "CHASE": [
        ("Organisation", "Who", "Last contact"),
        ("Oxley Pharmacists' Forum", "Bev", at("2027-02-01")),
        ("County Bus Users", "Len", at("2027-02-03")),
    ],
    "DECLINED": [
        ("Organisation", "Reason"),
        ("Federation of Surgery Owners", "conflict of interest"),
    ],
}  # fmt: skip

ARABIC_LIST: dict[str, Rows] = {
    "ورقة1": [
        ("الرقم", "اسم الجمعية", "الاختصار", "البلد", "الشخص المفوض", "الهاتف", "الموافقة على النشر"),
        (1, "جمعية حماة الشاطئ", "حماة", "تونس", "منى العيادي", "+216 70 555 012", "نعم"),
        (2, "نادي الغواصين", None, "تونس", "رامي الشابي", "+216 70 555 013", "نعم"),
        (3, "تعاونية الصيادين بالميناء القديم", None, "تونس", "الطاهر بن سالم", None, "نعم"),
        (4, "جمعية السياحة البحرية", None, "تونس", "سنية قربع", "+216 70 555 015", "لا"),
        (5, "شبكة البحر الأبيض", "شبا", "الجزائر", "كمال زروق", None, "نعم"),
        (6, "مرصد السلاحف", None, "ليبيا", "هناء الورفلي", None, "نعم"),
    ]
}

FILES = {
    "table-google-forms-fr.xlsx": GOOGLE_FORMS_FR,
    "table-microsoft-forms-persons.xlsx": MICROSOFT_FORMS,
    "table-tracker-sheets.xlsx": TRACKER,
    "table-ar-list.xlsx": ARABIC_LIST,
}


def filled(rows: Iterable[tuple[Any, ...]]) -> Rows:
    """The cells of each row that are not empty."""
    return [tuple(cell for cell in row if cell is not None) for row in rows]


def main() -> None:
    """Write the files."""
    for name, sheets in FILES.items():
        book = Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
        book.save(FOLDER / name)


if __name__ == "__main__":
    main()
