"""`python -m tests.languages update|check|count [CODE…]`: the catalogues of `resources/translations`.

`update` brings the files of a language into step with the source, `check` says what is wrong (exit status 1), `count`
how far each room is.
"""

from __future__ import annotations

import argparse
import sys

from app.languages.offered import LANGUAGES
from tests.languages.catalogues import counts, troubles, unreadable, update, wanted
from tests.languages.said import everything


def main() -> int:
    """Do what was asked; the answer is the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.languages", description=__doc__)
    parser.add_argument("act", choices=("update", "check", "count"))
    parser.add_argument("codes", nargs="*", metavar="CODE", help="as in de; all of them")
    asked = parser.parse_args()
    chosen = [one for one in LANGUAGES if not asked.codes or one.code in asked.codes]
    if asked.act == "count":
        for language in chosen:
            _count(language.code)
        return 0
    bad = list(unreadable())
    found = everything()
    bad += [f"{one.path}:{one.line}: cannot be followed: {one.code}" for one in found.lost]
    files = wanted(found.said)
    if asked.act == "update" and not bad:
        for language in chosen:
            if not language.code.startswith("en"):
                update(language.code, files)
    if asked.act == "check" and not bad:
        bad += [str(one) for language in chosen for one in troubles(language, files)]
    print("\n".join(bad))
    return 1 if bad else 0


def _count(code: str) -> None:
    rows = counts(code)
    for name, entries, done, words in rows:
        print(f"{code} {name:<14} {entries:>5} entries {done:>5} done {words:>6} words to do")
    print(
        f"{code} {'all':<14} {sum(row[1] for row in rows):>5} entries {sum(row[2] for row in rows):>5} done "
        f"{sum(row[3] for row in rows):>6} words to do"
    )


if __name__ == "__main__":
    sys.exit(main())
