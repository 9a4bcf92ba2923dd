"""Two firms that differ in one restricted matter, and in one concern of a matter that everybody sees, which is kept
apart: the second never had them. What an outsider sees must be the same.

Ids and moments agree, because the second is a copy of the first made before the matter was opened.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from app.bootstrap import create_workspace, open_workspace
from app.care.brought import NewLine, bring_line
from app.care.commands import (
    NewArrangement,
    NewCostsFigure,
    arrange_fees,
    excuse_costs_update,
    state_costs,
)
from app.care.estimate import Estimate
from app.care.queries import Rate
from app.care.warning import warn_of_costs
from app.care.words import Arrangement, CostsKind, LineKind
from app.clients.commands import ClientDetails, Point, add_client
from app.clients.words import ClientKind, PointKind
from app.concerns.commands import raise_concern
from app.concerns.course import escalate_concern
from app.concerns.forms import NewConcern, NewStage, NewStep
from app.concerns.steps import take_step
from app.concerns.words import StepKind
from app.contactlog.commands import amend_contact, log_contact, withdraw_contact
from app.contactlog.follow_up_commands import add_follow_up
from app.contactlog.forms import NewAttachment, NewContact, NewFollowUp, NewParticipant
from app.contactlog.queries import entry_form
from app.contactlog.words import Channel, Direction, FollowUpSide, Outcome
from app.drafts.commands import keep_draft
from app.engagement.agreeing import agree_terms
from app.engagement.forms import AgreedDuty, IntakeForm, NewAgreement, NewDocument, TermsForm
from app.engagement.intake import add_document, save_intake
from app.engagement.terms_commands import draft_terms
from app.engagement.words import AgreedHow
from app.exchange.commands import import_files, place_tray_item
from app.exchange.place_rules import learn_place
from app.exchange.queries import tray
from app.feedback.commands import NewFeedback, ask_feedback, record_feedback
from app.feedback.rules import Scores
from app.hours.queries import firm_calendar
from app.kernel.clock import FixedClock
from app.matters.commands import MatterDetails, edit_matter, open_matter
from app.matters.development_queries import developments
from app.matters.developments import NewDevelopment, add_development, say_plainly
from app.matters.key_date_queries import key_dates
from app.matters.key_dates import NewKeyDate, add_key_date, move_key_date
from app.matters.sheet import matter_sheet
from app.matters.walls import restrict_matter
from app.matters.words import DevelopmentKind, KeyDateKind
from app.owed.handover.new_keepers import edit_and_tell
from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from app.reports.status.commands import mark_given, record_printed
from app.reports.status.report import status_report
from app.retention.commands import NewKeptDocument, keep_document, set_hold
from app.reviews.models import FileReview
from app.schedule.commands import NewPlan, excuse_update, set_plan
from app.schedule.rhythm import parse_rhythm
from app.schedule.words import IntervalUnit
from app.storage.transaction import Transaction
from app.vault import kdf, passwords
from app.workspace import Workspace
from tests.support import FIRM, MONDAY, PASSWORD, USER

CANARY = "Quetzalfink"
OUTSIDER, INSIDER = "Olive Outsider", "Ines Insider"
NUMBER = "00002"
"""The number of the restricted matter; in the other firm it is free."""

MAIL = (
    "From: {sender}\nTo: office@example.com\nSubject: {subject}\nDate: Fri, 20 Nov 2026 10:00:00 -0800\n"
    "Message-ID: <{name}@example.org>\n\n{text}\n"
)

NOTICE = f"""\
From: ECF-CAND@cand.uscourts.gov
To: office@example.com
Subject: Activity in Case 4:26-cv-01234 {CANARY} v. Tern Order
Message-ID: <two@cand.uscourts.gov>
Date: Fri, 20 Nov 2026 11:53:00 -0800
Content-Type: text/plain; charset=us-ascii

U.S. District Court
California Northern District
Notice of Electronic Filing

The following transaction was entered on 11/20/2026 at 11:53 AM PST and filed on 11/20/2026

Case Name: {CANARY} v. Tern
Case Number: 4:26-cv-01234
Filer:
Document Number: 9

Docket Text:
ORDER granting {CANARY} more time.

Case Name: Stapler v. Pen
Case Number: 4:25-cv-08888
Filer:
Document Number: 4

Docket Text:
ORDER setting a hearing.

4:26-cv-01234 Notice has been electronically mailed to:
"""
"""Of two cases: the restricted matter's, and one that nobody has a matter for."""


