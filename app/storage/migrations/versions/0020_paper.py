"""The firm's paper: margins for pages printed on both sides, the letterhead's own lines, names of files."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Three columns of the firm's row; its logo and the size of its paper stand there since 0001."""
    op.add_column("firm", sa.Column("duplex", sa.Boolean(), nullable=False, server_default="0"))
    op.add_column("firm", sa.Column("letterhead_lines", sa.Text(), nullable=False, server_default=""))
    op.add_column("firm", sa.Column("file_names", sa.Text(), nullable=False, server_default=""))
