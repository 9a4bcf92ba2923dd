"""What work costs comes in with the notes of it: Clio's activities, tables of one's own, never twice (PRACTICE F1)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from app.care.commands import NewCostsFigure, state_costs
from app.care.queries import costs
from app.care.rules import FeeRule
from app.care.ruling import set_fee_rule
from app.care.words import CostsKind, FeeLevel
from app.clients.commands import ClientDetails, add_client
from app.contactlog.queries import untold_developments
from app.exchange.csv_encodings import Source
from app.exchange.csv_records import NoteRecord, RefusedRow
from app.exchange.csv_rows import look_through
from app.matters.commands import MatterDetails, open_matter
from app.workspace import Workspace
from tests.support import Cli

DINARS = "Whitcombe,11/19/2026,Filing fee,,{},1,ExpenseEntry,Maria Ortega,false\n"
CLIO = "matter,date,activity_description,note,price,quantity,type,activity_user,non_billable\n"
CALL = "Whitcombe,11/18/2026,Phone call,About the lease,250,0.4,TimeEntry,Maria Ortega,false\n"
FEE = "Whitcombe,11/19/2026,Filing fee,,402.00,1,ExpenseEntry,Maria Ortega,false\n"
FREE = "Whitcombe,11/19/2026,Filing fee,,402.00,1,ExpenseEntry,Maria Ortega,true\n"


@pytest.fixture
def matter(workspace: Workspace) -> UUID:
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
        return open_matter(tx, MatterDetails(title="Whitcombe", clients=(client,)))


def charge_of(row: str) -> tuple[str, Decimal] | str | None:
    (one,) = look_through(Source.of_bytes((CLIO + row).encode())).items()
    if isinstance(one, RefusedRow):
        return one.field
    assert isinstance(one, NoteRecord)
    return None if one.charge is None else (one.charge.kind.value, one.charge.amount)


@pytest.mark.parametrize(
    ("price", "quantity", "kind", "cost"),
    [
        ("250", "0.4", "TimeEntry", ("time", Decimal("100.0"))),
        ("$250.00/hr", "1:12", "TimeEntry", ("time", Decimal(300))),
        ("1,250.50", "2", "ExpenseEntry", ("expense", Decimal("2501.00"))),
        ("402", "", "ExpenseEntry", ("expense", Decimal(402))),
        ("12,50", "2", "ExpenseEntry", ("expense", Decimal("25.00"))),
        ("-50", "1", "ExpenseEntry", ("expense", Decimal(-50))),
        ("250", "", "TimeEntry", None),
        ("", "0.4", "TimeEntry", None),
        ("0", "0.4", "TimeEntry", None),
        ("a lot", "0.4", "TimeEntry", "price"),
        ("402", "many", "ExpenseEntry", "quantity"),
    ],
)
def test_a_price_times_a_quantity(price: str, quantity: str, kind: str, cost: Any) -> None:
    assert charge_of(f'W,11/18/2026,Work,,"{price}",{quantity},{kind},,false\n') == cost


def test_what_is_not_billed_costs_nothing() -> None:
    assert charge_of(FREE) is None


def bring(cli: Cli, folder: Path, text: str, name: str = "activities.csv") -> dict[str, Any]:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    ran = cli("import", str(file))
    assert ran.status == 0, ran.err
    found: dict[str, Any] = ran.json["files"][0]
    return found


def test_activities_add_up_and_come_once(
    cli: Cli, workspace: Workspace, matter: UUID, tmp_path: Path
) -> None:
    with workspace.write() as tx:
        state_costs(tx, NewCostsFigure(matter, CostsKind.ESTIMATE, Decimal(1000), date(2026, 11, 2)))
    workspace.lock()
    text = CLIO + CALL + FEE + FREE + FEE
    first = bring(cli, tmp_path, text)
    assert (first["created"]["costs_lines"], first["created"]["entries"]) == (3, 2)
    again = bring(cli, tmp_path, text, "again.csv")
    assert "costs_lines" not in again["created"]
    assert again["created"]["entries"] == 0
    shown = cli("fees", "show", "00001").json
    assert shown["to_date"]["amount"] == {"amount": "100.00", "currency": "USD"}
    assert shown["to_date"]["disbursements"] == {"amount": "804.00", "currency": "USD"}
    assert (shown["to_date"]["on"], shown["to_date"]["told"], shown["to_date"]["lines"]) == (
        "2026-11-19",
        False,
        3,
    )
    assert (shown["standing"]["percent"], shown["standing"]["level"]) == (90, "amber")


def test_the_warning_comes_with_the_import(
    cli: Cli, workspace: Workspace, matter: UUID, tmp_path: Path
) -> None:
    with workspace.write() as tx:
        state_costs(tx, NewCostsFigure(matter, CostsKind.ESTIMATE, Decimal(500), date(2026, 11, 2)))
    bring(cli, tmp_path, CLIO + CALL + FEE)
    with workspace.read() as reader:
        (news,) = untold_developments(reader, matter)
        assert costs(reader, matter).level is FeeLevel.RED
    assert news.text == (
        "Costs up to 19 November 2026 are $502: more than the estimate of $500 given on 2 November 2026."
    )
    assert news.essential


def test_a_table_of_ones_own_says_what_each_thing_costs(
    cli: Cli, workspace: Workspace, matter: UUID, tmp_path: Path
) -> None:
    workspace.lock()
    found = bring(cli, tmp_path, CLIO.replace("price", "amount") + CALL)
    assert found["created"]["costs_lines"] == 1
    assert cli("fees", "show", "00001").json["to_date"]["amount"]["amount"] == "250.00"


@pytest.mark.parametrize(
    ("price", "cost"), [("1.250", "1.250"), ("1250", "1250"), ("1,250", None), ("1,250.500", "1250.5")]
)
def test_a_dinars_thousandths_are_never_taken_for_thousands(
    cli: Cli, workspace: Workspace, matter: UUID, tmp_path: Path, price: str, cost: str | None
) -> None:
    with workspace.write() as tx:
        set_fee_rule(tx, FeeRule(currency="KWD"), "We bill in dinars")
    file = tmp_path / "activities.csv"
    file.write_text(CLIO + DINARS.format(f'"{price}"'))
    found = cli("import", str(file)).json
    with workspace.read() as reader:
        spent = costs(reader, matter).to_date
    if cost is None:
        assert spent is None
        assert "two things in KWD" in found["files"][0]["refused"][0]["reason"]
    else:
        assert spent is not None
        assert (spent.disbursements, spent.currency) == (Decimal(cost), "KWD")
