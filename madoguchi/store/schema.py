"""The tables. The office id leads every key, so that one store can hold many offices and be split by them.

Times: `*_at` are UTC as ISO 8601, which sorts; `start` is the office's wall clock (`2026-12-03T14:30`). Lists are JSON.
"""

from sqlalchemy import Column, ForeignKeyConstraint, Index, LargeBinary, PrimaryKeyConstraint, Table, UniqueConstraint

import madoguchi.store.schema_calendars
import madoguchi.store.schema_mail  # noqa: F401 -- every table is found in the metadata
from madoguchi.model.booking import BookingState, Medium
from madoguchi.model.item import Channel, Form, Kind, Outcome
from madoguchi.model.notice import Means, NoticeState
from madoguchi.model.offer import OfferState
from madoguchi.model.request import RequestState
from madoguchi.store.schema_parts import metadata, number, one_of, partial, text

raw = Table(
    "raw",
    metadata,
    text("office"),
    text("sha256"),
    number("size"),
    Column("packed", LargeBinary, nullable=False),
    # Of what is too large for the store: the file in the archive that holds all of it; `packed` holds what is read.
    text("whole", default=""),
    PrimaryKeyConstraint("office", "sha256"),
    sqlite_strict=True,
)

arrivals = Table(
    "arrivals",
    metadata,
    text("office"),
    number("arrival_id"),
    text("sha256"),
    text("source"),
    text("name"),
    text("form"),
    text("arrived_at"),
    text("read_at", null=True),
    number("result_due"),
    PrimaryKeyConstraint("office", "arrival_id"),
    UniqueConstraint("office", "sha256"),
    ForeignKeyConstraint(["office", "sha256"], ["raw.office", "raw.sha256"]),
    one_of("form", Form),
    partial("arrivals_unread", "office", "arrival_id", where="read_at IS NULL"),
    partial("arrivals_files", "office", "name", "arrival_id", where="form != 'mail'"),
    partial("arrivals_results", "office", "name", "arrival_id", where="result_due = 1"),
    sqlite_strict=True,
)

# How many rows an arrival held, and how many were known; counted apart from the items, so that the sums can disagree.
ledger = Table(
    "ledger",
    metadata,
    text("office"),
    number("arrival_id"),
    number("counted"),
    number("known"),
    PrimaryKeyConstraint("office", "arrival_id"),
    ForeignKeyConstraint(["office", "arrival_id"], ["arrivals.office", "arrivals.arrival_id"]),
    sqlite_strict=True,
)

items = Table(
    "items",
    metadata,
    text("office"),
    number("item_id"),
    number("arrival_id"),
    number("line"),
    text("identity"),
    text("fingerprint"),
    text("received_at"),
    text("channel"),
    text("kind"),
    text("outcome"),
    text("why"),
    number("request_id", null=True),
    PrimaryKeyConstraint("office", "item_id"),
    ForeignKeyConstraint(["office", "arrival_id"], ["arrivals.office", "arrivals.arrival_id"]),
    one_of("channel", Channel),
    one_of("kind", Kind),
    one_of("outcome", Outcome),
    Index("items_identity", "office", "identity", "item_id"),
    Index("items_arrival", "office", "arrival_id", "line"),
    Index("items_request", "office", "request_id"),
    sqlite_strict=True,
)

requests = Table(
    "requests",
    metadata,
    text("office"),
    number("request_id"),
    text("kind"),
    text("channel"),
    text("received_at"),
    text("name"),
    text("name_key"),
    text("kana"),
    text("seeker_number"),
    text("phone"),
    text("email"),
    text("companion"),
    text("service"),
    text("terms_version", null=True),
    text("terms_sha256", null=True),
    number("concerns", null=True),
    text("note"),
    number("by_staff"),
    text("state"),
    text("language", default=""),
    number("explained", null=True),
    PrimaryKeyConstraint("office", "request_id"),
    one_of("kind", Kind),
    one_of("state", RequestState),
    partial("requests_waiting", "office", "request_id", where="state = 'received'"),
    partial("requests_waiting_list", "office", "received_at", "request_id", where="state IN ('waiting', 'offered')"),
    Index("requests_seeker", "office", "seeker_number", "request_id"),
    Index("requests_name", "office", "name_key"),
    partial("requests_about", "office", "concerns", where="concerns IS NOT NULL"),
    Index("requests_received", "office", "received_at"),
    sqlite_strict=True,
)

wishes = Table(
    "wishes",
    metadata,
    text("office"),
    number("request_id"),
    number("place"),
    number("rank"),
    text("text"),
    text("slots"),
    PrimaryKeyConstraint("office", "request_id", "place"),
    ForeignKeyConstraint(["office", "request_id"], ["requests.office", "requests.request_id"]),
    sqlite_strict=True,
)

