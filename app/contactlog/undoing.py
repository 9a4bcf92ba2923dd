"""How what becomes of follow-ups and key dates is taken back (`app.storage.undoing`): moved, done, called off."""

from __future__ import annotations

from datetime import date, time
from typing import NamedTuple
from uuid import UUID

from app.contactlog.corrections import restore_development, withdraw_development
from app.contactlog.date_turns import announce_key_date, call_off_again, heard_of_dates, reopen_date
from app.contactlog.follow_up_commands import finish_follow_up, move_follow_up, reopen_follow_up
from app.contactlog.models import FollowUp
from app.kernel.errors import NotFound
from app.kernel.language import tr
from app.matters.developments import the_development
from app.matters.key_dates import (
    finish_key_date,
    move_key_date,
    restore_key_date,
    the_key_date,
    withdraw_key_date,
)
from app.storage.transaction import Reader, Transaction
from app.storage.undoing import Way


class _FollowUp(NamedTuple):
    due_on: date | None
    is_done: bool


def follow_up_way(follow_up_id: UUID) -> Way:
    """Its day, and whether it is done."""

    def state(reader: Reader) -> _FollowUp:
        found = reader.session.get(FollowUp, follow_up_id)
        if found is None:
            raise NotFound("no-follow-up", tr("That follow-up is not in the vault."))
        return _FollowUp(found.due_on, found.done_at is not None)

    def put(tx: Transaction, wanted: _FollowUp, why: str) -> None:
        now = state(tx.reader())
        if now.is_done and not wanted.is_done:
            reopen_follow_up(tx, follow_up_id)
        if now.due_on != wanted.due_on:
            move_follow_up(tx, follow_up_id, wanted.due_on, why)
        if wanted.is_done and not now.is_done:
            finish_follow_up(tx, follow_up_id)

    return Way(state, put)


class _KeyDate(NamedTuple):
    on: date
    at: time | None
    is_done: bool
    is_cancelled: bool
    is_withdrawn: bool


def key_date_way(key_date_id: UUID) -> Way:
    """Its day and time, and what became of it. Where the client has news of it, there is news of this, too."""

    def state(reader: Reader) -> _KeyDate:
        found = the_key_date(reader.session, key_date_id)
        ended = (found.done_at, found.cancelled_at, found.withdrawn_at)
        return _KeyDate(found.on, found.at, *(one is not None for one in ended))

    def put(tx: Transaction, wanted: _KeyDate, why: str) -> None:
        now = state(tx.reader())
        if now.is_withdrawn and not wanted.is_withdrawn:
            restore_key_date(tx, key_date_id)
        if now.is_done and not wanted.is_done:
            reopen_date(tx, key_date_id)
        if (now.on, now.at) != (wanted.on, wanted.at):
            move_key_date(tx, key_date_id, wanted.on, wanted.at, why)
            matter_id = the_key_date(tx.session, key_date_id).matter_id
            if heard_of_dates(tx.reader(), matter_id).get(key_date_id):
                announce_key_date(tx, key_date_id)
        if wanted.is_cancelled and not now.is_cancelled:
            call_off_again(tx, key_date_id, why)
        elif wanted.is_done and not now.is_done:
            finish_key_date(tx, key_date_id)
        if wanted.is_withdrawn and not now.is_withdrawn:
            withdraw_key_date(tx, key_date_id, why)

    return Way(state, put)


def development_way(development_id: UUID) -> Way:
    """Whether it counts, or was withdrawn."""

    def state(reader: Reader) -> bool:
        return the_development(reader.session, development_id).withdrawn_at is None

    def put(tx: Transaction, wanted: bool, why: str) -> None:
        if wanted:
            restore_development(tx, development_id)
        else:
            withdraw_development(tx, development_id, why)

    return Way(state, put)
