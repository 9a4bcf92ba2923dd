"""Documents on paper, and lists as files: one house style for all of them.

A document is written from the top down and needs no vault; everything in it is already in the reader's words::

    from app.reports.content import Run
    from app.reports.press.grid import Column
    from app.reports.press.house import About, HouseDocument
    from app.reports.press.paper import MM
    from app.reports.stationery import stationery

    with workspace.read() as reader:
        firm, rows = stationery(reader), ...

    page = HouseDocument(firm, About("Attendance note, file 00017", name="Kovács", day="23 Nov 2026",
                                     running="Attendance note, continued"))
    page.letterhead()                                  # to the outside; inside the firm: page.firm_name()
    page.title("Attendance note", "Kovács v. Tern Logistics")
    page.facts([("Present", "Imre Kovács, Ann Aldous"), ("Time", "9:30 to 10:10")])
    page.heading("What was said")                      # stays with what follows; level=2 below it
    page.text("Plain text: <b> & are what they are.\\nA second paragraph.")
    page.text((Run("Please "), Run("sign", bold=True), Run(".")))
    page.table([Column("Date", 22 * MM, voice="label"), Column("What"), Column("Fee", 20 * MM, align="end")], rows)
    made = page.finish()                               # made.pdf: bytes, made.pages: how many

Further: ``addresses`` and ``signature`` (letters), ``point`` (the one thing that matters), ``dated`` (when, what),
``small`` (notices), ``figure`` (vectors: `app.reports.press.typesetting` marks, with words for who does not see them),
``hold``, ``new_page``, ``add`` (strips of one's own); ``HouseDocument(…, look=LARGE, landscape=True)``.

It sees to: letterhead and logo, Letter or A4, margins of pages printed on both sides, the foot with name, date and
page x of y, fallback faces and direction of every script, rows taller than a page, table heads said again, as few
pages as it takes, bookmarks from the headings, the structure that screen readers read, and what the file says of
itself. Rows may be an iterator of any length: from some eighty pages on, pages are set as rows come and kept folded.

The file leaves through `app.vault.leaving.send_out`, encrypted by `app.reports.press.sealing.sealed` where a
password was given, named by `app.reports.files`.
"""
