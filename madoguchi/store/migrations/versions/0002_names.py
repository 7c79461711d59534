"""People are looked up by their folded name too: the same name under another job-seeker number is asked about."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Index the requests by name."""
    op.create_index("requests_name", "requests", ["office", "name_key"], unique=False)
