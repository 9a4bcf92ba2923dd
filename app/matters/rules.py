"""What holds for matters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from app.kernel.errors import Problem
from app.kernel.language import tr
from app.kernel.text import is_seen, too_long

_NUMBER = re.compile(r"\d{1,9}")


def next_number(taken: Iterable[str]) -> str:
    """The number after the highest plain one, as wide ("00061" → "00062"; "00001" for the first)."""
    plain = [number for number in taken if _NUMBER.fullmatch(number)]
    highest = max(plain, key=int, default="00000")
    return str(int(highest) + 1).zfill(len(highest))


def check_matter(title: str, opened_on: date | None, closed_on: date | None, clients: int) -> list[Problem]:
    """What keeps a matter from being saved."""
    problems = too_long(title=title)
    if not is_seen(title):
        problems.append(Problem("title", "no-title", tr("Please give the matter a title.")))
    if not clients:
        problems.append(Problem("clients", "no-client", tr("Please say which client the matter is for.")))
    if opened_on and closed_on and closed_on < opened_on:
        problems.append(
            Problem("closed_on", "closed-before-opened", tr("The matter closes before it opens."))
        )
    return problems
