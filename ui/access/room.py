"""How access requests stand, for the page of the firm's own house."""

from __future__ import annotations

from app.access.queries import requests
from app.kernel.numbers import say_number
from app.storage.transaction import Reader
from ui.access.words import tr
from ui.care.rooms import Stand


def stand(reader: Reader) -> Stand:
    """How many are open, and whether an answer is late."""
    found = requests(reader, open_only=True)
    late = any(one.clock.due is not None and one.clock.due < reader.today for one in found)
    words = (
        tr("{count} open").format(count=say_number(len(found))) if found else tr("Nobody waits for an answer")
    )
    return Stand(words, len(found), late)
