"""Everything that importing can find, by code."""

from __future__ import annotations

from presskit.diagnostics import Rule, Severity

__all__ = ["RULES"]

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
    "Text, Word (.docx) and tables (.csv, .xlsx) are read. Other formats lose words on the way into text.",
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

RULES: tuple[Rule, ...] = tuple(value for value in list(globals().values()) if isinstance(value, Rule))
