"""Everything that importing a text, or a table of signatures, can find, by code."""

from __future__ import annotations

from presskit.diagnostics import Rule, Severity

__all__ = ["RULES", "TABLE_RULES"]

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

UNREADABLE = Rule(
    "import-unreadable",
    _E,
    "The file cannot be read",
    "It is damaged, protected by a password, or not what its name says. Read by halves it would lose words.",
)
FILE_KIND = Rule(
    "import-file-kind",
    _E,
    "This kind of file is not read",
    "Text, Word (.docx), OpenDocument (.odt), HTML, e-mails (.eml) and tables (.csv, .xlsx) are read. Other formats lose words "
    "on the way into text: a PDF says neither what a paragraph is nor in which order it is read.",
)
NO_TEXT = Rule(
    "import-no-text",
    _E,
    "There is no text to make a kit of",
    "A kit begins with the title of its release.",
)
LANGUAGE_CODE = Rule(
    "import-no-such-language",
    _E,
    "The language or the region is not known",
    "They are given as codes, and decide how words and telephone numbers are read.",
)
LANGUAGE_UNREAD = Rule(
    "import-language-unread",
    _W,
    "presskit has no words of this language",
    "Without a file of its words, heads of lists, dates, embargoes and contacts are not recognised: they stay in the text.",
)
EMBARGO_READ = Rule(
    "import-embargo-read",
    _W,
    "An embargo was read",
    "Times at noon and midnight are often mistaken by twelve hours, so the instant that was understood is shown.",
)
ENCODING = Rule(
    "import-encoding",
    _W,
    "The file's encoding was guessed",
    "A text that is not UTF-8 does not say how its letters are stored. A wrong guess shows in accents and Arabic letters.",
)
CHARACTER = Rule(
    "import-character",
    _W,
    "An invisible character was left out",
    "No reader sees it and no format may hold it.",
)
UNSURE = Rule(
    "import-unsure",
    _W,
    "Read as well as it could be told",
    "The text does not say it plainly; look whether this is right.",
)
NUMBERING = Rule(
    "import-numbering",
    _W,
    "The numbers do not run on",
    "A number that is missing or stands twice may be an entry that was lost before the text came here.",
)
SPELLING = Rule(
    "import-spelling",
    _W,
    "A name looks mistyped",
    "Names are kept as they were received; only their owner can say.",
)
PHONE = Rule(
    "import-phone",
    _W,
    "A telephone number could not be understood",
    "Without a + a number means something only in a country, which nothing in the text names.",
)
EMAIL = Rule(
    "import-email",
    _W,
    "An e-mail address to look at",
    "It does not look like the name beside it, or cannot be one. A slip here sends the press to nobody, or to a stranger.",
)
LANGUAGE = Rule(
    "import-language",
    _W,
    "Another language than expected",
    "Each language has a text of its own in the kit. A paragraph in the wrong one would be printed there.",
)
DATE = Rule(
    "import-date",
    _W,
    "A date could not be told",
    "05/12/2016 is in May or in December; the wrong one would stand in every dateline.",
)
TRACKED = Rule(
    "import-tracked-changes",
    _W,
    "The Word file has tracked changes",
    "Somebody had not decided yet. The text is read as if all of them were accepted, and each is listed.",
)
COMMENT = Rule(
    "import-comment",
    _W,
    "The Word file has comments",
    "They are not part of the text, but may say what is still open.",
)
FURNITURE = Rule(
    "import-headers-footers",
    _W,
    "Words stand outside the running text",
    "Headers, footers, text boxes and hidden words have no fixed place among the paragraphs.",
)
TABLE = Rule("import-table", _W, "A table was read row by row", "What its columns mean is not written in the file.")
FOOTNOTE = Rule(
    "import-footnote-mark",
    _W,
    "A footnote's mark without its note",
    "A number or a star glued to a word is printed there, and its readers look for the note in vain.",
)
MOVED = Rule(
    "import-moved",
    _W,
    "A paragraph changed its place",
    "The outputs have a fixed order: text, ENDS, boilerplate, notes, signatories, contacts.",
)
PICTURE = Rule("import-picture", _W, "A picture could not be taken over", "Only common formats can be set and shown.")
ASSUMED = Rule(
    "import-assumed",
    _N,
    "A fact the kit needs was derived",
    "The kit must name it and the text does not say it in so many words; correct it in the kit where it is wrong.",
)
NO_DATE = Rule("import-no-date", _N, "The text has no date", "Nothing is invented: write it into kit.yaml.")
NO_PLACE = Rule("import-no-place", _N, "The text has no place", "Nothing is invented: write it into kit.yaml.")
HEADING = Rule(
    "import-heading",
    _N,
    "A short line was taken for a heading",
    "Plain text does not mark headings; look whether it is one.",
)



_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

