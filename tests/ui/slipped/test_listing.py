"""What slipped as rows: what is owed still says so and has the button that does it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from app.contactlog.words import Direction
from app.owed.items import OwedKind
from app.owed.slipped.lines import Figures, Line, LineState
from app.owed.slipped.queries import Slipped
from tests.support import MONDAY
from ui.slipped.listing import doing_of, figure_row, line_row, slipped_groups

NOW = MONDAY + timedelta(days=2, hours=1)
OWED = Line(
    OwedKind.ANSWER,
    LineState.MISSED,
    UUID(int=5),
    UUID(int=6),
    None,
    "Asks",
    UUID(int=1),
    MONDAY,
    MONDAY,
    late_by=NOW - MONDAY,
)


def test_what_is_owed_still_says_how_late_and_offers_the_doing() -> None:
    row = line_row(OWED, 0, NOW)
    assert (row.chips[0].text, row.action) == ("still owed, 2 days late", "Answer")
    doing = doing_of(OWED)
    assert doing is not None
    assert (doing.matter_id, doing.answers_id, doing.direction) == (UUID(int=5), UUID(int=1), Direction.OUT)


@pytest.mark.parametrize("kind", [OwedKind.UPDATE, OwedKind.DEVELOPMENT, OwedKind.ACKNOWLEDGEMENT])
def test_each_kind_has_its_own_doing(kind: OwedKind) -> None:
    doing = doing_of(replace(OWED, kind=kind))
    assert doing is not None
    assert [doing.is_update, bool(doing.tells), doing.acknowledges_id is not None] == [
        kind is OwedKind.UPDATE,
        kind is OwedKind.DEVELOPMENT,
        kind is OwedKind.ACKNOWLEDGEMENT,
    ]


def test_what_is_settled_is_not_to_be_done() -> None:
    voided = replace(OWED, settled_at=NOW)
    late = replace(OWED, state=LineState.LATE, settled_at=MONDAY + timedelta(hours=5), entry_id=UUID(int=9))
    assert [doing_of(one) for one in (voided, late)] == [None, None]
    assert [line_row(one, 0, NOW).chips[0].text for one in (voided, late)] == [
        "never given",
        "given 5 h late",
    ]
    found = Slipped(MONDAY.date(), NOW.date(), (OWED, voided, late), (OWED.person_id,))
    groups = [(one.title, len(one.rows)) for one in slipped_groups(found, NOW, {}, {}, 9)]
    assert groups == [("Still owed", 1), ("Never given", 1), ("Given late", 1), ("Excused", 0)]


def test_a_dropped_update_asks_why_on_its_matter_alone() -> None:
    dropped = replace(OWED, kind=OwedKind.UPDATE, settled_at=NOW)
    assert line_row(dropped, 0, NOW).action == "Say why…"
    assert line_row(dropped, 0, NOW, "A-1 Whitcombe").action == ""


def test_weeks_between_updates_are_no_response_time() -> None:
    span = timedelta(hours=28)
    one = Figures(OwedKind.UPDATE, given=92, late=8, median=span, p95=span, worst=OWED)
    assert figure_row("x", "Updates", one, NOW).text == "worst 2 days late"
    said = figure_row("x", "Answered", replace(one, kind=OwedKind.ANSWER, worst=None), NOW).text
    assert said == "half within 28 h, 95 of 100 within 28 h of working days"
