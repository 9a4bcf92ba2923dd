"""password -> slot key -> the user's own private key -> database key -> subkeys (VAULT.md, "Keys").

All of it is libsodium's; nothing is invented here but what is bound to what.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from uuid import UUID

import nacl.bindings as sodium
import nacl.exceptions
import nacl.utils
from nacl.encoding import RawEncoder
from nacl.hash import blake2b
from nacl.public import PrivateKey, PublicKey, SealedBox

KEY_BYTES = 32
NONCE_BYTES = sodium.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
TAG_BYTES = sodium.crypto_aead_xchacha20poly1305_ietf_ABYTES


class WrongKeyError(Exception):
    """What was to be opened does not open: wrong key, or altered."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What a password opens in its slot: the private key, and the key that proves who sealed the database
    key.

    Anybody may seal to a public key. So that nobody without a database key of this vault can push a key of
    his own under a user's password, the sealed database key carries a tag made with ``binding``, which only
    the slot and (encrypted) the holders of the database key have.
    """

    private: bytes
    binding: bytes


def subkey(database_key: bytes | bytearray, purpose: str) -> bytes:
    """The 32-byte key for one purpose ("header", "audit", "backup" …): keyed BLAKE2b of the purpose."""
    return mac(bytes(database_key), b"liaison subkey 1\0" + purpose.encode())


def mac(key: bytes, message: bytes) -> bytes:
    """32 bytes that only a holder of ``key`` can make: keyed BLAKE2b."""
    return blake2b(message, digest_size=KEY_BYTES, key=key, encoder=RawEncoder)


def same(left: bytes, right: bytes) -> bool:
    """Whether two macs are equal, in constant time."""
    return len(left) == len(right) and sodium.sodium_memcmp(left, right)


def encrypt(key: bytes, plain: bytes, bound_to: bytes) -> tuple[bytes, bytes]:
    """(nonce of 24 bytes, ciphertext) by XChaCha20-Poly1305; opens only together with ``bound_to``."""
    nonce = nacl.utils.random(NONCE_BYTES)
    return nonce, sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plain, bound_to, nonce, key)


def decrypt(key: bytes, nonce: bytes, sealed: bytes, bound_to: bytes) -> bytes:
    """The plaintext. Raises `WrongKeyError`."""
    try:
        return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(sealed, bound_to, nonce, key)
    except (nacl.exceptions.CryptoError, ValueError, TypeError):
        raise WrongKeyError from None


def new_database_key() -> bytearray:
    """32 random bytes, in a buffer that can be wiped."""
    return bytearray(nacl.utils.random(KEY_BYTES))


def new_opened() -> tuple[Opened, bytes]:
    """A user's new key pair: what goes into the slot under the password, and the public key."""
    pair = PrivateKey.generate()
    return Opened(bytes(pair), nacl.utils.random(KEY_BYTES)), bytes(pair.public_key)


def seal(database_key: bytes | bytearray, public: bytes, binding: bytes, place: bytes) -> bytes:
    """The database key for the owner of ``public``, with the tag for this ``place`` (vault, epoch, slot)."""
    plain = bytes(database_key)
    return SealedBox(PublicKey(public)).encrypt(plain + _tag(binding, plain, place))


def unseal(sealed: bytes, opened: Opened, place: bytes) -> bytearray:
    """The database key out of `seal`. Raises `WrongKeyError` where it was sealed by a stranger or for another
    place."""
    try:
        plain = SealedBox(PrivateKey(opened.private)).decrypt(sealed)
    except (nacl.exceptions.CryptoError, ValueError, TypeError):
        raise WrongKeyError from None
    key, tag = plain[:KEY_BYTES], plain[KEY_BYTES:]
    if not same(tag, _tag(opened.binding, key, place)):
        raise WrongKeyError
    return bytearray(key)


def canonical(value: object) -> bytes:
    """JSON with one spelling: sorted, no spaces, UTF-8. What is signed or bound is spelled so."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def place(vault: UUID, epoch: int, slot: UUID) -> bytes:
    """Where a sealed key belongs."""
    return canonical(["liaison database key", str(vault), epoch, str(slot)])


def _tag(binding: bytes, database_key: bytes, where: bytes) -> bytes:
    return mac(binding, where + b"\0" + database_key)


def wipe(key: bytearray) -> None:
    """Overwrite with zeros."""
    key[:] = bytes(len(key))
