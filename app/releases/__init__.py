"""Whether there is a newer Liaison: what its publisher says of the newest one, signed, and what is believed of that.

Nothing here reaches out; what was fetched (`ui.shell.asking_out`) is judged (`statement`).
"""
