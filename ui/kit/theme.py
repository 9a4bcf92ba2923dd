"""How everything looks: colours by role, fonts by metrics, spacing, zoom, and the grounds that panes stand on.

`install(app)` once at the start; then `colors(widget)`, `font("title")`, `px(12)`. Custom painted widgets connect
`bus().changed` to `update`; everything else follows the application's palette and font by itself.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal
from weakref import WeakKeyDictionary

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from ui.kit import colours
from ui.kit.colours import Colors
from ui.kit.in_sight import bring_up

XS, S, M, L, XL, XXL = 4, 8, 12, 16, 20, 28
RADIUS, CHIP_RADIUS, DIALOG_RADIUS = 6, 4, 10
BASE_PIXELS = 13
OWN_LOOK = frozenset({"win32", "darwin"})  # platforms with a style and a font of their own
ZOOMS = (80, 90, 100, 110, 125, 150, 175, 200)

Scheme = Literal["system", "light", "dark"]
FontRole = Literal["text", "bold", "small", "head", "title", "large"]
Ground = Literal["page", "pane", "nav", "accent", "soon"]

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


class _Bus(QObject):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.colors = colours.LIGHT
        self.scheme: Scheme = "system"
        self.zoom = 100
        self.system_pixels = BASE_PIXELS
        self.pixels = BASE_PIXELS
        self.grounds: WeakKeyDictionary[QWidget, Ground] = WeakKeyDictionary()
        self.pretended: QPalette | None = None
        self.hints: tuple[QObject, ...] = ()
        self.installed = False
        self.styled = False
        self.busy = False

    def refresh(self) -> None:
        """Take scheme, contrast and size anew and give them to every window."""
        if self.busy:  # our own palette change comes back as a signal of the style hints
            return
        self.busy = True
        try:
            if self.pretended is not None or _system_asks_for_contrast():
                QApplication.setPalette(self.pretended or QPalette())  # ours goes: the system's shows
                self.colors = colours.from_system(QApplication.palette())
            else:
                self.colors = _choose_colors(self.scheme)
                QApplication.setPalette(colours.to_palette(self.colors))
            self.pixels = max(8, round(self.system_pixels * self.zoom / 100))
            text = QFont(QApplication.font())
            text.setPixelSize(self.pixels)
            QApplication.setFont(text)
            for widget, ground in list(self.grounds.items()):
                if shiboken6.isValid(widget):
                    _apply_ground(widget, ground)
        finally:
            self.busy = False
        self.changed.emit()

    def on_palette_changed(self) -> None:
        """Another palette of the system: while it asks for high contrast its colours are ours."""
        if self.colors.forced:
            self.refresh()


_bus: _Bus | None = None


def bus() -> _Bus:
    """The object whose signal `changed` tells of a new scheme, zoom or font."""
    global _bus
    if _bus is None or not shiboken6.isValid(_bus):
        _bus = _Bus()
    return _bus


def install(
    app: QApplication, *, scheme: Scheme = "system", zoom: int = 100, style_later: bool = False
) -> None:
    """Give ``app`` style, palette and font. ``style_later``: the caller calls `use_own_style` when the first
    window has been painted, which starts 10 ms sooner."""
    state = bus()
    state.scheme, state.zoom = scheme, zoom
    if not style_later:
        use_own_style(app)
    if not state.installed:
        if sys.platform not in OWN_LOOK:
            _use_bundled_font(app)
        state.system_pixels = max(BASE_PIXELS, QFontMetricsPixels(app.font()))
        hints = QGuiApplication.styleHints()
        access = hints.accessibility()
        hints.colorSchemeChanged.connect(state.refresh)
        access.contrastPreferenceChanged.connect(state.refresh)
        app.paletteChanged.connect(state.on_palette_changed)
        state.hints = (hints, access)  # held: Qt's objects that nobody holds are found deleted
        app.focusChanged.connect(bring_up)
        state.installed = True
    set_scheme(scheme)


def use_own_style(app: QApplication) -> None:
    """A quieter Fusion on Linux; Windows and macOS keep their native styles. And what our own widgets are is said."""
    from ui.kit.roles import tell_roles

    tell_roles()
    if sys.platform in OWN_LOOK or bus().styled:
        return
    from ui.kit.style import QuietFusion

    bus().styled = True
    app.setStyle(QuietFusion(QStyleFactory.create("Fusion")))


def QFontMetricsPixels(font: QFont) -> int:
    """The size of ``font`` in device independent pixels, whether it was given in points or pixels."""
    if font.pixelSize() > 0:
        return font.pixelSize()
    screen = QGuiApplication.primaryScreen()
    dots = screen.logicalDotsPerInchY() if screen else 96.0
    return round(font.pointSizeF() * dots / 72)


def _use_bundled_font(app: QApplication) -> None:
    """Inter, where the platform has no good sans of its own (Linux, and the screenless platform of the
    tour)."""
    families: list[str] = []
    for path in sorted((RESOURCES / "fonts").glob("Inter*.ttf")):
        number = QFontDatabase.addApplicationFont(str(path))
        families += QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    if "Inter" in families:
        font = QFont("Inter")
        font.setPixelSize(max(BASE_PIXELS, QFontMetricsPixels(app.font())))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        app.setFont(font)


def _system_asks_for_contrast() -> bool:
    hints = QGuiApplication.styleHints()
    access = hints.accessibility()  # held: a chained call finds it already deleted
    return access.contrastPreference() == Qt.ContrastPreference.HighContrast


def _choose_colors(scheme: Scheme) -> Colors:
    if scheme == "system":
        is_dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return colours.DARK if is_dark else colours.LIGHT
    return colours.DARK if scheme == "dark" else colours.LIGHT


def pretend_contrast(palette: QPalette | None) -> None:
    """As if the system asked for high contrast with these colours; None: as it does ask. For pictures and tests."""
    bus().pretended = palette
    bus().refresh()


def set_scheme(scheme: Scheme) -> None:
    """Light, dark, or as the system has it."""
    state = bus()
    state.scheme = scheme
    asked = {"system": Qt.ColorScheme.Unknown, "light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
    state.busy = True
    QGuiApplication.styleHints().setColorScheme(asked[scheme])
    state.busy = False
    state.refresh()


def scheme() -> Scheme:
    """What was chosen: system, light or dark."""
    return bus().scheme


def zoom() -> int:
    """Our own enlargement in per cent, on top of the system's."""
    return bus().zoom


