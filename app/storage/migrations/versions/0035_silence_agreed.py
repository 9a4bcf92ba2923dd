"""Who agreed to a silence, and when: else the firm cannot show that the client was content to hear nothing."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"


def upgrade() -> None:
    """Two columns of the silences; of those that were agreed before nobody was asked."""
    op.add_column("update_silences", sa.Column("agreed_with", sa.Text(), nullable=False, server_default=""))
    op.add_column("update_silences", sa.Column("said_on", sa.Date(), nullable=True))
