"""Makes packaging/icons out of resources/liaison.svg: every size a system asks for, as PNG, .ico and .icns.

python packaging/make_icons.py: after a change of the drawing; what it makes is kept. Needs the program's libraries.
"""

from __future__ import annotations

import os
import sys
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "resources" / "liaison.svg"
OUT = ROOT / "packaging" / "icons"
PNG_SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
"""What a Linux desktop's icon theme holds."""
ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 96, 128, 256)
"""Windows, at 100 % to 250 %."""
ICNS_SIZES = (16, 32, 64, 128, 256, 512, 1024)
"""macOS; each is another's picture at twice the density."""


def drawn(side: int) -> bytes:
    """The icon as a PNG of ``side`` by ``side`` pixels."""
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(SOURCE)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def main(out: Path = OUT) -> None:
    """Make them all."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PIL import Image
    from PySide6.QtGui import QGuiApplication

    app = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    sizes = {side: drawn(side) for side in sorted({*PNG_SIZES, *ICO_SIZES, *ICNS_SIZES})}
    del app
    pictures = {side: Image.open(BytesIO(png)) for side, png in sizes.items()}
    out.mkdir(parents=True, exist_ok=True)
    for side in PNG_SIZES:
        (out / f"liaison-{side}.png").write_bytes(sizes[side])
    for ending, wanted in (("ico", ICO_SIZES), ("icns", ICNS_SIZES)):
        largest, *others = (pictures[side] for side in reversed(wanted))
        largest.save(out / f"liaison.{ending}", sizes=[(side, side) for side in wanted], append_images=others)


if __name__ == "__main__":
    main()
