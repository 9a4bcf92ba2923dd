"""Beginning and end of a matter: what was asked and received, the terms agreed, the closing (PRACTICE B1, B2, J7)."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"

_DAYS = 14
_NOBODY = UUID(int=0)


def _id(name: str = "id") -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), nullable=False)


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _word(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=32), nullable=nullable)


def _version() -> list[sa.Column[object]]:
    return [
        _id(),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        _id("made_by"),
    ]


def _key(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def upgrade() -> None:
    """The tables; for a firm that works here already, since when terms are asked for."""
    _terms()
    _agreements()
    _intake()
    _endings()
    op.create_table(
        "terms_rules",
        *_version(),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terms_rules")),
    )
    _rule()


def _rule() -> None:
    """Of a firm that is there, from the day of the last thing that was recorded in its vault, as the firm counts days:
    the machine's clock says nothing of a vault. It is asked only where nothing was ever recorded."""
    bind = op.get_bind()
    zone = bind.scalar(sa.text("SELECT time_zone FROM firm"))
    if zone is None:
        return
    moment = "coalesce(max(at), strftime('%Y-%m-%d %H:%M:%f000', 'now'))"
    at = bind.scalar(sa.text(f"SELECT {moment} FROM audit_events"))  # noqa: S608 # words of our own
    since = datetime.fromisoformat(at).replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).date()
    rule = sa.text(
        "INSERT INTO terms_rules (id, number, reason, made_at, made_by, days, since)"
        " VALUES (:nobody, 0, '', :at, :nobody, :days, :since)"
    )
    bind.execute(rule, {"nobody": _NOBODY.hex, "at": at, "days": _DAYS, "since": since.isoformat()})


def _terms() -> None:
    table = "terms_versions"
    op.create_table(
        table,
        *_version(),
        _id("matter_id"),
        *_texts("scope", "out_of_scope", "timeline", "arrangement", "rates"),
        *(
            sa.Column(f"estimate{part}", sa.Numeric(15, 3), nullable=True)
            for part in ("", "_low", "_tax", "_disbursements")
        ),
        sa.Column("estimate_currency", sa.Text(), nullable=False, server_default=""),
        *_texts("estimate_note", "decides", "channels"),
        *_texts("acknowledge", "answer", "urgent_acknowledge", "urgent_answer"),
        sa.Column("count", sa.Integer(), nullable=True),
        _word("unit", nullable=True),
        sa.Column("anchor_day", sa.Integer(), nullable=True),
        sa.Column("at_stages", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("at_dates", sa.Boolean(), nullable=False, server_default=sa.false()),
        _word("roll", nullable=True),
        sa.Column("at_most_days", sa.Integer(), nullable=True),
        _word("format", nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        *_texts("emergency"),
        _key(table, "matter_id", "matters"),
        _key(table, "by_id", "colleagues"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("matter_id", "number", name=op.f(f"uq_{table}_matter_id_number")),
    )
    table = "terms_duties"
    op.create_table(
        table,
        _id("terms_id"),
        sa.Column("position", sa.Integer(), nullable=False),
        _word("side"),
        *_texts("text"),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("follow_up_id", sa.Uuid(), nullable=True),
        _key(table, "terms_id", "terms_versions"),
        _key(table, "follow_up_id", "follow_ups"),
        sa.PrimaryKeyConstraint("terms_id", "position", name=op.f(f"pk_{table}")),
    )


def _agreements() -> None:
    table = "terms_agreements"
    op.create_table(
        table,
        _id(),
        _id("matter_id"),
        _id("terms_id"),
        _word("kind"),
        sa.Column("on", sa.Date(), nullable=False),
        _word("how"),
        *_texts("by_whom", "note"),
        *_written(),
        _key(table, "matter_id", "matters"),
        _key(table, "terms_id", "terms_versions"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_matter_id"), table, ["matter_id"])


def _intake() -> None:
    table = "intake_versions"
    op.create_table(
        table,
        *_version(),
        _id("matter_id"),
        sa.Column("held_on", sa.Date(), nullable=True),
        *_texts("with_whom"),
        sa.Column("held_by_id", sa.Uuid(), nullable=True),
        *_texts("facts"),
        _key(table, "matter_id", "matters"),
        _key(table, "held_by_id", "colleagues"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("matter_id", "number", name=op.f(f"uq_{table}_matter_id_number")),
    )
    table = "intake_documents"
    op.create_table(
        table,
        _id(),
        _id("matter_id"),
        *_texts("title", "owner"),
        sa.Column("original", sa.Boolean(), nullable=False),
        sa.Column("follow_up_id", sa.Uuid(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("returned_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        *_written(),
        _key(table, "matter_id", "matters"),
        _key(table, "follow_up_id", "follow_ups"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_matter_id"), table, ["matter_id"])


def _endings() -> None:
    table = "matter_endings"
    op.create_table(
        table,
        _id(),
        _id("matter_id"),
        _word("kind"),
        sa.Column("ended_on", sa.Date(), nullable=False),
        *_texts("outcome", "reason", "instructions", "deadlines", "documents", "bill"),
        sa.Column("billed", sa.Numeric(15, 3), nullable=True),
        sa.Column("currency", sa.Text(), nullable=False, server_default=""),
        *_texts("retention"),
        sa.Column("although", sa.Text(), nullable=False, server_default=""),
        _id("entry_id"),
        *_written(),
        _key(table, "matter_id", "matters"),
        _key(table, "entry_id", "contact_entries"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_matter_id"), table, ["matter_id"])


def _written() -> list[sa.Column[object]]:
    return [sa.Column("written_at", sa.DateTime(timezone=True), nullable=False), _id("author_id")]
