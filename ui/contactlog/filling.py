"""From the fields of the contact form to values, and back: the one list of what stands where."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.contactlog.words import Channel, Direction
from ui.contactlog.about import Whom
from ui.contactlog.values import FormValues, Timed, say_when
from ui.kit.people import Person

if TYPE_CHECKING:
    from ui.contactlog.form import ContactForm


def read(form: ContactForm) -> FormValues:
    """What the form holds now."""
    channel, direction, outcome = form.channel.value()
    whom = form.whom.whom()
    tells, is_update = form.tells.value()
    answers, acknowledges, promised = form.answers.value()
    return replace(
        form.base,
        matter_id=whom.matter_id if whom else None,
        client_id=whom.client_id if whom else None,
        about=form.whom.text(),
        channel=channel,
        direction=direction,
        outcome=outcome,
        when=form.when.when.timed(),
        duration=form.when.duration.text(),
        reached_at=form.when.reached.text() if channel is not Channel.NOTE else "",
        people=tuple(person.text for person in form.people.people()),
        summary=form.summary.text(),
        advice=form.advice.text(),
        decision=form.decision.text(),
        tells=tells,
        is_update=is_update,
        follow_ups=form.next.value(),
        answers_id=answers,
        acknowledges_id=acknowledges,
        promised=promised,
        awaits_client=form.answers.awaits(),
        also_answers=form.answers.also(),
        identity_checked=form.identity.checked.isChecked(),
        interpreter=form.identity.interpreter.text(),
        received=form.received.received.text(),
        held_by_id=form.received.holder(),
        declined_on=form.costs.declined_on.line(),
        asked=form.questions.value(),
        costs=form.costs.costs.text(),
        advice_declined=form.costs.declined.text(),
        confidentiality=form.files.confidentiality.currentText(),
        billable=form.files.billable.isChecked(),
        needs_reply=form.reply.needs_reply.isChecked() and direction is Direction.IN,
        urgent=form.reply.urgent.isChecked() and not form.reply.isHidden(),
        not_with_client=form.files.not_with_client.isChecked(),
        tags=", ".join(one.text for one in form.files.tags.people()),
        for_client=form.letter.words.text(),
        wish_reason=form.wish_reason.text(),
        files=form.files.files.value(),
        reason=form.reason.text(),
    )


def fill(form: ContactForm, values: FormValues) -> None:
    """Show ``values`` in the fields."""
    present = form.present()
    form.when.when.set_present(present)
    form.next.set_present(present)
    form.answers.promised.set_present(present)
    known = values.matter_id is not None or values.client_id is not None
    form.whom.set_key(Whom(values.matter_id, values.client_id) if known else None, values.about)
    form.channel.set_value(values.channel, values.direction, values.outcome)
    when = (
        values.when if values.when.words or values.when.moment else Timed(say_when(present.now, present.now))
    )
    form.when.when.set_timed(when)
    form.when.duration.setText(values.duration)
    form.when.reached.set_key(None, values.reached_at)
    form.people.set_people([Person(None, one) for one in values.people])
    form.summary.setText(values.summary)
    form.advice.setText(values.advice)
    form.decision.setText(values.decision)
    form.tells.set_value(values.tells, values.is_update)
    form.next.set_value(values.follow_ups)
    form.answers.set_value(values.answers_id, values.acknowledges_id, values.promised)
    form.answers.set_more(values.awaits_client, values.also_answers)
    form.identity.checked.setChecked(values.identity_checked)
    form.identity.interpreter.setText(values.interpreter)
    form.costs.costs.setText(values.costs)
    form.costs.declined.setText(values.advice_declined)
    form.files.tags.set_people([Person(tag, tag) for part in values.tags.split(",") if (tag := part.strip())])
    form.received.received.setText(values.received)
    form.received.set_holder(values.held_by_id)
    form.costs.declined_on.set_present(present)
    form.costs.declined_on.set_line(values.declined_on)
    form.questions.set_value(values.asked)
    form.letter.words.setText(values.for_client)
    form.files.confidentiality.setEditText(values.confidentiality)
    form.files.billable.setChecked(values.billable)
    form.files.not_with_client.setChecked(values.not_with_client)
    form.files.files.set_value(values.files)
    form.reply.needs_reply.setChecked(values.needs_reply)
    form.reply.urgent.setChecked(values.urgent)
    form.wish_reason.setText(values.wish_reason)
    form.reason.setText(values.reason)
    form.form.show_row("reason", values.entry_id is not None)
