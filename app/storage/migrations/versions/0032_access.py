"""Access requests (PRACTICE J6)."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"

_TEXT, _ID, _DAY, _MOMENT = sa.Text(), sa.Uuid(), sa.Date(), sa.DateTime(timezone=True)


def upgrade() -> None:
    """Requests with what happened to them, what was decided about each item, and what was given; the firm's rules."""
    _requests()
    _turns()
    _decisions()
    _exports()
    _given()
    _rules()


def _requests() -> None:
    table = "access_requests"
    op.create_table(
        table,
        _id("id"),
        _id("client_id", nullable=True),
        *(_text(name) for name in ("name", "other_names", "phones", "emails", "asked_by", "wanted")),
        sa.Column("received_on", _DAY, nullable=False),
        _words("channel"),
        _id("entry_id", nullable=True),
        _id("handler_id"),
        _text("rule"),
        sa.Column("closed_on", _DAY, nullable=True),
        *_written(),
        _key(table, "client_id", "clients"),
        _key(table, "entry_id", "contact_entries"),
        _key(table, "handler_id", "colleagues"),
        _primary(table, "id"),
    )
    for name in ("client_id", "entry_id"):
        op.create_index(op.f(f"ix_{table}_{name}"), table, [name])
    still_open = sa.text("closed_on IS NULL")
    op.create_index(
        op.f(f"ix_{table}_received_on"),
        table,
        ["received_on"],
        sqlite_where=still_open,
        postgresql_where=still_open,
    )


def _turns() -> None:
    table = "access_turns"
    op.create_table(
        table,
        _id("id"),
        _id("request_id"),
        _words("kind"),
        sa.Column("on", _DAY, nullable=False),
        _words("ending", nullable=True),
        _id("person_id", nullable=True),
        _text("note"),
        *_written(),
        _key(table, "request_id", "access_requests"),
        _key(table, "person_id", "colleagues"),
        _primary(table, "id"),
    )
    op.create_index(op.f(f"ix_{table}_request_id"), table, ["request_id"])


def _decisions() -> None:
    table = "access_decisions"
    op.create_table(
        table,
        _id("id"),
        _id("request_id"),
        _id("matter_id", nullable=True),
        _id("item_id"),
        sa.Column("number", sa.Integer(), nullable=False),
        _words("decision"),
        _words("ground", nullable=True),
        *(_text(name) for name in ("note", "given_text", "digest")),
        sa.Column("taken_back", sa.Boolean(), server_default=sa.false(), nullable=False),
        *_written(),
        _key(table, "request_id", "access_requests"),
        _key(table, "matter_id", "matters"),
        _primary(table, "id"),
        sa.UniqueConstraint(
            "request_id", "item_id", "number", name=op.f(f"uq_{table}_request_id_item_id_number")
        ),
    )
    op.create_index(op.f(f"ix_{table}_matter_id"), table, ["matter_id"])


def _exports() -> None:
    table = "access_exports"
    op.create_table(
        table,
        _id("id"),
        _id("request_id"),
        sa.Column("made_at", _MOMENT, nullable=False),
        _id("made_by"),
        _text("file"),
        _text("sha256"),
        sa.Column("size", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False)
            for name in ("sealed", "part")
        ),
        _key(table, "request_id", "access_requests"),
        _primary(table, "id"),
    )
    op.create_index(op.f(f"ix_{table}_request_id"), table, ["request_id"])


def _given() -> None:
    table = "access_given"
    op.create_table(
        table,
        _id("export_id"),
        sa.Column("position", sa.Integer(), nullable=False),
        _id("matter_id", nullable=True),
        _id("item_id"),
        _text("what"),
        _text("title"),
        sa.Column("day", _DAY, nullable=True),
        _words("decision"),
        _words("ground", nullable=True),
        _text("digest"),
        _key(table, "export_id", "access_exports"),
        _key(table, "matter_id", "matters"),
        _primary(table, "export_id", "position"),
    )
    op.create_index(op.f(f"ix_{table}_matter_id"), table, ["matter_id"])


def _rules() -> None:
    table = "access_rules"
    op.create_table(
        table,
        _text("law"),
        _text("content"),
        _id("id"),
        sa.Column("number", sa.Integer(), nullable=False),
        _text("reason"),
        sa.Column("made_at", _MOMENT, nullable=False),
        _id("made_by"),
        _primary(table, "id"),
        sa.UniqueConstraint("law", "number", name=op.f(f"uq_{table}_law_number")),
    )


def _id(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, _ID, nullable=nullable)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, _TEXT, nullable=False)


def _words(name: str, *, nullable: bool = False) -> sa.Column[str]:
    """One of a list of words."""
    return sa.Column(name, sa.String(length=32), nullable=nullable)


def _written() -> tuple[sa.Column[object], ...]:
    return (sa.Column("written_at", _MOMENT, nullable=False), _id("author_id"))


def _key(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))


def _primary(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))
