"""What of a breach was shown to whom is written down when it stands on the screen (PRACTICE E4)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.contactlog.words import Direction, Outcome
from app.hours.commands import NewAbsence, add_absence
from app.kernel.errors import MachineTrouble
from app.promises.queries import escalations_shown
from app.promises.terms import EscalationTo
from tests.ui.busy_firm import at
from ui.kit import tasks
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


def test_what_the_disk_did_not_take_is_written_down_when_it_is_seen_again(
    page: TodayPage, busy: Busy, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise MachineTrouble("disk-full", "The disk is full.")

    def shown() -> bool:
        with busy.workspace.read() as reader:
            return bool(escalations_shown(reader, [busy.entries["asked"]], busy.maria))

    told: list[Exception] = []
    tasks.on_failure(lambda _owner, error: told.append(error))
    rest = {"direction": Direction.IN, "outcome": Outcome.RECEIVED, "needs_reply": True}
    busy.log("asked", at(5), "lindqvist", "Asked where the inventory stands", **rest)
    with monkeypatch.context() as patch:
        patch.setattr("ui.today.escalated.record_shown", full)
        page.mark_stale()
        settled()
    assert [str(one) for one in told] == ["The disk is full."]
    assert not shown()
    page.mark_stale()
    settled()
    assert shown()
