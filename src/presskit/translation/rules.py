"""What can be found when a translation comes back, by code."""

from __future__ import annotations

from presskit.diagnostics import Rule, Severity

__all__ = ["RULES"]

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

OTHER_KIT = Rule(
    "return-other-kit",
    _E,
    "The returned file belongs to another kit",
    "Its ids could be the same as here by chance, and another release's words would be published.",
)
OTHER_LANGUAGE = Rule(
    "return-other-language",
    _E,
    "The returned file is in another language than the one asked for",
    "A text in the wrong place would be published under the wrong name.",
)
NO_LANGUAGE = Rule(
    "return-no-language",
    _E,
    "The returned file does not say which language it is in",
    "Programs may lose what a file says about itself. The language is then yours to say.",
)
OLDER_REVISION = Rule(
    "return-older-revision",
    _E,
    "The returned file translates an older text",
    "What changed since would be published as translated. The choice is named: --against takes the older text as it was.",
)
NO_REVISION = Rule(
    "return-no-revision",
    _E,
    "The returned file does not say which text it translates",
    "Programs may lose what a file says about itself. Whether it is the present text is then yours to say.",
)
ID_TWICE = Rule(
    "return-id-twice",
    _E,
    "An id stands at two places of the returned file",
    "Where a paragraph was copied, both have its id, and only a reader can tell which one is meant.",
)
DISAGREE = Rule(
    "return-ids-disagree",
    _E,
    "The words under an id are those of another text",
    "Names, addresses and numbers speak against the id: words were pasted under it, or it was moved.",
)
UNSURE = Rule(
    "return-unsure",
    _E,
    "Only order and length say where a paragraph belongs",
    "Where ids are lost, two paragraphs that were exchanged look like two that were not. So this is proposed, not done.",
)
REORDERED = Rule(
    "return-reordered",
    _E,
    "Without ids, the names came back in another order",
    "Signatories sorted anew by the alphabet of the language would each get another one's name.",
)
MISSING = Rule(
    "return-missing",
    _E,
    "A text did not come back",
    "It was deleted, or is now a part of its neighbour. Published without it, the translation would say less.",
)
ADDED = Rule(
    "return-added",
    _E,
    "A paragraph is nobody's translation",
    "It may be a note, or the second half of a paragraph that was split.",
)
UNSEEN = Rule(
    "return-unseen",
    _E,
    "All words of a text are struck through or hidden",
    "Whether the text is to go, or only the line through it, a reader alone can tell.",
)
NO_TITLE = Rule(
    "return-no-title",
    _E,
    "The title is not translated",
    "A text needs one, and a title in another language would stand over it in large letters.",
)
KEPT = Rule(
    "return-kept",
    _N,
    "The kit has a newer text, which stays",
    "What came back is what went out: the source, or an earlier translation. Meanwhile the kit has another one.",
)
DEPENDENT = Rule(
    "return-dependent",
    _W,
    "A text came back without the one that it belongs to",
    "The name under a quotation that is not there has no place on the page; its words are kept in the notes.",
)
SOURCE_EDITED = Rule(
    "return-source-edited",
    _W,
    "The source was corrected in the returned file",
    "A translator who corrects the source has seen a mistake. It is put right in the kit, for every language.",
)
ASIDE = Rule(
    "return-aside",
    _W,
    "Words stand outside of the text",
    "Footnotes, headers, text boxes, columns beside the target: none of it is printed, and none of it is thrown away.",
)
PAGE_LINE = Rule(
    "return-page-line",
    _N,
    "A line that presskit words itself came back otherwise",
    "It was translated by hand, or went out by another version. Outputs have their own wording; this one is kept in the notes.",
)
OTHER_TONGUE = Rule(
    "return-tongue",
    _W,
    "A text is in another language than the rest",
    "It may be a quotation, or a paragraph of another translation.",
)
BUILT = Rule(
    "return-built",
    _E,
    "The returned file was built from another state of its own text",
    "A file that was built is no translation of any source. What was corrected in it is compared with the text by hand.",
)
NOTE_KEPT = Rule(
    "return-note",
    _N,
    "A translator's note or comment was kept",
    "It lies in translations/notes.LANG.md; it is not part of the text.",
)
SPLIT = Rule(
    "return-split",
    _N,
    "A paragraph came back in several",
    "They are joined again, for the other languages have one.",
)
SOURCE_LEFT = Rule(
    "return-untranslated",
    _W,
    "A text came back as it went out",
    "It is left out of the translation, so that no reader meets a sentence in another language by accident.",
)
EMPTY = Rule(
    "return-empty",
    _W,
    "A text came back empty",
    "It is left out of the translation.",
)
NAME_CHANGED = Rule(
    "return-name-changed",
    _W,
    "A protected name was changed",
    "Names that the organisation approved change in the kit, not in a translation. The kit's name stays.",
)
UNWRITTEN = Rule(
    "return-unwritten",
    _E,
    "The translation cannot be written into the kit",
    "Read back, the file would not say what came back; so nothing is written.",
)
MARKS_LOST = Rule(
    "return-marks-differ",
    _N,
    "Stress or a link could not be written as it came back",
    "The words are whole.",
)
BAD_CHOICE = Rule(
    "return-bad-choice",
    _E,
    "A choice names a text or a paragraph that is not there",
    "A mistyped choice must not be passed over: it might be the one that matters.",
)
LANGUAGE_UNLISTED = Rule(
    "return-language-unlisted",
    _W,
    "kit.yaml does not list the language",
    "Its outputs are made only when it does.",
)

RULES: tuple[Rule, ...] = tuple(value for value in list(globals().values()) if isinstance(value, Rule))
