"""The contact history of a matter: every version, what was withdrawn and why, exhibits, and the anchor in the trail."""

from __future__ import annotations

import csv
import errno
import hashlib
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from app.audit.models import AuditBody, AuditEvent
from app.audit.trail import head
from app.bootstrap import open_workspace
from app.clients.commands import ClientDetails, add_client
from app.contactlog.commands import amend_contact, log_contact, withdraw_contact
from app.contactlog.forms import NewAttachment, NewContact, NewParticipant
from app.contactlog.words import Channel, Direction
from app.kernel.clock import FixedClock
from app.kernel.errors import MachineTrouble, Refused
from app.matters.commands import MatterDetails, open_matter
from app.matters.walls import restrict_matter
from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from app.reports.history.out import make_history, record_history, save_history
from app.reports.history.record import HistoryAsked, lines, read_history
from app.reports.history.table import headers
from app.workspace import Workspace
from tests.paper import long_text_of, many_words, text_of
from tests.support import MONDAY, PASSWORD, Cli

WALL = b"a drawing of the wall"


class Moving(FixedClock):
    """A clock that is put on."""

    def __init__(self) -> None:
        self.moment = MONDAY

    def now(self) -> datetime:
        return self.moment


class Office:
    """A matter with a call that was amended, a note, a letter with a file, a withdrawn mail, and another matter."""

    def __init__(self, workspace: Workspace, clock: Moving) -> None:
        self.workspace, self.clock = workspace, clock
        with workspace.write() as tx:
            client = add_client(tx, ClientDetails(first_name="Zoë", last_name="Müller"))
            self.client = client
            self.matter = open_matter(tx, MatterDetails(title="Müller v. Bank", clients=(client,)))
            self.other = open_matter(tx, MatterDetails(title="Müller will", clients=(client,)))
        self.call = self.log(9, "Asked about the wall", needs_reply=True, direction=Direction.IN)
        self.note = self.log(8, "She sounds worried", channel=Channel.NOTE, direction=Direction.INTERNAL)
        self.letter = self.log(
            7,
            "Sent the drawing",
            channel=Channel.LETTER,
            answers_id=self.call,
            attachments=(NewAttachment("wall.pdf", "application/pdf", WALL),),
            participants=(NewParticipant("Piers", "neighbour"),),
        )
        self.secret = self.log(6, "The partners talked of fees", confidentiality="Partners only")
        self.mail = self.log(5, "Another client's secret")
        clock.moment = MONDAY + timedelta(hours=1)
        self.amend(self.call, "Asked about the garden wall", "the wrong wall")
        with workspace.write() as tx:
            withdraw_contact(tx, self.mail, "Written in the wrong matter")

    def log(self, days: int, summary: str, **more: object) -> UUID:
        """One contact so many days ago."""
        values = {"channel": Channel.PHONE, "direction": Direction.OUT, "matter_id": self.matter} | more
        with self.workspace.write() as tx:
            new = NewContact(occurred_at=MONDAY - timedelta(days=days), summary=summary, **values)  # type: ignore[arg-type] # its fields
            return log_contact(tx, new)

    def amend(self, entry: UUID, summary: str, reason: str, **more: object) -> None:
        """Another version."""
        with self.workspace.write() as tx:
            new = NewContact(
                Channel.PHONE, Direction.IN, MONDAY - timedelta(days=9), summary, matter_id=self.matter
            )
            amend_contact(tx, entry, replace(new, needs_reply=True, **more), reason)  # type: ignore[arg-type] # its fields

    def text(
        self, known_by: datetime | None = None, taken_out: Callable[[bytes], str] = text_of, **asked: object
    ) -> str:
        """All words of the history on paper."""
        with self.workspace.read(known_by, known_by) as reader:
            made = make_history(reader, HistoryAsked(self.matter, **asked), MONDAY)  # type: ignore[arg-type] # its fields
        assert len(PdfReader(io.BytesIO(made.content)).pages) == made.pages
        return taken_out(made.content)

    def rows(self, **asked: object) -> list[dict[str, str]]:
        """The table."""
        with self.workspace.read() as reader:
            made = make_history(reader, HistoryAsked(self.matter, **asked), MONDAY, kind="csv")  # type: ignore[arg-type] # its fields
        read = csv.reader(io.StringIO(made.content.decode("utf-8-sig"), newline=""))
        assert tuple(next(read)) == headers()
        return [dict(zip(headers(), row, strict=True)) for row in read]


@pytest.fixture
def office(vault_folder: Path) -> Office:
    clock = Moving()
    return Office(open_workspace(vault_folder, PASSWORD, clock=clock), clock)


def test_every_version_and_withdrawal_with_its_reason(office: Office) -> None:
    text = office.text()
    assert "Asked about the wall" in text
    assert "Version 1 of 2: amended later" in text
    assert (
        "Version 2 of 2: as it reads Amended because: the wrong wall What was said: Asked about the garden"
        in text
    )
    assert "Withdrawn Nov 23, 2026, 12:00 PM PST by Maria Ortega: Written in the wrong matter" in text
    assert "Answers: contact 1" in text
    assert "Contacts 5" in text
    assert "Times local time in Los Angeles, unless stated otherwise" in text
    assert "She sounds worried" in text