bookings = Table(
    "bookings",
    metadata,
    text("office"),
    number("booking_id"),
    number("request_id"),
    text("uid"),
    text("seeker_number"),
    text("counsellor"),
    text("start"),
    number("minutes"),
    text("medium"),
    text("state"),
    number("sequence"),
    text("changed_at"),
    Column("event", LargeBinary, nullable=False),
    text("changed_by", default="person"),
    text("why", default=""),
    text("organizer", default=""),
    PrimaryKeyConstraint("office", "booking_id"),
    UniqueConstraint("office", "uid"),
    ForeignKeyConstraint(["office", "request_id"], ["requests.office", "requests.request_id"]),
    one_of("medium", Medium),
    one_of("state", BookingState),
    # Promise 5: the database itself refuses two live bookings of one counsellor and start.
    partial("bookings_never_twice", "office", "counsellor", "start", where="state = 'confirmed'", unique=True),
    partial("bookings_live", "office", "start", where="state = 'confirmed'"),
    Index("bookings_window", "office", "start"),
    Index("bookings_seeker", "office", "seeker_number", "start"),
    sqlite_strict=True,
)

# The waiting list's offers; one that is open holds its time.
offers = Table(
    "offers",
    metadata,
    text("office"),
    number("offer_id"),
    number("request_id"),
    text("counsellor"),
    text("start"),
    number("minutes"),
    text("made_at"),
    text("until"),
    number("by_telephone"),
    text("state"),
    text("ended_at", null=True),
    PrimaryKeyConstraint("office", "offer_id"),
    ForeignKeyConstraint(["office", "request_id"], ["requests.office", "requests.request_id"]),
    one_of("state", OfferState),
    partial("offers_never_twice", "office", "counsellor", "start", where="state = 'open'", unique=True),
    partial("offers_open", "office", "offer_id", where="state = 'open'"),
    Index("offers_request", "office", "request_id"),
    sqlite_strict=True,
)

# Who has been told of which new terms (art. 11), so that nobody is told twice.
terms_told = Table(
    "terms_told",
    metadata,
    text("office"),
    number("booking_id"),
    text("version"),
    text("sha256"),
    text("told_at"),
    PrimaryKeyConstraint("office", "booking_id", "version", "sha256"),
    ForeignKeyConstraint(["office", "booking_id"], ["bookings.office", "bookings.booking_id"]),
    sqlite_strict=True,
)

decisions = Table(
    "decisions",
    metadata,
    text("office"),
    number("decision_id"),
    number("request_id"),
    text("verdict"),
    text("decided_at"),
    number("booking_id", null=True),
    text("reasons"),
    PrimaryKeyConstraint("office", "decision_id"),
    ForeignKeyConstraint(["office", "request_id"], ["requests.office", "requests.request_id"]),
    Index("decisions_request", "office", "request_id"),
    partial("decisions_booking", "office", "booking_id", where="booking_id IS NOT NULL"),
    sqlite_strict=True,
)

reviews = Table(
    "reviews",
    metadata,
    text("office"),
    number("review_id"),
    number("item_id"),
    number("request_id", null=True),
    text("opened_at"),
    text("person"),
    text("wish_text"),
    text("doubts"),
    text("note"),
    number("ask"),
    text("closed_at", null=True),
    text("closed_by"),
    text("receipt_to", default=""),
    PrimaryKeyConstraint("office", "review_id"),
    ForeignKeyConstraint(["office", "item_id"], ["items.office", "items.item_id"]),
    partial("reviews_open", "office", "review_id", where="closed_at IS NULL"),
    partial("reviews_to_ask", "office", "review_id", where="ask = 1"),
    partial("reviews_to_acknowledge", "office", "review_id", where="receipt_to != ''"),
    Index("reviews_request", "office", "request_id"),
    Index("reviews_opened", "office", "opened_at"),
    sqlite_strict=True,
)

outbox = Table(
    "outbox",
    metadata,
    text("office"),
    number("notice_id"),
    text("kind"),
    text("means"),
    number("request_id", null=True),
    number("booking_id", null=True),
    text("name"),
    text("recipient"),
    text("message_id"),
    Column("mail", LargeBinary, nullable=False),
    text("say"),
    text("note"),
    text("created_at"),
    text("state"),
    number("tries", default=0),
    text("next_try_at", null=True),
    text("released_at", null=True),
    text("handed_over_at", null=True),
    text("answered", default=""),
    PrimaryKeyConstraint("office", "notice_id"),
    one_of("means", Means),
    one_of("state", NoticeState),
    Index("outbox_booking", "office", "booking_id"),
    Index("outbox_request", "office", "request_id"),
    Index("outbox_message", "office", "message_id"),
    Index("outbox_recipient", "office", "recipient", "notice_id"),
    partial("outbox_sent", "office", "handed_over_at", where="handed_over_at IS NOT NULL"),
    partial("outbox_waiting", "office", "means", "notice_id", where="state = 'waiting'"),
    sqlite_strict=True,
)

terms_versions = Table(
    "terms_versions",
    metadata,
    text("office"),
    text("version"),
    text("sha256"),
    text("effective_on"),
    text("text"),
    text("first_used_at"),
    PrimaryKeyConstraint("office", "version", "sha256"),
    sqlite_strict=True,
)
