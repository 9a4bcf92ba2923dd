"""The first field: which matter or client it is about; and the field of those who took part."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics, QPaintEvent

from app.contactlog.said import say_client
from app.kernel.language import tr
from app.kernel.text import fold
from app.workspace import Workspace
from ui.contactlog.about import About, Whom, find_whom, matter_note
from ui.kit import paint, theme
from ui.kit.typeahead import Suggestion, TypeAhead


class WhomField(TypeAhead):
    """A type-ahead over matters and clients; number and client stand dim behind what was chosen."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._note = ""
        super().__init__(self._find, name="", on_empty=True)
        self.setAccessibleName(self.tr("Matter or client"))
        self.setPlaceholderText(self.tr("Type a client, a matter or a number"))
        self.chosen.connect(self._on_chosen)

    def whom(self) -> Whom | None:
        """What was chosen, None after the words were changed by hand."""
        key = self.key()
        return key if isinstance(key, Whom) else None

    def show_about(self, about: About) -> None:
        """Show what is known: title, number, client."""
        if about.matter is not None:
            self._note = matter_note(about.matter)
            whom = Whom(about.matter.id, about.client.id if about.client else about.matter.client_id)
            self.set_key(whom, about.matter.title or about.matter.client)
        elif about.client is not None:
            self._note = self.tr("client")
            self.set_key(Whom(None, about.client.id), about.client.name)
        self.setAccessibleDescription(self._note)
        self.setCursorPosition(0)

    def _find(self, words: str) -> list[Suggestion]:
        with self._workspace.read() as reader:
            return find_whom(reader, words)

    def _on_chosen(self, item: Suggestion) -> None:
        self._note = item.note

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.key() is None or not self._note:
            return
        painter = paint.begin(self)
        used = QFontMetrics(self.font()).horizontalAdvance(self.text()) + theme.px(14)
        room = QRect(used, 0, self.width() - used - theme.px(10), self.height())
        paint.text(painter, room, self._note, theme.colors().dim, theme.font())
        painter.end()


def people_for(about: About, words: str) -> list[Suggestion]:
    """Who may have taken part: the client, those of earlier contacts, colleagues; each with their role."""
    offered: dict[str, Suggestion] = {}
    if about.client is not None:
        said = say_client(about.client.name)
        offered[fold(said)] = Suggestion(said, said, "", "user")
    for name, role in about.earlier:
        said = f"{name}, {role}" if role else name
        offered.setdefault(fold(said), Suggestion(said, said, tr("took part before"), "user"))
    for name in about.colleagues:
        offered.setdefault(fold(name), Suggestion(name, name, tr("of the firm"), "users"))
    keys, typed = fold(words).split(), " ".join(words.split())
    new = (
        []
        if not typed or fold(typed) in offered
        else [Suggestion(typed, typed, tr("Create this name"), "plus")]
    )
    found = [
        one
        for key, one in offered.items()
        if all(any(part.startswith(k) for part in key.split()) for k in keys)
    ]
    return [*found[:7], *new]
