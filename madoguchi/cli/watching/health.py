"""How an office's mail goes: what `status` shows of it, and when it calls for somebody (pure)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from madoguchi.cli.show import say_hold
from madoguchi.clock import local
from madoguchi.config.office import Office
from madoguchi.model.mailbox import MailboxHealth
from madoguchi.wording import say_moment
from sitegen.publishing.rollback import Hold

_MISSED: Final = 3  # looks at the mailbox in a row, after which somebody should know
_ASK_DOCTOR: Final = "「madoguchi doctor」で原因を確かめてください。"


class Watching(StrEnum):
    """Whether `madoguchi watch` is at work: AT_WORK, FALLEN (it ended without being asked to), or NONE."""

    AT_WORK = "at_work"
    FALLEN = "fallen"
    NONE = "none"


_SAY_WATCHING: Final = {
    Watching.AT_WORK: "動いています",
    Watching.FALLEN: "途中で止まりました",
    Watching.NONE: "動いていません",
}


@dataclass(frozen=True, slots=True)
class Health:
    """How it goes; all times aware.

    Attributes:
        began_at: When the watch began, where there is one.
        mailbox: None where no server is set.
        sent_at: When a letter was handed over last.
        unsent_since: Since when the letter that waits longest for the server does; those held for staff do not count.
        held: Letters that wait for staff to release them.
        site: The hold on a site that was rolled back; None where runs publish.
    """

    watching: Watching = Watching.NONE
    began_at: datetime | None = None
    mailbox: MailboxHealth | None = None
    sent_at: datetime | None = None
    unsent_since: datetime | None = None
    held: int = 0
    site: Hold | None = None

    def alarms(self, office: Office, as_of: datetime) -> tuple[str, ...]:
        """Return what calls for somebody, each a sentence that says what to do."""
        return tuple(self._alarms(office, as_of))

    def lines(self, office: Office) -> dict[str, str]:
        """Return what is shown, by its name; nothing that the office has not set up."""
        shown: dict[str, str] = {}
        if self.watching is not Watching.NONE:
            shown["自動取り込み（watch）"] = _SAY_WATCHING[self.watching]
        if self.mailbox:
            shown["最後のメールの取り込み"] = _say(self.mailbox.fetched_at)
            shown["最後のサーバーとの突き合わせ"] = _say(self.mailbox.reconciled_at)
        if office.smtp:
            shown["最後のお知らせメールの送信"] = _say(self.sent_at)
            shown["送れずにいるお知らせメールのうち最も古いもの"] = _say(self.unsent_since)
        if self.held:
            shown["職員の確認を待っているお知らせメール"] = f"{self.held} 通"
        return shown

    def remarks(self) -> tuple[str, ...]:
        """Return what the server has said of itself lately, each a sentence."""
        return tuple(filter(None, (self.mailbox.failure, self.mailbox.differences))) if self.mailbox else ()

    def as_json(self, office: Office, as_of: datetime) -> dict[str, Any]:
        """Return it for other programs."""
        mailbox = self.mailbox
        return {
            "watch": self.watching.value,
            "mailbox": mailbox
            and {
                "fetched_at": _iso(mailbox.fetched_at),
                "failed_at": _iso(mailbox.failed_at),
                "failure": mailbox.failure,
                "reconciled_at": _iso(mailbox.reconciled_at),
                "differences": mailbox.differences,
            },
            "last_sent_at": _iso(self.sent_at),
            "oldest_unsent_at": _iso(self.unsent_since),
            "letters_held": self.held,
            "site_held": self.site is not None,
            "alarms": list(self.alarms(office, as_of)),
        }

    def _alarms(self, office: Office, as_of: datetime) -> Iterator[str]:
        if self.site:
            yield say_hold(self.site)
        if self.watching is Watching.FALLEN:
            yield "「madoguchi watch」が途中で止まっています。もう一度動かしてください。"
        mailbox, poll = self.mailbox, timedelta(minutes=office.imap.poll_minutes if office.imap else 0)
        if mailbox and self._is_missed(mailbox, poll, as_of):
            since = f"{say_moment(local(mailbox.fetched_at))}から" if mailbox.fetched_at else "まだ一度も"
            yield f"メールサーバーからメールを{since}取り込めていません。{mailbox.failure}{_ASK_DOCTOR}"
        late = timedelta(minutes=office.letters.alarm_minutes)
        if office.smtp and self.unsent_since and as_of - self.unsent_since > late:
            since = say_moment(local(self.unsent_since))
            yield f"{since}から送れずにいるお知らせメールがあります。{_ASK_DOCTOR}お急ぎの方には電話で伝えてください。"

    def _is_missed(self, mailbox: MailboxHealth, poll: timedelta, as_of: datetime) -> bool:
        """Tell whether the mailbox has not been reached for too long although somebody tried, or is there to try."""
        if mailbox.failure:
            return mailbox.fetched_at is None or as_of - mailbox.fetched_at > _MISSED * poll
        seen = [at for at in (mailbox.fetched_at, self.began_at) if at]
        return self.watching is Watching.AT_WORK and bool(seen) and as_of - max(seen) > _MISSED * poll


def _say(at: datetime | None) -> str:
    return say_moment(local(at)) if at else "なし"


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
