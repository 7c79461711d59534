"""How a notice stands in its row of the outbox."""

from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping

from madoguchi.model.notice import Means, Notice, NoticeKind, NoticeState
from madoguchi.store.columns import moment, moment_text


def row_of(office: str, notice: Notice) -> dict[str, Any]:
    """Return the row of a notice."""
    return {
        "office": office,
        "notice_id": notice.notice_id,
        "kind": notice.kind.value,
        "means": notice.means.value,
        "request_id": notice.request_id,
        "booking_id": notice.booking_id,
        "name": notice.name,
        "recipient": notice.to,
        "message_id": notice.message_id,
        "mail": notice.mail,
        "say": notice.say,
        "note": notice.note,
        "created_at": moment_text(notice.created_at),
        "state": notice.state.value,
        "tries": notice.tries,
        "next_try_at": _when(notice.next_try_at),
        "released_at": _when(notice.released_at),
        "handed_over_at": _when(notice.handed_over_at),
        "answered": notice.answered,
    }


def notice_of(row: RowMapping) -> Notice:
    """Return the notice that a row holds."""
    return Notice(
        notice_id=row["notice_id"],
        kind=NoticeKind(row["kind"]),
        means=Means(row["means"]),
        request_id=row["request_id"],
        booking_id=row["booking_id"],
        name=row["name"],
        to=row["recipient"],
        message_id=row["message_id"],
        mail=row["mail"],
        say=row["say"],
        note=row["note"],
        created_at=moment(row["created_at"]),
        state=NoticeState(row["state"]),
        tries=row["tries"],
        next_try_at=_moment(row["next_try_at"]),
        released_at=_moment(row["released_at"]),
        handed_over_at=_moment(row["handed_over_at"]),
        answered=row["answered"],
    )


def _when(at: datetime | None) -> str | None:
    return None if at is None else moment_text(at)


def _moment(written: str | None) -> datetime | None:
    return None if written is None else moment(written)
