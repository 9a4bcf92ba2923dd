"""The firm's lead is told how many matters wait for review; of very many only that they are many."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.clients.commands import ClientDetails, add_client
from app.matters.commands import MatterDetails, open_matter
from app.matters.words import MatterStatus
from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from app.retention import duties
from app.retention.queries import closed_by
from app.settings.commands import change_firm
from app.settings.queries import firm
from app.storage.rows import all_rows
from app.workspace import Workspace
from tests.statements import Counted

LAST = date(2026, 12, 31)


@pytest.fixture
def closed(workspace: Workspace) -> Workspace:
    """Three matters that were closed twenty years ago; Maria, who acts, leads the firm."""
    with workspace.write() as tx:
        client = add_client(
            tx, ClientDetails(first_name="Nora", last_name="Whitcombe", born_on=date(1950, 1, 1))
        )
        for name in ("First", "Second", "Third"):
            long_ago = {"opened_on": date(2005, 1, 3), "closed_on": date(2006, 1, 2)}
            open_matter(tx, MatterDetails(name, (client,), status=MatterStatus.CLOSED, **long_ago))
        change_firm(tx, replace(firm(tx.reader()).details, lead_id=workspace.actor))
    return workspace


def said(workspace: Workspace) -> list[str]:
    with workspace.read() as reader:
        return [one.text for one in duties.retention_duties(reader, LAST, None)]


@pytest.mark.parametrize("at_once", [1, 2, 200])
def test_they_are_counted_and_of_many_it_is_said_that_there_are_more(
    closed: Workspace, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(duties, "_AT_ONCE", at_once)
    assert said(closed) == ["3 matters are due for review"]
    monkeypatch.setattr(duties, "MOST", 2)
    assert said(closed) == ["More than 2 matters are due for review"]


def test_it_is_the_leads_alone_and_the_partners_while_nobody_leads(closed: Workspace) -> None:
    with closed.write() as tx:
        ann = add_colleague(tx, NewColleague("Ann Lee", Role.PARTNER))
        tom = add_colleague(tx, NewColleague("Tom Bell", Role.STAFF))
    others = [Workspace(closed.vault, closed.clock, who, closed.zone) for who in (ann, tom)]
    assert [said(one) for one in others] == [[], []]
    with closed.write() as tx:
        change_firm(tx, replace(firm(tx.reader()).details, lead_id=None))
    assert [bool(said(one)) for one in (closed, *others)] == [True, True, False]


def test_the_many_that_were_closed_lately_are_not_gone_through(closed: Workspace, counted: Counted) -> None:
    """Today asks it at each reading."""
    with closed.read() as reader:
        with counted() as statements:
            assert len(closed_by(reader, LAST)) == 3
        asked = statements[-1]
        values = ["2006-01-02"] * asked.count("?")
        plan = " ".join(str(row) for row in all_rows(reader.session, f"EXPLAIN QUERY PLAN {asked}", values))
    assert "ix_matters_closed_on (closed_on<?)" in plan
