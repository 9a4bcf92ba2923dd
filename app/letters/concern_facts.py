"""What a letter may say of a concern: of the matter's open ones a formal complaint first, the newest of them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from app.concerns.outside import final_notice, outside_body
from app.concerns.queries import ConcernRow, concerns
from app.concerns.words import ClockKind, StepKind
from app.kernel.said import say_long
from app.storage.transaction import Reader


def concern_facts(reader: Reader, matter_id: UUID, area: str) -> dict[str, str]:
    """The fields of the concern; of a matter without an open one none but the body that a client may go to."""
    said = {"concern.outside": final_notice(reader, area), "concern.body": outside_body(reader)}
    rows = concerns(reader, is_open=True, matter_id=matter_id)
    if not rows:
        return said
    row = max(rows, key=lambda one: (one.course.formal_on is not None, one.facts.raised_on, one.id))
    due = next((one.due for one in row.clocks if one.kind is ClockKind.FINAL_RESPONSE), None)
    days = {
        "concern.raised": row.facts.raised_on,
        "concern.formal": row.course.formal_on,
        "concern.acknowledged": _last(row, StepKind.ACKNOWLEDGED),
        "concern.discussed": _last(row, StepKind.DISCUSSED),
        "concern.answer_by": due if due is not None and due >= reader.today else None,
    }
    return {
        **said,
        "concern.said": row.facts.how,
        "concern.handler": row.handler,
        "concern.stage": row.stage.label,
        **{name: say_long(day, reader.today) for name, day in days.items() if day is not None},
    }


def _last(row: ConcernRow, kind: StepKind) -> date | None:
    return max((one.on for one in row.course.taken(kind)), default=None)
