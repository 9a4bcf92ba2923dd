"""What a client was told of the use of their data, and what they agreed to or declined (PRACTICE A4).

Each kind stands apart, and for insecure channels each channel: the newest word counts. Nothing is overwritten: what
was given is withdrawn with its date, or another word is written beside it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from app.channels.words import RULED, Channel
from app.clients.merges import present_or_refused
from app.clients.models import Consent
from app.clients.rules import check_lengths
from app.clients.words import ConsentHow, ConsentKind
from app.kernel.errors import Invalid, NotFound, Problem, Refused
from app.kernel.language import tr
from app.kernel.text import clean, clean_texts
from app.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class NewConsent:
    """A consent as the form holds it. ``on``: None is today; ``taken_by``: None is who writes it down."""

    kind: ConsentKind
    channel: Channel | None = None
    """Which channel, for the consent to one that is not secure."""
    given: bool = True
    """False: declined."""
    wording: str = ""
    """What was told or asked, in the words that were used."""
    how: ConsentHow = ConsentHow.SIGNED
    given_by: str = ""
    """Who gave it where it was not the client: "her guardian, Ines Prado"."""
    on: date | None = None
    taken_by: UUID | None = None


def take_consent(tx: Transaction, client_id: UUID, new: NewConsent) -> UUID:
    """Write down what a client was told, agreed to or declined."""
    new = clean_texts(
        new,
        {"wording"},
        channel=new.channel if new.kind is ConsentKind.CHANNEL else None,
        given=new.given or new.kind is ConsentKind.PRIVACY,
        on=new.on or tx.today,
        taken_by=new.taken_by or tx.actor,
    )
    client_id = present_or_refused(tx.reader(), client_id)
    _check(new, tx)
    consent_id = tx.new_id()
    row = {"id": consent_id, "client_id": client_id, "written_at": tx.now, "author_id": tx.actor}
    tx.insert(Consent, row | asdict(new))
    tx.record("consent taken", "client", client_id, consent=consent_id, **asdict(new))
    return consent_id


def withdraw_consent(tx: Transaction, consent_id: UUID, how: str = "", on: date | None = None) -> None:
    """The client takes a consent back, on a day (None is today); that they once gave it stays readable."""
    consent, on = tx.session.get(Consent, consent_id), on or tx.today
    how = clean(how, lines=False)
    if consent is None:
        raise NotFound("no-consent", tr("That consent is not in the vault."), field="consent")
    if not consent.given or consent.kind is ConsentKind.PRIVACY:
        raise Refused("nothing-given", tr("Only what was agreed to can be withdrawn."), field="consent")
    if consent.withdrawn_on is not None:
        raise Refused("withdrawn", tr("This consent is withdrawn already."), field="consent")
    if not consent.on <= on <= tx.today:
        message = tr("The day it was withdrawn lies between the day it was given and today.")
        raise Refused("day-out-of-range", message, field="on")
    consent.withdrawn_on, consent.withdrawn_how = on, how
    consent.withdrawn_by, consent.withdrawn_at = tx.actor, tx.now
    whose = {"kind": consent.kind, "channel": consent.channel, "on": on, "how": how}
    tx.record("consent withdrawn", "client", consent.client_id, consent=consent_id, **whose)


def _check(new: NewConsent, tx: Transaction) -> None:
    problems = check_lengths(new)
    if new.kind is ConsentKind.CHANNEL and new.channel not in RULED:
        problems.append(Problem("channel", "no-channel", tr("Please say which channel they agree to.")))
    if not new.wording:
        message = tr("Please write what was told or asked, in the words that were used.")
        problems.append(Problem("wording", "no-words", message))
    if new.on is not None and new.on > tx.today:
        problems.append(Problem("on", "in-future", tr("It cannot have been given on a day to come.")))
    if problems:
        raise Invalid(problems)
