"""The attendance note of one contact: the whole entry as it stands, late, amended, withdrawn, of a class, signed."""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from app.audit.models import AuditBody, AuditEvent
from app.bootstrap import open_workspace
from app.clients.commands import ClientDetails, add_client
from app.contactlog.commands import amend_contact, log_contact, withdraw_contact
from app.contactlog.forms import NewAttachment, NewContact, NewFollowUp, NewParticipant
from app.contactlog.queries import entry_form
from app.contactlog.words import Channel, Direction, Outcome
from app.kernel.clock import FixedClock
from app.kernel.errors import MachineTrouble, NotFound
from app.matters.commands import MatterDetails, edit_matter, open_matter
from app.matters.key_dates import NewKeyDate, add_key_date
from app.matters.sheet import matter_sheet
from app.matters.words import KeyDateKind, MatterStatus
from app.reports.attendance.note import Attendance, attendance
from app.reports.attendance.out import record_attendance, save_attendance
from app.reports.attendance.page import render_attendance
from app.schedule.commands import NewPlan, set_plan
from app.schedule.words import IntervalUnit
from app.workspace import Workspace
from tests.support import MONDAY, PASSWORD

BILL = b"the bill of sale"


class Moving(FixedClock):
    """A clock that is put on."""

    def __init__(self) -> None:
        self.moment = MONDAY

    def now(self) -> datetime:
        return self.moment


class Room:
    """A meeting of today with everything in it."""

    def __init__(self, workspace: Workspace, clock: Moving) -> None:
        self.workspace, self.clock = workspace, clock
        with workspace.write() as tx:
            client = add_client(tx, ClientDetails(first_name="Imre", last_name="Kovács"))
            self.matter = open_matter(tx, MatterDetails(title="Kovács v. Tern", clients=(client,)))
            self.entry = log_contact(
                tx,
                NewContact(
                    Channel.MEETING,
                    Direction.IN,
                    MONDAY - timedelta(hours=1),
                    "He asked about the van.\nHe wants to keep it.",
                    matter_id=self.matter,
                    duration_minutes=40,
                    reached_at="Quay Road",
                    advice="Settle at 4,000.",
                    advice_declined="An appeal.",
                    declined_confirmed_on=date(2026, 11, 23),
                    decision="Offer 4,000.",
                    confidentiality="privileged",
                    participants=(NewParticipant("Imre Kovács", "client"), NewParticipant("Piers")),
                    follow_ups=(NewFollowUp("Maria Ortega", "Send the offer", date(2026, 11, 27)),),
                    attachments=(NewAttachment("bill.pdf", "application/pdf", BILL),),
                ),
            )
            add_key_date(
                tx,
                NewKeyDate(self.matter, KeyDateKind.HEARING, date(2027, 1, 12), "Mediation", place="Court"),
            )

    def note(self, known_by: datetime | None = None) -> Attendance:
        with self.workspace.read(known_by, known_by) as reader:
            return attendance(reader, self.entry, self.clock.moment)

    def text(self) -> str:
        return _text(render_attendance(self.note()).pdf)

    def amend(self, hours: int, summary: str, reason: str) -> None:
        self.clock.moment = MONDAY + timedelta(hours=hours)
        with self.workspace.write() as tx:
            amend_contact(
                tx, self.entry, replace(entry_form(tx.reader(), self.entry), summary=summary), reason
            )


