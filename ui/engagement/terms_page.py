"""Engagement terms: in which open matters they are owed, drafted and agreed (PRACTICE B2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from app.engagement.missing import without_terms
from app.engagement.overview import MatterTerms, terms_overview
from app.engagement.words import TermsState
from app.kernel.said import say_day
from app.storage.transaction import Reader
from app.workspace import Workspace
from ui.care.due import due_chip
from ui.care.rooms import Stand
from ui.kit import chips
from ui.kit.chips import Chip
from ui.kit.empty import EmptyState
from ui.kit.listpage import Asked, Found, ListPage
from ui.kit.tables import Column
from ui.shell.requests import OpenMatter

translate = QCoreApplication.translate
_WRITTEN = frozenset({TermsState.DRAFT, TermsState.REVISED})
_HELD = frozenset({TermsState.AGREED, TermsState.REVISED})
_WHICH: Final[Mapping[str, Callable[[MatterTerms], bool]]] = {
    "all": lambda one: True,
    "owed": lambda one: one.owed is not None,
    "drafted": lambda one: one.state in _WRITTEN,
    "agreed": lambda one: one.state in _HELD,
}


class TermsPage(ListPage[MatterTerms]):
    """Those that are owed first, the longest first; one is opened at its terms."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        super().__init__(
            translate("TermsPage", "Engagement terms"),
            self._columns(),
            key=lambda row: row.matter.id,
            sort="owed",
            keep="terms",
            empty=EmptyState(
                translate("TermsPage", "No matter is open. Each matter that is opened comes here by itself.")
            ),
            placeholder=translate("TermsPage", "Filter by matter, number or client"),
            choices=(
                ("all", translate("TermsPage", "All")),
                ("owed", translate("TermsPage", "Owed")),
                ("drafted", translate("TermsPage", "Drafted")),
                ("agreed", translate("TermsPage", "Agreed")),
            ),
            choices_name=translate("TermsPage", "Which"),
        )
        self.table.opened.connect(self._on_table_opened)

    def _columns(self) -> tuple[Column[MatterTerms], ...]:
        def opened(row: MatterTerms) -> str:
            day = row.owed.opened_on if row.owed is not None else row.matter.opened_on
            return say_day(day, self._today()) if day is not None else ""

        def owed(row: MatterTerms) -> Chip | None:
            return due_chip(row.owed.owed_on, self._today()) if row.owed is not None else None

        return (
            Column(
                "matter",
                translate("TermsPage", "Matter"),
                lambda row: row.matter.title,
                second=lambda row: " · ".join(filter(None, (row.matter.number, row.matter.client))),
                stretch=5,
                bold=True,
                sortable=False,
            ),
            Column(
                "responsible",
                translate("TermsPage", "Responsible"),
                lambda row: row.matter.responsible,
                stretch=2,
                sortable=False,
            ),
            Column("opened", translate("TermsPage", "Opened"), opened, width=130, sortable=False),
            Column(
                "state",
                translate("TermsPage", "Terms"),
                lambda row: "",
                chip=state_chip,
                width=210,
                sortable=False,
            ),
            Column(
                "owed", translate("TermsPage", "Owed"), lambda row: "", chip=owed, width=160, sortable=False
            ),
        )

    def _today(self) -> date:
        return self._workspace.today

    def look_up(self, asked: Asked) -> Found[MatterTerms]:
        with self._workspace.read() as reader:
            every = terms_overview(reader, query=asked.words)
            some = bool(every) or bool(asked.words and terms_overview(reader))
        rows = sorted(filter(_WHICH[str(asked.choice)], every), key=_longest_owed_first)
        shown = rows[asked.start : asked.start + asked.most]
        return Found(shown, some, more=len(rows) > asked.start + len(shown))

    def _on_table_opened(self, key: object) -> None:
        if isinstance(key, UUID):
            self.request(OpenMatter(key, translate("MatterCare", "Terms & care")))


def _longest_owed_first(one: MatterTerms) -> tuple[bool, date, bool, str]:
    owed_on = one.owed.owed_on if one.owed is not None else date.max
    return one.owed is None, owed_on, one.state not in _WRITTEN, one.matter.number


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
        return Stand(translate("TermsPage", "No terms are owed"))
    late = sum(one.owed_on < reader.today for one in owed)
    drafted = sum(one.drafted for one in owed)
    words = [
        translate("TermsPage", "{count} to agree").format(count=f"{len(owed):,}"),
        translate("TermsPage", "{count} of them drafted").format(count=f"{drafted:,}") if drafted else "",
        translate("TermsPage", "{count} late").format(count=f"{late:,}") if late else "",
    ]
    return Stand(", ".join(filter(None, words)), len(owed), bool(late))
