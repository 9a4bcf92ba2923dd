"""The rows behind a number are as many as it says, of each figure and each group, and open what they are of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from app.figures.behind import days_meant, rows_behind
from app.figures.chosen import chosen
from app.figures.counted import at_end, read_behind
from app.figures.firm import FirmFigures, figures, figures_alone
from app.figures.grouping import Gathered, Grouping
from app.figures.part import Part
from app.figures.pick import Pick
from app.figures.rows import Opens
from app.figures.sections import sections, summary
from app.figures.span import Days
from app.figures.values import Unit, Value
from app.matters.queries import list_matters
from app.storage.transaction import Reader
from tests.truth.casebook import Firm
from tests.truth.firmbook import FIRMS, play

HOUSE = next(one for one in FIRMS if one["name"] == "A quarter of the house")
DAYS = (date(2026, 7, 1), date(2026, 9, 30))


@pytest.fixture(scope="module")
def firm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firm]:
    made = play(tmp_path_factory.mktemp("house") / "vault", HOUSE)
    yield made
    made.workspace.lock()


def groups(found: FirmFigures) -> Iterator[tuple[str, Part]]:
    yield "firm", found.now
    yield "before", found.before
    for by, parts in (
        ("person", found.people),
        ("practice_area", found.areas),
        ("month", found.months),
        ("quarter", found.quarters),
    ):
        for part in parts:
            yield by, part


def test_the_figures_alone_are_the_same_and_hold_nothing_that_was_counted(firm: Firm) -> None:
    with firm.workspace.read() as reader:
        whole, alone = figures(reader, *DAYS), figures_alone(reader, *DAYS)
    assert whole.behind.things()
    assert alone == whole.without_lines()


def counts(found: FirmFigures) -> Iterator[tuple[Pick, Value]]:
    for by, part in groups(found):
        for name, value in part.values.items():
            yield Pick(by, part.key, name), value


@pytest.mark.parametrize("person", [None, "Ann"])
def test_a_count_has_as_many_rows(firm: Firm, person: str | None) -> None:
    """Of each figure and each group, read once for all of them."""
    person_id = firm.people[person] if person else None
    with firm.workspace.read() as reader:
        found = figures(reader, *DAYS, person_id=person_id)
        matters = {row.id: row for row in list_matters(reader)}
        read: dict[Days, Gathered] = {}
        for pick, value in counts(found):
            days = days_meant(found, pick)
            if days not in read:
                behind = read_behind(reader, days, person_id, matters)
                read[days] = Grouping(at_end(reader, days), days, found.names, matters).gathered(behind)
            things = chosen(read[days].picked(pick), pick)
            if value.unit is Unit.COUNT:
                assert len(things) == value.number, pick
            elif value.unit in {Unit.SCORE, Unit.NET}:
                assert len(things) == value.of, pick
            elif value.number is not None:
                assert things, pick


def test_what_is_read_for_one_figure_is_what_all_have(firm: Firm) -> None:
    with firm.workspace.read() as reader:
        found = figures(reader, *DAYS)
        for name in ("answers.promised", "notes.late", "standing.owed", "concerns.raised", "reviews.files"):
            for by, part in (("firm", found.now), ("person", found.people[0]), ("before", found.before)):
                behind = rows_behind(reader, found, Pick(by, None if by == "firm" else part.key, name))
                assert behind.total == len(behind.rows) == part.values[name].number


def test_every_cell_and_bar_says_which_figure_it_is(firm: Firm) -> None:
    with firm.workspace.read() as reader:
        found = figures(reader, *DAYS)
    values = dict(counts(found))
    seen = 0
    for table in (summary(found), *(one for section in sections(found) for one in section.tables)):
        for row in table.rows:
            assert [values[pick] for pick in row.picks] == list(row.values), (table.title, row.label)
            seen += len(row.picks)
    for section in sections(found):
        for series in section.chart.series if section.chart else ():
            for bar in series.bars:
                if bar.pick is None:
                    assert not bar.number
                    continue
                assert (values[bar.pick].number, values[bar.pick].said) == (bar.number, bar.said)
                seen += 1
    assert seen > 150


def rows(reader: Reader, firm: Firm, name: str) -> list[tuple[str, ...]]:
    found = figures(reader, *DAYS)
    behind = rows_behind(reader, found, Pick("firm", None, name))
    return [(row.what, row.matter.partition(" ")[2], row.client, row.person, row.said) for row in behind.rows]


def test_rows_name_what_they_are_of(firm: Firm) -> None:
    with firm.workspace.read() as reader:
        assert rows(reader, firm, "concerns.open") == [
            ("Concern: late reply", "Will", "Nora Will", "Bob", "open for 5 days"),
            ("Concern: late reply", "Lease", "Nora Lease", "Ann", "open for 20 days"),
        ]
        assert (
            "Answer",
            "Lease",
            "Nora Lease",
            "Ann",
            "clarity 4, timeliness 4, usefulness 5; recommend 9",
        ) in rows(reader, firm, "feedback.answers")
        assert rows(reader, firm, "reviews.done") == [("Review", "Will", "Nora Will", "Bob", "finished")] * 2
        assert [row[0] for row in rows(reader, firm, "notes.late")] == ["Asked for the lease"]
        found = figures(reader, *DAYS)
        kinds = {
            row.opens
            for name in (
                "concerns.open",
                "policies.outstanding",
                "notes.written",
                "standing.owed",
                "reviews.files",
            )
            for row in rows_behind(reader, found, Pick("firm", None, name)).rows
        }
    assert kinds >= {Opens.CONCERN, Opens.POLICY, Opens.ENTRY, Opens.MATTER}


def test_a_long_list_has_its_newest_rows(firm: Firm) -> None:
    with firm.workspace.read() as reader:
        found = figures(reader, *DAYS)
        whole = rows_behind(reader, found, Pick("firm", None, "notes.written"))
        short = rows_behind(reader, found, Pick("firm", None, "notes.written"), most=2)
    assert short.total == whole.total > 2
    assert short.rows == whole.rows[:2]
    assert [row.on for row in whole.rows] == sorted((row.on for row in whole.rows if row.on), reverse=True)
