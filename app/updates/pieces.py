"""What an update is written from: pieces that are ticked, put in order and edited (PRACTICE D5, D6)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from app.channels.words import Channel
from app.kernel.errors import NotFound
from app.kernel.language import tr
from app.kernel.text import clean
from app.reports.content import Length
from app.reports.words import ReportWords, words_in


class PieceKind(StrEnum):
    """What a piece tells; in the order in which a draft begins (K1: what the client must do comes first)."""

    POINT = "point"
    PRIORITIES = "priorities"
    NEWS = "news"
    """A development that the client has not been told of."""
    HAPPENED = "happened"
    """What else happened: a development told elsewhere, a contact."""
    AWAITED = "awaited"
    COMING = "coming"
    ASKED = "asked"
    """What the client is to do."""
    OPTIONS = "options"
    DECISION = "decision"
    FEES = "fees"
    ADDED = "added"
    """A paragraph of the writer's own."""


_ORDER = {length: number for number, length in enumerate(Length)}


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing to tell. ``when`` stands before ``text`` ("13 Nov", "from the court"), or is empty.

    ``key`` names it in its draft, and the same thing has the same key in a later draft. ``sources``: the developments,
    entries, agreed actions and key dates that it comes from. ``tells``: the developments that the client has been told
    of once it is sent. ``said``: when and text as they were drafted, so that what was edited here or changed in the
    matter is seen. ``least``: the shortest length that has it by itself; None: the writer alone ticks it. ``note``:
    what the firm noted of it, for whoever finds the words; it never leaves.
    """

    key: str
    kind: PieceKind
    text: str
    when: str = ""
    sources: tuple[UUID, ...] = ()
    tells: tuple[UUID, ...] = ()
    ticked: bool = True
    least: Length | None = Length.SHORT
    said: tuple[str, str] = ("", "")
    note: str = ""
    strong: bool = False
    right: str = ""
    """A short note at the right edge, such as how much of an estimate is used."""
    of_court: bool = False
    """Whether it was drafted in the words of a court's docket, which nobody has put plainly yet."""
    lead: str = ""
    """What ``text`` began with when it was drafted, if that is to stand out."""

    @property
    def stands_out(self) -> str:
        """The ``lead`` where the text still begins with it; "" where the writer begins otherwise."""
        rest = self.text[len(self.lead) :]
        return self.lead if self.text.startswith(self.lead) and not rest[:1].strip() else ""

    @property
    def is_unplain(self) -> bool:
        """Whether the client would read the court's own words (D6)."""
        return self.of_court and self.said[1] == self.text

    @property
    def edited(self) -> bool:
        """Whether the writer has given it other words."""
        return self.said != (self.when, self.text)

    def is_in(self, length: Length) -> bool:
        """Whether a draft of that length has it by itself."""
        return self.least is not None and _ORDER[length] >= _ORDER[self.least]


@dataclass(frozen=True, slots=True)
class UpdateDraft:
    """An update that is being written; frozen, so every change makes another (`tick`, `move`, `reword`, …).

    ``since``: when the client was last given an update, or from when it tells; ``began_at``: the moment as of which it
    was drafted. ``opening`` None: the sentence that fits what is ticked (`app.updates.composing.opening_of`).
    ``language`` of the letter's own words, as in "en-GB".
    """

    matter_id: UUID
    began_at: datetime
    since: datetime | None
    length: Length
    channel: Channel
    subject: str
    greeting: str
    opening: str | None
    pieces: tuple[Piece, ...]
    closing: str
    sign_off: str
    signatory: tuple[str, ...]
    since_heading: str
    language: str = "en-US"
    large_print: bool = False

    @property
    def words(self) -> ReportWords:
        """The headings, in its language."""
        return words_in(self.language)

    @property
    def ticked(self) -> tuple[Piece, ...]:
        """What it says, in its order; a piece without words says nothing."""
        return tuple(one for one in self.pieces if one.ticked and one.text.strip())

    @property
    def tells(self) -> tuple[UUID, ...]:
        """The developments that the client has been told of once this is sent."""
        return tuple(dict.fromkeys(one for piece in self.ticked for one in piece.tells))

    @property
    def untold(self) -> tuple[UUID, ...]:
        """Those that are left out and stay untold."""
        told = set(self.tells)
        return tuple(dict.fromkeys(one for piece in self.pieces for one in piece.tells if one not in told))


def tick(draft: UpdateDraft, key: str, *, on: bool = True) -> UpdateDraft:
    """Take a piece in, or leave it out. Raises NotFound, as all of these, where no piece has the key."""
    return _changed(draft, key, lambda one: replace(one, ticked=on))


def reword(draft: UpdateDraft, key: str, text: str, when: str | None = None) -> UpdateDraft:
    """Say it in other words."""
    return _changed(
        draft,
        key,
        lambda one: replace(
            one, text=clean(text), when=one.when if when is None else clean(when, lines=False)
        ),
    )


def move(draft: UpdateDraft, key: str, by: int) -> UpdateDraft:
    """Up (``by`` below 0) or down by so many places, as far as it goes."""
    at = _at(draft, key)
    pieces = list(draft.pieces)
    one = pieces.pop(at)
    pieces.insert(max(0, min(at + by, len(pieces))), one)
    return replace(draft, pieces=tuple(pieces))


def arrange(draft: UpdateDraft, keys: Iterable[str]) -> UpdateDraft:
    """In the order of these keys; pieces that are not named come behind, in their order."""
    wanted = [draft.pieces[_at(draft, key)] for key in dict.fromkeys(keys)]
    named = {one.key for one in wanted}
    return replace(draft, pieces=(*wanted, *(one for one in draft.pieces if one.key not in named)))


def add_words(draft: UpdateDraft, text: str, after: str | None = None) -> UpdateDraft:
    """A paragraph of the writer's own, behind the piece ``after`` or at the end."""
    said = clean(text)
    piece = Piece(f"added:{uuid4()}", PieceKind.ADDED, said, said=("", said))
    at = len(draft.pieces) if after is None else _at(draft, after) + 1
    return replace(draft, pieces=(*draft.pieces[:at], piece, *draft.pieces[at:]))


def drop(draft: UpdateDraft, key: str) -> UpdateDraft:
    """Without a piece: for one of the writer's own. What comes from the matter is better left unticked."""
    at = _at(draft, key)
    return replace(draft, pieces=(*draft.pieces[:at], *draft.pieces[at + 1 :]))


def with_length(draft: UpdateDraft, length: Length) -> UpdateDraft:
    """Shorter or fuller. What the writer ticked or left out against the former length stays so."""

    def fitted(one: Piece) -> Piece:
        own = one.kind is PieceKind.ADDED or one.ticked is not one.is_in(draft.length)
        return one if own else replace(one, ticked=one.is_in(length))

    return replace(draft, length=length, pieces=tuple(map(fitted, draft.pieces)))


def _changed(draft: UpdateDraft, key: str, change: Callable[[Piece], Piece]) -> UpdateDraft:
    at = _at(draft, key)
    return replace(draft, pieces=(*draft.pieces[:at], change(draft.pieces[at]), *draft.pieces[at + 1 :]))


def _at(draft: UpdateDraft, key: str) -> int:
    for at, one in enumerate(draft.pieces):
        if one.key == key:
            return at
    raise NotFound("no-piece", tr("The update has no such piece any more."), field="piece")
