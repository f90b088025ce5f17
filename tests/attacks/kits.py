"""Kits whose own files attack: YAML, places of files, addresses, words that are markup elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from tests.attacks.attack import ANY, FOUND, Attack, Make, Place

__all__ = ["ATTACKS", "HEAD"]

HEAD = "id: bridge\nkind: press-release\nlanguages: [en]\nversion: 1\ndate: 2026-03-02\nregion: GB\n"
_BUILD = ("build", "kit", "-o", "out", "--only", "html,text,docx")
_CHECK = ("check", "kit")


def _with(command: Sequence[str], files: dict[str, str | bytes | None]) -> Make:
    def make(place: Place) -> Sequence[object]:
        place.kit(files)
        return command

    return make


def _yaml(name: str, advisory: str, text: str, says: str = "", file: str = "contacts.yaml") -> Attack:
    """Return an attack by the YAML of one file, which the check refuses."""
    return Attack(name, advisory, _with(_CHECK, {file: text}), FOUND, says)


def _key(name: str, advisory: str, line: str, says: str = "", codes: frozenset[int] = ANY, **more: tuple[str, ...]) -> Attack:
    """Return an attack by one line more in kit.yaml, which is built."""
    return Attack(name, advisory, _with(_BUILD, {"kit.yaml": HEAD + line}), codes, says, **more)


def _words(name: str, advisory: str, words: str, says: str = "", **more: tuple[str, ...]) -> Attack:
    """Return an attack by a paragraph of the statement, which is built."""
    text = f"---\ntitle: A bridge opens\n---\n{words}\n"
    return Attack(name, advisory, _with(_BUILD, {"statement.en.md": text}), ANY, says, **more)


def _named(name: str, advisory: str, title: str, **more: tuple[str, ...]) -> Attack:
    text = f"---\ntitle: {title}\n---\nThe bridge is open. {{#lede}}\n"
    return Attack(name, advisory, _with(_BUILD, {"statement.en.md": text}), ANY, "", **more)


_RUN = "touch @OUTSIDE@/made; cat @SECRET@"
_LAUGHS = "a0: &a0 ha\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))

_YAML = (
    _yaml("yaml tag that runs a command", "CVE-2017-18342", f"contacts: !!python/object/apply:os.system ['{_RUN}']\n", "yaml-tag"),
    _yaml(
        "yaml tag that makes an object", "CVE-2020-14343",
        "contacts: !!python/object/new:tuple [!!python/object/new:map [!!python/name:eval , [\"open('@SECRET@').read()\"]]]\n",
        "yaml-tag",
    ),
    _yaml(
        "yaml tag whose state extends", "CVE-2020-1747",
        "- !!python/object/new:yaml.MappingNode\n  listitems: !!str '!!python/object/apply:subprocess.Popen [[touch]]'\n"
        "  state:\n    extend: !!python/name:yaml.unsafe_load\n", "yaml-tag",
    ),
    _yaml("yaml tag of a class", "CVE-2019-20477", "contacts: !!python/object/apply:subprocess.Popen\n- ls\n", "yaml-tag", "signatories.yaml"),
    _yaml("yaml tag of a module", "CVE-2019-20477", "id: !!python/module:antigravity\n", "yaml-tag", "kit.yaml"),
    _yaml("yaml tag of bytes", "CVE-2017-18342", "contacts: !!binary aGVsbG8=\n", "yaml-tag"),
    _yaml("aliases of aliases", "CVE-2023-47163", _LAUGHS + "contacts: *a11\n", "yaml-anchor"),
    _yaml("alias that repeats itself", "CVE-2023-47163", "contacts: &a\n  - *a\n", "yaml-anchor"),
    _yaml("merge keys of merge keys", "CVE-2023-47163", "a: &a {b: 1}\nc: &c {<<: [*a, *a]}\ncontacts: [{<<: *c}]\n", "yaml-anchor"),
    _yaml("lists in lists", "CVE-2022-25857", "contacts: " + "[" * 20_000 + "]" * 20_000 + "\n", "yaml-depth"),
    _yaml("lists that never end", "CVE-2022-25857", "contacts: " + "[" * 20_000, ""),
    _yaml("mappings in mappings", "CVE-2022-25857", "contacts: " + "{a: " * 5_000 + "1" + "}" * 5_000 + "\n", "yaml-depth"),
    _yaml("blocks in blocks", "CVE-2022-25857", "".join("  " * n + "a:\n" for n in range(1_000)), ""),
    _yaml("a key of a list of keys", "CVE-2022-38752", "? " * 3_000 + "a\n", ""),
    _yaml("a number of many digits", "CVE-2020-10735", HEAD.replace("version: 1", f"version: {'9' * 50_000}"), "version", "kit.yaml"),
    _yaml("a number of base sixty", "CVE-2020-10735", HEAD.replace("version: 1", f"version: 1{':59' * 5_000}"), "version", "kit.yaml"),
    _yaml("a number in base sixteen", "CVE-2020-10735", HEAD.replace("version: 1", f"version: 0x{'f' * 50_000}"), "version", "kit.yaml"),
    _yaml("a number beyond numbers", "CWE-1284", HEAD + "mail: {from: a@example.org, rate: 1e999}\n", "rate", "kit.yaml"),
    _yaml("not a number", "CWE-1284", HEAD + "print: {bleed: .nan, ink: .inf}\n", "bleed", "kit.yaml"),
    _yaml("a year beyond years", "CWE-1284", HEAD.replace("2026-03-02", "99999-12-31"), "date", "kit.yaml"),
    _yaml("bytes that are no text", "CVE-2023-26302", "contacts:\n  - name: \udcff\udcfe\n", "not-utf8"),
    _yaml("the same key a thousand times", "CWE-407", "contacts: []\n" * 1_000, "duplicate-key"),
    _yaml("directives of another yaml", "CWE-20", "%YAML 9.9\n%TAG ! tag:x,2000:\n---\n!x contacts: []\n", ""),
    _yaml("two documents", "CWE-20", "contacts: []\n--- \nid: other\n", ""),
)

_PLACES = (
    _key("logo outside", "CVE-2024-28184", "brand: {name: B, logo: ../../outside/secret.txt}\n", "path-outside-kit", FOUND),
    _key("logo at an absolute place", "CVE-2024-28184", 'brand: {name: B, logo: "@SECRET@"}\n', "path-outside-kit", FOUND),
    _key("logo by an address of a file", "CVE-2024-28184", 'brand: {name: B, logo: "file://@SECRET@"}\n', "", FOUND),
    _key("logo by an address of the web", "CVE-2025-68616", 'brand: {name: B, logo: "http://@ADDRESS@/a.png"}\n', "", FOUND),
    _key("logo with backslashes", "CVE-2018-1002205", "brand: {name: B, logo: '..\\..\\outside\\secret.txt'}\n", "", FOUND),
    _key("logo with a zero byte", "CWE-158", 'brand: {name: B, logo: "a.png\\0/../../x"}\n', "", FOUND),
    _key("logo that is the folder", "CWE-22", "brand: {name: B, logo: .}\n", "", FOUND),
    _key("logo that is a device", "CWE-67", "brand: {name: B, logo: /dev/zero}\n", "path-outside-kit", FOUND),
    _key("profile of ink outside", "CVE-2024-28184", "print: {profile: ../../outside/secret.txt}\n", "", FOUND),
    _key("id that leads out", "CVE-2018-1002203", "id: ../../outside/x\n", "", FOUND),
    _key("language that leads out", "CVE-2018-1002203", "languages: [../../outside/x]\n", "", FOUND),
    _key("zone that leads out", "CWE-22", "embargo: {until: 2030-01-01 10:00, zone: ../../../../etc/hostname}\n", "bad-zone", FOUND),
    _key("zone at an absolute place", "CWE-22", "embargo: {until: 2030-01-01 10:00, zone: /etc/hostname}\n", "bad-zone", FOUND),
    _words("picture outside", "CVE-2024-28184", "![A](../../outside/secret.txt)", "path-outside-kit"),
    _words("picture by an address of a file", "CVE-2024-28184", "![A](file://@SECRET@)"),
    _words("picture by an address of the web", "CVE-2026-55073", "![A](http://@ADDRESS@/a.png)"),
    _words("picture by an address without a scheme", "CVE-2026-55073", "![A](//@ADDRESS@/a.png)"),
    _words("picture by data", "CVE-2023-27586", "![A](data:image/svg+xml;base64,PHN2Zy8+)"),
    _words("picture with an escaped way out", "CVE-2024-28184", "![A](..%2f..%2foutside%2fsecret.txt)"),
)

_SCRIPT = "<script>alert(1)</script>"
_MARKUP = (
    _words("a script in the words", "CVE-2026-21483", f"Words {_SCRIPT} words.", never=(_SCRIPT,)),
    _words("a script in a link", "CVE-2026-21483", "[here](javascript:alert(1))", "link-scheme", never=('javascript:alert(1)"',)),
    _words("a script in a link, disguised", "CVE-2026-21483", "[here](JaVa\tScRiPt:alert(1)) [b](java&#10;script:alert(2))"),
    _words("a script in a link of data", "CVE-2026-21483", "[here](data:text/html,<script>alert(1)</script>)", never=(_SCRIPT,)),
    _words("a script in a link's title", "CVE-2026-21483", "[here](https://example.org '\"onmouseover=alert(1) ')", never=('"onmouseover',)),
    _words("a script in the words that a picture is told by", "CVE-2026-21483", '![" onerror="alert(1)](a.png)', never=('onerror="alert(1)',)),
    _named("a script in the title", "CVE-2026-21483", f"'</title>{_SCRIPT}'", never=(_SCRIPT,)),
    _key("a script in the brand", "CVE-2026-21483", "brand: {name: '\"><img src=x onerror=alert(1)>'}\n", never=("<img src=x",)),
    _key("a script in a phrase", "CVE-2026-21483", f"phrases: {{en: {{ends: '{_SCRIPT}'}}}}\n", never=(_SCRIPT,)),
    _key("a script as the website", "CVE-2026-21483", 'website: "javascript:alert(1)"\n', "bad-url", FOUND),
    _key("styles in the colour", "CVE-2026-55073", "brand: {name: B, accent: '#fff;}*{background:url(http://@ADDRESS@)}'}\n", "bad-colour", FOUND),
    _key("a class by a phrase's field", "CVE-2016-10745", "phrases: {en: {page: '{page.__class__.__mro__} {pages}'}}\n", "", never=("<class",)),
    _key("an environment by a phrase's field", "CVE-2019-10906", "phrases: {en: {page: '{0.environ[SECRET_WORD]}'}}\n", ""),
    _words("a variable of the environment", "CVE-2025-49136", '{{ env "SECRET_WORD" }} {{ config }} {{ SECRET_WORD }}'),
    _words("an expression in the words", "CVE-2025-27516", "{{ ''.__class__.__mro__[1].__subclasses__() }} {% include '@SECRET@' %}"),
    _words("an entity in the words", "CWE-611", "&xxe; <!ENTITY xxe SYSTEM 'file://@SECRET@'> &#99999999999; &#0;"),
)

_SHOWN = (
    _yaml("a key that colours the terminal", "CVE-2009-4487", '"\\e]0;owned\\a\\e[31mid": 1\n', "", "kit.yaml"),
    _yaml("a key that fills the clipboard", "CVE-2018-1000021", '"\\e]52;c;cm0gLXJmIH4=\\a": 1\n', "", "kit.yaml"),
    _yaml("a value of one byte of control", "CVE-2025-58160", 'contacts: [{name: "\\x9b31m", kind: "\\x9d0;x\\x9c"}]\n', ""),
    _yaml("raw bytes of control", "CVE-2022-30123", "contacts: [{name: \x1b[2J\x1b[H}]\n", "control-character"),
    _yaml("words that run backwards", "CVE-2021-42574", 'contacts: [{name: "\\u202egnp.exe", emails: [a@example.org]}]\n', "direction-unclosed"),
    _yaml("a key that runs backwards", "CVE-2021-42574", '"\\u202e\\u2066id": 1\n', "", "kit.yaml"),
    _key("an id that colours the terminal", "CVE-2024-58251", 'id: "\\e[31mred"\n', "", FOUND),
    Attack("a file name that colours the terminal", "CVE-2024-58251", _with(_CHECK, {"\x1b[31mred\x9b.md": "x", "a\nb.yaml": "x"}), ANY),
    Attack("a file name that runs backwards", "CVE-2021-42574", _with(_CHECK, {"photo\u202egpj.exe": "x"}), ANY),
)
_SENT = tuple(
    Attack(name, advisory, _with(_CHECK, {"kit.yaml": HEAD + f"mail: {line}\n"}), FOUND, says)
    for name, advisory, line, says in (
        ("a head in the sender", "CVE-2024-6923", '{from: "a@example.org\\nBcc: b@example.org"}', ""),
        ("a head in the host", "CVE-2019-9740", '{from: a@example.org, server: {host: "h\\r\\nRCPT TO:<x>", port: 25}}', ""),
        ("a port beyond ports", "CWE-1284", "{from: a@example.org, server: {host: h.example, port: 99999999}}", "port"),
        ("a password in the file", "CWE-256", "{from: a@example.org, server: {host: h.example, password: hunter2}}", "password"),
        ("an order to the server in the address", "CVE-2023-51764", '{from: "a@example.org\\r\\n.\\r\\nMAIL FROM:<x>"}', ""),
    )
)

ATTACKS = (*_YAML, *_PLACES, *_MARKUP, *_SHOWN, *_SENT)
