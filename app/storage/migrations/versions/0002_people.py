"""Rights beside the role, and when somebody left."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import context, op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Until now everybody who could sign in could do everything, so they become administrators.

    Who can sign in stands in the vault's header, which the caller read; where that is not known it is the partners,
    and without any of them everybody: a firm without an administrator could not help itself.
    """
    op.add_column(
        "colleagues", sa.Column("is_admin", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("colleagues", sa.Column("left_at", sa.DateTime(timezone=True), nullable=True))
    colleagues = sa.table(
        "colleagues",
        sa.column("id", sa.Uuid()),
        sa.column("role", sa.String()),
        sa.column("active", sa.Boolean()),
        sa.column("is_admin", sa.Boolean()),
    )
    signing_in = context.config.attributes.get("signing_in", ())
    for chosen in (colleagues.c.id.in_(signing_in), colleagues.c.role == "partner", sa.true()):
        made = op.get_bind().execute(
            sa.update(colleagues).where(colleagues.c.active, chosen).values(is_admin=True)
        )
        if made.rowcount:
            return
