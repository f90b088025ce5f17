"""How much of what comes from outside is read, and what work it may take: all limits in one table.

Plain numbers: nothing is imported here. Each docstring begins with the unit; one megabyte is 1,048,576 bytes. The page
docs/reference/limits.md is made of this table.
"""

MEGABYTE = 1024 * 1024

# Folders and kits

FOLDER_DEPTH = 24
"""Folders inside each other, in a kit or a folder of templates."""
FOLDER_NAMES = 20_000
"""Files and folders in a kit or a folder of templates."""
KIT_TEXT_BYTES = 5 * MEGABYTE
"""Bytes of one text of a kit."""
KIT_YAML_BYTES = 16 * MEGABYTE
"""Bytes of one YAML file of a kit: 100,000 signatories with their names in three languages."""
KIT_TEXTS_BYTES = 50 * MEGABYTE
"""Bytes of all texts and YAML files of a kit together."""
PICTURE_BYTES = 40 * MEGABYTE
"""Bytes of one picture or colour profile of a kit; also of one file that is imported."""
PICTURES_BYTES = 400 * MEGABYTE
"""Bytes of all pictures and colour profiles of a kit together."""
FOLDER_KITS = 200
"""Kits in one folder that are listed together."""
TEMPLATE_BYTES = 20 * MEGABYTE
"""Bytes of one file of your own templates."""

# Kits in a zip file

ZIP_BYTES = 400 * MEGABYTE
"""Bytes of the zip file itself."""
ZIP_ENTRIES = 5000
"""Files and folders in the zip file."""
ZIP_DEPTH = 24
"""Folders inside each other in the zip file."""
ZIP_NAME_CHARACTERS = 1000
"""Characters of one name in the zip file, with its folders."""
ZIP_UNPACKED_BYTES = 500 * MEGABYTE
"""Bytes of all files of the zip file together, unpacked."""
ZIP_RATIO = 250
"""Times that a file may be larger unpacked than packed."""
ZIP_RATIO_FREE_BYTES = MEGABYTE
"""Bytes of an unpacked file up to which that ratio is not asked."""

RECEIVED_OFFICE_FILES = 50
"""Word files and workbooks in a kit that `check --received` looks into."""
RECEIVED_FILES_BYTES = 400 * MEGABYTE
"""Bytes of all files that it looks into: Word files, workbooks, pictures in SVG."""
RECEIVED_RELATIONS_BYTES = 8 * MEGABYTE
"""Bytes of the lists of relations of one of these Word files or workbooks together, unpacked."""

# Texts and YAML

YAML_DEPTH = 32
"""Lists and mappings inside each other."""
YAML_MENDED_VALUES = 100
"""Values of a file without the quotation marks that they need, which are read all the same."""
YAML_MENDED_CHARACTERS = 5_000_000
"""Characters that are read in all to do so."""
MARKDOWN_DEPTH = 30
"""Lists and quotations inside each other."""
MARKDOWN_NESTING = 60
"""Marks inside each other in a paragraph, as the Markdown parser counts them."""
MARKDOWN_LABEL_CHARACTERS = 200
"""Characters of the label of a note, or of an ID."""
IMPORT_TEXT_BYTES = 2 * MEGABYTE
"""Bytes of one text that is imported, unpacked: of a mail all its texts together, of a page its words."""
IMPORT_REPORT_BYTES = 16 * MEGABYTE
"""Bytes of the account of an import that is read again."""
PAGE_STYLE_STEPS = 2_000_000
"""Comparisons of selectors that may hide words with elements of a page; beyond, no style sheet is read, which is told."""
MAIL_ATTACHMENTS = 100
"""Parts of one e-mail that are read, texts and attachments together."""
MAIL_PARAMETERS = 10_000
"""Characters of one field of a mail that says what kind a part has or how it is named; the rest is told, and not read."""

# Tables

TABLE_BYTES = 20 * MEGABYTE
"""Bytes of one table: signatures or a media list."""
TABLE_ROWS = 20_000
"""Rows of one table."""
TABLE_SHEETS = 100
"""Sheets of one workbook."""
TABLE_COLUMNS = 256
"""Columns of one table."""
TABLE_CELLS = 400_000
"""Cells of one table."""
TABLE_LIKES = 20
"""Names that are shown with a row of a list of signatures because they are or look the same; that there are more is said."""

