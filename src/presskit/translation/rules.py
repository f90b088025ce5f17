"""What can be wrong with a translation that comes back: the file itself, then its texts."""

from __future__ import annotations

from presskit.diagnostics import Rule, Severity

__all__ = ["RULES"]

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

# The file itself.

UNREADABLE = Rule(
    "return-unreadable", _E, "The returned file cannot be read",
    "It is damaged, too large, protected, or of another kind. Nothing is taken from a file that is read by halves.",
)
TRACKED = Rule(
    "return-tracked-changes", _E, "The returned file has tracked changes",
    "Until they are accepted or refused there are two texts in the file, and no one knows which is meant.",
)
SETTLED = Rule(
    "return-tracked-settled", _N, "Tracked changes were settled as asked",
    "They are listed, so that nobody wonders later where words came from or went to.",
)
MACROS = Rule(
    "return-macros", _W, "The returned file holds a program or an embedded object",
    "Only its words are read, so the kit is safe. Whoever opens the file itself should know.",
)
EXTERNAL = Rule(
    "return-external", _W, "The returned file would load something from elsewhere",
    "A remote template or picture tells a stranger who opens the file. presskit loads nothing.",
)
HIDDEN = Rule(
    "return-hidden", _W, "Hidden words were left out",
    "Nobody who looked at the page has read them.",
)
STRUCK = Rule(
    "return-struck", _W, "Words that are struck through were left out",
    "Who strikes words through has taken them away; printed, they would be said after all.",
)
HIGHLIGHTED = Rule(
    "return-highlighted", _W, "Words are highlighted",
    "Translators mark like this what they are not sure of. The colour does not come into the kit, so it is told here.",
)
BAD_LINK = Rule(
    "return-bad-link", _W, "A link leads to no web address",
    "Its words are kept; the link of the source is not replaced by one that does not work.",
)

# Its texts.

OTHER_KIT = Rule(
    "return-other-kit", _E, "The returned file belongs to another kit",
    "Its ids could be the same as here by chance, and another release's words would be published.",
)
OTHER_LANGUAGE = Rule(
    "return-other-language", _E, "The returned file is in another language than the one asked for",
    "A text in the wrong place would be published under the wrong name.",
)
NO_LANGUAGE = Rule(
    "return-no-language", _E, "The returned file does not say which language it is in",
    "Programs may lose what a file says about itself. The language is then yours to say.",
)
OLDER_REVISION = Rule(
    "return-older-revision", _E, "The returned file translates an older text",
    "What changed since would be published as translated. The choice is named: --base-revision takes the older text as it was.",
)
NO_REVISION = Rule(
    "return-no-revision", _E, "The returned file does not say which text it translates",
    "Programs may lose what a file says about itself. Whether it is the present text is then yours to say.",
)
DUPLICATE_ID = Rule(
    "return-duplicate-id", _E, "An id stands at two places of the returned file",
    "Where a paragraph was copied, both have its id, and only a reader can tell which one is meant.",
)
ID_MISMATCH = Rule(
    "return-id-mismatch", _E, "The words under an id are those of another text",
    "Names, addresses and numbers speak against the id: words were pasted under it, or it was moved.",
)
MATCH_UNCERTAIN = Rule(
    "return-match-uncertain", _E, "Only order and length say where a paragraph belongs",
    "Where ids are lost, two paragraphs that were exchanged look like two that were not. So this is proposed, not done.",
)
REORDERED = Rule(
    "return-reordered", _E, "Without ids, the names came back in another order",
    "Signatories sorted anew by the alphabet of the language would each get another one's name.",
)
MISSING = Rule(
    "return-missing", _E, "A text did not come back",
    "It was deleted, or is now a part of its neighbour. Published without it, the translation would say less.",
)
ADDED = Rule(
    "return-added", _E, "A paragraph is nobody's translation",
    "It may be a note, or the second half of a paragraph that was split.",
)
ALL_HIDDEN = Rule(
    "return-all-hidden", _E, "All words of a text are struck through or hidden",
    "Whether the text is to go, or only the line through it, a reader alone can tell.",
)
NO_TITLE = Rule(
    "return-no-title", _E, "The title is not translated",
    "A text needs one, and a title in another language would stand over it in large letters.",
)
SUPERSEDED = Rule(
    "return-superseded", _N, "The kit has a newer text, which stays",
    "What came back is what went out: the source, or an earlier translation. Meanwhile the kit has another one.",
)
ORPHANED = Rule(
    "return-orphaned", _W, "A text came back without the one that it belongs to",
    "The name under a quotation that is not there has no place on the page; its words are kept in the notes.",
)
SOURCE_EDITED = Rule(
    "return-source-edited", _W, "The source was corrected in the returned file",
    "A translator who corrects the source has seen a mistake. It is put right in the kit, for every language.",
)
OUTSIDE_TEXT = Rule(
    "return-outside-text", _W, "Words stand outside of the text",
    "Footnotes, headers, text boxes, columns beside the target: none of it is printed, and none of it is thrown away.",
)
PAGE_TEXT_CHANGED = Rule(
    "return-page-text-changed", _N, "A line that presskit words itself came back otherwise",
    "It was translated by hand, or went out by another version. Outputs have their own wording; this one is kept in the notes.",
)
MIXED_LANGUAGE = Rule(
    "return-mixed-language", _W, "A text is in another language than the rest",
    "It may be a quotation, or a paragraph of another translation.",
)
UNKNOWN_REVISION = Rule(
    "return-unknown-revision", _E, "The returned file was built from another state of its own text",
    "A file that was built is no translation of any source. What was corrected in it is compared with the text by hand.",
)
NOTE = Rule(
    "return-note", _N, "A translator's note or comment was kept",
    "It lies in translations/notes.LANG.md; it is not part of the text.",
)
SPLIT = Rule(
    "return-split", _N, "A paragraph came back in several",
    "They are joined again, for the other languages have one.",
)
UNTRANSLATED = Rule(
    "return-untranslated", _W, "A text came back as it went out",
    "It is left out of the translation, so that no reader meets a sentence in another language by accident.",
)
EMPTY = Rule(
    "return-empty", _W, "A text came back empty",
    "It is left out of the translation.",
)
NAME_CHANGED = Rule(
    "return-name-changed", _W, "A protected name was changed",
    "Names that the organisation approved change in the kit, not in a translation. The kit's name stays.",
)
NOT_WRITABLE = Rule(
    "return-not-writable", _E, "The translation cannot be written into the kit",
    "Read back, the file would not say what came back; so nothing is written.",
)
FORMATTING_CHANGED = Rule(
    "return-formatting-changed", _N, "Stress or a link could not be written as it came back",
    "The words are whole.",
)
INVALID_MATCH = Rule(
    "return-invalid-match", _E, "A choice names a text or a paragraph that is not there",
    "A mistyped choice must not be passed over: it might be the one that matters.",
)
LANGUAGE_UNLISTED = Rule(
    "return-language-unlisted", _W, "kit.yaml does not list the language",
    "Its outputs are made only when it does.",
)

RULES: tuple[Rule, ...] = tuple(value for value in list(globals().values()) if isinstance(value, Rule))
