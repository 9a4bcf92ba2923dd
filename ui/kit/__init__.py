"""What every page is made of. How to write a page:

    class ClientsPage(Page):
        kinds = frozenset({"client", "contact_point"})     # changes that make it stale

        def __init__(self, workspace: Workspace) -> None:
            super().__init__("Clients")                     # the title; set_title(...) changes it
            self._rows = RowList(name="Clients")            # two-line rows: groups, chips, one action each
            self._empty = EmptyState("No clients yet.", "Import", self._import)
            self._either = OrEmpty(self._rows, self._empty)
            self.body.addWidget(self._either)
            self._rows.opened.connect(self._on_rows_opened)

        def reload(self) -> None:                           # called when visible and stale
            tasks.run(lambda: clients.queries.all(workspace.read()), owner=self, done=self._show)

        def _show(self, found: list[ClientRow]) -> None:    # main thread: make `Row`s of what was found

Where things are: `theme` colours, fonts, `px(12)` · `tasks` off-thread work · `chips` state as word, shape and colour ·
`rows.RowList` (Today), `tables.RowTable` (columns), `timeline.Timeline` (matter) · `page.Page`, `tabs.Tabs`,
`banner.Banner`, `sidepane.SidePane`, `empty` · `form.Form` with the fields of `fields`, `typeahead`, `people` ·
`sheet.Sheet` (the log form's overlay), `dialogs.confirm` and `dialogs.Progress` · `bars.MessageBar`, `bars.ErrorBar` ·
`buttons.Button` · `labels.Label` (plain text, always) · `icons.icon("phone")`.

Rules: never a colour or a pixel number of your own (`theme.colors().dim`, `theme.px(8)`); never `exec()`; every control
has a text or `setAccessibleName`; words of clients only ever in `Label`, `Row`, `TimelineItem` (plain text).
"""
