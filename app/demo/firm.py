"""Writes the story of the demo firm into a new vault, step by step, each at its own time and by its own
author.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, replace
from datetime import date, datetime, time, timedelta
from itertools import groupby
from pathlib import Path
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import event
from sqlalchemy.orm import Session

from app.bootstrap import create_workspace
from app.demo import fees
from app.demo.access import asked
from app.demo.concerns import complain, doubt, settle_one
from app.demo.corrections import move_hearing, put_right
from app.demo.engagement import AGREED, agree, ask_for_terms, begin, reaffirm
from app.demo.feedback import said
from app.demo.handing import give_next_week, give_two
from app.demo.hours import demo_calendar, go_away, set_hours
from app.demo.ledger import Ledger
from app.demo.letters import set_letters
from app.demo.names import ANN, DAVID, FIRM, MARIA, PEOPLE, PRIYA, TOM
from app.demo.parts import DemoEntry, DemoScript
from app.demo.policies import policy_steps
from app.demo.retention import hold, set_rules
from app.demo.reviews import reviewed
from app.demo.schedules import EXCUSED, SILENT, excuse, fall_silent, set_defaults
from app.demo.script import script
from app.demo.updates import WRITTEN, write_update
from app.demo.waiting import wait_for_figures
from app.kernel.clock import Clock, FixedClock
from app.people.commands import NewColleague, PersonDetails, add_colleague, change_colleague
from app.people.standing import NewUser
from app.people.users import add_user
from app.settings.commands import FirmDetails, change_firm
from app.settings.queries import firm
from app.storage.engine import writer
from app.storage.transaction import Recorded, Transaction
from app.vault import kdf
from app.vault.kdf import KdfCost
from app.workspace import Workspace

PASSWORD = "demo"  # noqa: S105  # printed in the help: the firm is made up

Write = Callable[[Transaction], None]


class _Step(NamedTuple):
    """One thing to write: when, in which order among those of the same moment, by whom."""

    at: datetime
    order: int
    author: str
    write: Write


def make_demo_vault(folder: Path, clock: Clock, *, seed: int = 1, cost: KdfCost | None = None) -> Workspace:
    """Make the vault of the made-up firm in ``folder``, as it stands at the clock's moment; everybody's password is
    "demo".

    The answer is open and runs on ``clock``. Raises what ``create_workspace`` raises for the folder.
    """
    zone = ZoneInfo(FIRM.time_zone)
    local = clock.now().astimezone(zone)
    story = script(local.date(), seed, at=local.time().replace(microsecond=0))
    past = FixedClock(_begin(story, zone))
    details = FirmDetails(**{one.name: getattr(FIRM, one.name) for one in fields(FIRM)})
    first = PEOPLE[0]
    workspace, _ = create_workspace(
        folder, PASSWORD, firm=details, user=first.name, role=first.role, job_title=first.job_title, clock=past,
        cost=cost,
    )  # fmt: skip
    try:
        _write(workspace, past, story, cost or kdf.FLOOR)
    except BaseException:
        workspace.lock()
        raise
    workspace.clock = clock
    return workspace


def _begin(story: DemoScript, zone: ZoneInfo) -> datetime:
    """The eve of everything."""
    first = min(matter.opened_on for matter in story.matters)
    return datetime.combine(first - timedelta(days=1), time(9), zone)


def _write(workspace: Workspace, past: FixedClock, story: DemoScript, cost: KdfCost) -> None:
    ledger = Ledger()
    with workspace.write() as tx:
        ledger.people[PEOPLE[0].name] = workspace.actor
        for person in PEOPLE:
            known = PersonDetails(person.name, person.job_title, person.email, person.phone)
            new = NewColleague(person.name, person.role, person.job_title, person.email, person.phone)
            if person is PEOPLE[0]:
                change_colleague(tx, workspace.actor, known)
            else:
                ledger.people[person.name] = add_colleague(tx, new)
        set_hours(tx)
        set_defaults(tx)
        change_firm(tx, replace(firm(tx.reader()).details, lead_id=ledger.people[ANN]))
    for person in PEOPLE[1:]:
        add_user(workspace, NewUser(person.name, person.role, person.name == ANN), PASSWORD, cost=cost)
    steps = sorted(_steps(story, ledger, workspace.zone), key=lambda step: (step.at, step.order))
    kept: list[object] = []
    acts: list[tuple[UUID, datetime, Iterable[Recorded]]] = []
    with Session(writer(workspace.vault.engine), expire_on_commit=False) as session, session.begin():
        # What was written is kept in memory while the story is told, so that commands need not read it again.
        event.listen(session, "pending_to_persistent", lambda _, written: kept.append(written))
        # One commit in all; but what each person did stays apart, so that the audit trail says who and when.
        for (author, _), group in groupby(steps, key=lambda step: (step.author, step.at)):
            steps_now = list(group)
            past.set(max(steps_now[0].at, past.now()))
            tx = Transaction(session, ledger.people[author], past, workspace.zone, workspace.rights_in)
            for step in steps_now:
                step.write(tx)
            tx.finish(lambda _, actor, at, done: acts.append((actor, at, tuple(done))))
        workspace.trail.record_all(session, acts)


def _steps(story: DemoScript, ledger: Ledger, zone: ZoneInfo) -> Iterator[_Step]:
    """Everything that is written, in no order."""
    contacts = {matter.number: matter.point_of_contact for matter in story.matters}
    responsible = {matter.number: matter.responsible for matter in story.matters}
    yield from _files(story, ledger, zone)
    today = story.moment.astimezone(zone).date()
    yield _Step(_on(today - timedelta(days=9), 10, zone), 2, TOM, lambda tx: go_away(tx, ledger, today))
    yield _Step(_on(today - timedelta(days=5), 9, zone), 9, PRIYA, lambda tx: give_two(tx, ledger))
    yield _Step(
        _on(today - timedelta(days=1), 16, zone), 9, ANN, lambda tx: give_next_week(tx, ledger, today)
    )
    yield _Step(
        _on(today - timedelta(days=2), 10, zone), 9, contacts[SILENT], lambda tx: fall_silent(tx, ledger)
    )
    yield _Step(_on(today - timedelta(days=3), 9, zone), 9, MARIA, lambda tx: put_right(tx, ledger))
    yield _Step(
        _on(today - timedelta(days=3), 11, zone), 9, MARIA, lambda tx: move_hearing(tx, ledger, today)
    )
    begun = next(matter.opened_on for matter in story.matters if matter.number == EXCUSED)
    yield _Step(
        _on(begun + timedelta(days=25), 12, zone), 9, contacts[EXCUSED], lambda tx: excuse(tx, ledger)
    )
    yield _Step(_on(today - timedelta(days=40), 15, zone), 9, ANN, set_letters)
    for day, hour, author, write in policy_steps(today, ledger.people):
        yield _Step(_on(day, hour, zone), 9, author, write)
    yield _Step(_on(today - timedelta(days=1), 17, zone), 9, ANN, ask_for_terms)
    signed = next(matter.opened_on for matter in story.matters if matter.number == AGREED)
    yield _Step(
        _on(signed + timedelta(days=1), 12, zone), 9, responsible[AGREED], lambda tx: begin(tx, ledger)
    )
    again = _on(today - timedelta(days=60), 12, zone)
    yield _Step(again, 9, responsible[AGREED], lambda tx: reaffirm(tx, ledger))
    yield _Step(
        _on(demo_calendar().on_or_before(today - timedelta(days=1)), 15, zone),
        9,
        contacts[WRITTEN],
        lambda tx: write_update(tx, ledger),
    )
    yield _Step(_on(today - timedelta(days=38), 15, zone), 9, ANN, set_rules)
    ended = max((one.closed_on, one.number) for one in story.matters if one.closed_on is not None)
    held = _on(ended[0] + timedelta(days=1), 11, zone)
    yield _Step(min(held, story.moment), 10, ANN, lambda tx: hold(tx, ledger, ended[1]))
    yield _Step(story.moment, 10, MARIA, lambda tx: wait_for_figures(tx, ledger))
    for day, author, write in reviewed(ledger, today):
        yield _Step(_on(day, 17, zone), 10, author, write)
    for day, write_request in asked(ledger, today):
        yield _Step(_on(day, 14, zone), 9, MARIA, write_request)
    for day, number, write in said(ledger, today):
        yield _Step(_on(day, 16, zone), 9, contacts[number], write)
    opened = {matter.number: matter.opened_on for matter in story.matters}
    yield from _fees(today, opened, responsible, ledger, zone)
    yield from _concerns(today, ledger, zone)
    yield from _terms(story, ledger, zone)
    for development in story.developments:
        yield _Step(development.at, 3, contacts[development.matter], ledger.development(development))
    for entry in story.entries:
        yield from _entry_steps(entry, ledger, contacts[entry.matter])
    for key_date in story.key_dates:
        author = responsible[key_date.matter]
        yield _Step(key_date.written_at, 7, author, ledger.key_date(key_date))
        if key_date.done_at:
            yield _Step(max(key_date.done_at, key_date.written_at), 8, author, ledger.keep(key_date))
    for figure in story.costs:
        yield _Step(_on(figure.on, 17, zone), 8, responsible[figure.matter], ledger.costs(figure))


def _fees(
    today: date,
    opened: Mapping[str, date],
    responsible: Mapping[str, str],
    ledger: Ledger,
    zone: ZoneInfo,
) -> Iterator[_Step]:
    """Rates agreed at the opening, an estimate revised, a warning given in time."""
    revised, reached, told = (demo_calendar().on_or_before(day) for day in fees.days_of(today))
    for on, hour, number, act in (
        (opened[fees.RATED], 17, fees.RATED, fees.arrange),
        (revised, 16, fees.REVISED, fees.revise),
        (reached, 17, fees.WARNED, fees.reach_amber),
        (told, 10, fees.WARNED, fees.warn),
    ):
        at = _on(on, hour, zone)
        yield _Step(at, 9, responsible[number], lambda tx, act=act: act(tx, ledger))  # type: ignore[misc] # binds the loop's


def _terms(story: DemoScript, ledger: Ledger, zone: ZoneInfo) -> Iterator[_Step]:
    """Engagement letters came back a day after the schedule was set; of AGREED all is told in full elsewhere."""
    matters = {matter.number: matter for matter in story.matters}
    for plan in story.plans:
        matter = matters[plan.matter]
        at = _on(plan.counted_from + timedelta(days=1), 16, zone)
        if matter.number != AGREED and at <= story.moment:
            yield _Step(
                at,
                9,
                matter.responsible,
                lambda tx, matter=matter: agree(tx, ledger, matter),  # type: ignore[misc] # binds the loop's
            )


def _concerns(today: date, ledger: Ledger, zone: ZoneInfo) -> Iterator[_Step]:
    """Who was not content."""

    def step(days: int, author: str, write: Callable[[Transaction, Ledger, date], None]) -> _Step:
        return _Step(
            _on(today - timedelta(days=days), 17, zone), 9, author, lambda tx: write(tx, ledger, today)
        )

    yield step(45, DAVID, settle_one)
    yield step(13, PRIYA, complain)
    yield step(3, MARIA, doubt)


def _files(story: DemoScript, ledger: Ledger, zone: ZoneInfo) -> Iterator[_Step]:
    """Matters with their clients and schedules, opened and closed."""
    clients = {client.key: client for client in story.clients}
    for matter in story.matters:
        first = matter.point_of_contact
        for key in matter.clients:
            yield _Step(_on(matter.opened_on, 8, zone), 0, first, ledger.client(clients[key]))
            called = _on(matter.opened_on + timedelta(days=7), 11, zone)
            yield _Step(min(called, story.moment), 1, first, ledger.verify(clients[key]))
        yield _Step(_on(matter.opened_on, 8, zone), 1, first, ledger.matter(matter))
        if matter.closed_on:
            yield _Step(_on(matter.closed_on, 18, zone), 9, first, ledger.close(matter))
    for plan in story.plans:
        yield _Step(_on(plan.counted_from, 18, zone), 2, plan.by, ledger.plan(plan))


def _entry_steps(entry: DemoEntry, ledger: Ledger, contact: str) -> Iterator[_Step]:
    """The note, its amendment, and the end of what was agreed in it."""
    yield _Step(entry.written_at, 4, entry.author, ledger.entry(entry))
    if entry.amendment:
        yield _Step(entry.amendment.at, 5, entry.amendment.author, ledger.amend(entry, entry.amendment))
    if entry.withdrawn:
        yield _Step(entry.written_at + timedelta(hours=1), 5, entry.author, ledger.withdraw(entry))
    for index, follow_up in enumerate(entry.follow_ups):
        if follow_up.done_at:
            yield _Step(max(follow_up.done_at, entry.written_at), 6, contact, ledger.finish(entry.key, index))


def _on(day: date, hour: int, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(hour), zone)
