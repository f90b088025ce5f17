"""Everything that a reader of kit files can find, by code."""

from __future__ import annotations

from presskit.diagnostics import Rule, Severity

__all__ = ["RULES"]

_E, _W = Severity.ERROR, Severity.WARNING

# Any file.
NOT_UTF8 = Rule(
    "not-utf8", _E, "The file is not UTF-8",
    "Kit files are UTF-8 text. Another encoding would turn letters into others without anybody noticing.",
)
TOO_LARGE = Rule(
    "file-too-large", _E, "The file is too large",
    "A kit file holds the text of one release. A file of many megabytes is something else, put there by mistake.",
)
CONTROL_CHARACTER = Rule(
    "control-character", _W, "An invisible control character",
    "Pasting from Word leaves characters that no reader sees and no format may hold. presskit reads on without them.",
)
MERGE_CONFLICT = Rule(
    "merge-conflict", _E, "Two versions of a passage stand side by side",
    "Git writes both, with marks between, where two people changed the same lines. Only people know which of them is right.",
)

# The facts.
HOURS_REVERSED = Rule(
    "hours-reversed", _W, "The hours end before they begin",
    "Most often the two were exchanged, and a journalist would call when nobody answers. Hours over night are rare, but exist.",
)
RELEASE_LINE = Rule(
    "release-line-contradicts", _E, "The kit says two things about when it may be published",
    "«For immediate release» over an embargo breaks the embargo, and an embargo over it holds back what may go out.",
)

# YAML.
YAML_SYNTAX = Rule(
    "yaml-syntax", _E, "The file is not well-formed YAML",
    "A wrong indent or a missing quotation mark makes the rest of the file unreadable.",
)
YAML_DUPLICATE = Rule(
    "duplicate-key", _E, "A key stands twice", "Only one of the two can be meant, and presskit does not guess which.",
)
YAML_ANCHOR = Rule(
    "yaml-anchor", _E, "Anchors and aliases are not used here",
    "«&», «*» and «<<» let one place of a file change another, which nobody sees when reading it.",
)
YAML_TAG = Rule(
    "yaml-tag", _E, "Tags are not used here", "A tag such as «!!str» changes how a value is read. Quotation marks do.",
)
YAML_DEPTH = Rule(
    "yaml-depth", _E, "The file is nested too deeply", "No kit file needs more than a few levels.",
)
UNKNOWN_KEY = Rule(
    "unknown-key", _E, "The key is not known",
    "A key that presskit does not know is a slip of the pen: what it says would be left out without a word.",
)
WRONG_TYPE = Rule(
    "wrong-type", _E, "Another kind of value is expected here", "A list is not a text and a text is not a number.",
)
MISSING_KEY = Rule("missing-key", _E, "A key is missing", "Without it the release cannot be made.")
EMPTY_VALUE = Rule("empty-value", _E, "The value is empty", "An empty name would be printed as an empty line.")
BAD_CHOICE = Rule("bad-choice", _E, "Not one of the choices", "Only the listed words are known here.")
BAD_DATE = Rule(
    "bad-date", _E, "Not a date", "Dates are written year-month-day (ISO 8601), which reads alike in every country.",
)
BAD_TIME = Rule("bad-time", _E, "Not a time", "Times are written with hours and minutes by the 24-hour clock.")
BAD_LANGUAGE = Rule(
    "bad-language", _E, "Not a language tag", "Languages are named by their code (BCP 47): en, ar, fr, pt-BR.",
)
BAD_ZONE = Rule(
    "bad-zone", _E, "Not a time zone", "Zones are named as in the IANA list: only then are summer and winter time known.",
)
ZONE_AMBIGUOUS = Rule(
    "zone-ambiguous", _E, "The zone can mean several clocks",
    "CET is the clock of Brussels in winter and of Algiers all the year: in summer they lie an hour apart.",
)
COMMENT_CUTS = Rule(
    "comment-cuts-text", _E, "What follows a # is lost",
    "YAML takes « #» and all that follows for a comment. «Save #Aleppo» would be printed as «Save».",
)
COMMENT_NEAR = Rule(
    "comment-near-text", _W, "A comment stands very near a name",
    "If it belongs to the name, it is lost: YAML takes it for a comment. Two spaces before the # say that it is one.",
)
QUOTED_NAME = Rule(
    "quoted-name", _W, "The quotation marks are printed",
    "Curly quotation marks are letters like others: they would stand around the name in every output.",
)
EMPTY_FILE = Rule(
    "empty-file", _E, "The file says nothing", "A file without a word, or with comments alone, says nothing about the release.",
)
BAD_COUNTRY = Rule("bad-country", _E, "Not a country code", "Countries are named by two capital letters (ISO 3166-1).")
BAD_COLOUR = Rule("bad-colour", _E, "Not a colour", "Colours are written as # and six hexadecimal digits.")
BAD_SLUG = Rule("bad-slug", _E, "Not usable as a file name", "The id names the output files on every system.")
BAD_URL = Rule("bad-url", _E, "Not a web address", "A web address begins with https:// and names a host.")
PATH_OUTSIDE = Rule(
    "path-outside-kit", _E, "The path leaves the kit", "presskit reads nothing outside the kit's folder.",
)
EDIT_ELSEWHERE = Rule(
    "edit-elsewhere", _E, "An answer would change a file that is no text of the kit",
    "Answers change what the release says. Lists of people, records, hidden files and whatever lies elsewhere are none of it.",
)
OUT_OF_RANGE = Rule("out-of-range", _E, "The number is out of range", "Versions count from 1, inks from 0 to 100 percent.")
NAME_OR_PERSON = Rule(
    "name-and-person", _E, "Either an organisation or a person",
    "A signatory has a name, or a person, not both: they are printed and counted differently.",
)
PERSON_ONLY = Rule(
    "person-key-on-organisation", _E, "Only persons have this", "A title and an affiliation belong to a person who signs.",
)

