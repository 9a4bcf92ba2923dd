"""plain words …: the firm's own plain words; plain check: how a text for a client reads."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from app.cli.flags import some_path
from app.cli.session import Add, Answer, Session
from app.cli.tables import table
from app.cli.texts import words_in
from app.kernel.errors import Refused

if TYPE_CHECKING:
    from app.plain.looking import Plainness


def register(add: Add) -> None:
    """Add the commands."""
    parser = add("plain words", "words of lawyers and what to say instead: the firm's own list")
    parser.add_argument("action", choices=["list", "add", "remove"], nargs="?", default="list")
    parser.add_argument("word", nargs="?", metavar="WORD", help="a word or a phrase in quotes")
    said = parser.add_mutually_exclusive_group()
    said.add_argument("--say", default="", metavar="TEXT", help="the plainer word")
    said.add_argument(
        "--fine", action="store_true", help="it is fine with the firm: not pointed out any more"
    )
    parser.add_argument("--reason", default="", metavar="TEXT")
    parser.add_argument("--all", action="store_true", help="list those that come with the program, too")
    parser.set_defaults(run=_words)
    parser = add("plain check", "how a text reads, and which of its words only lawyers know")
    parser.add_argument("text", type=some_path, metavar="FILE", help="- reads standard input")
    parser.set_defaults(run=_check)


def _words(session: Session, args: argparse.Namespace) -> Answer:
    if args.action == "list":
        return _list(session, with_program=args.all)
    if not args.word:
        raise Refused("no-word", "Please name the word.", field="word")
    if args.action == "remove":
        return _remove(session, args.word, args.reason)
    return _add(session, args)


def _list(session: Session, *, with_program: bool) -> Answer:
    """JSON: ``words``: each with word, say (null: it is fine with the firm), reason, own."""
    from app.plain.jargon import supplied
    from app.plain.queries import language_of, plain_words

    with session.workspace.read() as reader:
        own, language = plain_words(reader), language_of(reader)
    rows: list[dict[str, object]] = [
        {"word": one.word, "say": one.say or None, "reason": one.reason, "own": True} for one in own
    ]
    if with_program:
        ours = {one.word for one in own}
        rows += [
            {"word": word, "say": say, "reason": "", "own": False}
            for word, say in supplied(language).items()
            if word not in ours
        ]
    shown = [[row["word"], row["say"] or "fine with us", row["reason"]] for row in rows]
    text = table(["Word", "Say", "Reason"], shown) if rows else "The firm has no words of its own."
    return Answer({"words": rows}, text)


def _add(session: Session, args: argparse.Namespace) -> Answer:
    from app.plain.commands import save_plain_word
    from app.plain.queries import plain_words

    if not args.say.strip() and not args.fine:
        raise Refused("nothing-to-say", "Please give --say TEXT, or --fine.", field="say")
    with session.workspace.write() as tx:
        word = save_plain_word(tx, args.word, args.say, args.reason)
        say = next(one.say for one in plain_words(tx.reader()) if one.word == word)
    return Answer({"word": word, "say": say or None}, "The firm's list says so now.")


def _remove(session: Session, word: str, reason: str) -> Answer:
    from app.plain.commands import remove_plain_word

    with session.workspace.write() as tx:
        word = remove_plain_word(tx, word, reason)
    return Answer({"word": word}, "Removed: the list of the program alone counts again.")


def _check(session: Session, args: argparse.Namespace) -> Answer:
    """JSON: words, sentences, score and ease (null for a text too short), long_sentences, jargon."""
    from app.plain.looking import look_over
    from app.plain.queries import word_list

    text = words_in(args.text)
    with session.workspace.read() as reader:
        words = word_list(reader)
    found = look_over(text, words.language, words)
    if found is None:
        raise TypeError("a list of words is in a language whose texts cannot be measured")
    reading = found.reading
    data = {
        "words": reading.words,
        "sentences": reading.sentences,
        "score": None if reading.score is None else round(reading.score, 1),
        "ease": reading.ease,
        "long_sentences": list(reading.long_sentences),
        "jargon": [
            {"word": one.word, "say": one.say, "begin": one.begin, "end": one.end} for one in found.jargon
        ],
    }
    return Answer(data, _said(found))


def _said(found: Plainness) -> str:
    reading = found.reading
    ease = reading.ease.value.replace("_", " ") if reading.ease is not None else "too short to say"
    lines = [f"{ease} ({reading.words} words, {reading.sentences} sentences)"]
    lines += [f"{len(reading.long_sentences)} with more than 25 words"] if reading.long_sentences else []
    lines += [f"“{one.word}”: say “{one.say}”" for one in found.jargon]
    return "\n".join(lines)
