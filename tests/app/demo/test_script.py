"""The story of the demo firm holds together on whatever day it is told."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, time
from functools import cache

import pytest

from app.clients.words import PointKind
from app.contactlog.rules import bare_note, check_entry
from app.demo.parts import DemoEntry, DemoScript
from app.demo.schedules import BY_DEFAULT
from app.demo.script import ENTRIES, script
from app.matters.words import MatterStatus

MONDAY = date(2026, 11, 23)
some_days = pytest.mark.parametrize(
    ("today", "at"),
    [
        (MONDAY, time(7, 5)),
        (date(2026, 11, 22), time(14, 0)),  # a Sunday
        (date(2026, 11, 27), time(9, 40)),  # the day after Thanksgiving
        (date(2027, 1, 1), time(18, 30)),
        (date(2028, 2, 29), time(9, 40)),
        (date(2025, 3, 10), time(9, 40)),  # the clocks went forward yesterday
        (date(2030, 7, 5), time(22, 50)),
    ],
)


@cache
def monday() -> DemoScript:
    return script(MONDAY)


def entries_by_key(story: DemoScript) -> dict[str, DemoEntry]:
    return {entry.key: entry for entry in story.entries}


def test_same_day_and_seed_tell_the_same_story_and_another_seed_another() -> None:
    assert script(MONDAY) == monday()
    assert script(MONDAY, 2).entries != monday().entries


def test_two_years_of_work_of_forty_clients_in_eight_areas() -> None:
    story = monday()
    assert len(story.entries) == ENTRIES
    assert len(story.clients) >= 40
    assert len(story.matters) == 60
    assert len({matter.practice_area for matter in story.matters}) == 8
    assert (MONDAY - min(matter.opened_on for matter in story.matters)).days > 700


def test_nothing_real_is_in_it() -> None:
    story = monday()
    points = [point for client in story.clients for point in client.points]
    phones = [point.value for point in points if point.kind is PointKind.PHONE]
    phones += [person.phone for person in story.people]
    mails = [point.value for point in points if point.kind is PointKind.EMAIL]
    mails += [person.email for person in story.people]
    assert all(re.search(r"555 01\d\d$", phone) for phone in phones)
    assert all(re.search(r"@example\.(com|org|net)$", mail) for mail in mails)
    assert len(set(phones)) == len(phones)
    assert len(set(mails)) == len(mails)


def test_every_note_says_something() -> None:
    for entry in monday().entries:
        assert bare_note(entry.summary, entry.advice, entry.decision, outcome=entry.outcome) is None, (
            entry.summary
        )


def test_no_slot_is_left_open() -> None:
    story = monday()
    texts = [text for one in story.entries for text in (one.summary, one.advice, one.decision)]
    texts += [follow_up.text for one in story.entries for follow_up in one.follow_ups]
    texts += [one.text for one in story.developments] + [one.title for one in story.key_dates]
    assert not [text for text in texts if re.search(r"[{}]|  | \.|\.\.", text)]


def test_sentences_do_not_repeat_all_the_time() -> None:
    seen = Counter(entry.summary for entry in monday().entries)
    assert len(seen) > ENTRIES * 0.6
    assert seen.most_common(1)[0][1] < ENTRIES * 0.02


@some_days
def test_holds_together_on_any_day(today: date, at: time) -> None:
    story = script(today, at=at)
    entries = entries_by_key(story)
    developments = {one.key: one for one in story.developments}
    assert len(entries) == len(story.entries) == ENTRIES
    assert len(developments) == len(story.developments)
    matters = {matter.number: matter for matter in story.matters}
    for entry in story.entries:
        assert entry.at <= entry.written_at <= story.moment
        assert check_entry(entry, story.moment) == ()
        assert entry.at.date() >= matters[entry.matter].opened_on
        for key in (*entry.tells, *entry.brought):
            assert developments[key].matter == entry.matter
            assert developments[key].at <= entry.at
        for other in (entry.answers, entry.acknowledges):
            assert other is None or entries[other].at < entry.at
        for follow_up in entry.follow_ups:
            assert follow_up.done_at is None or follow_up.done_at <= story.moment


@some_days
def test_all_but_the_drawn_matters_are_up_to_date(today: date, at: time) -> None:
    story = script(today, at=at)
    answered = {entry.answers for entry in story.entries}
    waiting = {entry.matter for entry in story.entries if entry.needs_reply and entry.key not in answered}
    told = {key for entry in story.entries for key in entry.tells}
    untold = {one.matter for one in story.developments if one.key not in told and one.essential}
    assert waiting == {"00003", "00006"}
    assert untold == {"00005"}
    running = {matter.number for matter in story.matters if matter.status is MatterStatus.OPEN}
    scheduled = {plan.matter for plan in story.plans} | {f"{number:05}" for number in BY_DEFAULT}
    assert running - scheduled == {"00010"}
