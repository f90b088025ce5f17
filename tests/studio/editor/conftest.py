"""The editor as make studio bundles it, in Debian's Chromium, on a page with the strict policy of the studio."""

from __future__ import annotations

import json
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]
EDITOR = ROOT / "src/presskit/studio/editor"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types ProseMirrorClipboard"
)
HTML = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Editor</title><link rel="stylesheet" href="editor.css">
<link rel="icon" href="icon.svg"><main id="place"></main><button id="after">after</button><script type="module" src="page.js"></script></html>"""
SCRIPT = """
import { KINDS, mount, throughNodes } from "./editor.js";
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => window.violations.push(event.violatedDirective + event.sourceFile));
Object.assign(window, { KINDS, throughNodes, changes: [], carets: [], start(options) {
  window.editor?.destroy();
  window.changes.length = window.carets.length = 0;
  const told = { onChange: (each) => window.changes.push(each), onBlock: (id) => window.carets.push(id), picture: () => "icon.svg" };
  window.editor = mount(document.querySelector("#place"), { ...told, ...options });
} });
"""
ICON = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><path d="M0 0h4v3z"/></svg>'

pytestmark = pytest.mark.real


class _Handler(SimpleHTTPRequestHandler):
    """Serves the page with the policy of the studio; says nothing."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *arguments: Any) -> None:
        pass


def words(language: str = "en") -> dict[str, str]:
    """The words of the editor, as the studio gives them to it."""
    return {key: str(text) for key, text in tomllib.loads((ROOT / f"data/studio/editor/{language}.toml").read_text("utf-8")).items()}


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundle of the sources as they are, and a page that shows it."""
    if not shutil.which("node") or not (EDITOR / "node_modules").is_dir():
        pytest.skip("the editor needs Node and its packages: make studio")
    folder = tmp_path_factory.mktemp("editor")
    subprocess.run(["node", "build.mjs", str(folder)], cwd=EDITOR, check=True, capture_output=True)
    for name, text in (("index.html", HTML), ("page.js", SCRIPT), ("icon.svg", ICON)):
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="session")
def address(bundle: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(bundle)))
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/index.html"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def shared_page(browser: Any, address: str) -> Any:
    """One page for tests that only ask for data."""
    page = browser.new_page()
    page.goto(address)
    return page


class Desk:
    """An editor on a page of its own, and what a person can do to it."""

    def __init__(self, page: Any) -> None:
        self.page, self.text = page, page.get_by_role("textbox", name=words()["text"])

    def start(self, document: object, language: str = "en", **options: object) -> Desk:
        """Show a document."""
        direction = "rtl" if language == "ar" else "ltr"
        given = {"document": document, "language": language, "direction": direction, "words": words(language), **options}
        self.page.evaluate("options => window.start(options)", json.loads(json.dumps(given)))
        self.text = self.page.get_by_role("textbox", name=words(language)["text"])
        return self

    def document(self) -> Any:
        """Return the document as the editor hands it to the page."""
        return self.page.evaluate("() => window.editor.document()")

    def caret(self, name: str) -> Desk:
        """Put the caret to the beginning of a block."""
        assert self.page.evaluate("id => window.editor.focusBlock(id)", name)
        return self

    def press(self, *keys: str) -> Desk:
        """Press keys one after the other."""
        for each in keys:
            self.page.keyboard.press(each)
        return self

    def type(self, text: str) -> Desk:
        """Type a text."""
        self.page.keyboard.type(text)
        return self

    def click(self, name: str) -> Desk:
        """Click on a button of the toolbar."""
        self.page.locator(f".ed-toolbar [data-command={name}]").click()
        return self

    def paste(self, text: str, html: str = "") -> Desk:
        """Paste as a browser does, from another program."""
        self.text.evaluate(
            """(target, {text, html}) => {
              const data = new DataTransfer();
              data.setData("text/plain", text);
              if (html) data.setData("text/html", html);
              target.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
            }""",
            {"text": text, "html": html},
        )
        return self


@pytest.fixture
def desk(browser: Any, address: str) -> Iterator[Desk]:
    """A page of its own; nothing on it may break the policy or fail."""
    page = browser.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: problems.append(message.text) if message.type in {"error", "warning"} else None)
    page.goto(address)
    yield Desk(page)
    assert page.evaluate("() => window.violations") == []
    page.close()
    assert problems == []
