"""Logos that are pictures, and files that are none."""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from app.kernel.errors import Refused
from app.reports.content import StatusReport
from app.reports.press.letterhead import LOGO_HEIGHT
from app.reports.press.pictures import MOST_BYTES, open_logo, take_logo
from app.reports.status.letter import render_status_report


def picture(kind: str, mode: str = "RGB", size: tuple[int, int] = (60, 20)) -> bytes:
    """A small picture in a file format."""
    target = BytesIO()
    Image.new(mode, size).save(target, kind)
    return target.getvalue()


def with_logo(report: StatusReport, logo: bytes) -> StatusReport:
    """The report under a letterhead with that picture."""
    letterhead = replace(report.stationery.letterhead, logo=logo)
    return replace(report, stationery=replace(report.stationery, letterhead=letterhead))


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("PNG", "RGBA"), ("PNG", "P"), ("PNG", "1"), ("PNG", "I;16"), ("JPEG", "L"), ("JPEG", "CMYK")],
)
def test_pictures_are_drawn(kind: str, mode: str, report: StatusReport) -> None:
    pdf = render_status_report(with_logo(report, picture(kind, mode)))
    assert len(PdfReader(BytesIO(pdf)).pages[0].images) == 1


def test_large_pictures_are_made_smaller() -> None:
    assert max(open_logo(picture("PNG", size=(4000, 500))).getSize()) == 1600


@pytest.mark.parametrize("size", [(100, 900), (900, 30), (50, 50)])
def test_a_logo_is_at_most_18_mm_high_and_leaves_room_for_the_address(
    size: tuple[int, int], report: StatusReport
) -> None:
    contents = (
        PdfReader(BytesIO(render_status_report(with_logo(report, picture("PNG", size=size)))))
        .pages[0]
        .get_contents()
    )
    assert contents is not None
    drawn = re.search(rb"([\d.]+) 0 0 ([\d.]+) [\d.]+ [\d.]+ cm", contents.get_data())
    assert drawn is not None
    width, height = float(drawn[1]), float(drawn[2])
    assert width / height == pytest.approx(size[0] / size[1], rel=0.01)
    assert height <= LOGO_HEIGHT + 0.01
    assert width <= 260


def _png_of(width: int, height: int) -> bytes:
    """A PNG whose head promises that many dots."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunk = b"IHDR" + head
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(head)) + chunk + struct.pack(">I", zlib.crc32(chunk))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a nothing",
        b"%PDF-1.4",
        b"<svg/>",
        picture("GIF", "L"),
        picture("BMP"),
        picture("PNG")[:40],
        picture("JPEG")[:100],
        _png_of(60_000, 60_000),
        _png_of(9_000, 9_000),
        bytes(MOST_BYTES + 1),
    ],
)
def test_anything_else_is_refused_in_a_sentence(data: bytes, report: StatusReport) -> None:
    with pytest.raises(Refused, match=r"^The logo .*\.$"):
        render_status_report(with_logo(report, data))


def test_what_is_kept_of_a_picture_is_its_dots(report: StatusReport) -> None:
    target = BytesIO()
    Image.new("CMYK", (3000, 300), (0, 255, 255, 0)).save(target, "JPEG", comment=b"somebody's name")
    kept = take_logo(target.getvalue())
    assert b"somebody" not in kept
    with Image.open(BytesIO(kept)) as dots:
        assert (dots.format, dots.mode, dots.size) == ("PNG", "RGB", (1600, 160))
        red = dots.getpixel((5, 5))
    assert isinstance(red, tuple)
    assert red[0] > 200 > 60 > red[1]
    render_status_report(with_logo(report, kept))


def _animated() -> bytes:
    target = BytesIO()
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "blue")]
    frames[0].save(target, "PNG", save_all=True, append_images=frames[1:])
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"no picture", "logo-unreadable"),
        (_animated(), "logo-moves"),
        (picture("PNG", "1", (6_000, 6_000)), "logo-too-large"),
        (_png_of(60_000, 60_000), "logo-unreadable"),
        (bytes(100_000_000), "logo-too-large"),
    ],
)
def test_a_bad_choice_is_refused_apart(data: bytes, code: str) -> None:
    with pytest.raises(Refused, match=r"^The logo .*\.$") as refused:
        take_logo(data)
    assert refused.value.code == code
