"""The tour at the firm's policies: the page, what somebody has to read, versions, forms, training."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from ui.tour.stop import Stop

if TYPE_CHECKING:
    from ui.shell.main_window import MainWindow


def policy_stops(window: MainWindow, settle: Callable[[], None]) -> Iterator[Stop]:
    """The changed policy, and all that is done about one."""
    from ui.policies.forms import EndForm, ForceForm, KeepingForm
    from ui.policies.page import PoliciesPage
    from ui.policies.training_forms import AttendanceForm, WithdrawSession
    from ui.policies.training_page import TrainingPage

    window.navigate("policies")
    settle()
    page = window.current_page()
    if not isinstance(page, PoliciesPage):
        raise TypeError("the page of policies is not shown")
    shelf = page.shelf
    titles = {one.title: one.id for one in shelf.policies} if shelf is not None else {}
    yield Stop("policies", lambda: page.rows.select(titles["Response times"]))
    yield Stop("policy-to-read", page.read)
    yield Stop("policy-versions", page.show_versions)
    yield Stop("policy-acknowledgements", page.show_record)
    yield Stop("form-policy", page.change)
    yield Stop("form-policy-keeping", lambda: page.open_form(KeepingForm))
    yield Stop("form-policy-review", page.review)
    yield Stop("form-policy-end", lambda: page.open_form(EndForm))
    yield Stop("policy-paper", page.print_here)
    page.rows.select(titles["Keeping and destroying files"])
    settle()
    yield Stop("policy-draft", lambda: None)
    yield Stop("form-policy-force", lambda: page.open_form(ForceForm))
    window.navigate("training")
    settle()
    training = window.current_page()
    if not isinstance(training, TrainingPage):
        raise TypeError("the page of training is not shown")
    yield Stop("training", lambda: None)
    yield Stop("form-training-session", training.new_session)
    yield Stop("form-training-subject", training.new_subject)
    for session in training.trained.sessions[:1] if training.trained is not None else ():
        yield Stop("form-training-attendance", lambda: training.of_session(session, AttendanceForm))  # noqa: B023 # shown at once
        yield Stop("form-training-withdraw", lambda: training.of_session(session, WithdrawSession))  # noqa: B023 # shown at once
