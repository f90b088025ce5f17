"""Who may ask what: everything that another site, another program or a guess sends is refused."""

from __future__ import annotations

import re
import shutil
import socket
from pathlib import Path

import pytest

from presskit.limits import STUDIO_FORM_FIELDS, STUDIO_SESSIONS, STUDIO_UPLOAD_BYTES
from presskit.studio.forms import safe_name
from presskit.studio.guard import POLICY
from presskit.studio.sessions import Sessions
from tests.studio.serving import Running, Visitor


def stranger(studio: Running, cookie: str = "") -> Visitor:
    return Visitor(studio.port, cookie)


def token(visitor: Visitor) -> str:
    """Have the studio make an address for one more browser."""
    address = str(visitor.submit(visitor.get("/"), "/link").page.xpath("//input[@id='link']/@value")[0])
    return address.partition("token=")[2]


def another(visitor: Visitor) -> Visitor:
    made = Visitor(visitor.port)
    assert made.enter(token(visitor)).status == 303
    return made


def test_it_listens_on_this_machine_alone(studio: Running) -> None:
    others = {each[4][0] for each in socket.getaddrinfo(socket.gethostname(), studio.port, socket.AF_INET)} - {"127.0.0.1"}
    for address in {*others, "127.0.0.2"}:
        with socket.socket() as made, pytest.raises(ConnectionRefusedError):
            made.connect((address, studio.port))


@pytest.mark.parametrize("path", ["/", "/new", "/r/0123456789abcdef/text", "/r/x/hand-out/all.zip", "/r/x/hand-out/steps"])
def test_who_was_not_let_in_sees_nothing(studio: Running, path: str) -> None:
    answer = stranger(studio).get(path)
    assert answer.status == 403
    assert "Aleppo" not in answer.text
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "127.0.0.1.nip.io:{port}", "[::1]:{port}", "0.0.0.0:{port}", "localhost.evil.example:{port}", ""])
def test_a_rebound_name_is_another_host(studio: Running, visitor: Visitor, host: str) -> None:
    answer = visitor.get("/", Host=host.format(port=studio.port))
    assert answer.status in {400, 421}
    assert "Aleppo" not in answer.text


def test_two_hosts_are_none(studio: Running, visitor: Visitor) -> None:
    with socket.create_connection(("127.0.0.1", studio.port)) as made:
        made.sendall(f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{studio.port}\r\nHost: evil.example\r\nCookie: {visitor.cookie}\r\n\r\n".encode())
        assert b" 400 " in made.recv(200).partition(b"\r\n")[0] + b" "


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "", "http://127.0.0.1", "http://127.0.0.1:1", "https://127.0.0.1:{port}", "http://localhost:{port}"])
def test_a_form_of_another_origin_writes_nothing(studio: Running, visitor: Visitor, folder: Path, origin: str) -> None:
    key = visitor.get("/").key
    answer = visitor.post("/sample", {"key": key}, Origin=origin.format(port=studio.port))
    assert answer.status == 403
    assert not (folder / "sample").exists()


@pytest.mark.parametrize("kind", ["text/plain", "application/json", "", "text/plain; application/x-www-form-urlencoded"])
def test_what_no_form_sends_writes_nothing(visitor: Visitor, folder: Path, kind: str) -> None:
    key = visitor.get("/").key
    assert visitor.post("/sample", {"key": key}, Content_Type=kind).status == 415
    assert not (folder / "sample").exists()


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_what_another_site_begins_is_refused(visitor: Visitor, site: str) -> None:
    assert visitor.get("/", Sec_Fetch_Site=site).status == 403
    assert visitor.post("/sample", {"key": visitor.get("/").key}, Sec_Fetch_Site=site).status == 403


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(visitor: Visitor, method: str) -> None:
    assert visitor.send(method, "/").status == 405


def test_a_form_without_the_key_of_its_session_writes_nothing(visitor: Visitor, folder: Path) -> None:
    for key in ("", "x", another(visitor).get("/").key):
        answer = visitor.post("/sample", {"key": key})
        assert answer.status == 403
        assert "too old" in answer.text
    assert not (folder / "sample").exists()


def test_a_token_lets_one_browser_in(studio: Running, visitor: Visitor) -> None:
    answer = stranger(studio).enter(studio.token)
    assert answer.status == 403
    assert "set-cookie" not in answer.headers
    assert visitor.get("/").status == 200


