"""presskit: one folder of plain files becomes everything that a press office sends out.

What ``__all__`` lists is the API: the use cases, what they take, and what they return. A function takes its request, or the
path of a kit where nothing else is needed; it prints nothing, and can be called from any thread::

    import presskit

    report = presskit.build("my-kit")
    for found in report.diagnostics:
        print(found.span, found.code, found.message)

What cannot be done as asked raises :class:`RequestError`; what is wrong with a kit is a :class:`Diagnostic` in the report.
Everything else in this package, each module below ``presskit.``, is not public and changes without notice. What is public is
imported when it is first asked for.
"""

from __future__ import annotations

from presskit.version import __version__ as __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presskit.diagnostics import Diagnostic, Severity
    from presskit.errors import CancelledError, KitBusyError, KitChangedError, RequestError
    from presskit.mail.audience import RecipientFilter
    from presskit.mail.media_list_columns import Column
    from presskit.model.question import Choice, Question
    from presskit.source import Span
    from presskit.typesetting.job import Box
    from presskit.typesetting.typesetter import Typesetter
    from presskit.usecases.answer import AnswerReport, AnswerRequest, QuestionsReport, QuestionsRequest, answer, questions
    from presskit.usecases.brand import BrandReport, BrandRequest, EditBrandRequest, edit_brand, read_brand
    from presskit.usecases.build import BuildReport, BuildRequest, BuiltFile, build
    from presskit.usecases.check import CheckReport, CheckRequest, check
    from presskit.usecases.check_files import CheckFilesReport, CheckFilesRequest, check_files
    from presskit.usecases.contacts import ContactsReport, ContactsRequest, read_contacts
    from presskit.usecases.draft import DraftReport, DraftRequest, MessagePreview, draft
    from presskit.usecases.edit_entries import (
        AddEntry,
        ChangeEntry,
        EditEntriesReport,
        EditEntriesRequest,
        MoveEntry,
        RemoveEntry,
        edit_entries,
    )
    from presskit.usecases.edit_statement import (
        EditConflict,
        EditStatementReport,
        EditStatementRequest,
        StatementReport,
        StatementRequest,
        edit_statement,
        read_statement,
    )
    from presskit.usecases.edit_text import EditTextRequest, TextReport, edit_text, read_text
    from presskit.usecases.edit_translation import (
        AddLanguageReport,
        AddLanguageRequest,
        EditTranslationReport,
        EditTranslationRequest,
        add_language,
        edit_translation,
    )
    from presskit.usecases.import_files import ImportReport, ImportRequest, import_files
    from presskit.usecases.import_translation import ImportTranslationRequest, import_translation
    from presskit.usecases.kit_status import KitStatus, KitStatusRequest, ListKitsRequest, kit_status, list_kits
    from presskit.usecases.mail_access import ServerIdentity
    from presskit.usecases.mail_settings import MailSettingsReport, MailSettingsRequest, read_mail_settings
    from presskit.usecases.mail_status import MailStatusReport, MailStatusRequest, mail_status
    from presskit.usecases.mail_test import MailTestReport, MailTestRequest, mail_test
    from presskit.usecases.media_list import MediaListReport, MediaListRequest, Omission, OmittedRow, read_media_list
    from presskit.usecases.merge_signatories import MergeReport, MergeRequest, Verdict, merge_signatories
    from presskit.usecases.new import NewReport, NewRequest, new
    from presskit.usecases.pack import PackReport, PackRequest, pack
    from presskit.usecases.pages import PagesReport, PagesRequest, pages
    from presskit.usecases.paste import PasteReport, PasteRequest, paste
    from presskit.usecases.picture import PictureReport, PictureRequest, picture
    from presskit.usecases.placements import PlacementLine, PlacementsReport, PlacementsRequest, placements
    from presskit.usecases.plan import PlannedMessage, PlanReport, SendRequest, plan
    from presskit.usecases.preview import PreviewReport, PreviewRequest, preview
    from presskit.usecases.received import Fact, ReceivedFile, ReceivedReport, ReceivedRequest, received
    from presskit.usecases.resolve import Decision, Group, ResolveReport, ResolveRequest, resolve
    from presskit.usecases.send import SendReport, SendStep, send
    from presskit.usecases.signatories import (
        SignatoriesReport,
        SignatoriesRequest,
        SignatoryGroup,
        SignatoryRow,
        read_signatories,
    )
    from presskit.usecases.translate_back import Choices, Tracked, TranslateBackReport, TranslateBackRequest, translate_back
    from presskit.usecases.translate_out import TranslateOutReport, TranslateOutRequest, translate_out
    from presskit.usecases.translate_status import TranslateStatusReport, TranslateStatusRequest, translate_status
    from presskit.usecases.translation_texts import (
        TranslationReport,
        TranslationRequest,
        TranslationText,
        read_translation,
    )
    from presskit.usecases.undo import HistoryReport, HistoryRequest, UndoReport, UndoRequest, history, undo
    from presskit.usecases.watch import WatchReport, watch
    from presskit.usecases.world import Cancellation, Step, World
    from presskit.usecases.write_ids import IdsReport, IdsRequest, write_ids

