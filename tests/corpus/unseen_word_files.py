"""The Word files of the unseen half: ``python -m tests.corpus.unseen_word_files`` makes them anew."""

from __future__ import annotations

from pathlib import Path

from tests.corpus.word_files import BREAK, TAB, big, bold, broken, centred, file, p, ps, rtl, run, table

FOLDER = Path(__file__).parent / "import" / "unseen"
LINE = '<w:u w:val="single"/>'


def styled(style: str, *parts: str) -> str:
    """A paragraph in a style of Word's."""
    return p(*parts, properties=f'<w:pStyle w:val="{style}"/>')


def right(*parts: str) -> str:
    return p(*parts, properties='<w:jc w:val="right"/>')


def item(*parts: str, number: int = 1, bidi: str = "") -> str:
    """A paragraph of a list that Word numbers."""
    return p(*parts, properties=f'{bidi}<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>')


def items(text: str, number: int = 1) -> str:
    """A list that Word numbers, an item for each line."""
    return "".join(item(line, number=number) for line in text.strip().split("\n"))


def numbering(*forms: str) -> str:
    """The lists of a file, each of one form: ``bullet``, ``decimal``."""
    lists = ""
    for n, form in enumerate(forms, 1):
        level = f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="%1."/></w:lvl>'
        lists += f'<w:abstractNum w:abstractNumId="{n}">{level}</w:abstractNum>'
    return lists + "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(1, len(forms) + 1)
    )


def noted(number: int) -> str:
    """The mark of a footnote."""
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'


def footnotes(*texts: str) -> str:
    return "".join(f'<w:footnote w:id="{n}">{p(text)}</w:footnote>' for n, text in enumerate(texts, 1))


def link(text: str) -> str:
    """Words that lead somewhere."""
    return f'<w:hyperlink w:anchor="mail">{run(text, LINE)}</w:hyperlink>'


def marked(text: str) -> str:
    """Words under a yellow marker."""
    return run(text, '<w:highlight w:val="yellow"/>')


def statement_with_footnotes() -> bytes:
    """Styles for title and heads, bullets of Word, footnotes in the text and at a name."""
    groups = "Archive of Everyday Letters\nCommunity Archives Forum\nFamily Historians of Ulster\nOral History Circle"
    more = "Records Without Walls\nSchool of Palaeography, Penhallow"
    return file(
        styled("Title", "The public record belongs to the public")
        + styled("Subtitle", "Joint statement on the fees of the National Archive")
        + p("Belfast, 16 September 2027")
        + p("From January a reader will pay £28 a day to see papers of the state.", noted(1))
        + p("We, archives and the people who use them, call on the Department to drop the fee.")
        + styled("Heading2", "Organisations")
        + items(groups)
        + item("Papers and People (NI)", noted(2))
        + items(more)
        + styled("Heading2", "Individuals")
        + items("Dr Niamh Cassidy, historian\nMs Edith Lowther\nProfessor Ravi Menon, University of Penhallow\nSir Colin Baird")
        + styled("Heading2", "Contact")
        + p("Niamh Cassidy, ", link("niamh@example.org"), ", 028 9018 0123"),
        numbering=numbering("bullet"),
        footnotes=footnotes(
            "Schedule of fees, Order 2027/114, annex B.", "Papers and People signs for its members in Northern Ireland only."
        ),
    )


def tabbed_letter() -> bytes:
    """A French letter: the date to the right, names side by side with tabs."""
    pairs = (
        ("Amis du Canal de Brienne", "Hêtre et Charme"),
        ("Bateliers indépendants", "Les Péniches bleues"),
        ("Cyclistes du halage", "Office du tourisme de Lizy"),
        ("Éclusiers en retraite", "Patrimoine fluvial (PATFLU)"),
        ("Fédération des pêcheurs", "Société d’histoire de Lizy"),
        ("Guinguette Chez Paulette", ""),
    )
    names = "".join(p(*[part for cell in pair if cell for part in (run(cell), TAB)][:-1]) for pair in pairs)
    return file(
        p(bold("Collectif Canal vivant"))
        + broken("3, quai de l’Écluse\n00770 Lizy-sur-Brienne\ncanal@example.org")
        + right("Lizy-sur-Brienne, le 2 mars 2027")
        + p("À l’attention de Voies d’eau de France")
        + p()
        + p(bold("Objet : "), "lettre ouverte contre la fermeture du canal de Brienne")
        + ps(
            "Madame, Monsieur,\n"
            "Vous avez annoncé la fermeture du canal à la navigation le 1er mai. Onze associations et commerces vous "
            "demandent de la reporter et de publier le coût des réparations.\n"
            "Veuillez agréer nos salutations distinguées."
        )
        + p(bold("Signataires"))
        + names
        + p("Votre contact : Paulette Grandin – 06 39 98 50 12")
    )


