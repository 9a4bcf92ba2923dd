"""Client care: the page from which the firm's own house is looked after, and the tab of a matter that shows what of it
concerns the matter.

A room adds itself in three places: its page and how it stands in `rooms.py`, its rows on the tab of a matter in
`lines.py`, what a click on its row of Today does in `ui/today/duty_doings.py`.
"""
