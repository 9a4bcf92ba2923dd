"""Everything that can be done in a firm and may change what is owed, each by a number that says to which thing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, select

from app.clients.commands import ClientDetails, edit_client
from app.clients.models import Client
from app.contactlog.commands import amend_contact, log_contact, withdraw_contact
from app.contactlog.follow_up_commands import add_follow_up, finish_follow_up, give_follow_up, move_follow_up
from app.contactlog.forms import NewContact, NewFollowUp
from app.contactlog.models import ContactEntry, EntryDevelopment, FollowUp
from app.contactlog.queries import entry_form
from app.contactlog.words import Channel, Direction
from app.hours.commands import NewAbsence, NewFirmDay, add_absence, add_firm_day, remove_absence
from app.hours.models import AbsenceRow
from app.kernel.errors import LiaisonError
from app.matters.commands import MatterDetails, edit_matter, open_matter
from app.matters.developments import NewDevelopment, add_development
from app.matters.keepers import Turn
from app.matters.key_dates import NewKeyDate, add_key_date, finish_key_date, move_key_date, withdraw_key_date
from app.matters.models import Development, KeyDate, Matter, MatterPerson
from app.matters.sheet import matter_sheet
from app.matters.walls import lift_wall, restrict_matter
from app.matters.words import DevelopmentKind, KeyDateKind, MatterStatus
from app.owed.queries import owed
from app.owed.snooze.commands import put_off
from app.owed.snooze.rules import is_grave
from app.people.models import Colleague
from app.people.words import Role
from app.promises.commands import NewTerms, set_terms
from app.promises.terms import OwnTerms
from app.schedule.commands import NewPlan, drop_plan, set_plan
from app.schedule.defaults import set_default, set_roll
from app.schedule.rhythm import parse_rhythm
from app.schedule.silences import allow_silence
from app.schedule.words import IntervalUnit, Roll
from app.settings.commands import change_firm
from app.settings.queries import firm
from app.storage.transaction import Transaction
from app.workdays.own_days import DayKind
from app.workdays.worktime import Promise, PromiseUnit

Command = Callable[[Transaction, int], object]
"""Something that is done in the firm; the number says to which of its things."""


def _one(tx: Transaction, ids: type[Matter] | type[Client] | type[Colleague], number: int) -> UUID:
    found = tx.session.scalars(select(ids.id).order_by(ids.id)).all()
    return found[number % len(found)]


def _some(
    tx: Transaction,
    ids: type[ContactEntry] | type[FollowUp] | type[KeyDate] | type[Development] | type[AbsenceRow],
    number: int,
) -> UUID:
    found = tx.session.scalars(select(ids.id).order_by(ids.id)).all()
    if not found:
        raise LiaisonError("nothing", "There is none yet.")
    return found[number % len(found)]


def _contact(tx: Transaction, number: int, **values: object) -> NewContact:
    base = NewContact(
        Channel.PHONE,
        Direction.IN if "needs_reply" in values else Direction.OUT,
        tx.now - timedelta(minutes=number % 7),
        "Spoke of what is next.",
        matter_id=_one(tx, Matter, number),
    )
    return replace(base, **values)  # type: ignore[arg-type] # fields of the form, by name


def _day(tx: Transaction, number: int) -> timedelta:
    return timedelta(days=number % 45 - 5)


def _outside(tx: Transaction, number: int) -> object:
    agreed = (NewFollowUp("", "Send the list", tx.today + _day(tx, number)),)
    return log_contact(
        tx, _contact(tx, number, matter_id=None, client_id=_one(tx, Client, number), follow_ups=agreed)
    )


def _edit_matter(tx: Transaction, number: int, **values: object) -> object:
    matter = _one(tx, Matter, number)
    details = matter_sheet(tx.reader(), matter).details
    return edit_matter(tx, matter, replace(details, **values))  # type: ignore[arg-type] # fields by name


def _hand_over_later(tx: Transaction, number: int) -> object:
    matter = _one(tx, Matter, number)
    details = replace(
        matter_sheet(tx.reader(), matter).details, responsible_id=_one(tx, Colleague, number + 1)
    )
    return edit_matter(tx, matter, details, Turn(tx.now + timedelta(hours=number), "Holidays"))


def _amend(tx: Transaction, number: int, **values: object) -> object:
    entry_id = _some(tx, ContactEntry, number)
    return amend_contact(
        tx,
        entry_id,
        replace(entry_form(tx.reader(), entry_id), **values),  # type: ignore[arg-type] # fields by name
        "It was otherwise",
    )


def _tell(tx: Transaction, number: int) -> object:
    news = tx.session.get_one(Development, _some(tx, Development, number))
    return log_contact(tx, _contact(tx, number, matter_id=news.matter_id, tells=(news.id,)))


def _reply(tx: Transaction, number: int, field: str) -> object:
    asked = tx.session.scalars(select(ContactEntry).where(ContactEntry.needs_reply)).all()
    if not asked:
        return None
    one = asked[number % len(asked)]
    return log_contact(
        tx, _contact(tx, number, matter_id=one.matter_id, client_id=one.client_id, **{field: one.id})
    )


def _leave(tx: Transaction, number: int) -> object:
    """Written as it stands; the command asks for a successor."""
    person = tx.session.get_one(Colleague, _one(tx, Colleague, number))
    if person.id != tx.actor:
        person.active, person.left_at = not person.active, tx.now if person.active else None
    return None


def _role(tx: Transaction, number: int) -> object:
    person = tx.session.get_one(Colleague, _one(tx, Colleague, number))
    if person.id != tx.actor:
        person.role = [Role.READ_ONLY, Role.PARTNER, Role.LAWYER][number % 3]
    return None


def _put_off(tx: Transaction, number: int) -> object:
    items = owed(tx.reader()).items
    if not items:
        return None
    item = items[number % len(items)]
    until = None if is_grave(item) else tx.today + timedelta(days=2)  # what is grave: until later today
    return put_off(tx, item.kind, item.source_id, until, "She is away")


def _news(tx: Transaction, number: int) -> object:
    new = NewDevelopment(
        _one(tx, Matter, number),
        DevelopmentKind.RULING,
        tx.now - timedelta(hours=number),
        "ORDER.",
        essential=number % 3 != 0,
        urgent=number % 3 == 1,
    )
    return add_development(tx, new)


_STATUS = [MatterStatus.OPEN, MatterStatus.CLOSED, MatterStatus.PENDING]
COMMANDS: dict[str, Command] = {
    "calls": lambda tx, n: log_contact(tx, _contact(tx, n)),
    "updates": lambda tx, n: log_contact(tx, _contact(tx, n, is_update=True)),
    "asks": lambda tx, n: log_contact(tx, _contact(tx, n, needs_reply=True, urgent=n % 2 == 0)),
    "asks outside": lambda tx, n: log_contact(
        tx, _contact(tx, n, needs_reply=True, matter_id=None, client_id=_one(tx, Client, n))
    ),
    "answers": lambda tx, n: _reply(tx, n, "answers_id"),
    "acknowledges": lambda tx, n: _reply(tx, n, "acknowledges_id"),
    "agrees": lambda tx, n: add_follow_up(
        tx, _one(tx, Matter, n), NewFollowUp("", "Send the deed", tx.today + _day(tx, n))
    ),
    "agrees outside": _outside,
    "does": lambda tx, n: finish_follow_up(tx, _some(tx, FollowUp, n)),
    "moves": lambda tx, n: move_follow_up(tx, _some(tx, FollowUp, n), tx.today + _day(tx, n), "Asked to"),
    "gives": lambda tx, n: give_follow_up(tx, _some(tx, FollowUp, n), _one(tx, Colleague, n)),
    "amends to an update": lambda tx, n: _amend(tx, n, is_update=n % 2 == 0),
    "amends where": lambda tx, n: _amend(tx, n, matter_id=_one(tx, Matter, n)),
    "amends when": lambda tx, n: _amend(tx, n, occurred_at=tx.now - timedelta(days=n)),
    "withdraws": lambda tx, n: withdraw_contact(tx, _some(tx, ContactEntry, n), "Logged twice"),
    "happens": _news,
    "tells": _tell,
    "tells no more": lambda tx, n: tx.session.execute(delete(EntryDevelopment)),
    "fixes": lambda tx, n: add_key_date(
        tx,
        NewKeyDate(
            _one(tx, Matter, n),
            list(KeyDateKind)[n % 4],
            tx.today + _day(tx, n),
            "Answer",
            client_attends=n % 3 > 0,
        ),
    ),
    "keeps": lambda tx, n: finish_key_date(tx, _some(tx, KeyDate, n)),
    "moves a date": lambda tx, n: move_key_date(
        tx, _some(tx, KeyDate, n), tx.today + _day(tx, n), None, "Moved"
    ),
    "takes a date out": lambda tx, n: withdraw_key_date(tx, _some(tx, KeyDate, n), "Mistaken"),
    "plans": lambda tx, n: set_plan(
        tx, NewPlan(_one(tx, Matter, n), 1 + n % 3, IntervalUnit.WEEK, by_id=_one(tx, Colleague, n))
    ),
    "drops a plan": lambda tx, n: drop_plan(tx, _one(tx, Matter, n)),
    "is silent": lambda tx, n: allow_silence(
        tx, _one(tx, Matter, n), tx.today, tx.today + timedelta(days=n), "Away", "Nora"
    ),
    "sets the firm's": lambda tx, n: set_default(tx, "", "", parse_rhythm(f"every {1 + n % 20} days")),
    "rolls": lambda tx, n: set_roll(tx, list(Roll)[n % len(list(Roll))]),
    "opens": lambda tx, n: open_matter(tx, MatterDetails(title=f"New {n}", clients=(_one(tx, Client, n),))),
    "closes": lambda tx, n: _edit_matter(tx, n, status=_STATUS[n % 3]),
    "renames": lambda tx, n: _edit_matter(tx, n, title=f"Renamed {n}"),
    "answers for": lambda tx, n: _edit_matter(tx, n, responsible_id=_one(tx, Colleague, n)),
    "goes to others": _hand_over_later,
    "restricts": lambda tx, n: restrict_matter(
        tx, _one(tx, Matter, n), [tx.actor, _one(tx, Colleague, n)], "private"
    ),
    "lifts": lambda tx, n: lift_wall(tx, _one(tx, Matter, n)),
    "lets nobody else in": lambda tx, n: tx.session.execute(
        delete(MatterPerson).where(MatterPerson.colleague_id != tx.actor)
    ),
    "renames a client": lambda tx, n: edit_client(
        tx, _one(tx, Client, n), ClientDetails(first_name="Ada", last_name=f"Renamed {n}")
    ),
    "is away": lambda tx, n: add_absence(
        tx,
        NewAbsence(
            _one(tx, Colleague, n), tx.today, tx.today + timedelta(days=n), _one(tx, Colleague, n + 1)
        ),
    ),
    "is back": lambda tx, n: remove_absence(tx, _some(tx, AbsenceRow, n)),
    "leaves": _leave,
    "has another role": _role,
    "has another lead": lambda tx, n: change_firm(
        tx, replace(firm(tx.reader()).details, lead_id=_one(tx, Colleague, n))
    ),
    "closes the office": lambda tx, n: add_firm_day(tx, NewFirmDay(DayKind.CLOSED, tx.today + _day(tx, n))),
    "promises": lambda tx, n: set_terms(
        tx, NewTerms(OwnTerms(answer=Promise(1 + n, PromiseUnit.CLOCK_HOURS)))
    ),
    "puts off": _put_off,
}
