"""What to keep in mind while on the phone with this client (PRACTICE A1): one quiet line under "With"."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.clients.queries import ClientSheet
from app.clients.said import who_must_not_know
from app.concerns.standing import say_standing
from ui.contactlog.about import About
from ui.kit.chips import Tone
from ui.kit.labels import Label
from ui.kit.spans import Span, plain_text

translate = QCoreApplication.translate

UNSAID = frozenset({"", "english"})
"""Languages that need no word: the window itself speaks this one."""


def to_mind(client: ClientSheet) -> tuple[Span, ...]:
    """Whom not to tell, in the ink of "look here"; then what was never to be used, language and needs."""
    details = client.details
    language = _line(details.language)
    interpreter = language or translate("ToMind", "needed") if details.interpreter else ""
    speaks = "" if details.interpreter or language.casefold() in UNSAID else language
    parts = (
        (translate("ToMind", "Don't tell"), who_must_not_know(client.people), Tone.SOON),
        (translate("ToMind", "Never"), _line(details.never_channels), Tone.DIM),
        (translate("ToMind", "Interpreter"), interpreter, Tone.DIM),
        (translate("ToMind", "Language"), speaks, Tone.DIM),
        (translate("ToMind", "Needs"), _line(details.accessibility), Tone.DIM),
    )
    spans: list[Span] = []
    for name, words, tone in parts:
        if words:
            if spans:
                spans.append(Span(" · ", tone=Tone.DIM))
            spans.append(Span(f"{name}: {words}", tone=tone))
    return tuple(spans)


class Unhappy(Label):
    """Under the client: a concern or a formal complaint that is open, and who looks after it. Else it is not there."""

    def __init__(self) -> None:
        super().__init__("", wrap=True)
        self.hide()

    def show_about(self, about: About) -> None:
        """What is open of the matter and client who are chosen."""
        spans: list[Span] = []
        for said, _ in say_standing(about.concerns):
            spans += [Span(" · ", tone=Tone.DIM)] if spans else []
            spans.append(Span(said, tone=Tone.SOON))
        words = tuple(spans)
        self.set_words(words)
        self.setAccessibleName(plain_text(words))
        self.setVisible(bool(words))
        self.updateGeometry()


class ToMind(Label):
    """Shown only where there is something to know."""

    def __init__(self) -> None:
        super().__init__("", wrap=True)
        self.hide()

    def show_about(self, about: About) -> None:
        """What is to be known of the client who is chosen."""
        words = to_mind(about.client) if about.client is not None else ()
        self.set_words(words)
        self.setAccessibleName(plain_text(words))
        self.setVisible(bool(words))
        self.updateGeometry()


def _line(words: str) -> str:
    return " ".join(words.split())
