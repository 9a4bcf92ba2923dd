"""A firm with work in it, week by week up to Monday 23 November 2026; and what tests ask of it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from app.bootstrap import open_workspace
from app.care.commands import NewCostsFigure, state_costs
from app.care.words import CostsKind
from app.clients.around import add_person, do_not_tell_note, may_decide_note
from app.clients.commands import ClientDetails, Point, add_client
from app.clients.words import PointKind
from app.contactlog.commands import amend_contact, log_contact
from app.contactlog.forms import NewContact, NewFollowUp
from app.contactlog.words import Channel, Direction, Outcome
from app.hours.queries import firm_calendar
from app.kernel.clock import FixedClock
from app.matters.commands import MatterDetails, open_matter
from app.matters.developments import NewDevelopment, add_development
from app.matters.key_dates import NewKeyDate, add_key_date
from app.matters.words import DevelopmentKind, KeyDateKind
from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from app.schedule.commands import NewPlan, set_plan
from app.schedule.queries import UpdateDue, update_dues
from app.schedule.words import IntervalUnit, UpdateFormat
from app.workspace import Workspace
from tests.support import MONDAY, PASSWORD

PST = timedelta(hours=-8)


def at(day: int, hour: int = 12, minute: int = 0, month: int = 11) -> datetime:
    """A moment of November 2026 in California."""
    return datetime(2026, month, day, hour, minute, tzinfo=UTC) - PST


@dataclass
class Busy:
    """The firm with work in it; ids by a short name."""

    workspace: Workspace
    clock: FixedClock
    maria: UUID
    david: UUID
    clients: dict[str, UUID] = field(default_factory=dict)
    matters: dict[str, UUID] = field(default_factory=dict)
    entries: dict[str, UUID] = field(default_factory=dict)
    news: dict[str, UUID] = field(default_factory=dict)

    def log(self, name: str, moment: datetime, matter: str, summary: str, **rest: object) -> NewContact:
        """One contact, written down half an hour after it."""
        values: dict[str, object] = {
            "channel": Channel.PHONE,
            "direction": Direction.OUT,
            "outcome": Outcome.SPOKE,
            **rest,
        }
        self.clock.set(moment + timedelta(minutes=26))
        with self.workspace.write() as tx:
            new = NewContact(occurred_at=moment, summary=summary, matter_id=self.matters[matter], **values)  # type: ignore[arg-type] # a table of test values
            self.entries[name] = log_contact(tx, new)
        self.clock.set(MONDAY)
        return new

    def asks(self, name: str, moment: datetime, matter: str, summary: str) -> None:
        """An e-mail that wants an answer."""
        ways = {"channel": Channel.EMAIL, "direction": Direction.IN, "outcome": Outcome.RECEIVED}
        self.log(name, moment, matter, summary, needs_reply=True, **ways)

    def update_due(self, matter: str) -> UpdateDue:
        """When that matter's client hears next."""
        with self.workspace.read() as reader:
            return update_dues(reader, firm_calendar(reader))[self.matters[matter]]


def busy_vault(made_vault: Path, folder: Path) -> tuple[Path, Busy]:
    """A locked vault in ``folder`` with eight matters in every state that Today knows, from one with nothing in it."""
    shutil.copytree(made_vault, folder)
    clock = FixedClock(at(2, 9))
    opened = open_workspace(folder, PASSWORD, clock=clock)
    made = fill(opened, clock)
    opened.lock()
    return folder, made


def fill(workspace: Workspace, clock: FixedClock) -> Busy:
    """Eight matters in every state that Today knows."""
    with workspace.write() as tx:
        david = add_colleague(tx, NewColleague("David Finch", Role.PARTNER, "Partner"))
        made = Busy(workspace, clock, workspace.actor, david)
        for row in _CLIENTS:
            made.clients[row.last_name.casefold()] = add_client(tx, row)
        add_person(tx, made.clients["whitcombe"], may_decide_note("Nora alone"))
        add_person(tx, made.clients["whitcombe"], do_not_tell_note("Her brother, Ned"))
        for key, title, client, number in _MATTERS:
            details = MatterDetails(
                title=title,
                clients=(made.clients[client],),
                practice_area="Employment" if key == "whitcombe" else "Civil",
                court="N.D. California",
                court_number=number,
                stage="Discovery",
                opened_on=date(2026, 3, 2),
                responsible_id=david,
                point_of_contact_id=workspace.actor,
                emergency_contact="Ann Harbour, 510 555 0100",
                priorities=_WANTS if key == "whitcombe" else "",
            )
            made.matters[key] = open_matter(tx, details)
    _fill_whitcombe(made)
    _fill_others(made)
    return made


_WANTS = "keep her job record clean; settle before spring if it can be done."

_CLIENTS = (
    ClientDetails(
        first_name="Nora",
        last_name="Whitcombe",
        preferred_channel="phone",
        preferred_times="after 15:00",
        never_channels="Work e-mail",
        language="English",
        accessibility="Large print letters",
        points=(
            Point(PointKind.PHONE, "+1 510 555 0144", verified=True),
            Point(PointKind.EMAIL, "nora@example.com", "home"),
        ),
    ),
    ClientDetails(first_name="Piers", last_name="Abernathy"),
    ClientDetails(
        first_name="Luz",
        last_name="Delacroix",
        language="Spanish",
        interpreter=True,
        preferred_channel="phone",
    ),
    ClientDetails(first_name="Karin", last_name="Lindqvist", preferred_channel="email"),
    ClientDetails(first_name="Tamsin", last_name="Rowe"),
    ClientDetails(first_name="Bea", last_name="Okafor"),
    ClientDetails(first_name="Silas", last_name="Vance"),
    ClientDetails(first_name="Amy", last_name="Marsh"),
)

