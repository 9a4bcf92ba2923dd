"""Searching the log: what a page takes, how it grows with the log, what an entry costs until it is found; and peers,
where the machine has them.

Like is held against like: in one open transaction, on one connection, `find` (the words turned into a question, the
statement, its rows, where each has the words) against the same statement with the same values in bare sqlcipher3, every
row fetched; a beginning as everybody asks the index for it. What people wait for is the line "95 of 100": the whole of
`search`, as the window asks, with a transaction of its own, the walls, and the look whether something new has to be
indexed. That is 0.1 to 0.3 ms more, at any size.
"""

from __future__ import annotations

import shutil
from datetime import UTC, date
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import cast
from uuid import UUID

from app.kernel.clock import SystemClock
from app.search.asking import Asked, parse
from app.search.expression import EVERYWHERE, Query, Within, query_of
from app.search.finding import PAGE_STATEMENT, authors, count, find
from app.search.found import FoundPage, Place
from app.search.indexing import catch_up
from app.search.searching import search
from app.storage.guarded import GuardedConnection
from app.storage.rows import stoppable
from app.storage.transaction import Reader
from app.workspace import Workspace
from tests.bench import peers, save
from tests.bench.big_firm import ENTRIES_A_MATTER, a_matter, make_big_firm
from tests.bench.figure import Figure, paired, seconds

RATIO, P95, GROWS = 1.5, 0.15, 1.5
_PAGE, _RUNS, _DEEP = 50, 40, 100
_HERE = Within(matter_id=UUID(a_matter(4)))
QUESTIONS: dict[str, tuple[str, Within]] = {
    "rare word": ("quintrell", EVERYWHERE),
    "two words": ("landlord deposit", EVERYWHERE),
    "prefix": ("phot*", EVERYWHERE),
    "longer prefix": ("photogr*", EVERYWHERE),
    "phrase of common words": ('"of the"', EVERYWHERE),
    "phrase": ('"security deposit"', EVERYWHERE),
    "common word": ("the", EVERYWHERE),
    "filtered by matter": ("court", _HERE),
    "filtered by operators": ("court channel:phone from:client -motion", EVERYWHERE),
}
_GROWING = (
    "rare word",
    "two words",
    "prefix",
    "longer prefix",
    "phrase of common words",
    "filtered by matter",
)


def measure(workspace: Workspace, room: Path, entries: int) -> list[Figure]:
    """Indexes the vault first, where that was not done yet."""
    figures = _indexing(workspace, entries)
    with workspace.read() as reader:
        for name, (words, within) in QUESTIONS.items():
            asked = parse(words, reader.today)
            for page, after in (("first page", None), (f"page {_DEEP}", _far(reader, asked, within))):
                if page == "first page" or after is not None:
                    figures += [
                        _against_bare(reader, f"{name}, {page}", asked, within, after),
                        _as_people_wait(workspace, f"{name}, {page}", asked, within, after),
                    ]
            figures.append(Figure(f"{name}, counted", seconds(lambda: count(reader, asked, within=within))))  # noqa: B023 # now
        figures += _stopped(reader)
    figures += _growth(workspace, room, entries)  # before the log of this one is also that of a busy day
    figures += _saving(workspace, entries)
    return figures + peers.measure(workspace, room)


def _indexing(workspace: Workspace, entries: int) -> list[Figure]:
    begin = perf_counter()
    done = catch_up(workspace)
    spent = perf_counter() - begin
    return [Figure(f"{entries:,} entries indexed", done / spent, unit="entries/s")] if done > 1_000 else []


def _against_bare(reader: Reader, name: str, asked: Asked, within: Within, after: Place | None) -> Figure:
    statement = PAGE_STATEMENT.format(known="")
    values = _values(reader, asked, within, after)
    pooled = reader.session.connection().connection
    bare = cast("GuardedConnection", pooled.driver_connection)

    def ours() -> float:
        return seconds(lambda: find(reader, asked, within=within, after=after, limit=_PAGE))

    ours()
    mine, plain, ratio = paired(
        ours, lambda: seconds(lambda: bare.execute(statement, values).fetchall()), _RUNS
    )
    return Figure(name, mine, plain, times=ratio, at_most=RATIO)


