"""Layouts ask how high wrapped words are again and again: they are set once, and anew when anything of them changes."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from pytestqt.qtbot import QtBot

from ui.kit import spans, theme
from ui.kit.banner import Banner
from ui.kit.chips import Tone
from ui.kit.labels import Label
from ui.kit.spans import Block, Span, plain_text

LONG = "She will look for the lease and decides by Friday. " * 20


class Counted(Block):
    """Counts how often words are set."""

    made = 0

    def __init__(self, *words: object, **options: object) -> None:
        super().__init__(*words, **options)  # type: ignore[arg-type] # whatever a block takes
        Counted.made += 1


@pytest.fixture(autouse=True)
def _counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spans, "Block", Counted)
    monkeypatch.setattr(Counted, "made", 0)


def test_words_are_set_once_for_each_width(qtbot: QtBot) -> None:
    label, banner = Label(LONG, wrap=True), Banner("Late", LONG)
    qtbot.addWidget(label)
    qtbot.addWidget(banner)
    Counted.made = 0
    for _ in range(5):
        for width in (300, 500):
            label.heightForWidth(width)
            banner.heightForWidth(width)
    assert Counted.made <= 4


@pytest.mark.parametrize("width", [-5, 0, 90, 400])
def test_the_height_is_that_of_the_words_as_they_are(qtbot: QtBot, width: int) -> None:
    label = Label(LONG, wrap=True)
    qtbot.addWidget(label)
    seen = [label.heightForWidth(width)]
    for change in (
        lambda: label.set_words((Span(LONG, bold=True), Span("and more " * 9, tone=Tone.DIM))),
        lambda: label.setText("Once"),
        lambda: label.setText(f"{LONG}\nOnce"),
        lambda: label.setFont(QFont(theme.font("title"))),
    ):
        change()
        words = label._words
        seen.append(label.heightForWidth(width))
        assert seen[-1] == Block(words, width, font=label.font()).height
    assert len(set(seen)) > 3


def test_a_window_that_is_drawn_wider_keeps_few(qtbot: QtBot) -> None:
    label = Label(LONG, wrap=True)
    qtbot.addWidget(label)
    found = [label.heightForWidth(width) for width in range(100, 400)]
    assert found == sorted(found, reverse=True)
    assert len(label._heights._known) <= spans._WIDTHS


def test_a_banner_with_a_link_has_less_room(qtbot: QtBot) -> None:
    banner = Banner("Late", LONG)
    qtbot.addWidget(banner)
    before = banner.heightForWidth(300)
    banner.set_link("Open the matter", lambda: None)
    assert banner.heightForWidth(300) > before
    banner.say("", "Once")
    assert banner.heightForWidth(300) < before


def test_an_address_goes_on_after_its_at_sign() -> None:
    address = "nora.whitcombe@example.com"
    before = QFontMetrics(theme.font()).horizontalAdvance("nora.whitcombe@")
    block = Block((Span(address), Span(" ✓", tone=Tone.DONE)), before + 6)
    first = block._layout.lineAt(0)
    assert block._layout.text()[: first.textLength()].strip("\u200b") == "nora.whitcombe@"
    assert plain_text((Span(address),)) == address, "what is copied is the address"
    assert Block("@ noon, 3 @ 4", 400).height == Block("a", 400).height


def test_a_number_that_somebody_calls_stands_in_one_line() -> None:
    words = "Ann Harbour, 510 555 0100"
    width = QFontMetrics(theme.font()).horizontalAdvance("Ann Harbour, 510 555")
    block = Block(words, width + 6)
    assert block._layout.lineAt(0).textLength() == len("Ann Harbour, ")
    assert plain_text(words) == words, "what is copied has the blanks that were typed"
    assert " " in Block("within 2 to 14 days", 400)._layout.text()


def test_no_line_begins_with_the_point_between_two_things() -> None:
    words = "put off until Tuesday · Monthly update"
    block = Block(words, QFontMetrics(theme.font()).horizontalAdvance("put off until Tuesday") + 4)
    assert block._layout.text()[block._layout.lineAt(1).textStart() :].lstrip()[0] != "·"
    assert plain_text(words) == words
