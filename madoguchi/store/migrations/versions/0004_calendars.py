"""Calendars: the mailbox of each booking for life, what calendars answer, who subscribes, and keys."""

import sqlalchemy as sa
from alembic import op

from madoguchi.store.portable import NUMBER, TEXT, only

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Widen the bookings and make the new tables."""
    op.add_column("bookings", sa.Column("organizer", TEXT, nullable=False, server_default=""))
    op.create_table(
        "keys",
        sa.Column("office", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("value", TEXT, nullable=False),
        sa.Column("made_at", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("office", "name"),
        sqlite_strict=True,
    )
    _make_replies()
    _make_subscribers()


def _make_replies() -> None:
    op.create_table(
        "replies",
        sa.Column("office", TEXT, nullable=False),
        sa.Column("reply_id", NUMBER, nullable=False),
        sa.Column("booking_id", NUMBER, nullable=False),
        sa.Column("item_id", NUMBER, nullable=False),
        sa.Column("attendee", TEXT, nullable=False),
        sa.Column("answer", TEXT, nullable=False),
        sa.Column("sequence", NUMBER, nullable=False),
        sa.Column("stamp", TEXT, nullable=False),
        sa.Column("received_at", TEXT, nullable=False),
        sa.Column("to_call", NUMBER, nullable=False),
        sa.CheckConstraint("answer IN ('accepted', 'tentative', 'declined')", name="answer_known"),
        sa.ForeignKeyConstraint(["office", "booking_id"], ["bookings.office", "bookings.booking_id"]),
        sa.ForeignKeyConstraint(["office", "item_id"], ["items.office", "items.item_id"]),
        sa.PrimaryKeyConstraint("office", "reply_id"),
        sa.UniqueConstraint("office", "booking_id", "attendee", "sequence", "stamp", "answer"),
        sqlite_strict=True,
    )
    op.create_index("replies_to_call", "replies", ["office", "reply_id"], **only("to_call = 1"))


def _make_subscribers() -> None:
    op.create_table(
        "subscribers",
        sa.Column("office", TEXT, nullable=False),
        sa.Column("subscriber_id", NUMBER, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("shows", TEXT, nullable=False),
        sa.Column("detail", TEXT, nullable=False),
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("made_at", TEXT, nullable=False),
        sa.Column("renewed_at", TEXT, nullable=True),
        sa.Column("revoked_at", TEXT, nullable=True),
        sa.CheckConstraint("detail IN ('number', 'initials', 'name')", name="detail_known"),
        sa.PrimaryKeyConstraint("office", "subscriber_id"),
        sa.UniqueConstraint("office", "digest"),
        sqlite_strict=True,
    )
