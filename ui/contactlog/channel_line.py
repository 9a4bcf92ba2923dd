"""How, which way, and what came of it: choices, the usual ones a key away. The outcome stands in another line."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from app.contactlog.words import Channel, Direction, Outcome, directions, usual_outcome
from app.kernel.language import tr
from app.kernel.text import capital
from ui.kit.buttons import IconButton
from ui.kit.choice import Choice
from ui.kit.fields import Segmented
from ui.kit.flow import Flow
from ui.kit.menus import open_from

USUAL = (Channel.PHONE, Channel.EMAIL, Channel.LETTER, Channel.MEETING, Channel.VIDEO, Channel.NOTE)
RARE = (Channel.PORTAL, Channel.TEXT)
_SHORT = {Channel.PORTAL: "Portal", Channel.TEXT: "Text"}


class ChannelLine(Flow):
    """Channel, direction and outcome. Changing the channel chooses the direction and outcome that are usual for it.

    Where longer words leave no room for the direction beside the channels, it stands under them.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, gap=6)
        self.channel = self._segments(Channel.PHONE)
        self.more = IconButton(
            "ellipsis", self.tr("More channels: portal message, text message"), self._show_more
        )
        self.direction = Segmented(
            [(one, one.label) for one in (Direction.IN, Direction.OUT)],
            Direction.OUT,
            name=self.tr("Direction"),
        )
        self.outcome: Choice[Outcome | None] = Choice([], name=self.tr("Outcome"), parent=self)
        for part in (self.channel, self.more, self.direction):
            self.add(part)
        self.setFocusProxy(self.channel)
        self.direction.changed.connect(self._on_direction_changed)
        self.outcome.currentIndexChanged.connect(self.changed)
        self._fill_outcomes()

    def value(self) -> tuple[Channel, Direction, Outcome | None]:
        """What is chosen; a note is internal."""
        channel = self._channel()
        direction = Direction.INTERNAL if channel is Channel.NOTE else self._direction()
        return channel, direction, self._outcome()

    def set_value(self, channel: Channel, direction: Direction, outcome: Outcome | None) -> None:
        """Show these."""
        self._choose(channel)
        self.direction.set_value(Direction.IN if direction is Direction.IN else Direction.OUT)
        self._fill_outcomes()
        if outcome in self._offered():
            self.outcome.set_value(outcome)

    def _channel(self) -> Channel:
        return Channel(str(self.channel.value()))

    def _direction(self) -> Direction:
        return Direction(str(self.direction.value()))

    def _segments(self, chosen: Channel) -> Segmented:
        shown = (*USUAL, chosen) if chosen in RARE else USUAL
        made = Segmented(
            [(one, tr(_SHORT[one]) if one in _SHORT else one.label) for one in shown],
            chosen,
            name=self.tr("Channel"),
            parent=self,
        )
        made.changed.connect(self._on_channel_changed)
        return made

    def _choose(self, channel: Channel) -> None:
        """Show ``channel``, among the usual ones or as one more."""
        if (channel in RARE) or (self._channel() in RARE):
            old, self.channel = self.channel, self._segments(channel)
            self.take(old)
            self.add(self.channel, at=0)
            QWidget.setTabOrder(self.channel, self.more)
            old.deleteLater()
            self.channel.show()
            self.setFocusProxy(self.channel)
            self._on_channel_changed()
        else:
            self.channel.set_value(channel)

    def _show_more(self) -> None:
        menu = QMenu(self)
        for one in RARE:
            menu.addAction(one.label).setData(one.value)
        menu.triggered.connect(self._on_menu_triggered)
        menu.aboutToHide.connect(menu.deleteLater)
        open_from(menu, self.more)

    def _on_menu_triggered(self, action: object) -> None:
        self._choose(Channel(str(action.data())))  # type: ignore[attr-defined] # a QAction; the signal's stub says object
        self.channel.setFocus()

    def _on_channel_changed(self) -> None:
        channel = self._channel()
        self.direction.setVisible(Direction.IN in directions(channel))
        self._fill_outcomes()
        self.changed.emit()

    def _on_direction_changed(self) -> None:
        self._fill_outcomes()
        self.changed.emit()

    def _fill_outcomes(self) -> None:
        """What can have come of it; for what is written the direction says it, and nothing is asked."""
        offered = self._offered()
        self.outcome.blockSignals(True)
        self.outcome.set_choices([(one, capital(one.label)) for one in offered])
        self.outcome.setVisible(len(offered) > 1)
        self.outcome.blockSignals(False)

    def _offered(self) -> list[Outcome]:
        channel = self._channel()
        if channel in {Channel.PHONE, Channel.VIDEO}:
            return [Outcome.SPOKE, Outcome.LEFT_MESSAGE, Outcome.NO_ANSWER]
        usual = usual_outcome(channel, self._direction())
        return [] if usual is None else [usual]

    def _outcome(self) -> Outcome | None:
        return self.outcome.value() if self.outcome.count() else None
