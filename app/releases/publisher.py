"""Where the publisher of this copy says which release is the newest, and by which keys that is believed.

Whoever publishes Liaison puts both in their own before the first release (`packaging/RELEASING.md`, *The newest
one*); the address that stands here is one that nobody can own (RFC 2606), so until then there is nothing to be found
at it.
"""

from __future__ import annotations

from typing import Final, NamedTuple
from urllib.parse import urlsplit


class Publisher(NamedTuple):
    """``address`` of the statement, by https; ``keys``: Ed25519 public keys, 64 hexadecimal digits each, of which
    one has to have signed it."""

    address: str
    keys: tuple[str, ...]


PUBLISHER: Final = Publisher(
    address="https://updates.liaison.example/newest.txt",
    keys=("519b7d79cd57216f1aff0b330ceea0b7e856ee8307a2ad92549081c2945becbd",),
)


def is_nobodys(publisher: Publisher) -> bool:
    """Whether the address was never put in: no release is to leave the house like that."""
    host = urlsplit(publisher.address).hostname or ""
    return host == "example" or host.endswith(".example")
