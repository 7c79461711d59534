"""The whole life of a request: waiting list and offers, who changed a booking and why, terms explained and told."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from madoguchi.store.portable import NUMBER, TEXT, only

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_KINDS = (
    *("request", "change", "cancellation", "record", "question", "thanks", "answer", "calendar_reply", "auto_reply"),
    *("bounce", "list", "spam", "own", "memo", "empty", "unreadable"),
)
_LIVE = only("state = 'confirmed'")
_ON_THE_LIST = only("state IN ('waiting', 'offered')")
_OPEN = only("state = 'open'")


def upgrade() -> None:
    """Widen what is there, and make the new tables."""
    op.add_column("requests", sa.Column("language", TEXT, nullable=False, server_default=""))
    op.add_column("requests", sa.Column("explained", NUMBER, nullable=True))
    op.add_column("bookings", sa.Column("changed_by", TEXT, nullable=False, server_default="person"))
    op.add_column("bookings", sa.Column("why", TEXT, nullable=False, server_default=""))
    _allow("arrivals", "form", ["log", "mail", "review_sheet", "telephone_sheet", "day_sheet", "unknown"], ["command"])
    _allow(
        "requests",
        "state",
        ["received", "needs_review", "booked", "done", "withdrawn", "duplicate"],
        ["waiting", "offered", "refused"],
    )
    for table in ("items", "requests"):
        _allow(table, "kind", _KINDS, ["refusal"])
    _allow("bookings", "state", ["confirmed", "cancelled", "completed", "no_show"], ["broken_off"])
    _make_offers()
    _make_terms_told()
    op.create_index("bookings_live", "bookings", ["office", "start"], **_LIVE)
    _index_what_is_named("decisions_booking", "decisions", "booking_id")
    _index_what_is_named("requests_about", "requests", "concerns")
    op.create_index(
        "requests_waiting_list",
        "requests",
        ["office", "received_at", "request_id"],
        **_ON_THE_LIST,
    )


def _index_what_is_named(name: str, table: str, column: str) -> None:
    op.create_index(name, table, ["office", column], **only(f"{column} IS NOT NULL"))


def _make_offers() -> None:
    op.create_table(
        "offers",
        sa.Column("office", TEXT, nullable=False),
        sa.Column("offer_id", NUMBER, nullable=False),
        sa.Column("request_id", NUMBER, nullable=False),
        sa.Column("counsellor", TEXT, nullable=False),
        sa.Column("start", TEXT, nullable=False),
        sa.Column("minutes", NUMBER, nullable=False),
        sa.Column("made_at", TEXT, nullable=False),
        sa.Column("until", TEXT, nullable=False),
        sa.Column("by_telephone", NUMBER, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("ended_at", TEXT, nullable=True),
        sa.CheckConstraint("state IN ('open', 'taken', 'declined', 'lapsed', 'withdrawn')", name="state_known"),
        sa.ForeignKeyConstraint(["office", "request_id"], ["requests.office", "requests.request_id"]),
        sa.PrimaryKeyConstraint("office", "offer_id"),
        sqlite_strict=True,
    )
    op.create_index(
        "offers_never_twice",
        "offers",
        ["office", "counsellor", "start"],
        unique=True,
        **_OPEN,
    )
    op.create_index("offers_open", "offers", ["office", "offer_id"], **_OPEN)
    op.create_index("offers_request", "offers", ["office", "request_id"])


def _make_terms_told() -> None:
    op.create_table(
        "terms_told",
        sa.Column("office", TEXT, nullable=False),
        sa.Column("booking_id", NUMBER, nullable=False),
        sa.Column("version", TEXT, nullable=False),
        sa.Column("sha256", TEXT, nullable=False),
        sa.Column("told_at", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["office", "booking_id"], ["bookings.office", "bookings.booking_id"]),
        sa.PrimaryKeyConstraint("office", "booking_id", "version", "sha256"),
        sqlite_strict=True,
    )


def _allow(table: str, column: str, before: Sequence[str], more: Sequence[str]) -> None:
    """Let a column take further values; on SQLite the table is made anew for it."""
    values = ", ".join(f"'{value}'" for value in (*before, *more))
    with op.batch_alter_table(table, table_kwargs={"sqlite_strict": True}) as batch:
        batch.drop_constraint(f"{column}_known", type_="check")
        batch.create_check_constraint(f"{column}_known", f"{column} IN ({values})")
