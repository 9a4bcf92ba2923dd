from __future__ import annotations

from PySide6.QtWidgets import QMenu

from ui.shell.main_window import MainWindow


def test_macos_shows_only_what_does_something(open_window: MainWindow) -> None:
    registry = open_window.registry
    registry.fill_menu_bar(platform="darwin")
    menus = [action.menu() for action in open_window.menuBar().actions()]
    shown = {
        action.text()
        for menu in menus
        if isinstance(menu, QMenu)
        for action in menu.actions()
        if action.isVisible()
    }
    wired = {spec.text for spec in registry.wired()}
    assert shown
    assert shown <= wired
    registry.on("import", open_window.close)
    assert registry["import"].isVisible()
