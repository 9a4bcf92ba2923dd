"""Matters, their key dates, developments and keepers."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from app.matters import (
    development_queries,
    handing,
    history,
    keepers,
    key_date_queries,
    of_clients,
    parties,
    sheet,
    turning,
    walls,
)
from app.matters import queries as matters
from app.matters.models import DevelopmentVersion
from app.matters.words import MatterStatus
from tests.journeys.secret_matter import CANARY, NUMBER
from tests.journeys.walls.asking import (
    ANY_MATTER,
    MATTER,
    Queries,
    of_each,
    of_hidden,
)

QUERIES: Queries = {
    parties.parties: of_each(parties.parties, *MATTER),
    history.development_versions: (lambda r, f: of_hidden(history.development_versions, r, f),),
    history.key_date_versions: (lambda r, f: of_hidden(history.key_date_versions, r, f),),
    history.said_then: (
        lambda r, f: history.said_then(
            replace(r, known_by=r.now), DevelopmentVersion, [UUID(one) for one in sorted(f.hidden_ids)]
        ),
    ),
    matters.matters_of: (
        lambda r, f: matters.matters_of(r, [f.matter, f.hidden]),
        lambda r, f: matters.matters_of(r, [f.hidden]),
    ),
    matters.list_matters: (
        lambda r, _: matters.list_matters(r),
        lambda r, _: matters.list_matters(r, query=CANARY),
        lambda r, f: matters.list_matters(r, client_id=f.client),
        lambda r, f: matters.list_matters(r, ids=[f.hidden, f.matter]),
    ),
    matters.count_matters: (
        lambda r, _: [matters.count_matters(r, one) for one in MatterStatus],
        lambda r, _: matters.count_matters(r, None, CANARY),
    ),
    sheet.matter_sheet: of_each(sheet.matter_sheet, *MATTER),
    sheet.keepers_to_come: of_each(sheet.keepers_to_come, *MATTER),
    sheet.details_of: (lambda r, f: sheet.details_of(r, [f.matter, f.hidden]),),
    matters.find_matter: (
        lambda r, _: matters.find_matter(r, "00001"),
        lambda r, _: matters.find_matter(r, NUMBER),
        lambda r, _: matters.find_matter(r, CANARY),
        lambda r, _: matters.find_matter(r, "0000"),
    ),
    development_queries.developments: of_each(development_queries.developments, *ANY_MATTER),
    development_queries.of_court: (
        lambda r, f: development_queries.of_court(r, [f.development, f.hidden_news]),
    ),
    key_date_queries.key_dates: (
        *of_each(key_date_queries.key_dates, *ANY_MATTER),
        lambda r, _: key_date_queries.key_dates(r, pending_on=r.today),
    ),
    of_clients.matters_of_clients: (lambda r, f: of_clients.matters_of_clients(r, [f.client]),),
    of_clients.clients_of_matters: (
        lambda r, _: of_clients.clients_of_matters(r),
        lambda r, f: of_clients.clients_of_matters(r, responsible_id=f.insider),
    ),
    of_clients.count_by_client: (lambda r, f: of_clients.count_by_client(r, [f.client]),),
    walls.may_restrict: (
        lambda r, f: walls.may_restrict(r, f.matter),
        lambda r, f: walls.may_restrict(r, f.hidden),
    ),
    walls.wall_of: of_each(walls.wall_of, *MATTER),
    walls.is_restricted: of_each(walls.is_restricted, *MATTER),
    matters.practice_areas: of_each(matters.practice_areas),
    keepers.named_then: of_each(keepers.named_then),
    handing.matters_by_id: (
        lambda r, f: sorted(handing.matters_by_id(r, [f.matter, f.hidden])),
        lambda r, f: sorted(handing.matters_by_id(r, [f.hidden])),
    ),
    keepers.keepers_then: of_each(keepers.keepers_then),
    keepers.kept_since: of_each(lambda r: keepers.kept_since(r, r.now).all_at(r.now)),
    keepers.keeper_history: of_each(keepers.keeper_history, *MATTER),
    turning.turns: (lambda r, f: turning.turns(r, f.hidden),),
    turning.stood_then: (lambda r, _: turning.stood_then(r),),
}
