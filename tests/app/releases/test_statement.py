"""What the publisher says of the newest release: believed only signed, in time, whole, and never downwards."""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.signing import SigningKey

from app.kernel.errors import Refused
from app.kernel.program import VERSION
from app.releases.publisher import PUBLISHER, is_nobodys
from app.releases.statement import LARGEST, Release, newer_release, numbers_of, sign_release

OURS, NEXT, STRANGERS = (bytes([n]) * 32 for n in (1, 2, 3))
KEYS = (SigningKey(OURS).verify_key.encode().hex(),)
DAY = date(2026, 11, 23)
NEWS = {"en": "Undo.\nSeveral windows.", "de": "Rückgängig."}
RELEASE = Release("1.4.0", date(2026, 11, 20), date(2027, 2, 18), NEWS, "https://liaison.example/get?it")


def _judged(
    content: bytes, own: str = "1.3.9", today: date = DAY, seen: date | None = None
) -> tuple[Release, bool]:
    return newer_release(content, keys=KEYS, own=own, today=today, seen=seen)


def _code(content: bytes, **how: Any) -> str:
    with pytest.raises(Refused) as refused:
        _judged(content, **how)
    return refused.value.code


def _signed(words: bytes, secret: bytes = OURS) -> bytes:
    """Any words as the publisher would sign them."""
    signature = SigningKey(secret).sign(b"liaison release 1\n" + words).signature
    return b"liaison release 1\n" + b64encode(signature) + b"\n\n" + words


@pytest.mark.parametrize(
    ("own", "is_newer"),
    [
        ("1.3.9", True),
        ("0.1.0", True),
        ("1.4", False),
        ("1.4.0", False),
        ("1.4.0.1", False),
        ("1.10.0", False),
        ("2.0", False),
    ],
)
def test_newer_is_more_and_nothing_else(own: str, is_newer: bool) -> None:
    assert _judged(sign_release(RELEASE, [OURS]), own) == (RELEASE, is_newer)


def test_our_own_version_can_be_compared_and_the_keys_are_keys() -> None:
    assert numbers_of(VERSION)
    assert PUBLISHER.keys
    assert all(len(bytes.fromhex(key)) == 32 for key in PUBLISHER.keys)
    assert PUBLISHER.address.startswith("https://")
    assert is_nobodys(PUBLISHER._replace(address="https://a.example/x"))
    assert not is_nobodys(PUBLISHER._replace(address="https://example.org/x"))


def test_while_keys_change_one_of_two_is_enough() -> None:
    both = sign_release(RELEASE, [NEXT, OURS])
    assert _judged(both) == (RELEASE, True)
    assert _code(sign_release(RELEASE, [NEXT])) == "release-forged"


def test_what_a_stranger_signed_or_anybody_changed_is_forged() -> None:
    content = sign_release(RELEASE, [OURS])
    assert _code(sign_release(RELEASE, [STRANGERS])) == "release-forged"
    assert _code(content.replace(b"1.4.0", b"9.4.0")) == "release-forged"
    assert _code(content + b" ") == "release-forged"
    head, signature, *rest = content.split(b"\n")
    another = _signed(b"another text").split(b"\n")[1]
    assert _code(b"\n".join([head, another, *rest])) == "release-forged"
    bare = SigningKey(OURS).sign(content.partition(b"\n\n")[2]).signature
    assert _code(b"\n".join([head, b64encode(bare), *rest])) == "release-forged", "signed for another purpose"
    assert signature != another


def test_it_is_believed_to_its_last_day() -> None:
    content = sign_release(RELEASE, [OURS])
    assert _judged(content, today=RELEASE.expires)[1]
    assert _code(content, today=RELEASE.expires + timedelta(days=1)) == "release-expired"


