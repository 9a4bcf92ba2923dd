"""Icons: Lucide's SVGs, drawn in the colour of the theme and at the size of the screen.

`icon("phone")` for buttons and actions, `draw(painter, rect, "phone", colour)` in a delegate. Names are Lucide's or the
words of the domain in `NAMES`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRect, QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtSvg import QSvgRenderer

from ui.kit import paint, theme

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

NAMES = {
    "today": "check",
    "matters": "folder",
    "matter": "folder",
    "clients": "user",
    "client": "user",
    "log": "message-square",
    "calendar": "calendar",
    "reports": "file-text",
    "report": "file-text",
    "update": "file-text",
    "firm": "house",
    "email": "mail",
    "letter": "file",
    "meeting": "users",
    "portal": "globe",
    "text": "message-circle",
    "note": "sticky-note",
    "court": "landmark",
    "follow-up": "phone",
    "key-date": "calendar",
    "help": "circle-help",
    "warning": "triangle-alert",
    "error": "circle-alert",
}

POINTING = frozenset(
    [
        "arrow-left",
        "arrow-right",
        "chevron-left",
        "chevron-right",
        "external-link",
        "log-out",
        "send",
        "undo-2",
    ]
)
"""These mean a way to go: they point the other way where one reads from right to left."""


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    path = theme.RESOURCES / "icons" / f"{NAMES.get(name, name)}.svg"
    # Lucide draws for 24 px with a stroke of 2; at our 16 px a thinner stroke sits better beside 13 px text.
    return path.read_text(encoding="utf-8").replace('stroke-width="2"', 'stroke-width="1.7"')


@lru_cache(maxsize=512)
def _renderer(name: str, color: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name).replace("currentColor", color).encode()))


def exists(name: str) -> bool:
    """Whether there is a drawing for ``name``."""
    return (theme.RESOURCES / "icons" / f"{NAMES.get(name, name)}.svg").is_file()


def draw(painter: QPainter, rect: QRect | QRectF, name: str, color: QColor) -> None:
    """Draw the icon into ``rect``, as a vector: crisp at any scale."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if NAMES.get(name, name) in POINTING:
        paint.turn(painter, rect)
        _renderer(name, color.name()).render(painter, QRectF(rect))
    else:
        with paint.upright(painter, rect):
            _renderer(name, color.name()).render(painter, QRectF(rect))
    painter.restore()


def icon(name: str, role: str = "ink") -> QIcon:
    """An icon for a button or an action; ``role`` is a colour role of the theme."""
    if not exists(name):
        raise ValueError(f"no icon is called {name!r}: put its SVG into resources/icons")
    from PySide6.QtGui import QIcon

    from ui.kit.icon_engine import ThemedEngine

    return QIcon(ThemedEngine(name, role))
