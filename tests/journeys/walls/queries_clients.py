"""Clients, people around them, merges and conflict checks."""

from __future__ import annotations

from app.channels import queries as channels
from app.channels.words import Channel
from app.clients import duplicate_pairs, duplicates, merges, reach
from app.clients import people_queries as around
from app.clients import profile as profiles
from app.clients import queries as clients
from app.clients.words import PointKind
from app.conflicts import queries as conflicts
from app.conflicts import searching
from app.merging import queries as merging
from tests.journeys.secret_matter import CANARY
from tests.journeys.walls.asking import (
    MATTER,
    Queries,
    of_each,
)

QUERIES: Queries = {
    duplicates.alike_clients: (
        lambda r, f: duplicates.alike_clients(r, "Nora Witcombe", but=f.matter),
        lambda r, _: duplicates.alike_clients(r, CANARY),
    ),
    duplicate_pairs.alike_pairs: of_each(duplicate_pairs.alike_pairs),
    merges.present_client: of_each(merges.present_client, "must", "client"),
    merges.present_or_refused: of_each(merges.present_or_refused, "must", "client"),
    merges.present_clients: of_each(merges.present_clients),
    merges.written_for: of_each(merges.written_for, "must", "entry", "hidden_entry"),
    merging.both_sides: (lambda r, f: merging.both_sides(r, f.client, f.client),),
    merging.merges: of_each(merging.merges, "client"),
    merging.undo_preview: of_each(merging.undo_preview, "must", "client"),
    conflicts.checks: (lambda r, _: conflicts.checks(r), lambda r, _: conflicts.checks(r, query=CANARY)),
    conflicts.newest_check: of_each(conflicts.newest_check, *MATTER),
    conflicts.check_sheet: of_each(conflicts.check_sheet, "must", "client"),
    conflicts.hidden_hits: of_each(conflicts.hidden_hits, "must", "client"),
    searching.searched: of_each(searching.searched),
    clients.list_clients: (
        lambda r, _: clients.list_clients(r, archived=True),
        lambda r, _: clients.list_clients(r, query=CANARY, by_points=True),
    ),
    clients.count_clients: (lambda r, _: clients.count_clients(r, archived=True),),
    clients.any_client: (lambda r, _: clients.any_client(r),),
    clients.client_sheet: of_each(clients.client_sheet, "must", "client"),
    clients.details_of: (lambda r, f: clients.details_of(r, [f.client]),),
    clients.points_of: of_each(clients.points_of, "must", "client"),
    reach.reach_of: (lambda r, f: reach.reach_of(r, [f.client]),),
    clients.manners: (lambda r, f: clients.manners(r, [f.client]),),
    clients.client_names: (lambda r, f: clients.client_names(r, [f.client, f.hidden]),),
    clients.find_client: (
        lambda r, _: clients.find_client(r, "Nora"),
        lambda r, _: clients.find_client(r, CANARY),
    ),
    clients.clients_reached_at: (
        lambda r, _: clients.clients_reached_at(r, PointKind.EMAIL, ["nora@example.com", "y@example.org"]),
    ),
    channels.channel_rules: of_each(channels.channel_rules),
    channels.channel_rule: (lambda r, _: channels.channel_rule(r, Channel.EMAIL),),
    profiles.profile: of_each(profiles.profile, "must", "client"),
    profiles.known_points: of_each(profiles.known_points, "must", "client"),
    around.people_around: of_each(around.people_around, "must", "client"),
    around.people_of: (lambda r, f: around.people_of(r, [f.client]),),
    around.people_reached_at: (
        lambda r, _: around.people_reached_at(r, PointKind.EMAIL, ["nora@example.com"]),
    ),
    around.find_person: (
        lambda r, f: around.find_person(r, f.client, "Nobody"),
        lambda r, f: around.find_person(r, f.client, CANARY),
    ),
}
