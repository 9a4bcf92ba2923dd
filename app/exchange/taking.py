"""Taking over what was read: in one transaction, or, of more messages than one holds, stretch by stretch.

Each stretch is whole: stopped, what is in stays in, and bringing the same in again goes on behind it, because no
message comes twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from functools import partial

from app.exchange.incoming import CalendarFile, CardsFile, CsvFile, Incoming, MailFile, PostFile, RefusedFile
from app.exchange.letters import Letter, in_stretches, read_letters
from app.exchange.outcome import FileOutcome, RowNote
from app.exchange.read_files import Batch, Progress
from app.exchange.take_clients import ClientTaker
from app.exchange.take_events import EventTaker
from app.exchange.take_messages import MessageTaker
from app.exchange.take_tables import Begin, is_long, take_long_table, take_table
from app.kernel.rights import Right
from app.storage.transaction import Transaction

STRETCH = 250
STRETCH_BYTES = 30_000_000
"""So many messages, or bytes of them, are one transaction."""
ONE_TRANSACTION = 500
"""Up to so many messages are taken over in one transaction with everything else, if they are one stretch of bytes."""
_ROWS_BETWEEN = 100
_LETTERS_BETWEEN = 10

Kept = Callable[[int], None]


def quiet(stage: object, done: int, of: int) -> None:
    """Tell nobody."""


def take_files(
    tx: Transaction,
    batch: Batch,
    *,
    progress: Progress = quiet,
    letters: Sequence[Letter] | None = None,
    dates_known: bool = False,
) -> tuple[FileOutcome, ...]:
    """Take over what was read, within the caller's transaction; ``letters`` where its messages were read already.

    For a preview the caller rolls back (`Workspace.rehearse`): what is shown then is what would happen. The outcomes
    are in the order of ``batch.paths``. Tables come before messages, so that the matters are there when the notices
    are placed. Needs `Right.WRITE`.
    """
    tx.need(Right.WRITE)
    taking = _Taking(batch, progress, dates_known=dates_known)
    with tx.as_one("imported", "import", tx.new_id(), files=len(batch.items)):
        taking.take_tables(tx)
        if letters is not None:
            taking.take_letters(tx, letters)
        else:
            with closing(read_letters(taking.posts)) as reading:
                taking.take_letters(tx, reading)
        taking.tell()  # the last moment to stop
    return taking.outcomes()


def bring_in(
    begin: Begin,
    batch: Batch,
    *,
    keeps: bool,
    progress: Progress = quiet,
    kept: Kept = lambda things: None,
    dates_known: bool = False,
) -> tuple[FileOutcome, ...]:
    """Take over what was read, in as many transactions as it takes: ``begin`` opens one (`Workspace.write`, or without
    ``keeps`` `Workspace.rehearse`, for a preview).

    ``progress`` may raise to stop. ``kept`` is told after each commit how many rows and messages are in. Up to 500
    messages of 30 MB are read first, then written in one transaction with everything else; long tables (`is_long`)
    and more messages go in stretches. A table and what is placed by it are always rehearsed as one, a long one on a
    copy (`Workspace.trial`). ``dates_known``: the clients know of the new dates of calendars, so that these are no
    news.
    """
    posts = [(index, one) for index, one in enumerate(batch.items) if isinstance(one, PostFile)]
    is_short = sum(one.count for _, one in posts) <= ONE_TRANSACTION and not has_long_table(batch)
    is_short = is_short and sum(one.size for _, one in posts) <= STRETCH_BYTES
    has_tables = any(isinstance(one, CsvFile | CardsFile | CalendarFile) for one in batch.items)
    if is_short or (has_tables and not keeps):
        read = _read_all(posts) if is_short else None  # before anybody has to wait for the transaction
        with begin() as tx:
            return take_files(tx, batch, progress=progress, letters=read, dates_known=dates_known)
    taking = _Taking(batch, progress, came=None if keeps else set(), dates_known=dates_known)
    taking.note_refused()
    taking.take_tables_apart(begin, kept)
    with closing(read_letters(taking.posts)) as letters:
        for stretch in in_stretches(letters, most=STRETCH, most_bytes=STRETCH_BYTES):
            with begin() as tx:
                tx.need(Right.WRITE)
                with tx.as_one("imported", "import", tx.new_id(), files=len({one.index for one in stretch})):
                    taking.take_letters(tx, stretch)
            kept(taking.done)
    return taking.outcomes()


def _read_all(posts: Sequence[tuple[int, PostFile]]) -> list[Letter]:
    with closing(read_letters(posts)) as letters:
        return list(letters)


def has_long_table(batch: Batch) -> bool:
    """Whether it would keep everybody else from writing for long."""
    return any(isinstance(one, CsvFile) and is_long(one.reading) for one in batch.items)


class _Taking:
    """One import: what became of each of its files so far."""

    def __init__(
        self, batch: Batch, progress: Progress, came: set[str] | None = None, *, dates_known: bool
    ) -> None:
        self._dates_known = dates_known
        self._items = batch.items
        self._progress = progress
        self._came = came
        self._outcomes: dict[int, FileOutcome] = {}
        self.done = 0
        self._of = sum(_weight(one) for one in batch.items)
        self.posts = [(index, one) for index, one in enumerate(batch.items) if isinstance(one, PostFile)]
        self.taken = 0

    def outcomes(self) -> tuple[FileOutcome, ...]:
        """In the order of the files; a mailbox without a message has one, too."""
        for index, file in self.posts:
            self._outcomes.setdefault(index, FileOutcome(file.name, "mbox", label="Mailbox"))
        return tuple(self._outcomes[index] for index in range(len(self._items)))

    def tell(self) -> None:
        """How far it is."""
        self._progress("take", self.done, self._of)

    def note_refused(self) -> None:
        """The files that could not be read."""
        for index, one in enumerate(self._items):
            if isinstance(one, RefusedFile):
                self._outcomes[index] = _refused(one)

    def take_tables(self, tx: Transaction) -> None:
        """Everything but messages."""
        self.note_refused()
        for index, one in enumerate(self._items):
            if not isinstance(one, PostFile | RefusedFile):
                self._take_table(tx, index, one)

    def take_tables_apart(self, begin: Begin, kept: Kept) -> None:
        """The same, each file in a transaction of its own or, a long one, in several."""
        for index, one in enumerate(self._items):
            if isinstance(one, PostFile | RefusedFile):
                continue
            if isinstance(one, CsvFile) and is_long(one.reading):
                said = partial(_also, kept, self.done)
                self._outcomes[index] = take_long_table(begin, one.name, one.reading, self._further(), said)
                self.done += _weight(one)
                continue
            with begin() as tx, tx.as_one("imported", "import", tx.new_id(), files=1):
                self._take_table(tx, index, one)
            kept(self.done)

    def _take_table(self, tx: Transaction, index: int, one: CsvFile | CardsFile | CalendarFile) -> None:
        self.tell()
        further = self._further()
        if isinstance(one, CsvFile):
            self._outcomes[index] = take_table(tx, one.name, one.reading, further)
        elif isinstance(one, CardsFile):
            self._outcomes[index] = _take_cards(tx, one, further)
        else:
            self._outcomes[index] = EventTaker(tx, dates_known=self._dates_known).take_all(one)
        self.done += _weight(one)

    def _further(self) -> Callable[[int], None]:
        return partial(_further, self._progress, self.done, self._of)

    def take_letters(self, tx: Transaction, letters: Iterable[Letter]) -> None:
        """Messages, as they come."""
        taker: MessageTaker | None = None
        for letter in letters:
            if self.taken % _LETTERS_BETWEEN == 0:
                self.tell()
            outcome = self._outcomes.get(letter.index) or self._begun(letter)
            if isinstance(letter.read, MailFile):
                taker = taker or MessageTaker(tx, self._came)
                taker.take(letter.read, outcome, letter.number)
            elif outcome.kind == "mbox":
                outcome.refused.append(RowNote(letter.number, letter.read.reason))
            self.done += 1
            self.taken += 1

    def _begun(self, letter: Letter) -> FileOutcome:
        file, read = self._items[letter.index], letter.read
        if isinstance(file, PostFile) and file.is_mailbox:
            outcome = FileOutcome(file.name, "mbox", label="Mailbox")
        elif isinstance(read, RefusedFile):
            outcome = _refused(read)
        elif read.notices:
            outcome = FileOutcome(read.name, "court-notice", label="Court notice")
        else:
            outcome = FileOutcome(read.name, "email", label="E-mail")
        self._outcomes[letter.index] = outcome
        return outcome


def _refused(one: RefusedFile) -> FileOutcome:
    return FileOutcome(one.name, "refused", code=one.code, refused=[RowNote(1, one.reason)])


def _weight(one: Incoming) -> int:
    """How much there is to do: rows, cards, events or messages."""
    if isinstance(one, CsvFile):
        return one.reading.total_rows
    if isinstance(one, CardsFile):
        return len(one.content.contacts)
    return one.count if isinstance(one, PostFile) else 1


def _further(progress: Progress, before: int, of: int, position: int) -> None:
    """Now and then within one table."""
    if position % _ROWS_BETWEEN == 0:
        progress("take", before + position, of)


def _also(kept: Kept, before: int, rows: int) -> None:
    """These many rows of a table are in, and what was before it."""
    kept(before + rows)


def _take_cards(tx: Transaction, file: CardsFile, further: Callable[[int], None]) -> FileOutcome:
    outcome = FileOutcome(file.name, "vcard", label="Cards")
    outcome.refused += [RowNote(row.row, row.reason) for row in file.content.refused]
    ClientTaker(tx, "vcard").take_all(file.content.contacts, outcome, further)
    return outcome
