"""Updates, response times, costs, engagement terms."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from app.care import brought, duties, estimate, firm_rule
from app.care import commands as care_commands
from app.care import overview as care_overview
from app.care import queries as care
from app.care.commands import NewCostsFigure
from app.care.rules import FeeRule
from app.care.words import CostsKind
from app.cli import fees_spelling
from app.engagement import ending_queries, intake_queries, measured, missing, terms_queries
from app.engagement import overview as engagement_overview
from app.engagement.duties import engagement_duties
from app.hours import queries as hours
from app.promises import acknowledging
from app.promises import queries as promises
from app.schedule import defaults as schedule_defaults
from app.schedule import dropping, excuses, no_news, silences, untold
from app.schedule import queries as schedule
from app.storage.transaction import Reader
from tests.journeys.secret_matter import CANARY
from tests.journeys.walls.asking import (
    MATTER,
    Queries,
    of_each,
)


def _estimate(matter_id: UUID) -> NewCostsFigure:
    return NewCostsFigure(matter_id, CostsKind.ESTIMATE, Decimal(70), date(2026, 11, 23))


def _late(reader: Reader, matter_id: UUID) -> dropping.LateUpdate | None:
    return dropping.late_update(reader, hours.firm_calendar(reader), matter_id)


QUERIES: Queries = {
    terms_queries.terms_sheet: of_each(terms_queries.terms_sheet, *MATTER),
    terms_queries.terms_states: of_each(terms_queries.terms_states),
    measured.measured: of_each(measured.measured, *MATTER),
    measured.terms_to_begin_with: of_each(measured.terms_to_begin_with, *MATTER),
    engagement_overview.none_written: of_each(engagement_overview.none_written),
    engagement_overview.terms_overview: (
        lambda r, _: engagement_overview.terms_overview(r),
        lambda r, _: engagement_overview.terms_overview(r, query=CANARY),
        lambda r, f: engagement_overview.terms_overview(r, responsible_id=f.insider),
    ),
    care_overview.costs_overview: (
        lambda r, _: care_overview.costs_overview(r),
        lambda r, _: care_overview.costs_overview(r, status=None),
        lambda r, _: care_overview.costs_overview(r, query=CANARY),
    ),
    missing.terms_rule: of_each(missing.terms_rule),
    missing.without_terms: (
        lambda r, _: missing.without_terms(r),
        lambda r, f: missing.without_terms(r, date(2027, 1, 1), f.hidden),
    ),
    engagement_duties: (lambda r, _: list(engagement_duties(r, date(2027, 1, 1), None)),),
    intake_queries.intake_versions: of_each(intake_queries.intake_versions, *MATTER),
    intake_queries.intake_sheet: of_each(intake_queries.intake_sheet, *MATTER),
    intake_queries.documents: of_each(intake_queries.documents, *MATTER),
    ending_queries.endings: of_each(ending_queries.endings, *MATTER),
    ending_queries.ending_of: of_each(ending_queries.ending_of, *MATTER),
    ending_queries.still_open: of_each(ending_queries.still_open, *MATTER),
    care.costs: of_each(care.costs, *MATTER),
    care.matters_currency: of_each(care.matters_currency, *MATTER),
    care.figures: of_each(care.figures, *MATTER),
    care.costs_of: (lambda r, _: care.costs_of(r), lambda r, f: care.costs_of(r, [f.matter, f.hidden])),
    care.arrangements: of_each(care.arrangements, *MATTER),
    care.arrangement: of_each(care.arrangement, *MATTER),
    firm_rule.fee_rule: of_each(firm_rule.fee_rule),
    firm_rule.firm_currency: of_each(firm_rule.firm_currency),
    brought.brought_in: (
        lambda r, _: brought.brought_in(r),
        lambda r, f: brought.brought_in(r, [f.matter, f.hidden]),
    ),
    duties.care_duties: (
        lambda r, _: list(duties.care_duties(r, date(2028, 1, 1))),
        lambda r, f: list(duties.care_duties(r, date(2028, 1, 1), f.hidden)),
    ),
    duties.costs_told: (
        lambda r, _: duties.costs_told(r, FeeRule(), None, None),
        lambda r, f: duties.costs_told(r, FeeRule(), date(2028, 1, 1), f.hidden),
    ),
    duties.next_costs_update: of_each(duties.next_costs_update, *MATTER),
    care_commands.must_say_why: (
        lambda r, f: care_commands.must_say_why(r, _estimate(f.hidden)),
        lambda r, f: care_commands.must_say_why(r, _estimate(f.matter)),
    ),
    estimate.fit_estimate: (lambda r, _: estimate.fit_estimate(r, estimate.Estimate(Decimal(1))),),
    care_commands.fitted: (lambda r, f: care_commands.fitted(r, _estimate(f.hidden)),),
    fees_spelling.of_matter: (
        lambda r, f: fees_spelling.of_matter(r, f.matter, ""),
        lambda r, f: fees_spelling.of_matter(r, f.hidden, ""),
    ),
    fees_spelling.rule: of_each(fees_spelling.rule),
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
    dropping.late_update: (
        lambda r, f: dropping.late_update(r, hours.firm_calendar(r), f.matter),
        lambda r, f: dropping.late_update(r, hours.firm_calendar(r), f.hidden),
    ),
    dropping.dropped: (
        lambda r, f: dropping.dropped(r, hours.firm_calendar(r), _late(r, f.matter), f.hidden),
        lambda r, f: dropping.dropped(r, hours.firm_calendar(r), _late(r, f.hidden), f.hidden),
    ),
    dropping.late_updates: (lambda r, _: dropping.late_updates(r, hours.firm_calendar(r)),),
    dropping.dropped_everywhere: (
        lambda r, _: dropping.dropped_everywhere(
            r, hours.firm_calendar(r), dropping.late_updates(r, hours.firm_calendar(r))
        ),
    ),
    excuses.excuses: (lambda r, f: excuses.excuses(r, f.hidden),),
    schedule_defaults.defaults: (lambda r, _: schedule_defaults.defaults(r).rows,),
    schedule_defaults.firm_roll: of_each(schedule_defaults.firm_roll),
    schedule_defaults.firm_rolls: of_each(schedule_defaults.firm_rolls),
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
