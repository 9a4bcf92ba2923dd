"""Opening a request, its clock, deciding about items, closing it (PRACTICE J6)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import func, select

from app.access.answered import must_be_given
from app.access.deciders import is_for_lawyers
from app.access.forms import NewDecision, NewRequest
from app.access.gathering import gather
from app.access.models import AccessDecision, AccessRequest, AccessTurn
from app.access.person import person_of
from app.access.queries import RequestRow, request_row, request_sheet, the_request
from app.access.settings import access_rule
from app.access.words import Decision, Ending, TurnKind
from app.clients.merges import present_or_refused
from app.clients.queries import client_names
from app.contactlog.models import ContactEntry
from app.kernel.errors import Invalid, NotFound, Problem, Refused
from app.kernel.language import tr
from app.kernel.numbers import say_number
from app.kernel.reasons import given_reason
from app.kernel.rights import Right
from app.kernel.text import clean, clean_texts
from app.people.duties import must_be_able
from app.storage.transaction import Transaction

LONGEST: Final = 20_000
"""Letters of one text of a request."""
MOST_POINTS: Final = 20


def open_request(tx: Transaction, new: NewRequest) -> UUID:
    """Keep a request; its clock runs from the day it was received. Its id.

    Raises Invalid, NotFound, `Refused` ("has-left", "reads-only").
    """
    tx.need(Right.WRITE)
    new = _cleaned(tx, new)
    if problems := _problems(new, tx.today):
        raise Invalid(problems)
    if new.entry_id is not None and tx.session.get(ContactEntry, new.entry_id) is None:
        raise NotFound("no-entry", tr("That entry is not in the vault."), field="entry")
    handler = new.handler_id or tx.actor
    must_be_able(tx.session, handler, "handler")
    rule, received = access_rule(tx.reader(), new.law), new.received_on or tx.today
    says = asdict(replace(new, received_on=received, handler_id=handler))
    known = says.pop("identity_known")
    says.pop("law")
    row = {name: list(value) if isinstance(value, tuple) else value for name, value in says.items()}
    request_id = tx.new_id()
    written = {"written_at": tx.now, "author_id": tx.actor}
    tx.insert(AccessRequest, {"id": request_id, **row, "rule": asdict(rule), "closed_on": None, **written})
    tx.record("opened", "access_request", request_id, **row, law=rule.law)
    if known:
        kept = _turn(
            tx, request_row(tx.reader(), request_id), TurnKind.IDENTITY_CHECKED, received, note=known
        )
        tx.record("identity checked", "access_request", request_id, **kept)
    if new.client_id is not None:
        tx.touch("client", new.client_id)
    return request_id


def ask_identity(tx: Transaction, request_id: UUID, on: date | None = None, note: str = "") -> None:
    """Who asks was asked to prove who they are. Raises NotFound, Invalid, `Refused` ("asked-already", "closed")."""
    tx.need(Right.WRITE)
    found = _running(tx, request_id)
    if found.clock.waits_since is not None:
        raise Refused("asked-already", tr("Proof of identity was asked for already."), field="on")
    kept = _turn(tx, found, TurnKind.IDENTITY_ASKED, on or tx.today, note=clean(note))
    tx.record("identity asked", "access_request", request_id, **kept)


def check_identity(tx: Transaction, request_id: UUID, how: str, on: date | None = None) -> None:
    """It is certain who asks. Raises NotFound, Invalid, `Refused` ("no-reason", "closed")."""
    tx.need(Right.WRITE)
    how = given_reason(how, "Please say how it was checked who asks.")
    kept = _turn(tx, _running(tx, request_id), TurnKind.IDENTITY_CHECKED, on or tx.today, note=how)
    tx.record("identity checked", "access_request", request_id, **kept)


def extend_request(tx: Transaction, request_id: UUID, reason: str, told_on: date | None = None) -> None:
    """The answer takes longer, and the person was told so with the reason on a day before the first time was over.

    Raises NotFound, Invalid, `Refused` ("no-reason", "closed", "extended-already", "no-extension", "too-late").
    """
    tx.need(Right.WRITE)
    reason = given_reason(reason, "Please give the reason that the person was told.")
    found, on = _running(tx, request_id), told_on or tx.today
    if found.clock.extended_on is not None:
        raise Refused("extended-already", tr("This request was extended already; it is so once."), field="on")
    if not found.rule.longer:
        raise Refused(
            "no-extension",
            tr("{name} knows no longer time for an answer.").format(name=found.rule.name),
            field="on",
        )
    if found.clock.first_due is not None and on > found.clock.first_due:
        message = tr("The person has to be told before the first time is over. It is: please answer at once.")
        raise Refused("too-late", message, field="on")
    kept = _turn(tx, found, TurnKind.EXTENDED, on, note=reason)
    tx.record("extended", "access_request", request_id, **kept)


def hand_request(tx: Transaction, request_id: UUID, handler_id: UUID) -> None:
    """Somebody else sees to it. Raises NotFound, `Refused` ("closed", "has-left", "reads-only")."""
    tx.need(Right.WRITE)
    found = _running(tx, request_id)
    must_be_able(tx.session, handler_id, "handler")
    if handler_id != found.handler_id:
        kept = _turn(tx, found, TurnKind.HANDED, tx.today, person_id=handler_id)
        tx.record("handed over", "access_request", request_id, **kept)
        the_request(tx.reader(), request_id).handler_id = handler_id


def decide_items(
    tx: Transaction,
    request_id: UUID,
    item_ids: Collection[UUID],
    new: NewDecision,
    *,
    seen: Mapping[UUID, str] | None = None,
) -> int:
    """Say what is done with items, each as it reads now; how many. Who may see an item may decide about it; about what
    is privileged, or of others, a partner or a lawyer.
    ``seen``: the digests of what was shown, which it has to say still: nobody gives words that they did not read.

    Raises NotFound ("no-item"), Invalid, `Refused` ("closed", "changed-meanwhile", "not-allowed").
    """
    tx.need(Right.WRITE)
    _running(tx, request_id)
    new = clean_texts(new, {"given_text", "note"})
    if new.decision is not Decision.REDACT:
        new = replace(new, given_text="")
    if new.decision is Decision.GIVE:
        new = replace(new, ground=None)
    if problems := _undecidable(new):
        raise Invalid(problems)
    reader = tx.reader()
    items = {one.id: one for one in gather(reader, person_of(reader, the_request(reader, request_id))).items}
    if any(one not in items for one in item_ids):
        raise NotFound("no-item", tr("That item is not among what is held any more."), field="item")
    if any(is_for_lawyers(items[one]) for one in item_ids):
        tx.need(Right.PRIVILEGE)
    if seen is not None and any(seen.get(one) != items[one].digest for one in item_ids):
        message = tr(
            "Somebody changed it while you looked at it. Please read what it says now, and decide then."
        )
        raise Refused("changed-meanwhile", message, field="item")
    numbers = _numbers(tx, request_id)
    rows = [
        {
            "id": tx.new_id(),
            "request_id": request_id,
            "matter_id": items[one].matter_id,
            "item_id": one,
            "number": numbers.get(one, 0) + 1,
            **asdict(new),
            "digest": items[one].digest,
            "written_at": tx.now,
            "author_id": tx.actor,
        }
        for one in dict.fromkeys(item_ids)
    ]
    tx.insert(AccessDecision, *rows)
    for row in rows:
        whose = {"matter_id": row["matter_id"]} if row["matter_id"] else {}
        said = {"item": row["item_id"], "decision": new.decision, "ground": new.ground}
        tx.record("decided", "access_request", request_id, **said, **whose)
    return len(rows)


def close_request(
    tx: Transaction, request_id: UUID, ending: Ending, note: str = "", on: date | None = None
) -> None:
    """It is answered, or ended otherwise. What is refused or taken back needs a sentence why.

    Raises NotFound, Invalid, `Refused` ("closed", "no-export", "undecided", "restricted", "something-held",
    "no-reason").
    """
    tx.need(Right.WRITE)
    found, note = _running(tx, request_id), clean(note)
    if ending is Ending.GIVEN:
        must_be_given(tx.reader(), request_id)
    elif ending is Ending.NOTHING_HELD:
        sheet = request_sheet(tx.reader(), request_id)
        if sheet.items or sheet.restricted:
            message = tr("Something is held, or may be: it cannot be said that nothing is.")
            raise Refused("something-held", message, field="ending")
    else:
        note = given_reason(note, "Please say why, as the person was told.")
    on = on or tx.today
    kept = _turn(tx, found, TurnKind.CLOSED, on, ending=ending, note=note)
    tx.record("closed", "access_request", request_id, **kept)
    the_request(tx.reader(), request_id).closed_on = on


def reopen_request(tx: Transaction, request_id: UUID, reason: str) -> None:
    """It was closed too early. Its clock is what it was. Raises NotFound, `Refused` ("not-closed", "no-reason")."""
    tx.need(Right.WRITE)
    reason = given_reason(reason, "Please say why it is opened again.")
    found = request_row(tx.reader(), request_id)
    if found.is_open:
        raise Refused("not-closed", tr("This request is open."), field="request")
    kept = _turn(tx, found, TurnKind.REOPENED, tx.today, note=reason)
    tx.record("reopened", "access_request", request_id, **kept)
    the_request(tx.reader(), request_id).closed_on = None


def _running(tx: Transaction, request_id: UUID) -> RequestRow:
    found = request_row(tx.reader(), request_id)
    if not found.is_open:
        raise Refused("closed", tr("This request is closed. Please open it again first."), field="request")
    return found


def _turn(
    tx: Transaction,
    found: RequestRow,
    kind: TurnKind,
    on: date,
    *,
    ending: Ending | None = None,
    person_id: UUID | None = None,
    note: str = "",
) -> dict[str, object]:
    """Write down what happened; what the trail is told of it."""
    last = max((one.on for one in found.turns), default=found.received_on)
    if not last <= on <= tx.today:
        message = tr("Please give a day from the last thing that happened to it up to today.")
        raise Invalid([Problem("on", "day-out-of-range", message)])
    if len(note) > LONGEST:
        raise Invalid(
            [
                Problem(
                    "note",
                    "too-long",
                    tr("Please keep this below {longest} letters.").format(longest=say_number(LONGEST)),
                )
            ]
        )
    said = {"on": on, "ending": ending, "person_id": person_id, "note": note}
    row = {"id": tx.new_id(), "request_id": found.id, "written_at": tx.now, "author_id": tx.actor}
    tx.insert(AccessTurn, {**row, "kind": kind, **said})
    kept: dict[str, object] = {name: value for name, value in said.items() if value}
    tx.session.flush()
    return kept


def _cleaned(tx: Transaction, new: NewRequest) -> NewRequest:
    new = clean_texts(
        new,
        {"wanted"},
        other_names=_several(new.other_names),
        phones=_several(new.phones),
        emails=_several(new.emails),
    )
    if new.client_id is None:
        return new
    client_id = present_or_refused(tx.reader(), new.client_id)
    name = new.name or client_names(tx.reader(), [client_id])[client_id]
    return replace(new, client_id=client_id, name=name)


def _several(words: Collection[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (clean(one, lines=False) for one in words))))


def _problems(new: NewRequest, today: date) -> list[Problem]:
    found = []
    if not new.name:
        found.append(Problem("name", "no-name", tr("Please say who asks: a client, or a name.")))
    if new.received_on is not None and new.received_on > today:
        found.append(Problem("received_on", "in-future", tr("It cannot have come on a day to come.")))
    texts = {
        "name": new.name,
        "asked_by": new.asked_by,
        "wanted": new.wanted,
        "identity_known": new.identity_known,
    }
    several = {"other_names": new.other_names, "phones": new.phones, "emails": new.emails}
    lengths = {name: len(words) for name, words in texts.items()}
    lengths |= {name: len("\n".join(words)) for name, words in several.items()}
    too_long = tr("Please keep this below {longest} letters.").format(longest=say_number(LONGEST))
    found += [Problem(name, "too-long", too_long) for name, length in lengths.items() if length > LONGEST]
    too_many = tr("Please give at most {most_points}.").format(most_points=MOST_POINTS)
    found += [
        Problem(name, "too-many", too_many) for name, words in several.items() if len(words) > MOST_POINTS
    ]
    return found


def _undecidable(new: NewDecision) -> list[Problem]:
    found = []
    if new.decision is not Decision.GIVE and new.ground is None:
        found.append(Problem("ground", "no-ground", tr("Please say on which ground it is not given whole.")))
    if new.decision is Decision.REDACT and not new.given_text:
        found.append(Problem("given_text", "no-words", tr("Please write what is given instead.")))
    too_long = tr("Please keep this below {longest} letters.").format(longest=say_number(LONGEST))
    texts = {"note": new.note, "given_text": new.given_text}
    found += [Problem(name, "too-long", too_long) for name, words in texts.items() if len(words) > LONGEST]
    return found


def _numbers(tx: Transaction, request_id: UUID) -> dict[UUID, int]:
    query = (
        select(AccessDecision.item_id, func.max(AccessDecision.number))
        .where(AccessDecision.request_id == request_id)
        .group_by(AccessDecision.item_id)
    )
    return {row[0]: row[1] for row in tx.session.execute(query)}