def test_a_guess_lets_nobody_in_and_spends_nothing(studio: Running, visitor: Visitor) -> None:
    right = token(visitor)
    guesses = ["", "a", right[:-1], right + "a", right.swapcase(), "é" * 43, *(f"{n:043}" for n in range(300))]
    for guess in guesses:
        assert stranger(studio).get("/enter?token=" + "".join(f"%{byte:02x}" for byte in guess.encode())).status == 403
    assert stranger(studio).enter(right).status == 303


def test_a_cookie_that_a_stranger_knows_is_never_a_session(studio: Running, visitor: Visitor) -> None:
    """Session fixation: the value after the door is new, whatever the browser brought."""
    planted = f"presskit-{studio.port}=planted"
    browser = Visitor(studio.port, planted)
    assert browser.enter(token(visitor)).status == 303
    assert browser.cookie != planted
    assert stranger(studio, planted).get("/").status == 403
    assert browser.get("/").status == 200


def test_entering_again_ends_the_session_before(studio: Running, visitor: Visitor) -> None:
    browser = another(visitor)
    old = browser.cookie
    assert browser.enter(token(visitor)).status == 303
    assert browser.cookie != old
    assert stranger(studio, old).get("/").status == 403


def test_the_cookie_is_for_this_server_alone(studio: Running, visitor: Visitor) -> None:
    answer = stranger(studio).enter(token(visitor))
    parts = [each.strip().lower() for each in answer.headers["set-cookie"].split(";")]
    assert {"httponly", "samesite=strict", "path=/"} <= set(parts)
    assert parts[0].startswith(f"presskit-{studio.port}=")
    assert answer.headers["location"] == "/"
    assert answer.headers["referrer-policy"] == "same-origin"


def test_a_session_ends_when_it_is_asked_to(visitor: Visitor) -> None:
    browser = another(visitor)
    assert browser.submit(browser.get("/"), "/end").status == 200
    assert browser.get("/").status == 403


def test_a_session_ends_after_silence_and_after_a_day() -> None:
    now = [0.0]
    sessions = Sessions(lambda: now[0])
    value = sessions.enter(sessions.new_token())
    assert value
    for hour in range(1, 25):
        now[0] = hour * 3600.0
        assert sessions.find(value)
    now[0] += 1
    assert sessions.find(value) is None
    value = sessions.enter(sessions.new_token())
    assert value
    now[0] += 8 * 3600 + 1
    assert sessions.find(value) is None


def test_of_many_sessions_the_silent_one_goes() -> None:
    now = [0.0]
    sessions = Sessions(lambda: now[0])
    values = []
    for _ in range(STUDIO_SESSIONS + 1):
        now[0] += 1
        values.append(sessions.enter(sessions.new_token()) or "")
    assert sessions.find(values[0]) is None
    assert all(map(sessions.find, values[1:]))


def test_every_answer_forbids_what_no_page_needs(visitor: Visitor) -> None:
    pages = ["/", "/new", "/nowhere", "/static/studio.css", "/static/studio.js", *(f"{visitor.releases()[0]}{each}" for each in ("questions", "signatories", "contacts", "brand", "findings", "hand-out", "history", "arrived"))]
    for path in pages:
        headers = visitor.get(path).headers
        assert headers["content-security-policy"] == POLICY
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
        assert "server" not in headers
    assert "unsafe" not in POLICY
    assert "http" not in POLICY


def test_no_page_has_a_script_or_a_style_in_it(visitor: Visitor) -> None:
    first = visitor.releases()[0]
    for path in ("/", "/new", *(f"{first}{each}" for each in ("arrived", "questions", "text", "signatories", "contacts", "brand", "findings", "hand-out", "history"))):
        page = visitor.get(path).page
        assert not page.xpath("//style | //script[not(@src)] | //@style | //@*[starts-with(name(), 'on')]")
        assert not [each for each in page.xpath("//@src | //@href | //@action") if not re.match(r"^(/|#)(?!/)", each)]
        assert all(each.get("sandbox") == "" for each in page.xpath("//iframe"))


def test_the_page_in_the_frame_runs_and_loads_nothing(visitor: Visitor) -> None:
    answer = visitor.get(f"{visitor.releases()[0]}page/en")
    policy = answer.headers["content-security-policy"]
    assert answer.status == 200
    assert policy.startswith("sandbox; default-src 'none';")
    assert "script-src" not in policy
    assert "'self'" not in policy.replace("frame-ancestors 'self'", "")


PATHS = ["../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/etc/passwd", "....//etc/passwd", "studio.css%00", "/etc/passwd", "%5c..%5c..%5cetc", "..;/x"]


