"""`python -m ui [FILE.liaison | --vault DIR] [--demo [--report FILE]] [--tour DIR]`: the window."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.kernel.program import VERSION, line_name, window_command, window_name
from app.languages.offered import LANGUAGES
from app.languages.pseudo import PSEUDO

if TYPE_CHECKING:
    from ui.desk import WorkspaceDesk

NO_SCREEN = (
    "There is no screen here for the window. Everything works without one: {line} --help, "
    "{window} --demo --tour DIR.\n"
)


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(prog=window_name(), description="Liaison: keeps every client informed.")
    parser.add_argument("--version", action="version", version=f"Liaison {VERSION}")
    parser.add_argument("file", type=Path, nargs="?", metavar="FILE.liaison", help="a shortcut to a vault")
    parser.add_argument("--vault", type=Path, metavar="DIR", help="the folder of the vault")
    parser.add_argument("--demo", action="store_true", help="a made-up firm, gone when the window closes")
    parser.add_argument(
        "--report",
        type=Path,
        metavar="FILE",
        help="with --demo: print what is owed and a status report first",
    )
    parser.add_argument(
        "--tour", type=Path, metavar="DIR", help="save a picture of every page and dialog into DIR, then end"
    )
    parser.add_argument(
        "--look",
        action="append",
        choices=("light", "dark", "contrast"),
        help="with --tour: in which colours, more than once for several; light and dark unless told",
    )
    parser.add_argument(
        "--background", action="store_true", help="minimised, or as an icon in the tray: at the login"
    )
    parser.add_argument(
        "--language",
        choices=(*(one.code for one in LANGUAGES), PSEUDO.code),
        default="en-US",
        help="with --tour: in which language; “pseudo” shows what is not translated, and what is cut off",
    )
    parser.add_argument("--right-to-left", action="store_true", help="with --tour: as Arabic or Hebrew lie")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Start the window; the answer is the exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == ["--apart"]:  # this program started itself to read foreign bytes (app/apart)
        from app.apart.worker import start

        status = start(given)
        return 2 if status is None else status
    options = parse(given)
    if options.tour:
        from ui.tour import run_tour

        looks = options.look or ("light", "dark")
        return run_tour(
            options.tour,
            demo=options.demo,
            vault=options.vault,
            looks=looks,
            language=options.language,
            leftward=options.right_to_left,
        )
    from app.vault.hardening import harden_process
    from ui.desk import DemoDesk, make_desk

    harden_process()
    vault, trouble = led_to(options.file) if options.file else (options.vault, "")
    desk = make_desk(vault, demo=options.demo)
    try:
        if isinstance(desk, DemoDesk) and options.report:
            from ui.demo_job import run_demo_job

            run_demo_job(desk, options.report)
        if not has_screen():
            sys.stdout.write(NO_SCREEN.format(line=line_name(), window=window_name()))
            return 0 if options.report else 1
        return show(desk, trouble, in_background=options.background)
    finally:
        if isinstance(desk, DemoDesk):
            desk.throw_away()


def led_to(file: Path) -> tuple[Path | None, str]:
    """The folder of the vault that a shortcut leads to; else why not, and the window shows the usual vault."""
    from app.kernel.errors import Refused
    from app.vault.shortcut import folder_of

    try:
        return folder_of(file), ""
    except Refused as error:
        return None, error.message


def show(desk: WorkspaceDesk, trouble: str = "", *, in_background: bool = False) -> int:
    """The window, until it is closed. ``trouble``: what it says first."""
    from ui.application import make_application, start
    from ui.shell.preferences import Preferences, usual_file

    app = make_application()
    # Nothing of a real client is in it, and its folder goes with the process.
    is_made_up = bool(desk.password_known)
    # Who signed in there, and the folder whose files the firm brings in, are none of its business.
    file = usual_file().with_name("sample.ini") if is_made_up else usual_file()
    window = start(
        desk, preferences=Preferences(file), relaunches=not is_made_up, in_background=in_background
    )
    if window is None:
        return 0
    window.gates.demo_chosen.connect(open_demo)
    if trouble:
        window.messages.say(trouble)
    if desk.password_known:
        window.gates.unlock(desk.people()[0], desk.password_known)
    return int(app.exec())


def open_demo() -> None:
    """The made-up firm in a window of its own: nothing of it touches the vault of the firm."""
    from PySide6.QtCore import QProcess

    program, *words = [*window_command(), "--demo"]
    QProcess.startDetached(program, words)


def has_screen() -> bool:
    """Whether a window can be shown; Qt would end the program without a word where none can."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in named)


if __name__ == "__main__":
    sys.exit(main())
