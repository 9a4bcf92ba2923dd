"""A disclaimer or notice: what it says, and in what of which practice areas it stands by itself (PRACTICE I4)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QWidget

from app.notices.commands import save_notice
from app.notices.queries import NoticeForm as Notice
from app.notices.queries import NoticeRow
from app.notices.words import USUAL, Outlet
from app.workspace import Workspace
from ui.kit.fields import GrowingText, TextField
from ui.kit.formsheet import Command, FormSheet
from ui.kit.plain_line import PlainLine
from ui.kit.sheet_draft import Keep


class NoticeForm(FormSheet):
    """``row`` None: a new one, which needs no reason."""

    def __init__(
        self, over: QWidget, workspace: Workspace, row: NoticeRow | None, areas: Sequence[str]
    ) -> None:
        super().__init__(
            over,
            workspace,
            row.form.title if row is not None else over.tr("New notice"),
            width=620,
            keep=Keep("notice", row.notice_id if row is not None else None),
        )
        self._row = row
        notice = row.form if row is not None else Notice("", "")
        self.name = TextField(self.tr("e.g. E-mail is not secure"), notice.title)
        self.words = GrowingText(self.tr("what clients read"), least=4)
        self.words.setText(notice.text)
        self.areas = TextField(self.tr("every practice area"), ", ".join(notice.areas))
        self.outlets = {one: QCheckBox(one.label) for one in Outlet}
        for one, box in self.outlets.items():
            box.setChecked(one in (notice.outlets or USUAL))
        self.in_force = QCheckBox(self.tr("In force"))
        self.in_force.setChecked(notice.in_force)
        self.reason = TextField(self.tr("what is changed, and why"))
        form = self.form
        form.add(self.tr("&Name"), self.name, "title")
        form.add(self.tr("&Words"), self.words, "text")
        form.add_wide(PlainLine.under(self.words))
        known = self.tr("Yours: {areas}").format(areas=", ".join(areas)) if areas else ""
        form.add(self.tr("&Practice areas"), self.areas, "areas", hint=known)
        boxes = [(box, f"outlet-{one.value}", 0) for one, box in self.outlets.items()]
        form.add_together(self.tr("Stands in"), *boxes[:3])
        form.add_together("", *boxes[3:])  # four in a line are cut off
        for one, box in self.outlets.items():
            box.setAccessibleName(self.tr("Stands in: {what}").format(what=one.label))
        form.add("", self.in_force, "in_force")
        form.add(self.tr("&Reason"), self.reason, "reason")
        form.show_row("reason", row is not None)

    def command(self) -> Command:
        chosen = tuple(one for one, box in self.outlets.items() if box.isChecked())
        notice = Notice(
            self.name.text(),
            self.words.text(),
            tuple(part for part in self.areas.text().split(",") if part.strip()),
            () if chosen == USUAL else chosen,
            self.in_force.isChecked() and bool(chosen),
        )
        reason = self.reason.text()
        notice_id = self._row.notice_id if self._row is not None else None
        return lambda tx: save_notice(tx, notice, reason, notice_id)
