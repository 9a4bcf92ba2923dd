"""Puts one matter's entries together: who speaks, by which channel, at what hour, in whose words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from random import Random

from app.clients.words import PointKind
from app.contactlog.words import SPOKEN, WRITTEN, Channel, Direction, FollowUpSide, Outcome
from app.demo.areas import AREAS
from app.demo.days import OFFICE, WAKING, Days, call_hours, said
from app.demo.matters import MatterSpec
from app.demo.names import MARIA, TOM
from app.demo.parts import (
    DemoAmendment,
    DemoClient,
    DemoCosts,
    DemoDevelopment,
    DemoEntry,
    DemoFollowUp,
    DemoKeyDate,
)
from app.demo.stock import AreaStock
from app.kernel.datewords import MONTHS

_FORMS = {"she": ("she", "her", "her"), "he": ("he", "him", "his")}
_REASONS = ("A date was wrong.", "Added what was said at the end.", "The amount was misheard.")
_ADDED = (
    " Correction: the date was a day later.",
    " Added: asked to have it in writing too.",
    " Correction: the figure is to be checked against the bill.",
)


@dataclass
class Teller:
    """Collects the life of one matter. The same ``rng`` seed tells the same story."""

    spec: MatterSpec
    client: DemoClient
    days: Days
    rng: Random
    entries: list[DemoEntry] = field(default_factory=list)
    developments: list[DemoDevelopment] = field(default_factory=list)
    key_dates: list[DemoKeyDate] = field(default_factory=list)
    costs: list[DemoCosts] = field(default_factory=list)

    @property
    def stock(self) -> AreaStock:
        """The words of the matter's practice area."""
        return AREAS[self.spec.area]

    def words(self, sentence: str, day: date, **more: str) -> str:
        """A sentence of the stock with its slots filled, as said on ``day``; it begins with a capital."""
        text = self.phrase(sentence, day, **more)
        return text[0].upper() + text[1:]

    def phrase(self, sentence: str, day: date, **more: str) -> str:
        """As ``words``, for the middle of a sentence."""
        she, obj, her = _FORMS[self.client.she]
        rng = self.rng
        slots = {
            "name": self.client.first_name,
            "she": she,
            "obj": obj,
            "her": her,
            "She": she.capitalize(),
            "Her": her.capitalize(),
            "other": self.spec.other,
            "counsel": self.spec.counsel,
            "lawyer": self.spec.responsible,
            "contact": self.spec.contact,
            "judge": "Judge Castellane",
            "amount": f"${rng.choice((12, 18, 24, 35, 42, 58, 75, 96, 140, 210)) * 100:,}",
            "year": str(day.year - rng.randrange(1, 3)),
            "month": MONTHS[(day.month - 1 - rng.randrange(2, 6)) % 12],
        } | more
        if "{date}" in sentence and "date" not in slots:
            slots["date"] = said(self.days.after(day, rng.randrange(15, 45)), day)
        if "{soon}" in sentence:
            slots["soon"] = said(self.days.after(day, rng.randrange(2, 8)), day)
        return sentence.format_map(slots)

    def channel(self, wanted: Channel) -> Channel:
        """The channel that reaches this client: no e-mail to one without, no call to one who cannot hear."""
        if wanted in {Channel.EMAIL, Channel.TEXT, Channel.PORTAL} and not self.client.point(PointKind.EMAIL):
            return Channel.LETTER
        if wanted is Channel.PHONE and self.client.never_channels == "Phone":
            return Channel.VIDEO if self.rng.random() < 0.3 else Channel.EMAIL
        return wanted

    def speak(self, day: date, channel: Channel, direction: Direction, summary: str) -> DemoEntry:
        """An entry with the client, as such contacts usually go; keep it with ``log``."""
        channel = self.channel(channel)
        spoken = channel in SPOKEN
        if channel is Channel.LETTER and direction is Direction.INTERNAL:
            direction = Direction.OUT
        hours = call_hours(self.client.preferred_times) if spoken else OFFICE
        if direction is Direction.IN and not spoken:
            hours = WAKING
        language = self.client.language
        return DemoEntry(
            key="",
            matter=self.spec.code,
            client=self.client.key,
            at=(at := self.days.some_time(self.rng, day, hours)),
            written_at=at,
            author=self.spec.contact,
            channel=channel,
            direction=direction,
            outcome=_outcome(channel, direction),
            summary=summary,
            duration_minutes=self.rng.choice((5, 8, 10, 12, 15, 18, 20, 25)) if spoken else None,
            reached_at=self._reached(channel),
            interpreter=f"{language} interpreter, by phone" if spoken and self.client.interpreter else "",
            participants=((self.client.name, "client"),) if spoken else (),
        )

    def aside(self, day: date, channel: Channel, direction: Direction, summary: str) -> DemoEntry:
        """An entry with somebody else, or a note: no contact with the client."""
        entry = self.speak(day, Channel.NOTE, Direction.INTERNAL, summary)
        at = self.days.some_time(self.rng, day)
        minutes = self.rng.choice((5, 10, 15)) if channel in SPOKEN else None
        return replace(
            entry,
            at=at,
            written_at=at,
            channel=channel,
            direction=direction,
            outcome=_outcome(channel, direction),
            duration_minutes=minutes,
            with_client=False,
            author=self.rng.choice((self.spec.contact, self.spec.contact, TOM, MARIA)),
        )

    def log(self, entry: DemoEntry, *, exact: bool = False) -> DemoEntry:
        """Keep an entry. Unless ``exact`` some notes are made late and some are amended afterwards."""
        minutes = (entry.duration_minutes or 0) + 2 + self.rng.randrange(12)
        written = entry.at + timedelta(minutes=minutes)
        chance = self.rng.random()
        amendment = None
        if not exact and chance < 0.03:
            written = entry.at + timedelta(hours=self.rng.randrange(26, 70))
        elif not exact and chance > 0.985:
            which = self.rng.randrange(3)
            amended = entry.summary + _ADDED[which]
            at = written + timedelta(hours=self.rng.randrange(1, 30))
            if at < self.days.moment:
                amendment = DemoAmendment(at, entry.author, _REASONS[which], amended)
        written = min(written, self.days.moment)
        key = f"{self.spec.code}-e{len(self.entries) + 1:03}"
        kept = replace(entry, key=key, written_at=written, amendment=amendment)
        self.entries.append(kept)
        return kept

    def agree(self, who: str, text: str, due: date, side: FollowUpSide, *, done: bool) -> DemoFollowUp:
        """A follow-up; one that is done was done a day or so before it was due, and before now."""
        done_at: datetime | None = None
        if done:
            done_at = self.days.some_time(self.rng, self.days.calendar.on_or_before(due - timedelta(days=1)))
            done_at = min(done_at, self.days.moment - timedelta(hours=1))
        return DemoFollowUp(who, text, due, side, done_at)

    def _reached(self, channel: Channel) -> str:
        if channel in {Channel.PHONE, Channel.TEXT}:
            return self.client.point(PointKind.PHONE)
        return self.client.point(PointKind.EMAIL) if channel is Channel.EMAIL else ""


def _outcome(channel: Channel, direction: Direction) -> Outcome | None:
    if channel in SPOKEN:
        return Outcome.SPOKE
    if channel in WRITTEN and direction is not Direction.INTERNAL:
        return Outcome.RECEIVED if direction is Direction.IN else Outcome.SENT
    return None