def _text(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


@pytest.fixture
def room(vault_folder: Path) -> Room:
    clock = Moving()
    return Room(open_workspace(vault_folder, PASSWORD, clock=clock), clock)


def test_the_next_update_is_that_of_when_the_note_was_written(room: Room) -> None:
    assert room.note().next_update is None, "no update is scheduled"
    with room.workspace.write() as tx:
        set_plan(tx, NewPlan(room.matter, 1, IntervalUnit.WEEK, MONDAY.date()))
        row = NewContact(Channel.PHONE, Direction.OUT, MONDAY, "All of it.", matter_id=room.matter)
        room.entry = log_contact(tx, replace(row, is_update=True, outcome=Outcome.SPOKE))
    assert room.note().next_update == (date(2026, 11, 30), "November 30, 2026")
    assert "Next update to the client as scheduled then" in room.text()
    room.clock.moment = MONDAY + timedelta(days=40)
    with room.workspace.write() as tx:
        set_plan(tx, NewPlan(room.matter, 1, IntervalUnit.MONTH, tx.today))
    assert room.note().next_update == (date(2026, 11, 30), "November 30, 2026"), "another schedule holds now"
    with room.workspace.write() as tx:
        before = matter_sheet(tx.reader(), room.matter).details
        edit_matter(tx, room.matter, replace(before, status=MatterStatus.CLOSED))
    assert room.note().next_update == (date(2026, 11, 30), "November 30, 2026"), "it was open then"


def test_dates_stand_in_their_order(room: Room) -> None:
    with room.workspace.write() as tx:
        set_plan(tx, NewPlan(room.matter, 1, IntervalUnit.WEEK, MONDAY.date()))
    text = room.text()
    assert text.index("Next update to the client") < text.index("Mediation, Court")


def test_a_message_between_firm_and_client_is_no_work_product(room: Room) -> None:
    for channel, way, legend in (
        (Channel.EMAIL, Direction.OUT, "attorney-client communication"),
        (Channel.PHONE, Direction.OUT, "attorney work product"),
    ):
        with room.workspace.write() as tx:
            room.entry = log_contact(tx, NewContact(channel, way, MONDAY, "All of it.", room.matter))
        assert room.note().legend == f"Privileged & confidential – {legend}"


def test_everything_the_entry_says_is_on_the_page(room: Room) -> None:
    text = room.text()
    for words in (
        "Privileged & confidential – attorney work product File memo",
        "Kovács v. Tern · 00001",
        "Client Imre Kovács",
        "Contact Meeting · 40 min",
        "When Monday, November 23, 2026, 10:00 AM to 10:40 AM PST",
        "For the firm Maria Ortega",
        "Present Imre Kovács, client Piers",
        "Place Quay Road",
        "WHAT WAS SAID He asked about the van. He wants to keep it.",
        "ADVICE GIVEN Settle at 4,000.",
        "ADVICE DECLINED An appeal. Confirmed in writing on November 23, 2026",
        "INSTRUCTIONS AND DECISIONS Offer 4,000.",
        "Send the offer Maria Ortega November 27, 2026",
        "Mediation, Court",
        "entered that day",
        "Written Nov 23, 2026, 11:00 AM PST by Maria Ortega",
        "Privileged and confidential · Audit trail: event",
    ):
        assert words in text
    assert hashlib.sha256(BILL).hexdigest() in text.replace(" ", "")
    assert "Late note" not in text
    assert "Amended" not in text


@pytest.mark.parametrize(
    ("said", "mark", "foot"),
    [
        ("", "", "Privileged and confidential · Audit trail: event"),
        ("privileged", "Privileged and confidential", "Privileged and confidential · Audit trail: event"),
        (
            "partners only",
            "Partners only",
            "Privileged and confidential · Partners only · Audit trail: event",
        ),
    ],
)
def test_each_foot_says_that_it_is_confidential_whatever_its_class(
    room: Room, said: str, mark: str, foot: str
) -> None:
    with room.workspace.write() as tx:
        amend_contact(tx, room.entry, replace(entry_form(tx.reader(), room.entry), confidentiality=said), "x")
    assert room.note().mark == mark
    assert foot in room.text()


def test_every_field_of_an_entry_has_its_place(room: Room) -> None:
    """What `facts` says of an entry is on the note, whatever fields come to be."""
    with room.workspace.write() as tx:
        filled = replace(
            entry_form(tx.reader(), room.entry),
            costs="About 900",
            interpreter="Hungarian",
            received="A bill",
            for_client="We met.",
            wish_reason="He rang himself",
            tags=("van",),
            billable=True,
            identity_checked=True,
        )
        amend_contact(tx, room.entry, filled, "more of it")
    note = room.note()
    said = dict(note.facts) | dict(note.parts)
    assert said["Interpreter"] == "Hungarian"
    assert said["Why so"] == "He rang himself"
    assert said["Tags"] == "van"
    assert "billable" in said["Also"]
    assert said["What we were told"] == "A bill"
    assert said["For the next letter"] == "We met."
    assert said["Costs"] == "About 900"


def test_a_late_note_says_so(room: Room) -> None:
    room.clock.moment = MONDAY + timedelta(days=3)
    with room.workspace.write() as tx:
        room.entry = log_contact(
            tx, NewContact(Channel.PHONE, Direction.IN, MONDAY, "Rang", matter_id=room.matter)
        )
    text = room.text()
    assert "Late note: Nov 26, 2026, 11:00 AM PST by Maria Ortega, 3 days after the contact" in text


def test_it_reads_as_it_stands_and_says_how_often_it_was_amended(room: Room) -> None:
    room.amend(1, "He asked about the boat.", "wrong thing")
    room.amend(2, "He asked about the ship.", "wrong <b>word</b>")
    text = room.text()
    assert "the ship" in text
    assert "the van" not in text
    assert (
        "Amended 2 times, last Nov 23, 2026, 1:00 PM PST by Maria Ortega Because: wrong <b>word</b>" in text
    )
    then = room.note(known_by=MONDAY + timedelta(minutes=90))
    assert dict(then.parts)["What was said"] == "He asked about the boat."
    assert dict(then.written)["Amended"].startswith("once, Nov 23, 2026, 12:00 PM PST")


def test_a_withdrawn_one_says_so_first(room: Room) -> None:
    with room.workspace.write() as tx:
        withdraw_contact(tx, room.entry, "Another client's")
    text = room.text()
    assert (
        "Withdrawn Nov 23, 2026, 11:00 AM PST by Maria Ortega: Another client's. It counts for nothing"
        in text
    )


def test_over_the_change_of_hour_the_end_is_by_the_clock(room: Room) -> None:
    with room.workspace.write() as tx:
        start = datetime(
            2026, 11, 1, 8, 30, tzinfo=UTC
        )  # 01:30 PDT, half an hour before the hour comes again
        room.entry = log_contact(
            tx,
            NewContact(
                Channel.PHONE, Direction.IN, start, "Rang", matter_id=room.matter, duration_minutes=60
            ),
        )
    assert dict(room.note().facts)["When"] == "Sunday, November 1, 2026, 1:30 AM PDT to 1:30 AM PST"


def test_there_is_none_of_no_entry(room: Room) -> None:
    with pytest.raises(NotFound), room.workspace.read() as reader:
        attendance(reader, UUID(int=5), MONDAY)


def test_leaving_is_recorded_of_the_entry(room: Room, tmp_path: Path) -> None:
    made = render_attendance(room.note())
    with room.workspace.write() as tx:
        record_attendance(tx, room.entry, made.pages)
    save_attendance(
        room.workspace, tmp_path / "note.pdf", room.entry, made.pdf, made.pages, "a long password"
    )
    with room.workspace.read() as reader:
        rows = reader.session.execute(
            select(AuditEvent.action, AuditBody.body)
            .join(AuditBody, AuditBody.seq == AuditEvent.seq)
            .where(AuditEvent.object_kind == "entry", AuditEvent.object_id == room.entry)
            .order_by(AuditEvent.seq)
        ).all()
    told = [(action, json.loads(body)) for action, body in rows if action in {"printed", "exported"}]
    assert told == [
        ("printed", {"pages": made.pages}),
        ("exported", {"pages": made.pages, "file": "note.pdf"}),
    ]
    sealed = PdfReader(tmp_path / "note.pdf")
    assert sealed.is_encrypted
    assert sealed.decrypt("a long password")


def test_a_place_that_takes_nothing_leaves_no_file_and_no_record(room: Room, tmp_path: Path) -> None:
    made = render_attendance(room.note())
    (tmp_path / "file").write_bytes(b"in the way")
    with room.workspace.read() as reader:
        before = reader.session.scalars(select(AuditEvent.seq)).all()
    with pytest.raises(MachineTrouble):
        save_attendance(room.workspace, tmp_path / "file" / "note.pdf", room.entry, made.pdf, made.pages)
    with room.workspace.read() as reader:
        assert reader.session.scalars(select(AuditEvent.seq)).all() == before
