"""Keys that count on one page or in one kind of form only, for the sheet of keys. Their places make them; a test holds
this list against the program, both ways."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


class LocalKey(NamedTuple):
    """Keys in Qt's portable names, and what they do there."""

    keys: tuple[str, ...]
    text: str


def local_keys() -> tuple[tuple[str, tuple[LocalKey, ...]], ...]:
    """Each place with its keys, in the language of the window."""
    return (
        (
            translate("Keys", "On a page"),
            (
                LocalKey(("F10",), translate("Keys", "Menu of the firm")),
                LocalKey(("Ctrl+Shift+Enter",), translate("Keys", "Open the row in a new window")),
                LocalKey(("Ctrl+E",), translate("Keys", "Edit the matter or client")),
                LocalKey(("Ctrl+Shift+M",), translate("Keys", "New matter, on Matters")),
                LocalKey(("Ctrl+S",), translate("Keys", "Save, on Firm")),
            ),
        ),
        (
            translate("Keys", "In a form"),
            (
                LocalKey(("Ctrl+Return",), translate("Keys", "Save, or what the form is for")),
                LocalKey(("Esc",), translate("Keys", "Close")),
                LocalKey(("Alt+Down",), translate("Keys", "The month, in a field for a day")),
                LocalKey(("Alt+Up", "Alt+Down"), translate("Keys", "Move the piece, in an update")),
                LocalKey(("Ctrl+Shift+I",), translate("Keys", "Insert a field, in a letter")),
            ),
        ),
        (
            translate("Keys", "Today"),
            (
                LocalKey(("Return",), translate("Keys", "What the row's button says")),
                LocalKey(("Ctrl+Enter",), translate("Keys", "Open the row")),
                LocalKey(("N",), translate("Keys", "“No news” update")),
                LocalKey(("S",), translate("Keys", "Put off, or take up again")),
                LocalKey(("Right", "Left"), translate("Keys", "Show and hide a person's rows")),
            ),
        ),
        (
            translate("Keys", "Calendar"),
            (
                LocalKey(("1", "2", "3"), translate("Keys", "Month, week, agenda")),
                LocalKey(("T",), translate("Keys", "Today")),
                LocalKey(("M",), translate("Keys", "Move")),
            ),
        ),
        (
            translate("Keys", "Message tray"),
            (
                LocalKey(("J", "K"), translate("Keys", "Next, previous")),
                LocalKey(("M", "T"), translate("Keys", "Place with a matter, with a client")),
                LocalKey(("A",), translate("Keys", "Always from this address")),
                LocalKey(("D", "Delete"), translate("Keys", "Set aside, dismiss")),
                LocalKey(("U", "R"), translate("Keys", "Undo, remembered addresses")),
            ),
        ),
        (
            translate("Keys", "Access requests"),
            (LocalKey(("G", "W", "R"), translate("Keys", "Give, withhold, redact")),),
        ),
        (
            translate("Keys", "Saved searches"),
            (
                LocalKey(("F2",), translate("Keys", "Rename")),
                LocalKey(("Delete",), translate("Keys", "Take away")),
            ),
        ),
    )
