"""A real Postfix beside a Dovecot: it takes letters with a login, delivers into Dovecot's mailboxes, and bounces.

It has a configuration, a queue and data of its own, and nothing leaves the machine: whatever is not one of its
mailboxes comes back to the envelope sender as Postfix writes such bounces (RFC 3464). Only root can start a Postfix.
"""

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from real_mail.dovecot import Dovecot
from real_mail.processes import LOOPBACK, Server, free_port, program, wait_for

HOW_TO_GET_IT: Final = (
    "Postfix is not installed, or the tests do not run as root, who alone can start it; "
    "get it with: sudo apt install --no-install-recommends postfix"
)
REFUSED, BUSY = "kyohi@mihon.example", "taiki@mihon.example"
_DAEMONS = Path("/usr/lib/postfix/sbin")

_MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
mail_owner = postfix
maillog_file = {folder}/postfix.log
maillog_file_prefixes = {folder}
inet_interfaces = {host}
inet_protocols = ipv4
myhostname = mail.hellowork-toyooka.example
mydomain = hellowork-toyooka.example
mydestination =
mynetworks =
alias_maps =
local_recipient_maps =
recipient_delimiter = +
default_transport = error:5.1.2 there is no such domain
relay_transport = error:5.1.2 there is no such domain
disable_dns_lookups = yes
smtpd_peername_lookup = no
smtpd_reject_unlisted_recipient = no
smtpd_tls_security_level = may
smtpd_tls_auth_only = yes
smtpd_tls_chain_files = {dovecot}/key.pem, {dovecot}/cert.pem
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = {dovecot}/auth
smtpd_sasl_security_options = noanonymous
smtpd_recipient_restrictions =
  check_recipient_access inline:{{ {{{refused} = 550 5.1.1 no such person here}}, {{{busy} = 450 4.2.1 come again later}} }},
  permit_sasl_authenticated, permit_auth_destination, reject
smtpd_relay_restrictions = permit_sasl_authenticated, permit_auth_destination, reject
smtpd_client_connection_count_limit = 0
virtual_mailbox_domains = {domains}
virtual_mailbox_base = {dovecot}/mail
virtual_mailbox_maps = texthash:{folder}/mailboxes
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
virtual_minimum_uid = 1
queue_run_delay = 1s
notify_classes =
"""
_MASTER = """
{host}:{port} inet n - n - - smtpd
pickup    unix  n - n 60 1 pickup
cleanup   unix  n - n - 0 cleanup
qmgr      unix  n - n 300 1 qmgr
tlsmgr    unix  - - n 1000? 1 tlsmgr
rewrite   unix  - - n - - trivial-rewrite
bounce    unix  - - n - 0 bounce
defer     unix  - - n - 0 bounce
trace     unix  - - n - 0 bounce
verify    unix  - - n - 1 verify
flush     unix  n - n 1000? 0 flush
proxymap  unix  - - n - - proxymap
smtp      unix  - - n - - smtp
showq     unix  n - n - - showq
error     unix  - - n - - error
retry     unix  - - n - - error
discard   unix  - - n - - discard
virtual   unix  - n n - - virtual
anvil     unix  - - n - 1 anvil
scache    unix  - - n - 1 scache
postlog   unix-dgram n - n - 1 postlogd
"""


def installed() -> bool:
    """Say whether Postfix is on this machine and can be started."""
    return hasattr(os, "getuid") and os.getuid() == 0 and program("postfix") is not None and _DAEMONS.exists()


class Postfix(Server):
    """A server that takes letters from whoever Dovecot knows, while it is entered.

    Attributes:
        host: The loopback address.
        port: Of SMTP with STARTTLS; the certificate is Dovecot's.
    """

    def __init__(self, dovecot: Dovecot, mailboxes: Iterable[str]) -> None:
        super().__init__("mado-smtp-")
        self.host, self.port = LOOPBACK, free_port()
        self._dovecot, self._mailboxes = dovecot, tuple(mailboxes)

    def start(self) -> None:
        """Start it, and wait until it takes connections."""
        postfix = program("postfix")
        if postfix is None:
            raise FileNotFoundError(HOW_TO_GET_IT)
        settings = ("-c", str(self.folder / "etc"))
        with (self.folder / "said.log").open("ab") as said:
            # `check` makes the queue; `start-fg` would leave a shell between us and the pid that ends it all
            subprocess.run([postfix, *settings, "check"], stdout=said, stderr=said, timeout=60, check=True)
            self._process = subprocess.Popen(
                [_DAEMONS / "master", *settings, "-s"],
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                start_new_session=True,
            )
        wait_for(self._process, self.port, self.folder / "said.log")

    def logged(self) -> str:
        """Return what it wrote down."""
        logs = (self.folder / name for name in ("said.log", "postfix.log"))
        return "".join(log.read_text(errors="replace") for log in logs if log.exists())

    def _write(self) -> None:
        self.folder.chmod(0o755)
        for name in ("etc", "queue", "data"):
            (self.folder / name).mkdir()
        shutil.chown(self.folder / "data", "postfix")
        lines = "".join(f"{user} {user}/\n" for user in self._mailboxes)
        (self.folder / "mailboxes").write_text(lines)
        places = {"folder": self.folder, "host": self.host, "port": self.port, "dovecot": self._dovecot.folder}
        main = _MAIN.format(
            **places,
            domains=", ".join(sorted({user.rpartition("@")[2] for user in self._mailboxes})),
            uid=self._dovecot.uid,
            gid=self._dovecot.gid,
            refused=REFUSED,
            busy=BUSY,
        )
        (self.folder / "etc" / "main.cf").write_text(main)
        (self.folder / "etc" / "master.cf").write_text(_MASTER.format(**places))
