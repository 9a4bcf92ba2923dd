"""How a client is named, matched, and what is wrong with a client form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING

from app.channels.words import Channel
from app.clients.words import Authority, ClientKind, ConsentState, Hears, PointKind
from app.kernel.errors import Problem
from app.kernel.language import tr
from app.kernel.numbers import say_number
from app.kernel.text import digits, fold, is_seen, too_long

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_MAIL = re.compile(r"[^@\s<>]+@[^@\s<>]+")


def said_name(kind: ClientKind, first_name: str, last_name: str, company: str) -> str:
    """The name as one says it; an organisation goes by its own."""
    person = f"{first_name} {last_name}".strip()
    return (company or person) if kind is ClientKind.ORGANISATION else (person or company)


def match_key(kind: PointKind, value: str) -> str:
    """What two spellings of one contact point have in common."""
    if kind is PointKind.PHONE:
        return digits(value)
    return value.strip().casefold() if kind is PointKind.EMAIL else fold(value)


def check_client(
    kind: ClientKind, first_name: str, last_name: str, company: str, points: Sequence[tuple[PointKind, str]]
) -> list[Problem]:
    """What keeps a client from being saved."""
    problems = too_long(first_name=first_name, last_name=last_name, company=company)
    if not is_seen(said_name(kind, first_name, last_name, company)):
        field = "company" if kind is ClientKind.ORGANISATION else "last_name"
        problems.append(Problem(field, "no-name", tr("Please give the client's name.")))
    return problems + check_points(points)


def check_points(points: Sequence[tuple[PointKind, str]]) -> list[Problem]:
    """What is wrong with ways to reach somebody, each by its number: "points.0"."""
    problems = []
    for number, (point, value) in enumerate(points):
        if point is PointKind.EMAIL and not _MAIL.fullmatch(value):
            problems.append(
                Problem(f"points.{number}", "no-email", tr("This e-mail address is not complete."))
            )
        if point is PointKind.PHONE and not digits(value):
            problems.append(Problem(f"points.{number}", "no-phone", tr("This phone number has no digits.")))
    return problems


def check_person(
    name: str, relation: str, authority: Authority, decides: str, hears: Hears, not_told: str
) -> list[Problem]:
    """What keeps somebody around a client from being saved (A2); without a name it is a note in words."""
    problems = []
    if not (name or relation or decides or not_told):
        problems.append(Problem("name", "no-name", tr("Please say who it is: a name, or “her brother”.")))
    if authority is Authority.SOME and not decides:
        problems.append(Problem("decides", "no-words", tr("Please say what they may decide.")))
    if hears is Hears.NOT_THIS and not not_told:
        problems.append(Problem("not_told", "no-words", tr("Please say what they must not be told.")))
    return problems


@dataclass(frozen=True, slots=True)
class Agreed:
    """A consent in what counts for whether it stands."""

    channel: Channel | None
    given: bool
    on: date
    withdrawn_on: date | None = None


def consent_state(consents: Sequence[Agreed], on: date) -> ConsentState:
    """What a client's word on one thing is on a day (A4). Every door that needs a consent asks this, and nothing else.

    The newest word of then counts, by its day and then by when it was written (the order of ``consents``); from the day
    of its withdrawal it is as if it were declined.
    """
    by_then = [one for one in consents if one.on <= on]
    newest = max(enumerate(by_then), key=lambda one: (one[1].on, one[0]), default=(0, None))[1]
    if newest is None:
        return ConsentState.NOT_ASKED
    taken_back = newest.withdrawn_on is not None and newest.withdrawn_on <= on
    return ConsentState.AGREED if newest.given and not taken_back else ConsentState.DECLINED


LONGEST = 20_000
"""Letters in one text around a client: several pages, and no more than a window can show at once."""


def check_lengths(form: DataclassInstance) -> list[Problem]:
    """Texts that are too long to be read on a page, each by its field."""
    return [
        Problem(
            one.name,
            "too-long",
            tr("This is longer than {longest} letters. Please shorten it.").format(
                longest=say_number(LONGEST)
            ),
        )
        for one in fields(form)
        if isinstance(value := getattr(form, one.name), str) and len(value) > LONGEST
    ]
