"""The tables. The office id leads every key, so that one store can hold many offices and be split by them.

Times: `*_at` are UTC as ISO 8601 text, which sorts; `start` is the wall-clock time of the office
(`2026-12-03T14:30`). Lists are JSON text.
"""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
)

from madoguchi.model.booking import BookingState, Medium
from madoguchi.model.item import Channel, Form, Kind, Outcome
from madoguchi.model.notice import Means, NoticeState
from madoguchi.model.request import RequestState
from madoguchi.store.portable import NUMBER, TEXT, only

metadata = MetaData()


def _text(name: str, *, null: bool = False) -> Column[str]:
    return Column(name, TEXT, nullable=null)


def _number(name: str, *, null: bool = False) -> Column[int]:
    return Column(name, NUMBER, nullable=null)


def _one_of(column: str, values: object) -> CheckConstraint:
    quoted = ", ".join(f"'{value}'" for value in values)  # type: ignore[attr-defined] # a StrEnum class iterates
    return CheckConstraint(f"{column} IN ({quoted})", name=f"{column}_known")


raw = Table(
    "raw",
    metadata,
    _text("office"),
    _text("sha256"),
    _number("size"),
    Column("packed", LargeBinary, nullable=False),
    PrimaryKeyConstraint("office", "sha256"),
    sqlite_strict=True,
)

arrivals = Table(
    "arrivals",
    metadata,
    _text("office"),
    _number("arrival_id"),
    _text("sha256"),
    _text("source"),
    _text("name"),
    _text("form"),
    _text("arrived_at"),
    _text("read_at", null=True),
    _number("result_due"),
    PrimaryKeyConstraint("office", "arrival_id"),
    UniqueConstraint("office", "sha256"),
    ForeignKeyConstraint(["office", "sha256"], ["raw.office", "raw.sha256"]),
    _one_of("form", Form),
    Index("arrivals_unread", "office", "arrival_id", **only("read_at IS NULL")),
    Index("arrivals_files", "office", "name", "arrival_id", **only("form != 'mail'")),
    Index("arrivals_results", "office", "name", "arrival_id", **only("result_due = 1")),
    sqlite_strict=True,
)

# One line an arrival: how many rows its file held, and how many of them were known already. Counted
# when the file is read, apart from the items, so that the sums can disagree.
ledger = Table(
    "ledger",
    metadata,
    _text("office"),
    _number("arrival_id"),
    _number("counted"),
    _number("known"),
    PrimaryKeyConstraint("office", "arrival_id"),
    ForeignKeyConstraint(["office", "arrival_id"], ["arrivals.office", "arrivals.arrival_id"]),
    sqlite_strict=True,
)

items = Table(
    "items",
    metadata,
    _text("office"),
    _number("item_id"),
    _number("arrival_id"),
    _number("line"),
    _text("identity"),
    _text("fingerprint"),
    _text("received_at"),
    _text("channel"),
    _text("kind"),
    _text("outcome"),
    _text("why"),
    _number("request_id", null=True),
    PrimaryKeyConstraint("office", "item_id"),
    ForeignKeyConstraint(["office", "arrival_id"], ["arrivals.office", "arrivals.arrival_id"]),
    _one_of("channel", Channel),
    _one_of("kind", Kind),
    _one_of("outcome", Outcome),
    Index("items_identity", "office", "identity", "item_id"),
    Index("items_arrival", "office", "arrival_id", "line"),
    Index("items_request", "office", "request_id"),
    sqlite_strict=True,
)

requests = Table(
    "requests",
    metadata,
    _text("office"),
    _number("request_id"),
    _text("kind"),
    _text("channel"),
    _text("received_at"),
    _text("name"),
    _text("name_key"),
    _text("kana"),
    _text("seeker_number"),
    _text("phone"),
    _text("email"),
    _text("companion"),
    _text("service"),
    _text("terms_version", null=True),
    _text("terms_sha256", null=True),
    _number("concerns", null=True),
    _text("note"),
    _number("by_staff"),
    _text("state"),
    PrimaryKeyConstraint("office", "request_id"),
    _one_of("kind", Kind),
    _one_of("state", RequestState),
    Index("requests_waiting", "office", "request_id", **only("state = 'received'")),
    Index("requests_seeker", "office", "seeker_number", "request_id"),
    Index("requests_name", "office", "name_key"),
    sqlite_strict=True,
)