@dataclass(frozen=True)
class Facts:
    """What the tests ask for: ids of what everybody may see, and of what is hidden."""

    client: UUID
    matter: UUID
    entry: UUID
    development: UUID
    tray_item: UUID
    outsider: UUID
    insider: UUID
    hidden: UUID
    hidden_entry: UUID
    hidden_file: UUID
    hidden_tray_item: UUID
    hidden_news: UUID
    hidden_date: UUID
    hidden_concern: UUID
    """Of the restricted matter."""
    apart_concern: UUID
    """Kept apart, of the matter that everybody sees."""
    hidden_ids: frozenset[str]
    """Every id that only the restricted matter has, with dashes and without."""


@dataclass(frozen=True)
class TwoFirms:
    """``walled`` has the matter, ``never`` has not; both as the outsider sees them, a partner and administrator."""

    walled: Workspace
    never: Workspace
    inside: Workspace
    """The first firm as one of those sees it for whom the matter exists."""
    facts: Facts
    room: Path


def make(room: Path, apart_word: str = CANARY) -> TwoFirms:
    """The two firms in ``room``; ``apart_word`` is that of the concern in everybody's matter."""
    clock = FixedClock(MONDAY)
    maria, _ = create_workspace(room / "walled", PASSWORD, firm=FIRM, user=USER, clock=clock, cost=kdf.CHEAP)
    with maria.write() as tx:
        outsider = add_colleague(tx, NewColleague(OUTSIDER, Role.PARTNER), is_admin=True)
        insider = add_colleague(tx, NewColleague(INSIDER, Role.LAWYER))
        known = _everybodys(tx, room)
    passwords.add_user(maria.vault, PASSWORD, slot_id=outsider, label=OUTSIDER, cost=kdf.CHEAP)
    maria.lock()
    shutil.copytree(room / "walled", room / "never")
    maria = open_workspace(room / "walled", PASSWORD, user=USER, clock=clock)
    before = _ids(maria)
    with maria.write() as tx:
        hidden, entry, item = _secret(tx, room, known, insider)
        concern, apart = _concerns(tx, known, hidden, entry, insider, apart_word)
    with maria.write() as tx:  # the report of a matter, its print, the look at it
        report = status_report(tx.reader(), hidden)
        record_printed(tx, hidden, 1)
        mark_given(tx, hidden, report, b"%PDF " + CANARY.encode())
    with maria.write() as tx:
        restrict_matter(tx, hidden, [maria.actor, insider], f"{CANARY} is our own partner's case")
    maria.viewed(hidden)
    with maria.read() as reader:
        rows = reader.session.connection().exec_driver_sql("SELECT id FROM attachments ORDER BY id")
        files = [UUID(row[0]) for row in rows]
        news = developments(reader, hidden)[0].id
        dated = key_dates(reader, hidden)[0].id
    only = {one for one in _ids(maria) - before if one != maria.actor.hex}
    spelled = frozenset(only | {str(UUID(one)) for one in only})
    facts = Facts(
        **known, outsider=outsider, insider=insider, hidden=hidden, hidden_entry=entry, hidden_file=files[-1],
        hidden_tray_item=item, hidden_news=news, hidden_date=dated, hidden_concern=concern,
        apart_concern=apart, hidden_ids=spelled,
    )  # fmt: skip
    walled = Workspace(maria.vault, clock, outsider, maria.zone)
    never = open_workspace(room / "never", PASSWORD, user=OUTSIDER, clock=clock)
    return TwoFirms(walled, never, maria, facts, room)


def call(
    matter_id: UUID | None, client_id: UUID | None, said: str, at: datetime, **more: object
) -> NewContact:
    return NewContact(
        Channel.PHONE,
        Direction.IN,
        at,
        said,
        matter_id=matter_id,
        client_id=client_id,
        outcome=Outcome.SPOKE,
        **more,  # type: ignore[arg-type] # by name
    )


