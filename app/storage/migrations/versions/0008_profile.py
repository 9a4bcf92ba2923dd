"""Clients in full: people around a client, identity checks, consents, the firm's rules for channels."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import sqlalchemy as sa
from alembic import op

from app.kernel.ids import new_id

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Who may decide and who must not be told stood in two texts: each becomes a note among the people."""
    for name in ("also_known_as", "interpreter_note"):
        op.add_column("clients", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    _widen_points()
    _people()
    _points_of_people()
    _history()
    _checks_and_consents()
    _adjustments()
    _channel_rules()
    _move_words()
    for name in ("may_decide", "do_not_tell"):
        op.drop_column("clients", name)


def _widen_points() -> None:
    for column in (
        sa.Column("verified_how", sa.String(length=32), nullable=True),
        sa.Column("added_by", sa.Uuid(), nullable=True),
        sa.Column("replaces_id", sa.Uuid(), nullable=True),
        sa.Column("was_verified", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("retired_by", sa.Uuid(), nullable=True),
    ):
        op.add_column("contact_points", column)
    op.execute("UPDATE contact_points SET verified_how = 'call' WHERE verified_on IS NOT NULL")


def _people() -> None:
    op.create_table(
        "client_people",
        *_of_client("client_people"),
        *_texts("name", "name_key", "relation"),
        sa.Column("authority", sa.String(length=32), nullable=False),
        *_texts("decides"),
        sa.Column("hears", sa.String(length=32), nullable=False),
        *_texts("not_told", "note"),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by", sa.Uuid(), nullable=True),
    )
    _indexes("client_people", "client_id", "name_key")


def _points_of_people() -> None:
    op.create_table(
        "person_points",
        *_of_client("person_points"),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        *_texts("value", "match_key", "label"),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("verified_by", sa.Uuid(), nullable=True),
        sa.Column("verified_how", sa.String(length=32), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=True),
        sa.Column("replaces_id", sa.Uuid(), nullable=True),
        sa.Column("was_verified", sa.Boolean(), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("retired_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["client_people.id"], name=op.f("fk_person_points_person_id")),
    )
    _indexes("person_points", "client_id", "person_id", "match_key")


def _history() -> None:
    op.create_table(
        "point_history",
        *_of_client("point_history"),
        sa.Column("point_id", sa.Uuid(), nullable=False),
        sa.Column("deed", sa.String(length=32), nullable=False),
        sa.Column("how", sa.String(length=32), nullable=True),
        *_texts("note", "before"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
    )
    _indexes("point_history", "client_id", "point_id")


def _checks_and_consents() -> None:
    op.create_table(
        "identity_checks",
        *_of_client("identity_checks"),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("how", sa.String(length=32), nullable=False),
        *_texts("detail"),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        *_written(),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.Uuid(), nullable=True),
        *_texts("withdrawn_why"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["client_people.id"], name=op.f("fk_identity_checks_person_id")
        ),
    )
    _indexes("identity_checks", "client_id")
    op.create_table(
        "consents",
        *_of_client("consents"),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=True),
        sa.Column("given", sa.Boolean(), nullable=False),
        *_texts("wording"),
        sa.Column("how", sa.String(length=32), nullable=False),
        *_texts("given_by"),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("taken_by", sa.Uuid(), nullable=True),
        *_written(),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        *_texts("withdrawn_how"),
        sa.Column("withdrawn_by", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
    )
    _indexes("consents", "client_id")


def _adjustments() -> None:
    op.create_table(
        "adjustments",
        *_of_client("adjustments"),
        sa.Column("kind", sa.String(length=32), nullable=False),
        *_texts("text"),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
    )
    _indexes("adjustments", "client_id")


def _channel_rules() -> None:
    op.create_table(
        "channel_rules",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        *(
            sa.Column(name, sa.Boolean(), nullable=False)
            for name in ("secure", "for_urgent", "for_confidential", "for_advice")
        ),
        *_texts("note"),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel_rules")),
        sa.UniqueConstraint("channel", name=op.f("uq_channel_rules_channel")),
    )


def _move_words() -> None:
    """A note has no name: its words say whom they are about ("Her brother, Ned"). It is as old as the client's row."""
    clients = sa.table(
        "clients",
        sa.column("id", sa.Uuid()),
        sa.column("may_decide", sa.Text()),
        sa.column("do_not_tell", sa.Text()),
        sa.column("added_at", sa.DateTime()),
    )
    people = sa.table(
        "client_people",
        *(sa.column(name, sa.Uuid()) for name in ("id", "client_id")),
        *(sa.column(name, sa.Text()) for name in _WORDS),
        sa.column("position", sa.Integer()),
        sa.column("added_at", sa.DateTime()),
    )
    rows = []
    for client_id, decides, not_told, added_at in op.get_bind().execute(sa.select(clients)):
        notes = [("some", decides, "ask", ""), ("none", "", "not_this", not_told)]
        kept = [one for one in notes if (one[1] + one[3]).strip()]
        for position, (authority, may, hears, may_not) in enumerate(kept):
            said = dict.fromkeys(_WORDS, "") | {"authority": authority, "decides": may}
            said |= {"hears": hears, "not_told": may_not}
            ids = {"id": new_id(added_at.replace(tzinfo=UTC)), "client_id": client_id}
            rows.append({**ids, **said, "position": position, "added_at": added_at})
    if rows:
        op.get_bind().execute(sa.insert(people), rows)


_WORDS = ("name", "name_key", "relation", "authority", "decides", "hears", "not_told", "note")


def _of_client(table: str) -> tuple[sa.Column[object] | sa.Constraint, ...]:
    return (
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name=op.f(f"fk_{table}_client_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def _texts(*names: str) -> tuple[sa.Column[str], ...]:
    return tuple(sa.Column(name, sa.Text(), nullable=False) for name in names)


def _written() -> tuple[sa.Column[datetime], sa.Column[UUID]]:
    return (
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
    )


def _indexes(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)
