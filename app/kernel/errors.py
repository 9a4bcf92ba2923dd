"""What can go wrong that a person can do something about.

Everything else is a bug and travels as an ordinary exception. Messages are whole sentences that say what to do;
they never hold a client's words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as default


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing a rule found: by which field, a code for programs, values for the sentence.

    The form shows it by the field; the command line prints it.
    """

    field: str
    code: str
    message: str
    values: Mapping[str, object] = default(default_factory=dict)


class LiaisonError(Exception):
    """Refused or failed, for a reason a person can act on. ``code`` is for programs, ``field`` names a form field."""

    def __init__(self, code: str, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.field = field


class Refused(LiaisonError):
    """The request makes no sense as it stands; nothing was changed."""


class Invalid(Refused):
    """Values did not pass a rule; ``problems`` says each by its field."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        first = problems[0]
        super().__init__(first.code, " ".join(problem.message for problem in problems), field=first.field)
        self.problems = tuple(problems)


class NotFound(Refused):
    """What was named is not there."""


class CannotUnlock(LiaisonError):
    """The vault stays locked: wrong password, too many tries, somebody else's lock."""


class Damaged(LiaisonError):
    """The vault or a backup is not what was written; it says which part."""


class MachineTrouble(LiaisonError):
    """The machine refuses: disk full, folder read-only, network folder. Nothing was half done."""
