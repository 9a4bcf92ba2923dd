"""What gets the keyboard is seen: a scrolled part follows, also where the keyboard comes from outside of it. Qt sees to
that only inside."""

from __future__ import annotations

from PySide6.QtWidgets import QScrollArea, QWidget


def bring_up(_before: QWidget | None, here: QWidget | None) -> None:
    """The slot of `QApplication.focusChanged`. What is seen in part stays where it is: somebody may have clicked it."""
    if here is None or not here.visibleRegion().isEmpty():
        return  # without asking for what is above: Qt's own parts there get a wrapper each, dear at the start
    above = here.parentWidget()
    while above is not None and not above.isWindow():
        if isinstance(above, QScrollArea) and _is_out_of_sight(here, above):
            above.ensureWidgetVisible(here)
        above = above.parentWidget()


def _is_out_of_sight(widget: QWidget, area: QScrollArea) -> bool:
    view, inside = area.viewport(), area.widget()
    if inside is None or not inside.isAncestorOf(widget):
        return False
    place = widget.rect().translated(widget.mapTo(view, widget.rect().topLeft()))
    return not place.intersects(view.rect())
