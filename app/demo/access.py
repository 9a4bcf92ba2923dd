"""Two people who asked the demo firm what it holds about them: one took it back long ago, one waits for the answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Final

from app.access.commands import close_request, decide_items, open_request
from app.access.forms import NewDecision, NewRequest
from app.access.queries import request_sheet, requests
from app.access.words import Decision, Ending, Ground, Why
from app.channels.words import Channel
from app.demo.ledger import Ledger
from app.storage.transaction import Transaction

WAITS: Final = "whitcombe"
"""The client whose request is being worked on: the answer is owed in a month, so Today stays as long as it is."""
_ASKED, _LOOKED_AT = timedelta(days=12), timedelta(days=7)
_BEFORE, _TAKEN_BACK = timedelta(days=120), timedelta(days=113)
_OTHER: Final = "Delphine Archer"

Deed = tuple[date, Callable[[Transaction], None]]
"""On which day what."""


def asked(ledger: Ledger, today: date) -> Iterator[Deed]:
    """What was asked, and what became of it."""
    yield today - _BEFORE, _other
    yield today - _TAKEN_BACK, _take_back
    yield today - _ASKED, lambda tx: _ask(tx, ledger)
    yield today - _LOOKED_AT, _look_at


def _other(tx: Transaction) -> None:
    wanted = "Whether her brother's file has her address"
    new = NewRequest(name=_OTHER, wanted=wanted, channel=Channel.EMAIL, emails=("d.archer@example.org",))
    open_request(tx, new)


def _take_back(tx: Transaction) -> None:
    (one,) = requests(tx.reader(), open_only=True)
    close_request(tx, one.id, Ending.TAKEN_BACK, "She had another firm in mind")


def _ask(tx: Transaction, ledger: Ledger) -> None:
    known = "Came to the office with her driver’s license"
    open_request(tx, NewRequest(ledger.clients[WAITS], identity_known=known))


def _look_at(tx: Transaction) -> None:
    """What is internal is withheld; the rest is still to be decided."""
    (one,) = requests(tx.reader(), open_only=True)
    items = request_sheet(tx.reader(), one.id).undecided
    ours = [item.item.id for item in items if item.item.whys == (Why.INTERNAL,)]
    if ours:
        new = NewDecision(Decision.WITHHOLD, Ground.PRIVILEGE, "Work product")
        decide_items(tx, one.id, ours, new)