@pytest.mark.parametrize("path", PATHS)
def test_no_path_leads_out(visitor: Visitor, path: str) -> None:
    for start in ("/static/", "/r/", f"{visitor.releases()[0]}page/"):
        answer = visitor.get(start + path)
        assert answer.status in {400, 404, 405, 422}, (start, path)
        assert b"root:" not in answer.body


@pytest.mark.parametrize("name", ["aleppo", "..", ".", "%2e%2e", "aleppo%2f..", "0" * 16])
def test_a_release_is_named_by_the_listing_alone(visitor: Visitor, name: str) -> None:
    assert visitor.get(f"/r/{name}/text").status in {404, 307}


def test_a_link_to_a_folder_elsewhere_is_no_release(folder: Path, tmp_path: Path, visitor: Visitor) -> None:
    shutil.copytree(folder / "aleppo", tmp_path / "elsewhere")
    (folder / "linked").symlink_to(tmp_path / "elsewhere")
    assert len(visitor.releases()) == 1
    (folder / "linked").unlink()


NAMES = {
    "../../evil.txt": "evil.txt", "..\\..\\evil.txt": "evil.txt", "/etc/passwd": "passwd", "C:\\temp\\a.docx": "a.docx", "..": "file", "": "file",
    ".htaccess": "htaccess", "a\0b\n.txt": "ab.txt", "x" * 300 + ".docx": "x" * 100 + ".docx", "بيان.docx": "بيان.docx", "a.tar.gz": "a.tar.gz", "<b>.txt": "b.txt",
}  # fmt: skip


@pytest.mark.parametrize("sent", NAMES)
def test_a_name_that_was_sent_is_a_name_alone(sent: str) -> None:
    assert safe_name(sent) == NAMES[sent]


def test_a_file_called_like_a_path_is_brought_in_where_it_belongs(visitor: Visitor, folder: Path) -> None:
    before = {path for path in folder.parent.rglob("*") if folder not in path.parents}
    text = b"A bridge for all\n\nThe bridge over the river is open to everybody since this morning.\n"
    answer = visitor.upload(visitor.get("/new"), {"../../../evil.txt": text, "..\\evil.txt": b"x,y\n"}, name="../../out")
    assert answer.status in {303, 422}
    assert {path for path in folder.parent.rglob("*") if folder not in path.parents} == before
    assert {path.name for path in folder.iterdir()} <= {"aleppo", "out"}


def test_a_form_with_more_bytes_than_any_release_is_refused(visitor: Visitor) -> None:
    assert visitor.send("POST", "/new", b"", Content_Length=str(STUDIO_UPLOAD_BYTES + 1)).status == 413


def test_a_form_that_does_not_say_how_long_it_is_is_counted(studio: Running, visitor: Visitor) -> None:
    host = f"127.0.0.1:{studio.port}"
    head = f"POST /new HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nCookie: {visitor.cookie}\r\n"
    kind = "Content-Type: multipart/form-data; boundary=e\r\nTransfer-Encoding: chunked\r\n\r\n"
    part = b'--e\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
    chunk = b"a" * (1 << 20)
    with socket.create_connection(("127.0.0.1", studio.port)) as made:
        made.sendall((head + kind).encode() + b"%x\r\n%s\r\n" % (len(part), part))
        try:
            for _ in range(STUDIO_UPLOAD_BYTES // len(chunk) + 2):
                made.sendall(b"%x\r\n%s\r\n" % (len(chunk), chunk))
        except (BrokenPipeError, ConnectionResetError):  # it has heard enough
            return
        made.settimeout(60)
        assert b" 413 " in made.recv(200)


def test_too_many_fields_and_files_are_refused(visitor: Visitor) -> None:
    page = visitor.get("/new")
    assert visitor.upload(page, {f"{n}.txt": b"x" for n in range(200)}).status == 400
    assert visitor.upload(page, {}, **{f"f{n}": "x" for n in range(STUDIO_FORM_FIELDS + 1)}).status == 400
    assert visitor.upload(page, {}, text="x" * (3 << 20)).status == 400


def test_a_broken_form_is_no_fault(visitor: Visitor) -> None:
    for body in (b"", b"--x", b"\xff\xfe\x00", b"--edge\r\n\r\n\r\n--edge--"):
        answer = visitor.send("POST", "/new", body, Content_Type="multipart/form-data; boundary=edge")
        assert answer.status in {400, 403}
    assert visitor.send("POST", "/new", b"x", Content_Type="multipart/form-data").status in {400, 403}
    assert visitor.send("POST", "/new", b"%zz=%ff&key=\xff").status in {400, 403}
