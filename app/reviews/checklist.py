"""The firm's checklist: one that comes with the program until the firm writes its own; every version is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final

from app.kernel.errors import Invalid, Problem
from app.kernel.language import tr
from app.kernel.reasons import given_reason
from app.kernel.rights import Right
from app.kernel.text import clean
from app.languages.resources import in_language
from app.reviews.models import ReviewChecklist
from app.settings.queries import firm
from app.storage.transaction import Reader, Transaction
from app.storage.versions import read_versions, write_version

FILE: Final = Path(__file__).resolve().parents[2] / "resources" / "reviews" / "checklist.txt"
MOST_ITEMS, LONGEST_ITEM = 60, 300


@dataclass(frozen=True, slots=True)
class Checklist:
    """One version; number 0 comes with the program."""

    number: int
    items: tuple[str, ...]
    reason: str = ""
    made_at: datetime | None = None


@cache
def supplied(language: str = "en") -> Checklist:
    """The one that comes with the program, in a ``language`` (BCP 47)."""
    return Checklist(0, tuple(in_language(FILE, language).read_text(encoding="utf-8").splitlines()))


def checklist_versions(reader: Reader) -> tuple[Checklist, ...]:
    """Every version, the newest first; that of the program in the language of the firm."""
    made = read_versions(
        reader, ReviewChecklist, lambda row: Checklist(row.number, tuple(row.items), row.reason, row.made_at)
    )
    return (*made, supplied(firm(reader).details.written_in))


def checklist(reader: Reader) -> Checklist:
    """The one that counts."""
    return checklist_versions(reader)[0]


def change_checklist(tx: Transaction, items: Sequence[str], reason: str) -> int:
    """Write the next version; the same again writes nothing. The number that counts then.

    Needs `Right.FIRM` and a reason. Raises Invalid, `Refused` ("no-reason", "too-long").
    """
    tx.need(Right.FIRM)
    wanted = tuple(one for item in items if (one := clean(item, lines=False)))
    if not 0 < len(wanted) <= MOST_ITEMS or len(set(wanted)) != len(wanted):
        message = tr("A checklist has 1 to {most_items} points, each one once.").format(most_items=MOST_ITEMS)
        raise Invalid([Problem("items", "bad-items", message)])
    if any(len(one) > LONGEST_ITEM for one in wanted):
        message = tr("A point has at most {longest_item} letters.").format(longest_item=LONGEST_ITEM)
        raise Invalid([Problem("items", "too-long", message)])
    before = checklist(tx.reader())
    if wanted == before.items:
        return before.number
    reason = given_reason(reason, "Please say why the checklist is changed.")
    made = write_version(
        tx, ReviewChecklist, {}, {"items": list(wanted)}, number=before.number + 1, reason=reason
    )
    tx.record(
        "changed", "review_checklist", made, items=list(wanted), version=before.number + 1, reason=reason
    )
    return before.number + 1