# The file.
TABLE_UNREADABLE = Rule(
    "table-unreadable",
    _E,
    "The table cannot be read",
    "It is damaged, protected by a password, or of a kind that presskit does not open. A name could be missed.",
)
TOO_LARGE = Rule(
    "table-too-large",
    _E,
    "The table is too large",
    "A list has some hundreds of rows. A file of this size is something else, or made to do harm.",
)
TABLE_ENCODING = Rule(
    "table-encoding",
    _W,
    "The table is not UTF-8",
    "Spreadsheets save CSV in the encoding of their country, and do not say which. A wrong one changes letters.",
)
CONTROL = Rule(
    "table-control-character",
    _W,
    "A cell holds characters that nobody sees",
    "They come from copying, and no output may hold them. The cell is read without them.",
)
QUOTES = Rule(
    "table-quotes",
    _E,
    "A quotation mark is not closed",
    "In CSV everything up to the closing mark is one cell: names would vanish inside another name.",
)
LOOSE_QUOTES = Rule(
    "table-loose-quotes",
    _W,
    "Quotation marks stand loose in a cell",
    "In CSV they are written twice inside a quoted cell. Otherwise programs differ in what they read.",
)
SHEETS = Rule(
    "table-sheets",
    _E,
    "Several sheets hold names",
    "Only one list can be meant, and presskit does not guess which.",
)
SHEET_LEFT = Rule(
    "table-sheet-left",
    _W,
    "A sheet is not read",
    "Only the sheet with the names is; nothing is left out silently.",
)
HIDDEN = Rule(
    "table-hidden-rows",
    _W,
    "Rows are hidden in the spreadsheet",
    "Who looked at the list did not see them. They are read, for hiding a row does not delete it.",
)
MERGED = Rule(
    "table-merged-cells",
    _W,
    "Cells are merged",
    "What a merged cell says may belong to one row or to all.",
)
FORMULA = Rule(
    "table-formula",
    _W,
    "A cell begins with a formula's mark",
    "It is read as the text that it shows. In a form it may be an attempt to run something in your spreadsheet.",
)
NO_VALUE = Rule(
    "table-formula-value",
    _W,
    "A formula's value is not in the file",
    "presskit does not calculate, and the program that wrote the file left no result or an error.",
)

# The heads.
NO_NAMES = Rule(
    "table-without-names",
    _E,
    "No column holds names",
    "presskit knows the column of the names by its head. Without it any column could be meant.",
)
WHO_SIGNS = Rule(
    "table-signatory-kind",
    _E,
    "Two columns could hold the signatories",
    "The same two heads stand over lists of persons with their employers, and of organisations with their contacts.",
)
COLUMN = Rule(
    "table-column",
    _W,
    "The column is not known",
    "What it says is not taken over into the kit.",
)
COLUMN_ASKED = Rule(
    "table-column-open",
    _W,
    "A column may say who signs",
    "Its head is not known, and its words may be answers. A name beside a «no» must not be printed.",
)
ABOVE = Rule("table-above-heads", _N, "A row stands above the heads", "It is a title or a remark, not a signature.")
NO_HEADS = Rule(
    "table-without-heads",
    _N,
    "The list has no head",
    "A list of one column is read as names from its first row on.",
)
PRIVATE = Rule(
    "table-private",
    _N,
    "Personal data stays out of the kit",
    "Addresses, telephone numbers and contact persons of signatories are not needed for a release.",
)

# The rows.
NO_NAME = Rule("table-row-without-name", _W, "A row has no name", "What stands in it is not taken over.")
REPEATED_HEADS = Rule("table-repeated-heads", _N, "The heads stand again", "Lists were put together; the row is no name.")
NOT_A_NAME = Rule(
    "table-row-not-a-name",
    _W,
    "A row that is hardly a signature",
    "Totals and heads of groups stand among the names of many lists. Printed, they would be counted.",
)
SIGNER = Rule(
    "table-signer",
    _W,
    "An organisation or a person",
    "They are printed and counted differently, so one must be meant.",
)
PERSON_ONLY = Rule(
    "table-person-only",
    _W,
    "Only persons have this",
    "A title and an affiliation belong to a person who signs.",
)
AMBIGUOUS_DATE = Rule(
    "table-ambiguous-date",
    _W,
    "Day and month could be either",
    "03/04/2016 is a day in April in Brussels and one in March in New York. presskit never guesses.",
)
BAD_DATE = Rule("table-date", _W, "Not a date", "The day is left out of the kit, and the words are kept in the note.")
COUNTRY = Rule(
    "table-country",
    _W,
    "The country is not known",
    "Countries are kept by their code (ISO 3166-1). The words are kept in the note.",
)
NOT_SIGNED = Rule(
    "table-not-signed",
    _N,
    "Not a signature",
    "Who answered no did not sign. The name stays out of the kit.",
)
NOT_CONFIRMED = Rule(
    "table-not-confirmed",
    _W,
    "Not a signature yet",
    "The name stays out of the kit until the signature is confirmed.",
)
UNDECIDED = Rule(
    "table-answer",
    _W,
    "The answer is not understood",
    "Whether this is a signature depends on it. The name stays out of the kit until somebody decides.",
)
WITHDRAWN = Rule(
    "table-withdrawn",
    _W,
    "Withdrawn, but no day is given",
    "A kit keeps who withdrew with the day, from which on the name is neither printed nor counted.",
)
TWO_NAMES = Rule(
    "table-two-names",
    _W,
    "Two names for one language",
    "Only one can be printed; the other is kept in the note.",
)

AGAIN = Rule(
    "table-row-again",
    _N,
    "A name that stands in the lists already",
    "Forms are sent twice; the second answer is no second signature.",
)
NO_ENTRY = Rule(
    "table-row-filler",
    _W,
    "A row that was only filled in",
    "Forms are tried out with «test» and «asdf», and «N/A» is nobody's name. Printed, they would be counted as signatures.",
)

_ALL = tuple(value for value in list(globals().values()) if isinstance(value, Rule))
RULES = tuple(rule for rule in _ALL if rule.code.startswith("import-"))
TABLE_RULES = tuple(rule for rule in _ALL if rule.code.startswith("table-"))
