"""Empty lines of a letter are white on paper: who signs by hand has room above the name."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest

from app.reports.press.house import HouseDocument
from app.reports.press.worded import set_words

LETTERS = Path(__file__).parents[3] / "resources" / "letters"


class Page:
    """Writes down what would be set."""

    def __init__(self) -> None:
        self.said: dict[str, float] = {}

    def text(self, words: str, *, gap: float) -> None:
        self.said[words] = gap


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