wishes = Table(
    "wishes",
    metadata,
    _text("office"),
    _number("request_id"),
    _number("place"),
    _number("rank"),
    _text("text"),
    _text("slots"),
    PrimaryKeyConstraint("office", "request_id", "place"),
    ForeignKeyConstraint(["office", "request_id"], ["requests.office", "requests.request_id"]),
    sqlite_strict=True,
)

bookings = Table(
    "bookings",
    metadata,
    _text("office"),
    _number("booking_id"),
    _number("request_id"),
    _text("uid"),
    _text("seeker_number"),
    _text("counsellor"),
    _text("start"),
    _number("minutes"),
    _text("medium"),
    _text("state"),
    _number("sequence"),
    _text("changed_at"),
    Column("event", LargeBinary, nullable=False),
    PrimaryKeyConstraint("office", "booking_id"),
    UniqueConstraint("office", "uid"),
    ForeignKeyConstraint(["office", "request_id"], ["requests.office", "requests.request_id"]),
    _one_of("medium", Medium),
    _one_of("state", BookingState),
    # Promise 5: the database itself refuses two live bookings of one counsellor and start.
    Index(
        "bookings_never_twice",
        "office",
        "counsellor",
        "start",
        unique=True,
        **only("state = 'confirmed'"),
    ),
    Index("bookings_window", "office", "start"),
    Index("bookings_seeker", "office", "seeker_number", "start"),
    sqlite_strict=True,
)

decisions = Table(
    "decisions",
    metadata,
    _text("office"),
    _number("decision_id"),
    _number("request_id"),
    _text("verdict"),
    _text("decided_at"),
    _number("booking_id", null=True),
    _text("reasons"),
    PrimaryKeyConstraint("office", "decision_id"),
    ForeignKeyConstraint(["office", "request_id"], ["requests.office", "requests.request_id"]),
    Index("decisions_request", "office", "request_id"),
    sqlite_strict=True,
)

reviews = Table(
    "reviews",
    metadata,
    _text("office"),
    _number("review_id"),
    _number("item_id"),
    _number("request_id", null=True),
    _text("opened_at"),
    _text("person"),
    _text("wish_text"),
    _text("doubts"),
    _text("note"),
    _number("ask"),
    _text("closed_at", null=True),
    _text("closed_by"),
    PrimaryKeyConstraint("office", "review_id"),
    ForeignKeyConstraint(["office", "item_id"], ["items.office", "items.item_id"]),
    Index("reviews_open", "office", "review_id", **only("closed_at IS NULL")),
    Index("reviews_to_ask", "office", "review_id", **only("ask = 1")),
    Index("reviews_request", "office", "request_id"),
    sqlite_strict=True,
)

outbox = Table(
    "outbox",
    metadata,
    _text("office"),
    _number("notice_id"),
    _text("kind"),
    _text("means"),
    _number("request_id", null=True),
    _number("booking_id", null=True),
    _text("name"),
    _text("recipient"),
    _text("message_id"),
    Column("mail", LargeBinary, nullable=False),
    _text("say"),
    _text("note"),
    _text("created_at"),
    _text("state"),
    PrimaryKeyConstraint("office", "notice_id"),
    _one_of("means", Means),
    _one_of("state", NoticeState),
    Index("outbox_booking", "office", "booking_id"),
    Index("outbox_request", "office", "request_id"),
    Index("outbox_waiting", "office", "means", "notice_id", **only("state = 'waiting'")),
    sqlite_strict=True,
)

terms_versions = Table(
    "terms_versions",
    metadata,
    _text("office"),
    _text("version"),
    _text("sha256"),
    _text("effective_on"),
    _text("text"),
    _text("first_used_at"),
    PrimaryKeyConstraint("office", "version", "sha256"),
    sqlite_strict=True,
)
