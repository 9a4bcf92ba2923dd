"""What is kept and held, as JSON and as tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from app.cli.tables import table
from app.retention.queries import ClosedMatter, HoldRow
from app.retention.rules import RuleRow

if TYPE_CHECKING:
    from app.destruction.queries import Certificate


def rule_data(row: RuleRow) -> dict[str, object]:
    """One version of a rule; version 0 comes with the program."""
    return {
        "area": row.practice_area,
        "event": row.event,
        "months": row.months,
        "version": row.number,
        "in_force": row.in_force,
        "reason": row.reason,
    }


def hold_data(
    one: HoldRow,
    numbers: Mapping[UUID | None, str],
    names: Mapping[UUID, str],
    people: Mapping[UUID | None, str],
) -> dict[str, object]:
    """A hold with the number or name of what it holds, and who put it on and lifted it."""
    return {
        "id": one.id,
        "matter": numbers.get(one.matter_id) if one.matter_id is not None else None,
        "client": names.get(one.client_id) if one.client_id is not None else None,
        "reason": one.reason,
        "set_at": one.set_at,
        "set_by": people.get(one.set_by),
        "lifted_at": one.lifted_at,
        "lifted_by": people.get(one.lifted_by),
        "lifted_reason": one.lifted_reason or None,
    }


def closed_data(row: ClosedMatter, names: Mapping[UUID, str], today: date) -> dict[str, object]:
    """A closed matter: until when it is kept, by which rule, and what is not known."""
    rule = row.retention.rule
    return {
        "matter": row.number,
        "clients": [names.get(one, "") for one in row.clients],
        "closed_on": row.closed_on,
        "event": rule.event if rule is not None else None,
        "months": rule.months if rule is not None else None,
        "until": row.retention.until,
        "kept_until": row.kept_until,
        "due_on": row.due_on,
        "is_due": row.due_on is not None and row.due_on <= today,
        "asks": list(row.retention.asks),
        "keeps_document": row.retention.lasting,
        "holds": [one.id for one in row.holds],
    }


def certificate_data(one: Certificate) -> dict[str, object]:
    """A certificate whole."""
    said = one.says
    return {
        "number": one.number,
        "destroyed_at": one.destroyed_at,
        "approved_by": one.approved_by,
        "reason": one.reason,
        "matter": said.matter or None,
        "clients": list(said.clients),
        "opened_on": said.opened_on,
        "closed_on": said.closed_on,
        "due_on": said.due_on,
        "rule": said.rule,
        "rows": said.tables,
        "files": [{"sha256": sha256, "size": size} for sha256, size in said.files],
        "clients_erased": said.clients_erased,
        "clients_kept": said.clients_kept,
        "messages_kept": said.messages_kept,
        "events_cut": said.cuts,
        "cuts": said.digest,
        "backups": [
            {"file": each.name, "made_at": each.made_at, "gone_by": each.gone_by}
            for each in said.outlived.backups
        ],
        "looked_in": list(said.outlived.looked_in),
        "not_seen": list(said.outlived.not_seen),
    }


def listed(rows: Iterable[ClosedMatter], names: Mapping[UUID, str]) -> str:
    """A table of them."""
    lines = [
        [
            row.number,
            ", ".join(names.get(one, "") for one in row.clients),
            row.closed_on,
            _until(row),
            _against(row),
        ]
        for row in rows
    ]
    return table(["Matter", "Clients", "Closed", "Due for review", "But"], lines)


def _until(row: ClosedMatter) -> str:
    if row.due_on is not None:
        return row.due_on.isoformat()
    return (
        "an original is kept" if row.retention.lasting else " ".join(ask.label for ask in row.retention.asks)
    )


def _against(row: ClosedMatter) -> str:
    return "; ".join(f"held: {one.reason}" for one in row.holds)
