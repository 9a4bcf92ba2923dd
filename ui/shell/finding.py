"""Opens the palette over the window, and does what was chosen in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6

from ui.kit.sheet import sheets_in
from ui.shell.offers import Do, GoTo, Key, Local, Offer, action_offers, page_offers
from ui.shell.palette import Palette

if TYPE_CHECKING:
    from ui.shell.actions import ActionSpec
    from ui.shell.desk import Contents
    from ui.shell.window import VaultWindow
    from ui.shell.workbench import Workbench


def open_palette(window: VaultWindow, workbench: Workbench, contents: Contents, typed: str = "") -> None:
    """Over whatever is shown; one that is open already is closed. Over a form it offers what stays there."""
    sheets = sheets_in(window)
    if sheets and isinstance(sheets[-1], Palette):
        sheets[-1].reject()
        return
    goes = not sheets
    look, refresh = (contents.look, contents.read_names) if goes else (None, None)
    recent = workbench.recent.keys
    sheet = Palette(
        window, Local(offers(window, contents, goes=goes)), look, refresh, recent=recent, typed=typed
    )
    sheet.refused.connect(window.say)
    sheet.chosen.connect(lambda key: _do(window, workbench, key))
    window.registry.called.connect(lambda spec: _make_way(sheet, spec))
    sheet.open()


def offers(window: VaultWindow, contents: Contents, *, goes: bool) -> list[Offer]:
    """The pages, and the actions that do something now; those of which somebody else may say why."""
    registry = window.registry
    specs = [spec for spec in registry.wired() if spec.id != "find"]
    reasons = {spec.id: why for spec in specs if (why := registry.why_not(spec.id))}
    usable = [spec for spec in specs if registry[spec.id].isEnabled() or spec.id in reasons]
    pages = page_offers(contents.pages, specs) if goes else []
    return pages + action_offers(usable, contents.pages, reasons, goes=goes)


def _make_way(sheet: Palette, spec: ActionSpec) -> None:
    """A key of the window's does the same as without the palette; what only changes how things look leaves it open."""
    if spec.menu != "View" and spec.id != "find" and shiboken6.isValid(sheet):
        sheet.reject()


def _do(window: VaultWindow, workbench: Workbench, key: Key) -> None:
    workbench.recent.chose(key)
    if isinstance(key, Do):
        window.registry[key.action].trigger()
    elif isinstance(key, GoTo):
        window.navigate(key.page, key.arg)
