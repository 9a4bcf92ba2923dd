"""What the made-up firm put right: a development corrected, one written down twice, a hearing that moved."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta

from sqlalchemy import select

from app.contactlog.corrections import correct_development, withdraw_development
from app.demo.ledger import Ledger
from app.matters.developments import NewDevelopment, add_development
from app.matters.key_dates import move_key_date
from app.matters.models import Development
from app.matters.words import DevelopmentKind, KeyDateKind
from app.storage.transaction import Transaction

FEATURED = "00003"
"""The matter that the tour looks at."""


def put_right(tx: Transaction, ledger: Ledger) -> None:
    """The summons had no words for the client; and somebody wrote down the same order twice."""
    matter_id = ledger.matters[FEATURED]
    query = select(Development).where(Development.matter_id == matter_id).order_by(Development.occurred_at)
    row = tx.session.scalars(query).all()[1]
    was = NewDevelopment(**{one.name: getattr(row, one.name) for one in fields(NewDevelopment)})
    plain = "The court has confirmation that Larkspur received your complaint."
    correct_development(tx, row.id, replace(was, plain_words=plain), "Said in the client's words")
    twice = NewDevelopment(matter_id, DevelopmentKind.FILING, row.occurred_at, f"{row.text} (copy)")
    again = add_development(tx, twice)
    if again is not None:
        withdraw_development(tx, again, "Written down twice")


def move_hearing(tx: Transaction, ledger: Ledger, today: date) -> None:
    """The first hearing beyond what Today shows is a week later; its client is still to hear it."""
    near = today + timedelta(days=14)
    ahead = [one for one in ledger.key_dates if one.on > near and one.kind is KeyDateKind.HEARING]
    for one in sorted(ahead, key=lambda one: (one.matter, one.on)):
        if one.matter != FEATURED:
            later = one.on + timedelta(days=7)
            move_key_date(
                tx, ledger.key_dates[one], later, one.time, "The court moved it for its own calendar"
            )
            return
