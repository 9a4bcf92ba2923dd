"""What hand-written scenes are made of: entries at a given minute, court notices, dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from app.contactlog.words import Channel, Direction
from app.demo.names import MARIA
from app.demo.parts import DemoDevelopment, DemoEntry, DemoKeyDate
from app.demo.story import Life
from app.matters.words import DevelopmentKind, KeyDateKind


def entry_at(
    life: Life,
    day: date,
    hour: int,
    minute: int,
    channel: Channel,
    summary: str,
    way: Direction = Direction.OUT,
) -> DemoEntry:
    """An entry with the client at that time; keep it with ``Teller.log``."""
    entry = life.teller.speak(day, channel, way, summary)
    at = life.teller.days.at(day, hour, minute)
    return replace(entry, at=at, written_at=at)


def notice(
    life: Life, at: datetime, kind: DevelopmentKind, text: str, number: str, *, essential: bool = True
) -> str:
    """A court notice, or without a ``number`` an e-mail of the other side's attorney, and the development it brought;
    the development's key.
    """
    teller = life.teller
    key = f"{teller.spec.code}-d{len(teller.developments) + 1:02}"
    urgent = kind is DevelopmentKind.OFFER
    teller.developments.append(
        DemoDevelopment(key, teller.spec.code, kind, at, text, number, essential, urgent)
    )
    head = (
        f"Notice of electronic filing, document {number}" if number else f"E-mail from {teller.spec.counsel}"
    )
    entry = teller.aside(at.date(), Channel.EMAIL, Direction.IN, f"{head}: {text}")
    tags = ("court notice",) if number else ()
    came = at + timedelta(minutes=4)
    teller.log(replace(entry, at=came, author=MARIA, brought=(key,), tags=tags), exact=True)
    return key


def key_date(life: Life, kind: KeyDateKind, on: date, title: str, at: time) -> None:
    spec = life.teller.spec
    written = life.teller.days.at(life.teller.days.ago(6), 17, 50)
    place = spec.court_and_number(on.year)[0] if kind is KeyDateKind.HEARING else ""
    life.teller.key_dates.append(
        DemoKeyDate(
            spec.code, kind, on, title, written, at, place, client_attends=True, who_acts=spec.responsible
        )
    )
