"""The keys of the audit chain before each rotation."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Each key with the last event that it sealed; like the chain itself, the list only grows."""
    op.create_table(
        "audit_keys",
        sa.Column("epoch", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last_seq", sa.Integer(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("epoch", name=op.f("pk_audit_keys")),
    )
    if op.get_bind().dialect.name == "sqlite":
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_keys_no_{change.lower()} BEFORE {change} ON audit_keys "
                "BEGIN SELECT RAISE(ABORT, 'the audit trail only grows'); END"
            )
