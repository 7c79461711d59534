"""Storing what a server gave: bytes, arrivals and where the mails stand, in one transaction (promise 1)."""

from collections.abc import Sequence
from typing import NamedTuple

from intake.mailbox.alone import Spooled
from intake.mailbox.excerpt import LINE_BYTES, excerpt
from intake.mailbox.listing import Listed
from intake.mailbox.moving import NOTHING_MOVED, Moved
from intake.sources.archive import flush_folder, place
from intake.sources.drop_folder import shown_name
from intake.sources.found import MAILBOX, NOT_GIVEN
from intake.taken import Intake
from madoguchi.files import fingerprint
from madoguchi.model.item import Form
from madoguchi.model.mailbox import Fetched, Folder, MailPlace
from madoguchi.store.arrivals import Incoming, archive, arrivals_by_hash
from madoguchi.store.mailboxes import move_fetched, put_fetched

_SAY_NOT_GIVEN = (
    "メールサーバーのフォルダー「{folder}」のメール1通（通し番号 {validity}-{uid}、{size}バイト）を、サーバーから"
    "受け取れませんでした。メールソフトで開いて用件を確かめてください。一日に一度の突き合わせのときに、"
    "もう一度受け取ってみます。"
)


class Got(NamedTuple):
    """One mail of the server, and what is to be stored for it; None where that is only where it stands."""

    fetched: Fetched
    incoming: Incoming | None


def whole(folder: Folder, mail: Listed, raw: bytes) -> Got:
    """Take a mail as the server gave it."""
    sha256 = fingerprint(raw)
    incoming = Incoming(sha256, MAILBOX, _name(folder, mail, ".eml"), Form.MAIL, raw)
    return Got(Fetched(mail.uid, sha256, mail.size), incoming)


def spooled(intake: Intake, folder: Folder, mail: Listed, file: Spooled, whole_bytes: int) -> Got:
    """Take a mail that was written to a file: into the store, or, when it is too large, into the archive.

    Raises:
        OSError: The archive cannot be written.
    """
    try:
        if file.size <= whole_bytes:
            return whole(folder, mail, file.path.read_bytes())
        return _too_large(intake, folder, mail, file)
    finally:
        file.path.unlink(missing_ok=True)


def _too_large(intake: Intake, folder: Folder, mail: Listed, file: Spooled) -> Got:
    name = _name(folder, mail, ".eml")
    target = place(intake.folder.archive, intake.as_of, file.sha256, name)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with file.path.open("rb") as lines:
        read = excerpt(iter(lambda: lines.readline(LINE_BYTES), b""))
    file.path.replace(target)
    flush_folder(target.parent)
    lies_at = target.relative_to(intake.folder.archive).as_posix()
    incoming = Incoming(file.sha256, MAILBOX, name, Form.MAIL, read, lies_at, file.size)
    return Got(Fetched(mail.uid, file.sha256, mail.size), incoming)


def not_given(folder: Folder, mail: Listed) -> Got:
    """Stand a sentence for staff in the place of a mail that the server does not give."""
    say = _SAY_NOT_GIVEN.format(folder=folder.name, validity=folder.validity, uid=mail.uid, size=mail.size).encode()
    incoming = Incoming(fingerprint(say), MAILBOX, _name(folder, mail, NOT_GIVEN), Form.MAIL, say)
    return Got(Fetched(mail.uid, incoming.sha256, mail.size, MailPlace.SET_ASIDE), incoming)


def to_try_again(mail: Listed) -> Got:
    """Leave a mail for the next visit, the ones after it not waiting for it."""
    return Got(Fetched(mail.uid, "", mail.size, MailPlace.SET_ASIDE), None)


def packed(got: Got) -> Got:
    """Pack what is to be stored, if it is not yet; see `Incoming.ready`."""
    return got._replace(incoming=got.incoming.ready()) if got.incoming else got


def keep(intake: Intake, folder: Folder, got: Sequence[Got], moved: Moved = NOTHING_MOVED) -> int:
    """Store mails, and what became of earlier ones; return how many of them had never come before.

    The same bytes are archived once, wherever they came from.
    """
    incoming = {one.incoming.sha256: one.incoming for one in map(packed, got) if one.incoming}
    with intake.store.writing() as transaction:
        known = arrivals_by_hash(transaction, incoming)
        new = [one for sha256, one in incoming.items() if sha256 not in known]
        archive(transaction, new, intake.as_of)
        put_fetched(transaction, folder, [one.fetched for one in got])
        move_fetched(transaction, folder, moved.moved, MailPlace.MOVED)
        move_fetched(transaction, folder, moved.gone, MailPlace.GONE)
    return len(new)


def _name(folder: Folder, mail: Listed, ending: str) -> str:
    return f"{shown_name(folder.name)}-{folder.validity}-{mail.uid}{ending}"
