"""Logos: a picture that somebody chose. It is read once, in a process apart, and kept as dots alone."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from app.kernel.errors import Refused
from app.kernel.language import tr

if TYPE_CHECKING:
    from PIL.Image import Image
    from reportlab.lib.utils import ImageReader

MOST_BYTES = 5_000_000
MOST_PIXELS = 25_000_000
_LONGEST_SIDE = 1600  # dots kept: 18 mm at 600 dots an inch is 425, a wide logo four times that


def open_logo(data: bytes) -> ImageReader:
    """The picture of a letterhead, at most 1,600 dots a side and with nothing of the file but its dots.

    Raises Refused for anything but a PNG or JPEG of at most 5 MB and 25 million dots that stands still.
    """
    from reportlab.lib.utils import ImageReader

    return ImageReader(_dots(data))


def take_logo(data: bytes) -> bytes:
    """What is kept of a picture that somebody chose: a small PNG. Strangers' bytes are read in a process apart.

    Raises Refused as `open_logo` does, and where reading takes too long or too much; `MachineTrouble`.
    """
    from app.apart import run

    if len(data) > MOST_BYTES:
        raise _too_large()
    return run("app.reports.press.pictures:clean_logo", data, seconds=10.0, mebibytes=768)


def clean_logo(data: bytes) -> bytes:
    """The job of the process apart."""
    target = BytesIO()
    _dots(data).save(target, "PNG", optimize=True)
    return target.getvalue()


def _dots(data: bytes) -> Image:
    from PIL import Image

    if len(data) > MOST_BYTES:
        raise _too_large()
    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Refused(
                    "logo-too-large",
                    tr("The logo has more than 25 million dots. Choose a smaller one."),
                    field="logo",
                )
            if getattr(picture, "n_frames", 1) > 1:
                raise Refused(
                    "logo-moves",
                    tr("The logo is an animation. Choose a picture that stands still."),
                    field="logo",
                )
            clear = "A" in picture.getbands() or "transparency" in picture.info
            dots = picture.convert("RGBA" if clear else "RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Warning) as trouble:
        raise Refused(
            "logo-unreadable",
            tr(
                "The logo cannot be read as a PNG or JPEG picture. Choose another file in the firm's settings."
            ),
            field="logo",
        ) from trouble
    dots.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    return dots


def _too_large() -> Refused:
    return Refused(
        "logo-too-large", tr("The logo is larger than 5 MB. Choose a smaller picture."), field="logo"
    )
