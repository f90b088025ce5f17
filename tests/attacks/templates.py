"""Templates and style sheets of a designer: the sandbox holds, and a page loads nothing but what it was given."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from tests.attacks.attack import ANY, Attack, Place

__all__ = ["ATTACKS"]

_WEB = ("build", "kit", "-o", "out", "--only", "html", "--templates", "mine")
_PAGES = ("build", "kit", "-o", "out", "--only", "pdf,html", "--templates", "mine")


@cache
def _shipped(name: str) -> str:
    return (Path(__file__).parents[2] / "templates" / name).read_text("utf-8")


def _in_page(name: str, advisory: str, markup: str, command: tuple[str, ...] = _WEB, says: str = "") -> Attack:
    """Return an attack by markup at the end of presskit's own page."""

    def make(place: Place) -> Sequence[object]:
        place.kit()
        head, end, rest = _shipped("release.html.j2").rpartition("</body>")
        place.write("mine/release.html.j2", head + markup + end + rest)
        return command

    return Attack(name, advisory, make, ANY, says)


def _in_style(name: str, advisory: str, css: str) -> Attack:
    """Return an attack by a rule of the style sheet, for PDF and web page."""

    def make(place: Place) -> Sequence[object]:
        place.kit()
        place.write("mine/release.css", css + "\n" + _shipped("release.css") + "\n" + css)
        return _PAGES

    return Attack(name, advisory, make)


def _file(  # noqa: PLR0913, PLR0917 -- the columns of a table
    name: str, advisory: str, file: str, text: str, codes: frozenset[int] = ANY, command: tuple[str, ...] = _WEB
) -> Attack:
    def make(place: Place) -> Sequence[object]:
        place.kit({"kit.yaml": _MAIL})
        place.write(f"mine/{file}", text)
        return command

    return Attack(name, advisory, make, codes)


_MAIL = "id: bridge\nkind: press-release\nlanguages: [en]\nversion: 1\ndate: 2026-03-02\nmail: {from: press@example.org}\n"
_DRAFT = ("mail", "draft", "kit", "-o", "drafts", "--attach", "none", "--templates", "mine")
_OPEN = "__globals__['__builtins__']['open']('@SECRET@').read()"

_SANDBOX = (
    _in_page("format of a string", "CVE-2016-10745", "{{ '{0.__class__.__init__.__globals__}'.format(cycler) }}"),
    _in_page("format by a mapping", "CVE-2019-10906", "{{ '{a.__class__.__mro__}'.format_map({'a': 1}) }}"),
    _in_page("format kept for later", "CVE-2024-56326", "{% set f = '{0.__class__}'.format %}{{ [cycler]|map(f)|list }}{{ f(1) }}"),
    _in_page("format by a filter", "CVE-2025-27516", "{{ ('{0.__init__.__globals__}'|attr('format'))(cycler) }}"),
    _in_page("attributes by a filter", "CVE-2025-27516", "{{ cycler|attr('__init__')|attr('__globals__') }}"),
    _in_page("attributes by map", "CVE-2025-27516", "{{ [cycler]|map(attribute='__init__.__globals__')|list }}"),
    _in_page("a name that is code", "CVE-2024-56201", "{% include \"\\n'''\\nimport os; os.system('touch @OUTSIDE@/x')\\n'''\" %}"),
    _in_page("keys that are attributes", "CVE-2024-22195", "<p{{ {'a onclick=alert(1)': 1}|xmlattr }}></p>"),
    _in_page("keys that end a tag", "CVE-2024-34064", "<p{{ {'a><script': 1, 'b/c': 2}|xmlattr }}></p>"),
    _in_page("addresses in long words", "CVE-2020-28493", "{{ (('a@' + 'a' * 9000 + '.') * 5)|urlize }}"),
    _in_page("classes of an object", "CVE-2016-10745", "{{ ''.__class__.__mro__[1].__subclasses__() }}"),
    _in_page("globals of a helper", "CVE-2016-10745", "{{ lipsum." + _OPEN + " }}"),
    _in_page("globals of a class", "CVE-2016-10745", "{{ cycler.__init__." + _OPEN + " }}"),
    _in_page("globals of the template", "CVE-2016-10745", "{{ self.__init__." + _OPEN + " }}"),
    _in_page("globals of a macro", "CVE-2016-10745", "{% macro m() %}{% endmacro %}{{ m.__init__." + _OPEN + " }}"),
    _in_page("globals by square brackets", "CVE-2019-10906", "{{ cycler['__init__']['__globals__']['os'].environ }}"),
    _in_page("the frame of a generator", "CVE-2016-10745", "{{ (range(1)|map('string')).gi_frame.f_globals }}"),
    _in_page("an environment", "CVE-2025-49136", "{{ env('SECRET_WORD') }}{{ environ.SECRET_WORD }}{{ os.environ }}"),
    _in_page("a secret by include", "CVE-2024-28184", "{% include '@SECRET@' %}"),
    _in_page("a secret by include from above", "CVE-2018-1002203", "{% include '../../outside/secret.txt' ignore missing %}"),
    _in_page("a secret by import", "CVE-2024-28184", "{% import '../../outside/secret.txt' as x %}{{ x }}"),
    _in_page("a change of what is given", "CVE-2016-10745", "{% set _ = edition.update({}) %}{% do [].append(1) %}"),
    _in_page("a range without end", "CWE-770", "{% for n in range(10 ** 9) %}x{% endfor %}"),
    _in_page("a macro that calls itself", "CWE-674", "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}"),
    _in_page("a page that includes itself", "CWE-674", "{% include 'release.html.j2' %}"),
    _in_page("division by zero", "CWE-369", "{{ 1 / 0 }}{{ 1 % 0 }}"),
    _in_page("a filter that is not there", "CWE-755", "{{ 1|nothing }}"),
    _in_page("a number as a list", "CWE-755", "{% for a in 5 %}{% endfor %}{{ {}[[]] }}"),
    _in_page("a template of one tag", "CWE-755", "{% if %}"),
    _in_page("a string beyond digits", "CVE-2020-10735", "{{ 9 ** 9999 }}"),
    _file("a template that extends itself", "CWE-674", "release.html.j2", "{% extends 'release.html.j2' %}"),
    _file("a template that is a text of bytes", "CVE-2023-26302", "release.html.j2", "\udcff\udcfe{{ 1 }}"),
    _file("a template of loops in loops", "CWE-674", "release.html.j2", "{% if 1 %}" * 500 + "{% endif %}" * 500),
    _file("a template of brackets in brackets", "CWE-674", "release.html.j2", "{{ " + "(" * 5_000 + ")" * 5_000 + " }}"),
    _file("an email that reads the environment", "CVE-2025-49136", "mail/release.txt.j2", "{{ env('SECRET_WORD') }}", ANY, _DRAFT),
    _file("an email of a class", "CVE-2019-10906", "mail/release.txt.j2", "{{ '{0.__class__}'.format(statement) }}", ANY, _DRAFT),
    _file("an email that includes a secret", "CVE-2024-28184", "mail/release.html.j2", "{% include '@SECRET@' %}", ANY, _DRAFT),
)

