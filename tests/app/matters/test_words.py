"""Words of matters."""

from __future__ import annotations

import pytest

from app.matters.words import DevelopmentKind, KeyDateKind, is_urgent


@pytest.mark.parametrize("kind", list(DevelopmentKind))
def test_offers_and_our_own_errors_are_always_urgent(kind: DevelopmentKind) -> None:
    assert is_urgent(kind, marked=True)
    assert is_urgent(kind, marked=False) == (kind in {DevelopmentKind.OFFER, DevelopmentKind.OUR_ERROR})


def test_every_kind_reads_as_words() -> None:
    labels = [kind.label for kind in (*DevelopmentKind, *KeyDateKind)]
    assert all(label and "_" not in label for label in labels)
    assert DevelopmentKind.OUR_ERROR.label == "error of ours"
    assert KeyDateKind.LIMITATION.label == "limitation date"
