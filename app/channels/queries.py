"""The firm's rules for channels, read."""

from __future__ import annotations

from dataclasses import fields

from sqlalchemy import select

from app.channels.models import ChannelRow
from app.channels.rules import USUAL, ChannelRule, ChannelRules, in_force
from app.channels.words import Channel
from app.storage.transaction import Reader

_NAMES = tuple(one.name for one in fields(ChannelRule))


def channel_rules(reader: Reader) -> ChannelRules:
    """The firm's rule for each channel but the note."""
    rows = reader.session.execute(select(*(getattr(ChannelRow, name) for name in _NAMES))).mappings()
    return in_force({row["channel"]: ChannelRule(**row) for row in rows})


def channel_rule(reader: Reader, channel: Channel) -> ChannelRule:
    """The rule of one channel."""
    return channel_rules(reader).get(channel, USUAL[channel])
