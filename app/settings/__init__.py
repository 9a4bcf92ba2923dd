"""The firm itself: its name and letterhead, its place and time zone, what it promises."""
