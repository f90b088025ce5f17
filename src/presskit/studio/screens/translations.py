"""Translations: each text beside its source, in both directions of writing; one is changed where it stands."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlencode

from starlette.responses import Response

from presskit.errors import KitBusyError, KitChangedError, RequestError
from presskit.studio.screens.entry_form import take_back
from presskit.studio.view import View
from presskit.usecases.edit_translation import (
    AddLanguageRequest,
    EditTranslationRequest,
    add_language,
    edit_translation,
)
from presskit.usecases.languages import LanguagesRequest, report_languages
from presskit.usecases.translate_out import FormatName
from presskit.usecases.translate_status import translate_status
from presskit.usecases.translation_texts import TranslationRequest, read_translation

__all__ = ["DONE", "edit", "page_of", "show", "way"]

DONE = ("save", "undo", "language", "back")
"""What can have been done, as the page says it."""


def show(view: View) -> Response:
    """Show the texts of one language beside their sources."""
    return page_of(view)


def edit(view: View) -> Response:
    """Write a text or add a language; what cannot be written is told at its place, with what was typed."""
    form, do = view.form, view.form.text("do")
    try:
        if do == "undo":
            take_back(view)
            return view.to(way(form.text("language"), done="undo"))
        if do == "language":
            add_language(AddLanguageRequest(view.release.folder, form.text("new").strip()), world=view.studio.world)
            return view.to(way(form.text("new").strip(), done="language"))
        return _written(view)
    except KitBusyError:
        raise
    except KitChangedError as problem:
        if do != "save":
            raise
        return page_of(view, HTTPStatus.PRECONDITION_FAILED, at=form.text("at"), problem="translate.other", detail=str(problem))
    except RequestError as problem:
        found = problem.diagnostics
        told = {"at": form.text("at") or do, "problem": "translate.not_written", "detail": str(problem), "found": found}
        return page_of(view, HTTPStatus.UNPROCESSABLE_ENTITY, **told)


def _written(view: View) -> Response:
    """Write one text, if both languages are still as its form shows them."""
    form = view.form
    if form.text("do") != "save" or not form.text("mark"):
        raise RequestError(f"there is no action «{form.text('do')}»", fields=("do",))
    texts = (form.text(name) for name in ("language", "at", "text", "mark"))
    edit_translation(EditTranslationRequest(view.release.folder, *texts), world=view.studio.world)
    at = form.text("at")
    return view.to(f"{way(form.text('language'), done='save', at=at, only=form.text('only'))}#t-{at.replace('.', '-')}")


def way(language: str, **told: str) -> str:
    """Return the way to the texts of a language."""
    return f"translations?{urlencode({'language': language, **{name: value for name, value in told.items() if value}})}"


def page_of(view: View, status: HTTPStatus = HTTPStatus.OK, **told: object) -> Response:
    """Return the page of the language that is asked for; ``told`` is what could not be done, and where."""
    how_far = translate_status(view.release.folder, world=view.studio.world)
    there = [each.language for each in how_far.languages]
    wanted = view.query.get("language") or view.form.text("language")
    language = wanted if wanted in there else next(iter(there), "")
    request = TranslationRequest(view.release.folder, language)
    report = read_translation(request, world=view.studio.world) if language else None
    parcel = view.studio.parcels.find(view.release, view.query.get("parcel", ""))
    known = [each.tag for each in report_languages(LanguagesRequest(), world=view.studio.world)]
    shown = {"at": view.query.get("at", ""), "problem": "", "detail": "", "found": how_far.diagnostics, **told}
    return view.page(
        "translations", status, how_far=how_far.languages, language=language, report=report, parcel=parcel,
        new=[each for each in known if each not in {*there, *view.status().languages}], forms=[*FormatName],
        done=done if (done := view.query.get("done", "")) in DONE else "", typed=view.form.fields,
        only=(view.query.get("only") or view.form.text("only")) == "open", **shown,
    )  # fmt: skip