_LOADED = (
    _in_page("an attachment by a link", "CVE-2024-28184", '<link rel="attachment" href="file://@SECRET@">', _PAGES),
    _in_page("an attachment by an anchor", "CVE-2024-28184", '<a rel="attachment" href="file://@SECRET@">a</a>', _PAGES),
    _in_page("a picture of the machine", "CVE-2024-28184", '<img alt="" src="file://@SECRET@">', _PAGES),
    _in_page("a picture of the network", "CVE-2025-68616", '<img alt="" src="http://@ADDRESS@/redirect">', _PAGES),
    _in_page("an object of the machine", "CVE-2024-28184", '<object data="file://@SECRET@"></object><embed src="file://@SECRET@">', _PAGES),
    _in_page("a frame of the network", "CVE-2026-55073", '<iframe src="http://@ADDRESS@/"></iframe>', _PAGES),
    _in_page("a drawing with a picture of the machine", "CVE-2023-27586", '<svg><image href="file://@SECRET@"/></svg>', _PAGES),
    _in_page("a drawing that uses the network", "CVE-2023-27586", '<svg><use href="http://@ADDRESS@/a.svg#a"/></svg>', _PAGES),
    _in_page("a base elsewhere", "CVE-2026-55073", '<base href="http://@ADDRESS@/"><img alt="" src="a.png">', _PAGES),
    _in_page("styles of the machine", "CVE-2024-28184", '<link rel="stylesheet" href="file://@SECRET@">', _PAGES),
    _in_page("styles of the network in the words", "CVE-2025-68616", '<p style="background: url(http://@ADDRESS@/)">a</p>', _PAGES),
    _in_page("styles in a colour of a table", "CVE-2026-49452", '<table bgcolor="red; background: url(http://@ADDRESS@/a.png)"><tr><td width="9; background: url(file://@SECRET@)">a</td></tr></table>', _PAGES),
    _in_page("styles in the background of a cell", "CVE-2026-49452", '<table background="x); background: url(http://@ADDRESS@/"><tr><td background="http://@ADDRESS@/a.png">a</td></tr></table>', _PAGES),
    _in_page("a picture above the folder", "CVE-2024-28184", '<img alt="" src="../outside/secret.txt">', _PAGES),
    _in_style("styles import a file", "CVE-2024-28184", "@import url('file://@SECRET@');"),
    _in_style("styles import from the network", "CVE-2025-68616", "@import 'http://@ADDRESS@/a.css';"),
    _in_style("a background of the machine", "CVE-2024-28184", "p { background: url('file://@SECRET@'); }"),
    _in_style("a background of the network", "CVE-2026-55073", "p { background: url('http://@ADDRESS@/a.png'); }"),
    _in_style("a font of the machine", "CVE-2024-28184", "@font-face { font-family: X; src: url('file://@SECRET@'); } p { font-family: X; }"),
    _in_style("a font of the network", "CVE-2025-68616", "@font-face { font-family: X; src: url('http://@ADDRESS@/x'); } p { font-family: X; }"),
    _in_style("a marker and a cursor of the network", "CVE-2026-55073", "p::before { content: url('http://@ADDRESS@/'); }"),
    _in_style("a page beyond pages", "CWE-770", "@page { size: 1e9mm 1e9mm; } p { margin: 1e9mm; }"),
    _in_style("styles that never end", "CWE-407", "p { " + "a: {" * 3_000),
    _in_style("selectors in selectors", "CWE-674", ":is(" * 300 + "p" + ")" * 300 + " { color: red; }"),
    _in_style("variables of themselves", "CWE-674", ":root { --a: var(--b) var(--b); --b: var(--a); } p { color: var(--a); }"),
)
ATTACKS = (*_SANDBOX, *_LOADED)
