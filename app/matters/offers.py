"""An offer that lapses: the last day to answer it is a key date (PRACTICE D3, D4)."""

from __future__ import annotations

from datetime import date

from app.kernel.language import tr
from app.matters.developments import NewDevelopment
from app.matters.key_dates import NewKeyDate
from app.matters.words import DevelopmentKind, KeyDateKind
from app.settings.queries import firms_language
from app.storage.transaction import Reader

_LONGEST = 80
"""So much of what is offered stands in the title of the date; the whole stands in the development."""


def asks_until(kind: DevelopmentKind, was: DevelopmentKind | None = None) -> bool:
    """Whether somebody is asked until when it is open: of what becomes an offer. ``was``: its kind so far; the key date
    of one that stands is moved or corrected itself, and no second one is made."""
    return kind is DevelopmentKind.OFFER and was is not DevelopmentKind.OFFER


def last_day_to_answer(reader: Reader, offer: NewDevelopment, until: date) -> NewKeyDate:
    """The key date of an offer that is open ``until`` a day, that day included.

    The client reads it: it is in the language of the firm's paper, whatever is spoken.
    """
    said = " ".join(offer.text.split())
    if len(said) > _LONGEST:
        said = said[:_LONGEST].rsplit(" ", 1)[0] + " …"
    with firms_language(reader):
        title = tr("Last day to answer the offer: {offer}").format(offer=said)
    return NewKeyDate(offer.matter_id, KeyDateKind.DEADLINE, until, title)