def test_exhibits_are_numbered_and_listed_with_their_sums(office: Office) -> None:
    text = office.text()
    assert "Exhibit 1: wall.pdf (21 bytes)" in text
    assert hashlib.sha256(WALL).hexdigest() in text.replace(" ", "")


def test_the_anchor_stands_at_each_foot_and_on_the_last_page(office: Office) -> None:
    with office.workspace.read() as reader:
        end = head(reader.session)
        made = make_history(reader, HistoryAsked(office.matter), MONDAY)
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(made.content)).pages]
    short = " ".join(end.mac.hex()[at : at + 4] for at in range(0, 16, 4))
    for number, page in enumerate(pages, start=1):
        assert f"Audit trail: event {end.seq:,}, {short}" in page
        assert f"00001 · November 23, 2026 · {number} of {len(pages)}" in page
    assert end.mac.hex() in pages[-1].replace(" ", "")
    assert "verify" in pages[-1]


def test_months_are_bookmarks(office: Office) -> None:
    office.log(60, "In September")
    with office.workspace.read() as reader:
        made = make_history(reader, HistoryAsked(office.matter), MONDAY)
    outline = PdfReader(io.BytesIO(made.content)).outline
    said = str(outline)
    assert said.index("September 2026") < said.index("November 2026") < said.index("About this record")


def test_as_known_by_then_there_is_no_amendment_and_no_withdrawal(office: Office) -> None:
    text = office.text(known_by=MONDAY + timedelta(minutes=30))
    assert "Asked about the wall" in text
    assert "garden" not in text
    assert "Withdrawn" not in text
    assert "Another client's secret" in text
    assert "As known by Nov 23, 2026, 11:30 AM PST" in text
    assert "Contacts 5" in text
    assert "No contact is in this history." in office.text(known_by=MONDAY - timedelta(minutes=1))


def test_from_and_to_are_days_of_the_firm_both_inclusive(office: Office) -> None:
    day = (MONDAY - timedelta(days=7)).date()
    rows = office.rows(first=day, last=day)
    assert [row["What the record says"].split("\n")[1] for row in rows] == ["What was said: Sent the drawing"]
    assert "Answers: a contact that is not in this history" in rows[0]["What the record says"]
    assert "from November 16, 2026 to November 16, 2026" in office.text(first=day, last=day)


def test_days_the_wrong_way_round_are_no_record_of_silence(office: Office) -> None:
    later, earlier = MONDAY.date(), MONDAY.date() - timedelta(days=1)
    with office.workspace.read() as reader, pytest.raises(Refused) as told:
        read_history(reader, HistoryAsked(office.matter, later, earlier), MONDAY)
    assert (told.value.code, told.value.field) == ("ends-before", "to")


def test_the_clients_copy_says_how_much_is_left_out(office: Office) -> None:
    text = office.text(for_client=True)
    for hidden in ("worried", "partners talked", "Another client", "Asked about the wall", "the wrong wall"):
        assert hidden not in text
    assert "Asked about the garden wall" in text
    assert "Contacts 2" in text
    legend = "attorney work product"
    assert legend not in text
    assert legend in office.text(), "the firm's own copy says what it is"
    left = "3 entries (1 internal or with others, 1 of a class that stays with the firm, 1 withdrawn)"
    assert f"{left}; 1 former version of amended entries" in text


def test_a_version_that_stood_in_another_matter_keeps_its_words_there(office: Office) -> None:
    moved = office.log(3, "About the will of her aunt", matter_id=office.other)
    office.amend(moved, "About the wall after all", "it was this matter")
    text = office.text()
    assert "aunt" not in text
    assert "This version stood in another matter" in text
    assert "About the wall after all" in text
    gone = office.log(2, "To be moved away")
    office.amend(gone, "It is about the will", "the other matter", matter_id=office.other)
    assert "To be moved away" not in office.text()


def test_what_is_hidden_from_somebody_is_not_in_their_history(office: Office) -> None:
    moved = office.log(3, "About the will of her aunt", matter_id=office.other)
    office.amend(moved, "About the wall after all", "it was this matter")
    with office.workspace.write() as tx:
        lawyer = add_colleague(tx, NewColleague("Ben Other", Role.LAWYER))
        restrict_matter(tx, office.other, [tx.actor], "a partner's own")
    theirs = Workspace(office.workspace.vault, office.clock, lawyer, office.workspace.zone)
    with theirs.read() as reader:
        history = read_history(reader, HistoryAsked(office.matter), MONDAY)
        found = [line for line in lines(reader, history) if line.recorded.row.id == moved]
    assert [(line.writing.version, line.of) for line in found] == [(2, 2)]


