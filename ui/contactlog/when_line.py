"""When it was, how long, and which number or address: words in, the moment understood shown beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.clients.queries import PointRow
from app.clients.words import PointKind
from app.contactlog.words import Channel
from ui.contactlog.values import Present, Timed, say_when
from ui.kit import paint, theme
from ui.kit.fields import DateWords, TextField
from ui.kit.typeahead import Suggestion, TypeAhead

_KINDS = {
    Channel.PHONE: (PointKind.PHONE,),
    Channel.TEXT: (PointKind.PHONE,),
    Channel.EMAIL: (PointKind.EMAIL,),
    Channel.LETTER: (PointKind.ADDRESS, PointKind.EMAIL),
    Channel.VIDEO: (PointKind.EMAIL, PointKind.PHONE),
}
_SIGNS = ("✓", "▲")


class MomentWords(DateWords):
    """A moment by words; keeps what the words meant when they were typed."""

    def __init__(self, placeholder: str, *, ahead: bool = False) -> None:
        self._present: Present | None = None
        self._ahead = ahead
        self._kept = Timed()
        super().__init__(self._read, self._say, placeholder=placeholder, doubt=self._doubt_of)

    def set_present(self, present: Present) -> None:
        """What the words are read against from now on."""
        self._present = present

    def timed(self) -> Timed:
        """The words and their moment."""
        if self._kept.moment is not None and self.text() == self._kept.words:
            return self._kept  # untouched: to the second, and what it meant when it was typed
        moment = self.value()
        return Timed(self.text(), moment if isinstance(moment, datetime) else None)

    def set_timed(self, timed: Timed) -> None:
        """Show words; a moment without words is said."""
        if timed.moment is not None and self._present is not None and not timed.words:
            timed = Timed(
                say_when(timed.moment.astimezone(self._present.now.tzinfo), self._present.now), timed.moment
            )
        self._kept = timed
        self.setText(timed.words)

    def _read(self, words: str) -> date | None:
        if self._present is None:
            return None
        return self._present.promise(words) if self._ahead else self._present.moment(words)

    def _doubt_of(self, words: str) -> str:
        return "" if self._present is None else self._present.doubt(words, ahead=self._ahead)

    def _say(self, moment: date) -> str:
        if self._present is None or not isinstance(moment, datetime):
            return ""
        return say_when(moment, self._present.now)


class ReachedField(TypeAhead):
    """The number or address used; behind it stands whether it was verified."""

    def __init__(self, fetch: Callable[[str], Sequence[Suggestion]], name: str) -> None:
        super().__init__(fetch, name=name, now=True, on_empty=True)
        self._standing, self._verified = "", False

    def set_standing(self, words: str, *, verified: bool) -> None:
        """What is known of it; no words where it is not a contact point of the client."""
        self._standing, self._verified = words, verified
        self.setAccessibleDescription(self.understood())
        self.update()

    def understood(self) -> str:
        """The words behind the number."""
        return self._standing if self.text() else ""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = paint.begin(self)
        used = QFontMetrics(self.font()).horizontalAdvance(self.text()) + theme.px(15)
        room = QRect(used, 0, self.width() - used - theme.px(8), self.height())
        color = theme.colors().done if self._verified else theme.colors().dim
        said = self.understood()
        if said[:1] in _SIGNS and QFontMetrics(theme.font()).horizontalAdvance(said) > room.width():
            said = said[:1]  # the sign alone says it: half a word does not
        paint.text(painter, room, said, color, theme.font())
        painter.end()


class WhenLine(QWidget):
    """When, duration, number or address used."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: tuple[PointRow, ...] = ()
        self._channel = Channel.PHONE
        self.when = MomentWords(self.tr("now, 15:05, yesterday 9:30"))
        self.when.setAccessibleName(self.tr("When it was"))
        self.duration = TextField(self.tr("min"))
        self.duration.setAccessibleName(self.tr("Duration in minutes"))
        self.reached = ReachedField(self._offer, self.tr("Number or address used"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self.when, 8)
        row.addWidget(self.duration, 2)
        row.addWidget(self.reached, 8)
        self.setFocusProxy(self.when)
        self.when.changed.connect(self.changed)
        self.duration.textChanged.connect(self.changed)
        self.reached.textChanged.connect(self._on_reached_changed)
        self._restyle()

    def set_points(self, points: tuple[PointRow, ...], *, fill: bool = True) -> None:
        """The ways to reach the client. A field that is empty or has one of the client before takes the first.

        Without ``fill`` (an entry that is amended) the number stays as it was written.
        """
        before = {point.value for point in self._points} | {""}
        self._points = points
        if fill and self.reached.text() in before:
            self._fill()
        self._on_reached_changed()

    def set_channel(self, channel: Channel) -> None:
        """Another channel: another number or address, unless somebody typed one of their own."""
        if channel is self._channel:
            return
        ours = {point.value for point in self._points} | {""}
        self._channel = channel
        if self.reached.text() in ours:
            self._fill()
        self._restyle()

    def _fill(self) -> None:
        fitting = self._fitting()
        self.reached.set_key(None, fitting[0].value if fitting else "")

    def _fitting(self) -> list[PointRow]:
        kinds = _KINDS.get(self._channel, ())
        return [point for kind in kinds[:1] for point in self._points if point.kind is kind]

    def _offer(self, words: str) -> list[Suggestion]:
        kinds = _KINDS.get(self._channel, tuple(PointKind))
        key = words.casefold()
        return [
            Suggestion(
                point.id, point.value, self._note(point), "phone" if point.kind is PointKind.PHONE else "mail"
            )
            for kind in kinds
            for point in self._points
            if point.kind is kind and (not key or key in point.value.casefold()) and point.value != words
        ]

    def _note(self, point: PointRow) -> str:
        return " · ".join(part for part in (point.label, self._standing(point)) if part)

    def _standing(self, point: PointRow) -> str:
        if point.verified_on:
            return self.tr("✓ verified")
        return self.tr("▲ changed, not verified") if point.changed else self.tr("not verified")

    def _on_reached_changed(self) -> None:
        known = next((point for point in self._points if point.value == self.reached.text()), None)
        verified = known is not None and known.verified_on is not None
        self.reached.set_standing(self._standing(known) if known else "", verified=verified)
        self.changed.emit()

    def _restyle(self) -> None:
        asks = {
            Channel.PHONE: self.tr("number"),
            Channel.TEXT: self.tr("number"),
            Channel.EMAIL: self.tr("e-mail address"),
            Channel.LETTER: self.tr("address"),
            Channel.MEETING: self.tr("place"),
            Channel.VIDEO: self.tr("link or address"),
        }
        self.reached.setPlaceholderText(asks.get(self._channel, ""))
        self.reached.setVisible(self._channel is not Channel.NOTE)
