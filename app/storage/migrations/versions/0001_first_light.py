"""First light: clients, matters, the contact log, schedules, costs, the post tray, the audit chain."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_REFUSALS = {
    "audit_events_no_update": "BEFORE UPDATE ON audit_events",
    "audit_events_no_delete": "BEFORE DELETE ON audit_events",
    "audit_bodies_no_update": "BEFORE UPDATE ON audit_bodies",  # taken away whole one day (J5), never rewritten
}


def upgrade() -> None:
    op.create_table(
        "audit_events",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("object_kind", sa.Text(), nullable=False),
        sa.Column("object_id", sa.Uuid(), nullable=True),
        sa.Column("body_hash", sa.LargeBinary(), nullable=False),
        sa.Column("previous", sa.LargeBinary(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit_events")),
    )
    op.create_table(
        "clients",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("salutation", sa.Text(), nullable=False),
        sa.Column("first_name", sa.Text(), nullable=False),
        sa.Column("last_name", sa.Text(), nullable=False),
        sa.Column("company", sa.Text(), nullable=False),
        sa.Column("job_title", sa.Text(), nullable=False),
        sa.Column("preferred_channel", sa.Text(), nullable=False),
        sa.Column("preferred_times", sa.Text(), nullable=False),
        sa.Column("never_channels", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("interpreter", sa.Boolean(), nullable=False),
        sa.Column("accessibility", sa.Text(), nullable=False),
        sa.Column("technology_limits", sa.Text(), nullable=False),
        sa.Column("vulnerability", sa.Text(), nullable=False),
        sa.Column("may_decide", sa.Text(), nullable=False),
        sa.Column("do_not_tell", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=True),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clients")),
    )
    op.create_index(op.f("ix_clients_external_id"), "clients", ["external_id"], unique=False)
    op.create_index(op.f("ix_clients_name_key"), "clients", ["name_key"], unique=False)
    op.create_table(
        "colleagues",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("job_title", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_colleagues")),
        sa.UniqueConstraint("name_key", name=op.f("uq_colleagues_name_key")),
    )
    op.create_table(
        "drafts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("values", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
    )
    op.create_index(op.f("ix_drafts_form"), "drafts", ["form"], unique=False)
    op.create_table(
        "firm",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("tagline", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("subdivision", sa.Text(), nullable=False),
        sa.Column("time_zone", sa.Text(), nullable=False),
        sa.Column("paper", sa.Text(), nullable=False),
        sa.Column("emergency_contact", sa.Text(), nullable=False),
        sa.Column("concern_contact", sa.Text(), nullable=False),
        sa.Column("notices", sa.Text(), nullable=False),
        sa.Column("logo", sa.LargeBinary(), nullable=True),
        sa.Column("lead_id", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_firm")),
    )
    op.create_table(
        "imported_messages",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("imported_by", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_imported_messages")),
    )
    op.create_table(
        "audit_bodies",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["seq"], ["audit_events.seq"], name=op.f("fk_audit_bodies_seq")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit_bodies")),
    )
    op.create_table(
        "contact_points",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("match_key", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("verified_by", sa.Uuid(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name=op.f("fk_contact_points_client_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_points")),
    )
    op.create_index(op.f("ix_contact_points_client_id"), "contact_points", ["client_id"], unique=False)
    op.create_index(op.f("ix_contact_points_match_key"), "contact_points", ["match_key"], unique=False)
    op.create_table(
        "matters",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("number_key", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_key", sa.Text(), nullable=False),
        sa.Column("practice_area", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("court", sa.Text(), nullable=False),
        sa.Column("court_number", sa.Text(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("responsible_id", sa.Uuid(), nullable=True),
        sa.Column("point_of_contact_id", sa.Uuid(), nullable=True),
        sa.Column("emergency_contact", sa.Text(), nullable=False),
        sa.Column("priorities", sa.Text(), nullable=False),
        sa.Column("key_point", sa.Text(), nullable=False),
        sa.Column("options", sa.Text(), nullable=False),
        sa.Column("decision_asked", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["point_of_contact_id"], ["colleagues.id"], name=op.f("fk_matters_point_of_contact_id")
        ),
        sa.ForeignKeyConstraint(
            ["responsible_id"], ["colleagues.id"], name=op.f("fk_matters_responsible_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matters")),
        sa.UniqueConstraint("number_key", name=op.f("uq_matters_number_key")),
    )
    op.create_index(op.f("ix_matters_external_id"), "matters", ["external_id"], unique=False)
    op.create_index(op.f("ix_matters_status"), "matters", ["status"], unique=False)
    op.create_table(
        "contact_entries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("matter_id", sa.Uuid(), nullable=True),
        sa.Column("client_id", sa.Uuid(), nullable=True),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("direction", sa.String(length=32), nullable=False),
        sa.Column("outcome", sa.String(length=32), nullable=True),
        sa.Column("duration_minutes", sa.Integer(), nullable=True),
        sa.Column("reached_at", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("advice", sa.Text(), nullable=False),
        sa.Column("advice_declined", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("for_client", sa.Text(), nullable=False),
        sa.Column("costs", sa.Text(), nullable=False),
        sa.Column("identity_checked", sa.Boolean(), nullable=False),
        sa.Column("interpreter", sa.Text(), nullable=False),
        sa.Column("confidentiality", sa.Text(), nullable=False),
        sa.Column("billable", sa.Boolean(), nullable=False),
        sa.Column("with_client", sa.Boolean(), nullable=False),
        sa.Column("is_update", sa.Boolean(), nullable=False),
        sa.Column("needs_reply", sa.Boolean(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("acknowledges_id", sa.Uuid(), nullable=True),
        sa.Column("promised_by", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answers_id", sa.Uuid(), nullable=True),
        sa.Column("message_key", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["acknowledges_id"], ["contact_entries.id"], name=op.f("fk_contact_entries_acknowledges_id")
        ),
        sa.ForeignKeyConstraint(
            ["answers_id"], ["contact_entries.id"], name=op.f("fk_contact_entries_answers_id")
        ),
        sa.ForeignKeyConstraint(["author_id"], ["colleagues.id"], name=op.f("fk_contact_entries_author_id")),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name=op.f("fk_contact_entries_client_id")),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_contact_entries_matter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_entries")),
    )
    op.create_index(
        "ix_contact_entries_acknowledges_id",
        "contact_entries",
        ["acknowledges_id"],
        unique=False,
        sqlite_where=sa.text("acknowledges_id IS NOT NULL"),
        postgresql_where=sa.text("acknowledges_id IS NOT NULL"),
    )
    op.create_index(
        "ix_contact_entries_answers_id",
        "contact_entries",
        ["answers_id", "withdrawn_at", "occurred_at"],
        unique=False,
        sqlite_where=sa.text("answers_id IS NOT NULL"),
        postgresql_where=sa.text("answers_id IS NOT NULL"),
    )
    op.create_index(
        "ix_contact_entries_client_id_occurred_at",
        "contact_entries",
        ["client_id", "occurred_at"],
        unique=False,
    )
    op.create_index(
        "ix_contact_entries_matter_id_occurred_at",
        "contact_entries",
        ["matter_id", "occurred_at"],
        unique=False,
    )
    op.create_index(
        "ix_contact_entries_needs_reply",
        "contact_entries",
        ["occurred_at", "id"],
        unique=False,
        sqlite_where=sa.text("needs_reply = 1 AND withdrawn_at IS NULL"),
        postgresql_where=sa.text("needs_reply AND withdrawn_at IS NULL"),
    )
    op.create_index("ix_contact_entries_occurred_at", "contact_entries", ["occurred_at"], unique=False)
    op.create_index(
        "ix_contact_entries_updates",
        "contact_entries",
        ["matter_id", "occurred_at"],
        unique=False,
        sqlite_where=sa.text("is_update = 1 AND withdrawn_at IS NULL"),
        postgresql_where=sa.text("is_update AND withdrawn_at IS NULL"),
    )
    op.create_index(
        "ix_contact_entries_with_client",
        "contact_entries",
        ["matter_id", "occurred_at"],
        unique=False,
        sqlite_where=sa.text("with_client = 1 AND withdrawn_at IS NULL"),
        postgresql_where=sa.text("with_client AND withdrawn_at IS NULL"),
    )
    op.create_index(
        "ix_contact_entries_withdrawn_at",
        "contact_entries",
        ["withdrawn_at", "id"],
        unique=False,
        sqlite_where=sa.text("withdrawn_at IS NOT NULL"),
        postgresql_where=sa.text("withdrawn_at IS NOT NULL"),
    )
    op.create_table(
        "costs_figures",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("amount", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_costs_figures_matter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_costs_figures")),
    )
    op.create_index(op.f("ix_costs_figures_matter_id"), "costs_figures", ["matter_id"], unique=False)
    op.create_table(
        "developments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("whole_text", sa.Text(), nullable=False),
        sa.Column("plain_words", sa.Text(), nullable=False),
        sa.Column("document_number", sa.Text(), nullable=False),
        sa.Column("essential", sa.Boolean(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_developments_matter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_developments")),
        sa.UniqueConstraint("matter_id", "origin", name=op.f("uq_developments_matter_id_origin")),
    )
    op.create_index(op.f("ix_developments_matter_id"), "developments", ["matter_id"], unique=False)
    op.create_table(
        "key_dates",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("at", sa.Time(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("client_attends", sa.Boolean(), nullable=False),
        sa.Column("who_acts", sa.Text(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_key_dates_matter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_dates")),
    )
    op.create_index(op.f("ix_key_dates_matter_id"), "key_dates", ["matter_id"], unique=False)
    op.create_index(op.f("ix_key_dates_on"), "key_dates", ["on"], unique=False)
    op.create_table(
        "matter_clients",
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name=op.f("fk_matter_clients_client_id")),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_matter_clients_matter_id")),
        sa.PrimaryKeyConstraint("matter_id", "client_id", name=op.f("pk_matter_clients")),
    )
    op.create_index(op.f("ix_matter_clients_client_id"), "matter_clients", ["client_id"], unique=False)
    op.create_table(
        "update_excuses",
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("excused_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("excused_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_update_excuses_matter_id")),
        sa.PrimaryKeyConstraint("matter_id", "due_on", name=op.f("pk_update_excuses")),
    )
    op.create_table(
        "update_plans",
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(length=32), nullable=False),
        sa.Column("counted_from", sa.Date(), nullable=False),
        sa.Column("at_most_days", sa.Integer(), nullable=True),
        sa.Column("format", sa.String(length=32), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_by", sa.Uuid(), nullable=False),
        sa.Column("dropped_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["colleagues.id"], name=op.f("fk_update_plans_by_id")),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_update_plans_matter_id")),
        sa.PrimaryKeyConstraint("matter_id", "version", name=op.f("pk_update_plans")),
    )
    op.create_table(
        "attachments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["contact_entries.id"], name=op.f("fk_attachments_entry_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
    )
    op.create_index(op.f("ix_attachments_entry_id"), "attachments", ["entry_id"], unique=False)
    op.create_table(
        "entry_developments",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("development_id", sa.Uuid(), nullable=False),
        sa.Column("telling", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["development_id"], ["developments.id"], name=op.f("fk_entry_developments_development_id")
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["contact_entries.id"], name=op.f("fk_entry_developments_entry_id")
        ),
        sa.PrimaryKeyConstraint("entry_id", "development_id", name=op.f("pk_entry_developments")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_entry_developments_development_id",
        "entry_developments",
        ["development_id", "telling"],
        unique=False,
    )
    op.create_table(
        "entry_tags",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("tag", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["contact_entries.id"], name=op.f("fk_entry_tags_entry_id")),
        sa.PrimaryKeyConstraint("entry_id", "tag", name=op.f("pk_entry_tags")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "entry_versions",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["contact_entries.id"], name=op.f("fk_entry_versions_entry_id")
        ),
        sa.PrimaryKeyConstraint("entry_id", "version", name=op.f("pk_entry_versions")),
    )
    op.create_table(
        "follow_ups",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("matter_id", sa.Uuid(), nullable=True),
        sa.Column("client_id", sa.Uuid(), nullable=True),
        sa.Column("entry_id", sa.Uuid(), nullable=True),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("side", sa.String(length=32), nullable=False),
        sa.Column("colleague_id", sa.Uuid(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name=op.f("fk_follow_ups_client_id")),
        sa.ForeignKeyConstraint(["colleague_id"], ["colleagues.id"], name=op.f("fk_follow_ups_colleague_id")),
        sa.ForeignKeyConstraint(["entry_id"], ["contact_entries.id"], name=op.f("fk_follow_ups_entry_id")),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_follow_ups_matter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_ups")),
    )
    op.create_index(op.f("ix_follow_ups_done_at"), "follow_ups", ["done_at"], unique=False)
    op.create_index(op.f("ix_follow_ups_due_on"), "follow_ups", ["due_on"], unique=False)
    op.create_index(op.f("ix_follow_ups_entry_id"), "follow_ups", ["entry_id"], unique=False)
    op.create_index(op.f("ix_follow_ups_matter_id"), "follow_ups", ["matter_id"], unique=False)
    op.create_table(
        "participants",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["contact_entries.id"], name=op.f("fk_participants_entry_id")),
        sa.PrimaryKeyConstraint("entry_id", "position", name=op.f("pk_participants")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tray_items",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("message_key", sa.Text(), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("recipients", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.Column("cases_placed", sa.Text(), nullable=False),
        sa.Column("placed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("placed_by", sa.Uuid(), nullable=True),
        sa.Column("entry_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["contact_entries.id"], name=op.f("fk_tray_items_entry_id")),
        sa.ForeignKeyConstraint(
            ["message_key"], ["imported_messages.key"], name=op.f("fk_tray_items_message_key")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tray_items")),
        sa.UniqueConstraint("message_key", name=op.f("uq_tray_items_message_key")),
    )
    _guard_audit_trail()


def _guard_audit_trail() -> None:
    """The chain only grows, one link at a time."""
    if op.get_bind().dialect.name != "sqlite":
        return
    for name, moment in _REFUSALS.items():
        op.execute(
            f"CREATE TRIGGER {name} {moment} BEGIN SELECT RAISE(ABORT, 'the audit trail only grows'); END"
        )
    op.execute(
        "CREATE TRIGGER audit_events_no_gap BEFORE INSERT ON audit_events "
        "WHEN NEW.seq <> (SELECT COALESCE(MAX(seq), 0) + 1 FROM audit_events) "
        "BEGIN SELECT RAISE(ABORT, 'the audit trail has no gaps'); END"
    )
