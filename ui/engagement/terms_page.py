"""Engagement terms: in which open matters they are owed, drafted and agreed (PRACTICE B2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.engagement.missing import without_terms
from app.engagement.overview import MatterTerms, none_written, terms_overview
from app.engagement.words import TermsState
from app.kernel.language import counted
from app.kernel.numbers import say_number
from app.kernel.said import say_day
from app.storage.transaction import Reader
from app.workspace import Workspace
from ui.care.due import due_chip
from ui.care.matter_list import MatterListPage
from ui.care.rooms import Stand
from ui.kit import chips
from ui.kit.chips import Chip
from ui.kit.tables import Column

translate = QCoreApplication.translate
_WRITTEN = frozenset({TermsState.DRAFT, TermsState.REVISED})
_HELD = frozenset({TermsState.AGREED, TermsState.REVISED})
_WHICH: Final[Mapping[str, Callable[[MatterTerms, date], bool]]] = {
    "all": lambda one, today: True,
    "owed": lambda one, today: one.owed is not None,
    "missing": lambda one, today: one.state is TermsState.MISSING,
    "drafted": lambda one, today: one.state in _WRITTEN,
    "agreed": lambda one, today: one.state in _HELD,
}


class TermsPage(MatterListPage[MatterTerms]):
    """Those that are owed first, the longest first; one is opened at its terms."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(
            workspace,
            translate("TermsPage", "Engagement terms"),
            self._columns(),
            sort="owed",
            keep="terms",
            empty=translate(
                "TermsPage", "No matter is open. Each matter that is opened comes here by itself."
            ),
            of_every=True,
            tab=translate("MatterCare", "Terms & care"),
            which=_WHICH,
            choices=(
                ("all", translate("TermsPage", "All")),
                ("owed", translate("TermsPage", "Owed")),
                ("missing", translate("TermsPage", "Not written")),
                ("drafted", translate("TermsPage", "Drafted")),
                ("agreed", translate("TermsPage", "Agreed")),
            ),
        )

    def _columns(self) -> tuple[Column[MatterTerms], ...]:
        def opened(row: MatterTerms) -> str:
            day = row.owed.opened_on if row.owed is not None else row.matter.opened_on
            return say_day(day, self._workspace.today) if day is not None else ""

        def owed(row: MatterTerms) -> Chip | None:
            return due_chip(row.owed.owed_on, self._workspace.today) if row.owed is not None else None

        def not_owed(row: MatterTerms) -> str:
            waits = row.owed is not None or row.state is not TermsState.MISSING
            return "" if waits else translate("TermsPage", "not asked for")

        return (
            Column("opened", translate("TermsPage", "Opened"), opened, width=130, back=1, sortable=False),
            Column(
                "state",
                translate("TermsPage", "Terms"),
                lambda row: "",
                chip=state_chip,
                width=210,
                sortable=False,
            ),
            Column(
                "owed",
                translate("TermsPage", "Owed"),
                not_owed,
                chip=owed,
                width=160,
                back=3,
                sortable=False,
            ),
        )

    def overview(self, reader: Reader, words: str) -> Sequence[MatterTerms]:
        return terms_overview(reader, query=words)

    def order(self, row: MatterTerms) -> tuple[object, ...]:
        owed_on = row.owed.owed_on if row.owed is not None else date.max
        return row.owed is None, owed_on, row.state not in _WRITTEN, row.matter.number


def state_chip(row: MatterTerms) -> Chip:
    """Where they stand, in a word and a sign."""
    said = row.state.label
    if row.state is TermsState.AGREED:
        return chips.done(said)
    return chips.todo(said) if row.owed is not None or row.state in _WRITTEN else chips.plain(said)


def stand(reader: Reader) -> Stand:
    """How many are owed by the firm's rule, and how many of them late."""
    owed = without_terms(reader)
    if not owed:
        return Stand(_none_owed(none_written(reader)))
    late = sum(one.owed_on < reader.today for one in owed)
    drafted = sum(one.drafted for one in owed)
    words = [
        translate("TermsPage", "{count} to agree").format(count=say_number(len(owed))),
        translate("TermsPage", "{count} of them drafted").format(count=say_number(drafted))
        if drafted
        else "",
        translate("TermsPage", "{count} late").format(count=say_number(late)) if late else "",
    ]
    return Stand(", ".join(filter(None, words)), len(owed), bool(late))


def _none_owed(without: int) -> str:
    """Of matters that the rule does not ask for (opened before it) it is said that they have none."""
    said = translate("TermsPage", "No terms are owed")
    if not without:
        return said
    words = counted(without, "{said}; 1 matter has none", "{said}; {count} matters have none")
    return words.format(said=said, count=say_number(without))
