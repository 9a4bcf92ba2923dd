"""How a client wants to be reached, out of the words of the profile (PRACTICE A1).

A profile is read by others than wrote it: it is understood in every language that there is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import time

from app.contactlog.rules import Wishes
from app.contactlog.words import Channel
from app.kernel.dayparts import PART_BEHIND
from app.kernel.moments import parse_time
from app.kernel.text import fold
from app.languages.offered import typed_by_anybody

_CALLED = {
    Channel.PHONE: ("phone", "telephone", "call", "calls", "mobile", "cell", "cellphone", "landline"),
    Channel.EMAIL: ("e-mail", "email", "e-mails", "emails", "mail"),
    Channel.LETTER: ("letter", "letters", "post", "paper"),
    Channel.MEETING: ("meeting", "meetings", "in person", "visit"),
    Channel.VIDEO: ("video", "zoom", "teams"),
    Channel.PORTAL: ("portal", "portal message"),
    Channel.TEXT: ("text", "texts", "sms", "whatsapp", "text message", "text messages"),
}
_LABELS = (
    {
        "work",
        "office",
        "business",
        "beruflich",
        "geschäftlich",
        "dienstlich",
        "büro",
        "trabajo",
        "oficina",
        "despacho",
    },
    {"home", "private", "personal", "house", "privat", "zuhause", "casa", "particular", "privado"},
    {"mobile", "cell", "cellphone", "handy", "mobil", "móvil", "celular"},
    {"landline", "festnetz", "fijo"},
)
"""What kinds of number and address are called, each in one set: a label and a wish that have words of one set mean the
same kind."""
_KINDS: tuple[frozenset[str], ...] = tuple(frozenset(map(fold, words)) for words in _LABELS)
_WITH_LABELS = frozenset({Channel.PHONE, Channel.EMAIL, Channel.TEXT, Channel.LETTER})
_ITEMS = re.compile(r"[,;/\n]| (?:and|or|und|oder|y|o) ")
_TIME = rf"(\d{{1,2}}(?:[:.h]\d{{2}})?(?: ?[ap]\.?m\.?| (?:{PART_BEHIND}))?|noon|midday)"
_AFTER = re.compile(rf"(?:after|from|not before) {_TIME}")
_BEFORE = re.compile(rf"(?<!not )(?:before|until|till|not after) {_TIME}")
_BETWEEN = re.compile(rf"{_TIME} ?(?:-|–|to|and|until|till) ?{_TIME}")


def wishes_of(preferred_channel: str, preferred_times: str, never_channels: str) -> Wishes:
    """The wishes that a form can be held against; words that name no channel, kind or hour are left to the reader."""
    preferred = channels_in(preferred_channel)
    whole: set[Channel] = set()
    kinds: set[tuple[Channel, int]] = set()
    loose: set[int] = set()
    parts = [(channels_in(one), kinds_in(one)) for one in _ITEMS.split(never_channels)]
    parts = [one for one in parts if any(one)]
    for at, (channels, labels) in enumerate(parts):
        meant = channels or _nearest(parts, at)
        kinds.update((one, label) for one in meant if one in _WITH_LABELS for label in labels)
        whole.update(one for one in channels if not labels or one not in _WITH_LABELS)
        loose.update(() if meant else labels)
    after, before = hours_in(preferred_times)
    return Wishes(
        preferred_channel=next(iter(preferred), None) if len(preferred) == 1 else None,
        never_channels=frozenset(whole),
        never_kinds=frozenset(kinds),
        never_loose=frozenset(loose),
        hours_after=after,
        hours_before=before,
    )


def _nearest(parts: Sequence[tuple[tuple[Channel, ...], tuple[int, ...]]], at: int) -> tuple[Channel, ...]:
    """The channels that a part without one shares: "home" of "home or mobile phone". Of two as near, both."""
    by_distance: dict[int, set[Channel]] = defaultdict(set)
    for other, (channels, _) in enumerate(parts):
        by_distance[abs(other - at)].update(_WITH_LABELS.intersection(channels))
    return next((tuple(found) for _, found in sorted(by_distance.items()) if found), ())


def channels_in(words: str) -> tuple[Channel, ...]:
    """The channels that words name: "Work e-mail, SMS" are e-mail and text message."""
    text = f" {re.sub(r'[^a-z-]+', ' ', fold(words))} "
    found = {channel for channel, names in _CALLED.items() if any(f" {name} " in text for name in names)}
    for typed in typed_by_anybody():
        found |= {Channel(value) for name, value in typed.spelled("channels").items() if f" {name} " in text}
    return tuple(channel for channel in _CALLED if channel in found)


def kinds_in(words: str) -> tuple[int, ...]:
    """The kinds of number or address that words name, as numbers: "Work e-mail" and the label "office" have one."""
    named = set(re.findall(r"[^\W\d_]+", fold(words)))
    return tuple(number for number, kind in enumerate(_KINDS) if kind & named)


def is_of_a_kind_never_used(wishes: Wishes, channel: Channel, label: str) -> bool:
    """Whether the client wants nobody to use a number or address of that ``label``: "Never: home phone" says nothing
    of the mobile, nor of one without a label."""
    never = {kind for by, kind in wishes.never_kinds if by is channel}
    return not never.isdisjoint(kinds_in(label))


def hours_in(words: str) -> tuple[time | None, time | None]:
    """From and until which hour: "after 15:00", "9-12", "weekdays between 2 pm and 5 pm"."""
    readings = dict.fromkeys(one for typed in typed_by_anybody() for one in typed.readings(words, "wishes"))
    return next((found for one in readings if any(found := _hours_in_english(one))), (None, None))


def _hours_in_english(words: str) -> tuple[time | None, time | None]:
    text = fold(words)
    between = _BETWEEN.search(text)
    if between:
        first, last = _clock(between[1]), _clock(between[2])
        return (first, last) if first and last else (None, None)
    after, before = _AFTER.search(text), _BEFORE.search(text)
    return (_clock(after[1]) if after else None, _clock(before[1]) if before else None)


def _clock(words: str) -> time | None:
    return parse_time(words) or (time(int(words)) if words.isdecimal() and int(words) < 24 else None)
