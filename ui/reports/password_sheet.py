"""The password that a saved PDF is to ask for; the vault does not keep it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.kernel.errors import Invalid, Problem
from app.workspace import Workspace
from ui.kit.buttons import Button
from ui.kit.chips import Tone
from ui.kit.formsheet import FormSheet
from ui.kit.labels import Label
from ui.shell.passwords import PasswordField


class PdfPasswordSheet(FormSheet):
    """``saved(password)`` once two equal and fit ones were typed."""

    def __init__(self, over: QWidget, workspace: Workspace) -> None:
        super().__init__(
            over, workspace, self.tr("PDF with a password"), width=500, save=self.tr("Choose where…")
        )
        self.password = PasswordField(self.tr("Password"))
        self.again = PasswordField(self.tr("Password again"))
        self.form.add(self.tr("Password"), self.password, "pdf_password")
        self.form.add(self.tr("Again"), self.again, "again")
        words = self.tr(
            "Tell it to the reader by another way than the file, such as by phone. Nobody can open the file "
            "without it, and Liaison does not keep it."
        )
        self.form.add_wide(Label(words, "small", tone=Tone.DIM, wrap=True))

    def offer_open(self, words: str, go_on: Callable[[], object]) -> None:
        """A second choice, beside the foot's others: what leaves asks for no password."""

        def leave() -> None:
            self._finish(accepted=False)
            go_on()

        self.open_button = Button(words, leave)
        row = self.foot.layout()
        if isinstance(row, QHBoxLayout):
            row.insertWidget(0, self.open_button)

    def errand(self) -> Callable[[], object]:
        typed = self.password.text()
        if typed != self.again.text():
            raise Invalid([Problem("again", "not-the-same", self.tr("The two passwords are not the same."))])

        def work() -> str:
            from app.reports.press.sealing import check_password

            return check_password(typed)

        return work
