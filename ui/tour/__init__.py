"""The tour: every page and dialog in turn, a picture of each in light, in dark or in high contrast, without a screen.

For the README's picture, for the guide, and to look at what was made. The firm is the made-up one, on a Monday
morning; ``--vault`` is refused, so that no client of a real firm ever gets into a picture.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from app.kernel.clock import FixedClock
from ui.tour.driving import Tour
from ui.tour.stop import MORNING


def run_tour(
    folder: Path,
    *,
    demo: bool,
    vault: Path | None,
    looks: Sequence[str] = ("light", "dark"),
    language: str = "en-US",
    leftward: bool = False,
) -> int:
    """Save the pictures into ``folder``, a round for each of the ``looks`` ("contrast" as a system that asks for high
    contrast has it). ``language`` is a code or "pseudo", ``leftward`` as for writing from right to left.

    The answer is the exit status.
    """
    if vault is not None or not demo:
        sys.stderr.write("The tour shows the made-up firm only: python -m ui --demo --tour DIR\n")
        return 2
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import Qt

    from ui.application import make_application
    from ui.desk import DemoDesk
    from ui.kit import colours, spoken, theme

    app = make_application()
    spoken.settle(app, language)
    if leftward:
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    folder.mkdir(parents=True, exist_ok=True)
    desk = DemoDesk(FixedClock(MORNING), is_shown=False)
    try:
        tour = Tour(app, desk, folder)
        for look in looks:
            theme.pretend_contrast(colours.high_contrast() if look == "contrast" else None)
            theme.set_scheme("dark" if look == "dark" else "light")
            tour.run(look)
    finally:
        desk.throw_away()
    print(f"{tour.taken} pictures in {folder}")  # noqa: T201  # the tour's only answer
    return 0
