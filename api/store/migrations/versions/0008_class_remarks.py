"""What only a comparison with the other essays of a class tells of an essay."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Goes to this revision."""
    op.add_column("essay_rows", sa.Column("remarks", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    """Goes back to a service that compares wording alone."""
    op.drop_column("essay_rows", "remarks")
