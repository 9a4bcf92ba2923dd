"""What texts of the firm say of the firm itself, by the names of their fields."""

from __future__ import annotations

from app.hours.queries import opening_hours
from app.hours.typed import say_week
from app.kernel.said import say_date
from app.settings.queries import firm
from app.storage.transaction import Reader


def firm_texts(reader: Reader) -> dict[str, str]:
    """Name, address, hours and whom to turn to, at the reader's moment; "" for what the firm does not say."""
    details = firm(reader).details
    return {
        "firm.name": details.name,
        "firm.address": details.address,
        "firm.phone": details.phone,
        "firm.email": details.email,
        "firm.concerns": details.concern_contact.rstrip("."),
        "firm.hours": say_week(opening_hours(reader)),
        "today": say_date(reader.today),
    }
