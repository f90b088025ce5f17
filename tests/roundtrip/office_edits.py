"""Runs inside a Python that has LibreOffice's own library: opens files, edits them as a person would, and saves them anew.

Called as ``python3 office_edits.py PIPE JOBS``; JOBS is a file with a list of ``{"in", "out", "filter", "edits"}``.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]

BREAK = 0  # com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK


def setting(name: str, value: Any) -> Any:
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def connected(pipe: str) -> Any:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(240):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:  # noqa: BLE001 -- it has not begun to listen yet
            time.sleep(0.25)
    raise SystemExit("LibreOffice does not answer")


class Desk:
    """An open document, with a cursor that can be seen."""

    def __init__(self, context: Any, document: Any) -> None:
        self.document = document
        self.controller = document.CurrentController
        self.cursor = self.controller.getViewCursor()
        self.dispatcher = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)

    def paragraph(self, name: str) -> Any:
        """Return a cursor over the words of the paragraph that a bookmark begins in."""
        start = self.document.Bookmarks.getByName(name).Anchor.Start
        found = start.Text.createTextCursorByRange(start)
        found.gotoStartOfParagraph(False)
        found.gotoEndOfParagraph(True)
        return found

    def press(self, command: str, **values: Any) -> None:
        told = tuple(setting(key, value) for key, value in values.items())
        self.dispatcher.executeDispatch(self.controller.Frame, f".uno:{command}", "", 0, told)

    def select(self, cursor: Any) -> None:
        self.cursor.gotoRange(cursor, False)

    def type_over(self, name: str, text: str) -> None:
        self.select(self.paragraph(name))
        self.press("InsertText", Text=text)

    def type_over_words(self, name: str, text: str) -> None:
        """Type over the words of the bookmark alone, as in a line that has a number of its own."""
        self.select(self.document.Bookmarks.getByName(name).Anchor)
        self.press("InsertText", Text=text)

    def type_into(self, name: str, text: str) -> None:
        found = self.paragraph(name)
        found.collapseToStart()
        found.goRight(3, False)
        self.select(found)
        self.press("InsertText", Text=text)

    def delete(self, name: str) -> None:
        found = self.paragraph(name)
        found.goRight(1, True)
        self.select(found)
        self.press("Delete")

    def append(self, name: str, text: str) -> None:
        found = self.paragraph(name)
        found.collapseToEnd()
        self.select(found)
        self.press("InsertPara")
        self.press("InsertText", Text=text)

    def split(self, name: str) -> None:
        found = self.paragraph(name)
        middle = found.String.find(" ", len(found.String) // 2)
        found.collapseToStart()
        found.goRight(middle, False)
        self.select(found)
        self.press("InsertPara")

    def merge(self, name: str) -> None:
        found = self.paragraph(name)
        found.collapseToEnd()
        self.select(found)
        self.press("Delete")

    def move(self, name: str) -> None:
        found = self.paragraph(name)
        found.collapseToStart()
        self.select(found)
        self.press("MoveDown")

    def everything(self, texts: dict[str, str]) -> None:
        for name, text in texts.items():
            if self.document.Bookmarks.hasByName(name):
                self.type_over_words(name, text)


def work(context: Any, job: dict[str, Any]) -> None:
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    document = desktop.loadComponentFromURL(Path(job["in"]).as_uri(), "_blank", 0, (setting("Hidden", True),))
    desk = Desk(context, document)
    for name, *values in job["edits"]:
        getattr(desk, name)(*values)
    document.storeToURL(Path(job["out"]).as_uri(), (setting("FilterName", job["filter"]),))
    document.close(True)


def main() -> None:
    context = connected(sys.argv[1])
    for job in json.loads(Path(sys.argv[2]).read_text("utf-8")):
        work(context, job)


if __name__ == "__main__":
    main()
