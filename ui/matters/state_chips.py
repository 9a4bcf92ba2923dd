"""The state of a matter under its name: who is unhappy, what is owed, worst first, the next update, the stage."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from app.kernel.duty import Duty
from app.kernel.said import say_day, say_late
from app.matters.walls import shut_out
from app.matters.words import MatterStatus
from app.owed.items import OwedItem, OwedKind, OwedState
from app.schedule.words import UpdateState
from ui.concerns.words import standing_chips
from ui.kit import chips
from ui.kit.chips import Chip
from ui.matters.load import MatterView

translate = QCoreApplication.translate

MOST_CHIPS = 4


def state_chips(view: MatterView) -> list[Chip]:
    """Concerns that are open, at most four of what is owed now, then what is to come."""
    found = [chip for item in view.owed.items if (chip := _owed_chip(item, view)) is not None]
    found = list(dict.fromkeys(found))[:MOST_CHIPS]
    found = [*standing_chips(view.concerns), *found]
    if view.wall is not None:
        outside = dict.fromkeys(name for _, name in shut_out(view.sheet.row, view.wall))
        unseen = translate("Matter", "{name} cannot see it")
        found[:0] = [chips.urgent(unseen.format(name=name)) for name in outside]
        found.insert(0, chips.locked(translate("Matter", "Restricted")))
    if view.owed.forgotten:
        found.append(chips.urgent(translate("Matter", "forgotten file"), shape=False))
    if view.due is not None and view.due.silent is not None:
        day = say_day(view.due.silent.last, view.desk.today)
        found.append(chips.away(translate("Matter", "Silence until {day}").format(day=day)))
    if view.due is not None and view.due.state is UpdateState.UPCOMING:
        day = say_day(view.due.due_on, view.desk.today)
        found.append(chips.plain(translate("Matter", "Next update {day}").format(day=day)))
    if view.sheet.row.stage:
        found.append(chips.plain(view.sheet.row.stage))
    status = view.sheet.row.status
    if status is MatterStatus.CLOSED:
        found.append(chips.plain(translate("Matter", "Closed")))
    elif status is MatterStatus.PENDING:
        found.append(chips.plain(translate("Matter", "Pending")))
    return found


def _owed_chip(item: OwedItem, view: MatterView) -> Chip | None:
    if item.state is OwedState.UPCOMING or item.due is None:
        return None
    words = owed_words(item, view.desk.now)
    if item.state is OwedState.OVERDUE:
        return chips.late(words)
    return chips.urgent(words) if item.urgent else chips.todo(words)


def owed_words(item: OwedItem, now: datetime) -> str:
    """What is owed and how late it is: "Answer 3 days late"; ``now`` in the firm's zone."""
    word = {
        OwedKind.ANSWER: translate("Matter", "Answer"),
        OwedKind.ACKNOWLEDGEMENT: translate("Matter", "Acknowledgement"),
        OwedKind.DEVELOPMENT: translate("Matter", "Tell the client"),
        OwedKind.UPDATE: translate("Matter", "Update"),
        OwedKind.FOLLOW_UP: translate("Matter", "Follow-up"),
        OwedKind.KEY_DATE: translate("Matter", "Key date"),
        OwedKind.DUTY: item.source.kind.label if isinstance(item.source, Duty) else "",
    }[item.kind]
    return f"{word} {say_late(item.due, now)}" if item.due is not None else word
