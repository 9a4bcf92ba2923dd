"""Words for conflict checks."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.conflicts.queries import CheckRow, CheckSheet, HitRow
from app.conflicts.saying import said_match
from app.conflicts.words import Conclusion, Source
from app.kernel.language import counted
from app.kernel.numbers import say_number
from ui.kit import chips
from ui.kit.chips import Chip

translate = QCoreApplication.translate


def how(hit: HitRow) -> str:
    """How something matches what was looked for."""
    return said_match(hit)


def searched(found: CheckSheet) -> str:
    """Over how many records was looked."""
    words = translate("Conflicts", "Searched {count} records: {which}")
    of = found.searched
    parts = (
        translate("Conflicts", "{count} clients").format(count=say_number(of.get("client", 0))),
        translate("Conflicts", "{count} people around clients").format(count=say_number(of.get("person", 0))),
        translate("Conflicts", "{count} parties").format(count=say_number(of.get("party", 0))),
        translate("Conflicts", "{count} matters").format(count=say_number(of.get("matter", 0))),
        translate("Conflicts", "{count} names in contacts").format(
            count=say_number(of.get("participant", 0))
        ),
    )
    return words.format(count=say_number(found.total), which=", ".join(parts))


def unmatched(found: CheckSheet) -> str:
    """What was looked for and not found: "Karl Ode: no match"."""
    words = (
        translate("Conflicts", "{asked}: no match that you may see")
        if found.hidden
        else translate("Conflicts", "{asked}: no match")
    )
    return "; ".join(words.format(asked=one) for one in found.unmatched)


def checked_words(row: CheckRow, day: str) -> str:
    """A check in a line: "checked Mon 11 May, clear, Maria Ortega"."""
    words = translate("Conflicts", "checked {day}, {conclusion}, {who}")
    who = row.concluded_by or row.asked_by
    return words.format(day=day, conclusion=concluded(row.conclusion), who=who)


def where(source: Source) -> str:
    """Where it stands: the heading over such matches."""
    return {
        Source.CLIENT: translate("Conflicts", "Clients"),
        Source.PERSON: translate("Conflicts", "People around clients"),
        Source.PARTY: translate("Conflicts", "Parties of matters"),
        Source.MATTER: translate("Conflicts", "Titles of matters"),
        Source.PARTICIPANT: translate("Conflicts", "Took part in contacts"),
    }[source]


def concluded(conclusion: Conclusion) -> str:
    """What came of a check."""
    return {
        Conclusion.OPEN: translate("Conflicts", "not concluded"),
        Conclusion.CLEAR: translate("Conflicts", "clear"),
        Conclusion.CONFLICT: translate("Conflicts", "conflict"),
    }[conclusion]


def chip(row: CheckRow) -> Chip:
    """What came of a check, as its chip."""
    said = concluded(row.conclusion)
    if row.conclusion is Conclusion.CLEAR:
        return chips.done(said)
    return chips.urgent(said)


def matches(row: CheckRow) -> str:
    """How many matches there are: "3 matches", with what must not be seen."""
    count = row.hits
    said = (
        translate("Conflicts", "no match")
        if not count
        else counted(count, "1 match", "{count} matches").format(count=say_number(count))
    )
    if row.more:
        more = translate("Conflicts", "{count} more").format(count=say_number(row.more))
        said = f"{said}, {more}"
    if not row.restricted:
        return said
    restricted = translate("Conflicts", "something restricted")
    return f"{said}, {restricted}" if count else restricted


def more_sentence(row: CheckRow) -> tuple[str, str]:
    """What is said where more matched than is kept: what, and what to do."""
    return (
        translate("Conflicts", "{count} more matches are not shown.").format(count=say_number(row.more)),
        translate(
            "Conflicts",
            "Nobody can look at them here, so this check cannot be clear. Check fuller names, one at a time.",
        ),
    )


def restricted_sentence() -> str:
    """What is said where something matches that must not be seen."""
    return translate(
        "Conflicts",
        "It is not shown to you. A partner who may see it has to look at this check before it is clear: "
        "ask the partners.",
    )
