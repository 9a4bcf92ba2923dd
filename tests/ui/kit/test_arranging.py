"""Columns: a border moves between two of them, nothing scrolls sideways, the next start and the next list know it."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from ui.kit import machine, theme
from ui.kit.arranging import (
    ENOUGH,
    LEAST,
    Chosen,
    read_arrangement,
    shared,
    spell_arrangement,
    stepping_back,
    within,
)
from ui.kit.fitting import needs
from ui.kit.tables import Column, RowTable


class Line(NamedTuple):
    id: int


COLUMNS = (
    Column[Line]("number", "No.", lambda row: str(row.id), width=70),
    Column[Line]("title", "Matter", lambda _: "Abernathy", stretch=2),
    Column[Line]("court", "Court", lambda _: "Superior Court", stretch=1),
    Column[Line]("due", "Next update", lambda _: "Wed 25 Nov", width=130),
)


@pytest.fixture
def table(qtbot: QtBot) -> RowTable[Line]:
    return _table(qtbot)


def _table(qtbot: QtBot, keep: str = "matters") -> RowTable[Line]:
    made: RowTable[Line] = RowTable(COLUMNS, name="Matters", key=lambda row: row.id, keep=keep)
    qtbot.addWidget(made)
    made.resize(900, 300)
    made.set_rows([Line(1)])
    made.show()
    return made


def _widths(table: RowTable[Line]) -> list[int]:
    return [table.columnWidth(number) for number in range(4)]


def _order(table: RowTable[Line]) -> list[str]:
    header = table.horizontalHeader()
    return [COLUMNS[header.logicalIndex(place)].id for place in range(4)]


def test_what_one_column_gains_its_neighbour_loses(table: RowTable[Line]) -> None:
    before = _widths(table)
    table.horizontalHeader().resizeSection(0, before[0] + 50)
    after = _widths(table)
    assert after == [before[0] + 50, before[1] - 50, *before[2:]]
    table.horizontalHeader().resizeSection(2, 5000)
    assert _widths(table)[3] == theme.px(LEAST)
    assert sum(_widths(table)) == sum(before)
    table.horizontalHeader().resizeSection(3, 400)
    assert sum(_widths(table)) <= table.viewport().width(), "the edge stays where it is"


def test_the_next_list_of_that_name_has_them_so_and_another_does_not(
    table: RowTable[Line], qtbot: QtBot
) -> None:
    usual = _widths(table)
    header = table.horizontalHeader()
    header.resizeSection(0, 120)
    header.moveSection(3, 0)
    again = _table(qtbot)
    assert _order(again) == ["due", "number", "title", "court"]
    assert all(abs(one - two) <= 1 for one, two in zip(_widths(again), _widths(table), strict=True))
    assert _widths(_table(qtbot, "clients")) == usual
    again.arranging.usual.trigger()
    assert _order(again) == _order(table) == [one.id for one in COLUMNS]
    assert _widths(again) == _widths(table) == usual
    assert machine.rules().arrangement("matters") == ""


def test_those_that_share_go_on_sharing_when_the_window_grows(table: RowTable[Line]) -> None:
    table.horizontalHeader().resizeSection(0, 120)
    before = _widths(table)
    table.resize(1200, 300)
    after = _widths(table)
    assert (after[0], after[3]) == (before[0], before[3])
    assert after[1] > before[1]
    assert after[1] / after[2] == pytest.approx(before[1] / before[2], abs=0.05)


def test_a_list_without_a_name_is_not_remembered(qtbot: QtBot) -> None:
    _table(qtbot, "").horizontalHeader().resizeSection(0, 120)
    assert machine.rules().arrangement("") == ""


@pytest.mark.parametrize(
    ("said", "widths"),
    [
        ("", []),
        ("number:90 title:300", [("number", 90), ("title", 300)]),
        ("number:1 title:99999", [("number", LEAST), ("title", 2000)]),
        ("number:-5 : title number:x due:80 due:90", [("due", 80)]),
        ("number:²", []),
    ],
)
def test_what_a_file_says(said: str, widths: list[tuple[str, int]]) -> None:
    assert read_arrangement(said) == [Chosen(*one) for one in widths]


_names = st.sampled_from(["number", "title", "court", "due", "gone"])


_chosen = st.lists(st.builds(Chosen, _names, st.integers(LEAST, 2000)), unique_by=lambda one: one.id)


@given(_chosen, st.integers(400, 4000))
def test_every_column_has_a_width_and_all_fit_where_there_is_room(chosen: list[Chosen], room: int) -> None:
    assert read_arrangement(spell_arrangement(chosen)) == chosen
    widths = shared(COLUMNS, chosen, room, round)
    assert all(one >= LEAST for one in widths)
    fixed = widths[0] + widths[3]
    assert sum(widths) <= max(room, fixed + LEAST * 3) + 2 * LEAST


@given(st.integers(100, 4000), st.integers(0, 900), st.integers(0, 900))
def test_columns_grow_to_their_words_as_far_as_the_others_keep_enough(
    room: int, number: int, due: int
) -> None:
    wanted = {"number": number, "due": due}
    usual = shared(COLUMNS, (), room, round)
    grown = shared(COLUMNS, (), room, round, wanted)
    assert min(usual[0], max(number, LEAST)) <= grown[0] <= max(usual[0], number)
    assert min(usual[3], max(due, LEAST)) <= grown[3] <= max(usual[3], due)
    assert sum(grown) <= max(room, sum(usual))
    if room >= usual[0] + usual[3] + 2 * ENOUGH:  # else they give the others what their words do not take
        assert grown[0] >= usual[0]
        assert grown[3] >= usual[3]
    if grown[0] > usual[0] or grown[3] > usual[3]:
        assert grown[1] + grown[2] >= 2 * ENOUGH - 2
    chosen = [Chosen("number", 70), Chosen("due", 130)]
    assert shared(COLUMNS, chosen, room, round, wanted)[3] == 130, "what somebody chose stays"


@given(st.integers(700, 2000), st.integers(0, 900), st.integers(1, 20))
def test_what_grows_to_its_words_never_makes_a_list_scroll_sideways(
    room: int, due: int, stretch: int
) -> None:
    columns = [replace(one, stretch=one.stretch and stretch) for one in COLUMNS]
    assert sum(shared(columns, (), room, round, {"due": due})) <= room


def test_in_a_narrow_list_a_column_gives_others_what_its_words_do_not_take() -> None:
    usual = shared(COLUMNS, (), 300, round)
    given = shared(COLUMNS, (), 300, round, {"number": 40, "due": 60})
    assert given[1] + given[2] > usual[1] + usual[2]
    assert (given[0], given[3]) >= (40, 60)


def test_a_date_of_another_year_stands_whole(table: RowTable[Line]) -> None:
    before = _widths(table)
    columns = [
        *COLUMNS[:3],
        Column[Line]("due", "Next update", lambda _: "Wednesday, November 25, 2026", width=130),
    ]
    table.arranging.fit(needs(columns, [Line(1)]))
    words = QFontMetrics(theme.font("text", tabular=True)).horizontalAdvance("Wednesday, November 25, 2026")
    assert _widths(table)[3] >= words + theme.px(16)
    assert sum(_widths(table)) <= max(sum(before), table.viewport().width())


@given(_chosen, st.integers(100, 4000), st.lists(st.integers(0, 3), min_size=4, max_size=4))
def test_no_more_steps_back_than_has_to(chosen: list[Chosen], room: int, back: list[int]) -> None:
    columns = [replace(one, back=rank) for one, rank in zip(COLUMNS, back, strict=True)]
    gone = stepping_back(columns, chosen, room, round)
    assert set(stepping_back(columns, chosen, room + 200, round)) <= set(gone), (
        "more room brings none of them back"
    )
    assert all(columns[number].back for number in gone)
    ranks = [columns[number].back for number in gone]
    assert ranks == sorted(ranks, reverse=True), "the one that stayed longest stands first"
    stay = [one for number, one in enumerate(columns) if number not in gone]
    widths = within(shared(stay, chosen, room, round), room)
    assert sum(widths) <= room, "nothing lies beyond the edge"


def test_those_that_stepped_back_come_as_wide_as_they_were(qtbot: QtBot) -> None:
    columns = [*COLUMNS[:2], replace(COLUMNS[2], back=1), COLUMNS[3]]
    made: RowTable[Line] = RowTable(columns, name="Matters", key=lambda row: row.id, keep="narrow")
    qtbot.addWidget(made)
    made.resize(900, 300)
    made.show()
    header = made.horizontalHeader()
    header.resizeSection(1, made.columnWidth(1) - 40)
    before = _widths(made)
    made.resize(330, 300)
    assert made.isColumnHidden(2)
    header.resizeSection(1, made.columnWidth(1) - 10)
    assert made.columnWidth(3) > before[3], "its neighbour is the one that is there"
    header.resizeSection(1, made.columnWidth(1) + 10)
    made.resize(900, 300)
    assert not made.isColumnHidden(2)
    assert read_arrangement(machine.rules().arrangement("narrow"))[2].width == pytest.approx(
        before[2] / (theme.px(1000) / 1000), abs=1
    )


@pytest.mark.parametrize("room", [340, 400, 520, 900])
def test_a_column_that_shares_is_never_narrower_than_it_may_be(room: int) -> None:
    columns = (
        replace(COLUMNS[1], stretch=4, least=200),
        replace(COLUMNS[2], stretch=1, least=140),
    )
    widths = shared(columns, [], room, round)
    assert sum(widths) <= room
    assert widths[0] >= 200
    assert widths[1] >= 140
