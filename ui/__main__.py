"""`python -m ui [--vault DIR] [--demo] [--tour DIR]`: the window."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Sequence
from pathlib import Path


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(prog="python -m ui", description="Liaison: keeps every client informed.")
    parser.add_argument("--vault", type=Path, metavar="DIR", help="the folder of the vault")
    parser.add_argument("--demo", action="store_true", help="a made-up firm, gone when the window closes")
    parser.add_argument(
        "--tour", type=Path, metavar="DIR", help="save a picture of every page and dialog into DIR, then end"
    )
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Start the window; the answer is the exit status."""
    gc.disable()  # nothing to collect while importing; `start` switches it on again when the window is painted
    options = parse(sys.argv[1:] if arguments is None else arguments)
    if options.tour:
        from ui.tour import run_tour

        return run_tour(options.tour, demo=options.demo, vault=options.vault)
    from ui.application import make_application, start
    from ui.desk import make_desk

    app = make_application()
    window = start(make_desk(options.vault, demo=options.demo))
    if window is None:
        return 0
    return int(app.exec())


if __name__ == "__main__":
    sys.exit(main())
