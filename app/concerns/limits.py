"""The firm's time limits for concerns in words: what a policy, a letter or a report says is then what is measured."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from app.concerns.settings import concern_rules
from app.concerns.words import Stage
from app.kernel.language import counted
from app.storage.transaction import Reader

LIMIT_FIELDS: Final[Mapping[str, str]] = {
    "concerns.acknowledge": "how soon a concern is acknowledged, as in 3 working days",
    "concerns.contact": "how long the point of contact has to settle one",
    "concerns.responsible": "how long the responsible lawyer has",
    "concerns.supervisor": "how long the supervisor has",
    "concerns.final": "how soon a formal complaint has its final response, as in 8 weeks",
    "concerns.follow_up": "when the client is called again after it was resolved",
    "concerns.learn": "by when it is written down what was learned",
}
"""The fields, and what each stands for. One that the firm set to never stands for nothing."""


def limit_texts(reader: Reader) -> dict[str, str]:
    """The firm's limits at the reader's moment, by the names of `LIMIT_FIELDS`; "" for what has none."""
    rules = concern_rules(reader)
    days = {
        "concerns.acknowledge": rules.acknowledge_days,
        "concerns.contact": rules.stage_days.get(Stage.CONTACT, 0),
        "concerns.responsible": rules.stage_days.get(Stage.RESPONSIBLE, 0),
        "concerns.supervisor": rules.stage_days.get(Stage.SUPERVISOR, 0),
        "concerns.follow_up": rules.follow_up_days,
        "concerns.learn": rules.learn_days,
    }
    said = {
        name: counted(count, "1 working day", "{count} working days").format(count=count) if count else ""
        for name, count in days.items()
    }
    weeks = rules.final_weeks
    final = counted(weeks, "1 week", "{count} weeks").format(count=weeks) if weeks else ""
    return {**said, "concerns.final": final}
