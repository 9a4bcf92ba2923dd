"""How any document is set in type: from words and tables to a tagged PDF.

It knows no vault and no firm: what is set is given to it in the reader's words. How it is used, says `app.reports`.
"""
