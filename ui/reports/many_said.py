"""What is said of a run of many reports: exactly what there is now, and what there is not."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from app.kernel.language import counted
from app.kernel.numbers import say_number
from app.reports.content import StatusReport
from app.reports.status.many import Made, Ran
from ui.reports.many_kept import Run


def _tr(words: str) -> str:
    return QCoreApplication.translate("ManySheet", words)


def came_of_all(ran: Ran[Made], saved: Path | None) -> str:
    """At the end of a run; ``saved``: in which folder, None where they were made for the printer."""
    parts = [
        _tr("{n} reports lie in {folder}.").format(n=say_number(len(ran.done)), folder=saved)
        if saved is not None
        else _tr("{n} reports were made.").format(n=say_number(len(ran.done)))
    ]
    if ran.failed:
        parts.append(_tr("{n} failed: see the list.").format(n=say_number(len(ran.failed))))
    if ran.left:
        parts.append(_tr("{n} were not made.").format(n=say_number(len(ran.left))))
    return " ".join(parts)


def unsaid(report: StatusReport) -> str:
    """What a report leaves out, since nobody has put it into words for the client; "" where there is nothing."""
    count = len(report.unsaid)
    if not count:
        return ""
    return counted(
        count,
        "1 contact has no words for the client yet.",
        "{count} contacts have no words for the client yet.",
    ).format(count=say_number(count))


def how_far(run: Run, rest: int) -> str:
    """Of a run that a lock or a crash broke off; ``rest``: how many of what is to do can still be done."""
    said = _tr("{done} of {total} saved in {folder}; {rest} to do.").format(
        done=say_number(len(run.saved)),
        total=say_number(len(run.matters)),
        folder=run.folder,
        rest=say_number(rest),
    )
    gone = len(run.to_do()) - rest
    if gone:
        many = _tr("{n} are not open any more.").format(n=say_number(gone))
        said += " " + (_tr("1 is not open any more.") if gone == 1 else many)
    return said
