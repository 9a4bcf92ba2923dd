"""There is a newer Liaison: what is new in it, and the question whether the browser is to go there."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from app.kernel.language import spoken
from app.kernel.program import VERSION
from app.releases.statement import Release
from ui.kit.labels import Label
from ui.kit.sheet import Sheet


class NewerSheet(Sheet):
    """Nothing happens but what somebody chooses here, and that is a page in the browser."""

    def __init__(self, over: QWidget, release: Release) -> None:
        title = QCoreApplication.translate("NewerSheet", "Liaison {version} is there")
        super().__init__(over, title.format(version=release.version), width=560)
        self._release = release
        news = Label(release.news_in(spoken().code), wrap=True)
        news.setTextFormat(Qt.TextFormat.PlainText)
        about = self.tr(
            "You have {version}. Nothing was downloaded. The browser opens the page below; whoever looks after this "
            "computer can install it from there. Your vault stays where it is."
        )
        where = Label(release.where, wrap=True)
        where.setTextFormat(Qt.TextFormat.PlainText)
        self.body.addWidget(news)
        self.body.addWidget(Label(about.format(version=VERSION), wrap=True))
        self.body.addWidget(where)
        self.add_buttons(self.tr("&Open in the browser"), cancel=self.tr("Not now"))

    def apply(self, button: str) -> None:
        """What was signed, by https and to a page (`app.releases.statement`)."""
        if QDesktopServices.openUrl(QUrl(self._release.where)):
            self.accept()
        else:
            self.note.setText(self.tr("No browser opened. The address stands above."))

    def _focus_first(self) -> None:
        self.accept_button.setFocus()