# The embargo.
EMBARGO_NO_ZONE = Rule(
    "embargo-without-zone", _E, "The embargo names no zone",
    "An embargo is an instant. The same clock time lies hours apart in Beirut and New York, so presskit never guesses.",
)
EMBARGO_CLOCK = Rule(
    "embargo-clock-change", _E, "This time does not exist, or exists twice",
    "When clocks change, an hour is skipped or repeated; the embargo must say which instant it means.",
)
EMBARGO_OFFSET = Rule(
    "embargo-offset", _E, "Offset and zone contradict each other",
    "Two different instants are named, and presskit does not choose between them.",
)

# The kit's files.
MISSING_FILE = Rule("missing-file", _E, "A file of the kit is missing", "The release cannot be made without it.")
MISSING_PICTURE = Rule(
    "missing-picture", _E, "A picture is missing", "A picture that the kit names must lie in the kit's folder.",
)
BAD_PICTURE = Rule(
    "bad-picture", _E, "The picture cannot be used",
    "It is damaged, far too large, or not what its name says; a build would fail on it, or leave a hole in the page.",
)
PICTURE_DATA = Rule(
    "picture-data", Severity.NOTE, "What a picture tells beside what it shows is left out",
    "Cameras and programs write the place, their number and names into a picture: a photograph of a witness can lead to the "
    "house. No output carries them; what the kit states as the credit is carried.",
)
PICTURE_CONVERTED = Rule(
    "picture-converted", Severity.NOTE, "A picture in inks is turned into the colours of a screen",
    "Inks look as their profile says. A screen and an archive cannot show them, so the picture is converted by that profile.",
)
UNKNOWN_FILE = Rule(
    "unknown-file", _W, "The file's name is not known",
    "A file with a slip in its name would be left out of the release without a word.",
)
UNDECLARED_LANGUAGE = Rule(
    "undeclared-language", _W, "A text in a language that kit.yaml does not list",
    "Only the languages listed in kit.yaml are published.",
)

