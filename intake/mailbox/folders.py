"""The folder that mail comes in, and the one it goes to."""

from imapclient import IMAPClient

from intake.mailbox.session import account_of
from intake.mailbox.wire import Declined, talking
from madoguchi.config.mail import Imap
from madoguchi.errors import TryLater
from madoguchi.model.mailbox import Folder


def enter(client: IMAPClient, imap: Imap) -> tuple[Folder, int]:
    """Select the folder that mail comes in, and return what it is now and how many mails lie in it.

    Raises:
        TryLater: There is no such folder, or its UIDs mean nothing from one visit to the next.
        ConnectionLost: See `talking`.
    """
    said = _select(client, imap.folder) or _select(client, under_prefix(client, imap.folder))
    if said is None:
        raise TryLater(
            f"メールサーバーのフォルダー「{imap.folder}」を開けません。名前が変わっていないか、"
            "office.toml の [imap] の folder を確かめてください。"
        )
    validity, count = said.get(b"UIDVALIDITY"), said.get(b"EXISTS")
    if not isinstance(validity, int) or validity <= 0 or b"UIDNOTSTICKY" in said:
        raise TryLater(
            f"メールサーバー「{imap.host}」はメールの通し番号（UIDVALIDITY）を示さないため、取り込めません。"
            "サーバーの管理者に確かめてください。"
        )
    return Folder(account_of(imap), imap.folder, validity), count if isinstance(count, int) else 0


def _select(client: IMAPClient, name: str) -> dict[bytes, object] | None:
    try:
        with talking(client):
            return dict(client.select_folder(name))
    except Declined:
        return None


def make_done(client: IMAPClient, name: str) -> str:
    """Make the folder for what is done, and subscribe to it, so that mail programs show it.

    Returns:
        Its name on the server.

    Raises:
        Declined: The server lets us make none.
        ConnectionLost: See `talking`.
    """
    try:
        with talking(client):
            client.create_folder(name)
    except Declined:
        elsewhere = under_prefix(client, name)
        if elsewhere == name:
            raise
        name = elsewhere
        with talking(client):
            client.create_folder(name)
    try:
        with talking(client):
            client.subscribe_folder(name)
    except Declined:  # a server without subscriptions shows every folder
        return name
    return name


def count_done(client: IMAPClient, name: str) -> int:
    """Return how many mails lie in the folder for what is done; 0 where there is none.

    Raises:
        ConnectionLost: See `talking`.
    """
    try:
        with talking(client):
            said = client.folder_status(name, ["MESSAGES"])
    except Declined:
        return 0
    count = said.get(b"MESSAGES")
    return count if isinstance(count, int) else 0


def under_prefix(client: IMAPClient, name: str) -> str:
    """Return the name as servers want it that keep all folders under INBOX (RFC 2342); else as it is.

    Raises:
        ConnectionLost: See `talking`.
    """
    try:
        with talking(client):
            personal = client.namespace().personal if client.has_capability("NAMESPACE") else None
    except Declined:
        return name
    prefix = str(personal[0][0]) if personal else ""
    return name if name.startswith(prefix) else prefix + name
