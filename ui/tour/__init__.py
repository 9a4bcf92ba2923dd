"""The tour: every page and dialog in turn, a picture of each in light and dark, without a screen.

For the README's picture, for the guide, and to look at what was made. The firm is the made-up one, on a Monday
morning; ``--vault`` is refused, so that no client of a real firm ever gets into a picture.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from app.kernel.clock import FixedClock
from ui.tour.driving import Tour
from ui.tour.stop import MORNING


def run_tour(folder: Path, *, demo: bool, vault: Path | None) -> int:
    """Save the pictures into ``folder``; the answer is the exit status."""
    if vault is not None or not demo:
        sys.stderr.write("The tour shows the made-up firm only: python -m ui --demo --tour DIR\n")
        return 2
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from ui.application import make_application
    from ui.desk import DemoDesk
    from ui.kit import theme

    app = make_application()
    folder.mkdir(parents=True, exist_ok=True)
    desk = DemoDesk(FixedClock(MORNING), is_shown=False)
    try:
        tour = Tour(app, desk, folder)
        for scheme in ("light", "dark"):
            theme.set_scheme(scheme)
            tour.run(scheme)
    finally:
        desk.throw_away()
    print(f"{tour.taken} pictures in {folder}")  # noqa: T201  # the tour's only answer
    return 0