def side_column() -> bytes:
    """A German release in a table: sender and contact in the left cell, the text in the right one."""
    left = ps(
        "Bündnis Stadtbäume\nPressestelle\nUlmenweg 1\n00119 Neustetten\n\nAnsprechpartner:\nHolger Fink\nTel. 0711 555 01 23\n"
        "fink@example.org"
    )
    right_cell = (
        p(big("900 Bäume für Neustetten"))
        + p("Neustetten, 29. Oktober 2027")
        + p("Das Bündnis Stadtbäume hat heute der Oberbürgermeisterin einen Plan für 900 neue Straßenbäume übergeben.")
        + p("„Der Schatten, den wir heute pflanzen, kühlt unsere Enkel“, sagt Holger Fink, Sprecher des Bündnisses.")
        + p(bold("Zum Bündnis gehören: "))
        + p(
            "Baumpaten Südstadt; Bürgerverein Neustetten; Gartenfreunde 1908 e.V.; Hebammenpraxis am Markt; ",
            marked("Mieterbund (Rückmeldung steht aus)"),
            "; Naturkundliche Gesellschaft; Radverein Speiche; Waldkindergarten Wurzelkinder",
        )
    )
    return file(table((left, right_cell)))


def signature_table() -> bytes:
    """A Polish appeal with a table in which the organisations sign by hand."""
    names = table(
        ("Lp.", "Organizacja", "Osoba upoważniona", "Podpis"),
        ("1.", "Fundacja Ciepły Dom", "Agata Rybicka, prezeska", ""),
        ("2.", "Stowarzyszenie Lokatorów „Parter”", "Bogdan Malec", ""),
        ("3.", "Caritas Parafii św. Anny", "ks. Wojciech Truszko", ""),
        ("4.", "Bank Żywności w Olsztynku", "Celina Hajduk, dyrektorka", ""),
        ("5.", "Komitet Obrony Praw Lokatorów (KOPL)", "Dawid Sroka", ""),
        ("6.", "Koło Naukowe Socjologii UWO", "Iga Lenart", ""),
        ("7.", "Rada Osiedla Podgrodzie", "Jolanta Pietras", ""),
        ("8.", "Fundacja Prawo Ubogich", "adw. Kamil Strzelec", ""),
        ("9.", "Związek Emerytów, oddział w Olsztynku", "Leokadia Buczek, przewodnicząca", ""),
        ("10.", "Spółdzielnia Socjalna „Kuźnia”", "Marek Oleś", ""),
        ("11.", "Przychodnia na Kołach", "lek. Natalia Wrona", ""),
        ("", "", "", ""),
    )
    return file(
        centred(bold("APEL"))
        + centred(bold("o wstrzymanie eksmisji na czas zimy"))
        + right("Olsztynek, dnia 3 listopada 2027 r.")
        + ps(
            "My, niżej podpisane organizacje, apelujemy do Rady Miasta o wstrzymanie eksmisji od 1 listopada do 31 marca.\n"
            "W zeszłym roku na bruk trafiło 37 rodzin, w tym 52 dzieci."
        )
        + names
        + p("Kontakt dla mediów: Agata Rybicka, tel. 89 555 01 23, e-mail: agata@example.org")
    )


def letterhead_in_header() -> bytes:
    """A Ukrainian appeal: letterhead in the page head, number and day of the letter, names in one paragraph."""
    head = p("ВСЕУКРАЇНСЬКА ЛІГА ВЕЛОСИПЕДИСТІВ") + p("вул. Паркова, 5, м. Полтава, liga@example.org")
    names = (
        "Всеукраїнська ліга велосипедистів\nГО «Місто для людей»\nАсоціація водіїв тролейбусів\n"
        "Клуб мандрівників «Обрій»\nБатьки за безпечну дорогу\nЛікарі швидкої допомоги Полтави\n"
        "Веломайстерня «Спиця»\nКафедра транспорту Полтавського технічного університету\nГромада мікрорайону Левада\n"
        "Центр прав людей з інвалідністю (ЦПЛІ)\nМолодіжний парламент області"
    )
    return file(
        p("№ 14/27 від 21 квітня 2027 року")
        + p()
        + centred(big("Звернення щодо велодоріжок на мостах"))
        + ps(
            "За рік на мостах міста загинули троє велосипедистів. Жоден міст не має велодоріжки.\n"
            "Ми звертаємося до міської ради з проханням збудувати їх до кінця 2028 року."
        )
        + p(bold("Підписали:"))
        + broken(names)
        + p("Контактна особа: ", bold("Богдан Лелека"), ", 0532 55 01 23, ", link("bohdan@example.org")),
        '<w:headerReference w:type="default" r:id="rp0"/>',
        hdr=head,
    )


