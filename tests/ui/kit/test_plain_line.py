"""The line under what is written for a client."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from ui.kit.fields import GrowingText
from ui.kit.plain_line import PlainLine


def test_it_follows_what_is_typed_and_takes_no_room_without_a_word(qtbot: QtBot) -> None:
    field = GrowingText()
    line = PlainLine.under(field)
    qtbot.addWidget(field)
    qtbot.addWidget(line)
    field.setText("We filed a motion in limine and wait for the estoppel, the lien, the writ and the tort.")
    qtbot.waitUntil(lambda: not line.isHidden())
    assert line.text() == (
        "“motion in limine”: say “request to keep evidence out of the trial” (Ctrl+.); “estoppel”: say “rule that "
        "holds someone to what they said”; “lien”: say “claim on the property until a debt is paid”; 2 more."
    )
    field.setText("We won.")
    qtbot.waitUntil(lambda: line.isHidden())


def test_an_easy_text_is_praised(qtbot: QtBot) -> None:
    field = GrowingText()
    line = PlainLine.under(field)
    qtbot.addWidget(line)
    field.setText(
        "The court met and said that it will hear us soon. The judge set the day for the next June."
    )
    qtbot.waitUntil(lambda: line.text() == "Reads easily.")


def test_words_of_a_court_are_not_praised_however_short_they_are(qtbot: QtBot) -> None:
    field = GrowingText()
    line = PlainLine.under(field)
    qtbot.addWidget(line)
    field.setText(
        "The judge ruled on it today. He put a lien on the house. We will call you soon and tell more."
    )
    qtbot.waitUntil(lambda: "lien" in line.text())
    assert line.text().startswith("“lien”: say ")
