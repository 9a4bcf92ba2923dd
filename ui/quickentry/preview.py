"""What was understood, line by line under the field: how, about what, when, with whom, the note, what is next."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.contactlog.words import Channel
from app.kernel.said import say_moment
from app.kernel.spans import say_minutes
from app.quickentry.parts import Asked, Choice, Doubt, Setting, Understood
from ui.kit import theme
from ui.kit.buttons import LinkButton
from ui.kit.chips import Tone
from ui.kit.labels import Label
from ui.kit.showing import show_if
from ui.quickentry.filling import say_agreed

translate = QCoreApplication.translate
_SHOWN = 400
"""So much of a long note is shown."""


class Said(NamedTuple):
    """One line of the preview."""

    name: str
    words: str
    tone: Tone = Tone.PLAIN


def sayings(found: Understood, setting: Setting) -> tuple[Said, ...]:
    """The lines of the preview, in their order; none for an empty line."""
    if not found.line.strip():
        return ()
    lines = [
        Said(translate("QuickEntry", "How"), _how(found), _tone(found, "channel", "direction")),
        Said(translate("QuickEntry", "Matter"), _about(found), _tone(found, "matter")),
        Said(translate("QuickEntry", "When"), _when(found, setting), _tone(found, "when")),
        Said(translate("QuickEntry", "With"), _people(found), _tone(found, "person")),
        Said(translate("QuickEntry", "What was said"), _cut(found.summary)),
    ]
    for n, one in enumerate(found.follow_ups[:6]):
        tone = Tone.SOON if one.doubt else Tone.DONE
        lines.append(
            Said(
                "" if n else translate("QuickEntry", "Next", "what comes next"),
                _cut(say_agreed(one, setting)),
                tone,
            )
        )
    marks = [f"#{tag}" for tag in found.tags]
    if found.urgent:
        marks.append(translate("QuickEntry", "urgent"))
    lines.append(Said(translate("QuickEntry", "Tags"), "  ".join(marks)))
    return tuple(one for one in lines if one.words)


def _how(found: Understood) -> str:
    parts = [found.channel.label]
    if found.channel is not Channel.NOTE:
        parts.append(found.direction.label)
    if found.outcome is not None and found.outcome.label not in {"spoke", "sent", "received"}:
        parts.append(found.outcome.label)
    if found.duration is not None:
        parts.append(say_minutes(found.duration))
    return ", ".join(parts)


def _about(found: Understood) -> str:
    if found.about is None:
        return ""
    here = translate("QuickEntry", "on this page") if found.from_page else ""
    return " · ".join(part for part in (found.about.text, found.about.note, here) if part)


def _when(found: Understood, setting: Setting) -> str:
    if found.when is not None:
        said = say_moment(found.when, setting.now, near=True)
        return said[:1].upper() + said[1:]
    return found.when_words or translate("QuickEntry", "Now")


def _people(found: Understood) -> str:
    said = "; ".join(f"{name}, {role}" if role else name for name, role in found.people)
    if found.not_with_client and said:
        return translate("QuickEntry", "{people} (not with the client)").format(people=said)
    return said


def _tone(found: Understood, *codes: str) -> Tone:
    return Tone.SOON if any(one.code in codes for one in found.doubts) else Tone.PLAIN


def _cut(words: str) -> str:
    words = " ".join(words[: _SHOWN * 2].split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"


class Preview(QWidget):
    """Two columns of plain text; under them what somebody has to look at, with the choices as links."""

    chosen = Signal(object, object)
    """A choice, and the words that it was asked for (`Asked`)."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Understood"))
        self._lines = QGridLayout()
        self._lines.setColumnStretch(1, 1)
        self._labels: list[tuple[Label, Label]] = []
        self.doubts = Label("", tone=Tone.SOON, wrap=True)
        self._choices = QVBoxLayout()
        self._shown: Asked | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._lines)
        column.addWidget(self.doubts)
        column.addLayout(self._choices)
        column.addStretch(1)
        self._column = column
        self._restyle()
        theme.bus().changed.connect(self._restyle)

    def show_understood(self, found: Understood, setting: Setting) -> None:
        """Show what a line says."""
        lines = sayings(found, setting)
        while len(self._labels) < len(lines):
            self._append()
        for n, (name, words) in enumerate(self._labels):
            one = lines[n] if n < len(lines) else Said("", "")
            for label, text in ((name, one.name), (words, one.words)):
                if label.text() != text:
                    label.setText(text)
                show_if(label, n < len(lines))
            words.set_tone(one.tone)
        self._show_doubts(found.doubts if lines else (), found.asked if lines else None)

    def spoken(self) -> str:
        """What a screen reader says of the field: the lines, and what is open."""
        said = [f"{name.text()}: {words.text()}" for name, words in self._labels if not words.isHidden()]
        return ". ".join([*said, self.doubts.text()])

    def sizeHint(self) -> QSize:
        """As high as the words are in the width that there is; a label alone would reckon with a narrow one."""
        wide = self.width() if self.testAttribute(Qt.WidgetAttribute.WA_Resized) else theme.px(716)
        return QSize(theme.px(200), self._column.totalHeightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _show_doubts(self, doubts: tuple[Doubt, ...], asked: Asked | None) -> None:
        words = "  ".join(one.text for one in doubts)
        self.doubts.setText(words)
        show_if(self.doubts, bool(words))
        if asked == self._shown:
            return
        self._shown = asked
        while (item := self._choices.takeAt(0)) is not None:
            row = item.widget()
            if row is not None:
                row.hide()
                row.deleteLater()
        if asked is not None:
            for choice in asked.choices:
                self._choices.addWidget(self._link(choice, asked))

    def _link(self, choice: Choice, asked: Asked) -> QWidget:
        words = f"{choice.text} · {choice.note}" if choice.note else choice.text

        def choose() -> None:
            self.chosen.emit(choice, asked)

        return _Row(LinkButton(words.replace("&", "&&"), choose))

    def _append(self) -> None:
        name, words = Label("", tone=Tone.DIM, wrap=True), Label("", wrap=True)
        row = len(self._labels)
        self._lines.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        self._lines.addWidget(words, row, 1)
        self._labels.append((name, words))

    def _restyle(self) -> None:
        self._lines.setHorizontalSpacing(theme.px(14))
        self._lines.setVerticalSpacing(theme.px(5))
        self._lines.setColumnMinimumWidth(0, theme.px(120))
        self._column.setSpacing(theme.px(6))


class _Row(QWidget):
    """A link at the left of a line."""

    def __init__(self, link: LinkButton) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(link)
        row.addStretch(1)
