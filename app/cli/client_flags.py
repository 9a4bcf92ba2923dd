"""Flags of `client add` and `client edit` for what stands around a client: people, checks, consents, adjustments."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import TypeVar
from uuid import UUID

from app.channels.words import Channel
from app.cli.flags import iso_date
from app.clients.adjustments import NewAdjustment, make_adjustment
from app.clients.around import (
    PersonAround,
    add_person,
    do_not_tell_note,
    edit_person,
    may_decide_note,
    remove_person,
)
from app.clients.consents import NewConsent, take_consent, withdraw_consent
from app.clients.identity import NewIdentityCheck, check_identity
from app.clients.people_queries import PersonRow, find_person, people_around
from app.clients.points import Point
from app.clients.profile import profile
from app.clients.words import (
    Authority,
    ConsentHow,
    ConsentKind,
    Hears,
    IdentityHow,
    NeedKind,
    PointKind,
)
from app.kernel.errors import NotFound, Refused
from app.kernel.text import fold
from app.storage.transaction import Transaction

W = TypeVar("W", IdentityHow, NeedKind)

_PERSON = (
    "“NAME, RELATION” and, each after a semicolon, what is agreed: “may decide: all”, “may decide: WORDS”, “may be "
    "told: all”, “not told: all”, “not told: WORDS”, “phone: N”, “email: A”, “note: WORDS”; one of the same name "
    "is changed"
)


def add_profile_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags; several of each are allowed."""
    parser.add_argument("--may-decide", metavar="TEXT", help="who may decide, in words")
    parser.add_argument("--do-not-tell", metavar="TEXT", help="who must not be told what, in words")
    for flag, words, told in (
        ("--person", "TEXT", _PERSON),
        ("--remove-person", "NAME", "somebody who is around the client no more"),
        ("--identity", "HOW: TEXT", f"how their identity was verified: {_listed(IdentityHow)}"),
        ("--consent", "KIND: WORDING", f"agreed to, or told: {_kinds()}"),
        ("--declined", "KIND: WORDING", "the same, declined"),
        ("--withdraw-consent", "KIND", "what they take back"),
        ("--adjustment", "KIND: TEXT", f"what is done for their needs: {_listed(NeedKind)}"),
    ):
        parser.add_argument(flag, action="append", default=[], metavar=words, help=told)
    parser.add_argument(
        "--consent-how", choices=[one.value for one in ConsentHow], default=ConsentHow.SIGNED.value
    )
    parser.add_argument("--on", type=iso_date, metavar="DATE", help="the day of these; today without it")


def write_profile(tx: Transaction, client_id: UUID, args: argparse.Namespace) -> None:
    """Do what the flags say."""
    _notes(tx, client_id, args)
    for words in args.person:
        _person(tx, client_id, words)
    for name in args.remove_person:
        remove_person(tx, find_person(tx.reader(), client_id, name).id)
    for words in args.identity:
        kind, text = _split(words)
        how = _one_of(IdentityHow, kind, "identity")
        check_identity(tx, client_id, NewIdentityCheck(how, text, args.on))
    for name in args.withdraw_consent:
        _withdraw(tx, client_id, name, args)
    for given, several in ((True, args.consent), (False, args.declined)):
        for words in several:
            kind, text = _split(words)
            what, channel = _consent_kind(kind)
            asked = NewConsent(what, channel, given=given, wording=text, on=args.on)
            take_consent(tx, client_id, replace(asked, how=ConsentHow(args.consent_how)))
    for words in args.adjustment:
        kind, text = _split(words)
        need = _one_of(NeedKind, kind, "adjustment")
        make_adjustment(tx, client_id, NewAdjustment(text, need, args.on))


def _notes(tx: Transaction, client_id: UUID, args: argparse.Namespace) -> None:
    """The two notes without a name: another text replaces them, an empty one takes them away."""
    notes = [one for one in people_around(tx.reader(), client_id) if not one.called]
    for words, noted, made in (
        (args.may_decide, [one for one in notes if one.decides], may_decide_note),
        (args.do_not_tell, [one for one in notes if one.is_kept_from], do_not_tell_note),
    ):
        if words is None:
            continue
        for one in noted[1:] if words.strip() else noted:
            remove_person(tx, one.id)
        if words.strip() and noted:
            edit_person(tx, noted[0].id, made(words))
        elif words.strip():
            add_person(tx, client_id, made(words))


