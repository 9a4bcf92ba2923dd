"""Searches, quick entry and what comes in."""

from __future__ import annotations

from dataclasses import replace

from app.exchange import calendar_file, place_rules, remembered, suggestions, threads
from app.exchange import queries as exchange
from app.owed.calendar import day_items
from app.quickentry import queries as quick
from app.quickentry.parts import Ref
from app.search import completing, finding, firm_names, formerly, saved
from app.search.asking import parse
from app.search.firm_names import Ref as NameRef
from app.search.names import Hit
from tests.journeys.secret_matter import CANARY, NUMBER
from tests.journeys.walls.asking import (
    ENTRY,
    EVERYTHING,
    NOVEMBER,
    SOUGHT,
    Queries,
    answer_to,
    of_each,
)

QUERIES: Queries = {
    exchange.tray: of_each(exchange.tray),
    exchange.asks_there: of_each(exchange.asks_there, "must", "tray_item", "hidden_tray_item"),
    exchange.tray_message: of_each(exchange.tray_message, "must", "tray_item", "hidden_tray_item"),
    exchange.count_tray: of_each(exchange.count_tray),
    exchange.waiting_from: tuple(
        lambda r, _, address=address: exchange.waiting_from(r, address)
        for address in (
            "nora@example.com",
            "office@example.com",
            "two@cand.uscourts.gov",
            "x@example.org",
            "y@example.org",
        )
    ),
    suggestions.suggestions: (
        lambda r, f: suggestions.suggestions(
            r, [(f.tray_item, "x@example.org"), (f.tray_item, "nora@example.com")]
        ),
    ),
    threads.thread_of: of_each(threads.thread_of, *ENTRY),
    threads.find_thread: tuple(
        lambda r, _, name=name: threads.find_thread(r, answer_to(name))
        for name in ("direct", "placed", "fence")
    ),
    place_rules.place_rules: of_each(place_rules.place_rules),
    place_rules.rules_by_address: of_each(place_rules.rules_by_address),
    remembered.remembered_mappings: of_each(remembered.remembered_mappings),
    remembered.known_mappings: of_each(remembered.known_mappings),
    remembered.mapping_for: (lambda r, _: remembered.mapping_for(r, ("Kunde",)),),
    calendar_file.calendar_file: (
        lambda r, _: calendar_file.calendar_file(r, *NOVEMBER, show_clients=True),
        lambda r, f: calendar_file.calendar_file(r, *NOVEMBER, day_items.Among(matter_id=f.hidden)),
    ),
    finding.find: (
        *(lambda r, _, words=words: finding.find(r, parse(words, NOVEMBER[0])).rows for words in SOUGHT),
        lambda r, f: finding.find(r, parse("", NOVEMBER[0]), within=finding.Within(matter_id=f.hidden)).rows,
        lambda r, _: formerly.find(replace(r, known_by=r.now), *EVERYTHING, None, 50, 0).rows,
    ),
    finding.count: (
        *(lambda r, _, words=words: finding.count(r, parse(words, NOVEMBER[0])) for words in SOUGHT),
        lambda r, f: finding.count(r, parse("", NOVEMBER[0]), within=finding.Within(matter_id=f.hidden)),
        lambda r, _: formerly.count(replace(r, known_by=r.now), *EVERYTHING),
    ),
    completing.complete: tuple(
        lambda r, _, words=words: completing.complete(r, words, len(words))
        for words in (
            "que",
            "matter:",
            f"matter:{CANARY[:4]}",
            "client:",
            "with:",
            "tag:",
            "by:",
            "with:q",
            "0000",
        )
    ),
    quick.setting_of: (lambda r, f: repr(quick.setting_of(r, Ref(f.hidden, None))),),
    quick.known_for: (
        lambda r, _: quick.known_for(r, f"call in {CANARY} {NUMBER} Nora wants news"),
        lambda r, f: quick.known_for(r, "call in wants news", Ref(f.hidden, f.client)),
        lambda r, f: quick.known_for(r, "call in Nora", Ref(f.matter, None)),
    ),
    firm_names.all_names: (lambda r, _: list(firm_names.all_names(r)),),
    firm_names.as_they_stand: (
        lambda r, f: firm_names.as_they_stand(
            r,
            [Hit(NameRef("matter", one), 0) for one in (f.matter, f.hidden)]
            + [Hit(NameRef("client", f.client), 0)],
        ),
    ),
    saved.saved_searches: of_each(saved.saved_searches),
}
