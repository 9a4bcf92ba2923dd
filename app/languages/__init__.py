"""The languages in which Liaison speaks, and their catalogues: one file for each room (`resources/translations`).

The English of the source needs none; the English of a country has a file of what it says otherwise. Files are in the
format of GNU gettext (`.po`), which every translator's program reads. `python -m tests.languages` keeps them in step
with the source.
"""
