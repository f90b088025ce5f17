"""The workbooks of the corpus, as forms and offices export them: ``python -m tests.corpus.workbooks`` makes them anew."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook

FOLDER = Path(__file__).parent / "import" / "tuned"
Rows = list[tuple[Any, ...]]

at = datetime.fromisoformat

MICROSOFT_FORMS: dict[str, Rows] = {
    "Form1": [
        (
            "ID", "Startzeit", "Fertigstellungszeit", "E-Mail", "Name", "Name der Organisation", "Abkürzung", "Land",
            "Ansprechperson (wird nicht veröffentlicht)", "Unterzeichnet Ihre Organisation den Aufruf?",
        ),
        (1, at("2027-09-01 09:02"), at("2027-09-01 09:05"), "anonymous", None, "Bahnfreunde Merrow e.V.", "BFM",
         "Deutschland", "Ulf Kramer", "Ja"),
        (2, at("2027-09-01 11:40"), at("2027-09-01 11:44"), "anonymous", None, "Fahrgastbeirat Nord", None,
         "Deutschland", "Silke Behnke", "Ja"),
        (3, at("2027-09-02 08:00"), at("2027-09-02 08:09"), "anonymous", None, "Handelskammer Merrow", None,
         "Deutschland", "R. Aigner", "Nein"),
        (4, at("2027-09-02 14:21"), at("2027-09-02 14:30"), "anonymous", None, "Verkehrswende Steiermark", "VWS",
         "Österreich", "Eva Lindner", "Ja"),
        (5, at("2027-09-03 07:12"), at("2027-09-03 07:20"), "anonymous", None, "Schulverbund am Gleis", None,
         "Schweiz", "Jürg Amstad", "Ja"),
    ]
}  # fmt: skip

TRACKER: dict[str, Rows] = {
    "Confirmed": [
        ("Keep the Merrow line open – sign-on tracker", None, None, None, None),
        ("Last updated 9 October", None, None, None, None),
        (None, None, None, None, None),
        ("No.", "Organisation", "Signed by (on behalf of)", "Role", "Confirmed on"),
        (1, "Merrow Residents' Association", "Gwen Hartley", "Chair", at("2027-09-14")),
        (2, "County Rail Users", "Asif Malik", "Secretary", at("2027-09-15")),
        (3, "St Oda's Sixth Form Council", "Bea Lund", "President", at("2027-09-20")),
        (4, "Merrow Valley Walkers (MVW)", "Tom Ridd", "Treasurer", at("2027-09-21")),
        (None, "Total: 4", None, None, None),
    ],
    "Withdrawn": [
        ("No.", "Organisation", "Withdrawn on"),
        (1, "Merrow Hauliers Ltd", at("2027-09-30")),
    ],
}

FILES = {"table-microsoft-forms.xlsx": MICROSOFT_FORMS, "table-tracker.xlsx": TRACKER}


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
