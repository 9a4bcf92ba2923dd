"""What lies on which day of a calendar: what is folded, and what waits for a client."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from app.clients.commands import ClientDetails, add_client
from app.contactlog.commands import amend_contact, log_contact
from app.contactlog.forms import NewContact
from app.contactlog.queries import entry_form
from app.contactlog.words import Channel, Direction
from app.kernel.clock import FixedClock
from app.matters.commands import MatterDetails, open_matter
from app.matters.developments import NewDevelopment, add_development
from app.matters.words import DevelopmentKind
from app.owed.calendar.day_items import Among, DayItem
from app.owed.calendar.days import FOLDED, Day, days, late_items
from app.owed.calendar.span import read_span
from app.owed.queries import owed
from app.workspace import Workspace
from tests.support import MONDAY

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TODAY = MONDAY.date()


@pytest.fixture
def matter(workspace: Workspace) -> UUID:
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
        return open_matter(tx, MatterDetails(title="Whitcombe v. Larkspur", clients=(client,)))


def tell(workspace: Workspace, matter: UUID, count: int) -> list[UUID]:
    """So many updates, one an hour, the last an hour ago."""
    with workspace.write() as tx:
        return [
            log_contact(
                tx,
                NewContact(
                    Channel.PHONE, Direction.OUT, MONDAY - number * HOUR, "Told.", matter, is_update=True
                ),
            )
            for number in range(count, 0, -1)
        ]


def day_of(workspace: Workspace, day: date, among: Among | None = None, most: int | None = None) -> Day:
    with workspace.read() as reader:
        return days(reader, day, day, among or Among(), most=most)[day]


def test_many_updates_given_on_a_day_are_folded_where_there_is_little_room(
    workspace: Workspace, matter: UUID
) -> None:
    tell(workspace, matter, FOLDED)
    whole, little = day_of(workspace, TODAY), day_of(workspace, TODAY, most=24)
    assert (len(whole.items), whole.count, whole.folded) == (FOLDED, FOLDED, 0)
    assert [item.at for item in whole.items] == sorted(item.at for item in whole.items if item.at)
    assert (little.items, little.count, little.folded) == ((), FOLDED, FOLDED)
    with workspace.read() as reader:
        span = read_span(reader, TODAY, TODAY, most=24)
    assert (span.folded(TODAY), span.more(TODAY)) == (FOLDED, 0)


def test_fewer_stand_each_for_itself_as_far_as_there_is_room(workspace: Workspace, matter: UUID) -> None:
    tell(workspace, matter, FOLDED - 1)
    little = day_of(workspace, TODAY, most=1)
    assert (len(little.items), little.count, little.folded) == (1, FOLDED - 1, 0)


def test_whose_updates_they_are_counts_folded_or_not(workspace: Workspace, matter: UUID) -> None:
    tell(workspace, matter, FOLDED)
    with workspace.read() as reader:
        me = reader.viewer
    assert day_of(workspace, TODAY, Among(person_id=me), most=24).folded == FOLDED
    for among in (Among(person_id=UUID(int=1)), Among(practice_area="Tax")):
        with workspace.read() as reader:
            assert days(reader, TODAY, TODAY, among, most=24) == {}


def test_an_update_that_was_amended_since_is_read_as_it_was_known(
    workspace: Workspace, matter: UUID, clock: FixedClock
) -> None:
    given = tell(workspace, matter, FOLDED)
    clock.set(MONDAY + DAY)
    with workspace.write() as tx:
        new = entry_form(tx.reader(), given[0])
        amend_contact(tx, given[0], NewContact(**{**vars_of(new), "is_update": False}), "A mistake.")
    assert day_of(workspace, TODAY).count == FOLDED - 1
    with workspace.read(as_of=MONDAY, known_by=MONDAY) as reader:
        known = days(reader, TODAY, TODAY)[TODAY]
    assert known.count == FOLDED
    assert [item.source_id for item in known.items] == given


def vars_of(new: NewContact) -> dict[str, object]:
    return {name: getattr(new, name) for name in NewContact.__slots__}


def asked_then_paused(workspace: Workspace, matter: UUID, clock: FixedClock) -> None:
    """Asked last Monday, to be answered within days; since that afternoon the firm waits for the client."""
    begin = MONDAY - 7 * DAY
    clock.set(begin + 2 * HOUR)
    with workspace.write() as tx:
        asked = log_contact(
            tx, NewContact(Channel.PHONE, Direction.IN, begin, "Asks.", matter, needs_reply=True)
        )
        log_contact(
            tx,
            NewContact(
                Channel.EMAIL,
                Direction.OUT,
                begin + HOUR,
                "We need the lease.",
                matter,
                acknowledges_id=asked,
                awaits_client=True,
            ),
        )
    clock.set(MONDAY)


def replies(workspace: Workspace, first: date, last: date) -> list[DayItem]:
    with workspace.read() as reader:
        return [item for day in days(reader, first, last).values() for item in day.items]


def test_what_waits_for_the_client_lies_on_today_and_not_in_the_past(
    workspace: Workspace, matter: UUID, clock: FixedClock
) -> None:
    asked_then_paused(workspace, matter, clock)
    assert replies(workspace, TODAY - 30 * DAY, TODAY - DAY) == [], "nobody would look there"
    (item,) = replies(workspace, TODAY - 30 * DAY, TODAY + 7 * DAY)
    assert (item.day, item.at, item.late, item.is_owed) == (TODAY, None, False, True)
    assert "waiting for the client since" in item.text


def test_news_without_a_date_of_its_own_lies_on_today_until_it_is_told(
    workspace: Workspace, matter: UUID, clock: FixedClock
) -> None:
    """It waits for the next update, and no schedule says when that comes (D3): it must not be nowhere."""
    with workspace.write() as tx:
        new = NewDevelopment(matter, DevelopmentKind.FILING, tx.now, "Notice of appearance", essential=False)
        news = add_development(tx, new)
    for _ in range(2):
        with workspace.read() as reader:
            (item,) = (one for one in owed(reader).items if one.source_id == news)
            assert item.due is None
            found = days(reader, TODAY - DAY, TODAY + 40 * DAY)
            lying = [(day, one.at, one.late) for day in found for one in found[day].items]
            assert lying == [(reader.today, None, False)]
            assert late_items(reader) == ()
        clock.advance(7 * DAY)
    with workspace.write() as tx:
        told = NewContact(Channel.PHONE, Direction.OUT, tx.now, "Told her of it.", matter, tells=(news,))
        log_contact(tx, told)
    with workspace.read() as reader:
        assert all(
            one.source_id != news for of in days(reader, TODAY, TODAY + 40 * DAY).values() for one in of.items
        )
