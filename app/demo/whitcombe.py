"""The matter of the drawings: Whitcombe v. Larkspur Catering, with the last weeks as drawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal

from app.care.words import CostsKind
from app.contactlog.words import Channel, Direction, FollowUpSide
from app.demo.days import said
from app.demo.names import DAVID, MARIA
from app.demo.parts import DemoCosts
from app.demo.scene import entry_at, key_date, notice
from app.demo.story import Life
from app.matters.words import DevelopmentKind, KeyDateKind
from app.schedule.rules import Interval

_SUED = (
    "Told Nora that the complaint is filed and public now. She asked who can read it; explained, and what "
    "to say if colleagues ask."
)
_SERVED = (
    "Told Nora that Larkspur has been served. It may try to reach her now: she passes everything on to us."
)
_ANSWERED = "Told Nora that Larkspur has answered: it denies the overtime. Both sides now exchange documents."
_RESET = "Called about the new conference day: attorneys only. Nora wants to know what is said there the same evening."
_DOCKET = (
    (
        24,
        DevelopmentKind.FILING,
        "1",
        "COMPLAINT against Larkspur Catering, Inc., filed by Nora Whitcombe",
        _SUED,
    ),
    (41, DevelopmentKind.PROCEDURE, "5", "SUMMONS Returned Executed as to Larkspur Catering, Inc.", _SERVED),
    (55, DevelopmentKind.FILING, "6", "ANSWER to Complaint by Larkspur Catering, Inc.", _ANSWERED),
    (78, DevelopmentKind.PROCEDURE, "7", "CLERK'S NOTICE resetting Case Management Conference", _RESET),
)
_ADVICE = (
    "Explained options: oppose, or agree to 14 days more for their discovery responses; risk of delay to "
    "spring calendar, cost about $900."
)


_SHIFTS = (
    "LARKSPUR CATERING - SHIFTS, WEEK OF APRIL 14\n\nN. Whitcombe   Mon Tue Thu   4 PM - midnight\n"
    "N. Whitcombe   Fri           off (was 4 PM - midnight)\n\nChanges by the floor manager only."
)


def play(life: Life) -> None:
    """The docket so far, the report, the call in which she decided, and the question that waits for an
    answer.
    """
    days = life.teller.days
    last = days.last_given(Interval(2, life.unit), days.ahead(2))
    posted = days.calendar.on_or_before(last - timedelta(days=7))
    deposition = days.ahead(13)
    _docket(life)
    _met_and_posted(life, days.calendar.on_or_before(last - timedelta(days=10)), posted)
    _decided(life, last)
    _asked(life, deposition)
    key_date(
        life, KeyDateKind.APPOINTMENT, days.ahead(10), "Preparation with David Finch and you", time(15, 30)
    )
    key_date(life, KeyDateKind.APPOINTMENT, deposition, "Your deposition, at our office", time(9, 30))
    code = life.teller.spec.code
    life.teller.costs[:] = [
        DemoCosts(code, CostsKind.ESTIMATE, Decimal(11_000), life.opened, "Engagement letter"),
        DemoCosts(code, CostsKind.TO_DATE, Decimal(6_400), posted),
    ]


def _docket(life: Life) -> None:
    """What the court's notices brought before: each told on the next working day."""
    days = life.teller.days
    for after, kind, number, text, told in _DOCKET:
        day = days.after(life.opened, after)
        key = notice(life, days.at(day, 11, 4), kind, text, number)
        entry = entry_at(life, days.after(day, 1), 15, 40, Channel.PHONE, told)
        life.teller.log(replace(entry, tells=(key,), identity_checked=True), exact=True)


def _met_and_posted(life: Life, met: date, posted: date) -> None:
    teller = life.teller
    due = teller.days.ahead(9)
    slips = teller.agree("Nora", "pay stubs 2019–2021", due, FollowUpSide.CLIENT, done=False)
    summary = (
        "Went through the complaint; Nora gave names of two witnesses. Documents owed: pay stubs 2019–2021."
    )
    entry = entry_at(life, met, 16, 10, Channel.MEETING, summary)
    teller.log(
        replace(
            entry,
            duration_minutes=40,
            author=MARIA,
            held_by=DAVID,
            kind="Instructions taken",
            received="The shift schedule of last spring, one page.",
            paper=("shift schedule.pdf", _SHIFTS),
            follow_ups=(slips,),
        ),
        exact=True,
    )
    summary = "Asked for a copy of the lease."
    entry = entry_at(life, met, 17, 30, Channel.PHONE, summary)
    teller.log(replace(entry, withdrawn="It belongs to another matter."), exact=True)
    summary = "Status report printed and mailed. Four pages, with estimate to date: $6,400 of $11,000."
    entry = entry_at(life, posted, 10, 20, Channel.LETTER, summary)
    teller.log(replace(entry, is_update=True, tags=("status report",)), exact=True)


def _decided(life: Life, day: date) -> None:
    teller = life.teller
    due = teller.days.after(day, 2)
    stipulation = teller.agree(DAVID, "send stipulation", due, FollowUpSide.FIRM, done=True)
    summary = "Called Nora after her shift about the other side's wish for more time."
    teller.log(
        replace(
            entry_at(life, day, 15, 5, Channel.PHONE, summary),
            author=DAVID,
            duration_minutes=18,
            advice=_ADVICE,
            decision="Agree to the extension, if the deposition is fixed before the middle of the month.",
            for_client="We spoke about the other side's wish for more time. You agreed to it, if the deposition is "
            "fixed before the middle of the month.",
            identity_checked=True,
            is_update=True,
            billable=True,
            follow_ups=(stipulation,),
        ),
        exact=True,
    )


def _asked(life: Life, deposition: date) -> None:
    """The notice that she has not been told of, and what she asks; only its receipt was confirmed."""
    teller, days = life.teller, life.teller.days
    text = "NOTICE by Larkspur Catering, Inc. re MOTION for Extension of Time to Respond to Discovery"
    notice(life, days.at(days.ago(4), 11, 53), DevelopmentKind.PROCEDURE, text, "9", essential=False)
    on = said(deposition, days.today)
    summary = f"Asks whether the deposition on {on} moves now that the other side has asked for more time."
    entry = entry_at(life, days.ago(3), 17, 40, Channel.EMAIL, summary, Direction.IN)
    asked = teller.log(replace(entry, needs_reply=True), exact=True)
    summary = "Thanked Nora for her message; David answers as soon as he has spoken with the other side."
    entry = entry_at(life, days.ago(2), 9, 12, Channel.EMAIL, summary)
    teller.log(replace(entry, author=MARIA, acknowledges=asked.key), exact=True)
