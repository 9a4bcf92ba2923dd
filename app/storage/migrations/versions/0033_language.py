"""The language of the firm's paper."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"


def upgrade() -> None:
    """A column of the firm's row; empty is the language of its country."""
    op.add_column("firm", sa.Column("language", sa.Text(), nullable=False, server_default=""))
