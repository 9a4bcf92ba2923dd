"""Words of access requests in the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.access.deciders import is_for_lawyers
from app.access.gathering import Item
from app.access.queries import DecidedItem, RequestRow, RequestSheet
from app.access.words import Decision, Labelled
from app.kernel.numbers import say_number
from app.kernel.text import capital
from ui.kit import chips
from ui.kit.chips import Chip
from ui.kit.row_model import Group, Row
from ui.schedule.desk import Desk


def tr(words: str) -> str:
    """In the reader's language."""
    return QCoreApplication.translate("Access", words)


def word(one: Labelled) -> str:
    """A word of ours as it stands alone: "Legal privilege"."""
    return capital(one.label)


def request_chip(row: RequestRow, desk: Desk) -> Chip:
    """Where its clock stands."""
    clock = row.clock
    if not row.is_open:
        return chips.done(word(clock.ending) if clock.ending else tr("Closed"))
    if clock.due is None:
        return chips.clock(tr("Waits for proof of identity"))
    said = tr("answer by {day}").format(day=desk.say(clock.due))
    return chips.late(said) if clock.due < desk.today else chips.clock(said)


def request_line(row: RequestRow, desk: Desk) -> Row:
    """A request in the list."""
    said = tr("received {day}, with {who}").format(day=desk.say(row.received_on), who=row.handler)
    return Row(row.id, row.name, said, "client", row.wanted or tr("Everything"), (request_chip(row, desk),))


def item_groups(sheet: RequestSheet, desk: Desk, *, lawyer: bool) -> list[Group]:
    """What somebody has to decide first, then the rest. ``lawyer``: whether who looks decides about all of it."""
    left = sheet.undecided
    rest = [one for one in sheet.items if one.decision is not None]
    return [
        Group(tr("To decide"), tuple(_item_line(one, desk, lawyer=lawyer) for one in left)),
        Group(
            tr("Decided, or given without a decision"),
            tuple(_item_line(one, desk, lawyer=lawyer) for one in rest),
        ),
    ]


def _item_line(one: DecidedItem, desk: Desk, *, lawyer: bool) -> Row:
    item = one.item
    day = desk.say(item.day) if item.day else ""
    where = f"{tr('matter')} {item.matter}" if item.matter else ""
    why = ", ".join(why.label for why in item.whys)
    if one.changed:
        why = ", ".join(filter(None, (why, tr("changed since it was decided"))))
    if not lawyer and is_for_lawyers(item):
        why = f"{why}: {tr('a partner or a lawyer decides')}"
    icon = "letter" if item.file_id else "note"
    return Row(
        item.id, item_title(item), " · ".join(filter(None, (day, where))), icon, why, (item_chip(one),)
    )


def item_title(item: Item) -> str:
    """What it is called: "Contact: Telephone call of 3 November"."""
    return ": ".join(filter(None, (tr(item.what), item.title)))


def item_chip(one: DecidedItem) -> Chip:
    """What is done with it."""
    return chips.todo(tr("to decide")) if one.decision is None else decision_chip(one.decision)


def decision_chip(decision: Decision) -> Chip:
    """What was decided."""
    match decision:
        case Decision.GIVE:
            return chips.done(tr("give"))
        case Decision.WITHHOLD:
            return chips.locked(tr("withhold"))
        case Decision.REDACT:
            return chips.plain(tr("redact"))


def standing(sheet: RequestSheet, desk: Desk) -> str:
    """How a request stands, in two sentences."""
    row = sheet.row
    said = [tr("{name}, by {law}.").format(name=row.name, law=row.rule.name)]
    if row.asked_by:
        said.append(tr("Asked by {who}.").format(who=row.asked_by))
    last = row.turns[-1] if row.turns else None
    if last is not None:
        what = f"{word(last.kind)}, {desk.say(last.on)}"
        said.append(f"{what}: {last.note}." if last.note else f"{what}.")
    if sheet.exports:
        made = sheet.exports[-1]
        words = tr("Given by {who}: {file}.").format(who=made.made_by, file=made.file)
        said.append(words)
    left = len(sheet.undecided)
    count = tr("{left} of {all} items to decide.").format(
        left=say_number(left), all=say_number(len(sheet.items))
    )
    return " ".join([*said, count])