__all__ = [
    "AddEntry", "AddLanguageReport", "AddLanguageRequest", "AnswerReport", "AnswerRequest", "Box", "BrandReport",
    "BrandRequest", "BuildReport", "BuildRequest", "BuiltFile", "Cancellation", "CancelledError", "ChangeEntry",
    "CheckFilesReport", "CheckFilesRequest", "CheckReport", "CheckRequest", "Choice", "Choices", "Column",
    "ContactsReport", "ContactsRequest", "Decision", "Diagnostic", "DraftReport", "DraftRequest", "EditBrandRequest",
    "EditConflict", "EditEntriesReport", "EditEntriesRequest", "EditStatementReport", "EditStatementRequest",
    "EditTextRequest", "EditTranslationReport", "EditTranslationRequest", "Fact", "Group", "HistoryReport",
    "HistoryRequest", "IdsReport", "IdsRequest", "ImportReport", "ImportRequest", "ImportTranslationRequest",
    "KitBusyError", "KitChangedError", "KitStatus", "KitStatusRequest", "ListKitsRequest", "MailSettingsReport",
    "MailSettingsRequest", "MailStatusReport", "MailStatusRequest", "MailTestReport", "MailTestRequest",
    "MediaListReport", "MediaListRequest", "MergeReport", "MergeRequest", "MessagePreview", "MoveEntry", "NewReport",
    "NewRequest", "Omission", "OmittedRow", "PackReport", "PackRequest", "PagesReport", "PagesRequest", "PasteReport",
    "PasteRequest", "PictureReport", "PictureRequest", "PlacementLine", "PlacementsReport", "PlacementsRequest",
    "PlanReport", "PlannedMessage", "PreviewReport", "PreviewRequest", "Question", "QuestionsReport",
    "QuestionsRequest", "ReceivedFile", "ReceivedReport", "ReceivedRequest", "RecipientFilter", "RemoveEntry",
    "RequestError", "ResolveReport", "ResolveRequest", "SendReport", "SendRequest", "SendStep", "ServerIdentity",
    "Severity", "SignatoriesReport", "SignatoriesRequest", "SignatoryGroup", "SignatoryRow", "Span", "StatementReport",
    "StatementRequest", "Step", "TextReport", "Tracked", "TranslateBackReport", "TranslateBackRequest",
    "TranslateOutReport", "TranslateOutRequest", "TranslateStatusReport", "TranslateStatusRequest",
    "TranslationReport", "TranslationRequest", "TranslationText", "Typesetter", "UndoReport", "UndoRequest", "Verdict",
    "WatchReport", "World", "add_language", "answer", "build", "check", "check_files", "draft", "edit_brand",
    "edit_entries", "edit_statement", "edit_text", "edit_translation", "history", "import_files", "import_translation",
    "kit_status", "list_kits", "mail_status", "mail_test", "merge_signatories", "new", "pack", "pages", "paste",
    "picture", "placements", "plan", "preview", "questions", "read_brand", "read_contacts", "read_mail_settings",
    "read_media_list", "read_signatories", "read_statement", "read_text", "read_translation", "received", "resolve",
    "send", "translate_back", "translate_out", "translate_status", "undo", "watch", "write_ids",
]  # fmt: skip

