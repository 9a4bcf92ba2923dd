"""Changing the firm's own words."""

from __future__ import annotations

from sqlalchemy import func, select

from app.kernel.errors import Invalid, NotFound, Problem, Refused
from app.kernel.language import tr
from app.kernel.numbers import say_number
from app.kernel.reasons import given_reason
from app.kernel.rights import Right
from app.kernel.text import plain_name
from app.plain.jargon import folded, supplied
from app.plain.models import PlainWord
from app.plain.queries import language_of
from app.storage.transaction import Transaction

MOST_WORDS = 2_000
"""More than any list that somebody reads through; a text is compared with all of them."""


def save_plain_word(tx: Transaction, word: str, say: str, reason: str) -> str:
    """Say what the firm says instead of ``word``, a word or a phrase; ``say`` "" means that it is fine with the firm.

    Gives the word as it is kept. Needs `Right.FIRM` and a reason; the same again writes nothing. Raises Invalid, and
    `Refused` ("no-reason", "too-long", "name-too-long", "too-many-words").
    """
    tx.need(Right.FIRM)
    word, say = folded(plain_name(word, "word")), plain_name(say, "say")
    _check(tx, word, say)
    row = _row(tx, word)
    if row is not None and row.say == say:
        return word
    reason = given_reason(reason, "Please say why: colleagues read it beside the word.")
    if row is None:
        if (tx.session.scalar(select(func.count()).select_from(PlainWord)) or 0) >= MOST_WORDS:
            message = tr(
                "The firm has {most_words} words of its own already. Please remove some first."
            ).format(most_words=say_number(MOST_WORDS))
            raise Refused("too-many-words", message, field="word")
        row = PlainWord(
            id=tx.new_id(), word=word, say=say, reason=reason, changed_at=tx.now, changed_by=tx.actor
        )
        tx.session.add(row)
        tx.session.flush()
        tx.record("added", "plain_word", row.id, name=word, say=say, reason=reason)
    else:
        before = {"say": row.say}
        row.say, row.reason, row.changed_at, row.changed_by = say, reason, tx.now, tx.actor
        tx.session.flush()
        tx.record(
            "changed", "plain_word", row.id, name=word, before=before, after={"say": say}, reason=reason
        )
    return word


def remove_plain_word(tx: Transaction, word: str, reason: str) -> str:
    """From now on the program's list alone decides on it. Needs `Right.FIRM` and a reason.

    Raises NotFound ("no-plain-word"), `Refused` ("no-reason", "too-long").
    """
    tx.need(Right.FIRM)
    word = folded(word)
    row = _row(tx, word)
    if row is None:
        raise NotFound("no-plain-word", tr("The firm has no word of its own like that."), field="word")
    reason = given_reason(reason, "Please say why the word is removed.")
    tx.session.delete(row)
    tx.session.flush()
    tx.record("removed", "plain_word", row.id, name=word, say=row.say, reason=reason)
    return word


def _row(tx: Transaction, word: str) -> PlainWord | None:
    return tx.session.scalar(select(PlainWord).where(PlainWord.word == word))


def _check(tx: Transaction, word: str, say: str) -> None:
    problems = []
    if not any(one.isalnum() for one in word):
        problems.append(Problem("word", "no-word", tr("Please write the word or phrase.")))
    elif not (word[0].isalnum() and word[-1].isalnum()):
        message = tr("Please write the word alone, without quotation marks or full stops around it.")
        problems.append(Problem("word", "word-with-marks", message))
    elif not say and word not in supplied(language_of(tx.reader())):
        message = tr("This word is on no list. Please write what to say instead of it.")
        problems.append(Problem("say", "nothing-to-say", message))
    if say and folded(say) == word:
        message = tr("That is the same word. Please write a plainer one.")
        problems.append(Problem("say", "same-word", message))
    if problems:
        raise Invalid(problems)
