"""The list of figures: each by its name, and under it the number that says most."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.figures.firm import FirmFigures
from app.figures.tables import Section
from ui.kit.row_model import Row

translate = QCoreApplication.translate


def section_row(one: Section, found: FirmFigures) -> Row:
    """A section beside the period before; the summary has no number of its own."""
    if one.key == "summary":
        return Row(one.key, one.title, "")
    name, words = _says_most(one.key)
    now, before = found.now.values[name].said, found.before.values[name].said
    return Row(one.key, one.title, words.format(now=now, before=before))


def _says_most(key: str) -> tuple[str, str]:
    """Which figure, and how it is said."""
    told = {
        "standing": ("standing.overdue", translate("FiguresPage", "{now} overdue · before {before}")),
        "notes": ("notes.late", translate("FiguresPage", "{now} late · before {before}")),
        "concerns": ("concerns.open", translate("FiguresPage", "{now} open · before {before}")),
        "feedback": ("feedback.answers", translate("FiguresPage", "{now} answered · before {before}")),
        "reviews": ("reviews.percent", translate("FiguresPage", "{now} of files · before {before}")),
        "policies": ("policies.outstanding", translate("FiguresPage", "{now} at the end · before {before}")),
    }
    usual = (f"{key}.percent", translate("FiguresPage", "{now} in time · before {before}"))
    return told.get(key, usual)
