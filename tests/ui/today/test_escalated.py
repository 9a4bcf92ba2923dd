"""What of a breach was shown to whom is written down when it stands on the screen (PRACTICE E4)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from app.contactlog.words import Direction, Outcome
from app.hours.commands import NewAbsence, add_absence
from app.promises.queries import escalations_shown
from app.promises.terms import EscalationTo
from tests.ui.busy_firm import at
from ui.today.page import TodayPage

if TYPE_CHECKING:
    from tests.ui.busy_firm import Busy

Settled = Callable[[], None]


def test_what_a_stand_in_saw_is_written_down(page: TodayPage, busy: Busy, settled: Settled) -> None:
    rest = {"direction": Direction.IN, "outcome": Outcome.RECEIVED, "needs_reply": True}
    busy.log("asked", at(5), "lindqvist", "Asked where the inventory stands", **rest)
    page.mark_stale()
    settled()

    def shown() -> set[EscalationTo]:
        with busy.workspace.read() as reader:
            rows = escalations_shown(reader, [busy.entries["asked"]], busy.maria)
        return {one.step for one in rows}

    assert shown() == {EscalationTo.POINT_OF_CONTACT}
    with busy.workspace.write() as tx:
        add_absence(tx, NewAbsence(busy.david, date(2026, 11, 23), date(2026, 11, 27), busy.maria))
    page.mark_stale()
    settled()
    assert shown() == {EscalationTo.POINT_OF_CONTACT, EscalationTo.RESPONSIBLE}
