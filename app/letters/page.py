"""A letter from a template in the house's type: letterhead, address and foot of the status report, its own words."""

from __future__ import annotations

from app.letters.composing import Letter
from app.reports.press.worded import set_words
from app.reports.status.letter import begin_letter, end_letter


def render(letter: Letter) -> bytes:
    """The letter as a PDF, in memory. Raises Refused when the logo is not a picture that can be drawn."""
    page = begin_letter(
        letter.frame, f"{letter.name} {letter.frame.file_number}", letter.subject, letter.foot
    )
    set_words(page, letter.text)
    end_letter(page, letter.notices, letter.foot)
    return page.finish().pdf