# The statement.
MISSING_TITLE = Rule("missing-title", _E, "The text has no title", "Every output begins with it.")
FRONT_MATTER = Rule(
    "front-matter", _E, "The front matter is not closed", "It begins and ends with a line of three hyphens.",
)
MISSING_TEXT = Rule(
    "missing-text", _E, "The text has no words", "Below the title stands nothing that could be published.",
)
PASTED_BULLET = Rule(
    "pasted-bullet", _E, "A list that is none",
    "Bullets pasted from a text processor are no list here: their lines would be printed as one paragraph.",
)
HEADING_SPACE = Rule(
    "heading-space", _W, "A heading that is none", "Without a space after the # signs they are printed as they stand.",
)
UNCLOSED_MARK = Rule(
    "unclosed-mark", _W, "A mark is not closed", "A mark that is opened and not closed is printed as it stands.",
)
BROKEN_LINK = Rule(
    "broken-link", _E, "A link that is none", "Its brackets and its address would be printed as they stand.",
)
RAW_HTML = Rule(
    "raw-html", _W, "HTML is not markup here", "It is printed as it stands: readers would see the angle brackets.",
)
PHRASE_UNKNOWN = Rule(
    "unknown-phrase", _E, "There is no such phrase",
    "The kit words a phrase that presskit never prints, most likely a slip of the pen: the wording would be lost.",
)
PHRASE_FIELD = Rule(
    "phrase-field", _E, "The phrase has no such field", "It would be printed with its braces.",
)
UNFIT_PROFILE = Rule(
    "profile-unfit", _E, "The profile of the print shop cannot be used",
    "The print PDF names the printing condition by this profile; without it the print shop would print other colours.",
)
UNKNOWN_VARIABLE = Rule(
    "unknown-variable", _E, "The variable is not known", "It would be printed with its braces, in every output.",
)
GLUED_VARIABLE = Rule(
    "glued-variable", _W, "A variable touches a word",
    "What is filled in and the word would be printed as one: «3signatories».",
)
TYPED_NOTE = Rule(
    "typed-footnote", _W, "A footnote that is typed by hand",
    "Its number is no link, and its words stand in the middle of the text, in every output.",
)
BAD_ID = Rule(
    "bad-id", _E, "Not usable as an id", "Ids link a block with its translations; other programs must hold them too.",
)
DUPLICATE_ID = Rule(
    "duplicate-id", _E, "Two blocks share an id", "A translation could not tell which of them it translates.",
)
MISPLACED_ID = Rule(
    "misplaced-id", _W, "An id stands inside the text", "Ids are known at the end of a block; elsewhere they are printed.",
)
EMPTY_BLOCK = Rule("empty-block", _W, "A block has no words", "It would be printed as a bare mark or an empty line.")
LINK_SCHEME = Rule(
    "link-scheme", _E, "The link leads nowhere", "Only https, http, mailto and tel links work in every output.",
)
LINK_TITLE = Rule(
    "link-title", _W, "The link has a title", "No output shows it: what it says would be lost.",
)
EMPTY_LINK = Rule("empty-link", _W, "The link has no words", "Its address is printed in their place.")
REFERENCE_LINK = Rule(
    "reference-link", _W, "Links by reference are not known here",
    "Words and address stand together, so that neither is lost when the text is edited.",
)
MARKDOWN_TABLE = Rule(
    "markdown-table", _E, "A table inside a list, a quote or a footnote",
    "A table stands by itself between paragraphs; inside another block its bars would be printed as they stand.",
)
RAGGED_ROW = Rule(
    "table-row-ragged", _E, "A row of a table has more or fewer cells than its head",
    "Markdown drops cells beyond the head's, and their words with them; a missing cell is mostly a forgotten bar.",
)
MARKDOWN_CODE = Rule("markdown-code", _W, "Code is not known here", "Its words are kept as plain words.")
MARKDOWN_RULE = Rule("markdown-rule", _W, "Horizontal rules are not known here", "No output prints them.")
HEADING_LEVEL = Rule(
    "heading-level", _W, "Headings go from ## to ####", "The title is the one heading of level 1; others are fitted in.",
)
HEADING_PLACE = Rule(
    "heading-place", _W, "A heading inside a list or a quote", "It is kept as a paragraph.",
)
NESTED_QUOTE = Rule("nested-quote", _W, "A quote inside a quote", "Its words are kept in the outer quote.")
TOO_DEEP = Rule("markdown-depth", _E, "The text is nested too deeply", "No output can show so many levels.")
PICTURE_PLACE = Rule(
    "picture-place", _E, "A picture inside a paragraph", "A picture stands in a paragraph of its own.",
)
UNKNOWN_DIV = Rule("unknown-part", _E, "The part is not known", "What stands in it is kept as ordinary text.")
DIV_NOT_CLOSED = Rule("part-not-closed", _E, "The part is not closed", "A line «:::» says where it ends.")
DIV_PLACE = Rule(
    "part-misplaced", _E, "A part in the wrong place", "Parts stand side by side, each at most once, at the line's start.",
)
CALLS_SHAPE = Rule(
    "calls-not-one-list", _W, "Calls are a lead-in and one list", "Anything else is kept, next to the list.",
)
NOTE_UNDEFINED = Rule("footnote-undefined", _E, "The footnote is not written", "Its number would lead nowhere.")
NOTE_UNUSED = Rule("footnote-unused", _W, "The footnote is never called", "Readers would not know what it belongs to.")
NOTE_TWICE = Rule("footnote-twice", _E, "The footnote is written twice", "Only one of the two would be printed.")

# The translation memory.
MEMORY_UNREADABLE = Rule(
    "memory-unreadable", _E, "The translation memory cannot be read",
    "It says which words were translated. Without it presskit cannot tell what changed since, and would lose what it knows.",
)

RULES: tuple[Rule, ...] = tuple(value for value in list(globals().values()) if isinstance(value, Rule))
