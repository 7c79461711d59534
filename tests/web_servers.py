"""The sample configurations in real servers: nginx and Apache on a free loopback port, in a folder of their own.

Only what a test cannot have is replaced in a sample: the office's place, the ports, the log's place, and TLS.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from madoguchi.paths import shipped

_HOST = "yoyaku.hellowork-toyooka.example"
_MODULES = Path("/usr/lib/apache2/modules")  # Debian keeps them there
_NEEDED = "mpm_event authz_core mime dir alias setenvif headers allowmethods filter deflate autoindex"
_START_SECONDS = 20


@dataclass(frozen=True, slots=True)
class WebServer:
    """One that answers at a port of 127.0.0.1, with what it wrote down so far."""

    port: int
    redirecting: int
    folder: Path

    def logged(self) -> str:
        """Return every log it keeps."""
        return "".join(path.read_text(errors="replace") for path in sorted(self.folder.glob("*.log")))


@dataclass(frozen=True, slots=True)
class Program:
    """How a server is found, set up and started."""

    package: str
    names: tuple[str, ...]
    configure: Callable[[WebServer, Path], str]
    arguments: Callable[[Path], list[str]]

    @property
    def how_to_get_it(self) -> str:
        """Say how to install it."""
        return f"{self.names[0]} is not installed; get it with: sudo apt install --no-install-recommends {self.package}"

    def found(self) -> str | None:
        """Return where it is; Debian keeps servers out of the path of users."""
        path = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin"))
        return next((where for name in self.names if (where := shutil.which(name, path=path))), None)


@contextmanager
def running(program: Program, office: Path) -> Iterator[WebServer]:
    """Start a server with its sample for an office, and stop it at the end."""
    where = program.found()
    if where is None:
        raise FileNotFoundError(program.how_to_get_it)
    folder = Path(tempfile.mkdtemp(prefix="madoguchi-web-"))
    server = WebServer(_free_port(), _free_port(), folder)
    (folder / "server.conf").write_text(program.configure(server, office), encoding="utf-8")
    with (folder / "said.log").open("wb") as said:
        command = [where, *program.arguments(folder)]
        process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
    try:
        _wait_for(process, server)
        yield server
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(_START_SECONDS)
        process.kill()
        process.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _wait_for(process: subprocess.Popen[bytes], server: WebServer) -> None:
    until = time.monotonic() + _START_SECONDS
    while process.poll() is None and time.monotonic() < until:
        with suppress(OSError), socket.create_connection(("127.0.0.1", server.port), timeout=1):
            return
        time.sleep(0.02)
    raise RuntimeError(f"the server does not start: {server.logged()}")


def _filled(name: str, server: WebServer, office: Path) -> str:
    text = (shipped("examples") / name).read_text(encoding="utf-8")
    assert "/srv/office" in text
    text = re.sub(r"(?m)^ *(?:ssl_|SSL).*$", "", text).replace("/srv/office", str(office))
    for old, new in {
        "listen 80;": f"listen 127.0.0.1:{server.redirecting};",
        "listen 443 ssl;": f"listen 127.0.0.1:{server.port};",
        "<VirtualHost *:80>": f"<VirtualHost 127.0.0.1:{server.redirecting}>",
        "<VirtualHost *:443>": f"<VirtualHost 127.0.0.1:{server.port}>",
        "/var/log/apache2/": f"{server.folder}/",
    }.items():
        text = text.replace(old, new)
    return text


def _nginx(server: WebServer, office: Path) -> str:
    """Wrap the sample as Debian's nginx.conf does, packing included."""
    temporary = "".join(f"{one}_temp_path {server.folder}/{one};" for one in ("client_body", "proxy", "fastcgi"))
    return f"""
daemon off;
worker_processes 1;
{_user_of_workers()}
pid {server.folder}/nginx.pid;
error_log {server.folder}/error.log;
events {{ worker_connections 64; }}
http {{
    {temporary} uwsgi_temp_path {server.folder}/uwsgi; scgi_temp_path {server.folder}/scgi;
    access_log {server.folder}/access.log;
    gzip on;
    gzip_types text/calendar text/css;
    {_filled("nginx.conf", server, office)}
}}
"""


def _apache(server: WebServer, office: Path) -> str:
    """Wrap the sample as Debian's apache2.conf does, packing included."""
    modules = "\n".join(f"LoadModule {name}_module {_MODULES}/mod_{name}.so" for name in _NEEDED.split())
    user, group = ("User nobody", f"Group #{os.getgid()}") if _is_root() else ("", "")
    return f"""
ServerRoot {server.folder}
ServerName {_HOST}
PidFile {server.folder}/apache.pid
ErrorLog {server.folder}/error.log
Listen 127.0.0.1:{server.port}
Listen 127.0.0.1:{server.redirecting}
{modules}
{user}
{group}
TypesConfig /dev/null
LogFormat "%h %l %u %t \\"%r\\" %>s %O" combined
<Directory />
    Options FollowSymLinks
    AllowOverride None
    Require all denied
</Directory>
AddOutputFilterByType DEFLATE text/html text/css text/calendar
{_filled("apache.conf", server, office)}
"""


def _user_of_workers() -> str:
    """Let workers be somebody who owns nothing, as on a real machine; only root can."""
    import grp

    return f"user nobody {grp.getgrgid(os.getgid()).gr_name};" if _is_root() else ""


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


NGINX = Program(
    "nginx-light",
    ("nginx",),
    _nginx,
    lambda folder: ["-c", str(folder / "server.conf"), "-p", str(folder), "-e", str(folder / "error.log")],
)
APACHE = Program(
    "apache2",
    ("apache2", "httpd"),
    _apache,
    lambda folder: ["-f", str(folder / "server.conf"), "-D", "FOREGROUND"],
)