def test_nobody_goes_back_behind_what_was_believed() -> None:
    content = sign_release(RELEASE, [OURS])
    assert _judged(content, seen=RELEASE.published)[1]
    assert _code(content, seen=RELEASE.published + timedelta(days=1)) == "release-older"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>\n\n</html>",
        b"liaison release 2\nAAAA\n\n{}",
        b"liaison release 1\n\n{}",
        b"liaison release 1\nno base64!\n\n{}",
        b"liaison release 1\nAAAA\n\n{}",
        b"liaison release 1\n" + b"A" * 86 + b"==\n" * 1 + (b"A" * 86 + b"==\n") * 4 + b"\n{}",
        sign_release(RELEASE, [OURS]) + b" " * LARGEST,
        sign_release(RELEASE, [OURS])[:60],
        b"\n\n",
        b"\0" * 50,
    ],
)
def test_what_is_no_statement_is_not_read(content: bytes) -> None:
    assert _code(content) == "release-unreadable"


SAID: dict[str, Any] = {
    "version": "1.4.0",
    "published": "2026-11-20",
    "expires": "2027-02-18",
    "news": {"en": "Undo."},
    "where": "https://liaison.example/get",
}


@pytest.mark.parametrize(
    "change",
    [
        {"version": "1.4 beta"},
        {"version": "٣.٤"},
        {"version": "1." + "9" * 5000},
        {"version": None},
        {"published": "2026-11-31"},
        {"published": "20261120"},
        {"published": "2027-03-01"},
        {"expires": 3},
        {"news": {}},
        {"news": {"de": "Nur deutsch"}},
        {"news": {"en": ""}},
        {"news": {"en": "x" * 5000}},
        {"news": {"en": "turned \u202e round"}},
        {"news": {"en": "nought \0"}},
        {"news": {"../en": "x", "en": "x"}},
        {"news": ["en"]},
        {"where": "http://liaison.example/get"},
        {"where": "file:///etc/passwd"},
        {"where": "https://liaison.example@stranger.example/"},
        {"where": "https://liaison.example:8443/"},
        {"where": "https:///get"},
        {"where": "https://liaison.example/a b"},
        {"where": "https://liaison.example/\u202egpj"},
        {"where": "https://liаison.example/"},
        {"where": "https://[::1/"},
        {"where": "https://liaison.example/" + "x" * 300},
        {"where": "javascript:alert(1)"},
    ],
    ids=str,
)
def test_what_is_signed_and_makes_no_sense_is_not_read_and_could_not_be_signed(
    change: dict[str, Any],
) -> None:
    assert _judged(_signed(json.dumps(SAID).encode()))[1]
    assert _code(_signed(json.dumps({**SAID, **change}).encode())) == "release-unreadable"


@pytest.mark.parametrize("words", [b"[]", b"3", b"\xff", b"", b"[" * 20_000, b'{"version": "1"}'])
def test_signed_nonsense_is_a_sentence(words: bytes) -> None:
    assert _code(_signed(words)) == "release-unreadable"


@pytest.mark.parametrize(
    ("release", "secrets"),
    [
        (replace(RELEASE, version="v2"), [OURS]),
        (replace(RELEASE, where="http://liaison.example"), [OURS]),
        (RELEASE, []),
        (RELEASE, [OURS] * 5),
        (replace(RELEASE, news={"en": "ü" * 4000, **{f"a{c}": "ü" * 4000 for c in "abcdef"}}), [OURS]),
    ],
)
def test_what_could_not_be_read_is_not_signed(release: Release, secrets: list[bytes]) -> None:
    with pytest.raises(Refused):
        sign_release(release, secrets)


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reading(content: bytes) -> None:
    assert _code(content) == "release-unreadable"


@given(st.integers(0, 10_000), st.integers(0, 255))
def test_no_changed_byte_is_believed(at: int, byte: int) -> None:
    content = bytearray(sign_release(RELEASE, [OURS]))
    at %= len(content)
    if content[at] != byte:
        content[at] = byte
        assert _code(bytes(content)) in {"release-forged", "release-unreadable"}


@pytest.mark.parametrize(
    ("language", "says"),
    [("de", "Rückgängig."), ("de-CH", "Rückgängig."), ("es", NEWS["en"]), ("en-GB", NEWS["en"])],
)
def test_news_are_in_the_language_of_the_reader_where_there_are_any(language: str, says: str) -> None:
    assert RELEASE.news_in(language) == says
