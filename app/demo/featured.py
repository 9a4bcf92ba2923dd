"""The matters of the drawings: their last days are written by hand, so that Today has something to say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import time, timedelta

from app.contactlog.words import Channel, Direction, FollowUpSide
from app.demo import whitcombe
from app.demo.days import said
from app.demo.names import DAVID
from app.demo.scene import entry_at, key_date, notice
from app.demo.story import Life
from app.matters.words import DevelopmentKind, KeyDateKind
from app.schedule.rules import Interval


@dataclass(frozen=True, slots=True)
class Scene:
    """The ordinary life ends ``quiet`` working days ago, then ``play`` goes on.

    ``due``: working days from today on which the next update falls due (-1: it was due yesterday), None where
    it is like that of any other matter.
    """

    quiet: int
    play: Callable[[Life], None]
    due: int | None = None


def _abernathy(life: Life) -> None:
    life.update(life.teller.days.last_given(Interval(2, life.unit), life.teller.days.ago(1)))


def _delacroix(life: Life) -> None:
    moment = life.teller.days.moment - timedelta(minutes=35)
    friday = moment.astimezone(life.teller.days.zone).date()
    friday += timedelta(days=(4 - friday.weekday()) % 7 or 7)
    text = f"Timberline Mills offers $38,000 in full settlement, open until Friday, {said(friday, friday)}"
    notice(life, moment, DevelopmentKind.OFFER, text, "")


def _lindqvist(life: Life) -> None:
    days = life.teller.days
    clock = days.moment.astimezone(days.zone)
    hour = min(clock.hour + 3, 21)
    summary = "Asks whether she may rent out the summer house for two weeks at Christmas, and whether Åke has to agree."
    entry = entry_at(life, days.ago(1), hour, clock.minute, Channel.EMAIL, summary, Direction.IN)
    life.teller.log(replace(entry, needs_reply=True), exact=True)


def _rowe(life: Life) -> None:
    teller, days = life.teller, life.teller.days
    lease = teller.agree("Tamsin", "send the lease", days.today, FollowUpSide.CLIENT, done=False)
    summary = (
        "Talked about the notice for the barn. Tamsin has the old lease in a drawer and will send it; "
        "without it we "
        "do not know how the barn is let."
    )
    entry = entry_at(life, days.ago(4), 12, 15, Channel.PHONE, summary)
    teller.log(replace(entry, duration_minutes=12, follow_ups=(lease,)), exact=True)


def _okafor(life: Life) -> None:
    life.update(life.teller.days.last_given(Interval(1, life.unit), life.teller.days.ahead(2)))


def _vance(life: Life) -> None:
    teller, days = life.teller, life.teller.days
    on = days.ahead(2)
    text = f"NOTICE of Scheduling Conference on {said(on, days.today)}, 10:00 AM, Department 12"
    key = notice(life, days.at(days.ago(8), 10, 31), DevelopmentKind.HEARING, text, "14")
    summary = (
        f"Wrote to Silas: scheduling conference on {said(on, days.today)} at ten; he may come. Copy enclosed."
    )
    entry = entry_at(life, days.ago(7), 11, 20, Channel.LETTER, summary)
    teller.log(replace(entry, tells=(key,)), exact=True)
    key_date(life, KeyDateKind.HEARING, on, "Scheduling conference", time(10, 0))


def _ibarra(life: Life) -> None:
    teller, days = life.teller, life.teller.days
    repairs = teller.agree(
        DAVID, "send the list of repairs to the city", days.ahead(3), FollowUpSide.FIRM, done=False
    )
    summary = (
        "Walked through the house with Mateo and two neighbors; 31 defects on the list, photographs of each."
    )
    entry = entry_at(life, days.ago(3), 16, 0, Channel.MEETING, summary)
    teller.log(replace(entry, author=DAVID, duration_minutes=75, follow_ups=(repairs,)), exact=True)


def _marsh(life: Life) -> None:
    """The forgotten file: whatever was dated is past, nobody set a schedule, and the costs were the last that was
    told."""
    teller = life.teller
    summary = "Told the costs to date; no change of the estimate."
    told = entry_at(life, teller.costs[-1].on, 14, 30, Channel.EMAIL, summary)
    teller.log(replace(told, costs=summary))
    teller.key_dates[:] = [one for one in teller.key_dates if one.on < teller.days.today]


SCENES = {
    3: Scene(24, whitcombe.play, 2),
    4: Scene(16, _abernathy, -1),
    5: Scene(3, _delacroix),
    6: Scene(3, _lindqvist),
    7: Scene(6, _rowe),
    8: Scene(26, _okafor, 2),
    9: Scene(10, _vance),
    10: Scene(120, _marsh),
    11: Scene(5, _ibarra),
}
