from __future__ import annotations

from ui.kit.page import Page
from ui.shell.actions import ActionSpec
from ui.shell.desk import PageSpec
from ui.shell.offers import (
    Do,
    GoTo,
    Kind,
    Local,
    Offer,
    action_offers,
    arranged,
    page_offers,
)


def page(key: str, text: str, within: str = "") -> PageSpec:
    return PageSpec(key, "folder", text, lambda: Page(text), within)


PAGES = (
    page("today", "Today"),
    page("care", "Client care"),
    page("firm", "Firm")._replace(parts=(("people", "People"), ("vault", "Vault and backups"))),
    page("matter", "Matter", "today")._replace(of_one=True),
    page("concerns", "Concerns", "care"),
)
SPECS = (
    ActionSpec("lock", "Lock", ("Ctrl+L",), "Liaison"),
    ActionSpec("settings", "Settings…", ("Ctrl+,",), "Liaison", page="firm"),
    ActionSpec("audit", "Audit trail", (), "Liaison", page="audit"),
    ActionSpec("letters", "Letters…", (), "Work", goes=True),
    ActionSpec("page-today", "Today", ("Ctrl+1",), "Pages", page="today"),
)
LOCAL = Local(page_offers(PAGES, SPECS) + action_offers(SPECS, PAGES, {"audit": "A partner may."}, goes=True))


def keys(typed: str, *named: Offer, recent: tuple[GoTo | Do, ...] = ()) -> list[object]:
    return [one.key for group in arranged(typed, LOCAL, named, recent) for one in group.offers]


def test_every_page_and_part_is_offered_once_but_what_shows_one_thing() -> None:
    pages = {offer.key: offer for offer in page_offers(PAGES, SPECS)}
    assert set(pages) == {
        GoTo("today"),
        GoTo("care"),
        GoTo("firm"),
        GoTo("firm", "people"),
        GoTo("firm", "vault"),
        GoTo("concerns"),
    }
    assert pages[GoTo("today")].keys == "Ctrl+1"
    assert pages[GoTo("firm")].keys == "Ctrl+,"
    assert pages[GoTo("concerns")].note == "Client care"
    assert pages[GoTo("firm", "vault")].note == "Firm"


def test_an_action_that_only_goes_to_a_page_is_that_page_and_finds_it_by_its_own_words() -> None:
    assert Do("settings") not in keys("")
    assert keys("settings")[0] == GoTo("firm")


def test_what_somebody_may_not_do_says_who_may() -> None:
    [offer] = [one for one in LOCAL.offers if one.key == Do("audit")]
    assert (offer.note, offer.off) == ("A partner may.", "A partner may.")


def test_over_a_form_only_what_stays_there_is_offered() -> None:
    assert [one.key for one in action_offers(SPECS, PAGES, {}, goes=False)] == [Do("lock")]


def test_of_nothing_typed_the_recent_stand_first_and_all_pages_and_actions_after_them() -> None:
    nora = Offer(GoTo("client", 1), Kind.CLIENT, "Nora")
    groups = arranged("", LOCAL, [nora], (Do("lock"), nora.key, GoTo("gone")))
    assert [group.title for group in groups] == ["Recent", "Pages", "Actions"]
    assert [one.key for one in groups[0].offers] == [Do("lock"), nora.key]
    shown = [one.key for group in groups for one in group.offers]
    assert len(shown) == len(set(shown)) == len(LOCAL.offers) + 1


def test_the_group_with_what_fits_best_comes_first_and_the_log_last() -> None:
    log = Offer(GoTo("contactlog", "lock"), Kind.LOG, "Search the log", cost=1_000)
    loosely = Offer(GoTo("matter", 1), Kind.MATTER, "Locke v. Larkspur", cost=2)
    assert keys("lock", loosely, log) == [Do("lock"), loosely.key, log.key]
    assert keys("lock", loosely._replace(cost=0), log) == [loosely.key, Do("lock"), log.key]


def test_many_of_a_kind_leave_room_for_the_others() -> None:
    many = [Offer(GoTo("matter", number), Kind.MATTER, "Lock") for number in range(40)]
    assert len([key for key in keys("lock", *many) if isinstance(key, GoTo)]) == 12
    assert len(keys("zzz", *many)) == 40, "alone they have all the room"
