"""The cells of one row by target field, cleaned; and the refusal of a row, by its column."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.exchange.csv_values import DateError, in_quotes, read_date
from app.kernel.text import clean


class RowError(Exception):
    """This row is not taken over: a sentence, and the header it is about."""

    def __init__(self, reason: str, field: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.field = field


class Cells:
    """Looks into one row after another; ``columns`` gives for each target field its columns."""

    __slots__ = ("_columns", "_headers", "_month_first", "_row")

    def __init__(
        self, headers: tuple[str, ...], columns: Mapping[str, tuple[int, ...]], *, month_first: bool
    ) -> None:
        self._headers = headers
        self._columns = columns
        self._month_first = month_first
        self._row: list[str] = []

    def show(self, row: list[str]) -> None:
        """Look at this row from now on."""
        self._row = row

    def at(self, column: int) -> str:
        """The text of a column."""
        return _fit(self._row[column])

    def text(self, target: str) -> str:
        """The text for a target field, "" where there is no such column or it is empty."""
        columns = self._columns.get(target)
        if columns is None:
            return ""
        if len(columns) == 1:
            return _fit(self._row[columns[0]])
        return next((text for column in columns if (text := _fit(self._row[column]))), "")

    def joined(self, target: str, by: str) -> str:
        """All texts for a target field that several columns feed."""
        return by.join(filter(None, (_fit(self._row[column]) for column in self._columns.get(target, ()))))

    def date(self, target: str) -> date | None:
        """The date for a target field. Raises RowError, naming the column."""
        text = self.text(target)
        if not text:
            return None
        try:
            return read_date(text, month_first=self._month_first)
        except DateError as bad:
            cell = f"{self.header(target)} {in_quotes(text[:40])}"
            raise self.refuse(target, str(bad).format(cell=cell)) from None

    def header(self, target: str) -> str:
        """The header a target field is read from, as the file writes it."""
        columns = self._columns.get(target)
        return self._headers[columns[0]] if columns else target.replace("_", " ")

    def refuse(self, target: str, reason: str) -> RowError:
        """A refusal of the row that names the column of ``target``."""
        return RowError(reason, self.header(target))


def _fit(cell: str) -> str:
    """Cleaned; most cells are plain ASCII, which only needs trimming."""
    return cell.strip() if not cell or (cell.isascii() and cell.isprintable()) else clean(cell)
