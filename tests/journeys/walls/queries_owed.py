"""What is owed, when, and by whom."""

from __future__ import annotations

from datetime import timedelta

from app.contactlog import queries as log
from app.owed import division, kept, lately, news, stand_ins
from app.owed import queries as owed
from app.owed import replies as owed_replies
from app.owed.calendar import day_items, days, ended, span
from app.owed.handover import handing_over, heirs, house, left_with, new_keepers, to_come, who_was_named
from app.owed.slipped import queries as slipped
from app.owed.snooze import commands as snoozing
from app.owed.snooze import queries as snoozes
from tests.journeys.walls.asking import (
    MATTER,
    NOVEMBER,
    Queries,
    of_each,
)
from tests.support import MONDAY

QUERIES: Queries = {
    news.news_standing: of_each(news.news_standing, *MATTER),
    news.knows_of: of_each(news.knows_of, *MATTER),
    news.dates_to_tell: of_each(news.dates_to_tell, *MATTER),
    news.tell_time: (
        lambda r, f: news.tell_time(r, f.matter, MONDAY, urgent=True, essential=True),
        lambda r, f: news.tell_time(r, f.hidden, MONDAY, urgent=True, essential=True),
    ),
    slipped.slipped: (
        lambda r, _: slipped.slipped(r, NOVEMBER[0] - timedelta(days=300)),
        lambda r, f: slipped.slipped(r, NOVEMBER[0] - timedelta(days=300), matter_id=f.hidden),
        lambda r, f: slipped.slipped(r, NOVEMBER[0] - timedelta(days=300), person_id=f.insider),
    ),
    owed_replies.replies: (
        lambda r, _: owed_replies.replies(r, only_open=True),
        lambda r, _: owed_replies.replies(r),
        lambda r, f: owed_replies.replies(r, matter_id=f.hidden),
        lambda r, f: owed_replies.replies(r, entry_ids=[f.hidden_entry]),
        lambda r, f: owed_replies.replies(r, person_id=f.insider),
    ),
    owed_replies.clients_outside: (lambda r, _: owed_replies.clients_outside(r, log.awaiting_reply(r)),),
    days.days: (
        lambda r, _: days.days(r, *NOVEMBER),
        lambda r, f: days.days(r, *NOVEMBER, day_items.Among(person_id=f.insider)),
    ),
    days.late_items: (
        lambda r, _: days.late_items(r),
        lambda r, f: days.late_items(r, day_items.Among(matter_id=f.hidden)),
    ),
    span.read_span: (
        lambda r, _: span.read_span(r, *NOVEMBER),
        lambda r, f: span.read_span(r, *NOVEMBER, day_items.Among(matter_id=f.hidden)),
    ),
    span.read_away: (lambda r, _: span.read_away(r, *NOVEMBER),),
    span.firm_weeks: of_each(span.firm_weeks),
    ended.ended_updates: (lambda r, _: ended.ended_updates(r, *NOVEMBER),),
    ended.withdrawn_actions: (lambda r, _: ended.withdrawn_actions(r, *NOVEMBER),),
    ended.given_away: (lambda r, f: ended.given_away(r, *NOVEMBER, f.insider),),
    ended.withdrawn_dates: (lambda r, _: ended.withdrawn_dates(r, *NOVEMBER),),
    ended.ended_absences: (lambda r, _: ended.ended_absences(r, *NOVEMBER),),
    left_with.left_with: of_each(left_with.left_with, "must", "insider", "outsider"),
    house.house_of: of_each(house.house_of, "must", "insider", "outsider"),
    house.reviews_begun: of_each(house.reviews_begun, "must", "insider", "outsider"),
    left_with.plans_of: of_each(left_with.plans_of, "must", "insider"),
    left_with.follow_ups_of: of_each(left_with.follow_ups_of, "must", "insider"),
    left_with.key_dates_of: of_each(left_with.key_dates_of, "must", "insider"),
    handing_over.foresee: (
        lambda r, f: handing_over.foresee(r, handing_over.NewHandOver(f.insider, f.outsider)),
        lambda r, f: handing_over.foresee(
            r, handing_over.NewHandOver(f.insider, None, {f.hidden: f.outsider})
        ),
    ),
    heirs.heirs: of_each(heirs.heirs, "must", "insider", "outsider"),
    new_keepers.untold_of_keepers: (
        lambda r, f: new_keepers.untold_of_keepers(r, [f.matter]),
        lambda r, f: new_keepers.untold_of_keepers(r, [f.hidden]),
        lambda r, f: new_keepers.untold_of_keepers(r, [f.matter, f.hidden]),
    ),
    to_come.to_come: of_each(to_come.to_come, "must", "insider", "outsider"),
    who_was_named.running_then: of_each(lambda r: who_was_named.running_then(r).status),
    who_was_named.named_in: (
        lambda r, _: who_was_named.named_in(r, who_was_named.running_then(r)),
        lambda r, f: who_was_named.named_in(r, who_was_named.running_then(r), f.insider),
    ),
    stand_ins.stand_ins: of_each(stand_ins.stand_ins),
    stand_ins.standing_in: of_each(stand_ins.standing_in),
    division.divide: (
        lambda r, _: division.divide(r, owed.owed(r, days=99)),
        lambda r, f: division.divide(r, owed.owed(r, days=99), f.insider),
    ),
    snoozes.snoozes: (lambda r, _: snoozes.snoozes(r), lambda r, f: snoozes.snoozes(r, [f.hidden_entry])),
    snoozing.owed_item: (
        lambda r, f: snoozing.owed_item(r, f.hidden),
        lambda r, f: snoozing.owed_item(r, f.matter),
    ),
    lately.owed_lately: (lambda r, _: lately.owed_lately(r),),
    kept.owed_kept: (lambda r, _: kept.owed_kept(r, 30),),
    owed.owed: (
        lambda r, _: owed.owed(r, days=99),
        lambda r, f: owed.owed(r, matter_id=f.hidden),
        lambda r, f: owed.owed(r, person_id=f.insider),
    ),
}
