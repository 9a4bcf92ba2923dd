"""An update that a changed schedule dropped can be explained; the schedule does not go on from its day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"


def upgrade() -> None:
    """A column of the excuses; those of before were all of updates that were due."""
    op.add_column(
        "update_excuses", sa.Column("dropped", sa.Boolean(), nullable=False, server_default=sa.false())
    )
