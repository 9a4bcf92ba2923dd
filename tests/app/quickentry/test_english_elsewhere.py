"""Lines in English are understood in a window of another language."""

from __future__ import annotations

import pytest

from app.kernel.language import speaking
from app.languages.offered import catalogue_of
from app.quickentry.parts import Known, Setting
from app.quickentry.reading import read
from tests.app.quickentry.test_lines import LINES, Line, as_line

WE = {"de": "wir", "es": "nosotros"}
CLIENT = {"de": "Mandant", "es": "cliente"}


@pytest.mark.parametrize("code", ["de", "es"])
@pytest.mark.parametrize(
    "line", [one for one in LINES if "3/12" not in one.words], ids=lambda line: line.words
)
def test_a_line_in_english(code: str, line: Line, setting: Setting, known: Known) -> None:
    with speaking(catalogue_of(code)):
        found = as_line(read(line.words, setting, known))
    wanted = {name: getattr(line, name) for name in found}
    # who does it stands in the language of the window, whatever the line is in
    said = {"we": WE[code], "client": CLIENT[code]}
    wanted["agreed"] = tuple((said.get(who, who), *what) for who, *what in line.agreed)
    if code == "de" and " will " in line.words:  # in German that is "wants": it is asked who
        wanted["doubts"] = wanted["doubts"] | found["doubts"] & {"who"}
    assert found == wanted
