"""Words for clients."""

from __future__ import annotations

from enum import StrEnum


class ClientKind(StrEnum):
    """A person or an organisation."""

    PERSON = "person"
    ORGANISATION = "organisation"


class PointKind(StrEnum):
    """A way to reach somebody."""

    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
