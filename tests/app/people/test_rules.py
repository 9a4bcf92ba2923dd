"""Names as they are kept."""

from __future__ import annotations

import pytest

from app.kernel.errors import Refused
from app.people.rules import LONGEST_NAME, person_name


def test_letters_that_nobody_sees_make_no_other_name() -> None:
    assert person_name("Maria\u200b  Ortega\u202e") == "Maria Ortega"
    assert person_name("José Nuñez") == person_name("Jose\u0301 Nun\u0303ez")


@pytest.mark.parametrize(
    ("typed", "code"), [("\u200b \n", "no-name"), ("x" * (LONGEST_NAME + 1), "name-too-long")]
)
def test_what_is_no_name_is_refused(typed: str, code: str) -> None:
    with pytest.raises(Refused) as caught:
        person_name(typed)
    assert caught.value.code == code
