"""What a status report says of a matter, and what it must never say."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from app.care.commands import NewCostsFigure, state_costs
from app.care.words import CostsKind
from app.clients.commands import ClientDetails, add_client
from app.contactlog.commands import NewContact, NewFollowUp, log_contact, withdraw_contact
from app.contactlog.queries import told_developments
from app.contactlog.words import Channel, Direction
from app.matters.commands import MatterDetails, NewDevelopment, add_development, open_matter, say_plainly
from app.matters.words import DevelopmentKind
from app.reports.commands import mark_given
from app.reports.content import StatusReport
from app.reports.files import file_name, file_names
from app.reports.status import status_report
from app.workspace import Workspace
from tests.support import MONDAY


@pytest.fixture
def matter(workspace: Workspace) -> UUID:
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
        return open_matter(tx, MatterDetails(title="Whitcombe v. Larkspur", clients=(client,), court="cand"))


def log(workspace: Workspace, matter: UUID, **values: object) -> UUID:
    base: dict[str, object] = {
        "channel": Channel.PHONE,
        "direction": Direction.OUT,
        "occurred_at": MONDAY - timedelta(hours=2),
        "summary": "Explained where things stand",
        "matter_id": matter,
    }
    with workspace.write() as tx:
        return log_contact(tx, NewContact(**{**base, **values}))  # type: ignore[arg-type]  # a table of test values


def report(workspace: Workspace, matter: UUID) -> StatusReport:
    with workspace.read() as reader:
        return status_report(reader, matter)


SECRET = "our client is not telling everything"


@pytest.mark.parametrize(
    "internal",
    [
        {"channel": Channel.NOTE, "direction": Direction.INTERNAL, "with_client": False},
        {"confidentiality": "partners only"},
        {"with_client": False},
    ],
)
def test_what_is_internal_or_classified_never_reaches_a_letter(
    workspace: Workspace, matter: UUID, internal: dict[str, object]
) -> None:
    log(workspace, matter, summary=SECRET, advice=SECRET, decision=SECRET, **internal)
    assert SECRET not in str(report(workspace, matter))


def test_what_was_withdrawn_never_reaches_a_letter(workspace: Workspace, matter: UUID) -> None:
    agreed = (NewFollowUp("Nora", SECRET, MONDAY.date()),)
    entry = log(workspace, matter, summary=SECRET, advice=SECRET, follow_ups=agreed)
    assert SECRET in str(report(workspace, matter))
    with workspace.write() as tx:
        withdraw_contact(tx, entry, "another client")
    assert SECRET not in str(report(workspace, matter))


def test_the_words_for_the_client_stand_before_the_note(workspace: Workspace, matter: UUID) -> None:
    log(
        workspace,
        matter,
        summary="Rang N. after her shift",
        for_client="We told you that the court is still to decide.",
    )
    with workspace.write() as tx:
        news = add_development(tx, NewDevelopment(matter, DevelopmentKind.FILING, MONDAY, "NOTICE re MOTION"))
        assert news is not None
        say_plainly(tx, news, "The other side asked the court for more time.")
    said = [line.text for line in report(workspace, matter).progress]
    assert said == [
        "We told you that the court is still to decide.",
        "The other side asked the court for more time.",
    ]


def test_a_report_tells_what_stands_in_it_and_nothing_that_came_later(
    workspace: Workspace, matter: UUID
) -> None:
    with workspace.write() as tx:
        first = add_development(tx, NewDevelopment(matter, DevelopmentKind.RULING, MONDAY, "Motion denied"))
    made = report(workspace, matter)
    with workspace.write() as tx:
        later = add_development(tx, NewDevelopment(matter, DevelopmentKind.RULING, MONDAY, "Motion granted"))
        mark_given(tx, matter, made, b"/Type /Page\n")
    with workspace.read() as reader:
        told = told_developments(reader, matter)
    assert first in told
    assert later not in told


def test_the_court_is_called_by_its_name(workspace: Workspace, matter: UUID) -> None:
    assert report(workspace, matter).matter_line.endswith(
        "U.S. District Court, Northern District of California"
    )


def test_an_estimate_told_again_is_unchanged_and_a_revised_one_says_the_one_before(
    workspace: Workspace, matter: UUID
) -> None:
    def state(amount: int) -> str:
        with workspace.write() as tx:
            state_costs(tx, NewCostsFigure(matter, CostsKind.ESTIMATE, Decimal(amount), MONDAY.date()))
        return report(workspace, matter).fees[0].text

    assert "unchanged" in state(9000)
    assert "before that $9,000" in state(10000)
    assert "before that $10,000" in state(11000)
    assert "before that $10,000" in state(11000)


def test_no_two_matters_share_a_file() -> None:
    names = file_names(["A/1", "A 1", "a_1", "CON", "x" * 300, "日本"])
    assert len({name.casefold() for name in names.values()}) == len(names)
    assert file_name("CON") == "_CON.pdf"
    assert max(map(len, names.values())) < 120
