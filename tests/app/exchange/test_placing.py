"""Placing what comes in: a notice of several cases case by case, and whose mail counts as contact with the client."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import update

from app.contactlog.queries import EntryRow, entries
from app.exchange.commands import dismiss_tray_item, import_files, place_tray_item, recall_tray_item
from app.exchange.outcome import FileOutcome
from app.exchange.queries import count_tray, tray, tray_message
from app.kernel.errors import NotFound, Refused
from app.matters.development_queries import developments
from app.matters.queries import find_matter
from app.people.models import Colleague
from app.workspace import Workspace
from tests.support import Cli

NOTICE = """\
From: ECF-CAND@cand.uscourts.gov
To: efiling@cand.uscourts.gov
Subject: Activity in Case 4:25-cv-08888 Stapler v. Pen Order
Message-ID: <two@cand.uscourts.gov>
Date: Wed, 18 Nov 2026 11:53:00 -0800
Content-Type: text/plain; charset=us-ascii

U.S. District Court
California Northern District
Notice of Electronic Filing

The following transaction was entered on 11/18/2026 at 11:53 AM PST and filed on 11/18/2026

Case Name: Stapler v. Pen
Case Number: 4:25-cv-08888
Filer:
Document Number: 9

Docket Text:
ORDER granting extension of time to Stapler.

Case Name: Vance v. Poolcraft
Case Number: 4:25-cv-09999
Filer:
Document Number: 4

Docket Text:
ORDER setting a hearing for Vance.

Case Name: Third v. Party
Case Number: 4:25-cv-07777
Filer:
Document Number: 2

Docket Text:
ORDER dismissing the third case.