def test_table_and_paper_and_command_line_say_the_same(office: Office, cli: Cli, tmp_path: Path) -> None:
    office.workspace.lock()
    at = MONDAY + timedelta(hours=2)
    told = {}
    for ending in ("pdf", "csv"):
        ran = cli("report", "history", "--matter", "00001", "--out", str(tmp_path / f"h.{ending}"), at=at)
        assert ran.status == 0
        told[ending] = ran.json["reports"][0]
    counts = ("entries", "versions", "exhibits", "left_out")
    assert [told["pdf"][name] for name in counts] == [told["csv"][name] for name in counts]
    assert (told["pdf"]["entries"], told["pdf"]["versions"], told["pdf"]["exhibits"]) == (5, 6, 1)
    with (tmp_path / "h.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == told["csv"]["versions"]
    assert {row["Audit seal"] for row in rows} == {told["csv"]["anchor"]["mac"]}
    paper = PdfReader(tmp_path / "h.pdf")
    text = " ".join(" ".join(page.extract_text() for page in paper.pages).split())
    assert told["pdf"]["pages"] == len(paper.pages)
    for row in rows:
        assert " ".join(row["What the record says"].split()) in text
        assert datetime.fromisoformat(row["Written"]).astimezone(UTC) >= MONDAY


def test_the_printed_seal_can_be_checked(office: Office, cli: Cli, tmp_path: Path) -> None:
    office.workspace.lock()
    made = cli("report", "history", "--matter", "00001", "--out", str(tmp_path / "h.pdf")).json["reports"][0]
    seq, mac = made["anchor"]["seq"], made["anchor"]["mac"]
    spelled = " ".join(mac[at : at + 4] for at in range(0, 64, 4))
    good = cli("verify", "--anchor", f"{seq:,}:{spelled}")
    assert (good.status, good.json["checks"][-1]["ok"]) == (0, True)
    for wrong in (f"{seq}:{'0' * 64}", f"{seq + 99}:{mac}"):
        bad = cli("verify", "--anchor", wrong)
        assert (bad.status, bad.json["checks"][-1]["name"]) == (4, "printed_seal")
    assert cli("verify", "--anchor", "12:short").status == 2


def test_the_trail_has_the_sum_of_the_file(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "history.pdf"
    with office.workspace.read() as reader:
        made = make_history(reader, HistoryAsked(office.matter), MONDAY)
    save_history(office.workspace, file, made, "a long password")
    with office.workspace.write() as tx:
        record_history(tx, made)
    with office.workspace.read() as reader:
        query = (
            select(AuditEvent.action, AuditEvent.object_id, AuditBody.body)
            .join(AuditBody, AuditBody.seq == AuditEvent.seq)
            .where(AuditEvent.object_kind == "history")
            .order_by(AuditEvent.seq)
        )
        saved, printed = [
            (action, about, json.loads(body)) for action, about, body in reader.session.execute(query)
        ]
    assert saved[:2] == ("exported", office.matter)
    assert saved[2]["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert (saved[2]["file"], saved[2]["anchor"]) == ("history.pdf", made.history.anchor.seq)
    assert printed[0] == "printed"
    assert PdfReader(file).is_encrypted


def test_never_a_half_file(office: Office, tmp_path: Path) -> None:
    with office.workspace.read() as reader:
        made = make_history(reader, HistoryAsked(office.matter), MONDAY)
    with pytest.raises(Refused):
        save_history(office.workspace, tmp_path / "history.csv", made)
    (tmp_path / "file").write_bytes(b"in the way")
    with pytest.raises(MachineTrouble):
        save_history(office.workspace, tmp_path / "file" / "history.pdf", made)
    assert not list(tmp_path.glob("*history*"))


def test_it_can_be_stopped(office: Office) -> None:
    class Stopped(Exception):
        """By whoever waited."""

    def told(done: int, every: int) -> None:
        raise Stopped

    for kind in ("pdf", "csv"):
        with office.workspace.read() as reader, pytest.raises(Stopped):
            make_history(reader, HistoryAsked(office.matter), MONDAY, kind=kind, told=told)


def test_words_of_any_script_and_length_come_out_as_they_went_in(office: Office) -> None:
    """Six scripts, emoji, what looks like markup, and 80,000 words: a row of many pages loses none."""
    said = "Zoë <b>&amp; Ελένη, Дмитрий, 山田太郎, 김민수 and 🙂 met; 100 % agreed"
    office.log(2, said)
    many = many_words("word")
    office.log(1, " ".join(many))
    text = office.text(taken_out=long_text_of)
    assert said in text
    found = re.findall(r"word\d+", text)
    assert found == many


def test_a_full_disk_leaves_no_file(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with office.workspace.read() as reader:
        made = make_history(reader, HistoryAsked(office.matter), MONDAY)
    kept = tmp_path / "history.pdf"
    kept.write_bytes(b"of last week")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("app.vault.outside.os.fsync", full)
    with pytest.raises(MachineTrouble):
        save_history(office.workspace, kept, made)
    assert [one.name for one in tmp_path.glob("*history*")] == ["history.pdf"]
    assert kept.read_bytes() == b"of last week"
