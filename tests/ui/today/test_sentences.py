"""Words of the profile become channels only where they name exactly one."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from app.contactlog.words import Channel
from app.kernel.duty import Duty, DutyKind
from app.owed.items import OwedItem, OwedKind, OwedState, Whose
from ui.kit.icons import exists
from ui.today.sentences import _icon, channel_word, read_channel


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


@pytest.mark.parametrize("kind", DutyKind)
def test_each_kind_of_duty_has_an_icon_of_its_own(kind: DutyKind) -> None:
    duty, whose = Duty(kind, UUID(int=1), "Something", date(2026, 11, 24)), Whose(None, "")
    item = OwedItem(
        OwedKind.DUTY, whose, None, duty.due, OwedState.UPCOMING, duty.source_id, duty.text, source=duty
    )
    name = _icon(item)
    assert exists(name)
    assert name != "house"


def test_every_channel_has_a_word() -> None:
    assert len({channel_word(channel) for channel in Channel}) == len(Channel)
