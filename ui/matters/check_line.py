"""In the form of a matter: the check for conflicts, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.conflicts.commands import NewCheck
from app.conflicts.queries import CheckRow, check_sheet, newest_check
from app.conflicts.words import Conclusion
from app.kernel.ids import read_id
from app.workspace import Workspace
from ui.conflicts.words import checked_words
from ui.kit import tasks, theme
from ui.kit.buttons import LinkButton
from ui.kit.chips import Tone
from ui.kit.labels import Label
from ui.schedule.desk import Desk


class CheckLine(QWidget):
    """``what()`` is what to look for. ``check_id`` is the check made from here, or the matter's last one."""

    def __init__(self, page: QWidget, workspace: Workspace, desk: Desk, what: Callable[[], NewCheck]) -> None:
        super().__init__()
        self._page, self._workspace, self._desk, self._what = page, workspace, desk, what
        self.check_id: UUID | None = None
        self.link = LinkButton(self.tr("Check for conflicts"), self._on_link_clicked)
        self.words = Label(self.tr("not checked yet"), tone=Tone.DIM, wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.M)
        row.addWidget(self.link)
        row.addWidget(self.words, 1)
        self.setFocusProxy(self.link)

    def read_matter(self, matter_id: UUID) -> None:
        """Show the last check that was made for a matter."""

        def read() -> CheckRow | None:
            with self._workspace.read() as reader:
                return newest_check(reader, matter_id)

        tasks.run(read, owner=self, done=self._show)

    def show_check(self, check_id: UUID) -> None:
        """Show this one, as it stands now."""
        self.check_id = check_id

        def read() -> CheckRow:
            with self._workspace.read() as reader:
                return check_sheet(reader, check_id).row

        tasks.run(read, owner=self, done=self._show)

    def kept(self) -> list[object]:
        """For a draft: which check."""
        return [str(self.check_id or "")]

    def show_kept(self, value: object) -> None:
        """What a draft kept."""
        found = read_id(str(value[0])) if isinstance(value, list) and value else None
        if found is not None:
            self.show_check(found)

    def warn(self) -> None:
        """It is about to be saved and was not checked."""
        self.words.setText(self.tr("not checked yet: save once more to open it all the same"))
        self.words.set_tone(Tone.SOON)

    def _show(self, row: CheckRow | None) -> None:
        if row is None or self.check_id not in {None, row.id}:
            return
        self.check_id = row.id
        day = self._desk.say(row.asked_at.astimezone(self._workspace.zone).date())
        self.words.setText(checked_words(row, day))
        tones = {Conclusion.CLEAR: Tone.DONE, Conclusion.CONFLICT: Tone.LATE}
        self.words.set_tone(tones.get(row.conclusion, Tone.SOON))

    def _on_link_clicked(self) -> None:
        from ui.conflicts.check_form import open_check

        open_check(self._page, self._workspace, self._what(), self._on_checked)

    def _on_checked(self, check_id: UUID) -> None:
        from shiboken6 import isValid

        if isValid(self):  # the form may be closed before the check's sheet is
            self.show_check(check_id)
