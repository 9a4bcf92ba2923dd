"""Where the audit trail ended when a paper was made, so that the paper can be held against it (VAULT.md)."""

from __future__ import annotations

from app.audit.trail import Head
from app.kernel.language import tr
from app.kernel.numbers import say_number


def in_groups(mac: bytes, digits: int = 16) -> str:
    """The beginning of a seal as people compare it: "9f2c 11ab 03de 77aa"."""
    spelled = mac.hex()[:digits]
    return " ".join(spelled[at : at + 4] for at in range(0, len(spelled), 4))


def anchor_at_foot(anchor: Head) -> str:
    """As in "Audit trail: event 12,345, 9f2c 11ab 03de 77aa"."""
    return tr("Audit trail: event {number}, {seal}").format(
        number=say_number(anchor.seq), seal=in_groups(anchor.mac)
    )