def _person(tx: Transaction, client_id: UUID, words: str) -> None:
    who, *agreed = (part.strip() for part in words.split(";"))
    name, _, relation = (part.strip() for part in who.partition(","))
    known = _known(tx, client_id, name)
    details = replace(known.details if known else PersonAround(), name=name)
    if relation:
        details = replace(details, relation=relation)
    points = []
    for part in agreed:
        key, _, text = (one.strip() for one in part.partition(":"))
        if key in {kind.value for kind in PointKind}:
            points.append(Point(PointKind(key), text))
        elif part:
            details = _agreed(details, fold(key), text)
    if points:
        kinds = {point.kind for point in points}
        kept = tuple(point for point in details.points if point.kind not in kinds)
        details = replace(details, points=(*kept, *points))
    if known is None:
        add_person(tx, client_id, details)
    else:
        edit_person(tx, known.id, details)


def _known(tx: Transaction, client_id: UUID, name: str) -> PersonRow | None:
    if not name:
        return None
    people = people_around(tx.reader(), client_id)
    return next((one for one in people if fold(one.details.name) == fold(name)), None)


def _agreed(details: PersonAround, key: str, text: str) -> PersonAround:
    everything = fold(text) in {"all", "everything", "anything"}
    if key == "may decide":
        authority = Authority.ALL if everything else Authority.SOME if text else Authority.NONE
        return replace(details, authority=authority, decides="" if everything else text)
    if key == "may be told" and everything:
        return replace(details, hears=Hears.ALL, not_told="")
    if key == "not told":
        hears = Hears.NOTHING if everything else Hears.NOT_THIS if text else Hears.ASK
        return replace(details, hears=hears, not_told="" if everything else text)
    if key == "note":
        return replace(details, note=text)
    message = f"“{key}” is not understood. After the name: {_PERSON.partition(': ')[2]}."
    raise Refused("bad-person", message, field="person")


def _withdraw(tx: Transaction, client_id: UUID, name: str, args: argparse.Namespace) -> None:
    kind, channel = _consent_kind(name)
    standing = [
        one
        for one in profile(tx.reader(), client_id).consents
        if (one.kind, one.channel) == (kind, channel) and one.is_newest and one.withdrawn_on is None
    ]
    if not standing:
        raise NotFound("no-consent", "Nothing of that kind was agreed to.", field="withdraw_consent")
    withdraw_consent(tx, standing[0].id, ConsentHow(args.consent_how).value, args.on)


def _consent_kind(words: str) -> tuple[ConsentKind, Channel | None]:
    """ "channel email" is a channel's consent; a channel's name alone means the same."""
    kind, _, channel = words.strip().casefold().partition(" ")
    channels = {one.value: one for one in Channel}
    if kind in channels:
        return ConsentKind.CHANNEL, channels[kind]
    found = next((one for one in ConsentKind if one.value == kind), None)
    if found is None or (found is ConsentKind.CHANNEL and channel.strip() not in channels):
        raise Refused("bad-consent", f"A consent is one of: {_kinds()}.", field="consent")
    return found, channels.get(channel.strip())


def _one_of(words: type[W], typed: str, field: str) -> W:
    found = next((one for one in words if one.value == typed.strip().casefold()), None)
    if found is None:
        raise Refused(f"bad-{field}", f"Say one of {_listed(words)}, a colon, and the words.", field=field)
    return found


def _split(words: str) -> tuple[str, str]:
    kind, _, text = words.partition(":")
    return kind, text.strip()


def _listed(words: type[IdentityHow] | type[NeedKind]) -> str:
    return ", ".join(one.value for one in words)


def _kinds() -> str:
    return "privacy, channel email (or another channel: text …), marketing, survey, third_party, waiver, settlement"