# Word files and workbooks

OFFICE_PARTS = 3000
"""Parts of one file."""
OFFICE_TREE_BYTES = 32 * MEGABYTE
"""Bytes of one XML part that is held in memory as a whole, unpacked."""
OFFICE_STREAM_BYTES = 64 * MEGABYTE
"""Bytes of one XML part that is read element by element, as sheets are, unpacked."""
OFFICE_PART_BYTES = 128 * MEGABYTE
"""Bytes of one other part, such as a picture, unpacked."""
OFFICE_XML_BYTES = 160 * MEGABYTE
"""Bytes of all XML parts together, unpacked."""
OFFICE_BYTES = 256 * MEGABYTE
"""Bytes of all parts together, unpacked."""
OFFICE_RATIO = 250
"""Times that a part may be larger unpacked than packed; thousands of like table rows come to some sixty."""
OFFICE_RATIO_FREE_BYTES = MEGABYTE
"""Bytes of an unpacked part up to which that ratio is not asked."""
OFFICE_DEPTH = 256
"""XML elements inside each other."""

# Translations

RETURN_BYTES = 40 * MEGABYTE
"""Bytes of one file that a translator returns."""
RETURN_SEGMENTS = 20_000
"""Paragraphs of a returned file that are matched with texts of the kit."""
RETURN_READ_BYTES = 100 * MEGABYTE
"""Bytes of such a file that are read from the disk at all, to say what it is."""
TRANSLATION_RECORD_BYTES = 40 * MEGABYTE
"""Bytes of one file in which a kit records its translations: memory, exports, notes."""
TRANSLATION_TEXT_BYTES = 5 * MEGABYTE
"""Bytes of the glossary, and of the list of exports."""
RETURN_RELATIONS = 40
"""External links of a returned Word file that are named one by one."""

# Pictures

PICTURE_PIXELS = 80_000_000
"""Pixels of one picture."""
PICTURE_REPEATS = 100_000
"""Parts that a drawing (SVG) may be made of, each counted as often as others use it."""
PICTURE_TAGS = 200_000
"""Tags of a drawing (SVG), those that begin and those that end: a map of a country has some tens of thousands."""
PICTURE_ATTRIBUTES = 100
"""Attributes of one element of a drawing."""
PICTURE_PROFILE_BYTES = 8 * MEGABYTE
"""Bytes of a colour profile inside a picture, unpacked."""
EXIF_ENTRIES = 2000
"""Entries of the metadata of a picture; also its directories."""

# PDF and finished files

FINISHED_BYTES = 500 * MEGABYTE
"""Bytes of one PDF or Word file that is checked."""
PDF_STREAM_BYTES = 64 * MEGABYTE
"""Bytes of one stream of a PDF, unpacked."""
PDF_STREAMS_BYTES = 512 * MEGABYTE
"""Bytes of all streams of a PDF together, unpacked."""
PDF_STEPS = 1_500_000
"""Operators, structure elements and other steps of one PDF: ten times those of a long illustrated brochure."""
PDF_STEPS_A_BYTE = 1
"""Steps that are added for each byte of it: a list of names takes three for four bytes."""
PDF_SECONDS = 8.0
"""Seconds of processor time for reading one PDF."""
PDF_BYTES_A_SECOND = 100_000
"""Bytes of it for each of which as many seconds are added."""
PDF_MOST_SECONDS = 300.0
"""Seconds that it may take at the most."""
PDF_DEPTH = 24
"""Forms and other objects of a PDF inside each other."""
PDF_PAGES = 2000
"""Pages of one PDF."""
PDF_WORDS = 3_000_000
"""Words of one stream of drawing operators."""
PDF_PICTURE_PIXELS = 50_000_000
"""Pixels of one picture in a PDF that is looked at."""
PDF_METADATA_BYTES = 4 * MEGABYTE
"""Bytes of the metadata (XMP) of a PDF that are read."""

# Translations made elsewhere

