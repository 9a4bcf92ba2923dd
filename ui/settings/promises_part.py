"""What the firm promises, on its page: how fast it acknowledges and answers, and who hears of it when it does not."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.rights import Right
from app.promises.terms import EscalationStep
from app.promises.words import say_promise
from app.workspace import Workspace
from ui.kit import tasks, theme
from ui.kit.buttons import Button
from ui.kit.chips import Tone
from ui.kit.labels import Label, dim
from ui.kit.page import section
from ui.kit.rights import needs
from ui.promises.terms_form import TermsView, labels, open_terms, read_terms
from ui.settings.catalogue import title_of

translate = partial(QCoreApplication.translate, "Clocks")


class PromisesPart(QWidget):
    """Reads by itself; its form saves by itself."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.change_button = Button(self.tr("Change…"), self.change)
        needs(self.change_button, workspace, Right.FIRM)
        self.lines = QWidget()
        self._grid = QGridLayout(self.lines)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        words = dim(
            self.tr(
                "A client or a matter may have its own. What came in before a change keeps what held then."
            )
        )
        words.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        top = QHBoxLayout()
        top.addWidget(section(title_of("promises/times")), 1)
        top.addWidget(self.change_button)
        column.addLayout(top)
        column.addWidget(words)
        column.addWidget(self.lines)

    def reload(self) -> None:
        """Read what is set."""
        workspace = self._workspace

        def read() -> TermsView:
            with workspace.read() as reader:
                return read_terms(reader)

        tasks.run(read, owner=self, done=self._show)

    def change(self) -> None:
        """Open the form."""
        open_terms(self, self._workspace, saved=self.reload)

    def _show(self, view: TermsView) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        said = [
            (
                label,
                translate("within {time}").format(time=say_promise(getattr(view.counts, name))),
            )
            for name, label in labels().items()
        ]
        said += [(translate("Late: {who}").format(who=one.to.label), say_step(one)) for one in view.steps]
        for number, (label, words) in enumerate(said):
            value = Label(words, wrap=True)
            value.setAccessibleName(f"{label}: {words}")
            self._grid.addWidget(Label(label, tone=Tone.DIM), number, 0)
            self._grid.addWidget(value, number, 1)
        self._grid.setHorizontalSpacing(theme.px(14))
        self._grid.setVerticalSpacing(theme.px(6))


def say_step(step: EscalationStep) -> str:
    """As in "at once", "after 1 working day more"."""
    if step.after.number == 0:
        return translate("at once")
    return translate("after {time}").format(time=say_promise(step.after))
