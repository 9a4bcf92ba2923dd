"""Terms of art, each explained in a sentence or two: beside the field that uses it, and in the guide.

A form says which one a field needs: ``form.add(self.tr("At most"), field, "at_most", term="longest")``. The mouse
on the sign beside the label reads it; F1 in the field opens the guide at it.
"""

from __future__ import annotations

from functools import partial
from html import escape

from PySide6.QtCore import QCoreApplication, QPoint, QSize, Qt
from PySide6.QtWidgets import QToolTip, QWidget

from ui.kit import theme
from ui.kit.buttons import IconButton

translate = partial(QCoreApplication.translate, "Terms")
PROPERTY = "term"
"""Of a field: which term F1 explains there."""


def terms() -> dict[str, tuple[str, str]]:
    """By key: the term as it is written, and what it means; in the language of the window."""
    return {
        "acknowledge": (
            translate("Acknowledge"),
            translate(
                "Telling who called or wrote that it arrived and when the answer will come. A promised time "
                "then is the clock that counts."
            ),
        ),
        "consent": (
            translate("Consent"),
            translate(
                "The client agreed to something that is not allowed without: a channel that is not secure, the "
                "use of data, a survey. It has a date and words, and can be taken back at any time."
            ),
        ),
        "development": (
            translate("Development"),
            translate(
                "Something that happened in the matter that the client has to hear of. Essential news is told "
                "within the time for an answer, supplementary news with the next update."
            ),
        ),
        "estimate": (
            translate("Fee estimate"),
            translate(
                "What the client was told it would cost. Of a range the upper end counts. Before it is passed "
                "the client has to be warned."
            ),
        ),
        "final-response": (
            translate("Final response"),
            translate(
                "The firm's last written word on a complaint, with the way to the outside body. By default it "
                "is owed within eight weeks."
            ),
        ),
        "hold": (
            translate("Hold"),
            translate(
                "A reason why a closed file must not be destroyed although its time is up: a dispute, a will, a"
                " minor, a limitation period that still runs."
            ),
        ),
        "identity": (
            translate("Identity check"),
            translate(
                "How you knew that it was the client: called back on the verified number, by face, by a "
                "document. It is asked before something confidential counts as told."
            ),
        ),
        "key-date": (
            translate("Key date"),
            translate(
                "A day that counts in the matter: hearing, appointment, deadline, limitation date, milestone. The "
                "client hears of it, and of each change."
            ),
        ),
        "limitation": (
            translate("Limitation date"),
            translate("The last day on which a claim can be brought. After it the right is lost."),
        ),
        "longest": (
            translate("Longest wait"),
            translate(
                "The longest that a client may go without hearing from you. The rhythm says when an update is due; "
                "after this it is late."
            ),
        ),
        "point-of-contact": (
            translate("Point of contact"),
            translate(
                "The person whom the client is told to reach first. What is owed stands on their Today."
            ),
        ),
        "responsible": (
            translate("Responsible lawyer"),
            translate(
                "Who answers for the matter. By default hears of an answer that is late by a working day."
            ),
        ),
        "retention": (
            translate("Retention rule"),
            translate(
                "How long a closed file is kept, by practice area and from which event. Afterwards it is "
                "reviewed; nothing is destroyed by itself."
            ),
        ),
        "scope": (
            translate("Scope"),
            translate(
                "What the firm does for the client, and what it does not. Most complaints are about what was "
                "never agreed to be done."
            ),
        ),
        "silence": (
            translate("Agreed silence"),
            translate(
                "The client wants no updates for a time, and said so. Urgent news is told all the same."
            ),
        ),
        "supervisor": (
            translate("Supervisor"),
            translate(
                "Who looks over it. By default hears of what is late by two working days; reviews the file."
            ),
        ),
        "told": (
            translate("Told"),
            translate(
                "The client heard of it by a contact that is in the log. Without one it is owed still."
            ),
        ),
        "verified": (
            translate("Verified"),
            translate(
                "Somebody made sure that number or address is the client's, by a call to the one on file. A "
                "change of it has to be verified again."
            ),
        ),
        "wall": (
            translate("Restricted matter"),
            translate(
                "Only the people named see it, on every page, list and paper. Who opens it stands in the trail."
            ),
        ),
    }


def spoken(key: str) -> str:
    """The term with its meaning, as it is read aloud."""
    name, meaning = terms()[key]
    return f"{name}: {meaning}"


class TermSign(IconButton):
    """The sign beside a label: what the words mean, under the mouse or by a click."""

    def __init__(self, key: str) -> None:
        name, meaning = terms()[key]
        super().__init__("circle-help", translate("{term}: what it means").format(term=name), self._show)
        self.setAccessibleDescription(meaning)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # F1 in the field does the same, and Tab stays short
        # Markup, so that it takes several lines.
        self.setToolTip(f"<p><b>{escape(name)}.</b> {escape(meaning)}</p>")

    def _show(self) -> None:
        QToolTip.showText(self.mapToGlobal(QPoint(0, self.height())), self.toolTip(), self)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(20), theme.px(30))


def explain(field: QWidget, key: str) -> TermSign:
    """F1 in ``field``, or in what it is made of, explains the term; the sign for its label."""
    field.setProperty(PROPERTY, key)
    return TermSign(key)


def term_at(widget: QWidget | None) -> str:
    """The term of the field that has the keyboard; "" where it needs none."""
    while widget is not None:
        key = widget.property(PROPERTY)
        if isinstance(key, str) and key:
            return key
        widget = widget.parentWidget()
    return ""
