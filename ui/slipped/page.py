"""What slipped in the firm: figures by kind and by person, and each promise that was late, missed or excused."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from app.figures.span import Days, Time, days_of
from app.kernel.said import say_date
from app.owed.slipped.lines import LineState
from app.workspace import Workspace
from ui.kit import tasks
from ui.kit.buttons import Button
from ui.kit.chips import Chip
from ui.kit.empty import EmptyState, OrEmpty
from ui.kit.fields import Segmented
from ui.kit.labels import dim
from ui.kit.page import Page
from ui.kit.row_model import Group
from ui.kit.rows import RowList
from ui.kit.showing import show_if
from ui.shell.requests import OpenEntry, OpenMatter
from ui.slipped.listing import doing_of, figure_groups, slipped_groups
from ui.slipped.load import SlippedShown, load_slipped, load_slipped_list
from ui.slipped.marks import sign_of, state_word
from ui.today.print_sheet import morning_sheet

LISTED = 300
"""So many of each state are listed; the figures count all."""
UNSETTLED = 2
"""The first groups of what slipped, still owed and never given, stand above the figures: they name whom to see to."""


def in_rows(shown: SlippedShown, person_id: UUID | None) -> tuple[SlippedShown, Sequence[Group]]:
    """With its rows: whom something is owed still or was never given, the figures (of one person alone the first of
    them), and what slipped otherwise. Made on the worker."""
    figures = list(figure_groups(shown.found, shown.names, shown.now))
    if person_id is not None:
        figures = figures[:1]
    slipped = slipped_groups(shown.found, shown.now, shown.titles, shown.names, LISTED)
    return shown, [*slipped[:UNSETTLED], *figures, *slipped[UNSETTLED:]]


class SlippedPage(Page):
    """A row of a person shows that person's; the button beside the title shows everybody's again."""

    is_long = True

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(QCoreApplication.translate("SlippedPage", "What slipped"))
        self._workspace = workspace
        self._person: UUID | None = None
        self._shown: SlippedShown | None = None
        self.time = Segmented(
            [
                (Time.QUARTER, self.tr("This quarter")),
                (Time.LAST_QUARTER, self.tr("Last quarter")),
                (Time.YEAR, self.tr("This year")),
            ],
            Time.QUARTER,
            name=self.tr("Time"),
        )
        self.everybody = Button(self.tr("Everybody"), self._on_everybody_clicked)
        self.everybody.hide()
        self.figures = Button(self.tr("Figures…"), lambda: self.navigate("figures"))
        self.print_button = Button(self.tr("Print…"), self.print_list)
        self.add_to_head(self.figures)
        self.add_to_head(self.print_button)
        self.add_to_head(self.everybody)
        self.add_to_head(self.time)
        self.rows = RowList(self.tr("What slipped"), name_share=0.42)
        self._either = OrEmpty(
            self.rows, EmptyState(self.tr("Nothing was promised in that time, and nothing slipped."))
        )
        self.unit = dim(
            self.tr(
                "Hours of working days are all 24 hours of days that are no weekend or holiday; how late something is "
                "or was counts by the calendar."
            )
        )
        self.body.addWidget(self.unit)
        self.body.addWidget(self._either, 1)
        self.time.changed.connect(self.mark_stale)
        self.rows.opened.connect(self._on_rows_opened)
        self.rows.acted.connect(self._on_rows_acted)

    def show_arg(self, arg: object) -> None:
        if isinstance(arg, UUID) and arg != self._person:
            self._person = arg
            self.mark_stale()

    def reload(self) -> None:
        workspace, person, days = self._workspace, self._person, self._days()
        tasks.run(
            lambda: in_rows(load_slipped(workspace, days.first, days.last, person_id=person), person),
            owner=self,
            done=self._show,
            failed=self.errors.show_error,
        )

    def _show(self, read: tuple[SlippedShown, Sequence[Group]]) -> None:
        shown, groups = read
        self._shown, found, name = shown, shown.found, ""
        if self._person is not None:
            name = shown.names.get(self._person, "")
        days = self.tr("{first} to {last}").format(first=say_date(found.first), last=say_date(found.last))
        self.set_title(
            self.tr("What slipped"),
            " · ".join(part for part in (name, days) if part),
            chips=[
                Chip(state_word(state), sign_of(state).tone, sign_of(state).shape)
                for state in (LineState.MISSED, LineState.LATE, LineState.EXCUSED)
            ],
        )
        show_if(self.everybody, self._person is not None)
        self.rows.set_groups(groups)
        self._either.show_full(bool(found.lines))
        if self.rows.current_key() is None:
            self.rows.select_first()

    def print_here(self) -> bool:
        self.print_list()
        return True

    def print_list(self) -> None:
        """On paper: the time that is chosen, of the person that is shown or of everybody."""
        workspace, person, days = self._workspace, self._person, self._days()
        morning_sheet(
            self,
            workspace,
            title=self.tr("Print what slipped"),
            load=lambda: load_slipped_list(workspace, days.first, days.last, person_id=person),
        ).open()

    def _days(self) -> Days:
        time = self.time.value()
        return days_of(time if isinstance(time, Time) else Time.QUARTER, self._workspace.today)

    def _on_everybody_clicked(self) -> None:
        self._person = None
        self.mark_stale()

    def _on_rows_acted(self, key: object) -> None:
        doing = None
        if self._shown is not None and isinstance(key, tuple) and key[0] == "line":
            doing = doing_of(self._shown.found.lines[key[1]])
        if doing is not None:
            self.request(doing)
        else:
            self._on_rows_opened(key)

    def _on_rows_opened(self, key: object) -> None:
        if self._shown is None or not isinstance(key, tuple):
            return
        what, which = key
        if what == "person":
            self._person = which
            self.mark_stale()
        elif what == "line":
            line = self._shown.found.lines[which]
            if line.entry_id is not None:
                self.request(OpenEntry(line.entry_id))
            elif line.matter_id is not None:
                self.request(OpenMatter(line.matter_id))
