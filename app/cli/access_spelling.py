"""Access requests as JSON and as tables for people."""

from __future__ import annotations

from app.access.queries import DecidedItem, ExportRow, GivenRow, RequestRow, RequestSheet
from app.access.rules import AccessRule
from app.cli.handles import handle
from app.cli.tables import plain, table

Json = dict[str, object]
RESTRICTED = (
    "There is more, which is restricted. Somebody who may see it has to gather and decide it: "
    "ask the partners."
)


def request_data(row: RequestRow) -> Json:
    """A request as a list has it."""
    time = row.clock
    return {
        "id": row.id,
        "client_id": row.client_id,
        "name": row.name,
        "asked_by": row.asked_by or None,
        "wanted": row.wanted,
        "received_on": row.received_on,
        "channel": row.channel,
        "entry_id": row.entry_id,
        "handler": row.handler,
        "law": row.rule.law,
        "state": "open" if row.is_open else "closed",
        "due": time.due,
        "first_due": time.first_due,
        "waits_for_identity_since": time.waits_since,
        "identity_checked_on": time.identity_checked_on,
        "extended_on": time.extended_on,
        "closed_on": time.closed_on,
        "ending": time.ending,
    }


def sheet_data(sheet: RequestSheet) -> Json:
    """A request whole."""
    turns = [
        {
            "kind": one.kind,
            "on": one.on,
            "ending": one.ending,
            "person": one.person or None,
            "note": one.note,
            "written_by": one.written_by,
            "written_at": one.written_at,
        }
        for one in sheet.row.turns
    ]
    return {
        **request_data(sheet.row),
        "turns": turns,
        "items": [item_data(one) for one in sheet.items],
        "undecided": len(sheet.undecided),
        "restricted": sheet.restricted,
        "exports": [export_data(one) for one in sheet.exports],
    }


def item_data(one: DecidedItem) -> Json:
    """An item with what was decided."""
    item = one.item
    return {
        "id": item.id,
        "what": item.what,
        "title": item.title,
        "on": item.day,
        "matter": item.matter or None,
        "why": list(item.whys),
        "lines": [list(line) for line in item.lines],
        "decision": one.decision,
        "ground": one.ground,
        "note": one.note,
        "given_text": one.given_text,
        "decided_by": one.decided_by or None,
        "changed": one.changed,
    }


OPEN = (
    "This file is not encrypted: whoever gets hold of it reads all that is held on this person. A .pdf can ask for a "
    "password: --pdf-password-file."
)
"""What is said of an answer without a password."""


def export_data(one: ExportRow) -> Json:
    """What was given."""
    return {
        "id": one.id,
        "made_at": one.made_at,
        "made_by": one.made_by,
        "file": one.file,
        "sha256": one.sha256,
        "size": one.size,
        "sealed": one.sealed,
        "part": one.part,
    }


def given_data(made: ExportRow, index: tuple[GivenRow, ...]) -> Json:
    """A file that left with its index, as far as it may be seen."""
    lines = [
        {
            "position": one.position,
            "what": one.what,
            "title": one.title,
            "on": one.day,
            "decision": one.decision,
            "ground": one.ground,
        }
        for one in index
    ]
    return {**export_data(made), "index": lines}


def given_text(made: ExportRow, index: tuple[GivenRow, ...]) -> str:
    """The same for people."""
    cells = [
        [
            one.day or "",
            one.what,
            plain(one.title),
            one.decision.label,
            one.ground.label if one.ground else "",
        ]
        for one in index
    ]
    head = f"{made.file}, made by {plain(made.made_by)}, SHA-256 {made.sha256}"
    return "\n".join((head, table(["Date", "What", "Title", "Decision", "Ground"], cells)))


def rule_data(rule: AccessRule) -> Json:
    """How long there is by a law."""
    return {
        "law": rule.law,
        "name": rule.name,
        "unit": rule.unit,
        "allowed": rule.allowed,
        "longer": rule.longer,
        "identity": rule.identity,
        "rolls": rule.rolls,
        "source": rule.source,
    }


def list_text(rows: tuple[RequestRow, ...]) -> str:
    """The list for people."""
    heads = ["Received", "Who", "With", "Answer by", "State", "Id"]
    cells = [
        [row.received_on, row.name, row.handler, row.clock.due or "", state(row), handle(row.id)]
        for row in rows
    ]
    return table(heads, cells)


def state(row: RequestRow) -> str:
    """How it stands, in words."""
    if not row.is_open:
        return f"closed: {row.clock.ending.label}" if row.clock.ending else "closed"
    if row.clock.waits_since is not None:
        return "waits for proof of identity"
    return "extended" if row.clock.extended_on is not None else "open"


def sheet_text(sheet: RequestSheet) -> str:
    """A request with its items, for people."""
    row = sheet.row
    due = f", answer by {row.clock.due}" if row.clock.due else ""
    lines = [f"Request {row.id}: {plain(row.name)}, received on {row.received_on}", f"{state(row)}{due}"]
    cells = [
        [
            one.item.day or "",
            one.item.what,
            plain(one.item.title),
            one.item.matter,
            ", ".join(why.label for why in one.item.whys),
            one.decision.label if one.decision else "to decide",
            handle(one.item.id),
        ]
        for one in sheet.items
    ]
    heads = ["Date", "What", "Title", "Matter", "Why", "Decision", "Id"]
    lines.append(table(heads, cells) if cells else "Nothing is held that may be seen here.")
    if sheet.undecided:
        lines.append(f"To decide: {len(sheet.undecided):,} of {len(sheet.items):,}.")
    if sheet.restricted:
        lines.append(RESTRICTED)
    return "\n".join(lines)
