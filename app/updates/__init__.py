"""The update, written well (PRACTICE D6): a draft from what happened, its words, the ways it leaves, and its log.

The status report (`app.reports.status`) is the statement of the file; the update is the letter. What may be told of a
matter, and in which words, is decided there; here it is ticked, put in order, edited and sent.

How a window uses it. On the worker, with a reader::

    found = kept(reader, matter_id) or draft(reader, matter_id)       # begin, or go on where it was left
    news = changed_since(found, reader)                                # false where nothing came in meanwhile
    found = take_in(found, news)                                       # "take it in"
    said = warnings(reader, found)                                     # Problems; whom not to tell, wishes, language
    ready = letter(reader, found)                                      # with address and notices; needs no vault then
    script = phone_script(reader, found)

Drafts are frozen and every change makes another, without a vault: ``tick(d, key, on=…)``,
``reword(d, key, text, when)``, ``move(d, key, -1)``, ``arrange(d, keys)``, ``add_words(d, text, after=key)``,
``drop(d, key)``, ``with_length(d, …)``, and `dataclasses.replace` for subject, greeting, opening, closing, sign_off,
channel, large_print. Each piece of ``d.pieces`` has ``key, kind, when, text, ticked, tells, note, edited``; ``d.tells``
and ``d.untold`` are the developments that it tells and leaves out. ``compose(d).lines`` are its paragraphs (each with
the key of its piece), ``.plain`` the same as one text; ``opening_of(d)`` the first sentence, which follows the ticks
until somebody writes another; ``plainness_of(d, words)`` how it reads.

In the pool (no vault): `app.updates.page.render(ready)` gives the pages for preview and printer, and
`app.updates.script.render_script(script)` the script; both a `Made` (``pdf``, ``pages``). Printed:
`record_printed`. A draft that tells what holds no more leaves by none of these ways (`must_hold`).

On the worker, files (each whole, and told to the trail, or nothing): `app.updates.leaving.save_pdf(workspace, d,
ready, file, password=…)`, ``save_eml``, ``save_script(workspace, d, script, file)``; the name that is offered is
``file_name(ready, Way.EML)``. With ``also=lambda tx, made: log_sent(tx, d, …)`` it is logged in the same transaction.

"Log as sent", one command: ``log_sent(tx, d, at=…, wish_reason=…, again=…,
attachments=(as_attachment(ready, made),))`` gives the entry's id; undo is
`app.contactlog.commands.withdraw_contact`. Refused with ("sent-already") where the same words were sent before:
``sent_before(reader, d)`` says when. `Invalid` as from the contact form. The window keeps a draft as it keeps every
form (`FORM`, `spelled`); given up with ``forget(tx, matter_id)``; `log_sent` forgets it.
"""

from app.reports.content import Length
from app.updates.changes import Given, Since, changed_since, gone_of, take_in
from app.updates.commands import Way, contact_of, log_sent, record_printed, record_saved, sent_before
from app.updates.composing import (
    Line,
    Shape,
    UpdateLetter,
    UpdateText,
    compose,
    letter,
    opening_of,
    plainness_of,
)
from app.updates.drafting import draft
from app.updates.holding import must_hold
from app.updates.keeping import FORM, forget, kept, read_back, spelled
from app.updates.pieces import (
    Piece,
    PieceKind,
    UpdateDraft,
    add_words,
    arrange,
    drop,
    move,
    reword,
    tick,
    with_length,
)
from app.updates.script import PhoneScript, phone_script
from app.updates.warnings import untimely, warnings

__all__ = [
    "FORM",
    "Given",
    "Length",
    "Line",
    "PhoneScript",
    "Piece",
    "PieceKind",
    "Shape",
    "Since",
    "UpdateDraft",
    "UpdateLetter",
    "UpdateText",
    "Way",
    "add_words",
    "arrange",
    "changed_since",
    "compose",
    "contact_of",
    "draft",
    "drop",
    "forget",
    "gone_of",
    "kept",
    "letter",
    "log_sent",
    "move",
    "must_hold",
    "opening_of",
    "phone_script",
    "plainness_of",
    "read_back",
    "record_printed",
    "record_saved",
    "reword",
    "sent_before",
    "spelled",
    "take_in",
    "tick",
    "untimely",
    "warnings",
    "with_length",
]
