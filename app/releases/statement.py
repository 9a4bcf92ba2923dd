"""What the publisher says of the newest release: written, signed, read and believed.

A text of a few lines: the head, a signature in base64 for each key that signed (two while one takes the other's place),
an empty line, and JSON::

    liaison release 1
    pX0v…Dw==

    {"version": "1.4.0", "published": "2026-11-20", "expires": "2027-02-18",
     "news": {"en": "Undo everywhere.", "de": "…"}, "where": "https://…"}

Each signature is Ed25519 over the head and the JSON, so that nothing else which these keys ever sign passes for one. It
ends on a day, since somebody who stands between could otherwise show an old one for ever; one that is older than what
was believed before is not believed, nor is any that is offered as newer and is not.
"""

from __future__ import annotations

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from app.kernel.errors import Refused
from app.kernel.language import tr

LARGEST: Final = 32_000
"""Bytes; a longer one is something else."""
SECONDS: Final = 20
"""So long it may take to come."""
_HEAD: Final = "liaison release 1"
_MOST_SIGNATURES: Final = 4
_LONGEST_NEWS: Final = 4_000
_LONGEST_ADDRESS: Final = 300
_VERSION: Final = re.compile(r"\d{1,5}(\.\d{1,5}){1,3}", re.ASCII)
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_LANGUAGE: Final = re.compile(r"[a-z]{2}(-[A-Z]{2})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Release:
    """``news`` by language ("en" always), ``where`` it is to be had: an https address. ``expires``: the last day on
    which this may be believed."""

    version: str
    published: date
    expires: date
    news: Mapping[str, str]
    where: str

    def news_in(self, language: str) -> str:
        """What is new, in the language of a code such as "de" or "en-GB", or else in English."""
        return self.news.get(language) or self.news.get(language.partition("-")[0]) or self.news["en"]


def numbers_of(version: str) -> tuple[int, ...]:
    """As versions are compared: 1.10 is more than 1.9, and 1.4 as much as 1.4.0. Raises ValueError."""
    if not _VERSION.fullmatch(version):
        raise ValueError(version)
    numbers = [int(part) for part in version.split(".")]
    return tuple(numbers + [0] * (4 - len(numbers)))


def newer_release(
    content: bytes, *, keys: Sequence[str], own: str, today: date, seen: date | None
) -> tuple[Release, bool]:
    """What a statement says, and whether that is newer than the version ``own``.

    ``seen``: when the newest that was believed before was published. Raises `Refused`: "release-unreadable" for what is
    no statement, "release-forged" where no key of ``keys`` signed it, "release-expired" after its last day,
    "release-older" where another was believed that is newer.
    """
    release = _read(_signed_words(content, keys))
    if release.expires < today:
        message = tr(
            "What is said there about new versions was meant until {day} only. Either nobody has renewed it, or "
            "somebody between keeps newer words back. Please look at the publisher’s page yourself."
        )
        raise Refused("release-expired", message.format(day=release.expires.isoformat()))
    if seen is not None and release.published < seen:
        message = tr(
            "What is said there about new versions is older than what was said before, so it is not believed."
        )
        raise Refused("release-older", message)
    return release, numbers_of(release.version) > numbers_of(own)


def sign_release(release: Release, secrets: Sequence[bytes]) -> bytes:
    """The statement, signed by each of the keys (32 secret bytes each). Raises `Refused` for one that
    `newer_release` could not read."""
    from nacl.signing import SigningKey

    said = {
        "version": release.version,
        "published": release.published.isoformat(),
        "expires": release.expires.isoformat(),
        "news": dict(release.news),
        "where": release.where,
    }
    words = (json.dumps(said, ensure_ascii=False, indent=2) + "\n").encode()
    if _read(words) != release or not 1 <= len(secrets) <= _MOST_SIGNATURES:
        raise _unreadable()
    signatures = [b64encode(SigningKey(one).sign(_meant(words)).signature).decode() for one in secrets]
    content = "\n".join([_HEAD, *signatures, "", ""]).encode() + words
    if len(content) > LARGEST:
        raise _unreadable()
    return content


def _meant(words: bytes) -> bytes:
    """What is signed."""
    return _HEAD.encode() + b"\n" + words


def _signed_words(content: bytes, keys: Sequence[str]) -> bytes:
    """The JSON, once somebody whom we believe has signed it."""
    head, found, words = content.partition(b"\n\n")
    lines = head.split(b"\n")
    if not found or len(content) > LARGEST or lines[0] != _HEAD.encode():
        raise _unreadable()
    signatures = [_signature(line) for line in lines[1:]]
    if not 1 <= len(signatures) <= _MOST_SIGNATURES:
        raise _unreadable()
    if not any(_signed(words, signature, key) for signature in signatures for key in keys):
        message = tr(
            "What is said there about new versions does not come from the publisher of Liaison, or was changed "
            "on its way. It is not believed."
        )
        raise Refused("release-forged", message)
    return words


def _signature(line: bytes) -> bytes:
    try:
        signature = b64decode(line, validate=True)
    except ValueError:
        raise _unreadable() from None
    if len(signature) != 64 or b64encode(signature) != line:
        raise _unreadable()
    return signature


def _signed(words: bytes, signature: bytes, key: str) -> bool:
    from nacl.exceptions import BadSignatureError
    from nacl.signing import VerifyKey

    try:
        VerifyKey(bytes.fromhex(key)).verify(_meant(words), signature)
    except BadSignatureError:
        return False
    return True


def _read(words: bytes) -> Release:
    try:
        said = json.loads(words.decode())
        release = Release(
            version=str(said["version"]),
            published=_day(said["published"]),
            expires=_day(said["expires"]),
            news={str(code): str(text) for code, text in said["news"].items()},
            where=str(said["where"]),
        )
        numbers_of(release.version)
        fits = release.published <= release.expires and _fits(release)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise _unreadable() from None
    if not fits:
        raise _unreadable()
    return release


def _day(said: object) -> date:
    if not isinstance(said, str) or not _DAY.fullmatch(said):
        raise ValueError(said)
    return date.fromisoformat(said)


def _fits(release: Release) -> bool:
    """Text is text, and the address can lead nowhere but to a page."""
    parts = urlsplit(release.where)
    host = parts.hostname or ""
    leads = (
        parts.scheme == "https"
        and re.fullmatch(r"[a-z0-9.-]+", host) is not None
        and parts.netloc.lower() == host
        and len(release.where) <= _LONGEST_ADDRESS
        and re.fullmatch(r"[!-~]+", release.where) is not None
    )
    return (
        leads
        and "en" in release.news
        and all(_LANGUAGE.fullmatch(code) for code in release.news)
        and all(_is_text(text) for text in release.news.values())
    )


def _is_text(text: str) -> bool:
    return 0 < len(text) <= _LONGEST_NEWS and all(one.isprintable() or one == "\n" for one in text)


def _unreadable() -> Refused:
    return Refused(
        "release-unreadable", tr("What came from there is no word about new versions that Liaison knows.")
    )
