"""A matter about which there is something to tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import pytest

from app.clients.around import PersonAround, add_person
from app.clients.commands import ClientDetails, Point, add_client
from app.clients.words import Hears, PointKind
from app.contactlog.commands import log_contact
from app.contactlog.follow_up_commands import add_follow_up
from app.contactlog.forms import NewContact, NewFollowUp
from app.contactlog.words import Channel, Direction, FollowUpSide, Outcome
from app.matters.commands import MatterDetails, open_matter
from app.matters.developments import NewDevelopment, add_development
from app.matters.key_dates import NewKeyDate, add_key_date
from app.matters.words import DevelopmentKind, KeyDateKind
from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from app.schedule.commands import new_plan, set_plan
from app.schedule.rhythm import Rhythm
from app.schedule.rules import Interval
from app.schedule.words import IntervalUnit
from app.workspace import Workspace
from tests.support import MONDAY


@dataclass(frozen=True)
class Told:
    """The matter and what is in it."""

    matter: UUID
    client: UUID
    ruling: UUID
    filing: UUID
    call: UUID
    secret: UUID
    letter: UUID
    asked: UUID


@pytest.fixture
def case(workspace: Workspace) -> Told:
    """Whitcombe v. Larkspur: a ruling and a filing untold, a call, a letter with words for the client, an internal
    note, something that each side has to do, a mediation."""
    with workspace.write() as tx:
        finch = add_colleague(tx, NewColleague("David Finch", Role.LAWYER, phone="510 555 0103"))
        points = (
            Point(PointKind.ADDRESS, "12 Sample Street\nOakland"),
            Point(PointKind.EMAIL, "nora@example.com"),
            Point(PointKind.PHONE, "510 555 0177"),
        )
        nora = ClientDetails(
            salutation="Ms.",
            first_name="Nora",
            last_name="Whitcombe",
            preferred_times="after 15:00",
            points=points,
        )
        client = add_client(tx, nora)
        add_person(
            tx, client, PersonAround("Ned Whitcombe", "her brother", hears=Hears.NOT_THIS, not_told="the sum")
        )
        details = MatterDetails(
            "Whitcombe v. Larkspur", (client,), practice_area="Employment", responsible_id=finch
        )
        matter = open_matter(tx, details)
        set_plan(tx, new_plan(matter, Rhythm(Interval(2, IntervalUnit.WEEK))))
        ruling = add_development(
            tx,
            NewDevelopment(
                matter, DevelopmentKind.RULING, MONDAY - timedelta(days=3), "The court denied their motion."
            ),
        )
        filing = add_development(
            tx,
            NewDevelopment(
                matter,
                DevelopmentKind.FILING,
                MONDAY - timedelta(days=2),
                "They filed a list of witnesses.",
                essential=False,
            ),
        )
        call = log_contact(
            tx,
            NewContact(
                Channel.PHONE,
                Direction.OUT,
                MONDAY - timedelta(days=2, hours=1),
                "SECRET: she is nervous.",
                matter,
                outcome=Outcome.SPOKE,
                advice="SECRET advice.",
            ),
        )
        written = log_contact(
            tx,
            NewContact(
                Channel.LETTER,
                Direction.OUT,
                MONDAY - timedelta(days=1, hours=5),
                "SECRET note of the letter.",
                matter,
                outcome=Outcome.SENT,
                for_client="We asked the other side for the pay slips.",
            ),
        )
        secret = log_contact(
            tx,
            NewContact(
                Channel.NOTE,
                Direction.INTERNAL,
                MONDAY - timedelta(days=1),
                "SECRET strategy.",
                matter,
                follow_ups=(NewFollowUp("the court", "SECRET wait", side=FollowUpSide.COURT),),
            ),
        )
        asked = add_follow_up(
            tx, matter, NewFollowUp("Nora", "Send the pay slips", date(2026, 12, 7), side=FollowUpSide.CLIENT)
        )
        add_follow_up(tx, matter, NewFollowUp("the court", "a date for the trial", side=FollowUpSide.COURT))
        add_key_date(tx, NewKeyDate(matter, KeyDateKind.MILESTONE, date(2027, 1, 12), title="Mediation"))
    return Told(matter, client, ruling, filing, call, secret, written, asked)
