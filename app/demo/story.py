"""The ordinary life of a matter: intake, news and its telling, questions and answers, talks, updates, the
end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from decimal import Decimal
from random import Random

from app.care.words import CostsKind
from app.contactlog.words import Channel, Direction, FollowUpSide
from app.demo import talk
from app.demo.days import said
from app.demo.parts import DemoCosts, DemoDevelopment, DemoEntry, DemoKeyDate
from app.demo.stock import Bag, News
from app.demo.teller import Teller
from app.matters.words import MET, DevelopmentKind, KeyDateKind
from app.schedule.words import IntervalUnit, UpdateFormat

QUIET = 9
"""Nothing of an ordinary matter falls due within so many days from today: the Today page stays short."""

_TELL_AGAIN = 100
"""Days since costs were last told: an update of them is far from due."""
_SHORT_OF_A_WARNING = Decimal("0.8")
_BY_HAND = {3: 11_000}
"""Dollars, by the matter's number: Whitcombe's figures are told in `app.demo.whitcombe`."""

_HOURS = tuple(time(hour, minute) for hour in (9, 10, 11, 14) for minute in (0, 30))
IN, OUT, INTERNAL = Direction.IN, Direction.OUT, Direction.INTERNAL
_BY_FORMAT = {
    UpdateFormat.PHONE: (Channel.PHONE, talk.UPDATE_BY_PHONE),
    UpdateFormat.EMAIL: (Channel.EMAIL, talk.UPDATE_BY_MAIL),
    UpdateFormat.LETTER: (Channel.LETTER, talk.UPDATE_BY_LETTER),
    UpdateFormat.REPORT: (Channel.LETTER, talk.UPDATE_BY_REPORT),
    UpdateFormat.MEETING: (Channel.MEETING, talk.UPDATE_IN_PERSON),
}


@dataclass
class Life:
    """Tells one matter from its opening to ``until`` (a working day before today, or its closing day)."""

    teller: Teller
    opened: date
    until: date
    bag: Bag = field(init=False)

    def __post_init__(self) -> None:
        self.bag = Bag(self.teller.rng)

    @property
    def unit(self) -> IntervalUnit:
        """What the plan of this matter counts."""
        return self.teller.spec.interval[1] if self.teller.spec.interval else IntervalUnit.MONTH

    def some_days(self, count: int, first: int = 6, last: int = 3) -> list[date]:
        """Working days spread over the matter's life, from ``first`` days after opening to ``last`` before
        its end.
        """
        span = (self.until - self.opened).days - first - last
        if span <= 0:
            return []
        rng, calendar = self.teller.rng, self.teller.days.calendar
        offsets = sorted(rng.randrange(span) for _ in range(count))
        return [calendar.on_or_before(self.opened + timedelta(days=first + offset)) for offset in offsets]

    def intake(self) -> None:
        """First meeting, engagement letter and its return, the welcome call."""
        teller, day = self.teller, self.opened
        agree, days = teller.agree, teller.days
        owed = teller.phrase(self.bag.draw(teller.stock.owed), day)
        meeting = teller.speak(
            day, Channel.MEETING, OUT, teller.words(self.bag.draw(teller.stock.intake), day)
        )
        teller.log(
            replace(
                meeting,
                author=teller.spec.responsible,
                duration_minutes=60,
                identity_checked=True,
                decision=teller.words("{name} wants us to act.", day),
                costs=f"Estimate given: ${self._estimate():,}.",
                tags=("intake",),
                follow_ups=(
                    agree(
                        teller.client.name, f"send {owed}", days.after(day, 8), FollowUpSide.CLIENT, done=True
                    ),
                    agree(
                        teller.spec.contact,
                        "send the engagement letter",
                        days.after(day, 2),
                        FollowUpSide.FIRM,
                        done=True,
                    ),
                ),
            )
        )
        self._say(days.after(day, 1), Channel.LETTER, OUT, talk.ENGAGED)
        self._say(days.after(day, 5), Channel.LETTER, IN, talk.SIGNED)
        self._say(days.after(day, 6), Channel.PHONE, OUT, talk.WELCOME)

    def news(self) -> None:
        """Developments in the order of the stock, each brought by a notice and told within a working day."""
        teller = self.teller
        stock = teller.stock.news
        count = min(len(stock), max(1, (self.until - self.opened).days // 38))
        chosen = sorted(teller.rng.sample(range(len(stock)), count))
        document = teller.rng.randrange(1, 4)
        for which, day in zip(chosen, self.some_days(count, 12, 6), strict=False):
            document += teller.rng.randrange(1, 6)
            self._news_item(stock[which], day, document)

    def _news_item(self, item: News, day: date, document: int) -> None:
        teller, rng = self.teller, self.teller.rng
        on = self._room(teller.days.after(day, rng.randrange(15, 45)))
        slots = {"date": said(on, day), "amount": f"${_amount(item, rng):,}"}
        filed = item.paper and bool(teller.spec.court)
        text = teller.words(item.text, day, **slots)
        at = teller.days.some_time(rng, day)
        key = f"{teller.spec.code}-d{len(teller.developments) + 1:02}"
        number = str(document) if filed else ""
        teller.developments.append(
            DemoDevelopment(key, teller.spec.code, item.kind, at, text, number, urgent=item.urgent)
        )
        how = Channel.EMAIL if filed else Channel.LETTER
        heads = talk.NOTICE if filed else talk.LETTER_IN
        summary = teller.words(self.bag.draw(heads), day, document=number, text=text)
        notice = teller.aside(day, how, IN, summary)
        at = at + timedelta(minutes=rng.randrange(1, 20))
        teller.log(
            replace(notice, at=at, brought=(key,), tags=("court notice",) if filed else ()), exact=True
        )
        self._tell(item, key, day, slots)
        if item.sets:
            self._fix_date(item.sets, on, day)

    def _tell(self, item: News, key: str, day: date, slots: dict[str, str]) -> None:
        teller = self.teller
        told = teller.words(item.told, day, **slots)
        later = teller.days.after(day, 1)
        wanted = Channel.PHONE if item.urgent or teller.rng.random() < 0.6 else Channel.EMAIL
        spoken = teller.channel(wanted) in {Channel.PHONE, Channel.VIDEO}
        heads = talk.NEWS_TOLD if spoken else talk.NEWS_WRITTEN
        reaction = teller.words(self.bag.draw(talk.REACTIONS), day)
        summary = teller.words(self.bag.draw(heads), later, told=told, reaction=reaction, **slots)
        entry = teller.speak(later, wanted, OUT, summary)
        teller.log(replace(entry, tells=(key,), identity_checked=spoken))

    def _fix_date(self, sets: tuple[KeyDateKind, str, bool], on: date, day: date) -> None:
        teller = self.teller
        kind, title, attends = sets
        if self.until < on and teller.spec.closed:
            return  # closed before it came to that
        met = kind in MET
        at = teller.rng.choice(_HOURS) if met else None
        written = teller.days.at(teller.days.after(day, 1), 17, 50)
        done = teller.days.at(on, 17, 0) if on < teller.days.today else None
        place = teller.spec.court_and_number(on.year)[0] if kind is KeyDateKind.HEARING else ""
        who = teller.spec.responsible
        teller.key_dates.append(
            DemoKeyDate(teller.spec.code, kind, on, title, written, at, place, attends, who, done)
        )
        event = title[0].lower() + title[1:]
        if met and teller.days.after(on, 1) <= self.until:
            before = teller.days.calendar.on_or_before(on - timedelta(days=2))
            self._say(before, Channel.TEXT, OUT, talk.REMINDERS, event=f"the {event}")
            self._say(teller.days.after(on, 1), Channel.PHONE, OUT, talk.AFTERWARDS, event=f"the {event}")

    def questions(self) -> None:
        """What the client asks, acknowledged now and then, and answered within a working day."""
        teller, rng = self.teller, self.teller.rng
        stock = list(teller.stock.asked)
        rng.shuffle(stock)
        count = min(len(stock), max(1, (self.until - self.opened).days // 55))
        for asked, day in zip(stock, self.some_days(count, 8, 5), strict=False):
            slots = {"amount": f"${rng.randrange(5, 40) * 100:,}"}
            how = rng.choice((Channel.EMAIL, Channel.EMAIL, Channel.PHONE, Channel.PORTAL, Channel.TEXT))
            came = teller.speak(day, how, IN, teller.words(asked.question, day, **slots))
            question = teller.log(replace(came, needs_reply=True), exact=True)
            later = teller.days.after(day, 1)
            if rng.random() < 0.35:
                reply = teller.speak(
                    day, Channel.EMAIL, OUT, teller.words(self.bag.draw(talk.ACKNOWLEDGED), day)
                )
                at = question.at + timedelta(minutes=rng.randrange(15, 90))
                promised = teller.days.at(later, 18, 0)
                reply = replace(reply, at=at, acknowledges=question.key, promised_by=promised)
                # In the portal she is asked back: the clock stands until the talk of the next day.
                teller.log(replace(reply, awaits_client=how is Channel.PORTAL), exact=True)
            answer = teller.speak(later, rng.choice((Channel.PHONE, Channel.EMAIL)), OUT, "")
            summary = teller.words(asked.answer, later, **slots)
            author = rng.choice((teller.spec.responsible, teller.spec.contact))
            teller.log(replace(answer, summary=summary, answers=question.key, author=author), exact=True)

    def talks(self) -> None:
        """Talks in which the lawyer advises and the client decides."""
        teller, rng = self.teller, self.teller.rng
        stock = list(teller.stock.talks)
        rng.shuffle(stock)
        days = self.some_days(max(1, (self.until - self.opened).days // 60), 15, 4)
        for item, day in zip(stock, days, strict=False):
            slots = {"amount": f"${rng.randrange(20, 300) * 100:,}"}
            how = rng.choice((Channel.MEETING, Channel.PHONE, Channel.PHONE, Channel.VIDEO))
            entry = teller.speak(day, how, OUT, teller.words(item.said, day, **slots))
            task = teller.phrase(item.next, day, **slots)
            due = teller.days.after(day, rng.randrange(2, 8))
            done = due < teller.days.today
            due = due if done else self._room(due)
            follow_up = teller.agree(teller.spec.responsible, task, due, FollowUpSide.FIRM, done=done)
            teller.log(
                replace(
                    entry,
                    author=teller.spec.responsible,
                    duration_minutes=rng.choice((18, 25, 30, 40, 50)) if entry.duration_minutes else None,
                    advice=teller.words(item.advice, day, **slots),
                    decision=teller.words(item.decision, day, **slots),
                    identity_checked=entry.channel is Channel.PHONE,
                    billable=True,
                    follow_ups=(follow_up,),
                )
            )

    def update(self, day: date) -> None:
        """One update in the format of the plan."""
        teller = self.teller
        channel, heads = _BY_FORMAT[teller.spec.format]
        reached = teller.channel(channel)
        if reached is not channel:
            heads = talk.UPDATE_BY_LETTER if reached is Channel.LETTER else talk.UPDATE_BY_MAIL
        summary = teller.words(
            self.bag.draw(heads),
            day,
            progress=teller.words(self.bag.draw(teller.stock.progress), day),
            next=self._next(day),
            reaction=teller.words(self.bag.draw(talk.REACTIONS), day),
        )
        entry = teller.speak(day, channel, OUT, summary)
        tags = ("status report",) if teller.spec.format is UpdateFormat.REPORT else ()
        teller.log(replace(entry, is_update=True, tags=tags))

    def figures(self) -> None:
        """The estimate, and what had been billed when the client was told."""
        estimate = self._estimate()
        code = self.teller.spec.code
        costs = self.teller.costs
        costs.append(DemoCosts(code, CostsKind.ESTIMATE, Decimal(estimate), self.opened, "Engagement letter"))
        told = self.some_days(max(1, (self.until - self.opened).days // 100), 25, 2)
        if told and (self.until - told[-1]).days > _TELL_AGAIN:
            told = [*told, self.teller.days.calendar.on_or_before(self.until - timedelta(days=_TELL_AGAIN))]
        for turn, day in enumerate(told, 1):
            share = Decimal(turn) / (len(told) + 1) * _SHORT_OF_A_WARNING
            amount = (Decimal(estimate) * share / 50).quantize(Decimal(1)) * 50
            costs.append(DemoCosts(code, CostsKind.TO_DATE, amount, day))

    def close(self) -> None:
        """The closing letter, and sometimes a word of thanks."""
        teller = self.teller
        closing = teller.words(self.bag.draw(teller.stock.closing), self.until)
        letter = teller.words(talk.CLOSING_LETTER, self.until, closing=closing)
        entry = teller.speak(self.until, Channel.LETTER, OUT, letter)
        teller.log(replace(entry, author=teller.spec.responsible, is_update=True, tags=("closing",)))

    def look_ahead(self) -> None:
        """Every third matter has something agreed for the weeks after next."""
        teller, rng = self.teller, self.teller.rng
        if teller.spec.closed or rng.random() > 0.4:
            return
        day = teller.days.ago(rng.randrange(2, 9))
        if day <= self.opened:
            return
        due = self._room(teller.days.ahead(rng.randrange(8, 25)))
        ours = rng.random() < 0.6
        text = teller.phrase(self.bag.draw(teller.stock.tasks) if ours else self._owed(), day)
        who, side = (
            (teller.spec.contact, FollowUpSide.FIRM) if ours else (teller.client.name, FollowUpSide.CLIENT)
        )
        summary = teller.words(self.bag.draw(talk.CHECK_INS), day, progress=self._progress(day), reaction="")
        entry = teller.speak(day, Channel.PHONE, OUT, summary)
        teller.log(replace(entry, follow_ups=(teller.agree(who, text, due, side, done=False),)))

    def _say(self, day: date, how: Channel, way: Direction, heads: Sequence[str], **slots: str) -> DemoEntry:
        teller = self.teller
        reaction = teller.words(self.bag.draw(talk.REACTIONS), day)
        wish = (teller.client.preferred_channel or "Phone").lower()
        more = {"reaction": reaction, "channel": wish} | slots
        return teller.log(teller.speak(day, how, way, teller.words(self.bag.draw(heads), day, **more)))

    def _owed(self) -> str:
        return f"send {self.bag.draw(self.teller.stock.owed)}"

    def _progress(self, day: date) -> str:
        return self.teller.words(self.bag.draw(self.teller.stock.progress), day)

    def _next(self, day: date) -> str:
        teller = self.teller
        ahead = [one for one in teller.key_dates if one.on > day and one.written_at.date() <= day]
        if not ahead:
            return teller.words(self.bag.draw(talk.NOTHING_NOW), day)
        first = min(ahead, key=lambda one: one.on)
        event = f"{first.title[0].lower()}{first.title[1:]}, {said(first.on, day)}"
        return teller.words(self.bag.draw(talk.NEXT_EVENT), day, event=event)

    def _room(self, on: date) -> date:
        """The day itself, or one after the quiet days where it would fall among them."""
        days = self.teller.days
        quiet = days.today + timedelta(days=QUIET)
        if days.today <= on <= quiet:
            return days.after(quiet, 1 + self.teller.rng.randrange(12))
        return on

    def _estimate(self) -> int:
        number = self.teller.spec.number
        return _BY_HAND.get(number, 1_500 + number * 7_919 % 23 * 500)


def _amount(item: News, rng: Random) -> int:
    """Dollars: offers are larger than bills."""
    return (rng.randrange(150, 900) if item.kind is DevelopmentKind.OFFER else rng.randrange(12, 190)) * 100
