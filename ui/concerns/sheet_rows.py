"""The rows of one concern: its steps in their order, the stages it went through, when it was closed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from uuid import UUID

from app.concerns.rules import Clock
from app.concerns.sheet import ConcernSheet, StepRow
from app.concerns.words import ClockKind, StepKind, TurnKind
from ui.concerns.words import due_chip, tr, word
from ui.kit import chips
from ui.kit.row_model import Group, Row
from ui.schedule.desk import Desk

_TICKED_BY = {
    StepKind.ACKNOWLEDGED: ClockKind.ACKNOWLEDGE,
    StepKind.FINAL_RESPONSE: ClockKind.FINAL_RESPONSE,
    StepKind.RESOLVED: ClockKind.STAGE,
    StepKind.FOLLOWED_UP: ClockKind.FOLLOW_UP,
    StepKind.LEARNED: ClockKind.LEARN,
}
"""The clock that a step stops."""


def facts_of(sheet: ConcernSheet, desk: Desk) -> str:
    """Who, when, of which matter, with whom: sentences under what was said."""
    row, facts = sheet.row, sheet.row.facts
    said = [
        tr("Raised by {who} on {day}: {cause}.").format(
            who=facts.raised_by, day=desk.say(facts.raised_on), cause=facts.cause.label
        )
    ]
    if row.course.formal_on is not None:
        said.append(tr("A formal complaint since {day}.").format(day=desk.say(row.course.formal_on)))
    if row.matter_number:
        said.append(f"{row.matter_title} ({row.matter_number}).")
    said.append(tr("With {who}, {stage}.").format(who=row.handler, stage=row.stage.label))
    if row.supervisor:
        said.append(tr("Supervised by {who}.").format(who=row.supervisor))
    if row.ending is not None and row.course.closed_on is not None:
        closed = tr("Closed on {day}: {how}.")
        said.append(closed.format(day=desk.say(row.course.closed_on), how=row.ending.label))
    return " ".join(said)


def groups_of(sheet: ConcernSheet, desk: Desk, linked: Mapping[UUID, str]) -> list[Group]:
    """The steps of this round, then what was before and how it went up."""
    now = [one for one in sheet.steps if one.round == sheet.row.course.round and not one.taken_back]
    before = [one for one in sheet.steps if one not in now]
    clocks = {one.kind: one for one in sheet.clocks}
    is_formal = sheet.row.course.formal_on is not None
    line: list[Row] = []
    for kind in StepKind:
        taken = [one for one in now if one.kind is kind]
        line += [
            _taken(one, desk, linked, clocks.get(_TICKED_BY.get(kind, ClockKind.STAGE))) for one in taken
        ]
        if not taken and (is_formal or kind is not StepKind.FINAL_RESPONSE):
            line.append(_to_take(kind, sheet, desk, clocks))
    return [
        Group(tr("Steps"), tuple(line)),
        Group(tr("Before"), tuple(_before(one, desk, linked) for one in before)),
        Group(tr("Stages so far"), tuple(_course(sheet, desk))),
    ]


def _to_take(kind: StepKind, sheet: ConcernSheet, desk: Desk, clocks: Mapping[ClockKind, Clock]) -> Row:
    ticked = _TICKED_BY.get(kind)
    chip = due_chip(clocks.get(ticked), desk.today) if ticked is not None and sheet.row.is_open else None
    action = tr("Tick off…") if sheet.row.is_open else ""
    return Row(("step", kind, None), word(kind), "", "square", "", (chip,) if chip else (), action)


def _taken(step: StepRow, desk: Desk, linked: Mapping[UUID, str], clock: Clock | None) -> Row:
    late = clock is not None and clock.done_on == step.on and clock.in_time is False
    done = chips.late_note(tr("done late")) if late else chips.done(tr("done"))
    return Row(
        ("step", step.kind, step.step_id),
        word(step.kind),
        f"{desk.say(step.on)}, {step.person}",
        "check",
        _said(step, linked),
        (done,),
        tr("Correct…"),
        tip=_said(step, linked),
    )


def _before(step: StepRow, desk: Desk, linked: Mapping[UUID, str]) -> Row:
    how = tr("taken back: {why}").format(why=step.reason) if step.taken_back else ""
    words = " · ".join(part for part in (how, _said(step, linked)) if part)
    said = f"{desk.say(step.on)}, {step.person}"
    return Row(("step", step.kind, step.step_id), word(step.kind), said, "history", words, tip=words)


def _said(step: StepRow, linked: Mapping[UUID, str]) -> str:
    contact = linked.get(step.entry_id, tr("a contact")) if step.entry_id is not None else ""
    done = tr("done") if step.action_done else tr("to do")
    action = tr("Action, {state}: {text}").format(state=done, text=step.action) if step.action else ""
    policy = tr("Policy changed: {title}").format(title=step.policy_title) if step.policy_title else ""
    version = tr("version {number}").format(number=step.versions) if step.versions > 1 else ""
    return " · ".join(part for part in (step.note, action, policy, contact, version) if part)


def _course(sheet: ConcernSheet, desk: Desk) -> Iterator[Row]:
    happened = [
        (
            one.on,
            number,
            Row(("stage", number), word(one.stage), f"{desk.say(one.on)}, {one.person}", "users", one.note),
        )
        for number, one in enumerate(sheet.stages)
    ]
    for number, turn in enumerate(sheet.turns, start=len(happened)):
        is_closing = turn.kind is TurnKind.CLOSED
        name = tr("Closed") if is_closing else tr("Reopened")
        how = turn.ending.label if turn.ending else ""
        words = " · ".join(part for part in (how, turn.note) if part)
        said = f"{desk.say(turn.on)}, {turn.author}"
        icon = "circle-check" if is_closing else "undo-2"
        happened.append((turn.on, number, Row(("turn", number), name, said, icon, words)))
    yield from (row for _, _, row in sorted(happened, key=lambda one: one[:2]))