def _everybodys(tx: Transaction, room: Path) -> dict[str, UUID]:
    """A client, a matter with a little of everything, a message in the tray."""
    client = add_client(
        tx,
        ClientDetails(
            ClientKind.PERSON,
            first_name="Nora",
            last_name="Whitcombe",
            points=(Point(PointKind.EMAIL, "nora@example.com"),),
        ),
    )
    matter = open_matter(tx, MatterDetails("Whitcombe v. Larkspur", (client,), responsible_id=tx.actor))
    news = add_development(
        tx,
        NewDevelopment(matter, DevelopmentKind.RULING, tx.now - timedelta(days=3), "The motion was denied."),
    )
    assert news is not None
    asked = log_contact(
        tx, call(matter, client, "She asks about the hearing.", tx.now - timedelta(days=2), needs_reply=True)
    )
    log_contact(
        tx, call(None, client, "She has another question.", tx.now - timedelta(days=1), tags=("bill",))
    )
    add_key_date(tx, NewKeyDate(matter, KeyDateKind.HEARING, date(2026, 12, 1), "Hearing"))
    add_follow_up(tx, matter, NewFollowUp("", "send the lease", date(2026, 11, 25)))
    set_plan(tx, NewPlan(matter, 1, IntervalUnit.MONTH))
    waiting = room / "waiting.eml"
    waiting.write_text(MAIL.format(sender="x@example.org", subject="A fence", name="fence", text="Call me."))
    import_files(tx, [waiting])
    (item,) = tray(tx.reader())
    return {"client": client, "matter": matter, "entry": asked, "development": news, "tray_item": item.id}


def _secret(tx: Transaction, room: Path, known: Mapping[str, UUID], insider: UUID) -> tuple[UUID, UUID, UUID]:
    """The matter with everything that can hang on one, all of it speaking of the canary."""
    word, now, client = CANARY, tx.now, known["client"]
    details = MatterDetails(
        f"{word} v. Tern", (client,), practice_area=word, court_number="4:26-cv-01234", court="cand",
        responsible_id=tx.actor, point_of_contact_id=insider, priorities=word, key_point=word, options=word,
        decision_asked=word, notes=word, external_id=f"other:{word}",
    )  # fmt: skip
    matter = open_matter(tx, details)
    _began(tx, matter)
    with_stage = matter_sheet(tx.reader(), matter).details
    edit_matter(tx, matter, with_stage)
    in_a_week = (now + timedelta(days=7)).date()
    supervised = replace(with_stage, supervisor_id=tx.actor, emergency_contact=f"{word}, 510 555 0199")
    edit_and_tell(tx, matter, supervised, on=in_a_week, reason=word)
    told = add_development(
        tx, NewDevelopment(matter, DevelopmentKind.OFFER, now - timedelta(days=5), f"{word} offers")
    )
    add_development(
        tx,
        NewDevelopment(
            matter, DevelopmentKind.RULING, now - timedelta(days=4), f"{word} denied", urgent=True
        ),
    )
    assert told is not None
    entry = log_contact(
        tx,
        call(
            matter, client, f"{word} asked", now - timedelta(days=3), needs_reply=True, urgent=True, advice=word,
            decision=word, costs=word, tags=(word,), tells=(told,), participants=(NewParticipant(word, "expert"),),
            follow_ups=(NewFollowUp("", f"write to {word}", date(2026, 11, 24)), NewFollowUp("Olive", f"call {word}")),
            attachments=(NewAttachment(f"{word}.txt", "text/plain", word.encode()),), is_update=True,
        ),
    )  # fmt: skip
    amend_contact(tx, entry, entry_form(tx.reader(), entry), f"{word} corrected")
    told_here = NewContact(
        Channel.EMAIL, Direction.OUT, now - timedelta(days=1), f"{word}: in passing", matter
    )
    log_contact(
        tx, replace(told_here, answers_id=known["entry"], tells=(known["development"],))
    )  # another matter's
    gone = log_contact(tx, call(matter, client, f"{word} by mistake", now - timedelta(hours=30)))
    withdraw_contact(tx, gone, f"{word} was not meant")
    tx.session.add(
        FileReview(
            id=tx.new_id(), matter_id=matter, reviewer_id=tx.actor, of_id=insider, practice_area=word, checklist=0,
            risks=[], started_at=tx.now - timedelta(days=1), finished_at=tx.now, findings=f"{word} is in order",
        )
    )  # fmt: skip
    ask_feedback(tx, matter)
    record_feedback(tx, NewFeedback(matter, Scores(1, 2, 3, 4), f"{word} waited too long"))
    set_hold(tx, f"{word} may be sued", matter_id=matter)
    keep_document(tx, matter, NewKeptDocument(f"Will of {word}"))
    lapses = add_key_date(tx, NewKeyDate(matter, KeyDateKind.LIMITATION, date(2026, 12, 4), f"{word} lapses"))
    move_key_date(tx, lapses, date(2026, 12, 7), None, f"{word} was served later")
    say_plainly(tx, told, f"{word} in plain words")
    set_plan(tx, NewPlan(matter, 1, IntervalUnit.WEEK, counted_from=date(2026, 11, 2), by_id=insider))
    excuse_update(tx, matter, date(2026, 11, 25), word, firm_calendar(tx.reader()))
    state_costs(tx, NewCostsFigure(matter, CostsKind.ESTIMATE, Decimal(9000), tx.today, word))
    state_costs(
        tx, NewCostsFigure(matter, CostsKind.ESTIMATE, Decimal(9500), tx.today, covers=word, reason=word)
    )
    rates = (Rate(word, Decimal(400)),)
    arrange_fees(tx, NewArrangement(matter, Arrangement.HOURLY, date(2026, 5, 1), word, rates))
    excuse_costs_update(tx, matter, word)
    bring_line(tx, NewLine(matter, f"a line of {word}", LineKind.TIME, tx.today, Decimal(9400), "USD"))
    warn_of_costs(tx, [matter])
    keep_draft(tx, tx.new_id(), "contact", {"matter_id": matter.hex, "words": word})
    for name, sender, subject in (
        ("direct", "nora@example.com", f"{word} 4:26-cv-01234"),
        ("placed", "y@example.org", f"{word} asks"),
    ):
        file = room / f"{name}.eml"
        file.write_text(MAIL.format(sender=sender, subject=subject, name=name, text=word))
        import_files(tx, [file])
    (item,) = (one.id for one in tray(tx.reader()) if word in one.subject)
    place_tray_item(tx, item, matter_id=matter)
    for address in ("x@example.org", f"{word}@example.com"):
        learn_place(tx, address, matter)
    notice = room / "notice.eml"
    notice.write_text(NOTICE)  # one of its cases has its matter at once, the other waits
    (brought,) = import_files(tx, [notice])
    assert (brought.created["entries"], len(brought.unmatched)) == (1, 1)
    return matter, entry, item


