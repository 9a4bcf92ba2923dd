"""A matter about which there is something to tell."""

from __future__ import annotations

from collections.abc import Callable
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
from app.reports.content import Letterhead, Paper, Stationery, StatusReport
from app.schedule.commands import new_plan, set_plan
from app.schedule.rhythm import Rhythm
from app.schedule.rules import Interval
from app.schedule.words import IntervalUnit
from app.updates import Length, PhoneScript, Piece, PieceKind, UpdateDraft, UpdateLetter, compose, opening_of
from app.updates.script import ASKS, spoken
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


@pytest.fixture(scope="session")
def draft() -> UpdateDraft:
    """A made-up draft with something of every kind; it needs no vault."""
    rows = (
        (PieceKind.POINT, "", "Please keep 12 January, 9:30, free. The mediation is that day."),
        (PieceKind.PRIORITIES, "", "To keep the van.\nNo trial if it can be helped."),
        (PieceKind.NEWS, "13 Nov", "The court denied their motion."),
        (PieceKind.HAPPENED, "18 Nov", "We asked the other side for the bill of sale, and they promised it."),
        (PieceKind.AWAITED, "from the court", "a date for the trial, expected by 4 Dec"),
        (PieceKind.COMING, "12 Jan, 9:30", "Mediation, at our office"),
        (PieceKind.ASKED, "by 5 Dec", "Send us the bill of sale"),
        (PieceKind.OPTIONS, "", "Settle now, or go on."),
        (PieceKind.DECISION, "", "May we offer 4,000?"),
        (PieceKind.FEES, "Estimate", "$11,000, given on 2 September"),
        (PieceKind.ADDED, "", "Thank you for your patience. We know that waiting is hard."),
    )
    return UpdateDraft(
        matter_id=UUID(int=17),
        began_at=MONDAY,
        since=MONDAY - timedelta(days=14),
        length=Length.FULL,
        channel=Channel.EMAIL,
        subject="Where your case stands",
        greeting="Dear Mr. Kovács,",
        opening=None,
        pieces=tuple(
            Piece(
                *(str(number), kind, text, when),
                strong=kind is PieceKind.COMING,
                lead="Please keep 12 January, 9:30, free." if kind is PieceKind.POINT else "",
            )
            for number, (kind, when, text) in enumerate(rows)
        ),
        closing="Your next update is due on Friday 4 December. Ann Aldous (555 0101) is your first contact.",
        sign_off="Sincerely,",
        signatory=("Ann Aldous",),
        since_heading="Since our update of 6 November",
    )


@pytest.fixture(scope="session")
def framed() -> Callable[..., UpdateLetter]:
    """The letter of a draft on made-up stationery: `framed(draft, paper="a4")`."""

    def make(draft: UpdateDraft, paper: Paper = "letter", email: str = "kovacs@example.com") -> UpdateLetter:
        frame = StatusReport(
            stationery=Stationery(
                Letterhead("Aldous & Brant LLP", "Attorneys at Law", ("1 Quay Road, Port Salem · 555 0100",)),
                paper=paper,
            ),
            addressee=("Mr. Imre Kovács", "4 Orchard Lane", "Port Salem"),
            date="23 November 2026",
            file_label="Our file 00017",
            file_number="00017",
            matter_line="Kovács v. Tern Logistics · 2:26-cv-01234",
            footer_short="Kovács · 23 Nov 2026",
            large_print=draft.large_print,
        )
        notice = "We are regulated by nobody, being made up."
        mail = "E-mail can be read by others on its way."
        return UpdateLetter(
            draft.matter_id,
            "00017",
            draft.subject,
            compose(draft),
            frame,
            (notice,),
            (mail,),
            "Imre Kovács",
            email,
            "",
            MONDAY.date(),
        )

    return make


@pytest.fixture(scope="session")
def script() -> Callable[..., PhoneScript]:
    """The script of a draft, of a made-up client."""

    def make(draft: UpdateDraft, paper: Paper = "letter") -> PhoneScript:
        return PhoneScript(
            draft.matter_id,
            Stationery(Letterhead("Aldous & Brant LLP"), paper=paper),
            "00017",
            "Kovács v. Tern Logistics · 00017",
            "Kovács",
            "23 Nov 2026",
            (
                ("Call", "Imre Kovács\n555 0177 (mobile)"),
                ("When", "after 15:00"),
                ("Do not tell", "Ned Kovács, his brother: the sum"),
                ("Out of hours", "Ann Aldous, 555 0101"),
            ),
            opening_of(draft),
            tuple(spoken(one) for one in draft.ticked if one.kind not in ASKS),
            ("Wed 18 Nov, by e-mail: Asks whether the deposition on 11 December moves.",),
            tuple(spoken(one) for one in draft.ticked if one.kind in ASKS),
            draft.closing,
        )

    return make
