"""Words for conflict checks."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.conflicts.queries import CheckRow
from app.conflicts.words import Conclusion, Match, Source
from ui.kit import chips
from ui.kit.chips import Chip

translate = QCoreApplication.translate


def how(match: Match) -> str:
    """How something matches."""
    return {
        Match.SAME: translate("Conflicts", "same name"),
        Match.ORDER: translate("Conflicts", "same words"),
        Match.EMAIL: translate("Conflicts", "same e-mail"),
        Match.PHONE: translate("Conflicts", "same phone"),
        Match.INITIALS: translate("Conflicts", "initials"),
        Match.NEAR: translate("Conflicts", "similar spelling"),
        Match.PART: translate("Conflicts", "part of the name"),
    }[match]


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
        else translate("Conflicts", "1 match")
        if count == 1
        else translate("Conflicts", "{count} matches").format(count=f"{count:,}")
    )
    if row.more:
        more = translate("Conflicts", "{count} more").format(count=f"{row.more:,}")
        said = f"{said}, {more}"
    if not row.restricted:
        return said
    restricted = translate("Conflicts", "something restricted")
    return f"{said}, {restricted}" if count else restricted


def more_sentence(row: CheckRow) -> tuple[str, str]:
    """What is said where more matched than is kept: what, and what to do."""
    return (
        translate("Conflicts", "{count} more matches are not shown.").format(count=f"{row.more:,}"),
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
