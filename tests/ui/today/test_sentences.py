"""Words of the profile become channels only where they name exactly one."""

from __future__ import annotations

import pytest

from app.contactlog.words import Channel
from ui.today.sentences import channel_word, read_channel


@pytest.mark.parametrize(
    ("words", "channel"),
    [
        ("phone", Channel.PHONE),
        ("Phone, mornings", Channel.PHONE),
        ("E-mail", Channel.EMAIL),
        ("by letter", Channel.LETTER),
        ("phone or e-mail", None),
        ("", None),
        ("carrier pigeon", None),
    ],
)
def test_read_channel(words: str, channel: Channel | None) -> None:
    assert read_channel(words) is channel


def test_every_channel_has_a_word() -> None:
    assert len({channel_word(channel) for channel in Channel}) == len(Channel)
