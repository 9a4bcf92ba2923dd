"""What was found, taken out of the vault as a table and as pages."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit.models import AuditBody, AuditEvent
from app.audit.trail import head
from app.bootstrap import open_workspace
from app.clients.commands import ClientDetails, add_client
from app.contactlog.commands import log_contact, withdraw_contact
from app.contactlog.forms import NewAttachment, NewContact, NewParticipant
from app.contactlog.words import Channel, Direction
from app.kernel.clock import FixedClock
from app.kernel.errors import MachineTrouble, Refused
from app.matters.commands import MatterDetails, open_matter
from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from app.reports.content import Letterhead, Stationery
from app.reports.found.entries import FoundEntry, FoundHead, entries_of, headers
from app.reports.found.out import PAPER, make_found, record_found, save_found
from app.reports.found.page import render_found
from app.workspace import Workspace
from tests.support import MONDAY, PASSWORD

SAID = "=cmd|' /C calc'!A0 and\nthe boundary wall 測試"


@pytest.fixture
def firm(vault_folder: Path) -> Iterator[tuple[Workspace, list[UUID]]]:
    workspace = open_workspace(vault_folder, PASSWORD, clock=FixedClock(MONDAY))
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Zoë", last_name="Müller"))
        matter = open_matter(tx, MatterDetails(title="Müller v. Bank", clients=(client,)))
        ids = [
            log_contact(
                tx,
                NewContact(
                    Channel.PHONE,
                    Direction.OUT,
                    tx.now - timedelta(days=number + 1),
                    SAID if number == 0 else f"Number {number}",
                    matter_id=matter,
                    participants=(NewParticipant("Piers", "neighbour"),),
                    decision="mend it" if number == 0 else "",
                    attachments=(NewAttachment("wall.txt", "text/plain", b"wall"),) if number == 0 else (),
                ),
            )
            for number in range(3)
        ]
        withdraw_contact(tx, ids[2], "Another client's")
    yield workspace, ids
    workspace.lock()


def events(workspace: Workspace, action: str) -> list[AuditEvent]:
    with workspace.read() as reader:
        return list(reader.session.scalars(select(AuditEvent).where(AuditEvent.action == action)))


def test_a_table_that_no_spreadsheet_runs(firm: tuple[Workspace, list[UUID]], tmp_path: Path) -> None:
    workspace, ids = firm
    told: list[int] = []
    out = save_found(workspace, "wall", 3, [ids[:2], ids[2:]], tmp_path / "found.csv", told.append)
    assert out.count == 3
    assert told == [2, 3]
    raw = (tmp_path / "found.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert tuple(rows[0]) == headers()
    first = dict(zip(headers(), rows[1], strict=True))
    assert first["What was said"] == "'" + SAID
    assert first["Client"] == "Zoë Müller"
    assert first["With"] == "Piers (neighbour)"
    assert first["Files"] == "wall.txt"
    assert first["Id"] == str(ids[0])
    assert dict(zip(headers(), rows[3], strict=True))["Withdrawn"] != ""
    assert list(tmp_path.glob("*.part")) == []


def test_the_trail_keeps_who_took_what_out(firm: tuple[Workspace, list[UUID]], tmp_path: Path) -> None:
    workspace, ids = firm
    save_found(workspace, " wall ", 3, [ids], tmp_path / "found.csv")
    with workspace.read() as reader:
        matter = entries_of(reader, ids)[0].matter_id
        kept = {
            event.object_kind: json.loads(str(body))
            for event, body in reader.session.execute(
                select(AuditEvent, AuditBody.body)
                .join(AuditBody, AuditBody.seq == AuditEvent.seq)
                .where(AuditEvent.action == "exported")
            )
        }
    export = kept["search_words"].pop("search")
    assert kept == {
        "search": {"count": 3, "format": "csv"},
        "search_words": {"query": "wall", "matters": [str(matter)]},
    }
    assert export in {str(event.object_id) for event in events(workspace, "exported")}


@pytest.mark.parametrize("stood", [None, b"of last week"])
def test_what_is_not_recorded_has_not_left(
    firm: tuple[Workspace, list[UUID]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stood: bytes | None
) -> None:
    """The commit fails when the file is whole already: it is taken back, and what stood there stands there."""
    workspace, ids = firm
    file = tmp_path / "found.csv"
    if stood is not None:
        file.write_bytes(stood)
    there: list[bool] = []

    def full_disk(self: Session) -> None:
        if self.get_transaction() is not None and (writes := file.exists() and file.read_bytes() != stood):
            there.append(writes)
            raise MachineTrouble("disk-full", "The disk is full.")
        commit(self)

    commit = Session.commit
    monkeypatch.setattr(Session, "commit", full_disk)
    with pytest.raises(MachineTrouble, match="full"):
        save_found(workspace, "wall", 3, [ids], file)
    monkeypatch.undo()
    assert there == [True], "it was in its place when the commit failed"
    assert (file.read_bytes() if file.exists() else None) == stood
    assert [one.name for one in tmp_path.glob("found*")] == (["found.csv"] if stood else [])
    assert events(workspace, "exported") == []
    save_found(workspace, "wall", 3, [ids], file)
    assert [one.name for one in tmp_path.glob("found*")] == ["found.csv"]
    assert file.read_bytes() != stood


def test_pages_say_what_was_searched_by_whom_and_where_the_trail_ended(
    firm: tuple[Workspace, list[UUID]], tmp_path: Path
) -> None:
    workspace, ids = firm
    with workspace.read() as reader:
        end = head(reader.session)
    save_found(workspace, 'tag:lease "party wall"', 3, [ids], tmp_path / "found.pdf")
    text = PdfReader(tmp_path / "found.pdf").pages[0].extract_text()
    for words in (
        'tag:lease "party wall"',
        "3 contacts, newest first",
        "Maria Ortega, November 23, 2026",
        "the boundary wall",
        "Decided: mend it",
        "withdrawn",
        f"event {end.seq:,}",
        end.mac.hex()[:4],
        "1 of 1",
    ):
        assert words in text


def test_what_is_printed_is_in_the_trail_with_its_words(firm: tuple[Workspace, list[UUID]]) -> None:
    workspace, ids = firm
    made = make_found(workspace, " wall ", 3, [ids])
    with workspace.write() as tx:
        record_found(tx, made.asked, PAPER, made.matters)
    assert {event.object_kind for event in events(workspace, "printed")} == {"search", "search_words"}
    assert events(workspace, "exported") == []


def test_who_may_not_takes_nothing_out(firm: tuple[Workspace, list[UUID]], tmp_path: Path) -> None:
    workspace, ids = firm
    with workspace.write() as tx:
        staff = add_colleague(tx, NewColleague("Ann", Role.STAFF, ""))
    as_staff = Workspace(workspace.vault, workspace.clock, staff, workspace.zone)
    for name in ("found.csv", "found.pdf"):
        with pytest.raises(Refused) as caught:
            save_found(as_staff, "wall", 3, [ids], tmp_path / name)
        assert caught.value.code == "not-allowed"
    assert list(tmp_path.iterdir()) == [workspace.vault.folder] or not list(tmp_path.glob("found*"))
    assert events(workspace, "exported") == []


@pytest.mark.parametrize("name", ["found.csv", "found.pdf"])
def test_stopped_half_way_nothing_is_left_and_what_was_there_stays(
    firm: tuple[Workspace, list[UUID]], tmp_path: Path, name: str
) -> None:
    workspace, ids = firm
    file = tmp_path / name
    file.write_bytes(b"of last week")

    class Enough(Exception):
        pass

    def pages() -> Iterator[list[UUID]]:
        yield ids[:1]
        raise Enough

    with pytest.raises(Enough):
        save_found(workspace, "wall", 3, pages(), file)
    assert file.read_bytes() == b"of last week"
    assert [one.name for one in tmp_path.glob("found*")] == [name]
    assert events(workspace, "exported") == []


def test_another_ending_and_a_place_that_takes_nothing_are_refused(
    firm: tuple[Workspace, list[UUID]], tmp_path: Path
) -> None:
    workspace, ids = firm
    with pytest.raises(Refused) as caught:
        save_found(workspace, "", 3, [ids], tmp_path / "found.docx")
    assert caught.value.code == "bad-ending"
    (tmp_path / "a file").write_text("x")
    with pytest.raises(MachineTrouble):
        save_found(workspace, "", 3, [ids], tmp_path / "a file" / "found.csv")


def test_many_entries_are_set_in_stretches_and_none_is_lost() -> None:
    around = FoundHead(
        Stationery(Letterhead("Harbour & Finch"), paper="a4"),
        "",
        "Maria, today",
        430,
        "Audit trail: event 7",
    )
    entries = (
        FoundEntry("Mon", f"Call number {number}", (("", f"said {number}. " * (number % 40)),), "Written")
        for number in range(430)
    )
    told: list[int] = []
    pages = PdfReader(io.BytesIO(render_found(around, entries, told.append).pdf)).pages
    text = "\n".join(page.extract_text() for page in pages)
    assert told == [200, 400, 430]
    assert all(f"Call number {number}\n" in text for number in range(430))
    assert f"{len(pages)} of {len(pages)}" in pages[-1].extract_text()


@given(st.text(max_size=300), st.text(max_size=300))
def test_whatever_was_typed_is_printed(words: str, asked: str) -> None:
    around = FoundHead(Stationery(Letterhead("Firm")), asked, "Maria, today", 1, "Audit trail")
    entry = FoundEntry("Mon", words[:60], (("", words), ("Advice", words)), words)
    assert render_found(around, [entry]).pdf.startswith(b"%PDF")


def test_pages_of_what_may_not_be_seen_leave_it_out(firm: tuple[Workspace, list[UUID]]) -> None:
    workspace, ids = firm
    pdf = make_found(workspace, "", 1, [[ids[0], UUID(int=7)]]).pdf
    text = PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert "the boundary wall" in text
