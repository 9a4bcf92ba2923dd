"""The matters of the drawings: their last days are written by hand, so that the Today page has something to
say.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from app.care.words import CostsKind
from app.contactlog.words import Channel, Direction, FollowUpSide
from app.demo.days import said
from app.demo.names import DAVID, MARIA
from app.demo.parts import DemoCosts, DemoDevelopment, DemoEntry, DemoKeyDate
from app.demo.story import Life
from app.matters.words import DevelopmentKind, KeyDateKind
from app.schedule.rules import Interval

_IN, _OUT = Direction.IN, Direction.OUT


@dataclass(frozen=True, slots=True)
class Scene:
    """The ordinary life ends ``quiet`` working days ago, then ``play`` goes on.

    ``due``: working days from today on which the next update falls due (-1: it was due yesterday), None where
    it is like that of any other matter.
    """

    quiet: int
    play: Callable[[Life], None]
    due: int | None = None


def _whitcombe(life: Life) -> None:
    teller, days = life.teller, life.teller.days
    code = teller.spec.code
    last = days.last_given(Interval(2, life.unit), days.ahead(2))
    _whitcombe_docket(life)
    met = days.calendar.on_or_before(last - timedelta(days=10))
    posted = days.calendar.on_or_before(last - timedelta(days=7))
    deposition, ready = days.ahead(13), days.ahead(10)
    slips = teller.agree("Nora", "pay slips 2019–2021", days.ahead(9), FollowUpSide.CLIENT, done=False)
    summary = (
        "Went through the complaint; Nora gave names of two witnesses. Documents owed: pay slips 2019–2021."
    )
    entry = _at(life, met, 16, 10, Channel.MEETING, summary)
    teller.log(replace(entry, duration_minutes=40, author=DAVID, follow_ups=(slips,)), exact=True)
    summary = "Status report printed and posted. Four pages, with estimate to date: 6,400 of 11,000."
    entry = _at(life, posted, 10, 20, Channel.LETTER, summary)
    teller.log(replace(entry, is_update=True, tags=("status report",)), exact=True)
    stipulation = teller.agree(DAVID, "send stipulation", days.after(last, 2), FollowUpSide.FIRM, done=True)
    entry = _at(
        life,
        last,
        15,
        5,
        Channel.PHONE,
        "Rang Nora after her shift about the other side's wish for more time.",
    )
    teller.log(
        replace(
            entry,
            author=DAVID,
            duration_minutes=18,
            advice="Explained options: answer in time or agree to 14 days more; risk of delay to spring "
            "calendar, "
            "cost about 900.",
            decision="Agree to the extension, if the deposition is fixed before the middle of the month.",
            identity_checked=True,
            is_update=True,
            billable=True,
            follow_ups=(stipulation,),
        ),
        exact=True,
    )
    text = "NOTICE by Larkspur Catering, Inc. re MOTION for Extension of Time to File Answer"
    _notice(life, days.at(days.ago(4), 11, 53), DevelopmentKind.PROCEDURE, text, "9", essential=False)
    on = said(deposition, days.today)
    summary = f"Asks whether the deposition on {on} moves now that the other side has asked for more time."
    entry = _at(life, days.ago(3), 17, 40, Channel.EMAIL, summary, _IN)
    asked = teller.log(replace(entry, needs_reply=True), exact=True)
    summary = "Thanked Nora for her message; David answers as soon as he has spoken with the other side."
    entry = _at(life, days.ago(2), 9, 12, Channel.EMAIL, summary)
    teller.log(replace(entry, author=MARIA, acknowledges=asked.key), exact=True)
    _date(life, KeyDateKind.MILESTONE, ready, "Preparation with David Finch and you", time(15, 30))
    _date(life, KeyDateKind.HEARING, deposition, "Your deposition, at our office", time(9, 30))
    teller.costs[:] = [
        DemoCosts(code, CostsKind.ESTIMATE, Decimal(11_000), life.opened, "Engagement letter"),
        DemoCosts(code, CostsKind.TO_DATE, Decimal(6_400), posted),
    ]


def _whitcombe_docket(life: Life) -> None:
    """What the court's notices brought before: each told on the next working day."""
    days = life.teller.days
    for after, kind, number, text, told in _DOCKET:
        day = days.after(life.opened, after)
        key = _notice(life, days.at(day, 11, 4), kind, text, number)
        entry = _at(life, days.after(day, 1), 15, 40, Channel.PHONE, told)
        life.teller.log(replace(entry, tells=(key,), identity_checked=True), exact=True)


_SUED = (
    "Told Nora that the complaint is filed and public now. She asked who can read it; explained, and what "
    "to say if colleagues ask."
)
_SERVED = (
    "Told Nora that Larkspur has been served. It may try to reach her now: she passes everything on to us."
)
_RESET = (
    "Rang about the new conference day: lawyers only. Nora wants to know what is said there the same evening."
)
_DOCKET = (
    (
        24,
        DevelopmentKind.FILING,
        "1",
        "COMPLAINT against Larkspur Catering, Inc., filed by Nora Whitcombe",
        _SUED,
    ),
    (41, DevelopmentKind.PROCEDURE, "5", "SUMMONS Returned Executed as to Larkspur Catering, Inc.", _SERVED),
    (78, DevelopmentKind.PROCEDURE, "7", "CLERK'S NOTICE resetting Case Management Conference", _RESET),
)


