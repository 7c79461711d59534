"""The tables of the mailbox: what was fetched from the server, and what of ours came back."""

from sqlalchemy import ForeignKeyConstraint, Index, PrimaryKeyConstraint, Table

from madoguchi.model.mailbox import MailPlace
from madoguchi.store.schema_parts import metadata, number, one_of, partial, text

# One row a folder: how the visits go.
mailboxes = Table(
    "mailboxes",
    metadata,
    text("office"),
    text("account"),
    text("folder"),
    number("validity"),
    text("fetched_at", null=True),
    text("failed_at", null=True),
    text("failure"),
    text("reconciled_at", null=True),
    text("differences"),
    number("done_besides", default=0),
    PrimaryKeyConstraint("office", "account", "folder"),
    sqlite_strict=True,
)

# One row a mail of the server: its greatest UID is the cursor, its hash the identity (RFC 9051 section 2.3.1.1).
fetched = Table(
    "fetched",
    metadata,
    text("office"),
    text("account"),
    text("folder"),
    number("validity"),
    number("uid"),
    text("sha256"),
    number("size"),
    text("place"),
    PrimaryKeyConstraint("office", "account", "folder", "validity", "uid"),
    one_of("place", MailPlace),
    Index("fetched_sha256", "office", "sha256"),
    partial("fetched_to_move", "office", "account", "folder", "validity", "uid", where="place = 'archived'"),
    partial("fetched_set_aside", "office", "account", "folder", "validity", "uid", where="place = 'set_aside'"),
    sqlite_strict=True,
)

# Letters of ours that came back, each with the mail that told of it.
bounces = Table(
    "bounces",
    metadata,
    text("office"),
    number("bounce_id"),
    number("item_id"),
    number("notice_id"),
    text("recipient"),
    text("status"),
    number("lasting"),
    text("say"),
    text("received_at"),
    number("to_call"),
    PrimaryKeyConstraint("office", "bounce_id"),
    ForeignKeyConstraint(["office", "item_id"], ["items.office", "items.item_id"]),
    ForeignKeyConstraint(["office", "notice_id"], ["outbox.office", "outbox.notice_id"]),
    Index("bounces_recipient", "office", "recipient", "received_at"),
    Index("bounces_notice", "office", "notice_id"),
    partial("bounces_to_call", "office", "bounce_id", where="to_call = 1"),
    sqlite_strict=True,
)
