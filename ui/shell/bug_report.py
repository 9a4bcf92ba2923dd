"""What can be sent to who looks after the program when it broke: version, system, where in the code. Nothing else.

No message of an error, no value of a variable, no path of this computer: each may hold the name of a client, or of who
sits here.
"""

from __future__ import annotations

import platform
import traceback
from collections.abc import Iterator
from pathlib import Path

import PySide6
from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from app.kernel.program import VERSION, is_installed

_ROOT = Path(__file__).parents[2]
_MOST = 5
"""Errors behind the error that are told, in case each hides another."""


def report(error: BaseException) -> str:
    """The whole of it, a line each."""
    return "\n".join([*_about(), "", *_chain(error)])


def _about() -> Iterator[str]:
    how = "installed" if is_installed() else "from source"
    yield f"Liaison {VERSION}, {how}"
    yield f"Python {platform.python_version()}, Qt {qVersion()}, PySide6 {PySide6.__version__}"
    yield f"{platform.system()} {platform.release()}, {platform.machine()}"
    app = QGuiApplication.instance()
    if isinstance(app, QGuiApplication):
        screen = QGuiApplication.primaryScreen()
        size = screen.geometry()
        yield (
            f"Screen {size.width()} × {size.height()} at {screen.devicePixelRatio():.0%}, "
            f"{QGuiApplication.platformName()}"
        )


def _chain(error: BaseException) -> Iterator[str]:
    seen: list[BaseException] = []
    now: BaseException | None = error
    while now is not None and now not in seen and len(seen) < _MOST:
        if seen:
            yield "because of"
        yield type(now).__qualname__
        yield from (f"  {place}" for place in places(now))
        seen.append(now)
        now = now.__cause__ or (None if now.__suppress_context__ else now.__context__)


def places(error: BaseException) -> list[str]:
    """Where it went, the outermost first: "ui/today/page.py:41 reload". Of others' code the file's name alone."""
    return [
        f"{_named(frame.filename)}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]


def _named(file: str) -> str:
    path = Path(file)
    if path.is_relative_to(_ROOT) and path.relative_to(_ROOT).parts[0] in {"app", "ui", "tests"}:
        return path.relative_to(_ROOT).as_posix()
    return path.name
