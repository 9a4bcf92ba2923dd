"""How a client is named, matched, and what is wrong with a client form."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.clients.words import ClientKind, PointKind
from app.kernel.errors import Problem
from app.kernel.text import digits, fold

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
    problems = []
    if not said_name(kind, first_name, last_name, company):
        field = "company" if kind is ClientKind.ORGANISATION else "last_name"
        problems.append(Problem(field, "no-name", "Please give the client's name."))
    for number, (point, value) in enumerate(points):
        if point is PointKind.EMAIL and not _MAIL.fullmatch(value):
            problems.append(Problem(f"points.{number}", "no-email", "This e-mail address is not complete."))
        if point is PointKind.PHONE and not digits(value):
            problems.append(Problem(f"points.{number}", "no-phone", "This phone number has no digits."))
    return problems
