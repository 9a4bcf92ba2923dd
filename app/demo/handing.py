"""Who handed over at the made-up firm: two matters of one client, told in one call; and one from next Monday on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from app.contactlog.commands import log_contact
from app.contactlog.elsewhere import untold_elsewhere
from app.contactlog.forms import NewContact
from app.contactlog.words import Channel, Direction, Outcome
from app.demo.names import MARIA, PRIYA, TOM
from app.matters.sheet import matter_sheet
from app.owed.handover.handing_over import NewHandOver, hand_over
from app.owed.handover.new_keepers import untold_of_keepers

if TYPE_CHECKING:
    from app.demo.ledger import Ledger
    from app.storage.transaction import Transaction

GIVEN: Final = ("00036", "00048")
"""Two matters of one client, whose point of contact was Maria."""
TO_COME: Final = "00033"
"""One that goes over next Monday; its client knows."""


def give_two(tx: Transaction, ledger: Ledger) -> None:
    """Maria's client goes to Priya, who answers for both matters."""
    to_id, giver = ledger.people[PRIYA], ledger.people[MARIA]
    of_matter = {ledger.matters[number]: to_id for number in GIVEN}
    hand_over(tx, NewHandOver(giver, None, of_matter, reason="Priya knows the family's other papers"))
    said = "Introduced Priya, who is the point of contact in both matters from today, and gave her number."
    tell_of_it(tx, ledger, GIVEN[0], said)


def tell_of_it(tx: Transaction, ledger: Ledger, number: str, summary: str) -> None:
    """One call tells it, of every matter of the client."""
    reader = tx.reader()
    first = ledger.matters[number]
    client_id = matter_sheet(reader, first).row.client_id
    tells = [*untold_of_keepers(reader, [first])[first]]
    tells += [one.id for one, _ in untold_elsewhere(reader, client_id, first)]
    log_contact(
        tx,
        NewContact(
            matter_id=first,
            occurred_at=tx.now,
            channel=Channel.PHONE,
            direction=Direction.OUT,
            outcome=Outcome.SPOKE,
            duration_minutes=6,
            summary=summary,
            received="Glad to have one person for everything.",
            tells=tuple(tells),
        ),
    )


def give_next_week(tx: Transaction, ledger: Ledger, today: date) -> None:
    """From Monday Maria is the point of contact."""
    monday = today + timedelta(days=7 - today.weekday())
    of_matter = {ledger.matters[TO_COME]: ledger.people[MARIA]}
    why = "Tom goes on leave; Maria has time from Monday on"
    hand_over(tx, NewHandOver(ledger.people[TOM], None, of_matter, monday, why))
    said = "Said that Maria is the point of contact from Monday, and how she is reached; Tom comes along once more."
    tell_of_it(tx, ledger, TO_COME, said)
