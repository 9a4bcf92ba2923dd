"""The filters over the contact log. Choosing one writes it into the search box; what the box says they show."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.contactlog.words import Channel
from app.search.asking import Asked
from app.workspace import Workspace
from ui.contactlog.about import Whom
from ui.contactlog.whom import WhomField
from ui.kit.choice import Choice
from ui.kit.flow import Flow
from ui.kit.time_span import DAYS, SpanChoice, past_day
from ui.kit.typeahead import Suggestion
from ui.search.writing import channel_of, days_of, with_filters, written, written_days


class LogFilters(Flow):
    """One line of filters. `wrote(text)`: what the box is to say now."""

    wrote = Signal(str)

    def __init__(
        self, workspace: Workspace, asked: Callable[[], Asked], parent: QWidget | None = None
    ) -> None:
        super().__init__((), parent)
        self._workspace, self._asked = workspace, asked
        self._showing = self._writing_days = False
        self.about = WhomField(workspace)
        self.about.setPlaceholderText(self.tr("Any matter or client"))
        self.channel: Choice[Channel | None] = Choice(
            [(None, self.tr("Any channel")), *((one, one.label) for one in Channel)], name=self.tr("Channel")
        )
        self.span = SpanChoice()
        self.first = past_day(workspace, self.tr("From"))
        self.last = past_day(workspace, self.tr("Until"))
        self.add(self.about, share=3, least=170)
        self.add(self.channel)
        self.add(self.span)
        self.add(self.first, share=1, least=110)
        self.add(self.last, share=1, least=110)
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
            span = self.span.meant(first, last, self._workspace.today)
            if not self._writing_days:
                self.span.set_value(span)
                self._show_days(shown=span == DAYS)
                for field, day in ((self.first, first), (self.last, last)):
                    if field.value() != day:
                        field.set_value(day)
        finally:
            self._showing = False

    def _show_days(self, *, shown: bool) -> None:
        self.first.setVisible(shown)
        self.last.setVisible(shown)

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
        self._show_days(shown=span == DAYS)
        if span == DAYS:
            self.first.setFocus()
            return
        self._write(("after", "before"), *written_days(self.span.first(self._workspace.today), None))

    def _on_days_changed(self) -> None:
        if not self._showing and self.span.value() == DAYS:
            self._writing_days = True  # the fields stay as somebody types them
            try:
                self._write(("after", "before"), *written_days(self.first.value(), self.last.value()))
            finally:
                self._writing_days = False