_PLACES = {
    "diagnostics": ("Diagnostic", "Severity"),
    "errors": ("CancelledError", "KitBusyError", "KitChangedError", "RequestError"),
    "mail.audience": ("RecipientFilter",),
    "mail.media_list_columns": ("Column",),
    "model.question": ("Choice", "Question"),
    "source": ("Span",),
    "typesetting.job": ("Box",),
    "typesetting.typesetter": ("Typesetter",),
    "usecases.answer": ("AnswerReport", "AnswerRequest", "QuestionsReport", "QuestionsRequest", "answer", "questions"),
    "usecases.brand": ("BrandReport", "BrandRequest", "EditBrandRequest", "edit_brand", "read_brand"),
    "usecases.build": ("BuildReport", "BuildRequest", "BuiltFile", "build"),
    "usecases.check": ("CheckReport", "CheckRequest", "check"),
    "usecases.check_files": ("CheckFilesReport", "CheckFilesRequest", "check_files"),
    "usecases.contacts": ("ContactsReport", "ContactsRequest", "read_contacts"),
    "usecases.draft": ("DraftReport", "DraftRequest", "MessagePreview", "draft"),
    "usecases.edit_entries": (
        "AddEntry", "ChangeEntry", "EditEntriesReport", "EditEntriesRequest", "MoveEntry", "RemoveEntry",
        "edit_entries",
    ),
    "usecases.edit_statement": (
        "EditConflict", "EditStatementReport", "EditStatementRequest", "StatementReport", "StatementRequest", "edit_statement",
        "read_statement",
    ),
    "usecases.edit_text": ("EditTextRequest", "TextReport", "edit_text", "read_text"),
    "usecases.edit_translation": (
        "AddLanguageReport", "AddLanguageRequest", "EditTranslationReport", "EditTranslationRequest", "add_language",
        "edit_translation",
    ),
    "usecases.import_files": ("ImportReport", "ImportRequest", "import_files"),
    "usecases.import_translation": ("ImportTranslationRequest", "import_translation"),
    "usecases.kit_status": ("KitStatus", "KitStatusRequest", "ListKitsRequest", "kit_status", "list_kits"),
    "usecases.mail_access": ("ServerIdentity",),
    "usecases.mail_settings": ("MailSettingsReport", "MailSettingsRequest", "read_mail_settings"),
    "usecases.mail_status": ("MailStatusReport", "MailStatusRequest", "mail_status"),
    "usecases.mail_test": ("MailTestReport", "MailTestRequest", "mail_test"),
    "usecases.media_list": ("MediaListReport", "MediaListRequest", "Omission", "OmittedRow", "read_media_list"),
    "usecases.merge_signatories": ("MergeReport", "MergeRequest", "Verdict", "merge_signatories"),
    "usecases.new": ("NewReport", "NewRequest", "new"),
    "usecases.pack": ("PackReport", "PackRequest", "pack"),
    "usecases.pages": ("PagesReport", "PagesRequest", "pages"),
    "usecases.paste": ("PasteReport", "PasteRequest", "paste"),
    "usecases.picture": ("PictureReport", "PictureRequest", "picture"),
    "usecases.placements": ("PlacementLine", "PlacementsReport", "PlacementsRequest", "placements"),
    "usecases.plan": ("PlanReport", "PlannedMessage", "SendRequest", "plan"),
    "usecases.preview": ("PreviewReport", "PreviewRequest", "preview"),
    "usecases.received": ("Fact", "ReceivedFile", "ReceivedReport", "ReceivedRequest", "received"),
    "usecases.resolve": ("Decision", "Group", "ResolveReport", "ResolveRequest", "resolve"),
    "usecases.send": ("SendReport", "SendStep", "send"),
    "usecases.signatories": ("SignatoriesReport", "SignatoriesRequest", "SignatoryGroup", "SignatoryRow", "read_signatories"),
    "usecases.translate_back": ("Choices", "Tracked", "TranslateBackReport", "TranslateBackRequest", "translate_back"),
    "usecases.translate_out": ("TranslateOutReport", "TranslateOutRequest", "translate_out"),
    "usecases.translate_status": ("TranslateStatusReport", "TranslateStatusRequest", "translate_status"),
    "usecases.translation_texts": ("TranslationReport", "TranslationRequest", "TranslationText", "read_translation"),
    "usecases.undo": ("HistoryReport", "HistoryRequest", "UndoReport", "UndoRequest", "history", "undo"),
    "usecases.watch": ("WatchReport", "watch"),
    "usecases.world": ("Cancellation", "Step", "World"),
    "usecases.write_ids": ("IdsReport", "IdsRequest", "write_ids"),
}


def __getattr__(name: str) -> object:
    """Import what is public when it is first asked for (PEP 562)."""
    for module, names in _PLACES.items():
        if name in names:
            from importlib import import_module

            value = globals()[name] = getattr(import_module(f"{__name__}.{module}"), name)
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
