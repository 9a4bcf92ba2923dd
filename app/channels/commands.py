"""Changing the firm's rules for channels."""

from __future__ import annotations

from dataclasses import asdict, replace

from sqlalchemy import select

from app.channels.models import ChannelRow
from app.channels.queries import channel_rule
from app.channels.rules import USUAL, ChannelRule
from app.channels.words import RULED, Channel
from app.kernel.errors import Refused
from app.kernel.language import SOURCE, speaking, tr
from app.kernel.rights import Right
from app.kernel.text import clean
from app.storage.transaction import Transaction


def set_channel_rule(tx: Transaction, rule: ChannelRule) -> None:
    """Say what a channel is fit for; what is usual again needs no row. Needs `Right.FIRM`."""
    tx.need(Right.FIRM)
    if rule.channel not in RULED:
        raise Refused("no-such-rule", tr("A note stays in the file and needs no rule."), field="channel")
    rule = replace(rule, note=clean(rule.note))
    before = channel_rule(tx.reader(), rule.channel)
    if before == rule:
        return
    row = tx.session.scalars(select(ChannelRow).where(ChannelRow.channel == rule.channel)).one_or_none()
    row_id = row.id if row is not None else tx.new_id()
    if row is not None and rule == USUAL[rule.channel]:
        tx.session.delete(row)
    else:
        values = {**asdict(rule), "changed_at": tx.now, "changed_by": tx.actor}
        if row is None:
            tx.session.add(ChannelRow(id=row_id, **values))
        else:
            for name, value in values.items():
                setattr(row, name, value)
    tx.session.flush()
    old, new = asdict(before), asdict(rule)
    changed = {name: new[name] for name in new if new[name] != old[name]}
    tx.record(
        "changed",
        "channel_rule",
        row_id,
        rule=_in_english(rule.channel),
        **changed,
        before={name: old[name] for name in changed},
    )


def _in_english(channel: Channel) -> str:
    """The trail keeps what can be said in any language when it is read."""
    with speaking(SOURCE):
        return channel.label
