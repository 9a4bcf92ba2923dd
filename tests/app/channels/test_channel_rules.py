"""The firm's rules for channels: usual, changed, usual again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.channels.commands import set_channel_rule
from app.channels.queries import channel_rule, channel_rules
from app.channels.rules import USUAL, ChannelRule, said
from app.channels.words import Channel
from app.kernel.errors import Refused
from app.workspace import Workspace


def test_until_the_firm_says_otherwise_the_usual_rules_hold(workspace: Workspace) -> None:
    with workspace.read() as reader:
        assert channel_rules(reader) == USUAL
    own = ChannelRule(Channel.EMAIL, secure=True, note="  we encrypt\x00 ")
    with workspace.write() as tx:
        set_channel_rule(tx, own)
    with workspace.write() as tx:
        set_channel_rule(tx, replace(own, for_advice=False))
        assert tx.recorded == 1
        set_channel_rule(tx, replace(own, for_advice=False))
        assert tx.recorded == 1, "what changes nothing is not recorded"
    with workspace.read() as reader:
        assert channel_rule(reader, Channel.EMAIL) == replace(own, note="we encrypt", for_advice=False)
    with workspace.write() as tx:
        set_channel_rule(tx, USUAL[Channel.EMAIL])
    with workspace.read() as reader:
        assert channel_rules(reader) == USUAL


def test_a_note_has_no_rule(workspace: Workspace) -> None:
    with pytest.raises(Refused), workspace.write() as tx:
        set_channel_rule(tx, ChannelRule(Channel.NOTE))


def test_rules_are_said_in_words() -> None:
    assert said(USUAL[Channel.PHONE]) == "secure; fit for everything"
    assert said(USUAL[Channel.TEXT]) == "not secure; not for anything confidential or advice"
    everything = ChannelRule(Channel.TEXT, False, False, False, False)
    assert said(everything) == "not secure; not for anything urgent, anything confidential or advice"
