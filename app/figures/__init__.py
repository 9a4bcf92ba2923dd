"""Figures of the firm: how well clients were kept informed, for a quarter or a year (PRACTICE I5, K4).

`app.figures.firm.figures` counts; window, paper, tables and command line show what it says and count nothing again.
It knows no rule of its own: promises are those of `app.owed.slipped`, what is owed that of `app.owed.queries`, what is
late with a note that of `app.contactlog.rules`.
"""
