"""Argon2id: how dear a guess at a password is, and the bounds of that."""

from __future__ import annotations

import time
import unicodedata
from dataclasses import dataclass

import nacl.exceptions
import nacl.pwhash
import nacl.utils

from app.kernel.errors import Damaged, MachineTrouble
from app.kernel.language import tr

SALT_BYTES = 16
KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class KdfCost:
    """Memory in KiB, passes over it, lanes (libsodium knows only one lane)."""

    memory_kib: int
    passes: int
    parallelism: int = 1


DEFAULT = KdfCost(256 * 1024, 3)
FLOOR = KdfCost(64 * 1024, 3)
CEILING = KdfCost(1024 * 1024, 16)
CHEAP = KdfCost(64, 1)
"""For tests, which pass it explicitly to `create_vault`; far below the floor, so no header may ask for it."""

_allowed_here: set[KdfCost] = set()


def allow(cost: KdfCost) -> None:
    """Let this process, until it ends, use a cost that its own code named, whatever the bounds.

    `create_vault` calls it for the cost it is given; nothing read from a file may.
    """
    _allowed_here.add(cost)


def check_bounds(cost: KdfCost) -> None:
    """Refuse, before anything is derived, what a forged header could weaken or exhaust the machine with.

    Raises `Damaged`.
    """
    if cost in _allowed_here:
        return
    within = (
        FLOOR.memory_kib <= cost.memory_kib <= CEILING.memory_kib
        and FLOOR.passes <= cost.passes <= CEILING.passes
        and cost.parallelism == 1
    )
    if not within:
        raise Damaged(
            "kdf-out-of-bounds",
            tr(
                "The vault's header asks for a key derivation that Liaison never writes, so the header was "
                "altered. Nothing was tried: put back header.json from its copy header.json.bak or from a "
                "backup."
            ),
        )


def derive(password: str, salt: bytes, cost: KdfCost) -> bytes:
    """The 32-byte key of ``password``, normalised by NFKC so that every keyboard spells it the same.

    Takes as long and as much memory as ``cost`` says. Raises `Damaged` for a cost out of bounds and
    `MachineTrouble` where the memory is not there.
    """
    check_bounds(cost)
    try:
        return nacl.pwhash.argon2id.kdf(
            KEY_BYTES,
            unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass"),
            salt,
            opslimit=cost.passes,
            memlimit=cost.memory_kib * 1024,
        )
    except nacl.exceptions.RuntimeError:
        raise MachineTrouble(
            "no-memory",
            tr("Unlocking needs {cost} MiB of free memory. Close other programs, then try again.").format(
                cost=cost.memory_kib // 1024
            ),
        ) from None


def new_salt() -> bytes:
    """16 random bytes."""
    return nacl.utils.random(SALT_BYTES)


def calibrate(seconds: float = 1.0) -> KdfCost:
    """The cost that takes about ``seconds`` on this machine: more passes on a fast one, less memory on a slow
    one.

    Never below the floor. Takes about a second itself.
    """
    cost = DEFAULT
    spent = _time_of(cost)
    while spent > 2 * seconds and cost.memory_kib > FLOOR.memory_kib:
        cost = KdfCost(cost.memory_kib // 2, cost.passes)
        spent /= 2
    passes = min(CEILING.passes, max(FLOOR.passes, int(cost.passes * seconds / spent)))
    return KdfCost(cost.memory_kib, passes)


def _time_of(cost: KdfCost) -> float:
    begun = time.perf_counter()
    derive("calibration", bytes(SALT_BYTES), cost)
    return time.perf_counter() - begun