def _abernathy(life: Life) -> None:
    life.update(life.teller.days.last_given(Interval(2, life.unit), life.teller.days.ago(1)))


def _delacroix(life: Life) -> None:
    moment = life.teller.days.moment - timedelta(minutes=35)
    friday = moment.astimezone(life.teller.days.zone).date()
    friday += timedelta(days=(4 - friday.weekday()) % 7 or 7)
    text = f"NOTICE of settlement offer filed: $38,000, open until Friday {said(friday, friday)}"
    _notice(life, moment, DevelopmentKind.OFFER, text, "41")


def _lindqvist(life: Life) -> None:
    days = life.teller.days
    clock = days.moment.astimezone(days.zone)
    hour = min(clock.hour + 3, 21)
    summary = (
        "Asks whether she may let the summer house for two weeks at Christmas, and whether Åke has to agree."
    )
    entry = _at(life, days.ago(1), hour, clock.minute, Channel.EMAIL, summary, _IN)
    life.teller.log(replace(entry, needs_reply=True), exact=True)


def _rowe(life: Life) -> None:
    teller, days = life.teller, life.teller.days
    lease = teller.agree("Tamsin", "send the lease", days.today, FollowUpSide.CLIENT, done=False)
    summary = (
        "Talked about the notice for the barn. Tamsin has the old lease in a drawer and will send it; "
        "without it we "
        "do not know how the barn is let."
    )
    entry = _at(life, days.ago(4), 12, 15, Channel.PHONE, summary)
    teller.log(replace(entry, duration_minutes=12, follow_ups=(lease,)), exact=True)


def _okafor(life: Life) -> None:
    life.update(life.teller.days.last_given(Interval(1, life.unit), life.teller.days.ahead(2)))


def _vance(life: Life) -> None:
    teller, days = life.teller, life.teller.days
    on = days.ahead(2)
    text = f"NOTICE of Scheduling Conference on {said(on, days.today)}, 10:00, Department 12"
    key = _notice(life, days.at(days.ago(8), 10, 31), DevelopmentKind.HEARING, text, "14")
    summary = (
        f"Wrote to Silas: scheduling conference on {said(on, days.today)} at ten; he may come. Copy enclosed."
    )
    entry = _at(life, days.ago(7), 11, 20, Channel.LETTER, summary)
    teller.log(replace(entry, tells=(key,)), exact=True)
    _date(life, KeyDateKind.HEARING, on, "Scheduling conference", time(10, 0))


def _ibarra(life: Life) -> None:
    teller, days = life.teller, life.teller.days
    repairs = teller.agree(
        DAVID, "send the list of repairs to the city", days.ahead(3), FollowUpSide.FIRM, done=False
    )
    summary = (
        "Walked through the house with Mateo and two neighbours; 31 defects on the list, photographs of each."
    )
    entry = _at(life, days.ago(3), 16, 0, Channel.MEETING, summary)
    teller.log(replace(entry, author=DAVID, duration_minutes=75, follow_ups=(repairs,)), exact=True)


def _marsh(life: Life) -> None:
    """The forgotten file: whatever was dated is past, and nobody set a schedule."""
    teller = life.teller
    teller.key_dates[:] = [one for one in teller.key_dates if one.on < teller.days.today]


SCENES = {
    3: Scene(24, _whitcombe, 2),
    4: Scene(16, _abernathy, -1),
    5: Scene(3, _delacroix),
    6: Scene(3, _lindqvist),
    7: Scene(6, _rowe),
    8: Scene(26, _okafor, 2),
    9: Scene(10, _vance),
    10: Scene(120, _marsh),
    11: Scene(5, _ibarra),
}


def _at(
    life: Life, day: date, hour: int, minute: int, channel: Channel, summary: str, way: Direction = _OUT
) -> DemoEntry:
    entry = life.teller.speak(day, channel, way, summary)
    at = life.teller.days.at(day, hour, minute)
    return replace(entry, at=at, written_at=at)


def _notice(
    life: Life, at: datetime, kind: DevelopmentKind, text: str, number: str, *, essential: bool = True
) -> str:
    """A court notice and the development it brought; the development's key."""
    teller = life.teller
    key = f"{teller.spec.code}-d{len(teller.developments) + 1:02}"
    urgent = kind is DevelopmentKind.OFFER
    teller.developments.append(
        DemoDevelopment(key, teller.spec.code, kind, at, text, number, essential, urgent)
    )
    entry = teller.aside(
        at.date(), Channel.EMAIL, _IN, f"Notice of electronic filing, document {number}: {text}"
    )
    came = at + timedelta(minutes=4)
    teller.log(replace(entry, at=came, author=MARIA, brought=(key,), tags=("court notice",)), exact=True)
    return key


def _date(life: Life, kind: KeyDateKind, on: date, title: str, at: time) -> None:
    spec = life.teller.spec
    written = life.teller.days.at(life.teller.days.ago(6), 17, 50)
    place = (
        "" if "our office" in title or kind is KeyDateKind.MILESTONE else spec.court_and_number(on.year)[0]
    )
    life.teller.key_dates.append(
        DemoKeyDate(
            spec.code, kind, on, title, written, at, place, client_attends=True, who_acts=spec.responsible
        )
    )
