"""How file reviews stand, for the page of the firm's own house."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QCoreApplication

from app.kernel.days import add_months
from app.kernel.numbers import say_number
from app.reviews.figures import review_figures
from app.reviews.queries import reviews
from app.storage.transaction import Reader
from ui.care.rooms import Stand


def stand(reader: Reader) -> Stand:
    """How many of the files were reviewed within a year, and how many reviews of one's own run."""
    first = add_months(reader.today, -12) + timedelta(days=1)
    whole = review_figures(reader, first, reader.today).whole
    mine = sum(row.reviewer_id == reader.viewer for row in reviews(reader, running_only=True) if row.runs)
    if not whole.files:
        return Stand(QCoreApplication.translate("Reviews", "No file to review yet"))
    words = QCoreApplication.translate("Reviews", "{reviewed} of {files} files reviewed in twelve months")
    return Stand(words.format(reviewed=say_number(whole.reviewed), files=say_number(whole.files)), mine)
