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
        self.low = TextField(translate("Sums", "from, if it is a range"))
        self.tax = TextField(translate("Sums", "tax"))
        self.disbursements = TextField(translate("Sums", "disbursements"))
        self.currency = TextField(home)

    def place(self, form: Form, label: str) -> None:
        """The amount with its range; what is said beside it, under it."""
        form.add_together(label, (self.amount, "amount", 2), (self.low, "low", 2))
        form.add_together(
            translate("Sums", "On top of it"),
            (self.tax, "tax", 2),
            (self.disbursements, "disbursements", 2),
            (self.currency, "currency", 1),
        )
        for field, name in (
            (self.amount, translate("Sums", "Amount; of a range its upper end")),
            (self.low, translate("Sums", "Lower end of a range")),
            (self.tax, translate("Sums", "Tax beside it")),
            (self.disbursements, translate("Sums", "Disbursements beside it")),
            (self.currency, translate("Sums", "Currency")),
        ):
            field.setAccessibleName(name)

    def fill(self, sums: Sums | None) -> None:
        """Show what is said already."""
        for name in ("amount", "low", "tax", "disbursements"):
            part = getattr(sums, name, None)
            words = (
                "" if part is None or sums is None else in_signs(written(part, sums.currency, grouped=True))
            )
            getattr(self, name).setText(words)
        self.currency.setText(sums.currency if sums is not None else "")

    def read(self, *, ranged: bool = True) -> Estimate | None:
        """What stands there; None where there is nothing. Raises Invalid, for the field that is no amount."""
        amount = self._amount("amount", self.amount)
        low = self._amount("low", self.low) if ranged else None
        tax, spent = self._amount("tax", self.tax), self._amount("disbursements", self.disbursements)
        if amount is None:
            if (low, tax, spent) != (None, None, None):
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
