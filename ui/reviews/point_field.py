"""One point of a checklist in the form: its words, the verdict, a note."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.reviews.commands import Said
from app.reviews.words import Verdict
from ui.kit import theme
from ui.kit.fields import Segmented
from ui.kit.flow import Flow
from ui.kit.labels import Label
from ui.kit.text_field import TextField
from ui.reviews.words import verdict_word


class PointField(QWidget):
    """The first letter chooses: fine, needs attention, does not apply."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setAccessibleName(text)
        choices: list[tuple[object, str]] = [(None, "–"), *((one, verdict_word(one)) for one in Verdict)]
        self.verdict = Segmented(choices, name=text)
        self.note = TextField(self.tr("what about it"))
        self.note.setAccessibleName(self.tr("Note on: {point}").format(point=text))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(5), 0, theme.px(4))
        column.setSpacing(theme.px(4))
        column.addWidget(Label(text, wrap=True))
        across = Flow((self.verdict,))
        across.add(self.note, share=1, least=150)
        column.addWidget(across)
        self.setFocusProxy(self.verdict)

    def said(self) -> Said | None:
        """What is said of the point; None until there is a verdict."""
        value = self.verdict.value()
        return Said(value, self.note.text()) if isinstance(value, Verdict) else None

    def kept(self) -> object:
        """What a draft keeps."""
        value = self.verdict.value()
        return {"verdict": value.value if isinstance(value, Verdict) else "", "note": self.note.text()}

    def show_kept(self, value: object) -> None:
        """Show it again."""
        if isinstance(value, dict):
            word = value.get("verdict")
            if word in {one.value for one in Verdict}:
                self.verdict.set_value(Verdict(word))
            self.note.setText(str(value.get("note", "")))
