"""The whole story of the demo firm, up to the morning of a given day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from app.demo.days import Days
from app.demo.featured import SCENES
from app.demo.fillers import fill
from app.demo.hours import demo_calendar
from app.demo.matters import DRAWN, MATTERS, MatterSpec
from app.demo.names import CLIENTS, FIRM, PEOPLE
from app.demo.parts import DemoMatter, DemoPlan, DemoScript
from app.demo.schedules import BY_DEFAULT
from app.demo.story import QUIET, Life
from app.demo.teller import Teller
from app.matters.words import MatterStatus
from app.schedule.rules import Interval, next_due

ENTRIES = 3_000
_CLIENTS = {client.key: client for client in CLIENTS}


def script(today: date, seed: int = 1, *, at: time = time(9, 40)) -> DemoScript:
    """Two years of work of an invented firm, as it stands on ``today`` at ``at`` (the firm's local time).

    The same ``today``, ``seed`` and ``at`` tell the same story. It leaves a Today page with two things late,
    three for today, four this week and one forgotten file; every other client is up to date.
    """
    zone = ZoneInfo(FIRM.time_zone)
    calendar = demo_calendar()
    days = Days(datetime.combine(today, at, zone), zone, calendar)
    lives = [_life(spec, days, seed) for spec in MATTERS]
    for life in lives:
        _tell(life)
    told = sum(len(life.teller.entries) for life in lives)
    spans = [max(1, (life.until - life.opened).days) for life in lives]
    for life, count in zip(lives, _shares(ENTRIES - told, spans), strict=True):
        fill(life, count)
    tellers = [life.teller for life in lives]
    return DemoScript(
        moment=days.moment,
        firm=FIRM,
        people=PEOPLE,
        clients=CLIENTS,
        matters=tuple(_matter(life) for life in lives),
        developments=tuple(sorted((one for t in tellers for one in t.developments), key=lambda one: one.at)),
        entries=tuple(sorted((one for t in tellers for one in t.entries), key=lambda one: (one.at, one.key))),
        key_dates=tuple(sorted((one for t in tellers for one in t.key_dates), key=lambda one: one.on)),
        plans=tuple(plan for life in lives if (plan := _plan(life))),
        costs=tuple(sorted((one for t in tellers for one in t.costs), key=lambda one: one.on)),
    )


def _life(spec: MatterSpec, days: Days, seed: int) -> Life:
    teller = Teller(spec, _CLIENTS[spec.clients], days, Random(f"{seed}:{spec.number}"))  # noqa: S311  # a story
    opened = days.working(days.today - timedelta(days=spec.days))
    scene = SCENES.get(spec.number)
    until = days.ago(scene.quiet if scene else 1)
    if spec.closed:
        until = days.calendar.on_or_before(days.today - timedelta(days=spec.closed))
    return Life(teller, opened, until)


def _tell(life: Life) -> None:
    scene = SCENES.get(life.teller.spec.number)
    life.intake()
    if life.teller.spec.number != DRAWN:  # its docket is written by hand
        life.news()
    life.questions()
    life.talks()
    life.figures()
    for day in _update_days(life):
        life.update(day)
    if scene:
        scene.play(life)
    else:
        life.look_ahead()
    if life.teller.spec.closed:
        life.close()


def _update_days(life: Life) -> list[date]:
    """Backwards from the last update, never further apart than the plan allows."""
    days, rng, spec = life.teller.days, life.teller.rng, life.teller.spec
    scene = SCENES.get(spec.number)
    interval = Interval(*spec.interval) if spec.interval else None
    if interval is None:
        return []
    if spec.closed:
        last = days.calendar.on_or_before(life.until - timedelta(days=6))
    elif scene and scene.due is not None:
        last = life.until
    else:
        last = days.given_lately(rng, interval, days.today + timedelta(days=QUIET))
    found = []
    length = (next_due(last, interval, days.calendar) - last).days
    while last > life.opened + timedelta(days=9):
        found.append(last)
        last = days.calendar.on_or_before(last - timedelta(days=max(7, length - rng.randrange(4))))
    return sorted(found)


def _shares(total: int, weights: list[int]) -> list[int]:
    """``total`` dealt out by weight; what rounding leaves goes to the first."""
    shares = [max(0, total) * weight // sum(weights) for weight in weights]
    for index in range(max(0, total) - sum(shares)):
        shares[index] += 1
    return shares


def _plan(life: Life) -> DemoPlan | None:
    spec = life.teller.spec
    if spec.interval is None or spec.status is MatterStatus.CLOSED or spec.number in BY_DEFAULT:
        return None
    count, unit = spec.interval
    return DemoPlan(spec.code, count, unit, life.opened, spec.format, spec.contact)


def _matter(life: Life) -> DemoMatter:
    teller, spec = life.teller, life.teller.spec
    court, number = spec.court_and_number(life.opened.year)
    stages = (not spec.court and teller.stock.out_of_court) or teller.stock.stages
    age = (life.until - life.opened).days
    stage = "Closed" if spec.closed else stages[min(len(stages) - 1, age // 110)]
    drawn = spec.number == DRAWN
    return DemoMatter(
        number=spec.code,
        title=spec.title,
        clients=(spec.clients,),
        practice_area=spec.area,
        stage="Discovery" if drawn else stage,
        status=spec.status,
        court=court,
        court_number=number,
        opened_on=life.opened,
        closed_on=life.until if spec.closed else None,
        responsible=spec.responsible,
        point_of_contact=spec.contact,
        emergency_contact=FIRM.emergency_contact,
        priorities=spec.priorities,
        options=_OPTIONS if drawn else "",
        decision_asked=_DECISION if drawn else "",
    )


_OPTIONS = (
    "If no settlement is reached by February, the case will probably be tried in the fall. A trial may "
    "bring "
    "more than an offer, or nothing; nobody can promise which."
)
_DECISION = "We would like your view of the range we discussed, before the mediation date is set."
