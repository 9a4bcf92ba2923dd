"""One conflict check: what was found, what is concluded; printed or saved as its record."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.conflicts.commands import conclude_check, record_printed, record_saved
from app.conflicts.queries import CheckSheet, HitRow, check_sheet
from app.conflicts.words import Conclusion, Source
from app.kernel.said import say_date, say_time
from app.kernel.text import capital
from app.workspace import Workspace
from ui.conflicts.words import (
    concluded,
    how,
    matches,
    more_sentence,
    restricted_sentence,
    searched,
    unmatched,
    where,
)
from ui.kit import tasks, theme
from ui.kit.banner import Banner
from ui.kit.buttons import Button
from ui.kit.chips import Tone
from ui.kit.empty import EmptyState, OrEmpty
from ui.kit.fields import GrowingText, Segmented
from ui.kit.formsheet import Command, FormSheet
from ui.kit.labels import Label
from ui.kit.page import Page
from ui.kit.rights import writes
from ui.kit.row_model import Group, Row
from ui.kit.rows import RowList
from ui.kit.saving import ask_where
from ui.kit.sheet_draft import Keep
from ui.shell.requests import OpenClient, OpenMatter

translate = QCoreApplication.translate
_MOST_HIGH = 360
"""The matches are scrolled from here on."""


def open_check_sheet(
    over: QWidget,
    workspace: Workspace,
    check_id: UUID,
    left: Callable[[], object] | None = None,
) -> None:
    """Read the check, then show it; ``left`` is called when it is closed."""

    def read() -> CheckSheet:
        with workspace.read() as reader:
            return check_sheet(reader, check_id)

    def show(found: CheckSheet) -> None:
        sheet = ConflictSheet(over, workspace, found)
        if left is not None:
            sheet.finished.connect(lambda _: left())
        sheet.open()

    tasks.run(read, owner=over, done=show)


class ConflictSheet(FormSheet):
    """The matches by where they stand, then the conclusion."""

    def __init__(self, over: QWidget, workspace: Workspace, found: CheckSheet) -> None:
        super().__init__(
            over,
            workspace,
            translate("ConflictSheet", "Conflict check"),
            width=760,
            save=translate("ConflictSheet", "Save conclusion"),
            keep=Keep("conclusion", found.row.id),
        )
        self._page, self.found = over, found
        self.body.insertWidget(0, Label(self._about(), wrap=True, tone=Tone.DIM))
        self.hidden = Banner(kind="soon")
        lead = self.tr("Something restricted matches.") if found.hidden else ""
        self.hidden.say(lead, restricted_sentence() if found.hidden else "")
        self.more = Banner(kind="soon")
        self.more.say(*more_sentence(found.row) if found.row.more else ("", ""))
        self.body.insertWidget(1, self.hidden)
        self.body.insertWidget(2, self.more)
        self.rows = RowList(self.tr("Matches"), name_share=0.45)
        self.rows.opened.connect(self._on_rows_opened)
        nothing = self.tr("No match that you may see.") if found.hidden else self.tr("Nothing matches.")
        self._either = OrEmpty(self.rows, EmptyState(nothing))
        self._either.setMinimumHeight(theme.px(90))
        self.body.insertWidget(3, self._either)
        self.rows.set_groups(self._groups())
        self._either.show_full(bool(found.hits))
        self._fit()
        self.rows.fitted.connect(self._fit)
        self.without = Label(unmatched(found), wrap=True)
        self.without.setVisible(bool(found.unmatched))
        self.body.insertWidget(4, self.without)
        self.body.insertWidget(5, Label(searched(found), "small", wrap=True, tone=Tone.DIM))
        self.conclusion = Segmented(
            [(one, concluded(one)) for one in Conclusion], found.row.conclusion, name=self.tr("Conclusion")
        )
        self.why = GrowingText(self.tr("why: another person of that name, consent of both, …"), least=1)
        self.why.setText(found.row.note)
        self.form.add(self.tr("Conclusion"), self.conclusion, "conclusion")
        self.form.add(self.tr("Why"), self.why, "note")
        writes(workspace, self.accept_button, self.conclusion, self.why)
        self.save_button = Button(self.tr("Save as PDF…"), self._on_save_clicked)
        self.print_button = Button(self.tr("Print…"), self._on_print_clicked)
        row = self.foot.layout()
        if isinstance(row, QHBoxLayout):
            row.insertWidget(0, self.save_button)
            row.insertWidget(0, self.print_button)

    def _fit(self) -> None:
        """As high as whole rows are: none is cut."""
        if not self.found.hits:
            return
        high = 0
        for number in range(self.rows.model().rowCount()):
            row = self.rows.rowHeight(number)
            if number and high + row > theme.px(_MOST_HIGH):
                break
            high += row
        self._either.setFixedHeight(high + 2 * self.rows.frameWidth())

    def command(self) -> Command:
        check_id, note = self.found.row.id, self.why.text()
        value = self.conclusion.value()
        chosen = value if isinstance(value, Conclusion) else Conclusion.OPEN
        return lambda tx: conclude_check(tx, check_id, chosen, note)

    def save_to(self, file: Path) -> None:
        """Write the record into ``file``; the trail says so."""
        from app.vault.leaving import send_out

        def work() -> None:
            pdf, pages = self._pdf()
            check_id = self.found.row.id
            send_out(self.workspace, file, pdf, lambda tx: record_saved(tx, check_id, pages, file))

        done = self.tr("Saved.")
        tasks.run(work, owner=self, done=lambda _: self.note.setText(done), failed=self.form.show_error)

    def _pdf(self) -> tuple[bytes, int]:
        from app.reports.conflict_record import conflict_record

        with self.workspace.read() as reader:
            return conflict_record(reader, check_sheet(reader, self.found.row.id))

    def _about(self) -> str:
        row = self.found.row
        asked = row.asked_at.astimezone(self.workspace.zone)
        said = self.tr("{asked}. {matches}. Asked by {who}, {day}, {time}.")
        words = said.format(
            asked=row.asked,
            matches=capital(matches(row)),
            who=row.asked_by,
            day=say_date(asked.date()),
            time=say_time(asked),
        )
        return f"{row.about}: {words}" if row.about else words

    def _groups(self) -> list[Group]:
        groups = []
        for source in Source:
            rows = [
                self._row(number, hit) for number, hit in enumerate(self.found.hits) if hit.source is source
            ]
            groups.append(Group(where(source), tuple(rows)))
        return groups

    def _row(self, number: int, hit: HitRow) -> Row:
        matter = f"{hit.matter_number} {hit.matter}".strip() if hit.source is not Source.MATTER else ""
        icon = "folder" if hit.source in {Source.MATTER, Source.PARTY} else "client"
        text = " · ".join(part for part in (hit.detail, matter) if part)
        return Row(number, hit.found, how(hit), icon, text, tip=how(hit))

    def _on_rows_opened(self, key: object) -> None:
        hit = self.found.hits[key] if isinstance(key, int) else None
        if hit is None or not isinstance(self._page, Page):
            return
        target = (
            OpenMatter(hit.matter_id)
            if hit.matter_id
            else OpenClient(hit.client_id)
            if hit.client_id
            else None
        )
        if target is not None:
            self.drop()
            self._page.request(target)

    def _on_save_clicked(self) -> None:
        ask_where(self, self.tr("Save the record"), "conflict-check", "pdf", self.save_to)

    def _on_print_clicked(self) -> None:
        tasks.run(self._pdf, owner=self, done=self._print, failed=self.form.show_error)

    def _print(self, made: tuple[bytes, int]) -> None:
        from ui.reports.leaving import Paper
        from ui.reports.paper_sheet import PaperSheet, ready

        pdf, pages = made

        def tell() -> None:
            with self.workspace.write() as tx:
                record_printed(tx, self.found.row.id, pages)

        paper = Paper(pdf, "", "", tell)
        title = self.tr("The record of the check")
        PaperSheet(self, self.workspace, title, ready(paper), endings=()).open()
