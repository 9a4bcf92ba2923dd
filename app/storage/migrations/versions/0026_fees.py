"""Fees told: arrangements, estimates with their revisions, amounts to date (PRACTICE F1, F2)."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"

_CURRENCIES = {
    "EUR": "AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK AD MC SM VA ME XK GF GP MQ RE",
    "USD": "US PR GU AS MP VI FM MH PW EC SV TL UM",
    "GBP": "GB IM JE GG",
    "CHF": "CH LI",
    "AUD": "AU KI NR TV",
    "NZD": "NZ CK NU TK",
    "DKK": "DK FO GL",
    "NOK": "NO SJ",
    "CAD": "CA",
    "MXN": "MX",
    "BRL": "BR",
    "ARS": "AR",
    "CLP": "CL",
    "COP": "CO",
    "PEN": "PE",
    "SEK": "SE",
    "ISK": "IS",
    "PLN": "PL",
    "CZK": "CZ",
    "HUF": "HU",
    "RON": "RO",
    "RSD": "RS",
    "UAH": "UA",
    "TRY": "TR",
    "ILS": "IL",
    "AED": "AE",
    "SAR": "SA",
    "EGP": "EG",
    "ZAR": "ZA",
    "NGN": "NG",
    "KES": "KE",
    "INR": "IN",
    "PKR": "PK",
    "SGD": "SG",
    "HKD": "HK",
    "MYR": "MY",
    "THB": "TH",
    "PHP": "PH",
    "IDR": "ID",
    "VND": "VN",
    "JPY": "JP",
    "KRW": "KR",
    "CNY": "CN",
    "TWD": "TW",
    "KWD": "KW",
    "JOD": "JO",
    "BHD": "BH",
    "OMR": "OM",
    "IQD": "IQ",
    "LYD": "LY",
    "TND": "TN",
}
"""Of places, as they were known when this was written: what a vault is brought to does not change with the program."""


def upgrade() -> None:
    """Columns of the figures that are there, in the firm's currency; tables; where entries spoke of costs."""
    _figures()
    op.create_table(
        "fee_arrangements",
        *_of_matter("fee_arrangements"),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("rates", sa.Text(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("holds_from", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_by", sa.Uuid(), nullable=False),
    )
    op.create_index(
        "ix_fee_arrangements_matter_id_holds_from", "fee_arrangements", ["matter_id", "holds_from"]
    )
    _lines()
    op.create_table(
        "costs_excuses",
        *_of_matter("costs_excuses"),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("excused_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("excused_by", sa.Uuid(), nullable=False),
    )
    op.create_index("ix_costs_excuses_matter_id", "costs_excuses", ["matter_id"])
    _rules()
    _counting()
    there = sa.text("costs <> '' AND withdrawn_at IS NULL")
    op.create_index(
        "ix_contact_entries_costs",
        "contact_entries",
        ["matter_id", "occurred_at"],
        sqlite_where=there,
        postgresql_where=there,
    )


def _figures() -> None:
    table = "costs_figures"
    op.add_column(table, sa.Column("currency", sa.Text(), nullable=False, server_default=""))
    for name in ("low", "tax", "disbursements"):
        op.add_column(table, sa.Column(name, sa.Numeric(15, 3), nullable=True))
    for name in ("covers", "reason"):
        op.add_column(table, sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.add_column(table, sa.Column("told", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.add_column(table, sa.Column("in_all", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index("ix_costs_figures_told", table, ["matter_id", "on", "told"])
    country = op.get_bind().scalar(sa.text("SELECT country FROM firm"))
    if country:
        fill = sa.text("UPDATE costs_figures SET currency = :currency")
        op.get_bind().execute(fill, {"currency": _currency_of(country)})


def _currency_of(country: str) -> str:
    return next((one for one, places in _CURRENCIES.items() if country in places.split()), "USD")


def _lines() -> None:
    op.create_table(
        "costs_lines",
        *_of_matter("costs_lines"),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("mills", sa.Integer(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.UniqueConstraint("key", name=op.f("uq_costs_lines_key")),
    )
    op.create_index("ix_costs_lines_matter_id_on", "costs_lines", ["matter_id", "on"])


def _rules() -> None:
    op.create_table(
        "fee_rules",
        sa.Column("amber", sa.Integer(), nullable=False),
        sa.Column("red", sa.Integer(), nullable=False),
        sa.Column("with_tax", sa.Boolean(), nullable=False),
        sa.Column("update_months", sa.Integer(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fee_rules")),
    )


def _counting() -> None:
    """From when on costs updates are owed in a vault that has figures from before: the moment of the last thing that
    was recorded in it. A clock of ours says nothing of a vault."""
    made = op.create_table(
        "costs_counting",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("came_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_costs_counting")),
    )
    figures, events = sa.table("costs_figures"), sa.table("audit_events", sa.column("at"))
    there = sa.select(sa.literal(1)).select_from(figures).exists()
    last = sa.select(sa.literal("0" * 32), sa.func.max(events.c.at)).select_from(events).where(there)
    op.get_bind().execute(made.insert().from_select(["id", "came_at"], last.having(sa.func.count() > 0)))


def _of_matter(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f(f"fk_{table}_matter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
