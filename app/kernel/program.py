"""Which version of Liaison this is, and how it is called: by its interpreter, or installed (see `packaging/`).

Imports nothing: it is asked before a window is painted.
"""

from __future__ import annotations

import sys
from typing import Final

VERSION: Final = "0.1.0"
"""The one place: the package, the installers and the bill of materials ask here."""

WINDOW: Final = "liaison"
LINE: Final = "liaison-cli"
"""The two installed programs. More than case tells them apart: some file systems do not see case."""


def is_installed() -> bool:
    """Whether this is the installed program, which brings its own interpreter and has no source beside it."""
    return bool(getattr(sys, "frozen", False))


def window_command() -> list[str]:
    """The words that start another window of this very program; asked by a window."""
    return [sys.executable] if is_installed() else [sys.executable, "-m", "ui"]


def window_name() -> str:
    """What people type to start the window."""
    return WINDOW if is_installed() else "python -m ui"


def line_name() -> str:
    """What people type before a command."""
    return LINE if is_installed() else "python -m app"
