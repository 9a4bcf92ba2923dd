"""One line of a client's or a matter's form: "Response times: as the firm", opening a small sheet."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.promises.terms import OwnTerms
from app.promises.words import say_promise
from app.workspace import Workspace
from ui.kit import tasks, theme
from ui.kit.buttons import LinkButton
from ui.kit.labels import Label
from ui.kit.rights import writes
from ui.promises.terms_form import TermsView, labels, open_terms, read_terms

translate = partial(QCoreApplication.translate, "Clocks")


def say_own(own: OwnTerms, *, of_matter: bool) -> str:
    """As in "as the firm", "answer within 12 hours; else as the firm"."""
    said = [
        translate("{what}: within {time}").format(what=label, time=say_promise(promise))
        for name, label in labels().items()
        if (promise := getattr(own, name)) is not None
    ]
    wider = translate("as the client") if of_matter else translate("as the firm")
    return "; ".join((*said, translate("else {wider}").format(wider=wider))) if said else wider


class TermsLine(QWidget):
    """What is set for a client or matter, and a link to change it; it saves by itself."""

    def __init__(
        self,
        over: QWidget,
        workspace: Workspace,
        *,
        client_id: UUID | None = None,
        matter_id: UUID | None = None,
    ) -> None:
        super().__init__()
        self._over, self._workspace, self._whose = over, workspace, (client_id, matter_id)
        self.words = Label("", wrap=True)
        self.link = LinkButton(self.tr("Change…"), self._on_link_clicked)
        self.link.setAccessibleName(self.tr("Change response times"))
        writes(workspace, self.link)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self.words, 1)
        row.addWidget(self.link)
        self.setFocusProxy(self.link)
        self._read()

    def _read(self) -> None:
        workspace, whose = self._workspace, self._whose

        def read() -> TermsView:
            with workspace.read() as reader:
                return read_terms(reader, *whose)

        tasks.run(read, owner=self, done=self._show)

    def _show(self, view: TermsView) -> None:
        self.words.setText(say_own(view.own, of_matter=view.whose[1] is not None))

    def _on_link_clicked(self) -> None:
        open_terms(self._over, self._workspace, self._whose, self._read)
