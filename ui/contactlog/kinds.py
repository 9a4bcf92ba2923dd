"""The kind of contact in the form: what choosing one presets, and the questions it asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.contactlog.kinds import FIELDS, Kind, split_answers
from app.contactlog.words import Outcome, usual_outcome
from ui.contactlog.values import Asked, FormValues, NextLine
from ui.kit import theme
from ui.kit.chips import Tone
from ui.kit.fields import GrowingText
from ui.kit.form import Form
from ui.kit.labels import Label


def preset(values: FormValues, kind: Kind | None) -> FormValues:
    """The values with another kind: it fills what is empty, and asks its own questions; answers are kept as text."""
    values = without_questions(values)
    if kind is None:
        return replace(values, kind="")
    channel, direction = kind.channel or values.channel, kind.direction or values.direction
    outcome = kind.outcome or values.outcome
    if kind.outcome is None and (channel, direction) != (values.channel, values.direction):
        outcome = usual_outcome(channel, direction)
    tags = [tag for part in values.tags.split(",") if (tag := part.strip())]
    tags += [tag for tag in kind.tags if tag not in tags]
    unreached = outcome in {Outcome.NO_ANSWER, Outcome.LEFT_MESSAGE}
    changed = replace(
        values,
        channel=channel,
        direction=direction,
        outcome=outcome,
        summary=values.summary or kind.summary,
        tags=", ".join(tags),
        confidentiality=values.confidentiality or kind.confidentiality,
        billable=values.billable or kind.billable,
        is_update=values.is_update or (kind.update and not unreached and values.entry_id is None),
        follow_ups=values.follow_ups or tuple(NextLine(line) for line in kind.follow_ups),
    )
    return with_questions(changed, kind)


def with_questions(values: FormValues, kind: Kind) -> FormValues:
    """The questions of ``kind``; answers that stand in the texts already are taken out of them."""
    texts: dict[str, Any] = {}
    found: dict[tuple[str, str], str] = {}
    for field in FIELDS:
        leads = [one.lead for one in kind.questions if one.field == field]
        texts[field], answers = split_answers(getattr(values, field), leads)
        found.update({(field, lead): answer for lead, answer in answers.items()})
    asked = tuple(
        Asked(one.field, one.lead, one.ask, found.get((one.field, one.lead), "")) for one in kind.questions
    )
    return replace(values, **texts, kind=kind.name, asked=asked)


def without_questions(values: FormValues) -> FormValues:
    """What was answered stands in the texts, as it would be saved."""
    texts: dict[str, Any] = {field: values.text(field) for field in FIELDS}
    return replace(values, **texts, asked=())


class QuestionsBox(QWidget):
    """The questions of the kind, one line each: the lead at the left, in the field what is asked."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked: tuple[Asked, ...] = ()
        self._form: Form | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, theme.px(2))
        self._grid.setColumnStretch(1, 1)
        self._grid.setHorizontalSpacing(theme.px(14))
        self._grid.setVerticalSpacing(theme.px(6))
        self._texts: list[GrowingText] = []
        self._labels: list[Label] = []
        self.hide()

    def level_with(self, form: Form) -> None:
        """Keep a column of labels as wide as that of ``form``, in which it stands, so that the fields are level."""
        self._form = form
        form.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._form is watched and event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Resize}:
            room = self._form.label_room()  # laid out anew by now
            if room != self._grid.columnMinimumWidth(0):  # to set it asks for that again
                self._grid.setColumnMinimumWidth(0, room)
        return super().eventFilter(watched, event)

    def value(self) -> tuple[Asked, ...]:
        """The questions with what is typed."""
        return tuple(
            replace(one, answer=field.text()) for one, field in zip(self._asked, self._texts, strict=True)
        )

    def set_value(self, asked: Sequence[Asked]) -> None:
        """Ask these; fields of the same questions keep the keyboard."""
        if [(one.field, one.lead, one.ask) for one in asked] != [
            (one.field, one.lead, one.ask) for one in self._asked
        ]:
            self._build(asked)
        self._asked = tuple(asked)
        for one, field in zip(asked, self._texts, strict=True):
            field.setText(one.answer)
        self.setVisible(bool(asked))

    def first_empty(self) -> QWidget | None:
        """The first field without an answer."""
        return next((field for field in self._texts if not field.text().strip()), None)

    def _build(self, asked: Sequence[Asked]) -> None:
        for old in (*self._texts, *self._labels):
            old.hide()
            old.deleteLater()
        self._texts, self._labels = [], []
        before: QWidget | None = None
        for number, one in enumerate(asked):
            label = Label(one.lead, tone=Tone.DIM)
            field = GrowingText(one.ask, least=1)
            field.setAccessibleName(f"{one.lead}: {one.ask}")
            field.setToolTip(one.ask)
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            label.setBuddy(field)
            field.textChanged.connect(self.changed)
            self._grid.addWidget(label, number, 0)
            self._grid.addWidget(field, number, 1)
            if before is not None:
                QWidget.setTabOrder(before, field)
            before = field
            self._texts.append(field)
            self._labels.append(label)
        if self._texts:
            self.setFocusProxy(self._texts[0])
