"""The tour at the palette: what was open lately, a name, a page, nothing, over a form."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from ui.tour.stop import Stop, matter_of

if TYPE_CHECKING:
    from app.workspace import Workspace
    from ui.shell.main_window import MainWindow


def palette_stops(window: MainWindow, workspace: Workspace, settle: Callable[[], None]) -> Iterator[Stop]:
    """The palette over Today."""

    def over_a_form() -> None:
        window.registry["log-contact"].trigger()
        settle()
        window.open_palette("pr")

    for number in ("00001", "00003"):
        window.navigate("matter", matter_of(workspace, number))
        settle()
    window.navigate("today")
    yield Stop("palette-recent", window.open_palette)
    yield Stop("palette-name", lambda: window.open_palette("whit"))
    yield Stop("palette-page", lambda: window.open_palette("re"))
    yield Stop("palette-nothing", lambda: window.open_palette("zeppelin"))
    yield Stop("palette-over-form", over_a_form)
