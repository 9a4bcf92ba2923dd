"""What the demo firm changed of the templates, its notices, and its plain words."""

from __future__ import annotations

from dataclasses import replace

from app.letters.built_in import built_in
from app.letters.commands import save_template
from app.notices.commands import save_notice
from app.notices.queries import NoticeForm
from app.notices.words import Outlet
from app.plain.commands import save_plain_word
from app.storage.transaction import Transaction

_OURS = "We are keeping an eye on it, and wanted you to hear that from us."
_THEIRS = (
    "Courts take their time. We watch your file meanwhile"
    "{{if updates.every}}, and you hear from us {{updates.every}}{{end}}."
)
NOTICES = (
    NoticeForm(
        "E-mail is not secure",
        "E-mail can be read by others on its way. Please call us before you write anything that must stay between us.",
        outlets=(Outlet.EMAIL,),
    ),
    NoticeForm(
        "Immigration: travel",
        "Please do not leave the country before you have spoken with us: it can end your application.",
        areas=("Immigration",),
    ),
)
PLAIN_WORDS = (
    ("limitation period", "time limit for going to court", "Clients read it as a limit of damages"),
    ("scheduling order", "the judge's schedule", "Asked on the phone what that is"),
    ("subpoena", "", "Our clients know it from the first meeting"),
)
"""What the firm says instead of words of lawyers, and why; "" for one that is fine with it."""


def set_letters(tx: Transaction) -> None:
    """One template in the firm's own words, two notices, three words of its own."""
    form = built_in()["no-news"]
    save_template(
        tx,
        "no-news",
        replace(form, text=form.text.replace(_OURS, _THEIRS)),
        "Clients asked what we do meanwhile",
    )
    for notice in NOTICES:
        save_notice(tx, notice)
    for word, say, reason in PLAIN_WORDS:
        save_plain_word(tx, word, say, reason)
