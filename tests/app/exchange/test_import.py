"""Taking files over: what is new, what is filled in, what is refused, and that a rehearsal leaves nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.audit.models import AuditEvent
from app.clients.queries import client_sheet, list_clients
from app.exchange.commands import (
    dismiss_tray_item,
    import_files,
    place_tray_item,
    recall_tray_item,
)
from app.exchange.csv_kinds import Mapping
from app.exchange.incoming import Reading
from app.exchange.outcome import FileOutcome
from app.exchange.queries import count_tray, tray, tray_message
from app.kernel.errors import NotFound
from app.matters.queries import list_matters
from app.workspace import Workspace

HEAD = "First Name,Last Name,Company,Email Address,Primary Phone\n"
MATTER_HEAD = (
    "status,description,location,client_reference,custom_number,client_first_name,client_last_name\n"
)
MAIL = "From: {sender}\nTo: office@example.com\nSubject: Hello\nMessage-ID: <{sender}>\n\nPlease call.\n"

Take = Callable[..., FileOutcome]


@pytest.fixture
def take(workspace: Workspace, tmp_path: Path) -> Take:
    """Import a file of this content."""

    def run(content: str, name: str = "file.csv", reading: Reading | None = None) -> FileOutcome:
        file = tmp_path / name
        file.write_text(content, encoding="utf-8")
        with workspace.write() as tx:
            (outcome,) = import_files(tx, [file], readings={file: reading} if reading else {})
        return outcome

    return run


def test_a_rehearsal_says_what_would_happen_and_leaves_nothing(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "contacts.csv"
    file.write_text(HEAD + "Nora,Whitcombe,,nora@example.com,\n", encoding="utf-8")
    heard: list[object] = []
    workspace.announcer.listen(heard.append)
    with workspace.read() as reader:
        before = reader.session.scalar(select(func.count()).select_from(AuditEvent))
    with workspace.rehearse() as tx:
        (outcome,) = import_files(tx, [file])
        assert len(list_clients(tx.reader())) == 1
    assert outcome.created["clients"] == 1
    with workspace.read() as reader:
        assert list_clients(reader) == ()
        assert reader.session.scalar(select(func.count()).select_from(AuditEvent)) == before
    assert heard == []


def test_an_import_is_one_event_of_the_trail(workspace: Workspace, take: Take) -> None:
    with workspace.read() as reader:
        before = reader.session.scalar(select(func.count()).select_from(AuditEvent)) or 0
    take(HEAD + "".join(f"First{n},Last{n},,p{n}@example.com,\n" for n in range(1200)))
    with workspace.read() as reader:
        assert len(list_clients(reader)) == 1200
        assert reader.session.scalar(select(func.count()).select_from(AuditEvent)) == before + 1
        assert workspace.trail.check(reader.session) is None


def test_the_same_person_twice_in_a_file_is_one_client(workspace: Workspace, take: Take) -> None:
    rows = "Nora,Whitcombe,,nora@example.com,\nNora,Whitcombe,,NORA@example.com,510 555 0144\nNora,Whitcombe,,,\n"
    outcome = take(HEAD + rows)
    assert (outcome.created["clients"], outcome.updated["clients"], outcome.unchanged) == (1, 1, 1)
    with workspace.read() as reader:
        (row,) = list_clients(reader)
        details = client_sheet(reader, row.id).details
    assert [point.value for point in details.points] == ["nora@example.com", "510 555 0144"]


def test_two_people_of_one_name_stay_two(workspace: Workspace, take: Take) -> None:
    take(HEAD + "Nora,Whitcombe,,nora@example.com,\n")
    outcome = take(HEAD + "Nora,Whitcombe,,other@example.com,\n", "more.csv")
    assert outcome.created["clients"] == 1
    with workspace.read() as reader:
        assert len(list_clients(reader)) == 2


def test_nothing_that_the_firm_wrote_is_replaced(workspace: Workspace, take: Take) -> None:
    take("First Name,Last Name,Company,Email Address,Job Title\nNora,Whitcombe,,nora@example.com,Baker\n")
    outcome = take(
        "First Name,Last Name,Company,Email Address,Job Title,Notes\n"
        "Nora,Whitcombe,Bakery Ltd,nora@example.com,Cook,likes letters\n"
    )
    assert outcome.updated["clients"] == 1
    with workspace.read() as reader:
        details = client_sheet(reader, list_clients(reader)[0].id).details
    assert (details.job_title, details.company, details.notes) == ("Baker", "Bakery Ltd", "likes letters")


def test_a_number_alone_does_not_make_two_matters_one(workspace: Workspace, take: Take) -> None:
    take(MATTER_HEAD + "Open,Whitcombe v. Larkspur,cand,3:26-cv-00412,00001,Nora,Whitcombe\n")
    other = take(MATTER_HEAD + "Open,Vance v. Poolcraft,,,00001,Silas,Vance\n", "other.csv")
    assert other.created["matters"] == 0
    assert [note.row for note in other.refused] == [2]
    assert other.refused[0].reason.startswith("Matter 00001 is another one here")
    renamed = take(MATTER_HEAD + "Open,Whitcombe and Larkspur,cand,3:26-cv-00412,00001,Nora,Whitcombe\n")
    assert (renamed.unchanged, renamed.refused) == (1, [])
    with workspace.read() as reader:
        assert [row.title for row in list_matters(reader)] == ["Whitcombe v. Larkspur"]
        assert [row.name for row in list_clients(reader)] == ["Nora Whitcombe"]  # the refused row adds nobody


def test_matters_without_a_number_get_the_next_ones_that_the_file_leaves_free(
    workspace: Workspace, take: Take
) -> None:
    rows = "Open,First,,,,A,One\nOpen,Second,,,00001,B,Two\nOpen,Third,,,,A,One\n"
    outcome = take(MATTER_HEAD + rows)
    assert (outcome.created["matters"], outcome.created["clients"], outcome.refused) == (3, 2, [])
    with workspace.read() as reader:
        assert [(row.number, row.title) for row in list_matters(reader)] == [
            ("00001", "Second"),
            ("00002", "First"),
            ("00003", "Third"),
        ]


def test_each_file_is_read_in_its_own_way(workspace: Workspace, tmp_path: Path) -> None:
    own, usual = tmp_path / "own.csv", tmp_path / "usual.csv"
    own.write_bytes("Kunde;Post\nJörg Maß;joerg@example.com\n".encode("cp1252"))
    usual.write_text(HEAD + "Nora,Whitcombe,,nora@example.com,\n", encoding="utf-8")
    mapping = Mapping("contact", (("full_name", "Kunde"), ("email", "Post")))
    with workspace.write() as tx:
        outcomes = import_files(tx, [own, usual], readings={own: Reading(mapping, "cp1252")})
    assert [outcome.kind for outcome in outcomes] == ["mapped", "clio-contacts"]
    with workspace.read() as reader:
        assert [row.name for row in list_clients(reader)] == ["Jörg Maß", "Nora Whitcombe"]


def test_progress_goes_up_and_may_stop_everything(workspace: Workspace, tmp_path: Path) -> None:
    file, mail = tmp_path / "contacts.csv", tmp_path / "mail.eml"
    file.write_text(HEAD + "".join(f"A{n},B{n},,,\n" for n in range(700)), encoding="utf-8")
    mail.write_text(MAIL.format(sender="a@nowhere.example"), encoding="utf-8")
    seen: list[tuple[str, int, int]] = []
    with workspace.rehearse() as tx:
        import_files(tx, [mail, file], progress=lambda stage, done, of: seen.append((stage, done, of)))
    taken = [(done, of) for stage, done, of in seen if stage == "take"]
    assert taken == sorted(taken)
    assert {of for _, of in taken} == {701}
    assert [done for stage, done, _ in seen if stage == "read"] == [0, 1]

    class Enough(Exception):
        pass

    def stop(stage: str, done: int, of: int) -> None:
        if done >= 600:
            raise Enough

    with pytest.raises(Enough), workspace.write() as tx:
        import_files(tx, [mail, file], progress=stop)
    with workspace.read() as reader:
        assert list_clients(reader) == ()
        assert count_tray(reader) == 0


def test_what_was_put_aside_can_be_brought_back_but_not_what_was_placed(
    workspace: Workspace, take: Take
) -> None:
    take(HEAD + "Nora,Whitcombe,,nora@example.com,\n")
    take(MAIL.format(sender="one@nowhere.example"), "one.eml")
    take(MAIL.format(sender="two@nowhere.example"), "two.eml")
    with workspace.read() as reader:
        one, two = tray(reader)
        (client,) = list_clients(reader)
        assert tray_message(reader, one.id).row.text.strip() == "Please call."
    with workspace.write() as tx:
        dismiss_tray_item(tx, one.id)
        place_tray_item(tx, two.id, client_id=client.id)
    with workspace.read() as reader:
        assert count_tray(reader) == 0
        with pytest.raises(NotFound):
            tray_message(reader, one.id)
    with workspace.write() as tx:
        recall_tray_item(tx, one.id)
    with pytest.raises(NotFound), workspace.write() as tx:
        recall_tray_item(tx, two.id)
    with workspace.read() as reader:
        assert [row.id for row in tray(reader)] == [one.id]
