"""How feedback stands, for the page of the firm's own house."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.feedback.asking import count_to_ask
from app.feedback.queries import answers
from app.kernel.days import add_months
from app.kernel.numbers import say_number
from app.storage.transaction import Reader
from ui.care.rooms import Stand


def stand(reader: Reader) -> Stand:
    """Whom to ask and whom to call."""
    waiting = count_to_ask(reader)
    low = answers(reader, first=add_months(reader.today, -12), low_only=True)
    calls = [one for one in low if not one.call_done]
    late = any(one.call_due is not None and one.call_due < reader.today for one in calls)
    said = []
    if calls:
        said.append(
            QCoreApplication.translate("Feedback", "{count} to call").format(count=say_number(len(calls)))
        )
    if waiting:
        said.append(
            QCoreApplication.translate("Feedback", "{count} to ask").format(count=say_number(waiting))
        )
    nobody = QCoreApplication.translate("Feedback", "Nobody to ask or to call")
    return Stand(", ".join(said) or nobody, len(calls) + waiting, late)
