"""Concerns, with their steps and stages (PRACTICE G1, G2)."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"

_TEXT, _ID, _DAY, _MOMENT = sa.Text(), sa.Uuid(), sa.Date(), sa.DateTime(timezone=True)


def upgrade() -> None:
    """A concern with its versions, stages, steps, closings and reopenings; the firm's rules for them."""
    _concerns()
    _of_concern("versions", sa.Column("version", sa.Integer(), nullable=False), has_id=False)
    answers = (_person(nullable=True), _key("concern_stages", "person_id", "colleagues"))
    _of_concern("stages", _words("stage"), *answers, _text("body"), _on(), _text("note"))
    _steps()
    _of_concern("turns", _words("kind"), _on(), _words("ending", nullable=True), _text("note"))
    _rules()


def _concerns() -> None:
    op.create_table(
        "concerns",
        sa.Column("id", _ID, nullable=False),
        sa.Column("client_id", _ID, nullable=False),
        sa.Column("matter_id", _ID, nullable=True),
        sa.Column("entry_id", _ID, nullable=True),
        sa.Column("raised_on", _DAY, nullable=False),
        _text("raised_by"),
        _text("how"),
        _words("cause"),
        sa.Column("formal_on", _DAY, nullable=True),
        sa.Column("handler_id", _ID, nullable=False),
        sa.Column("supervisor_id", _ID, nullable=True),
        sa.Column("apart", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("closed_on", _DAY, nullable=True),
        *_written(),
        _key("concerns", "client_id", "clients"),
        _key("concerns", "matter_id", "matters"),
        _key("concerns", "entry_id", "contact_entries"),
        _key("concerns", "handler_id", "colleagues"),
        _key("concerns", "supervisor_id", "colleagues"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concerns")),
    )
    for name in ("apart", "client_id", "closed_on", "entry_id", "matter_id"):
        op.create_index(op.f(f"ix_concerns_{name}"), "concerns", [name])


def _steps() -> None:
    table = "concern_steps"
    op.create_table(
        table,
        sa.Column("id", _ID, nullable=False),
        sa.Column("concern_id", _ID, nullable=False),
        sa.Column("step_id", _ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        _words("kind"),
        _on(),
        _person(),
        sa.Column("entry_id", _ID, nullable=True),
        _text("note"),
        sa.Column("follow_up_id", _ID, nullable=True),
        sa.Column("policy_id", _ID, nullable=True),
        _text("policy_title"),
        sa.Column("taken_back", sa.Boolean(), server_default=sa.false(), nullable=False),
        _text("reason"),
        *_written(),
        _key(table, "concern_id", "concerns"),
        _key(table, "person_id", "colleagues"),
        _key(table, "entry_id", "contact_entries"),
        _key(table, "follow_up_id", "follow_ups"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("step_id", "number", name=op.f(f"uq_{table}_step_id_number")),
    )
    for name in ("concern_id", "entry_id"):
        op.create_index(op.f(f"ix_{table}_{name}"), table, [name])


def _of_concern(name: str, *items: sa.schema.SchemaItem, has_id: bool = True) -> None:
    """A table of what happened to concerns: rows with ids, or versions."""
    table = f"concern_{name}"
    keys = (sa.Column("id", _ID, nullable=False),) if has_id else ()
    said = () if has_id else (_text("reason"), sa.Column("content", _TEXT, nullable=False))
    key = ("id",) if has_id else ("concern_id", "version")
    op.create_table(
        table,
        *keys,
        sa.Column("concern_id", _ID, nullable=False),
        *items,
        *said,
        *_written(),
        _key(table, "concern_id", "concerns"),
        sa.PrimaryKeyConstraint(*key, name=op.f(f"pk_{table}")),
    )
    if has_id:
        op.create_index(op.f(f"ix_{table}_concern_id"), table, ["concern_id"])


def _rules() -> None:
    table = "concern_rules"
    days = ("acknowledge_days", "final_weeks", "follow_up_days", "learn_days")
    op.create_table(
        table,
        sa.Column("id", _ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        _text("reason"),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("made_by", _ID, nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in days),
        _text("stage_days"),
        sa.Column("keeps_apart", sa.Boolean(), nullable=False),
        _text("partner_ids"),
        _text("outside_body"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("number", name=op.f(f"uq_{table}_number")),
    )


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, _TEXT, nullable=False)


def _words(name: str, *, nullable: bool = False) -> sa.Column[str]:
    """One of a list of words."""
    return sa.Column(name, sa.String(length=32), nullable=nullable)


def _on() -> sa.Column[object]:
    return sa.Column("on", _DAY, nullable=False)


def _person(*, nullable: bool = False) -> sa.Column[object]:
    return sa.Column("person_id", _ID, nullable=nullable)


def _written() -> tuple[sa.Column[object], ...]:
    return (sa.Column("written_at", _MOMENT, nullable=False), sa.Column("author_id", _ID, nullable=False))


def _key(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))
