"""The fields of what something costs, shared by the forms that say it: range, tax, disbursements, currency (F1)."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from app.care.estimate import Estimate, Sums
from app.kernel.errors import Invalid, Problem
from app.kernel.money import read_amount, written
from app.kernel.numbers import in_signs
from ui.kit.fields import TextField
from ui.kit.form import Form

translate = QCoreApplication.translate


class SumsFields:
    """`place(form, label)` adds its two rows, `fill` and `read` are what stands there."""

    def __init__(self, home: str) -> None:
        """``home``: the currency of what names none."""
        self._home = home
        self.amount = TextField(translate("Sums", "11,000"))
        self.up_to = TextField(translate("Sums", "to, if it is a range"))
        self.tax = TextField(translate("Sums", "tax"))
        self.disbursements = TextField(translate("Sums", "disbursements"))
        self.currency = TextField(home)

    def place(self, form: Form, label: str) -> None:
        """The amount with its range; what is said beside it, under it."""
        form.add_together(label, (self.amount, "amount", 2), (self.up_to, "up_to", 2))
        form.also("low", "amount")  # as the rules call the lower end
        form.add_together(
            translate("Sums", "On top of it"),
            (self.tax, "tax", 2),
            (self.disbursements, "disbursements", 2),
            (self.currency, "currency", 1),
        )
        for field, name in (
            (self.amount, translate("Sums", "Amount; of a range its lower end")),
            (self.up_to, translate("Sums", "Upper end of a range")),
            (self.tax, translate("Sums", "Tax beside it")),
            (self.disbursements, translate("Sums", "Disbursements beside it")),
            (self.currency, translate("Sums", "Currency")),
        ):
            field.setAccessibleName(name)

    def fill(self, sums: Sums | None) -> None:
        """Show what is said already, of a range its lower end first."""
        is_range = sums is not None and sums.low is not None
        for field, name in (
            (self.amount, "low" if is_range else "amount"),
            (self.up_to, "amount" if is_range else "low"),
            (self.tax, "tax"),
            (self.disbursements, "disbursements"),
        ):
            part = getattr(sums, name, None)
            words = (
                "" if part is None or sums is None else in_signs(written(part, sums.currency, grouped=True))
            )
            field.setText(words)
        self.currency.setText(sums.currency if sums is not None else "")

    def read(self, *, ranged: bool = True) -> Estimate | None:
        """What stands there; None where there is nothing. Raises Invalid, for the field that is no amount."""
        low, amount = self._amount("amount", self.amount), None
        if ranged:
            amount = self._amount("up_to", self.up_to)
        if amount is None:
            low, amount = None, low
        tax, spent = self._amount("tax", self.tax), self._amount("disbursements", self.disbursements)
        if amount is None:
            if (tax, spent) != (None, None):
                raise Invalid([_no_amount("amount")])
            return None
        return Estimate(amount, low, tax, spent, self.currency.text())

    def _amount(self, name: str, field: TextField) -> Decimal | None:
        words = field.text().strip()
        currency = self.currency.text().strip().upper() or self._home
        amount = read_amount(words, currency) if words else None
        if words and amount is None:
            raise Invalid([_no_amount(name)])
        return amount


def _no_amount(name: str) -> Problem:
    return Problem(name, "bad-amount", translate("Sums", "Give an amount of money, such as 11,000."))
