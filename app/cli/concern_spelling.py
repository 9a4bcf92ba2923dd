"""Concerns as JSON and as tables for people."""

from __future__ import annotations

from app.cli.handles import handle
from app.cli.tables import plain, table
from app.concerns.queries import ConcernRow
from app.concerns.rules import Clock, ConcernRules
from app.concerns.sheet import ConcernSheet, FormerFacts, StepRow
from app.kernel.text import number_of

Json = dict[str, object]


def concern_data(row: ConcernRow) -> Json:
    """A concern as a list has it."""
    facts = row.facts
    return {
        "id": row.id,
        "client": row.client,
        "client_id": row.client_id,
        "matter": row.matter_number or None,
        "entry_id": facts.entry_id,
        "raised_on": facts.raised_on,
        "raised_by": facts.raised_by,
        "how": facts.how,
        "cause": facts.cause,
        "formal_on": facts.formal_on,
        "handler": row.handler,
        "supervisor": row.supervisor or None,
        "apart": facts.apart,
        "state": "open" if row.is_open else "closed",
        "closed_on": row.course.closed_on,
        "ending": row.ending,
        "stage": row.stage,
        "round": row.course.round,
        "age_days": row.age_days,
        "steps_left": list(row.still_open),
        "due": [clock_data(one) for one in row.clocks],
        "written_by": row.written_by,
    }


def clock_data(one: Clock) -> Json:
    """One clock."""
    return {
        "kind": one.kind,
        "since": one.since,
        "due": one.due,
        "done_on": one.done_on,
        "in_time": one.in_time,
    }


def step_data(one: StepRow) -> Json:
    """One step as it counts."""
    return {
        "id": one.step_id,
        "kind": one.kind,
        "on": one.on,
        "person": one.person,
        "entry_id": one.entry_id,
        "note": one.note,
        "action_id": one.follow_up_id,
        "action": one.action or None,
        "action_done": one.action_done if one.follow_up_id is not None else None,
        "policy_id": one.policy_id,
        "policy": one.policy_title or None,
        "round": one.round,
        "version": one.versions,
        "taken_back": one.taken_back,
        "reason": one.reason,
        "written_at": one.written_at,
        "author": one.author,
    }


def sheet_data(sheet: ConcernSheet) -> Json:
    """One concern whole."""
    return {
        **concern_data(sheet.row),
        "clocks": [clock_data(one) for one in sheet.clocks],
        "steps": [step_data(one) for one in sheet.steps],
        "stages": [
            {"stage": one.stage, "person": one.person or None, "on": one.on, "note": one.note}
            for one in sheet.stages
        ],
        "turns": [
            {"kind": one.kind, "on": one.on, "ending": one.ending, "note": one.note, "author": one.author}
            for one in sheet.turns
        ],
        "versions": [_former(one) for one in sheet.versions],
    }


def rules_data(rules: ConcernRules, partners: list[str], outside: str) -> Json:
    """The firm's rules."""
    return {
        "acknowledge_days": rules.acknowledge_days,
        "stage_days": {stage.value: count for stage, count in rules.stage_days.items()},
        "final_weeks": rules.final_weeks,
        "follow_up_days": rules.follow_up_days,
        "learn_days": rules.learn_days,
        "keeps_apart": rules.keeps_apart,
        "partners": partners,
        "outside_body": outside,
    }


def list_text(rows: tuple[ConcernRow, ...]) -> str:
    """The list for people."""
    heads = ["Raised", "Client", "Matter", "Cause", "State", "With", "Next", "By", "Id"]
    return table(
        heads,
        [
            [
                f"{row.facts.raised_on:%Y-%m-%d}",
                row.client,
                row.matter_number,
                row.facts.cause.label,
                _state(row),
                row.handler,
                row.next.kind.label if row.next else "",
                row.next.due if row.next else "",
                handle(row.id),
            ]
            for row in rows
        ],
    )


def sheet_text(sheet: ConcernSheet) -> str:
    """One concern for people."""
    row = sheet.row
    matter = f", matter {row.matter_number}" if row.matter_number else ""
    lines = [
        f"Concern {row.id}: {plain(row.client)}{matter}",
        f"{_state(row)}, {row.facts.cause.label}, {number_of(row.age_days, 'day')} old",
        f"Raised on {row.facts.raised_on} by {plain(row.facts.raised_by)}, with {row.handler} ({row.stage.label})",
        row.facts.how,
    ]
    steps = [
        [one.on, one.kind.label, one.person, plain(one.note), "taken back" if one.taken_back else ""]
        for one in sheet.steps
    ]
    if steps:
        lines.append(table(["On", "Step", "By", "Note", ""], steps))
    lines += [f"{one.kind.label} by {one.due}" for one in row.clocks]
    return "\n".join(lines)


def _state(row: ConcernRow) -> str:
    if not row.is_open:
        return f"closed: {row.ending.label}" if row.ending else "closed"
    words = ["formal complaint" if row.course.formal_on else "open"] + ["apart"] * row.facts.apart
    return ", ".join(words)


def _former(one: FormerFacts) -> Json:
    facts = one.facts
    return {
        "version": one.version,
        "written_at": one.written_at,
        "author": one.author,
        "reason": one.reason,
        "raised_on": facts.raised_on,
        "raised_by": facts.raised_by,
        "how": facts.how,
        "cause": facts.cause,
        "formal_on": facts.formal_on,
        "apart": facts.apart,
    }
