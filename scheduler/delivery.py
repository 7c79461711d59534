"""How a letter leaves the house: over SMTP, or as a file where no mail server is set."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum, auto
from pathlib import Path
from typing import Protocol

from madoguchi.config.mail import Smtp
from madoguchi.config.office import Office
from madoguchi.config.secrets import Secrets
from madoguchi.files import write_if_changed
from madoguchi.model.notice import Notice
from scheduler.letters.mime import quote_address

_SECONDS = 30
_AS_DRAFT = b"X-Unsent: 1\r\n"  # Outlook opens a saved mail that bears it as a draft to send
_PERMANENT = 500  # RFC 5321 section 4.2.1: 5yz is a permanent failure


class Fate(Enum):
    """What became of one try."""

    HANDED_OVER = auto()
    TRY_LATER = auto()
    REFUSED = auto()


class Delivery(Protocol):
    """Takes finished letters."""

    def deliver(self, notice: Notice) -> Fate:
        """Hand one letter over; a repeat after a crash carries the same bytes and Message-ID."""


class FolderDelivery:
    """Writes each letter to a file that a mail program can open and send."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def deliver(self, notice: Notice) -> Fate:
        """Write `00012-confirmation.eml`; the same letter again is the same file."""
        try:
            write_if_changed(self._folder / f"{notice.notice_id:05d}-{notice.kind.value}.eml", _AS_DRAFT + notice.mail)
        except PermissionError:  # a mail program holds the file
            return Fate.TRY_LATER
        return Fate.HANDED_OVER


class SmtpDelivery:
    """Sends letters over one connection; RFC 5321."""

    def __init__(self, server: smtplib.SMTP, sender: str) -> None:
        self._server, self._sender = server, sender

    def deliver(self, notice: Notice) -> Fate:
        """Send one letter; a refused recipient does not stop the others.

        A refused sender is a matter of the set-up (a missing login, say), not of this letter: it waits.
        """
        try:
            self._server.sendmail(self._sender, [quote_address(notice.to)], notice.mail)
        except smtplib.SMTPRecipientsRefused as error:
            code = next(iter(error.recipients.values()))[0]
            return Fate.REFUSED if code >= _PERMANENT else Fate.TRY_LATER
        except smtplib.SMTPSenderRefused:
            return Fate.TRY_LATER
        except smtplib.SMTPResponseException as error:
            return Fate.REFUSED if error.smtp_code >= _PERMANENT else Fate.TRY_LATER
        except (OSError, smtplib.SMTPException):
            return Fate.TRY_LATER
        return Fate.HANDED_OVER


class NoDelivery:
    """Stands in while the mail server cannot be reached: every letter waits."""

    def deliver(self, notice: Notice) -> Fate:
        """Leave the letter in the outbox."""
        del notice
        return Fate.TRY_LATER


@contextmanager
def open_delivery(office: Office, secrets: Secrets, outbox: Path) -> Iterator[Delivery]:
    """Open the way out that the office has set up, and close it at the end."""
    if office.smtp is None:
        yield FolderDelivery(outbox)
        return
    try:
        server = _connect(office.smtp, secrets)
    except (OSError, smtplib.SMTPException, UnicodeError):  # the last: a host or password that no protocol carries
        yield NoDelivery()
        return
    try:
        yield SmtpDelivery(server, office.office.mail)
    finally:
        try:
            server.quit()
        except (OSError, smtplib.SMTPException):
            server.close()


def _connect(smtp: Smtp, secrets: Secrets) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if smtp.security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(smtp.host, smtp.port, timeout=_SECONDS, context=context)
    else:
        server = smtplib.SMTP(smtp.host, smtp.port, timeout=_SECONDS)
    try:
        if smtp.security == "starttls":
            server.starttls(context=context)
        if smtp.user:
            server.login(smtp.user, secrets.smtp_password.get_secret_value())
    except BaseException:
        server.close()
        raise
    return server
