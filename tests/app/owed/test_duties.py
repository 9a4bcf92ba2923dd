"""What a room of the firm's own house owes stands in the one list, wherever it belongs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

import pytest

from app.clients.commands import ClientDetails, add_client
from app.kernel.duty import Duty, DutyKind
from app.matters.commands import MatterDetails, open_matter
from app.owed import duties
from app.owed.calendar.days import days
from app.owed.items import OwedItem, OwedKind, OwedState
from app.owed.kept import owed_kept
from app.owed.queries import owed
from app.owed.snooze.commands import put_off
from app.reports.lists.morning import morning_list
from app.reports.lists.partners import partners_lists
from app.storage.transaction import Reader
from app.workspace import Workspace
from tests.support import MONDAY, Cli

TODAY = date(2026, 11, 23)
OF_FIRM = UUID(int=7)


@pytest.fixture
def matter(workspace: Workspace) -> UUID:
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
        return open_matter(tx, MatterDetails(title="Whitcombe v. Larkspur", clients=(client,)))


@pytest.fixture(autouse=True)
def _a_room(workspace: Workspace, matter: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    """A room that owes terms in the matter since yesterday, and a look at a policy in five days and in fifty."""

    def place(reader: Reader, last_day: date, matter_id: UUID | None) -> Iterable[Duty]:
        yield Duty(DutyKind.TERMS, matter, "Agree the terms", TODAY - timedelta(days=1), matter_id=matter)
        if matter_id is None:
            for ahead in (5, 50):
                due = MONDAY + timedelta(days=ahead)
                yield Duty(DutyKind.POLICY, OF_FIRM, "Look at Channels again", due)

    monkeypatch.setattr(duties, "PLACES", (place,))


def _terms(items: Iterable[OwedItem]) -> OwedItem:
    return next(item for item in items if item.word == "terms")


def test_it_is_late_by_its_day_and_what_is_far_ahead_is_not_listed(workspace: Workspace) -> None:
    with workspace.read() as reader:
        items = [item for item in owed(reader).items if item.kind is OwedKind.DUTY]
        assert [(one.word, one.state, one.title) for one in items] == [
            ("terms", OwedState.OVERDUE, "Whitcombe v. Larkspur"),
            ("policy_review", OwedState.UPCOMING, "The firm"),
        ]
        assert owed_kept(reader, 7) == owed(reader)


def test_a_matter_is_asked_for_its_own(workspace: Workspace, matter: UUID) -> None:
    with workspace.read() as reader:
        words = {item.word for item in owed(reader, matter_id=matter).items}
    assert "terms" in words
    assert "policy_review" not in words


def test_it_lies_in_the_calendar_and_cannot_be_moved(workspace: Workspace) -> None:
    with workspace.read() as reader:
        found = days(reader, TODAY, TODAY + timedelta(days=6))
    (policy,) = [item for day in found.values() for item in day.items if item.what == "Policy review"]
    assert (policy.title, policy.can_move) == ("The firm", False)


def test_it_is_put_off_like_anything_else(workspace: Workspace, matter: UUID) -> None:
    with workspace.write() as tx:
        put_off(tx, OwedKind.DUTY, matter, TODAY + timedelta(days=2), "The partner is at a trial")
    with workspace.read() as reader:
        assert _terms(owed(reader).items).put_off is not None


def test_it_stands_on_paper(workspace: Workspace) -> None:
    with workspace.read() as reader:
        rows = [row for share in partners_lists(reader).shares for row in share.of("Client care")]
        assert {row.text for row in rows} == {"Agree the terms", "Look at Channels again; nobody is named"}
        texts = [row.text for part in morning_list(reader).parts for row in part.rows]
        assert any("Agree the terms" in text for text in texts)


def test_the_command_line_says_which(cli: Cli, workspace: Workspace) -> None:
    items = cli("due").json["items"]
    assert {("terms", "Nora Whitcombe"), ("policy_review", "")} <= {
        (one["kind"], one["client"]) for one in items
    }
