"""Logos: a picture that somebody chose, checked before it is drawn."""

from __future__ import annotations

from io import BytesIO

from PIL import Image
from reportlab.lib.utils import ImageReader

from app.kernel.errors import Refused

MOST_BYTES = 5_000_000
MOST_PIXELS = 25_000_000
_LONGEST_SIDE = 1600  # dots kept: 18 mm at 600 dots an inch is 425, a wide logo four times that


def open_logo(data: bytes) -> ImageReader:
    """The picture of a letterhead, at most 1,600 dots a side and with nothing of the file but its dots.

    Raises Refused for anything but a PNG or JPEG of at most 5 MB and 25 million dots.
    """
    if len(data) > MOST_BYTES:
        raise Refused("logo-too-large", "The logo is larger than 5 MB. Choose a smaller picture.")
    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Refused(
                    "logo-too-large", "The logo has more than 25 million dots. Choose a smaller one."
                )
            clear = "A" in picture.getbands() or "transparency" in picture.info
            dots = picture.convert("RGBA" if clear else "RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Warning) as trouble:
        raise Refused(
            "logo-unreadable",
            "The logo cannot be read as a PNG or JPEG picture. Choose another file in the firm's settings.",
        ) from trouble
    dots.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    return ImageReader(dots)
