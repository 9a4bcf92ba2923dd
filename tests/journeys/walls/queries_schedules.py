"""Updates, response times and costs."""

from __future__ import annotations

from datetime import date

from app.care import queries as care
from app.hours import queries as hours
from app.promises import acknowledging
from app.promises import queries as promises
from app.schedule import defaults as schedule_defaults
from app.schedule import excuses, no_news, silences, untold
from app.schedule import queries as schedule
from tests.journeys.walls.asking import (
    MATTER,
    Queries,
    of_each,
)

QUERIES: Queries = {
    care.costs: of_each(care.costs, *MATTER),
    care.figures: of_each(care.figures, *MATTER),
    promises.terms_book: (
        lambda r, f: (promises.terms_book(r), promises.terms_book(r).of(f.client, f.hidden)),
    ),
    promises.terms_history: (
        lambda r, f: promises.terms_history(r, (None, f.hidden)),
        lambda r, f: promises.terms_history(r, (f.client, None)),
    ),
    promises.courses: (
        lambda r, _: promises.courses(r),
        lambda r, f: promises.courses(r, matter_id=f.hidden),
    ),
    promises.course_of: (lambda r, f: promises.course_of(r, f.hidden_entry),),
    promises.escalations_shown: (
        lambda r, _: promises.escalations_shown(r),
        lambda r, f: promises.escalations_shown(r, [f.hidden_entry]),
    ),
    acknowledging.acknowledging: (
        lambda r, f: acknowledging.acknowledging(r, f.hidden_entry),
        lambda r, f: acknowledging.acknowledging(r, f.entry),
    ),
    schedule.due_if_given: (lambda r, f: schedule.due_if_given(r, hours.firm_calendar(r), f.hidden),),
    schedule.update_dues: (
        lambda r, _: schedule.update_dues(r, hours.firm_calendar(r)),
        lambda r, f: schedule.update_dues(r, hours.firm_calendar(r), f.hidden),
    ),
    silences.silences: (lambda r, f: silences.silences(r, f.hidden),),
    excuses.excuses: (lambda r, f: excuses.excuses(r, f.hidden),),
    schedule_defaults.defaults: (lambda r, _: schedule_defaults.defaults(r).rows,),
    schedule_defaults.firm_roll: of_each(schedule_defaults.firm_roll),
    no_news.liked_channel: of_each(no_news.liked_channel, "must", "client"),
    no_news.no_news: (
        lambda r, f: no_news.no_news(r, hours.firm_calendar(r), f.matter),
        lambda r, f: no_news.no_news(r, hours.firm_calendar(r), f.hidden),
    ),
    untold.told_nothing: (
        lambda r, _: untold.told_nothing(r, hours.firm_calendar(r)),
        lambda r, _: untold.told_nothing(r, hours.firm_calendar(r), date(2026, 10, 1)),
    ),
}
