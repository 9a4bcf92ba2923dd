"""Fees: what the open matters have cost of their estimates, and whom to tell of costs by when (PRACTICE F1, F2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.care.estimate import Sums, say_sums
from app.care.firm_rule import firm_currency
from app.care.overview import MatterCosts, costs_overview
from app.care.words import FeeLevel
from app.kernel.language import counted
from app.kernel.numbers import say_number
from app.storage.transaction import Reader
from app.workspace import Workspace
from ui.care.due import due_chip
from ui.care.matter_list import MatterListPage
from ui.care.rooms import Stand
from ui.kit import chips
from ui.kit.chips import Chip
from ui.kit.tables import Column

translate = QCoreApplication.translate
SOON: Final = 31
"""Days ahead within which a costs update counts as due here: as long as the matter's page offers to excuse it."""

_WHICH: Final[Mapping[str, Callable[[MatterCosts, date], bool]]] = {
    "all": lambda one, today: True,
    "amber": lambda one, today: one.costs.level is FeeLevel.AMBER,
    "red": lambda one, today: one.costs.level is FeeLevel.RED,
    "due": lambda one, today: one.due_on is not None and (one.due_on - today).days <= SOON,
}


class FeesPage(MatterListPage[MatterCosts]):
    """The matters by share of the estimate used; one is opened at its fees."""

    def __init__(self, workspace: Workspace) -> None:
        self._home = ""
        super().__init__(
            workspace,
            translate("FeesPage", "Fees"),
            self._columns(),
            sort="used",
            keep="fees",
            empty=translate(
                "FeesPage",
                "No open matter has an estimate, costs or an arrangement yet: note them at a matter, under “Fees”.",
            ),
            tab=translate("MatterTabs", "Fees"),
            which=_WHICH,
            choices=(
                ("all", translate("FeesPage", "All")),
                ("amber", translate("FeesPage", "Amber")),
                ("red", translate("FeesPage", "Red")),
                ("due", translate("FeesPage", "Costs update due")),
            ),
        )
        self.table.show_sorted("used", ascending=False)

    def _columns(self) -> tuple[Column[MatterCosts], ...]:
        def sums(one: Sums | None) -> str:
            return say_sums(one, self._home) if one is not None else ""

        def due(row: MatterCosts) -> Chip | None:
            return due_chip(row.due_on, self._workspace.today, soon=SOON) if row.due_on is not None else None

        return (
            Column(
                "to_date",
                translate("FeesPage", "To date"),
                lambda row: sums(row.costs.to_date),
                width=110,
                back=3,
                sortable=False,
            ),
            Column(
                "estimate",
                translate("FeesPage", "Estimate"),
                lambda row: sums(row.costs.estimate),
                width=110,
                back=4,
                sortable=False,
            ),
            Column("used", translate("FeesPage", "Used"), used, chip=used_chip, width=150, sortable=False),
            Column(
                "due",
                translate("FeesPage", "Costs update"),
                lambda row: "",
                chip=due,
                width=170,
                back=5,
                sortable=False,
            ),
        )

    def overview(self, reader: Reader, words: str) -> Sequence[MatterCosts]:
        self._home = firm_currency(reader)
        return costs_overview(reader, query=words)

    def order(self, row: MatterCosts) -> tuple[object, ...]:
        """By full percents of the estimate; then those that hear of costs soonest."""
        share = row.costs.standing.percent if row.costs.standing is not None else -1
        return -share, row.due_on is None, row.due_on or date.max, row.matter.number


def used(row: MatterCosts) -> str:
    """How much of the estimate is used, in words."""
    stands = row.costs.standing
    return translate("FeesPage", "{percent} %").format(percent=say_number(stands.percent)) if stands else ""


def used_chip(row: MatterCosts) -> Chip | None:
    """Amber and red by a word and a sign; None while the estimate holds."""
    stands = row.costs.standing
    if stands is None or stands.level is FeeLevel.WITHIN:
        return None
    said = translate("FeesPage", "{percent} % used").format(percent=say_number(stands.percent))
    return chips.urgent(said) if stands.level is FeeLevel.AMBER else chips.late(said)


def stand(reader: Reader) -> Stand:
    """How many are amber and red, and how many costs updates are owed by today."""
    rows = costs_overview(reader)
    if not rows:
        return Stand(translate("FeesPage", "No figures told yet"))
    red, amber = (sum(one.costs.level is level for one in rows) for level in (FeeLevel.RED, FeeLevel.AMBER))
    due = [one.due_on for one in rows if one.due_on is not None and one.due_on <= reader.today]
    said = [
        words.format(count=say_number(count))
        for count, words in (
            (red, translate("FeesPage", "{count} red")),
            (amber, translate("FeesPage", "{count} amber")),
            (
                len(due),
                counted(len(due), "1 costs update due", "{count} costs updates due"),
            ),
        )
        if count
    ]
    within = translate("FeesPage", "All within their estimates, no costs update due")
    return Stand(", ".join(said) or within, len(due), any(one < reader.today for one in due))
