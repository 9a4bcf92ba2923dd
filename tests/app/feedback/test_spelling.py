"""The table of feedback is said in the language of the window."""

from __future__ import annotations

from app.feedback.figures import FeedbackFigures, feedback_part
from app.feedback.spelling import HEADS, as_csv
from app.kernel.language import speaking
from app.languages.offered import catalogue_of
from tests.support import MONDAY


def test_heads_and_groups_are_said_in_the_language() -> None:
    nobody = feedback_part("", "", ())
    found = FeedbackFigures(MONDAY.date(), MONDAY.date(), 0, nobody, (), (nobody,), ())
    english = as_csv(found).decode("utf-8-sig").splitlines()
    assert english[0] == ",".join(("Of", "", *HEADS))
    with speaking(catalogue_of("de")):
        german = as_csv(found).decode("utf-8-sig").splitlines()
    assert german[0].startswith("Von,,Antworten,Verständlichkeit,")
    assert [line.split(",")[0] for line in german[1:]] == ["Kanzlei", "Rechtsgebiet"]
