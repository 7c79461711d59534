"""Mail both ways: what was fetched, what came back, how sending goes, and who gets a receipt."""

import sqlalchemy as sa
from alembic import op

from madoguchi.store.portable import NUMBER, TEXT, only

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Widen the outbox and the reviews, and make the new tables."""
    op.add_column("raw", sa.Column("whole", TEXT, nullable=False, server_default=""))
    op.add_column("reviews", sa.Column("receipt_to", TEXT, nullable=False, server_default=""))
    op.create_index("reviews_to_acknowledge", "reviews", ["office", "review_id"], **only("receipt_to != ''"))
    _widen_outbox()
    _make_mailboxes()
    _make_fetched()
    _make_bounces()


def _widen_outbox() -> None:
    op.add_column("outbox", sa.Column("tries", NUMBER, nullable=False, server_default="0"))
    for name in ("next_try_at", "released_at", "handed_over_at"):
        op.add_column("outbox", sa.Column(name, TEXT, nullable=True))
    op.add_column("outbox", sa.Column("answered", TEXT, nullable=False, server_default=""))
    states = "'waiting', 'handed_over', 'refused', 'done', 'superseded', 'bounced'"
    with op.batch_alter_table("outbox", table_kwargs={"sqlite_strict": True}) as batch:
        batch.drop_constraint("state_known", type_="check")
        batch.create_check_constraint("state_known", f"state IN ({states})")
    op.create_index("outbox_message", "outbox", ["office", "message_id"])
    op.create_index("outbox_recipient", "outbox", ["office", "recipient", "notice_id"])
    op.create_index("outbox_sent", "outbox", ["office", "handed_over_at"], **only("handed_over_at IS NOT NULL"))


def _make_mailboxes() -> None:
    op.create_table(
        "mailboxes",
        sa.Column("office", TEXT, nullable=False),
        sa.Column("account", TEXT, nullable=False),
        sa.Column("folder", TEXT, nullable=False),
        sa.Column("validity", NUMBER, nullable=False),
        sa.Column("fetched_at", TEXT, nullable=True),
        sa.Column("failed_at", TEXT, nullable=True),
        sa.Column("failure", TEXT, nullable=False),
        sa.Column("reconciled_at", TEXT, nullable=True),
        sa.Column("differences", TEXT, nullable=False),
        sa.Column("done_besides", NUMBER, nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("office", "account", "folder"),
        sqlite_strict=True,
    )


def _make_fetched() -> None:
    op.create_table(
        "fetched",
        sa.Column("office", TEXT, nullable=False),
        sa.Column("account", TEXT, nullable=False),
        sa.Column("folder", TEXT, nullable=False),
        sa.Column("validity", NUMBER, nullable=False),
        sa.Column("uid", NUMBER, nullable=False),
        sa.Column("sha256", TEXT, nullable=False),
        sa.Column("size", NUMBER, nullable=False),
        sa.Column("place", TEXT, nullable=False),
        sa.CheckConstraint("place IN ('archived', 'moved', 'gone', 'set_aside')", name="place_known"),
        sa.PrimaryKeyConstraint("office", "account", "folder", "validity", "uid"),
        sqlite_strict=True,
    )
    op.create_index("fetched_sha256", "fetched", ["office", "sha256"])
    key = ["office", "account", "folder", "validity", "uid"]
    op.create_index("fetched_to_move", "fetched", key, **only("place = 'archived'"))
    op.create_index("fetched_set_aside", "fetched", key, **only("place = 'set_aside'"))


def _make_bounces() -> None:
    op.create_table(
        "bounces",
        sa.Column("office", TEXT, nullable=False),
        sa.Column("bounce_id", NUMBER, nullable=False),
        sa.Column("item_id", NUMBER, nullable=False),
        sa.Column("notice_id", NUMBER, nullable=False),
        sa.Column("recipient", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("lasting", NUMBER, nullable=False),
        sa.Column("say", TEXT, nullable=False),
        sa.Column("received_at", TEXT, nullable=False),
        sa.Column("to_call", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["office", "item_id"], ["items.office", "items.item_id"]),
        sa.ForeignKeyConstraint(["office", "notice_id"], ["outbox.office", "outbox.notice_id"]),
        sa.PrimaryKeyConstraint("office", "bounce_id"),
        sqlite_strict=True,
    )
    op.create_index("bounces_recipient", "bounces", ["office", "recipient", "received_at"])
    op.create_index("bounces_notice", "bounces", ["office", "notice_id"])
    op.create_index("bounces_to_call", "bounces", ["office", "bounce_id"], **only("to_call = 1"))
