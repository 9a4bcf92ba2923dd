"""The filters over the contact log: words, matter or client, channel, days by words."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.contactlog.words import Channel
from app.kernel.days import parse_day
from app.kernel.said import say_day
from app.workspace import Workspace
from ui.contactlog.about import Whom
from ui.contactlog.whom import WhomField
from ui.kit import theme
from ui.kit.choice import Choice
from ui.kit.fields import DateWords, TextField

_SPANS = ("", "today", "week", "month", "year", "days")


class LogFilters(QWidget):
    """One line of filters; `changed` when any of them is."""

    changed = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.words = TextField(self.tr("Words of what was said"))
        self.words.setAccessibleName(self.tr("Words of what was said"))
        self.words.setClearButtonEnabled(True)
        self.about = WhomField(workspace)
        self.about.setPlaceholderText(self.tr("Any matter or client"))
        self.about.setClearButtonEnabled(True)
        self.channel: Choice[Channel | None] = Choice(
            [(None, self.tr("Any channel")), *((one, one.label) for one in Channel)], name=self.tr("Channel")
        )
        self.span: Choice[str] = Choice(
            [
                ("", self.tr("Any time")),
                ("today", self.tr("Today")),
                ("week", self.tr("Last 7 days")),
                ("month", self.tr("Last 30 days")),
                ("year", self.tr("Last 365 days")),
                ("days", self.tr("From … to …")),
            ],
            name=self.tr("Time"),
        )
        self.first = self._day_field(self.tr("From"))
        self.last = self._day_field(self.tr("Until"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.px(8), 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self.words, 3)
        row.addWidget(self.about, 3)
        row.addWidget(self.channel)
        row.addWidget(self.span)
        row.addWidget(self.first, 1)
        row.addWidget(self.last, 1)
        self.words.textChanged.connect(self.changed)
        self.about.textChanged.connect(self._on_about_changed)
        self.about.chosen.connect(self.changed)
        self.channel.currentIndexChanged.connect(self.changed)
        self.span.currentIndexChanged.connect(self._on_span_changed)
        self.first.changed.connect(self.changed)
        self.last.changed.connect(self.changed)
        self._on_span_changed()

    def whom(self) -> Whom | None:
        """The matter or client chosen."""
        return self.about.whom()

    def channels(self) -> frozenset[Channel]:
        """The channel chosen; none means all."""
        chosen = self.channel.value()
        return frozenset({chosen}) if chosen is not None else frozenset()

    def days(self, today: date) -> tuple[date | None, date | None]:
        """First and last day, both inclusive; None is open."""
        span = self.span.value()
        if span == "days":
            return self.first.value(), self.last.value()
        back = {"today": 0, "week": 6, "month": 29, "year": 364}.get(span)
        return (today - timedelta(days=back) if back is not None else None), None

    def active(self) -> bool:
        """Whether anything is filtered out."""
        return bool(self.words.text().strip() or self.whom() or self.channels() or self.span.value())

    def clear(self) -> None:
        """All contacts again."""
        self.words.clear()
        self.about.set_key(None, "")
        self.channel.setCurrentIndex(0)
        self.span.setCurrentIndex(0)
        self.changed.emit()

    def _day_field(self, name: str) -> DateWords:
        field = DateWords(self._read_day, self._say_day, placeholder=name)
        field.setAccessibleName(name)
        return field

    def _today(self) -> date:
        return self._workspace.clock.now().astimezone(self._workspace.zone).date()

    def _read_day(self, words: str) -> date | None:
        return parse_day(words, self._today(), look="back")

    def _say_day(self, day: date) -> str:
        return say_day(day, self._today())

    def _on_about_changed(self) -> None:
        if not self.about.text():
            self.changed.emit()

    def _on_span_changed(self) -> None:
        chosen = self.span.value() == "days"
        self.first.setVisible(chosen)
        self.last.setVisible(chosen)
        self.changed.emit()
