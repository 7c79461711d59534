"""The tables of the calendars: what they answer, who subscribes to them, and the keys that make addresses unguessable."""

from sqlalchemy import ForeignKeyConstraint, PrimaryKeyConstraint, Table, UniqueConstraint

from madoguchi.model.reply import Answer
from madoguchi.model.subscriber import Detail
from madoguchi.store.schema_parts import metadata, number, one_of, partial, text

# Random, made once by the office's first need of them; whoever restores the store keeps the addresses given out.
keys = Table(
    "keys",
    metadata,
    text("office"),
    text("name"),
    text("value"),
    text("made_at"),
    PrimaryKeyConstraint("office", "name"),
    sqlite_strict=True,
)

# What calendars answered to invitations (RFC 5546 section 3.2.3), each answer once however often it comes.
replies = Table(
    "replies",
    metadata,
    text("office"),
    number("reply_id"),
    number("booking_id"),
    number("item_id"),
    text("attendee"),
    text("answer"),
    number("sequence"),
    text("stamp"),
    text("received_at"),
    number("to_call"),
    PrimaryKeyConstraint("office", "reply_id"),
    UniqueConstraint("office", "booking_id", "attendee", "sequence", "stamp", "answer"),
    ForeignKeyConstraint(["office", "booking_id"], ["bookings.office", "bookings.booking_id"]),
    ForeignKeyConstraint(["office", "item_id"], ["items.office", "items.item_id"]),
    one_of("answer", Answer),
    partial("replies_to_call", "office", "reply_id", where="to_call = 1"),
    sqlite_strict=True,
)

# Who reads a feed over the web; the secret of the address itself is nowhere but in the name of the served file.
subscribers = Table(
    "subscribers",
    metadata,
    text("office"),
    number("subscriber_id"),
    text("name"),
    text("shows"),
    text("detail"),
    text("digest"),
    text("made_at"),
    text("renewed_at", null=True),
    text("revoked_at", null=True),
    PrimaryKeyConstraint("office", "subscriber_id"),
    UniqueConstraint("office", "digest"),
    one_of("detail", Detail),
    sqlite_strict=True,
)
