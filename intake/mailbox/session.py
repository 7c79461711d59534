"""Getting into the office's mailbox, and out of it again."""

import logging
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import CapabilityError, IMAPClientAbortError, IMAPClientError, LoginError

from intake.mailbox.wire import Client, within
from madoguchi.config.access_token import access_token
from madoguchi.config.mail import Imap
from madoguchi.config.secrets import Secrets
from madoguchi.config.trust import trusted
from madoguchi.errors import TryLater

TIMEOUT: Final = SocketTimeout(connect=20, read=60)
# It repeats words of the server that it cannot decode, in folders' names for one; nobody may read those in a log.
logging.getLogger("imapclient").addHandler(logging.NullHandler())
_LOGIN_SECONDS: Final = 90
_LOGOUT_SECONDS: Final = 10


def account_of(imap: Imap) -> str:
    """Name the mailbox whatever its folder: `user@host`."""
    return f"{imap.user}@{imap.host}"


@contextmanager
def open_mailbox(imap: Imap, secrets: Secrets) -> Iterator[IMAPClient]:
    """Connect and log in; no folder is selected yet.

    What goes wrong inside the `with` is the caller's; the connection is closed in any case, and never waited for.

    Raises:
        TryLater: The server is away or does not let us in.
    """
    try:
        client = _connected(imap)
    except (OSError, IMAPClientError, ValueError) as error:
        raise TryLater(_sentence(error, imap)) from error
    try:
        try:
            with within(client, _LOGIN_SECONDS):
                _log_in(client, imap, secrets)
        except (OSError, IMAPClientError, ValueError) as error:
            raise TryLater(_sentence(error, imap)) from error
        yield client
    finally:
        _leave(client)


def _connected(imap: Imap) -> Client:
    is_tls = imap.security == "tls"
    context = trusted(imap.ca_file) if is_tls else None
    return Client(imap.host, imap.port, ssl=is_tls, ssl_context=context, timeout=TIMEOUT)


def _log_in(client: IMAPClient, imap: Imap, secrets: Secrets) -> None:
    if imap.security == "starttls":
        client.starttls(trusted(imap.ca_file))
    password = secrets.imap_password.get_secret_value()
    if imap.login == "xoauth2":
        client.oauth2_login(imap.user, access_token(imap.token_command))
    elif client.has_capability("AUTH=PLAIN"):  # LOGIN carries ASCII alone
        client.plain_login(imap.user, password)
    else:
        client.login(imap.user, password)
    client.capabilities()  # most servers have told them with their yes; selecting a folder would forget that


def _leave(client: IMAPClient) -> None:
    """Say goodbye where that is possible; what the server answers changes nothing."""
    with suppress(OSError, IMAPClientError, ValueError), within(client, _LOGOUT_SECONDS):
        client.logout()
    with suppress(OSError, IMAPClientError, ValueError):
        client.shutdown()


def _sentence(error: Exception, imap: Imap) -> str:
    """Say what keeps us out and what to do; the server's own words may name people and are left to the log."""
    server = f"メールサーバー「{imap.host}」"
    match error:
        case socket.gaierror() | UnicodeError():
            return f"{server}が見つかりません。ネットワークのつながりと、office.toml の [imap] の host を確かめてください。"
        case ssl.SSLCertVerificationError():
            return f"{server}の証明書を確かめられません。[imap] の host と ca_file を確かめてください。"
        case ssl.SSLError() | CapabilityError():
            return f"{server}と暗号化した接続ができません。[imap] の security と port を確かめてください。"
        case LoginError() if not isinstance(error.__context__, IMAPClientAbortError):
            return f"{server}にログインできません。[imap] の user と、パスワードまたはトークンを確かめてください。"
        case TimeoutError():
            return f"{server}が応答しません。ネットワークのつながりを確かめてください。次の回にもう一度つなぎます。"
        case _:
            return f"{server}につながりません。ネットワークのつながりと、[imap] の host と port を確かめてください。"