def _concerns(
    tx: Transaction, known: Mapping[str, UUID], hidden: UUID, entry: UUID, insider: UUID, apart_word: str
) -> tuple[UUID, UUID]:
    """One of the restricted matter, and one that is kept apart."""
    word, day = CANARY, (tx.now - timedelta(days=3)).date()
    said = NewConcern(f"{word} is unhappy", matter_id=hidden, entry_id=entry, raised_on=day, raised_by=word)
    concern = raise_concern(tx, said)
    action = NewFollowUp("", f"write about {word} sooner", date(2026, 11, 27))
    take_step(tx, concern, NewStep(StepKind.LEARNED, note=word, action=action, policy_title=word))
    word = apart_word
    there = NewConcern(
        f"{word} complains", client_id=known["client"], matter_id=known["matter"], entry_id=known["entry"],
        raised_on=day, raised_by=word, formal_on=day, handler_id=insider, supervisor_id=insider, apart=True,
    )  # fmt: skip
    apart = raise_concern(tx, there)
    take_step(tx, apart, NewStep(StepKind.DISCUSSED, note=word, entry_id=known["entry"]))
    escalate_concern(tx, apart, NewStage(person_id=tx.actor, note=word))
    return concern, apart


def _began(tx: Transaction, matter: UUID) -> None:
    """How it was asked for, what is owed, and the terms of it."""
    word = CANARY
    save_intake(tx, matter, IntakeForm(tx.today, word, tx.actor, f"{word} rents"))
    add_document(tx, matter, NewDocument(f"{word} deed", due_on=date(2026, 12, 3)))
    duty = AgreedDuty(FollowUpSide.CLIENT, f"{word} pays", date(2026, 12, 2))
    every = parse_rhythm("month")
    draft_terms(
        tx,
        matter,
        TermsForm(scope=word, rates=word, estimate=Estimate(Decimal(8000)), rhythm=every, duties=(duty,)),
    )
    agree_terms(tx, NewAgreement(matter, tx.today, AgreedHow.SIGNED, word, word))
    draft_terms(tx, matter, TermsForm(scope=f"{word} twice", rhythm=every), f"{word} asked")


def _ids(workspace: Workspace) -> set[str]:
    """Every id of every row, as the database spells it."""
    from app.storage.base import Base

    with workspace.read() as reader:
        connection = reader.session.connection()
        return {
            str(row[0])
            for table in Base.metadata.sorted_tables
            if "id" in table.columns
            for row in connection.exec_driver_sql(f"SELECT id FROM {table.name}")  # noqa: S608 # names of the metadata
        }
