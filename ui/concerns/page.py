"""The firm's concerns: open ones first, the oldest first."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QCoreApplication

from app.concerns.forms import NewConcern
from app.concerns.queries import ConcernRow, concerns, count_concerns
from app.kernel.said import say_day
from app.workspace import Workspace
from ui.concerns.concern_sheet import open_concern
from ui.concerns.raise_form import open_raise
from ui.concerns.rules_form import open_rules
from ui.concerns.words import age, apart_chip, due_chip, short, state_chip, tr, word
from ui.kit.buttons import Button
from ui.kit.chips import Chip
from ui.kit.empty import EmptyState
from ui.kit.listpage import Asked, Found, ListPage
from ui.kit.rights import writes
from ui.kit.tables import Column

translate = QCoreApplication.translate

_WHICH = {"open": True, "closed": False, "all": None}


class ConcernsPage(ListPage[ConcernRow]):
    """Who is unhappy, with what, who looks after it, and what is to be done by when."""

    kinds = frozenset({"concern", "concern_rule"})

    def __init__(self, workspace: Workspace) -> None:
        empty = EmptyState(
            tr("Nobody is unhappy that we know of. A doubtful tone in a call can be flagged on its entry."),
            tr("New concern…"),
            self.new_concern,
        )
        super().__init__(
            tr("Concerns"),
            self._columns(workspace),
            key=lambda row: row.id,
            sort="raised",
            keep="concerns",
            empty=empty,
            placeholder=tr("Filter by client, or by what was said"),
            choices=(
                ("open", translate("Concerns", "Open", "complaints")),
                ("closed", translate("Concerns", "Closed", "complaints")),
                ("all", translate("Concerns", "All", "complaints")),
            ),
            choices_name=tr("Which"),
        )
        self._workspace = workspace
        self.new = Button(tr("New concern…"), self.new_concern)
        self.rules = Button(tr("Time limits…"), lambda: open_rules(self, workspace))
        self.rules.setToolTip(
            tr("The firm's time limits for concerns, its complaints partners, the body outside")
        )
        self.add_to_head(self.rules)
        self.add_to_head(self.new)
        writes(workspace, self.new, empty.button)
        self.table.opened.connect(self._on_table_opened)

    @staticmethod
    def _columns(workspace: Workspace) -> tuple[Column[ConcernRow], ...]:
        def raised(row: ConcernRow) -> str:
            return say_day(row.facts.raised_on, workspace.today)

        def due(row: ConcernRow) -> Chip | None:
            return due_chip(row.next, workspace.today)

        return (
            Column(
                "client",
                tr("Concern"),
                lambda row: row.client,
                second=lambda row: row.facts.how.replace("\n", " "),
                stretch=5,
                least=200,
                bold=True,
                sortable=False,
            ),
            Column(
                "cause", tr("Cause"), lambda row: word(row.facts.cause), width=112, back=1, sortable=False
            ),
            Column("raised", tr("Raised"), raised, second=age, width=110, back=2, sortable=False),
            Column(
                "state",
                tr("State"),
                lambda row: "",
                chip=state_chip,
                second_chip=apart_chip,
                width=140,
                back=5,
                plain=True,
                sortable=False,
            ),
            Column(
                "handler",
                translate("Concerns", "With", "in whose hands"),
                lambda row: row.handler,
                second=lambda row: word(row.stage),
                width=136,
                back=3,
                sortable=False,
            ),
            Column(
                "next",
                translate("Concerns", "Next", "what comes next"),
                lambda row: short(row.next.kind) if row.next else "",
                width=124,
                back=4,
                sortable=False,
            ),
            Column("due", tr("Due"), lambda row: "", chip=due, width=146, sortable=False),
        )

    def look_up(self, asked: Asked) -> Found[ConcernRow]:
        with self._workspace.read() as reader:
            rows = concerns(
                reader,
                is_open=_WHICH.get(str(asked.choice)),
                query=asked.words,
                limit=asked.most,
                offset=asked.start,
            )
            some = bool(rows) or bool(count_concerns(reader))
        return Found(rows, some, more=len(rows) == asked.most)

    def show_arg(self, arg: object) -> None:
        """A concern to open."""
        if isinstance(arg, UUID):
            open_concern(self, self._workspace, arg)

    def new_concern(self) -> None:
        """Keep a concern that somebody has."""
        open_raise(self, self._workspace, NewConcern(""))

    def _on_table_opened(self, key: object) -> None:
        if isinstance(key, UUID):
            open_concern(self, self._workspace, key)
