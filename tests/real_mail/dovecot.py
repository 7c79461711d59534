"""A real Dovecot on free loopback ports, in a folder of its own, ended by its own pid."""

import base64
import hashlib
import hmac
import itertools
import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from imapclient import imap_utf7
from real_mail.processes import LOOPBACK, Server, free_port, program, wait_for

HOW_TO_GET_IT: Final = (
    "Dovecot is not installed; get it with: sudo apt install --no-install-recommends dovecot-imapd openssl"
)
OFFICE, PASSWORD = "yoyaku@hellowork-toyooka.example", "himitsu-no-aikotoba"
_TOKEN_KEY = b"key of the tokens of a server that lives for a test"

_SETTINGS = """
protocols = imap
listen = {host}
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
instance_name = {name}
default_internal_user = {internal}
default_internal_group = {internal_group}
default_login_user = {login}
ssl = yes
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain login xoauth2 oauthbearer
auth_failure_delay = 0
mail_location = maildir:{folder}/mail/%u
mail_uid = {mail_uid}
mail_gid = {mail_gid}
first_valid_uid = 1
first_valid_gid = 0
mail_fsync = never
mail_max_userip_connections = 0
imap_idle_notify_interval = 1 s
namespace inbox {{
  inbox = yes
}}
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {folder}/users
}}
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {folder}/oauth2.conf
}}
userdb {{
  driver = static
  args = uid={mail_uid} gid={mail_gid} home={folder}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service auth {{
  unix_listener {folder}/auth {{
    mode = 0666
  }}
}}
service stats {{
  chroot =
}}
"""
_TOKENS = """
introspection_mode = local
local_validation_key_dict = fs:posix:prefix={folder}/keys/
username_attribute = sub
"""


def installed() -> bool:
    """Say whether Dovecot with IMAP and the maker of certificates are on this machine."""
    return program("dovecot") is not None and Path("/usr/lib/dovecot/imap").exists() and program("openssl") is not None


