"""Rules, holds, kept originals, reviews; a client's date of birth; what destruction leaves (PRACTICE J5)."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    """Tables of their own, a column of the clients, an index of when matters were closed."""
    op.add_column("clients", sa.Column("born_on", sa.Date(), nullable=True))
    op.create_index("ix_matters_closed_on", "matters", ["closed_on"])
    op.create_table(
        "retention_rules",
        sa.Column("practice_area", sa.Text(), nullable=False),
        sa.Column("area_key", sa.Text(), nullable=False),
        sa.Column("event", sa.String(length=32), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("in_force", sa.Boolean(), nullable=False),
        *_version("retention_rules"),
        sa.UniqueConstraint(
            "area_key", "event", "number", name=op.f("uq_retention_rules_area_key_event_number")
        ),
    )
    op.create_table(
        "retention_settings",
        sa.Column("majority_age", sa.Integer(), nullable=False),
        sa.Column("keep_number", sa.Boolean(), nullable=False),
        sa.Column("keep_name", sa.Boolean(), nullable=False),
        *_version("retention_settings"),
    )
    _holds()
    _documents()
    _reviews()
    _cuts()
    _destructions()


def _version(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def _holds() -> None:
    op.create_table(
        "legal_holds",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("matter_id", sa.Uuid(), nullable=True),
        sa.Column("client_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_by", sa.Uuid(), nullable=False),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_by", sa.Uuid(), nullable=True),
        sa.Column("lifted_reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_legal_holds_matter_id")),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name=op.f("fk_legal_holds_client_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_holds")),
    )
    for column in ("matter_id", "client_id"):
        op.create_index(
            f"ix_legal_holds_{column}",
            "legal_holds",
            [column],
            sqlite_where=sa.text("lifted_at IS NULL"),
            postgresql_where=sa.text("lifted_at IS NULL"),
        )


def _documents() -> None:
    op.create_table(
        "kept_documents",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_how", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_kept_documents_matter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_documents")),
    )
    op.create_index(op.f("ix_kept_documents_matter_id"), "kept_documents", ["matter_id"])


def _reviews() -> None:
    op.create_table(
        "retention_reviews",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("keep_until", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reviewed_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_retention_reviews_matter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention_reviews")),
    )
    op.create_index(op.f("ix_retention_reviews_matter_id"), "retention_reviews", ["matter_id"])


def _cuts() -> None:
    """Details of events are deleted by a destruction alone, which says so first."""
    op.create_table(
        "audit_cuts",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("certificate", sa.Integer(), nullable=False),
        sa.Column("left", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["seq"], ["audit_events.seq"], name=op.f("fk_audit_cuts_seq")),
        sa.PrimaryKeyConstraint("seq", "certificate", name=op.f("pk_audit_cuts")),
    )
    if op.get_bind().dialect.name != "sqlite":
        return
    refused = "BEGIN SELECT RAISE(ABORT, 'the audit trail only grows'); END"
    for change in ("UPDATE", "DELETE"):
        op.execute(f"CREATE TRIGGER audit_cuts_no_{change.lower()} BEFORE {change} ON audit_cuts {refused}")
    without = "WHEN NOT EXISTS (SELECT 1 FROM audit_cuts WHERE seq = OLD.seq)"
    op.execute(f"CREATE TRIGGER audit_bodies_no_delete BEFORE DELETE ON audit_bodies {without} {refused}")


def _destructions() -> None:
    op.create_table(
        "destructions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("destroyed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approved_by", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("says", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_destructions")),
        sa.UniqueConstraint("number", name=op.f("uq_destructions_number")),
    )
    op.create_table(
        "severed_links",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("field", sa.String(length=32), nullable=False),
        sa.Column("target_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["contact_entries.id"], name=op.f("fk_severed_links_entry_id")),
        sa.PrimaryKeyConstraint("entry_id", "field", "target_id", name=op.f("pk_severed_links")),
    )