def set_zoom(percent: int) -> None:
    """Enlarge or shrink everything; kept within `ZOOMS`."""
    state = bus()
    state.zoom = min(max(percent, ZOOMS[0]), ZOOMS[-1])
    state.refresh()


def zoom_step(direction: int) -> None:
    """One step larger (+1), smaller (-1), or back to 100 % (0)."""
    if direction == 0:
        set_zoom(100)
        return
    larger = [step for step in ZOOMS if step > zoom()]
    smaller = [step for step in ZOOMS if step < zoom()]
    set_zoom((larger[:1] or [ZOOMS[-1]])[0] if direction > 0 else (smaller[-1:] or [ZOOMS[0]])[0])


def colors(widget: QWidget | None = None) -> Colors:
    """The colours by role, as they are now."""
    return bus().colors


def px(length: float) -> int:
    """``length`` of the drawings (at 13 px text) in pixels of the present text size."""
    return round(length * bus().pixels / BASE_PIXELS)


def font(role: FontRole = "text", *, tabular: bool = False) -> QFont:
    """A font by its use: text 13, bold, small 12, head 12 semibold, large 15 semibold, title 20 semibold."""
    made = QFont(QApplication.font())
    size = {"small": 12, "head": 12, "title": 20, "large": 15}.get(role, BASE_PIXELS)
    made.setPixelSize(max(7, px(size)))
    if role in {"bold", "head", "title", "large"}:
        made.setWeight(QFont.Weight.DemiBold)
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def line_height(role: FontRole = "text") -> int:
    """Height of one line of text in pixels, as the drawings have it: 18 at 13 px."""
    metrics = QFontMetrics(font(role))
    return max(metrics.height(), round(font(role).pixelSize() * 1.385))


def set_ground(widget: QWidget, ground: Ground) -> None:
    """Let ``widget`` stand on one of our grounds; fields in it take the ground that sets them off."""
    bus().grounds[widget] = ground
    widget.setAutoFillBackground(True)
    _apply_ground(widget, ground)


def _apply_ground(widget: QWidget, ground: Ground) -> None:
    now = colors(widget)
    palette = QPalette(QApplication.palette())
    if not now.forced:
        window = {
            "page": now.page,
            "pane": now.pane,
            "nav": now.nav,
            "accent": now.accent_ground,
            "soon": now.soon_ground,
        }[ground]
        palette.setColor(QPalette.ColorRole.Window, window)
        palette.setColor(QPalette.ColorRole.Base, now.page if ground == "pane" else now.pane)
    widget.setPalette(palette)
