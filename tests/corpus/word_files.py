"""The Word files of the corpus, written as offices build them: ``python -m tests.corpus.word_files`` makes them anew."""

from __future__ import annotations

import io
import zipfile
from html import escape
from pathlib import Path

from tests.importing.word_files import RELATIONS, TYPES, R, W

FOLDER = Path(__file__).parent / "import" / "tuned"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
BREAK, TAB = "<w:r><w:br/></w:r>", "<w:r><w:tab/></w:r>"
MADE = (2027, 1, 1, 12, 0, 0)


def run(text: str, properties: str = "", tag: str = "t") -> str:
    """Words in one format."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:{tag} xml:space="preserve">{escape(text, quote=False)}</w:{tag}></w:r>'


def bold(text: str) -> str:
    return run(text, "<w:b/>")


def big(text: str) -> str:
    return run(text, '<w:b/><w:sz w:val="36"/>')


def p(*parts: str, properties: str = "") -> str:
    """A paragraph of words and of runs."""
    runs = "".join(each if each.startswith("<") else run(each) for each in parts)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def centred(*parts: str) -> str:
    return p(*parts, properties='<w:jc w:val="center"/>')


def ps(text: str) -> str:
    """A paragraph for each line."""
    return "".join(p(line) if line else p() for line in text.strip().split("\n"))


def broken(text: str) -> str:
    """One paragraph with a soft break between the lines."""
    return p(*[part for line in text.strip().split("\n") for part in (run(line), BREAK)][:-1])


def rtl(*lines: str) -> str:
    """Paragraphs from right to left."""
    return "".join(p(run(each, "<w:rtl/>"), properties="<w:bidi/>") for each in lines)


def table(*rows: tuple[str, ...]) -> str:
    """A table; a cell is text, or paragraphs."""
    cells = [[each if each.startswith("<w:p>") else p(each) for each in row] for row in rows]
    body = "".join("<w:tr>" + "".join(f"<w:tc>{each}</w:tc>" for each in row) + "</w:tr>" for row in cells)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{'<w:gridCol/>' * len(rows[0])}</w:tblGrid>{body}</w:tbl>"


def text_box(inner: str) -> str:
    """A paragraph to which a text box is anchored."""
    shape = f'<wps:wsp xmlns:wps="{WPS}"><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>'
    data = f'<a:graphic xmlns:a="{A}"><a:graphicData uri="{WPS}">{shape}</a:graphicData></a:graphic>'
    return f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{WP}">{data}</wp:inline></w:drawing></w:r></w:p>'


def inserted(text: str) -> str:
    return f'<w:ins w:id="1" w:author="Rita" w:date="2027-03-01T10:00:00Z">{run(text)}</w:ins>'


def deleted(text: str) -> str:
    return f'<w:del w:id="2" w:author="Rita" w:date="2027-03-01T10:00:00Z">{run(text, tag="delText")}</w:del>'


def commented(text: str) -> str:
    """Words with the comment number 0."""
    reference = '<w:r><w:commentReference w:id="0"/></w:r>'
    return f'<w:commentRangeStart w:id="0"/>{run(text)}<w:commentRangeEnd w:id="0"/>{reference}'


def file(body: str, section: str = "", **parts: str) -> bytes:
    """The bytes of a Word file; ``parts`` are its comments, its numbering, its header by their element's name."""
    namespaces = f'xmlns:w="{W}" xmlns:r="{R}"'
    section = f"<w:sectPr>{section}</w:sectPr>"
    files = {"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS}
    files["word/document.xml"] = f'<?xml version="1.0"?><w:document {namespaces}><w:body>{body}{section}</w:body></w:document>'
    links, types = "", ""
    for n, (name, inner) in enumerate(parts.items()):
        kind = "header" if name == "hdr" else name
        files[f"word/{kind}.xml"] = f'<?xml version="1.0"?><w:{name} {namespaces}>{inner}</w:{name}>'
        links += f'<Relationship Id="rp{n}" Type="{R}/{kind}" Target="{kind}.xml"/>'
        media = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
        types += f'<Override PartName="/word/{kind}.xml" ContentType="{media}"/>'
    files["[Content_Types].xml"] = TYPES.replace("</Types>", f"{types}</Types>")
    head = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    files["word/_rels/document.xml.rels"] = f"{head}{links}</Relationships>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, MADE), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def layout_table() -> bytes:
    """A letterhead and the text in cells of a layout table, names in a table of two columns."""
    head = table((p(bold("Hillside Water Forum")), p("12 Spring Lane, Tarrow") + p("office@example.org")))
    text = ps(
        "Tarrow, 5 April 2027 – Eight organisations of the Tarrow hills ask the regional government to repair the upper "
        "reservoir before the dry season.\n"
        "The dam has leaked since November. Some 14,000 people are supplied by lorry."
    )
    names = table(
        ("Organisation", "Town"),
        ("Beekeepers' League", "Tarrow"),
        ("Citizens for Springs", "Upper Hale"),
        ("Farm Women's Circle", "Hale Bridge"),
        ("Foundation for Mountain Water (FMW)", "Tarrow"),
        ("Hillside Water Forum", "Tarrow"),
        ("Parents of Hale School", "Upper Hale"),
        ("Tarrow Chamber of Crafts", "Tarrow"),
        ("Village Doctors' Association", "Low Hale"),
    )
    contact = p(bold("Media contact: "), "Judith Maren, Hillside Water Forum, +44 20 7946 0155, judith@example.org")
    title = centred(big("Repair the reservoir before the dry season"))
    return file(head + p() + table((title + text,)) + p() + p(bold("Signatories")) + names + contact)


def soft_breaks() -> bytes:
    """Headings by bold alone, the names in one paragraph with soft breaks."""
    names = """
    Arbeitskreis Offene Grenzen
    Café International Weidenau
    Flüchtlingsrat Mittelrhein e.V.
    Initiative Sprachpaten
    Jugend ohne Zäune (JoZ)
    Ökumenisches Netz Weidenau
    Rechtshilfe Asyl
    """.replace("    ", "")
    return file(
        p(bold("Pressemitteilung"))
        + p()
        + p(big("Sprachkurse dürfen nicht sterben"))
        + p(bold("Sieben Vereine wenden sich an das Innenministerium"))
        + broken("Weidenau, den 8. Februar 2027\nZur sofortigen Veröffentlichung")
        + ps(
            "Zum 1. März sollen 31 von 40 Sprachkursen im Landkreis enden. Sieben Vereine fordern das Innenministerium auf, "
            "die Mittel freizugeben.\n"
            "„Ohne Sprache keine Arbeit“, sagt Mirjam Tausch vom Café International."
        )
        + p(bold("Unterzeichnende Vereine"))
        + broken(names)
        + p(bold("Kontakt für die Presse"))
        + broken("Mirjam Tausch\nCafé International Weidenau\nTel.: 0271 555 0123\nmirjam@example.org")
    )


def tracked() -> bytes:
    """Tracked changes in the list and a comment at a name."""
    comments = f'<w:comment w:id="0" w:author="Rita">{p("Rita: they have not answered yet, please chase")}</w:comment>'
    return file(
        centred(bold("JOINT STATEMENT"))
        + centred(big("Open the night shelters at five degrees"))
        + ps(
            "Glasgow, 1 March 2027 – Six groups ask the city to open the night shelters whenever it is colder than five "
            "degrees.\n"
            "Eleven people have died in the streets this winter."
        )
        + p("Signed by:")
        + p("Barrow Street Mission")
        + p("City Outreach Nurses")
        + p(inserted("Door of Hope Kitchen"))
        + p(deleted("Eastgate Landlords' Club"))
        + p(commented("Night Bus Volunteers"))
        + p("Shelter ", deleted("Fund"), inserted("Trust"), " Clydeside")
        + p("Winter Coats Project")
        + p("Contact: Rita Munro, Barrow Street Mission, 0141 496 0123, rita@example.org"),
        comments=comments,
    )


def header_typed_list() -> bytes:
    """A page head with a draft mark, a list that is numbered by hand with tabs."""
    names = (
        "1.\tPr Aïssatou Diagne, Université de Tamba",
        "2.\tMe Cheikh Sarr, avocat au barreau de Thiès",
        "3.\tMariama Sonko, présidente de Terres en mains",
        "4.\tDr Ousmane Faye, agronome",
        "5.\tSœur Marie-Claire Ndione",
    )
    lines = [p(*[part for cell in line.split("\t") for part in (run(cell), TAB)][:-1]) for line in names]
    return file(
        p(big("Appel pour une loi sur les semences paysannes"))
        + p("Dakar, le 15 mai 2027")
        + ps(
            "Depuis l’arrêté du 3 mai, il est interdit aux paysannes d’échanger leurs semences. Nous demandons au "
            "Parlement une loi qui les protège.\n"
            "Une semence que l’on ne peut donner n’est plus une semence."
        )
        + p(bold("Les signataires :"))
        + "".join(lines)
        + p("Contact presse : Mariama Sonko, tél. +221 33 555 01 23, mariama@example.org"),
        '<w:headerReference w:type="default" r:id="rp0"/>',
        hdr=p("Collectif Semences – appel – version du 14 mai"),
    )


def box_of_contacts() -> bytes:
    """The contacts in a text box beside the text, the names one a paragraph."""
    box = text_box(ps("Para más información\nRamiro Escobedo\nPrensa, Foro del Agua\n+34 91 555 01 23\nramiro@example.org"))
    return file(
        p("NOTA DE PRENSA")
        + box
        + p(big("El Foro del Agua pide cerrar los pozos ilegales"))
        + p(run("Veinte pozos secan la laguna de Almenara", "<w:i/>"))
        + ps(
            "Almenara, 2 de febrero de 2027.- Seis entidades han pedido hoy el cierre de los veinte pozos ilegales que "
            "secan la laguna de Almenara.\n"
            "La laguna ha perdido dos tercios de su agua en cinco años."
        )
        + p(bold("Entidades firmantes"))
        + ps(
            "Foro del Agua\nAmigos de la Laguna\nCofradía de Pescadores de Almenara\nEcologistas del Llano\n"
            "Regantes Legales, S.C.A.\nSociedad de Aves Acuáticas (SAA)"
        )
    )


def word_numbers_rtl() -> bytes:
    """An Arabic statement from right to left, names numbered by Word."""
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    names = ("جمعية ذاكرة النهر", "شبكة الصيادين الأحرار", "مركز البيئة والناس", "نادي أصدقاء الأهوار (ناهر)", "رابطة نساء القصب")
    rows = "".join(
        p(run(each, "<w:rtl/>"), properties='<w:bidi/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
        for each in names
    )
    return file(
        rtl(
            "بيان صحفي",
            "خمس جمعيات تطالب بإعادة المياه إلى الأهوار",
            "البصرة، 6 أيلول/سبتمبر 2027 – طالبت خمس جمعيات بيئية اليوم بإطلاق حصة الأهوار من المياه قبل نهاية الشهر.",
            "جفّت 70 في المئة من الأهوار هذا الصيف، ونزحت 1,300 عائلة.",
            "الجمعيات الموقعة:",
        )
        + rows
        + rtl("للتواصل مع الإعلام: زينب المالكي، مركز البيئة والناس، ‎+964 40 555 0123، zainab@example.org"),
        numbering=numbering,
    )


def two_languages() -> bytes:
    """French and English paragraph by paragraph in a table of two columns."""
    pairs = (
        ("Pas de pont, pas de soins : déclaration commune", "No bridge, no care: joint statement"),
        ("Bukavu, le 18 juin 2027", "Bukavu, 18 June 2027"),
        (
            "Le pont de Kalwa s’est effondré le 2 juin. Depuis, 22 villages n’ont plus accès à l’hôpital.",
            "The bridge of Kalwa collapsed on 2 June. Since then 22 villages have had no access to the hospital.",
        ),
        ("Nous demandons un bac avant le 1er juillet.", "We ask for a ferry before 1 July."),
        ("Signataires :", "Signatories:"),
        ("Médecins de Kalwa", "Médecins de Kalwa"),
        ("Réseau des sages-femmes du lac (RSL)", "Réseau des sages-femmes du lac (RSL)"),
        ("Ponts et Villages", "Ponts et Villages"),
        ("Caritas Kalwa", "Caritas Kalwa"),
    )
    contact = p("Contact: Josué Bahati, Ponts et Villages, +243 81 555 0123, josue@example.org")
    return file(table(*pairs) + contact)


def persons_table() -> bytes:
    """Persons in a table with a head row: name, title, organisation."""
    names = table(
        ("#", "Nome", "Qualifica", "Ente"),
        ("1", "Agnese Tomasetti", "Presidente", "Italia dei Sentieri"),
        ("2", "Bruno Calligaris", "Segretario generale", "Unione Rifugi Alpini (URA)"),
        ("3", "Chiara Dalmasso", "Docente di ecologia", "Università di Montefosco"),
        ("4", "don Luigi Prandi", "Parroco", "Parrocchia di Valgrana Alta"),
        ("5", "Elena Zorzi", "Guida alpina", ""),
    )
    return file(
        p(big("Lettera aperta: fermate la funivia del Monte Scuro"))
        + p("Al Presidente della Regione")
        + ps(
            "Egregio Presidente,\n"
            "la funivia del Monte Scuro costerebbe 84 milioni e servirebbe tre settimane all’anno. Le chiediamo di fermare il "
            "progetto e di ascoltare chi in montagna vive.\n"
            "Trento, 4 novembre 2027"
        )
        + p(bold("Primi firmatari"))
        + names
    )


FILES = {
    "word-en-layout-table.docx": layout_table,
    "word-de-soft-breaks.docx": soft_breaks,
    "word-en-tracked.docx": tracked,
    "word-fr-header-typed-list.docx": header_typed_list,
    "word-es-text-box.docx": box_of_contacts,
    "word-ar-numbering.docx": word_numbers_rtl,
    "word-fr-en-columns.docx": two_languages,
    "word-it-persons-table.docx": persons_table,
}


def main() -> None:
    """Write the files."""
    for name, made in FILES.items():
        (FOLDER / name).write_bytes(made())


if __name__ == "__main__":
    main()
