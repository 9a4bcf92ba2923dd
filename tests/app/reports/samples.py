"""Made-up papers with something in every part, for pictures of their pages."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from app.audit.trail import Head
from app.contactlog.rows import AttachmentRow
from app.kernel.weeks import Weeks
from app.reports.attendance.note import Agreed, Attendance
from app.reports.content import Letterhead, Stationery
from app.reports.found.entries import FoundEntry, FoundHead
from app.reports.lists.month import MonthPaper
from app.reports.lists.month_grid import Square
from app.reports.lists.morning import MorningList, MorningPart, MorningRow
from app.reports.lists.partners import FORGOTTEN, SECTIONS, PartnersLists, PartnersRow, PartnersShare

HOUSE = Stationery(Letterhead("Aldous & Brant LLP"), paper="a4", language="en-GB", duplex=True)
SUMMARY = "4 things owed, 1 of them late; 1 forgotten file. 1 put off."
PERSON = UUID(int=1)


def a_note() -> Attendance:
    """Of a meeting that was withdrawn."""
    return Attendance(
        entry_id=UUID(int=7),
        matter_id=None,
        number="00017",
        stationery=HOUSE,
        legend=HOUSE.words.legend,
        below="Kovács v. Tern Logistics · 00017 · 2:26-cv-01234",
        mark="Without prejudice",
        standing="Withdrawn 24 Nov 2026, 12:00 GMT by Ann Aldous: in the wrong matter",
        facts=(
            ("Client", "Imre Kovács"),
            ("Contact", "Meeting · 40 min"),
            ("When", "Monday 23 November 2026, 10:00 to 10:40 GMT"),
            ("Present", "Imre Kovács, client\nPiers Ladd, interpreter"),
        ),
        parts=(("What was said", "He wants to keep the van.\nNo trial."), ("Advice given", "Settle now.")),
        agreed=(Agreed("Send the offer", "Ann Aldous", "27 November 2026"),),
        dates=((date(2027, 1, 12), "12 January 2027, 09:30", "Mediation, at our office"),),
        next_update=(date(2026, 12, 4), "4 December 2026"),
        files=(AttachmentRow(UUID(int=1), UUID(int=7), "bill.pdf", "application/pdf", 182_344, "9f" * 32),),
        written=(("Written", "Late note: 25 Nov 2026, 15:05 GMT by Ann Aldous, 2 days after the contact"),),
        signers=("Ann Aldous", "Ben Okafor"),
        anchor=Head(12_345, bytes(range(32))),
        occurred_at=datetime(2026, 11, 23, 10, tzinfo=UTC),
        occurred_on=date(2026, 11, 23),
        day="23 November 2026",
        made="Ben Okafor, 27 Nov 2026, 10:05 GMT",
    )


def a_morning() -> MorningList:
    """Three parts, late first."""
    late = MorningRow("3 days late", "Kovács v. Tern", "Imre Kovács", "Monthly update; none given", late=True)
    soon = MorningRow(
        "by 13:05",
        "Vance",
        "Ida Vance",
        "Tell the offer",
        soon=True,
        reach="555 0142, after 15:00 · Interpreter: Spanish",
        number="00002",
    )
    rows = tuple(MorningRow(f"{n} Dec", f"Matter {n}", "Ida Vance", "Send the lease") for n in range(1, 5))
    parts = (
        MorningPart("Late", (late,)),
        MorningPart("Today", (soon,)),
        MorningPart("This week", rows, "away until Friday"),
    )
    return MorningList(
        HOUSE,
        "Monday 23 November: what is owed",
        "What is owed, Monday 23 November",
        "Ann Aldous",
        "6 things owed, 1 of them late.",
        parts,
        "Mon 23 Nov, 11:00",
        PERSON,
        Counter(),
        "What is owed",
    )


def a_month() -> MonthPaper:
    """With a day that has more than its square holds, a holiday, and names."""
    first = date(2026, 10, 26)
    squares = []
    for number in range(42):
        day = first + timedelta(days=number)
        said = tuple(f"▣ Matter {n}: update" for n in range(number % 4))
        said = tuple(f"◆ Kovács: call {n} – late" for n in range(12)) if number == 9 else said
        weekend = day.weekday() > 4
        holiday = "St Andrew’s Day" if day == date(2026, 11, 30) else ""
        off = weekend or bool(holiday)
        squares.append(Square(day, said, frozenset({0}), holiday, off, weekend, day.month == 11))
    return MonthPaper(
        "November 2026",
        HOUSE,
        "Ann Aldous",
        True,
        "Printed 23 November 2026, 11:00 by Ann Aldous",
        tuple(squares),
        Weeks(),
        date(2026, 11, 23),
        Counter(),
    )


def a_meeting() -> PartnersLists:
    """For two people, with something in every list of the first."""
    rows = tuple(
        PartnersRow(
            section,
            "overdue",
            "2026-11-20",
            "3 days late",
            f"0000{n}",
            f"Matter {n}",
            "Imre Kovács",
            "Say it",
            n == 0,
            is_put_off=n == 1,
        )
        for n, section in enumerate((*SECTIONS, FORGOTTEN))
    )
    shares = (
        PartnersShare("Ann Aldous", SUMMARY, "", rows, 1),
        PartnersShare("Ben Okafor", "Nothing owed.", "away until Friday", (), 0),
    )
    return PartnersLists(
        stationery=HOUSE,
        day="23 November 2026",
        made="Ann Aldous, 23 November 2026, 11:00",
        whose="The whole firm",
        summary=SUMMARY,
        shares=shares,
        days=14,
        of_one=False,
        whose_id=PERSON,
        matters=Counter(),
    )


def a_search() -> tuple[FoundHead, list[FoundEntry]]:
    """Three contacts."""
    head = FoundHead(
        HOUSE, "party wall", "Ann Aldous, 23 November 2026, 11:00", 3, "Audit trail: event 7, 0102"
    )
    parts = (("", "She wants it mended before winter."), ("Decided", "Mend it."))
    foot = "With Piers (neighbour) · Written Mon 23 Nov, 10:00 by Ann Aldous"
    return head, [
        FoundEntry("Mon 23 Nov\n10:00", f"Call out, {n} min · 00017", parts, foot) for n in (5, 6, 7)
    ]
