"""django-helpdesk as a peer: its `get_email` command over a queue that reads a local folder.

Its own defaults, with what its handbook asks for; SQLite in WAL, flushed at each commit (`synchronous=FULL`), as ours
is. The templates of its letters are taken away, for our intake writes none either.
"""

import logging
import shutil
from collections.abc import Iterable, Sequence
from datetime import timedelta
from importlib.metadata import version
from pathlib import Path

import django
from bad_mails import Sent
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from mails import OFFICE

_SLUG = "yoyaku"
_APPS = ("auth", "contenttypes", "sessions", "sites", "humanize", "messages", "admin")


class Helpdesk:
    """A helpdesk with one queue; one in a process, for Django is set up once.

    Args:
        room: An empty folder for its database, attachments and mails.
    """

    def __init__(self, room: Path) -> None:
        self.name = f"django-helpdesk {version('django-helpdesk')}"
        self.stopped_by = ""
        self._mails, self._media, self._dropped = room / "mails", room / "media", 0
        self._database, self._empty = room / "helpdesk.db", room / "empty.db"
        settings.configure(**_settings(room))
        django.setup()
        logging.getLogger("helpdesk").setLevel(logging.ERROR)  # it would warn of each letter that has no template
        self._make()

    def start_anew(self) -> None:
        """Put the empty database back."""
        for folder in (self._mails, self._media):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
        connection.close()
        for path in self._database.parent.glob(f"{self._database.name}*"):
            path.unlink()
        shutil.copy(self._empty, self._database)
        self._dropped, self.stopped_by = 0, ""

    def drop(self, mails: Iterable[Sent]) -> None:
        """Put mails into the folder of the queue."""
        for mail in mails:
            (self._mails / f"{self._dropped:07d}.eml").write_bytes(mail.raw)
            self._dropped += 1

    def take(self) -> None:
        """Do its management command once."""
        errors = _Errors()
        log = logging.getLogger(f"django.helpdesk.queue.{_SLUG}")
        log.addHandler(errors)
        try:
            call_command("get_email", quiet=True)
        finally:
            log.removeHandler(errors)
        self.stopped_by = errors.first

    def left(self) -> list[bytes]:
        """Return the mails that lie in its folder."""
        return [path.read_bytes() for path in self._mails.iterdir()]

    def entries(self) -> int:
        """Return how many tickets there are."""
        from helpdesk.models import Ticket

        return int(Ticket.objects.count())

    def kept(self, mails: Sequence[Sent]) -> list[str | None]:
        """Return title, description and first comment of each ticket."""
        from helpdesk.models import FollowUp

        kept = {one.message_id: one for one in FollowUp.objects.select_related("ticket")}
        return [_text(kept[mail.message_id]) if mail.message_id in kept else None for mail in mails]

    def asked(self, _mails: Sequence[Sent]) -> int:
        """Return 0: every ticket is for a person, and none says that something is doubtful about it."""
        return 0

    def _make(self) -> None:
        from helpdesk.models import EmailTemplate, Queue

        call_command("migrate", verbosity=0)
        Queue.objects.create(
            title="予約",
            slug=_SLUG,
            email_address=OFFICE,
            allow_email_submission=True,
            email_box_type="local",
            email_box_local_dir=str(self._mails),
            email_box_interval=0,
            email_box_last_check=timezone.now() - timedelta(days=1),
            logging_type="error",
        )
        EmailTemplate.objects.all().delete()
        connection.close()
        self._database.rename(self._empty)


class _Errors(logging.Handler):
    """Remembers what made the queue stop."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.first = ""

    def emit(self, record: logging.LogRecord) -> None:
        if not self.first:
            raised = record.exc_info[0] if record.exc_info else None
            self.first = raised.__name__ if raised else record.getMessage()


def _text(follow_up: object) -> str:
    ticket = follow_up.ticket
    return f"{ticket.title}\n{ticket.description}\n{follow_up.comment}"


def _settings(room: Path) -> dict[str, object]:
    return {
        "SECRET_KEY": "for a benchmark",
        "INSTALLED_APPS": [*(f"django.contrib.{app}" for app in _APPS), "rest_framework", "helpdesk"],
        "DATABASES": {
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": str(room / "helpdesk.db"),
                "OPTIONS": {"init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"},
            }
        },
        "TEMPLATES": [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
        "ROOT_URLCONF": "helpdesk_urls",
        "EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
        "MEDIA_ROOT": str(room / "media"),
        "HELPDESK_TEAMS_MODE_ENABLED": False,  # its handbook: without pinax-teams
        "SITE_ID": 1,
        "USE_TZ": True,
        "TIME_ZONE": "Asia/Tokyo",
        "LOGGING_CONFIG": None,
    }
