"""Run by alembic for each upgrade: on the connection that the caller opened, in the caller's transaction."""

from __future__ import annotations

from alembic import context

from app.storage.base import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=False,  # the caller's transaction is the one
)
context.run_migrations()
