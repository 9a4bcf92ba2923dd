"""The conflict checks that were made, newest first."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QCoreApplication

from app.conflicts.queries import CheckRow, checks
from app.kernel.said import say_day
from app.workspace import Workspace
from ui.conflicts.check_form import open_check
from ui.conflicts.check_sheet import open_check_sheet
from ui.conflicts.words import chip, matches
from ui.kit.buttons import Button
from ui.kit.empty import EmptyState
from ui.kit.listpage import Asked, Found, ListPage
from ui.kit.rights import writes
from ui.kit.tables import Column

translate = QCoreApplication.translate


class ConflictsPage(ListPage[CheckRow]):
    """What was looked for, by whom and when, what matched, what came of it."""

    kinds = frozenset({"conflict_check"})

    def __init__(self, workspace: Workspace) -> None:
        said = translate("Conflicts", "No check for conflicts was made yet.")
        empty = EmptyState(said, translate("Conflicts", "Check for conflicts"), self.new_check)
        super().__init__(
            translate("Conflicts", "Conflict checks"),
            self._columns(workspace),
            key=lambda row: row.id,
            sort="asked_at",
            keep="conflicts",
            empty=empty,
            placeholder=translate("Conflicts", "Filter by what was looked for"),
            choices=((False, translate("Conflicts", "All")), (True, translate("Conflicts", "Not concluded"))),
            choices_name=translate("Conflicts", "Which"),
        )
        self._workspace = workspace
        self.new = Button(self.tr("Check for conflicts"), self.new_check)
        self.add_to_head(self.new)
        writes(workspace, self.new, empty.button)
        self.table.opened.connect(self._on_table_opened)

    @staticmethod
    def _columns(workspace: Workspace) -> tuple[Column[CheckRow], ...]:
        def day(row: CheckRow) -> str:
            now = workspace.local_now
            return say_day(row.asked_at.astimezone(workspace.zone), now.date())

        return (
            Column(
                "asked",
                translate("Conflicts", "Looked for"),
                lambda row: row.asked,
                stretch=4,
                least=200,
                bold=True,
                sortable=False,
            ),
            Column(
                "about",
                translate("Conflicts", "For"),
                lambda row: row.about,
                stretch=3,
                back=2,
                sortable=False,
            ),
            Column(
                "asked_by",
                translate("Conflicts", "By"),
                lambda row: row.asked_by,
                stretch=2,
                back=1,
                sortable=False,
            ),
            Column("asked_at", translate("Conflicts", "Day"), day, width=130, back=3, sortable=False),
            Column("matches", translate("Conflicts", "Matches"), matches, stretch=2, back=4, sortable=False),
            Column(
                "conclusion",
                translate("Conflicts", "Conclusion"),
                lambda row: "",
                chip=chip,
                width=130,
                sortable=False,
            ),
        )

    def look_up(self, asked: Asked) -> Found[CheckRow]:
        with self._workspace.read() as reader:
            rows = checks(
                reader,
                query=asked.words,
                limit=asked.most,
                offset=asked.start,
                open_only=asked.choice is True,
            )
            some = bool(rows) or bool(checks(reader, limit=1))
        return Found(rows, some, more=len(rows) == asked.most)

    def new_check(self) -> None:
        """Look for somebody."""
        open_check(self, self._workspace)

    def reopen(self, form: str, thing: UUID | None) -> bool:
        if form == "conflicts":
            self.new_check()
            return True
        if form == "conclusion" and thing is not None:
            open_check_sheet(self, self._workspace, thing)
            return True
        return False

    def _on_table_opened(self, key: object) -> None:
        if isinstance(key, UUID):
            open_check_sheet(self, self._workspace, key)