class Dovecot(Server):
    """A server with mailboxes (Maildir), while it is entered.

    Attributes:
        host: The loopback address.
        port: Of IMAP, with STARTTLS.
        tls_port: Of IMAP within TLS.
        ca_file: The certificate of the server, which nobody else has signed.
        auth_socket: Where another server asks whether a password is right.
    """

    def __init__(self, users: Mapping[str, str] | None = None) -> None:
        super().__init__("mado-imap-")
        self.host, self.port, self.tls_port = LOOPBACK, free_port(), free_port()
        self.ca_file = self.folder / "cert.pem"
        self.auth_socket = self.folder / "auth"
        self.uid, self.gid = _who_keeps_mail()
        self._users = dict(users or {OFFICE: PASSWORD})
        self._numbers = itertools.count(1)

    def start(self) -> None:
        """Start it, and wait until it takes connections."""
        command = [_needed("dovecot"), "-F", "-c", str(self.folder / "dovecot.conf")]
        self._process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        wait_for(self._process, self.port, self.folder / "dovecot.log")

    def empty(self) -> None:
        """Run, with every mailbox as it was at first."""
        if self._process is None:
            self.start()
        for mailbox in (self.folder / "mail").iterdir():
            shutil.rmtree(mailbox, ignore_errors=True)
        for user in self._users:
            self.maildir(user)

    def deliver(self, user: str, raw: bytes, folder: str = "INBOX") -> Path:
        """Put a mail into a folder as a delivery agent does: written in tmp/, then renamed into new/."""
        place = self.maildir(user, folder)
        name = f"{time.time_ns()}.{next(self._numbers)}.test"
        (place / "tmp" / name).write_bytes(raw)
        os.chown(place / "tmp" / name, self.uid, self.gid)
        return (place / "tmp" / name).rename(place / "new" / name)

    def maildir(self, user: str, folder: str = "INBOX") -> Path:
        """Return the Maildir of a folder, made if it is not there."""
        inbox = self.folder / "mail" / user
        place = inbox if folder == "INBOX" else inbox / f".{imap_utf7.encode(folder).decode()}"
        for one in (inbox, place, *(place / name for name in ("cur", "new", "tmp"))):
            if not one.exists():
                one.mkdir()
                os.chown(one, self.uid, self.gid)
        return place

    def raw_mails(self, user: str, folder: str = "INBOX") -> list[bytes]:
        """Return what lies in a folder, the earliest delivered first."""
        place = self.maildir(user, folder)
        found = [path for name in ("new", "cur") for path in (place / name).iterdir()]
        return [path.read_bytes() for path in sorted(found, key=lambda path: path.name)]

    def renumber(self, user: str, folder: str = "INBOX") -> None:
        """Give a folder another UIDVALIDITY and every mail another UID, as after a restore or a move to another server."""
        place = self.maildir(user, folder)
        numbers = place / "dovecot-uidlist"
        head = numbers.read_text().partition("\n")[0]  # `3 V<validity> N<next UID> G<the folder>`
        head = re.sub(r" V(\d+) N\d+", lambda found: f" V{int(found[1]) + 7} N1000", head)
        numbers.write_text(head + "\n")

    def doveadm(self, *words: str) -> str:
        """Run the administrator's tool on this server."""
        command = [_needed("doveadm"), "-c", str(self.folder / "dovecot.conf"), *words]
        return subprocess.run(command, capture_output=True, text=True, timeout=30, check=True).stdout

    def token(self, user: str, seconds: int = 3600) -> str:
        """Return an access token (a JWT, RFC 7519) that it takes from a user for so long."""
        now = int(time.time())
        parts = ({"alg": "HS256", "typ": "JWT"}, {"sub": user, "iat": now - 60, "nbf": now - 60, "exp": now + seconds})
        signed = b".".join(_base64url(json.dumps(part).encode()) for part in parts)
        mark = hmac.new(_TOKEN_KEY, signed, hashlib.sha256).digest()
        return (signed + b"." + _base64url(mark)).decode()

    def logged(self) -> str:
        """Return what it wrote down."""
        log = self.folder / "dovecot.log"
        return log.read_text(errors="replace") if log.exists() else ""

    def _write(self) -> None:
        """Write its settings, users, certificate and the key of its tokens."""
        self.folder.chmod(0o755)
        _certificate(self.folder)
        keys = self.folder / "keys" / "default" / "HS256"
        keys.mkdir(parents=True)
        (keys / "default").write_bytes(base64.b64encode(_TOKEN_KEY))
        (self.folder / "oauth2.conf").write_text(_TOKENS.format(folder=self.folder))
        lines = [f"{user}:{{PLAIN}}{password}::::::\n" for user, password in self._users.items()]
        (self.folder / "users").write_text("".join(lines))
        (self.folder / "mail").mkdir()
        os.chown(self.folder / "mail", self.uid, self.gid)
        internal, login, group = _who_serves()
        settings = _SETTINGS.format(
            folder=self.folder,
            name=self.folder.name,
            host=self.host,
            port=self.port,
            tls_port=self.tls_port,
            internal=internal,
            internal_group=group,
            login=login,
            mail_uid=self.uid,
            mail_gid=self.gid,
        )
        (self.folder / "dovecot.conf").write_text(settings)


def _certificate(folder: Path) -> None:
    """Make a certificate of our own for this machine, as an office without a bought one has."""
    words = (
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 3 -subj /CN=localhost "
        f"-addext subjectAltName=DNS:localhost,IP:{LOOPBACK} -keyout {folder}/key.pem -out {folder}/cert.pem"
    )
    subprocess.run([_needed("openssl"), *words.split()], capture_output=True, timeout=30, check=True)


def _needed(name: str) -> str:
    found = program(name)
    if found is None:
        raise FileNotFoundError(HOW_TO_GET_IT)
    return found


def _who_serves() -> tuple[str, str, str]:
    """Return who its inner processes and its doors run as, and the group; only root can choose."""
    import grp
    import pwd

    own = pwd.getpwuid(os.getuid()).pw_name
    internal, login = ("dovecot", "dovenull") if os.getuid() == 0 else (own, own)
    return internal, login, grp.getgrgid(pwd.getpwnam(internal).pw_gid).gr_name


def _who_keeps_mail() -> tuple[int, int]:
    """Return whose files mail is: Dovecot keeps none as root."""
    import pwd

    one = pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
    return one.pw_uid, one.pw_gid


def _base64url(raw: bytes) -> bytes:
    return base64.urlsafe_b64encode(raw).rstrip(b"=")
