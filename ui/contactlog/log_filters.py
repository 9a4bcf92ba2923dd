"""The filters over the contact log. Choosing one writes it into the search box; what the box says they show."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.contactlog.words import Channel
from app.kernel.days import parse_day
from app.kernel.said import say_day
from app.search.asking import Asked
from app.workspace import Workspace
from ui.contactlog.about import Whom
from ui.contactlog.whom import WhomField
from ui.kit import theme
from ui.kit.choice import Choice
from ui.kit.fields import DateWords
from ui.kit.typeahead import Suggestion
from ui.search.writing import channel_of, days_of, with_filters, written, written_days

_BACK = {"today": 0, "week": 6, "month": 29, "year": 364}


class LogFilters(QWidget):
    """One line of filters. `wrote(text)`: what the box is to say now."""

    wrote = Signal(str)

    def __init__(
        self, workspace: Workspace, asked: Callable[[], Asked], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace, self._asked = workspace, asked
        self._showing = self._writing_days = False
        self.about = WhomField(workspace)
        self.about.setPlaceholderText(self.tr("Any matter or client"))
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
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self.about, 3)
        row.addWidget(self.channel)
        row.addWidget(self.span)
        row.addWidget(self.first, 1)
        row.addWidget(self.last, 1)
        self.about.chosen.connect(self._on_about_chosen)
        self.channel.currentIndexChanged.connect(self._on_channel_changed)
        self.span.currentIndexChanged.connect(self._on_span_changed)
        self.first.changed.connect(self._on_days_changed)
        self.last.changed.connect(self._on_days_changed)
        self._show_days(shown=False)

    def show_asked(self, asked: Asked) -> None:
        """Show what the box says of channel and days."""
        self._showing = True
        try:
            self.channel.set_value(channel_of(asked))
            first, last = days_of(asked)
            span = self._span_of(first, last)
            if not self._writing_days:
                self.span.set_value(span)
                self._show_days(shown=span == "days")
                for field, day in ((self.first, first), (self.last, last)):
                    if field.value() != day:
                        field.set_value(day)
        finally:
            self._showing = False

    def _span_of(self, first: date | None, last: date | None) -> str:
        if first is None and last is None:
            return ""
        back = (self._today() - first).days if first is not None and last is None else None
        return next((name for name, days in _BACK.items() if days == back), "days")

    def _show_days(self, *, shown: bool) -> None:
        self.first.setVisible(shown)
        self.last.setVisible(shown)

    def _day_field(self, name: str) -> DateWords:
        field = DateWords(self._read_day, self._say_day, placeholder=name)
        field.setAccessibleName(name)
        return field

    def _today(self) -> date:
        return self._workspace.today

    def _read_day(self, words: str) -> date | None:
        return parse_day(words, self._today(), look="back")

    def _say_day(self, day: date) -> str:
        return say_day(day, self._today())

    def _write(self, operators: tuple[str, ...], *said: str) -> None:
        self.wrote.emit(with_filters(self._asked(), operators, said))

    def _on_about_chosen(self, item: Suggestion) -> None:
        """The matter by its number, a client by name; the field is free for another."""
        whom = item.key
        self.about.set_key(None, "")
        if isinstance(whom, Whom) and whom.matter_id is not None:
            self._write(("matter", "client"), written("matter", item.note.split(" · ")[0]))
        else:
            self._write(("matter", "client"), written("client", item.text))

    def _on_channel_changed(self) -> None:
        if not self._showing:
            chosen = self.channel.value()
            self._write(("channel",), *([written("channel", chosen.value)] if chosen is not None else []))

    def _on_span_changed(self) -> None:
        if self._showing:
            return
        span = self.span.value()
        self._show_days(shown=span == "days")
        if span == "days":
            self.first.setFocus()
            return
        back = _BACK.get(span)
        first = self._today() - timedelta(days=back) if back is not None else None
        self._write(("after", "before"), *written_days(first, None))

    def _on_days_changed(self) -> None:
        if not self._showing and self.span.value() == "days":
            self._writing_days = True  # the fields stay as somebody types them
            try:
                self._write(("after", "before"), *written_days(self.first.value(), self.last.value()))
            finally:
                self._writing_days = False
