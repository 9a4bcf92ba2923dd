"""Saying something to who hears the window rather than sees it, while the keyboard stays where it is."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, words: str) -> None:
    """Have a screen reader say ``words``; they are the widget's description, too, for one that asks later."""
    if widget.accessibleDescription() == words:
        return
    widget.setAccessibleDescription(words)
    speak(widget, words)


def speak(widget: QWidget, words: str, *, at_once: bool = False) -> None:
    """Have a screen reader say ``words``, which stand there to be read; ``at_once`` what cannot wait for the end of the
    sentence that it is in: an error."""
    if not words.strip() or not widget.isVisible():
        return
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # the unlock page is painted without

    if not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(widget, words)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if at_once else politeness.Polite)
    QAccessible.updateAccessibility(event)
