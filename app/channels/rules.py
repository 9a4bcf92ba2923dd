"""What a channel is fit for, as a firm says it (PRACTICE A5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.channels.words import RULED, Channel
from app.kernel.language import tr
from app.kernel.text import either


@dataclass(frozen=True, slots=True)
class ChannelRule:
    """The firm's rule for one channel.

    ``for_urgent``: what cannot wait may go this way; ``for_confidential``: what is marked confidential may;
    ``for_advice``: options and risks can be explained this way (what is complex).
    """

    channel: Channel
    secure: bool = True
    for_urgent: bool = True
    for_confidential: bool = True
    for_advice: bool = True
    note: str = ""
    """What colleagues should know: "encrypt attachments", "confirm by letter"."""


ChannelRules = Mapping[Channel, ChannelRule]

USUAL: ChannelRules = {
    rule.channel: rule
    for rule in (
        ChannelRule(Channel.PHONE),
        ChannelRule(Channel.EMAIL, secure=False, for_urgent=False),
        ChannelRule(Channel.LETTER, for_urgent=False),
        ChannelRule(Channel.MEETING),
        ChannelRule(Channel.VIDEO),
        ChannelRule(Channel.PORTAL, for_urgent=False),
        ChannelRule(Channel.TEXT, secure=False, for_confidential=False, for_advice=False),
    )
}
"""What holds until the firm says otherwise: sensible for a small firm in the United States, where plain e-mail may be
used with the client's informed consent (ABA Formal Opinions 99-413 and 477R), and text messages carry appointments."""


def in_force(changed: Mapping[Channel, ChannelRule]) -> ChannelRules:
    """The firm's rules: what it changed, over what is usual."""
    return {channel: changed.get(channel, USUAL[channel]) for channel in RULED}


def said(rule: ChannelRule) -> str:
    """The rule in words: "not secure; not for anything urgent"."""
    unfit = [
        words
        for fit, words in (
            (rule.for_urgent, tr("anything urgent")),
            (rule.for_confidential, tr("anything confidential")),
            (rule.for_advice, tr("advice")),
        )
        if not fit
    ]
    if not unfit:
        return tr("secure; fit for everything") if rule.secure else tr("not secure; fit for everything")
    words = tr("secure; not for {unfit}") if rule.secure else tr("not secure; not for {unfit}")
    return words.format(unfit=either(unfit))
