"""Key dates moved, corrected, cancelled, withdrawn, each with its reason; and what the client has to hear of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from uuid import UUID

import pytest

from app.clients.commands import ClientDetails, add_client
from app.contactlog.commands import log_contact
from app.contactlog.corrections import correct_development
from app.contactlog.date_turns import announce_key_date, call_off_again, reopen_date
from app.contactlog.forms import NewContact
from app.contactlog.queries import untold_developments
from app.contactlog.words import Channel, Direction
from app.kernel.clock import FixedClock
from app.kernel.errors import Refused
from app.kernel.language import speaking
from app.languages.offered import catalogue_of
from app.matters.announcing import DateTurn
from app.matters.commands import MatterDetails, open_matter
from app.matters.developments import NewDevelopment, add_development
from app.matters.history import key_date_versions
from app.matters.key_date_queries import key_dates
from app.matters.key_dates import (
    NewKeyDate,
    add_key_date,
    cancel_key_date,
    correct_key_date,
    finish_key_date,
    move_key_date,
    reopen_key_date,
    restore_key_date,
    withdraw_key_date,
)
from app.matters.offers import last_day_to_answer
from app.matters.words import DevelopmentKind, KeyDateKind
from app.owed.news import dates_to_tell, knows_of
from app.workspace import Workspace
from tests.support import MONDAY

FIRST, LATER = date(2026, 12, 8), date(2026, 12, 15)


@pytest.fixture
def matter(workspace: Workspace) -> UUID:
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
        return open_matter(tx, MatterDetails(title="Whitcombe v. Larkspur", clients=(client,)))


def hearing(matter: UUID, *, kind: KeyDateKind = KeyDateKind.HEARING, attends: bool = False) -> NewKeyDate:
    return NewKeyDate(matter, kind, FIRST, "Conference", time(10), "Room 4", attends)


def test_a_move_keeps_the_day_of_before(workspace: Workspace, matter: UUID, clock: FixedClock) -> None:
    with workspace.write() as tx:
        key = add_key_date(tx, hearing(matter))
        with pytest.raises(Refused, match="why"):
            move_key_date(tx, key, LATER, None, " ")
    before = clock.now()
    clock.advance(timedelta(hours=1))
    with workspace.write() as tx:
        move_key_date(tx, key, LATER, None, "The court's calendar")
    with workspace.read() as reader:
        assert [(row.on, row.at, row.version) for row in key_dates(reader)] == [(LATER, None, 2)]
        found = key_date_versions(reader, key)
        assert [(one.said["on"], one.reason) for one in found] == [
            (FIRST, ""),
            (LATER, "The court's calendar"),
        ]
    with workspace.read(None, before) as reader:
        assert [(row.on, row.at) for row in key_dates(reader)] == [(FIRST, time(10))]
        assert key_dates(reader, first=FIRST, last=FIRST) != ()
        assert key_dates(reader, first=LATER, last=LATER) == ()


def test_a_correction_and_a_withdrawal_say_why(workspace: Workspace, matter: UUID, clock: FixedClock) -> None:
    with workspace.write() as tx:
        key = add_key_date(tx, hearing(matter))
    before = clock.now()
    clock.advance(timedelta(hours=1))
    right = NewKeyDate(matter, KeyDateKind.DEADLINE, FIRST, "Disclosures")
    with workspace.write() as tx:
        assert correct_key_date(tx, key, right, "It is a deadline") == 2
        withdraw_key_date(tx, key, "Another matter's")
        with pytest.raises(Refused, match="withdrawn"):
            move_key_date(tx, key, LATER, None, "no")
    with workspace.read() as reader:
        assert key_dates(reader) == ()
        (gone,) = key_dates(reader, withdrawn=True)
        assert (gone.title, gone.withdrawn_reason) == ("Disclosures", "Another matter's")
    with workspace.read(None, before) as reader:
        (then,) = key_dates(reader)
        assert (then.title, then.kind, then.withdrawn_at) == ("Conference", KeyDateKind.HEARING, None)
    with workspace.write() as tx:
        restore_key_date(tx, key)
    with workspace.read() as reader:
        assert len(key_dates(reader)) == 1


def test_what_became_of_a_date_is_written_down_once(workspace: Workspace, matter: UUID) -> None:
    with workspace.write() as tx:
        key = add_key_date(tx, hearing(matter))
        move_key_date(tx, key, LATER, time(14), "The court's calendar")
        assert announce_key_date(tx, key) is not None
        assert announce_key_date(tx, key) is None
    assert _said(workspace, matter) == [
        "Conference at Room 4 has been moved from December 8, 2026, 10:00 AM to December 15, 2026, 2:00 PM"
    ]
    with workspace.write() as tx:
        cancel_key_date(tx, key, "Settled")
        assert announce_key_date(tx, key) is not None
    assert _said(workspace, matter) == [
        (
            "Conference of December 8, 2026, 10:00 AM does not take place, "
            "nor on December 15, 2026, 2:00 PM, to which it had been moved"
        )
    ], "nobody told the client of the new day: that is overtaken"


@pytest.mark.parametrize("code", ["en", "en-GB", "de", "pseudo"])
def test_the_client_reads_it_in_the_firms_language_whatever_is_spoken(
    workspace: Workspace, matter: UUID, clock: FixedClock, code: str
) -> None:
    offer = NewDevelopment(matter, DevelopmentKind.OFFER, MONDAY, "They offer $20,000.")
    with workspace.write() as tx:
        news = add_development(tx, offer)
    _tell(workspace, matter, clock)
    with speaking(catalogue_of(code)), workspace.write() as tx:
        right = replace(offer, text="They offer $25,000.")
        correct_development(tx, news, right, "Misread", tell_again=True)
        add_key_date(tx, last_day_to_answer(tx.reader(), right, LATER))
        for key in (add_key_date(tx, hearing(matter)), add_key_date(tx, hearing(matter))):
            move_key_date(tx, key, LATER, time(14), "The court's calendar")
        announce_key_date(tx, key, more=1)
    moved = (
        "Conference at Room 4 has been moved from December 8, 2026, 10:00 AM to December 15, 2026, 2:00 PM"
    )
    assert set(_said(workspace, matter)) == {
        "Correction: They offer $25,000.",
        f"{moved} (and 1 more date)",
    }
    with workspace.read() as reader:
        assert "Last day to answer the offer: They offer $25,000." in {one.title for one in key_dates(reader)}


def _said(workspace: Workspace, matter: UUID) -> list[str]:
    """What the client has to hear and was not told, in the order in which it was written."""
    with workspace.read() as reader:
        return [row.text for row in untold_developments(reader, matter)]


def _tell(workspace: Workspace, matter: UUID, clock: FixedClock) -> None:
    """Everything, by phone; an hour later."""
    clock.advance(timedelta(hours=1))
    with workspace.write() as tx:
        tells = tuple(row.id for row in untold_developments(tx.reader(), matter))
        log_contact(
            tx, NewContact(Channel.PHONE, Direction.OUT, tx.now, "Told her of it.", matter, tells=tells)
        )
    clock.advance(timedelta(hours=1))


def _told_of(workspace: Workspace, matter: UUID, clock: FixedClock) -> UUID:
    """A hearing that the client knows of."""
    with workspace.write() as tx:
        key = add_key_date(tx, hearing(matter))
        announce_key_date(tx, key)
    _tell(workspace, matter, clock)
    return key


@pytest.mark.parametrize("is_told", [True, False])
def test_each_turn_of_a_date_is_told(
    workspace: Workspace, matter: UUID, clock: FixedClock, *, is_told: bool
) -> None:
    with workspace.write() as tx:
        key = add_key_date(tx, hearing(matter))
        announce_key_date(tx, key)
    when = "December 8, 2026, 10:00 AM"
    of = f"Conference of {when} does not take place"
    back = "Conference at Room 4 takes place after all: " if is_told else "Conference at Room 4: "
    for turn, words in (
        (lambda tx: cancel_key_date(tx, key, "Vacated"), of),
        (lambda tx: reopen_key_date(tx, key), back + when),
        (lambda tx: cancel_key_date(tx, key, "Vacated again"), of),
        (lambda tx: reopen_key_date(tx, key), back + when),
    ):
        if is_told:
            _tell(workspace, matter, clock)
        with workspace.write() as tx:
            turn(tx)
        with workspace.read() as reader:
            (one,) = dates_to_tell(reader, matter)
            assert one.turn is (DateTurn.CANCELLED if "not" in words else DateTurn.AGAIN)
        with workspace.write() as tx:
            assert announce_key_date(tx, key) is not None
            assert announce_key_date(tx, key) is None
        assert _said(workspace, matter) == [words]
        with workspace.read() as reader:
            assert dates_to_tell(reader, matter) == ()


def test_what_is_as_the_client_heard_it_is_no_news(
    workspace: Workspace, matter: UUID, clock: FixedClock
) -> None:
    key = _told_of(workspace, matter, clock)
    with workspace.write() as tx:
        cancel_key_date(tx, key, "Vacated")
        announce_key_date(tx, key)
        reopen_key_date(tx, key)
        assert announce_key_date(tx, key) is None
    assert _said(workspace, matter) == []
    with workspace.write() as tx:
        for day in (LATER, date(2026, 12, 18)):
            move_key_date(tx, key, day, time(14), "The court's calendar")
            announce_key_date(tx, key)
    assert _said(workspace, matter) == [
        "Conference at Room 4 has been moved from December 8, 2026, 10:00 AM to December 18, 2026, 2:00 PM"
    ], "the day in between nobody told"
    with workspace.write() as tx:
        move_key_date(tx, key, date(2026, 12, 8), time(10), "As it was")
        assert announce_key_date(tx, key) is None
    assert _said(workspace, matter) == []
    with workspace.read() as reader:
        assert dates_to_tell(reader, matter) == ()


def test_a_moved_date_is_suggested_where_the_client_knows_of_it(
    workspace: Workspace, matter: UUID, clock: FixedClock
) -> None:
    with workspace.write() as tx:
        attended = add_key_date(tx, hearing(matter, attends=True))
        unknown = add_key_date(tx, hearing(matter))
        ours = add_key_date(tx, hearing(matter, kind=KeyDateKind.MILESTONE))
        for key in (attended, unknown, ours):
            move_key_date(tx, key, LATER, None, "Moved")
    with workspace.read() as reader:
        assert knows_of(reader, matter) == {attended}
        assert [one.row.id for one in dates_to_tell(reader, matter)] == [attended]
    clock.advance(timedelta(hours=1))
    update = NewContact(
        Channel.LETTER,
        Direction.OUT,
        MONDAY + timedelta(minutes=30),
        "Status report.",
        matter,
        is_update=True,
    )
    with workspace.write() as tx:
        log_contact(tx, update)
        announce_key_date(tx, attended)
    with workspace.read() as reader:
        assert knows_of(reader, matter) == {attended, unknown}, "an update says what is coming up"
        assert [one.row.id for one in dates_to_tell(reader, matter)] == [unknown]


def test_what_is_cancelled_takes_place_after_all(workspace: Workspace, matter: UUID) -> None:
    with workspace.write() as tx:
        key = add_key_date(tx, hearing(matter))
        with pytest.raises(Refused, match="why"):
            cancel_key_date(tx, key, "")
        cancel_key_date(tx, key, "Settled")
        reopen_key_date(tx, key)
    with workspace.read() as reader:
        (row,) = key_dates(reader)
    assert (row.done_at, row.cancelled_at) == (None, None)


@pytest.mark.parametrize("is_told", [True, False])
def test_what_takes_place_after_all_is_never_left_called_off(
    workspace: Workspace, matter: UUID, clock: FixedClock, *, is_told: bool
) -> None:
    key = _told_of(workspace, matter, clock)
    with workspace.write() as tx:
        cancel_key_date(tx, key, "Vacated")
        announce_key_date(tx, key)
    if is_told:
        _tell(workspace, matter, clock)
    with workspace.write() as tx:
        made = reopen_date(tx, key)
    again = ["Conference at Room 4 takes place after all: December 8, 2026, 10:00 AM"]
    assert _said(workspace, matter) == (again if is_told else []), "who heard it would not come"
    assert (made is not None) is is_told
    with workspace.write() as tx:
        call_off_again(tx, key, "Reopened by mistake")
    of = ["Conference of December 8, 2026, 10:00 AM does not take place"]
    assert _said(workspace, matter) == ([] if is_told else of)


def test_a_date_that_was_only_done_or_is_over_is_reopened_without_news(
    workspace: Workspace, matter: UUID, clock: FixedClock
) -> None:
    with workspace.write() as tx:
        key = add_key_date(tx, hearing(matter))
        finish_key_date(tx, key)
        assert reopen_date(tx, key) is None
        cancel_key_date(tx, key, "Vacated")
        announce_key_date(tx, key)
    clock.advance(timedelta(days=60))
    with workspace.write() as tx:
        assert reopen_date(tx, key) is None
    assert _said(workspace, matter) == [], "nobody tells any more what is not so"


def test_a_time_that_the_clocks_skip_is_stored_as_they_show_it(workspace: Workspace, matter: UUID) -> None:
    """By form, by command or by file: 02:30 on the night in March is 03:30."""
    night, skipped, shown = date(2027, 3, 14), time(2, 30), time(3, 30)

    def stored() -> tuple[date, time | None]:
        with workspace.read() as reader:
            (found,) = key_dates(reader, matter)
        return found.on, found.at

    new = NewKeyDate(matter, KeyDateKind.HEARING, night, "Conference", skipped)
    with workspace.write() as tx:
        key = add_key_date(tx, new)
    assert stored() == (night, shown)
    with workspace.write() as tx, pytest.raises(Refused, match="already"):
        move_key_date(tx, key, night, skipped, "The court")
    with workspace.write() as tx:
        move_key_date(tx, key, LATER, skipped, "The court")
        correct_key_date(tx, key, new, "Misread")
    assert stored() == (night, shown)
