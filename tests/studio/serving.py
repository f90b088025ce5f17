"""A studio as its user starts it: a process of its own on a free port, and a visitor that speaks plain HTTP with it."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from lxml import html

__all__ = ["Answer", "Running", "Visitor", "running"]

ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/enter\?token=([\w-]+)")


@dataclass(frozen=True)
class Running:
    """A studio that runs: its process, its port, and the token that it printed."""

    process: subprocess.Popen[str]
    port: int
    token: str

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def address(self) -> str:
        return f"{self.base}/enter?token={self.token}"


@contextmanager
def running(folder: Path, *, code: str = "", arguments: tuple[str, ...] = (), **environment: str) -> Iterator[Running]:
    """Start the studio of a folder, and end it with Ctrl-C. ``code`` is run in its process before."""
    program = f"{code}\nfrom presskit.cli import program; program()"
    command = [sys.executable, "-c", program, "studio", str(folder), "--no-browser", *arguments]
    own = str(folder.parent / "own")
    told = {**os.environ, "PRESSKIT_DEBUG": "1", "XDG_CONFIG_HOME": own, "XDG_STATE_HOME": own, **environment}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=told) as process:
        assert process.stdout is not None
        try:
            found = next((match for line in process.stdout if (match := ADDRESS.search(line))), None)
            assert found, process.stderr.read() if process.stderr else ""
            yield Running(process, int(found[1]), found[2])
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
                process.communicate(timeout=60)


@dataclass(frozen=True)
class Answer:
    """What a server answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def page(self) -> html.HtmlElement:
        return html.fromstring(self.body)

    @property
    def key(self) -> str:
        return str(self.page.xpath("//input[@name='key']/@value")[0])

    def words(self) -> str:
        return " ".join(" ".join(self.page.xpath("//main//text()")).split())


@dataclass
class Visitor:
    """Speaks with the server as a browser would, but says whatever it wants."""

    port: int
    cookie: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    def send(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        """Send a request; a header that is "" is not sent. Names have ``_`` for ``-``."""
        host = f"127.0.0.1:{self.port}"
        own = {"Host": host, "Cookie": self.cookie, "Accept-Language": "en", **self.headers}
        if method == "POST":
            own |= {"Origin": f"http://{host}", "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
        own |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in own.items():
                if value:
                    connection.putheader(name, value.encode())
            if body is not None and "Content-Length" not in own and "Transfer-Encoding" not in own:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            response = connection.getresponse()
            return Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> Answer:
        return self.send("GET", path, None, **headers)

    def post(self, path: str, fields: Mapping[str, str], **headers: str) -> Answer:
        return self.send("POST", path, urlencode(fields).encode(), **headers)

    def submit(self, page: Answer, path: str, **fields: str) -> Answer:
        """Send a form of a page as a browser would: with its key, and the state that it was made for."""
        states = page.page.xpath("//input[@name='state']/@value")
        return self.post(path, {"key": page.key, **({"state": str(states[0])} if states else {}), **fields})

    def upload(self, page: Answer, files: Mapping[str, bytes], path: str = "/new", **fields: str) -> Answer:
        """Send files as the form of a new release does, or another form of a page."""
        edge = "edge-of-a-part"
        parts = [f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode() for name, value in {"key": page.key, **fields}.items()]
        parts += [
            f'--{edge}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\nContent-Type: application/octet-stream\r\n\r\n'.encode() + data + b"\r\n"
            for name, data in files.items()
        ]
        return self.send("POST", path, b"".join(parts) + f"--{edge}--\r\n".encode(), Content_Type=f"multipart/form-data; boundary={edge}")

    def enter(self, token: str) -> Answer:
        """Open the address, and keep the cookie."""
        answer = self.get(f"/enter?token={token}")
        if "set-cookie" in answer.headers:
            self.cookie = answer.headers["set-cookie"].partition(";")[0]
        return answer

    def follow(self, answer: Answer) -> Answer:
        """Go where an answer leads."""
        assert answer.status == 303, (answer.status, answer.text)
        where = urlsplit(answer.headers["location"])
        return self.get(where.path + (f"?{where.query}" if where.query else ""))

    def releases(self) -> list[str]:
        """Return the ways to the releases that Home lists."""
        return [str(each) for each in self.get("/").page.xpath("//ul[@class='releases']//h2/a/@href")]