4:25-cv-08888 Notice has been electronically mailed to:
"""
MAIL = "From: {sender}\nTo: {to}\nSubject: [S-1] Terms\nMessage-ID: <{sender}{to}>\n\nOur terms are these.\n"
OURS = "maria@harbour.example"

Take = Callable[[str], FileOutcome]


@pytest.fixture
def take(workspace: Workspace, tmp_path: Path) -> Take:
    """Import a mail of this content."""

    def run(content: str) -> FileOutcome:
        file = tmp_path / "mail.eml"
        file.write_text(content, encoding="utf-8")
        with workspace.write() as tx:
            (outcome,) = import_files(tx, [file])
        return outcome

    return run


@pytest.fixture
def matters(cli: Cli, workspace: Workspace) -> dict[str, UUID]:
    """Two clients with a matter each: S-10 of Stapler with a court number, V-10 of Vance without."""
    cli("client", "add", "--first-name", "Sam", "--last-name", "Stapler", "--email", "sam@example.com")
    cli("client", "add", "--first-name", "Silas", "--last-name", "Vance", "--email", "silas@example.com")
    cli("matter", "add", "--number", "S-10", "--title", "Stapler v. Pen", "--client", "Sam Stapler",
        "--court", "cand", "--court-number", "4:25-cv-08888")  # fmt: skip
    cli("matter", "add", "--number", "V-10", "--title", "Vance", "--client", "Silas Vance")
    cli("matter", "add", "--number", "T-10", "--title", "Third", "--client", "Silas Vance")
    with workspace.read() as reader:
        return {name: find_matter(reader, f"{name}-10").id for name in "SVT"}


def test_a_notice_of_several_cases_is_placed_case_by_case(
    workspace: Workspace, matters: dict[str, UUID], take: Take
) -> None:
    (waits,) = take(NOTICE).unmatched
    assert "4:25-cv-09999, 4:25-cv-07777" in waits.reason
    with workspace.read() as reader:
        (item,) = tray(reader)
        assert [case.court_number for case in tray_message(reader, item.id).cases] == [
            "4:25-cv-09999",
            "4:25-cv-07777",
        ]
    with workspace.write() as tx:
        with pytest.raises(Refused, match="several cases"):
            place_tray_item(tx, item.id, client_id=entries(tx.reader())[0].client_id)
        assert place_tray_item(tx, item.id, matter_id=matters["V"]).left == 1
    with workspace.read() as reader:
        assert [one.text for one in developments(reader, matters["V"])] == [
            "ORDER setting a hearing for Vance."
        ]
        (logged,) = entries(reader, matter_id=matters["V"])
        assert "third" not in logged.summary
        (item,) = tray(reader)
        assert item.reason == "No matter of ours has the court number 4:25-cv-07777. Place it by hand."
        (case,) = tray_message(reader, item.id).cases
    with workspace.write() as tx, pytest.raises(NotFound):
        place_tray_item(tx, item.id, matter_id=matters["T"], case="cand/4:25-cv-09999")
    with workspace.write() as tx:
        assert place_tray_item(tx, item.id, matter_id=matters["T"], case=case.key).left == 0
    with workspace.read() as reader:
        assert count_tray(reader) == 0
        assert [one.text for one in developments(reader, matters["T"])] == [
            "ORDER dismissing the third case."
        ]
        assert len(developments(reader)) == 3


def test_a_case_whose_matter_is_opened_later_still_waits(
    workspace: Workspace, matters: dict[str, UUID], take: Take, cli: Cli
) -> None:
    take(NOTICE)
    cli("matter", "edit", "V-10", "--court", "cand", "--court-number", "4:25-cv-09999")
    with workspace.write() as tx:
        (item,) = tray(tx.reader())
        assert place_tray_item(tx, item.id, matter_id=matters["V"]).left == 1
    with workspace.read() as reader:
        assert [one.text for one in developments(reader, matters["V"])] == [
            "ORDER setting a hearing for Vance."
        ]


def test_the_rest_of_a_notice_can_be_put_aside_and_brought_back(
    workspace: Workspace, matters: dict[str, UUID], take: Take
) -> None:
    take(NOTICE)
    with workspace.write() as tx:
        (item,) = tray(tx.reader())
        place_tray_item(tx, item.id, matter_id=matters["V"])
        dismiss_tray_item(tx, item.id)
        assert count_tray(tx.reader()) == 0
        recall_tray_item(tx, item.id)
        (case,) = tray_message(tx.reader(), item.id).cases
    assert case.court_number == "4:25-cv-07777"


@pytest.mark.parametrize(
    ("sender", "to", "is_contact"),
    [
        (OURS, "counsel@other.example", False),
        (OURS, "silas@example.com", False),
        (OURS, "counsel@other.example, Sam <SAM@example.com>", True),
        ("counsel@other.example", "sam@example.com", False),
        ("silas@example.com", OURS, False),
        ("sam@example.com", OURS, True),
    ],
)
def test_mail_is_contact_with_the_client_where_a_client_of_the_matter_takes_part(
    workspace: Workspace,
    matters: dict[str, UUID],
    take: Take,
    sender: str,
    to: str,
    is_contact: bool,
) -> None:
    with workspace.write() as tx:
        tx.session.execute(update(Colleague).values(email=OURS))
    take(MAIL.format(sender=sender, to=to).replace("[S-1]", "[S-10]"))
    with workspace.read() as reader:
        (logged,) = entries(reader, matter_id=matters["S"])
    assert isinstance(logged, EntryRow)
    assert logged.with_client is is_contact


def test_a_notice_is_not_searched_for_other_cases_whatever_its_entry_is_amended_to(
    cli: Cli, workspace: Workspace, matters: dict[str, UUID], take: Take
) -> None:
    """The original speaks of every case; who may not see one of them must not find it by another (J2)."""
    head, _, body = NOTICE.partition("Content-Type: text/plain; charset=us-ascii\n\n")
    parts = ("text/plain", body), ("text/plain; name=receipt.txt", "DISMISSING, as attached.")
    take(
        f"{head}Content-Type: multipart/mixed; boundary=b\n\n"
        + "".join(f"--b\nContent-Type: {kind}\n\n{text}\n" for kind, text in parts)
        + "--b--\n"
    )
    with workspace.read() as reader:
        (logged,) = entries(reader, matter_id=matters["S"])
        assert [file.name for file in logged.attachments][1:] == ["receipt.txt"]
    people = ("--participant", "Sam Stapler, client")
    cli("amend", str(logged.id), *people, "--reason", "The clerk has no name.")
    cli("reindex")
    assert cli("search", "granting extension").json["total"] == 1
    assert cli("search", "dismissing").json["total"] == 0