def _as_people_wait(
    workspace: Workspace, name: str, asked: Asked, within: Within, after: Place | None
) -> Figure:
    times = [
        seconds(lambda: search(workspace, asked, within=within, after=after, limit=_PAGE))
        for _ in range(_RUNS)
    ]
    return Figure(f"{name}, 95 of 100", quantiles(times, n=20)[-1], within=P95)


def _values(reader: Reader, asked: Asked, within: Within, after: Place | None) -> tuple[object, ...]:
    query: Query = query_of(asked, within, authors(reader), reader.now, reader.zone)
    end = query.end if after is None else after.number
    now = reader.now.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    return query.expression, query.first, end, now, _PAGE + 1, 0


def _far(reader: Reader, asked: Asked, within: Within) -> Place | None:
    """Where page 100 begins, if there are so many; the pages before are turned as people turn them."""
    after: Place | None = None
    for _ in range(_DEEP - 1):
        page: FoundPage = find(reader, asked, within=within, after=after, limit=_PAGE)
        after = page.next
        if after is None:
            return None
    return after


def _stopped(reader: Reader) -> list[Figure]:
    """How long a search goes on that nobody waits for any more: stopped after a hundredth of a second."""
    asked = parse('"of the to and of the"', date(2026, 1, 1))
    begin = perf_counter()
    try:
        with stoppable(reader.session, lambda: perf_counter() - begin > 0.01):
            find(reader, asked)
    except Exception as error:  # whatever ends it
        if type(error).__name__ != "Interrupted":
            raise
    return [Figure("a search is stopped after 0.01 s: ended after", perf_counter() - begin, within=0.1)]


def _saving(workspace: Workspace, entries: int, runs: int = 200) -> list[Figure]:
    """A save and its share of indexing (here one by one, the dearest way) against one bare INSERT."""
    asked = parse("hearing lease friday", workspace.clock.now().date())

    def indexed() -> None:
        save.log_call(workspace)
        catch_up(workspace, files=False)

    def found() -> None:
        save.log_call(workspace)
        search(workspace, asked, limit=_PAGE)

    figures = []
    insert = save.bare_insert(workspace)
    for _ in range(20):
        found()
        insert()
    for name, work, most in (
        ("save, then indexed by itself", indexed, None),
        ("save, then a search that finds it", found, None),
    ):
        ours, plain, times = paired(lambda work=work: seconds(work), lambda: seconds(insert), runs)  # type: ignore[misc]
        figures.append(Figure(f"{name}, {entries:,} entries", ours, plain, times=times, at_most=most))
    for several in (10, 100):
        ours, plain, times = paired(lambda n=several: _several(workspace, n), lambda: seconds(insert), 12)  # type: ignore[misc]
        figures.append(
            Figure(f"save with its share of indexing, {several} at once", ours, plain, times=times, at_most=3)
        )
    return figures


def _several(workspace: Workspace, number: int) -> float:
    """Seconds for one of so many saves that are indexed together, as the window does it when it is idle."""

    def work() -> None:
        for _ in range(number):
            save.log_call(workspace)
        catch_up(workspace, files=False)

    return seconds(work) / number


def _growth(workspace: Workspace, room: Path, entries: int) -> list[Figure]:
    """The same page of the same firm: as many matters, a tenth of the log, and as many rows as that log has.

    A page of fifty rows against one of the two that there are would say how many are found, not how the work grows.
    """
    small = make_big_firm(room / "tenth", SystemClock(), entries // 10, entries // ENTRIES_A_MATTER)
    try:
        catch_up(small)
        with small.read() as few, workspace.read() as many:
            return [_grown(few, many, name) for name in _GROWING]
    finally:
        small.lock()
        shutil.rmtree(room / "tenth")


def _grown(few: Reader, many: Reader, name: str) -> Figure:
    words, within = QUESTIONS[name]
    asked = parse(words, many.today)
    rows = max(1, len(find(few, asked, within=within, limit=_PAGE).rows))

    def took(reader: Reader) -> float:
        return seconds(lambda: find(reader, asked, within=within, limit=rows))

    took(many)
    after, before, times = paired(lambda: took(many), lambda: took(few), _RUNS)
    return Figure(f"{name}, {rows} rows: ten times the log", after, before, times=times, at_most=GROWS)
