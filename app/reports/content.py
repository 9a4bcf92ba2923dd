"""What documents say, a status report above all. Everything is already in the reader's words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal
from uuid import UUID

from app.clients.reading import other_language
from app.reports.words import ReportWords, words_in

Paper = Literal["letter", "a4"]


class Length(StrEnum):
    """How much a status report tells (PRACTICE K1): ``SHORT`` leaves out contacts that are only mentioned, priorities
    and fees, and options where nothing is asked; ``FULL`` tells what has happened since the matter was opened."""

    SHORT = "short"
    USUAL = "usual"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Unsaid:
    """A contact that the letter only mentions, because nobody has put it into words for the client yet.

    ``mention``: what the letter says of it; ``note``: what the firm wrote down, for whoever finds the words.
    """

    entry_id: UUID
    when: str
    mention: str
    note: str


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one look. Plain text: nothing in it is markup."""

    text: str
    bold: bool = False
    italic: bool = False


Paragraph = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who writes. ``lines``: address and telephone; ``logo``: the bytes of a PNG or JPEG picture."""

    firm: str
    tagline: str = ""
    lines: tuple[str, ...] = ()
    logo: bytes | None = None


@dataclass(frozen=True, slots=True)
class Stationery:
    """What all documents of the firm have in common. ``duplex``: printed on both sides and bound, so that odd and even
    pages have mirrored margins; ``language``: in which everything is said, as in "en-GB", "de-CH" (`app.languages`)."""

    letterhead: Letterhead
    paper: Paper = "letter"
    language: str = "en-US"
    duplex: bool = False
    notices: tuple[str, ...] = ()

    @property
    def words(self) -> ReportWords:
        """What documents say by themselves."""
        return words_in(self.language)


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """The most important point, first on the page. ``asks``: the client has to do or attend something."""

    lead: str
    text: str = ""
    asks: bool = True


@dataclass(frozen=True, slots=True)
class DatedLine:
    """One row: when ("13 Nov", "7 Jan, 15:30", "from you"), what, perhaps a short note at the right edge.

    ``source``: the development, entry, agreed action or key date that it tells of, where it tells of one.
    """

    when: str
    text: str
    strong: bool = False
    note: str = ""
    source: UUID | None = None


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One row on fees: "Estimate", "$11,000, given on 2 September; unchanged", "58 % used"."""

    label: str
    text: str
    right: str = ""


@dataclass(frozen=True, slots=True)
class StatusReport:
    """The client status report (PRACTICE K1), top to bottom. A part that is empty is left out.

    ``since_heading``: "Since our report of 6 November". ``your_actions``: what the client has to do, by date;
    when there is nothing, and neither the key point nor a decision asks anything, one sentence says so. ``options``,
    ``decisions``, ``priorities`` may hold several paragraphs, one a line. ``closing``: next update, contacts,
    how to raise a concern. ``footer_short`` stands before the page number. Of all this only ``file_number``
    goes into the title that the file itself carries. ``tells``: the developments in it that the client had not been
    told of; ``unsaid``: contacts without words for the client; ``unused_advice``: what was advised meanwhile, where
    nobody wrote options and risks for the letter. None of these three is printed as such. ``large_print``: set for
    a client who does not read small letters (A1). ``reads`` and ``needs_interpreter``: the client's language as it is
    on file, and whether they need help with the firm's.
    """

    stationery: Stationery
    addressee: tuple[str, ...]
    date: str
    file_label: str
    file_number: str
    matter_line: str
    footer_short: str
    key_point: KeyPoint | None = None
    priorities: str = ""
    since_heading: str = ""
    progress: tuple[DatedLine, ...] = ()
    waiting_for: tuple[DatedLine, ...] = ()
    coming_up: tuple[DatedLine, ...] = ()
    your_actions: tuple[DatedLine, ...] = ()
    options: str = ""
    decisions: str = ""
    fees: tuple[FeeLine, ...] = ()
    closing: tuple[Paragraph, ...] = ()
    signatory: tuple[str, ...] = ()
    tells: tuple[UUID, ...] = ()
    unsaid: tuple[Unsaid, ...] = ()
    unused_advice: str = ""
    large_print: bool = False
    reads: str = ""
    needs_interpreter: bool = False

    @property
    def complaint(self) -> str:
        """What speaks against sending it as it is: that the client reads another language; "" where nothing does."""
        return other_language(self.reads, self.stationery.language, interpreter=self.needs_interpreter)

    @property
    def words(self) -> ReportWords:
        """The letter's own words."""
        return self.stationery.words

    @property
    def nothing_to_do(self) -> str:
        """The sentence that the client has nothing to do; empty where anything is asked of them."""
        asks = self.key_point is not None and self.key_point.asks
        asked = asks or bool(self.your_actions) or bool(self.decisions.strip())
        return "" if asked else self.words.nothing_to_do
