"""handover, handover show."""

from __future__ import annotations

import argparse
from typing import Any, cast
from uuid import UUID

from app.cli.flags import add_times, iso_date
from app.cli.session import Add, Answer, Session
from app.cli.tables import plain, table
from app.kernel.errors import Refused
from app.matters.queries import find_matter
from app.owed.handover.handing_over import NewHandOver, Outlook, Portion, foresee, hand_over, roles_of
from app.owed.handover.heirs import heirs, was_here
from app.owed.handover.house import HouseThing
from app.owed.handover.left_said import say_left, say_matter, say_outlook
from app.owed.handover.left_with import LeftMatter, left_with
from app.owed.stand_ins import stand_ins
from app.people.queries import colleagues, find_colleague
from app.storage.transaction import Reader, Transaction


def register(add: Add) -> None:
    """Add the commands."""
    parser = add("handover", "what somebody has to do goes to somebody else, and the clients are told")
    parser.add_argument("--from", dest="giver", required=True, metavar="NAME")
    parser.add_argument("--to", required=True, metavar="NAME")
    parser.add_argument(
        "--matter", action="append", default=[], metavar="NUMBER", help="these alone; several are allowed"
    )
    parser.add_argument("--on", type=iso_date, metavar="DATE", help="from which day; today if not given")
    parser.add_argument("--reason", default="", metavar="TEXT")
    parser.add_argument("--untold", action="store_true", help="make no news for the clients")
    parser.add_argument("--dry-run", action="store_true", help="say what would go, and change nothing")
    parser.set_defaults(run=_hand_over)
    showing = add("handover show", "what stands in somebody's name, and who could take it over")
    showing.add_argument("name", metavar="NAME")
    add_times(showing)
    showing.set_defaults(run=_show)


def _hand_over(session: Session, args: argparse.Namespace) -> Answer:
    if args.dry_run:
        with session.workspace.read() as reader:
            outlook = foresee(reader, _wanted(reader, args))
            return _answer(reader, outlook, done=False)
    with session.workspace.write() as tx:
        return _carried_out(tx, _wanted(tx.reader(), args))


def _nothing(reader: Reader, outlook: Outlook) -> Answer:
    """Nothing was there to go, or nothing of it may: that is no hand-over, and a script must not take it for one."""
    answer = _answer(reader, outlook, done=False)
    reason = "restricted" if outlook.barred else "nothing-there"
    said = answer.text if outlook.barred else "Nothing open stands in that name, as far as you may see it."
    return Answer({**cast("dict[str, object]", answer.data), "reason": reason}, said, status=1)


def _carried_out(tx: Transaction, wanted: NewHandOver) -> Answer:
    done = hand_over(tx, wanted)
    if done.outlook.nothing:
        return _nothing(tx.reader(), done.outlook)
    news = [made for one in done.moved for made in one.told.made]
    return _answer(tx.reader(), done.outlook, done=True, developments=news)


def _wanted(reader: Reader, args: argparse.Namespace) -> NewHandOver:
    giver = find_colleague(reader, args.giver).id
    to_id = find_colleague(reader, args.to, active_only=True).id
    only = [find_matter(reader, number, exact=True).id for number in args.matter]
    if only and not {one.id for one in left_with(reader, giver).matters}.issuperset(only):
        message = "One of these matters does not stand in that name. Leave it out, or see handover show."
        raise Refused("not-theirs", message, field="matter")
    return NewHandOver(
        giver,
        None if only else to_id,
        dict.fromkeys(only, to_id),
        args.on,
        args.reason,
        tells=not args.untold,
    )


def _answer(reader: Reader, outlook: Outlook, *, done: bool, **more: Any) -> Answer:
    names = {one.id: one.name for one in colleagues(reader, active_only=False)}
    told = {one.id for one in outlook.told}
    data = {
        "done": done,
        "moved": [_portion(one, names, told=one.matter.id in told) for one in outlook.portions],
        "stay_restricted": [one.matter.number for one in outlook.barred],
        "follow_ups_outside_matters": outlook.left.loose if outlook.loose_to else 0,
        "house": [{**_thing(one), "to": names.get(to_id)} for one, to_id in outlook.house],
        "house_stays": [_thing(one) for one in outlook.house_stays],
        "clients_told": sorted({one.client for one in outlook.told}),
        **more,
    }
    rows = [
        [one.matter.number, one.matter.title, say_matter(one.matter), names.get(one.to_id, "")]
        for one in outlook.portions
    ]
    lines = [table(["Number", "Matter", "What", "To"], rows)] if rows else []
    lines.append(say_outlook(outlook, names, done=done))
    return Answer(data, "\n\n".join(lines))


def _portion(one: Portion, names: dict[UUID, str], *, told: bool) -> dict[str, Any]:
    return {**_matter(one.matter), "to": names.get(one.to_id), "client_told": told, "let_in": one.let_in}


def _thing(one: HouseThing) -> dict[str, Any]:
    return {"kind": one.kind, "id": one.id, "name": one.name}


def _matter(one: LeftMatter) -> dict[str, Any]:
    return {
        "number": one.number,
        "title": one.title,
        "client": one.client,
        "roles": [role.value for role in roles_of(one)],
        "update_schedule": one.gives_updates,
        "follow_ups": one.follow_ups,
        "key_dates": one.key_dates,
        "replies": one.clocks,
        "urgent_developments": one.urgent,
        "late": one.late,
    }


def _show(session: Session, args: argparse.Namespace) -> Answer:
    with session.reading(args) as reader:
        who = find_colleague(reader, args.name)
        left, others = left_with(reader, who.id), heirs(reader, who.id)
        names = {one.id: one.name for one in colleagues(reader, active_only=False)}
        away = stand_ins(reader).get(who.id)
        active = was_here(reader, who)
    data = {
        "name": who.name,
        "active": active,
        "stand_in": names.get(away.by_id) if away else None,
        "away_until": away.until if away else None,
        "leads_firm": left.leads,
        "matters": [_matter(one) for one in left.matters],
        "update_plans": left.update_plans,
        "follow_ups": left.follow_ups,
        "put_off": left.snoozed,
        "house": [_thing(one) for one in left.house],
        "reviews_begun": left.reviews,
        "candidates": [
            {"name": one.name, "role": one.role, "matters": one.matters, "owed": one.owed, "late": one.late}
            for one in others
        ],
    }
    rows = [[one.number, one.title, one.client, say_matter(one)] for one in left.matters]
    said = [table(["Number", "Matter", "Client", "What"], rows)] if rows else []
    if left.nothing:
        said.append(f"Nothing open stands in {plain(who.name)}'s name.")
    elif left.house or left.reviews:
        said.append(f"In all: {say_left(left)}.")
    if away:
        said.append(f"Away until {away.until.isoformat()}; {plain(names.get(away.by_id, ''))} stands in.")
    said.append("\n".join(f"{plain(one.name)}: {one.load}" for one in others))
    return Answer(data, "\n\n".join(part for part in said if part))
