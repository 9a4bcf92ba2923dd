"""Functions of the window that show nothing of a matter."""

from __future__ import annotations

from collections.abc import Mapping

NO_PAGE: Mapping[str, str] = {
    "ui.schedule.silence_form.end_running": "Ends what `schedule_facts` has.",
    "ui.search.saved_forms.remove_saved": "asks, and takes away what is one's own",
    "ui.clients.unmerge.ask_undo": "Shows what `undo_preview` has.",
    "ui.clients.merge_sheet.open_merge": "Shows what `both_sides` has.",
    "ui.clients.other_sheet.open_other": "Shows what `merges` has.",
    "ui.conflicts.check_form.open_check": "Shows what was typed.",
    "ui.conflicts.check_sheet.open_check_sheet": "Shows what `check_sheet` has.",
    "ui.clients.client_form.open_client_form": "Shows a client.",
    "ui.contactlog.keeper.sweep_files": "Takes away what no entry and no draft has: `forgotten_files` is asked.",
    "ui.exchange.import_sheet.choose_files": "Shows files.",
    "ui.exchange.import_sheet.open_import": "Shows files.",
    "ui.matters.matter_form.open_matter_form": "Shows what `matter_sheet` has.",
    "ui.handover.sheet.open_hand_over": "Shows what `load_hand_over` has.",
    "ui.handover.away.tell_clients_of_absence": "Shows what `whom_to_tell` has.",
    "ui.schedule.plan_form.open_plan_form": "Shows what `load_plan` has.",
    "ui.matters.correction_forms.open_withdraw_development": "Shows a row in hand.",
    "ui.matters.correction_forms.open_withdraw_key_date": "Shows a row in hand.",
    "ui.matters.correction_forms.open_cancel_key_date": "Shows a row in hand.",
    "ui.schedule.no_news.open_no_news": "Shows what `load_no_news` has.",
    "ui.settings.schedules_part.load_schedules": "The firm's own, by practice area and stage.",
    "ui.contents.contents": "Who is signed in and which pages there are.",
    "ui.contents.forbidden": "What somebody's role forbids.",
    "ui.pages.pages": "Which pages there are.",
    "ui.exchange.bringing.preview": "Writes, and takes it back: asked below by bringing in.",
    "ui.exchange.bringing.bring_in": "Writes: asked below.",
    "ui.kit.rights.needs": "A right.",
    "ui.kit.rights.writes": "A right.",
    "ui.letters.load.printed": "Writes what was composed.",
    "ui.letters.load.saved": "Writes what was composed.",
    "ui.reports.load.say": "Writes by `matter_sheet`.",
    "ui.reports.load.given": "Writes what was composed.",
    "ui.reports.load.printed": "Writes what was composed.",
    "ui.reports.load.saved": "Writes what was composed.",
    "ui.promises.terms_form.open_terms": "Reads by `read_terms`.",
    "ui.promises.acknowledge_form.open_acknowledge": "Reads by `acknowledging`.",
    "ui.today.escalated.write_shown": "Writes what stands on the screen.",
    "ui.schedule.desk.load_desk": "People and holidays.",
    "ui.today.snooze_form.open_snooze": "Opens what `load_snooze` read.",
    "ui.settings.backup_job.job_of": "Backups are of everything.",
    "ui.settings.removal.give_after_removal": "Writes what `hand_over` does.",
    "ui.settings.firm_view.load_firm": "The firm and its people; nothing of a matter.",
    "ui.settings.hours_view.hours_view": "When the firm works, and who of it is away.",
    "ui.settings.firm_draft.kept_firm": "The firm's letterhead, as somebody typed it.",
    "ui.tour.stop.matter_of": "The demo firm's matter by its number, for the pictures.",
    **{
        f"ui.tour.{stops}": "Opens pages that are asked above, for the pictures."
        for stops in (
            "stops.stops",
            "schedules.schedule_stops",
            "letters.letter_stops",
            "calendar.calendar_stops",
            "clients.client_stops",
            "contacts.log_stops",
            "importing.import_stops",
            "matters.matter_stops",
            "news.news_stops",
        )
    },
}
"""Functions of the window that take a workspace or a reader and show nothing of a matter, with the reason."""