_MATTERS = (
    ("abernathy", "Abernathy v. Coastline Motors", "abernathy", "3:26-cv-00101"),
    ("delacroix", "Delacroix v. Timberline Mills", "delacroix", "3:26-cv-00202"),
    ("whitcombe", "Whitcombe v. Larkspur Catering", "whitcombe", "3:26-cv-00412"),
    ("lindqvist", "Estate of R. Lindqvist", "lindqvist", ""),
    ("rowe", "Rowe v. Meadow Poultry", "rowe", ""),
    ("okafor", "Okafor v. Stonegate", "okafor", ""),
    ("vance", "Vance v. Poolcraft", "vance", ""),
    ("marsh", "Marsh v. Willow Farms", "marsh", ""),
)


def _fill_whitcombe(made: Busy) -> None:
    matter = made.matters["whitcombe"]
    made.log(
        "meeting",
        at(3, 16, 10),
        "whitcombe",
        "Went through the complaint; Nora gave names of two witnesses. Documents owed: pay slips 2019-2021.",
        channel=Channel.MEETING,
        duration_minutes=40,
        follow_ups=(NewFollowUp("Nora", "pay slips", date(2026, 11, 20)),),
    )
    made.log(
        "report",
        at(6, 10, 20),
        "whitcombe",
        "Four pages, with estimate to date: 6,400 of 11,000.",
        channel=Channel.LETTER,
        outcome=Outcome.SENT,
        is_update=True,
    )
    call = made.log(
        "call",
        at(13, 15, 5),
        "whitcombe",
        "Explained options: answer by 1 December or agree to 14 days more; risk of delay to spring calendar, "
        "cost about 900.",
        duration_minutes=18,
        is_update=True,
        identity_checked=True,
        decision="agree to the extension.",
        follow_ups=(NewFollowUp("David", "send stipulation", date(2026, 11, 24)),),
    )
    made.clock.set(at(13, 16))
    with made.workspace.write() as tx:
        amend_contact(tx, made.entries["call"], replace(call, follow_ups=()), "Duration was wrong")
        new = NewPlan(matter, 2, IntervalUnit.WEEK, format=UpdateFormat.PHONE, at_most_days=21)
        set_plan(tx, new)
        state_costs(tx, NewCostsFigure(matter, CostsKind.ESTIMATE, Decimal(11000), date(2026, 11, 6)))
        state_costs(tx, NewCostsFigure(matter, CostsKind.TO_DATE, Decimal(6400), date(2026, 11, 6)))
        made.news["notice"] = add_development(
            tx,
            NewDevelopment(
                matter,
                DevelopmentKind.FILING,
                at(13, 11, 53),
                "NOTICE by Larkspur Catering, Inc. re MOTION for Extension of Time to File Answer",
                document_number="9",
                essential=False,
            ),
        ) or UUID(int=0)
        add_key_date(
            tx,
            NewKeyDate(
                matter,
                KeyDateKind.HEARING,
                date(2026, 12, 8),
                "Deposition of Nora",
                time(9, 30),
                "San Francisco",
                True,
            ),
        )
    made.asks(
        "asks",
        at(18, 17, 40),
        "whitcombe",
        "Asks whether the deposition on 8 December moves now that the other side has asked for more time.",
    )


def _fill_others(made: Busy) -> None:
    made.log("spoke", at(6), "abernathy", "Went over the inspection report", is_update=True)
    made.asks(
        "karin",
        at(23, 9, 12),
        "lindqvist",
        "Wants to know when the inventory is filed",
    )
    made.clock.set(at(23, 10))
    with made.workspace.write() as tx:
        set_plan(tx, NewPlan(made.matters["abernathy"], 2, IntervalUnit.WEEK, format=UpdateFormat.REPORT))
        set_plan(
            tx,
            NewPlan(
                made.matters["okafor"], 1, IntervalUnit.MONTH, date(2026, 10, 25), None, UpdateFormat.REPORT
            ),
        )
        set_plan(tx, NewPlan(made.matters["lindqvist"], 1, IntervalUnit.QUARTER))
        made.news["offer"] = add_development(
            tx,
            NewDevelopment(
                made.matters["delacroix"],
                DevelopmentKind.OFFER,
                at(23, 9),
                "notice of settlement filed, offer is open until Friday",
                document_number="41",
            ),
        ) or UUID(int=0)
        when = NewKeyDate(
            made.matters["vance"],
            KeyDateKind.HEARING,
            date(2026, 11, 25),
            "Scheduling conference",
            time(10),
            "San Francisco",
            client_attends=True,
        )
        add_key_date(tx, when)
    made.log(
        "lease",
        at(20),
        "rowe",
        "She will look for the lease at home",
        follow_ups=(NewFollowUp("Tamsin", "send the lease", date(2026, 11, 23)),),
    )
