"""Matters without agreed terms: which, since when, after how long."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from app.engagement.agreeing import agree_terms
from app.engagement.forms import NewAgreement, TermsForm
from app.engagement.missing import set_terms_rule, terms_rule, without_terms
from app.engagement.terms_commands import draft_terms
from app.engagement.words import AgreedHow
from app.kernel.errors import Invalid, Refused
from app.matters.commands import MatterDetails, open_matter
from app.matters.sheet import matter_sheet
from app.matters.words import MatterStatus
from app.owed.queries import owed
from app.schedule.rhythm import parse_rhythm
from app.workspace import Workspace
from tests.support import MONDAY

TODAY = date(2026, 11, 23)
TERMS = TermsForm(scope="The lease", rhythm=parse_rhythm("month"))


def another(workspace: Workspace, matter: UUID, opened_on: date | None, **more: object) -> UUID:
    with workspace.write() as tx:
        clients = matter_sheet(tx.reader(), matter).details.clients
        return open_matter(tx, MatterDetails("Other", clients, opened_on=opened_on, **more))  # type: ignore[arg-type] # by name


def test_a_firm_that_begins_asks_for_what_it_opens_from_then_on(workspace: Workspace, matter: UUID) -> None:
    new, undated = another(workspace, matter, TODAY), another(workspace, matter, None)
    with workspace.read() as reader:
        assert (terms_rule(reader).days, terms_rule(reader).since) == (14, TODAY)
        found = without_terms(reader)
    assert {one.matter_id for one in found} == {new, undated}, (
        "the lease was opened before the firm worked here"
    )
    assert {one.owed_on for one in found} == {date(2026, 12, 7)}


def test_they_are_owed_from_their_day_on(workspace: Workspace, matter: UUID) -> None:
    with workspace.write() as tx:
        set_terms_rule(tx, 20, date(2026, 11, 1), "All of November")
    with workspace.read() as reader:
        assert without_terms(reader, date(2026, 11, 21)) == ()
        (found,) = without_terms(reader, date(2026, 11, 22))
    assert (found.matter_id, found.opened_on, found.owed_on, found.drafted) == (
        matter,
        date(2026, 11, 2),
        date(2026, 11, 22),
        False,
    )


def test_a_draft_is_not_enough_and_an_agreement_is(workspace: Workspace, matter: UUID) -> None:
    with workspace.write() as tx:
        set_terms_rule(tx, 14, date(2026, 11, 1), "All of November")
        draft_terms(tx, matter, TERMS)
    with workspace.read() as reader:
        assert [one.drafted for one in without_terms(reader)] == [True]
    with workspace.write() as tx:
        agree_terms(tx, NewAgreement(matter, TODAY, AgreedHow.EMAIL))
    with workspace.read() as reader:
        assert without_terms(reader) == ()
    with workspace.read(MONDAY - timedelta(days=1)) as reader:
        assert reader.today < TODAY  # the matter was not in the vault either
        assert without_terms(reader) == ()


def test_only_open_matters_are_asked_for(workspace: Workspace, matter: UUID) -> None:
    another(workspace, matter, TODAY, status=MatterStatus.PENDING)
    another(workspace, matter, TODAY, status=MatterStatus.CLOSED, closed_on=TODAY)
    with workspace.read() as reader:
        assert without_terms(reader) == ()


def test_never_is_a_rule_too(workspace: Workspace, matter: UUID) -> None:
    another(workspace, matter, TODAY)
    with workspace.write() as tx:
        assert set_terms_rule(tx, 0, None, "We write to everybody at once")
        assert not set_terms_rule(tx, 0)
    with workspace.read() as reader:
        assert without_terms(reader) == ()


def test_what_a_rule_cannot_be(workspace: Workspace) -> None:
    with workspace.write() as tx, pytest.raises(Invalid):
        set_terms_rule(tx, 400, None, "x")
    with workspace.write() as tx, pytest.raises(Refused, match="why"):
        set_terms_rule(tx, 7)


def test_a_vault_in_use_is_not_flooded(workspace: Workspace, matter: UUID) -> None:
    """As the migration writes it where there is a firm already."""
    with workspace.write() as tx:
        tx.session.execute(
            text(
                "INSERT INTO terms_rules (id, number, reason, made_at, made_by, days, since) VALUES"
                " (:one, 0, '', '2026-11-23 00:00:00.000000', :one, 14, '2026-11-23')"
            ),
            {"one": "0" * 32},
        )
    with workspace.read() as reader:
        assert terms_rule(reader).since == TODAY
        assert without_terms(reader, date(2027, 6, 1)) == ()
    with workspace.write() as tx:
        set_terms_rule(tx, 14, date(2026, 11, 1), "From November on")
    with workspace.read() as reader:
        assert [one.matter_id for one in without_terms(reader)] == [matter]


def test_they_stand_on_today_of_who_answers_for_the_matter(workspace: Workspace, matter: UUID) -> None:
    with workspace.write() as tx:
        set_terms_rule(tx, 14, date(2026, 11, 1), "All of November")
    with workspace.read() as reader:
        (item,) = owed(reader, matter_id=matter).items
        assert (item.word, item.person_id, item.text) == (
            "terms",
            workspace.actor,
            "Agree engagement terms",
        )
    with workspace.write() as tx:
        draft_terms(tx, matter, TERMS)
    with workspace.read() as reader:
        assert [one.text for one in owed(reader).items] == ["Have the engagement terms agreed"]
    with workspace.write() as tx:
        agree_terms(tx, NewAgreement(matter, TODAY, AgreedHow.EMAIL))
    with workspace.read() as reader:
        assert "terms" not in {one.word for one in owed(reader, days=99).items}
