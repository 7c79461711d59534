"""Figures: what came in and what was asked back in some weeks, found without a walk through all of it."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the indexes."""
    op.create_index("requests_received", "requests", ["office", "received_at"])
    op.create_index("reviews_opened", "reviews", ["office", "opened_at"])
