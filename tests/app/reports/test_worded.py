"""Empty lines of a letter are white on paper: who signs by hand has room above the name."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import cast

import pytest
from pypdf import PdfReader

from app.reports.content import Letterhead, Paper, Stationery
from app.reports.press.house import About, HouseDocument
from app.reports.press.looks import LARGE, NORMAL, Look
from app.reports.press.worded import set_words
from tests.paper import squeezed

LETTERS = Path(__file__).parents[3] / "resources" / "letters"


class Page:
    """Writes down what would be set."""

    def __init__(self) -> None:
        self.said: dict[str, float] = {}

    def text(self, words: str, *, gap: float) -> None:
        self.said[words] = gap

    def hold(self) -> None:
        """No matter where pages end."""


def whites(text: str) -> dict[str, float]:
    page = Page()
    set_words(cast(HouseDocument, page), text)  # it asks no more of a page than this one has
    return page.said


def test_further_empty_lines_are_white() -> None:
    close = whites("Dear Ms. Okafor,\n\nYours sincerely,\nDavid Finch")
    apart = whites("Dear Ms. Okafor,\n\nYours sincerely,\n\nDavid Finch")
    signed = whites("Dear Ms. Okafor,\n\nYours sincerely,\n\n\n\nDavid Finch")
    assert close["David Finch"] == 0
    assert apart["David Finch"] == apart["Yours sincerely,"] == 6
    assert signed["David Finch"] == 28  # points: a signature stands between
    assert whites("One" + "\n" * 500 + "Two")["Two"] < 100, "no page is empty for a slip of the hand"


@pytest.mark.parametrize("file", sorted(LETTERS.glob("*.txt")), ids=lambda file: file.stem)
def test_every_letter_that_is_signed_has_room_to_sign(file: Path) -> None:
    _, sincerely, after = file.read_text(encoding="utf-8").partition("{{sign_off}}\n")
    if sincerely and file.stem not in {"update-email", "acknowledgement"}:  # e-mails
        assert after.startswith("\n\n\n")


WRITE = "# If something is not right\nPlease write to Ann Harbour."
SIGNED = f"{WRITE}\n\nSincerely,\n\n\n\nDavid Finch\n\nI agree.\n\n____\n\n____"


@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("look", [NORMAL, LARGE], ids=["normal", "large"])
def test_nobody_signs_a_page_without_words_and_no_row_stands_alone(paper: Paper, look: Look) -> None:
    """Wherever the page happens to end."""
    stationery = Stationery(Letterhead("Harbour & Finch LLP", "Attorneys at Law", ()), paper=paper)
    turned = 0
    for lines in range(10, 54, 2):
        page = HouseDocument(stationery, About("Letter"), look=look)
        rows = "\n".join(f"{number} Nov | Row{number}x" for number in range(1, 9))
        set_words(page, "\n".join(["A line."] * lines) + f"\n\n# Dates\n{rows}\n\n{SIGNED}")
        pages = [squeezed(one.extract_text()) for one in PdfReader(BytesIO(page.finish().pdf)).pages]
        for one in pages:
            assert len(re.findall(r"Row\dx", one)) != 1, lines
        turned += len(pages) > 1
        (signed,) = (one for one in pages if "DavidFinch" in one)
        assert "PleasewritetoAnnHarbour." in signed, lines
        assert "Iagree." in signed
    assert turned > 5
