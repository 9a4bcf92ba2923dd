"""What the publisher signs is what the program believes; nothing leaves the house with somebody else's address or
key."""

from __future__ import annotations

import json
import stat
import sys
from datetime import date
from pathlib import Path

import pytest
import sign_release

from app.kernel.program import VERSION
from app.releases.publisher import Publisher
from app.releases.statement import newer_release

DAY = date(2026, 11, 23)


@pytest.fixture
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A key that this version believes, of a publisher with an address."""
    file = tmp_path / "key"
    public = sign_release.new_key(file)
    ours = Publisher("https://updates.liaison-publisher.org/newest.txt", (public,))
    monkeypatch.setattr(sign_release, "PUBLISHER", ours)
    return file


@pytest.fixture
def news(tmp_path: Path) -> Path:
    file = tmp_path / "news.json"
    file.write_text(json.dumps({"en": "Undo.", "de": "Rückgängig."}), encoding="utf-8")
    return file


def test_what_is_signed_is_believed(key: Path, news: Path, tmp_path: Path) -> None:
    out = tmp_path / "newest.txt"
    sign_release.sign([key], news, "https://liaison-publisher.org/get", out, today=DAY)
    keys = sign_release.PUBLISHER.keys
    release, is_newer = newer_release(out.read_bytes(), keys=keys, own="0.0.1", today=DAY, seen=None)
    assert (release.version, is_newer, release.news["de"]) == (VERSION, True, "Rückgängig.")
    assert sign_release.check(out, DAY).startswith(
        f"{VERSION}, published 2026-11-23, believed until 2027-02-21"
    )


def test_by_hand(key: Path, news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "newest.txt"
    page = ["--where", "https://liaison-publisher.org/get", "--out", str(out)]
    assert sign_release.main(["sign", "--key", str(key), "--news", str(news), *page]) == 0
    assert sign_release.main(["check", str(out)]) == 0
    assert sign_release.main(["check"]) == 0
    assert sign_release.main(["new-key", str(key)]) == 1, "no key is written over"
    out.write_bytes(out.read_bytes() + b" ")
    assert sign_release.main(["check", str(out)]) == 1
    assert "was changed on its way" in capsys.readouterr().err


def test_a_key_that_nobody_believes_signs_nothing(key: Path, news: Path, tmp_path: Path) -> None:
    other, out = tmp_path / "other", tmp_path / "newest.txt"
    sign_release.new_key(other)
    with pytest.raises(sign_release.Wrong):
        sign_release.sign([other], news, "https://liaison-publisher.org/get", out, today=DAY)
    assert not out.exists()
    sign_release.sign([other, key], news, "https://liaison-publisher.org/get", out, today=DAY)
    news.write_text("[]", encoding="utf-8")
    with pytest.raises(sign_release.Wrong):
        sign_release.sign([key], news, "https://liaison-publisher.org/get", out, today=DAY)
    news.rename(key.parent / "no-key")
    with pytest.raises(sign_release.Wrong):
        sign_release.read_key(key.parent / "no-key")


@pytest.mark.skipif(sys.platform == "win32", reason="rights of files are others there")
def test_the_secret_is_its_owners_alone(key: Path) -> None:
    assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_nothing_is_released_with_the_address_that_is_nobodys() -> None:
    with pytest.raises(sign_release.Wrong):
        sign_release.check(None)
