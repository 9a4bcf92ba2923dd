"""A certificate for a server of this machine, made for one run of the tests and signed by itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from Crypto.Hash import SHA256
from Crypto.PublicKey import ECC
from Crypto.Signature import DSS
from Crypto.Util.asn1 import (
    DerBitString,
    DerBoolean,
    DerInteger,
    DerObject,
    DerObjectId,
    DerOctetString,
    DerSequence,
)


class Certificate(NamedTuple):
    """Files in PEM."""

    certificate: Path
    key: Path


def make_certificate(folder: Path, names: tuple[str, ...] = ("localhost",)) -> Certificate:
    """For ``names`` of hosts, valid from yesterday to tomorrow."""
    key = ECC.generate(curve="P-256")
    ecdsa = DerSequence([DerObjectId("1.2.840.10045.4.3.2")])
    name = _name("Liaison's tests")
    now = datetime.now(UTC)
    days = DerSequence([_time(now - timedelta(days=1)), _time(now + timedelta(days=1))])
    known_as = DerSequence([_tagged(0x82, name.encode("ascii")) for name in names])
    extensions = DerSequence(
        [
            _extension("2.5.29.19", DerSequence([DerBoolean(True)])),  # it signs itself
            _extension("2.5.29.17", known_as),
        ]
    )
    said = DerSequence(
        [
            _tagged(0xA0, DerInteger(2).encode()),
            DerInteger(int(now.timestamp())),
            ecdsa,
            name,
            days,
            name,
            _raw(key.public_key().export_key(format="DER")),
            _tagged(0xA3, extensions.encode()),
        ]
    )
    signature = DSS.new(key, "fips-186-3", encoding="der").sign(SHA256.new(said.encode()))
    whole = DerSequence([said, ecdsa, DerBitString(signature)]).encode()
    made = Certificate(folder / "certificate.pem", folder / "key.pem")
    made.certificate.write_text(_pem("CERTIFICATE", whole), encoding="ascii")
    made.key.write_text(key.export_key(format="PEM"), encoding="ascii")
    return made


def _pem(kind: str, der: bytes) -> str:
    from Crypto.IO import PEM

    return str(PEM.encode(der, kind)) + "\n"


class _Raw(DerObject):
    """Bytes that are DER already."""

    def __init__(self, der: bytes) -> None:
        super().__init__()
        self._der = der

    def encode(self) -> bytes:
        return self._der


def _raw(der: bytes) -> DerObject:
    return _Raw(der)


def _tagged(tag: int, content: bytes) -> DerObject:
    made = DerOctetString(content).encode()  # the length is written in the same way
    return _Raw(bytes([tag]) + made[1:])


def _time(moment: datetime) -> DerObject:
    return _tagged(0x17, moment.strftime("%y%m%d%H%M%SZ").encode("ascii"))


def _name(common: str) -> DerSequence:
    pair = DerSequence([DerObjectId("2.5.4.3"), _tagged(0x0C, common.encode())])
    return DerSequence([_tagged(0x31, pair.encode())])


def _extension(number: str, value: DerObject) -> DerSequence:
    return DerSequence([DerObjectId(number), DerOctetString(value.encode())])
