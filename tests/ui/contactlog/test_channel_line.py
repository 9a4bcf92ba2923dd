"""Channel and direction share a line where there is room."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.contactlog.words import Channel, Direction
from ui.contactlog.channel_line import ChannelLine


def test_the_direction_goes_under_the_channels_where_both_have_no_room(qtbot: QtBot) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    line = ChannelLine()
    column = QVBoxLayout(room)
    column.addWidget(line)
    column.addStretch(1)
    room.show()
    room.resize(1200, 300)
    assert line.direction.y() == line.channel.y()
    assert line.direction.x() > line.more.x() > line.channel.x()
    room.resize(line.channel.sizeHint().width() + line.more.sizeHint().width() + 60, 300)
    assert line.direction.y() > line.channel.geometry().bottom()
    assert line.direction.x() == line.channel.x()
    assert line.more.y() == line.channel.y()


def test_a_rare_channel_takes_the_place_of_the_others(qtbot: QtBot) -> None:
    line = ChannelLine()
    qtbot.addWidget(line)
    line.resize(900, 40)
    line.show()
    line.set_value(Channel.TEXT, Direction.IN, None)
    assert line.value()[:2] == (Channel.TEXT, Direction.IN)
    assert line.channel.geometry().right() < line.more.x() < line.direction.x()
