"""An offer that lapses: the last day to answer it is a key date (PRACTICE D3, D4)."""

from __future__ import annotations

from datetime import date

from app.kernel.language import tr
from app.matters.developments import NewDevelopment
from app.matters.key_dates import NewKeyDate
from app.matters.words import KeyDateKind

_LONGEST = 80
"""So much of what is offered stands in the title of the date; the whole stands in the development."""


def last_day_to_answer(offer: NewDevelopment, until: date) -> NewKeyDate:
    """The key date of an offer that is open ``until`` a day, that day included."""
    said = " ".join(offer.text.split())
    if len(said) > _LONGEST:
        said = said[:_LONGEST].rsplit(" ", 1)[0] + " …"
    title = tr("Last day to answer the offer: {offer}").format(offer=said)
    return NewKeyDate(offer.matter_id, KeyDateKind.DEADLINE, until, title)
