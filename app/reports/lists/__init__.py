"""Lists of what is owed, to take along: the morning, the month, the partners' meeting, who was told nothing."""