def numbered_by_state() -> bytes:
    """A Brazilian manifesto: names that Word numbers, states in bold between them."""
    return file(
        styled("Heading1", "Manifesto pela merenda da agricultura familiar")
        + p("Brasília, 16 de outubro de 2027 – Dia Mundial da Alimentação")
        + ps(
            "As organizações signatárias defendem que metade da merenda escolar venha da agricultura familiar.\n"
            "Hoje são 30%. Em 214 municípios, nem isso."
        )
        + p(bold("Signatárias"))
        + p(bold("Bahia"))
        + items("Associação das Marisqueiras de Saubara Mirim\nCooperativa Cacau da Mata\nRede Sertão Vivo")
        + p(bold("Minas Gerais"))
        + items("Cooperativa dos Queijeiros da Serra\nFetaf Minas")
        + p(bold("Rio Grande do Sul"))
        + items("Ecovale – Cooperativa de Agroecologia\nSindicato dos Merendeiros de Pelotinhas")
        + p(bold("Nacionais"))
        + items("Articulação Brasileira da Merenda (ABM)\nFórum das Cozinheiras Escolares")
        + p(run("Informações: ", "<w:i/>"), "Neusa Trindade – (61) 5555-0123 – neusa@example.org"),
        numbering=numbering("decimal"),
    )


def english_and_spanish() -> bytes:
    """English and Spanish in two cells of one table, names translated in both, one contact below."""
    english = (
        p(bold("No wall through the wetlands"))
        + p("Laredillo, 5 May 2027")
        + ps(
            "The planned wall would cut the Laredillo wetlands in two. We ask both governments to stop it.\n"
            "Each spring 90,000 cranes rest here."
        )
        + p(bold("Signed by"))
        + ps("Borderlands Birders\nCrane Watch\nRiver Kids\nTwo Banks Law Center")
    )
    spanish = (
        p(bold("Ningún muro a través de los humedales"))
        + p("Laredillo, 5 de mayo de 2027")
        + ps(
            "El muro previsto partiría en dos los humedales de Laredillo. Pedimos a ambos gobiernos que lo detengan.\n"
            "Cada primavera descansan aquí 90 000 grullas."
        )
        + p(bold("Firman"))
        + ps("Observadores de Aves de la Frontera\nVigías de la Grulla\nNiños del Río\nCentro Jurídico Dos Orillas")
    )
    return file(table((english, spanish)) + p("Contact / Contacto: Irene Salvatierra, irene@example.org, +52 55 5555 0123"))


def arabic_table() -> bytes:
    """An Arabic letter with a table of names and countries, the number in the first cell."""
    rows = (
        ("م", "اسم المنظمة", "البلد"),
        ("1", "جمعية رعاية الطفولة", "اليمن"),
        ("2", "مؤسسة مدرستي", "لبنان"),
        ("3", "شبكة معلمون بلا حدود", "الأردن"),
        ("4", "مركز سنابل للتعليم", "السودان"),
        ("5", "منتدى الأمهات", "العراق"),
        ("6", "Books on Donkeys", "هولندا"),
        ("7", "جمعية اقرأ (اقرأ)", "مصر"),
        ("8", "اتحاد طلبة الجنوب", "اليمن"),
        ("9", "مبادرة قلم ودفتر", "سوريا"),
        ("10", "المركز الليبي للطفل", "ليبيا"),
        ("11", "نقابة معلمي الأرياف", "المغرب"),
        ("12", "حملة سقف لكل صف", "السودان"),
    )
    names = table(*[tuple(rtl(cell) for cell in row) for row in rows])
    return file(
        rtl(
            "رسالة مفتوحة إلى وزراء التربية",
            "المدرسة أولا: لا امتحانات في الخيام",
            "عدن، 13 يونيو 2027",
            "نحن المنظمات الموقعة أدناه ندعو إلى تأجيل الامتحانات حتى تعود المدارس إلى أبنيتها.",
            "يدرس 40 ألف تلميذ اليوم في خيام بلا كهرباء.",
            "الموقعون",
        )
        + names
        + p(BREAK)
        + rtl("للاستفسار: أروى باوزير – arwa@example.org")
    )


FILES = {
    "word-en-footnotes.docx": statement_with_footnotes,
    "word-fr-tabs.docx": tabbed_letter,
    "word-de-side-column.docx": side_column,
    "word-pl-signature-table.docx": signature_table,
    "word-uk-letterhead.docx": letterhead_in_header,
    "word-pt-states.docx": numbered_by_state,
    "word-en-es-cells.docx": english_and_spanish,
    "word-ar-table.docx": arabic_table,
}


def main() -> None:
    """Write the files."""
    for name, made in FILES.items():
        (FOLDER / name).write_bytes(made())


if __name__ == "__main__":
    main()
