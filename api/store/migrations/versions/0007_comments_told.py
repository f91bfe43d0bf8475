"""Which of a teacher's words a learning platform was told."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Goes to this revision."""
    op.add_column("lti_scores", sa.Column("comment_print", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    """Goes back to a service that tells points alone."""
    op.drop_column("lti_scores", "comment_print")