ALIGNED_BLOCKS = 40_000
"""Pairs of blocks of a text and its translation that are compared by length, where nothing else tells which is which."""

# Setting pages

PAGE_SECONDS = 15.0
"""Seconds of processor time that any document may take to be set in pages."""
PAGE_BYTES_A_SECOND = 30_000.0
"""Bytes of HTML for each of which as many seconds are added: a third of what a slow machine sets."""
PAGE_MEMORY_BYTES = 3072 * MEGABYTE
"""Bytes of memory of one process that sets pages."""

# Work in a limited process

READING_SECONDS = 10.0
"""Seconds of processor time for an import, a list of signatures, a translation that came back."""
READING_BYTES_A_SECOND = 10_000
"""Bytes of it for each of which as many seconds are added."""
READING_MOST_SECONDS = 300.0
"""Seconds that it may take at the most."""
CHECKING_SECONDS = 20.0
"""Seconds of processor time for the check of a finished file."""
CHECKING_BYTES_A_SECOND = 50_000
"""Bytes of it for each of which as many seconds are added."""
CHECKING_MOST_SECONDS = 600.0
"""Seconds that it may take at the most."""
TEMPLATE_SECONDS = 3.0
"""Seconds of processor time that your own templates may take for a page: presskit's take a tenth of one."""
TEMPLATE_ENTRIES_A_SECOND = 1000
"""Paragraphs and signatories for each of which as many seconds are added."""
TEMPLATE_MEMORY_BYTES = 1024 * MEGABYTE
"""Bytes of memory that your own templates may take."""
WORKER_MEMORY_BYTES = 2048 * MEGABYTE
"""Bytes of memory of a process that works on what comes from outside."""
WORKER_ANSWER_BYTES = 1024 * MEGABYTE
"""Bytes of what such a process answers."""
KEPT_WORKERS = 8
"""Such processes that wait for further work at the most."""
PICTURE_SECONDS = 5.0
"""Seconds of processor time for decoding a picture of a kit, in such a process."""
PICTURE_BYTES_A_SECOND = 1_000_000
"""Bytes of it for each of which as many seconds are added."""
WRITING_SECONDS = 60.0
"""Seconds of processor time for a PDF or a Word file with pictures, or by your own templates, once its pages are set."""
WRITING_BYTES_A_SECOND = 50_000
"""Bytes of pictures and pages for each of which as many seconds are added."""
WRITING_MEMORY_BYTES = 3072 * MEGABYTE
"""Bytes of memory that writing it may take."""

# presskit's own records

MANIFEST_BYTES = 20 * MEGABYTE
"""Bytes of the record of a build in its output folder."""
OUTPUT_BYTES = 500 * MEGABYTE
"""Bytes of one output that is compared with that record."""
HASHED_BYTES = 64 * MEGABYTE
"""Bytes of a file up to which its content is compared before it is replaced; beyond, its size and time of change."""
JOURNAL_BYTES = 20 * MEGABYTE
"""Bytes of the journal of an interrupted change."""
HISTORY_ENTRY_BYTES = 4 * MEGABYTE
"""Bytes of one entry of a kit's history."""
HISTORY_FILE_BYTES = 500 * MEGABYTE
"""Bytes of one file that the history keeps."""

# The studio

STUDIO_UPLOAD_BYTES = 80 * MEGABYTE
"""Bytes of all that is sent with one form of the studio, files with it."""
STUDIO_UPLOAD_FILES = 30
"""Files that are sent with one form of the studio."""
STUDIO_HEAD_BYTES = 65_536
"""Bytes of the head of one request to the studio."""
STUDIO_FORM_FIELDS = 400
"""Fields of one form of the studio."""
STUDIO_FIELD_BYTES = 2 * MEGABYTE
"""Bytes of one field of a form of the studio: a text that is pasted."""
STUDIO_SESSIONS = 20
"""Browsers that are let into the studio at once; the one that was silent for longest goes."""
STUDIO_IDLE_SECONDS = 8 * 3600.0
"""Seconds after which a browser that was silent is let in no more."""
STUDIO_SESSION_SECONDS = 24 * 3600.0
"""Seconds after which any browser is let in no more."""
