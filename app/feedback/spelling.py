"""The figures of feedback as JSON and as one table, the same for the screen, the command line and a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from app.feedback.figures import FeedbackFigures, FeedbackPart
from app.feedback.rules import Average
from app.kernel.csv_out import write_csv
from app.kernel.language import counted, tr
from app.kernel.numbers import say_number
from app.storage.transaction import Transaction
from app.vault.leaving import Opened, send_out

HEADS = (
    "Answers",
    "Clarity",
    "Timeliness",
    "Usefulness",
    "Net",
    "Promoters",
    "Passives",
    "Detractors",
    "Declined",
    "Low",
    "Called",
)


@dataclass(frozen=True, slots=True)
class FigureTable:
    """A group of figures: what stands in the first column, and under each head of `HEADS` what is said there."""

    title: str
    rows: tuple[tuple[str, tuple[str, ...]], ...]


def tables(found: FeedbackFigures) -> Sequence[FigureTable]:
    """The firm, by person, by practice area, by quarter."""
    return (
        FigureTable("", (_row(found.whole),)),
        FigureTable("Person", tuple(_row(part) for part in found.by_person)),
        FigureTable("Practice area", tuple(_row(part) for part in found.by_area)),
        FigureTable("Quarter", tuple(_row(part) for part in found.by_quarter)),
    )


def _row(part: FeedbackPart) -> tuple[str, tuple[str, ...]]:
    """The number of answers stands beside each average where some answered one question alone."""
    net, numbers = part.recommend, (part.declined, part.low, part.called)
    rated = (_average(one, part.answers) for one in (part.clarity, part.timeliness, part.usefulness))
    counts = (net.promoters, net.passives, net.detractors, *numbers)
    return part.label, (
        say_number(part.answers),
        *rated,
        _said_of(net.said, net.count) if net.net is not None and net.count != part.answers else net.said,
        *(say_number(number) for number in counts),
    )


def _average(one: Average, answers: int) -> str:
    return _said_of(one.said, one.count) if one.mean is not None and one.count != answers else one.said


def _said_of(figure: str, count: int) -> str:
    words = counted(count, "{figure} (1 answer)", "{figure} ({count} answers)")
    return words.format(figure=figure, count=say_number(count))


def spelled(found: FeedbackFigures) -> dict[str, object]:
    """As JSON: averages exact as fractions ("17/4"), null where there are too few answers for one."""
    return {
        "from": found.first,
        "to": found.last,
        "asked": found.asked,
        "firm": _part(found.whole),
        "by_person": [{"person": part.label, **_part(part)} for part in found.by_person],
        "by_area": [{"area": part.key, **_part(part)} for part in found.by_area],
        "by_quarter": [{"quarter": part.label, **_part(part)} for part in found.by_quarter],
    }


def _part(part: FeedbackPart) -> dict[str, object]:
    net = part.recommend
    return {
        "answers": part.answers,
        "declined": part.declined,
        "clarity": _spelled(part.clarity),
        "timeliness": _spelled(part.timeliness),
        "usefulness": _spelled(part.usefulness),
        "recommend": {
            "answers": net.count,
            "promoters": net.promoters,
            "passives": net.passives,
            "detractors": net.detractors,
            "net": _exact(net.net),
            "said": net.said,
        },
        "low": part.low,
        "called": part.called,
    }


def _spelled(one: Average) -> dict[str, object]:
    return {"answers": one.count, "sum": one.sum, "mean": _exact(one.mean), "said": one.said}


def _exact(figure: Fraction | None) -> str | None:
    return None if figure is None else str(figure)


def as_csv(found: FeedbackFigures) -> bytes:
    """The same table for a spreadsheet, a row for each group; no client stands in it."""
    rows = []
    for part in tables(found):
        of = part.title or "Firm"
        rows += [(tr(of), label, *cells) for label, cells in part.rows]
    return write_csv((tr("Of", "column of a table"), "", *(tr(head) for head in HEADS)), rows)


def save_figures(opened: Opened, found: FeedbackFigures, file: Path) -> None:
    """Write the table to ``file``. Raises `MachineTrouble`; then no file is left."""

    def told(tx: Transaction) -> None:
        tx.record(
            "exported", "feedback_figures", tx.new_id(), first=found.first, last=found.last, file=file.name
        )

    send_out(opened, file, as_csv(found), told)
