"""File reviews as JSON and as tables."""

from __future__ import annotations

from collections.abc import Iterable

from app.cli.handles import handle
from app.cli.tables import table
from app.reviews.figures import ReviewFigures, ReviewShare
from app.reviews.queries import LineRow, QueueRow, ReviewRow, ReviewSheet, Risks


def _risks(risks: Risks) -> list[dict[str, object]]:
    return [{"risk": risk, "count": count} for risk, count in risks]


def _said(risks: Risks) -> str:
    return ", ".join(risk.said(count) for risk, count in risks)


def queue_data(row: QueueRow) -> dict[str, object]:
    """A file that waits."""
    return {
        "matter": row.matter.number,
        "title": row.matter.title,
        "client": row.matter.client,
        "responsible": row.matter.responsible or None,
        "weight": row.weight,
        "risks": _risks(row.risks),
        "last_reviewed_on": row.last_on,
        "stale_days": row.stale_days,
        "own": row.own,
    }


def queue_text(rows: Iterable[QueueRow]) -> str:
    """A table of them."""
    lines = [
        [
            row.matter.number,
            row.matter.title,
            row.matter.responsible,
            row.last_on or "never",
            _said(row.risks),
        ]
        for row in rows
    ]
    return table(["Matter", "Title", "Responsible", "Last reviewed", "What speaks for it"], lines)


def review_data(row: ReviewRow) -> dict[str, object]:
    """A review without its points."""
    return {
        "id": row.id,
        "matter": row.number,
        "title": row.title,
        "reviewer": row.reviewer,
        "of": row.of or None,
        "checklist": row.checklist,
        "risks": _risks(row.risks),
        "started_at": row.started_at,
        "finished_at": row.finished_at,
        "findings": row.findings,
        "attention": row.attention,
        "comments": row.comments,
        "dropped_reason": row.dropped_reason or None,
    }


def reviews_text(rows: Iterable[ReviewRow]) -> str:
    """A table of them."""
    lines = [
        [handle(row.id), row.number, row.title, row.reviewer, _state(row), row.attention, row.comments]
        for row in rows
    ]
    return table(["Id", "Matter", "Title", "By", "State", "Attention", "Comments"], lines)


def _state(row: ReviewRow) -> str:
    if row.dropped_reason:
        return "given up"
    return "runs" if row.finished_at is None else f"finished {row.finished_at:%Y-%m-%d}"


def sheet_data(sheet: ReviewSheet) -> dict[str, object]:
    """A review whole; points are numbered from 1."""
    return {
        **review_data(sheet.row),
        "points": [
            {"number": one.position + 1, "text": one.text, "verdict": one.verdict, "note": one.note}
            for one in sheet.points
        ],
        "comments": [_comment(one) for one in sheet.comments],
    }


def _comment(one: LineRow) -> dict[str, object]:
    return {
        "text": one.text,
        "follow_up": one.follow_up_id,
        "who": one.who or None,
        "due_on": one.due_on,
        "done": one.done,
    }


def sheet_text(sheet: ReviewSheet) -> str:
    """Its points as a table."""
    lines = [
        [one.position + 1, one.text, one.verdict.label if one.verdict else "", one.note]
        for one in sheet.points
    ]
    head = f"Review {handle(sheet.row.id)} of {sheet.row.number} by {sheet.row.reviewer}: {_state(sheet.row)}"
    said = [f"- {one.who}: {one.text} ({'done' if one.done else one.due_on})" for one in sheet.comments]
    parts = [head, _said(sheet.row.risks), table(["", "Point", "", "Note"], lines), sheet.row.findings, *said]
    return "\n".join(part for part in parts if part)


def figures_data(found: ReviewFigures) -> dict[str, object]:
    """The shares exact, as fractions ("3/8")."""
    return {
        "from": found.first,
        "to": found.last,
        "firm": _share(found.whole),
        "by_person": [{"person": one.label, **_share(one)} for one in found.by_person],
        "by_area": [{"area": one.key, **_share(one)} for one in found.by_area],
    }


def _share(one: ReviewShare) -> dict[str, object]:
    share = None if one.share is None else str(one.share)
    return {"files": one.files, "reviewed": one.reviewed, "reviews": one.reviews, "share": share}


def shares_text(found: ReviewFigures) -> str:
    """Tables of them."""
    groups = (("", (found.whole,)), ("Person", found.by_person), ("Practice area", found.by_area))
    return "\n\n".join(
        table(
            [head, "Files", "Reviewed", "Reviews"],
            [[one.label, one.files, one.reviewed, one.reviews] for one in several],
        )
        for head, several in groups
    )
